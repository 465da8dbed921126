//! Messages: exports and pasted threads to one form, as streams. One file a format; what a reader does not
//! understand is listed, never guessed. The bytes themselves are payload and are never touched.

mod archived;
mod chatwork;
mod detect;
mod discord;
pub mod dkim;
mod facts;
mod json_items;
mod line;
mod lines;
mod mail;
mod pasted;
mod people;
pub mod silence;
mod slack;
mod stamp;
mod telegram;
mod whatsapp;
mod when;
mod wording;

pub use detect::{Guess, detect};
pub use facts::{Described, Source, describe, read_sources};
pub use mail::MAX_MAIL;
pub(crate) use pasted::WORD as PASTED;
pub use people::{Ground, Participant, People, Person};
pub use when::{LocalClock, Precision, When};
pub use wording::{format_name, place_words};

use crate::case::Memo;
use crate::case::memo::Item;
use crate::error::Result;
use crate::fact::CaseFact;
use crate::limits::Limits;
use chrono_tz::Tz;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{Read, Seek};

/// Bytes of an export, opened as often as a reader needs to.
pub trait Export: Sync {
    /// Begins reading.
    fn open(&self) -> Result<Box<dyn Stream + '_>>;
}

/// What [`Export::open`] gives.
pub trait Stream: Read + Seek {}
impl<T: Read + Seek> Stream for T {}

impl Export for &[u8] {
    fn open(&self) -> Result<Box<dyn Stream + '_>> {
        Ok(Box::new(std::io::Cursor::new(*self)))
    }
}

/// What the worker says beforehand: the answers that exports themselves do not give.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The zone of local times.
    pub zone: Tz,
    /// Which number of a date is the day, where the export does not show it.
    pub day_order: Option<DayOrder>,
    /// Whose the names are.
    pub people: People,
    /// When a thread was copied from the screen.
    pub copied: Option<When>,
}

impl Default for Setting {
    fn default() -> Self {
        Self { zone: Tz::Asia__Tokyo, day_order: None, people: People::default(), copied: None }
    }
}

impl Setting {
    /// The answers that a memo holds.
    pub fn of(memo: Option<&Memo>) -> Self {
        let Some(memo) = memo else { return Self::default() };
        Self {
            zone: memo.zone(),
            day_order: memo.get(Item::DayOrder).and_then(DayOrder::named),
            people: People::of(memo),
            copied: memo.at(Item::CopiedAt).map(When::of),
        }
    }
}

impl Setting {
    /// The answers of a memo of which only the `case` facts are here: each is a line of it under the item's own key.
    pub fn of_facts(facts: &[CaseFact], limits: &Limits) -> Self {
        let mut lines: Vec<&CaseFact> = facts.iter().collect();
        lines.sort_by_key(|fact| fact.line);
        let mut text = String::new();
        for fact in lines {
            let parts: Vec<&str> = fact.key.split('.').collect();
            let key = match parts.as_slice() {
                ["note" | "event", ..] => continue,
                // `name.line.2` is the second name on LINE, `fee.2` a second fee
                ["name", channel, ..] if channel.parse::<u32>().is_err() => format!("name ({channel})"),
                [item, ..] => (*item).to_owned(),
                [] => continue,
            };
            text += &format!("{key}: {}\n", fact.value.replace(['\r', '\n'], " "));
        }
        Self::of(Memo::read(text.as_bytes(), limits).ok().as_ref())
    }
}

/// The order of day, month and year in dates of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DayOrder {
    /// 31/12/2026
    DayFirst,
    /// 12/31/2026
    MonthFirst,
    /// 2026/12/31
    YearFirst,
}

impl DayOrder {
    /// Reads `dmy`, `mdy`, `ymd`, `日月年`, ….
    pub fn named(text: &str) -> Option<Self> {
        let plain: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
        match plain.to_lowercase().as_str() {
            "dmy" | "日月年" | "日月" | "dayfirst" | "daymonthyear" => Some(Self::DayFirst),
            "mdy" | "月日年" | "月日" | "monthfirst" | "monthdayyear" => Some(Self::MonthFirst),
            "ymd" | "年月日" | "yearfirst" | "yearmonthday" => Some(Self::YearFirst),
            _ => None,
        }
    }

    /// The word on the command line and in the memo.
    pub fn word(self) -> &'static str {
        match self {
            Self::DayFirst => "dmy",
            Self::MonthFirst => "mdy",
            Self::YearFirst => "ymd",
        }
    }
}

/// What kind of message it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Kind {
    Text,
    Mail,
    Sticker,
    Image,
    Video,
    Voice,
    File,
    Call,
    Location,
    Contact,
    /// A sign put to another message. Most exports do not tell when.
    Reaction,
    /// Taken back or deleted by somebody; what it said is not in the export.
    Unsent,
    /// A record of the service itself: somebody joined, a title was changed.
    System,
}

