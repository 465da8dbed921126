//! A drawing of a sound as a path of SVG.

use std::fmt::Write as _;

/// Units of height; the middle is silence.
pub const HEIGHT: i32 = 40;

/// One stroke a column, from its lowest to its highest value: (min, max) with offset 128.
pub fn path(columns: &[(u8, u8)]) -> String {
    let mut out = String::with_capacity(columns.len() * 9);
    let level = |byte: u8| {
        let value = i32::from(byte).clamp(1, 255) - 128;
        HEIGHT / 2 - value * (HEIGHT / 2) / 127
    };
    for (x, (low, high)) in columns.iter().enumerate() {
        let (top, bottom) = (level(*high).min(level(*low)), level(*high).max(level(*low)));
        // silence is a dot, so that there is something to see
        write!(out, "M{x} {top}v{}", (bottom - top).max(1)).expect("writing to memory does not fail");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_scale_fills_the_height_and_silence_is_a_dot() {
        assert_eq!(path(&[(1, 255), (128, 128), (0, 128)]), "M0 0v40M1 20v1M2 20v20");
        assert_eq!(path(&[]), "");
    }
}
