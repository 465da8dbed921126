//! Progress of long work, in one shape: what is being done, and how many bytes more of it are.

use crate::base::error::Result;

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Originals are read and an archive is written.
    Writing,
    /// Originals are read for what there is to know of them.
    Describing,
    /// An archive is read and checked.
    Checking,
}

/// Told of the bytes done in a stage, from any thread; an error stops the work.
pub type Progress<'a> = &'a (dyn Fn(Stage, u64) -> Result<()> + Sync);

/// Nobody watches, and nobody stops the work.
pub const UNWATCHED: Progress<'static> = &|_, _| Ok(());
