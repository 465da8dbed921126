//! How the records of a thread are headed, and what ends each of them: told by the whole thread before it is read.

use super::look::{Head, Look, look};
use super::names::{Courtesy, Names};
use super::resolve::{Hours, numbers_of};
use super::words::{JOINTS, PageWord};
use crate::base::error::Result;
use crate::case::memo::{DayWritten, Role, stamp_within};
use crate::message::lines::{Lines, TextEncoding};
use crate::message::people::form;
use crate::message::word::OWN_NAMES;
use crate::message::{DayOrder, Export, Person};
use chrono::NaiveDate;
use std::collections::HashMap;

/// In which order names and moments stand on two lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    NameFirst,
    MomentFirst,
}

/// How a page shows a name above messages.
#[derive(Debug, Clone, Default)]
struct Shown {
    /// With which identifier it stands there first.
    id: Option<Option<String>>,
    plain: u64,
    honored: u64,
}

/// Which end of a thread is the newest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// The last message stands last.
    Down,
    /// The last message stands first.
    Up,
}

/// Who says whose the names are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NamesOf {
    /// The worker.
    Declared,
    /// Nobody: they stand beside moments again and again.
    Guessed,
}

/// How the records of a thread are headed.
pub(super) struct Shape {
    pub(super) order: Order,
    pub(super) names: Names,
    pub(super) names_of: NamesOf,
    pub(super) transcript: bool,
    /// Some heading shows a time, so that a date alone heads what is below.
    pub(super) has_clocks: bool,
    pub(super) hours: Hours,
    pub(super) direction: Direction,
    pub(super) records: u64,
    /// The line of page furniture that ends every record.
    pub(super) end: Option<String>,
    /// In which order numbers stand in its dates, as one of them shows.
    pub(super) day_order: Option<DayOrder>,
    shown: HashMap<String, Shown>,
}

impl Shape {
    /// Is a name written as nowhere else above messages: with an honorific, as in an address, or, of the worker's, with another
    /// identifier, as of somebody of the same name?
    pub(super) fn is_unusual(&self, head: &Head) -> bool {
        let Some(shown) = self.shown.get(&head.name) else { return false };
        let is_address = head.courtesy == Courtesy::Honorific && shown.plain >= shown.honored;
        let is_worker = self.names.role(&head.name) == Role::Worker;
        is_address || is_worker && shown.id.as_ref().is_some_and(|id| *id != head.id)
    }
}

/// Gathers, over the whole thread, how its records are headed and what ends each of them.
pub(super) struct Survey {
    names: Names,
    name_first: u64,
    moment_first: u64,
    whole: u64,
    transcript: u64,
    /// Names of somebody whom the worker named, not only "Me".
    named: u64,
    clocks: u64,
    halves: u64,
    /// Whole moments later and earlier than the one before.
    later: u64,
    earlier: u64,
    moment: Option<(NaiveDate, u32)>,
    previous: Option<Look>,
    /// The line before is half of a heading.
    is_used: bool,
    before_previous: Option<Look>,
    previous_text: String,
    /// Lines beside moments, and how often: the names where none is declared.
    before: HashMap<String, u64>,
    after: HashMap<String, u64>,
    speakers: HashMap<String, u64>,
    awaits_name: bool,
    /// The last line of every record.
    ends: HashMap<String, u64>,
    last_line: String,
    /// The last button of every record.
    buttons: HashMap<String, u64>,
    last_button: String,
    records: u64,
    shown: HashMap<String, Shown>,
    day_order: Option<DayOrder>,
    /// The dates of the page tell of both orders.
    orders_differ: bool,
}

/// More different lines than this beside moments are no names.
const MOST_NAMES: usize = 50;

impl Survey {
    pub(super) fn new(people: &[Person]) -> Self {
        Self::of(Names::of(people))
    }

    fn of(names: Names) -> Self {
        Self {
            names,
            name_first: 0,
            moment_first: 0,
            whole: 0,
            transcript: 0,
            named: 0,
            clocks: 0,
            halves: 0,
            later: 0,
            earlier: 0,
            moment: None,
            previous: None,
            is_used: false,
            before_previous: None,
            previous_text: String::new(),
            before: HashMap::new(),
            after: HashMap::new(),
            speakers: HashMap::new(),
            awaits_name: false,
            ends: HashMap::new(),
            last_line: String::new(),
            buttons: HashMap::new(),
            last_button: String::new(),
            records: 0,
            shown: HashMap::new(),
            day_order: None,
            orders_differ: false,
        }
    }

