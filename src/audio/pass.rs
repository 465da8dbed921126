//! The pass over decoded samples: which of them play, their hash, and their measures.

use super::layout::{default_mask, full_scale, is_measured, push_sample, weights};
use super::meter::{Meter, Spec};
use super::mp4::Edit;
use super::reading::Reading;
use super::reason::Reason;
use crate::base::digest::Sha256Digest;
use sha2::{Digest as _, Sha256};
use symphonia::core::audio::{Channels, GenericAudioBufferRef};

/// Samples of a coded file: 185 hours of mono at 48 kHz. A few bytes can stand for hours of silence; a file of plain
/// samples has no limit but its size.
const MOST_SAMPLES: u64 = 32_000_000_000;

/// The pass.
pub struct Pass {
    /// Bits a sample, for codecs that give back integers as they were.
    depth: Option<u32>,
    edit: Option<Edit>,
    /// What the container says; HE-AAC plays at twice the rate of the core that is decoded.
    stated_rate: Option<u32>,
    /// Frames at the end that are kept back until it is known whether they play.
    kept_back: usize,
    sum: Option<Sum>,
    /// Frames decoded.
    at: u64,
    damaged: bool,
}

/// What is known at the end of a stream.
#[derive(Debug, Clone, Copy)]
pub struct End {
    /// Why there was no more, where it was not the end.
    pub reason: Option<Reason>,
    /// What was kept back does not play.
    pub is_padded: Padded,
}

/// Does what was kept back play?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Padded {
    /// It was put there by the encoder.
    Yes,
    /// It is sound, as far as is known.
    No,
}

struct Sum {
    rate: u32,
    channels: usize,
    meter: Meter,
    sha: Sha256,
    integers: Vec<i32>,
    floats: Vec<f32>,
    kept_back: Vec<f32>,
    bytes: Vec<u8>,
}

impl Pass {
    /// For samples of this depth, at the rate that the container states.
    pub fn new(depth: Option<u32>, stated_rate: Option<u32>) -> Self {
        Self { depth, edit: None, stated_rate, kept_back: 0, sum: None, at: 0, damaged: false }
    }

    /// Of the decoded frames, only these play.
    pub fn playing(self, edit: Option<Edit>) -> Self {
        Self { edit, ..self }
    }

    /// This many frames at the end may not play. For codecs without a depth.
    pub fn keeping_back(self, frames: usize) -> Self {
        Self { kept_back: frames, ..self }
    }

    /// Frames decoded so far.
    pub fn frames(&self) -> u64 {
        self.at
    }

    /// Something could not be decoded.
    pub fn damage(&mut self) {
        self.damaged = true;
    }

    /// Takes what a decoder gave.
    pub fn take(&mut self, buffer: &GenericAudioBufferRef<'_>) -> Result<(), Reason> {
        let (frames, spec) = (buffer.frames() as u64, buffer.spec());
        if frames == 0 {
            return Ok(());
        }
        let channels = spec.channels().count();
        if self.sum.is_none() {
            if self.stated_rate.is_some_and(|stated| stated != spec.rate()) {
                return Err(Reason::Codec);
            }
            self.edit = self.edit.map(|edit| edit.at_rate(spec.rate()));
            let full_scale = self.depth.map_or(1.0, full_scale);
            self.sum = Some(Sum::new(spec.rate(), spec.channels(), full_scale)?);
        }
        let Some(sum) = &mut self.sum else { return Ok(()) };
        if (sum.rate, sum.channels) != (spec.rate(), channels) {
            return Err(Reason::Changes);
        }
        let first = self.edit.map_or(0, |e| e.skip).saturating_sub(self.at).min(frames);
        let last = self.edit.map_or(frames, |e| e.end.saturating_sub(self.at).min(frames)).max(first);
        self.at += frames;
        if self.at.saturating_mul(channels as u64) > MOST_SAMPLES {
            return Err(Reason::Limit);
        }
        let part = first as usize * channels..last as usize * channels;
        match self.depth {
            Some(depth) => sum.integers(buffer, part, depth),
            None => sum.floats(buffer, part, self.kept_back * channels),
        }
        Ok(())
    }

