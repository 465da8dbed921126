//! A case as its sealed facts tell it: every fact with the leaf that seals it, in the order in which people read. A pure
//! view; the archives were verified before.

mod changed;
mod dates;
mod delivered;
mod held;
mod talk;

pub use changed::{Changed, OF_THE_CONTRACT, OF_THE_MONEY, OF_THE_TERMS};
pub use delivered::Round;
pub use held::Held;
pub use talk::Talk;

use crate::base::entry_name::EntryName;
use crate::base::error::Result;
use crate::base::limits::Limits;
use crate::base::time::UtcSecond;
use crate::case::Memo;
use crate::format::archive::{Edition, ReadAt};
use crate::format::contents::{Once, for_each_line};
use crate::format::fact::{
    AudioFact, CaseFact, EventFact, Fact, FactLine, FileFact, Kind, Labels, LinkFact, MailFact, OriginFact,
};
use crate::handover::claim::FactRef;
use crate::message::silence::{Record, Reference};
use std::collections::{BTreeMap, BTreeSet};

/// What a verified seal says of its edition, whatever is here of it.
#[derive(Debug, Clone, Copy)]
pub struct Seal<'a> {
    /// The edition.
    pub edition: Edition,
    /// What was sealed.
    pub labels: &'a Labels,
    /// When it was sealed, or trusted to exist: nothing later is claimed of it.
    pub not_after: UtcSecond,
}

/// Whether a fact is taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taking {
    /// It is here.
    Shown,
    /// It was sealed, and is not here.
    Withheld,
    /// It belongs to a channel that is left out whole, and counts as if it had never been sealed.
    LeftOut,
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
    /// The lines of the last notes.
    pub items: Vec<Held<CaseFact>>,
    /// The events of the last notes, in the order of time.
    pub events: Vec<Held<EventFact>>,
    /// Those of them that lie ahead of the sealing: nothing of the kind had happened.
    pub ahead: Vec<Held<EventFact>>,
    /// The lines of earlier notes, edition by edition.
    pub earlier_items: Vec<Held<CaseFact>>,
    /// Their events.
    pub earlier_events: Vec<Held<EventFact>>,
    /// How many payload files were sealed, whatever is here of them.
    pub files_sealed: u64,
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
    /// Reads those facts of verified archives that `taking` shows. Drawings of sound are left out: nothing here reads them.
    /// `left_out`: conversations that count as if they had never been sealed.
    ///
    /// # Errors
    /// Those of [`for_each_line`].
    pub fn read<'a, R: ReadAt + 'a>(
        archives: impl IntoIterator<Item = &'a R>,
        seals: &[Seal<'_>],
        left_out: &BTreeSet<(u16, u64)>,
        limits: &Limits,
        mut taking: impl FnMut(Edition, &Fact) -> Taking,
    ) -> Result<Self>
    where
        &'a R: ReadAt,
    {
        let mut account = Self::default();
        for seal in seals {
            account.record.sealed(seal.edition.get(), seal.labels);
            account.record.bound(seal.edition.get(), seal.not_after);
            account.files_sealed += seal.labels.of_kind(Kind::File);
        }
        // the last notes replace those before them, whatever of them is shown
        let notes = account.record.notes_edition();
        let archives: Vec<&'a R> = archives.into_iter().collect();
        let mut once = Once::over(archives.iter().copied(), limits)?;
        for archive in archives {
            for_each_line(archive, limits, |edition, line, fact| {
                if !once.is_new(edition, line) {
                    return Ok(());
                }
                match (taking(edition, &fact), fact) {
                    (Taking::Shown, fact) => {
                        let at = FactRef { edition, kind: fact.kind(), leaf: FactLine::leaf(line) };
                        account.take(at, fact, notes);
                    }
                    (Taking::LeftOut, Fact::Case(fact)) => {
                        account.record.leave_out_line(edition.get(), &fact);
                    }
                    (Taking::LeftOut | Taking::Withheld, _) => {}
                }
                Ok(())
            })?;
        }
        account.record.leave_out(left_out.iter().copied());
        let sealed = seals.iter().find(|seal| Some(seal.edition.get()) == notes).map(|seal| seal.not_after);
        account.settle(sealed);
        Ok(account)
    }

    fn take(&mut self, at: FactRef, fact: Fact, notes: Option<u16>) {
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
            (Fact::Case(fact), _) if Some(edition) == notes => self.items.push(Held { at, fact }),
            (Fact::Event(fact), _) if Some(edition) == notes => self.events.push(Held { at, fact }),
            (Fact::Case(fact), _) => self.earlier_items.push(Held { at, fact }),
            (Fact::Event(fact), _) => self.earlier_events.push(Held { at, fact }),
            (Fact::Mail(fact), _) => self.mails.push(Held { at, fact }),
            (Fact::Link(fact), _) => self.links.push(Held { at, fact }),
            (fact, Some(talk)) => talk.take(at, fact),
            _ => {}
        }
    }

    fn settle(&mut self, notes_sealed: Option<UtcSecond>) {
        self.record.settle();
        let record = &self.record;
        self.events.retain(|event| event.fact.line.is_none_or(|line| !record.is_open(line.get())));
        self.items.sort_by_key(|item| (item.fact.line, item.at));
        self.earlier_items.sort_by_key(|item| (item.at.edition, item.fact.line, item.at));
        self.earlier_events.sort_by_key(|event| (event.at.edition, event.fact.line, event.at));
        self.events
            .sort_by_key(|event| (event.fact.at.as_ref().and_then(|at| at.from), event.fact.line, event.at));
        let is_ahead = |event: &mut Held<EventFact>| {
            let from = event.fact.at.as_ref().and_then(|at| at.from);
            from.zip(notes_sealed).is_some_and(|(from, sealed)| from > sealed)
        };
        self.ahead = self.events.extract_if(.., is_ahead).collect();
        self.links.sort_by(|a, b| {
            (a.at.edition, &a.fact.source, a.fact.code, a.at).cmp(&(
                b.at.edition,
                &b.fact.source,
                b.fact.code,
                b.at,
            ))
        });
        self.mails.sort_by(|a, b| (&a.fact.path, a.at).cmp(&(&b.fact.path, b.at)));
        // a file that is inside a delivered ZIP has no entry of its own
        self.files.retain(|_, facts| facts.file.is_some());
    }

    /// Messages of the client whose words differ between the copies that were sealed, place by place. Those of which a text is
    /// not here are left out.
    pub fn rewritten(&self) -> Vec<Vec<Reference>> {
        let text = |message: Reference| Some(self.talk_of(message)?.texts.get(&message.n)?.fact.text.trim());
        let places = self.record.rewritten(text);
        places.into_iter().filter(|place| place.iter().all(|message| text(*message).is_some())).collect()
    }

    /// The memo's line of this key.
    pub fn item(&self, key: &str) -> Option<&Held<CaseFact>> {
        self.items.iter().find(|item| item.fact.key == key)
    }

    /// Does another line of the notes tell of the same? Which of them is right nobody but the worker knows.
    pub fn is_told_again(&self, key: &str) -> bool {
        let again = format!("{key}.2");
        self.items.iter().any(|item| item.fact.key == again)
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
