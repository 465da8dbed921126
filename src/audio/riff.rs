//! Walks the chunks of a WAVE file once, forward: RIFF, RF64 and BW64 (EBU Tech 3306, ITU-R BS.2088).

use super::claims::Claims;
use super::{bext, tags};
use std::io::{self, Read, SeekFrom};
use symphonia::core::io::MediaSource;

/// Chunks that are looked at: a BW64 of a film has some dozens.
const MOST_CHUNKS: u32 = 10_000;
/// Bytes of a chunk that is read whole. Longer ones are read up to here.
const LONGEST: u64 = 1 << 20;
/// Entries of a table in `ds64`: one for each chunk over 4 GiB.
const MOST_SIZES: u32 = 1_000;
/// "See `ds64`", or, in a plain RIFF, "until the end": a program that wrote to a pipe could not go back.
const UNKNOWN: u32 = 0xFFFF_FFFF;

/// Which of the three.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// At most 4 GiB.
    Riff,
    /// EBU Tech 3306.
    Rf64,
    /// ITU-R BS.2088.
    Bw64,
}

impl Form {
    /// The word as a container.
    pub fn word(self) -> &'static str {
        match self {
            Form::Riff => "wav",
            Form::Rf64 => "rf64",
            Form::Bw64 => "bw64",
        }
    }
}

/// Takes the samples when the walk comes to them.
pub trait Data {
    /// The `fmt ` chunk, which stands before the samples.
    fn format(&mut self, fmt: &[u8]);
    /// The samples: at most `size` bytes of `reader`, or all there are.
    fn data(&mut self, reader: &mut dyn Read, size: Option<u64>) -> io::Result<()>;
}

/// What the walk saw.
#[derive(Debug, PartialEq, Eq)]
pub struct Walked {
    /// The form.
    pub form: Form,
    /// Were there samples?
    pub has_data: bool,
    /// The file ended inside a chunk, or there was no end to the chunks.
    pub is_cut: bool,
    /// Behind the end that the form states are bytes that are no chunk.
    pub has_stray: bool,
    /// Behind the samples are more: another chunk of them, or a whole file that was joined to this one.
    pub has_more: bool,
}

/// Walks over a file from its first byte; what it says of itself goes to `claims`.
pub fn walk(source: &mut dyn MediaSource, data: &mut dyn Data, claims: &mut Claims) -> io::Result<Walked> {
    let mut head = [0; 12];
    source.read_exact(&mut head)?;
    let form = match &head[..4] {
        b"RIFF" => Form::Riff,
        b"RF64" => Form::Rf64,
        b"BW64" => Form::Bw64,
        _ => return Err(io::ErrorKind::InvalidData.into()),
    };
    let mut walked = Walked { form, has_data: false, is_cut: false, has_stray: false, has_more: false };
    // where the length was not known when the head was written, it is 0 or as large as can be
    let stated = u32::from_le_bytes([head[4], head[5], head[6], head[7]]);
    let end = if form == Form::Riff && stated > 0 { 8 + u64::from(stated) } else { u64::MAX };
    let mut at = head.len() as u64;
    let mut sizes = Vec::new();
    for _ in 0..MOST_CHUNKS {
        let mut header = [0; 8];
        match read_up_to(source, &mut header)? {
            8 => {}
            0 => return Ok(walked),
            // a pad byte, or rubbish, after the last chunk
            _ => return Ok(walked),
        }
        let id = [header[0], header[1], header[2], header[3]];
        let stated = u32::from_le_bytes([header[4], header[5], header[6], header[7]]);
        let size = match (stated, form) {
            (UNKNOWN, Form::Riff) => None,
            (UNKNOWN, _) => sizes.iter().find(|(of, _)| *of == id).map(|(_, size)| *size),
            _ => Some(u64::from(stated)),
        };
        let mut chunk = Chunk { source, left: size.unwrap_or(u64::MAX) };
        match &id {
            b"ds64" => sizes = ds64(&chunk.whole()?),
            b"fmt " => data.format(&chunk.whole()?),
            b"data" if !walked.has_data => {
                walked.has_data = true;
                data.data(&mut chunk, size)?;
            }
            b"data" | b"RIFF" | b"RF64" | b"BW64" if walked.has_data => walked.has_more = true,
            b"bext" => bext::claim(&chunk.whole()?, claims),
            b"LIST" => info(&chunk.whole()?, claims),
            b"iXML" => claims.bytes("ixml", &chunk.whole()?),
            b"id3 " | b"ID3 " => tags::id3(chunk.whole()?, claims),
            b"C2PA" => claims.text("c2pa", &format!("{} bytes", size.unwrap_or_default())),
            _ => {}
        }
        let Some(size) = size else { return Ok(walked) };
        let left = chunk.left;
        if !skip(source, left)? {
            (walked.is_cut, walked.has_stray) = (at < end, at >= end);
            return Ok(walked);
        }
        at += 8 + size + size % 2;
        // chunks begin at even offsets; a missing last pad byte harms nobody
        if size % 2 == 1 {
            skip(source, 1)?;
        }
    }
    walked.is_cut = true;
    Ok(walked)
}

