//! One message, as it passes by: what kind it is, and where in the export it stands.

use super::When;
use std::borrow::Cow;

/// What kind of message it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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
    /// A message was changed after it was sent; the record stands for the change.
    Edit,
    /// Taken back or deleted by somebody; what it said is not in the export.
    Unsent,
    /// What the service says that somebody did: they joined, pinned a message, made an album. Without a sender it is not
    /// known who.
    Action,
    /// A record of the service itself, which tells of nobody.
    System,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 15] = [
        Kind::Text,
        Kind::Mail,
        Kind::Sticker,
        Kind::Image,
        Kind::Video,
        Kind::Voice,
        Kind::File,
        Kind::Call,
        Kind::Location,
        Kind::Contact,
        Kind::Reaction,
        Kind::Edit,
        Kind::Unsent,
        Kind::Action,
        Kind::System,
    ];

    /// By its word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

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
            Kind::Edit => "edit",
            Kind::Unsent => "unsent",
            Kind::Action => "action",
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

/// What the number of a message says of its time, where it holds one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnTime {
    /// It holds none.
    None,
    /// The time that the export states.
    Agrees,
    /// Another one.
    Differs,
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
    /// Was it edited? Nothing where the export does not tell.
    pub edited: Option<bool>,
    /// What the message's own number says of its time.
    pub own_time: OwnTime,
    /// When a mail arrived, by the first `Received` line.
    pub received: Option<When>,
    /// Where it stands.
    pub place: Place,
}

impl Message<'_> {
    /// A message of a kind with nothing in it yet; [`Out::message`] numbers it.
    pub(crate) fn new(when: When, sender: Option<u32>, kind: Kind, place: Place) -> Self {
        let attachments = Vec::new();
        Self {
            n: 0,
            when,
            sender,
            kind,
            text: None,
            attachments,
            edited: None,
            own_time: OwnTime::None,
            received: None,
            place,
        }
    }
}
