//! Which entries there are and in which order (format.md section 2).

use super::token_name::TokenName;
use crate::base::entry_name::EntryName;
use crate::base::limits::Limits;
use std::fmt;

/// The number of a seal within its case, 1 to 999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edition(u16);

impl Edition {
    /// The first seal of a case.
    pub const FIRST: Edition = Edition(1);

    /// 1 to 999.
    pub fn new(number: u16) -> Option<Self> {
        (1..=999).contains(&number).then_some(Self(number))
    }

    /// The number.
    pub fn get(self) -> u16 {
        self.0
    }

    /// The edition after this one, unless this is the last that the format has.
    pub fn next(self) -> Option<Self> {
        Self::new(self.0 + 1)
    }

    /// The edition before this one.
    pub fn before(self) -> Option<Self> {
        Self::new(self.0 - 1)
    }

    /// The folder of its proofs, which findings call the edition as a whole.
    pub fn proofs(self) -> String {
        format!("proof/{self}")
    }

    fn from_folder(digits: &str) -> Option<Self> {
        let plain = digits.len() == 3 && digits.bytes().all(|b| b.is_ascii_digit());
        Self::new(digits.parse().ok().filter(|_| plain)?)
    }
}

/// Three digits, as in `proof/001/`.
impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:03}", self.0)
    }
}

/// `data/README.txt`: it makes sure that `data/` exists when everything is withheld.
pub const README: &str = include_str!("readme.txt");

/// The root files, in the order of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)] // their names say it
pub enum RootFile {
    Bagit,
    BagInfo,
    Manifest,
    TagManifest,
    Report,
    Verify,
}

impl RootFile {
    /// All, in order.
    pub const ALL: [RootFile; 6] = [
        RootFile::Bagit,
        RootFile::BagInfo,
        RootFile::Manifest,
        RootFile::TagManifest,
        RootFile::Report,
        RootFile::Verify,
    ];

    /// The entry name.
    pub fn as_str(self) -> &'static str {
        match self {
            RootFile::Bagit => "bagit.txt",
            RootFile::BagInfo => "bag-info.txt",
            RootFile::Manifest => "manifest-sha256.txt",
            RootFile::TagManifest => "tagmanifest-sha256.txt",
            RootFile::Report => "REPORT.html",
            RootFile::Verify => "VERIFY.txt",
        }
    }

    /// The most bytes that it can have.
    pub fn limit(self, limits: &Limits) -> u64 {
        match self {
            RootFile::Manifest | RootFile::TagManifest => limits.manifest,
            _ => limits.root_file,
        }
    }

    /// The entry name as such.
    pub fn entry_name(self) -> EntryName {
        EntryName::new(self.as_str()).expect("fixed names are allowed")
    }
}

/// A file below `proof/NNN/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProofFile {
    /// `facts.jsonl`
    Facts,
    /// `seal.txt`
    Seal,
    /// `seal.txt.sig`
    Signature,
    /// `stamp-K.sha256`
    StampList(u8),
    /// `stamp-K.NAME.tsr`
    Token(u8, TokenName),
}

impl fmt::Display for ProofFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ProofFile::Facts => f.write_str("facts.jsonl"),
            ProofFile::Seal => f.write_str("seal.txt"),
            ProofFile::Signature => f.write_str("seal.txt.sig"),
            ProofFile::StampList(k) => write!(f, "stamp-{k}.sha256"),
            ProofFile::Token(k, name) => write!(f, "stamp-{k}.{name}.tsr"),
        }
    }
}

impl ProofFile {
    /// Its entry name in an edition.
    pub fn name(&self, edition: Edition) -> EntryName {
        EntryName::new(&format!("proof/{edition}/{self}")).expect("fixed names are allowed")
    }

