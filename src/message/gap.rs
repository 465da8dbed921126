//! Ranges of an export that were not understood: where they stand, and what they look like.

use super::Place;
use crate::format::fact::{GapFact, Uint, Word};

/// What a range looks like that was not understood. It decides what the worker is asked, and what can be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// A whole name and a moment: it is a message, or nobody knows. It is never part of a text.
    NameAndTime,
    /// A name alone, or a name with words of the page.
    Name,
    /// A date or a time alone.
    Time,
    /// What the service says that somebody did.
    Service,
    /// "Load more": there is more than the copy holds.
    LoadMore,
    /// The export announces more messages than it holds.
    Count,
    /// A record that does not have the form of the format.
    Record,
    /// The file ends in the middle.
    CutOff,
    /// Longer than a fact can hold.
    TooLong,
    /// Several people could have sent it.
    Sender,
    /// Where one record ends and the next begins is not sure.
    Boundary,
    /// What stands above the first message or below the last, and is no word that sites are known to print there.
    Around,
    /// Its time lies before that of the record above, and may be wrong.
    GoesBack,
    /// Anything else.
    Unread,
}

impl Why {
    /// All of them.
    pub const ALL: [Why; 14] = [
        Why::NameAndTime,
        Why::Name,
        Why::Time,
        Why::Service,
        Why::LoadMore,
        Why::Count,
        Why::Record,
        Why::CutOff,
        Why::TooLong,
        Why::Sender,
        Why::Boundary,
        Why::Around,
        Why::GoesBack,
        Why::Unread,
    ];

    /// The word in facts and JSON, and the end of its sentence's name.
    pub fn word(self) -> &'static str {
        match self {
            Why::NameAndTime => "name-and-time",
            Why::Name => "name",
            Why::Time => "time",
            Why::Service => "service",
            Why::LoadMore => "load-more",
            Why::Count => "count",
            Why::Record => "record",
            Why::CutOff => "cut-off",
            Why::TooLong => "too-long",
            Why::Sender => "sender",
            Why::Boundary => "boundary",
            Why::Around => "around",
            Why::GoesBack => "goes-back",
            Why::Unread => "unread",
        }
    }

    /// By its word; one that is not known is [`Why::Unread`].
    pub fn of_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|why| why.word() == word).unwrap_or(Why::Unread)
    }

    /// Can the worker say what it is? Of a record that is broken, or a page that is not whole, an answer tells nothing.
    pub fn can_be_answered(self) -> bool {
        matches!(self, Why::NameAndTime | Why::Name | Why::Time | Why::Service | Why::Around | Why::Unread)
    }
}

/// A range that was not understood, and how many messages came before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// Where.
    pub place: Place,
    /// Messages before it; the range may stand inside the last of them.
    pub after: u64,
    /// What it looks like.
    pub why: Why,
}

impl Gap {
    /// As a fact has it.
    pub fn fact(&self) -> GapFact {
        let (unit, from, to) = match self.place {
            Place::Lines(from, to) => ("lines", from, to),
            Place::Bytes(from, to) => ("bytes", from, to),
        };
        let uint = |n: u64| Uint::try_from(n).unwrap_or_else(|_| Uint::from(u32::MAX));
        let word = |word: &str| Word::try_from(word).expect("a word of ours");
        GapFact {
            unit: word(unit),
            from: uint(from),
            to: uint(to),
            after: uint(self.after),
            why: word(self.why.word()),
        }
    }

    /// From a fact.
    pub fn of_fact(fact: &GapFact) -> Self {
        let (from, to) = (fact.from.get(), fact.to.get());
        let place =
            if fact.unit.as_str() == "bytes" { Place::Bytes(from, to) } else { Place::Lines(from, to) };
        Self { place, after: fact.after.get(), why: Why::of_word(fact.why.as_str()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_comes_back_from_its_fact() {
        for why in Why::ALL {
            for place in [Place::Lines(3, 4), Place::Bytes(0, 1 << 40)] {
                let gap = Gap { place, after: 2, why };
                assert_eq!(Gap::of_fact(&gap.fact()), gap);
            }
        }
    }
}
