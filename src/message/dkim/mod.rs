//! DKIM (RFC 6376, RFC 8463): the signature of a mail, checked on its bytes with a key record from outside. What is
//! weak is told apart from what fails; expiry is judged at the time of reception.

#[cfg(feature = "messages")]
mod canonical;
#[cfg(feature = "messages")]
mod check;
#[cfg(feature = "messages")]
mod covered;
#[cfg(feature = "messages")]
mod key;
mod outcome;
#[cfg(feature = "messages")]
mod records;
#[cfg(feature = "messages")]
mod signature;
#[cfg(feature = "messages")]
mod tags;
mod words;

#[cfg(feature = "messages")]
pub use check::{Checked, check, key_name};
#[cfg(feature = "messages")]
pub use key::BadKey;
pub use outcome::Outcome;
#[cfg(feature = "messages")]
pub use records::{Why, key_records};
pub use words::{Told, said};

#[cfg(all(test, feature = "messages"))]
mod tests;