    fn parse(name: &str) -> Option<Self> {
        let number = |digits: &str| {
            digits.parse().ok().filter(|k: &u8| (1..=99).contains(k) && k.to_string() == digits)
        };
        Some(match name {
            "facts.jsonl" => ProofFile::Facts,
            "seal.txt" => ProofFile::Seal,
            "seal.txt.sig" => ProofFile::Signature,
            _ => {
                let rest = name.strip_prefix("stamp-")?;
                let (k, rest) = rest.split_once('.')?;
                let k = number(k)?;
                if rest == "sha256" {
                    ProofFile::StampList(k)
                } else {
                    ProofFile::Token(k, rest.strip_suffix(".tsr")?.parse().ok()?)
                }
            }
        })
    }
}

/// Where an entry belongs, by its name alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A payload file of an edition.
    Payload(Edition),
    /// `data/README.txt`
    Readme,
    /// A file below `proof/NNN/`.
    Proof(Edition, ProofFile),
    /// A root file.
    Root(RootFile),
}

impl Place {
    /// The place of a name, or `None` if the format has no place for it.
    pub fn of(name: &str) -> Option<Place> {
        if name == "data/README.txt" {
            return Some(Place::Readme);
        }
        if let Some(rest) = name.strip_prefix("data/") {
            let (edition, rest) = rest.split_once('/')?;
            let edition = Edition::from_folder(edition)?;
            let (role, rest) = rest.split_once('/')?;
            let known = match role {
                "documents" | "messages" => true,
                "delivery" => rest.split_once('/').is_some_and(|(round, _)| is_round(round)),
                _ => false,
            };
            return known.then_some(Place::Payload(edition));
        }
        if let Some(rest) = name.strip_prefix("proof/") {
            let (edition, rest) = rest.split_once('/')?;
            return Some(Place::Proof(Edition::from_folder(edition)?, ProofFile::parse(rest)?));
        }
        RootFile::ALL.into_iter().find(|f| f.as_str() == name).map(Place::Root)
    }

    /// The edition whose sealing time the entry carries; `None`: the last one's.
    pub fn edition(&self) -> Option<Edition> {
        match self {
            Place::Payload(edition) | Place::Proof(edition, _) => Some(*edition),
            Place::Readme | Place::Root(_) => None,
        }
    }

    /// Sorts entries as the format demands; names break ties.
    pub fn group(&self) -> u8 {
        match self {
            Place::Payload(_) | Place::Readme => 0,
            Place::Proof(..) => 1,
            Place::Root(file) => 2 + *file as u8,
        }
    }
}

fn is_round(digits: &str) -> bool {
    digits.parse::<u16>().is_ok_and(|n| (1..=999).contains(&n) && n.to_string() == digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_has_one_name() {
        for good in [
            "data/README.txt",
            "data/001/delivery/1/a",
            "data/999/messages/01.txt",
            "data/010/documents/x/y",
            "proof/001/facts.jsonl",
            "proof/001/seal.txt.sig",
            "proof/001/stamp-1.sha256",
            "proof/001/stamp-99.a-b.tsr",
            "VERIFY.txt",
            "bagit.txt",
        ] {
            assert!(Place::of(good).is_some(), "{good}");
        }
        for bad in [
            "data/readme.txt",
            "data/000/documents/a",
            "data/1/documents/a",
            "data/0001/documents/a",
            "data/001/a",
            "data/001/other/a",
            "data/001/delivery/a",
            "data/001/delivery/01/a",
            "data/001/delivery/0/a",
            "data/001/delivery/1000/a",
            "proof/001/stamp-0.sha256",
            "proof/001/stamp-01.sha256",
            "proof/001/stamp-100.sha256",
            "proof/001/stamp-1.A.tsr",
            "proof/001/stamp-1..tsr",
            "proof/001/x",
            "proof/001/facts.jsonl/x",
            "verify.txt",
            "x",
            "",
        ] {
            assert_eq!(Place::of(bad), None, "{bad}");
        }
        let token = || ProofFile::Token(2, "a-b".parse().unwrap());
        let name = token().name(Edition::FIRST);
        assert_eq!(Place::of(name.as_str()), Some(Place::Proof(Edition::FIRST, token())));
    }
}
