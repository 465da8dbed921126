//! A case as its sealed facts tell it: every fact with the leaf that seals it, in the order in which people read. A pure
//! view; the archives were verified before.

mod delivered;
mod talk;

pub use delivered::{DeliveredFile, Round};
pub use talk::Talk;

use crate::archive::{Edition, ReadAt};
use crate::case::Memo;
use crate::claim::FactRef;
use crate::contents::for_each_line;
use crate::error::Result;
use crate::fact::{AudioFact, CaseFact, EventFact, Fact, FactLine, FileFact, LinkFact, MailFact, OriginFact};
use crate::limits::Limits;
use crate::message::silence::{Record, Reference};
use crate::name::EntryName;
use std::collections::BTreeMap;

/// A fact with the place where it is sealed.
#[derive(Debug, Clone)]
pub struct Held<T> {
    /// Where.
    pub at: FactRef,
    /// What it says.
    pub fact: T,
}

/// What is known of a payload file.
#[derive(Debug, Clone, Default)]
pub struct FileFacts {
    /// Size and hash.
    pub file: Option<Held<FileFact>>,
    /// The name as found.
    pub origin: Option<Held<OriginFact>>,
    /// What was measured.
    pub audio: Option<Held<AudioFact>>,
}

/// The case.
#[derive(Debug, Default)]
pub struct Account {
    /// The memo's lines, as last sealed.
    pub items: Vec<Held<CaseFact>>,
    /// The declared events, as last sealed, in the order of time.
    pub events: Vec<Held<EventFact>>,
    /// The payload files, by entry name.
    pub files: BTreeMap<EntryName, FileFacts>,
    /// The conversations, by edition and number.
    pub talks: BTreeMap<(u16, u64), Talk>,
    /// Codes found in messages.
    pub links: Vec<Held<LinkFact>>,
    /// Results on mails.
    pub mails: Vec<Held<MailFact>>,
    /// Times and senders, for statements on silence.
    pub record: Record,
}

impl Account {
    /// Reads those facts of verified archives that `wanted` takes. Drawings of sound are left out: nothing here reads them.
    ///
    /// # Errors
    /// Those of [`for_each_line`].
    pub fn read<'a, R: ReadAt + 'a>(
        archives: impl IntoIterator<Item = &'a R>,
        limits: &Limits,
        mut wanted: impl FnMut(Edition, &Fact) -> bool,
    ) -> Result<Self>
    where
        &'a R: ReadAt,
    {
        let mut account = Self::default();
        for archive in archives {
            for_each_line(archive, limits, |edition, line, fact| {
                if wanted(edition, &fact) {
                    let at = FactRef { edition, kind: fact.kind(), leaf: FactLine::leaf(line) };
                    account.take(at, fact);
                }
                Ok(())
            })?;
        }
        account.settle();
        Ok(account)
    }

    fn take(&mut self, at: FactRef, fact: Fact) {
        let edition = at.edition.get();
        self.record.take(edition, &fact);
        let talk = fact.conversation().map(|k| self.talks.entry((edition, k.get())).or_default());
        match (fact, talk) {
            (Fact::File(fact), _) => {
                let of = self.files.entry(fact.path.clone()).or_default();
                of.file = Some(Held { at, fact });
            }
            (Fact::Origin(fact), _) => {
                let of = self.files.entry(fact.path.clone()).or_default();
                of.origin = Some(Held { at, fact });
            }
            (Fact::Audio(fact), _) => {
                let of = self.files.entry(fact.path.clone()).or_default();
                of.audio = Some(Held { at, fact: *fact });
            }
            // a later edition holds the whole memo anew
            (Fact::Case(fact), _) => latest(&mut self.items, Held { at, fact }),
            (Fact::Event(fact), _) => latest(&mut self.events, Held { at, fact }),
            (Fact::Mail(fact), _) => self.mails.push(Held { at, fact }),
            (Fact::Link(fact), _) => self.links.push(Held { at, fact }),
            (fact, Some(talk)) => talk.take(at, fact),
            _ => {}
        }
    }

    fn settle(&mut self) {
        self.record.sort();
        self.items.sort_by_key(|item| item.fact.line);
        self.events.sort_by_key(|event| (event.fact.at.as_ref().and_then(|at| at.from), event.fact.line));
        self.links.sort_by(|a, b| {
            (a.at.edition, &a.fact.source, a.fact.code).cmp(&(b.at.edition, &b.fact.source, b.fact.code))
        });
        self.mails.sort_by(|a, b| a.fact.path.cmp(&b.fact.path));
        // a file that is inside a delivered ZIP has no entry of its own
        self.files.retain(|_, facts| facts.file.is_some());
    }

    /// The memo's line of this key.
    pub fn item(&self, key: &str) -> Option<&Held<CaseFact>> {
        self.items.iter().find(|item| item.fact.key == key)
    }

    /// The memo as these facts have it.
    pub fn memo(&self, limits: &Limits) -> Option<Memo> {
        Memo::of_facts(self.items.iter().map(|item| &item.fact), limits).ok()
    }

    /// Events of a kind, by whoever.
    pub fn events_of<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Held<EventFact>> {
        self.events.iter().filter(move |event| event.fact.kind.as_str() == kind)
    }

    /// A detail of an event that stands on a line of its own in the facts: `result`, `expiry`, `checked`, `note`.
    pub fn detail(&self, event: &Held<EventFact>, what: &str) -> Option<&Held<CaseFact>> {
        let line = event.fact.line?;
        self.item(&format!("event.{line}.{what}"))
    }

    /// The header and the text of a message.
    pub fn talk_of(&self, message: Reference) -> Option<&Talk> {
        self.talks.get(&(message.edition, message.k))
    }
}

/// Keeps facts of the latest edition that has any.
fn latest<T>(known: &mut Vec<Held<T>>, held: Held<T>) {
    match known.first().map(|first| first.at.edition) {
        Some(edition) if edition > held.at.edition => return,
        Some(edition) if edition < held.at.edition => known.clear(),
        _ => {}
    }
    known.push(held);
}
