//! The strict structural pass (format.md section 9, step 1): every header is made again from what it says
//! and compared, so that no byte of the file is left to another program's reading.

use super::io_at::{ReadAt, Section};
use super::layout::{Place, RootFile};
use super::zip::{self, CENTRAL_FIXED, END, END64, End, Header, LOCAL_FIXED, signature};
use crate::base::digest::Sha256Digest;
use crate::base::entry_name::EntryName;
use crate::base::error::{Error, ErrorKind, Result};
use crate::base::finding::{Code, Finding, Findings};
use crate::base::limits::Limits;
use sha2::{Digest as _, Sha256};
use std::io::{BufReader, Read};

/// How far from the end an end record can stand in ZIP files in general: its own 22 bytes and a comment of 65,535.
const END_SEARCH: u64 = 22 + 65_535;
/// Stretches in which entries are hashed; small enough for the second-level cache.
const BUFFER: usize = 256 << 10;

/// One entry as the headers describe it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its name.
    pub name: EntryName,
    /// Its place, by the name.
    pub place: Option<Place>,
    /// Offset of the data.
    pub offset: u64,
    /// Bytes of data.
    pub size: u64,
    /// CRC-32 as the headers say.
    pub crc: u32,
    /// DOS time and date as the headers say.
    pub dos: (u16, u16),
}

/// What reading the data of an entry gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hashed {
    /// CRC-32 of the data.
    pub crc: u32,
    /// SHA-256 of the data.
    pub sha256: Sha256Digest,
}

/// An archive whose structure has been read.
pub struct Archive<R> {
    source: R,
    entries: Vec<Entry>,
    /// Are the entries back to back, so that reading them is safe and bounded?
    geometry: bool,
}

impl<R: ReadAt> Archive<R> {
    /// Reads the structure; what it saw goes to `findings`.
    ///
    /// # Errors
    /// [`ErrorKind::EmptyFile`], [`NotAZip`](ErrorKind::NotAZip), [`CutOff`](ErrorKind::CutOff),
    /// [`NotHikae`](ErrorKind::NotHikae), and read errors.
    pub fn open(source: R, limits: &Limits, findings: &mut Findings) -> Result<Self> {
        let size = source.size().map_err(Error::read)?;
        let mut archive = Self { source, entries: Vec::new(), geometry: false };
        match archive.find_end(size)? {
            Located::AtEnd(end, end_offset) => archive.read_entries(end, end_offset, limits, findings)?,
            Located::Elsewhere => {
                findings.push(Finding::new(Code::ZipBytesOutside, "").detail("bytes after the end record"))
            }
        }
        Ok(archive)
    }

    /// Gives the bytes back.
    pub fn into_source(self) -> R {
        self.source
    }

    /// The entries, in the order of the archive. Empty if the structure is beyond reading.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Can the data of the entries be read? If not, a finding has said why.
    pub fn is_readable(&self) -> bool {
        self.geometry
    }

