//! CAF files with plain samples (Apple, "Core Audio Format Specification 1.0"). Read here and not by the decoder library, which
//! takes a file for cut whose length was not known when its head was written.

use super::bounds::skip;
use super::claims::Claims;
use super::input::Input;
use super::plain::{Format, Number, Order};
use super::reading::Reading;
use super::reason::Reason;
use std::io::{self, Read};
use symphonia::core::io::MediaSource;

/// Chunks that are looked at.
const MOST_CHUNKS: u32 = 10_000;
/// Bytes of texts that are read.
const LONGEST: u64 = 1 << 20;
/// Bytes in front of the samples in their chunk: how often they were edited.
const SOUND_HEAD: u64 = 4;
/// "Until the end of the file."
const UNKNOWN: u64 = u64::MAX;

/// Reads a file. `None`: its samples are coded, and the decoder library may know how.
pub fn read(input: &dyn Input, claims: &mut Claims) -> Result<Option<Reading>, Reason> {
    let chunks = walk(&mut *input.open(), claims).map_err(|_| Reason::CutOff)?;
    let Some(format) = chunks.description.as_deref().and_then(|d| plain(d, chunks.places)) else {
        return Ok(None);
    };
    if !format.is_measured() {
        return Err(Reason::Limit);
    }
    let Some((at, size)) = chunks.sound else {
        return Err(if chunks.is_cut { Reason::CutOff } else { Reason::NoFrames });
    };
    format.claim(claims);
    let mut source = input.open();
    skip(&mut *source, at + SOUND_HEAD).map_err(|_| Reason::CutOff)?;
    let stated = (size != UNKNOWN).then(|| size.saturating_sub(SOUND_HEAD));
    let mut sound = (&mut *source).take(stated.unwrap_or(u64::MAX));
    let samples = format.read(&mut sound, stated).map_err(|_| Reason::CutOff)?;
    let is_short = samples.is_short;
    if samples.bytes < format.frame() as u64 {
        return Err(if is_short { Reason::CutOff } else { Reason::NoFrames });
    }
    let (measures, pcm) = samples.finish();
    let mut reading = Reading {
        container: Some("caf"),
        codec: Some("pcm"),
        rate: Some(format.rate),
        depth: Some(format.valid.into()),
        channels: Some(format.channels.into()),
        measures: Some(measures),
        ..Reading::default()
    };
    if is_short {
        // of samples that are not all of them, there is no hash
        reading.unmeasured.extend([("rest", Reason::CutOff), ("pcm_sha256", Reason::CutOff)]);
    } else {
        reading.pcm = Some(pcm);
        reading.unmeasured.extend(chunks.is_cut.then_some(("rest", Reason::CutOff)));
    }
    Ok(Some(reading))
}

#[derive(Debug, Default)]
struct Chunks {
    description: Option<Vec<u8>>,
    /// Where the body of the chunk of samples begins, and its size.
    sound: Option<(u64, u64)>,
    /// Places of the channels, as in `dwChannelMask` of WAVE; 0 where none are told.
    places: u32,
    /// The file ends within a chunk.
    is_cut: bool,
}

fn walk(source: &mut dyn MediaSource, claims: &mut Claims) -> io::Result<Chunks> {
    let mut head = [0; 8];
    source.read_exact(&mut head)?;
    let mut chunks = Chunks::default();
    let mut at = head.len() as u64;
    for _ in 0..MOST_CHUNKS {
        let mut header = [0; 12];
        if source.read_exact(&mut header).is_err() {
            return Ok(chunks);
        }
        at += header.len() as u64;
        let size = u64::from_be_bytes(std::array::from_fn(|i| header[4 + i]));
        let id = &header[..4];
        if id == b"data" {
            chunks.sound = chunks.sound.or(Some((at, size)));
            if size == UNKNOWN {
                return Ok(chunks);
            }
        }
        let mut body = Vec::new();
        let wanted = if matches!(id, b"desc" | b"chan" | b"info") { LONGEST } else { 0 };
        let read = (&mut *source).take(wanted.min(size)).read_to_end(&mut body)? as u64;
        match id {
            b"desc" if chunks.description.is_none() => chunks.description = Some(body),
            b"chan" => chunks.places = places(&body),
            b"info" => info(&body, claims),
            _ => {}
        }
        let left = size - read;
        let mut last = [0; 1];
        if left > 0 {
            skip(source, left - 1)?;
            if source.read(&mut last)? == 0 {
                chunks.is_cut = true;
                return Ok(chunks);
            }
        }
        at = at.saturating_add(size);
    }
    chunks.is_cut = true;
    Ok(chunks)
}

/// What `desc` says; none if the samples are coded, or stand in some other way than one after the other.
fn plain(description: &[u8], mask: u32) -> Option<Format> {
    let u32_at = |at: usize| description.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
    let rate = f64::from_be_bytes(description.get(..8)?.try_into().ok()?);
    const FLOAT: u32 = 1;
    const LITTLE_ENDIAN: u32 = 2;
    let flags = u32_at(12)?;
    let (bytes, frames, channels, bits) = (u32_at(16)?, u32_at(20)?, u32_at(24)?, u32_at(28)?);
    let width = bits.div_ceil(8);
    let is_float = flags & FLOAT != 0;
    let fits = if is_float { matches!(bits, 32 | 64) } else { (1..=4).contains(&width) };
    let is_plain = description.get(8..12)? == b"lpcm"
        && frames == 1
        && fits
        && channels.checked_mul(width) == Some(bytes)
        && rate >= 1.0
        && rate <= f64::from(u32::MAX);
    is_plain.then_some(Format {
        rate: rate as u32,
        channels: u16::try_from(channels).unwrap_or(u16::MAX),
        width: width as usize,
        valid: bits as u16,
        number: if is_float { Number::Float } else { Number::Signed },
        order: if flags & LITTLE_ENDIAN != 0 { Order::Little } else { Order::Big },
        mask,
    })
}

/// Places of the channels, where they are told by bits.
fn places(layout: &[u8]) -> u32 {
    const BY_BITS: [u8; 4] = (0x1_0000_u32).to_be_bytes();
    let bits = layout.get(4..8).and_then(|b| b.try_into().ok()).map_or(0, u32::from_be_bytes);
    if layout.starts_with(&BY_BITS) { bits } else { 0 }
}

/// Names and texts in turn, each with a NUL behind it.
fn info(bytes: &[u8], claims: &mut Claims) {
    let mut texts = bytes.get(4..).unwrap_or_default().split(|b| *b == 0);
    while let (Some(name), Some(text)) = (texts.next(), texts.next()) {
        let name = String::from_utf8_lossy(name);
        if !name.trim().is_empty() {
            claims.bytes(format!("tag.{}", name.trim()), text);
        }
    }
}
