//! Where a file is silent, digitally zero or clipped, and its drawing. All of it looks at cells first, and at samples
//! only where a cell asks for it.

use super::cells::{CELL, Cell};

/// Silence at the head and the tail ends with the first sample above this: −50 dBFS, above the noise of a usable room.
const SILENCE: f32 = 0.003_162_277_7;
/// Runs of zeros count from 10 ms on: a microphone gives none that long.
const ZEROS_A_SECOND: u32 = 100;
/// Samples in a row at full scale that make a clipped run.
const CLIPPED: u32 = 3;
/// Columns of a drawing.
pub const COLUMNS: usize = 800;
/// Columns kept while the length is not known yet: between half of these and all are in use at the end.
const FINE: usize = COLUMNS * 8;

/// What the shape of a file tells, in frames.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// Frames before the first that is not silent; none if all are.
    pub head: Option<u64>,
    /// Frames after the last that is not silent.
    pub tail: Option<u64>,
    /// Frames in runs of digital zero on all channels.
    pub zeros: u64,
    /// Runs of three or more samples at full scale, over all channels.
    pub clipped: u64,
    /// At most 800 columns: lowest and highest value over all channels.
    pub columns: Vec<Cell>,
}

/// Gathers the shape.
pub struct Shaper {
    full_scale: f32,
    least_zeros: u64,
    frames: u64,
    loud: Option<(u64, u64)>,
    zero_run: u64,
    zeros: u64,
    clip_runs: Vec<u32>,
    clipped: u64,
    fine: Vec<Cell>,
    /// Cells that one fine column holds, and cells in the one that is being filled.
    per_column: usize,
    filling: (usize, Cell),
}

impl Shaper {
    /// `full_scale` is the largest value that a sample can have.
    pub fn new(rate: u32, channels: usize, full_scale: f32) -> Self {
        Self {
            full_scale,
            least_zeros: u64::from(rate.div_ceil(ZEROS_A_SECOND)),
            frames: 0,
            loud: None,
            zero_run: 0,
            zeros: 0,
            clip_runs: vec![0; channels],
            clipped: 0,
            fine: Vec::new(),
            per_column: 1,
            filling: (0, Cell::default()),
        }
    }

    /// Takes in the same stretch of every channel, with its cells.
    pub fn push(&mut self, channels: &[&[f32]], cells: &[Vec<Cell>]) {
        let frames = channels.first().map_or(0, |c| c.len());
        for j in 0..cells.first().map_or(0, Vec::len) {
            let part = j * CELL..frames.min((j + 1) * CELL);
            let over_all = cells.iter().map(|cells| cells[j]).reduce(join).unwrap_or_default();
            let magnitude = over_all.magnitude();
            if magnitude >= SILENCE {
                self.mark_loud(channels, part.clone());
            }
            self.count_zeros(channels, part.clone(), magnitude);
            if magnitude >= self.full_scale || self.clip_runs.iter().any(|run| *run > 0) {
                self.count_clipped(channels, part.clone());
            }
            self.column(over_all);
            self.frames += part.len() as u64;
        }
    }

    fn mark_loud(&mut self, channels: &[&[f32]], part: std::ops::Range<usize>) {
        let loud = |i: &usize| channels.iter().any(|c| c[*i].abs() >= SILENCE);
        let at = |i: usize| self.frames + (i - part.start) as u64;
        let Some(last) = part.clone().rev().find(loud) else { return };
        let first = match self.loud {
            Some((first, _)) => first,
            None => part.clone().find(loud).map_or(self.frames, at),
        };
        self.loud = Some((first, at(last)));
    }

    fn count_zeros(&mut self, channels: &[&[f32]], part: std::ops::Range<usize>, magnitude: f32) {
        if magnitude == 0.0 {
            self.zero_run += part.len() as u64;
            return;
        }
        let is_zero = |i: &usize| channels.iter().all(|c| c[*i] == 0.0);
        self.zero_run += part.clone().take_while(is_zero).count() as u64;
        self.end_zeros();
        self.zero_run = part.rev().take_while(is_zero).count() as u64;
    }

    fn end_zeros(&mut self) {
        if self.zero_run >= self.least_zeros {
            self.zeros += self.zero_run;
        }
        self.zero_run = 0;
    }