    /// The data of an entry as a stream.
    pub fn data(&self, entry: &Entry) -> Section<'_, R> {
        Section::new(&self.source, entry.offset, entry.size)
    }

    /// The data of a small entry.
    ///
    /// # Errors
    /// [`ErrorKind::Limit`] above `most` bytes, and read errors.
    pub fn bytes(&self, entry: &Entry, most: u64) -> Result<Vec<u8>> {
        if entry.size > most {
            return Err(too_large(&entry.name, entry.size, most));
        }
        let mut bytes = Vec::new();
        self.data(entry).read_to_end(&mut bytes).map_err(Error::read)?;
        Ok(bytes)
    }

    /// Reads the data of an entry once, for both hashes.
    pub fn hash(&self, entry: &Entry, tick: &dyn Fn(u64) -> Result<()>) -> Result<Hashed> {
        let mut buffer = vec![0; usize::try_from(entry.size).unwrap_or(usize::MAX).min(BUFFER)];
        let (mut sha, mut crc, mut at) = (Sha256::new(), crc32fast::Hasher::new(), 0);
        while at < entry.size {
            let n = usize::try_from(entry.size - at).unwrap_or(usize::MAX).min(buffer.len());
            let data = &mut buffer[..n];
            self.source.read_exact_at(data, entry.offset + at).map_err(Error::read)?;
            sha.update(&*data);
            crc.update(data);
            at += n as u64;
            tick(n as u64)?;
        }
        Ok(Hashed { crc: crc.finalize(), sha256: Sha256Digest::finish(sha) })
    }

    /// Finds the end record, and makes sure that this is an archive of ours at all.
    fn find_end(&self, size: u64) -> Result<Located> {
        if size == 0 {
            return Err(ErrorKind::EmptyFile.into());
        }
        let head = self.read_up_to(0, LOCAL_FIXED + 8)?;
        let begins_like_a_zip = head.starts_with(&signature::LOCAL) || head.starts_with(&signature::END);
        let foreign = if begins_like_a_zip { ErrorKind::NotHikae } else { ErrorKind::NotAZip };
        let tail_start = size.saturating_sub(END_SEARCH);
        let tail = self.read_up_to(tail_start, (size - tail_start) as usize)?;
        let Some(found) = tail.windows(END).rposition(|w| w.starts_with(&signature::END)) else {
            return Err(if begins_like_a_zip { ErrorKind::CutOff } else { foreign }.into());
        };
        let at_end = tail.len().checked_sub(END).filter(|at| tail[*at..].starts_with(&signature::END));
        let at = at_end.unwrap_or(found);
        let end_offset = tail_start + at as u64;
        let end = self.read_end(&tail[at..at + END], end_offset)?;
        let names_data = || head.get(LOCAL_FIXED..).is_some_and(|name| name.starts_with(b"data/"));
        let whose = self.whose(end);
        let ours = match whose {
            Whose::Ours => true,
            Whose::Foreign => false,
            Whose::Unclear => begins_like_a_zip && names_data(),
        };
        // with bytes put in front of the archive, the directory still stands right before the end record
        let shifted = || End { offset: end_offset.saturating_sub(end.size), ..end };
        if !ours && self.whose(shifted()) != Whose::Ours {
            return Err(foreign.into());
        }
        if at_end.is_some() {
            return Ok(Located::AtEnd(end, end_offset));
        }
        // an end record inside a payload of a cut-off archive does not describe what lies before it
        if whose == Whose::Ours { Ok(Located::Elsewhere) } else { Err(ErrorKind::CutOff.into()) }
    }

    /// The values of the end record, from the Zip64 record where one stands before it.
    fn read_end(&self, record: &[u8], end_offset: u64) -> Result<End> {
        let mut end = End {
            entries: zip::u16_at(record, 10).into(),
            size: zip::u32_at(record, 12).into(),
            offset: zip::u32_at(record, 16).into(),
        };
        if let Some(start) = end_offset.checked_sub(END64 as u64) {
            let record = self.read_up_to(start, END64)?;
            let points_here = record.len() == END64 && zip::u64_at(&record, 64) == start;
            if end.is_zip64() && points_here && record.starts_with(&signature::END64) {
                end.entries = zip::u64_at(&record, 32);
                end.size = zip::u64_at(&record, 40);
                end.offset = zip::u64_at(&record, 48);
            }
        }
        Ok(end)
    }

    /// Whose archive is it, by the names in the central directory, read leniently?
    fn whose(&self, end: End) -> Whose {
        let mut directory = BufReader::new(Section::new(&self.source, end.offset, end.size));
        let mut fixed = [0; CENTRAL_FIXED];
        let (mut bagit, mut instructions, mut left) = (false, false, end.size);
        // this many names of payload at most, then the first name decides
        for _ in 0..100_000 {
            if left == 0 && end.size > 0 {
                return Whose::Foreign;
            }
            if directory.read_exact(&mut fixed).is_err() || !fixed.starts_with(&signature::CENTRAL) {
                return Whose::Unclear;
            }
            let (name, more) = (
                zip::u16_at(&fixed, 28),
                u64::from(zip::u16_at(&fixed, 30)) + u64::from(zip::u16_at(&fixed, 32)),
            );
            let mut name = vec![0; name.into()];
            if directory.read_exact(&mut name).is_err() {
                return Whose::Unclear;
            }
            bagit |= name == RootFile::Bagit.as_str().as_bytes();
            instructions |= name == RootFile::Verify.as_str().as_bytes();
            if name.starts_with(b"proof/") || bagit && instructions {
                return Whose::Ours;
            }
            if std::io::copy(&mut (&mut directory).take(more), &mut std::io::sink()).is_err() {
                return Whose::Unclear;
            }
            // a header that reaches beyond the directory is damaged, and tells no more whose it is
            let Some(rest) = left.checked_sub((CENTRAL_FIXED + name.len()) as u64 + more) else {
                return Whose::Unclear;
            };
            left = rest;
        }
        Whose::Unclear
    }

    fn read_entries(
        &mut self,
        end: End,
        end_offset: u64,
        limits: &Limits,
        findings: &mut Findings,
    ) -> Result<()> {
        if end.entries > limits.entries {
            let detail = format!("{} entries, limit {}", end.entries, limits.entries);
            findings.push(Finding::new(Code::BeyondLimit, "").detail(detail));
            return Ok(());
        }
        let expected_end = end.encode();
        let end_len = expected_end.len() as u64 - END as u64;
        let end_start = end_offset.checked_sub(end_len);
        let directory_fits = end.offset.checked_add(end.size).is_some_and(|e| Some(e) == end_start);
        let actual_end = self.read_up_to(end_start.unwrap_or(end_offset), expected_end.len())?;
        if actual_end != expected_end || !directory_fits {
            findings.push(Finding::new(Code::ZipEndRecord, ""));
        }
        if !directory_fits {
            return Ok(());
        }
        let source = &self.source;
        let mut directory = BufReader::with_capacity(BUFFER, Section::new(source, end.offset, end.size));
        let mut left = end.size;
        let mut next = 0;
        let mut geometry = true;
        let mut entries = Vec::new();
        for _ in 0..end.entries {
            let Some(central) = Central::read(&mut directory, &mut left).map_err(Error::read)? else {
                findings.push(
                    Finding::new(Code::ZipEndRecord, "").detail("the central directory is not what it says"),
                );
                return Ok(());
            };
            let subject = String::from_utf8_lossy(&central.name).into_owned();
            let header = central.header();
            let expected = header.central();
            if expected != central.bytes {
                let field = zip::central_field(&expected, &central.bytes);
                findings.push(Finding::new(Code::ZipHeader, &subject).detail(field));
            }
            if header.offset != next {
                findings.push(
                    Finding::new(Code::ZipBytesOutside, &subject)
                        .detail(format!("begins at {}, expected {next}", header.offset)),
                );
                geometry = false;
            }
            let local_len = Header::local_len(header.name.len(), header.size);
            let data = header.offset.checked_add(local_len);
            let Some(after) = data.and_then(|d| d.checked_add(header.size)).filter(|a| *a <= end.offset)
            else {
                findings
                    .push(Finding::new(Code::ZipBytesOutside, &subject).detail("reaches beyond the entries"));
                geometry = false;
                continue;
            };
            if geometry {
                check_local(source, &header, &subject, findings)?;
            }
            next = after;
            match EntryName::from_bytes(&central.name) {
                Ok(name) => entries.push(Entry {
                    place: Place::of(name.as_str()),
                    name,
                    offset: after - header.size,
                    size: header.size,
                    crc: header.crc,
                    dos: header.dos,
                }),
                Err(why) => findings.push(Finding::new(Code::EntryNameBad, &subject).detail(why)),
            }
        }
        if left != 0 {
            findings.push(
                Finding::new(Code::ZipEndRecord, "")
                    .detail("the central directory holds more than it counts"),
            );
        }
        if next != end.offset {
            findings.push(
                Finding::new(Code::ZipBytesOutside, "")
                    .detail("bytes between the last entry and the central directory"),
            );
            geometry = false;
        }
        self.entries = entries;
        self.geometry = geometry;
        Ok(())
    }

    fn read_up_to(&self, offset: u64, most: usize) -> Result<Vec<u8>> {
        let mut bytes = vec![0; most];
        let mut filled = 0;
        while filled < most {
            match self.source.read_at(&mut bytes[filled..], offset + filled as u64) {
                Ok(0) => break,
                Ok(n) => filled += n,
                Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
                Err(e) => return Err(Error::read(e)),
            }
        }
        bytes.truncate(filled);
        Ok(bytes)
    }
}

