//! A conversation as its facts tell it.

use super::held::Held;
use crate::case::memo::Role;
use crate::format::fact::{
    AnswerFact, ConversationFact, Fact, MessageFact, NameFact, ParticipantFact, TextFact,
};
use crate::handover::claim::{FactRef, Grade};
use crate::message::grade::{Checked, Graded, grade};
use std::collections::BTreeMap;

/// A conversation.
#[derive(Debug, Clone, Default)]
pub struct Talk {
    /// How it was read.
    pub fact: Option<Held<ConversationFact>>,
    /// Roles, by number.
    pub participants: BTreeMap<u64, Held<ParticipantFact>>,
    /// Names, by number.
    pub names: BTreeMap<u64, Held<NameFact>>,
    /// Headers, by number.
    pub messages: BTreeMap<u64, Held<MessageFact>>,
    /// Texts, by number.
    pub texts: BTreeMap<u64, Held<TextFact>>,
    /// What the worker says of lines, by number.
    pub answers: BTreeMap<u64, Held<AnswerFact>>,
}

impl Talk {
    pub(super) fn take(&mut self, at: FactRef, fact: Fact) {
        match fact {
            Fact::Conversation(fact) => self.fact = Some(Held { at, fact: *fact }),
            Fact::Participant(fact) => drop(self.participants.insert(fact.n.get(), Held { at, fact })),
            Fact::Name(fact) => drop(self.names.insert(fact.n.get(), Held { at, fact })),
            Fact::Message(fact) => drop(self.messages.insert(fact.n.get(), Held { at, fact })),
            Fact::Answer(fact) => drop(self.answers.insert(fact.n.get(), Held { at, fact })),
            Fact::Text(fact) => drop(self.texts.insert(fact.n.get(), Held { at, fact })),
            _ => {}
        }
    }

    /// The format's word.
    pub fn format(&self) -> &str {
        self.fact.as_ref().map_or("", |held| held.fact.format.as_str())
    }

    /// Who sent a message.
    pub fn role(&self, message: &MessageFact) -> Role {
        let n = message.participant.map(|n| n.get());
        let role = n.and_then(|n| self.participants.get(&n)).map(|held| held.fact.role.as_str());
        role.map_or(Role::Unknown, Role::of_word)
    }

    /// Under which name.
    pub fn name(&self, message: &MessageFact) -> Option<&str> {
        let held = self.names.get(&message.participant?.get())?;
        Some(held.fact.name.as_str())
    }

    /// How strong its records are, of which nothing was checked on the source.
    pub fn grade(&self) -> Grade {
        Grade::Of(grade(Graded::Message(self.format(), Checked::Nothing)))
    }
}
