//! True peak (ITU-R BS.1770-5 annex 2): the highest value between the samples, by interpolation to 192 kHz or more.
//! Stretches that provably cannot raise it are not interpolated.

use super::cells::{CELL, Cell};
use std::f64::consts::PI;

/// Samples that one interpolated value is made of. Twice the 12 of BS.1770's example filter and more, so that the
/// pass band reaches closer to half the sample rate.
const TAPS: usize = 32;
/// Shape of the Kaiser window: 90 dB of stop-band attenuation.
const KAISER_BETA: f64 = 9.0;
/// The rate at which BS.1770 looks for the peak.
const TARGET_RATE: u32 = 192_000;
/// Outputs computed side by side, for the vector unit.
const LANES: usize = 8;

/// Interpolates one channel.
pub struct TruePeak {
    /// One filter a phase between two samples; phase 0 is the sample itself.
    phases: Vec<[f32; TAPS]>,
    /// Most by which a filter can exceed the largest sample under it.
    gain: f32,
    /// The samples before the block.
    history: [f32; TAPS],
    buffer: Vec<f32>,
    before: [f32; 2],
    peak: f32,
}

impl TruePeak {
    /// For a sample rate in Hz.
    pub fn new(rate: u32) -> Self {
        let factor = TARGET_RATE.div_ceil(rate.max(1)).max(1);
        let phases: Vec<[f32; TAPS]> =
            (1..factor).map(|p| filter(f64::from(p) / f64::from(factor))).collect();
        let norm = |filter: &[f32; TAPS]| filter.iter().map(|tap| tap.abs()).sum::<f32>();
        let gain = phases.iter().map(norm).fold(1.0, f32::max) * 1.0001; // and the rounding of sums
        Self { phases, gain, history: [0.0; TAPS], buffer: Vec::new(), before: [0.0; 2], peak: 0.0 }
    }

    /// Takes in a block whose cells are given. All blocks but the last are whole cells.
    pub fn push(&mut self, block: &[f32], cells: &[Cell]) {
        if self.phases.is_empty() {
            self.peak = cells.iter().fold(self.peak, |peak, cell| peak.max(cell.magnitude()));
            return;
        }
        self.buffer.clear();
        self.buffer.extend_from_slice(&self.history);
        self.buffer.extend_from_slice(block);
        self.interpolate(block.len(), cells);
        let end = self.buffer.len() - TAPS;
        self.history.copy_from_slice(&self.buffer[end..]);
    }

    /// The values around the centres that this block completes: `TAPS / 2` samples behind the block.
    fn interpolate(&mut self, len: usize, cells: &[Cell]) {
        // what lies under a filter of cell j: that cell and the two before it
        let mut before = self.before;
        for (j, cell) in cells.iter().enumerate() {
            let here = cell.magnitude();
            let under = here.max(before[0]).max(before[1]);
            before = [before[1], here];
            self.peak = self.peak.max(here);
            if under * self.gain > self.peak {
                let centres = j * CELL..((j + 1) * CELL).min(len);
                self.cell(centres);
            }
        }
        self.before = before;
    }

    /// Interpolates the values whose last sample lies in `last` of the block.
    fn cell(&mut self, last: std::ops::Range<usize>) {
        let mut at = last.start;
        while at < last.end {
            let lanes = LANES.min(last.end - at);
            // the first sample under the filter of output `at`: the buffer begins TAPS samples before the block
            let start = at + 1;
            if lanes == LANES {
                let window = &self.buffer[start..start + TAPS + LANES - 1];
                for filter in &self.phases {
                    let mut sums = [0.0_f32; LANES];
                    for (tap, samples) in filter.iter().zip(window.windows(LANES)) {
                        for lane in 0..LANES {
                            sums[lane] += tap * samples[lane];
                        }
                    }
                    self.peak = sums.iter().fold(self.peak, |peak, sum| peak.max(sum.abs()));
                }
            } else {
                for lane in 0..lanes {
                    let window = &self.buffer[start + lane..start + lane + TAPS];
                    for filter in &self.phases {
                        let sum: f32 = filter.iter().zip(window).map(|(tap, sample)| tap * sample).sum();
                        self.peak = self.peak.max(sum.abs());
                    }
                }
            }
            at += lanes;
        }
    }

