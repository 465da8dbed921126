//! The delivered files of all editions, from their facts; which edition's delivery has a message.

use super::delivered::{Delivered, Delivery};
use super::version;
use crate::base::digest::Sha256Digest;
use crate::base::entry_name::EntryName;
use crate::case::Round;
use crate::case::roles::Role;
use crate::format::archive::Edition;
use crate::format::fact::{Decimal, Fact};
use std::collections::BTreeMap;

/// What was delivered so far. Facts come in any order.
#[derive(Debug, Clone, Default)]
pub struct Record {
    codes: BTreeMap<Edition, Sha256Digest>,
    files: BTreeMap<(Edition, EntryName), File>,
}

/// What facts say of a delivered file; sealed as one if there is a `file` fact.
#[derive(Debug, Clone, Default)]
struct File {
    sealed: Option<(u64, Sha256Digest)>,
    origin: Option<String>,
    duration_s: Option<Decimal>,
}

impl Record {
    /// The seal code of an edition.
    pub fn seal(&mut self, edition: Edition, code: Sha256Digest) {
        self.codes.insert(edition, code);
    }

    /// A fact of an edition.
    pub fn fact(&mut self, edition: Edition, fact: &Fact) {
        let Some(path) = fact.path().filter(|path| round(path).is_some()) else { return };
        let file = self.files.entry((edition, path.clone())).or_default();
        match fact {
            Fact::File(f) => file.sealed = Some((f.size.get(), f.sha256)),
            Fact::Origin(o) => file.origin = Some(o.name.clone()),
            Fact::Audio(a) => file.duration_s = a.duration_s.clone(),
            _ => {}
        }
    }

    /// The delivery that an edition's message is about: its last round, if no edition before it holds files of that
    /// round, or of a later one. A message goes out once a round.
    pub fn delivery(&self, edition: Edition) -> Option<Delivery> {
        let code = *self.codes.get(&edition)?;
        let rounds = |of: &dyn Fn(Edition) -> bool| {
            self.delivered().filter(|(e, ..)| of(*e)).map(|(_, _, file)| file.round).max()
        };
        let round = rounds(&|e| e == edition)?;
        if rounds(&|e| e < edition).is_some_and(|before| before >= round) {
            return None;
        }
        let of_round = self.delivered().filter(|(e, _, file)| *e == edition && file.round == round);
        let mut files: Vec<Delivered> = of_round.map(|(_, _, file)| file).collect();
        files.sort_by_cached_key(|file| version::counting(&file.name));
        // a file that was sealed twice under one name counts once, as it was last
        let before = self.delivered().filter(|(e, _, file)| *e <= edition && file.round < round);
        let earlier: BTreeMap<_, _> =
            before.map(|(_, origin, file)| ((file.round, origin.to_owned()), file)).collect();
        Some(Delivery { edition, code, round, files, earlier: earlier.into_values().collect() })
    }

    /// The last delivery that has a message.
    pub fn last(&self) -> Option<Delivery> {
        self.codes.keys().rev().find_map(|edition| self.delivery(*edition))
    }

    /// Edition, name as found, file; in the order of the editions.
    fn delivered(&self) -> impl Iterator<Item = (Edition, &str, Delivered)> {
        self.files.iter().filter_map(|((edition, path), file)| {
            let (size, sha256) = file.sealed?;
            let origin = file.origin.as_deref().unwrap_or(path.as_str());
            let name = origin.rsplit('/').next().unwrap_or(origin).to_owned();
            let duration_s = file.duration_s.clone();
            Some((*edition, origin, Delivered { round: round(path)?, name, size, sha256, duration_s }))
        })
    }
}

fn round(path: &EntryName) -> Option<Round> {
    match Role::of_entry(path)? {
        Role::Delivery(round) => Some(round),
        _ => None,
    }
}
