//! The seals of a case as one chain (format.md section 9, step 9): sealing holds a new seal against the last one by the
//! same rules. A chain proves an order, not that no other chain exists.

use super::{CaseId, Fingerprint, SealHeader};
use crate::base::digest::Sha256Digest;
use crate::base::finding::{Code, Finding, Findings};
use crate::base::time::UtcSecond;
use crate::format::archive::Edition;
use std::collections::BTreeMap;

/// A seal as far as others are chained to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chained {
    /// The case.
    pub case: CaseId,
    /// Its edition.
    pub edition: Edition,
    /// When it was sealed, by the signer's own clock.
    pub sealed: UtcSecond,
    /// The seal code that it names as the one before it.
    pub previous: Option<Sha256Digest>,
    /// The key.
    pub signer: Fingerprint,
    /// Its seal code; `None` while it is being made.
    pub code: Option<Sha256Digest>,
}

impl Chained {
    /// What the head of a seal says, and the seal code.
    pub fn of(header: &SealHeader, code: Sha256Digest) -> Self {
        let SealHeader { case, edition, sealed, previous, signer, .. } = *header;
        Self { case, edition, sealed, previous, signer, code: Some(code) }
    }
}

type Chain = BTreeMap<Edition, Chained>;

/// Holds seals against each other.
pub fn check_chain(seals: impl Iterator<Item = Chained>, findings: &mut Findings) {
    let seals: Vec<Chained> = seals.collect();
    // of two jobs, the one that was named first is the one that is meant
    let Some(first) = seals.iter().min_by_key(|seal| seal.edition) else { return };
    let mut cases: BTreeMap<CaseId, Chain> = BTreeMap::new();
    for seal in &seals {
        let chain = cases.entry(seal.case).or_default();
        match chain.insert(seal.edition, *seal) {
            Some(twin) if twin.code != seal.code => {
                let finding = Finding::new(Code::ChainFork, seal.edition.proofs());
                findings.push(finding.detail(shown(twin.code)));
            }
            Some(_) => continue, // the same edition in a second file says nothing twice
            None => {}
        }
        if seal.case != first.case {
            findings.push(Finding::new(Code::ChainCase, seal.edition.proofs()).detail(seal.case));
        }
        if seal.signer != first.signer {
            findings.push(Finding::new(Code::ChainSigner, seal.edition.proofs()).detail(seal.signer));
        }
    }
    cases.values().for_each(|chain| check_one(chain, findings));
}

/// The seals of one case.
fn check_one(chain: &Chain, findings: &mut Findings) {
    for (edition, seal) in chain {
        let Some(before) = edition.before() else { continue };
        match chain.get(&before) {
            Some(previous) if seal.previous != previous.code => {
                let finding = Finding::new(Code::ChainPrevious, edition.proofs());
                findings.push(finding.detail(shown(previous.code)));
            }
            Some(_) => {}
            None => findings.push(Finding::new(Code::ChainGap, before.proofs())),
        }
    }
    // also across a gap: a later edition is never sealed earlier
    for ((_, earlier), (edition, later)) in chain.iter().zip(chain.iter().skip(1)) {
        if later.sealed < earlier.sealed {
            let detail = format!("{} before {}", later.sealed, earlier.sealed);
            findings.push(Finding::new(Code::ChainTime, edition.proofs()).detail(detail));
        }
    }
}

fn shown(code: Option<Sha256Digest>) -> String {
    code.map(|code| code.to_string()).unwrap_or_default()
}
