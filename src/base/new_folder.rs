//! New folders on disk, with all that lies in them, as [`disk`](super::disk) makes files.

use super::disk::{HELD, folder_of, named, sync_folder};
use crate::base::error::{Error, ErrorKind, Result};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder that does not exist under its name until [`commit`](Self::commit).
pub struct NewFolder {
    temp: TempDir,
    target: PathBuf,
    /// Held while we work, as the files of [`NewFile`](super::disk::NewFile) are.
    held: Option<File>,
}

impl NewFolder {
    /// Begins a folder. Dropped before `commit`, it leaves nothing.
    ///
    /// # Errors
    /// [`ErrorKind::Exists`] if the name is taken, and write errors.
    pub fn create(target: &Path) -> Result<Self> {
        if target.symlink_metadata().is_ok() {
            return Err(Error::from(ErrorKind::Exists).on(target));
        }
        let folder = folder_of(target);
        let temp = named().tempdir_in(folder).map_err(|e| Error::write(e).on(folder))?;
        let held = File::create_new(temp.path().join(HELD)).and_then(|held| held.lock().map(|()| held));
        let held = Some(held.map_err(|e| Error::write(e).on(target))?);
        Ok(Self { temp, target: target.to_owned(), held })
    }

    /// Where its files go for now.
    pub fn path(&self) -> &Path {
        self.temp.path()
    }

    /// The files in it, relative to it, with their bytes.
    pub fn files(&self) -> Result<Vec<(String, u64)>> {
        let mut files = Vec::new();
        for entry in walkdir::WalkDir::new(self.path()).sort_by_file_name() {
            let entry = entry.map_err(|e| Error::read(e.into()).on(&self.target))?;
            let name = entry.path().strip_prefix(self.path()).unwrap_or(entry.path());
            if entry.file_type().is_file() && name != Path::new(HELD) {
                let size = entry.metadata().map_err(|e| Error::read(e.into()).on(&self.target))?.len();
                files.push((name.to_string_lossy().replace('\\', "/"), size));
            }
        }
        Ok(files)
    }

    /// Gives the folder its name, and waits until all of it is on disk.
    ///
    /// # Errors
    /// Write errors, also where the name was taken meanwhile; then the other folder stands untouched.
    pub fn commit(mut self) -> Result<()> {
        for entry in walkdir::WalkDir::new(self.path()) {
            let entry = entry.map_err(|e| Error::write(e.into()).on(&self.target))?;
            match entry.file_type().is_dir() {
                true => sync_folder(entry.path())?,
                // Windows flushes only what is open for writing
                false => File::options()
                    .append(true)
                    .open(entry.path())
                    .and_then(|file| file.sync_all())
                    .map_err(|e| Error::write(e).on(entry.path()))?,
            }
        }
        let held = self.path().join(HELD);
        drop(self.held.take());
        fs::remove_file(&held).map_err(|e| Error::write(e).on(&held))?;
        // a folder with anything in it is never replaced by a rename
        fs::rename(self.temp.path(), &self.target).map_err(|e| Error::write(e).on(&self.target))?;
        let folder = folder_of(&self.target).to_owned();
        let _ = self.temp.keep(); // under its own name now
        sync_folder(&folder)
    }
}
