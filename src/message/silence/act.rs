//! Acts on the platform that only the notes tell of: acceptance, payment, a request for changes. That one of them did not
//! happen is never known; that the notes record none is said only where every event of every edition is here.

use super::block::Block;
use super::record::{Record, Span};
use super::statement::Absence;
use super::uncertain::Behind;
use super::whole::Missing;
use crate::base::time::UtcSecond;
use crate::case::memo::EventKind;
use crate::format::fact::{EventFact, Kind as FactKind};
use crate::message::{Gap, When, Why};

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
    /// The kinds of facts that it rests on.
    pub const RESTS_ON: [FactKind; 1] = [FactKind::Event];
}

impl Record {
    /// When earlier notes recorded an act that the last ones do not: it was taken out as a slip, or for another reason.
    pub fn recorded_before(&self, act: Act) -> Option<When> {
        let is_it = |event: &&EventFact| act.kinds().iter().any(|kind| kind.word() == event.kind.as_str());
        if self.events().any(|event| is_it(&event)) {
            return None;
        }
        let earlier = self.notes.values().flat_map(|notes| &notes.events);
        earlier.filter(is_it).find_map(|event| event.at.as_ref()).map(When::of)
    }

    /// What can be said of an act that the notes do not record, since a moment where one is named.
    pub fn unrecorded(&self, act: Act, since: Option<Since>) -> Absence<Unrecorded> {
        let missing = self.missing.iter().filter_map(|missing| match missing {
            Missing::Edition(edition) => Some(Block::NoEdition(*edition)),
            Missing::Fact(edition, kind @ FactKind::Event) => Some(Block::Withheld(*edition, *kind)),
            Missing::Fact(..) => None,
        });
        let mut blocks: Vec<Block> = missing.collect();
        let is_it = |kind: &str| act.kinds().iter().any(|act| act.word() == kind);
        for event in self.events().filter(|event| is_it(event.kind.as_str())) {
            // one without a readable time can be of any; one that lies ahead is a slip in a date, or an act
            let when = event.at.as_ref().map(When::of).filter(|when| when.span().is_some());
            let span = when.as_ref().and_then(When::span);
            let round = event.round.map(|round| round.get());
            if since.is_none_or(|since| since.is_followed_by(round, span)) {
                blocks.push(Block::Recorded(event.kind.to_string(), when));
            }
        }
        for (kind, _) in self.last_notes().into_iter().flat_map(|notes| &notes.undated) {
            if act.kinds().contains(kind) {
                blocks.push(Block::Recorded(kind.word().to_owned(), None));
            }
        }
        blocks.extend(self.told_by_the_service(since));
        match blocks.is_empty() {
            true => Absence::Stated(Unrecorded { act, until: UtcSecond::from_unix(self.notes_until()).ok() }),
            false => Absence::blocked(blocks),
        }
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
