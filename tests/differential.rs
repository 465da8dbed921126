//! hikae, `examples/verify.py` and openssl over the same hostile bytes: every one-bit change of a token, and 5,000 seeded
//! mutants of kit archives. What one of them trusts no other refuses.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::duplicate_mod)] // a test may panic; two helpers share a file

#[path = "differential/archives.rs"]
mod archives;
#[path = "authority/mod.rs"]
mod authority;
mod common;
#[path = "differential/second.rs"]
mod second;
#[path = "differential/tokens.rs"]
mod tokens;
