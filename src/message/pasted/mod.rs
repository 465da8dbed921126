//! A thread pasted from the screen, and our own transcript form: records are split where a name and a date with a
//! time stand together, in either order, on one line or two. What frames the page is set aside and listed.

mod attachments;
mod look;
mod survey;

use super::detect::Head;
use super::lines::{Lines, MAX_LINE, encoding_of};
use super::people::form;
use super::{
    Boundaries, CoverageGround, Export, Format, Kind, LocalClock, Message, Need, Oddity, Out, Place,
    Precision, Setting, Sink, When, Why, Zone,
};
use crate::case::memo::MomentWithin;
use crate::error::Result;
use attachments::attachments;
use look::{JOINTS, Look, is_unclear, look};
use std::borrow::Cow;
use std::collections::HashMap;
use survey::{Order, Shape, Survey, survey};

pub(crate) struct Pasted;

/// The word of the format.
pub(crate) const WORD: &str = "pasted";

impl Format for Pasted {
    fn word(&self) -> &'static str {
        WORD
    }

    fn score(&self, head: &Head) -> u8 {
        let mut survey = Survey::new(&head.names);
        head.lines.iter().for_each(|line| survey.line(line));
        let form = survey.finish();
        match (form.records, form.declared) {
            (0, _) => 0,
            (1, true) => 60,
            (_, true) => 75,
            (1, false) => 0,
            (_, false) => 55,
        }
    }

    fn read(&self, export: &dyn Export, setting: &Setting, sink: &mut dyn Sink) -> Result<()> {
        let encoding = encoding_of(export)?;
        let names: Vec<String> = setting.people.of_channel(WORD).into_iter().map(|p| p.name).collect();
        let form = survey(export, encoding, &names)?;
        let mut out = Out::new(WORD, setting, sink);
        out.reading.guessed_encoding = encoding.guessed.then(|| encoding.encoding.name());
        out.reading.boundaries = Boundaries::ByForm;
        out.reading.dialect = Some(if form.transcript { "transcript" } else { "thread" });
        if let Some(copied) = setting.copied_here() {
            out.reading.coverage_to = Some((copied.clone(), CoverageGround::Declared));
        }
        let clocks = HashMap::new();
        let mut thread =
            Thread { out, form, setting, clocks, record: None, body: Vec::new(), size: 0, held: Vec::new() };
        let mut lines = Lines::new(export, encoding)?;
        while let Some(line) = lines.next()? {
            thread.line(line.text, line.number, line.cut)?;
        }
        thread.release();
        thread.flush(true)?;
        if let Some(line) = lines.first_unreadable() {
            thread.out.odd(Oddity::Unreadable, Place::Lines(line, line));
        }
        thread.out.finish()
    }
}

struct Record {
    sender: String,
    when: When,
    place: (u64, u64),
}

struct Thread<'a> {
    out: Out<'a>,
    form: Shape,
    setting: &'a Setting,
    clocks: HashMap<chrono_tz::Tz, LocalClock>,
    record: Option<Record>,
    body: Vec<(u64, String)>,
    size: usize,
    /// A name or moment that may be half of a heading, and blank lines after it.
    held: Vec<(u64, String, Option<MomentWithin>)>,
}

