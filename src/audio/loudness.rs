//! Integrated loudness and loudness range: ITU-R BS.1770-5, EBU R 128, EBU Tech 3341 and 3342.

use super::gate::Gate;
use std::f64::consts::PI;

/// How a channel counts (BS.1770-5 annex 1, table 3).
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Weight {
    /// Left, right, centre.
    Front,
    /// To the sides and behind: +1.5 dB.
    Surround,
    /// Low-frequency effects: not at all.
    Lfe,
}

impl Weight {
    fn factor(self) -> f64 {
        match self {
            Weight::Front => 1.0,
            Weight::Surround => 1.41,
            Weight::Lfe => 0.0,
        }
    }
}

/// Steps of 100 ms in a momentary block (400 ms) and in a short-term one (3 s).
const MOMENTARY: usize = 4;
const SHORT_TERM: usize = 30;

/// The meter over all channels.
pub struct Loudness {
    weights: Vec<f64>,
    filter: KWeighting,
    states: Vec<State>,
    /// Frames in 100 ms.
    step: usize,
    /// Frames of the step that have been seen.
    filled: usize,
    /// Energy of the step so far, by channel.
    energy: Vec<f64>,
    /// Weighted energies of the last steps, the newest last.
    steps: [f64; SHORT_TERM],
    seen: usize,
    momentary: Gate,
    short_term: Gate,
}

impl Loudness {
    /// For a rate in Hz of at least 8,000.
    pub fn new(rate: u32, weights: &[Weight]) -> Self {
        Self {
            weights: weights.iter().map(|w| w.factor()).collect(),
            filter: KWeighting::new(f64::from(rate)),
            states: vec![State::default(); weights.len()],
            step: (rate / 10) as usize,
            filled: 0,
            energy: vec![0.0; weights.len()],
            steps: [0.0; SHORT_TERM],
            seen: 0,
            momentary: Gate::new(-0.691),
            short_term: Gate::new(-0.691),
        }
    }

    /// Takes in the same stretch of every channel.
    pub fn push(&mut self, channels: &[&[f32]]) {
        let frames = channels.first().map_or(0, |c| c.len());
        let mut at = 0;
        while at < frames {
            let end = frames.min(at + self.step - self.filled);
            self.stretch(channels, at..end);
            self.filled += end - at;
            at = end;
            if self.filled == self.step {
                self.end_step();
            }
        }
    }

    /// Filters; two channels side by side, since each filter waits for itself.
    fn stretch(&mut self, channels: &[&[f32]], part: std::ops::Range<usize>) {
        let mut c = 0;
        while c < channels.len() {
            if let (Some(second), true) = (channels.get(c + 1), self.weights[c] > 0.0) {
                let mut states = [self.states[c], self.states[c + 1]];
                let sums = self.filter.run([&channels[c][part.clone()], &second[part.clone()]], &mut states);
                (self.states[c], self.states[c + 1]) = (states[0], states[1]);
                self.energy[c] += sums[0];
                self.energy[c + 1] += sums[1];
                c += 2;
            } else {
                let mut state = [self.states[c]];
                self.energy[c] += self.filter.run([&channels[c][part.clone()]], &mut state)[0];
                self.states[c] = state[0];
                c += 1;
            }
        }
    }

    fn end_step(&mut self) {
        let weighted: f64 = self.energy.iter().zip(&self.weights).map(|(e, w)| e * w).sum();
        self.steps.rotate_left(1);
        self.steps[SHORT_TERM - 1] = weighted / self.step as f64;
        self.energy.fill(0.0);
        self.filled = 0;
        self.seen = (self.seen + 1).min(SHORT_TERM);
        let mean = |steps: &[f64]| steps.iter().sum::<f64>() / steps.len() as f64;
        if self.seen >= MOMENTARY {
            self.momentary.push(mean(&self.steps[SHORT_TERM - MOMENTARY..]));
        }
        if self.seen >= SHORT_TERM {
            self.short_term.push(mean(&self.steps));
        }
        // a filter that rings out into silence would get slow where numbers lose their leading bits
        self.states.iter_mut().flat_map(|s| &mut s.0).filter(|s| s.abs() < 1e-30).for_each(|s| *s = 0.0);
    }

