//! A conversation while it is being read: numbers, sums, and what is kept of it.

use super::people::form;
use super::{
    Answer, Answered, Class, CoverageGround, Doubt, Gap, Here, KEPT, Kind, Message, Need, Oddity,
    Participant, Place, Reading, Said, Setting, Sink, When, Why, people,
};
use crate::base::error::Result;
use crate::base::time::UtcSecond;
use crate::case::memo::Role;
use std::borrow::Cow;

/// A conversation while it is being read: numbers, sums, and what is kept of it.
pub(crate) struct Out<'a> {
    pub(crate) reading: Reading,
    sink: &'a mut dyn Sink,
    table: people::Table,
    latest: Option<i64>,
    /// The latest moment of each participant, by number.
    latest_of: Vec<i64>,
    /// By how many seconds a record may lie before the one above it, where the format writes them in the order of time.
    pub(crate) late: Option<i64>,
    /// The file's last change as found.
    changed: Option<UtcSecond>,
    /// When it was exported, as the worker declares.
    exported: Option<When>,
    /// What the worker answered about lines of this file.
    answers: Vec<Answer>,
}

impl<'a> Out<'a> {
    pub(crate) fn new(format: &'static str, setting: &Setting, sink: &'a mut dyn Sink) -> Self {
        let table = people::Table::new(setting.people.of_channel(format));
        let Here { exported, changed, answers, .. } = setting.here.clone();
        let (latest, latest_of, late) = (None, Vec::new(), None);
        Self {
            reading: Reading::new(format),
            sink,
            table,
            latest,
            latest_of,
            late,
            changed,
            exported,
            answers,
        }
    }

    /// The number of a participant, by what the export tells them apart with, and the name it shows.
    pub(crate) fn participant(&mut self, id: &str, name: &str) -> u32 {
        self.table.number(id, name)
    }

    /// Hands on a message and takes its time into account.
    pub(crate) fn message(&mut self, message: Message<'_>) -> Result<()> {
        self.reading.system += u64::from(message.kind == Kind::System);
        self.take(message)
    }

    /// Hands on what the service wrote itself, of whatever kind: a remark that somebody took a message back.
    pub(crate) fn service(&mut self, message: Message<'_>) -> Result<()> {
        self.reading.system += 1;
        self.take(message)
    }

    fn take(&mut self, mut message: Message<'_>) -> Result<()> {
        self.reading.count += 1;
        message.n = self.reading.count;
        if let Some(sender) = message.sender {
            self.table.count(sender);
        }
        // of a later moment than the message that it belongs to, and of its place in the export
        let stands_apart = matches!(message.kind, Kind::Reaction | Kind::Edit);
        match message.when.span() {
            Some((from, to)) => {
                if !stands_apart && self.latest.is_some_and(|latest| to < latest) {
                    self.odd(Oddity::TimeGoesBack, message.place);
                    self.goes_back(&message, to);
                }
                if let Some(sender) = message.sender {
                    let at = sender as usize;
                    if self.latest_of.len() <= at {
                        self.latest_of.resize(at + 1, i64::MIN);
                    }
                    self.latest_of[at] = self.latest_of[at].max(to);
                }
                let first = |known: &When| known.span().is_none_or(|(known, _)| from < known);
                if self.reading.coverage_from.as_ref().is_none_or(first) {
                    self.reading.coverage_from = Some(message.when.clone());
                }
                if !stands_apart && self.latest.is_none_or(|latest| from >= latest) {
                    self.latest = Some(from);
                }
                let later = |known: &When| known.span().is_none_or(|(known, _)| from >= known);
                if self.reading.last.as_ref().is_none_or(later) {
                    self.reading.last = Some(message.when.clone());
                }
            }
            // told once for the whole export
            None if stands_apart || self.reading.needs.contains(&Need::DayOrder) => {}
            None => self.odd(Oddity::TimeSkipped, message.place),
        }
        self.sink.message(&message)
    }

    /// A record that lies before the one above it by more than late delivery explains has a wrong time, and may be later.
    fn goes_back(&mut self, message: &Message<'_>, to: i64) {
        let is_back = self.late.zip(self.latest).is_some_and(|(late, latest)| to + late < latest);
        let can_be_clients = match message.sender {
            None => message.kind != Kind::System,
            sender => !matches!(self.role(sender), Role::Worker | Role::Other | Role::System),
        };
        if is_back && can_be_clients {
            self.gap(message.place, Why::GoesBack);
        }
    }

