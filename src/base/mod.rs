//! What every room stands on: digests, bounds, time, entry names, errors and findings, work on all cores, files on disk.

pub mod digest;
pub mod disk;
pub mod entry_name;
pub mod error;
pub mod finding;
pub mod limits;
#[cfg(feature = "handover")]
pub mod new_folder;
pub mod parallel;
pub mod progress;
pub mod seen;
pub mod time;
