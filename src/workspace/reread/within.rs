//! A stretch of an archive, as an export and as a file.

use crate::base::error::Result;
use crate::format::archive::ReadAt;
use crate::message::{Export, Stream};
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::atomic::{AtomicU64, Ordering};

/// An entry's bytes in its archive.
pub(super) struct Within<'a, R: ?Sized> {
    source: &'a R,
    offset: u64,
    size: u64,
    /// How far it was read: whoever reads twice goes on no further.
    furthest: AtomicU64,
}

impl<'a, R: ReadAt + ?Sized> Within<'a, R> {
    pub(super) fn new(source: &'a R, offset: u64, size: u64) -> Self {
        Self { source, offset, size, furthest: AtomicU64::new(0) }
    }

    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// How many of its bytes have been read by now.
    pub(super) fn read_so_far(&self) -> u64 {
        self.furthest.load(Ordering::Relaxed)
    }
}

impl<R: ReadAt + ?Sized> ReadAt for Within<'_, R> {
    fn read_at(&self, buf: &mut [u8], offset: u64) -> io::Result<usize> {
        let left = usize::try_from(self.size.saturating_sub(offset)).unwrap_or(usize::MAX).min(buf.len());
        if left == 0 {
            return Ok(0);
        }
        let n = self.source.read_at(&mut buf[..left], self.offset + offset)?;
        self.furthest.fetch_max(offset + n as u64, Ordering::Relaxed);
        Ok(n)
    }

    fn size(&self) -> io::Result<u64> {
        Ok(self.size)
    }
}

struct Cursor<'a, R: ?Sized> {
    within: &'a Within<'a, R>,
    at: u64,
}

impl<R: ReadAt + ?Sized> Read for Cursor<'_, R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.within.read_at(buf, self.at)?;
        self.at += n as u64;
        Ok(n)
    }
}

impl<R: ReadAt + ?Sized> Seek for Cursor<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.within.size.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        // behind the end there is nothing to read
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?.min(self.within.size);
        Ok(self.at)
    }
}

impl<R: ReadAt + ?Sized> Export for Within<'_, R> {
    fn open(&self) -> Result<Box<dyn Stream + '_>> {
        Ok(Box::new(Cursor { within: self, at: 0 }))
    }
}
