//! Where the bytes of an audio file come from: a stretch of something that can be read anywhere, or an entry of a ZIP
//! that is inflated on the way.

use crate::format::archive::ReadAt;
use flate2::read::DeflateDecoder;
use std::io::{self, Read, Seek, SeekFrom};
use symphonia::core::io::MediaSource;

/// Bytes that can be opened more than once.
pub trait Input: Sync {
    /// From the beginning.
    fn open(&self) -> Box<dyn MediaSource + '_>;

    /// The same, for a form that cannot be read forward alone.
    fn open_seekable(&self) -> Box<dyn MediaSource + '_> {
        self.open()
    }
}

/// Told of bytes that were read; false ends the reading.
pub type GoOn<'a> = &'a (dyn Fn(u64) -> bool + Sync);

/// An input that is opened for a form that cannot be read forward alone.
pub struct Seekable<'a>(pub &'a dyn Input);

impl Input for Seekable<'_> {
    fn open(&self) -> Box<dyn MediaSource + '_> {
        self.0.open_seekable()
    }
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

    fn open_seekable(&self) -> Box<dyn MediaSource + '_> {
        Box::new(Rewinding { input: self, reader: self.open(), at: 0, wanted: 0, rewinds: 0 })
    }
}

/// Goes back by inflating from the beginning again. An index at the end takes two rounds.
struct Rewinding<'a, R: ?Sized> {
    input: &'a Inflated<'a, R>,
    reader: Box<dyn MediaSource + 'a>,
    /// Where the reader stands, and where it should.
    at: u64,
    wanted: u64,
    rewinds: u32,
}

/// Rounds of inflating: more is no order to read in.
const MOST_REWINDS: u32 = 8;

impl<R: ReadAt + ?Sized> Read for Rewinding<'_, R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.wanted < self.at {
            self.rewinds += 1;
            if self.rewinds > MOST_REWINDS {
                return Err(io::ErrorKind::NotSeekable.into());
            }
            (self.reader, self.at) = (self.input.open(), 0);
        }
        self.at += io::copy(&mut (&mut self.reader).take(self.wanted - self.at), &mut io::sink())?;
        if self.at < self.wanted {
            return Ok(0);
        }
        let n = self.reader.read(buf)?;
        self.at += n as u64;
        self.wanted = self.at;
        Ok(n)
    }
}

impl<R: ?Sized> Seek for Rewinding<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.wanted.checked_add_signed(by),
            SeekFrom::End(by) => self.input.most.checked_add_signed(by),
        };
        self.wanted = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.wanted)
    }
}

impl<R: ReadAt + ?Sized> MediaSource for Rewinding<'_, R> {
    fn is_seekable(&self) -> bool {
        true
    }

    fn byte_len(&self) -> Option<u64> {
        Some(self.input.most)
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

/// A part of a source, as if it were all.
pub struct Part<'a> {
    source: Box<dyn MediaSource + 'a>,
    first: u64,
    /// The byte behind the last, where the end of the source is not the end.
    end: Option<u64>,
    at: u64,
}

impl<'a> Part<'a> {
    /// Without the first bytes, and without the last of those that can be sought.
    pub fn new(mut source: Box<dyn MediaSource + 'a>, first: u64, last: u64) -> io::Result<Self> {
        super::bounds::skip(&mut *source, first)?;
        let end = source.byte_len().filter(|_| last > 0).map(|len| len.saturating_sub(last));
        Ok(Self { source, first, end, at: first })
    }
}

impl Read for Part<'_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let left = self.end.map_or(u64::MAX, |end| end.saturating_sub(self.at));
        let most = usize::try_from(left).unwrap_or(usize::MAX).min(buf.len());
        let n = self.source.read(&mut buf[..most])?;
        self.at += n as u64;
        Ok(n)
    }
}

impl Seek for Part<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let to = match (to, self.end) {
            (SeekFrom::Start(at), _) => SeekFrom::Start(at.saturating_add(self.first)),
            (SeekFrom::End(by), Some(end)) => {
                SeekFrom::Start(end.checked_add_signed(by).ok_or(io::ErrorKind::InvalidInput)?)
            }
            (other, _) => other,
        };
        self.at = self.source.seek(to)?;
        self.at.checked_sub(self.first).ok_or_else(|| io::ErrorKind::InvalidInput.into())
    }
}

impl MediaSource for Part<'_> {
    fn is_seekable(&self) -> bool {
        self.source.is_seekable()
    }

    fn byte_len(&self) -> Option<u64> {
        self.end.or_else(|| self.source.byte_len()).map(|end| end.saturating_sub(self.first))
    }
}

/// A source with other bytes at some places.
pub struct Patched<'a> {
    source: Box<dyn MediaSource + 'a>,
    at: u64,
    /// Where.
    places: Vec<u64>,
    /// What a byte there becomes.
    patch: fn(u8) -> u8,
}

impl<'a> Patched<'a> {
    /// From the first byte of `source`.
    pub fn new(source: Box<dyn MediaSource + 'a>, places: Vec<u64>, patch: fn(u8) -> u8) -> Self {
        Self { source, at: 0, places, patch }
    }
}

impl Read for Patched<'_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.source.read(buf)?;
        for place in &self.places {
            let inside = place.checked_sub(self.at).and_then(|i| buf[..n].get_mut(usize::try_from(i).ok()?));
            if let Some(byte) = inside {
                *byte = (self.patch)(*byte);
            }
        }
        self.at += n as u64;
        Ok(n)
    }
}

impl Seek for Patched<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = self.source.seek(to)?;
        Ok(self.at)
    }
}

impl MediaSource for Patched<'_> {
    fn is_seekable(&self) -> bool {
        self.source.is_seekable()
    }

    fn byte_len(&self) -> Option<u64> {
        self.source.byte_len()
    }
}

/// An input whose every reading is told, and ends when told to stop.
pub struct Watched<'a> {
    /// The bytes.
    pub input: &'a dyn Input,
    /// Told of bytes; false stops.
    pub go_on: GoOn<'a>,
}

impl Input for Watched<'_> {
    fn open(&self) -> Box<dyn MediaSource + '_> {
        Box::new(Watch { source: self.input.open(), go_on: self.go_on })
    }

    fn open_seekable(&self) -> Box<dyn MediaSource + '_> {
        Box::new(Watch { source: self.input.open_seekable(), go_on: self.go_on })
    }
}

struct Watch<'a> {
    source: Box<dyn MediaSource + 'a>,
    go_on: GoOn<'a>,
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
