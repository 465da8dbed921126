//! Facts about files that were never sealed, and one hash with two sizes (format.md section 4.3, rules 10 and 11).

use crate::base::digest::Sha256Digest;
use crate::base::finding::{Code, Finding, Findings};
use crate::format::fact::{Fact, Kind, Labels};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Characters of a name that a finding tells: no entry has more, and a source can be a text of a megabyte.
const LONGEST_NAME: usize = 1000;

/// What facts call files, and the files that are sealed.
#[derive(Default)]
pub struct Files {
    sealed: HashSet<String>,
    sizes: HashMap<Sha256Digest, u64>,
    named: BTreeSet<(Kind, String)>,
}

impl Files {
    /// Takes in a fact that speaks of files.
    pub fn add(&mut self, fact: &Fact, findings: &mut Findings) {
        let sources = match fact {
            Fact::File(f) => {
                self.sealed.insert(f.path.as_str().to_owned());
                if *self.sizes.entry(f.sha256).or_insert(f.size.get()) != f.size.get() {
                    findings.push(Finding::new(Code::FileHash, f.path.as_str()).detail(f.sha256));
                }
                return;
            }
            Fact::Conversation(f) => Some(&f.source),
            Fact::Link(f) => Some(&f.source),
            _ => None,
        };
        let sources = sources.into_iter().flat_map(|source| source.split(' '));
        let names = sources.chain(fact.path().map(|path| path.as_str()));
        self.named.extend(names.map(|name| (fact.kind(), name.to_owned())));
    }

    /// Where every `file` fact is shown, what they do not name was never sealed.
    pub fn finish(&self, labels: &Labels, findings: &mut Findings) {
        if self.sealed.len() as u64 != labels.of(Kind::File, None) {
            return;
        }
        for (kind, name) in &self.named {
            let is_sealed = self.sealed.contains(name) || is_of_sound(*kind) && self.is_in_a_file(name);
            if !is_sealed {
                let name: String = name.chars().take(LONGEST_NAME).collect();
                findings.push(Finding::new(Code::FactOfNoFile, name).detail(kind.as_str()));
            }
        }
    }

    /// Is it the name of an entry in a ZIP that is sealed? No sealed file is another's folder, so that it must be.
    fn is_in_a_file(&self, name: &str) -> bool {
        name.match_indices('/').any(|(at, _)| self.sealed.contains(&name[..at]))
    }
}

fn is_of_sound(kind: Kind) -> bool {
    matches!(kind, Kind::Audio | Kind::Waveform | Kind::Claims)
}