    /// Has a participant done anything at a moment, or later, as far as the export was read?
    pub(crate) fn is_seen(&self, sender: u32, at: i64) -> bool {
        self.latest_of.get(sender as usize).is_some_and(|latest| *latest > at)
    }

    /// What a message tells of another one that somebody sent, and that is not here: a sign of theirs at its own moment,
    /// unless a later one of theirs is known.
    pub(crate) fn quoted(&mut self, when: When, sender: u32, place: Place) -> Result<()> {
        if when.span().is_some_and(|(from, _)| self.is_seen(sender, from)) {
            return Ok(());
        }
        self.beside(|out| out.service(Message::new(when, Some(sender), Kind::Action, place)))
    }

    /// The same where nobody says who sent it.
    pub(crate) fn quoted_of_nobody(&mut self, when: When, place: Place) -> Result<()> {
        self.beside(|out| out.service(Message::new(when, None, Kind::Action, place)))
    }

    /// The end of a call, at which somebody was still there.
    pub(crate) fn call_end(&mut self, when: When, sender: Option<u32>, place: Place) -> Result<()> {
        self.beside(|out| out.message(Message::new(when, sender, Kind::Call, place)))
    }

    /// Hands on a sign that stands in no order to the records around it.
    fn beside(&mut self, hand_on: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        let (latest, late) = (self.latest.take(), self.late.take());
        let done = hand_on(self);
        (self.latest, self.late) = (latest, late);
        done
    }

    /// A reaction to the message before, by somebody who is not known where no sender is given. Where the export does not
    /// tell when, it may be of any time after that.
    pub(crate) fn reaction(
        &mut self,
        when: When,
        sender: Option<u32>,
        sign: &str,
        place: Place,
    ) -> Result<()> {
        self.class(Class::Reaction);
        let message = Message::new(when, sender, Kind::Reaction, place);
        let text = Some(Cow::Borrowed(sign)).filter(|sign| !sign.is_empty());
        self.message(Message { text, ..message })
    }

    /// A change of the message before, after it was sent: a later sign than the message itself.
    pub(crate) fn edit(&mut self, when: When, sender: Option<u32>, place: Place) -> Result<()> {
        self.class(Class::Edit);
        self.message(Message::new(when, sender, Kind::Edit, place))
    }

    /// The one person of this name who was met so far.
    pub(crate) fn named(&self, name: &str) -> Option<u32> {
        self.table.named(name)
    }

    /// The one other person who was met so far; nobody where there are several.
    pub(crate) fn other_than(&self, one: Option<u32>) -> Option<u32> {
        self.table.other_than(one)
    }

    /// What the worker says of somebody, as far as they were met.
    pub(crate) fn role(&self, sender: Option<u32>) -> Role {
        sender.map_or(Role::Unknown, |n| self.table.role(n))
    }

    /// What the worker says of a name, if anything.
    pub(crate) fn declared(&self, name: &str) -> Option<Role> {
        self.table.declared(name)
    }

    /// A record that is not understood.
    pub(crate) fn lost(&mut self, place: Place, why: Why) {
        self.class(Class::Gap);
        self.gap(place, why);
        if why == Why::CutOff {
            self.odd(Oddity::CutOff, place);
        }
    }

    /// Counts a line, or a record, by what it was taken for.
    pub(crate) fn class(&mut self, class: Class) {
        self.reading.account.add(class);
    }

    /// Lists a range as not understood, between messages.
    pub(crate) fn gap(&mut self, place: Place, why: Why) {
        self.gap_after(place, self.reading.count, why);
    }

    /// Lists a range as not understood before all messages.
    pub(crate) fn gap_at_begin(&mut self, place: Place, why: Why) {
        self.reading.gaps.insert(0, Gap { place, after: 0, why });
    }

    /// Lists a range as not understood inside the message that is handed on next.
    pub(crate) fn gap_within(&mut self, place: Place, why: Why) {
        self.gap_after(place, self.reading.count + 1, why);
    }

    /// Lists a range as not understood behind a message that was handed on before.
    pub(crate) fn gap_behind(&mut self, place: Place, after: u64, why: Why) {
        self.gap_after(place, after, why);
    }

