//! What stands above the first message and below the last: menus, cards, a foot. What sites are known to print there is set
//! aside. The rest may show what the client said or did, as late as anything: each end is one question.

use super::site::{is_foot, is_of_site, is_rights};
use super::thread::{Beside, Thread};
use super::words::page_line;
use crate::message::people::form;
use crate::message::{Answered, Class, Doubt, Place, Said, Why};

impl Thread<'_> {
    /// A line above the first message or below the last.
    pub(super) fn beside(&mut self, number: u64, text: String) {
        let text = form(&text);
        match () {
            () if text.is_empty() => self.out.class(Class::Blank),
            () if self.gaps.remove(&number) => {
                self.out.class(Class::Gap);
                self.out.furniture(number, &text);
            }
            () if page_line(&text).is_some() || is_of_site(&text) => self.aside(number, &text),
            () if self.shape.names.find(&text).is_some() => self.around.push((number, text, Beside::Name)),
            () => self.around.push((number, text, Beside::Unknown)),
        }
    }

    /// Asks about one end of the page, where something stands there that is not known.
    pub(super) fn end_around(&mut self) {
        let mut lines = std::mem::take(&mut self.around);
        let unknown = |line: &(u64, String, Beside)| line.2 == Beside::Unknown;
        let Some(end) = lines.iter().rposition(unknown) else {
            self.words_above_first = None;
            return lines.iter().for_each(|(number, text, _)| self.aside(*number, text));
        };
        for (number, text, _) in lines.drain(end + 1..) {
            self.aside(number, &text);
        }
        let place = (lines.first().map_or(0, |line| line.0), lines.last().map_or(0, |line| line.0));
        let shown = lines.iter().map(|(_, text, _)| text.as_str()).collect::<Vec<_>>().join(" / ");
        let after = self.out.reading.count;
        let said = self.setting.here.answers.iter().find(|answer| answer.lines == place).map(|a| a.said);
        if let Some(said) = said {
            self.out.answered(Answered { lines: place, after, said, text: shown.clone() });
        }
        self.apart(place, None);
        if said == Some(Said::Nothing) {
            self.words_above_first = None;
            return lines.iter().for_each(|(number, text, _)| self.aside(*number, text));
        }
        lines.iter().for_each(|_| self.out.class(Class::Gap));
        self.out.gap(Place::Lines(place.0, place.1), Why::Around);
        self.out.doubt(Doubt { lines: place, after, why: Why::Around, text: shown });
    }

    /// Where the foot of the page begins in the last body, if it shows one.
    pub(super) fn foot(body: &[(u64, String)]) -> Option<usize> {
        const LEAST: usize = 2; // lines that only stand in footers; of one that names the maker there is one
        let lines: Vec<String> = body.iter().map(|(_, line)| form(line)).collect();
        let feet = lines.iter().filter(|line| is_foot(line)).count();
        let is_sure = feet >= LEAST || lines.iter().any(|line| is_rights(line));
        let first = lines.iter().position(|line| !line.is_empty())?;
        let of_site = |line: &String| !line.is_empty() && is_of_site(line);
        let begin = lines.iter().position(of_site).filter(|_| is_sure)?;
        (begin > first || is_foot(&lines[begin])).then_some(begin)
    }
}
