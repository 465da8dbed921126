//! Where the bytes of an audio file come from: a stretch of something that can be read anywhere, or an entry of a ZIP
//! that is inflated on the way.

use crate::archive::ReadAt;
use flate2::read::DeflateDecoder;
use std::io::{self, Read, Seek, SeekFrom};
use symphonia::core::io::MediaSource;

/// Bytes that can be opened more than once.
pub trait Input: Sync {
    /// From the beginning.
    fn open(&self) -> Box<dyn MediaSource + '_>;
}

/// A stretch of bytes that can be read anywhere.
pub struct Stretch<'a, R: ?Sized> {
    source: &'a R,
    offset: u64,
    size: u64,
}

impl<'a, R: ReadAt + ?Sized> Stretch<'a, R> {
    /// `size` bytes from `offset` on.
    pub fn new(source: &'a R, offset: u64, size: u64) -> Self {
        Self { source, offset, size }
    }
}

impl<R: ReadAt + ?Sized> Input for Stretch<'_, R> {
    fn open(&self) -> Box<dyn MediaSource + '_> {
        Box::new(Stream { source: self.source, offset: self.offset, size: self.size, at: 0 })
    }
}

/// A compressed stretch (RFC 1951). Reading ends after `most` bytes, whatever it would inflate to.
pub struct Inflated<'a, R: ?Sized> {
    packed: Stretch<'a, R>,
    most: u64,
}

impl<'a, R: ReadAt + ?Sized> Inflated<'a, R> {
    /// At most `most` bytes of what `packed` inflates to.
    pub fn new(packed: Stretch<'a, R>, most: u64) -> Self {
        Self { packed, most }
    }
}

impl<R: ReadAt + ?Sized> Input for Inflated<'_, R> {
    fn open(&self) -> Box<dyn MediaSource + '_> {
        let Stretch { source, offset, size } = self.packed;
        let packed = Stream { source, offset, size, at: 0 };
        Box::new(Forward(DeflateDecoder::new(packed).take(self.most)))
    }
}

struct Stream<'a, R: ?Sized> {
    source: &'a R,
    offset: u64,
    size: u64,
    at: u64,
}

impl<R: ReadAt + ?Sized> Read for Stream<'_, R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.size.saturating_sub(self.at)).unwrap_or(usize::MAX);
        let most = left.min(buf.len());
        if most == 0 {
            return Ok(0);
        }
        let n = self.source.read_at(&mut buf[..most], self.offset + self.at)?;
        self.at += n as u64;
        Ok(n)
    }
}

impl<R: ?Sized> Seek for Stream<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(by) => self.size.checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

impl<R: ReadAt + ?Sized> MediaSource for Stream<'_, R> {
    fn is_seekable(&self) -> bool {
        true
    }

    fn byte_len(&self) -> Option<u64> {
        Some(self.size)
    }
}

/// What can only be read forward.
struct Forward<R>(R);

impl<R: Read> Read for Forward<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        self.0.read(buf)
    }
}

impl<R> Seek for Forward<R> {
    fn seek(&mut self, _: SeekFrom) -> io::Result<u64> {
        Err(io::ErrorKind::NotSeekable.into())
    }
}

impl<R: Read + Send + Sync> MediaSource for Forward<R> {
    fn is_seekable(&self) -> bool {
        false
    }

    fn byte_len(&self) -> Option<u64> {
        None
    }
}

/// What comes after the first bytes of a source, as if it began there.
pub struct After<'a> {
    source: Box<dyn MediaSource + 'a>,
    first: u64,
}

impl<'a> After<'a> {
    /// Steps over `first` bytes.
    pub fn new(mut source: Box<dyn MediaSource + 'a>, first: u64) -> io::Result<Self> {
        super::bounds::skip(&mut *source, first)?;
        Ok(Self { source, first })
    }
}

impl Read for After<'_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        self.source.read(buf)
    }
}

impl Seek for After<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let to = match to {
            SeekFrom::Start(at) => SeekFrom::Start(at.saturating_add(self.first)),
            other => other,
        };
        self.source.seek(to)?.checked_sub(self.first).ok_or_else(|| io::ErrorKind::InvalidInput.into())
    }
}

impl MediaSource for After<'_> {
    fn is_seekable(&self) -> bool {
        self.source.is_seekable()
    }

    fn byte_len(&self) -> Option<u64> {
        self.source.byte_len().map(|len| len.saturating_sub(self.first))
    }
}

/// An input whose every reading is told, and ends when told to stop.
pub struct Watched<'a> {
    /// The bytes.
    pub input: &'a dyn Input,
    /// Told of bytes; false stops.
    pub go_on: super::GoOn<'a>,
}

impl Input for Watched<'_> {
    fn open(&self) -> Box<dyn MediaSource + '_> {
        Box::new(Watch { source: self.input.open(), go_on: self.go_on })
    }
}

struct Watch<'a> {
    source: Box<dyn MediaSource + 'a>,
    go_on: super::GoOn<'a>,
}

impl Read for Watch<'_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.source.read(buf)?;
        if (self.go_on)(n as u64) { Ok(n) } else { Err(io::Error::other("stopped")) }
    }
}

impl Seek for Watch<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.source.seek(to)
    }
}

impl MediaSource for Watch<'_> {
    fn is_seekable(&self) -> bool {
        self.source.is_seekable()
    }

    fn byte_len(&self) -> Option<u64> {
        self.source.byte_len()
    }
}
