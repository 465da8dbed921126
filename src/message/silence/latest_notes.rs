//! Of the notes of several editions, those of the last one: nothing of an earlier one stands.

use super::notes::{Notes, OpenLine};
use super::record::Record;
use super::reference::{Span, rank};
use crate::format::fact::{EventFact, Kind};
use crate::message::When;

impl Record {
    /// The last edition that holds the notes: by what was sealed, not by what is shown of it.
    pub fn notes_edition(&self) -> Option<u16> {
        let sealed = self
            .seals
            .iter()
            .filter(|(_, labels)| labels.of(Kind::Case, None) + labels.of(Kind::Event, None) > 0);
        let here = self.notes.iter().filter(|(_, notes)| !notes.keys.is_empty() || !notes.events.is_empty());
        sealed.map(|(edition, _)| *edition).chain(here.map(|(edition, _)| *edition)).max_by_key(|e| rank(*e))
    }

    /// Lines of the last notes that are not understood.
    pub fn open_lines(&self) -> &[OpenLine] {
        self.last_notes().map(|notes| notes.open.as_slice()).unwrap_or_default()
    }

    /// Is the event of this line of the last notes not sure?
    pub fn is_open(&self, line: u64) -> bool {
        self.open_lines().iter().any(|open| open.line == Some(line))
    }

    /// What earlier notes had and the last ones have no more: their edition, and the event. A date that was corrected is no
    /// such thing, as long as there are as many of the kind.
    pub fn removed(&self) -> Vec<(u16, &EventFact)> {
        let Some(last) = self.notes_edition() else { return Vec::new() };
        let of_kind = |events: &[EventFact], like: &EventFact| {
            events.iter().filter(|event| (&event.kind, &event.actor) == (&like.kind, &like.actor)).count()
        };
        let kept = self.notes.get(&last).map(|notes| notes.events.as_slice()).unwrap_or_default();
        let mut removed: Vec<(u16, &EventFact)> = Vec::new();
        for (edition, notes) in self.notes.iter().filter(|(edition, _)| rank(**edition) < rank(last)) {
            for event in &notes.events {
                let is_fewer = of_kind(kept, event) < of_kind(&notes.events, event);
                let is_same = |other: &EventFact| {
                    (&other.kind, &other.actor, &other.at) == (&event.kind, &event.actor, &event.at)
                };
                let is_kept = kept.iter().any(is_same) || removed.iter().any(|(_, other)| is_same(other));
                if is_fewer && !is_kept {
                    removed.push((*edition, event));
                }
            }
        }
        removed
    }

    pub(super) fn last_notes(&self) -> Option<&Notes> {
        self.notes.get(&self.notes_edition()?)
    }

    /// Until when the notes can tell of anything: when they were sealed, or now.
    pub(super) fn notes_until(&self) -> i64 {
        self.notes_edition().and_then(|edition| self.not_after.get(&edition)).copied().unwrap_or(i64::MAX)
    }

    /// Events that can have happened: what lies ahead of the notes has not.
    pub(super) fn past_events(&self) -> impl Iterator<Item = (&EventFact, When, Span)> {
        let until = self.notes_until();
        self.events().filter_map(move |event| {
            let when = When::of(event.at.as_ref()?);
            let span = when.span().filter(|span| span.0 <= until)?;
            Some((event, when, span))
        })
    }
}
