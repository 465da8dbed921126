//! What a record says of silence: since the client's last message and since delivery, never to "now", and not at all
//! where the record cannot carry it. Works on facts alone, so that a reader can repeat it.

mod block;
mod coverage;
mod follow_up;
mod statement;

pub use block::Block;
pub use coverage::{Covered, Ground};
pub use follow_up::{AutoReply, Nudge, NudgeKind, Reminder, RoundReply};
pub use statement::{Days, Scope, Silence};

use super::{Kind, Setting, When};
use crate::case::memo::Role;
use crate::fact::{CaseFact, ConversationFact, EventFact, Fact};
use crate::limits::Limits;
use crate::moment::{At, UtcSecond};
use chrono_tz::Tz;
use std::collections::BTreeMap;

const DAY: i64 = 24 * 3600;

/// Everything that facts of one or several editions say of messages and events.
#[derive(Debug, Clone, Default)]
pub struct Record {
    conversations: BTreeMap<(u16, u64), Conversation>,
    /// The declared events of the last edition that has any, each with its edition.
    events: Vec<(u16, EventFact)>,
    /// The lines of the memo of the last edition that has any: it may say later whose a name is.
    memo: Vec<(u16, CaseFact)>,
    /// Nothing after this moment is claimed of an edition: when it was sealed, or trusted to exist.
    not_after: BTreeMap<u16, i64>,
}

/// A conversation, of which only the times and the senders are kept.
#[derive(Debug, Clone, Default)]
struct Conversation {
    fact: Option<ConversationFact>,
    roles: BTreeMap<u64, Role>,
    names: BTreeMap<u64, String>,
    seen: Vec<Seen>,
}

/// A message without its words.
#[derive(Debug, Clone, Copy)]
struct Seen {
    n: u64,
    span: Option<(i64, i64)>,
    sender: u64,
    kind: Sort,
}

/// What matters of a message's kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Said,
    Unsent,
    Reaction,
    Service,
}

/// A message by its edition, its conversation and its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference {
    /// The edition; 0 for files that are not sealed.
    pub edition: u16,
    /// The conversation.
    pub k: u64,
    /// The message.
    pub n: u64,
}

impl Record {
    /// Takes in a fact of an edition (0: not sealed). Texts are not kept.
    pub fn take(&mut self, edition: u16, fact: &Fact) {
        let k = fact.conversation().map(|k| (edition, k.get()));
        let mut conversation = k.map(|k| self.conversations.entry(k).or_default());
        match (fact, &mut conversation) {
            (Fact::Conversation(f), Some(at)) => at.fact = Some((**f).clone()),
            (Fact::Participant(f), Some(at)) => {
                at.roles.insert(f.n.get(), Role::of_word(f.role.as_str()));
            }
            (Fact::Name(f), Some(at)) => drop(at.names.insert(f.n.get(), f.name.clone())),
            (Fact::Message(f), Some(at)) => {
                let span = f.at.from.zip(f.at.to).map(|(from, to)| (from.unix(), to.unix()));
                let kind = match f.kind.as_str() {
                    k if k == Kind::Unsent.word() => Sort::Unsent,
                    k if k == Kind::Reaction.word() => Sort::Reaction,
                    k if k == Kind::System.word() => Sort::Service,
                    _ => Sort::Said,
                };
                let sender = f.participant.map_or(0, |p| p.get());
                at.seen.push(Seen { n: f.n.get(), span, sender, kind });
            }
            (Fact::Case(f), _) => {
                if self.memo.first().is_some_and(|(known, _)| *known < edition) {
                    self.memo.clear();
                }
                if self.memo.first().is_none_or(|(known, _)| *known == edition) {
                    self.memo.push((edition, f.clone()));
                }
            }
            (Fact::Event(f), _) => {
                // a later edition holds the whole memo anew
                if self.events.first().is_some_and(|(known, _)| *known != edition && *known < edition) {
                    self.events.clear();
                }
                let is_new = self.events.iter().all(|(_, known)| known != f);
                if is_new && self.events.first().is_none_or(|(known, _)| *known == edition) {
                    self.events.push((edition, f.clone()));
                }
            }
            _ => {}
        }
    }

