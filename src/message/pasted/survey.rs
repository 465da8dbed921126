//! How the records of a thread are headed, and what ends each of them: told by the whole thread before it is read.

use super::look::{JOINTS, Look, look};
use crate::case::memo::moment_within;
use crate::error::Result;
use crate::message::Export;
use crate::message::lines::{Lines, TextEncoding};
use crate::message::people::form;
use std::collections::HashMap;

/// In which order names and moments stand on two lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    NameFirst,
    MomentFirst,
}

/// Gathers, over the whole thread, how its records are headed and what ends each of them.
pub(super) struct Survey {
    declared: Vec<String>,
    name_first: u64,
    moment_first: u64,
    whole: u64,
    transcript: u64,
    previous: Option<Look>,
    previous_text: String,
    /// Lines beside moments, and how often: the names where none is declared.
    before: HashMap<String, u64>,
    after: HashMap<String, u64>,
    speakers: HashMap<String, u64>,
    awaits_name: bool,
    /// The last line of every record.
    ends: HashMap<String, u64>,
    last_line: String,
    records: u64,
}

/// More different lines than this beside moments are no names.
pub(super) const MOST_NAMES: usize = 50;

impl Survey {
    pub(super) fn new(names: &[String]) -> Self {
        Self {
            declared: names.to_vec(),
            name_first: 0,
            moment_first: 0,
            whole: 0,
            transcript: 0,
            previous: None,
            previous_text: String::new(),
            before: HashMap::new(),
            after: HashMap::new(),
            speakers: HashMap::new(),
            awaits_name: false,
            ends: HashMap::new(),
            last_line: String::new(),
            records: 0,
        }
    }

    pub(super) fn line(&mut self, line: &str) {
        let look = look(line, &self.declared);
        let text = form(line);
        let count = |map: &mut HashMap<String, u64>, text: &str| {
            const SHORT: usize = 60; // characters of a display name
            if !text.is_empty()
                && text.chars().count() <= SHORT
                && (map.len() < 4 * MOST_NAMES || map.contains_key(text))
            {
                *map.entry(text.to_owned()).or_default() += 1;
            }
        };
        if std::mem::take(&mut self.awaits_name) {
            count(&mut self.after, &text);
        }
        let mut header = false;
        match (&look, &self.previous) {
            (Look::Blank, _) => return,
            (Look::Moment(_), Some(Look::Name(_))) => {
                self.name_first += 1;
                header = true;
            }
            (Look::Name(_), Some(Look::Moment(_))) => {
                self.moment_first += 1;
                header = true;
            }
            (Look::Whole(_, _, said), _) => {
                self.whole += 1;
                self.transcript += u64::from(said.is_some());
                header = true;
            }
            _ => {}
        }
        if let Look::Moment(_) = look {
            count(&mut self.before, &self.previous_text);
            self.awaits_name = true;
        } else if let Look::Other = look
            && let Some(moment) = moment_within(&text)
            && moment.before.trim_matches(JOINTS).is_empty()
            && let Some((name, _)) = moment.after.trim_start_matches([' ', ']']).split_once([':', '：'])
            && !name.starts_with('-')
        {
            count(&mut self.speakers, name.trim());
        }
        if header {
            self.records += 1;
            let last = std::mem::take(&mut self.last_line);
            count(&mut self.ends, &last);
        } else if !matches!(look, Look::Name(_)) {
            self.last_line.clone_from(&text);
        }
        self.previous_text = text;
        self.previous = Some(look);
    }

    pub(super) fn finish(mut self) -> Shape {
        let declared = self.name_first + self.moment_first + self.whole;
        if declared > 0 {
            let order =
                if self.moment_first > self.name_first { Order::MomentFirst } else { Order::NameFirst };
            let ends = std::mem::take(&mut self.ends);
            return Shape {
                order,
                names: self.declared,
                declared: true,
                transcript: self.transcript > 0 && self.transcript == declared,
                records: declared,
                end: end_mark(&ends, self.records.saturating_sub(1)),
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
        Shape { order, names, declared: false, transcript, records, end: None }
    }
}

/// Buttons that sites put below every message.
pub(super) const BUTTONS: &[&str] =
    &["返信する", "返信", "引用する", "編集", "削除", "通報する", "いいね", "Reply", "Report", "Edit"];

/// The line that ends every record but, perhaps, one; a button needs only to end half of them.
pub(super) fn end_mark(ends: &HashMap<String, u64>, records: u64) -> Option<String> {
    let (line, count) =
        ends.iter().max_by_key(|(line, count)| (**count, std::cmp::Reverse(line.as_str())))?;
    let button = BUTTONS.contains(&line.as_str());
    let enough = if button { *count * 2 >= records } else { records >= 3 && *count >= records };
    enough.then(|| line.clone())
}

/// How the records of a thread are headed.
pub(super) struct Shape {
    pub(super) order: Order,
    pub(super) names: Vec<String>,
    /// The names are the worker's word, not a guess.
    pub(super) declared: bool,
    pub(super) transcript: bool,
    pub(super) records: u64,
    /// The line of page furniture that ends every record.
    pub(super) end: Option<String>,
}

pub(super) fn survey(export: &dyn Export, encoding: TextEncoding, names: &[String]) -> Result<Shape> {
    let mut survey = Survey::new(names);
    let mut lines = Lines::new(export, encoding)?;
    while let Some(line) = lines.next()? {
        survey.line(line.text);
    }
    let shape = survey.finish();
    if shape.declared {
        return Ok(shape);
    }
    // the end mark of a thread whose names were inferred
    let mut survey = Survey::new(&shape.names);
    let mut lines = Lines::new(export, encoding)?;
    while let Some(line) = lines.next()? {
        survey.line(line.text);
    }
    let again = survey.finish();
    Ok(Shape { declared: false, ..again })
}
