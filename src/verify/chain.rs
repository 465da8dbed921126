//! Step 9: all editions of one run as one chain. It proves an order, not that no other chain exists.

use super::edition::{CheckedEdition, SealSummary};
use super::edition_subject;
use crate::base::finding::{Code, Finding, Findings};
use crate::format::archive::Edition;
use crate::format::proof::CaseId;
use std::collections::BTreeMap;

type Chain<'a> = BTreeMap<Edition, &'a SealSummary>;

/// Holds the seals of all editions against each other. Editions without a readable seal have their own findings.
pub fn check<'a>(editions: impl Iterator<Item = &'a CheckedEdition>, findings: &mut Findings) {
    let seals: Vec<(Edition, &SealSummary)> =
        editions.filter_map(|e| Some((e.edition, e.seal.as_ref()?))).collect();
    // of two jobs, the one that was named first is the one that is meant
    let Some((_, first)) = seals.iter().min_by_key(|(edition, _)| *edition) else { return };
    let mut cases: BTreeMap<CaseId, Chain<'_>> = BTreeMap::new();
    for (edition, seal) in &seals {
        let chain = cases.entry(seal.header.case).or_default();
        match chain.insert(*edition, seal) {
            Some(twin) if twin.code != seal.code => {
                findings.push(Finding::new(Code::ChainFork, edition_subject(*edition)).detail(twin.code));
            }
            Some(_) => continue, // the same edition in a second file says nothing twice
            None => {}
        }
        let subject = || edition_subject(*edition);
        if seal.header.case != first.header.case {
            findings.push(Finding::new(Code::ChainCase, subject()).detail(seal.header.case));
        }
        if seal.header.signer != first.header.signer {
            findings.push(Finding::new(Code::ChainSigner, subject()).detail(seal.header.signer));
        }
    }
    cases.values().for_each(|chain| check_one(chain, findings));
}

/// The seals of one case.
fn check_one(chain: &Chain<'_>, findings: &mut Findings) {
    for (edition, seal) in chain {
        let Some(before) = edition.before() else { continue };
        match chain.get(&before) {
            Some(previous) if seal.header.previous != Some(previous.code) => {
                let finding = Finding::new(Code::ChainPrevious, edition_subject(*edition));
                findings.push(finding.detail(previous.code));
            }
            Some(_) => {}
            None => findings.push(Finding::new(Code::ChainGap, edition_subject(before))),
        }
    }
    // also across a gap: a later edition is never sealed earlier
    for ((_, earlier), (edition, later)) in chain.iter().zip(chain.iter().skip(1)) {
        if later.header.sealed < earlier.header.sealed {
            let detail = format!("{} before {}", later.header.sealed, earlier.header.sealed);
            findings.push(Finding::new(Code::ChainTime, edition_subject(*edition)).detail(detail));
        }
    }
}
