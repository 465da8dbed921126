//! The archive: sealed, verified, changed, withheld from, and read by everybody else.

#[path = "../support/common/mod.rs"]
mod common;
#[path = "../support/program/mod.rs"]
mod program;
#[path = "../support/skip/mod.rs"]
mod skip;

mod agree;
mod kit;
mod kit_faults;
mod mutate;
mod policy;
mod refused;
mod report;
mod revisions;
mod seal_and_verify;
mod sealer;
mod second_verifier;
mod stock_tools;
mod withhold;
