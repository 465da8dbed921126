//! Why a key could not be used, and what to know about one that can.

use crate::base::error::Error;
use crate::text::{Message, Say};
use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why a key could not be used. The sentences are `key-error-…`.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// A file or folder could not be read or written.
    #[error(transparent)]
    File(Box<Error>),
    /// Not a key file of any kind.
    #[error("{} is not a key file", .0.display())]
    NotAKey(PathBuf),
    /// Begins like a key and does not go on like one.
    #[error("the key in {} is damaged", .0.display())]
    Damaged(PathBuf),
    /// A key of another type; its name.
    #[error("{} holds a key of the type {kind}, and seals need Ed25519", path.display())]
    OtherType {
        /// The file.
        path: PathBuf,
        /// The type's name.
        kind: String,
    },
    /// A key as PuTTY stores it.
    #[error("{} is a PuTTY key", .0.display())]
    Putty(PathBuf),
    /// Encrypted in a way that is not supported.
    #[error("{} is encrypted in a way that hikae does not read", .0.display())]
    Encryption(PathBuf),
    /// The key has a passphrase, and nobody gave it.
    #[error("{} has a passphrase", .0.display())]
    NeedsPassphrase(PathBuf),
    /// The passphrase does not open the key.
    #[error("the passphrase does not open {}", .0.display())]
    WrongPassphrase(PathBuf),
    /// There is a key already, and it is never overwritten.
    #[error("there is a key already: {}", .0.display())]
    Exists(PathBuf),
    /// There is no key here yet.
    #[error("there is no key yet: {}", .0.display())]
    NoKey(PathBuf),
    /// What was written could not be read back as the same key; the file was left as it was.
    #[error("the new file for {} could not be read back", .0.display())]
    NotReadBack(PathBuf),
    /// The system gave no random numbers.
    #[error("no random numbers: {0}")]
    Random(#[source] io::Error),
}

impl From<Error> for KeyError {
    fn from(error: Error) -> Self {
        KeyError::File(Box::new(error))
    }
}

impl Say for KeyError {
    fn say(&self) -> Message {
        let about = |id: &'static str, path: &PathBuf| Message::new(id).text("path", path.display());
        match self {
            KeyError::File(error) => error.say(),
            KeyError::NotAKey(path) => about("key-error-not-a-key", path),
            KeyError::Damaged(path) => about("key-error-damaged", path),
            KeyError::OtherType { path, kind } => about("key-error-other-type", path).text("kind", kind),
            KeyError::Putty(path) => about("key-error-putty", path),
            KeyError::Encryption(path) => about("key-error-encryption", path),
            KeyError::NeedsPassphrase(path) => about("key-error-needs-passphrase", path),
            KeyError::WrongPassphrase(path) => about("key-error-wrong-passphrase", path),
            KeyError::Exists(path) => about("key-error-exists", path),
            KeyError::NoKey(path) => about("key-error-no-key", path),
            KeyError::NotReadBack(path) => about("key-error-not-read-back", path),
            KeyError::Random(_) => Message::new("error-random"),
        }
    }
}

/// What to know about a key that works. The sentences are `key-notice-…`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyNotice {
    /// Other people on this computer can read the key or put another in its place.
    Loose {
        /// The file or folder.
        path: PathBuf,
        /// Its permission bits.
        mode: Mode,
        /// The `chmod` that makes it private.
        private: Mode,
    },
    /// An SSH key links what it signs to every account that knows it.
    SshKey,
}

/// Unix permission bits; shown as octal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mode(pub u32);

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:03o}", self.0 & 0o7777)
    }
}

impl Say for KeyNotice {
    fn say(&self) -> Message {
        match self {
            KeyNotice::Loose { path, mode, private } => Message::new("key-notice-loose")
                .text("path", path.display())
                .text("mode", mode)
                .text("private", private),
            KeyNotice::SshKey => Message::new("key-notice-ssh-key"),
        }
    }
}