impl Kind {
    /// The word in facts.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::Mail => "mail",
            Kind::Sticker => "sticker",
            Kind::Image => "image",
            Kind::Video => "video",
            Kind::Voice => "voice",
            Kind::File => "file",
            Kind::Call => "call",
            Kind::Location => "location",
            Kind::Contact => "contact",
            Kind::Reaction => "reaction",
            Kind::Unsent => "unsent",
            Kind::System => "system",
        }
    }
}

/// Where in the export something stands, counted from 1 for lines and from 0 for bytes (the end is not in it).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// First and last line.
    Lines(u64, u64),
    /// First byte, and the first after it.
    Bytes(u64, u64),
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Place::Lines(a, b) if a == b => write!(f, "line {a}"),
            Place::Lines(a, b) => write!(f, "lines {a}-{b}"),
            Place::Bytes(a, b) => write!(f, "bytes {a}-{b}"),
        }
    }
}

/// One message, as it passes by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message<'a> {
    /// Its number in the conversation, from 1.
    pub n: u64,
    /// When.
    pub when: When,
    /// Who: the number of a participant, from 1.
    pub sender: Option<u32>,
    /// What kind.
    pub kind: Kind,
    /// What it says.
    pub text: Option<Cow<'a, str>>,
    /// Names of attachments.
    pub attachments: Vec<String>,
    /// Does the export say that it was edited?
    pub edited: bool,
    /// When a mail arrived, by the first `Received` line.
    pub received: Option<When>,
    /// Where it stands.
    pub place: Place,
}

impl Message<'_> {
    /// A message of a kind with nothing in it yet; [`Out::message`] numbers it.
    pub(crate) fn new(when: When, sender: Option<u32>, kind: Kind, place: Place) -> Self {
        let attachments = Vec::new();
        Self { n: 0, when, sender, kind, text: None, attachments, edited: false, received: None, place }
    }
}

/// What an answer is needed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// Whose the names are: `--participant`.
    Participants,
    /// Which number of a date is the day: `--day-order`.
    DayOrder,
    /// The boundaries of records inside a quotation: an export whose line ends were not changed.
    LineEnds,
}

impl Need {
    /// The word in facts and JSON.
    pub fn word(self) -> &'static str {
        match self {
            Need::Participants => "participants",
            Need::DayOrder => "day-order",
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

/// A range that was not understood, and how many messages came before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// Where.
    pub place: Place,
    /// Messages before it.
    pub after: u64,
}

/// Something odd that was read all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Oddity {
    /// A time that the zone skips.
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
}

impl Oddity {
    /// All of them.
    pub const ALL: [Oddity; 8] = [
        Oddity::TimeSkipped,
        Oddity::WeekdayDiffers,
        Oddity::TimeGoesBack,
        Oddity::IdTimeDiffers,
        Oddity::TextTooLong,
        Oddity::Unreadable,
        Oddity::NameUnclear,
        Oddity::CutOff,
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
    /// Nothing but the last message.
    LastMessage,
}

/// Most gaps, oddities and set-aside ranges kept of one conversation. What comes after is merged into the last
/// gap, so that nothing is called understood that was not; the rest is counted.
pub const KEPT: usize = 1000;

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
    /// Why nothing was understood, where that is so.
    pub not_understood: bool,
}

