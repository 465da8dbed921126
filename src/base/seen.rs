//! A file as it was seen: it is read only while it is still that file.

use crate::base::error::{Error, ErrorKind, Result};
use crate::base::time::UtcSecond;
use std::fs::{File, Metadata};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A plain file, its size and its last change when somebody looked.
#[derive(Debug, Clone)]
pub struct Seen {
    path: PathBuf,
    size: u64,
    modified: Option<SystemTime>,
}

impl Seen {
    /// Looks at a file.
    ///
    /// # Errors
    /// [`ErrorKind::IsFolder`], [`ErrorKind::Special`] for links, pipes and devices, and read errors.
    pub fn at(path: impl Into<PathBuf>) -> Result<Self> {
        let path = path.into();
        let metadata = path.symlink_metadata().map_err(|e| Error::read(e).on(&path))?;
        match metadata.file_type() {
            kind if kind.is_dir() => Err(Error::from(ErrorKind::IsFolder).on(path)),
            kind if !kind.is_file() => Err(Error::from(ErrorKind::Special).on(path)),
            _ => Ok(Self::new(path, &metadata)),
        }
    }

    /// What a walk over a folder has looked at.
    pub fn new(path: PathBuf, metadata: &Metadata) -> Self {
        Self { path, size: metadata.len(), modified: metadata.modified().ok() }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its bytes.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// When it was last changed, as this computer claims.
    pub fn modified(&self) -> Option<UtcSecond> {
        self.modified.and_then(|time| UtcSecond::from_system(time).ok())
    }

    /// Opens it for reading.
    ///
    /// # Errors
    /// [`ErrorKind::Changed`] if it is not what was seen any more; read errors.
    pub fn open(&self) -> Result<File> {
        // what stands there now, before opening: a pipe put in its place would never open
        self.confirm()?;
        self.opened(File::open(&self.path).map_err(Error::read)?)
    }

    /// Is it still what was seen?
    ///
    /// # Errors
    /// [`ErrorKind::Changed`] if not; read errors.
    pub fn confirm(&self) -> Result<()> {
        let metadata = self.path.symlink_metadata().map_err(Error::read)?;
        if self.is_still(&metadata) { Ok(()) } else { Err(ErrorKind::Changed.into()) }
    }

    /// Between looking and opening, a link can have been put in the file's place, or in that of a folder above it:
    /// what counts is the file that was opened.
    fn opened(&self, file: File) -> Result<File> {
        if self.is_still(&file.metadata().map_err(Error::read)?) {
            Ok(file)
        } else {
            Err(ErrorKind::Changed.into())
        }
    }

    fn is_still(&self, metadata: &Metadata) -> bool {
        metadata.is_file() && metadata.len() == self.size && metadata.modified().ok() == self.modified
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_file_than_the_one_seen_is_not_read() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("a.wav"), "found").unwrap();
        let other = dir.path().join("other");
        std::fs::write(&other, "something else").unwrap();
        let seen = Seen::at(dir.path().join("a.wav")).unwrap();
        assert!(seen.opened(File::open(seen.path()).unwrap()).is_ok());
        assert_eq!(seen.opened(File::open(other).unwrap()).unwrap_err().kind(), ErrorKind::Changed);
        if cfg!(unix) {
            assert_eq!(seen.opened(File::open(dir.path()).unwrap()).unwrap_err().kind(), ErrorKind::Changed);
        }
        assert_eq!(Seen::at(dir.path()).unwrap_err().kind(), ErrorKind::IsFolder);
        assert_eq!(Seen::at(dir.path().join("none")).unwrap_err().kind(), ErrorKind::NotFound);
    }
}
