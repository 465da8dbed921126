//! Tokens against the core that checks them: what is good is taken, what is not is refused with its own words, and
//! `openssl ts -verify` says the same, but for the differences that are listed here.
#![cfg(unix)]
#![allow(clippy::unwrap_used)] // a test may panic

#[path = "authority/mod.rs"]
mod authority;
#[path = "tokens/craft.rs"]
mod craft;
#[path = "tokens/encoding.rs"]
mod encoding;
#[path = "tokens/faults.rs"]
mod faults;
#[path = "tokens/hostile.rs"]
mod hostile;
#[path = "tokens/judge.rs"]
mod judge;
#[path = "tokens/kinds.rs"]
mod kinds;
#[path = "tokens/mutations.rs"]
mod mutations;
#[path = "tokens/paths.rs"]
mod paths;
mod program;
#[path = "tokens/real.rs"]
mod real;
#[path = "tokens/tree.rs"]
mod tree;
