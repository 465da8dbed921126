//! Everything that is measured from samples, in one pass over blocks.

use super::cells::{CELL, Cell, cells_into};
use super::loudness::{Loudness, Weight};
use super::pauses::{NoiseFloor, Pauses};
use super::reason::Reason;
use super::shape::{Shape, Shaper};
use super::true_peak::TruePeak;

/// Frames a block: a whole number of cells, small enough for the first-level cache.
const BLOCK: usize = 256 * CELL;
/// Below this the filters of BS.1770 make no sense; ours are held against ffmpeg from here on.
pub const LEAST_LOUDNESS_RATE: u32 = 8_000;
/// Beyond any meaning: a million times full scale. Such samples, and what is no number, leave nothing to measure.
const ABSURD: f32 = 1e6;
/// +20 dBFS. No converter and no limiter gives it; damaged frames of a lossy codec do, and floating point whose full scale
/// is not 1.
const MOST_PLAUSIBLE: f32 = 10.0;

/// What comes in.
#[derive(Debug, Clone, PartialEq)]
pub struct Spec {
    /// Hz.
    pub rate: u32,
    /// How each channel counts for loudness.
    pub weights: Vec<Weight>,
    /// The largest value that a sample can have: 1, or a step below it for integers.
    pub full_scale: f32,
}

/// What was measured. Levels in dB relative to full scale, times in frames.
#[derive(Debug, Clone, PartialEq)]
pub struct Measures {
    /// Samples a channel.
    pub frames: u64,
    /// Of the samples, or why there are none.
    pub levels: Result<Levels, Reason>,
}

/// Measured from samples that are all numbers.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)] // see AudioFact
pub struct Levels {
    pub sample_peak_db: f64,
    pub true_peak_db: f64,
    pub rms_db: f64,
    pub integrated: Loud,
    pub range: Loud,
    pub noise_floor: NoiseFloor,
    pub shape: Shape,
}

/// A value of R 128.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Loud {
    /// LUFS or LU.
    Measured(f64),
    /// Nothing above the absolute gate of −70 LUFS.
    BelowGate,
    /// Shorter than a block.
    TooShort,
    /// The rate is too low for the filters.
    Rate,
}

/// The meter. Samples go into its blocks and come out as [`Measures`].
pub struct Meter {
    /// One block a channel.
    blocks: Vec<Vec<f32>>,
    cells: Vec<Vec<Cell>>,
    frames: u64,
    absurd: bool,
    peak: f32,
    true_peaks: Vec<TruePeak>,
    loudness: Option<Loudness>,
    pauses: Pauses,
    shaper: Shaper,
}

impl Meter {
    /// For at least one channel.
    pub fn new(spec: &Spec) -> Self {
        let channels = spec.weights.len();
        Self {
            blocks: vec![Vec::with_capacity(BLOCK); channels],
            cells: vec![Vec::new(); channels],
            frames: 0,
            absurd: false,
            peak: 0.0,
            true_peaks: (0..channels).map(|_| TruePeak::new(spec.rate)).collect(),
            loudness: (spec.rate >= LEAST_LOUDNESS_RATE).then(|| Loudness::new(spec.rate, &spec.weights)),
            pauses: Pauses::new(spec.rate),
            shaper: Shaper::new(spec.rate, channels, spec.full_scale),
        }
    }

    /// How many frames the block takes before it is full.
    pub fn room(&self) -> usize {
        BLOCK - self.blocks[0].len()
    }

    /// Adds at most [`room`](Self::room) frames: `fill` appends the same number of samples to each channel.
    pub fn add(&mut self, fill: impl FnOnce(&mut [Vec<f32>])) {
        fill(&mut self.blocks);
        if self.room() == 0 {
            self.block();
        }
    }

    fn block(&mut self) {
        let mut magnitude = 0.0_f32;
        for (block, cells) in self.blocks.iter_mut().zip(&mut self.cells) {
            // a NaN is in no order: it is looked for by itself
            let is_odd = |s: f32| s.is_nan() | (s.abs() > ABSURD);
            if block.iter().fold(false, |odd, s| odd | is_odd(*s)) {
                self.absurd = true;
                block.iter_mut().filter(|s| is_odd(**s)).for_each(|s| *s = 0.0);
            }
            cells_into(block, cells);
            magnitude = cells.iter().fold(magnitude, |most, cell| most.max(cell.magnitude()));
        }
        self.peak = self.peak.max(magnitude);
        let channels: Vec<&[f32]> = self.blocks.iter().map(Vec::as_slice).collect();
        for ((channel, cells), true_peak) in channels.iter().zip(&self.cells).zip(&mut self.true_peaks) {
            true_peak.push(channel, cells);
        }
        self.pauses.push(&channels);
        if let Some(loudness) = &mut self.loudness {
            loudness.push(&channels);
        }
        self.shaper.push(&channels, &self.cells);
        self.frames += channels[0].len() as u64;
        self.blocks.iter_mut().for_each(Vec::clear);
    }

    /// What came in so far, measured.
    pub fn finish(mut self) -> Measures {
        if !self.blocks[0].is_empty() {
            self.block();
        }
        let none = match () {
            () if self.frames == 0 => Some(Reason::NoFrames),
            () if self.absurd => Some(Reason::NotNumbers),
            () if self.peak > MOST_PLAUSIBLE => Some(Reason::Implausible),
            () => None,
        };
        if let Some(reason) = none {
            return Measures { frames: self.frames, levels: Err(reason) };
        }
        let true_peak = self.true_peaks.into_iter().map(TruePeak::finish).fold(0.0, f32::max);
        let (rms_db, noise_floor) = self.pauses.finish();
        let loud = |value: fn(&Loudness) -> Option<f64>, has: fn(&Loudness) -> bool| match &self.loudness {
            None => Loud::Rate,
            Some(loudness) if !has(loudness) => Loud::TooShort,
            Some(loudness) => value(loudness).map_or(Loud::BelowGate, Loud::Measured),
        };
        let levels = Levels {
            sample_peak_db: db(self.peak),
            true_peak_db: db(true_peak),
            rms_db,
            integrated: loud(Loudness::integrated, Loudness::has_block),
            range: loud(Loudness::range, Loudness::has_short_term),
            noise_floor,
            shape: self.shaper.finish(),
        };
        Measures { frames: self.frames, levels: Ok(levels) }
    }
}

fn db(linear: f32) -> f64 {
    20.0 * f64::from(linear).log10()
}
