//! AIFF and AIFC files with plain samples (Apple, "Audio Interchange File Format", versions 1.3 and C). Read here and not by
//! the decoder library, which gives up where a text or a tag is not as it should be.

use super::bounds::skip;
use super::claims::Claims;
use super::input::Input;
use super::plain::{Format, Number, Order};
use super::reading::Reading;
use super::reason::Reason;
use super::tags;
use std::io::{self, Read};
use symphonia::core::io::MediaSource;

/// Chunks that are looked at.
const MOST_CHUNKS: u32 = 10_000;
/// Bytes of a text or a tag that are read.
const LONGEST: u64 = 1 << 20;
/// Bytes in front of the samples in their chunk, without those that are left free.
const SOUND_HEAD: u64 = 8;

/// Reads a file. `None`: its samples are coded, and the decoder library may know how.
pub fn read(input: &dyn Input, claims: &mut Claims) -> Result<Option<Reading>, Reason> {
    let chunks = walk(&mut *input.open(), claims).map_err(|_| Reason::CutOff)?;
    let Some(common) = &chunks.common else {
        return Err(if chunks.is_cut { Reason::CutOff } else { Reason::Damaged });
    };
    let (format, stated) = match parse(common, chunks.is_compressed) {
        Parsed::Plain(format, stated) => (format, stated),
        Parsed::Coded => return Ok(None),
        Parsed::Broken => return Err(Reason::Damaged),
    };
    if !format.is_measured() {
        return Err(Reason::Limit);
    }
    format.claim(claims);
    let Some(sound) = chunks.sound else {
        return Err(if chunks.is_cut { Reason::CutOff } else { Reason::NoFrames });
    };
    let mut source = input.open();
    let size = sound.size.saturating_sub(SOUND_HEAD + sound.free);
    skip(&mut *source, sound.at + SOUND_HEAD + sound.free).map_err(|_| Reason::CutOff)?;
    let samples = format.read(&mut (&mut *source).take(size), Some(size)).map_err(|_| Reason::CutOff)?;
    let (is_short, frames) = (samples.is_short, samples.bytes / format.frame() as u64);
    if frames == 0 {
        return Err(if is_short { Reason::CutOff } else { Reason::NoFrames });
    }
    let (measures, pcm) = samples.finish();
    let mut reading = Reading {
        container: Some("aiff"),
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
        reading.unmeasured.extend((frames != stated).then_some(("stated_length", Reason::Differs)));
    }
    if chunks.has_more {
        reading.lacks(Reason::Joined);
    }
    Ok(Some(reading))
}

/// Where samples stand.
#[derive(Debug, Clone, Copy)]
struct Sound {
    /// The first byte of the chunk's body.
    at: u64,
    size: u64,
    /// Bytes that are left free in front of the samples.
    free: u64,
}

#[derive(Debug, Default)]
struct Chunks {
    is_compressed: bool,
    common: Option<Vec<u8>>,
    sound: Option<Sound>,
    /// The file ends within a chunk.
    is_cut: bool,
    /// Behind the samples are more: another chunk of them, or a whole file that was joined to this one.
    has_more: bool,
}

/// Looks through the chunks, which stand in any order; texts and tags go to `claims`.
fn walk(source: &mut dyn MediaSource, claims: &mut Claims) -> io::Result<Chunks> {
    let mut form = [0; 12];
    source.read_exact(&mut form)?;
    let mut chunks = Chunks { is_compressed: form[8..] == *b"AIFC", ..Chunks::default() };
    let mut at = form.len() as u64;
    for _ in 0..MOST_CHUNKS {
        let mut header = [0; 8];
        if source.read_exact(&mut header).is_err() {
            return Ok(chunks);
        }
        at += header.len() as u64;
        let size = u64::from(u32::from_be_bytes([header[4], header[5], header[6], header[7]]));
        let id = &header[..4];
        let mut body = Vec::new();
        let wanted = match id {
            b"SSND" => SOUND_HEAD,
            b"COMM" | b"NAME" | b"AUTH" | b"(c) " | b"ANNO" | b"ID3 " => LONGEST,
            _ => 0,
        };
        let read = (&mut *source).take(wanted.min(size)).read_to_end(&mut body)? as u64;
        match id {
            b"COMM" if chunks.common.is_none() => chunks.common = Some(body),
            b"SSND" if chunks.sound.is_none() => {
                let free = body.get(..4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_be_bytes);
                chunks.sound = Some(Sound { at, size, free: free.into() });
            }
            b"SSND" | b"FORM" if chunks.sound.is_some() => chunks.has_more = true,
            b"ID3 " if !body.is_empty() => tags::id3(body, claims),
            b"NAME" | b"AUTH" | b"(c) " | b"ANNO" => {
                claims.bytes(format!("tag.{}", String::from_utf8_lossy(id).trim()), &body);
            }
            _ => {}
        }
        // chunks begin at even offsets; a missing last pad byte harms nobody
        let left = size - read;
        if left > 0 && !is_there(source, left)? {
            chunks.is_cut = true;
            return Ok(chunks);
        }
        if size % 2 == 1 {
            skip(source, 1)?;
        }
        at += size + size % 2;
    }
    chunks.is_cut = true;
    Ok(chunks)
}

