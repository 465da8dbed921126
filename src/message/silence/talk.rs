//! A talk, its copies, and until when each of them can hold the client's words.

use super::block::Block;
use super::reference::{Id, Span};
use crate::message::{CoverageGround, When, ZoneGround};

/// A talk with all its copies.
#[derive(Debug, Clone)]
pub(super) struct Talk {
    /// The conversations in it, copy by copy; the copy that ends last stands last.
    pub(super) copies: Vec<Copy>,
    /// The last copy that has everything of those before it, and its end. `None`: nothing in the talk has a time.
    pub(super) reach: Option<Covered>,
    /// Messages of earlier copies that later ones lack within their own range.
    pub(super) lacking: u64,
    /// Does a copy begin only after those before it end?
    pub(super) is_apart: bool,
    /// Does the client take part?
    pub(super) client: Presence,
}

/// Whether the client takes part in a talk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Presence {
    None,
    Client,
    /// Somebody does who may be the client: why that is not known.
    Perhaps(Block),
}

/// One copy: a conversation, or single mails, which are kept one by one.
#[derive(Debug, Clone)]
pub(super) struct Copy {
    pub(super) of: Vec<Id>,
    pub(super) end: Option<Covered>,
    pub(super) is_mails: bool,
}

impl Talk {
    pub(super) fn ids(&self) -> impl Iterator<Item = Id> + '_ {
        self.copies.iter().flat_map(|copy| copy.of.iter().copied())
    }
}

/// What says until when the record can hold the client's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// The export names when it was saved.
    Saved,
    /// The worker declares when the thread was copied.
    Declared,
    /// The export names the end of the range that was asked for.
    Range,
    /// The file's own last change.
    Changed,
    /// The last message in it.
    LastMessage,
    /// The edition was sealed by then.
    Sealed,
}

impl Ground {
    /// The word in JSON, and the end of its sentence's name.
    pub fn word(self) -> &'static str {
        match self {
            Ground::Saved => CoverageGround::Saved.word(),
            Ground::Declared => CoverageGround::Declared.word(),
            Ground::Range => CoverageGround::Range.word(),
            Ground::Changed => CoverageGround::Changed.word(),
            Ground::LastMessage => CoverageGround::LastMessage.word(),
            Ground::Sealed => "sealed",
        }
    }

    /// By a fact's word; one that is not known is the weakest that a fact can state.
    pub(super) fn of_word(word: Option<&str>) -> Self {
        let known = CoverageGround::STATED.into_iter().find(|ground| Some(ground.word()) == word);
        match known {
            Some(CoverageGround::Saved) => Ground::Saved,
            Some(CoverageGround::Range) => Ground::Range,
            Some(CoverageGround::Changed) => Ground::Changed,
            Some(CoverageGround::Declared | CoverageGround::LastMessage) | None => Ground::Declared,
        }
    }
}

/// A copy, and until when it can hold the client's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered {
    /// Its path.
    pub source: String,
    /// Its format.
    pub format: String,
    /// Until when it can hold the client's words.
    pub until: When,
    /// What says so.
    pub ground: Ground,
    /// Its local time is read in a zone: who says so.
    pub zone: Option<ZoneGround>,
}

impl Covered {
    pub(super) fn span(&self) -> Span {
        self.until.span().unwrap_or((i64::MIN, i64::MIN))
    }

    /// Is its last record this one?
    pub(super) fn ends_with(&self, sign: Span) -> bool {
        self.ground == Ground::LastMessage && self.span().1 == sign.1
    }

    /// Does nobody say when it was copied or exported, and the export neither?
    pub fn is_undeclared(&self) -> bool {
        self.ground == Ground::LastMessage
    }
}
