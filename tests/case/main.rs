//! A case folder, from its first file to its next seal: the program run on folders as people have them.

#[path = "../support/program/mod.rs"]
mod program;
#[path = "../support/runner/mod.rs"]
mod runner;
#[path = "../support/skip/mod.rs"]
mod skip;

mod delivery;
mod faults;
mod large;
mod names;
mod next_step;
