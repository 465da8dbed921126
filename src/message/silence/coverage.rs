//! Until when a copy can hold the client's words.

use super::block::Block;
use super::record::{Id, MINUTE, Record, Span, moment};
use crate::message::{CoverageGround, PASTED, When, ZoneGround};

/// What says until when the record can hold the client's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// The export names when it was saved.
    Saved,
    /// The worker declares when the thread was copied.
    Declared,
    /// The export names the end of the range that was asked for.
    Range,
    /// The file's own last change.
    Changed,
    /// The last message in it.
    LastMessage,
    /// The edition was sealed by then.
    Sealed,
}

impl Ground {
    /// The word in JSON, and the end of its sentence's name.
    pub fn word(self) -> &'static str {
        match self {
            Ground::Saved => CoverageGround::Saved.word(),
            Ground::Declared => CoverageGround::Declared.word(),
            Ground::Range => CoverageGround::Range.word(),
            Ground::Changed => CoverageGround::Changed.word(),
            Ground::LastMessage => CoverageGround::LastMessage.word(),
            Ground::Sealed => "sealed",
        }
    }

    /// By a fact's word; one that is not known is the weakest that a fact can state.
    fn of_word(word: Option<&str>) -> Self {
        let known = CoverageGround::STATED.into_iter().find(|ground| Some(ground.word()) == word);
        match known {
            Some(CoverageGround::Saved) => Ground::Saved,
            Some(CoverageGround::Range) => Ground::Range,
            Some(CoverageGround::Changed) => Ground::Changed,
            Some(CoverageGround::Declared | CoverageGround::LastMessage) | None => Ground::Declared,
        }
    }
}

/// A copy, and until when it can hold the client's words.
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

impl Covered {
    pub(super) fn span(&self) -> Span {
        self.until.span().unwrap_or((i64::MIN, i64::MIN))
    }

    /// Is it a thread that was copied from the screen, of which nobody says when?
    pub(super) fn is_undeclared(&self) -> bool {
        self.format == PASTED && self.ground == Ground::LastMessage
    }
}

impl Record {
    /// Until when a conversation can hold messages. `None`: nothing in it has a time.
    pub(super) fn coverage(&self, id: Id) -> Option<Covered> {
        let conversation = &self.conversations[&id];
        let fact = conversation.fact.as_ref()?;
        let said = fact.coverage_to.as_ref().map(When::of).filter(|until| until.span().is_some());
        let (mut until, mut ground) = match said {
            Some(until) => (until, Ground::of_word(fact.coverage_ground.as_ref().map(|word| word.as_str()))),
            None => {
                let last = conversation.seen.iter().filter_map(|seen| seen.span).max()?;
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

/// The end of a wide interval, as a minute: the client can have spoken up to there.
pub(super) fn last_minute(span: Span) -> Span {
    if span.1 - span.0 <= MINUTE { span } else { (span.1 - MINUTE, span.1) }
}
