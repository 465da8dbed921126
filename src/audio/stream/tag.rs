//! Tags between, and behind, the frames of a stream: ID3v1, ID3v2, APEv2, Lyrics3. None of their bytes is sound.

use crate::audio::claims::Claims;
use std::io::{self, Read as _, SeekFrom};
use symphonia::core::io::MediaSource;

/// Bytes of a stream that are looked at to know a tag: the longest Lyrics3 1.0, and most of APEv2.
pub const WINDOW: usize = 48 << 10;

const ID3V1: usize = 128;
/// An extension of ID3v1 by a player of 1999.
const ID3V1_MORE: usize = 227;
/// Header or footer of APEv2.
const APE: usize = 32;

/// A tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag {
    /// Bytes.
    pub size: u64,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Id3v1,
    Ape,
    Other,
}

impl Tag {
    /// The tag that these bytes begin with; they are all there are, or more than [`WINDOW`].
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let tag = |size: usize, kind| Some(Self { size: size as u64, kind });
        match bytes {
            [b'T', b'A', b'G', b'+', ..] if bytes.len() >= ID3V1_MORE => tag(ID3V1_MORE, Kind::Other),
            [b'T', b'A', b'G', ..] if bytes.len() >= ID3V1 => tag(ID3V1, Kind::Id3v1),
            [b'I', b'D', b'3', _, _, flags, a, b, c, d, ..] if [a, b, c, d].iter().all(|n| **n < 0x80) => {
                let size = [a, b, c, d].iter().fold(0_usize, |size, n| size << 7 | usize::from(**n));
                tag(size + if flags & 0x10 == 0 { 10 } else { 20 }, Kind::Other)
            }
            [b'A', b'P', b'E', b'T', b'A', b'G', b'E', b'X', ..] => {
                let (size, flags) = (u32_at(bytes, 12)?, u32_at(bytes, 20)?);
                const IS_HEADER: u32 = 1 << 29;
                // the size counts the items and the footer, not the header
                if flags & IS_HEADER == 0 {
                    tag(APE, Kind::Other)
                } else {
                    tag(APE + size as usize, Kind::Ape)
                }
            }
            [b'L', b'Y', b'R', b'I', b'C', b'S', b'B', b'E', b'G', b'I', b'N', ..] => {
                let end =
                    bytes.windows(9).take(WINDOW).position(|w| w == b"LYRICS200" || w == b"LYRICSEND")?;
                tag(end + 9, Kind::Other)
            }
            _ => None,
        }
    }

    /// Bytes before these that belong to them: of an APEv2 with a footer alone, its items.
    pub fn before(bytes: &[u8]) -> Option<u64> {
        let items = u32_at(bytes, 12).filter(|_| bytes.starts_with(b"APETAGEX"))?;
        u64::from(items).checked_sub(APE as u64)
    }

    /// Claims what the tag says, as far as it is among these bytes.
    pub fn claim(&self, bytes: &[u8], claims: &mut Claims) {
        let bytes = &bytes[..bytes.len().min(usize::try_from(self.size).unwrap_or(usize::MAX))];
        match self.kind {
            Kind::Id3v1 => id3v1(bytes, claims),
            Kind::Ape => ape(bytes, claims),
            Kind::Other => {}
        }
    }
}

/// Bytes of the tags at the end of a file whose format has no place for them: ID3v1, and APEv2 before it. 0 where the end
/// cannot be sought. What they say goes to `claims`.
///
/// # Errors
/// Those of reading.
pub fn at_end(source: &mut dyn MediaSource, claims: &mut Claims) -> io::Result<u64> {
    let Some(len) = source.byte_len().filter(|_| source.is_seekable()) else { return Ok(0) };
    let mut back = |bytes: u64, behind: u64| -> io::Result<Vec<u8>> {
        let Some(at) = len.checked_sub(bytes + behind) else { return Ok(Vec::new()) };
        source.seek(SeekFrom::Start(at))?;
        let mut found = Vec::new();
        (&mut *source).take(bytes).read_to_end(&mut found)?;
        Ok(found)
    };
    let mut total = 0;
    let last = back(ID3V1 as u64, 0)?;
    if let Some(tag) = Tag::parse(&last).filter(|tag| tag.kind == Kind::Id3v1) {
        tag.claim(&last, claims);
        total += tag.size;
    }
    let footer = back(APE as u64, total)?;
    if footer.starts_with(b"APETAGEX")
        && let (Some(size), Some(flags)) = (u32_at(&footer, 12), u32_at(&footer, 20))
    {
        const HAS_HEADER: u32 = 1 << 31;
        let head = if flags & HAS_HEADER == 0 { 0 } else { APE as u64 };
        let size = u64::from(size) + head;
        if head > 0 && size <= WINDOW as u64 {
            ape(&back(size, total)?, claims);
        }
        if total + size <= len {
            total += size;
        }
    }
    Ok(total)
}

