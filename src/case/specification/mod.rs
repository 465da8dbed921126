//! What was agreed about the audio, read from the memo's own words, and held against what was measured.
//!
//! A clause is understood as a whole or not at all: a word that has no place in it keeps its numbers from being compared.

mod agree;
mod clause;
mod compare;
mod delivery;
mod fold;
mod grammar;
mod meaning;
mod number;
mod open_name;
mod profile;
mod property;
mod quantity;
mod read;
mod stance;
#[cfg(test)]
mod tests;
mod things;
mod token;
mod value;
mod vocabulary;
mod wanted;
mod wish;
mod word;

pub use agree::{Specification, Twice};
pub use compare::{Compared, Measured, Outcome, compare};
pub use delivery::{Delivered, compare_delivery};
pub use property::Property;
pub use value::{Hundredths, Limit, Range};
pub use wanted::{Choice, Numbers, Wanted};