impl Reading {
    fn new(format: &'static str) -> Self {
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

/// Takes what a reader gives: the messages of a conversation, then how it was read; then the next conversation.
pub trait Sink {
    /// The entry path, or paths, and the name as found of what comes next.
    fn source(&mut self, _path: &str, _name: &str) {}
    /// The next message.
    fn message(&mut self, message: &Message<'_>) -> Result<()>;
    /// The end of a conversation.
    fn conversation(&mut self, reading: Reading) -> Result<()>;
}

/// An export format: one file and one line in [`detect::FORMATS`].
pub(crate) trait Format: Sync {
    /// Its word in facts.
    fn word(&self) -> &'static str;
    /// How much an export looks like it, from 0 to 100.
    fn score(&self, head: &detect::Head) -> u8;
    /// Reads all of it.
    fn read(&self, export: &dyn Export, setting: &Setting, sink: &mut dyn Sink) -> Result<()>;
}

/// Reads an export: as the format that its content shows, or as one that is kept and not understood.
pub fn read(export: &dyn Export, setting: &Setting, sink: &mut dyn Sink) -> Result<()> {
    match detect(export, setting)? {
        Guess::Format(format) => format.read(export, setting, sink),
        Guess::Unknown { word, .. } => {
            sink.conversation(Reading { not_understood: true, ..Reading::new(word) })
        }
    }
}

/// A conversation while it is being read: numbers, sums, and what is kept of it.
pub(crate) struct Out<'a> {
    pub(crate) reading: Reading,
    sink: &'a mut dyn Sink,
    table: people::Table,
    latest: Option<i64>,
}

impl<'a> Out<'a> {
    pub(crate) fn new(format: &'static str, setting: &Setting, sink: &'a mut dyn Sink) -> Self {
        let table = people::Table::new(setting.people.of_channel(format));
        Self { reading: Reading::new(format), sink, table, latest: None }
    }

    /// The number of a participant, by what the export tells them apart with, and the name it shows.
    pub(crate) fn participant(&mut self, id: &str, name: &str) -> u32 {
        self.table.number(id, name)
    }

    /// Hands on a message and takes its time into account.
    pub(crate) fn message(&mut self, mut message: Message<'_>) -> Result<()> {
        self.reading.count += 1;
        message.n = self.reading.count;
        if let Some(sender) = message.sender {
            self.table.count(sender);
        }
        match message.when.span() {
            Some((from, to)) => {
                if self.latest.is_some_and(|latest| to < latest) {
                    self.odd(Oddity::TimeGoesBack, message.place);
                }
                let first = |known: &When| known.span().is_none_or(|(known, _)| from < known);
                if self.reading.coverage_from.as_ref().is_none_or(first) {
                    self.reading.coverage_from = Some(message.when.clone());
                }
                if message.kind != Kind::Reaction && self.latest.is_none_or(|latest| from >= latest) {
                    self.latest = Some(from);
                    self.reading.last = Some(message.when.clone());
                }
            }
            // told once for the whole export
            None if message.kind == Kind::Reaction || self.reading.needs.contains(&Need::DayOrder) => {}
            None => self.odd(Oddity::TimeSkipped, message.place),
        }
        self.sink.message(&message)
    }

    /// Hands on a record of the service itself.
    pub(crate) fn service(&mut self, message: Message<'_>) -> Result<()> {
        self.reading.system += 1;
        self.message(message)
    }

    /// A reaction to the message before. Where the export does not tell when, it may be of any time after that.
    pub(crate) fn reaction(&mut self, when: When, sender: u32, sign: &str, place: Place) -> Result<()> {
        let message = Message::new(when, Some(sender), Kind::Reaction, place);
        let text = Some(Cow::Borrowed(sign)).filter(|sign| !sign.is_empty());
        self.message(Message { text, ..message })
    }

    /// Lists a range as not understood, between messages.
    pub(crate) fn gap(&mut self, place: Place) {
        self.gap_after(place, self.reading.count);
    }

    /// Lists a range as not understood inside the message that is handed on next.
    pub(crate) fn gap_within(&mut self, place: Place) {
        self.gap_after(place, self.reading.count + 1);
    }

    fn gap_after(&mut self, place: Place, after: u64) {
        let full = self.reading.gaps.len() >= KEPT;
        if let Some(last) = self.reading.gaps.last_mut()
            && (full || last.after == after)
        {
            match (&mut last.place, place) {
                (Place::Lines(_, to), Place::Lines(from, end)) if full || *to + 1 >= from => {
                    last.after = after;
                    return *to = end.max(*to);
                }
                (Place::Bytes(_, to), Place::Bytes(from, end)) if full || *to >= from => {
                    last.after = after;
                    return *to = end.max(*to);
                }
                _ => {}
            }
        }
        if full {
            self.reading.gaps.pop(); // of another measure, which no reader mixes
        }
        self.reading.gaps.push(Gap { place, after });
    }

    /// Notes something odd.
    pub(crate) fn odd(&mut self, oddity: Oddity, place: Place) {
        if self.reading.oddities.len() < KEPT {
            self.reading.oddities.push((oddity, place));
        }
    }

    /// Notes page furniture.
    pub(crate) fn furniture(&mut self, line: u64, text: &str) {
        self.reading.furniture_lines += 1;
        if self.reading.furniture.len() < KEPT {
            let text = text.chars().take(200).collect();
            self.reading.furniture.push((Place::Lines(line, line), text));
        }
    }

    /// Ends the conversation.
    pub(crate) fn finish(self) -> Result<()> {
        let Self { mut reading, sink, table, .. } = self;
        reading.participants = table.finish();
        let unknown = |p: &Participant| p.role == crate::case::memo::Role::Unknown && p.messages > 0;
        if reading.participants.iter().any(unknown) {
            reading.needs.insert(Need::Participants);
        }
        if reading.coverage_to.is_none() {
            reading.coverage_to = reading.last.clone().map(|last| (last, CoverageGround::LastMessage));
        }
        sink.conversation(reading)
    }
}

#[cfg(test)]
pub(crate) mod tests;
