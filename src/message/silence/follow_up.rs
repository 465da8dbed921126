//! What followed the deliveries: the worker's reminders, and the client's messages by round.

use super::conversation::{Conversation, Seen};
use super::record::Record;
use super::reference::{DAY, Id, MINUTE, Reference, Span};
use super::uncertain::Doubt;
use crate::base::time::At;
use crate::case::memo::{Actor, EventKind, Role};
use crate::format::fact::EventFact;
use crate::message::{Kind, When};
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
    /// When it was first delivered, as declared.
    pub delivered: When,
    /// What the worker declares as a word of receipt for this round.
    pub acknowledged: Vec<When>,
    /// The client's messages after it, before the next round.
    pub client_messages: u64,
    /// Can there be more of them, and an earlier first?
    pub counted: Counted,
    /// The first of them, where that is a message, and no act.
    pub first: Option<Reference>,
}
/// What a count of messages holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// All of them.
    All,
    /// Those that are sure: something uncertain could be more.
    AtLeast,
}

impl Counted {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Counted::All => "all",
            Counted::AtLeast => "at-least",
        }
    }
}

/// Which messages are left out as automatic replies.
#[derive(Debug, Default)]
pub(super) struct Automatic {
    messages: BTreeSet<Reference>,
    /// The same message in other copies: the talk, and the minute that the worker marks.
    marks: Vec<(usize, Span)>,
    /// Marks that fit no message, or several.
    pub(super) unclear: u64,
}

impl Automatic {
    /// Is this message of the client one of them?
    pub(super) fn holds(&self, record: &Record, id: Id, seen: &Seen) -> bool {
        let is_copy = |(talk, mark): &(usize, Span)| {
            record.talk_of.get(&id) == Some(talk) && seen.span.is_some_and(|span| overlap(span, *mark))
        };
        self.messages.contains(&Reference::of(id, seen.n))
            || seen.is_repeated && is_said(seen.kind) && self.marks.iter().any(is_copy)
    }
}

fn overlap(a: Span, b: Span) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// Is it something that was said, and no sign of another kind? Words of the service about an act are nobody's message.
fn is_said(kind: Kind) -> bool {
    !matches!(kind, Kind::Unsent | Kind::Reaction | Kind::Edit | Kind::System | Kind::Action | Kind::Call)
}

impl Record {
    fn past_events_of(&self, kind: EventKind) -> impl Iterator<Item = (&EventFact, When, Span)> {
        self.past_events().filter(move |(event, ..)| event.kind.as_str() == kind.word())
    }

    /// Deliveries that the worker declares: the moment, as written, and the round.
    pub(super) fn deliveries(&self) -> Vec<(Span, When, Option<u64>)> {
        let kinds =
            [EventKind::CompletionReport, EventKind::Attachment, EventKind::LinkSent].map(EventKind::word);
        let delivers = |event: &EventFact| {
            kinds.contains(&event.kind.as_str()) && event.actor.as_str() == Actor::Worker.word()
        };
        let found = self.past_events().filter(|(event, ..)| delivers(event));
        found.map(|(event, when, span)| (span, when, event.round.map(|round| round.get()))).collect()
    }

    /// The worker's reminders after the first delivery, as the memo marks them, in the order of time.
    pub fn reminders(&self) -> Vec<Reminder> {
        let first = self.deliveries().into_iter().map(|(span, ..)| span).min();
        let marked = self.past_events_of(EventKind::Reminder);
        let mut found: Vec<(Span, When)> = marked
            .filter(|(_, _, span)| first.is_some_and(|first| *span >= first))
            .map(|(_, when, span)| (span, when))
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
        let message = |span: Span| {
            let mut fitting = self.union().filter(|(_, conversation, seen)| {
                let is_then = seen.span.is_some_and(|at| overlap(at, span));
                is_then && is_said(seen.kind) && conversation.role(seen) == Role::Client
            });
            let first = fitting.next().map(|(id, _, seen)| Reference::of(id, seen.n));
            // of two in one minute, one may be the client's own; a whole day names no message
            first.filter(|_| fitting.next().is_none() && span.1 - span.0 <= MINUTE)
        };
        let mut found: Vec<(Span, AutoReply)> = self
            .past_events_of(EventKind::AutoReply)
            .map(|(_, when, span)| (span, AutoReply { when, message: message(span) }))
            .collect();
        found.sort_by_key(|(span, _)| *span);
        found.into_iter().map(|(_, reply)| reply).collect()
    }

    /// The messages that are left out as automatic replies.
    pub(super) fn automatic(&self) -> Automatic {
        let mut automatic = Automatic::default();
        for reply in self.auto_replies() {
            let Some(message) = reply.message else {
                automatic.unclear += 1;
                continue;
            };
            let talk = self.talk_of.get(&(message.edition, message.k));
            automatic.marks.extend(talk.copied().zip(reply.when.span()));
            automatic.messages.insert(message);
        }
        automatic
    }

