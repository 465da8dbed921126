//! What checking a signature gave.

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
    /// Was a key needed for this, and there? Of one that does not hold, the words alone may tell so.
    pub fn is_by_key(self) -> bool {
        matches!(self, Outcome::Pass | Outcome::Unaligned | Outcome::Weak | Outcome::Expired)
    }

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
