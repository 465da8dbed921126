//! What a record says of silence: since the client's last message and since delivery, never to "now", and not at all
//! where the record cannot carry it. Works on facts alone, so that a reader can repeat it.

use super::facts::may_hold_words;
use super::{Kind, Setting, When};
use crate::case::memo::Role;
use crate::fact::{CaseFact, ConversationFact, EventFact, Fact};
use crate::limits::Limits;
use crate::moment::{At, UtcSecond};
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet};

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

/// Which conversations count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope<'a> {
    /// All of them.
    All,
    /// Without these formats: channels outside the platform for which nothing was approved.
    Without(&'a BTreeSet<String>),
}

/// Why nothing is said of silence. Each has a sentence `silence-no-…`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Block {
    /// No conversation has anybody who is known to be the client.
    NoClient,
    /// The client said nothing in any of them.
    ClientSaidNothing,
    /// An export that could hold messages is not understood.
    NotUnderstood(String),
    /// A range that was not understood may be later than the client's last message.
    Gap(String, String),
    /// Somebody of unknown role spoke later, where the client takes part.
    UnknownSpoke(String),
    /// Something of the client has no known time.
    Undated(String),
    /// The export ends before the client's last message elsewhere.
    CoverageBefore(String),
    /// The declared time of copying is before the last record of the copy.
    CopiedBeforeLast(String),
    /// The client spoke later on a channel that is left out.
    SpokeOutside,
    /// Facts are withheld, or an edition is not shown.
    Withheld,
}

impl Block {
    /// The word in JSON, and the end of its sentence's name.
    pub fn word(&self) -> &'static str {
        match self {
            Block::NoClient => "client",
            Block::ClientSaidNothing => "message",
            Block::NotUnderstood(_) => "understanding",
            Block::Gap(..) => "gap",
            Block::UnknownSpoke(_) => "unknown",
            Block::Undated(_) => "undated",
            Block::CoverageBefore(_) => "coverage",
            Block::CopiedBeforeLast(_) => "copied",
            Block::SpokeOutside => "outside",
            Block::Withheld => "withheld",
        }
    }

    /// The export that it is about, and the range in it.
    pub fn about(&self) -> (&str, &str) {
        match self {
            Block::Gap(source, range) => (source, range),
            Block::NotUnderstood(source)
            | Block::UnknownSpoke(source)
            | Block::Undated(source)
            | Block::CoverageBefore(source)
            | Block::CopiedBeforeLast(source) => (source, ""),
            Block::NoClient | Block::ClientSaidNothing | Block::SpokeOutside | Block::Withheld => ("", ""),
        }
    }
}

/// A stretch of time: whole periods of 24 hours, a lower bound, and days of the calendar beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// Whole 24-hour periods from the end of the first moment to the beginning of the second.
    pub whole: u64,
    /// Days of the calendar in between.
    pub calendar: u64,
}

impl Days {
    fn between(from: (i64, i64), to: (i64, i64), zone: Tz) -> Self {
        let whole = u64::try_from((to.0 - from.1).div_euclid(DAY)).unwrap_or(0);
        let date = |t: i64| UtcSecond::from_unix(t).map(|t| t.to_chrono().with_timezone(&zone).date_naive());
        let calendar = date(from.0).ok().zip(date(to.0).ok()).map_or(0, |(a, b)| (b - a).num_days());
        Self { whole, calendar: u64::try_from(calendar).unwrap_or(0) }
    }
}

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
    /// Is its local time read in a zone that the worker declared?
    pub zone_declared: bool,
}

/// What is said, and nothing beyond it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    /// The client's last message.
    pub last: Reference,
    /// When that was.
    pub since: When,
    /// Until when the record reaches: the earliest end among the conversations that could hold the client's words.
    pub until: Covered,
    /// From the client's last message to there.
    pub days: Days,
    /// The last record of any kind in the conversations of the client, and the days up to it.
    pub to_last_record: Option<(When, Days)>,
    /// The latest delivery that the worker declares, and the days since then.
    pub delivery: Option<(When, Option<u64>, Days)>,
    /// The exports that it rests on.
    pub exports: Vec<Covered>,
    /// Messages after that moment by people of unknown and of other role, and by the service.
    pub after: BTreeMap<Role, u64>,
    /// The worker's own messages that were taken back.
    pub own_unsent: u64,
    /// Exports beside them that were not read (pages, pictures).
    pub not_read: u64,
    /// Formats that were left out.
    pub left_out: Vec<String>,
}

