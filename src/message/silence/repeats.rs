//! Which messages a page prints once: copies of a talk hold most of them again.

use super::record::Record;
use super::reference::Reference;
use super::slots::{Slot, Slots};
use crate::case::memo::Role;
use crate::message::Kind;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;

/// What a page knows of a message's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Words<T> {
    /// All that it says.
    Known(T),
    /// It has words, and they are not shown here.
    Hidden,
}

impl Record {
    /// Messages of the client whose words differ between copies of their talk: of one minute and name, as many in both. All of
    /// a place together. `words`: those of a message, where they are here.
    pub fn rewritten<T: Ord>(&self, words: impl Fn(Reference) -> Option<T>) -> Vec<Vec<Reference>> {
        let mut found = Vec::new();
        for talk in self.talks.iter().filter(|talk| talk.copies.len() > 1) {
            for place in Slots::of(&self.conversations, &talk.copies).places() {
                let conversation = &self.conversations[&place[0].id];
                let is_clients = |slot: &Slot| {
                    let at = conversation.seen.binary_search_by_key(&slot.n, |seen| seen.n);
                    at.is_ok_and(|at| conversation.role(&conversation.seen[at]) == Role::Client)
                };
                if !is_clients(&place[0]) {
                    continue;
                }
                let mut copies = place.chunk_by(|a, b| a.copy == b.copy).map(|copy| {
                    let mut words: Vec<Option<T>> =
                        copy.iter().map(|slot| words(Reference::of(slot.id, slot.n))).collect();
                    words.sort();
                    words
                });
                // what a copy lacks is told as lacking
                let first = copies.next();
                if first.is_some_and(|first| copies.any(|other| other.len() == first.len() && other != first))
                {
                    found.push(place.iter().map(|slot| Reference::of(slot.id, slot.n)).collect());
                }
            }
        }
        found
    }

    /// Messages that another copy of their talk has as well, and that are printed from that one: of the same minute, name
    /// and kind, and with the same words as far as these are shown. What differs is no repetition. `words`: what the page
    /// has of a message; `None`: it does not print it.
    pub fn repeats<T: Eq + Hash>(
        &self,
        words: impl Fn(Reference) -> Option<Words<T>>,
    ) -> BTreeSet<Reference> {
        let mut repeats = BTreeSet::new();
        for talk in self.talks.iter().filter(|talk| talk.copies.len() > 1) {
            for place in Slots::of(&self.conversations, &talk.copies).places() {
                let mut printed: BTreeMap<Kind, Printed<T>> = BTreeMap::new();
                let copies: Vec<&[Slot]> = place.chunk_by(|a, b| a.copy == b.copy).collect();
                for copy in copies.into_iter().rev() {
                    let mut of_kind: BTreeMap<Kind, Vec<(Reference, Words<T>)>> = BTreeMap::new();
                    for slot in copy {
                        let message = Reference::of(slot.id, slot.n);
                        if let Some(words) = words(message) {
                            of_kind.entry(slot.kind).or_default().push((message, words));
                        }
                    }
                    for (kind, messages) in of_kind {
                        printed.entry(kind).or_default().join(messages, &mut repeats);
                    }
                }
            }
        }
        repeats
    }
}

/// What is printed of one place and kind.
struct Printed<T> {
    known: HashMap<T, usize>,
    hidden: Vec<Reference>,
}

impl<T> Default for Printed<T> {
    fn default() -> Self {
        Self { known: HashMap::new(), hidden: Vec::new() }
    }
}

impl<T: Eq + Hash> Printed<T> {
    /// Adds the messages of an earlier copy, but for those that are there.
    fn join(&mut self, messages: Vec<(Reference, Words<T>)>, repeats: &mut BTreeSet<Reference>) {
        let mut unused: usize = self.known.values().sum::<usize>() + self.hidden.len();
        let mut of_copy: HashMap<T, usize> = HashMap::new();
        let (mut others, mut hidden) = (Vec::new(), Vec::new());
        for (message, words) in messages {
            let Words::Known(words) = words else {
                hidden.push(message);
                continue;
            };
            let here = self.known.get(&words).copied().unwrap_or(0);
            let used = of_copy.get(&words).copied().unwrap_or(0);
            if used < here {
                repeats.insert(message);
                unused -= 1;
                *of_copy.entry(words).or_default() += 1;
            } else {
                others.push(words);
            }
        }
        for words in others {
            // whose words are shown is printed instead of the one whose words are not
            if let Some(without) = self.hidden.pop() {
                repeats.insert(without);
                unused -= 1;
            }
            *self.known.entry(words).or_default() += 1;
        }
        for message in hidden {
            match unused.checked_sub(1) {
                Some(rest) => {
                    repeats.insert(message);
                    unused = rest;
                }
                None => self.hidden.push(message),
            }
        }
    }
}
