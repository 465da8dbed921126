#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(not(test), warn(clippy::unwrap_used))]
// what only some features use is told where all of them are on: the program uses whatever is here
#![cfg_attr(not(feature = "cli"), allow(dead_code))]
//! hikae (控え): a sealed copy of what was delivered, that anyone can check.
//!
//! [`Sealer`] seals files and facts into one archive, [`verify_file`] and [`verify_bytes`] check one. Time, random numbers and
//! keys are arguments. What a seal would not survive, [`Sealer`] refuses with an error that names it.
//!
//! ```
//! use hikae::{Sealer, SecretKey, UtcSecond, Verdict, system_random, verify_bytes};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let key = SecretKey::generate(&mut system_random)?;
//! let (mut archive, sealed) = Sealer::new(key)
//!     .deliver("take1.wav", b"RIFF, and the first take")
//!     .deliver("take2.wav", b"RIFF, and the second")
//!     .seal(UtcSecond::now()?, &mut system_random)?;
//! println!("Seal code: {}", sealed.code.grouped());
//! assert_eq!(verify_bytes(&archive)?.verdict(), Verdict::Intact);
//!
//! archive[100] ^= 1; // inside the first take
//! assert_eq!(verify_bytes(&archive)?.verdict(), Verdict::Altered);
//! # Ok(())
//! # }
//! ```
//!
//! Under these verbs lie [`seal()`] and [`publish`](publish()), which take a [`Request`], and [`verify()`], which takes several
//! archives, a [`Policy`] and somebody who watches. They read through [`ReadAt`] and write through [`WriteAt`].
#![cfg_attr(feature = "handover", doc = "[`Package`] withholds facts and files (feature `handover`).")]
#![cfg_attr(feature = "messages", doc = "[`read_messages`] reads exports (feature `messages`).")]
#![cfg_attr(feature = "audio", doc = "[`measure_file`] measures audio (feature `audio`).")]
//! The format is in `docs/format.md`, the rooms of this crate and its features in `docs/architecture.md`.

#[cfg(feature = "audio")]
pub mod audio;
pub mod base;
pub mod case;
#[cfg(feature = "cli")]
mod cli;
pub mod format;
#[cfg(feature = "handover")]
pub mod handover;
pub mod message;
#[cfg(any(feature = "network", feature = "dns"))]
pub mod net;
#[cfg(feature = "handover")]
pub mod platform;
pub mod report;
pub mod seal;
pub mod text;
pub mod timestamp;
pub mod verify;
#[cfg(feature = "workspace")]
pub mod workspace;

#[cfg(feature = "audio")]
pub use audio::{Reading as AudioReading, Stretch, measure_file, read as read_audio};
pub use base::digest::Sha256Digest;
pub use base::entry_name::EntryName;
pub use base::error::{Error, ErrorKind, Result};
pub use base::finding::{Code, Finding, Severity};
pub use base::limits::Limits;
pub use base::progress::{Progress, Stage, UNWATCHED};
pub use base::time::{At, UtcSecond};
pub use format::archive::{Edition, ReadAt, Round, WriteAt};
pub use format::fact::Fact;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub use format::proof::system_random;
pub use format::proof::{CaseId, Fingerprint, PublicKey, SecretKey, Signer};
#[cfg(feature = "handover")]
pub use handover::disclosure::{Disclosure, Level};
#[cfg(feature = "handover")]
pub use handover::package::Package;
#[cfg(feature = "messages")]
pub use message::{Message, Reading as MessageReading, Setting, Sink, read as read_messages};
pub use seal::new_stamp::{NewToken, Stamper};
pub use seal::publish::publish;
pub use seal::{Content, LastSeal, Payload, Position, Request, Sealed, Sealer, Source, seal};
pub use text::{Lang, Message as Sentence, Say, Texts};
pub use timestamp::Anchors;
pub use verify::{Checked, Input, Policy, Requirement, Run, Verdict, verify, verify_bytes, verify_file};

/// What `src/main.rs` runs.
#[cfg(feature = "cli")]
#[doc(hidden)]
pub use cli::main;
