//! Archives on a disk, opened once: whoever reads on after the verdict reads from these, not from paths that another file
//! may have taken meanwhile.

use super::desk::{Desk, Done, Stretch};
use super::folder::seals_of;
use crate::base::disk;
use crate::base::error::{Error, ErrorKind};
use crate::verify::{Input, Policy, Run, verify};
use std::fs::File;
use std::path::{Path, PathBuf};

/// Archives, each with its path.
#[derive(Debug)]
pub struct Opened(Vec<(PathBuf, File)>);

impl Opened {
    /// Opens archives, and of folders the archives in them (a folder of seals is a chain; of a case, its seals).
    ///
    /// # Errors
    /// Read errors; [`ErrorKind::NoSeals`] for a folder without archives.
    pub fn open(paths: &[PathBuf]) -> Done<Self> {
        let open = |path: PathBuf| Ok((path.clone(), disk::open(&path)?));
        Ok(Self(archives_in(paths)?.into_iter().map(open).collect::<Done<_>>()?))
    }

    /// Verifies them as one run.
    ///
    /// # Errors
    /// Those of [`verify`].
    pub fn verify(&self, desk: Desk<'_>, policy: &Policy) -> Done<Run> {
        let mut inputs = Vec::new();
        let mut bytes = 0;
        for (path, source) in &self.0 {
            bytes += source.metadata().map_err(|e| Error::read(e).on(path))?.len();
            inputs.push(Input { path: path.clone(), source });
        }
        let ticks = desk.begin(Stretch::Verifying, bytes);
        Ok(verify(inputs, policy, &|_, n| ticks.tick(n))?)
    }

    /// Each with its path.
    pub fn iter(&self) -> impl Iterator<Item = (&Path, &File)> {
        self.0.iter().map(|(path, file)| (path.as_path(), file))
    }

    /// The files alone.
    pub fn files(&self) -> Vec<&File> {
        self.0.iter().map(|(_, file)| file).collect()
    }

    /// The file of a path.
    pub fn file(&self, path: &Path) -> Option<&File> {
        self.iter().find(|(known, _)| *known == path).map(|(_, file)| file)
    }

    /// The one archive, where there is one.
    pub(crate) fn into_only(self) -> Option<File> {
        let [(_, file)] = <[_; 1]>::try_from(self.0).ok()?;
        Some(file)
    }
}

/// The archives named, and for a folder those in it.
fn archives_in(paths: &[PathBuf]) -> Done<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        let kind = std::fs::metadata(path).map_err(|e| Error::read(e).on(path))?;
        if !kind.is_dir() {
            files.push(path.clone());
            continue;
        }
        let path = &seals_of(path).unwrap_or_else(|| path.clone());
        let entries = std::fs::read_dir(path).map_err(|e| Error::read(e).on(path))?;
        let is_zip = |p: &PathBuf| p.extension().is_some_and(|e| e.eq_ignore_ascii_case("zip"));
        let paths = entries.map(|e| e.map(|e| e.path())).collect::<std::io::Result<Vec<_>>>();
        let mut found = paths.map_err(|e| Error::read(e).on(path))?;
        found.retain(is_zip);
        if found.is_empty() {
            return Err(Error::from(ErrorKind::NoSeals).on(path).into());
        }
        found.sort();
        files.extend(found);
    }
    Ok(files)
}