    /// An edition was sealed, or is trusted to exist, by this moment: nothing later is claimed of it.
    pub fn bound(&mut self, edition: u16, by: UtcSecond) {
        let known = self.not_after.entry(edition).or_insert(i64::MAX);
        *known = by.unix().min(*known);
    }

    /// Puts the messages into the order of their numbers (facts come in the order of their hashes), and takes roles that
    /// the memo names only in a later edition.
    pub fn sort(&mut self) {
        let memo: Vec<CaseFact> = self.memo.iter().map(|(_, fact)| fact.clone()).collect();
        let people = Setting::of_facts(&memo, &Limits::DEFAULT).people;
        for conversation in self.conversations.values_mut() {
            let Some(fact) = &conversation.fact else { continue };
            for (n, role) in conversation.roles.iter_mut().filter(|(_, role)| **role == Role::Unknown) {
                let Some(name) = conversation.names.get(n) else { continue };
                // a name that two accounts show names neither of them
                let alone = conversation.names.values().filter(|other| *other == name).count() == 1;
                let said = people.role_of(fact.format.as_str(), name).filter(|_| alone);
                *role = said.unwrap_or(Role::Unknown);
            }
        }
        self.order();
    }

    /// Puts the messages into the order of their numbers alone; roles stay as they were sealed.
    pub fn order(&mut self) {
        for conversation in self.conversations.values_mut() {
            conversation.seen.sort_unstable_by_key(|seen| seen.n);
            // an edition that is shown twice says nothing twice
            conversation.seen.dedup_by_key(|seen| seen.n);
        }
    }

    /// When a message was sent.
    pub fn when(&self, message: Reference) -> Option<When> {
        let conversation = self.conversations.get(&(message.edition, message.k))?;
        let span = conversation.seen.iter().find(|seen| seen.n == message.n)?.span?;
        Some(moment(span, conversation.fact.as_ref().and_then(|fact| fact.coverage_from.as_ref())))
    }

    /// The declared events.
    pub fn events(&self) -> impl Iterator<Item = &EventFact> {
        self.events.iter().map(|(_, event)| event)
    }

    /// Are all conversation and message facts here that were sealed (format.md section 4)? `sealed` counts the
    /// labels of an edition: conversations, and messages of each.
    pub fn is_whole(&self, edition: u16, sealed: &[(u64, u64)]) -> bool {
        sealed.iter().all(|(k, messages)| {
            let conversation = self.conversations.get(&(edition, *k));
            conversation.is_some_and(|c| c.fact.is_some() && c.seen.len() as u64 == *messages)
        })
    }

    fn role(&self, id: (u16, u64), seen: &Seen) -> Role {
        let conversation = &self.conversations[&id];
        match conversation.roles.get(&seen.sender) {
            Some(role) => *role,
            None if seen.kind == Sort::Service => Role::System,
            None => Role::Unknown,
        }
    }

    /// Does the client take part?
    fn has_client(&self, id: (u16, u64)) -> bool {
        self.conversations[&id].roles.values().any(|role| *role == Role::Client)
    }
}

/// An interval in the form in which the export's other times stand.
fn moment(span: (i64, i64), like: Option<&At>) -> When {
    let zone: Option<Tz> = like.and_then(|at| at.zone.as_deref()).and_then(|zone| zone.parse().ok());
    let at = |t| UtcSecond::from_unix(t).ok();
    if let (Some(zone), Some(from), Some(to)) = (zone, at(span.0), at(span.1)) {
        let local = from.to_chrono().with_timezone(&zone);
        return When::of(&At {
            from: Some(from),
            to: Some(to),
            local: Some(local.format("%Y-%m-%dT%H:%M").to_string()),
            offset: Some(local.format("%:z").to_string()),
            zone: Some(zone.name().to_owned()),
            basis: crate::moment::Basis::Declared,
        });
    }
    When::utc(span.0).unwrap_or_else(|| When::words(""))
}

#[cfg(test)]
mod tests;
