//! A seal on disk: written beside its name, read back and verified whole, and only then given its name.

use super::request::{Request, Salts, Sealed};
use super::write::seal;
use crate::base::disk::NewFile;
use crate::base::error::{Error, ErrorKind, Result};
use crate::base::progress::{Progress, Stage};
use crate::format::archive::Edition;
use crate::format::proof::Signer;
use crate::seal::stamp::Stamped;
use crate::verify::{Checked, CheckedEdition, Input, Policy, Run, Verdict, verify};
use std::fs::File;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

/// Seals to `target`, which must not exist.
///
/// # Errors
/// Those of [`seal`], [`ErrorKind::Exists`], [`ErrorKind::SelfCheck`] if the archive read back is not intact.
/// In every case nothing is left behind.
pub fn publish(
    target: &Path,
    request: Request<'_>,
    signer: &dyn Signer,
    salts: Salts<'_>,
    progress: Progress<'_>,
) -> Result<Sealed> {
    let new = NewFile::create(target)?;
    let edition = request.position.edition();
    let policy = Policy { limits: request.limits, ..Policy::at(request.sealed) };
    let written = AtomicU64::new(0);
    let counted = |stage, bytes| {
        if stage == Stage::Writing {
            written.fetch_add(bytes, Ordering::Relaxed);
        }
        progress(stage, bytes)
    };
    // the disk is kept busy while the processors hash, and while they read the archive back from memory
    let done = AtomicBool::new(false);
    let sealed = thread::scope(|scope| {
        let flusher = scope.spawn(|| flush(&new, &written, &done));
        let sealed = seal(new.file(), request, signer, salts, &counted).map_err(|e| e.on(target));
        let checked =
            sealed.and_then(|sealed| self_check(&new, edition, &sealed, policy, progress).map(|()| sealed));
        done.store(true, Ordering::Release);
        flusher.thread().unpark();
        let flushed = flusher.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        checked.and_then(|sealed| flushed.map(|()| sealed))
    })?;
    new.commit()?;
    Ok(sealed)
}

/// Writes an archive with new stamps to `out`, which must not exist, or in the place of the archive itself.
/// It is read back and verified first, and holds the very seals that were in the archive before.
///
/// # Errors
/// Those of [`Stamped::write`]; [`ErrorKind::SelfCheck`]; [`ErrorKind::Exists`] for `out`, or
/// [`ErrorKind::Changed`] if the archive is no longer the one that was read. In every case the archive stands as it was.
pub fn republish(
    path: &Path,
    stamped: Stamped<File>,
    checked: &Checked,
    out: Option<&Path>,
    policy: &Policy,
    progress: Progress<'_>,
) -> Result<()> {
    let new = out.map_or_else(|| NewFile::beside(path), NewFile::create)?;
    stamped.write(checked, new.file(), progress).map_err(|e| e.on(new.target()))?;
    let input = Input { path: new.target().to_owned(), source: new.file() };
    let run = verify(vec![input], policy, progress)?;
    // the same seals, and as much of them shown
    let of = |e: &CheckedEdition| {
        (e.seal.as_ref().map(|s| s.code), e.facts_shown, e.files.len(), e.files_withheld())
    };
    if run.outcome.verdict != Verdict::Intact || !run.editions().map(of).eq(checked.editions.iter().map(of)) {
        return Err(failed(&run, new.target()));
    }
    match out {
        Some(_) => new.commit(),
        None => new.replace(stamped.into_source()),
    }
}

/// Sends bytes to the disk as they come, so that little is left to wait for at the end.
fn flush(new: &NewFile, written: &AtomicU64, done: &AtomicBool) -> Result<()> {
    const STRETCH: u64 = 64 << 20; // large enough for the disk to run at its best, small against what a system holds back
    let mut flushed = 0;
    while !done.load(Ordering::Acquire) {
        let now = written.load(Ordering::Relaxed);
        if now - flushed >= STRETCH {
            new.sync()?;
            flushed = now;
        } else {
            thread::park_timeout(Duration::from_millis(20));
        }
    }
    Ok(())
}

fn self_check(
    new: &NewFile,
    edition: Edition,
    sealed: &Sealed,
    policy: Policy,
    progress: Progress<'_>,
) -> Result<()> {
    let input = Input { path: new.target().to_owned(), source: new.file() };
    let run = verify(vec![input], &policy, progress)?;
    let same = run
        .editions()
        .any(|e| e.edition == edition && e.seal.as_ref().is_some_and(|s| s.code == sealed.code));
    if run.outcome.verdict == Verdict::Intact && same {
        return Ok(());
    }
    Err(failed(&run, new.target()))
}

fn failed(run: &Run, target: &Path) -> Error {
    let first = run.findings().into_iter().next().map(|(_, f)| format!("{} {}", f.code, f.subject));
    Error::from(ErrorKind::SelfCheck).detail(first.unwrap_or_default()).on(target)
}
