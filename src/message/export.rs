//! What is read: the bytes of an export, opened as often as a reader needs to.

use crate::base::error::Result;
use std::io::{Read, Seek};

/// Bytes of an export, opened as often as a reader needs to.
pub trait Export: Sync {
    /// Begins reading.
    fn open(&self) -> Result<Box<dyn Stream + '_>>;
}

/// What [`Export::open`] gives.
pub trait Stream: Read + Seek {}
impl<T: Read + Seek> Stream for T {}

impl Export for &[u8] {
    fn open(&self) -> Result<Box<dyn Stream + '_>> {
        Ok(Box::new(std::io::Cursor::new(*self)))
    }
}
