//! The statement on silence: two spans that are never mixed, each a lower bound.

use super::{Block, Covered, DAY, Ground, Record, Reference, Sort, moment};
use crate::case::memo::Role;
use crate::fact::ConversationFact;
use crate::message::facts::may_hold_words;
use crate::message::{Certainty, Gap, When};
use crate::moment::UtcSecond;
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet};

/// Which conversations count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope<'a> {
    /// All of them.
    All,
    /// Without these formats: channels outside the platform for which nothing was approved.
    Without(&'a BTreeSet<String>),
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
    /// Later messages that the worker marks as automatic replies.
    pub auto_replies: u64,
    /// Marks of automatic replies that fit no message, or several: nothing was left out for them.
    pub auto_unclear: u64,
    /// The worker's own messages that were taken back.
    pub own_unsent: u64,
    /// Exports beside them that were not read (pages, pictures).
    pub not_read: u64,
    /// Formats that were left out.
    pub left_out: Vec<String>,
}
impl Record {
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
        let marked = self.auto_replies();
        let automatic: BTreeSet<Reference> = marked.iter().filter_map(|reply| reply.message).collect();
        let is_automatic =
            |id: (u16, u64), n: u64| automatic.contains(&Reference { edition: id.0, k: id.1, n });
        let of_client = |ids: &[(u16, u64)]| {
            let all = ids.iter().flat_map(|id| self.conversations[id].seen.iter().map(|seen| (*id, *seen)));
            let dated = all.filter(|(id, seen)| {
                self.role(*id, seen) == Role::Client && seen.span.is_some() && !is_automatic(*id, seen.n)
            });
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
        let (mut own_unsent, mut not_read, mut auto_replies) = (0, 0, 0);
        for id in &current {
            let conversation = &self.conversations[id];
            let Some(fact) = &conversation.fact else {
                blocks.insert(Block::Withheld);
                continue;
            };
            let with_client = clients.contains(id);
            if fact.certainty.as_str() == Certainty::NotUnderstood.word() {
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
                auto_replies += u64::from(later && is_automatic(*id, seen.n));
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
            auto_replies,
            auto_unclear: marked.iter().filter(|reply| reply.message.is_none()).count() as u64,
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
            let gap = Gap::of_fact(gap);
            // what follows the range bounds it; nothing follows: it may be of any time
            let next = conversation.seen.iter().find(|seen| seen.n > gap.after && seen.span.is_some());
            if next.and_then(|seen| seen.span).is_none_or(|next| next.0 > since.0) {
                blocks.insert(Block::Gap(fact.source.clone(), gap.place.to_string()));
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
}
