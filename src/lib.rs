#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(not(test), warn(clippy::unwrap_used))]
// what only some features use is told where all of them are on: the program uses whatever is here
#![cfg_attr(not(feature = "cli"), allow(dead_code))]
// the doors of the rooms also name what the tests alone reach for
#![cfg_attr(not(feature = "internals"), allow(unused_imports))]
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

// The rooms are private: `internals` opens them to the tests of this repository, and to nobody else.
#[cfg(all(feature = "audio", not(feature = "internals")))]
mod audio;
#[cfg(all(feature = "audio", feature = "internals"))]
pub mod audio;
#[cfg(not(feature = "internals"))]
mod base;
#[cfg(feature = "internals")]
pub mod base;
#[cfg(not(feature = "internals"))]
mod case;
#[cfg(feature = "internals")]
pub mod case;
#[cfg(feature = "cli")]
mod cli;
#[cfg(not(feature = "internals"))]
mod format;
#[cfg(feature = "internals")]
pub mod format;
#[cfg(all(feature = "handover", not(feature = "internals")))]
mod handover;
#[cfg(all(feature = "handover", feature = "internals"))]
pub mod handover;
#[cfg(not(feature = "internals"))]
mod message;
#[cfg(feature = "internals")]
pub mod message;
#[cfg(all(any(feature = "network", feature = "dns"), not(feature = "internals")))]
mod net;
#[cfg(all(any(feature = "network", feature = "dns"), feature = "internals"))]
pub mod net;
#[cfg(all(feature = "handover", not(feature = "internals")))]
mod platform;
#[cfg(all(feature = "handover", feature = "internals"))]
pub mod platform;
#[cfg(not(feature = "internals"))]
mod report;
#[cfg(feature = "internals")]
pub mod report;
#[cfg(not(feature = "internals"))]
mod seal;
#[cfg(feature = "internals")]
pub mod seal;
#[cfg(not(feature = "internals"))]
mod text;
#[cfg(feature = "internals")]
pub mod text;
#[cfg(not(feature = "internals"))]
mod timestamp;
#[cfg(feature = "internals")]
pub mod timestamp;
#[cfg(not(feature = "internals"))]
mod verify;
#[cfg(feature = "internals")]
pub mod verify;
#[cfg(all(feature = "workspace", not(feature = "internals")))]
mod workspace;
#[cfg(all(feature = "workspace", feature = "internals"))]
pub mod workspace;

#[cfg(feature = "audio")]
pub use audio::{Reading as AudioReading, measure_file};
pub use base::digest::Sha256Digest;
pub use base::entry_name::EntryName;
pub use base::error::{Error, ErrorKind, Result};
pub use base::finding::{Code, Finding, Findings, Severity};
pub use base::limits::Limits;
pub use base::progress::{Progress, Stage, UNWATCHED};
pub use base::time::{At, UtcSecond};
pub use format::archive::{Edition, ReadAt, Round, TokenName, WriteAt};
pub use format::fact::Fact;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub use format::proof::system_random;
pub use format::proof::{CaseId, Fingerprint, PublicKey, SealSignature, SecretKey, SignError, Signer};
#[cfg(feature = "handover")]
pub use handover::disclosure::{Disclosure, Level, Pattern};
#[cfg(feature = "handover")]
pub use handover::package::Package;
#[cfg(feature = "messages")]
pub use message::{Message, Reading as MessageReading, Setting, Sink, read as read_messages};
pub use seal::new_stamp::{NewToken, Stamper};
pub use seal::publish::publish;
pub use seal::{Content, LastSeal, Payload, Position, Request, Sealed, Sealer, Source, seal};
pub use text::{Lang, Message as Sentence, Say, Texts};
pub use timestamp::Anchors;
pub use verify::{
    Checked, CheckedEdition, Input, Outcome, Policy, Requirement, Run, Verdict, verify, verify_bytes,
    verify_file,
};

/// What seals are made of: the kinds of [`Fact`] with their fields, and the values that stand in them.
pub mod facts {
    pub use crate::base::time::Basis;
    pub use crate::format::fact::{
        AnswerFact, AudioFact, Base64Url, CaseFact, Claim, ClaimsFact, ConversationFact, Decimal, EventFact,
        FileFact, GapFact, Kind, LinkFact, MailFact, MessageFact, NameFact, OriginFact, ParticipantFact,
        Salt, TextFact, Uint, Unmeasured, WaveformFact, Word,
    };
}

/// What [`read_messages`] takes and gives, beside a [`Message`] and a [`MessageReading`].
#[cfg(feature = "messages")]
pub mod messages {
    pub use crate::message::{
        Account, Boundaries, Certainty, CoverageGround, DayOrder, Doubt, Export, Gap, Kind, Need, Oddity,
        Participant, Place, Precision, Said, Stream, When, Why, Zone, ZoneGround,
    };
}

/// What [`measure_file`] gives, beside an [`AudioReading`].
#[cfg(feature = "audio")]
pub mod measures {
    pub use crate::audio::{Input, Measures, Reason, Stretch, read};
}

/// What `src/main.rs` runs.
#[cfg(feature = "cli")]
#[doc(hidden)]
pub use cli::main;
