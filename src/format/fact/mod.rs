//! Facts: what a seal is made of. A fact is one line of JSON with its own salt (format.md section 4).

mod claimed;
mod kinds;
mod labels;
mod line;
mod scalar;
mod set;
mod sound;

pub use claimed::{BitRate, FLOAT_CLAIM, is_float};
pub use kinds::{
    AnswerFact, AudioFact, CaseFact, Claim, ClaimsFact, ConversationFact, EventFact, FileFact, GapFact,
    LinkFact, MailFact, MessageFact, NameFact, OriginFact, ParticipantFact, TextFact, Unmeasured,
    WaveformFact,
};
pub use labels::Labels;
pub use line::{BadLine, FactLine, Salt};
pub use scalar::{Base64Url, Decimal, Uint, Word};
pub use set::{FactSet, SortedFacts};

use crate::base::time::At;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

/// One statement. The variant is its kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // each variant is documented at its struct
pub enum Fact {
    File(FileFact),
    Origin(OriginFact),
    Audio(Box<AudioFact>),
    Waveform(WaveformFact),
    Claims(ClaimsFact),
    Case(CaseFact),
    Event(EventFact),
    Conversation(Box<ConversationFact>),
    Participant(ParticipantFact),
    Name(NameFact),
    Message(MessageFact),
    Text(TextFact),
    Answer(AnswerFact),
    Mail(MailFact),
    Link(LinkFact),
}

impl Fact {
    /// The kind of the fact.
    pub fn kind(&self) -> Kind {
        match self {
            Fact::File(_) => Kind::File,
            Fact::Origin(_) => Kind::Origin,
            Fact::Audio(_) => Kind::Audio,
            Fact::Waveform(_) => Kind::Waveform,
            Fact::Claims(_) => Kind::Claims,
            Fact::Case(_) => Kind::Case,
            Fact::Event(_) => Kind::Event,
            Fact::Conversation(_) => Kind::Conversation,
            Fact::Participant(_) => Kind::Participant,
            Fact::Name(_) => Kind::Name,
            Fact::Message(_) => Kind::Message,
            Fact::Text(_) => Kind::Text,
            Fact::Answer(_) => Kind::Answer,
            Fact::Mail(_) => Kind::Mail,
            Fact::Link(_) => Kind::Link,
        }
    }

    /// The conversation that the fact belongs to, for the six kinds that have one.
    pub fn conversation(&self) -> Option<Uint> {
        match self {
            Fact::Conversation(f) => Some(f.k),
            Fact::Participant(f) => Some(f.k),
            Fact::Name(f) => Some(f.k),
            Fact::Message(f) => Some(f.k),
            Fact::Text(f) => Some(f.k),
            Fact::Answer(f) => Some(f.k),
            _ => None,
        }
    }

    /// The payload entry that the fact speaks of, for the kinds that name one.
    pub fn path(&self) -> Option<&crate::base::entry_name::EntryName> {
        match self {
            Fact::File(f) => Some(&f.path),
            Fact::Origin(f) => Some(&f.path),
            Fact::Audio(f) => Some(&f.path),
            Fact::Waveform(f) => Some(&f.path),
            Fact::Claims(f) => Some(&f.path),
            Fact::Mail(f) => Some(&f.path),
            _ => None,
        }
    }

    /// The moments that the fact tells.
    pub fn moments(&self) -> [Option<&At>; 2] {
        match self {
            Fact::Event(f) => [f.at.as_ref(), None],
            Fact::Message(f) => [Some(&f.at), None],
            Fact::Conversation(f) => [f.coverage_from.as_ref(), f.coverage_to.as_ref()],
            _ => [None, None],
        }
    }

    /// The public label, or `None` if the conversation number is 0 or over 4,294,967,295.
    pub fn label(&self) -> Option<Label> {
        let k = match self.conversation() {
            None => None,
            Some(k) => Some(u32::try_from(k.get()).ok().and_then(NonZeroU32::new)?),
        };
        Some(Label { kind: self.kind(), k })
    }
}

/// The kinds of facts of format version 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // as in Fact
pub enum Kind {
    File,
    Origin,
    Audio,
    Waveform,
    Claims,
    Case,
    Event,
    Conversation,
    Participant,
    Name,
    Message,
    Text,
    Answer,
    Mail,
    Link,
}

impl Kind {
    /// All kinds, in the order of format.md.
    pub const ALL: [Kind; 15] = [
        Kind::File,
        Kind::Origin,
        Kind::Audio,
        Kind::Waveform,
        Kind::Claims,
        Kind::Case,
        Kind::Event,
        Kind::Conversation,
        Kind::Participant,
        Kind::Name,
        Kind::Message,
        Kind::Text,
        Kind::Answer,
        Kind::Mail,
        Kind::Link,
    ];

    /// The word in labels and lines.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::File => "file",
            Kind::Origin => "origin",
            Kind::Audio => "audio",
            Kind::Waveform => "waveform",
            Kind::Claims => "claims",
            Kind::Case => "case",
            Kind::Event => "event",
            Kind::Conversation => "conversation",
            Kind::Participant => "participant",
            Kind::Name => "name",
            Kind::Message => "message",
            Kind::Text => "text",
            Kind::Answer => "answer",
            Kind::Mail => "mail",
            Kind::Link => "link",
        }
    }

    /// Does a label of this kind carry a conversation number?
    pub fn is_numbered(self) -> bool {
        matches!(
            self,
            Kind::Conversation | Kind::Participant | Kind::Name | Kind::Message | Kind::Text | Kind::Answer
        )
    }
}

/// The public label of a leaf: the kind, and the conversation's number where there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label {
    /// The kind.
    pub kind: Kind,
    /// The conversation's number, exactly for the numbered kinds.
    pub k: Option<NonZeroU32>,
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.as_str())?;
        self.k.map_or(Ok(()), |k| write!(f, ".{k}"))
    }
}

/// The text is not a label of format version 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a label of format version 1")]
pub struct BadLabel;

impl FromStr for Label {
    type Err = BadLabel;
    fn from_str(s: &str) -> Result<Self, BadLabel> {
        let (word, number) = s.split_once('.').map_or((s, None), |(w, n)| (w, Some(n)));
        let kind = Kind::ALL.into_iter().find(|k| k.as_str() == word).ok_or(BadLabel)?;
        let k = match number {
            None => None,
            Some(n) if n.starts_with(|c: char| c.is_ascii_digit()) => Some(n.parse().map_err(|_| BadLabel)?),
            Some(_) => return Err(BadLabel),
        };
        let label = Label { kind, k };
        // one text a label: no leading zeros, no number where none belongs
        if k.is_some() == kind.is_numbered() && label.to_string() == s { Ok(label) } else { Err(BadLabel) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_have_one_text() {
        for good in ["file", "case", "conversation.1", "message.4294967295"] {
            assert_eq!(good.parse::<Label>().unwrap().to_string(), good);
        }
        for bad in [
            "",
            "File",
            "file.1",
            "message",
            "message.",
            "message.0",
            "message.01",
            "message.+1",
            "message.4294967296",
            "text.1 ",
            "x",
        ] {
            assert_eq!(bad.parse::<Label>(), Err(BadLabel), "{bad}");
        }
    }
}
