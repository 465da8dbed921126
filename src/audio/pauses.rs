//! RMS, and the noise floor: the RMS of the quietest half second, where that half second is a pause.

use super::gate::Gate;

/// Frames a second: 5 ms each.
const FRAMES_A_SECOND: u32 = 200;
/// Frames in a pause: 490 ms, so that a pause of half a second holds them however it falls.
const PAUSE: usize = 98;
/// Frames in a stretch: 20 ms, about the shortest sound of speech.
const STRETCH: usize = 4;
/// Frames in a block for the level of speech: 400 ms, as in BS.1770, here without its filters.
const BLOCK: usize = 80;
/// No stretch of a pause is louder than this below the level of speech, in dB. Between the syllables of a narration
/// without pauses, measured over half a second, some stretch always is; a room whose noise is not is no place to record.
const BELOW_SPEECH_DB: f64 = 15.0;
/// Bins a decibel for the loudest stretch of a pause.
const BINS_A_DB: f64 = 2.0;
const LOWEST_DB: f64 = -150.0;

/// What a file's pauses tell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NoiseFloor {
    /// RMS of the quietest pause in dBFS; −∞ where it is digital silence.
    Measured(f64),
    /// Nothing that is half a second long and well below the rest.
    NoPause,
    /// Shorter than a pause.
    TooShort,
}

/// Follows the level of a file.
pub struct Pauses {
    frame: usize,
    filled: usize,
    energy: f64,
    /// Sum of squares over all frames, and how many samples a channel that were.
    total: f64,
    samples: u64,
    /// Mean squares of the last frames, a ring.
    ring: [f64; PAUSE],
    /// Mean squares of the last stretches, one that ends with each frame, a ring.
    stretches: [f64; PAUSE - STRETCH + 1],
    seen: usize,
    block: (usize, f64),
    speech: Gate,
    /// The least mean square of a pause, by the level of its loudest stretch.
    quietest: Vec<f64>,
}

impl Pauses {
    /// For a rate in Hz.
    pub fn new(rate: u32) -> Self {
        Self {
            frame: (rate / FRAMES_A_SECOND).max(1) as usize,
            filled: 0,
            energy: 0.0,
            total: 0.0,
            samples: 0,
            ring: [0.0; PAUSE],
            stretches: [0.0; PAUSE - STRETCH + 1],
            seen: 0,
            block: (0, 0.0),
            speech: Gate::new(0.0),
            quietest: vec![f64::INFINITY; ((100.0 - LOWEST_DB) * BINS_A_DB) as usize],
        }
    }

    /// Takes in the same stretch of every channel.
    pub fn push(&mut self, channels: &[&[f32]]) {
        let frames = channels.first().map_or(0, |c| c.len());
        let mut at = 0;
        while at < frames {
            let end = frames.min(at + self.frame - self.filled);
            let squares: f64 = channels.iter().map(|c| sum_of_squares(&c[at..end])).sum();
            self.energy += squares / channels.len() as f64;
            self.filled += end - at;
            at = end;
            if self.filled == self.frame {
                self.end_frame();
            }
        }
    }

    fn end_frame(&mut self) {
        self.total += self.energy;
        self.samples += self.filled as u64;
        let mean = self.energy / self.filled as f64;
        (self.energy, self.filled) = (0.0, 0);
        self.block = (self.block.0 + 1, self.block.1 + mean);
        if self.block.0 == BLOCK {
            self.speech.push(self.block.1 / BLOCK as f64);
            self.block = (0, 0.0);
        }
        self.ring[self.seen % PAUSE] = mean;
        let last = (0..STRETCH).map(|back| self.ring[(self.seen + PAUSE - back) % PAUSE]);
        self.stretches[self.seen % (PAUSE - STRETCH + 1)] = last.sum::<f64>() / STRETCH as f64;
        self.seen += 1;
        if self.seen >= PAUSE {
            self.end_pause();
        }
    }

    fn end_pause(&mut self) {
        // four lanes each: the order does not matter
        let (mut sums, mut most) = ([0.0; 4], [0.0; 4]);
        let (fours, rest) = self.ring.as_chunks::<4>();
        for four in fours {
            (0..4).for_each(|lane| sums[lane] += four[lane]);
        }
        let mean = (sums.iter().sum::<f64>() + rest.iter().sum::<f64>()) / PAUSE as f64;
        let (fours, rest) = self.stretches.as_chunks::<4>();
        for four in fours {
            (0..4)
                .for_each(|lane| most[lane] = if four[lane] > most[lane] { four[lane] } else { most[lane] });
        }
        let loudest = most.iter().chain(rest).copied().fold(0.0, f64::max);
        let bin = ((10.0 * loudest.log10() - LOWEST_DB) * BINS_A_DB).max(0.0) as usize;
        let last = self.quietest.len() - 1;
        let quietest = &mut self.quietest[bin.min(last)];
        *quietest = quietest.min(mean);
    }

