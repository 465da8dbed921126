//! hikae, `examples/verify.py` and openssl over the same hostile bytes: every one-bit change of a token, and 5,000 seeded
//! mutants of kit archives. What one of them trusts no other refuses.
#![cfg(unix)]
#![allow(clippy::unwrap_used)] // a test may panic

mod archives;
mod second;
mod tokens;
