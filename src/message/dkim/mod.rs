//! DKIM (RFC 6376, RFC 8463): the signature of a mail, checked on its bytes with a key record from outside. What is
//! weak is told apart from what fails; expiry is judged at the time of reception.

mod canonical;
mod check;
mod covered;
mod key;
mod outcome;
mod records;
mod signature;
mod tags;
mod words;

pub use check::{Checked, check, key_name};
pub use key::BadKey;
pub use outcome::Outcome;
pub use records::{BadRecord, Why, key_records};
pub use words::{Told, said};

#[cfg(test)]
mod tests;
