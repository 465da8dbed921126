//! The program as a person meets it: sessions, questions, screens, keys, and everything that can go wrong.

#[path = "../support/common/mod.rs"]
mod common;
#[path = "../support/program/mod.rs"]
mod program;
#[path = "../support/skip/mod.rs"]
mod skip;
#[path = "../support/sound/mod.rs"]
mod sound;

mod as_sealed;
mod faults;
mod interrupt_ask;
mod keys;
mod pager;
mod revisions;
mod screens;
mod sessions;
mod wrong_input;
