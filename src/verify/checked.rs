//! What checking gave: of a token, of an edition, of an archive.

use crate::base::digest::Sha256Digest;
use crate::base::entry_name::EntryName;
use crate::base::finding::Findings;
use crate::format::archive::Edition;
use crate::format::archive::bag::MadeBy;
use crate::format::fact::{FileFact, Kind, Labels};
use crate::format::proof::{Chained, PublicKey, SealHeader};
use crate::report::{ShownEdition, ShownToken};
use crate::timestamp::Stamp;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// What checking one archive gave.
#[derive(Debug)]
pub struct Checked {
    /// The file's path.
    pub path: PathBuf,
    /// What was seen.
    pub findings: Findings,
    /// The editions in it, ascending.
    pub editions: Vec<CheckedEdition>,
    /// How it says that its derived files were made.
    pub made_by: Option<MadeBy>,
    /// Were report and instructions made again and compared?
    pub derived_checked: bool,
}

/// What checking one edition gave.
#[derive(Debug)]
pub struct CheckedEdition {
    /// The edition.
    pub edition: Edition,
    /// What its seal says, if it could be read whole.
    pub seal: Option<SealSummary>,
    /// The key in the signature file, if that could be read. Only [`signature_holds`](Self::signature_holds) makes it the signer.
    pub key: Option<PublicKey>,
    /// Is the signature good, by the key that the seal names?
    pub signature_holds: bool,
    /// The disclosed `file` facts.
    pub files: Vec<FileFact>,
    /// Mails whose facts speak of a signature.
    pub(super) signed_mails: Vec<EntryName>,
    /// What codes in messages are said to name.
    pub(super) targets: Vec<(Sha256Digest, String)>,
    /// Disclosed facts.
    pub facts_shown: u64,
    /// Which of the sealed ones they are.
    pub(super) places: Places,
    /// Paths of disclosed `file` facts whose file is not in this copy.
    pub absent: BTreeSet<EntryName>,
    /// The tokens whose signature holds over the right list.
    pub tokens: Vec<CheckedToken>,
    /// What `VERIFY.txt` says of all tokens.
    pub shown_tokens: Vec<ShownToken>,
}

/// What a seal says.
#[derive(Debug, Clone)]
pub struct SealSummary {
    /// The head.
    pub header: SealHeader,
    /// The seal code: SHA-256 of `seal.txt`.
    pub code: Sha256Digest,
    /// How often each label stands.
    pub labels: Labels,
}

impl SealSummary {
    /// The seal as far as others are chained to it.
    pub fn chained(&self) -> Chained {
        Chained::of(&self.header, self.code)
    }
}

impl CheckedEdition {
    /// What the derived files say of it, if its seal could be read.
    pub fn shown(&self) -> Option<ShownEdition<'_>> {
        let seal = self.seal.as_ref()?;
        Some(ShownEdition {
            header: &seal.header,
            code: seal.code,
            facts: self.facts_shown,
            files: self.files.len() as u64,
            has_files: self.files.iter().any(|f| !self.absent.contains(&f.path)),
            labels: &seal.labels,
            absent: &self.absent,
            tokens: &self.shown_tokens,
        })
    }

    /// Payload files that the seal counts and this copy does not hold.
    pub fn files_withheld(&self) -> u64 {
        let sealed = self.seal.as_ref().map_or(0, |s| s.labels.of_kind(Kind::File));
        sealed.saturating_sub(self.files.len() as u64) + self.absent.len() as u64
    }
}

/// A token over the list of its stamp.
#[derive(Debug, Clone)]
pub struct CheckedToken {
    /// The edition.
    pub edition: Edition,
    /// Its entry name.
    pub entry: String,
    /// The number of its stamp.
    pub number: u8,
    /// What it says.
    pub stamp: Stamp,
    /// Does it lead to an anchor, and did its certificates last until the next trusted token, or until now?
    pub standing: Standing,
}

/// What a token is worth to the reader, the most first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// A trusted time.
    Trusted,
    /// By a known authority, but its certificates expired before it was renewed.
    Expired,
    /// By nobody that is known here, or not by right.
    Unknown,
}

/// Which sealed facts a copy shows, by their places in `seal.txt`: a bit each, since there can be millions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places(Vec<u64>);

impl Places {
    /// Adds a place.
    pub(super) fn insert(&mut self, place: u64) {
        let Ok(word) = usize::try_from(place / 64) else { return };
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (place % 64);
    }

    pub(super) fn join(&mut self, other: &Places) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        self.0.iter_mut().zip(&other.0).for_each(|(mine, theirs)| *mine |= theirs);
    }

    pub(super) fn count(&self) -> u64 {
        self.0.iter().map(|word| u64::from(word.count_ones())).sum()
    }
}
