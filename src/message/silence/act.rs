//! Acts on the platform that only the notes tell of: acceptance, payment, a request for changes. That one of them did not
//! happen is never known; that the record holds none is said only where everything is here that could hold it, and nothing
//! of it may do so.

use super::block::Block;
use super::conversation::{Heard, Seen};
use super::record::{Missing, Record};
use super::reference::{Id, Reference, Span, moment, rank};
use super::statement::Absence;
use super::uncertain::{Behind, Doubt};
use crate::base::time::UtcSecond;
use crate::case::memo::{Actor, EventKind, Role, own_words_tell_of_settlement, tells_of_settlement};
use crate::format::fact::{EventFact, Kind as FactKind};
use crate::message::{Gap, Said, When, Why};
use std::collections::BTreeSet;

/// An act that the notes record, or do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// 検収; a payment follows from it.
    Acceptance,
    /// 支払い
    Payment,
    /// 修正依頼
    ChangeRequest,
}

impl Act {
    /// Can it be this? An event of a kind that is not known here can be any.
    fn may_be(self, event: &EventFact) -> bool {
        EventKind::of_word(event.kind.as_str()).is_none_or(|kind| self.kinds().contains(&kind))
    }

    /// The kinds of events that tell of it.
    fn kinds(self) -> &'static [EventKind] {
        match self {
            Act::Acceptance => &[EventKind::Inspection, EventKind::Payment],
            Act::Payment => &[EventKind::Payment],
            Act::ChangeRequest => &[EventKind::ChangeRequest],
        }
    }
}

/// The notes record no such act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unrecorded {
    /// What.
    pub act: Act,
    /// Until when the notes can tell of it: when they were sealed, or now.
    pub until: Option<UtcSecond>,
}

/// A delivery after which something is not recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Since {
    /// When.
    pub span: (i64, i64),
    /// Its round: what is said of an earlier one was before it.
    pub round: Option<u64>,
}

impl Since {
    /// Can something lie after it?
    fn is_followed_by(&self, round: Option<u64>, span: Option<Span>) -> bool {
        match (round, self.round) {
            (Some(round), Some(delivered)) if round < delivered => false,
            _ => span.is_none_or(|span| span.1 > self.span.0),
        }
    }
}

impl Unrecorded {
    /// The kinds of facts that it rests on. If one of them was sealed and is not here, nothing is said; and so it is where the
    /// text of a message after the delivery is not.
    pub const RESTS_ON: [FactKind; 7] = [
        FactKind::Conversation,
        FactKind::Message,
        FactKind::Participant,
        FactKind::Name,
        FactKind::Answer,
        FactKind::Event,
        FactKind::Case,
    ];
}

impl Record {
    /// What can be said of an act that the notes do not record, since a moment where one is named. It rests on the events of
    /// all notes, on their lines that are not understood, and on whatever was said after the first delivery.
    pub fn unrecorded(&self, act: Act, since: Option<Since>) -> Absence<Unrecorded> {
        let missing = self.missing.iter().filter_map(|missing| match missing {
            Missing::Edition(edition) => Some(Block::NoEdition(*edition)),
            Missing::Fact(edition, kind) => {
                Unrecorded::RESTS_ON.contains(kind).then_some(Block::Withheld(*edition, *kind))
            }
        });
        let mut blocks: Vec<Block> = missing.collect();
        let can_follow = |round: Option<u64>, span: Option<Span>| {
            since.is_none_or(|since| since.is_followed_by(round, span))
        };
        // one without a readable time can be of any; one that lies ahead is a slip in a date, or an act
        let dated = |event: &EventFact| event.at.as_ref().map(When::of).filter(|when| when.span().is_some());
        let counts = |event: &EventFact| {
            let span = dated(event).as_ref().and_then(When::span);
            can_follow(event.round.map(|round| round.get()), span)
        };
        for event in self.events().filter(|event| act.may_be(event)) {
            if counts(event) {
                blocks.push(Block::Recorded(event.kind.to_string(), dated(event)));
            }
        }
        for (edition, event) in self.removed() {
            if act.may_be(event) && counts(event) {
                blocks.push(Block::Before(edition, event.kind.to_string(), dated(event)));
            }
        }
        for line in self.open_lines().iter().filter(|line| line.may_be(act.kinds())) {
            if can_follow(None, line.day.span()) {
                blocks.push(line.block());
            }
        }
        if act != Act::ChangeRequest {
            blocks.extend(self.lines_removed(act));
            blocks.extend(self.told_of_settlement());
        }
        blocks.extend(self.told_by_the_service(since));
        match blocks.is_empty() {
            true => Absence::Stated(Unrecorded { act, until: UtcSecond::from_unix(self.notes_until()).ok() }),
            false => Absence::blocked(blocks),
        }
    }

