//! Lines that may be halves of a heading, or stand between two messages, until it is known what they are.

use super::look::Head;
use super::names::Courtesy;
use super::speech::speaks;
use super::thread::{Half, Held, Record, Thread};
use super::when_words::tells_when;
use crate::base::error::Result;
use crate::case::memo::{Role, StampWithin};
use crate::message::people::form;
use crate::message::{Class, Oddity, Place, Said, Why};
use std::collections::VecDeque;

impl Thread<'_> {
    /// A moment that heads nothing: somebody may speak under a name that nobody gave. What stands right above it, and is no
    /// sentence, belongs to it.
    pub(super) fn stray(&mut self, number: u64, text: String) -> Result<()> {
        const A_NAME: usize = 60; // characters of a display name
        const NEAR: u64 = 2; // lines above
        let is_near =
            |at: u64, line: &str| at + NEAR >= number && line.chars().count() <= A_NAME && !speaks(line);
        let held = self.held.iter().rposition(|held| !matches!(held.what, Half::Blank));
        let held = held.filter(|at| {
            let above = &self.held[*at];
            matches!(above.what, Half::Label | Half::Unusual(_)) && is_near(above.number, &above.text)
        });
        let mut lines = match held {
            Some(at) => {
                let lines =
                    self.held.split_off(at).into_iter().map(|held| (held.number, held.text)).collect();
                self.release()?;
                lines
            }
            None => {
                self.release()?;
                let above = self.body.iter().rposition(|(_, line)| !line.trim().is_empty());
                let above = above.filter(|at| is_near(self.body[*at].0, &self.body[*at].1));
                above.map_or_else(Vec::new, |at| self.body.split_off(at))
            }
        };
        let first = lines.first().map_or(number, |(first, _)| *first);
        self.forget(first);
        // `港町様` and a date below it: the worker may speak of that day
        let is_named = lines.first().is_some_and(|(_, line)| {
            let line = form(line);
            let is_unusual =
                self.shape.names.find(&line).is_some_and(|found| self.shape.is_unusual(&Head::of(found)));
            !is_unusual && self.shape.names.letters_beside(&line).is_some()
        });
        let why = if is_named { Why::NameAndTime } else { Why::Time };
        lines.push((number, text));
        self.doubt((first, number), why, lines)
    }

    /// What was held belongs to a heading.
    pub(super) fn drop_held(&mut self) {
        for held in std::mem::take(&mut self.held) {
            match held.what {
                Half::Between => self.aside(held.number, &form(&held.text)),
                Half::Blank => self.out.class(Class::Blank),
                Half::Name(_) | Half::Unusual(_) | Half::Stamp(..) | Half::Day(_) => {
                    self.out.class(Class::Heading)
                }
                Half::Label => self.aside(held.number, &form(&held.text)),
            }
        }
    }

    /// A date alone is held, and a heading follows: it stands above what comes.
    pub(super) fn accept_day(&mut self) -> Result<()> {
        let Some(at) = self.held.iter().position(|held| matches!(held.what, Half::Day(_))) else {
            return Ok(());
        };
        let held = self.held.remove(at);
        let Half::Day(stamp) = &held.what else { return Ok(()) };
        if self.day_doubt.is_some_and(|line| line < held.number) {
            self.day_doubt = None;
        }
        self.day_line = held.number;
        match self.resolver.head(stamp) {
            Some(()) if !stamp.weekday_fits => {
                self.out.odd(Oddity::WeekdayDiffers, Place::Lines(held.number, held.number));
                self.aside(held.number, &form(&held.text));
            }
            Some(()) => self.aside(held.number, &form(&held.text)),
            None => self.doubt((held.number, held.number), Why::Time, vec![(held.number, held.text)])?,
        }
        Ok(())
    }

    /// What was held is half of no heading.
    pub(super) fn release(&mut self) -> Result<()> {
        let mut held: VecDeque<Held> = std::mem::take(&mut self.held).into();
        let mut run = Vec::new();
        while let Some(next) = held.pop_front() {
            let lines = (next.number, next.number);
            match next.what {
                Half::Label => run.push((next.number, next.text)),
                Half::Blank if !run.is_empty() => run.push((next.number, next.text)),
                Half::Blank | Half::Between => self.keep(next.number, next.text),
                // who signs his own message says nothing new
                Half::Name(head) | Half::Unusual(head) if self.is_own(&head) || self.is_address(&head) => {
                    self.labels(std::mem::take(&mut run))?;
                    self.keep(next.number, next.text);
                }
                Half::Name(_)
                    if held.front().is_some_and(|below| {
                        matches!(below.what, Half::Day(_))
                            && !held.iter().any(|h| matches!(h.what, Half::Name(_)))
                    }) =>
                {
                    self.labels(std::mem::take(&mut run))?;
                    // a name and a day below it, without a time
                    let below = held.pop_front();
                    let day = below.map(|below| (below.number, below.text));
                    let last = day.as_ref().map_or(next.number, |day| day.0);
                    let text: Vec<_> = std::iter::once((next.number, next.text)).chain(day).collect();
                    self.resolver.lose_day();
                    self.doubt((next.number, last), Why::NameAndTime, text)?;
                }
                Half::Name(_) | Half::Unusual(_) => {
                    self.labels(std::mem::take(&mut run))?;
                    self.doubt(lines, Why::Name, vec![(next.number, next.text)])?;
                }
                Half::Day(_) | Half::Stamp(..) => {
                    if matches!(next.what, Half::Day(_)) {
                        self.resolver.lose_day();
                    }
                    let of_label = |(number, text)| Held { number, text, what: Half::Label };
                    self.held = std::mem::take(&mut run).into_iter().map(of_label).collect();
                    self.stray(next.number, next.text)?;
                }
            }
        }
        self.labels(run)
    }

    /// Short lines in which nobody speaks, below words: they may stand between two messages.
    pub(super) fn labels(&mut self, mut lines: Vec<(u64, String)>) -> Result<()> {
        let end = lines.iter().rposition(|(_, line)| !line.trim().is_empty()).map_or(0, |at| at + 1);
        let blanks = lines.split_off(end);
        if let (Some((first, _)), Some((last, text))) = (lines.first(), lines.last()) {
            let (place, text) = ((*first, *last), form(text));
            let said = self.setting.here.answers.iter().find(|answer| answer.lines == place).map(|a| a.said);
            self.doubt(place, Why::Unread, lines)?;
            self.day_doubt = match said {
                // words are no day
                Some(Said::Client | Said::Worker) => None,
                Some(Said::Nothing) if !may_be_a_day(&text) => None,
                Some(Said::Nothing | Said::Unknown) | None => Some(place.1),
            };
        }
        blanks.into_iter().for_each(|(number, line)| self.keep(number, line));
        Ok(())
    }

    /// A line between a name and its moment: a company, or the words themselves.
    pub(super) fn between(&self) -> Option<String> {
        let mut lines = self.held.iter().filter(|held| matches!(held.what, Half::Between));
        lines.next().map(|held| held.text.clone())
    }

    /// A time below a day below a name: one moment.
    pub(super) fn below_its_day(&self, stamp: StampWithin) -> StampWithin {
        let day = self.held.iter().find_map(|held| match &held.what {
            Half::Day(day) if stamp.day.is_none() => Some(day),
            _ => None,
        });
        match day {
            Some(day) => {
                let written = format!("{} {}", day.written, stamp.written);
                StampWithin { day: day.day, weekday_fits: day.weekday_fits, written, ..stamp }
            }
            None => stamp,
        }
    }

    /// Is it the worker's name, inside a message of the worker's?
    pub(super) fn is_own(&self, head: &Head) -> bool {
        self.shape.names.role(&head.name) == Role::Worker
            && self.is_own_record()
            && !self.shape.is_unusual(head)
    }

    /// `港町様` where a message of the worker's begins: the worker addresses the client.
    pub(super) fn is_address(&self, head: &Head) -> bool {
        let of_worker = |record: &Record| self.shape.names.role(&record.sender) == Role::Worker;
        let begins = self.body.iter().all(|(_, line)| line.trim().is_empty());
        head.courtesy == Courtesy::Honorific && begins && self.record.as_ref().is_some_and(of_worker)
    }
}

/// May a line that is said to be no message be a day all the same?
fn may_be_a_day(text: &str) -> bool {
    let is_kana = |c: char| ('\u{3041}'..='\u{30FF}').contains(&c);
    tells_when(text)
        || text.contains(char::is_numeric)
        || !text.contains(is_kana) && text.split_whitespace().count() < 2
}