    /// LUFS; none if no block of 400 ms lies above the absolute gate.
    pub fn integrated(&self) -> Option<f64> {
        self.momentary.mean()
    }

    /// LU; none if no block of 3 s lies above the absolute gate.
    pub fn range(&self) -> Option<f64> {
        self.short_term.range()
    }

    /// Was there a whole block of 400 ms?
    pub fn has_block(&self) -> bool {
        self.seen >= MOMENTARY
    }

    /// Was there a whole block of 3 s?
    pub fn has_short_term(&self) -> bool {
        self.seen >= SHORT_TERM
    }
}

/// The two filters before the mean square: a shelf for the head, and a high-pass.
struct KWeighting {
    shelf: [f64; 5],
    /// Of the high-pass `1 - 2 z⁻¹ + z⁻²` over these.
    high: [f64; 2],
}

#[derive(Debug, Clone, Copy, Default)]
struct State([f64; 4]);

impl KWeighting {
    /// The filters of BS.1770 are given at 48 kHz; these are the same analogue filters, warped to other rates.
    fn new(rate: f64) -> Self {
        let (f0, gain_db, q) = (1_681.974_450_955_533, 3.999_843_853_973_347, 0.707_175_236_955_419_6);
        let k = (PI * f0 / rate).tan();
        let vh = 10_f64.powf(gain_db / 20.0);
        let vb = vh.powf(0.499_666_774_154_541_6);
        let a0 = 1.0 + k / q + k * k;
        let shelf = [
            (vh + vb * k / q + k * k) / a0,
            2.0 * (k * k - vh) / a0,
            (vh - vb * k / q + k * k) / a0,
            2.0 * (k * k - 1.0) / a0,
            (1.0 - k / q + k * k) / a0,
        ];
        let (f0, q) = (38.135_470_876_024_44, 0.500_327_037_323_877_3);
        let k = (PI * f0 / rate).tan();
        let a0 = 1.0 + k / q + k * k;
        Self { shelf, high: [2.0 * (k * k - 1.0) / a0, (1.0 - k / q + k * k) / a0] }
    }

    /// The sums of squares of `N` filtered channels.
    #[inline]
    fn run<const N: usize>(&self, channels: [&[f32]; N], states: &mut [State; N]) -> [f64; N] {
        let [b0, b1, b2, a1, a2] = self.shelf;
        let [c1, c2] = self.high;
        let mut s: [[f64; N]; 4] = std::array::from_fn(|i| std::array::from_fn(|n| states[n].0[i]));
        let mut sums = [0.0; N];
        let frames = channels[0].len();
        let channels: [&[f32]; N] = channels.map(|c| &c[..frames]);
        #[allow(clippy::needless_range_loop)] // one frame of several channels at a time
        for i in 0..frames {
            for n in 0..N {
                let x = f64::from(channels[n][i]);
                let y = b0 * x + s[0][n];
                s[0][n] = (b1 * x + s[1][n]) - a1 * y;
                s[1][n] = b2 * x - a2 * y;
                let z = y + s[2][n];
                s[2][n] = (s[3][n] - 2.0 * y) - c1 * z;
                s[3][n] = y - c2 * z;
                sums[n] += z * z;
            }
        }
        for n in 0..N {
            states[n] = State(std::array::from_fn(|i| s[i][n]));
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_48_khz_the_filters_are_those_of_the_standard() {
        let ours = KWeighting::new(48_000.0);
        let shelf =
            [1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585];
        let high = [-1.99004745483398, 0.99007225036621];
        assert!(ours.shelf.iter().zip(shelf).all(|(a, b)| (a - b).abs() < 1e-10), "{:?}", ours.shelf);
        assert!(ours.high.iter().zip(high).all(|(a, b)| (a - b).abs() < 1e-10), "{:?}", ours.high);
    }
}
