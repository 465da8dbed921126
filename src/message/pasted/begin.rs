//! Where a record begins: below a heading, or at lines of which the worker says that they are one.

use super::close::Next;
use super::look::{Edit, Head};
use super::names::Courtesy;
use super::thread::{Beside, GroundOf, Record, Thread};
use crate::base::error::Result;
use crate::case::memo::{Role, StampWithin, stamp_within};
use crate::message::people::form;
use crate::message::{Answered, Class, Doubt, Said, When, Why};

impl Thread<'_> {
    /// A record begins below a heading.
    pub(super) fn begin(
        &mut self,
        head: &Head,
        stamp: &StampWithin,
        lines: (u64, u64),
        between: Option<String>,
    ) -> Result<()> {
        let (next, _) = self.resolver.moment(stamp);
        if !self.takes_preview(&next)? {
            self.close(Next::Heading)?;
        }
        if stamp.day.is_none() && self.day_doubt.take().is_some_and(|line| line > self.day_line) {
            self.resolver.lose_day();
        }
        let when = self.resolve(stamp, lines);
        let (sender, edit, ground) = (head.name.clone(), head.edit, GroundOf::Heading);
        self.open(Record { sender, when, place: lines, edit, ground, between });
        Ok(())
    }

    /// Lines that may be a heading: the worker's answer counts; without one they are a gap, and stay where they are.
    pub(super) fn doubt(&mut self, lines: (u64, u64), why: Why, text: Vec<(u64, String)>) -> Result<()> {
        if self.record.is_none() && stands_around(why, &text) {
            for (number, line) in text {
                self.words_above_first = self.spans.is_empty().then_some(number);
                self.beside(number, line, Beside::of(why));
            }
            return Ok(());
        }
        let shown: Vec<String> =
            text.iter().map(|(_, line)| form(line)).filter(|line| !line.is_empty()).collect();
        let shown = shown.join(" / ");
        let answer = self.setting.here.answers.iter().find(|answer| answer.lines == lines);
        let said = answer.map(|answer| answer.said);
        let after = self.out.reading.count + u64::from(self.record.is_some());
        self.tell(lines, why, &text);
        if let Some(said) = said.filter(|_| why.can_be_answered()) {
            self.out.answered(Answered { lines, after, said, text: shown.clone() });
        }
        let role = match said {
            Some(Said::Client) => Some(Role::Client),
            Some(Said::Worker) => Some(Role::Worker),
            _ => None,
        };
        if let Some(role) = role
            && let Some(name) = self.shape.names.of_role(role).map(str::to_owned)
        {
            // of a label in one's own message nothing new begins
            if matches!(why, Why::Unread | Why::Service) && role == Role::Worker && self.is_own_record() {
                text.into_iter().for_each(|(number, line)| self.keep(number, line));
                return Ok(());
            }
            let stamp = text.iter().rev().find_map(|(_, line)| stamp_within(&form(line)));
            let head = Head { name, edit: Edit::Unmarked, courtesy: Courtesy::Plain, id: None };
            for (_, line) in &text {
                self.out.class(if line.trim().is_empty() { Class::Blank } else { Class::Heading });
            }
            self.close(Next::Heading)?;
            let when = match stamp {
                Some(stamp) => self.resolve(&stamp, lines),
                None => When::words(""),
            };
            let (edit, ground) = (head.edit, GroundOf::Answer);
            self.open(Record { sender: head.name, when, place: lines, edit, ground, between: None });
            return Ok(());
        }
        let is_text = said == Some(Said::Nothing) && why != Why::NameAndTime;
        if is_text && why == Why::Service {
            // it is no message, and still tells what somebody did
            self.gap(lines, why);
        }
        if is_text {
            self.nothing.extend(text.iter().map(|(number, _)| *number));
        } else {
            self.gap(lines, why);
            self.gaps
                .extend(text.iter().filter(|(_, line)| !line.trim().is_empty()).map(|(number, _)| *number));
            self.out.doubt(Doubt { lines, after, why, text: shown });
        }
        text.into_iter().for_each(|(number, line)| self.keep(number, line));
        Ok(())
    }
}

/// Above the first message, a name alone, a day, an act or a label is asked about with all that stands there; what has a time
/// may be a message, and is asked about by itself.
fn stands_around(why: Why, text: &[(u64, String)]) -> bool {
    let has_clock =
        || text.iter().any(|(_, line)| stamp_within(&form(line)).is_some_and(|s| s.clock.is_some()));
    match why {
        Why::Unread | Why::Name | Why::Service => true,
        Why::Time => !has_clock(),
        _ => false,
    }
}