    /// RMS of everything in dBFS, and the noise floor.
    pub fn finish(mut self) -> (f64, NoiseFloor) {
        self.total += self.energy;
        self.samples += self.filled as u64;
        let rms = 10.0 * (self.total / self.samples.max(1) as f64).log10();
        if self.seen < PAUSE {
            return (rms, NoiseFloor::TooShort);
        }
        let Some(speech) = self.speech.mean() else { return (rms, NoiseFloor::NoPause) };
        let bins = ((speech - BELOW_SPEECH_DB - LOWEST_DB) * BINS_A_DB).max(0.0) as usize;
        let pauses = self.quietest.iter().take(bins);
        let quietest = pauses.fold(f64::INFINITY, |least, pause| least.min(*pause));
        let floor = if quietest.is_finite() {
            NoiseFloor::Measured(10.0 * quietest.log10())
        } else {
            NoiseFloor::NoPause
        };
        (rms, floor)
    }
}

/// In single precision over a few samples a lane, in double precision over all: no more than 5 ms come together here.
fn sum_of_squares(samples: &[f32]) -> f64 {
    let (eights, rest) = samples.as_chunks::<8>();
    let mut sums = [0.0_f32; 8];
    for eight in eights {
        for lane in 0..8 {
            sums[lane] += eight[lane] * eight[lane];
        }
    }
    let rest: f64 = rest.iter().map(|s| f64::from(*s) * f64::from(*s)).sum();
    sums.iter().map(|s| f64::from(*s)).sum::<f64>() + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Noise between -1 and 1 with an RMS of 0.577, always the same.
    fn noise(len: usize, seed: u32) -> impl Iterator<Item = f32> {
        let mut state = seed;
        (0..len).map(move |_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / 8_388_608.0 - 1.0
        })
    }

    fn gain(db: f32) -> f32 {
        10.0_f32.powf(db / 20.0) * 3.0_f32.sqrt()
    }

    /// Syllables of 150 ms with 50 ms in between that are 25 dB quieter.
    fn speech(len: usize) -> Vec<f32> {
        let level = |i: usize| gain(if (i / 2_400) % 4 == 3 { -45.0 } else { -20.0 });
        noise(len, 1).enumerate().map(|(i, s)| s * level(i)).collect()
    }

    fn measured(samples: &[f32]) -> NoiseFloor {
        let mut pauses = Pauses::new(48_000);
        samples.chunks(4_096).for_each(|block| pauses.push(&[block]));
        pauses.finish().1
    }

    #[test]
    fn without_a_pause_there_is_no_noise_floor() {
        assert_eq!(measured(&speech(480_000)), NoiseFloor::NoPause);
        assert_eq!(measured(&speech(20_000)), NoiseFloor::TooShort);
        assert_eq!(measured(&vec![0.0; 480_000]), NoiseFloor::NoPause, "silence alone is no pause");
        let tone: Vec<f32> = noise(480_000, 2).map(|s| s * gain(-62.0)).collect();
        assert_eq!(measured(&tone), NoiseFloor::NoPause, "a room alone: nobody speaks");
        // a pause of 0.3 s does not reach over half a second
        let mut short = speech(240_000);
        short.extend(noise(14_400, 3).map(|s| s * gain(-65.0)));
        short.extend(speech(240_000));
        assert_eq!(measured(&short), NoiseFloor::NoPause);
    }

    #[test]
    fn half_a_second_of_room_tone_is_measured_within_1_db_wherever_it_lies() {
        for db in [-75.0, -60.0, -50.0, -40.0] {
            for shift in [0, 1, 117, 239] {
                let mut file = speech(240_000 + shift);
                file.extend(noise(24_000, 4).map(|s| s * gain(db)));
                file.extend(speech(240_000));
                let NoiseFloor::Measured(floor) = measured(&file) else { panic!("{db} dB at {shift}") };
                assert!((floor - f64::from(db)).abs() < 1.0, "{floor} for {db}");
            }
        }
    }
}
