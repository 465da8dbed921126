//! The strict verifier: the numbered steps of docs/format.md section 9. It trusts nothing that is stored,
//! recomputes everything, and reports what it saw; what could not be looked at at all is an error.

mod chain;
mod cross;
mod edition;
mod entries;
mod json;
mod mails;
mod shown;
mod stamps;
mod targets;
mod time;
mod verdict;

pub use edition::{CheckedEdition, SealSummary};
pub use json::verify_json;
pub use shown::Whole;
pub use stamps::{CheckedToken, Standing};
pub use time::{Need, Times};
pub use verdict::{Named, Outcome, Requirement, Run, Shown, Verdict};

use crate::base::error::{Error, ErrorKind, Result};
use crate::base::finding::{Code, Finding, Findings};
use crate::base::limits::Limits;
use crate::base::parallel;
use crate::base::time::UtcSecond;
use crate::format::archive::bag::{BagInfo, Version};
use crate::format::archive::{Archive, Edition, Entry, Hashed, ReadAt, RootFile};
use crate::format::proof::Fingerprint;
use crate::report;
use crate::report::abridged::Abridged;
use crate::text::Lang;
use crate::timestamp::Anchors;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// What the reader of a verdict brings along.
#[derive(Debug, Clone)]
pub struct Policy {
    /// Bounds.
    pub limits: Limits,
    /// The reader's clock: a token whose certificates have expired by then, and which was not renewed, counts no more.
    pub now: UtcSecond,
    /// The roots of authorities that the reader believes.
    pub anchors: Anchors,
    /// The signer that the reader expects.
    pub signer: Option<Fingerprint>,
    /// Proofs without which the reader does not want to rely on the archive.
    pub require: BTreeSet<Requirement>,
}

impl Policy {
    /// The policy of a reader who insists on nothing, at a time: the limits of the format, the pinned roots.
    pub fn at(now: UtcSecond) -> Self {
        let (limits, anchors) = (Limits::DEFAULT, Anchors::pinned());
        Self { limits, now, anchors, signer: None, require: BTreeSet::new() }
    }
}

/// One archive to check, and what to call it.
pub struct Input<R> {
    /// The file's path, for findings that several archives share a run of.
    pub path: PathBuf,
    /// Its bytes.
    pub source: R,
}

/// What checking one archive gave.
#[derive(Debug)]
pub struct Checked {
    /// The file's path.
    pub path: PathBuf,
    /// What was seen.
    pub findings: Findings,
    /// The editions in it, ascending.
    pub editions: Vec<CheckedEdition>,
    /// The program version and language of its derived files.
    pub made_by: Option<(Version, Lang)>,
    /// Were report and instructions made again and compared?
    pub derived_checked: bool,
}

/// Checks archives in one run: each by itself, and all of them as one chain.
///
/// # Errors
/// What could not be looked at: not an archive of ours, cut off, unreadable, beyond a limit. See [`Archive::open`].
pub fn verify<R: ReadAt>(
    inputs: Vec<Input<R>>,
    policy: &Policy,
    tick: &(dyn Fn(u64) -> Result<()> + Sync),
) -> Result<Run> {
    let mut opened = Vec::new();
    for Input { path, source } in inputs {
        let mut findings = Findings::default();
        let archive = Archive::open(source, &policy.limits, &mut findings).map_err(|e| e.on(&path))?;
        opened.push((path, archive, findings));
    }
    // the data of all archives in one pass over all cores, whatever their sizes
    let jobs: Vec<(usize, &Entry)> = opened
        .iter()
        .enumerate()
        .filter(|(_, (_, archive, _))| archive.is_readable())
        .flat_map(|(i, (_, archive, _))| archive.entries().iter().map(move |entry| (i, entry)))
        .collect();
    let hash = |(i, entry): &(usize, &Entry)| opened[*i].1.hash(entry, tick).map_err(|e| e.on(&opened[*i].0));
    let mut hashed = parallel::try_map(&jobs, |(_, entry)| entry.size, hash)?.into_iter();
    let hashes: Vec<Vec<Hashed>> = opened
        .iter()
        .map(|(_, archive, _)| {
            let count = if archive.is_readable() { archive.entries().len() } else { 0 };
            hashed.by_ref().take(count).collect()
        })
        .collect();
    let items: Vec<_> = opened.iter().zip(&hashes).collect();
    let weight = |(_, hashes): &(_, &Vec<Hashed>)| hashes.len() as u64 * 4096;
    let checked = parallel::try_map(&items, weight, |((path, archive, structure), hashes)| {
        check_archive(path, archive, hashes, structure.clone(), policy).map_err(|e: Error| e.on(path))
    })?;
    Ok(verdict::conclude(checked, policy))
}

