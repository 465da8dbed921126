//! The record of silence that a report can repeat: all messages and events without their words, if there are not too
//! many.

use crate::format::fact::Fact;
use crate::message::silence::Record;

/// Bytes that the record may take: some 150,000 messages, two hundred a day for two years. Beyond it, the report makes no
/// statement on silence; `hikae show` makes it.
const MOST: usize = 12 << 20;

/// What an event costs: every question about them looks through all messages.
const EVENT: usize = 2_000;

/// Messages, people and the notes, until they are too many.
#[derive(Debug, Clone, Default)]
pub struct Spoken {
    record: Record,
    cost: usize,
}

impl Spoken {
    /// Takes in a fact on a conversation, or of the notes.
    pub fn take(&mut self, edition: u16, fact: &Fact) {
        let cost = match fact {
            Fact::Conversation(f) => 1_000 + f.source.len() + f.gaps.len() * 120,
            Fact::Participant(_) => 64,
            Fact::Name(f) => 96 + f.name.len(),
            Fact::Message(_) => 80,
            Fact::Answer(_) => 120,
            Fact::Event(f) => {
                EVENT + [&f.quote, &f.evidence].into_iter().flatten().map(String::len).sum::<usize>()
            }
            Fact::Case(f) => 120 + f.key.len() + f.value.len(),
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
