//! A conversation of the record: who takes part and when messages were sent, without their words.

use super::reference::Span;
use crate::base::time::At;
use crate::case::memo::{Role, own_words_tell_of_settlement, paper_tells_of_settlement, tells_of_settlement};
use crate::format::fact::{ConversationFact, Word};
use crate::message::MAIL;
use crate::message::{Kind, Need, PASTED, Said, TRANSCRIPT};
use std::collections::BTreeMap;

/// A conversation, of which only the times and the senders are kept.
#[derive(Debug, Clone, Default)]
pub(super) struct Conversation {
    pub(super) fact: Option<ConversationFact>,
    pub(super) people: BTreeMap<u64, Person>,
    pub(super) seen: Vec<Seen>,
    pub(super) answers: BTreeMap<u64, Answered>,
    /// What the texts that are here tell.
    pub(super) texts: BTreeMap<u64, Heard>,
    /// Do its moments never go back, so that what stands between two of them lies between them?
    is_ordered: bool,
}

/// Somebody in a conversation.
#[derive(Debug, Clone, Default)]
pub(super) struct Person {
    /// As it was sealed.
    pub(super) sealed: Option<Role>,
    /// As it is said last.
    pub(super) role: Option<Role>,
    pub(super) name: Option<String>,
}

/// A message without its words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    pub(super) n: u64,
    pub(super) span: Option<Span>,
    /// The number of a participant; 0: the export names none.
    pub(super) sender: u64,
    pub(super) kind: Kind,
    /// Does a later copy of the talk hold it as well?
    pub(super) is_repeated: bool,
    /// What is known of its words.
    pub(super) words: Heard,
}

/// What is known of the words of a message, without keeping them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heard {
    /// It has none, or none for an acceptance or a payment.
    Plain,
    /// It has a word for one of them, with which a worker may ask for it.
    Named,
    /// It tells of one of them, whoever wrote it.
    Told,
    /// It has words, and they are not here.
    Hidden,
}

/// What the worker says of lines that the reader was not sure of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answered {
    pub(super) lines: (u64, u64),
    /// Messages before them.
    pub(super) after: u64,
    pub(super) said: Said,
    /// Tells the lines from others without keeping them.
    pub(super) words: u64,
    /// What is known of their words.
    pub(super) heard: Heard,
}

impl Heard {
    /// What a text tells.
    pub(super) fn of(text: &str) -> Self {
        match () {
            () if own_words_tell_of_settlement(text) => Heard::Told,
            () if tells_of_settlement(text) => Heard::Named,
            () => Heard::Plain,
        }
    }

    /// What the names of files tell that were sent with it; words that are not here may tell more.
    pub(super) fn of_attachments(names: &[String], has_text: bool) -> Self {
        let tells = |of: fn(&str) -> bool| names.iter().any(|name| of(name));
        match has_text {
            _ if tells(paper_tells_of_settlement) => Heard::Told,
            _ if tells(tells_of_settlement) => Heard::Named,
            true => Heard::Hidden,
            false => Heard::Plain,
        }
    }
}

impl Seen {
    /// Does it stand where its moment belongs? The end of a call, a change, and what a message tells of another one do not.
    pub(super) fn stands_in_order(&self) -> bool {
        !matches!(self.kind, Kind::Reaction | Kind::Edit | Kind::Action | Kind::Call)
    }
}

impl Conversation {
    /// Does its format write records in the order of time, oldest first, so that one that goes back has a wrong time?
    pub(super) fn is_in_order(&self) -> bool {
        self.is_ordered || ["line", "whatsapp"].contains(&self.format())
    }

    /// Its file, where nobody says in which order day and month stand in its dates.
    pub(super) fn open_day_order(&self) -> Option<String> {
        let fact = self.fact.as_ref()?;
        let mut open = fact.unanswered.iter().flatten();
        open.any(|word| word.as_str() == Need::DayOrder.word()).then(|| fact.source.clone())
    }

    /// Puts the messages into the order of their numbers: facts come in the order of their hashes.
    pub(super) fn order(&mut self) {
        self.seen.sort_unstable_by_key(|seen| seen.n);
        // an edition that is shown twice says nothing twice
        self.seen.dedup_by_key(|seen| seen.n);
        for seen in self.seen.iter_mut().filter(|seen| seen.words == Heard::Hidden) {
            seen.words = self.texts.get(&seen.n).copied().unwrap_or(Heard::Hidden);
        }
        let mut dated = self.seen.iter().filter(|seen| seen.stands_in_order()).filter_map(|seen| seen.span);
        let mut last = i64::MIN;
        self.is_ordered = dated.all(|span| span.0 >= std::mem::replace(&mut last, span.0));
    }

    pub(super) fn role(&self, seen: &Seen) -> Role {
        match self.people.get(&seen.sender) {
            Some(person) => person.role.unwrap_or(Role::Unknown),
            // a record of the service in which nobody acts
            None if seen.sender == 0 && seen.kind == Kind::System => Role::System,
            None => Role::Unknown,
        }
    }

    /// A moment in the form of the others.
    pub(super) fn times(&self) -> Option<&At> {
        let fact = self.fact.as_ref()?;
        fact.coverage_from.as_ref().or(fact.coverage_to.as_ref())
    }

    pub(super) fn is_single_mail(&self) -> bool {
        const ALONE: [&str; 3] = ["eml", "emlx", "msg"];
        let is_alone = |dialect: &Word| ALONE.contains(&dialect.as_str());
        self.fact
            .as_ref()
            .is_some_and(|f| f.format.as_str() == MAIL && f.dialect.as_ref().is_some_and(is_alone))
    }

    /// Was it written down by the worker?
    pub(super) fn is_transcript(&self) -> bool {
        let dialect = self.fact.as_ref().and_then(|fact| fact.dialect.as_ref());
        self.format() == PASTED && dialect.is_some_and(|dialect| dialect.as_str() == TRANSCRIPT)
    }

    pub(super) fn name(&self, seen: &Seen) -> &str {
        self.people.get(&seen.sender).and_then(|person| person.name.as_deref()).unwrap_or_default()
    }
}
