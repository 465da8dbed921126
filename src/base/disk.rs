//! New files on disk: written under a temporary name beside their own, synced, renamed without clobber.
//! A fault at any moment leaves the old state, or the old state and a temporary file that the next run clears.

use crate::base::error::{Error, ErrorKind, Result};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use tempfile::{Builder, NamedTempFile};

const PREFIX: &str = ".hikae-";
const SUFFIX: &str = ".tmp";
/// Random letters and digits between the two. Whatever else is called so is somebody's own.
const RANDOM: usize = 6;

/// A file that does not exist under its name until [`commit`](Self::commit).
pub struct NewFile {
    temp: NamedTempFile,
    target: PathBuf,
}

impl NewFile {
    /// Begins a file. Dropped before `commit`, it leaves nothing.
    ///
    /// # Errors
    /// [`ErrorKind::Exists`] if the name is taken, and write errors.
    pub fn create(target: &Path) -> Result<Self> {
        if target.symlink_metadata().is_ok() {
            return Err(Error::from(ErrorKind::Exists).on(target));
        }
        Self::beside(target)
    }

    /// Begins the next state of a file that exists, beside it. See [`replace`](Self::replace).
    pub fn beside(target: &Path) -> Result<Self> {
        let folder = folder_of(target);
        loop {
            let temp = builder().tempfile_in(folder).map_err(|e| Error::write(e).on(folder))?;
            // held while we work, so that another run can tell a leftover from work in progress
            temp.as_file().lock().map_err(|e| Error::write(e).on(target))?;
            // between its making and its lock, another run may have cleared it
            if temp.path().symlink_metadata().is_ok() {
                return Ok(Self { temp, target: target.to_owned() });
            }
        }
    }

    /// The file to write to, and to read back.
    pub fn file(&self) -> &File {
        self.temp.as_file()
    }

    /// The name it will have.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Waits until the bytes are on disk.
    pub fn sync(&self) -> Result<()> {
        self.file().sync_data().map_err(|e| Error::write(e).on(&self.target))
    }

    /// Gives the file its name, and waits until file and name are on disk.
    ///
    /// # Errors
    /// [`ErrorKind::Exists`] if the name was taken meanwhile; then the other file stands untouched.
    pub fn commit(self) -> Result<()> {
        self.file().sync_all().map_err(|e| Error::write(e).on(&self.target))?;
        let Self { temp, target } = self;
        temp.persist_noclobber(&target).map_err(|e| Error::write(e.error).on(&target))?;
        sync_folder(folder_of(&target))
    }

    /// Takes the place of the file that was opened as `old`, in one step: whoever looks sees the one or the other. For a
    /// file that holds all of the old one and was verified; nothing else is ever overwritten.
    ///
    /// # Errors
    /// [`ErrorKind::Changed`] if another file has taken its place meanwhile; then that one stands untouched.
    pub fn replace(self, old: File) -> Result<()> {
        self.file().sync_all().map_err(|e| Error::write(e).on(&self.target))?;
        let Self { temp, target } = self;
        let now = fs::symlink_metadata(&target).map_err(|e| Error::read(e).on(&target))?;
        let then = old.metadata().map_err(|e| Error::read(e).on(&target))?;
        if !is_same(&now, &then) {
            return Err(Error::from(ErrorKind::Changed).on(&target));
        }
        drop(old); // Windows lets nobody take the place of an open file
        let permissions = then.permissions();
        temp.as_file().set_permissions(permissions).map_err(|e| Error::write(e).on(&target))?;
        temp.persist(&target).map_err(|e| Error::write(e.error).on(&target))?;
        sync_folder(folder_of(&target))
    }
}

/// Inside a folder in the making; it is not part of what is made.
pub(super) const HELD: &str = ".held";

fn is_same(a: &fs::Metadata, b: &fs::Metadata) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        if (a.dev(), a.ino()) != (b.dev(), b.ino()) {
            return false;
        }
    }
    a.is_file() && a.len() == b.len() && a.modified().ok() == b.modified().ok()
}

/// What is called as things in the making are.
pub(super) fn named() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX).rand_bytes(RANDOM);
    builder
}

fn builder() -> Builder<'static, 'static> {
    #[allow(unused_mut)] // for Unix
    let mut builder = named();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // as any other new file: the user's umask decides
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder
}

pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Waits until the names in a folder are on disk. Windows has no such call; NTFS journals its names.
pub fn sync_folder(folder: &Path) -> Result<()> {
    if cfg!(unix) {
        File::open(folder).and_then(|f| f.sync_all()).map_err(|e| Error::write(e).on(folder))?;
    }
    Ok(())
}

/// Opens a file for reading. What is no file is looked at before it is opened: a pipe would never open.
///
/// # Errors
/// [`ErrorKind::IsFolder`], [`ErrorKind::NotAFile`], and read errors; each names the path.
pub fn open(path: &Path) -> Result<File> {
    let kind = fs::metadata(path).map_err(|e| Error::read(e).on(path))?;
    if kind.is_dir() {
        return Err(Error::from(ErrorKind::IsFolder).on(path));
    }
    if !kind.is_file() {
        return Err(Error::from(ErrorKind::NotAFile).on(path));
    }
    File::open(path).map_err(|e| Error::read(e).on(path))
}

