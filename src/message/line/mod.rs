//! LINE text exports: mobile (fields between tabs, bodies of several lines in quotation marks) and desktop
//! (fields between single spaces). Only where records end in CRLF and bodies break by LF is a boundary sure.

mod days;
mod deeds;
mod form;
mod header;
mod names;
mod survey;

use super::head::Head;
use super::heads::{Look, look, may_be_day, may_divide, pieces};
use super::lines::{End, Lines, encoding_of};
use super::people::form;
use super::{
    Boundaries, Class, Export, Format, Kind, LocalClock, Message, Need, Oddity, Out, Place, Precision,
    Setting, Sink, When, Why,
};
use crate::base::error::Result;
use crate::case::memo::Role;
use chrono::{Datelike as _, NaiveDate};
use days::Days;
use deeds::{Call, Deed, call, deed, kind};
use form::{
    WORD, closes, count_quotes, desktop_day, desktop_record, mobile_record, opens_quote, without_blank_end,
};
use std::borrow::Cow;
use std::collections::HashSet;
use survey::Survey;

pub(crate) struct Line;

/// How much earlier a record may be than the one above it, in seconds: LINE has them in the order in which it took them in.
const LATE: i64 = 60;

impl Format for Line {
    fn word(&self) -> &'static str {
        WORD
    }

    fn score(&self, head: &Head) -> u8 {
        let lines: Vec<&str> = head.lines.iter().map(String::as_str).collect();
        let headed = lines.first().is_some_and(|l| l.trim_start_matches('\u{FEFF}').starts_with("[LINE]"));
        let days = lines.iter().filter(|l| Days::of(l).is_some()).count();
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
        out.late = Some(LATE);
        out.reading.boundaries = if survey.sure { Boundaries::Marked } else { Boundaries::ByForm };
        let names = survey.names.clone();
        let clock = LocalClock::new(setting.zone);
        let tabbed = names.iter().any(|name| name.contains(' '));
        let known = names.iter().chain(&survey.met).map(|name| form(name)).collect();
        let (day, open, body) = (None, None, String::new());
        let (between_two, blank) = (false, false);
        let pasted = None;
        let mut talk =
            Talk { out, survey, names, known, tabbed, clock, day, open, body, between_two, blank, pasted };
        let mut lines = Lines::new(export, encoding)?;
        let mut last_end = End::CrLf;
        while let Some(line) = lines.next()? {
            let begins = !talk.survey.exact || last_end == End::CrLf;
            last_end = line.end;
            let class = if line.cut {
                talk.flush()?;
                talk.out.gap(Place::Lines(line.number, line.number), Why::TooLong);
                talk.out.odd(Oddity::TextTooLong, Place::Lines(line.number, line.number));
                Class::Gap
            } else if begins {
                talk.line(line.text, line.number)?
            } else {
                talk.more(line.text, line.number)?
            };
            talk.blank = line.text.trim().is_empty();
            talk.out.class(class);
        }
        talk.end()?;
        if let Some(line) = lines.first_unreadable() {
            talk.out.odd(Oddity::Unreadable, Place::Lines(line, line));
        }
        if talk.survey.order_unclear {
            talk.out.reading.needs.insert(Need::DayOrder);
        }
        talk.out.finish()
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
    /// All names that were declared or met.
    known: HashSet<String>,
    /// Some declared name holds white space, which may have been a tab.
    tabbed: bool,
    /// The header says that the talk is between two people.
    between_two: bool,
    clock: LocalClock,
    day: Option<NaiveDate>,
    open: Option<Open>,
    body: String,
    /// The line before was blank.
    blank: bool,
    /// The day of records that stand inside the body that is open.
    pasted: Option<NaiveDate>,
}

