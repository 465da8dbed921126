//! What a record says of silence: since the client's last sign and since delivery, never to "now", and not at all where
//! the record cannot carry it. Works on facts alone, so that a reader can repeat it. The signs are those of all copies
//! together, and everything uncertain counts against a statement.

mod act;
mod alike;
mod block;
mod conversation;
mod copies;
mod coverage;
mod follow_up;
mod latest_notes;
mod notes;
mod people;
mod record;
mod reference;
mod repeats;
mod slots;
mod statement;
mod talk;
mod uncertain;
mod whole;

pub use act::{Act, Since, Unrecorded};
pub use block::Block;
pub use follow_up::{Counted, NudgeKind, Reminder, RoundReply};
pub use notes::OpenLine;
pub use record::Record;
pub use reference::Reference;
pub use repeats::Words;
pub use statement::{Absence, Days, Export, Scope, SetAside, Silence};
pub use talk::{Covered, Ground};

#[cfg(test)]
mod copies_tests;
#[cfg(test)]
mod doubt_tests;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
