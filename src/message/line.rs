//! LINE text exports: mobile (fields between tabs, bodies of several lines in quotation marks) and desktop
//! (fields between single spaces). Only where records end in CRLF and bodies break by LF is a boundary sure.

use super::detect::Head;
use super::lines::{End, Lines, TextEncoding, encoding_of};
use super::people::form;
use super::stamp::{Digits, Reader, clock, digits, weekday};
use super::{
    Boundaries, CoverageGround, DayOrder, Export, Format, Kind, LocalClock, Message, Need, Oddity, Out,
    Place, Precision, Setting, Sink, When,
};
use crate::error::Result;
use chrono::{Datelike as _, NaiveDate, Weekday};
use std::borrow::Cow;

pub(crate) struct Line;

const WORD: &str = "line";

impl Format for Line {
    fn word(&self) -> &'static str {
        WORD
    }

    fn score(&self, head: &Head) -> u8 {
        let lines: Vec<&str> = head.lines.iter().map(String::as_str).collect();
        let headed = lines.first().is_some_and(|l| l.trim_start_matches('\u{FEFF}').starts_with("[LINE]"));
        let days = lines.iter().filter(|l| day_line(l).is_some()).count();
        let tabs = lines.iter().filter(|l| mobile_record(l).is_some()).count();
        let spaces = lines.iter().filter(|l| desktop_record(l).is_some()).count();
        match () {
            () if headed && lines.len() < 4 => 60, // an empty talk
            () if headed && tabs > 0 && days > 0 => 100,
            () if days > 0 && tabs > 0 => 80,
            () if days > 0 && spaces > 0 && lines.iter().any(|l| desktop_day(l)) => 75,
            () if headed => 30,
            () => 0,
        }
    }

    fn read(&self, export: &dyn Export, setting: &Setting, sink: &mut dyn Sink) -> Result<()> {
        let encoding = encoding_of(export)?;
        let survey = Survey::of(export, encoding, setting)?;
        let mut out = Out::new(WORD, setting, sink);
        out.reading.guessed_encoding = encoding.guessed.then(|| encoding.encoding.name());
        out.reading.dialect = Some(if survey.desktop { "desktop" } else { "mobile" });
        out.reading.boundaries = if survey.sure { Boundaries::Marked } else { Boundaries::ByForm };
        let names = survey.names.clone();
        let clock = LocalClock::new(setting.zone);
        let tabbed = names.iter().any(|name| name.contains(' '));
        let mut talk = Talk { out, survey, names, tabbed, clock, day: None, open: None, body: String::new() };
        let mut lines = Lines::new(export, encoding)?;
        let mut last_end = End::CrLf;
        while let Some(line) = lines.next()? {
            let begins = !talk.survey.exact || last_end == End::CrLf;
            last_end = line.end;
            if line.cut {
                talk.flush()?;
                talk.out.gap(Place::Lines(line.number, line.number));
                talk.out.odd(Oddity::TextTooLong, Place::Lines(line.number, line.number));
            } else if begins {
                talk.line(line.text, line.number)?;
            } else {
                talk.more(line.text, line.number)?;
            }
        }
        talk.flush()?;
        if let Some(line) = lines.first_unreadable() {
            talk.out.odd(Oddity::Unreadable, Place::Lines(line, line));
        }
        if talk.survey.order_unclear {
            talk.out.reading.needs.insert(Need::DayOrder);
        }
        talk.out.finish()
    }
}

/// A day line: its digits and weekday.
fn day_line(line: &str) -> Option<(Digits, Weekday)> {
    let mut r = Reader(line);
    // "Thu, 10/01/2026"
    if line.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) {
        let (name, rest) = line.split_once(", ")?;
        r.0 = rest;
        let digits = digits(&mut r).filter(|_| r.0.trim_end().is_empty())?;
        return Some((digits, weekday(name)?));
    }
    let digits = digits(&mut r)?;
    let name = match r.0.strip_prefix('(') {
        Some(rest) => rest.trim_end().strip_suffix(')')?,
        None => r.0.strip_prefix(' ')?.trim_end(),
    };
    Some((digits, weekday(name)?))
}

