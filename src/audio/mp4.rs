//! What the decoder library does not tell about an MP4 (ISO/IEC 14496-12): the part that plays, encryption, C2PA.

use super::claims::Claims;
use std::io::{self, Read};
use symphonia::core::io::MediaSource;

/// Bytes of a `moov` box: ten hours of AAC have a table of 14 MB. The decoder library holds it in memory.
const LONGEST: u64 = 32 << 20;
/// Boxes at the top level: a file in fragments of a second has two each.
const MOST_BOXES: u32 = 200_000;
/// Boxes at the top level.
const KNOWN: [[u8; 4]; 12] = [
    *b"ftyp", *b"moov", *b"mdat", *b"free", *b"skip", *b"wide", *b"uuid", *b"moof", *b"mfra", *b"sidx",
    *b"styp", *b"meta",
];
/// Box of a C2PA manifest (C2PA 2.2, appendix A.5).
const C2PA: [u8; 16] = *b"\xD8\xFE\xC3\xD6\x1B\x0E\x48\x3C\x92\x97\x58\x28\x87\x7E\xC4\x81";

/// The part of the decoded samples that plays, as the edit list tells: without what the encoder put in front.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edit {
    /// First frame.
    pub skip: u64,
    /// The frame after the last.
    pub end: u64,
    /// Units a second of both: for audio, most writers take the sample rate. 0: frames, whatever their rate.
    pub scale: u64,
}

impl Edit {
    /// In frames of this rate. An end on another clock is not exact, and left out.
    pub fn at_rate(self, rate: u32) -> Self {
        let rate = u64::from(rate);
        if self.scale == rate || self.scale == 0 {
            return self;
        }
        let skip = u128::from(self.skip) * u128::from(rate) / u128::from(self.scale.max(1));
        Self { skip: u64::try_from(skip).unwrap_or(u64::MAX), end: u64::MAX, scale: rate }
    }
}

/// What the boxes tell.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Boxes {
    /// The part that plays.
    pub edit: Option<Edit>,
    /// Encrypted audio.
    pub is_encrypted: bool,
    /// A table beyond the limit.
    pub is_beyond: bool,
    /// The file ends within a box, or has no table.
    pub is_cut: bool,
    /// Behind the last box are bytes that are none.
    pub has_stray: bool,
    /// There are two tables: two files were joined.
    pub is_joined: bool,
}

/// Looks through the boxes at the top, and into `moov`.
pub fn look(source: &mut dyn MediaSource, claims: &mut Claims) -> io::Result<Boxes> {
    let mut boxes = Boxes::default();
    let mut has_movie = false;
    for _ in 0..MOST_BOXES {
        let mut header = [0; 8];
        if source.read_exact(&mut header).is_err() {
            break;
        }
        let mut left = u64::from(be32(&header, 0).unwrap_or(0));
        match left {
            0 => break, // until the end of the file
            1 => {
                let mut large = [0; 8];
                source.read_exact(&mut large)?;
                left = u64::from_be_bytes(large).saturating_sub(16);
            }
            _ => left = left.saturating_sub(8),
        }
        match &header[4..] {
            b"moov" if left > LONGEST => boxes.is_beyond = true,
            b"moov" => {
                boxes.is_joined |= has_movie;
                has_movie = true;
                let mut moov = Vec::new();
                left -= (&mut *source).take(left).read_to_end(&mut moov)? as u64;
                movie(&moov, &mut boxes);
            }
            b"uuid" if left >= 16 => {
                let mut id = [0; 16];
                source.read_exact(&mut id)?;
                left -= 16;
                if id == C2PA {
                    claims.text("c2pa", &format!("{left} bytes"));
                }
            }
            _ => {}
        }
        if left > 0 {
            super::bounds::skip(source, left - 1)?;
            if source.read(&mut [0; 1])? == 0 {
                let is_known = KNOWN.contains(&[header[4], header[5], header[6], header[7]]);
                (boxes.is_cut, boxes.has_stray) = (is_known, !is_known);
                break;
            }
        }
    }
    boxes.is_cut |= !has_movie;
    Ok(boxes)
}

/// The boxes inside a box.
fn inside(mut bytes: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    std::iter::from_fn(move || {
        let size = be32(bytes, 0)? as usize;
        let size = if size == 0 { bytes.len() } else { size };
        let whole = bytes.get(..size).filter(|_| size >= 8)?;
        bytes = &bytes[size..];
        Some((&whole[4..8], &whole[8..]))
    })
}

fn child<'a>(bytes: &'a [u8], path: &[&[u8; 4]]) -> Option<&'a [u8]> {
    path.iter().try_fold(bytes, |bytes, name| inside(bytes).find(|(id, _)| id == name).map(|(_, body)| body))
}

/// Bytes of `moov` beside its tracks: titles and a cover.
const MOST_TAGS: usize = 8 << 20;

