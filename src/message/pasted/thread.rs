//! The lines of a thread to its records, one after the other.

use super::acts::is_emoji_alone;
use super::close::Next;
use super::halves::{Half, Held};
use super::look::{Edit, Head, Look, is_unclear, look};
use super::names::Courtesy;
use super::resolve::Resolver;
use super::speech::is_label;
use super::survey::{Direction, Order, Shape};
use super::words::{PageWord, page_line};
use crate::base::error::Result;
use crate::case::memo::{DayWritten, Role, StampWithin, stamp_within};
use crate::message::lines::MAX_LINE;
use crate::message::people::form;
use crate::message::{Answered, Class, Doubt, Need, Oddity, Out, Place, Said, Setting, When, Why};
use std::collections::BTreeSet;

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
    /// How many of the lines that end records the first record has.
    pub(super) ends: Option<usize>,
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
            ends: None,
        }
    }

    /// Ends the thread.
    pub(super) fn end(mut self) -> Result<Out<'a>> {
        self.release()?;
        self.close(Next::End)?;
        self.place_what_stands_apart();
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
            Look::Whole(head, stamp, said) => self.whole(head, &stamp, said, number, text)?,
            Look::Doubt(why) => {
                self.release()?;
                self.doubt((number, number), why, vec![(number, text.to_owned())])?;
            }
            Look::NearDay => {
                self.accept_day()?;
                self.resolver.lose_day();
                self.stray(number, text.to_owned())?;
            }
            Look::Text => self.text(number, text)?,
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
            // a day may be among what is elsewhere
            self.day_doubt = Some(number);
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
        let is_unusual = self.shape.is_unusual(&head);
        if self.shape.order == Order::MomentFirst && !is_unusual {
            let at = self.held.iter().position(|held| matches!(held.what, Half::Stamp(..)));
            if let Some(held) = at.map(|at| self.held.swap_remove(at))
                && let Half::Stamp(stamp, edit) = held.what
            {
                self.accept_day()?;
                self.drop_held();
                [(); 2].iter().for_each(|()| self.out.class(Class::Heading)); // the moment, and the name
                let head = Head { edit: head.edit.or(edit), ..head };
                return self.begin(&head, &stamp, (held.number, number), None);
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
        let what = if is_unusual && self.record.is_some() { Half::Unusual(head) } else { Half::Name(head) };
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
            let stamp = self.below_its_day(stamp);
            let between = self.between();
            self.drop_held();
            self.out.class(Class::Heading);
            return self.begin(&head, &stamp, (first, number), between);
        }
        let text = text.to_owned();
        if day_alone {
            // below a name it is the name's, if a time follows
            if self.held.iter().any(|held| matches!(held.what, Half::Day(_) | Half::Stamp(..))) {
                self.release()?;
            }
            self.held.push(Held { number, text, what: Half::Day(stamp) });
            return Ok(());
        }
        self.accept_day()?;
        if self.shape.order == Order::MomentFirst {
            self.release()?;
            self.held.push(Held { number, text, what: Half::Stamp(stamp, edit) });
            return Ok(());
        }
        if stamp.day.is_some() {
            self.resolver.lose_day();
        }
        self.stray(number, text)
    }

    fn whole(
        &mut self,
        head: Head,
        stamp: &StampWithin,
        said: Option<String>,
        number: u64,
        text: &str,
    ) -> Result<()> {
        self.accept_day()?;
        self.release()?;
        if self.shape.is_unusual(&head) && self.record.is_some() {
            return self.doubt((number, number), Why::Time, vec![(number, text.to_owned())]);
        }
        if said.is_some() && is_unclear(stamp, &self.shape.names) {
            self.out.odd(Oddity::NameUnclear, Place::Lines(number, number));
            self.gap((number, number), Why::Sender);
            self.out.reading.needs.insert(Need::Participants);
        }
        self.out.class(Class::Heading);
        self.begin(&head, stamp, (number, number), None)?;
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
        // below words, it may be somebody else's sign, or stand between two messages
        let above = self.body.iter().rfind(|(_, line)| !line.trim().is_empty());
        // right below a heading that is asked about stand its own words; behind a button the page goes on
        let is_headed = above.is_some_and(|(number, _)| self.gaps.contains(number));
        let is_behind = self.shape.end.is_some() && self.body.iter().any(|(_, line)| self.is_end(line));
        let is_below = above.is_some();
        let bare = form(text);
        if is_below && is_emoji_alone(text) {
            self.release()?;
            return self.doubt((number, number), Why::Service, vec![(number, text.to_owned())]);
        }
        let is_label = is_below && !is_behind && is_label(&bare);
        if is_label {
            // below a day, somebody whom nobody named may speak on that day
            self.accept_day()?;
        }
        if is_label && is_headed && self.held.is_empty() {
            self.keep(number, text.to_owned());
            self.day_doubt = Some(number);
            return Ok(());
        }
        if is_label {
            let in_run = |held: &Held| matches!(held.what, Half::Label | Half::Blank);
            if !self.held.iter().all(in_run) {
                self.release()?;
            }
            self.held.push(Held { number, text: text.to_owned(), what: Half::Label });
            return Ok(());
        }
        self.release()?;
        self.keep(number, text.to_owned());
        Ok(())
    }

    /// Is it the line that ends every record?
    fn is_end(&self, line: &str) -> bool {
        self.shape.end.as_deref() == Some(form(line).as_str())
    }

    /// Lines that may be a heading: the worker's answer counts; without one they are a gap, and stay where they are.
    pub(super) fn doubt(&mut self, lines: (u64, u64), why: Why, text: Vec<(u64, String)>) -> Result<()> {
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
            if why == Why::Unread && role == Role::Worker && self.is_own_record() {
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
            let text = form(&text);
            if self.spans.is_empty() {
                let is_words = !text.is_empty() && page_line(&text).is_none();
                self.words_above_first = is_words.then_some(number);
            }
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
        if !text.trim().is_empty() && page_line(&form(&text)).is_none() {
            self.day_doubt = None;
        }
        self.size += text.len() + 1;
        self.body.push((number, text));
    }

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
