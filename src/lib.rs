#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(not(test), warn(clippy::unwrap_used))]
//! hikae (控え): a sealed copy of what was delivered, that anyone can check.
//!
//! The verbs are [`seal::seal`] (files and facts to an archive), [`publish::publish`] (the same on disk, read back
//! before it gets its name) and [`verify::verify`] (an archive to findings and a verdict). They take time, random
//! numbers, keys and limits as arguments, and read and write through [`archive::ReadAt`] and [`archive::WriteAt`].
//! The format is in `docs/format.md`, the rooms of this crate in `docs/architecture.md`.
//!
//! ```
//! use hikae::verify::{Input, Policy, Verdict, verify};
//!
//! # fn main() -> hikae::base::error::Result<()> {
//! let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/kit/good-plain.zip");
//! let source = std::fs::read(path).expect("the kit is there");
//! let policy = Policy::at("2026-11-25T00:00:00Z".parse().expect("a time"));
//! let run = verify(vec![Input { path: path.into(), source }], &policy, &|_bytes| Ok(()))?;
//! assert_eq!(run.outcome.verdict, Verdict::Intact);
//! assert!(run.outcome.signer.is_some(), "a key; whose, the archive does not show");
//! # Ok(())
//! # }
//! ```

pub mod audio;
pub mod base;
pub mod case;
#[cfg(feature = "cli")]
mod cli;
pub mod format;
pub mod handover;
pub mod message;
pub mod net;
pub mod platform;
pub mod report;
pub mod seal;
pub mod text;
pub mod timestamp;
pub mod verify;
pub mod workspace;

/// What `src/main.rs` runs.
#[cfg(feature = "cli")]
#[doc(hidden)]
pub use cli::main;
