//! WAVE files with plain samples: integers of 8 to 32 bits and floating point. Read here and not by the decoder
//! library, which does not read RF64, and in a third of the time.

use super::claims::Claims;
use super::layout::{default_mask, weights};
use super::meter::{Meter, Spec};
use super::reading::Reading;
use super::reason::Reason;
use super::riff::{Data, walk};
use crate::digest::Sha256Digest;
use sha2::{Digest as _, Sha256};
use std::io::{self, Read};
use symphonia::core::io::MediaSource;

/// Bytes read at once.
const BUFFER: usize = 64 << 10;

/// Reads a WAVE file. `None`: its samples are coded, and the decoder library may know how.
pub fn read(source: &mut dyn MediaSource, claims: &mut Claims) -> Result<Option<Reading>, Reason> {
    let mut samples = Samples::default();
    let walked = walk(source, &mut samples, claims);
    let Samples { format, coded, sum, is_beyond } = samples;
    let Ok(walked) = walked else { return Err(Reason::CutOff) };
    if is_beyond {
        return Err(Reason::Limit);
    }
    if coded {
        return Ok(None);
    }
    let Some(format) = format else { return Err(Reason::Damaged) };
    let Some(Sum { meter, sha, is_short }) = sum.filter(|_| walked.has_data) else {
        return Err(Reason::NoFrames);
    };
    let mut reading = Reading {
        container: Some(walked.form.word()),
        codec: Some("pcm"),
        rate: Some(format.rate),
        depth: Some(format.valid.into()),
        channels: Some(format.channels.into()),
        measures: Some(meter.finish()),
        pcm: Some(Sha256Digest::finish(sha)),
        ..Reading::default()
    };
    if is_short || walked.is_cut {
        reading.unmeasured.push(("rest", Reason::CutOff));
    }
    Ok(Some(reading))
}

/// What `fmt ` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Format {
    rate: u32,
    channels: u16,
    /// Bytes of one sample of one channel.
    width: usize,
    /// Bits of it that count; the rest at the lower end is padding.
    valid: u16,
    is_float: bool,
    mask: u32,
}

#[derive(Default)]
struct Samples {
    format: Option<Format>,
    /// Not plain samples.
    coded: bool,
    sum: Option<Sum>,
    /// More channels, or another rate, than is measured.
    is_beyond: bool,
}

struct Sum {
    meter: Meter,
    sha: Sha256,
    is_short: bool,
}

impl Data for Samples {
    fn format(&mut self, fmt: &[u8]) {
        match Format::parse(fmt) {
            Parsed::Plain(format) => self.format = Some(format),
            Parsed::Coded => self.coded = true,
            Parsed::Beyond => self.is_beyond = true,
            Parsed::Broken => {}
        }
    }

    fn data(&mut self, reader: &mut dyn Read, size: Option<u64>) -> io::Result<()> {
        let Some(format) = self.format.filter(|_| !self.coded) else { return Ok(()) };
        let mut sum = Sum { meter: Meter::new(&format.spec()), sha: Sha256::new(), is_short: false };
        let (mut buffer, mut filled, mut total) = (vec![0; BUFFER], 0, 0_u64);
        let frame = format.width * usize::from(format.channels);
        loop {
            let n = match reader.read(&mut buffer[filled..]) {
                Ok(n) => n,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(e) => return Err(e),
            };
            filled += n;
            total += n as u64;
            if n > 0 && filled < buffer.len() {
                continue;
            }
            let whole = filled - filled % frame;
            format.feed(&buffer[..whole], &mut sum);
            buffer.copy_within(whole..filled, 0);
            filled -= whole;
            if n == 0 {
                break;
            }
        }
        sum.is_short = filled > 0 || size.is_some_and(|size| total < size);
        self.sum = Some(sum);
        Ok(())
    }
}

enum Parsed {
    Plain(Format),
    Coded,
    Beyond,
    Broken,
}

