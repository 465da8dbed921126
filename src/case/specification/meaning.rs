//! What a word of a specification means.

use super::property::Property;
use super::value::Hundredths;
use super::wanted::{Format, Numbers, RateMode};

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Unit {
    None,
    Hertz,
    Kilohertz,
    /// "k" alone: kHz or kbit/s.
    Kilo,
    Bits,
    Channels,
    Lufs,
    Lu,
    DbTruePeak,
    Decibels,
    Kilobits,
    BitsASecond,
    Milliseconds,
    Seconds,
    Minutes,
    Hours,
    Files,
    /// Something else: yen, pages.
    Other,
}

impl Unit {
    /// Does it count time?
    pub fn is_time(self) -> bool {
        matches!(self, Unit::Milliseconds | Unit::Seconds | Unit::Minutes | Unit::Hours)
    }
}

/// What limits a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Bound {
    AtMost,
    Below,
    AtLeast,
    Above,
    About,
}

/// On which side of its number a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Side {
    Front,
    Behind,
    Either,
}

/// Where silence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Place {
    Head,
    Tail,
    Ends,
}

/// What a word means here. Whatever a clause holds must have its place in it, else the clause is not understood: a new
/// word can make more clauses understood, but no word is skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token {
    /// A number and its unit.
    Number(Hundredths, Unit),
    /// What a number is about.
    Property(Property),
    /// A kind of file.
    Format(Format),
    /// Mono or stereo.
    Channels(u32),
    /// Constant or variable bit rate.
    Mode(RateMode),
    /// Integers or floating point.
    Numbers(Numbers),
    /// The profile of ACX.
    Acx,
    /// Samples at full scale.
    Clipping,
    /// The name of a file.
    Name,
    /// Limits the number on this side.
    Bound(Bound, Side),
    /// From one number to the next.
    To,
    /// Between two numbers, or two things.
    And,
    /// Before two numbers with "and".
    Between,
    /// Either of two.
    Or,
    /// Either of two, or one and another thing: 「16/24bit」, 「48kHz/24bit」.
    Slash,
    /// A tolerance follows.
    PlusMinus,
    /// Silence, or room tone.
    Silence,
    /// Where it stands.
    Place(Place),
    /// For each end, or each file.
    Each,
    /// Of all files together.
    Total,
    /// A word that names what everything here is about: file, audio, delivery.
    Word,
    /// A word of grammar that changes nothing.
    Particle,
    /// A mark that changes nothing: colons, bullets, quotation marks.
    Mark,
    /// Says that it is to be so, as the clause does anyway.
    Must,
    /// Says that it has to be so.
    Required,
    /// Says that nothing else may be.
    Only,
    /// Says that it may be.
    Allowed,
    /// Says that it would be better.
    Preferred,
    /// Refuses what stands before it.
    Refused,
    /// Refuses what follows.
    No,
    /// Refuses what follows, where "but" and the right thing come next.
    Not,
    /// Everything but what stands before it.
    Other,
    /// Everything but what follows.
    OtherThan,
    /// The thing before it, and not the one behind.
    RatherThan,
    /// The thing behind it, and not the one before.
    InsteadOf,
    /// What stands before it is a condition of the rest.
    When,
    /// Understood, and not compared: that every one of several kinds is delivered.
    Every,
    /// Takes certainty from what stands around it: perhaps, planned.
    Hedge,
    /// Begins a condition that is not read here: if, unless.
    Condition,
    /// A known word for something that is not measured here.
    Foreign,
    /// Parts clauses.
    Comma,
    /// Parts clauses; the second counts instead of the first, or limits it.
    But,
    /// Ends a sentence.
    End,
    /// Opens a bracket.
    Open,
    /// Closes it.
    Close,
    /// Space.
    Space,
    /// Not known.
    Unknown,
}
