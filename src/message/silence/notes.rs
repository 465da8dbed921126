//! The case notes as facts have them. A later edition holds the whole notes anew: nothing of an earlier one stands, also
//! where this copy does not show what replaced it.

use super::block::Block;
use crate::base::limits::Limits;
use crate::case::Memo;
use crate::case::memo::{Actor, EventKind, Item, Written, is_sure, open_item, open_line, open_remark};
use crate::format::fact::{CaseFact, EventFact};
use crate::message::When;
use std::collections::{BTreeMap, BTreeSet};

/// What was agreed, of which a line may tell that it is done.
const AGREED: [Item; 11] = [
    Item::Fee,
    Item::EscrowDate,
    Item::Deadline,
    Item::InspectionDay,
    Item::InspectionTerms,
    Item::PaymentDue,
    Item::PaymentMethod,
    Item::Usage,
    Item::ChangeRule,
    Item::Title,
    Item::Specification,
];

/// The notes of an edition.
#[derive(Debug, Clone, Default)]
pub(super) struct Notes {
    /// Keys of all lines: how many there are tells whether one is missing.
    pub(super) keys: BTreeSet<String>,
    /// The lines that say whose a name is.
    pub(super) naming: Vec<CaseFact>,
    /// The lines that say when threads were copied.
    pub(super) copied: Vec<CaseFact>,
    /// The events that are sure, by line.
    pub(super) events: Vec<EventFact>,
    /// Events of lines of which something is not understood.
    unsure: Vec<EventFact>,
    /// How many events there are, sure or not: that tells whether one is missing.
    pub(super) event_facts: u64,
    /// Lines that are not understood, and remarks that tell of something.
    pub(super) open: Vec<OpenLine>,
    /// Lines that may be such, as they stand.
    unread: Vec<CaseFact>,
    /// Lines of what was agreed: one may tell that something is done.
    agreed: Vec<(Item, CaseFact)>,
    /// What stood on lines of events beside what was read, by line.
    rests: BTreeMap<u64, String>,
    zone: Option<String>,
    fee: Option<String>,
}

/// A line of the notes of which nobody knows what it tells: it counts against whatever it could contradict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenLine {
    /// Its number.
    pub line: Option<u64>,
    /// As written.
    pub written: String,
    /// What its words look like; with none of them it may tell of anything.
    pub kinds: BTreeSet<(EventKind, Actor)>,
    /// Its latest day.
    pub day: Written,
}

impl OpenLine {
    /// May it tell of one of these?
    pub(super) fn may_be(&self, kinds: &[EventKind]) -> bool {
        self.kinds.is_empty() || self.names(kinds)
    }

    /// Do its words name one of these?
    pub(super) fn names(&self, kinds: &[EventKind]) -> bool {
        self.kinds.iter().any(|(kind, _)| kinds.contains(kind))
    }

    /// Could it tell of something of the client after a moment? One without a day only where its words name that.
    pub(super) fn is_later(&self, than: i64) -> bool {
        let is_clients = |(_, actor): &(EventKind, Actor)| *actor == Actor::Client;
        match (&self.day, self.day.span()) {
            (_, Some(span)) => span.1 > than,
            (Written::None, None) => self.kinds.iter().any(is_clients),
            (Written::Unclear | Written::At(_), None) => true,
        }
    }

    pub(super) fn block(&self) -> Block {
        Block::Line(self.line, self.written.clone(), self.when())
    }

    pub(super) fn when(&self) -> Option<When> {
        match &self.day {
            Written::At(at) => Some(When::of(at)),
            Written::None | Written::Unclear => None,
        }
    }
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
        if !is_new {
            return;
        }
        let parts: Vec<&str> = fact.key.split('.').collect();
        match parts.as_slice() {
            ["note", ..] => self.unread.push(fact.clone()),
            ["event", line, "note"] => {
                self.rests.extend(line.parse().ok().map(|line: u64| (line, fact.value.clone())));
            }
            [item, ..] if *item == Item::Remarks.key() => self.unread.push(fact.clone()),
            [item] if *item == Item::Zone.key() => self.zone = Some(fact.value.clone()),
            _ => {}
        }
        if item == Item::Fee.key() && self.fee.is_none() {
            self.fee = Some(fact.value.clone());
        }
        let agreed = AGREED.into_iter().find(|agreed| agreed.key() == item);
        self.agreed.extend(agreed.map(|agreed| (agreed, fact.clone())));
    }

    pub(super) fn leave_out(&mut self, fact: &CaseFact) {
        self.keys.insert(fact.key.clone());
    }

    pub(super) fn event(&mut self, fact: &EventFact) {
        self.events.push(fact.clone());
    }

    /// `until`: nothing later had happened when the notes were sealed.
    pub(super) fn order(&mut self, until: i64) {
        self.events.append(&mut self.unsure);
        self.events
            .sort_by_cached_key(|event| (event.line, serde_json::to_string(event).unwrap_or_default()));
        // an edition that is shown twice says nothing twice
        self.events.dedup();
        self.event_facts = self.events.len() as u64;
        let (rests, fee) = (&self.rests, self.fee.as_deref());
        let unsure = self.events.extract_if(.., |event| {
            let rest = event.line.and_then(|line| rests.get(&line.get()));
            let kind = EventKind::of_word(event.kind.as_str());
            rest.zip(kind).is_some_and(|(rest, kind)| !is_sure(kind, rest, fee))
        });
        self.unsure = unsure.collect();
        let unsure = self.unsure.iter().map(|event| {
            let line = event.line.map(|line| line.get());
            let kind = EventKind::of_word(event.kind.as_str());
            let kinds = kind.zip(Actor::of_word(event.actor.as_str())).into_iter().collect();
            let written = line.and_then(|line| self.rests.get(&line)).cloned().unwrap_or_default();
            OpenLine { line, written, kinds, day: event.at.clone().map_or(Written::None, Written::At) }
        });
        let mut open: Vec<OpenLine> = unsure.collect();
        // by name, the client is the client
        let name = self.client_name().map(str::trim).filter(|name| !name.is_empty());
        let client = |text: &str| name.map_or(text.to_owned(), |name| text.replace(name, "先方"));
        open.extend(self.unread.iter().filter_map(|fact| {
            let is_remark = fact.key.split('.').next() == Some(Item::Remarks.key());
            let read = if is_remark { open_remark } else { open_line };
            let found = read(&client(&fact.value), self.zone.as_deref(), until)?;
            let line = fact.line.map(|line| line.get());
            Some(OpenLine { line, written: fact.value.clone(), kinds: found.kinds, day: found.written })
        }));
        open.extend(self.agreed.iter().filter_map(|(item, fact)| {
            let found = open_item(*item, &fact.value, self.zone.as_deref(), until)?;
            let line = fact.line.map(|line| line.get());
            Some(OpenLine { line, written: fact.value.clone(), kinds: found.kinds, day: found.written })
        }));
        open.sort_by_key(|open| open.line);
        self.open = open;
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
