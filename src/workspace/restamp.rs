//! Time-stamps for seals that were made without, or whose time-stamps will not last.

use super::archives::Opened;
use super::desk::{Desk, Done, Stretch};
use super::folder::{CaseFolder, is_case};
use super::history::seals_in;
use crate::base::disk;
use crate::base::error::{Error, ErrorKind};
use crate::base::limits::Limits;
use crate::format::archive::Edition;
use crate::seal::new_stamp::Stamper;
use crate::seal::publish::republish;
use crate::seal::stamp::Stamped;
use crate::text::Message;
use crate::verify::{Policy, Run, Verdict};
use std::path::{Path, PathBuf};

/// An archive, and the editions in it that get a time-stamp.
#[derive(Debug)]
pub struct InNeed {
    /// The archive.
    pub path: PathBuf,
    /// Its editions.
    pub editions: Vec<Edition>,
}

/// What was looked at.
#[derive(Debug)]
pub enum Looked {
    /// Intact; these are in need.
    Intact(Vec<InNeed>),
    /// Not intact: a time-stamp on it would say nothing.
    NotIntact(Box<Run>),
}

/// What is to be stamped: an archive by name in any case, of a folder what is in need.
///
/// # Errors
/// Read errors; [`ErrorKind::NoSeals`].
pub fn in_need(desk: Desk<'_>, path: &Path, policy: &Policy) -> Done<Looked> {
    let seals = if path.is_dir() && is_case(path) {
        let seals = CaseFolder::open(path, desk.lang(), &Limits::DEFAULT)?.seals;
        if seals_in(&seals)?.is_empty() {
            return Err(Error::from(ErrorKind::NoSeals).on(&seals).into());
        }
        seals
    } else {
        path.to_owned()
    };
    let run = Opened::open(std::slice::from_ref(&seals))?.verify(desk, policy)?;
    if run.outcome.verdict != Verdict::Intact {
        return Ok(Looked::NotIntact(Box::new(run)));
    }
    let needs = |edition: Edition| !seals.is_dir() || run.outcome.times.need(edition, policy.now).is_some();
    let jobs = run.archives.iter().map(|archive| InNeed {
        path: archive.path.clone(),
        editions: archive.editions.iter().map(|e| e.edition).filter(|e| needs(*e)).collect(),
    });
    Ok(Looked::Intact(jobs.filter(|job| !job.editions.is_empty()).collect()))
}

/// An archive that was asked about.
#[derive(Debug)]
pub struct Restamped {
    /// The archive with its new time-stamps, where some came.
    pub path: PathBuf,
    /// The editions that got one; empty where no service answered.
    pub editions: Vec<Edition>,
}

/// Asks for time-stamps and adds those that came, to `output` or in the archive's place; every other byte stays.
///
/// # Errors
/// [`ErrorKind::Busy`]; [`ErrorKind::Changed`]; those of [`republish`]. In every case the archive stands as it was.
pub fn restamp(
    desk: Desk<'_>,
    job: &InNeed,
    output: Option<&Path>,
    stamper: Stamper<'_>,
    policy: &Policy,
) -> Done<Restamped> {
    let folder = job.path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    for path in disk::clear_leftovers(folder)? {
        desk.note(&Message::new("seal-cleared").text("path", path.display()));
    }
    if disk::is_busy(folder) {
        return Err(Error::from(ErrorKind::Busy).on(folder).into());
    }
    let opened = Opened::open(std::slice::from_ref(&job.path))?;
    let run = opened.verify(desk, policy)?; // once more: this very file, now
    if run.outcome.verdict != Verdict::Intact {
        return Err(Error::from(ErrorKind::Changed).on(&job.path).into());
    }
    let checked = run.archives.first().ok_or(Error::from(ErrorKind::NotHikae))?;
    let source = opened.into_only().ok_or(Error::from(ErrorKind::NotHikae))?;
    let size = source.metadata().map_err(|e| Error::read(e).on(&job.path))?.len();
    let stamped = Stamped::ask(source, &job.editions, policy.limits, stamper)?;
    let editions: Vec<Edition> = stamped.editions().collect();
    if !editions.is_empty() {
        let ticks = desk.begin(Stretch::Stamping, size * 2);
        let progress = |_, n| ticks.tick(n);
        republish(&job.path, stamped, checked, output, policy, &progress)?;
    }
    Ok(Restamped { path: output.unwrap_or(&job.path).to_owned(), editions })
}
