//! What codes in messages are said to name, in other editions (format.md section 4.3, rule 16).

use crate::base::digest::Sha256Digest;
use crate::base::entry_name::EntryName;
use crate::base::finding::{Code, Finding, Findings};
use crate::format::archive::{Edition, Place, ProofFile};
use crate::format::fact::FileFact;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What is known of the editions that codes can name.
#[derive(Default)]
pub struct Known<'a> {
    /// Of several seals with one number, any.
    seals: BTreeMap<Edition, BTreeSet<Sha256Digest>>,
    files: HashMap<&'a str, Sha256Digest>,
    /// Editions of which every `file` fact is shown somewhere.
    whole: BTreeSet<Edition>,
}

impl<'a> Known<'a> {
    /// Takes in the seal code of an edition.
    pub fn seal(&mut self, edition: Edition, code: Sha256Digest) {
        self.seals.entry(edition).or_default().insert(code);
    }

    /// Takes in `file` facts of an edition, of which there are `sealed`.
    pub fn files(&mut self, edition: Edition, files: &'a [FileFact], sealed: u64) {
        self.files.extend(files.iter().map(|f| (f.path.as_str(), f.sha256)));
        if files.len() as u64 == sealed {
            self.whole.insert(edition);
        }
    }

    /// Holds what links of an edition say against what is known.
    pub fn check(&self, own: Edition, targets: &[(Sha256Digest, String)], findings: &mut Findings) {
        for (code, target) in targets.iter().filter(|(code, target)| !self.allows(own, *code, target)) {
            let finding = Finding::new(Code::LinkTarget, own.proofs());
            findings.push(finding.detail(format!("{code} {target}")));
        }
    }

    /// Can a seal of this edition name that by this code?
    fn allows(&self, own: Edition, code: Sha256Digest, target: &str) -> bool {
        match Place::of(target) {
            Some(Place::Proof(edition, ProofFile::Seal)) if edition < own => {
                self.seals.get(&edition).is_none_or(|codes| codes.contains(&code))
            }
            Some(Place::Payload(edition)) if edition < own && EntryName::new(target).is_ok() => {
                match self.files.get(target) {
                    Some(sha256) => *sha256 == code,
                    None => !self.whole.contains(&edition),
                }
            }
            _ => false,
        }
    }
}
