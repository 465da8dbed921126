//! The strict verifier: the numbered steps of docs/format.md section 9. It trusts nothing that is stored,
//! recomputes everything, and reports what it saw; what could not be looked at at all is an error.

mod checked;
mod edition;
mod entries;
mod json;
mod policy;
mod shown;
mod stamps;
mod time;
mod verdict;

pub use checked::{Checked, CheckedEdition, CheckedToken, SealSummary, Standing};
pub use json::verify_json;
pub use policy::{Policy, Requirement};
pub use shown::Whole;
pub use time::{Need, Times};
pub use verdict::{Named, Outcome, Run, Shown, Verdict};

use crate::base::disk;
use crate::base::error::{Error, ErrorKind, Result};
use crate::base::finding::{Code, Finding, Findings};
use crate::base::parallel;
use crate::base::progress::{Progress, Stage, UNWATCHED};
use crate::base::time::UtcSecond;
use crate::format::archive::bag::{BagInfo, MadeBy};
use crate::format::archive::{Archive, Entry, Hashed, ReadAt, RootFile};
use crate::format::cross::check_signed;
use crate::report::Report;
use std::path::{Path, PathBuf};

/// One archive to check, and what to call it.
pub struct Input<R> {
    /// The file's path, for findings that several archives share a run of.
    pub path: PathBuf,
    /// Its bytes.
    pub source: R,
}

/// Checks archives in one run: each by itself, and all of them as one chain.
///
/// # Errors
/// What could not be looked at: not an archive of ours, cut off, unreadable, beyond a limit.
pub fn verify<R: ReadAt>(inputs: Vec<Input<R>>, policy: &Policy, progress: Progress<'_>) -> Result<Run> {
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
    let hash = |(i, entry): &(usize, &Entry)| {
        opened[*i].1.hash(entry, &|n| progress(Stage::Checking, n)).map_err(|e| e.on(&opened[*i].0))
    };
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

/// Checks one archive on disk now, for a reader who insists on nothing.
///
/// ```
/// # fn main() -> hikae::Result<()> {
/// # let folder = tempfile::tempdir().expect("a folder");
/// # let path = folder.path().join("001.zip");
/// # let (key, now) = (hikae::SecretKey::from_seed(&[1; 32]), hikae::UtcSecond::now().expect("a clock"));
/// # hikae::Sealer::new(key).deliver("take1.wav", b"RIFF").publish(&path, now, &mut hikae::system_random)?;
/// let run = hikae::verify_file(&path)?;
/// assert_eq!(run.verdict(), hikae::Verdict::Intact);
/// for (archive, finding) in run.findings() {
///     println!("{archive}: {} {}", finding.code, finding.subject);
/// }
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// The file cannot be opened, and those of [`verify`].
pub fn verify_file(path: impl AsRef<Path>) -> Result<Run> {
    let path = path.as_ref();
    verify(vec![Input { path: path.to_owned(), source: disk::open(path)? }], &here_and_now()?, UNWATCHED)
}

/// The same with an archive in memory.
///
/// # Errors
/// Those of [`verify`].
pub fn verify_bytes(archive: &[u8]) -> Result<Run> {
    verify(vec![Input { path: PathBuf::new(), source: archive }], &here_and_now()?, UNWATCHED)
}

fn here_and_now() -> Result<Policy> {
    let now = UtcSecond::now().map_err(|e| Error::from(ErrorKind::Clock).detail(e))?;
    Ok(Policy::at(now))
}

/// Steps 1 (CRC, order, times) to 8, 10 and 11 on one archive.
fn check_archive<R: ReadAt>(
    path: &Path,
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
    let bag_info = table.root(RootFile::BagInfo).filter(|entry| entry.size <= policy.limits.root_file);
    let bag_info = bag_info.map(|entry| archive.bytes(entry, policy.limits.root_file)).transpose()?;
    let made_by = bag_info.as_deref().and_then(MadeBy::named);
    let revision = made_by.as_ref().map(|made_by| made_by.revision);
    let mut report = revision.flatten().and_then(Report::of);
    // programs before 0.6.0 named no revision, and the first of them made no page
    if revision != Some(None) && table.root(RootFile::Report).is_none() {
        findings.push(Finding::new(Code::EntryMissing, RootFile::Report.as_str()));
    }
    for edition in table.editions() {
        let mut own = Findings::default();
        checked.editions.push(edition::check(archive, &table, edition, policy, report.as_mut(), &mut own)?);
        if own.has(Code::SealVersion) { unknown.extend(own) } else { known.extend(own) }
    }
    table.check_payload(&checked.editions, &mut known);
    for path in checked.editions.iter().flat_map(|edition| &edition.signed_mails) {
        let Some(entry) = table.payload(path.as_str()) else { continue };
        check_signed(path.as_str(), archive.data(entry), &mut known)?;
    }
    if unknown.has(Code::SealVersion) {
        // whatever else looks wrong may be right in that version: this one cannot check it, and must not guess;
        // but an edition of this version, with what it seals, stays what it is
        known.extend(unknown.only(Code::SealVersion));
        checked.findings = known;
        return Ok(checked);
    }
    findings.extend(known);
    table.check_times(&checked.editions, &mut findings);
    checked.made_by = made_by;
    if let Some(bag_info) = bag_info {
        check_bag_info(&table, &checked, &bag_info, &mut findings);
    }
    table.check_manifests(&mut findings);
    check_texts(&table, &mut checked, report, &mut findings);
    checked.findings = findings;
    Ok(checked)
}

/// Step 3: `bag-info.txt` made again and compared.
fn check_bag_info(table: &entries::Table<'_>, checked: &Checked, text: &[u8], findings: &mut Findings) {
    let (bytes, files) = table.payload_oxum();
    let last = checked.editions.last().and_then(|e| e.seal.as_ref());
    let again = |made_by, last: &SealSummary| {
        BagInfo { made_by, sealed: last.header.sealed, bytes, files }.encode().as_bytes() == text
    };
    // a seal that cannot be read has its own finding
    let same = checked.made_by.clone().is_some_and(|made_by| last.is_none_or(|last| again(made_by, last)));
    if !same {
        findings.push(Finding::new(Code::BagInfo, RootFile::BagInfo.as_str()));
    }
}

/// Step 11: `REPORT.html` and `VERIFY.txt` made again and compared.
fn check_texts(
    table: &entries::Table<'_>,
    checked: &mut Checked,
    report: Option<Report>,
    findings: &mut Findings,
) {
    let Some(made_by) = &checked.made_by else { return };
    let Some(report) = report else {
        let named = made_by.revision.map_or_else(|| "none".to_owned(), |revision| revision.to_string());
        findings.push(Finding::new(Code::DerivedNotChecked, "").detail(named));
        return;
    };
    let shown: Option<Vec<_>> = checked.editions.iter().map(CheckedEdition::shown).collect();
    let Some(shown) = shown else {
        let detail = "VERIFY.txt and REPORT.html: they need every seal.txt";
        findings.push(Finding::new(Code::CheckNotRun, "").detail(detail));
        return;
    };
    table.check_texts(&report.write(&shown, made_by.lang), findings);
    checked.derived_checked =
        [RootFile::Verify, RootFile::Report].iter().all(|file| table.root(*file).is_some());
}
