//! The first pass over exports: how each was read, without the messages.

use super::context::Context;
use crate::base::error::Result;
use crate::message::{Message as Sent, Reading, Sink, dkim};

/// One conversation, as read.
pub struct FileRead {
    pub name: String,
    pub reading: Reading,
    /// What its signature shows by the keys of `--dkim-key`.
    pub signature: Option<dkim::Checked>,
}

/// The first pass: how everything was read, without the messages.
#[derive(Default)]
pub struct Survey {
    name: String,
    pub read: Vec<FileRead>,
}

impl Sink for Survey {
    fn source(&mut self, _: &str, name: &str) {
        name.clone_into(&mut self.name);
    }

    fn message(&mut self, _: &Sent<'_>) -> Result<()> {
        Context::check_stop()
    }

    fn conversation(&mut self, reading: Reading) -> Result<()> {
        self.read.push(FileRead { name: self.name.clone(), reading, signature: None });
        Ok(())
    }
}