/// The desktop's day line: `2026.10.01 木曜日`.
fn desktop_day(line: &str) -> bool {
    day_line(line).is_some_and(|(digits, _)| digits.year_first && digits.sign == '.')
}

/// `HH:MM⇥name⇥body`: the seconds, both fields, the name and the body.
fn mobile_record(line: &str) -> Option<(u32, &str, &str, &str)> {
    let mut r = Reader(line);
    let (seconds, _) = clock(&mut r)?;
    let fields = r.0.strip_prefix('\t')?;
    let (name, body) = fields.split_once('\t')?;
    Some((seconds, fields, name, body))
}

/// `HH:MM name body`: the seconds and the rest.
fn desktop_record(line: &str) -> Option<(u32, &str)> {
    let mut r = Reader(line);
    let (seconds, _) = clock(&mut r)?;
    let rest = r.0.strip_prefix(' ')?;
    (!rest.is_empty()).then_some((seconds, rest))
}

/// Could the text be the first line of a quoted body of several? Inside, every quotation mark is doubled.
fn opens_quote(body: &str) -> bool {
    let Some(inside) = body.strip_prefix('"') else { return false };
    !inside.replace("\"\"", "").contains('"')
}

/// What the whole export shows before the first message is read.
struct Survey {
    desktop: bool,
    /// Records end in CRLF, bodies break by LF: nothing in a body can imitate a record.
    exact: bool,
    /// The boundaries are sure: exact, or no body has several lines.
    sure: bool,
    order: DayOrder,
    order_unclear: bool,
    /// Names that may stand before a desktop body, the longest first.
    names: Vec<String>,
}

impl Survey {
    fn of(export: &dyn Export, encoding: TextEncoding, setting: &Setting) -> Result<Self> {
        let mut lines = Lines::new(export, encoding)?;
        let (mut tabs, mut spaces, mut crlf, mut lf) = (0u64, 0u64, 0u64, 0u64);
        let (mut orphans, mut opens) = (0u64, 0u64); // by CRLF, or by line where there is none
        let (mut orphan_lines, mut begun) = (0u64, false);
        let (mut day_first, mut month_first, mut either) = (0u64, 0u64, 0u64);
        let mut last_end = End::CrLf;
        while let Some(line) = lines.next()? {
            match line.end {
                End::CrLf => crlf += 1,
                End::Lf | End::Cr => lf += 1,
                End::None => {}
            }
            let day = day_line(line.text);
            if let Some((digits, weekday)) = day
                && !digits.year_first
            {
                let fits = |order| digits.day(order).is_some_and(|day| day.weekday() == weekday);
                match (fits(DayOrder::DayFirst), fits(DayOrder::MonthFirst)) {
                    (true, false) => day_first += 1,
                    (false, true) => month_first += 1,
                    (true, true) if digits.parts[0] != digits.parts[1] => either += 1,
                    _ => {}
                }
            }
            let record = mobile_record(line.text);
            begun |= day.is_some();
            match record {
                Some((_, _, _, body)) => {
                    tabs += 1;
                    opens += u64::from(opens_quote(body));
                }
                None if desktop_record(line.text).is_some() => spaces += 1,
                None => {}
            }
            if begun && day.is_none() && record.is_none() && !line.is_blank() {
                orphan_lines += 1;
                orphans += u64::from(last_end == End::CrLf);
            }
            last_end = line.end;
        }
        let desktop = spaces > tabs;
        let sure = match (crlf, lf) {
            _ if desktop => false,
            // bodies break by LF alone
            (1.., 1..) => orphans == 0,
            // one kind of line end: sure only where no body can have several lines
            _ => orphan_lines == 0 && opens == 0,
        };
        let mut names: Vec<String> = setting.people.of_channel(WORD).into_iter().map(|p| p.name).collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        names.dedup();
        let (order, order_unclear) = match (day_first, month_first, setting.day_order) {
            (0, 0, Some(order)) => (order, false),
            (1.., 0, _) => (DayOrder::DayFirst, false),
            (0, 1.., _) => (DayOrder::MonthFirst, false),
            (0, 0, None) => (DayOrder::MonthFirst, either > 0),
            (_, _, Some(order)) => (order, false),
            (_, _, None) => (DayOrder::MonthFirst, true),
        };
        let exact = sure && crlf > 0 && lf > 0;
        Ok(Self { desktop, exact, sure, order, order_unclear, names })
    }
}

