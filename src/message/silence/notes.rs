//! The case notes as facts have them. A later edition holds the whole notes anew: nothing of an earlier one stands, also
//! where this copy does not show what replaced it.

use super::block::Block;
use super::record::{Record, Span, rank};
use crate::base::limits::Limits;
use crate::case::Memo;
use crate::case::memo::{Actor, EventKind, Item, event_without_date};
use crate::format::fact::{CaseFact, EventFact, Kind};
use crate::message::When;
use std::collections::BTreeSet;

/// The notes of an edition.
#[derive(Debug, Clone, Default)]
pub(super) struct Notes {
    /// Keys of all lines: how many there are tells whether one is missing.
    pub(super) keys: BTreeSet<String>,
    /// The lines that say whose a name is.
    pub(super) naming: Vec<CaseFact>,
    /// The lines that say when threads were copied.
    pub(super) copied: Vec<CaseFact>,
    /// The events, by line.
    pub(super) events: Vec<EventFact>,
    /// Events of which a line tells without a date: they may be of any time.
    pub(super) undated: BTreeSet<(EventKind, Actor)>,
}

impl Notes {
    pub(super) fn line(&mut self, fact: &CaseFact) {
        let item = fact.key.split('.').next().unwrap_or_default();
        let names = [Item::ClientName.key(), Item::OwnName.key(), "name"];
        let is_new = self.keys.insert(fact.key.clone());
        if is_new && names.contains(&item) {
            self.naming.push(fact.clone());
        }
        if is_new && item == Item::CopiedAt.key() {
            self.copied.push(fact.clone());
        }
        if item == "note" {
            self.undated.extend(event_without_date(&fact.value));
        }
    }

    pub(super) fn event(&mut self, fact: &EventFact) {
        self.events.push(fact.clone());
    }

    pub(super) fn order(&mut self) {
        self.events
            .sort_by_cached_key(|event| (event.line, serde_json::to_string(event).unwrap_or_default()));
        // an edition that is shown twice says nothing twice
        self.events.dedup();
        self.naming.sort_by_key(|line| line.line);
    }

    /// Times of copying that lie ahead of a moment, though the file's own last change may stand in their place: whoever wrote
    /// them slipped, and when the copy was made is not known.
    pub(super) fn copied_ahead(&self, until: i64) -> Vec<Block> {
        let Ok(memo) = Memo::of_facts(&self.copied, &Limits::DEFAULT) else { return Vec::new() };
        let copied = memo.copied().map(|(file, at)| (file.unwrap_or_default().to_owned(), When::of(at)));
        let ahead = copied.filter(|(_, when)| when.span().is_some_and(|(from, _)| from > until));
        ahead.map(|(file, when)| Block::CopiedAhead(file, when)).collect()
    }

    /// What the notes call the client.
    pub(super) fn client_name(&self) -> Option<&str> {
        self.naming.iter().find(|line| line.key == Item::ClientName.key()).map(|line| line.value.as_str())
    }
}

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