/// Fields of a fixed length, padded with NUL or spaces, in no encoding that is told.
fn id3v1(bytes: &[u8], claims: &mut Claims) {
    const FIELDS: &[(&str, std::ops::Range<usize>)] =
        &[("title", 3..33), ("artist", 33..63), ("album", 63..93), ("year", 93..97), ("comment", 97..127)];
    for (name, part) in FIELDS {
        if let Some(field) = bytes.get(part.clone()) {
            claims.bytes(format!("id3v1.{name}"), field);
        }
    }
    // ID3v1.1: where a comment is short, its last byte is the number of the track
    if let Some([0, track]) = bytes.get(125..127)
        && *track != 0
    {
        claims.text("id3v1.track", &track.to_string());
    }
}

/// Items of APEv2: length, flags, a name that ends with NUL, and a value in UTF-8 or in bytes.
fn ape(bytes: &[u8], claims: &mut Claims) {
    let count = u32_at(bytes, 16).unwrap_or(0).min(200);
    let mut rest = bytes.get(APE..).unwrap_or_default();
    for _ in 0..count {
        let (Some(size), Some(flags)) = (u32_at(rest, 0), u32_at(rest, 4)) else { return };
        let Some(end) = rest.get(8..).and_then(|name| name.iter().take(256).position(|b| *b == 0)) else {
            return;
        };
        let (name, from) = (&rest[8..8 + end], 9 + end);
        let Some(value) = rest.get(from..).and_then(|rest| rest.get(..size as usize)) else { return };
        let name = format!("ape.{}", String::from_utf8_lossy(name).trim().to_lowercase());
        match flags >> 1 & 3 {
            // several values of one name stand with NUL between them
            0 => value.split(|b| *b == 0).for_each(|value| claims.bytes(name.clone(), value)),
            _ => claims.text(name, &format!("{size} bytes")),
        }
        rest = &rest[from + size as usize..];
    }
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(bytes: &[u8]) -> (u64, Vec<(String, String)>) {
        let mut claims = Claims::default();
        let tag = Tag::parse(bytes).unwrap();
        tag.claim(bytes, &mut claims);
        (tag.size, claims.finish().into_iter().map(|c| (c.name, c.value)).collect())
    }

    #[test]
    fn tags_have_a_length_and_say_something() {
        let mut v1 = b"TAG".to_vec();
        v1.resize(128, b' ');
        v1[3..15].copy_from_slice(b"Cape morning");
        v1[125..127].copy_from_slice(&[0, 7]);
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(said(&v1), (128, vec![pair("id3v1.title", "Cape morning"), pair("id3v1.track", "7")]));
        let item = [&5_u32.to_le_bytes()[..], &[0; 4], b"Title\0", "岬a\0".as_bytes()].concat();
        let mark = |flags: u32| {
            let size = (item.len() + 32) as u32;
            [
                &b"APETAGEX"[..],
                &2_000_u32.to_le_bytes(),
                &size.to_le_bytes(),
                &1_u32.to_le_bytes(),
                &flags.to_le_bytes(),
                &[0; 8],
            ]
            .concat()
        };
        let ape = [mark(1 << 29), item.clone(), mark(0)].concat();
        assert_eq!(said(&ape), (ape.len() as u64, vec![pair("ape.title", "岬a")]));
        assert_eq!(Tag::before(&mark(0)), Some(item.len() as u64));
        assert_eq!(Tag::parse(b"ID3\x04\0\0\0\0\x02\x01..").map(|t| t.size), Some(267));
        assert_eq!(Tag::parse(b"LYRICSBEGINsome wordsLYRICS200").map(|t| t.size), Some(30));
        for none in [&b"TAG short"[..], b"ID3\x04\0\0\x80\0\0\0", b"LYRICSBEGIN for ever", b"", b"APETAGEX"] {
            assert_eq!(Tag::parse(none), None);
        }
        for end in 0..ape.len() {
            if let Some(tag) = Tag::parse(&ape[..end]) {
                tag.claim(&ape[..end], &mut Claims::default());
            }
        }
    }
}
