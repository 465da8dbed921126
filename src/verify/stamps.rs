//! Step 8: what the stamps cover. The lists are exact and their hashes recomputed; the tokens themselves are
//! beyond this program version and are said to be so.

use super::edition::CheckedEdition;
use super::edition_subject;
use super::entries::Table;
use crate::archive::{Archive, ProofFile, ReadAt};
use crate::error::Result;
use crate::finding::{Code, Finding, Findings};
use crate::limits::Limits;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Checks the stamps of one edition and notes its tokens.
pub fn check<R: ReadAt>(
    archive: &Archive<R>,
    table: &Table<'_>,
    checked: &mut CheckedEdition,
    limits: &Limits,
    findings: &mut Findings,
) -> Result<()> {
    let edition = checked.edition;
    let subject = |k: u8| ProofFile::StampList(k).name(edition);
    // what a list may name: the seal, the signature, and every file of the stamps before it
    let mut named = BTreeMap::new();
    let mut stamps: BTreeMap<u8, (bool, u64)> = BTreeMap::new();
    for (file, entry, sha256) in table.proofs(edition) {
        match file {
            ProofFile::Facts => {}
            ProofFile::Seal | ProofFile::Signature => drop(named.insert((0, entry.name.as_str()), sha256)),
            ProofFile::StampList(k) => {
                stamps.entry(*k).or_default().0 = true;
                named.insert((*k, entry.name.as_str()), sha256);
            }
            ProofFile::Token(k, _) => {
                super::edition::within(entry, limits.token, findings);
                stamps.entry(*k).or_default().1 += 1;
                named.insert((*k, entry.name.as_str()), sha256);
                checked.tokens.push(entry.name.to_string());
                findings.push(Finding::new(Code::TokenNotChecked, entry.name.as_str()));
            }
        }
    }
    for (expected, (k, (has_list, tokens))) in (1u8..).zip(&stamps) {
        if *k != expected {
            findings.push(
                Finding::new(Code::StampList, edition_subject(edition))
                    .detail(format!("stamp {expected} is missing")),
            );
        }
        if !has_list || *tokens == 0 {
            let what = if *has_list { "no token" } else { "no list" };
            findings.push(Finding::new(Code::StampList, subject(*k).as_str()).detail(what));
        }
        let Some(entry) = table.proof(edition, &ProofFile::StampList(*k)) else { continue };
        let mut lines: Vec<(&str, _)> =
            named.iter().filter(|((of, _), _)| of < k).map(|((_, name), sha)| (*name, sha)).collect();
        lines.sort_unstable_by_key(|(name, _)| *name);
        let mut text = String::new();
        for (name, sha256) in lines {
            let _ = writeln!(text, "{sha256}  {name}");
        }
        // the size first: a list of another size is not read at all
        if entry.size != text.len() as u64 || archive.bytes(entry, limits.root_file)? != text.as_bytes() {
            findings.push(Finding::new(Code::StampList, entry.name.as_str()).detail("not what it must list"));
        }
    }
    Ok(())
}
