//! Copies of talks that only the seals of a case hold: what the folder says now is not all that was ever there.

use super::desk::{Desk, Done};
use crate::base::digest::Sha256Digest;
use crate::base::limits::Limits;
use crate::format::contents::for_each_fact;
use crate::format::fact::{Fact, Kind};
use crate::handover::account::Seal;
use crate::handover::prepare::seals;
use crate::message::silence::Record;
use crate::workspace::folder::CaseFolder;
use crate::workspace::history::{History, Standing, Verified};
use std::collections::{BTreeSet, HashMap, HashSet};

/// The seals of a case, and how the folder stands to them.
pub struct Seals<'a> {
    /// What they say.
    pub history: &'a History,
    /// How the folder stands to them.
    pub standing: &'a Standing,
    /// The same, still open.
    pub verified: Option<&'a Verified>,
}

/// The sealed talks of which the folder does not hold the files as they were sealed.
pub struct Earlier<'a> {
    desk: Desk<'a>,
    verified: &'a Verified,
    seals: Vec<Seal<'a>>,
    /// Talks whose files are in the folder as they were sealed: they are read from there.
    here: BTreeSet<(u16, u64)>,
    others: BTreeSet<(u16, u64)>,
    /// Names as found, by entry path.
    pub origins: HashMap<String, String>,
}

impl<'a> Earlier<'a> {
    /// `None`: the seals hold no message that the folder does not, and show everything that they seal.
    pub fn of(desk: Desk<'a>, case: &CaseFolder, seals_of: &Seals<'a>) -> Done<Option<Self>> {
        let Seals { history, standing, verified: Some(verified) } = seals_of else { return Ok(None) };
        let is_short = |e: &crate::verify::CheckedEdition| {
            e.seal.as_ref().is_some_and(|seal| e.facts_shown < seal.header.facts)
        };
        if !verified.run.editions().any(is_short) && history.holds_all_messages(case, standing) {
            return Ok(None);
        }
        let here = history.messages_here(case, standing);
        let none = BTreeSet::new();
        let seals = seals(&verified.run);
        let mut earlier =
            Self { desk, verified, seals, here: none.clone(), others: none, origins: HashMap::new() };
        earlier.find(&here)?;
        Ok(Some(earlier))
    }

    fn find(&mut self, here: &HashSet<Sha256Digest>) -> Done<()> {
        let (mut files, mut origins, mut sources) = (HashMap::new(), HashMap::new(), Vec::new());
        self.facts(|edition, fact| match fact {
            Fact::File(file) => drop(files.insert(file.path.to_string(), file.sha256)),
            Fact::Origin(origin) => drop(origins.insert(origin.path.to_string(), origin.name)),
            Fact::Conversation(talk) => sources.push(((edition, talk.k.get()), talk.source)),
            _ => {}
        })?;
        for (id, source) in sources {
            let is_here = |path: &str| files.get(path).is_some_and(|hash| here.contains(hash));
            match source.split(' ').all(is_here) {
                true => self.here.insert(id),
                false => self.others.insert(id),
            };
        }
        self.origins = origins;
        Ok(())
    }

    /// Is there no talk that the folder does not hold?
    pub fn is_empty(&self) -> bool {
        self.others.is_empty()
    }

    /// Adds what the seals hold to a record.
    pub fn take_into(&self, record: &mut Record) -> Done<()> {
        for seal in &self.seals {
            record.sealed(seal.edition.get(), seal.labels);
            record.bound(seal.edition.get(), seal.not_after);
        }
        self.each(|edition, fact| record.take(edition, &fact))?;
        record.leave_out(self.here.iter().copied());
        Ok(())
    }

    /// Every fact of talks that are not here, and of the notes.
    pub fn each(&self, mut take: impl FnMut(u16, Fact)) -> Done<()> {
        self.facts(|edition, fact| match fact.conversation() {
            Some(k) if self.here.contains(&(edition, k.get())) => {}
            None if !matches!(fact.kind(), Kind::Case | Kind::Event) => {}
            _ => take(edition, fact),
        })
    }

    fn facts(&self, mut take: impl FnMut(u16, Fact)) -> Done<()> {
        for (path, source) in &self.verified.sources {
            self.desk.check()?;
            for_each_fact(source, &Limits::DEFAULT, |edition, fact| take(edition.get(), fact))
                .map_err(|e| e.on(path))?;
        }
        Ok(())
    }
}
