//! Step 9: all editions of one run as one chain. It proves an order, not that no other chain exists.

use super::edition::{CheckedEdition, SealSummary};
use super::edition_subject;
use crate::archive::Edition;
use crate::finding::{Code, Finding, Findings};
use std::collections::BTreeMap;

/// Holds the seals of all editions against each other. Editions without a readable seal have their own findings.
pub fn check<'a>(editions: impl Iterator<Item = &'a CheckedEdition>, findings: &mut Findings) {
    let mut chain: BTreeMap<Edition, &SealSummary> = BTreeMap::new();
    for (edition, seal) in editions.filter_map(|e| Some((e.edition, e.seal.as_ref()?))) {
        if let Some(twin) = chain.insert(edition, seal)
            && twin.code != seal.code
        {
            findings.push(Finding::new(Code::ChainFork, edition_subject(edition)).detail(twin.code));
        }
    }
    let Some((_, first)) = chain.first_key_value() else { return };
    for (edition, seal) in &chain {
        let subject = || edition_subject(*edition);
        if seal.header.case != first.header.case {
            findings.push(Finding::new(Code::ChainCase, subject()).detail(seal.header.case));
        }
        if seal.header.signer != first.header.signer {
            findings.push(Finding::new(Code::ChainSigner, subject()).detail(seal.header.signer));
        }
        let Some(before) = edition.before() else { continue };
        match chain.get(&before) {
            Some(previous) if seal.header.previous != Some(previous.code) => {
                findings.push(Finding::new(Code::ChainPrevious, subject()).detail(previous.code));
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
