//! What followed the deliveries: the worker's reminders, and the client's messages by round.

use super::{DAY, Record, Reference, Seen, Sort};
use crate::case::memo::Role;
use crate::fact::EventFact;
use crate::message::When;
use std::collections::{BTreeMap, BTreeSet};

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

/// A message that the worker marks as an automatic reply: the client's account wrote it, nobody did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AutoReply {
    /// When, as declared.
    pub when: When,
    /// The client's message of that moment; none where it is not exactly one, and then nothing is left out.
    pub message: Option<Reference>,
}

/// What kind of nudge it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NudgeKind {
    /// The worker asked the platform to contact the client.
    Requested,
    /// The platform, or its system, reminded the client.
    Sent,
}

impl NudgeKind {
    /// The word in JSON, and the end of its sentence's name.
    pub fn word(self) -> &'static str {
        match self {
            NudgeKind::Requested => "requested",
            NudgeKind::Sent => "sent",
        }
    }
}

/// A nudge by the platform, as declared: never counted as a reminder of the worker's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nudge {
    /// When.
    pub when: When,
    /// Which kind.
    pub kind: NudgeKind,
    /// The service's record of that moment.
    pub message: Option<Reference>,
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
    /// Deliveries that the worker declares: the moment, as written, and the round.
    pub(super) fn deliveries(&self) -> Vec<((i64, i64), When, Option<u64>)> {
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

    /// The automatic replies that the worker marks, in the order of time.
    pub fn auto_replies(&self) -> Vec<AutoReply> {
        const A_MINUTE: i64 = 60; // a whole day names no message
        let superseded = self.superseded();
        let message = |span: (i64, i64)| {
            let fits = |id: &(u16, u64), seen: &Seen| {
                let overlaps = seen.span.is_some_and(|s| s.0 < span.1 && span.0 < s.1);
                overlaps && seen.kind == Sort::Said && self.role(*id, seen) == Role::Client
            };
            let current = self.conversations.iter().filter(|(id, _)| !superseded.contains(id));
            let mut fitting = current.flat_map(|(id, conversation)| {
                let fitting = conversation.seen.iter().filter(|seen| fits(id, seen));
                fitting.map(|seen| Reference { edition: id.0, k: id.1, n: seen.n })
            });
            // of two in one minute, one may be the client's own
            fitting.next().filter(|_| fitting.next().is_none() && span.1 - span.0 <= A_MINUTE)
        };
        let marked = self.events().filter(|event| event.kind.as_str() == "auto-reply");
        let mut found: Vec<((i64, i64), AutoReply)> = marked
            .filter_map(|event| {
                let when = When::of(event.at.as_ref()?);
                let span = when.span()?;
                Some((span, AutoReply { when, message: message(span) }))
            })
            .collect();
        found.sort_by_key(|(span, _)| *span);
        found.into_iter().map(|(_, reply)| reply).collect()
    }

    /// The messages that are left out as automatic replies.
    pub(super) fn automatic(&self) -> BTreeSet<Reference> {
        self.auto_replies().into_iter().filter_map(|reply| reply.message).collect()
    }

    /// The platform's nudges that the worker declares, in the order of time.
    pub fn nudges(&self) -> Vec<Nudge> {
        let mut found: Vec<((i64, i64), Nudge)> = self
            .events()
            .filter_map(|event| {
                let kind = match event.kind.as_str() {
                    "nudge-request" => NudgeKind::Requested,
                    "platform-nudge" => NudgeKind::Sent,
                    _ => return None,
                };
                let when = When::of(event.at.as_ref()?);
                let span = when.span()?;
                let sent = (kind == NudgeKind::Sent).then(|| self.message_at(span, Role::System));
                Some((span, Nudge { when, kind, message: sent.flatten() }))
            })
            .collect();
        found.sort_by_key(|(span, _)| *span);
        found.into_iter().map(|(_, nudge)| nudge).collect()
    }

    /// The message of somebody whose moment overlaps.
    fn message_at(&self, span: (i64, i64), role: Role) -> Option<Reference> {
        let kinds: &[Sort] = if role == Role::System { &[Sort::Said, Sort::Service] } else { &[Sort::Said] };
        let overlaps = |seen: &Seen| seen.span.is_some_and(|s| s.0 < span.1 && span.0 < s.1);
        self.conversations.iter().rev().find_map(|(id, conversation)| {
            let fits =
                |seen: &&Seen| overlaps(seen) && kinds.contains(&seen.kind) && self.role(*id, seen) == role;
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
        let automatic = self.automatic();
        let rounds: Vec<_> = delivered.into_iter().collect();
        let replies = rounds.iter().enumerate().map(|(i, (round, (span, when)))| {
            let next = rounds.get(i + 1).map_or(i64::MAX, |(_, (next, _))| next.0);
            let mut messages: Vec<((i64, i64), Reference)> = Vec::new();
            for (id, conversation) in self.conversations.iter().filter(|(id, _)| !superseded.contains(id)) {
                let of_client = conversation.seen.iter().filter(|seen| self.role(*id, seen) == Role::Client);
                messages.extend(of_client.filter_map(|seen| {
                    let at = seen.span.filter(|at| at.1 > span.0 && at.0 < next)?;
                    let reference = Reference { edition: id.0, k: id.1, n: seen.n };
                    (!automatic.contains(&reference)).then_some((at, reference))
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
