//! What a round delivered: its files and the seal code of its edition.

use crate::base::digest::Sha256Digest;
use crate::case::Round;
use crate::format::archive::Edition;
use crate::format::fact::Decimal;

/// A delivered file, as the client knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// The round in which it was delivered.
    pub round: Round,
    /// Its name without folders.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// Its hash.
    pub sha256: Sha256Digest,
    /// Seconds, where they were measured.
    pub duration_s: Option<Decimal>,
}

/// The delivery of a round, as one edition sealed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// The edition.
    pub edition: Edition,
    /// Its seal code.
    pub code: Sha256Digest,
    /// The round.
    pub round: Round,
    /// Its files, as people count: `ep2` before `ep10`.
    pub files: Vec<Delivered>,
    /// The files of the rounds before it, in the order of the rounds.
    pub earlier: Vec<Delivered>,
}
