//! The facts of an edition while it is being made: lines in one stretch of memory, sorted by leaf at the end.

use super::{Fact, FactLine, Label, Salt};
use crate::digest::Sha256Digest;
use std::io::{self, Read};

/// Collects facts and gives out what `facts.jsonl` and `seal.txt` need.
#[derive(Default)]
pub struct FactSet {
    lines: Vec<u8>,
    index: Vec<Placed>,
}

struct Placed {
    leaf: Sha256Digest,
    label: Label,
    start: usize,
    len: usize,
}

impl FactSet {
    /// Adds a fact under a fresh salt.
    ///
    /// # Panics
    /// If the fact's conversation number is 0: a bug of the caller.
    pub fn push(&mut self, salt: Salt, fact: Fact) {
        let label = fact.label().expect("conversations are numbered from 1");
        let line = FactLine { salt, fact }.encode();
        self.index.push(Placed {
            leaf: FactLine::leaf(&line),
            label,
            start: self.lines.len(),
            len: line.len(),
        });
        self.lines.extend(line);
    }

    /// How many facts there are.
    pub fn len(&self) -> usize {
        self.index.len()
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    /// The length of the longest line.
    pub fn longest(&self) -> usize {
        self.index.iter().map(|p| p.len).max().unwrap_or(0)
    }

    /// Sorted by leaf.
    pub fn sorted(mut self) -> SortedFacts {
        self.index.sort_by_key(|p| p.leaf);
        SortedFacts(self)
    }
}

/// Facts in the order of `facts.jsonl`.
pub struct SortedFacts(FactSet);

impl SortedFacts {
    /// The leaves and labels, as they stand in `seal.txt`.
    pub fn leaves(&self) -> Vec<(Sha256Digest, Label)> {
        self.0.index.iter().map(|p| (p.leaf, p.label)).collect()
    }

    /// Bytes of `facts.jsonl`.
    pub fn size(&self) -> u64 {
        (self.0.lines.len() + self.0.index.len()) as u64
    }

    /// `facts.jsonl` as a stream.
    pub fn reader(&self) -> impl Read + '_ {
        FactsReader { facts: self, next: 0, rest: &[], newline: false }
    }
}

struct FactsReader<'a> {
    facts: &'a SortedFacts,
    next: usize,
    rest: &'a [u8],
    newline: bool,
}

impl Read for FactsReader<'_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.rest.is_empty() && self.newline {
            self.rest = b"\n";
            self.newline = false;
        } else if self.rest.is_empty() {
            let Some(placed) = self.facts.0.index.get(self.next) else { return Ok(0) };
            self.rest = &self.facts.0.lines[placed.start..placed.start + placed.len];
            self.next += 1;
            self.newline = true;
        }
        self.rest.read(buf)
    }
}
