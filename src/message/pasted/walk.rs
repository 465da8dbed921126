//! The lines of a thread, one after the other: what each may be, given what is open above it.

use super::acts::is_emoji_alone;
use super::close::Next;
use super::look::{Edit, Head, Look, is_unclear, look};
use super::site::is_of_site;
use super::speech::is_label;
use super::survey::{Direction, Order};
use super::thread::{Half, Held, Thread};
use super::words::{PageWord, is_of_newer};
use crate::base::error::Result;
use crate::case::memo::{DayWritten, RelativeDay, StampWithin};
use crate::message::lines::MAX_LINE;
use crate::message::people::form;
use crate::message::{Class, Need, Oddity, Out, Place, Why};

impl<'a> Thread<'a> {
    /// Ends the thread.
    pub(super) fn end(mut self) -> Result<Out<'a>> {
        self.release()?;
        self.close(Next::End)?;
        self.end_around();
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
            Look::Initial => self.initial(number, text),
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

    /// A letter that stands for a picture stands beside a heading; right below one it is what was said.
    fn initial(&mut self, number: u64, text: &str) {
        let is_said = self.held.is_empty()
            && self.record.is_some()
            && self.body.iter().all(|(_, line)| line.trim().is_empty());
        if is_said { self.keep(number, text.to_owned()) } else { self.aside(number, &form(text)) }
    }

    fn page(&mut self, word: PageWord, number: u64, text: &str) -> Result<()> {
        if word == PageWord::LoadMore {
            self.release()?;
            self.gap((number, number), Why::LoadMore);
            if is_of_newer(text) {
                self.apart((number, number), None);
            }
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
        // "Harbor Audio / To: / Mugi": whose words follow is not sure
        let above = self.held.iter().rfind(|held| !matches!(held.what, Half::Between)).map(|held| &held.what);
        let is_second = self.shape.order == Order::NameFirst && matches!(above, Some(Half::Name(_)));
        if !is_second {
            self.release()?;
        }
        let what = if is_unusual && self.record.is_some() { Half::Unusual(head) } else { Half::Name(head) };
        self.held.push(Held { number, text: text.to_owned(), what });
        Ok(())
    }

    fn stamp(&mut self, stamp: StampWithin, edit: Edit, number: u64, text: &str) -> Result<()> {
        let day_alone = stamp.clock.is_none()
            && matches!(
                stamp.day,
                Some(DayWritten::Full(_) | DayWritten::NoYear(..) | DayWritten::Unreadable)
                    | Some(DayWritten::Relative(RelativeDay::DaysBefore(_)))
                    | Some(DayWritten::Relative(RelativeDay::Weekday(_)))
            );
        let name = self.held.iter().position(|held| matches!(held.what, Half::Name(_)));
        if let Some(at) = name
            && !(day_alone && self.shape.has_clocks)
            && let Half::Name(head) = &self.held[at].what
        {
            let several = self.held.iter().filter(|held| matches!(held.what, Half::Name(_))).count() > 1;
            if several {
                let mut lines: Vec<_> = self.held.drain(at..).map(|held| (held.number, held.text)).collect();
                self.release()?;
                let first = lines.first().map_or(number, |line| line.0);
                lines.push((number, text.to_owned()));
                return self.doubt((first, number), Why::NameAndTime, lines);
            }
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
        let is_of_page = is_of_site(&bare) && bare.contains(char::is_alphabetic);
        let is_label = is_below && !is_behind && !is_of_page && is_label(&bare);
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
}
