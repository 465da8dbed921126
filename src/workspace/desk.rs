//! What the verbs of a case need from whoever calls them: words, a clock, somebody who answers, and somebody who watches.
//! A verb prints nothing; the command line, a window and a browser page each bring a desk of their own.

use crate::base::error::{Error, ErrorKind, Result};
use crate::base::time::UtcSecond;
use crate::case::roles::Role;
use crate::platform::Application;
use crate::text::{Lang, Message, Texts};
use std::fmt;

/// A stretch of long work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stretch {
    /// Audio is measured.
    Measuring,
    /// Seals are verified.
    Verifying,
    /// The folder is held against its seals.
    Comparing,
    /// A seal is written, while so many bytes of audio are measured.
    Sealing {
        /// Bytes of audio.
        to_measure: u64,
    },
    /// Time-stamps are added.
    Stamping,
    /// A handover is written.
    Handover,
    /// What was sealed is read again.
    Rereading,
}

/// Counts the bytes of a stretch, from any thread; the stretch ends when it is dropped.
pub trait Ticks: Sync {
    /// So many bytes more.
    ///
    /// # Errors
    /// [`ErrorKind::Interrupted`] if the person wants to stop.
    fn tick(&self, bytes: u64) -> Result<()>;
}

/// Somebody who watches.
pub trait Progress: Sync {
    /// A stretch of so many bytes begins.
    fn begin(&self, stretch: Stretch, bytes: u64) -> Box<dyn Ticks + '_>;

    /// Something to know on the way.
    fn note(&self, note: &Message);

    /// May the work go on? Asked where there are no bytes to count.
    ///
    /// # Errors
    /// [`ErrorKind::Interrupted`] if the person wants to stop.
    fn check(&self) -> Result<()>;
}

/// Where talk outside the platform is to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutsideAnswer {
    /// Into the handover.
    Include,
    /// It stays out.
    LeaveOut,
    /// Nothing is to be written.
    Stop,
}

/// What the person is asked about talk outside the platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutsideQuestion {
    /// The channels, in words.
    pub channels: String,
    /// The platform, in words.
    pub platform: String,
    /// What the platform's rules say of contact elsewhere.
    pub application: Application,
}

impl OutsideQuestion {
    /// A sentence on it.
    pub fn message(&self, id: &'static str) -> Message {
        Message::new(id).text("channels", &self.channels).text("platform", &self.platform)
    }
}

/// Somebody who answers. No answer is ever guessed.
pub trait Questions {
    /// Is anybody there?
    fn is_somebody_there(&self) -> bool;

    /// Where does this file belong? `None` leaves it out.
    ///
    /// # Errors
    /// [`ErrorKind::Interrupted`] if nobody answers.
    fn role(&self, file: &str) -> Result<Option<Role>>;

    /// May talk outside the platform go along?
    fn outside(&self, question: &OutsideQuestion) -> OutsideAnswer;
}

/// The place at which a verb works.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// The words, in the person's language.
    pub texts: &'a Texts,
    /// What time it is.
    pub clock: &'a (dyn Fn() -> Result<UtcSecond> + Sync),
    /// Who watches.
    pub progress: &'a dyn Progress,
    /// Who answers.
    pub questions: &'a dyn Questions,
}

impl<'a> Desk<'a> {
    /// The person's language.
    pub fn lang(&self) -> Lang {
        self.texts.lang()
    }

    /// The time.
    ///
    /// # Errors
    /// [`ErrorKind::Clock`]
    pub fn now(&self) -> Result<UtcSecond> {
        (self.clock)()
    }

    /// A stretch of so many bytes begins.
    pub fn begin(&self, stretch: Stretch, bytes: u64) -> Box<dyn Ticks + 'a> {
        self.progress.begin(stretch, bytes)
    }

    /// Something to know on the way.
    pub fn note(&self, note: &Message) {
        self.progress.note(note);
    }

    /// May the work go on?
    ///
    /// # Errors
    /// [`ErrorKind::Interrupted`]
    pub fn check(&self) -> Result<()> {
        self.progress.check()
    }
}

impl fmt::Debug for Desk<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Desk").field("lang", &self.lang()).finish_non_exhaustive()
    }
}

/// Why a verb was not done.
#[derive(Debug)]
pub enum Failure {
    /// Something failed.
    Error(Box<Error>),
    /// What was asked for does not fit: the sentence says why, and what to do.
    Refused(Message),
    /// The machine or the case does not allow it now.
    Unable(Message),
}

impl<E: Into<Box<Error>>> From<E> for Failure {
    fn from(error: E) -> Self {
        Failure::Error(error.into())
    }
}

/// What a verb gives.
pub type Done<T> = std::result::Result<T, Failure>;

/// Random bytes of the system.
///
/// # Errors
/// [`ErrorKind::Random`]
pub fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| Error::from(ErrorKind::Random))?;
    Ok(bytes)
}
