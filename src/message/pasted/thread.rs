//! What is known of a thread while it is read: the record that is open, the lines that are held until it is known what they
//! are, and what was told so far.

use super::look::{Edit, Head};
use super::resolve::Resolver;
use super::site::is_of_site;
use super::survey::{Direction, Shape};
use super::words::page_line;
use crate::case::memo::{Role, StampWithin};
use crate::message::people::form;
use crate::message::{Class, Oddity, Out, Place, Setting, When, Why};
use std::collections::{BTreeMap, BTreeSet};

/// The record that is open.
pub(super) struct Record {
    pub(super) sender: String,
    pub(super) when: When,
    pub(super) place: (u64, u64),
    pub(super) edit: Edit,
    pub(super) ground: GroundOf,
    /// A line between its name and its moment: a company, or its words where nothing stands below.
    pub(super) between: Option<String>,
}

/// What a record rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GroundOf {
    /// A heading.
    Heading,
    /// The worker's answer.
    Answer,
}

/// A line that may be half of a heading.
pub(super) struct Held {
    pub(super) number: u64,
    pub(super) text: String,
    pub(super) what: Half,
}

pub(super) enum Half {
    Name(Head),
    /// A name as it heads no message elsewhere: an address inside a text, or somebody else of that name.
    Unusual(Head),
    Stamp(StampWithin, Edit),
    /// A date alone: it may head the records below.
    Day(StampWithin),
    /// A line between a name and its moment: a company, a job title.
    Between,
    /// Short, and nobody speaks: it may stand between messages.
    Label,
    Blank,
}

pub(super) struct Thread<'a> {
    pub(super) out: Out<'a>,
    pub(super) shape: Shape,
    pub(super) setting: &'a Setting,
    pub(super) resolver: Resolver<'a>,
    pub(super) record: Option<Record>,
    pub(super) body: Vec<(u64, String)>,
    pub(super) size: usize,
    pub(super) held: Vec<Held>,
    /// Lines of the body that are gaps.
    pub(super) gaps: BTreeSet<u64>,
    /// A line that may be a day, and above which day the next heading then stands is not known.
    pub(super) day_doubt: Option<u64>,
    /// Lines that tell a moment of their own, or an act, and until when that can be.
    pub(super) moments: Vec<Told>,
    /// When each record is of.
    pub(super) spans: Vec<Option<(i64, i64)>>,
    /// The words and the sender of the record before.
    pub(super) last: Option<(String, When, String)>,
    /// The line of the last day that stands above messages.
    pub(super) day_line: u64,
    /// The last line of words above the first heading: it may be a message whose heading stands below it.
    pub(super) words_above_first: Option<u64>,
    /// Lines above the first message, or below the last.
    pub(super) around: Vec<(u64, String, Beside)>,
    /// Lines of which the worker says that they are no message.
    pub(super) nothing: BTreeSet<u64>,
    /// How many of the lines that end records the first record has.
    pub(super) ends: Option<usize>,
}

/// A line above the first message or below the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    /// A declared name, which alone tells nothing.
    Name,
    /// A few words in which nobody speaks and which tell of nobody: a title, an amount.
    Plain,
    /// What the service says that somebody did.
    Act,
    /// It may tell what somebody said or did.
    Telling,
}

impl Beside {
    /// Of a line that was not understood: a label says nothing of anybody by itself, all else may.
    pub(super) fn of(why: Why) -> Self {
        match why {
            Why::Service => Beside::Act,
            Why::Unread => Beside::Plain,
            _ => Beside::Telling,
        }
    }
}

/// What a doubtful line tells of itself.
pub(super) struct Told {
    pub(super) lines: (u64, u64),
    /// Until when it can be of; `None`: nobody knows.
    pub(super) until: Option<i64>,
}

impl<'a> Thread<'a> {
    pub(super) fn new(out: Out<'a>, shape: Shape, setting: &'a Setting) -> Self {
        let resolver = Resolver::new(setting, shape.hours, shape.day_order);
        Self {
            out,
            shape,
            setting,
            resolver,
            record: None,
            body: Vec::new(),
            size: 0,
            held: Vec::new(),
            gaps: BTreeSet::new(),
            day_doubt: None,
            moments: Vec::new(),
            spans: Vec::new(),
            last: None,
            day_line: 0,
            words_above_first: None,
            around: Vec::new(),
            nothing: BTreeSet::new(),
            ends: None,
        }
    }

    /// Is the record that is open the worker's?
    pub(super) fn is_own_record(&self) -> bool {
        self.record.as_ref().is_some_and(|record| self.shape.names.role(&record.sender) == Role::Worker)
    }

