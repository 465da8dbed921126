//! The number of a round of delivery.

use std::fmt;

/// A round of delivery, 1 to 999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Round(u16);

/// The number is not 1 to 999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a round is a number from 1 to 999")]
pub struct BadRound;

impl Round {
    /// The first delivery.
    pub const FIRST: Round = Round(1);

    /// The number.
    pub fn get(self) -> u16 {
        self.0
    }
}

impl TryFrom<u32> for Round {
    type Error = BadRound;
    fn try_from(n: u32) -> Result<Self, BadRound> {
        u16::try_from(n).ok().filter(|n| (1..=999).contains(n)).map(Self).ok_or(BadRound)
    }
}

impl fmt::Display for Round {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
