//! WhatsApp text exports, alone or in their ZIP: `[date, time] name: text` (iOS) and `date, time - name: text`
//! (Android) in the date forms of many countries. The order of day and month is proved by the data or asked for.

mod calls;
mod deeds;
mod form;
mod marks;
mod remarks;

use super::archived::{Archived, entries};
use super::head::Head;
use super::heads::{Look, look, pieces};
use super::lines::{End, Lines, MAX_LINE, TextEncoding, encoding_of};
use super::people::form;
use super::{
    Boundaries, Class, DayOrder, Export, Format, Kind, LocalClock, Message, Need, Oddity, Out, Place,
    Precision, Reading, Setting, Sink, When, Why,
};
use crate::base::error::Result;
use crate::case::memo::Role;
use calls::{Answer, answer, may_be_call};
use chrono::{NaiveDate, TimeDelta};
use deeds::{Deed, deed};
use form::{Form, Header, header, is_broken_header, is_framed};
use marks::MARKS;
use remarks::{has_votes, said};
use std::borrow::Cow;
use std::collections::HashSet;

pub(crate) struct WhatsApp;
pub(crate) struct WhatsAppZip;

const WORD: &str = "whatsapp";

/// How much earlier a record may be than the one above it: a message that was sent without a connection stands where it
/// arrived.
const LATE: i64 = 3600;

impl Format for WhatsApp {
    fn word(&self) -> &'static str {
        WORD
    }

    fn score(&self, head: &Head) -> u8 {
        let headers = head.lines.iter().filter_map(|line| header(line));
        let people = headers.clone().filter(|h| h.rest.contains(": ") || h.rest.ends_with(':')).count();
        // inside brackets WhatsApp writes seconds; what does not is of another service
        let mut bracketed = headers.clone().filter(|h| h.form.bracket).peekable();
        if bracketed.peek().is_some() && !bracketed.any(|h| h.form.precise) {
            return 0;
        }
        let all = headers.count();
        let first = head.lines.iter().find(|line| !line.trim().is_empty());
        match (all, people) {
            (0, _) => 0,
            _ if first.is_none_or(|line| header(line).is_none()) => 20, // something stands before the first record
            (1, 0) => 45,
            (_, 0) => 60,
            _ => 95,
        }
    }

    fn read(&self, export: &dyn Export, setting: &Setting, sink: &mut dyn Sink) -> Result<()> {
        chat(export, None, setting, sink)
    }
}

impl Format for WhatsAppZip {
    fn word(&self) -> &'static str {
        WORD
    }

    fn score(&self, head: &Head) -> u8 {
        if chat_name(&head.zip_names).is_some() { 95 } else { 0 }
    }

    fn read(&self, export: &dyn Export, setting: &Setting, sink: &mut dyn Sink) -> Result<()> {
        let entries = entries(export)?;
        let names: Vec<String> = entries.iter().map(|e| e.name.clone()).collect();
        let chosen = chat_name(&names).and_then(|name| entries.into_iter().find(|e| e.name == *name));
        match chosen {
            Some(entry) => {
                let name = entry.name.clone();
                chat(&Archived { export, entry }, Some(&name), setting, sink)
            }
            None => sink.conversation(Reading { not_understood: true, ..Reading::new("zip") }),
        }
    }
}

/// The one chat text of an exported ZIP, or of one that was packed again: below a folder, beside what a Mac adds.
fn chat_name(names: &[String]) -> Option<&String> {
    let is_chat = |name: &&String| {
        let name = name.to_lowercase();
        let last = name.rsplit('/').next().unwrap_or_default();
        !name.starts_with("__macosx/")
            && !last.starts_with("._")
            && last.ends_with(".txt")
            && (last == "_chat.txt" || last.contains("whatsapp"))
    };
    let mut chats = names.iter().filter(is_chat);
    chats.next().filter(|_| chats.next().is_none())
}

/// What the whole chat shows before the first message is read.
struct Survey {
    /// The form of most heads. What has another one is no record of this export.
    form: Option<Form>,
    order: Option<DayOrder>,
}

/// What the heads of one form show.
struct OfForm {
    form: Form,
    count: u64,
    day_first: bool,
    month_first: bool,
    last: [Option<NaiveDate>; 2],
    back: [bool; 2],
}

