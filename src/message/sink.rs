//! Who takes what is read.

use super::{Message, Reading};
use crate::base::error::Result;

/// Takes what a reader gives: the messages of a conversation, then how it was read; then the next conversation.
pub trait Sink {
    /// The entry path, or paths, and the name as found of what comes next.
    fn source(&mut self, _path: &str, _name: &str) {}
    /// The next message.
    fn message(&mut self, message: &Message<'_>) -> Result<()>;
    /// The end of a conversation.
    fn conversation(&mut self, reading: Reading) -> Result<()>;
}
