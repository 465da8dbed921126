//! WAVE files with plain samples. Read here and not by the decoder library, which does not read RF64.

use super::claims::Claims;
use super::plain::{Format, Number, Order, Samples};
use super::reading::Reading;
use super::reason::Reason;
use super::riff::{Data, walk};
use std::io::{self, Read};
use symphonia::core::io::MediaSource;

/// Reads a WAVE file. `None`: its samples are coded, and the decoder library may know how.
pub fn read(source: &mut dyn MediaSource, claims: &mut Claims) -> Result<Option<Reading>, Reason> {
    let mut wave = Wave::default();
    let walked = walk(source, &mut wave, claims);
    let Wave { format, coded, samples, is_beyond } = wave;
    let Ok(walked) = walked else { return Err(Reason::CutOff) };
    if is_beyond {
        return Err(Reason::Limit);
    }
    if coded {
        return Ok(None);
    }
    let Some(format) = format else { return Err(Reason::Damaged) };
    let Some(samples) = samples.filter(|_| walked.has_data) else {
        return Err(Reason::NoFrames);
    };
    format.claim(claims);
    let is_short = samples.is_short;
    let (measures, pcm) = samples.finish();
    let mut reading = Reading {
        container: Some(walked.form.word()),
        codec: Some("pcm"),
        rate: Some(format.rate),
        depth: Some(format.valid.into()),
        channels: Some(format.channels.into()),
        measures: Some(measures),
        ..Reading::default()
    };
    match (is_short, walked.has_more) {
        // of samples that are not all of them, there is no hash
        (true, _) => reading.unmeasured.extend([("rest", Reason::CutOff), ("pcm_sha256", Reason::CutOff)]),
        (false, true) => {
            reading.unmeasured.extend([("rest", Reason::Joined), ("pcm_sha256", Reason::Joined)])
        }
        (false, false) => {
            reading.pcm = Some(pcm);
            reading.unmeasured.extend(walked.is_cut.then_some(("rest", Reason::CutOff)));
            reading.unmeasured.extend(walked.has_stray.then_some(("rest", Reason::Unread)));
        }
    }
    Ok(Some(reading))
}

/// What the walk comes to.
#[derive(Default)]
struct Wave {
    format: Option<Format>,
    /// Not plain samples.
    coded: bool,
    samples: Option<Samples>,
    /// More channels, or another rate, than is measured.
    is_beyond: bool,
}

impl Data for Wave {
    fn format(&mut self, fmt: &[u8]) {
        match parse(fmt) {
            Parsed::Plain(format) => self.format = Some(format),
            Parsed::Coded => self.coded = true,
            Parsed::Beyond => self.is_beyond = true,
            Parsed::Broken => {}
        }
    }

    fn data(&mut self, reader: &mut dyn Read, size: Option<u64>) -> io::Result<()> {
        let Some(format) = self.format.filter(|_| !self.coded) else { return Ok(()) };
        self.samples = Some(format.read(reader, size)?);
        Ok(())
    }
}

enum Parsed {
    Plain(Format),
    Coded,
    Beyond,
    Broken,
}

/// What `fmt ` says.
fn parse(fmt: &[u8]) -> Parsed {
    let u16_at = |at: usize| fmt.get(at..at + 2).map(|b| u16::from_le_bytes([b[0], b[1]]));
    let u32_at = |at: usize| Some(u32::from(u16_at(at)?) | u32::from(u16_at(at + 2)?) << 16);
    let fields = || Some((u16_at(0)?, u16_at(2)?, u32_at(4)?, u16_at(12)?, u16_at(14)?));
    let Some((tag, channels, rate, align, bits)) = fields() else { return Parsed::Broken };
    const EXTENSIBLE: u16 = 0xFFFE;
    // the GUID's first two bytes are the tag; the others are the same for all tags
    const GUID: &[u8] = b"\0\0\0\0\x10\0\x80\0\0\xAA\0\x38\x9B\x71";
    let (tag, valid, mask) = if tag == EXTENSIBLE {
        let of_wave = fmt.get(26..40).is_some_and(|guid| guid == GUID);
        match (u16_at(24), u16_at(18), u32_at(20)) {
            (Some(tag), Some(valid), Some(mask)) if of_wave => (tag, valid, mask),
            _ => return Parsed::Coded,
        }
    } else {
        (tag, bits, 0)
    };
    let width = usize::from(bits.div_ceil(8));
    let number = match (tag, width) {
        // 8 bits are the only ones that WAVE has without a sign
        (1, 1) => Number::Unsigned,
        (1, _) => Number::Signed,
        (3, _) => Number::Float,
        _ => return Parsed::Coded,
    };
    let is_float = number == Number::Float;
    let plain = if is_float { matches!(bits, 32 | 64) } else { (1..=4).contains(&width) };
    if channels == 0 || rate == 0 || !plain || usize::from(align) != width * usize::from(channels) {
        return Parsed::Broken;
    }
    let valid = if is_float || valid == 0 || valid > bits { bits } else { valid };
    let format = Format { rate, channels, width, valid, number, order: Order::Little, mask };
    if format.is_measured() { Parsed::Plain(format) } else { Parsed::Beyond }
}
