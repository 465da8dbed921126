//! Step 10 between editions: what codes in messages are said to name (format.md section 4.3, rule 16).

use super::edition::CheckedEdition;
use super::edition_subject;
use crate::base::digest::Sha256Digest;
use crate::base::entry_name::EntryName;
use crate::base::finding::{Code, Finding, Findings};
use crate::format::archive::{Edition, Place, ProofFile};
use crate::format::fact::Kind;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What is known of the editions of a run.
#[derive(Default)]
struct Known<'a> {
    /// Of several seals with one number, any.
    seals: BTreeMap<Edition, BTreeSet<Sha256Digest>>,
    files: HashMap<&'a str, Sha256Digest>,
    /// Editions of which every `file` fact is shown somewhere.
    whole: BTreeSet<Edition>,
}

/// Holds the targets of links against the seals and files of the editions that they name.
pub fn check(editions: &[&CheckedEdition], findings: &mut Findings) {
    if editions.iter().all(|edition| edition.targets.is_empty()) {
        return;
    }
    let mut known = Known::default();
    for edition in editions {
        let Some(seal) = &edition.seal else { continue };
        known.seals.entry(edition.edition).or_default().insert(seal.code);
        known.files.extend(edition.files.iter().map(|f| (f.path.as_str(), f.sha256)));
        if edition.files.len() as u64 == seal.labels.of_kind(Kind::File) {
            known.whole.insert(edition.edition);
        }
    }
    for edition in editions {
        for (code, target) in &edition.targets {
            if !known.allows(edition.edition, *code, target) {
                let detail = format!("{code} {target}");
                findings
                    .push(Finding::new(Code::LinkTarget, edition_subject(edition.edition)).detail(detail));
            }
        }
    }
}

impl Known<'_> {
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
