//! How the program ends: exit codes, and why a command could not be done.

use crate::base::error::{Error, ErrorKind};
use crate::text::{Message, Say, Texts};

/// How a run ends (docs/findings.md).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Every requirement held.
    Fine = 0,
    /// Something contradicts the seal.
    Altered = 1,
    /// The arguments do not fit.
    Usage = 2,
    /// Could not read, or could not decide.
    Unable = 3,
    /// Intact, but a proof that was insisted on is missing.
    Missing = 4,
    /// Stopped by the person (128 + SIGINT, as shells have it).
    Stopped = 130,
}

/// What a command gives back.
pub type Done = Result<Exit, Failure>;

/// A sentence of the program's own as a failure.
pub fn usage(message: Message) -> Failure {
    Failure::Said(message, Exit::Usage)
}

/// Why a command could not be done.
#[derive(Debug)]
pub enum Failure {
    /// The library's reason.
    Library(Box<Error>),
    /// A sentence of the program's own, with the exit it deserves.
    Said(Message, Exit),
}

impl Failure {
    /// The message and its sentence.
    pub fn sentence(&self, texts: &Texts) -> (Message, String) {
        match self {
            Failure::Library(error) => (error.say(), error.sentence(texts)),
            Failure::Said(message, _) => (message.clone(), texts.say(message)),
        }
    }

    /// The exit it deserves.
    pub fn exit(&self) -> Exit {
        match self {
            Failure::Said(_, exit) => *exit,
            Failure::Library(error) => match error.kind() {
                ErrorKind::Interrupted => Exit::Stopped,
                ErrorKind::Usage | ErrorKind::Unplaced | ErrorKind::RoundClash => Exit::Usage,
                _ => Exit::Unable,
            },
        }
    }
}

impl<E: Into<Box<Error>>> From<E> for Failure {
    fn from(error: E) -> Self {
        Failure::Library(error.into())
    }
}

impl From<crate::workspace::desk::Failure> for Failure {
    fn from(failure: crate::workspace::desk::Failure) -> Self {
        use crate::workspace::desk::Failure as Verb;
        match failure {
            Verb::Error(error) => Failure::Library(error),
            Verb::Refused(message) => Failure::Said(message, Exit::Usage),
            Verb::Unable(message) => Failure::Said(message, Exit::Unable),
        }
    }
}
