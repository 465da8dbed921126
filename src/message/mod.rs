//! Messages: exports and pasted threads to one form, as streams. One file a format; what a reader does not
//! understand is listed, never guessed. The bytes themselves are payload and are never touched.

mod account;
mod answer;
mod archived;
mod chatwork;
mod detect;
mod discord;
pub mod dkim;
mod export;
mod facts;
mod format;
mod gap;
pub mod grade;
mod head;
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
mod sink;
mod slack;
mod stamp;
mod telegram;
mod whatsapp;
mod when;
mod wording;

pub use account::{Account, Class};
pub use answer::{Answer, Answers, Said, read_range, write_line};
pub use detect::{Guess, detect, read};
pub use export::{Export, Stream};
pub use facts::{Described, Source, Take, describe, read_sources};
pub(crate) use format::Format;
pub use gap::{Gap, Why};
pub use looks::Looks;
pub use mail::MAX_MAIL;
pub use one::{Kind, Message, OwnTime, Place};
pub(crate) use pasted::{PASTED, TRANSCRIPT};
pub use people::{Ground, Participant, People, Person};
pub use reading::{Answered, Boundaries, Certainty, CoverageGround, Doubt, KEPT, Need, Oddity, Reading};
pub use reasons::{Telling, event_name};
pub use setting::{Copied, DayOrder, Here, Setting};
pub use sink::Sink;
pub use when::{LocalClock, Precision, When, Zone, ZoneGround};
pub use wording::{format_name, place_words};

pub(crate) use out::Out;

#[cfg(test)]
mod heading_tests;
#[cfg(test)]
mod round_trip_tests;
#[cfg(test)]
pub(crate) mod tests;