/// Writes a small file at once.
pub fn write_new(target: &Path, bytes: &[u8]) -> Result<()> {
    use std::io::Write as _;
    let new = NewFile::create(target)?;
    new.file().write_all(bytes).map_err(|e| Error::write(e).on(target))?;
    new.commit()
}

/// Copies a file under a new name, byte for byte.
pub fn copy_new(source: &Path, target: &Path) -> Result<()> {
    let mut from = open(source)?;
    let new = NewFile::create(target)?;
    std::io::copy(&mut from, &mut new.file()).map_err(|e| Error::write(e).on(target))?;
    new.commit()
}

/// Removes temporary files that a killed run left in a folder, and names them. Those that another run holds
/// stay.
pub fn clear_leftovers(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut cleared = Vec::new();
    for path in temporary_files(folder) {
        let Ok(file) = File::open(&path) else { continue };
        // held until it is gone, so that nobody begins to write to what is being removed
        if file.try_lock().is_ok() {
            fs::remove_file(&path).map_err(|e| Error::write(e).on(&path))?;
            cleared.push(path);
        }
    }
    for path in temporary(folder, fs::FileType::is_dir) {
        let Ok(held) = File::open(path.join(HELD)) else { continue };
        if held.try_lock().is_ok() {
            fs::remove_dir_all(&path).map_err(|e| Error::write(e).on(&path))?;
            cleared.push(path);
        }
    }
    cleared.sort();
    Ok(cleared)
}

/// Is another run writing into this folder?
pub fn is_busy(folder: &Path) -> bool {
    let held = |path: &PathBuf| {
        File::open(path).is_ok_and(|file| matches!(file.try_lock(), Err(fs::TryLockError::WouldBlock)))
    };
    temporary_files(folder).iter().any(held)
}

fn temporary_files(folder: &Path) -> Vec<PathBuf> {
    temporary(folder, fs::FileType::is_file)
}

fn temporary(folder: &Path, is_kind: fn(&fs::FileType) -> bool) -> Vec<PathBuf> {
    let ours = |name: &str| {
        let middle = name.strip_prefix(PREFIX).and_then(|rest| rest.strip_suffix(SUFFIX));
        middle.is_some_and(|m| m.len() == RANDOM && m.bytes().all(|b| b.is_ascii_alphanumeric()))
    };
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let of_kind = entries.filter(|e| e.file_type().is_ok_and(|t| is_kind(&t)));
    of_kind.filter(|e| e.file_name().to_str().is_some_and(ours)).map(|e| e.path()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    #[test]
    fn nothing_is_overwritten_and_nothing_left() {
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("控え.zip");
        write_new(&target, b"first").unwrap();
        assert_eq!(write_new(&target, b"second").unwrap_err().kind(), ErrorKind::Exists);
        let late = dir.path().join("late.zip");
        let new = NewFile::create(&late).unwrap();
        fs::write(&late, b"somebody else").unwrap();
        assert_eq!(new.commit().unwrap_err().kind(), ErrorKind::Exists);
        assert_eq!(
            (fs::read(&target).unwrap(), fs::read(&late).unwrap()),
            (b"first".to_vec(), b"somebody else".to_vec())
        );
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_file_is_replaced_only_if_it_is_still_the_one_that_was_read() {
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("001.zip");
        write_new(&target, b"old").unwrap();
        let next = |bytes: &[u8]| {
            let new = NewFile::beside(&target).unwrap();
            new.file().write_all(bytes).unwrap();
            new
        };
        next(b"old and new").replace(open(&target).unwrap()).unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"old and new");
        let old = open(&target).unwrap();
        fs::remove_file(&target).unwrap();
        write_new(&target, b"of another").unwrap();
        assert_eq!(next(b"too late").replace(old).unwrap_err().kind(), ErrorKind::Changed);
        assert_eq!(fs::read(&target).unwrap(), b"of another");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn leftovers_are_cleared_but_work_in_progress_stays() {
        let dir = tempfile::tempdir().unwrap();
        let busy = NewFile::create(&dir.path().join("a.zip")).unwrap();
        busy.file().write_all(b"half").unwrap();
        let left = dir.path().join(".hikae-dEad01.tmp");
        fs::write(&left, b"half").unwrap();
        for other in ["other.tmp", ".hikae-my-list.tmp", ".hikae-x.tmp", ".hikae-.tmp", ".hikae-日本.tmp"] {
            fs::write(dir.path().join(other), b"not ours").unwrap();
        }
        assert_eq!(clear_leftovers(dir.path()).unwrap(), [left]);
        assert!(is_busy(dir.path()));
        busy.commit().unwrap();
        assert!(!is_busy(dir.path()));
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 6);
    }
}
