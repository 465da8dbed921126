//! DKIM (RFC 6376, RFC 8463): the signature of a mail, checked on its bytes with a key record from outside. What is
//! weak is told apart from what fails; expiry is judged at the time of reception.

mod canonical;
mod covered;
mod key;
mod records;
mod signature;
mod tags;
mod words;

pub use key::BadKey;
pub use records::{BadRecord, Why, key_records};
pub use words::{Told, said};

use crate::message::mail::fields::Parts;
use signature::Signature;

/// What checking a signature gave. The order is that of how much it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It holds, it is of the sender's domain, and it covers sender, date, subject and the whole body.
    Pass,
    /// It holds, but is of another domain than the sender.
    Unaligned,
    /// It holds, but its key or its form is weak: RSA below 1024 bits, SHA-1, a part of the body only; From, Date,
    /// Subject, or what decides how the body is read, not signed or not single.
    Weak,
    /// It had expired when the mail arrived.
    Expired,
    /// There is no key to check it with.
    NoKey,
    /// It does not hold.
    Fail,
    /// It is not of the form of RFC 6376.
    Malformed,
    /// The mail has none, or only such as are made with a key that its domain calls a test.
    None,
}

impl Outcome {
    /// The word in facts.
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Pass => "pass",
            Outcome::Unaligned => "unaligned",
            Outcome::Weak => "weak",
            Outcome::Expired => "expired",
            Outcome::NoKey => "no-key",
            Outcome::Fail => "fail",
            Outcome::Malformed => "malformed",
            Outcome::None => "none",
        }
    }
}

/// The result for a mail: of its signatures, the one that shows most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// What came of it.
    pub outcome: Outcome,
    /// `d=`
    pub domain: Option<String>,
    /// `s=`
    pub selector: Option<String>,
    /// The key record that was used.
    pub key_record: Option<String>,
}

/// Most signatures of one mail that are looked at (RFC 6376 section 6.1 lets a verifier limit them).
const MOST: usize = 10;

/// The DNS name of a signature's key: `SELECTOR._domainkey.DOMAIN`.
pub fn key_name(domain: &str, selector: &str) -> String {
    format!("{selector}._domainkey.{domain}").to_ascii_lowercase()
}

/// Checks the signatures of a mail. `key` gives the record of a name, if there is one.
pub fn check(mail: &[u8], key: &mut dyn FnMut(&str) -> Option<String>) -> Checked {
    let parts = Parts::of(mail);
    let fields = parts.headers.iter().filter(|h| h.is("dkim-signature")).take(MOST);
    let results = fields.map(|field| match Signature::read(field) {
        None => Checked { outcome: Outcome::Malformed, domain: None, selector: None, key_record: None },
        Some(signature) => {
            let key_record = key(&key_name(&signature.domain, &signature.selector));
            let outcome = signature.check(&parts, field, key_record.as_deref());
            let (domain, selector) = (Some(signature.domain), Some(signature.selector));
            Checked { outcome, domain, selector, key_record }
        }
    });
    let none = Checked { outcome: Outcome::None, domain: None, selector: None, key_record: None };
    results.min_by_key(|checked| checked.outcome).unwrap_or(none)
}

#[cfg(test)]
mod tests;