impl Thread<'_> {
    fn line(&mut self, text: &str, number: u64, cut: bool) -> Result<()> {
        if cut || self.size + text.len() > MAX_LINE {
            self.release();
            self.gap(number);
            self.out.odd(Oddity::TextTooLong, Place::Lines(number, number));
            return Ok(());
        }
        match (look(text, &self.form.names), self.form.order) {
            (Look::Blank, _) if !self.held.is_empty() => self.held.push((number, String::new(), None)),
            (Look::Whole(name, moment, said), _) => {
                self.release();
                if said.is_some() && is_unclear(moment.after.trim_start_matches(JOINTS), &self.form.names) {
                    self.out.odd(Oddity::NameUnclear, Place::Lines(number, number));
                    self.gap(number);
                    self.out.reading.needs.insert(Need::Participants);
                }
                self.begin(name, &moment, number, number)?;
                if let Some(said) = said.filter(|said| !said.is_empty()) {
                    self.keep(number, said);
                }
            }
            (Look::Moment(moment), Order::NameFirst) => match self.held.first() {
                Some((first, name, None)) => {
                    let (first, name) = (*first, form(name));
                    self.held.clear();
                    self.begin(name, &moment, first, number)?;
                }
                _ => self.stray(number, text),
            },
            (Look::Name(name), Order::MomentFirst) => match self.held.first().cloned() {
                Some((first, _, Some(moment))) => {
                    self.held.clear();
                    self.begin(name, &moment, first, number)?;
                }
                _ => {
                    self.release();
                    self.keep(number, text.to_owned());
                }
            },
            (Look::Name(_), Order::NameFirst) => {
                self.release();
                self.held.push((number, text.to_owned(), None));
            }
            (Look::Moment(moment), Order::MomentFirst) => {
                self.release();
                self.held.push((number, text.to_owned(), Some(moment)));
            }
            (Look::Blank | Look::Other, _) => {
                self.release();
                self.keep(number, text.to_owned());
            }
        }
        Ok(())
    }

    /// A moment that heads nothing: somebody may have spoken under a name that nobody gave.
    fn stray(&mut self, number: u64, text: &str) {
        self.release();
        self.keep(number, text.to_owned());
        self.gap(number);
    }

    /// A line that was not understood; inside a record, somebody else may speak there.
    fn gap(&mut self, number: u64) {
        let place = Place::Lines(number, number);
        if self.record.is_some() {
            self.out.gap_within(place, Why::Unread)
        } else {
            self.out.gap(place, Why::Unread)
        }
    }

    /// What was held is half of no heading: it belongs to the body.
    fn release(&mut self) {
        for (number, text, moment) in std::mem::take(&mut self.held) {
            if moment.is_some() {
                self.gap(number);
            }
            self.keep(number, text);
        }
    }

    fn keep(&mut self, number: u64, text: String) {
        if self.record.is_none() {
            let text = form(&text);
            if !text.is_empty() {
                self.out.furniture(number, &text); // the head of the page
            }
            return;
        }
        self.size += text.len() + 1;
        self.body.push((number, text));
    }

    fn begin(&mut self, name: String, moment: &MomentWithin, first: u64, last: u64) -> Result<()> {
        self.flush(false)?;
        let zone = moment.zone.map_or(self.setting.zone, Zone::declared);
        let clock = self.clocks.entry(zone.tz).or_insert_with(|| LocalClock::new(zone));
        let precision = if moment.to_the_second { Precision::Second } else { Precision::Minute };
        let when = clock.at(moment.day, moment.seconds, precision).unwrap_or_else(|| {
            let (h, m) = (moment.seconds / 3600, moment.seconds / 60 % 60);
            When::words(&format!("{}T{h:02}:{m:02}", moment.day))
        });
        if !moment.weekday_fits {
            self.out.odd(Oddity::WeekdayDiffers, Place::Lines(first, last));
        }
        self.record = Some(Record { sender: name, when, place: (first, last) });
        Ok(())
    }

    /// Hands on the record that is open.
    fn flush(&mut self, last: bool) -> Result<()> {
        let Some(record) = self.record.take() else { return Ok(()) };
        let mut body = std::mem::take(&mut self.body);
        self.size = 0;
        let mark =
            self.form.end.as_ref().and_then(|end| body.iter().rposition(|(_, line)| form(line) == *end));
        if let Some(mark) = mark {
            for (number, line) in body.drain(mark..) {
                let text = form(&line);
                match text.is_empty() {
                    true => {}
                    // behind the last record, the foot of the page
                    false if last || self.form.end.as_deref() == Some(&text) => {
                        self.out.furniture(number, &text);
                    }
                    false => self.out.gap_within(Place::Lines(number, number), Why::Unread),
                }
            }
        }
        let attachments = attachments(&mut body);
        let is_blank = |(_, line): &(u64, String)| line.trim().is_empty();
        while body.last().is_some_and(is_blank) {
            body.pop();
        }
        let begin = body.iter().take_while(|line| is_blank(line)).count();
        let end = body.last().map_or(record.place.1, |(number, _)| *number).max(record.place.1);
        let text = body[begin..].iter().map(|(_, line)| line.as_str()).collect::<Vec<_>>().join("\n");
        let kind = if text.is_empty() && !attachments.is_empty() { Kind::File } else { Kind::Text };
        let sender = self.out.participant(&record.sender, &record.sender);
        let place = Place::Lines(record.place.0, end);
        let text = Some(Cow::Owned(text)).filter(|text: &Cow<'_, str>| !text.is_empty());
        let message = Message::new(record.when, Some(sender), kind, place);
        self.out.message(Message { text, attachments, ..message })
    }
}
