//! A fact with its place.

use crate::handover::claim::FactRef;

/// A fact with the place where it is sealed.
#[derive(Debug, Clone)]
pub struct Held<T> {
    /// Where.
    pub at: FactRef,
    /// What it says.
    pub fact: T,
}
