//! Files inside a ZIP, as exports of their own: decompressed as a stream, never into memory as a whole.

use super::{Export, Stream};
use crate::base::error::{Error, ErrorKind, Result};
use flate2::read::DeflateDecoder;
use std::io::{self, Read, Seek, SeekFrom};

/// Largest text that is read out of a ZIP: some ten million messages. A small ZIP can claim to hold more than a disk.
const MAX_UNPACKED: u64 = 2 << 30;
/// Most entries looked at: a year of a large workspace has some 100,000 day files.
const MAX_ENTRIES: usize = 200_000;

/// A file in a ZIP.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) name: String,
    start: u64,
    packed: u64,
    unpacked: u64,
    deflated: bool,
}

/// The plain files of a ZIP that can be read: stored or deflated, not encrypted.
pub(crate) fn entries(export: &dyn Export) -> Result<Vec<Entry>> {
    let broken = |e: zip::result::ZipError| match e {
        zip::result::ZipError::Io(e) => Error::read(e),
        other => Error::from(ErrorKind::Read).detail(other),
    };
    let mut zip = zip::ZipArchive::new(export.open()?).map_err(broken)?;
    let mut entries = Vec::new();
    for i in 0..zip.len().min(MAX_ENTRIES) {
        // one broken entry does not hide the others
        let Ok(file) = zip.by_index_raw(i) else { continue };
        let deflated = match file.compression() {
            zip::CompressionMethod::Stored => false,
            zip::CompressionMethod::Deflated => true,
            _ => continue,
        };
        if file.is_dir() || file.encrypted() {
            continue;
        }
        let Some(start) = file.data_start() else { continue };
        let (packed, unpacked) = (file.compressed_size(), file.size().min(MAX_UNPACKED));
        let Ok(name) = file.name() else { continue };
        entries.push(Entry { name: name.into_owned(), start, packed, unpacked, deflated });
    }
    Ok(entries)
}

/// One of them.
pub(crate) struct Archived<'a> {
    pub(crate) export: &'a dyn Export,
    pub(crate) entry: Entry,
}

impl Export for Archived<'_> {
    fn open(&self) -> Result<Box<dyn Stream + '_>> {
        let mut stream = self.export.open()?;
        stream.seek(SeekFrom::Start(self.entry.start)).map_err(Error::read)?;
        let packed = stream.take(self.entry.packed);
        Ok(match self.entry.deflated {
            true => Box::new(Forward(DeflateDecoder::new(packed).take(self.entry.unpacked))),
            false => Box::new(Forward(packed.take(self.entry.unpacked))),
        })
    }
}

/// A stream that goes forward only. What does not decompress ends there: the reader sees a file that was cut.
struct Forward<R>(R);

impl<R: Read> Read for Forward<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        match self.0.read(buf) {
            Err(e) if matches!(e.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData) => Ok(0),
            other => other,
        }
    }
}

impl<R> Seek for Forward<R> {
    fn seek(&mut self, _: SeekFrom) -> io::Result<u64> {
        Err(io::ErrorKind::Unsupported.into())
    }
}
