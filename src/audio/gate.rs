//! Energies in bins of 0.01 dB: the gated mean of BS.1770 and the percentiles of EBU Tech 3342, in memory that does
//! not grow with the length of the file.

/// Bins a decibel. EBU Tech 3341 shows one decimal; this is ten times as fine.
const BINS_A_DB: f64 = 100.0;
/// The absolute gate of BS.1770 and of Tech 3342. Nothing below it counts.
const LOWEST_DB: f64 = -70.0;
/// Far above full scale: floating-point files can be louder than 0 dB.
const HIGHEST_DB: f64 = 130.0;

/// A histogram of block levels.
pub struct Gate {
    /// How many blocks, and their energy, by bin.
    bins: Vec<(u64, f64)>,
    offset_db: f64,
}

impl Gate {
    /// `offset_db` is added to every level: −0.691 for loudness.
    pub fn new(offset_db: f64) -> Self {
        let bins = ((HIGHEST_DB - LOWEST_DB) * BINS_A_DB) as usize;
        Self { bins: vec![(0, 0.0); bins], offset_db }
    }

    /// A block's mean square.
    pub fn push(&mut self, energy: f64) {
        let bin = (self.level(energy) - LOWEST_DB) * BINS_A_DB;
        if bin > 0.0 {
            let last = self.bins.len() - 1;
            let (count, sum) = &mut self.bins[(bin as usize).min(last)];
            *count += 1;
            *sum += energy;
        }
    }

    fn level(&self, energy: f64) -> f64 {
        10.0 * energy.log10() + self.offset_db
    }

    /// The level of the mean of the bins from `first` on.
    fn mean_from(&self, first: usize) -> Option<f64> {
        let bins = self.bins.get(first..)?;
        let (count, sum) = bins.iter().fold((0, 0.0), |(n, s), (count, sum)| (n + count, s + sum));
        (count > 0).then(|| self.level(sum / count as f64))
    }

    /// The first bin that is not below a level.
    fn bin_of(level: f64) -> usize {
        ((level - LOWEST_DB) * BINS_A_DB).max(0.0) as usize
    }

    /// The gated mean (BS.1770-5 annex 1): of the blocks no more than 10 dB below the mean of those above −70 dB.
    pub fn mean(&self) -> Option<f64> {
        let all = self.mean_from(0)?;
        self.mean_from(Self::bin_of(all - 10.0))
    }

    /// The range (EBU Tech 3342): from the 10th to the 95th percentile of what is no more than 20 dB below the mean.
    pub fn range(&self) -> Option<f64> {
        let first = Self::bin_of(self.mean_from(0)? - 20.0);
        let gated = &self.bins[first..];
        let count: u64 = gated.iter().map(|(count, _)| count).sum();
        let percentile = |part: f64| {
            let wanted = ((count.checked_sub(1)?) as f64 * part).round() as u64;
            let mut seen = 0;
            gated.iter().position(|(count, _)| {
                seen += count;
                seen > wanted
            })
        };
        Some((percentile(0.95)? - percentile(0.1)?) as f64 / BINS_A_DB)
    }
}
