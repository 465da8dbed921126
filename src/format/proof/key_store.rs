//! Where hikae keeps its own key: `key.pem` in a folder that is private to the user.

use super::key::{AskPassphrase, KeyForm, OpenedKey, open_key};
use super::key_error::{KeyError, KeyNotice};
use super::pkcs8_pem::{Protection, to_pem};
use super::public_key::Fingerprint;
use super::secret_key::{Random, SecretKey};
use super::signer::Signer as _;
use crate::base::error::Error;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;
use zeroize::Zeroizing;

/// A folder that holds the key. Nothing in it is ever overwritten but by [`protect`](Self::protect).
#[derive(Debug, Clone)]
pub struct KeyStore {
    folder: PathBuf,
}

/// The key of a store.
#[derive(Debug)]
pub struct StoredKey {
    /// The key.
    pub key: SecretKey,
    /// The form of its file.
    pub form: KeyForm,
    /// What to know about its file.
    pub notices: Vec<KeyNotice>,
}

/// Where the key before this one is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept(pub PathBuf);

impl KeyStore {
    /// The store in this folder. Nothing is read or made yet.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// The file of the key.
    pub fn path(&self) -> PathBuf {
        self.folder.join("key.pem")
    }

    /// The key, or `None` if there is none yet.
    pub fn load(&self, ask: &mut AskPassphrase<'_>) -> Result<Option<StoredKey>, KeyError> {
        let path = self.path();
        // a link whose target is away (a stick, an encrypted disk) is not "no key yet"
        match fs::symlink_metadata(&path) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(e) => return Err(Error::read(e).on(&path).into()),
            Ok(_) => {}
        }
        match open_key(&path, ask)? {
            OpenedKey::Secret(key, form) => {
                let notices = self.loose().into_iter().chain(form.notice()).collect();
                Ok(Some(StoredKey { key, form, notices }))
            }
            OpenedKey::Agent(_) => Err(KeyError::NotAKey(path)),
        }
    }

    /// Keeps the first key of this store. The file is complete and on disk, or not there; a key that is there
    /// already is left alone ([`KeyError::Exists`]).
    pub fn create(
        &self,
        key: &SecretKey,
        protection: Protection<'_>,
        random: &mut Random<'_>,
    ) -> Result<(), KeyError> {
        let path = self.path();
        self.written(key, protection, random)?.persist_noclobber(&path).map_err(|e| {
            match e.error.kind() {
                io::ErrorKind::AlreadyExists => KeyError::Exists(path.clone()),
                _ => Error::write(e.error).on(&path).into(),
            }
        })?;
        sync_folder(&self.folder)
    }

    /// Puts a new key in the place of the one there, whose file stays beside it under the name of its
    /// fingerprint: `old`, if known (a forgotten passphrase does not stand in the way of a new key).
    /// There is a `key.pem` at every moment.
    pub fn replace(
        &self,
        key: &SecretKey,
        old: Option<Fingerprint>,
        protection: Protection<'_>,
        random: &mut Random<'_>,
    ) -> Result<Kept, KeyError> {
        let path = self.path();
        let new = self.written(key, protection, random)?;
        let kept = self.keep_old(old)?;
        new.persist(&path).map_err(|e| Error::write(e.error).on(&path))?;
        sync_folder(&self.folder)?;
        Ok(Kept(kept))
    }

    /// Writes the same key with another protection over its file, once the new file has been read back.
    pub fn protect(
        &self,
        key: &SecretKey,
        protection: Protection<'_>,
        random: &mut Random<'_>,
    ) -> Result<(), KeyError> {
        // where key.pem is a link, the file it names is meant
        let path = self.path();
        let path = fs::canonicalize(&path).map_err(|e| Error::read(e).on(&path))?;
        let folder = path.parent().unwrap_or(&self.folder).to_owned();
        let new = Self { folder: folder.clone() }.written(key, protection, random)?;
        new.persist(&path).map_err(|e| Error::write(e.error).on(&path))?;
        sync_folder(&folder)
    }

    /// A file beside the key's, private from its first moment, on disk, and read back.
    fn written(
        &self,
        key: &SecretKey,
        protection: Protection<'_>,
        random: &mut Random<'_>,
    ) -> Result<NamedTempFile, KeyError> {
        create_private_folder(&self.folder)?;
        let pem = to_pem(key, protection, random)?;
        let write_error = |e| Error::write(e).on(self.path());
        // tempfile creates with mode 0600 on Unix
        let mut file = tempfile::Builder::new()
            .prefix(".key-")
            .suffix(".tmp")
            .tempfile_in(&self.folder)
            .map_err(|e| Error::write(e).on(&self.folder))?;
        file.write_all(pem.as_bytes()).and_then(|()| file.as_file().sync_all()).map_err(write_error)?;
        let mut answer = |_: &_| match protection {
            Protection::Plain => None,
            Protection::Passphrase(passphrase) => Some(Zeroizing::new(passphrase.to_owned())),
        };
        match open_key(file.path(), &mut answer) {
            Ok(read) if read.public_key() == key.public_key() => Ok(file),
            _ => Err(KeyError::NotReadBack(self.path())),
        }
    }

    /// Gives the old file a second name, so that it is never without one.
    fn keep_old(&self, old: Option<Fingerprint>) -> Result<PathBuf, KeyError> {
        let path = self.path();
        let name = old.map_or_else(|| "old".to_owned(), short_name);
        for number in 1..=999 {
            let suffix = if number == 1 { String::new() } else { format!("~{number}") };
            let kept = self.folder.join(format!("key-{name}{suffix}.pem"));
            match second_name(&path, &kept) {
                Ok(()) => return Ok(kept),
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
                Err(e) if e.kind() == io::ErrorKind::NotFound => return Err(KeyError::NoKey(path)),
                Err(e) => return Err(Error::write(e).on(&kept).into()),
            }
        }
        Err(KeyError::Exists(path))
    }

    #[cfg(unix)]
    fn loose(&self) -> Vec<KeyNotice> {
        use super::key_error::Mode;
        use std::os::unix::fs::PermissionsExt as _;
        // of the file nobody else may do anything; in the folder nobody else may put things
        let rules = [(self.path(), 0o077, 0o600), (self.folder.clone(), 0o022, 0o700)];
        let loose = |(path, others, private): (PathBuf, u32, u32)| {
            let mode = fs::metadata(&path).ok()?.permissions().mode() & 0o7777;
            let notice = KeyNotice::Loose { path, mode: Mode(mode), private: Mode(private) };
            (mode & others != 0).then_some(notice)
        };
        rules.into_iter().filter_map(loose).collect()
    }

    /// Windows: the user's profile folder is private by its access list, which this does not look at.
    #[cfg(not(unix))]
    fn loose(&self) -> Vec<KeyNotice> {
        Vec::new()
    }
}