impl Format {
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
        let is_float = match tag {
            1 => false,
            3 => true,
            _ => return Parsed::Coded,
        };
        let width = usize::from(bits.div_ceil(8));
        let plain = if is_float { matches!(bits, 32 | 64) } else { (1..=4).contains(&width) };
        if channels == 0 || rate == 0 || !plain || usize::from(align) != width * usize::from(channels) {
            return Parsed::Broken;
        }
        if !super::layout::is_measured(rate, channels) {
            return Parsed::Beyond;
        }
        let valid = if is_float || valid == 0 || valid > bits { bits } else { valid };
        Parsed::Plain(Self { rate, channels, width, valid, is_float, mask })
    }

    fn spec(&self) -> Spec {
        let channels = usize::from(self.channels);
        let mask =
            if self.mask.count_ones() as usize == channels { self.mask } else { default_mask(channels) };
        let full_scale = if self.is_float { 1.0 } else { super::layout::full_scale(self.valid.into()) };
        Spec { rate: self.rate, weights: weights(mask, channels), full_scale }
    }

    /// Hashes and measures whole frames.
    fn feed(&self, bytes: &[u8], sum: &mut Sum) {
        self.hash(bytes, &mut sum.sha);
        let frame = self.width * usize::from(self.channels);
        let mut rest = bytes;
        while !rest.is_empty() {
            let n = (sum.meter.room() * frame).min(rest.len());
            let (part, after) = rest.split_at(n);
            sum.meter.add(|blocks| self.split(part, blocks));
            rest = after;
        }
    }

    /// The samples of each channel as values from -1 to 1.
    fn split(&self, bytes: &[u8], blocks: &mut [Vec<f32>]) {
        fn each<const W: usize>(bytes: &[u8], blocks: &mut [Vec<f32>], value: impl Fn([u8; W]) -> f32) {
            let channels = blocks.len();
            let samples = bytes.as_chunks::<W>().0;
            if let [only] = blocks {
                return only.extend(samples.iter().map(|s| value(*s)));
            }
            for (c, block) in blocks.iter_mut().enumerate() {
                block.extend(samples[c..].iter().step_by(channels).map(|s| value(*s)));
            }
        }
        const STEP: f32 = 1.0 / 2_147_483_648.0;
        let high = |bytes: [u8; 4]| i32::from_le_bytes(bytes) as f32 * STEP;
        match (self.is_float, self.width) {
            (false, 1) => each::<1>(bytes, blocks, |[a]| high([0, 0, 0, a ^ 0x80])),
            (false, 2) => each::<2>(bytes, blocks, |[a, b]| high([0, 0, a, b])),
            (false, 3) => each::<3>(bytes, blocks, |[a, b, c]| high([0, a, b, c])),
            (false, _) => each::<4>(bytes, blocks, high),
            (true, 4) => each::<4>(bytes, blocks, f32::from_le_bytes),
            (true, _) => each::<8>(bytes, blocks, |b| f64::from_le_bytes(b) as f32),
        }
    }

    /// The samples in their own bit depth, signed, little-endian, interleaved: for most files the bytes as they stand.
    fn hash(&self, bytes: &[u8], sha: &mut Sha256) {
        let padding = if self.is_float { 0 } else { self.width * 8 - usize::from(self.valid) };
        if self.width > 1 && padding == 0 || self.is_float {
            return sha.update(bytes);
        }
        let mut samples = Vec::with_capacity(bytes.len());
        for sample in bytes.chunks_exact(self.width) {
            let mut high = [0; 4];
            high[4 - self.width..].copy_from_slice(sample);
            if self.width == 1 {
                high[3] ^= 0x80; // 8 bits are the only ones that WAVE has without a sign
            }
            super::layout::push_sample(i32::from_le_bytes(high), self.valid.into(), &mut samples);
        }
        sha.update(&samples);
    }
}
