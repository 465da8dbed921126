//! The time. Tokens against the core that checks them: what is good is taken, what is not is refused with its own words,
//! and `openssl ts -verify` says the same, but for the differences that are listed here. And sealing with authorities,
//! asked over HTTP on loopback.
#![allow(clippy::duplicate_mod)] // both the archives and the authority write DER, and either is used without the other
#![cfg(unix)]
#![allow(clippy::unwrap_used)] // a test may panic

#[path = "../support/authority/mod.rs"]
mod authority;
#[path = "../support/common/mod.rs"]
mod common;
#[path = "../support/program/mod.rs"]
mod program;
#[path = "../support/skip/mod.rs"]
mod skip;

// what the tests of tokens need
mod craft;
mod judge;
mod tree;

mod asking;
mod differential;
mod encoding;
mod faults;
mod home_made;
mod hostile;
mod instructions;
mod kinds;
mod mutations;
mod paths;
mod proxies;
mod real;
mod stamping;
