//! What is sealed: bytes in memory, a file, or what a reader gives.

use super::request::Source;
use crate::base::entry_name::EntryName;
use crate::base::error::{Error, Result};
use crate::base::progress::Progress;
use crate::base::seen::Seen;
use crate::base::time::UtcSecond;
use crate::format::archive::Section;
use crate::format::fact::Fact;
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};

/// Stretches in which a reader is copied.
const BUFFER: usize = 256 << 10;

/// The bytes of a file to seal. Made from bytes by `into()`, or by one of the functions.
pub struct Content<'a>(Held<'a>);

enum Held<'a> {
    Bytes(Cow<'a, [u8]>),
    File(Seen),
    /// What a reader gave, and how much of it there is.
    Spool(File, u64),
    Source(Box<dyn Source + 'a>),
}

impl<'a> Content<'a> {
    /// A file on disk. It is read while the seal is made, and has to stay as it is until then.
    ///
    /// # Errors
    /// [`ErrorKind::IsFolder`](crate::ErrorKind::IsFolder), [`ErrorKind::Special`](crate::ErrorKind::Special) for links, pipes and
    /// devices, and read errors.
    pub fn file(path: impl Into<PathBuf>) -> Result<Self> {
        Seen::at(path).map(|seen| Self(Held::File(seen)))
    }

    /// Everything that a reader gives. It goes to a temporary file first, since a seal needs the size beforehand.
    ///
    /// # Errors
    /// Read errors of the reader, write errors of the temporary file.
    pub fn reader(mut reader: impl Read) -> Result<Self> {
        let mut file = tempfile::tempfile().map_err(Error::write)?;
        let (mut buffer, mut size) = (vec![0; BUFFER], 0);
        loop {
            match reader.read(&mut buffer) {
                Ok(0) => return Ok(Self(Held::Spool(file, size))),
                Ok(n) => {
                    file.write_all(&buffer[..n]).map_err(Error::write)?;
                    size += n as u64;
                }
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(Error::read(e)),
            }
        }
    }

    /// A source of one's own.
    pub fn source(source: impl Source + 'a) -> Self {
        Self(Held::Source(Box::new(source)))
    }

    /// When the file was last changed, where it is one.
    pub(super) fn modified(&self) -> Option<UtcSecond> {
        match &self.0 {
            Held::File(seen) => seen.modified(),
            _ => None,
        }
    }
}

impl<'a> From<&'a [u8]> for Content<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self(Held::Bytes(bytes.into()))
    }
}

impl<'a, const N: usize> From<&'a [u8; N]> for Content<'a> {
    fn from(bytes: &'a [u8; N]) -> Self {
        bytes.as_slice().into()
    }
}

impl From<Vec<u8>> for Content<'_> {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Held::Bytes(bytes.into()))
    }
}

impl<'a> From<&'a str> for Content<'a> {
    fn from(text: &'a str) -> Self {
        text.as_bytes().into()
    }
}

impl Source for Content<'_> {
    fn size(&self) -> u64 {
        match &self.0 {
            Held::Bytes(bytes) => bytes.len() as u64,
            Held::File(seen) => seen.size(),
            Held::Spool(_, size) => *size,
            Held::Source(source) => source.size(),
        }
    }

    fn open(&self) -> Result<Box<dyn Read + '_>> {
        Ok(match &self.0 {
            Held::Bytes(bytes) => Box::new(&**bytes),
            Held::File(seen) => Box::new(seen.open()?),
            Held::Spool(file, size) => Box::new(Section::new(file, 0, *size)),
            Held::Source(source) => source.open()?,
        })
    }

    fn confirm(&self) -> Result<()> {
        match &self.0 {
            Held::Bytes(_) | Held::Spool(..) => Ok(()),
            Held::File(seen) => seen.confirm(),
            Held::Source(source) => source.confirm(),
        }
    }

    fn path(&self) -> &Path {
        match &self.0 {
            Held::Bytes(_) | Held::Spool(..) => Path::new(""),
            Held::File(seen) => seen.path(),
            Held::Source(source) => source.path(),
        }
    }

    fn facts(&self, name: &EntryName, progress: Progress<'_>) -> Result<Vec<Fact>> {
        match &self.0 {
            Held::Source(source) => source.facts(name, progress),
            _ => Ok(Vec::new()),
        }
    }
}