/// A record whose body may go on.
struct Open {
    seconds: u32,
    name: Option<String>,
    place: Place,
    day: NaiveDate,
    /// The body may be the beginning of a quotation.
    quoted: bool,
    /// Quotation marks so far.
    quotes: usize,
    lines: u64,
}

impl Open {
    /// The quotation has not ended: inside, every mark is doubled, so an even number of them closes it.
    fn is_unfinished(&self, body: &str) -> bool {
        let ended = self.quotes.is_multiple_of(2) && self.quotes > 0 && body.len() > 1 && body.ends_with('"');
        self.quoted && !ended
    }
}

struct Talk<'a> {
    out: Out<'a>,
    survey: Survey,
    names: Vec<String>,
    /// Some declared name holds white space, which may have been a tab.
    tabbed: bool,
    clock: LocalClock,
    day: Option<NaiveDate>,
    open: Option<Open>,
    body: String,
}

impl Talk<'_> {
    /// A line that begins a record, or may.
    fn line(&mut self, text: &str, number: u64) -> Result<()> {
        let here = Place::Lines(number, number);
        if let Some((digits, weekday)) = day_line(text) {
            self.flush_before(number)?;
            let day = digits.day(self.survey.order);
            if self.survey.order_unclear && !digits.year_first {
                self.day = None;
                self.out.gap(here);
                return Ok(());
            }
            if day.is_some_and(|day| day.weekday() != weekday) {
                self.out.odd(Oddity::WeekdayDiffers, here);
            }
            self.day = day;
            if day.is_none() {
                self.out.gap(here);
            }
            return Ok(());
        }
        let mut two_fit = false;
        let record = match self.survey.desktop {
            false => mobile_record(text).map(|(seconds, fields, name, body)| {
                let longer = if self.tabbed { self.name_with_tabs(fields) } else { None };
                two_fit |= longer.is_some() && self.names.contains(&form(name));
                let (name, body) = longer.unwrap_or((name, body));
                ((seconds, Some(name).filter(|n| !n.is_empty()).map(str::to_owned)), body)
            }),
            true => desktop_record(text).map(|(seconds, rest)| {
                let (name, body) = self.desktop_name(rest, here);
                ((seconds, name), body)
            }),
        };
        if two_fit {
            self.out.odd(Oddity::NameUnclear, here);
            self.out.reading.needs.insert(Need::Participants);
            match self.open {
                Some(_) => self.out.gap_within(here),
                None => self.out.gap(here),
            }
        }
        match (record, self.day) {
            (Some(((seconds, name), body)), Some(day)) => {
                self.flush_before(number)?;
                let (quoted, quotes) = (opens_quote(body), count_quotes(body));
                self.body.push_str(body);
                self.open = Some(Open { seconds, name, place: here, day, quoted, quotes, lines: 1 });
                Ok(())
            }
            (Some(_), None) => {
                self.flush()?;
                self.out.gap(here);
                Ok(())
            }
            (None, _) if self.survey.exact => {
                self.flush()?;
                self.other(text, number);
                Ok(())
            }
            (None, _) => self.more(text, number),
        }
    }

    /// Ends what is open. A record or day line inside a quotation that was not closed is taken for one, and that is said.
    fn flush_before(&mut self, number: u64) -> Result<()> {
        let unfinished = self.open.as_ref().is_some_and(|open| open.is_unfinished(&self.body));
        self.flush()?;
        if !self.survey.sure && !self.survey.desktop && unfinished {
            self.out.reading.needs.insert(Need::LineEnds);
            self.out.gap(Place::Lines(number, number));
        }
        Ok(())
    }

    /// A further line of a body, or one that stands outside.
    fn more(&mut self, text: &str, number: u64) -> Result<()> {
        let Some(open) = &mut self.open else {
            self.other(text, number);
            return Ok(());
        };
        // after the end of a quotation nothing belongs to it
        let ended = !self.survey.exact && open.quoted && open.lines > 1 && !open.is_unfinished(&self.body);
        if ended || self.body.len() + text.len() > super::lines::MAX_LINE {
            self.flush()?;
            if !text.trim().is_empty() {
                self.out.gap(Place::Lines(number, number));
            }
            return Ok(());
        }
        self.body.push('\n');
        self.body.push_str(text);
        open.lines += 1;
        open.quotes += count_quotes(text);
        if let Place::Lines(_, last) = &mut open.place {
            *last = number;
        }
        Ok(())
    }

    /// A line outside records: of the header, blank, or not understood.
    fn other(&mut self, text: &str, number: u64) {
        let header = self.out.reading.count == 0 && self.day.is_none() && self.header(text, number);
        if !header && !text.trim().is_empty() {
            self.out.gap(Place::Lines(number, number));
        }
    }

    /// `[LINE] …とのトーク履歴`, `保存日時：2026/11/20 09:12`.
    fn header(&mut self, text: &str, number: u64) -> bool {
        let text = text.trim().trim_start_matches('\u{FEFF}');
        if let (Some(title), 1) = (text.strip_prefix("[LINE]"), number) {
            let title = title.trim();
            let ends = ["とのトーク履歴", "のトーク履歴", "とのトーク", "のトーク"];
            let japanese = ends.iter().find_map(|end| title.strip_suffix(end));
            let begins = ["Chat history with ", "Chat history in ", "Chat with "];
            let english = begins.iter().find_map(|begin| title.strip_prefix(begin));
            let title = japanese.or(english).unwrap_or(title).trim().trim_matches(['"', '“', '”']);
            self.out.reading.title = Some(title.to_owned());
            return true;
        }
        let saved =
            ["保存日時：", "保存日時:", "Saved on:", "Saved on："].iter().find_map(|b| text.strip_prefix(b));
        let Some(saved) = saved else { return false };
        let mut r = Reader(saved.trim_start());
        let day = digits(&mut r).and_then(|d| {
            let clear = d.year_first || !self.survey.order_unclear;
            d.day(self.survey.order).filter(|_| clear)
        });
        r.any(&[' ', ',', '\u{A0}', '\u{202F}']);
        let when = day.zip(clock(&mut r)).and_then(|(day, (seconds, precise))| {
            let precision = if precise { Precision::Second } else { Precision::Minute };
            self.clock.at(day, seconds, precision)
        });
        let Some(when) = when else { return false };
        self.out.reading.coverage_to = Some((when, CoverageGround::Saved));
        true
    }

    /// A declared name that itself holds tabs goes on into the next fields of `name⇥body`.
    fn name_with_tabs<'t>(&self, fields: &'t str) -> Option<(&'t str, &'t str)> {
        let ends = fields.match_indices('\t').map(|(at, _)| at).skip(1).take(5);
        let named = |name: &str| name.trim() == name && self.names.contains(&form(name));
        ends.map(|at| (&fields[..at], &fields[at + 1..])).find(|(name, _)| named(name))
    }

    /// The name at the beginning of a desktop record: one that was declared, else the first word.
    fn desktop_name<'t>(&mut self, rest: &'t str, here: Place) -> (Option<String>, &'t str) {
        let after = |name: &String| {
            let body = rest.strip_prefix(name.as_str())?;
            if body.is_empty() { Some(body) } else { body.strip_prefix(' ') }
        };
        let mut fitting = self.names.iter().filter_map(|name| Some((name.clone(), after(name)?)));
        if let Some((name, body)) = fitting.next() {
            if fitting.next().is_some() {
                self.out.odd(Oddity::NameUnclear, here);
                match self.open {
                    Some(_) => self.out.gap_within(here),
                    None => self.out.gap(here),
                }
                self.out.reading.needs.insert(Need::Participants);
            }
            return (Some(name), body);
        }
        if unsent(rest).is_some() || is_service(rest) {
            return (None, rest);
        }
        // names may hold spaces: only the worker can tell where this one ends
        self.out.reading.needs.insert(Need::Participants);
        match rest.split_once(' ') {
            Some((name, body)) => (Some(name.to_owned()), body),
            None => (Some(rest.to_owned()), ""),
        }
    }

    /// Hands on the record that is open.
    fn flush(&mut self) -> Result<()> {
        let Some(open) = self.open.take() else { return Ok(()) };
        let body = std::mem::take(&mut self.body);
        // by form, blank lines before the next day belong to no text unless a quotation is open
        let trimmed = match self.survey.exact || open.is_unfinished(body.trim_end()) {
            true => &*body,
            false => without_blank_end(&body),
        };
        let text = match open.quoted && trimmed.contains('\n') && closes(trimmed) {
            true => Cow::Owned(trimmed[1..trimmed.len() - 1].replace("\"\"", "\"")),
            false => Cow::Borrowed(trimmed),
        };
        let when = self.clock.at(open.day, open.seconds, Precision::Minute).unwrap_or_else(|| {
            let (h, m) = (open.seconds / 3600, open.seconds / 60 % 60);
            When::words(&format!("{}T{h:02}:{m:02}", open.day))
        });
        let done = match open.name {
            Some(name) => {
                let sender = self.out.participant(&name, &name);
                let kind = kind(&text);
                let message =
                    Message { text: Some(text), ..Message::new(when, Some(sender), kind, open.place) };
                self.out.message(message)
            }
            None => {
                let (kind, who) = match unsent(&text) {
                    Some(who) => (Kind::Unsent, who),
                    None => (Kind::System, ""),
                };
                let sender = (!who.is_empty()).then(|| self.out.participant(who, who));
                let message =
                    Message { text: Some(text.clone()), ..Message::new(when, sender, kind, open.place) };
                self.out.service(message)
            }
        };
        self.body = body;
        self.body.clear();
        done
    }
}

