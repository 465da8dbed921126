//! What every format can do: say how much an export looks like it, and read one.

use super::head::Head;
use super::{Export, Setting, Sink};
use crate::base::error::Result;

/// An export format: one file and one line in `detect`.
pub(crate) trait Format: Sync {
    /// Its word in facts.
    fn word(&self) -> &'static str;
    /// How much an export looks like it, from 0 to 100.
    fn score(&self, head: &Head) -> u8;
    /// Reads all of it.
    fn read(&self, export: &dyn Export, setting: &Setting, sink: &mut dyn Sink) -> Result<()>;
}
