//! Plain samples, as they stand in WAVE and AIFF: integers of 8 to 32 bits and floating point. Read here and not by the
//! decoder library: in a third of the time.

use super::claims::Claims;
use super::layout::{default_mask, full_scale, is_measured, push_sample, weights};
use super::meter::{Measures, Meter, Spec};
use crate::base::digest::Sha256Digest;
use crate::format::fact::FLOAT_CLAIM;
use sha2::{Digest as _, Sha256};
use std::io::{self, Read};

/// Bytes read at once.
const BUFFER: usize = 64 << 10;

/// What a sample is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// An integer, with a sign.
    Signed,
    /// An integer without one; of 8 bits.
    Unsigned,
    /// Floating point.
    Float,
}

/// Which byte of a sample comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The lowest.
    Little,
    /// The highest.
    Big,
}

/// How samples stand one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Format {
    /// Hz.
    pub rate: u32,
    /// Channels.
    pub channels: u16,
    /// Bytes of one sample of one channel.
    pub width: usize,
    /// Bits of it that count; the rest at the lower end is padding.
    pub valid: u16,
    /// What it is.
    pub number: Number,
    /// Its bytes.
    pub order: Order,
    /// Places of the channels; 0 where none are told.
    pub mask: u32,
}

/// Samples that were read.
pub struct Samples {
    meter: Meter,
    sha: Sha256,
    /// Bytes.
    pub bytes: u64,
    /// They end within a frame, or before they should.
    pub is_short: bool,
}

impl Samples {
    /// What was measured, and the hash.
    pub fn finish(self) -> (Measures, Sha256Digest) {
        (self.meter.finish(), Sha256Digest::finish(self.sha))
    }
}

impl Format {
    /// Is that many channels at that rate something to measure?
    pub fn is_measured(&self) -> bool {
        is_measured(self.rate, self.channels)
    }

    /// Claims what the file says of its samples, where that is not the usual.
    pub fn claim(&self, claims: &mut Claims) {
        if self.number == Number::Float {
            claims.text(FLOAT_CLAIM.0, FLOAT_CLAIM.1);
        }
    }

    /// Bytes of a frame.
    pub fn frame(&self) -> usize {
        self.width * usize::from(self.channels)
    }

    /// Reads samples to the end of `reader`; `size` bytes are announced, or it is not told how many.
    pub fn read(&self, reader: &mut dyn Read, size: Option<u64>) -> io::Result<Samples> {
        let meter = Meter::new(&self.spec());
        let mut samples = Samples { meter, sha: Sha256::new(), bytes: 0, is_short: false };
        let (mut buffer, mut filled) = (vec![0; BUFFER], 0);
        loop {
            let n = match reader.read(&mut buffer[filled..]) {
                Ok(n) => n,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(e) => return Err(e),
            };
            filled += n;
            samples.bytes += n as u64;
            if n > 0 && filled < buffer.len() {
                continue;
            }
            let whole = filled - filled % self.frame();
            self.feed(&mut buffer[..whole], &mut samples);
            buffer.copy_within(whole..filled, 0);
            filled -= whole;
            if n == 0 {
                break;
            }
        }
        samples.is_short = filled > 0 || size.is_some_and(|size| samples.bytes < size);
        Ok(samples)
    }

    fn spec(&self) -> Spec {
        let channels = usize::from(self.channels);
        let mask =
            if self.mask.count_ones() as usize == channels { self.mask } else { default_mask(channels) };
        let full_scale = if self.number == Number::Float { 1.0 } else { full_scale(self.valid.into()) };
        Spec { rate: self.rate, weights: weights(mask, channels), full_scale }
    }

    /// Hashes and measures whole frames.
    fn feed(&self, bytes: &mut [u8], samples: &mut Samples) {
        if self.order == Order::Big && self.width > 1 {
            bytes.chunks_exact_mut(self.width).for_each(<[u8]>::reverse);
        }
        self.hash(bytes, &mut samples.sha);
        let frame = self.frame();
        let mut rest = &*bytes;
        while !rest.is_empty() {
            let n = (samples.meter.room() * frame).min(rest.len());
            let (part, after) = rest.split_at(n);
            samples.meter.add(|blocks| self.split(part, blocks));
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
        let sign = self.sign();
        match (self.number, self.width) {
            (Number::Float, 4) => each::<4>(bytes, blocks, f32::from_le_bytes),
            (Number::Float, _) => each::<8>(bytes, blocks, |b| f64::from_le_bytes(b) as f32),
            (_, 1) => each::<1>(bytes, blocks, |[a]| high([0, 0, 0, a ^ sign])),
            (_, 2) => each::<2>(bytes, blocks, |[a, b]| high([0, 0, a, b])),
            (_, 3) => each::<3>(bytes, blocks, |[a, b, c]| high([0, a, b, c])),
            (_, _) => each::<4>(bytes, blocks, high),
        }
    }

    /// The bit that makes an integer without a sign one with it.
    fn sign(&self) -> u8 {
        if self.number == Number::Unsigned { 0x80 } else { 0 }
    }

    /// The samples in their own bit depth, signed, little-endian, interleaved: for most files the bytes as they stand.
    fn hash(&self, bytes: &[u8], sha: &mut Sha256) {
        let padding = if self.number == Number::Float { 0 } else { self.width * 8 - usize::from(self.valid) };
        if padding == 0 && self.number != Number::Unsigned {
            return sha.update(bytes);
        }
        let mut samples = Vec::with_capacity(bytes.len());
        for sample in bytes.chunks_exact(self.width) {
            let mut high = [0; 4];
            high[4 - self.width..].copy_from_slice(sample);
            high[3] ^= self.sign();
            push_sample(i32::from_le_bytes(high), self.valid.into(), &mut samples);
        }
        sha.update(&samples);
    }
}
