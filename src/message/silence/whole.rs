//! Whether everything is here that was sealed, counted from the labels of every edition.

use super::conversation::Person;
use super::record::{Missing, Record};
use crate::format::fact::{Kind, Label, Labels};
use std::collections::BTreeSet;

impl Record {
    /// What of the kinds that are taken in is missing: editions from 1 to the last, and facts of each.
    pub(super) fn find_missing(&self) -> BTreeSet<Missing> {
        let mut missing = BTreeSet::new();
        let mut next = 1;
        for (edition, labels) in &self.seals {
            missing.extend((next..*edition).map(Missing::Edition));
            next = edition.saturating_add(1);
            missing.extend(self.missing_of(*edition, labels).map(|kind| Missing::Fact(*edition, kind)));
        }
        missing
    }

    fn missing_of<'a>(&'a self, edition: u16, labels: &'a Labels) -> impl Iterator<Item = Kind> + 'a {
        let is_short = move |(label, sealed): (Label, u64)| {
            let here = self.here(edition, label)?;
            (here < sealed).then_some(label.kind)
        };
        labels.iter().filter_map(is_short)
    }

    /// How many facts of a label are here; `None` of kinds on which nothing rests here.
    fn here(&self, edition: u16, label: Label) -> Option<u64> {
        let notes = self.notes.get(&edition);
        let Some(k) = label.k else {
            return match label.kind {
                Kind::Case => Some(notes.map_or(0, |notes| notes.keys.len() as u64)),
                Kind::Event => Some(notes.map_or(0, |notes| notes.event_facts)),
                _ => None,
            };
        };
        let id = (edition, u64::from(k.get()));
        if self.left_out.contains(&id) {
            return None;
        }
        let Some(talk) = self.conversations.get(&id) else { return Some(0) };
        let people = |is: fn(&Person) -> bool| talk.people.values().filter(|p| is(p)).count() as u64;
        match label.kind {
            Kind::Conversation => Some(u64::from(talk.fact.is_some())),
            Kind::Message => Some(talk.seen.len() as u64),
            Kind::Participant => Some(people(|person| person.sealed.is_some())),
            Kind::Name => Some(people(|person| person.name.is_some())),
            Kind::Answer => Some(talk.answers.len() as u64),
            _ => None,
        }
    }

    /// Is everything here on which counts, firsts and lasts of messages rest?
    pub fn is_complete(&self) -> bool {
        let of_messages =
            [Kind::Conversation, Kind::Message, Kind::Participant, Kind::Name, Kind::Answer, Kind::Event];
        // a line of the last notes that is not here may tell of anything
        !of_messages.into_iter().any(|kind| self.lacks(kind)) && self.lines_missing().is_none()
    }

    /// Is any fact of a kind missing?
    pub fn lacks(&self, kind: Kind) -> bool {
        let of_kind = |missing: &Missing| match missing {
            Missing::Edition(_) => true,
            Missing::Fact(_, missing) => *missing == kind,
        };
        self.missing.iter().any(of_kind)
    }
}
