//! Paths to sources: the only reader of the worker's files. Originals are opened for reading and nothing else.

use crate::base::digest::hex;
use crate::base::entry_name::EntryName;
use crate::base::error::{Error, ErrorKind, Result};
use crate::base::seen::Seen;
use crate::base::time::UtcSecond;
use crate::case::is_dropping;
use crate::format::fact::OriginFact;
use crate::seal::Source;
use std::ffi::OsStr;
use std::fs::{File, Metadata};
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use walkdir::WalkDir;

/// A name as found, and its bytes in hexadecimal where they are not UTF-8.
pub type OriginName = (String, Option<String>);

/// A file as found.
#[derive(Debug, Clone)]
pub struct Found {
    seen: Seen,
    components: Vec<String>,
    name_hex: Option<String>,
}

impl Found {
    /// The components of its relative name; bytes that are not UTF-8 read as U+FFFD.
    pub fn components(&self) -> &[String] {
        &self.components
    }

    /// Its relative name as found, `/` between components.
    pub fn name(&self) -> String {
        self.components.join("/")
    }

    /// Its relative name, told apart from every other: two names that are not UTF-8 can read the same.
    pub fn identity(&self) -> OriginName {
        (self.name(), self.name_hex.clone())
    }

    /// Bytes, when it was found.
    pub fn size(&self) -> u64 {
        self.seen.size()
    }

    /// When it was last changed, as this computer claims.
    pub fn modified(&self) -> Option<UtcSecond> {
        self.seen.modified()
    }

    /// What this computer claims of it, once it is sealed under `path`.
    pub fn origin(&self, path: EntryName) -> OriginFact {
        OriginFact { path, name: self.name(), name_hex: self.name_hex.clone(), modified: self.modified() }
    }

    /// Opens it for reading, if it is still what was found.
    ///
    /// # Errors
    /// [`Changed`](crate::base::error::ErrorKind::Changed) if it is not; read errors.
    pub fn file(&self) -> Result<File> {
        self.seen.open()
    }

    fn new(path: PathBuf, relative: &Path, metadata: &Metadata) -> Self {
        let parts = || {
            relative.components().filter_map(|c| if let Component::Normal(c) = c { Some(c) } else { None })
        };
        let plain = parts().all(|c| c.to_str().is_some());
        let bytes = || parts().map(OsStr::as_encoded_bytes).collect::<Vec<_>>().join(&b'/');
        Self {
            components: parts().map(|c| readable(c.as_encoded_bytes())).collect(),
            name_hex: (!plain).then(|| hex(&bytes())),
            seen: Seen::new(path, metadata),
        }
    }
}

/// Bytes that are not UTF-8 read as U+FFFD each (format.md 7.2).
fn readable(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| char::REPLACEMENT_CHARACTER));
    }
    text
}

impl Source for Found {
    fn size(&self) -> u64 {
        self.seen.size()
    }

    fn open(&self) -> Result<Box<dyn Read + '_>> {
        Ok(Box::new(self.file()?))
    }

    fn confirm(&self) -> Result<()> {
        self.seen.confirm()
    }

    fn path(&self) -> &Path {
        self.seen.path()
    }
}

/// What a walk over a folder met.
#[derive(Debug, Default)]
pub struct Walked {
    /// Plain files, in the order of their names' bytes.
    pub files: Vec<Found>,
    /// Files of the system and of programs, left out.
    pub droppings: Vec<PathBuf>,
    /// Links, pipes, devices: never followed.
    pub special: Vec<PathBuf>,
}

/// Walks a file or folder. Names are relative to `root`; `enter` tells which folders to look into.
pub fn walk(path: &Path, root: &Path, enter: impl Fn(&Path) -> bool) -> Result<Walked> {
    let mut walked = Walked::default();
    let relative = |path: &Path| path.strip_prefix(root).unwrap_or(path).to_owned();
    let mut entries = WalkDir::new(path).follow_root_links(false).into_iter();
    while let Some(entry) = entries.next() {
        let entry = entry.map_err(|e| {
            let at = e.path().unwrap_or(path).to_owned();
            e.into_io_error().map_or(ErrorKind::Special.into(), Error::read).on(at)
        })?;
        let kind = entry.file_type();
        let name = relative(entry.path());
        if entry.file_name().to_str().is_some_and(is_dropping) {
            walked.droppings.push(name);
            if kind.is_dir() {
                entries.skip_current_dir();
            }
        } else if kind.is_dir() {
            if !enter(&name) {
                entries.skip_current_dir();
            }
        } else if kind.is_file() {
            let metadata = entry.metadata().map_err(|e| Error::read(e.into()).on(entry.path()))?;
            walked.files.push(Found::new(entry.path().to_owned(), &name, &metadata));
        } else {
            walked.special.push(entry.into_path());
        }
    }
    walked.files.sort_by_cached_key(|found| relative(found.path()).as_os_str().as_encoded_bytes().to_vec());
    walked.droppings.sort();
    walked.special.sort();
    Ok(walked)
}
