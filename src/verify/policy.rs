//! What the reader of a verdict brings along, and insists on.

use crate::base::limits::Limits;
use crate::base::time::UtcSecond;
use crate::format::proof::Fingerprint;
use crate::timestamp::Anchors;
use serde::Serialize;
use std::collections::BTreeSet;

/// What the reader of a verdict brings along.
#[derive(Debug, Clone)]
pub struct Policy {
    /// Bounds.
    pub limits: Limits,
    /// The reader's clock: a token whose certificates have expired by then, and which was not renewed, counts no more.
    pub now: UtcSecond,
    /// The roots of authorities that the reader believes.
    pub anchors: Anchors,
    /// The signer that the reader expects.
    pub signer: Option<Fingerprint>,
    /// Proofs without which the reader does not want to rely on the archive.
    pub require: BTreeSet<Requirement>,
}

impl Policy {
    /// The policy of a reader who insists on nothing, at a time: the limits of the format, the pinned roots.
    pub fn at(now: UtcSecond) -> Self {
        let (limits, anchors) = (Limits::DEFAULT, Anchors::pinned());
        Self { limits, now, anchors, signer: None, require: BTreeSet::new() }
    }
}

/// A proof that the reader insists on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Requirement {
    /// A trusted time.
    Time,
    /// The signer that the reader named.
    Signer,
    /// All editions from 1 to the last shown.
    Chain,
    /// All payload files.
    Payload,
    /// Report and instructions, made again and equal.
    Report,
}

impl Requirement {
    /// All of them.
    pub const ALL: [Requirement; 5] = [
        Requirement::Time,
        Requirement::Signer,
        Requirement::Chain,
        Requirement::Payload,
        Requirement::Report,
    ];

    /// The word on the command line and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Requirement::Time => "time",
            Requirement::Signer => "signer",
            Requirement::Chain => "chain",
            Requirement::Payload => "payload",
            Requirement::Report => "report",
        }
    }
}