    /// The peak as a linear value: after the last sample comes silence.
    pub fn finish(mut self) -> f32 {
        let silence = [0.0; TAPS];
        self.before = [f32::INFINITY; 2]; // the last cell may have been short: leave nothing out here
        let cells = [Cell::default(); TAPS / CELL];
        self.push(&silence, &cells);
        self.peak
    }
}

/// A Kaiser-windowed sinc for the value `phase` behind the middle sample, with a gain of 1 at 0 Hz.
fn filter(phase: f64) -> [f32; TAPS] {
    let middle = (TAPS / 2 - 1) as f64;
    let taps: [f64; TAPS] = std::array::from_fn(|i| {
        let x = i as f64 - middle - phase;
        let sinc = if x == 0.0 { 1.0 } else { (PI * x).sin() / (PI * x) };
        let w = 2.0 * x / TAPS as f64;
        sinc * bessel(KAISER_BETA * (1.0 - w * w).max(0.0).sqrt())
    });
    let sum: f64 = taps.iter().sum();
    taps.map(|tap| (tap / sum) as f32)
}

/// The modified Bessel function of the first kind, order 0, by its series.
fn bessel(x: f64) -> f64 {
    let (mut sum, mut term) = (1.0, 1.0);
    for k in 1..60 {
        term *= (x / 2.0 / f64::from(k)).powi(2);
        sum += term;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::super::cells::cells;
    use super::*;
    use proptest::prelude::*;

    fn peak(rate: u32, samples: &[f32]) -> f32 {
        let mut peak = TruePeak::new(rate);
        for block in samples.chunks(4096) {
            peak.push(block, &cells(block));
        }
        peak.finish()
    }

    #[test]
    fn between_the_samples_a_sine_reaches_its_amplitude() {
        // 45° off: the samples of a sine at a quarter of the rate stand at 0.707
        let sine = |i: u32| (f64::from(i) * PI / 2.0 + PI / 4.0).sin() as f32;
        let fade = |i: u32| 1.0_f32.min(i.min(9_600 - i) as f32 / 960.0);
        let samples: Vec<f32> = (0..9_600).map(|i| 0.5 * sine(i) * fade(i)).collect();
        let highest = samples.iter().fold(0.0_f32, |a, b| a.max(b.abs()));
        assert!(highest < 0.36);
        assert!((peak(48_000, &samples) - 0.5).abs() < 0.001, "{}", peak(48_000, &samples));
        assert!((peak(192_000, &samples) - highest).abs() < 1e-6, "no interpolation at 192 kHz");
    }

    /// Every value, computed one by one.
    fn reference(rate: u32, samples: &[f32]) -> f32 {
        let filters = TruePeak::new(rate).phases;
        let mut padded = vec![0.0; TAPS];
        padded.extend(samples);
        padded.extend([0.0; TAPS]);
        let highest = samples.iter().fold(0.0_f32, |a, b| a.max(b.abs()));
        padded.windows(TAPS).fold(highest, |peak, window| {
            let value = |f: &[f32; TAPS]| f.iter().zip(window).map(|(t, s)| t * s).sum::<f32>().abs();
            filters.iter().map(value).fold(peak, f32::max)
        })
    }

    proptest! {
        #[test]
        fn what_is_left_out_could_not_raise_the_peak(
            samples in prop::collection::vec(-1.0_f32..1.0, 1..600),
            loud in 0_usize..600,
            rate in prop::sample::select(vec![8_000_u32, 44_100, 48_000, 96_000]),
        ) {
            let quiet = |(i, s): (usize, &f32)| if i.abs_diff(loud) < 40 { *s } else { s * 0.3 };
            let samples: Vec<f32> = samples.iter().enumerate().map(quiet).collect();
            let (ours, all) = (peak(rate, &samples), reference(rate, &samples));
            prop_assert!((ours - all).abs() <= 1e-5, "{ours} {all}");
        }
    }
}