fn movie(moov: &[u8], boxes: &mut Boxes) {
    let beside = inside(moov).filter(|(id, _)| id != b"trak").map(|(_, body)| body.len());
    boxes.is_beyond |= beside.sum::<usize>() > MOST_TAGS;
    let movie_scale = child(moov, &[b"mvhd"]).and_then(|mvhd| timescale(mvhd).map(|(scale, _)| scale));
    for (_, track) in inside(moov).filter(|(id, _)| id == b"trak") {
        let handler = child(track, &[b"mdia", b"hdlr"]);
        if handler.and_then(|h| h.get(8..12)) != Some(b"soun") {
            continue;
        }
        let entries = child(track, &[b"mdia", b"minf", b"stbl", b"stsd"]);
        boxes.is_encrypted |= entries.and_then(|stsd| stsd.get(12..16)) == Some(b"enca");
        let media = child(track, &[b"mdia", b"mdhd"]).and_then(timescale);
        if let (Some(elst), Some(scale), Some(media)) =
            (child(track, &[b"edts", b"elst"]), movie_scale, media)
        {
            boxes.edit = boxes.edit.or_else(|| edit(elst, scale, media));
        }
    }
    // without a list of edits, encoders of Apple's kind say it in a tag
    let list = child(moov, &[b"udta", b"meta"]).and_then(|meta| child(meta.get(4..)?, &[b"ilst"]));
    boxes.edit = boxes
        .edit
        .or_else(|| inside(list?).filter(|(id, _)| id == b"----").find_map(|(_, item)| gapless(item)));
}

/// The tag `iTunSMPB`: numbers in hexadecimal, of which the second is the delay, the third the padding, and the fourth the
/// frames that play.
fn gapless(item: &[u8]) -> Option<Edit> {
    let name = child(item, &[b"name"]).and_then(|name| name.get(4..));
    let text =
        child(item, &[b"data"]).filter(|_| name == Some(b"iTunSMPB")).and_then(|data| data.get(8..))?;
    let text = std::str::from_utf8(text.get(..200).unwrap_or(text)).ok()?;
    let mut numbers = text.split_whitespace().map(|n| u64::from_str_radix(n.trim_matches('\0'), 16).ok());
    let (delay, frames) = (numbers.nth(1)??, numbers.nth(1)??);
    (frames > 0).then_some(Edit { skip: delay, end: delay.saturating_add(frames), scale: 0 })
}

/// Units a second, and the duration, of `mvhd` or `mdhd`.
fn timescale(header: &[u8]) -> Option<(u64, u64)> {
    match header.first()? {
        0 => Some((be32(header, 12)?.into(), be32(header, 16)?.into())),
        _ => Some((be32(header, 20)?.into(), be64(header, 24)?)),
    }
}

/// The only edit that plays something. The movie's clock is often in milliseconds: where the end is the media's own
/// within one tick of it, the media's counts, which is exact.
fn edit(elst: &[u8], movie_scale: u64, (scale, duration): (u64, u64)) -> Option<Edit> {
    let long = *elst.first()? == 1;
    let count = be32(elst, 4)?.min(16) as usize;
    let entries = elst.get(8..)?.chunks_exact(if long { 20 } else { 12 }).take(count);
    let times = entries.map(|entry| match long {
        true => Some((be64(entry, 0)?, be64(entry, 8)?.cast_signed())),
        false => Some((be32(entry, 0)?.into(), i64::from(be32(entry, 4)?.cast_signed()))),
    });
    let mut playing = times.flatten().filter(|(_, start)| *start >= 0);
    let (segment, start) = playing.next()?;
    if playing.next().is_some() || movie_scale == 0 || scale == 0 {
        return None;
    }
    let skip = start.cast_unsigned();
    let length = u128::from(segment) * u128::from(scale) / u128::from(movie_scale);
    let end = skip.saturating_add(u64::try_from(length).ok()?);
    let tick = scale.div_ceil(movie_scale) + 1;
    let end = if segment == 0 || end.abs_diff(duration) <= tick { duration } else { end };
    (skip < end).then_some(Edit { skip, end, scale })
}

fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes)
}

fn be64(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..at + 8)?.try_into().ok().map(u64::from_be_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_part_that_plays() {
        let elst = |segment: u32, start: u32| [0, 1, segment, start, 1 << 16].map(u32::to_be_bytes).concat();
        let exact = |edit: Option<Edit>| edit.map(|e| (e.skip, e.end));
        // 6 s behind 1,024 frames: the movie counts milliseconds, the media frames
        assert_eq!(exact(edit(&elst(6_000, 1_024), 1_000, (48_000, 289_024))), Some((1_024, 289_024)));
        assert_eq!(exact(edit(&elst(5_999, 1_024), 1_000, (48_000, 289_000))), Some((1_024, 289_000)));
        assert_eq!(exact(edit(&elst(3_000, 1_024), 1_000, (48_000, 289_024))), Some((1_024, 145_024)));
        assert_eq!(
            edit(&elst(6_000, u32::MAX), 1_000, (48_000, 289_024)),
            None,
            "an empty edit plays nothing"
        );
        assert_eq!(edit(&elst(6_000, 0), 0, (48_000, 1)), None);
        let other = edit(&elst(6_000, 600), 1_000, (600, 4_200)).map(|e| e.at_rate(48_000));
        assert_eq!(exact(other), Some((48_000, u64::MAX)));
        let atom =
            |name: &[u8; 4], body: &[u8]| [&(body.len() as u32 + 8).to_be_bytes()[..], name, body].concat();
        let item = |text: &str| {
            [atom(b"name", b"\0\0\0\0iTunSMPB"), atom(b"data", &[&[0; 8], text.as_bytes()].concat())].concat()
        };
        let said = gapless(&item(" 00000000 00000840 000001C0 0000000000008340 00000000"));
        assert_eq!(said, Some(Edit { skip: 2_112, end: 35_712, scale: 0 }));
        assert_eq!(gapless(&item(" 00000000 00000840")), None);
        for end in 0..20 {
            let _ = edit(&elst(1, 1)[..end], 1_000, (48_000, 1));
        }
    }
}