    fn gap_after(&mut self, place: Place, after: u64, why: Why) {
        let full = self.reading.gaps.len() >= KEPT;
        if let Some(last) = self.reading.gaps.last_mut()
            && (full || last.after == after && last.why == why)
        {
            match (&mut last.place, place) {
                (Place::Lines(_, to), Place::Lines(from, end)) if full || *to + 1 >= from => {
                    last.after = after;
                    return *to = end.max(*to);
                }
                (Place::Bytes(_, to), Place::Bytes(from, end)) if full || *to >= from => {
                    last.after = after;
                    return *to = end.max(*to);
                }
                _ => {}
            }
        }
        if full {
            self.reading.gaps.pop(); // of another measure, which no reader mixes
        }
        self.reading.gaps.push(Gap { place, after, why });
    }

    /// Keeps lines that the worker can be asked about.
    pub(crate) fn doubt(&mut self, doubt: Doubt) {
        if self.reading.doubts.len() < KEPT {
            self.reading.doubts.push(doubt);
        }
    }

    /// Keeps an answer that the reading rests on.
    pub(crate) fn answered(&mut self, answered: Answered) {
        self.reading.answered.push(answered);
    }

    /// What the worker says of a line.
    fn said_of(&self, line: u64) -> Option<Said> {
        let found = self.answers.iter().find(|answer| (answer.lines.0..=answer.lines.1).contains(&line));
        found.map(|answer| answer.said)
    }

    /// Does the worker say that a line is no message? Then it is part of the text of message `after`, or of nothing behind it,
    /// and the reading rests on that. A whole name with a moment is a message, or nobody knows.
    pub(crate) fn is_nothing(&mut self, line: u64, why: Why, after: u64, text: &str) -> bool {
        let can_be = why.can_be_answered() && why != Why::NameAndTime;
        let found = can_be && self.said_of(line) == Some(Said::Nothing);
        if found && self.reading.answered.len() < KEPT {
            let text = form(text);
            self.reading.answered.push(Answered { lines: (line, line), after, said: Said::Nothing, text });
        }
        found
    }

    /// A line between records that was not understood: a gap that the worker can be asked about, unless they say that it is
    /// nothing.
    pub(crate) fn doubtful(&mut self, line: u64, why: Why, text: &str) -> Class {
        self.doubtful_after(line, why, self.reading.count, text)
    }

    /// The same inside the message that is handed on next.
    pub(crate) fn doubtful_within(&mut self, line: u64, why: Why, text: &str) -> Class {
        self.doubtful_after(line, why, self.reading.count + 1, text)
    }

    fn doubtful_after(&mut self, line: u64, why: Why, after: u64, text: &str) -> Class {
        if self.is_nothing(line, why, after, text) {
            self.furniture(line, text);
            return Class::Furniture;
        }
        let (lines, text) = ((line, line), form(text));
        if why.can_be_answered() && !text.is_empty() {
            if let Some(said) = self.said_of(line).filter(|said| *said != Said::Nothing) {
                self.answered(Answered { lines, after, said, text: text.clone() });
            }
            self.doubt(Doubt { lines, after, why, text });
        }
        self.gap_after(Place::Lines(line, line), after, why);
        Class::Gap
    }

    /// Notes something odd.
    pub(crate) fn odd(&mut self, oddity: Oddity, place: Place) {
        if self.reading.oddities.len() < KEPT {
            self.reading.oddities.push((oddity, place));
        }
    }

    /// Notes page furniture.
    pub(crate) fn furniture(&mut self, line: u64, text: &str) {
        self.reading.furniture_lines += 1;
        if self.reading.furniture.len() < KEPT {
            let text = text.chars().take(200).collect();
            self.reading.furniture.push((Place::Lines(line, line), text));
        }
    }

    /// Ends the conversation.
    pub(crate) fn finish(self) -> Result<()> {
        let Self { mut reading, sink, table, changed, exported, .. } = self;
        reading.participants = table.finish();
        let unknown = |p: &Participant| p.role == Role::Unknown && p.messages > 0;
        if reading.participants.iter().any(unknown) {
            reading.needs.insert(Need::Participants);
        }
        if reading.coverage_to.is_none() {
            reading.coverage_to = exported.map(|exported| (exported, CoverageGround::Declared));
        }
        if reading.coverage_to.is_none() {
            reading.coverage_to = reading.last.clone().map(|last| (last, CoverageGround::LastMessage));
        }
        // no copy holds what came after the file's own last change
        if let Some(changed) = changed.and_then(|changed| When::utc(changed.unix()))
            && let (Some((until, ground)), Some((end, _))) = (&mut reading.coverage_to, changed.span())
            && until.span().is_some_and(|(from, _)| from > end)
        {
            (*until, *ground) = (changed, CoverageGround::Changed);
        }
        sink.conversation(reading)
    }
}
