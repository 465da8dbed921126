//! What stands among the claims of a file and is held against what was agreed: the bit rate of an MP3, which the headers of
//! its frames state and their lengths confirm, and whether plain samples are floating point.

use super::ClaimsFact;
use std::fmt;

/// Bits a second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BitRate {
    /// Of every frame.
    Constant(u32),
    /// Of the frames with the fewest and the most, and over all.
    Variable {
        /// The fewest.
        least: u32,
        /// The most.
        most: u32,
        /// Over all.
        mean: u32,
    },
}

impl BitRate {
    /// The name of the claim.
    pub const CLAIM: &str = "mpeg.bit-rate";

    /// What the claims of a file say.
    pub fn of(claims: &ClaimsFact) -> Option<Self> {
        let claim = claims.claims.iter().find(|claim| claim.name == Self::CLAIM)?;
        Self::parse(&claim.value)
    }

    fn parse(value: &str) -> Option<Self> {
        let Some((span, mean)) = value.split_once(", mean ") else {
            return Some(Self::Constant(value.parse().ok()?));
        };
        let (least, most) = span.split_once(" to ")?;
        Some(Self::Variable {
            least: least.parse().ok()?,
            most: most.parse().ok()?,
            mean: mean.parse().ok()?,
        })
    }

    /// Over all frames.
    pub fn mean(self) -> u32 {
        match self {
            Self::Constant(bits) | Self::Variable { mean: bits, .. } => bits,
        }
    }
}

/// The claim of plain samples that are no integers.
pub const FLOAT_CLAIM: (&str, &str) = ("pcm.numbers", "floating point");

/// Do the claims say that plain samples are floating point?
pub fn is_float(claims: &ClaimsFact) -> bool {
    claims.claims.iter().any(|claim| (claim.name.as_str(), claim.value.as_str()) == FLOAT_CLAIM)
}

impl fmt::Display for BitRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Constant(bits) => write!(f, "{bits}"),
            Self::Variable { least, most, mean } => write!(f, "{least} to {most}, mean {mean}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_claimed_is_read_again() {
        for rate in
            [BitRate::Constant(192_000), BitRate::Variable { least: 32_000, most: 320_000, mean: 131_072 }]
        {
            assert_eq!(BitRate::parse(&rate.to_string()), Some(rate));
        }
        for none in ["", "192k", "1 to 2", "1 to x, mean 3", ", mean 3"] {
            assert_eq!(BitRate::parse(none), None);
        }
    }
}