const ORDERS: [DayOrder; 2] = [DayOrder::DayFirst, DayOrder::MonthFirst];

impl OfForm {
    fn new(form: Form) -> Self {
        let (last, back) = ([None, None], [false, false]);
        Self { form, count: 0, day_first: false, month_first: false, last, back }
    }

    fn take(&mut self, header: &Header<'_>) {
        self.count += 1;
        let [a, b, _] = header.digits.parts;
        self.day_first |= !self.form.year_first && a > 12;
        self.month_first |= !self.form.year_first && b > 12;
        for (i, order) in ORDERS.into_iter().enumerate() {
            // messages that arrived late may stand a day out of order
            let (day, last) = (header.digits.day(order), &mut self.last[i]);
            self.back[i] |= day.zip(*last).is_some_and(|(day, last)| day + TimeDelta::days(1) < last);
            *last = day.or(*last);
        }
    }

    fn order(&self, setting: &Setting) -> Option<DayOrder> {
        match (self.day_first, self.month_first) {
            _ if self.form.year_first => Some(DayOrder::YearFirst),
            (true, false) => Some(DayOrder::DayFirst),
            (false, true) => Some(DayOrder::MonthFirst),
            (false, false) if setting.day_order.is_some() => setting.day_order,
            // full stops stand between day, month and year, in this order, wherever they are used
            (false, false) if self.form.sign == '.' => Some(DayOrder::DayFirst),
            (false, false) if self.back[0] != self.back[1] => Some(ORDERS[usize::from(self.back[0])]),
            _ => setting.day_order,
        }
    }
}

fn survey(export: &dyn Export, encoding: TextEncoding, setting: &Setting) -> Result<Survey> {
    const MOST: usize = 16; // forms of heads; an export has one
    let mut lines = Lines::new(export, encoding)?;
    let mut forms: Vec<OfForm> = Vec::new();
    while let Some(line) = lines.next()? {
        let Some(header) = header(line.text) else { continue };
        let known = match forms.iter().position(|of| of.form == header.form) {
            Some(known) => known,
            None if forms.len() < MOST => {
                forms.push(OfForm::new(header.form));
                forms.len() - 1
            }
            None => continue,
        };
        forms[known].take(&header);
    }
    // of two as frequent ones the first
    let most = forms.iter().rev().max_by_key(|of| of.count);
    Ok(Survey { form: most.map(|of| of.form), order: most.and_then(|of| of.order(setting)) })
}

fn chat(export: &dyn Export, name: Option<&str>, setting: &Setting, sink: &mut dyn Sink) -> Result<()> {
    let encoding = encoding_of(export)?;
    let survey = survey(export, encoding, setting)?;
    let mut out = Out::new(WORD, setting, sink);
    out.reading.guessed_encoding = encoding.guessed.then(|| encoding.encoding.name());
    out.reading.boundaries = Boundaries::ByForm;
    let bracket = survey.form.is_some_and(|form| form.bracket);
    out.reading.dialect = Some(if bracket { "ios" } else { "android" });
    out.late = Some(LATE);
    out.reading.title = name.map(str::to_owned);
    if survey.order.is_none() {
        out.reading.needs.insert(Need::DayOrder);
    }
    let mut names: Vec<String> = setting.people.of_channel(WORD).into_iter().map(|p| p.name).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.dedup();
    let known = names.iter().map(|name| form(name)).collect();
    let (clock, open, body) = (LocalClock::new(setting.zone), None, String::new());
    let mut chat = Chat { out, survey, names, known, clock, open, body };
    let mut lines = Lines::new(export, encoding)?;
    while let Some(line) = lines.next()? {
        let place = Place::Lines(line.number, line.number);
        if line.end == End::None && is_broken_header(line.text) {
            chat.flush()?;
            chat.out.lost(place, Why::CutOff);
        } else if line.cut || chat.body.len() + line.text.len() > MAX_LINE {
            chat.flush()?;
            chat.out.lost(place, Why::TooLong);
            chat.out.odd(Oddity::TextTooLong, place);
        } else {
            let class = chat.line(line.text, line.number)?;
            chat.out.class(class);
        }
    }
    chat.flush()?;
    if let Some(line) = lines.first_unreadable() {
        chat.out.odd(Oddity::Unreadable, Place::Lines(line, line));
    }
    chat.out.finish()
}

