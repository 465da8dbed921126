//! Messages: exports and pasted threads to one form, as streams. One file a format; what a reader does not
//! understand is listed, never guessed. The bytes themselves are payload and are never touched.
//!
//! The readers come with the feature `messages`. What is always here reads facts: the record of silence, and the words of both.

mod account;
mod answer;
#[cfg(feature = "messages")]
mod archived;
#[cfg(feature = "messages")]
mod chatwork;
#[cfg(feature = "messages")]
mod detect;
#[cfg(feature = "messages")]
mod discord;
pub mod dkim;
#[cfg(feature = "messages")]
mod export;
#[cfg(feature = "messages")]
mod facts;
#[cfg(feature = "messages")]
mod format;
mod gap;
pub mod grade;
#[cfg(feature = "messages")]
mod head;
#[cfg(feature = "messages")]
mod heads;
#[cfg(feature = "messages")]
mod json_items;
#[cfg(feature = "messages")]
mod json_keys;
#[cfg(feature = "messages")]
mod line;
#[cfg(feature = "messages")]
mod lines;
mod looks;
#[cfg(feature = "messages")]
mod looks_like;
#[cfg(feature = "messages")]
mod mail;
mod mail_labels;
mod one;
#[cfg(feature = "messages")]
mod out;
#[cfg(feature = "messages")]
mod page;
#[cfg(feature = "messages")]
mod pasted;
mod people;
mod reading;
mod reasons;
mod setting;
pub mod silence;
#[cfg(feature = "messages")]
mod sink;
#[cfg(feature = "messages")]
mod slack;
#[cfg(feature = "messages")]
mod stamp;
#[cfg(feature = "messages")]
mod telegram;
#[cfg(feature = "messages")]
mod whatsapp;
mod when;
mod word;
mod wording;

pub use account::{Account, Class};
pub use answer::{Answer, Answers, Said, read_range, write_line};
#[cfg(feature = "messages")]
pub use detect::{Guess, detect, read};
#[cfg(feature = "messages")]
pub use export::{Export, Stream};
#[cfg(feature = "messages")]
pub use facts::{Described, Source, Take, describe, read_sources};
#[cfg(feature = "messages")]
pub(crate) use format::Format;
pub use gap::{Gap, Why};
pub use looks::Looks;
#[cfg(feature = "messages")]
pub use mail::MAX_MAIL;
pub use one::{Kind, Message, OwnTime, Place};
pub use people::{Ground, Participant, People, Person};
pub use reading::{Answered, Boundaries, Certainty, CoverageGround, Doubt, KEPT, Need, Oddity, Reading};
pub use reasons::{Telling, event_name};
pub use setting::{Copied, DayOrder, Here, Setting};
#[cfg(feature = "messages")]
pub use sink::Sink;
pub use when::{LocalClock, Precision, When, Zone, ZoneGround};
pub(crate) use word::{MAIL, PASTED, TRANSCRIPT};
pub use wording::{format_name, place_words};

#[cfg(feature = "messages")]
pub(crate) use out::Out;

#[cfg(all(test, feature = "messages"))]
mod heading_tests;
#[cfg(all(test, feature = "messages"))]
mod round_trip_tests;
#[cfg(all(test, feature = "messages"))]
pub(crate) mod tests;