/// Steps 1 (CRC, order, times) to 8, 10 and 11 on one archive.
fn check_archive<R: ReadAt>(
    path: &std::path::Path,
    archive: &Archive<R>,
    hashes: &[Hashed],
    mut findings: Findings,
    policy: &Policy,
) -> Result<Checked> {
    let mut checked = Checked {
        path: path.to_owned(),
        findings: Findings::default(),
        editions: Vec::new(),
        made_by: None,
        derived_checked: false,
    };
    if !archive.is_readable() {
        if findings.heaviest().is_none() {
            return Err(ErrorKind::CutOff.into());
        }
        findings.push(
            Finding::new(Code::CheckNotRun, "")
                .detail("the entries cannot be told apart; nothing else was checked"),
        );
        checked.findings = findings;
        return Ok(checked);
    }
    let table = entries::Table::new(archive, hashes);
    table.check_structure(&mut findings);
    table.check_names(&policy.limits, &mut findings);
    let (mut known, mut unknown) = (Findings::default(), Findings::default());
    let mut abridged = Abridged::default();
    for edition in table.editions() {
        let mut own = Findings::default();
        checked.editions.push(edition::check(archive, &table, edition, policy, &mut abridged, &mut own)?);
        if own.has(Code::SealVersion) { unknown.extend(own) } else { known.extend(own) }
    }
    table.check_payload(&checked.editions, &mut known);
    mails::check(archive, &table, &checked.editions, &mut known)?;
    if unknown.has(Code::SealVersion) {
        // whatever else looks wrong may be right in that version: this one cannot check it, and must not guess;
        // but an edition of this version, with what it seals, stays what it is
        known.extend(unknown.only(Code::SealVersion));
        checked.findings = known;
        return Ok(checked);
    }
    findings.extend(known);
    table.check_times(&checked.editions, &mut findings);
    check_derived(archive, &table, &mut checked, abridged, policy, &mut findings)?;
    checked.findings = findings;
    Ok(checked)
}

/// Steps 3 and 11: the derived files made again and compared.
fn check_derived<R: ReadAt>(
    archive: &Archive<R>,
    table: &entries::Table<'_>,
    checked: &mut Checked,
    facts: Abridged,
    policy: &Policy,
    findings: &mut Findings,
) -> Result<()> {
    table.check_manifests(findings);
    let entry = table.root(RootFile::BagInfo).filter(|entry| entry.size <= policy.limits.root_file);
    let Some(entry) = entry else { return Ok(()) };
    let text = archive.bytes(entry, policy.limits.root_file)?;
    let Some((version, lang)) = BagInfo::named(&text) else {
        findings.push(Finding::new(Code::BagInfo, entry.name.as_str()));
        return Ok(());
    };
    let last = checked.editions.last().and_then(|e| e.seal.as_ref());
    if let Some(last) = last {
        let (bytes, files) = table.payload_oxum();
        let expected =
            BagInfo { version: version.clone(), sealed: last.header.sealed, lang, bytes, files }.encode();
        if expected.as_bytes() != text {
            findings.push(Finding::new(Code::BagInfo, entry.name.as_str()));
        }
    }
    table.check_report(&version, findings);
    if version == Version::own() {
        let shown: Option<Vec<_>> = checked.editions.iter().map(CheckedEdition::shown).collect();
        match shown {
            Some(shown) => {
                table.check_instructions(&report::verify_txt(&shown, lang), findings);
                table.check_report_text(&report::report_html(&shown, facts, lang), findings);
            }
            None => {
                let detail = "VERIFY.txt and REPORT.html: they need every seal.txt";
                findings.push(Finding::new(Code::CheckNotRun, "").detail(detail));
            }
        }
        let there = [RootFile::Verify, RootFile::Report].iter().all(|file| table.root(*file).is_some());
        checked.derived_checked = there && checked.editions.iter().all(|e| e.seal.is_some());
    } else {
        findings.push(Finding::new(Code::DerivedNotChecked, "").detail(version.as_str()));
    }
    checked.made_by = Some((version, lang));
    Ok(())
}

/// What findings call an edition as a whole: its folder of proofs.
pub(crate) fn edition_subject(edition: Edition) -> String {
    format!("proof/{edition}")
}