/// A declared reminder, and the message that it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// When.
    pub when: When,
    /// The worker's message of that moment.
    pub message: Option<Reference>,
    /// Is it at least 24 hours after the one that counted before?
    pub counts: bool,
}

/// What follows a round of delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundReply {
    /// The round.
    pub round: u64,
    /// When it was delivered, as declared.
    pub delivered: When,
    /// What the worker declares as a word of receipt for this round.
    pub acknowledged: Vec<When>,
    /// The client's messages after it, before the next round.
    pub client_messages: u64,
    /// The first of them.
    pub first: Option<Reference>,
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

    /// Until when a conversation can hold messages.
    fn coverage(&self, id: (u16, u64)) -> Option<Covered> {
        let conversation = &self.conversations[&id];
        let fact = conversation.fact.as_ref()?;
        let said = fact.coverage_to.as_ref().map(|at| {
            (
                When::of(at),
                if fact.format.as_str() == super::pasted::WORD { Ground::Declared } else { Ground::Saved },
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
        let zone_declared =
            fact.coverage_from.as_ref().is_some_and(|at| at.basis == crate::moment::Basis::Declared);
        let (source, format) = (fact.source.clone(), fact.format.to_string());
        Some(Covered { source, format, until, ground, zone_declared })
    }

    /// What tells one talk from another: the format, and everybody in it. All mails are one.
    fn talk(&self, id: (u16, u64)) -> (String, Vec<&str>) {
        let conversation = &self.conversations[&id];
        let format = conversation.fact.as_ref().map(|fact| fact.format.to_string()).unwrap_or_default();
        let mut names = Vec::new();
        if format == super::mail::WORD {
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

    /// What can be said of the client's silence.
    ///
    /// # Errors
    /// Everything that stands against it, at least one.
    pub fn silence(&self, scope: Scope<'_>, zone: Tz) -> Result<Silence, Vec<Block>> {
        let format = |id: &(u16, u64)| {
            self.conversations[id].fact.as_ref().map(|fact| fact.format.to_string()).unwrap_or_default()
        };
        let (ids, left_out): (Vec<_>, Vec<_>) =
            self.conversations.keys().copied().partition(|id| match scope {
                Scope::All => true,
                Scope::Without(formats) => !formats.contains(&format(id)),
            });
        let superseded = self.superseded();
        let current: Vec<(u16, u64)> = ids.into_iter().filter(|id| !superseded.contains(id)).collect();
        let clients: Vec<(u16, u64)> = current.iter().copied().filter(|id| self.has_client(*id)).collect();
        if clients.is_empty() {
            return Err(vec![Block::NoClient]);
        }
        let of_client = |ids: &[(u16, u64)]| {
            let all = ids.iter().flat_map(|id| self.conversations[id].seen.iter().map(|seen| (*id, *seen)));
            let dated = all.filter(|(id, seen)| self.role(*id, seen) == Role::Client && seen.span.is_some());
            dated.max_by_key(|(id, seen)| (seen.span, *id, seen.n))
        };
        let Some((last_id, last)) = of_client(&clients) else { return Err(vec![Block::ClientSaidNothing]) };
        let Some(since) = last.span else { return Err(vec![Block::ClientSaidNothing]) };
        let mut blocks = BTreeSet::new();
        if of_client(&left_out).is_some_and(|(_, seen)| seen.span > Some(since)) {
            blocks.insert(Block::SpokeOutside);
        }
        let source = |id: &(u16, u64)| {
            self.conversations[id].fact.as_ref().map(|fact| fact.source.clone()).unwrap_or_default()
        };
        let talks: BTreeSet<_> = clients.iter().map(|id| self.talk(*id)).collect();
        let mut reach: BTreeMap<_, Covered> = BTreeMap::new();
        let mut exports = Vec::new();
        let mut after: BTreeMap<Role, u64> = BTreeMap::new();
        let (mut own_unsent, mut not_read) = (0, 0);
        for id in &current {
            let conversation = &self.conversations[id];
            let Some(fact) = &conversation.fact else {
                blocks.insert(Block::Withheld);
                continue;
            };
            let with_client = clients.contains(id);
            if fact.certainty.as_str() == super::Certainty::NotUnderstood.word() {
                match may_hold_words(fact.format.as_str()) {
                    true => drop(blocks.insert(Block::NotUnderstood(source(id)))),
                    false => not_read += 1,
                }
                continue;
            }
            self.blocks_of(*id, fact, since, with_client, &mut blocks);
            for seen in &conversation.seen {
                let role = self.role(*id, seen);
                own_unsent += u64::from(role == Role::Worker && seen.kind == Sort::Unsent);
                let later =
                    seen.span.is_none_or(|span| span.1 > since.1) && (*id, seen.n) != (last_id, last.n);
                if later && matches!(role, Role::Unknown | Role::Other | Role::System) {
                    *after.entry(role).or_default() += 1;
                }
            }
            let talk = self.talk(*id);
            if talks.contains(&talk)
                && let Some(covered) = self.coverage(*id)
            {
                let last = conversation.seen.iter().filter_map(|seen| seen.span).max();
                if covered.ground == Ground::Declared && covered.until.span().is_some_and(|u| Some(u) < last)
                {
                    blocks.insert(Block::CopiedBeforeLast(source(id)));
                }
                let further = |known: &Covered| known.until.span() < covered.until.span();
                match reach.get(&talk) {
                    Some(known) if !further(known) => {}
                    _ => drop(reach.insert(talk, covered.clone())),
                }
                exports.push(covered);
            }
        }
        // each talk reaches as far as its last export, and the record as far as the talk that ends first
        let until = reach.into_values().min_by_key(|covered| covered.until.span());
        let Some((until, end)) = until.and_then(|covered| covered.until.span().map(|end| (covered, end)))
        else {
            blocks.insert(Block::ClientSaidNothing);
            return Err(blocks.into_iter().collect());
        };
        if end.0 < since.0 {
            blocks.insert(Block::CoverageBefore(until.source.clone()));
        }
        if !blocks.is_empty() {
            return Err(blocks.into_iter().collect());
        }
        let basis =
            |id: (u16, u64)| self.conversations[&id].fact.as_ref().and_then(|f| f.coverage_from.as_ref());
        let last_record = clients
            .iter()
            .flat_map(|id| self.conversations[id].seen.iter().filter_map(|seen| Some((seen.span?, *id))));
        // a record later than the end of coverage of another export is told as it stands
        let last_record = last_record.max().filter(|(span, _)| *span >= since && span.0 < end.0);
        let delivery = self.deliveries().into_iter().max_by_key(|(span, ..)| *span);
        Ok(Silence {
            last: Reference { edition: last_id.0, k: last_id.1, n: last.n },
            since: moment(since, basis(last_id)),
            days: Days::between(since, end, zone),
            to_last_record: last_record
                .map(|(span, id)| (moment(span, basis(id)), Days::between(since, span, zone))),
            delivery: delivery
                .filter(|(span, ..)| span.1 <= end.0)
                .map(|(span, when, round)| (when, round, Days::between(span, end, zone))),
            until,
            exports,
            after,
            own_unsent,
            not_read,
            left_out: left_out.iter().map(format).collect::<BTreeSet<_>>().into_iter().collect(),
        })
    }

    /// What stands against a statement in one conversation.
    fn blocks_of(
        &self,
        id: (u16, u64),
        fact: &ConversationFact,
        since: (i64, i64),
        with_client: bool,
        blocks: &mut BTreeSet<Block>,
    ) {
        let conversation = &self.conversations[&id];
        let worker = conversation.roles.values().any(|role| *role == Role::Worker);
        for gap in fact.gaps.iter().filter(|_| with_client || worker) {
            let Some(before) = gap.rsplit_once(" after message ").and_then(|(_, n)| n.parse::<u64>().ok())
            else {
                continue; // an unanswered question shows in roles and times
            };
            // what follows the range bounds it; nothing follows: it may be of any time
            let next = conversation.seen.iter().find(|seen| seen.n > before && seen.span.is_some());
            if next.and_then(|seen| seen.span).is_none_or(|next| next.0 > since.0) {
                let range = gap.split(" after message ").next().unwrap_or_default();
                blocks.insert(Block::Gap(fact.source.clone(), range.to_owned()));
            }
        }
        for (i, seen) in conversation.seen.iter().enumerate() {
            let role = self.role(id, seen);
            match seen.span {
                Some(span) if span.1 > since.1 && role == Role::Unknown && with_client => {
                    blocks.insert(Block::UnknownSpoke(fact.source.clone()));
                }
                None if matches!(role, Role::Client | Role::Unknown) && (with_client || worker) => {
                    // a sign can be put to an old message at any time; others stand in their order
                    let later = || conversation.seen[i + 1..].iter().find_map(|seen| seen.span);
                    if seen.kind == Sort::Reaction || later().is_none_or(|later| later.0 > since.0) {
                        blocks.insert(Block::Undated(fact.source.clone()));
                    }
                }
                _ => {}
            }
        }
    }

    /// Deliveries that the worker declares: the moment, as written, and the round.
    fn deliveries(&self) -> Vec<((i64, i64), When, Option<u64>)> {
        let delivers = |event: &&EventFact| {
            matches!(event.kind.as_str(), "completion-report" | "attachment" | "link-sent")
                && event.actor.as_str() == "worker"
        };
        let found = self.events().filter(delivers).filter_map(|event| {
            let when = When::of(event.at.as_ref()?);
            Some((when.span()?, when, event.round.map(|round| round.get())))
        });
        found.collect()
    }

    /// The worker's reminders after the first delivery, as the memo marks them, in the order of time.
    pub fn reminders(&self) -> Vec<Reminder> {
        let first = self.deliveries().into_iter().map(|(span, ..)| span).min();
        let marked = self.events().filter(|event| event.kind.as_str() == "reminder");
        let mut found: Vec<((i64, i64), When)> = marked
            .filter_map(|event| {
                let when = When::of(event.at.as_ref()?);
                when.span().filter(|span| first.is_some_and(|first| *span >= first)).map(|span| (span, when))
            })
            .collect();
        found.sort_by_key(|(span, _)| *span);
        let mut counted: Option<i64> = None;
        let reminders = found.into_iter().map(|(span, when)| {
            let counts = counted.is_none_or(|last| span.0 - last >= DAY);
            if counts {
                counted = Some(span.0);
            }
            Reminder { when, message: self.message_at(span, Role::Worker), counts }
        });
        reminders.collect()
    }

    /// The message of somebody whose moment overlaps.
    fn message_at(&self, span: (i64, i64), role: Role) -> Option<Reference> {
        let overlaps = |seen: &Seen| seen.span.is_some_and(|s| s.0 < span.1 && span.0 < s.1);
        self.conversations.iter().rev().find_map(|(id, conversation)| {
            let fits =
                |seen: &&Seen| overlaps(seen) && seen.kind == Sort::Said && self.role(*id, seen) == role;
            let seen = conversation.seen.iter().find(fits)?;
            Some(Reference { edition: id.0, k: id.1, n: seen.n })
        })
    }

    /// What followed each round of delivery. Which message is a word of receipt is for people to judge, or for the
    /// worker to declare.
    pub fn rounds(&self) -> Vec<RoundReply> {
        let mut delivered: BTreeMap<u64, ((i64, i64), When)> = BTreeMap::new();
        for (span, when, round) in self.deliveries() {
            let Some(round) = round else { continue };
            let known = delivered.entry(round).or_insert((span, when.clone()));
            if span > known.0 {
                *known = (span, when);
            }
        }
        let superseded = self.superseded();
        let rounds: Vec<_> = delivered.into_iter().collect();
        let replies = rounds.iter().enumerate().map(|(i, (round, (span, when)))| {
            let next = rounds.get(i + 1).map_or(i64::MAX, |(_, (next, _))| next.0);
            let mut messages: Vec<((i64, i64), Reference)> = Vec::new();
            for (id, conversation) in self.conversations.iter().filter(|(id, _)| !superseded.contains(id)) {
                let of_client = conversation.seen.iter().filter(|seen| self.role(*id, seen) == Role::Client);
                messages.extend(of_client.filter_map(|seen| {
                    let at = seen.span.filter(|at| at.1 > span.0 && at.0 < next)?;
                    Some((at, Reference { edition: id.0, k: id.1, n: seen.n }))
                }));
            }
            let acknowledged = self.events().filter(|event| {
                event.kind.as_str() == "acknowledgement" && event.round.is_some_and(|r| r.get() == *round)
            });
            RoundReply {
                round: *round,
                delivered: when.clone(),
                acknowledged: acknowledged.filter_map(|event| event.at.as_ref().map(When::of)).collect(),
                client_messages: messages.len() as u64,
                first: messages.into_iter().min().map(|(_, reference)| reference),
            }
        });
        replies.collect()
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