    fn count_clipped(&mut self, channels: &[&[f32]], part: std::ops::Range<usize>) {
        for (channel, run) in channels.iter().zip(&mut self.clip_runs) {
            for sample in &channel[part.clone()] {
                *run = if sample.abs() >= self.full_scale { run.saturating_add(1) } else { 0 };
                self.clipped += u64::from(*run == CLIPPED);
            }
        }
    }

    fn column(&mut self, cell: Cell) {
        self.filling = match self.filling {
            (0, _) => (1, cell),
            (n, column) => (n + 1, join(column, cell)),
        };
        if self.filling.0 == self.per_column {
            self.fine.push(self.filling.1);
            self.filling.0 = 0;
        }
        if self.fine.len() == FINE {
            let halved = self.fine.as_chunks::<2>().0.iter().map(|[a, b]| join(*a, *b)).collect();
            self.fine = halved;
            self.per_column *= 2;
        }
    }

    /// The shape of everything that was pushed.
    pub fn finish(mut self) -> Shape {
        self.end_zeros();
        if self.filling.0 > 0 {
            self.fine.push(self.filling.1);
        }
        let (fine, count) = (&self.fine, self.fine.len().min(COLUMNS));
        let column = |i: usize| {
            let part = i * fine.len() / count..(i + 1) * fine.len() / count;
            fine[part].iter().copied().reduce(join).unwrap_or_default()
        };
        Shape {
            head: self.loud.map(|(first, _)| first),
            tail: self.loud.map(|(_, last)| self.frames - 1 - last),
            zeros: self.zeros,
            clipped: self.clipped,
            columns: (0..count).map(column).collect(),
        }
    }
}

fn join(a: Cell, b: Cell) -> Cell {
    Cell { min: a.min.min(b.min), max: a.max.max(b.max) }
}

#[cfg(test)]
mod tests {
    use super::super::cells::cells;
    use super::*;
    use proptest::prelude::*;

    fn shape(samples: &[f32]) -> Shape {
        let mut shaper = Shaper::new(1_600, 1, 1.0);
        for block in samples.chunks(64) {
            shaper.push(&[block], &[cells(block)]);
        }
        shaper.finish()
    }

    #[test]
    fn silence_zeros_and_clipping_are_counted_to_the_frame() {
        let mut samples = vec![0.0; 100];
        samples.extend([0.5, 1.0, 1.0, 0.2, 1.0, -1.0, 1.0, 1.0, 0.1]);
        samples.extend([0.0; 15]);
        samples.extend([0.3, 0.001, 0.001]);
        samples.extend([0.0; 17]);
        let shape = shape(&samples);
        assert_eq!((shape.head, shape.tail), (Some(100), Some(19)));
        assert_eq!(shape.zeros, 117, "runs of 16 and more at 1,600 Hz");
        assert_eq!(shape.clipped, 1, "two in a row are none, four in a row are one");
    }

    #[test]
    fn a_drawing_has_at_most_800_columns_and_every_extreme() {
        for len in [1, 15, 16_000, 200_000, 1_000_003] {
            let mut samples = vec![0.1; len];
            samples[len / 3] = -0.9;
            samples[len - 1] = 0.8;
            let columns = shape(&samples).columns;
            assert_eq!(columns.len(), COLUMNS.min(len.div_ceil(CELL)));
            assert_eq!(columns.last().unwrap().max, 0.8);
            let lowest = columns.iter().position(|c| c.min == -0.9);
            let expected = len / 3 * columns.len() / len;
            assert!(len == 1 || lowest.is_some_and(|at| at.abs_diff(expected) <= 1), "{lowest:?} {expected}");
        }
    }

    proptest! {
        #[test]
        fn cells_find_what_a_plain_count_finds(runs in prop::collection::vec((0_u8..4, 1_usize..40), 1..30)) {
            let value = |kind| [0.0, 0.01, 1.0, 0.001][usize::from(kind)];
            let samples: Vec<f32> = runs.iter().flat_map(|(kind, n)| vec![value(*kind); *n]).collect();
            let count = |wanted: f32, least: usize| -> Vec<usize> {
                let same = samples.chunk_by(|a, b| a == b).filter(|run| run[0] == wanted && run.len() >= least);
                same.map(<[f32]>::len).collect()
            };
            let shape = shape(&samples);
            prop_assert_eq!(shape.clipped, count(1.0, 3).len() as u64);
            prop_assert_eq!(shape.zeros, count(0.0, 16).iter().sum::<usize>() as u64);
            prop_assert_eq!(shape.head, samples.iter().position(|s| *s >= SILENCE).map(|n| n as u64));
        }
    }
}
