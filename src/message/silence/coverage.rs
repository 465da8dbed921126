//! Until when a copy can hold the client's words.

use super::block::Block;
use super::record::Record;
use super::reference::{Id, moment};
use super::talk::{Covered, Ground};
use crate::message::{MAIL, When, ZoneGround};

impl Record {
    /// Until when a conversation can hold messages. `None`: nothing in it has a time.
    pub(super) fn coverage(&self, id: Id) -> Option<Covered> {
        let conversation = &self.conversations[&id];
        let fact = conversation.fact.as_ref()?;
        let said = fact.coverage_to.as_ref().map(When::of).filter(|until| until.span().is_some());
        let (mut until, mut ground) = match said {
            Some(until) => (until, Ground::of_word(fact.coverage_ground.as_ref().map(|word| word.as_str()))),
            None => {
                let last = |id: &Id| self.conversations[id].seen.iter().filter_map(|seen| seen.span).max();
                // talks that were exported together reach as far as the last of them
                let last = match self.beside.get(&id).filter(|_| conversation.format() != MAIL) {
                    Some(all) => all.iter().filter_map(last).max()?,
                    None => last(&id)?,
                };
                (moment(last, conversation.times()), Ground::LastMessage)
            }
        };
        if ground != Ground::Declared
            && self.is_ahead(id, &until)
            && let Some(sealed) = When::utc(self.not_after[&id.0])
        {
            (until, ground) = (sealed, Ground::Sealed);
        }
        let grounds = [fact.coverage_from.as_ref(), fact.coverage_to.as_ref()];
        let grounds = grounds.into_iter().flatten().filter_map(ZoneGround::of);
        // nobody's word counts less than somebody's
        let zone = grounds.max_by_key(|ground| *ground == ZoneGround::Assumed);
        let (source, format) = (fact.source.clone(), fact.format.to_string());
        Some(Covered { source, format, until, ground, zone })
    }

    /// Does it lie after the moment by which the copy was sealed, or after now?
    pub(super) fn is_ahead(&self, id: Id, until: &When) -> bool {
        let not_after = self.not_after.get(&id.0).copied().unwrap_or(i64::MAX);
        until.span().is_some_and(|(from, _)| from > not_after)
    }

    /// Times of copying that cannot be, of whoever's talk: that is told whatever is said of silence.
    pub fn odd_copies(&self) -> Vec<Block> {
        let mut odd: Vec<Block> = self.conversations.keys().flat_map(|id| self.odd_copy(*id)).collect();
        odd.sort();
        odd.dedup();
        odd
    }

    /// Why the declared time of copying cannot be.
    pub(super) fn odd_copy(&self, id: Id) -> Vec<Block> {
        let ahead = self.copied_ahead(id).map(|ahead| Block::CopiedAhead(self.source(id), ahead));
        let covered = self.coverage(id).filter(|covered| covered.ground == Ground::Declared);
        let newest = self.conversations[&id].seen.iter().filter_map(|seen| seen.span).max();
        let before = covered.is_some_and(|covered| Some(covered.span()) < newest);
        ahead.into_iter().chain(before.then(|| Block::CopiedBeforeLast(self.source(id)))).collect()
    }

    /// The declared time of copying, where it lies ahead: it is refused.
    pub(super) fn copied_ahead(&self, id: Id) -> Option<When> {
        let covered = self.coverage(id).filter(|covered| covered.ground == Ground::Declared)?;
        Some(covered.until).filter(|until| self.is_ahead(id, until))
    }
}