    pub(super) fn line(&mut self, line: &str) {
        let look = look(line, &self.names);
        if look == Look::Initial {
            return;
        }
        let text = form(line);
        if std::mem::take(&mut self.awaits_name) {
            count(&mut self.after, &text);
        }
        if let Look::Stamp(stamp, _) | Look::Whole(_, stamp, _) = &look {
            self.clocks += u64::from(stamp.clock.is_some());
            self.halves += u64::from(Hours::of(&stamp.written) == Hours::Twelve);
            if let (Some(DayWritten::Full(day)), Some((seconds, _))) = (stamp.day, stamp.clock) {
                let moment = (day, seconds);
                if let Some(before) = self.moment.replace(moment) {
                    self.later += u64::from(moment > before);
                    self.earlier += u64::from(moment < before);
                }
            }
        }
        if let Look::Name(head) | Look::Whole(head, ..) = &look {
            self.named +=
                u64::from(!OWN_NAMES.contains(&head.name.as_str()) || self.names.is_told(&head.name));
        }
        if let Look::Stamp(stamp, _) | Look::Whole(_, stamp, _) = &look
            && let Some(order) = order_of(&stamp.written)
        {
            self.orders_differ |= self.day_order.replace(order).is_some_and(|known| known != order);
        }
        // a line is half of one heading only
        let previous = self.previous.as_ref().filter(|_| !self.is_used);
        let head = match (&look, previous, &self.before_previous) {
            (Look::Stamp(..), Some(Look::Name(head)), _) => Some(head),
            (Look::Stamp(..), Some(Look::Text), Some(Look::Name(head))) => Some(head),
            (Look::Name(head), Some(Look::Stamp(..)), _) | (Look::Whole(head, ..), ..) => Some(head),
            _ => None,
        };
        if let Some(head) = head {
            let shown = self.shown.entry(head.name.clone()).or_default();
            shown.id.get_or_insert_with(|| head.id.clone());
            match head.courtesy {
                Courtesy::Plain => shown.plain += 1,
                Courtesy::Honorific => shown.honored += 1,
            }
        }
        let header = match (&look, previous) {
            (Look::Blank, _) => return,
            (Look::Stamp(..), Some(Look::Name(_))) => {
                self.name_first += 1;
                true
            }
            // a company below the name
            (Look::Stamp(..), Some(Look::Text)) if matches!(self.before_previous, Some(Look::Name(_))) => {
                self.name_first += 1;
                true
            }
            (Look::Name(_), Some(Look::Stamp(..))) => {
                self.moment_first += 1;
                true
            }
            (Look::Whole(_, _, said), _) => {
                self.whole += 1;
                self.transcript += u64::from(said.is_some());
                true
            }
            _ => false,
        };
        // a day above a name and its time is half of no heading
        let is_day = |look: &Look| matches!(look, Look::Stamp(stamp, _) if stamp.clock.is_none());
        let is_below_day = matches!(look, Look::Name(_)) && previous.is_some_and(is_day);
        let is_below_company = matches!(previous, Some(Look::Text));
        self.is_used = header && !is_below_day && !is_below_company;
        match look {
            Look::Stamp(ref stamp, _) if stamp.clock.is_some() => {
                count(&mut self.before, &self.previous_text);
                self.awaits_name = true;
            }
            Look::Text | Look::Doubt(_) => self.speaker(&text),
            _ => {}
        }
        if header {
            self.records += 1;
            let last = std::mem::take(&mut self.last_line);
            count(&mut self.ends, &last);
            let button = std::mem::take(&mut self.last_button);
            count(&mut self.buttons, &button);
        } else if !matches!(look, Look::Name(_)) {
            self.last_line.clone_from(&text);
            if look == Look::Page(PageWord::Button) {
                self.last_button.clone_from(&text);
            }
        }
        self.previous_text = text;
        self.before_previous = self.previous.replace(look);
    }

    /// `TIME NAME: text`, by somebody whom nobody named.
    fn speaker(&mut self, text: &str) {
        if let Some(stamp) = stamp_within(text)
            && stamp.clock.is_some()
            && stamp.before.trim_matches(JOINTS).is_empty()
            && let Some((name, _)) = stamp.after.trim_start_matches([' ', ']']).split_once([':', '：'])
            && !name.starts_with('-')
        {
            count(&mut self.speakers, name.trim());
        }
    }