    /// Fills a reading with what was measured. Where not all was decoded, there is no hash.
    pub fn finish(self, end: End, reading: &mut Reading) -> Result<(), Reason> {
        let damage = self.damaged.then_some(Reason::Damaged);
        let Some(mut sum) = self.sum else {
            return Err(end.reason.or(damage).unwrap_or(Reason::NoFrames));
        };
        if end.is_padded == Padded::No {
            sum.release();
        }
        reading.rate = Some(sum.rate);
        reading.channels = u32::try_from(sum.channels).ok();
        match end.reason.or(damage) {
            // what another decoder makes of the damage is not known
            Some(reason) => {
                reading.unmeasured.extend([("rest", reason), ("pcm_sha256", reason)]);
            }
            None => reading.pcm = Some(Sha256Digest::finish(sum.sha)),
        }
        reading.measures = Some(sum.meter.finish());
        Ok(())
    }
}

impl Sum {
    fn new(rate: u32, channels: &Channels, full_scale: f32) -> Result<Self, Reason> {
        let count = channels.count();
        if !u16::try_from(count).is_ok_and(|count| is_measured(rate, count)) {
            return Err(Reason::Limit);
        }
        let mask = match channels {
            // the first eighteen bits are those of WAVEFORMATEXTENSIBLE
            Channels::Positioned(places) => (places.bits() & 0x3_FFFF) as u32,
            _ => default_mask(count),
        };
        let spec = Spec { rate, weights: weights(mask, count), full_scale };
        Ok(Self {
            rate,
            channels: count,
            meter: Meter::new(&spec),
            sha: Sha256::new(),
            integers: Vec::new(),
            floats: Vec::new(),
            kept_back: Vec::new(),
            bytes: Vec::new(),
        })
    }

    /// Takes interleaved integers.
    fn integers(&mut self, buffer: &GenericAudioBufferRef<'_>, part: std::ops::Range<usize>, depth: u32) {
        const STEP: f32 = 1.0 / 2_147_483_648.0;
        buffer.copy_to_vec_interleaved(&mut self.integers);
        let samples = &self.integers[part];
        self.bytes.clear();
        samples.iter().for_each(|sample| push_sample(*sample, depth, &mut self.bytes));
        self.floats.clear();
        self.floats.extend(samples.iter().map(|sample| *sample as f32 * STEP));
        self.sum();
    }

    /// Takes interleaved floating point, and keeps back so many samples of the end.
    fn floats(&mut self, buffer: &GenericAudioBufferRef<'_>, part: std::ops::Range<usize>, kept_back: usize) {
        buffer.copy_to_vec_interleaved(&mut self.floats);
        self.floats.truncate(part.end);
        self.floats.drain(..part.start);
        if kept_back > 0 {
            self.kept_back.append(&mut self.floats);
            let ready = self.kept_back.len().saturating_sub(kept_back);
            self.floats.extend(self.kept_back.drain(..ready));
        }
        self.float_bytes();
        self.sum();
    }

    /// Takes what was kept back.
    fn release(&mut self) {
        if !self.kept_back.is_empty() {
            self.floats = std::mem::take(&mut self.kept_back);
            self.float_bytes();
            self.sum();
        }
    }

    fn float_bytes(&mut self) {
        self.bytes.clear();
        self.bytes.extend(self.floats.iter().flat_map(|sample| sample.to_le_bytes()));
    }

    /// Hashes the bytes and measures the floats.
    fn sum(&mut self) {
        self.sha.update(&self.bytes);
        let channels = self.channels;
        let mut rest = self.floats.as_slice();
        while !rest.is_empty() {
            let n = (self.meter.room() * channels).min(rest.len());
            let (part, after) = rest.split_at(n);
            self.meter.add(|blocks| {
                for (c, block) in blocks.iter_mut().enumerate() {
                    block.extend(part[c..].iter().step_by(channels));
                }
            });
            rest = after;
        }
    }
}
