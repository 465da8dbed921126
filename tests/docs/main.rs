//! The documents, held against the code.

#[path = "../support/common/mod.rs"]
mod common;
#[path = "../support/skip/mod.rs"]
mod skip;
#[path = "../support/sound/mod.rs"]
mod sound;

mod circles;
mod claims;
mod crates;
mod documents;
mod rooms;
