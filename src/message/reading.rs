//! How a conversation was read: what was understood, what was not, what an answer is needed for.

use super::{Account, Gap, Participant, Place, Said, When, Why};
use std::collections::BTreeSet;

/// What an answer is needed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// Whose the names are: `--participant`.
    Participants,
    /// Which number of a date is the day: `--day-order`.
    DayOrder,
    /// When a thread was copied: `--copied`.
    CopyTime,
    /// The boundaries of records inside a quotation: an export whose line ends were not changed.
    LineEnds,
}

impl Need {
    /// The word in facts and JSON.
    pub fn word(self) -> &'static str {
        match self {
            Need::Participants => "participants",
            Need::DayOrder => "day-order",
            Need::CopyTime => "copy-time",
            Need::LineEnds => "line-ends",
        }
    }
}

/// How an export was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Everything in it.
    Understood,
    /// With ranges that were not.
    Gaps,
    /// It can be read in several ways; an answer decides.
    Ambiguous,
    /// Not at all: it is kept as it is.
    NotUnderstood,
}

impl Certainty {
    /// The word in facts.
    pub fn word(self) -> &'static str {
        match self {
            Certainty::Understood => "understood",
            Certainty::Gaps => "understood-with-gaps",
            Certainty::Ambiguous => "ambiguous",
            Certainty::NotUnderstood => "not-understood",
        }
    }
}

/// What tells one record from the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Boundaries {
    /// The format itself: a text cannot imitate a record.
    Marked,
    /// The look of lines: a text that holds a whole record line would be taken for one.
    ByForm,
}

/// Something odd that was read all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Oddity {
    /// A record whose moment is not told, not to be read, or one that the zone skips.
    TimeSkipped,
    /// A weekday that does not fit its date.
    WeekdayDiffers,
    /// A message earlier than the one before.
    TimeGoesBack,
    /// A message whose number holds another time than the export says.
    IdTimeDiffers,
    /// A text longer than a fact can hold.
    TextTooLong,
    /// Characters that could not be read.
    Unreadable,
    /// A text that two names fit.
    NameUnclear,
    /// The file ends in the middle of a record.
    CutOff,
    /// A time whose zone is not known: it may be of any.
    ZoneUnknown,
    /// A mail that arrived more than a day before or after it says that it was sent.
    ArrivalDiffers,
}

impl Oddity {
    /// All of them.
    pub const ALL: [Oddity; 10] = [
        Oddity::TimeSkipped,
        Oddity::WeekdayDiffers,
        Oddity::TimeGoesBack,
        Oddity::IdTimeDiffers,
        Oddity::TextTooLong,
        Oddity::Unreadable,
        Oddity::NameUnclear,
        Oddity::CutOff,
        Oddity::ZoneUnknown,
        Oddity::ArrivalDiffers,
    ];

    /// The word in JSON, and the end of its sentence's name.
    pub fn word(self) -> &'static str {
        match self {
            Oddity::TimeSkipped => "time-skipped",
            Oddity::WeekdayDiffers => "weekday-differs",
            Oddity::TimeGoesBack => "time-goes-back",
            Oddity::IdTimeDiffers => "id-time-differs",
            Oddity::TextTooLong => "text-too-long",
            Oddity::Unreadable => "unreadable",
            Oddity::NameUnclear => "name-unclear",
            Oddity::CutOff => "cut-off",
            Oddity::ZoneUnknown => "zone-unknown",
            Oddity::ArrivalDiffers => "arrival-differs",
        }
    }
}

/// What the end of coverage rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CoverageGround {
    /// The export names the moment at which it was saved.
    Saved,
    /// The worker declares when the thread was copied.
    Declared,
    /// The export names the end of the range that was asked for.
    Range,
    /// The file's own last change as found: earlier than what was declared or is stated.
    Changed,
    /// Nothing but the last message.
    LastMessage,
}

impl CoverageGround {
    /// All that a fact can state.
    pub const STATED: [CoverageGround; 4] =
        [CoverageGround::Saved, CoverageGround::Declared, CoverageGround::Range, CoverageGround::Changed];

    /// The word in facts and JSON, and the end of its sentence's name.
    pub fn word(self) -> &'static str {
        match self {
            CoverageGround::Saved => "saved",
            CoverageGround::Declared => "declared",
            CoverageGround::Range => "range",
            CoverageGround::Changed => "changed",
            CoverageGround::LastMessage => "last-message",
        }
    }
}

/// Most gaps, oddities and set-aside ranges kept of one conversation. What comes after is merged into the last
/// gap, so that nothing is called understood that was not; the rest is counted.
pub const KEPT: usize = 1000;

/// An answer of the worker's that the reading rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// First and last line.
    pub lines: (u64, u64),
    /// Messages before it.
    pub after: u64,
    /// What the worker says that they are.
    pub said: Said,
    /// The lines as they stand.
    pub text: String,
}

/// Lines that the reader is not sure of, for asking the worker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// First and last line.
    pub lines: (u64, u64),
    /// Messages before it; the last of them may be the one that it stands in.
    pub after: u64,
    /// What it looks like.
    pub why: Why,
    /// The lines as they stand, with ` / ` between.
    pub text: String,
}

/// How one conversation was read: everything but the messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The format's word.
    pub format: &'static str,
    /// The dialect's word.
    pub dialect: Option<&'static str>,
    /// The channel or talk, where the export holds several or names one.
    pub title: Option<String>,
    /// The encoding, where it was guessed.
    pub guessed_encoding: Option<&'static str>,
    /// What tells one record from the next.
    pub boundaries: Boundaries,
    /// Everybody in it, by number.
    pub participants: Vec<Participant>,
    /// How many messages.
    pub count: u64,
    /// How many of them are records of the service.
    pub system: u64,
    /// When the first message is of.
    pub coverage_from: Option<When>,
    /// Until when the export can hold messages, and what says so.
    pub coverage_to: Option<(When, CoverageGround)>,
    /// When the last message is of.
    pub last: Option<When>,
    /// What was not understood.
    pub gaps: Vec<Gap>,
    /// Answers that are needed.
    pub needs: BTreeSet<Need>,
    /// Page furniture that was set aside: where, and what.
    pub furniture: Vec<(Place, String)>,
    /// Lines of page furniture in all.
    pub furniture_lines: u64,
    /// What was odd, and where.
    pub oddities: Vec<(Oddity, Place)>,
    /// Lines that the worker can be asked about.
    pub doubts: Vec<Doubt>,
    /// What the worker answered about lines, as far as it was used.
    pub answered: Vec<Answered>,
    /// What became of every line, or every record.
    pub account: Account,
    /// Why nothing was understood, where that is so.
    pub not_understood: bool,
}

impl Reading {
    pub(super) fn new(format: &'static str) -> Self {
        Self {
            format,
            dialect: None,
            title: None,
            guessed_encoding: None,
            boundaries: Boundaries::Marked,
            participants: Vec::new(),
            count: 0,
            system: 0,
            coverage_from: None,
            coverage_to: None,
            last: None,
            gaps: Vec::new(),
            needs: BTreeSet::new(),
            furniture: Vec::new(),
            furniture_lines: 0,
            oddities: Vec::new(),
            doubts: Vec::new(),
            answered: Vec::new(),
            account: Account::default(),
            not_understood: false,
        }
    }

    /// How it was understood.
    pub fn certainty(&self) -> Certainty {
        match () {
            () if self.not_understood => Certainty::NotUnderstood,
            () if !self.needs.is_empty() => Certainty::Ambiguous,
            () if !self.gaps.is_empty() => Certainty::Gaps,
            () => Certainty::Understood,
        }
    }
}