    /// Lines of earlier notes whose words name an act, and that the last notes do not have.
    fn lines_removed(&self, act: Act) -> Vec<Block> {
        let Some(last) = self.notes_edition() else { return Vec::new() };
        let earlier = self.notes.iter().filter(|(edition, _)| rank(**edition) < rank(last));
        let lines = earlier.flat_map(|(edition, notes)| notes.open.iter().map(move |line| (*edition, line)));
        let named = lines.filter(|(_, line)| {
            line.names(act.kinds()) && !self.open_lines().iter().any(|kept| kept.written == line.written)
        });
        named
            .map(|(edition, line)| {
                let kind = line.kinds.iter().find(|(kind, _)| act.kinds().contains(kind));
                let kind = kind.map_or_else(String::new, |(kind, _)| kind.word().to_owned());
                Block::Before(edition, kind, line.when())
            })
            .collect()
    }

    /// What was said after the first delivery with words for an acceptance or a payment, everything there that is not
    /// understood, or whose words are not here, and papers with such a name. The worker may ask for either, but not thank for it.
    fn told_of_settlement(&self) -> Vec<Block> {
        let first = self.deliveries().into_iter().map(|(span, ..)| span.0).min();
        let mut blocks = Vec::new();
        // of a copy whose own fact is not here, that it is withheld is told
        for (id, conversation) in self.conversations.iter().filter(|(_, talk)| talk.fact.is_some()) {
            for seen in self.answers_of(*id, first) {
                let when = seen.span.map(|span| moment(span, conversation.times()));
                let is_own = conversation.role(seen) == Role::Worker;
                blocks.extend(match seen.words {
                    Heard::Plain => None,
                    Heard::Named if is_own => None,
                    Heard::Hidden => Some(Block::Withheld(id.0, FactKind::Text)),
                    Heard::Told if is_own => Some(Block::ToldByWorker(self.source(*id), when)),
                    Heard::Named | Heard::Told => Some(Block::Told(self.source(*id), when)),
                });
            }
            let behind = Behind::of(conversation);
            let lines = conversation.answers.values().filter(|answer| match answer.said {
                Said::Worker => answer.heard == Heard::Told,
                Said::Client | Said::Nothing | Said::Unknown => answer.heard != Heard::Plain,
            });
            let later = lines.filter(|answer| behind.is_later(answer.after, first.unwrap_or(i64::MIN)));
            blocks.extend(later.map(|answer| Block::ToldInLines(self.source(*id), answer.lines)));
        }
        blocks.extend(self.papers.iter().cloned().map(Block::Paper));
        let mut doubt = Doubt::new(self, first.unwrap_or(i64::MIN));
        blocks.extend(self.conversations.keys().flat_map(|id| doubt.of(*id)));
        blocks.extend(self.unsealed.iter().cloned().map(Block::Unsealed));
        let tells = |event: &&EventFact| {
            let is_own = event.actor.as_str() == Actor::Worker.word();
            let quoted = if is_own { own_words_tell_of_settlement } else { tells_of_settlement };
            event.quote.as_deref().is_some_and(quoted)
        };
        for event in self.events().filter(tells) {
            blocks.push(Block::Recorded(event.kind.to_string(), event.at.as_ref().map(When::of)));
        }
        blocks
    }

    /// Messages of a talk that can lie after a moment.
    fn answers_of(&self, id: Id, since: Option<i64>) -> impl Iterator<Item = &Seen> {
        let conversation = &self.conversations[&id];
        let is_later =
            move |seen: &&Seen| seen.span.is_none_or(|span| since.is_none_or(|since| span.1 > since));
        conversation.seen.iter().filter(is_later)
    }

    /// Messages whose words decide whether it can be said that no acceptance is recorded.
    pub fn answers(&self) -> BTreeSet<Reference> {
        let first = self.deliveries().into_iter().map(|(span, ..)| span.0).min();
        let of = |id: &Id| {
            let id = *id;
            self.answers_of(id, first).map(move |seen| Reference::of(id, seen.n)).collect::<Vec<_>>()
        };
        self.conversations.keys().flat_map(of).collect()
    }

    /// Did the client do anything after a moment, in conversations of these formats? Also what the worker calls an automatic
    /// reply.
    pub fn is_heard(&self, since: i64, formats: impl Fn(&str) -> bool) -> bool {
        self.conversations
            .iter()
            .filter(|(_, talk)| formats(talk.format()))
            .any(|(id, talk)| self.answers_of(*id, Some(since)).any(|seen| talk.role(seen) == Role::Client))
    }

    /// What the service says in a thread that somebody did, after a moment: it may be the act, whatever the worker says of the
    /// lines.
    fn told_by_the_service(&self, since: Option<Since>) -> Vec<Block> {
        let mut blocks = Vec::new();
        for conversation in self.conversations.values() {
            let Some(fact) = &conversation.fact else { continue };
            let behind = Behind::of(conversation);
            let gaps = fact.gaps.iter().map(Gap::of_fact).filter(|gap| gap.why == Why::Service);
            let after = |gap: &Gap| since.is_none_or(|since| behind.is_later(gap.after, since.span.0));
            blocks.extend(gaps.filter(after).map(|gap| Block::Gap(fact.source.clone(), gap.place, gap.why)));
        }
        blocks
    }
}
