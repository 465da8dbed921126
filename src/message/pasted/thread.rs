//! The lines of a thread to its records, one after the other.

use super::attachments::attachments;
use super::look::{Edit, Head, Look, is_unclear, look};
use super::names::Courtesy;
use super::resolve::Resolver;
use super::survey::{Direction, Order, Shape};
use super::words::{PageWord, page_line};
use crate::base::error::Result;
use crate::case::memo::{DayWritten, Role, StampWithin, stamp_within};
use crate::message::lines::MAX_LINE;
use crate::message::people::form;
use crate::message::{
    Answered, Class, Doubt, Kind, Message, Need, Oddity, Out, Place, Said, Setting, When, Why,
};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The record that is open.
struct Record {
    sender: String,
    when: When,
    place: (u64, u64),
    edit: Edit,
}

/// A line that may be half of a heading.
struct Held {
    number: u64,
    text: String,
    what: Half,
}

enum Half {
    Name(Head),
    Stamp(StampWithin, Edit),
    /// A date alone: it may head the records below.
    Day(StampWithin),
    /// A line between a name and its moment: a company, a job title.
    Between,
    Blank,
}

pub(super) struct Thread<'a> {
    out: Out<'a>,
    shape: Shape,
    setting: &'a Setting,
    resolver: Resolver<'a>,
    record: Option<Record>,
    body: Vec<(u64, String)>,
    size: usize,
    held: Vec<Held>,
    /// Lines of the body that are gaps.
    gaps: BTreeSet<u64>,
}

