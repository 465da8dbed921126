//! The disclosed facts of an edition that reading again concerns. Those of messages and sound are kept by their hashes
//! alone: a million messages stay below a hundred megabytes.

use crate::base::time::UtcSecond;
use crate::format::fact::{CaseFact, ConversationFact, Fact, Kind, LinkFact, MailFact, Uint};
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher as _, RandomState};

/// Hashes of facts, keyed anew in every run: nobody can choose two facts with the same one.
#[derive(Clone, Default)]
pub(super) struct Marks(RandomState);

impl Marks {
    pub(super) fn of(&self, fact: &Fact) -> u64 {
        self.0.hash_one(serde_json::to_string(fact).unwrap_or_default())
    }
}

#[derive(Default)]
pub(super) struct Told {
    pub(super) conversations: BTreeMap<Uint, ConversationFact>,
    /// What was read of each conversation: kind, then number and hash in the order of numbers.
    read: HashMap<(Uint, Kind), Vec<(u32, u64)>>,
    pub(super) names: HashMap<String, String>,
    /// Last changes as found.
    pub(super) modified: HashMap<String, UtcSecond>,
    pub(super) memo: Vec<CaseFact>,
    pub(super) mails: Vec<MailFact>,
    /// Codes that are said to stand in a message.
    pub(super) links: HashMap<(Uint, Uint), Vec<LinkFact>>,
    /// Facts of sound by path and kind.
    pub(super) sound: BTreeMap<(String, Kind), u64>,
}

impl Told {
    pub(super) fn take(&mut self, fact: Fact, marks: &Marks) {
        match fact {
            Fact::Origin(o) => {
                if let Some(modified) = o.modified {
                    self.modified.insert(o.path.as_str().to_owned(), modified);
                }
                self.names.insert(o.path.as_str().to_owned(), o.name);
            }
            Fact::Case(c) => self.memo.push(c),
            Fact::Mail(m) => self.mails.push(m),
            Fact::Conversation(c) => drop(self.conversations.insert(c.k, *c)),
            Fact::Link(l) => {
                if let Some(at) = l.k.zip(l.n) {
                    self.links.entry(at).or_default().push(l);
                }
            }
            other => {
                if let Some((k, n)) = numbers(&other) {
                    // the verifier has held the numbers against the labels, of which there are a few millions at most
                    let n = u32::try_from(n.get()).unwrap_or(u32::MAX);
                    self.read.entry((k, other.kind())).or_default().push((n, marks.of(&other)));
                } else if let Some(path) = sounds(&other) {
                    self.sound.insert((path.to_owned(), other.kind()), marks.of(&other));
                }
            }
        }
    }

    /// To be called once, when all facts are taken.
    pub(super) fn sort(&mut self) {
        self.read.values_mut().for_each(|facts| facts.sort_unstable());
    }

    /// The hash of a fact of a conversation. `None`: it is withheld.
    pub(super) fn mark(&self, k: Uint, kind: Kind, n: Uint) -> Option<u64> {
        let facts = self.read.get(&(k, kind))?;
        let n = u32::try_from(n.get()).ok()?;
        facts.binary_search_by_key(&n, |(n, _)| *n).ok().map(|i| facts[i].1)
    }

    /// How many facts of these conversations are here.
    pub(super) fn count(&self, of: &dyn Fn(Uint) -> bool) -> u64 {
        self.read.iter().filter(|((k, _), _)| of(*k)).map(|(_, facts)| facts.len() as u64).sum()
    }
}

pub(super) fn numbers(fact: &Fact) -> Option<(Uint, Uint)> {
    match fact {
        Fact::Participant(f) => Some((f.k, f.n)),
        Fact::Name(f) => Some((f.k, f.n)),
        Fact::Message(f) => Some((f.k, f.n)),
        Fact::Text(f) => Some((f.k, f.n)),
        Fact::Answer(f) => Some((f.k, f.n)),
        _ => None,
    }
}

/// The path of a fact of sound.
pub(super) fn sounds(fact: &Fact) -> Option<&str> {
    match fact {
        Fact::Audio(f) => Some(f.path.as_str()),
        Fact::Waveform(f) => Some(f.path.as_str()),
        Fact::Claims(f) => Some(f.path.as_str()),
        _ => None,
    }
}
