//! What a memo holds once it is read.

use super::details::Checked;
use super::event::{Actor, EventKind};
use super::item::{self, Item};
use super::money::{self, Money, Tax};
use super::notice::Notice;
use super::open::{Open, open_line, open_remark};
use super::people::{Named, Outside};
use super::zone;
use crate::base::time::{At, UtcSecond};
use crate::case::{Round, Specification};
use crate::text::{Message, Say};
use chrono_tz::Tz;

/// A case memo, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Memo {
    pub(super) entries: Vec<Entry>,
    pub(super) events: Vec<Event>,
    pub(super) names: Vec<Named>,
    pub(super) outside: Vec<Outside>,
    pub(super) zone: Tz,
    pub(super) notices: Vec<Notice>,
}

/// One line that becomes a `case` fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) line: u32,
    pub(super) key: String,
    pub(super) value: String,
    pub(super) item: Option<Item>,
    pub(super) at: Option<At>,
}

/// A dated event that the worker declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Line of the memo.
    pub line: u32,
    /// What happened.
    pub kind: EventKind,
    /// Who did it.
    pub actor: Actor,
    /// Round of delivery.
    pub round: Option<Round>,
    /// When; without ends where the date could not be read.
    pub at: Option<At>,
    /// Words quoted.
    pub quote: Option<String>,
    /// Web address.
    pub address: Option<String>,
    /// Until when a link works: as written, and the moment where it is one.
    pub expiry: Option<(String, Option<At>)>,
    /// Was the link checked by downloading again? With the words that say it.
    pub checked: Option<(Checked, String)>,
    /// What came of it, as written.
    pub result: Option<String>,
    /// Everything else on the line.
    pub note: Option<String>,
}

/// A memo beyond a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TooLarge {
    /// The file.
    #[error("the memo has more than {limit} bytes")]
    Memo {
        /// Bytes allowed.
        limit: u64,
    },
    /// One line, so that its fact would not fit.
    #[error("line {line} of the memo has more than {limit} bytes")]
    Line {
        /// Line of the memo.
        line: u32,
        /// Bytes allowed.
        limit: u64,
    },
}

impl Say for TooLarge {
    fn say(&self) -> Message {
        match *self {
            TooLarge::Memo { limit } => Message::new("case-memo-too-large").count("limit", limit),
            TooLarge::Line { line, limit } => {
                Message::new("case-memo-line-too-large").count("line", line).count("limit", limit)
            }
        }
    }
}

impl Memo {
    /// What the memo says of an item, as written; the first line counts where there are several.
    pub fn get(&self, item: Item) -> Option<&str> {
        self.entry(item).map(|entry| entry.value.as_str())
    }

    /// The moment that a dated item names (escrow, deadline, copying, …), where it could be read.
    pub fn at(&self, item: Item) -> Option<&At> {
        self.entry(item)?.at.as_ref()
    }

    /// The fee, where the memo states an amount. A line of its own on tax is taken into account.
    pub fn fee(&self) -> Option<Money> {
        let mut fee = Money::read(self.get(Item::Fee)?)?;
        if fee.tax == Tax::Unstated {
            fee.tax = self.get(Item::Tax).map_or(Tax::Unstated, money::tax_alone);
        }
        Some(fee)
    }

    /// When threads were copied: the file beside it, where one stands there in parentheses, and the moment.
    pub fn copied(&self) -> impl Iterator<Item = (Option<&str>, &At)> {
        let entries = self.entries.iter().filter(|entry| entry.item == Some(Item::CopiedAt));
        entries.filter_map(|entry| Some((item::file_beside(&entry.value).1, entry.at.as_ref()?)))
    }

    /// What the worker answered about lines of message files, as written.
    pub fn reading_answers(&self) -> impl Iterator<Item = &str> {
        let entries = self.entries.iter().filter(|entry| entry.item == Some(Item::ReadingAnswer));
        entries.map(|entry| item::file_beside(&entry.value).0)
    }

    /// What was agreed about the audio.
    pub fn specification(&self) -> Specification {
        Specification::read(self.entries.iter().map(|entry| (entry.key.as_str(), entry.value.as_str())))
    }

    /// The events, in the order of their lines.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Names on channels and whose they are.
    pub fn names(&self) -> &[Named] {
        &self.names
    }

    /// Channels outside the platform and whether contact there was applied for.
    pub fn outside(&self) -> &[Outside] {
        &self.outside
    }

    /// The zone of the memo's dates: as declared, else Japan's. `get(Item::Zone)` tells which.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// The lines that give no event and may tell of one, remarks too, by their numbers. `now`: nothing later has happened.
    pub fn open_lines(&self, now: UtcSecond) -> impl Iterator<Item = (u32, Open)> {
        let zone = self.get(Item::Zone);
        self.entries.iter().filter_map(move |entry| {
            let open = match entry.item {
                Some(Item::Remarks) => open_remark(&entry.value, zone, now.unix()),
                None if entry.key.starts_with("note.") => open_line(&entry.value, zone, now.unix()),
                _ => None,
            };
            Some((entry.line, open?))
        })
    }

    /// What to tell the person who wrote the memo, in the order of the lines.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// The zone by its name in the form that memos take.
    pub fn zone_named(name: &str) -> Option<Tz> {
        zone::named(name)
    }

    fn entry(&self, item: Item) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.item == Some(item))
    }
}
