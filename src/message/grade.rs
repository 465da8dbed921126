//! The grade of an event: the one rule (docs/messages.md, Grades). A higher grade than the format's own is given only for
//! what the reader has checked, never for what an archive says of itself.

use super::PASTED;
use super::dkim::Outcome;

/// How much an event is worth, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// Signed by a third party, checked by the reader with a key obtained independently.
    A,
    /// Consistent in itself: its number carries its own time, which the reader found to agree.
    B,
    /// In an unsigned export; or signed, with only the archive's own record of the key.
    C,
    /// Copied from the screen, or declared.
    D,
}

impl Grade {
    /// The letter.
    pub fn letter(self) -> &'static str {
        match self {
            Grade::A => "A",
            Grade::B => "B",
            Grade::C => "C",
            Grade::D => "D",
        }
    }
}

/// Whose key a signature was checked with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyOf {
    /// The reader's, who brought it.
    Reader,
    /// The domain's, which the reader asked for in DNS now.
    Dns,
    /// The record in the archive: anybody can make a key and put it there.
    Archive,
}

impl KeyOf {
    /// The word in JSON, and the end of its sentence's name.
    pub fn word(self) -> &'static str {
        match self {
            KeyOf::Reader => "reader",
            KeyOf::Dns => "dns",
            KeyOf::Archive => "archive",
        }
    }
}

/// What the reader has checked of a message on its source, with all its facts as the source gives them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    /// Nothing.
    Nothing,
    /// Its number holds the time that the export states.
    OwnTime,
    /// The signature of its mail.
    Signature(Outcome, KeyOf),
}

/// What is graded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Graded<'a> {
    /// An event that the worker declares.
    Event,
    /// A message of an export of this format.
    Message(&'a str, Checked),
}

/// The grade.
pub fn grade(what: Graded<'_>) -> Grade {
    match what {
        Graded::Event => Grade::D,
        Graded::Message(format, _) if format == PASTED => Grade::D,
        Graded::Message(_, Checked::Signature(Outcome::Pass, KeyOf::Reader | KeyOf::Dns)) => Grade::A,
        Graded::Message(_, Checked::OwnTime) => Grade::B,
        Graded::Message(..) => Grade::C,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn message_grades_by_what_the_reader_checked() {
        use Checked::{Nothing, OwnTime, Signature};
        let of = |format, checked| grade(Graded::Message(format, checked));
        assert_eq!(grade(Graded::Event), Grade::D);
        for format in ["line", "mail", "slack", "discord", "whatsapp"] {
            assert_eq!(of(format, Nothing), Grade::C, "{format}");
        }
        // whoever types a thread can type its numbers too
        for checked in [Nothing, OwnTime, Signature(Outcome::Pass, KeyOf::Reader)] {
            assert_eq!(of("pasted", checked), Grade::D);
        }
        assert_eq!(of("discord", OwnTime), Grade::B);
        assert_eq!(of("mail", Signature(Outcome::Pass, KeyOf::Reader)), Grade::A);
        assert_eq!(of("mail", Signature(Outcome::Pass, KeyOf::Dns)), Grade::A);
        assert_eq!(of("mail", Signature(Outcome::Pass, KeyOf::Archive)), Grade::C);
        for outcome in [Outcome::Unaligned, Outcome::Weak, Outcome::Expired, Outcome::NoKey, Outcome::Fail] {
            assert_eq!(of("mail", Signature(outcome, KeyOf::Reader)), Grade::C, "{outcome:?}");
        }
        assert!(Grade::A < Grade::B && Grade::C < Grade::D);
    }
}
