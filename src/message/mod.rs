//! Messages: exports and pasted threads to one form, as streams. One file a format; what a reader does not
//! understand is listed, never guessed. The bytes themselves are payload and are never touched.

mod account;
mod answer;
mod archived;
mod chatwork;
mod detect;
mod discord;
pub mod dkim;
mod facts;
mod gap;
pub mod grade;
mod heads;
mod json_items;
mod json_keys;
mod line;
mod lines;
mod looks;
mod mail;
mod one;
mod out;
mod page;
mod pasted;
mod people;
mod reading;
mod reasons;
mod setting;
pub mod silence;
mod slack;
mod stamp;
mod telegram;
mod whatsapp;
mod when;
mod wording;

pub use account::{Account, Class};
pub use answer::{Answer, Answers, Said, read_range, write_line};
pub use detect::{Guess, detect};
pub use facts::{Described, Source, Take, describe, read_sources};
pub use gap::{Gap, Why};
pub use looks::Looks;
pub use mail::MAX_MAIL;
pub use one::{Kind, Message, OwnTime, Place};
pub(crate) use pasted::{TRANSCRIPT, WORD as PASTED};
pub use people::{Ground, Participant, People, Person};
pub use reading::{Answered, Boundaries, Certainty, CoverageGround, Doubt, KEPT, Need, Oddity, Reading};
pub use reasons::{Telling, event_name};
pub use setting::{Copied, DayOrder, Here, Setting};
pub use when::{LocalClock, Precision, When, Zone, ZoneGround};
pub use wording::{format_name, place_words};

pub(crate) use out::Out;

use crate::base::error::Result;
use std::io::{Read, Seek};

/// Bytes of an export, opened as often as a reader needs to.
pub trait Export: Sync {
    /// Begins reading.
    fn open(&self) -> Result<Box<dyn Stream + '_>>;
}

/// What [`Export::open`] gives.
pub trait Stream: Read + Seek {}
impl<T: Read + Seek> Stream for T {}

impl Export for &[u8] {
    fn open(&self) -> Result<Box<dyn Stream + '_>> {
        Ok(Box::new(std::io::Cursor::new(*self)))
    }
}

/// Takes what a reader gives: the messages of a conversation, then how it was read; then the next conversation.
pub trait Sink {
    /// The entry path, or paths, and the name as found of what comes next.
    fn source(&mut self, _path: &str, _name: &str) {}
    /// The next message.
    fn message(&mut self, message: &Message<'_>) -> Result<()>;
    /// The end of a conversation.
    fn conversation(&mut self, reading: Reading) -> Result<()>;
}

/// An export format: one file and one line in [`detect::FORMATS`].
pub(crate) trait Format: Sync {
    /// Its word in facts.
    fn word(&self) -> &'static str;
    /// How much an export looks like it, from 0 to 100.
    fn score(&self, head: &detect::Head) -> u8;
    /// Reads all of it.
    fn read(&self, export: &dyn Export, setting: &Setting, sink: &mut dyn Sink) -> Result<()>;
}

/// Reads an export: as the format that its content shows, or as one that is kept and not understood.
pub fn read(export: &dyn Export, setting: &Setting, sink: &mut dyn Sink) -> Result<()> {
    match detect(export, setting)? {
        Guess::Format(format) => format.read(export, setting, sink),
        Guess::Unknown { looks: Looks::WebPage, .. }
            if page::read(export, setting, sink)? == page::Shown::Thread =>
        {
            Ok(())
        }
        Guess::Unknown { looks, .. } => {
            sink.conversation(Reading { not_understood: true, ..Reading::new(looks.word()) })
        }
    }
}

#[cfg(test)]
mod heading_tests;
#[cfg(test)]
mod round_trip_tests;
#[cfg(test)]
pub(crate) mod tests;
