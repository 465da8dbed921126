//! Messages: exports, mails and pasted threads, read, sealed, and read again.

#[path = "../support/common/mod.rs"]
mod common;
#[path = "../support/hostile/mod.rs"]
mod hostile;
#[path = "../support/program/mod.rs"]
mod program;
#[path = "../support/skip/mod.rs"]
mod skip;
#[path = "../support/sound/mod.rs"]
mod sound;

mod absence;
mod account;
mod apps;
mod commands;
mod exports;
mod intact;
mod mails;
mod reread;
mod signatures;
mod signs;
