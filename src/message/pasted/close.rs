//! A record that ends: its text, its attachments, what frames it, and what a page repeats of a thread above or below it.

use super::attachments::attachments;
use super::look::Edit;
use super::survey::Direction;
use super::thread::{Beside, GroundOf, Record, Thread, Told};
use super::words::{is_presence, page_line};
use crate::base::error::Result;
use crate::case::memo::{Role, stamp_within};
use crate::message::people::form;
use crate::message::{Answered, Class, Doubt, Kind, Message, Place, Said, When, Why};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What follows a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    Heading,
    End,
}

impl Thread<'_> {
    /// Hands on the record that is open.
    pub(super) fn close(&mut self, next: Next) -> Result<()> {
        let Some(record) = self.record.take() else { return Ok(()) };
        let mut body = std::mem::take(&mut self.body);
        self.size = 0;
        self.frame(&mut body, next);
        let attachments = self.attachments(&mut body);
        let is_blank = |(_, line): &(u64, String)| line.trim().is_empty();
        if record.ground == GroundOf::Heading && self.is_repeated(&record, &body) {
            return self.preview(record, body);
        }
        body.iter().for_each(|line| self.count(line, record.place.1));
        while body.last().is_some_and(is_blank) {
            body.pop();
        }
        let begin = body.iter().take_while(|line| is_blank(line)).count();
        let end = body.last().map_or(record.place.1, |(number, _)| *number).max(record.place.1);
        let text = body[begin..].iter().map(|(_, line)| line.as_str()).collect::<Vec<_>>().join("\n");
        // where nothing stands below, what stands between a name and its moment are the words
        let text = if text.is_empty() && attachments.is_empty() {
            record.between.clone().unwrap_or_default()
        } else {
            text
        };
        let kind = if text.is_empty() && !attachments.is_empty() { Kind::File } else { Kind::Text };
        if next == Next::End && text.is_empty() && attachments.is_empty() && self.words_above_first.is_some()
        {
            // words stand above the first heading, and none below the last: whose they are is not sure
            self.out.gap_within(Place::Lines(record.place.0, record.place.1), Why::Boundary);
        }
        let sender = self.out.participant(&record.sender, &record.sender);
        let place = Place::Lines(record.place.0, end);
        self.last = Some((record.sender, record.when.clone(), text.clone()));
        let text = Some(Cow::Owned(text)).filter(|text: &Cow<'_, str>| !text.is_empty());
        let edited = (record.edit == Edit::Marked).then_some(true);
        self.spans.push(record.when.span());
        let message = Message::new(record.when, Some(sender), kind, place);
        self.out.message(Message { text, attachments, edited, ..message })?;
        if edited.is_some() {
            // when it was changed is not shown
            self.spans.push(None);
            self.out.message(Message::new(When::words(""), Some(sender), Kind::Edit, place))?;
        }
        Ok(())
    }

    /// Does a page repeat the message before under another name, or show when somebody was last there? An inbox or a card
    /// beside the thread, and no message.
    fn is_repeated(&self, record: &Record, body: &[(u64, String)]) -> bool {
        let lines = || body.iter().map(|(_, line)| form(line)).filter(|line| !line.is_empty());
        let text = lines().collect::<Vec<_>>().join("\n");
        let is_same = self.last.as_ref().is_some_and(|(sender, when, said)| {
            *sender != record.sender
                && when.span().is_some()
                && when.span() == record.when.span()
                && said.lines().next() == text.lines().next()
        });
        let is_presence = !text.is_empty() && lines().all(|line| is_presence(&line));
        !text.is_empty() && is_same || is_presence
    }

    /// What stands first and is later than what follows, in a thread with the newest below: an inbox beside the thread, or
    /// when somebody was last there. Tells whether it was taken for that.
    pub(super) fn takes_preview(&mut self, next: &When) -> Result<bool> {
        let is_first = self.spans.is_empty() && self.shape.direction == Direction::Down;
        let is_later = |record: &Record| {
            let is_later = match (record.when.span(), next.span()) {
                (Some(this), Some(next)) => this.0 >= next.1,
                // a card shows the time alone of today
                (None, Some(_)) => true,
                (_, None) => false,
            };
            record.ground == GroundOf::Heading && is_later
        };
        let Some(record) = self.record.take_if(|record| is_first && is_later(record)) else {
            return Ok(false);
        };
        let body = std::mem::take(&mut self.body);
        self.size = 0;
        self.resolver.forget_latest();
        self.preview(record, body)?;
        Ok(true)
    }

    /// Lines that look like a message, and may be a part of the page around the thread: the worker says what they are.
    fn preview(&mut self, record: Record, body: Vec<(u64, String)>) -> Result<()> {
        let filled = |(_, line): &&(u64, String)| !line.trim().is_empty();
        let last = body.iter().rfind(filled).map_or(record.place.1, |(number, _)| *number);
        let lines = (record.place.0, last.max(record.place.1));
        let after = self.out.reading.count;
        let shown = std::iter::once(format!("{} {}", record.sender, record.when.shown(self.setting.zone.tz)));
        let said = body.iter().filter(filled).map(|(_, line)| form(line));
        let shown = shown.chain(said).collect::<Vec<_>>().join(" / ");
        let why = Why::Time;
        self.moments.push(Told { lines, until: record.when.span().map(|span| span.1) });
        let said = self.setting.here.answers.iter().find(|answer| answer.lines == lines).map(|a| a.said);
        if let Some(said) = said {
            self.out.answered(Answered { lines, after, said, text: shown.clone() });
        }
        let role = match said {
            Some(Said::Client) => Some(Role::Client),
            Some(Said::Worker) => Some(Role::Worker),
            Some(Said::Nothing | Said::Unknown) | None => None,
        };
        if let Some(name) = role.and_then(|role| self.shape.names.of_role(role)).map(str::to_owned) {
            body.iter().for_each(|line| self.count(line, record.place.1));
            let text =
                body.iter().filter(filled).map(|(_, line)| line.as_str()).collect::<Vec<_>>().join("\n");
            let sender = self.out.participant(&name, &name);
            self.spans.push(record.when.span());
            let message = Message::new(record.when, Some(sender), Kind::Text, Place::Lines(lines.0, lines.1));
            let text = Some(Cow::Owned(text)).filter(|text: &Cow<'_, str>| !text.is_empty());
            return self.out.message(Message { text, ..message });
        }
        for (number, line) in &body {
            let text = form(line);
            match (text.is_empty(), said) {
                _ if *number <= record.place.1 => {}
                (true, _) => self.out.class(Class::Blank),
                (_, Some(Said::Nothing)) if !self.gaps.remove(number) => self.aside(*number, &text),
                _ => {
                    self.gaps.remove(number);
                    self.out.class(Class::Gap);
                }
            }
        }
        if said != Some(Said::Nothing) {
            self.out.gap(Place::Lines(lines.0, lines.1), why);
            self.out.doubt(Doubt { lines, after, why, text: shown });
        }
        Ok(())
    }

    /// What stands apart from the messages tells of its own moment, or of none: a banner, an inbox, a list of notices. It is as
    /// late as it says, wherever it stands.
    pub(super) fn place_what_stands_apart(&mut self) {
        let count = self.out.reading.count;
        let spans = std::mem::take(&mut self.spans);
        let next =
            |after: u64| spans.iter().skip(usize::try_from(after).unwrap_or(usize::MAX)).flatten().next();
        for told in std::mem::take(&mut self.moments) {
            let is_late = |after: u64| match (told.until, next(after)) {
                (Some(until), Some((_, to))) => until > *to,
                (None, _) => after == 0,
                (Some(_), None) => false,
            };
            let reading = &mut self.out.reading;
            for gap in &mut reading.gaps {
                let holds = matches!(gap.place, Place::Lines(a, b) if a <= told.lines.0 && told.lines.1 <= b);
                if holds && is_late(gap.after) {
                    gap.after = count;
                }
            }
            for doubt in reading.doubts.iter_mut().filter(|doubt| doubt.lines == told.lines) {
                if is_late(doubt.after) {
                    doubt.after = count;
                }
            }
            for answered in reading.answered.iter_mut().filter(|answered| answered.lines == told.lines) {
                if is_late(answered.after) {
                    answered.after = count;
                }
            }
        }
    }

    /// Notes until when doubtful lines can be of, as far as they tell.
    pub(super) fn tell(&mut self, lines: (u64, u64), why: Why, text: &[(u64, String)]) {
        let stamp = text.iter().rev().find_map(|(_, line)| stamp_within(&form(line)));
        let until = stamp.as_ref().and_then(|stamp| self.resolver.moment(stamp).0.span()).map(|span| span.1);
        if stamp.is_some() || matches!(why, Why::Service | Why::Time | Why::NameAndTime) {
            self.moments.push(Told { lines, until });
        }
    }

    fn attachments(&mut self, body: &mut Vec<(u64, String)>) -> Vec<String> {
        let before = body.clone();
        let names = attachments(body);
        for (_, line) in &before[body.len()..] {
            self.out.class(if line.trim().is_empty() { Class::Blank } else { Class::Attachment });
        }
        names
    }

    /// Counts a line of the body; the text of a transcript stands in its heading.
    fn count(&mut self, (number, line): &(u64, String), heading: u64) {
        match () {
            () if *number <= heading => {}
            () if self.gaps.remove(number) => self.out.class(Class::Gap),
            () if line.trim().is_empty() => self.out.class(Class::Blank),
            () => self.out.class(Class::Body),
        }
    }

    /// Takes what frames a record off the end of its body: marks and buttons, and behind the last button the foot of
    /// the page.
    fn frame(&mut self, body: &mut Vec<(u64, String)>, next: Next) {
        let is_last = next == Next::End;
        let mark =
            self.shape.end.as_ref().and_then(|end| body.iter().rposition(|(_, line)| form(line) == *end));
        // more buttons than in other records: messages may stand between them whose headings were not seen
        let ends = body.iter().filter(|(_, line)| Some(form(line)) == self.shape.end).count();
        let usual = *self.ends.get_or_insert(ends);
        if ends > usual.max(1)
            && let Some(first) = body.iter().position(|(_, line)| Some(form(line)) == self.shape.end)
        {
            let after = &body[first + 1..mark.unwrap_or(first + 1).max(first + 1)];
            let filled = || {
                after.iter().filter(|(_, line)| page_line(&form(line)).is_none() && !line.trim().is_empty())
            };
            let lines = filled().next().zip(filled().next_back()).map(|(first, last)| (first.0, last.0));
            if let Some((from, to)) = lines {
                self.out.gap_within(Place::Lines(from, to), Why::Boundary);
            }
        }
        if let Some(mark) = mark {
            let told = if is_last { self.take_back(body[mark].0) } else { BTreeMap::new() };
            for (number, line) in body.drain(mark..) {
                let text = form(&line);
                let of_page =
                    is_last || self.shape.end.as_deref() == Some(&text) || page_line(&text).is_some();
                match text.is_empty() {
                    true => self.out.class(Class::Blank),
                    false if self.gaps.remove(&number) => self.out.class(Class::Gap),
                    false if is_last => {
                        self.beside(number, line, kind(&told, number));
                    }
                    false if of_page => self.aside(number, &text),
                    false => {
                        let class = self.out.doubtful_within(number, Why::Unread, &text);
                        self.out.class(class);
                        self.day_doubt = Some(number);
                    }
                }
            }
        }
        if is_last && let Some(foot) = Self::foot(body) {
            let told = self.take_back(body[foot].0);
            for (number, line) in body.drain(foot..) {
                self.beside(number, line, kind(&told, number));
            }
        }
        while let Some((number, line)) = body.last().cloned() {
            let text = form(&line);
            match page_line(&text) {
                _ if text.is_empty() => self.out.class(Class::Blank),
                _ if self.nothing.contains(&number) => self.aside(number, &text),
                Some(_) if !self.gaps.contains(&number) => self.aside(number, &text),
                _ => break,
            }
            body.pop();
        }
    }
}

fn kind(told: &BTreeMap<u64, Beside>, line: u64) -> Beside {
    told.get(&line).copied().unwrap_or(Beside::Plain)
}
