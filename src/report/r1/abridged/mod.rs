//! The facts of an archive as a report prints them: bounded, however many there are, and the same whatever the order in
//! which they come. What does not fit is counted, so that a report can say so.

mod clipped;
mod files;
mod prefix;
mod spoken;
mod talk;

pub use clipped::Clipped;
pub use files::{COLUMNS, Files, OneFile};
pub use talk::{Head, Id, Line, Talk, Talks};

use crate::base::digest::Sha256Digest;
use crate::base::time::{At, UtcSecond};
use crate::format::fact::{EventFact, Fact, Word};
use crate::message::silence::Record;
use clipped::moment;
use prefix::Prefix;
use spoken::Spoken;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Bytes of the memo and of the events, each: far more than anybody writes by hand.
const MEMO: usize = 256 << 10;
/// Characters of one value, of a quotation and of its place.
const VALUE: usize = 4_000;
/// Seal codes found in messages.
const LINKS: usize = 300;

/// A line of the memo.
#[derive(Debug, Clone, Default)]
pub struct Item {
    /// Its name.
    pub key: Clipped,
    /// As written.
    pub value: Clipped,
}

/// A declared event.
#[derive(Debug, Clone)]
pub struct Event {
    /// When.
    pub at: Option<At>,
    /// What.
    pub kind: Word,
    /// Who.
    pub actor: Word,
    /// Of which round.
    pub round: Option<u64>,
    /// Words quoted.
    pub quote: Option<Clipped>,
    /// Where it can be seen.
    pub evidence: Option<Clipped>,
}

/// A code found in a message.
#[derive(Debug, Clone)]
pub struct Link {
    /// The code.
    pub code: Sha256Digest,
    /// The file that holds it.
    pub source: Clipped,
    /// The message in which it stands, by the fact: its conversation and its number.
    pub message: Option<(Id, u64)>,
    /// What it names, by the fact.
    pub target: Option<Clipped>,
}

type MemoKey = (Reverse<u16>, u64, String);
type EventKey = (Reverse<u16>, Option<UtcSecond>, u64, String);
type LinkKey = (u16, String, u64, u64, Sha256Digest, String);

/// See the [module](self).
#[derive(Debug, Clone)]
pub struct Abridged {
    files: Files,
    talks: Talks,
    spoken: Spoken,
    // the last edition first: it holds the whole memo anew
    memo: Prefix<MemoKey, Item>,
    events: Prefix<EventKey, Option<Event>>,
    links: Prefix<LinkKey, Option<Link>>,
    seen: BTreeMap<(u16, &'static str), u64>,
}

impl Default for Abridged {
    fn default() -> Self {
        Self {
            files: Files::default(),
            talks: Talks::default(),
            spoken: Spoken::default(),
            memo: Prefix::within(MEMO),
            events: Prefix::within(MEMO),
            links: Prefix::within(LINKS),
            seen: BTreeMap::new(),
        }
    }
}

impl Abridged {
    /// Takes in a disclosed fact of an edition.
    pub fn take(&mut self, edition: u16, fact: &Fact) {
        if let Some(k) = fact.conversation() {
            self.talks.take((edition, k.get()), fact);
            return self.spoken.take(edition, fact);
        }
        self.spoken.take(edition, fact);
        match fact {
            Fact::Case(f) => {
                self.count(edition, "case");
                let item = Item { key: Clipped::of(&f.key, 200), value: Clipped::of(&f.value, VALUE) };
                let key = (Reverse(edition), f.line.map_or(u64::MAX, |l| l.get()), item.key.text.to_string());
                let cost = item.key.printed() + item.value.printed() + 100;
                if let Some(kept) = self.memo.at(&key, cost) {
                    *kept = item;
                }
            }
            Fact::Event(f) => self.event(edition, f),
            Fact::Link(f) => {
                self.count(edition, "link");
                let source = Clipped::of(&f.source, 300);
                let target = f.target.as_deref().map(|target| Clipped::of(target, 300));
                let named = target.as_ref().map(|t| t.text.to_string()).unwrap_or_default();
                let number = |n: Option<crate::format::fact::Uint>| n.map_or(0, |n| n.get());
                let key = (edition, source.text.to_string(), number(f.k), number(f.n), f.code, named);
                if let Some(kept) = self.links.one(&key) {
                    let message = f.k.zip(f.n).map(|(k, n)| ((edition, k.get()), n.get()));
                    *kept = Some(Link { code: f.code, source, message, target });
                }
            }
            _ => self.files.take(fact),
        }
    }

    fn count(&mut self, edition: u16, what: &'static str) {
        *self.seen.entry((edition, what)).or_default() += 1;
    }

    fn event(&mut self, edition: u16, fact: &EventFact) {
        self.count(edition, "event");
        let short = |text: &Option<String>| text.as_deref().map(|text| Clipped::of(text, VALUE));
        let event = Event {
            at: fact.at.as_ref().map(moment),
            kind: fact.kind.clone(),
            actor: fact.actor.clone(),
            round: fact.round.map(|r| r.get()),
            quote: short(&fact.quote),
            evidence: short(&fact.evidence),
        };
        let from = event.at.as_ref().and_then(|at| at.from);
        let line = fact.line.map_or(u64::MAX, |l| l.get());
        let words = [&event.quote, &event.evidence].into_iter().flatten();
        let cost = words.map(Clipped::printed).sum::<usize>() + 200;
        // two of the same line and moment are told apart by what else they say
        let rest = format!("{event:?}");
        if let Some(kept) = self.events.at(&(Reverse(edition), from, line, rest), cost) {
            *kept = Some(event);
        }
    }

    /// The files.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// The conversations.
    pub fn talks(&self) -> &Talks {
        &self.talks
    }

    /// The lines of an edition's notes.
    pub fn memo(&self, edition: u16) -> Vec<&Item> {
        self.memo.iter().filter(|(key, _)| key.0.0 == edition).map(|(_, item)| item).collect()
    }

    /// The declared events of an edition's notes, in the order of time.
    pub fn events(&self, edition: u16) -> Vec<&Event> {
        let events = self.events.iter().filter(|(key, _)| key.0.0 == edition);
        events.filter_map(|(_, event)| event.as_ref()).collect()
    }

    /// The declared event of a line, where it is kept and the only one there.
    pub fn event_of_line(&self, edition: u16, line: u64) -> Option<&Event> {
        let mut here = self.events.iter().filter(|(key, _)| key.0.0 == edition && key.2 == line);
        let (_, event) = here.next()?;
        if here.next().is_some() { None } else { event.as_ref() }
    }

    /// The codes found in messages.
    pub fn links(&self) -> impl Iterator<Item = &Link> {
        self.links.iter().filter_map(|(_, link)| link.as_ref())
    }

    /// How many `case`, `event` or `link` facts an edition discloses.
    pub fn seen(&self, edition: u16, what: &'static str) -> u64 {
        self.seen.get(&(edition, what)).copied().unwrap_or(0)
    }

    /// What the facts say of silence. `None`: too many to hold.
    pub fn take_record(&mut self) -> Option<Record> {
        std::mem::take(&mut self.spoken).into_record()
    }
}
