//! Dates of the sealed notes that cannot be.

use super::{Account, Held};
use crate::base::limits::Limits;
use crate::base::time::UtcSecond;
use crate::case::memo::{Act, Actor, EventKind, OddDate, odd_dates};
use crate::format::fact::EventFact;

impl Account {
    /// The dates of the last notes that cannot be, also of events that lie ahead of the sealing.
    pub fn odd_dates(&self, now: UtcSecond) -> Vec<OddDate> {
        let acts: Vec<Act<'_>> = self.events.iter().chain(&self.ahead).filter_map(act).collect();
        let memo = self.memo(&Limits::DEFAULT);
        let lines: Vec<_> = memo.iter().flat_map(|memo| memo.done()).collect();
        odd_dates(&acts, &lines, now)
    }
}

fn act(event: &Held<EventFact>) -> Option<Act<'_>> {
    let fact = &event.fact;
    let (line, round) = (fact.line.map(|line| line.get()), fact.round.map(|round| round.get()));
    let kind = EventKind::of_word(fact.kind.as_str())?;
    let actor = Actor::of_word(fact.actor.as_str())?;
    Some(Act { line, kind, actor, round, at: fact.at.as_ref()? })
}
