//! The documents, held against the code.

#[path = "../support/common/mod.rs"]
mod common;
#[path = "../support/sound/mod.rs"]
mod sound;

mod documents;
mod rooms;