/// The first 8 characters of a fingerprint as part of a file name.
fn short_name(fingerprint: Fingerprint) -> String {
    let text = fingerprint.to_string();
    let first = text.trim_start_matches("SHA256:").chars().take(8);
    first.map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

/// A hard link; where the file system has none (FAT, some network drives) a copy that is private and on disk.
fn second_name(path: &Path, kept: &Path) -> io::Result<()> {
    match fs::hard_link(path, kept) {
        Err(e) if matches!(e.kind(), io::ErrorKind::AlreadyExists | io::ErrorKind::NotFound) => Err(e),
        Err(_) => {
            let bytes = Zeroizing::new(fs::read(path)?);
            let mut copy =
                tempfile::Builder::new().prefix(".key-").tempfile_in(kept.parent().unwrap_or(kept))?;
            copy.write_all(&bytes)?;
            copy.as_file().sync_all()?;
            copy.persist_noclobber(kept).map(drop).map_err(|e| e.error)
        }
        Ok(()) => Ok(()),
    }
}

fn create_private_folder(folder: &Path) -> Result<(), KeyError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    Ok(builder.create(folder).map_err(|e| Error::write(e).on(folder))?)
}

/// Makes the new name in the folder last through a power cut.
fn sync_folder(folder: &Path) -> Result<(), KeyError> {
    if cfg!(unix) {
        let synced = fs::File::open(folder).and_then(|f| f.sync_all());
        synced.map_err(|e| Error::write(e).on(folder))?;
    }
    Ok(())
}

#[cfg(test)]
#[path = "key_store_tests.rs"]
mod tests;