impl Talk<'_> {
    /// A line that begins a record, or may.
    fn line(&mut self, text: &str, number: u64) -> Result<Class> {
        let class = self.first_piece(text, number)?;
        // some programs show what follows on a line of its own
        let is_name = |name: &str| self.known.contains(&*form(name));
        let is_head = |piece: &str| {
            self.is_record(piece) || Days::of(piece).is_some() || look(piece, &is_name).is_some()
        };
        let mut behind = pieces(text).skip(1);
        if !self.survey.exact && behind.any(|piece| is_head(piece) || may_be_day(piece)) {
            self.flush()?;
            self.day = None;
            return Ok(self.out.doubtful(number, Why::NameAndTime, text));
        }
        Ok(class)
    }

    fn is_record(&self, text: &str) -> bool {
        match self.survey.desktop {
            true => desktop_record(text).is_some(),
            false => mobile_record(text).is_some(),
        }
    }

    fn first_piece(&mut self, text: &str, number: u64) -> Result<Class> {
        let here = Place::Lines(number, number);
        if let Some((digits, weekday)) = self.survey.days.line(text) {
            let sure = self.flush_before(number)?;
            let day = digits.day(self.survey.order);
            self.day = day.filter(|_| !self.survey.order_unclear || digits.year_first);
            if self.day.is_none() {
                self.out.gap(here, Why::Time);
                return Ok(Class::Gap);
            }
            if day.is_some_and(|day| day.weekday() != weekday) {
                self.out.odd(Oddity::WeekdayDiffers, here);
            }
            return Ok(if sure { Class::Header } else { Class::Gap });
        }
        let mut two_fit = false;
        let record = match self.survey.desktop {
            false => mobile_record(text).map(|(seconds, fields, name, body)| {
                let longer = if self.tabbed { self.name_with_tabs(fields) } else { None };
                two_fit |= longer.is_some() && self.names.contains(&form(name));
                let (name, body) = longer.unwrap_or((name, body));
                ((seconds, Some(name).filter(|n| !n.is_empty()).map(str::to_owned)), body)
            }),
            true => {
                desktop_record(text).filter(|(_, rest)| !self.is_decorated(rest)).map(|(seconds, rest)| {
                    let (name, body) = self.desktop_name(rest, here);
                    ((seconds, name), body)
                })
            }
        };
        if two_fit {
            self.out.odd(Oddity::NameUnclear, here);
            self.out.reading.needs.insert(Need::Participants);
            match self.open {
                Some(_) => self.out.gap_within(here, Why::Sender),
                None => self.out.gap(here, Why::Sender),
            }
        }
        match (record, self.day) {
            (Some(((seconds, name), body)), Some(day)) => {
                let sure = self.flush_before(number)?;
                let after = self.out.reading.count + 1;
                if self.survey.desktop
                    && name.as_deref().is_some_and(|name| self.may_go_on(name, body))
                    && !self.out.is_nothing(number, Why::Name, after, text)
                {
                    self.out.doubtful_within(number, Why::Name, text);
                }
                let (quoted, quotes) = (opens_quote(body), count_quotes(body));
                let class = match &name {
                    _ if !sure => Class::Gap,
                    Some(_) if call(body).is_some() => Class::Call,
                    Some(_) => Class::Heading,
                    None => Class::Service,
                };
                self.body.push_str(body);
                self.open = Some(Open { seconds, name, place: here, day, quoted, quotes, lines: 1 });
                Ok(class)
            }
            (Some(_), None) => {
                self.flush()?;
                self.out.gap(here, Why::Time);
                Ok(Class::Gap)
            }
            (None, _) if self.survey.exact => {
                self.flush()?;
                Ok(self.other(text, number))
            }
            (None, _) => self.may_head(text, number),
        }
    }

    /// A line that is no record, where only the look of lines tells: one that could be the head of a record is not taken for
    /// a part of a text, but inside a quotation that is still open.
    fn may_head(&mut self, text: &str, number: u64) -> Result<Class> {
        let within =
            !self.survey.desktop && self.open.as_ref().is_some_and(|open| open.is_unfinished(&self.body));
        // a body of several lines stands in quotation marks
        let divides = || !self.survey.desktop && self.blank && may_divide(text);
        let why = self.why(text).or_else(|| divides().then_some((Why::Time, Some(Look::Date))));
        let Some(why) = why.filter(|_| !within) else { return self.more(text, number) };
        // the open record is counted when it ends
        let after = self.out.reading.count + 1;
        if self.open.is_some() && self.out.is_nothing(number, why.0, after, text) {
            return self.more(text, number);
        }
        self.flush()?;
        Ok(self.other_than_record(text, number, why))
    }

    /// What a line looks like that is no record, if it may head one.
    fn why(&self, text: &str) -> Option<(Why, Option<Look>)> {
        let is_name = |name: &str| self.known.contains(&*form(name));
        let look = look(text, &is_name);
        let named = !self.survey.desktop && text.contains('\t') && {
            let mut fields = text.split('\t');
            let first = fields.next().unwrap_or_default();
            let timed = first.len() < text.len()
                && first.contains([':', '：', '時'])
                && first.contains(char::is_numeric);
            timed || is_name(first.trim()) || fields.any(|field| is_name(field.trim()))
        };
        match look {
            Some(Look::NameAndTime) => Some((Why::NameAndTime, look)),
            _ if named || self.is_glued(text) => Some((Why::NameAndTime, look)),
            Some(Look::Date | Look::Time) => Some((Why::Time, look)),
            None if may_be_day(text) => Some((Why::Time, Some(Look::Date))),
            None => None,
        }
    }

    /// `11:00港町制作 はい`: a time, and a name right behind it.
    fn is_glued(&self, text: &str) -> bool {
        let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
        let minutes = rest.strip_prefix(':').filter(|_| rest.len() < text.len());
        let rest = minutes.map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':'));
        rest.is_some_and(|rest| {
            self.known.iter().any(|name| !name.is_empty() && rest.starts_with(name.as_str()))
        })
    }

    /// A line that may head a record. Behind one that may be a day line nobody knows which day it is.
    fn other_than_record(&mut self, text: &str, number: u64, (why, look): (Why, Option<Look>)) -> Class {
        if look == Some(Look::Date) {
            self.day = None;
        }
        if self.out.reading.count == 0 && self.day.is_none() && self.header(text, number) {
            return Class::Header;
        }
        let class = self.out.doubtful(number, why, text);
        if why == Why::Unread && class == Class::Gap {
            self.day = None;
        }
        class
    }

    /// Ends what is open. A record or day line inside a quotation that was not closed is taken for one, and that is said: it
    /// is not sure then.
    fn flush_before(&mut self, number: u64) -> Result<bool> {
        let unfinished = self.open.as_ref().is_some_and(|open| open.is_unfinished(&self.body));
        self.flush()?;
        let unsure = !self.survey.sure && !self.survey.desktop && unfinished;
        if unsure {
            self.out.reading.needs.insert(Need::LineEnds);
            self.out.gap(Place::Lines(number, number), Why::Boundary);
        }
        Ok(!unsure)
    }

    /// The end of the file. A quotation that has not ended may hold what stood behind it.
    fn end(&mut self) -> Result<()> {
        let open = self.open.as_ref().filter(|open| open.lines > 1 && open.is_unfinished(&self.body));
        let place = open.map(|open| open.place).filter(|_| !self.survey.exact && !self.survey.desktop);
        self.flush()?;
        if let Some(place) = place {
            self.out.gap(place, Why::Boundary);
        }
        Ok(())
    }

    /// A line inside a body whose end is known, with a record of somebody else's: the words are theirs, and may be later than
    /// all others. Not where something later of theirs is known.
    fn holds_record(&mut self, text: &str) -> bool {
        if let Some((digits, _)) = self.survey.days.line(text) {
            self.pasted = digits.day(self.survey.order);
            return false;
        }
        let of = self.open.as_ref().and_then(|open| open.name.as_deref());
        if of.is_some_and(|name| self.out.declared(name) == Some(Role::Client)) {
            return false;
        }
        let is_record = matches!(self.why(text), Some((Why::NameAndTime, _)));
        let Some((seconds, _, name, _)) = mobile_record(text).filter(|_| is_record) else { return is_record };
        if self.out.declared(name) == Some(Role::Worker) {
            return false;
        }
        let known = self.pasted.filter(|_| self.known.contains(&*form(name)));
        let when =
            known.and_then(|day| self.clock.at(day, seconds, Precision::Minute)).and_then(|w| w.span());
        let Some((from, _)) = when else { return true };
        let sender = self.out.participant(name, name);
        !self.out.is_seen(sender, from)
    }

    /// A further line of a body, or one that stands outside.
    fn more(&mut self, text: &str, number: u64) -> Result<Class> {
        if self.survey.exact && self.open.is_some() && self.holds_record(text) {
            self.out.gap_within(Place::Lines(number, number), Why::Boundary);
        }
        let Some(open) = &mut self.open else { return Ok(self.other(text, number)) };
        // after the end of a quotation nothing belongs to it
        let ended = !self.survey.exact && open.quoted && open.lines > 1 && !open.is_unfinished(&self.body);
        if ended || self.body.len() + text.len() > super::lines::MAX_LINE {
            self.flush()?;
            if text.trim().is_empty() {
                return Ok(Class::Blank);
            }
            self.out.gap(Place::Lines(number, number), Why::Unread);
            self.day = None;
            return Ok(Class::Gap);
        }
        self.body.push('\n');
        self.body.push_str(text);
        open.lines += 1;
        open.quotes += count_quotes(text);
        if let Place::Lines(_, last) = &mut open.place {
            *last = number;
        }
        Ok(Class::Body)
    }

    /// A line outside records: of the header, blank, or not understood.
    fn other(&mut self, text: &str, number: u64) -> Class {
        if text.trim_matches(['\u{FEFF}', ' ', '\t', '\u{3000}']).is_empty() {
            return Class::Blank;
        }
        let why = self.why(text).unwrap_or((Why::Unread, None));
        self.other_than_record(text, number, why)
    }

    /// Hands on the record that is open.
    fn flush(&mut self) -> Result<()> {
        let Some(open) = self.open.take() else { return Ok(()) };
        self.pasted = None;
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
            Some(name) => self.said(&name, when, text, open.place),
            None => self.told(when, text, open.place),
        };
        self.body = body;
        self.body.clear();
        done
    }

    /// A record under somebody's name.
    fn said(&mut self, name: &str, when: When, text: Cow<'_, str>, place: Place) -> Result<()> {
        let sender = Some(self.out.participant(name, name));
        if self.survey.desktop && !self.known.contains(name) {
            self.known.insert(form(name));
        }
        let (kind, call) = (kind(&text), call(&text));
        self.out.message(Message { text: Some(text), ..Message::new(when.clone(), sender, kind, place) })?;
        // a call that was answered, or turned down, is a sign of whoever did so
        let other = match call {
            Some(Call::Answered | Call::Declined) => self.other_than(name, sender),
            Some(Call::Perhaps) => None,
            Some(Call::Unanswered) | None => return Ok(()),
        };
        self.out.message(Message::new(when, other, Kind::Call, place))
    }

    /// The other one of two people; nobody where there are several, or may be.
    fn other_than(&mut self, name: &str, sender: Option<u32>) -> Option<u32> {
        if self.survey.desktop {
            return self.out.other_than(sender);
        }
        let mut others = self.survey.met.iter().filter(|met| *met != name);
        let other = match (others.next(), others.next()) {
            (Some(other), None) => other.clone(),
            // who never wrote is called as the talk is
            (None, _) if self.between_two => self.out.reading.title.clone().filter(|title| title != name)?,
            _ => return None,
        };
        Some(self.out.participant(&other, &other))
    }

    /// A record without a name.
    fn told(&mut self, when: When, text: Cow<'_, str>, place: Place) -> Result<()> {
        let (kind, who) = match self.deed(&text) {
            Deed::Unsent(who) => (Kind::Unsent, who),
            Deed::Call => (Kind::Call, None),
            Deed::By(who) => (Kind::Action, Some(who)),
            Deed::BySomebody => (Kind::Action, None),
            Deed::Nobody => (Kind::System, None),
        };
        let sender = who.map(|who| self.out.participant(who, who));
        let message = Message { text: Some(text.clone()), ..Message::new(when, sender, kind, place) };
        self.out.service(message)
    }

    fn deed<'t>(&self, text: &'t str) -> Deed<'t> {
        deed(text, &|text| self.name_at(text))
    }
}
