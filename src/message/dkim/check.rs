//! The signatures of a mail, checked: the one that shows most stands for all.

use super::outcome::Outcome;
use super::signature::Signature;
use crate::message::mail::fields::Parts;

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