struct Open {
    when: When,
    sender: Option<u32>,
    place: (u64, u64),
}

struct Chat<'a> {
    out: Out<'a>,
    survey: Survey,
    names: Vec<String>,
    /// All names that were declared or met.
    known: HashSet<String>,
    clock: LocalClock,
    open: Option<Open>,
    body: String,
}

impl Chat<'_> {
    fn line(&mut self, text: &str, number: u64) -> Result<Class> {
        let class = self.first_piece(text, number)?;
        // some programs show what follows on a line of its own
        if pieces(text).skip(1).any(|piece| header(piece).is_some() || self.why(piece).is_some()) {
            self.flush()?;
            return Ok(self.out.doubtful(number, Why::NameAndTime, text));
        }
        Ok(class)
    }

    fn first_piece(&mut self, text: &str, number: u64) -> Result<Class> {
        let place = Place::Lines(number, number);
        let Some(header) = header(text).filter(|h| Some(h.form) == self.survey.form) else {
            let blank = text.trim_matches(MARKS).trim().is_empty();
            // the open record is counted when it ends
            let after = self.out.reading.count + 1;
            if let Some(why) = self.why(text)
                && !(self.open.is_some() && self.out.is_nothing(number, why, after, text))
            {
                self.flush()?;
                return Ok(self.out.doubtful(number, why, text));
            }
            return Ok(match &mut self.open {
                Some(open) => {
                    self.body.push('\n');
                    self.body.push_str(text);
                    open.place.1 = number;
                    Class::Body
                }
                None if blank => Class::Blank,
                None => self.out.doubtful(number, Why::Unread, text),
            });
        };
        self.flush()?;
        let when = self.when(&header, text);
        let (name, body) = self.name(header.rest, place);
        let class = match name {
            None => Class::Service,
            Some(_) if said(body).kind == Kind::Call => Class::Call,
            Some(_) => Class::Heading,
        };
        let sender = name.map(|name| {
            if !self.known.contains(name) {
                self.known.insert(form(name));
            }
            self.out.participant(name, name)
        });
        // a call in words that are not known, or a text that looks like one: whoever answered would have been there
        let after = self.out.reading.count + 1;
        if may_be_call(body)
            && self.out.role(sender) == Role::Worker
            && !self.out.is_nothing(number, Why::Service, after, text)
        {
            self.out.doubtful_within(number, Why::Service, text);
        }
        self.body.push_str(body);
        self.open = Some(Open { when, sender, place: (number, number) });
        Ok(class)
    }

    /// What a line looks like that is no record, if it may be the head of one: of the other kind of phone, decorated, or cut
    /// short.
    fn why(&self, text: &str) -> Option<Why> {
        let text = text.trim_start_matches(MARKS);
        if header(text).is_some() {
            return Some(Why::NameAndTime);
        }
        let found = look(text, &|name| self.known.contains(&*form(name)));
        match found {
            Some(Look::NameAndTime) => Some(Why::NameAndTime),
            Some(Look::Time) => Some(Why::Time),
            _ if is_framed(text) => Some(Why::NameAndTime),
            Some(Look::Date) | None => None,
        }
    }

    fn when(&mut self, header: &Header<'_>, line: &str) -> When {
        let precision = if header.form.precise { Precision::Second } else { Precision::Minute };
        let written = line[..line.len() - header.rest.len()].trim_matches(MARKS);
        let words = written.trim_start_matches('[').trim_end_matches([' ', '-', '–', ']']);
        let day = self.survey.order.and_then(|order| header.digits.day(order));
        day.and_then(|day| self.clock.at(day, header.seconds, precision))
            .unwrap_or_else(|| When::words(words))
    }

    /// The name before the text: one that was declared, else what stands before the first colon.
    fn name<'t>(&mut self, rest: &'t str, place: Place) -> (Option<&'t str>, &'t str) {
        let rest = rest.trim_start_matches(MARKS);
        let split = |name: &String| {
            let body = rest.strip_prefix(name.as_str())?.strip_prefix(':')?;
            Some((&rest[..name.len()], body.strip_prefix(' ').unwrap_or(body)))
        };
        let mut fitting = self.names.iter().filter_map(split);
        if let Some((name, body)) = fitting.next() {
            if fitting.next().is_some() {
                self.out.odd(Oddity::NameUnclear, place);
                self.out.gap(place, Why::Sender);
                self.out.reading.needs.insert(Need::Participants);
            }
            return (Some(name), body);
        }
        // "Minato changed the subject from "a: b" to "c"" is no name
        if self.name_at(rest).is_some() {
            return (None, rest);
        }
        match rest.split_once(": ").or_else(|| rest.strip_suffix(':').map(|name| (name, ""))) {
            Some((name, body)) => (Some(name), body),
            None => (None, rest),
        }
    }

    fn flush(&mut self) -> Result<()> {
        let Some(open) = self.open.take() else { return Ok(()) };
        let body = std::mem::take(&mut self.body);
        let place = Place::Lines(open.place.0, open.place.1);
        let done = match open.sender {
            None => self.told(open.when, &body, place),
            Some(sender) => self.said(sender, open.when, &body, place),
        };
        self.body = body;
        self.body.clear();
        done
    }

    /// A record under somebody's name.
    fn said(&mut self, sender: u32, when: When, body: &str, place: Place) -> Result<()> {
        let (said, sender) = (said(body), Some(sender));
        let message = Message::new(when.clone(), sender, said.kind, place);
        self.out.message(Message {
            text: Some(Cow::Borrowed(said.text)),
            attachments: said.attachment.into_iter().map(str::to_owned).collect(),
            edited: said.edited.then_some(true), // a mark in another language is not seen
            ..message
        })?;
        match said.kind {
            Kind::Call => self.call(said.text, when, sender, place),
            // changed, or taken back, at a time that nobody tells
            Kind::Unsent => self.out.edit(When::words(""), sender, place),
            _ if said.edited => self.out.edit(When::words(""), sender, place),
            _ if has_votes(said.text) => self.out.edit(When::words(""), None, place),
            _ => Ok(()),
        }
    }

    /// Who else had a part in a call, and until when.
    fn call(&mut self, text: &str, when: When, sender: Option<u32>, place: Place) -> Result<()> {
        let other = self.out.other_than(sender);
        match answer(text) {
            Answer::None => Ok(()),
            Answer::Declined => self.out.message(Message::new(when, other, Kind::Call, place)),
            Answer::Until(seconds) => {
                // whoever called was there until it ended, too
                let client = sender.filter(|_| self.out.role(sender) == Role::Client);
                self.out.call_end(when.later(seconds).unwrap_or(when), client.or(other), place)
            }
            Answer::Perhaps => {
                let client = sender.filter(|_| self.out.role(sender) == Role::Client);
                self.out.message(Message::new(when, client, Kind::Call, place))
            }
        }
    }

    /// A record without a sender.
    fn told(&mut self, when: When, body: &str, place: Place) -> Result<()> {
        let text = body.trim_matches(MARKS);
        let (kind, who) = match deed(text, &|text| self.name_at(text)) {
            Deed::Call(who) => (Kind::Call, who),
            Deed::By(who) => (Kind::Action, Some(who)),
            Deed::BySomebody => (Kind::Action, None),
            Deed::Nobody => (Kind::System, None),
        };
        let sender = who.map(|who| self.out.participant(who, who));
        self.out
            .service(Message { text: Some(Cow::Borrowed(text)), ..Message::new(when, sender, kind, place) })
    }

    /// The longest name that is declared, at the beginning of a text and followed by what it did.
    fn name_at<'t>(&self, text: &'t str) -> Option<&'t str> {
        let known = self.names.iter().filter_map(|name| {
            let rest = text.strip_prefix(name.as_str())?;
            let ends = rest.is_empty()
                || rest.starts_with([' ', 'が', 'は', 'の', '.', ','])
                || rest.starts_with("さん");
            ends.then_some(&text[..name.len()])
        });
        known.max_by_key(|name| name.len())
    }
}
