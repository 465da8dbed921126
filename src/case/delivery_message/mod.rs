//! The message that goes out with a delivery, once a round: what is delivered, and the seal code (控え番号).
//! A pure function of the facts of the sealed edition, so it can be made again later, word for word.
//! It never names an address or this program.

mod delivered;
mod message;
mod record;
mod retake;
#[cfg(test)]
mod tests;
mod version;

pub use delivered::{Delivered, Delivery};
pub use message::{code_lines, text_file};
pub use record::Record;
