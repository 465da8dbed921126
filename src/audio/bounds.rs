//! What the decoder library would read into memory before the first sample: looked at first, and bounded. A text of
//! zeros takes it 25 times its size.

use std::io::{self, Read, SeekFrom};
use symphonia::core::io::MediaSource;

/// Bytes of tags and texts. Covers of records, which are no text, have `MOST_PICTURES`.
const MOST_TEXT: u64 = 2 << 20;
/// Bytes of pictures and of tables of packets: ten hours of AAC have a table of 14 MB.
const MOST_PICTURES: u64 = 32 << 20;
/// Chunks, blocks, pages before the sound.
const MOST_PARTS: u32 = 10_000;
/// Tags of ID3 one after the other.
const MOST_TAGS: u32 = 16;

/// Bytes of the ID3v2 tags at the front. `None`: there is no end to them.
pub fn id3_tags(source: &mut dyn MediaSource) -> io::Result<Option<u64>> {
    let mut total = 0;
    for _ in 0..MOST_TAGS {
        let mut header = [0; 10];
        if source.read_exact(&mut header).is_err() || &header[..3] != b"ID3" {
            return Ok(Some(total));
        }
        // seven bits a byte; a footer repeats the header (ID3v2.4 section 3.1)
        let size = header[6..].iter().fold(0, |size, byte| size << 7 | u64::from(byte & 0x7F));
        let footer = if header[5] & 0x10 != 0 { 10 } else { 0 };
        total += 10 + size + footer;
        skip(source, size + footer)?;
    }
    Ok(None)
}

/// Is there more before the sound than is read into memory? By the form that the first bytes tell.
pub fn is_beyond(source: &mut dyn MediaSource) -> io::Result<bool> {
    let mut magic = [0; 4];
    if source.read_exact(&mut magic).is_err() {
        return Ok(false);
    }
    let done = match &magic {
        b"fLaC" => flac(source),
        b"OggS" => ogg(source),
        b"FORM" => aiff(source),
        b"caff" => caf(source),
        _ => Ok(false),
    };
    // where the file ends early, nothing more can be read
    done.or_else(|e| if e.kind() == io::ErrorKind::UnexpectedEof { Ok(false) } else { Err(e) })
}

/// Metadata blocks (RFC 9639 section 8.1).
fn flac(source: &mut dyn MediaSource) -> io::Result<bool> {
    let (mut texts, mut pictures) = (0, 0);
    for _ in 0..MOST_PARTS {
        let header = read::<4>(source)?;
        let size = u64::from(u32::from_be_bytes([0, header[1], header[2], header[3]]));
        match header[0] & 0x7F {
            1 => {} // padding
            6 => pictures += size,
            _ => texts += size,
        }
        if header[0] & 0x80 != 0 {
            return Ok(texts > MOST_TEXT || pictures > MOST_PICTURES);
        }
        skip(source, size)?;
    }
    Ok(true)
}

/// Pages before the first that has a position (RFC 3533 section 6). The capture pattern of the first is read already.
fn ogg(source: &mut dyn MediaSource) -> io::Result<bool> {
    let mut total = 0;
    for _ in 0..MOST_PARTS {
        let header = read::<23>(source)?;
        if !matches!(
            header[2..10],
            [0, 0, 0, 0, 0, 0, 0, 0] | [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]
        ) {
            return Ok(false);
        }
        let mut segments = [0; 255];
        let segments = &mut segments[..usize::from(header[22])];
        source.read_exact(segments)?;
        let size: u64 = segments.iter().map(|n| u64::from(*n)).sum();
        total += size;
        if total > MOST_TEXT {
            return Ok(true);
        }
        skip(source, size + 4)?;
    }
    Ok(true)
}

fn aiff(source: &mut dyn MediaSource) -> io::Result<bool> {
    read::<8>(source)?; // size, and AIFF or AIFC
    parts(source, |source| {
        let header = read::<8>(source)?;
        let size = u64::from(u32::from_be_bytes([header[4], header[5], header[6], header[7]]));
        Ok((header[..4] == *b"SSND", false, size, size + size % 2))
    })
}

fn caf(source: &mut dyn MediaSource) -> io::Result<bool> {
    read::<4>(source)?; // version and flags
    parts(source, |source| {
        let header = read::<12>(source)?;
        let size = u64::from_be_bytes(std::array::from_fn(|i| header[4 + i]));
        let plain = header[..4] == *b"data" || header[..4] == *b"free";
        Ok((plain, header[..4] == *b"pakt", size, size))
    })
}

/// Chunks to the end of the file: is it sound, is it a table, its size, and how far the next one is.
fn parts(
    source: &mut dyn MediaSource,
    next: impl Fn(&mut dyn MediaSource) -> io::Result<(bool, bool, u64, u64)>,
) -> io::Result<bool> {
    let (mut texts, mut tables) = (0_u64, 0_u64);
    for _ in 0..MOST_PARTS {
        let (is_sound, is_table, size, step) = match next(source) {
            Ok(part) => part,
            Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => return Ok(false),
            Err(e) => return Err(e),
        };
        match (is_sound, is_table) {
            (true, _) => {}
            (_, true) => tables = tables.saturating_add(size),
            _ => texts = texts.saturating_add(size),
        }
        if texts > MOST_TEXT || tables > MOST_PICTURES {
            return Ok(true);
        }
        skip(source, step)?;
    }
    Ok(true)
}

fn read<const N: usize>(source: &mut dyn MediaSource) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    source.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// Steps over bytes, also beyond the end.
pub fn skip(source: &mut dyn MediaSource, bytes: u64) -> io::Result<()> {
    match i64::try_from(bytes) {
        Ok(by) if source.is_seekable() => source.seek(SeekFrom::Current(by)).map(drop),
        _ => io::copy(&mut (&mut *source).take(bytes), &mut io::sink()).map(drop),
    }
}