/// The text without blank lines at its end.
fn without_blank_end(mut text: &str) -> &str {
    while let Some((before, last)) = text.rsplit_once('\n')
        && last.trim().is_empty()
    {
        text = before;
    }
    text
}

/// Is this a whole quotation?
fn closes(body: &str) -> bool {
    let inside = body.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    inside.is_some_and(|inside| !inside.replace("\"\"", "").contains('"'))
}

fn count_quotes(text: &str) -> usize {
    text.bytes().filter(|b| *b == b'"').count()
}

/// Whose unsent mark this is: `…がメッセージの送信を取り消しました`. Empty where it names nobody.
fn unsent(text: &str) -> Option<&str> {
    let ends = ["メッセージの送信を取り消しました", "メッセージの送信を取り消しました。"];
    if let Some(who) = ends.iter().find_map(|end| text.strip_suffix(end)) {
        return Some(who.strip_suffix('が').unwrap_or(who).trim());
    }
    let ends = [" unsent a message.", " unsent a message"];
    ends.iter().find_map(|end| text.strip_suffix(end)).map(|who| if who == "You" { "" } else { who })
}

fn is_service(text: &str) -> bool {
    let marks =
        ["が参加しました", "が退出しました", "を招待しました", " joined the ", " left the ", " invited "];
    marks.iter().any(|mark| text.contains(mark))
}

fn kind(text: &str) -> Kind {
    match text {
        "[スタンプ]" | "[Sticker]" | "スタンプ" | "[絵文字]" => Kind::Sticker,
        "[写真]" | "[Photo]" | "写真" => Kind::Image,
        "[動画]" | "[Video]" | "動画" => Kind::Video,
        "[ボイスメッセージ]" | "[Voice message]" => Kind::Voice,
        "[ファイル]" | "[File]" => Kind::File,
        "[位置情報]" | "[Location]" => Kind::Location,
        "[連絡先]" | "[Contact]" => Kind::Contact,
        _ if text.starts_with("☎ ") => Kind::Call,
        _ => Kind::Text,
    }
}