/// Steps over bytes; false if there are not so many.
fn is_there(source: &mut dyn MediaSource, bytes: u64) -> io::Result<bool> {
    skip(source, bytes - 1)?;
    let mut last = [0; 1];
    Ok(source.read(&mut last)? == 1)
}

enum Parsed {
    /// And the frames that are stated.
    Plain(Format, u64),
    Coded,
    Broken,
}

/// What `COMM` says.
fn parse(common: &[u8], is_compressed: bool) -> Parsed {
    let u16_at = |at: usize| common.get(at..at + 2).map(|b| u16::from_be_bytes([b[0], b[1]]));
    let fields = || Some((u16_at(0)?, u16_at(2)?, u16_at(4)?, u16_at(6)?, rate(common.get(8..18)?)?));
    let Some((channels, high, low, bits, rate)) = fields() else { return Parsed::Broken };
    let frames = u64::from(high) << 16 | u64::from(low);
    let kind = if is_compressed { common.get(18..22).unwrap_or_default() } else { b"NONE" };
    let (number, order, bits) = match kind {
        b"NONE" | b"twos" => (Number::Signed, Order::Big, bits),
        b"sowt" => (Number::Signed, Order::Little, bits),
        b"in24" => (Number::Signed, Order::Big, 24),
        b"in32" => (Number::Signed, Order::Big, 32),
        b"23ni" => (Number::Signed, Order::Little, 32),
        b"raw " => (Number::Unsigned, Order::Big, 8),
        b"fl32" | b"FL32" => (Number::Float, Order::Big, 32),
        b"fl64" | b"FL64" => (Number::Float, Order::Big, 64),
        _ => return Parsed::Coded,
    };
    let width = usize::from(bits.div_ceil(8));
    if channels == 0 || rate == 0 || !(1..=8).contains(&width) || width > 4 && number != Number::Float {
        return Parsed::Broken;
    }
    // samples stand at the upper end of their bytes
    Parsed::Plain(Format { rate, channels, width, valid: bits, number, order, mask: 0 }, frames)
}

/// A rate in 80 bits of floating point; parts of a hertz are cut off.
fn rate(bytes: &[u8]) -> Option<u32> {
    let exponent = u16::from_be_bytes([bytes[0], bytes[1]]);
    let mantissa = u64::from_be_bytes(bytes.get(2..10)?.try_into().ok()?);
    // the mantissa has its point behind the first bit, the exponent is 16,383 too large
    let shift = u32::from(exponent).checked_sub(16_383).and_then(|n| 63_u32.checked_sub(n))?;
    u32::try_from(mantissa >> shift).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_in_eighty_bits() {
        assert_eq!(rate(&[0x40, 0x0E, 0xBB, 0x80, 0, 0, 0, 0, 0, 0]), Some(48_000));
        assert_eq!(rate(&[0x40, 0x0E, 0xAC, 0x44, 0, 0, 0, 0, 0, 0]), Some(44_100));
        assert_eq!(rate(&[0x40, 0x10, 0xBB, 0x80, 0, 0, 0, 0, 0, 0]), Some(192_000));
        assert_eq!(rate(&[0; 10]), None);
        assert_eq!(rate(&[0xFF; 10]), None);
    }
}