impl<'a> Thread<'a> {
    pub(super) fn new(out: Out<'a>, shape: Shape, setting: &'a Setting) -> Self {
        let resolver = Resolver::new(setting, shape.hours);
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
        }
    }

    /// Ends the thread.
    pub(super) fn end(mut self) -> Result<Out<'a>> {
        self.release()?;
        self.flush(Place::Lines(0, 0))?;
        if self.shape.direction == Direction::Up {
            // newest first: nothing that stands below a gap tells that it is old
            let count = self.out.reading.count;
            self.out.reading.gaps.iter_mut().for_each(|gap| gap.after = count);
        }
        Ok(self.out)
    }

    pub(super) fn line(&mut self, text: &str, number: u64, cut: bool) -> Result<()> {
        if cut || self.size + text.len() > MAX_LINE {
            self.release()?;
            self.gap((number, number), Why::TooLong);
            self.out.class(Class::Gap);
            self.out.odd(Oddity::TextTooLong, Place::Lines(number, number));
            return Ok(());
        }
        match look(text, &self.shape.names) {
            Look::Blank => self.blank(number, text),
            Look::Page(word) => self.page(word, number, text)?,
            Look::Name(head) => self.name(head, number, text)?,
            Look::Stamp(stamp, edit) => self.stamp(stamp, edit, number, text)?,
            Look::Whole(head, stamp, said) => self.whole(head, &stamp, said, number)?,
            Look::Doubt(why) => {
                self.release()?;
                self.doubt((number, number), why, vec![(number, text.to_owned())])?;
            }
            Look::NearDay if self.shape.has_days_above => {
                self.release()?;
                self.resolver.lose_day();
                self.doubt((number, number), Why::Time, vec![(number, text.to_owned())])?;
            }
            Look::NearDay | Look::Text => self.text(number, text)?,
        }
        Ok(())
    }

    fn blank(&mut self, number: u64, text: &str) {
        match self.held.is_empty() {
            true => self.keep(number, text.to_owned()),
            false => self.held.push(Held { number, text: String::new(), what: Half::Blank }),
        }
    }

    fn page(&mut self, word: PageWord, number: u64, text: &str) -> Result<()> {
        if word == PageWord::LoadMore {
            self.release()?;
            self.gap((number, number), Why::LoadMore);
            self.out.class(Class::Gap);
            self.out.furniture(number, &form(text));
            return Ok(());
        }
        if word == PageWord::Edited {
            match (&mut self.record, self.held.last_mut().map(|held| &mut held.what)) {
                (_, Some(Half::Name(Head { edit, .. }) | Half::Stamp(_, edit))) => *edit = Edit::Marked,
                (Some(record), _) => record.edit = Edit::Marked,
                _ => {}
            }
        }
        match self.held.is_empty() {
            true => self.keep(number, text.to_owned()),
            false => self.aside(number, &form(text)),
        }
        Ok(())
    }

    fn name(&mut self, head: Head, number: u64, text: &str) -> Result<()> {
        let what = Half::Name(head.clone());
        if self.shape.order == Order::MomentFirst {
            let at = self.held.iter().position(|held| matches!(held.what, Half::Stamp(..)));
            if let Some(held) = at.map(|at| self.held.swap_remove(at))
                && let Half::Stamp(stamp, edit) = held.what
            {
                self.accept_day()?;
                self.drop_held();
                [(); 2].iter().for_each(|()| self.out.class(Class::Heading)); // the moment, and the name
                let head = Head { edit: head.edit.or(edit), ..head };
                return self.begin(head, &stamp, (held.number, number));
            }
        }
        self.accept_day()?;
        // a picture of somebody, and the name below it
        let same = |held: &Held| matches!(&held.what, Half::Name(before) if before.name == head.name);
        while let Some(at) = self.held.iter().position(same) {
            let held = self.held.remove(at);
            self.aside(held.number, &form(&held.text));
        }
        self.release()?;
        self.held.push(Held { number, text: text.to_owned(), what });
        Ok(())
    }

    fn stamp(&mut self, stamp: StampWithin, edit: Edit, number: u64, text: &str) -> Result<()> {
        let day_alone = stamp.clock.is_none()
            && matches!(
                stamp.day,
                Some(DayWritten::Full(_) | DayWritten::NoYear(..) | DayWritten::Unreadable)
                    | Some(DayWritten::Relative(crate::case::memo::RelativeDay::DaysBefore(_)))
                    | Some(DayWritten::Relative(crate::case::memo::RelativeDay::Weekday(_)))
            );
        let name = self.held.iter().position(|held| matches!(held.what, Half::Name(_)));
        if let Some(at) = name
            && !(day_alone && self.shape.has_clocks)
            && let Half::Name(head) = &self.held[at].what
        {
            let (first, head) = (self.held[at].number, Head { edit: head.edit.or(edit), ..head.clone() });
            self.drop_held();
            self.out.class(Class::Heading);
            return self.begin(head, &stamp, (first, number));
        }
        let text = text.to_owned();
        if day_alone {
            self.release()?;
            self.held.push(Held { number, text, what: Half::Day(stamp) });
            return Ok(());
        }
        self.accept_day()?;
        self.release()?;
        if self.shape.order == Order::MomentFirst {
            self.held.push(Held { number, text, what: Half::Stamp(stamp, edit) });
            return Ok(());
        }
        self.stray(number, text)
    }

    fn whole(&mut self, head: Head, stamp: &StampWithin, said: Option<String>, number: u64) -> Result<()> {
        self.accept_day()?;
        self.release()?;
        if said.is_some() && is_unclear(stamp, &self.shape.names) {
            self.out.odd(Oddity::NameUnclear, Place::Lines(number, number));
            self.gap((number, number), Why::Sender);
            self.out.reading.needs.insert(Need::Participants);
        }
        self.out.class(Class::Heading);
        self.begin(head, stamp, (number, number))?;
        if let Some(said) = said {
            self.keep(number, said);
        }
        Ok(())
    }

    fn text(&mut self, number: u64, text: &str) -> Result<()> {
        const A_COMPANY: usize = 40; // characters
        let is_short =
            text.chars().count() <= A_COMPANY && !text.contains(['。', '、', '！', '!', '?', '？']);
        let after_name = matches!(self.held.last().map(|held| &held.what), Some(Half::Name(_)));
        if self.shape.order == Order::NameFirst && after_name && is_short {
            self.held.push(Held { number, text: text.to_owned(), what: Half::Between });
            return Ok(());
        }
        self.release()?;
        // below words, it may be somebody else's sign
        if super::acts::is_emoji_alone(text) && self.body.iter().any(|(_, line)| !line.trim().is_empty()) {
            return self.doubt((number, number), Why::Service, vec![(number, text.to_owned())]);
        }
        self.keep(number, text.to_owned());
        Ok(())
    }

    /// A moment that heads nothing: somebody may speak under a name that nobody gave.
    fn stray(&mut self, number: u64, text: String) -> Result<()> {
        const A_NAME: usize = 60; // characters of a display name
        const NEAR: u64 = 2; // lines above
        let is_near = |at: u64, line: &str| {
            at + NEAR >= number
                && line.chars().count() <= A_NAME
                && !line.contains(['。', '、', '！', '？', '!', '?'])
        };
        let above = self.body.iter().rposition(|(_, line)| !line.trim().is_empty());
        let above = above.filter(|i| is_near(self.body[*i].0, &self.body[*i].1));
        let Some(above) = above else {
            return self.doubt((number, number), Why::Time, vec![(number, text)]);
        };
        let named = self.shape.names.letters_beside(&self.body[above].1).is_some();
        let why = if named { Why::NameAndTime } else { Why::Time };
        let mut lines = self.body.split_off(above);
        let first = lines[0].0;
        lines.push((number, text));
        self.doubt((first, number), why, lines)
    }

    /// Lines that may be a heading: the worker's answer counts; without one they are a gap, and stay where they are.
    fn doubt(&mut self, lines: (u64, u64), why: Why, text: Vec<(u64, String)>) -> Result<()> {
        let shown: Vec<String> =
            text.iter().map(|(_, line)| form(line)).filter(|line| !line.is_empty()).collect();
        let shown = shown.join(" / ");
        let answer = self.setting.here.answers.iter().find(|answer| answer.lines == lines);
        let said = answer.map(|answer| answer.said);
        let after = self.out.reading.count + u64::from(self.record.is_some());
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
            let stamp = text.iter().find_map(|(_, line)| stamp_within(&form(line)));
            let head = Head { name, edit: Edit::Unmarked, courtesy: Courtesy::Plain };
            for (_, line) in &text {
                self.out.class(if line.trim().is_empty() { Class::Blank } else { Class::Heading });
            }
            return match stamp {
                Some(stamp) => self.begin(head, &stamp, lines),
                None => self.begin_at(head, When::words(""), lines),
            };
        }
        let is_text = said == Some(Said::Nothing) && why != Why::NameAndTime;
        if !is_text {
            self.gap(lines, why);
            self.gaps
                .extend(text.iter().filter(|(_, line)| !line.trim().is_empty()).map(|(number, _)| *number));
            self.out.doubt(Doubt { lines, after, why, text: shown });
        }
        text.into_iter().for_each(|(number, line)| self.keep(number, line));
        Ok(())
    }

    /// A part of the page.
    fn aside(&mut self, number: u64, text: &str) {
        self.out.class(Class::Furniture);
        self.out.furniture(number, text);
    }

    /// A range that was not understood; inside a record, somebody else may speak there.
    fn gap(&mut self, lines: (u64, u64), why: Why) {
        let place = Place::Lines(lines.0, lines.1);
        if self.record.is_some() { self.out.gap_within(place, why) } else { self.out.gap(place, why) }
    }

    /// What was held belongs to a heading.
    fn drop_held(&mut self) {
        for held in std::mem::take(&mut self.held) {
            match held.what {
                Half::Between => self.aside(held.number, &form(&held.text)),
                Half::Blank => self.out.class(Class::Blank),
                Half::Name(_) | Half::Stamp(..) | Half::Day(_) => self.out.class(Class::Heading),
            }
        }
    }

    /// A date alone is held, and a heading follows: it stands above what comes.
    fn accept_day(&mut self) -> Result<()> {
        let Some(at) = self.held.iter().position(|held| matches!(held.what, Half::Day(_))) else {
            return Ok(());
        };
        let held = self.held.remove(at);
        let Half::Day(stamp) = &held.what else { return Ok(()) };
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
    fn release(&mut self) -> Result<()> {
        for held in std::mem::take(&mut self.held) {
            let lines = (held.number, held.number);
            match held.what {
                Half::Blank | Half::Between => self.keep(held.number, held.text),
                // who signs his own message says nothing new
                Half::Name(head) if self.is_own(&head.name) || self.is_address(&head) => {
                    self.keep(held.number, held.text);
                }
                Half::Name(_) => self.doubt(lines, Why::Name, vec![(held.number, held.text)])?,
                Half::Day(_) => {
                    if self.shape.has_days_above {
                        self.resolver.lose_day();
                    }
                    self.stray(held.number, held.text)?;
                }
                Half::Stamp(..) => self.stray(held.number, held.text)?,
            }
        }
        Ok(())
    }

    /// Is it the worker's name, inside a message of the worker's?
    fn is_own(&self, name: &str) -> bool {
        let worker = |name: &str| self.shape.names.role(name) == Role::Worker;
        worker(name) && self.record.as_ref().is_some_and(|record| worker(&record.sender))
    }

    /// `港町様` where a message of the worker's begins: the worker addresses the client.
    fn is_address(&self, head: &Head) -> bool {
        let of_worker = |record: &Record| self.shape.names.role(&record.sender) == Role::Worker;
        let begins = self.body.iter().all(|(_, line)| line.trim().is_empty());
        head.courtesy == Courtesy::Honorific && begins && self.record.as_ref().is_some_and(of_worker)
    }

    fn keep(&mut self, number: u64, text: String) {
        if self.record.is_none() {
            let text = form(&text);
            match text.is_empty() {
                true => self.out.class(Class::Blank),
                false if self.gaps.remove(&number) => {
                    self.out.class(Class::Gap);
                    self.out.furniture(number, &text);
                }
                false => self.aside(number, &text), // the head of the page
            }
            return;
        }
        self.size += text.len() + 1;
        self.body.push((number, text));
    }

    fn begin(&mut self, head: Head, stamp: &StampWithin, lines: (u64, u64)) -> Result<()> {
        let (when, need) = self.resolver.moment(stamp);
        self.out.reading.needs.extend(need);
        if !stamp.weekday_fits {
            self.out.odd(Oddity::WeekdayDiffers, Place::Lines(lines.0, lines.1));
        }
        self.begin_at(head, when, lines)
    }

    fn begin_at(&mut self, head: Head, when: When, lines: (u64, u64)) -> Result<()> {
        self.flush(Place::Lines(lines.0, lines.1))?;
        if !self.is_in_order(&when) {
            // it was read, and cannot be right: what its moment is nobody knows
            self.out.gap_within(Place::Lines(lines.0, lines.1), Why::Time);
        }
        self.resolver.passed(&when);
        self.record = Some(Record { sender: head.name, when, place: lines, edit: head.edit });
        Ok(())
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

    /// Hands on the record that is open. `next` is the heading that follows; line 0 is the end of the thread.
    fn flush(&mut self, next: Place) -> Result<()> {
        let Some(record) = self.record.take() else { return Ok(()) };
        let mut body = std::mem::take(&mut self.body);
        self.size = 0;
        self.frame(&mut body, next == Place::Lines(0, 0));
        let attachments = self.attachments(&mut body);
        body.iter().for_each(|line| self.count(line, record.place.1));
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
        let edited = (record.edit == Edit::Marked).then_some(true);
        let message = Message::new(record.when, Some(sender), kind, place);
        self.out.message(Message { text, attachments, edited, ..message })?;
        if edited.is_some() {
            // when it was changed is not shown
            self.out.message(Message::new(When::words(""), Some(sender), Kind::Edit, place))?;
        }
        Ok(())
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
    fn frame(&mut self, body: &mut Vec<(u64, String)>, is_last: bool) {
        let mark =
            self.shape.end.as_ref().and_then(|end| body.iter().rposition(|(_, line)| form(line) == *end));
        if let Some(mark) = mark {
            for (number, line) in body.drain(mark..) {
                let text = form(&line);
                let of_page =
                    is_last || self.shape.end.as_deref() == Some(&text) || page_line(&text).is_some();
                match text.is_empty() {
                    true => self.out.class(Class::Blank),
                    false if self.gaps.remove(&number) => self.out.class(Class::Gap),
                    false if of_page => self.aside(number, &text),
                    false => {
                        let class = self.out.doubtful_within(number, Why::Unread, &text);
                        self.out.class(class);
                    }
                }
            }
        }
        while let Some((number, line)) = body.last().cloned() {
            let text = form(&line);
            match page_line(&text) {
                _ if text.is_empty() => self.out.class(Class::Blank),
                Some(_) if !self.gaps.contains(&number) => self.aside(number, &text),
                _ => break,
            }
            body.pop();
        }
    }
}