/// A limit of format.md section 10 that an entry breaks.
fn too_large(name: &EntryName, size: u64, most: u64) -> Error {
    Error::from(ErrorKind::Limit).detail(format!("{name}: {size} bytes, limit {most}"))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    Ours,
    Foreign,
    /// The directory is not there, is damaged, or is long.
    Unclear,
}

enum Located {
    AtEnd(End, u64),
    /// An end record with something after it, or with a comment.
    Elsewhere,
}

fn check_local<R: ReadAt>(
    source: &R,
    header: &Header<'_>,
    subject: &str,
    findings: &mut Findings,
) -> Result<()> {
    let expected = header.local();
    let mut actual = vec![0; expected.len()];
    source.read_exact_at(&mut actual, header.offset).map_err(Error::read)?;
    if actual != expected {
        let field = zip::local_field(&expected, &actual);
        findings.push(Finding::new(Code::ZipHeadersDisagree, subject).detail(field));
    }
    Ok(())
}

/// One central header as received.
struct Central {
    bytes: Vec<u8>,
    name: Vec<u8>,
}

impl Central {
    /// The next header, or `None` if the directory does not hold a whole one.
    fn read(directory: &mut impl Read, left: &mut u64) -> std::io::Result<Option<Self>> {
        let mut bytes = vec![0; CENTRAL_FIXED];
        let Some(rest) = left.checked_sub(CENTRAL_FIXED as u64) else { return Ok(None) };
        directory.read_exact(&mut bytes)?;
        let name_len = usize::from(zip::u16_at(&bytes, 28));
        let more = name_len + usize::from(zip::u16_at(&bytes, 30)) + usize::from(zip::u16_at(&bytes, 32));
        let Some(rest) = rest.checked_sub(more as u64) else { return Ok(None) };
        if !bytes.starts_with(&signature::CENTRAL) {
            return Ok(None);
        }
        bytes.resize(CENTRAL_FIXED + more, 0);
        directory.read_exact(&mut bytes[CENTRAL_FIXED..])?;
        *left = rest;
        let name = bytes[CENTRAL_FIXED..CENTRAL_FIXED + name_len].to_vec();
        Ok(Some(Self { bytes, name }))
    }

    /// What it says; a Zip64 value only where the 32-bit field asks for one and the extra field holds it.
    fn header(&self) -> Header<'_> {
        let b = &self.bytes;
        let extra = &b[CENTRAL_FIXED + self.name.len()..];
        let values: &[u8] = if let [1, 0, _, _, values @ ..] = extra { values } else { &[] };
        let mut values = values.chunks_exact(8).map(|v| zip::u64_at(v, 0));
        let mut wide = |at| match zip::u32_at(b, at) {
            u32::MAX => values.next().unwrap_or(u32::MAX.into()),
            n => n.into(),
        };
        let size = wide(24);
        let _compressed = wide(20);
        let offset = wide(42);
        let dos = (zip::u16_at(b, 12), zip::u16_at(b, 14));
        Header { name: &self.name, size, crc: zip::u32_at(b, 16), dos, offset }
    }
}
