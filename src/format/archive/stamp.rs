//! Stamps as files: what a stamp covers, in the format of `sha256sum` (format.md section 6).

use super::layout::ProofFile;
use crate::base::digest::Sha256Digest;
use std::fmt::Write as _;

/// The files of a stamp's list with their hashes: the seal, the signature, and all files of earlier stamps.
#[derive(Debug, Clone, Default)]
pub struct Covered(Vec<(u8, String, Sha256Digest)>);

impl Covered {
    /// Adds a proof file by its entry name, if a stamp can cover it at all.
    pub fn add(&mut self, file: &ProofFile, name: &str, sha256: Sha256Digest) {
        let of = match file {
            ProofFile::Facts => return,
            ProofFile::Seal | ProofFile::Signature => 0,
            ProofFile::StampList(k) | ProofFile::Token(k, _) => *k,
        };
        self.0.push((of, name.to_owned(), sha256));
    }

    /// The list of stamp `k`: lines sorted by the bytes of the names.
    pub fn list(&self, k: u8) -> String {
        let mut lines: Vec<_> = self.0.iter().filter(|(of, ..)| *of < k).collect();
        lines.sort_unstable_by(|a, b| a.1.cmp(&b.1));
        let mut text = String::new();
        for (_, name, sha256) in lines {
            let _ = writeln!(text, "{sha256}  {name}");
        }
        text
    }

    /// The number of the last stamp; 0 without any.
    pub fn last(&self) -> u8 {
        self.0.iter().map(|(of, ..)| *of).max().unwrap_or(0)
    }
}
