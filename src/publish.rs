//! A seal on disk: written beside its name, read back and verified whole, and only then given its name.

use crate::archive::Edition;
use crate::disk::NewFile;
use crate::error::{Error, ErrorKind, Result};
use crate::fact::Salt;
use crate::proof::Signer;
use crate::seal::{Request, Sealed, seal};
use crate::verify::{Input, Policy, Verdict, verify};
use std::path::Path;
use std::thread;

/// The stages of the work, for progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Reading the originals and writing the archive.
    Sealing,
    /// Reading the archive back.
    Checking,
}

/// Told of the bytes done in each stage; can stop the work.
pub type Progress<'a> = &'a (dyn Fn(Stage, u64) -> Result<()> + Sync);

/// Seals to `target`, which must not exist.
///
/// # Errors
/// Those of [`seal`], [`ErrorKind::Exists`], [`ErrorKind::SelfCheck`] if the archive read back is not intact.
/// In every case nothing is left behind.
pub fn publish(
    target: &Path,
    request: Request<'_>,
    signer: &dyn Signer,
    salts: &mut dyn FnMut() -> Result<Salt>,
    progress: Progress<'_>,
) -> Result<Sealed> {
    let new = NewFile::create(target)?;
    let (edition, limits) = (request.edition, request.limits);
    let tick = |data: &[u8]| progress(Stage::Sealing, data.len() as u64);
    let sealed = seal(new.file(), request, signer, salts, &tick).map_err(|e| e.on(target))?;
    // the disk is busy while the processor reads the archive back from memory
    let (synced, checked) = thread::scope(|scope| {
        let sync = scope.spawn(|| new.sync());
        let checked = self_check(&new, edition, &sealed, limits, progress);
        (sync.join(), checked)
    });
    checked?;
    synced.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
    new.commit()?;
    Ok(sealed)
}

fn self_check(
    new: &NewFile,
    edition: Edition,
    sealed: &Sealed,
    limits: crate::limits::Limits,
    progress: Progress<'_>,
) -> Result<()> {
    let input = Input { path: new.target().to_owned(), source: new.file() };
    let policy = Policy { limits, ..Policy::default() };
    let run = verify(vec![input], &policy, &|n| progress(Stage::Checking, n))?;
    let same = run
        .editions()
        .any(|e| e.edition == edition && e.seal.as_ref().is_some_and(|s| s.code == sealed.code));
    if run.outcome.verdict == Verdict::Intact && same {
        return Ok(());
    }
    let first =
        run.findings().into_iter().next().map(|(_, finding)| format!("{} {}", finding.code, finding.subject));
    Err(Error::from(ErrorKind::SelfCheck).detail(first.unwrap_or_default()).on(new.target()))
}
