//! How much of an edition is shown: by one copy, and by all copies of a run together. The same fact in two files is one fact.

use super::checked::{CheckedEdition, Places, SealSummary};
use crate::base::digest::Sha256Digest;
use crate::base::entry_name::EntryName;
use crate::format::archive::Edition;
use crate::format::fact::Kind;
use std::collections::{BTreeMap, BTreeSet};

/// An edition as all archives of a run together have it.
#[derive(Debug)]
pub struct Whole<'a> {
    /// Its number.
    pub edition: Edition,
    /// What its seal says, if it could be read.
    pub seal: Option<&'a SealSummary>,
    facts: Places,
    files: BTreeSet<&'a EntryName>,
}

impl Whole<'_> {
    /// Facts that at least one of the copies shows.
    pub fn facts_shown(&self) -> u64 {
        self.facts.count()
    }

    /// Payload files that at least one of them holds.
    pub fn files_here(&self) -> u64 {
        self.files.len() as u64
    }

    /// Payload files that were sealed.
    pub fn files_sealed(&self) -> u64 {
        self.seal.map_or(0, |seal| seal.labels.of_kind(Kind::File))
    }
}

/// Each edition once, by number. Two with the same number and different seals are two.
pub(super) fn together<'a>(editions: impl Iterator<Item = &'a CheckedEdition>) -> Vec<Whole<'a>> {
    let mut found: BTreeMap<(Edition, Option<Sha256Digest>), Whole<'a>> = BTreeMap::new();
    for checked in editions {
        let seal = checked.seal.as_ref();
        let whole = found.entry((checked.edition, seal.map(|seal| seal.code))).or_insert_with(|| Whole {
            edition: checked.edition,
            seal,
            facts: Places::default(),
            files: BTreeSet::new(),
        });
        whole.facts.join(&checked.places);
        let here = checked.files.iter().map(|file| &file.path).filter(|path| !checked.absent.contains(*path));
        whole.files.extend(here);
    }
    found.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_copies_show_is_counted_once() {
        let places = |all: &[u64]| {
            let mut places = Places::default();
            all.iter().for_each(|place| places.insert(*place));
            places
        };
        let mut one = places(&[0, 1, 63]);
        one.join(&places(&[1, 64, 200]));
        assert_eq!((one.count(), places(&[7, 7]).count(), Places::default().count()), (5, 1, 0));
    }
}
