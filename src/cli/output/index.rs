//! Where the facts of messages stand in opened archives: a million of them are read one by one when they are shown, and
//! only their places lie in memory.

use crate::base::error::Result;
use crate::format::archive::Edition;
use crate::format::contents::{Line, fact_at};
use crate::format::fact::{Fact, Uint};
use std::collections::BTreeMap;
use std::fs::File;

/// The places, by edition.
pub struct Index<'a> {
    sources: Vec<&'a File>,
    editions: BTreeMap<u16, Lines>,
}

/// The places of an edition.
#[derive(Default)]
pub struct Lines {
    messages: Vec<Spot>,
    texts: Vec<Spot>,
}

/// One fact: when, for a message, and where.
#[derive(Clone, Copy)]
pub struct Spot {
    /// Seconds since 1970 UTC; what has no time has that of the message before it.
    at: i64,
    k: u32,
    n: u32,
    offset: u64,
    size: u32,
    source: u32,
}

impl Spot {
    /// Seconds since 1970 UTC.
    pub fn when(&self) -> i64 {
        self.at
    }
}

const UNDATED: i64 = i64::MIN;

impl<'a> Index<'a> {
    pub fn new(sources: Vec<&'a File>) -> Self {
        Self { sources, editions: BTreeMap::new() }
    }

    /// Keeps the place of a fact if it is one of the many; else gives it back.
    pub fn take(&mut self, source: usize, edition: Edition, line: Line, fact: Fact) -> Option<Fact> {
        let number = |n: Uint| u32::try_from(n.get()).unwrap_or(u32::MAX);
        let lines = self.editions.entry(edition.get()).or_default();
        let (list, at, k, n) = match &fact {
            Fact::Message(m) => (&mut lines.messages, m.at.from.map_or(UNDATED, |t| t.unix()), m.k, m.n),
            Fact::Text(t) => (&mut lines.texts, UNDATED, t.k, t.n),
            _ => return Some(fact),
        };
        let (k, n, source) = (number(k), number(n), u32::try_from(source).unwrap_or(u32::MAX));
        list.push(Spot { at, k, n, offset: line.offset, size: line.size, source });
        None
    }

    /// To be called once, when all facts are taken: messages in the order of time.
    pub fn sort(&mut self) {
        for lines in self.editions.values_mut() {
            lines.texts.sort_unstable_by_key(|spot| (spot.k, spot.n));
            lines.messages.sort_unstable_by_key(|spot| (spot.k, spot.n));
            // what has no time stands behind what stood before it in its export
            let mut last = (0, UNDATED);
            for spot in &mut lines.messages {
                if spot.at == UNDATED && last.0 == spot.k {
                    spot.at = last.1;
                }
                last = (spot.k, spot.at);
            }
            lines.messages.sort_unstable_by_key(|spot| (spot.at, spot.k, spot.n));
        }
    }

    pub fn is_empty(&self) -> bool {
        self.editions.values().all(|lines| lines.messages.is_empty())
    }

    pub fn of(&self, edition: u16) -> Option<&Lines> {
        self.editions.get(&edition)
    }

    /// How many facts of an edition are kept here.
    pub fn count(&self, edition: u16) -> u64 {
        self.of(edition).map_or(0, |lines| (lines.messages.len() + lines.texts.len()) as u64)
    }

    /// Reads a fact.
    pub fn fact(&self, spot: &Spot) -> Result<Fact> {
        fact_at(self.sources[spot.source as usize], Line { offset: spot.offset, size: spot.size })
    }

    /// The text of a message, if it is disclosed.
    pub fn text(&self, edition: u16, k: Uint, n: Uint) -> Option<Result<Fact>> {
        let texts = &self.of(edition)?.texts;
        let of = (u32::try_from(k.get()).ok()?, u32::try_from(n.get()).ok()?);
        let found = texts.binary_search_by_key(&of, |spot| (spot.k, spot.n)).ok()?;
        Some(self.fact(&texts[found]))
    }
}

impl Lines {
    pub fn has_messages(&self) -> bool {
        !self.messages.is_empty()
    }

    pub fn messages(&self) -> &[Spot] {
        &self.messages
    }
}
