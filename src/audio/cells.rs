//! The lowest and highest value of every 16 samples: what peaks, drawings and searches begin with.

/// Samples a cell.
pub const CELL: usize = 16;

/// The extremes of one cell.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Cell {
    /// Lowest sample.
    pub min: f32,
    /// Highest sample.
    pub max: f32,
}

impl Cell {
    /// The largest absolute value.
    pub fn magnitude(self) -> f32 {
        self.max.max(-self.min)
    }
}

/// The cells of a block; the last one may be short.
pub fn cells_into(block: &[f32], cells: &mut Vec<Cell>) {
    cells.clear();
    let (whole, rest) = block.as_chunks::<CELL>();
    cells.extend(whole.iter().map(|samples| {
        // four lanes at a time, so that the compiler can use the vector unit
        let (mut low, mut high) = ([f32::MAX; 4], [f32::MIN; 4]);
        for four in samples.as_chunks::<4>().0 {
            for lane in 0..4 {
                low[lane] = if four[lane] < low[lane] { four[lane] } else { low[lane] };
                high[lane] = if four[lane] > high[lane] { four[lane] } else { high[lane] };
            }
        }
        Cell { min: low.into_iter().fold(f32::MAX, f32::min), max: high.into_iter().fold(f32::MIN, f32::max) }
    }));
    if !rest.is_empty() {
        let min = rest.iter().copied().fold(f32::MAX, f32::min);
        let max = rest.iter().copied().fold(f32::MIN, f32::max);
        cells.push(Cell { min, max });
    }
}

#[cfg(test)]
pub fn cells(block: &[f32]) -> Vec<Cell> {
    let mut cells = Vec::new();
    cells_into(block, &mut cells);
    cells
}