    /// A part of the page.
    pub(super) fn aside(&mut self, number: u64, text: &str) {
        self.out.class(Class::Furniture);
        self.out.furniture(number, text);
    }

    /// A range that was not understood; inside a record, somebody else may speak there.
    pub(super) fn gap(&mut self, lines: (u64, u64), why: Why) {
        let place = Place::Lines(lines.0, lines.1);
        if self.record.is_some() { self.out.gap_within(place, why) } else { self.out.gap(place, why) }
    }

    pub(super) fn keep(&mut self, number: u64, text: String) {
        if self.record.is_none() {
            if self.spans.is_empty() {
                let bare = form(&text);
                let is_words = !bare.is_empty() && page_line(&bare).is_none() && !is_of_site(&bare);
                self.words_above_first = is_words.then_some(number);
            }
            return self.beside(number, text, Beside::Plain); // the head of the page
        }
        if !text.trim().is_empty() && page_line(&form(&text)).is_none() {
            self.day_doubt = None;
        }
        self.size += text.len() + 1;
        self.body.push((number, text));
    }

    /// What was said of a line alone no longer counts: it is asked about together with the line below it.
    pub(super) fn forget(&mut self, first: u64) {
        let reading = &mut self.out.reading;
        while reading.doubts.last().is_some_and(|doubt| doubt.lines.0 >= first) {
            reading.doubts.pop();
            if reading
                .gaps
                .last()
                .is_some_and(|gap| matches!(gap.place, Place::Lines(from, _) if from >= first))
            {
                reading.gaps.pop();
            }
        }
        self.moments.retain(|told| told.lines.0 < first);
    }

    /// What was asked about as if it stood in a message belongs to the foot of the page. Gives the lines that tell of something.
    pub(super) fn take_back(&mut self, first: u64) -> BTreeMap<u64, Beside> {
        let of_foot = |from: u64, why: Why| from >= first && why.can_be_answered() && why != Why::NameAndTime;
        let reading = &mut self.out.reading;
        let told = reading.doubts.iter().filter(|doubt| of_foot(doubt.lines.0, doubt.why));
        let told = told
            .flat_map(|doubt| (doubt.lines.0..=doubt.lines.1).map(|line| (line, Beside::of(doubt.why))))
            .collect();
        reading.doubts.retain(|doubt| !of_foot(doubt.lines.0, doubt.why));
        reading.gaps.retain(|gap| !matches!(gap.place, Place::Lines(from, _) if of_foot(from, gap.why)));
        let asked: Vec<(u64, u64)> = reading.doubts.iter().map(|doubt| doubt.lines).collect();
        let is_asked = |line: u64| asked.iter().any(|(from, to)| (*from..=*to).contains(&line));
        self.moments.retain(|told| told.lines.0 < first || is_asked(told.lines.0));
        self.gaps.retain(|line| *line < first || is_asked(*line));
        told
    }

    /// Lines that stand apart from the messages are as late as they say; `None`: as late as anything.
    pub(super) fn apart(&mut self, lines: (u64, u64), until: Option<i64>) {
        self.moments.push(Told { lines, until });
    }

    /// The moment of a heading.
    pub(super) fn resolve(&mut self, stamp: &StampWithin, lines: (u64, u64)) -> When {
        let (when, need) = self.resolver.moment(stamp);
        self.out.reading.needs.extend(need);
        if !stamp.weekday_fits {
            self.out.odd(Oddity::WeekdayDiffers, Place::Lines(lines.0, lines.1));
        }
        when
    }

    pub(super) fn open(&mut self, record: Record) {
        self.end_around();
        if self.spans.is_empty() && self.words_above_first.is_some_and(|line| line + 1 != record.place.0) {
            self.words_above_first = None;
        }
        if !self.is_in_order(&record.when) {
            // it was read, and cannot be right: what its moment is nobody knows
            self.out.gap_within(Place::Lines(record.place.0, record.place.1), Why::Time);
        }
        self.resolver.passed(&record.when);
        self.record = Some(record);
    }

    /// Does the moment follow the one before, in the direction of the thread?
    fn is_in_order(&self, when: &When) -> bool {
        match (self.resolver.latest(), when.span(), self.shape.direction) {
            (Some((before, _)), Some((_, to)), Direction::Down) => to > before,
            (Some((_, before)), Some((from, _)), Direction::Up) => from < before,
            // newest first: what is not dated may be the newest
            (_, None, Direction::Up) => false,
            (None, Some(_), _) | (_, None, Direction::Down) => true,
        }
    }
}
