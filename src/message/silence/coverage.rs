//! Until when a conversation can hold the client's words, and which copy of a talk reaches furthest.

use super::{Record, moment};
use crate::message::{When, ZoneGround, mail, pasted};
use std::collections::{BTreeMap, BTreeSet};

/// What says until when the record can hold the client's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// The export names when it was saved.
    Saved,
    /// The worker declares when the thread was copied.
    Declared,
    /// The last message in it.
    LastMessage,
    /// The edition was sealed by then.
    Sealed,
}

impl Ground {
    /// The word in JSON, and the end of its sentence's name.
    pub fn word(self) -> &'static str {
        match self {
            Ground::Saved => "saved",
            Ground::Declared => "declared",
            Ground::LastMessage => "last-message",
            Ground::Sealed => "sealed",
        }
    }
}

/// An export that the statement rests on.
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
impl Record {
    /// Until when a conversation can hold messages.
    pub(super) fn coverage(&self, id: (u16, u64)) -> Option<Covered> {
        let conversation = &self.conversations[&id];
        let fact = conversation.fact.as_ref()?;
        let said = fact.coverage_to.as_ref().map(|at| {
            (
                When::of(at),
                if fact.format.as_str() == pasted::WORD { Ground::Declared } else { Ground::Saved },
            )
        });
        let (mut until, mut ground) = match said {
            Some(said) => said,
            None => {
                let last = conversation.seen.iter().filter_map(|seen| seen.span).max()?;
                (moment(last, fact.coverage_from.as_ref()), Ground::LastMessage)
            }
        };
        let not_after = self.not_after.get(&id.0).copied().unwrap_or(i64::MAX);
        if until.span().is_some_and(|(from, _)| from > not_after)
            && let Some(sealed) = When::utc(not_after)
        {
            (until, ground) = (sealed, Ground::Sealed);
        }
        let zone = fact.coverage_from.as_ref().and_then(ZoneGround::of);
        let (source, format) = (fact.source.clone(), fact.format.to_string());
        Some(Covered { source, format, until, ground, zone })
    }

    /// What tells one talk from another: the format, and everybody in it. All mails are one.
    pub(super) fn talk(&self, id: (u16, u64)) -> (String, Vec<&str>) {
        let conversation = &self.conversations[&id];
        let format = conversation.fact.as_ref().map(|fact| fact.format.to_string()).unwrap_or_default();
        let mut names = Vec::new();
        if format == mail::WORD {
            return (format, names);
        }
        if conversation.names.len() < conversation.roles.len() {
            // with names withheld, no two are taken for the same
            return (format!("{format} {}.{}", id.0, id.1), names);
        }
        names.extend(conversation.names.values().map(String::as_str));
        names.sort_unstable();
        (format, names)
    }

    /// Conversations of which there is a later copy that begins no later and reaches at least as far.
    pub fn superseded(&self) -> BTreeSet<(u16, u64)> {
        type Reach = ((u16, u64), (i64, i64), (i64, i64));
        let mut talks: BTreeMap<(String, Vec<&str>), Vec<Reach>> = BTreeMap::new();
        for (id, conversation) in &self.conversations {
            let begin = conversation.seen.iter().filter_map(|seen| seen.span).min();
            let end = self.coverage(*id).and_then(|covered| covered.until.span());
            let talk = self.talk(*id);
            if let (Some(begin), Some(end), false) = (begin, end, talk.1.is_empty()) {
                talks.entry(talk).or_default().push((*id, begin, end));
            }
        }
        let mut found = BTreeSet::new();
        for copies in talks.values() {
            let later = |a: &Reach, b: &Reach| b.1 <= a.1 && (b.2, b.0) > (a.2, a.0);
            found.extend(copies.iter().filter(|a| copies.iter().any(|b| later(a, b))).map(|a| a.0));
        }
        found
    }
}
