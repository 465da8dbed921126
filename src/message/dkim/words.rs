//! The result of a mail's signature in words. Only what was verified now "holds"; what a fact says was so when it was
//! sealed.

use super::outcome::Outcome;
use crate::text::Message;

/// When a result was come by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Checked now, on the mail itself.
    Now,
    /// As a fact states it: the signer's word.
    AsSealed,
}

/// The sentence for a result. `domain` stands beside `none` where a signature counts for none.
pub fn said(result: &str, domain: Option<&str>, told: Told) -> Message {
    const ALL: [Outcome; 8] = [
        Outcome::Pass,
        Outcome::Unaligned,
        Outcome::Weak,
        Outcome::Expired,
        Outcome::NoKey,
        Outcome::Fail,
        Outcome::Malformed,
        Outcome::None,
    ];
    let known = ALL.into_iter().find(|outcome| outcome.word() == result);
    let word = match known {
        // a fact can hold any word
        None => return Message::new("mail-unknown").text("word", result),
        Some(Outcome::None) if domain.is_some() => "test",
        Some(outcome) => outcome.word(),
    };
    let id = match told {
        Told::Now => format!("mail-{word}"),
        Told::AsSealed => format!("mail-sealed-{word}"),
    };
    Message::new(id).text("domain", domain.unwrap_or_default())
}
