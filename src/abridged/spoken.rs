//! The record of silence that a report can repeat: all messages without their words, if there are not too many.

use crate::fact::Fact;
use crate::message::silence::Record;

/// Bytes that the record may take: some 150,000 messages, two hundred a day for two years. Beyond it, the report makes no
/// statement on silence; `hikae show` makes it.
const MOST: usize = 12 << 20;

/// Messages and people, until they are too many.
#[derive(Debug, Clone, Default)]
pub struct Spoken {
    record: Record,
    cost: usize,
}

impl Spoken {
    /// Takes in a fact on a conversation.
    pub fn take(&mut self, edition: u16, fact: &Fact) {
        let cost = match fact {
            Fact::Conversation(f) => 1_000 + f.source.len() + f.gaps.len() * 120,
            Fact::Participant(_) => 64,
            Fact::Name(f) => 96 + f.name.len(),
            Fact::Message(_) => 80,
            _ => return,
        };
        self.cost = self.cost.saturating_add(cost);
        if self.cost <= MOST {
            self.record.take(edition, fact);
        } else {
            self.record = Record::default();
        }
    }

    /// The record, or `None` if it would have been too large.
    pub fn into_record(self) -> Option<Record> {
        (self.cost <= MOST).then_some(self.record)
    }
}