    pub(super) fn finish(self) -> Shape {
        let hours = if self.halves > 0 { Hours::Twelve } else { Hours::TwentyFour };
        let day_order = self.day_order.filter(|_| !self.orders_differ);
        let direction = if self.earlier > self.later { Direction::Up } else { Direction::Down };
        let declared = self.name_first + self.moment_first + self.whole;
        if declared > 0 && self.named > 0 {
            let order =
                if self.moment_first > self.name_first { Order::MomentFirst } else { Order::NameFirst };
            let ended = self.records.saturating_sub(1);
            let end = button(&self.buttons, ended).or_else(|| end_mark(&self.ends, ended));
            return Shape {
                order,
                names: self.names,
                names_of: NamesOf::Declared,
                transcript: self.transcript > 0 && self.transcript == declared,
                has_clocks: self.clocks > 0,
                hours,
                direction,
                records: declared,
                end,
                day_order,
                shown: self.shown,
            };
        }
        // nobody said who they are: the lines that recur beside moments
        let recurring = |map: HashMap<String, u64>| {
            let all: u64 = map.values().sum();
            let names: Vec<String> = map.into_keys().collect();
            let few = names.len() <= MOST_NAMES && (names.len() as u64) * 2 <= all.max(2) + 1;
            (names, if few { all } else { 0 })
        };
        let [before, after, speakers] = [self.before, self.after, self.speakers].map(recurring);
        let transcript = speakers.1 > before.1.max(after.1);
        let order = if after.1 > before.1 { Order::MomentFirst } else { Order::NameFirst };
        let (mut names, records) = match (transcript, order) {
            (true, _) => speakers,
            (_, Order::NameFirst) => before,
            (_, Order::MomentFirst) => after,
        };
        names.sort();
        let names = Names::guessed(&names);
        let has_clocks = self.clocks > 0;
        Shape {
            order,
            names,
            names_of: NamesOf::Guessed,
            transcript,
            has_clocks,
            hours,
            direction,
            records,
            end: None,
            day_order,
            shown: self.shown,
        }
    }
}

/// The order of day and month, where a number over 12 tells it.
fn order_of(written: &str) -> Option<DayOrder> {
    let [first, second, year] = numbers_of(written)?;
    match (first, second) {
        _ if year < 100 || first > 31 => None,
        (13.., ..=12) => Some(DayOrder::DayFirst),
        (..=12, 13..) => Some(DayOrder::MonthFirst),
        _ => None,
    }
}

fn count(map: &mut HashMap<String, u64>, text: &str) {
    const SHORT: usize = 60; // characters of a display name
    if !text.is_empty()
        && text.chars().count() <= SHORT
        && (map.len() < 4 * MOST_NAMES || map.contains_key(text))
    {
        *map.entry(text.to_owned()).or_default() += 1;
    }
}

/// The button that is the last one of half the records or more.
fn button(buttons: &HashMap<String, u64>, records: u64) -> Option<String> {
    let most = buttons.iter().max_by_key(|(line, count)| (**count, std::cmp::Reverse(line.as_str())))?;
    (records > 0 && *most.1 * 2 >= records).then(|| most.0.clone())
}

/// The line that ends every record but, perhaps, one.
fn end_mark(ends: &HashMap<String, u64>, records: u64) -> Option<String> {
    const FEWEST: u64 = 3; // of two records, the same last words may be chance
    let (line, count) =
        ends.iter().max_by_key(|(line, count)| (**count, std::cmp::Reverse(line.as_str())))?;
    (records >= FEWEST && *count >= records && !line.is_empty()).then(|| line.clone())
}

pub(super) fn survey(export: &dyn Export, encoding: TextEncoding, people: &[Person]) -> Result<Shape> {
    let shape = pass(Survey::new(people), export, encoding)?;
    if shape.names_of == NamesOf::Declared {
        return Ok(shape);
    }
    // once more with the names that recur
    let again = pass(Survey::of(shape.names), export, encoding)?;
    let known = people.iter().any(|person| matches!(person.role, Role::Client | Role::Worker));
    // names that were declared and stand nowhere stay in mind: a line that holds one is doubtful
    let names = if again.names.is_empty() && known { Names::of(people) } else { again.names };
    Ok(Shape { names, names_of: NamesOf::Guessed, ..again })
}

fn pass(mut survey: Survey, export: &dyn Export, encoding: TextEncoding) -> Result<Shape> {
    let mut lines = Lines::new(export, encoding)?;
    while let Some(line) = lines.next()? {
        survey.line(line.text);
    }
    Ok(survey.finish())
}