/// The bytes of one chunk.
struct Chunk<'a> {
    source: &'a mut dyn MediaSource,
    left: u64,
}

impl Read for Chunk<'_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(buf.len());
        let n = self.source.read(&mut buf[..most])?;
        self.left -= n as u64;
        Ok(n)
    }
}

impl Chunk<'_> {
    /// The chunk, or as much of it as is read at once.
    fn whole(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.take(LONGEST).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

pub fn read_up_to(source: &mut dyn Read, buf: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buf.len() {
        match source.read(&mut buf[filled..]) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    Ok(filled)
}

/// Steps over bytes; false if there are not so many.
fn skip(source: &mut dyn MediaSource, bytes: u64) -> io::Result<bool> {
    if bytes == 0 {
        return Ok(true);
    }
    let (true, Some(len), Ok(by)) = (source.is_seekable(), source.byte_len(), i64::try_from(bytes)) else {
        return Ok(io::copy(&mut (&mut *source).take(bytes), &mut io::sink())? == bytes);
    };
    let at = source.stream_position()?;
    if len.saturating_sub(at) < bytes {
        source.seek(SeekFrom::End(0))?;
        return Ok(false);
    }
    source.seek(SeekFrom::Current(by))?;
    Ok(true)
}

/// The sizes that do not fit into 32 bits, by chunk.
fn ds64(bytes: &[u8]) -> Vec<([u8; 4], u64)> {
    let u64_at = |at: usize| bytes.get(at..at + 8).and_then(|b| b.try_into().ok()).map(u64::from_le_bytes);
    let mut sizes: Vec<([u8; 4], u64)> = u64_at(8).map(|size| (*b"data", size)).into_iter().collect();
    let table = bytes.get(28..).unwrap_or_default().chunks_exact(12).take(MOST_SIZES as usize);
    for entry in table {
        let (id, size) = entry.split_at(4);
        if let (Ok(id), Ok(size)) = (id.try_into(), size.try_into()) {
            sizes.push((id, u64::from_le_bytes(size)));
        }
    }
    sizes
}

/// `LIST` of type `INFO`: four letters and a text, each.
fn info(bytes: &[u8], claims: &mut Claims) {
    let Some(mut rest) = bytes.strip_prefix(b"INFO") else { return };
    while let Some((header, after)) = rest.split_first_chunk::<8>() {
        let size = u32::from_le_bytes([header[4], header[5], header[6], header[7]]) as usize;
        let text = &after[..size.min(after.len())];
        let id = String::from_utf8_lossy(&header[..4]).trim().to_lowercase();
        claims.bytes(format!("info.{id}"), text);
        rest = after.get(size.saturating_add(size % 2)..).unwrap_or_default();
    }
}
