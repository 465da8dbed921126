//! The entries of a delivered ZIP, read from its central directory (APPNOTE 4.3). Nothing it says is trusted: sizes
//! bound what is read, and are never reserved.

use super::claims::decode;
use crate::format::archive::ReadAt;
use std::io;

/// Entries that are listed and measured: a delivery of an audio book has some dozens.
const MOST: usize = 300;
/// Bytes of the directory that are read: `MOST` entries with the longest names and comments fit many times over.
const LONGEST_DIRECTORY: u64 = 4 << 20;
/// The end record is within its own 22 bytes and the longest comment of the file's end.
const LONGEST_END: u64 = 22 + 0xFFFF;
const SATURATED: u64 = 0xFFFF_FFFF;

/// One entry, as the directory tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The name, and the encoding where it was guessed.
    pub name: (String, Option<&'static str>),
    /// Bytes when unpacked.
    pub size: u64,
    /// Bytes in the ZIP.
    pub packed: u64,
    /// CRC-32 when unpacked.
    pub crc: u32,
    /// How it is packed.
    pub method: Method,
    offset: u64,
}

/// How an entry is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Not at all.
    Stored,
    /// RFC 1951.
    Deflated,
    /// With a password.
    Encrypted,
    /// In some other way.
    Other,
}

/// What the directory tells.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// The entries, folders left out.
    pub entries: Vec<Entry>,
    /// There are more than are listed, or the directory ends in the middle.
    pub is_cut: bool,
}

/// Does a file begin like a ZIP?
pub fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// The entries of a ZIP. None if it has no directory that can be found.
pub fn entries<R: ReadAt + ?Sized>(source: &R, size: u64) -> Option<Listing> {
    let (offset, length) = directory(source, size).ok().flatten()?;
    let mut bytes = vec![0; usize::try_from(length.min(LONGEST_DIRECTORY)).ok()?];
    source.read_exact_at(&mut bytes, offset).ok()?;
    let mut listing = Listing { is_cut: length > LONGEST_DIRECTORY, ..Listing::default() };
    let mut rest = bytes.as_slice();
    while rest.starts_with(b"PK\x01\x02") {
        let Some((entry, after)) = entry(rest) else {
            listing.is_cut = true;
            break;
        };
        rest = after;
        if entry.name.0.ends_with(['/', '\\']) {
            continue;
        }
        if listing.entries.len() == MOST {
            listing.is_cut = true;
            break;
        }
        listing.entries.push(entry);
    }
    Some(listing)
}

/// Offset and length of the central directory.
fn directory<R: ReadAt + ?Sized>(source: &R, size: u64) -> io::Result<Option<(u64, u64)>> {
    let from = size.saturating_sub(LONGEST_END);
    let mut tail = vec![0; (size - from) as usize];
    source.read_exact_at(&mut tail, from)?;
    let is_end = |at: &usize| {
        tail[*at..].starts_with(b"PK\x05\x06")
            && u16_at(&tail, at + 20).is_some_and(|comment| at + 22 + usize::from(comment) == tail.len())
    };
    let Some(at) = (0..tail.len().saturating_sub(21)).rev().find(is_end) else { return Ok(None) };
    let (Some(length), Some(offset)) = (u32_at(&tail, at + 12), u32_at(&tail, at + 16)) else {
        return Ok(None);
    };
    let found = if u64::from(offset) == SATURATED || u64::from(length) == SATURATED {
        let locator = at.checked_sub(20).filter(|l| tail[*l..].starts_with(b"PK\x06\x07"));
        let Some(end64) = locator.and_then(|l| u64_at(&tail, l + 8)) else { return Ok(None) };
        let mut record = [0; 56];
        if end64.checked_add(56).is_none_or(|end| end > size) {
            return Ok(None);
        }
        source.read_exact_at(&mut record, end64)?;
        (u64_at(&record, 48), u64_at(&record, 40))
    } else {
        (Some(offset.into()), Some(length.into()))
    };
    Ok(match found {
        (Some(offset), Some(length)) if offset.checked_add(length).is_some_and(|end| end <= size) => {
            Some((offset, length))
        }
        _ => None,
    })
}

fn entry(bytes: &[u8]) -> Option<(Entry, &[u8])> {
    let (flags, method) = (u16_at(bytes, 8)?, u16_at(bytes, 10)?);
    let lengths = [u16_at(bytes, 28)?, u16_at(bytes, 30)?, u16_at(bytes, 32)?].map(usize::from);
    let name = bytes.get(46..46 + lengths[0])?;
    let extra = bytes.get(46 + lengths[0]..46 + lengths[0] + lengths[1])?;
    let after = bytes.get(46 + lengths.iter().sum::<usize>()..)?;
    let mut large = zip64(extra);
    let mut field = |at| {
        let value = u64::from(u32_at(bytes, at)?);
        if value == SATURATED { large.next() } else { Some(value) }
    };
    let (size, packed, offset) = (field(24)?, field(20)?, field(42)?);
    let method = match method {
        _ if flags & 1 == 1 => Method::Encrypted,
        0 => Method::Stored,
        8 => Method::Deflated,
        _ => Method::Other,
    };
    let entry = Entry { name: decode(name), size, packed, crc: u32_at(bytes, 16)?, method, offset };
    Some((entry, after))
}

/// The numbers of the Zip64 field, in its order.
fn zip64(mut extra: &[u8]) -> impl Iterator<Item = u64> {
    let mut numbers: &[u8] = &[];
    while let (Some(id), Some(len)) = (u16_at(extra, 0), u16_at(extra, 2)) {
        let end = 4 + usize::from(len);
        let Some(body) = extra.get(4..end) else { break };
        if id == 1 {
            numbers = body;
            break;
        }
        extra = &extra[end..];
    }
    numbers.as_chunks::<8>().0.iter().map(|n| u64::from_le_bytes(*n))
}

impl Entry {
    /// Where the packed bytes begin. None if they do not lie in the file.
    pub fn data_offset<R: ReadAt + ?Sized>(&self, source: &R, size: u64) -> Option<u64> {
        let mut local = [0; 30];
        self.offset.checked_add(30).filter(|end| *end <= size)?;
        source.read_exact_at(&mut local, self.offset).ok()?;
        if !local.starts_with(b"PK\x03\x04") {
            return None;
        }
        let lengths = u64::from(u16_at(&local, 26)?) + u64::from(u16_at(&local, 28)?);
        let data = self.offset.checked_add(30 + lengths)?;
        data.checked_add(self.packed).filter(|end| *end <= size).map(|_| data)
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..at + 8)?.try_into().ok().map(u64::from_le_bytes)
}