    /// The platform's nudges that the worker declares, in the order of time.
    pub fn nudges(&self) -> Vec<Nudge> {
        let kind_of = |event: &EventFact| match event.kind.as_str() {
            kind if kind == EventKind::NudgeRequest.word() => Some(NudgeKind::Requested),
            kind if kind == EventKind::PlatformNudge.word() => Some(NudgeKind::Sent),
            _ => None,
        };
        let nudges = self.past_events().filter_map(|(event, when, span)| {
            let kind = kind_of(event)?;
            let sent = (kind == NudgeKind::Sent).then(|| self.message_at(span, Role::System));
            Some((span, Nudge { when, kind, message: sent.flatten() }))
        });
        let mut found: Vec<(Span, Nudge)> = nudges.collect();
        found.sort_by_key(|(span, _)| *span);
        found.into_iter().map(|(_, nudge)| nudge).collect()
    }

    /// The client's message at a moment: only of a minute in which it is the only one.
    pub fn client_message(&self, at: &At) -> Option<Reference> {
        let span = When::of(at).span().filter(|span| span.1 - span.0 <= MINUTE)?;
        let mut found = self.said_at(span, Role::Client);
        found.next().filter(|_| found.next().is_none())
    }

    /// Does any message of the client's lie at the moment of this event, whichever of them it is?
    pub(super) fn is_in_copies(&self, event: &EventFact) -> bool {
        let span = event.at.as_ref().and_then(|at| When::of(at).span());
        span.is_some_and(|span| self.said_at(span, Role::Client).next().is_some())
    }

    /// Does any message of the worker's lie at this reminder's moment, whichever of them it is?
    pub fn may_be_in_messages(&self, reminder: &Reminder) -> bool {
        reminder.when.span().is_some_and(|span| self.said_at(span, Role::Worker).next().is_some())
    }

    fn said_at(&self, span: Span, role: Role) -> impl Iterator<Item = Reference> {
        let fits = move |(_, conversation, seen): &(Id, &Conversation, &Seen)| {
            let is_then = seen.span.is_some_and(|at| overlap(at, span));
            let is_kind = is_said(seen.kind) || role == Role::System && seen.kind == Kind::System;
            is_then && is_kind && conversation.role(seen) == role
        };
        self.union().filter(fits).map(|(id, _, seen)| Reference::of(id, seen.n))
    }

    /// The message of somebody whose moment overlaps. A day in which several were sent names none of them.
    fn message_at(&self, span: Span, role: Role) -> Option<Reference> {
        let mut fitting = self.said_at(span, role);
        match span.1 - span.0 <= MINUTE {
            true => fitting.last(),
            false => fitting.next().filter(|_| fitting.next().is_none()),
        }
    }

    /// What followed each round of delivery. Which message is a word of receipt is for people to judge, or for the
    /// worker to declare.
    pub fn rounds(&self) -> Vec<RoundReply> {
        let mut delivered: BTreeMap<u64, (Span, When)> = BTreeMap::new();
        for (span, when, round) in self.deliveries() {
            let Some(round) = round else { continue };
            // sent again, a round is still the one to which the client answered
            let known = delivered.entry(round).or_insert((span, when.clone()));
            if span < known.0 {
                *known = (span, when);
            }
        }
        let automatic = self.automatic();
        let rounds: Vec<_> = delivered.into_iter().collect();
        let replies = rounds.iter().enumerate().map(|(i, (round, (span, when)))| {
            let next = rounds.get(i + 1).map_or(i64::MAX, |(_, (next, _))| next.0);
            let (mut count, mut first) = (0, None);
            for (id, conversation, seen) in self.union() {
                let Some(at) = seen.span.filter(|at| at.1 > span.0 && at.0 < next) else { continue };
                if conversation.role(seen) == Role::Client && !automatic.holds(self, id, seen) {
                    count += 1;
                    let this = (at, Reference::of(id, seen.n), seen.kind);
                    first = first.map_or(Some(this), |known| Some(this.min(known)));
                }
            }
            let acknowledged = self.past_events_of(EventKind::Acknowledgement);
            let acknowledged =
                acknowledged.filter(|(event, ..)| event.round.is_some_and(|r| r.get() == *round));
            RoundReply {
                round: *round,
                delivered: when.clone(),
                acknowledged: acknowledged.map(|(_, when, _)| when).collect(),
                client_messages: count,
                // the delivery is known to the minute, and the platform's notice of it comes within that
                counted: self.counted_since(span.1),
                // an act that came first has no words of the client's
                first: first.filter(|(.., kind)| is_said(*kind)).map(|(_, reference, _)| reference),
            }
        });
        replies.collect()
    }

    /// Is everything that lies behind a moment sure, in sender, time and kind?
    fn counted_since(&self, moment: i64) -> Counted {
        let mut doubt = Doubt::new(self, moment);
        let is_sure = self.is_complete()
            && self.conversations.keys().all(|id| doubt.of(*id).is_empty())
            && self.talks.iter().all(|talk| self.begins_later(talk, moment).is_none());
        if is_sure { Counted::All } else { Counted::AtLeast }
    }
}
