//! The claim map: a sentence with the facts that it rests on, who asserts them and how strong they are. Reports print
//! claims and nothing else about a case, so no sentence of theirs is without a ground.

use crate::base::digest::Sha256Digest;
use crate::format::archive::Edition;
use crate::format::fact::Kind;
use crate::message::grade as events;
use crate::text::{Message, Texts};
use std::collections::BTreeSet;

/// Where a fact stands: its leaf in `seal.txt` of an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactRef {
    /// The edition.
    pub edition: Edition,
    /// The kind.
    pub kind: Kind,
    /// SHA-256 of its line.
    pub leaf: Sha256Digest,
}

/// Who asserts a fact (format.md section 4.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asserter {
    /// The worker, in the memo.
    Worker,
    /// The program's reading of the worker's copy of a conversation.
    Reading,
    /// The program, from the file's bytes.
    Program,
    /// The computer on which the seal was made.
    Computer,
}

impl Asserter {
    /// Who asserts facts of a kind.
    pub fn of(kind: Kind) -> Self {
        match kind {
            Kind::Case | Kind::Event | Kind::Answer => Asserter::Worker,
            Kind::File | Kind::Audio | Kind::Waveform | Kind::Claims => Asserter::Program,
            Kind::Origin => Asserter::Computer,
            Kind::Conversation
            | Kind::Participant
            | Kind::Name
            | Kind::Message
            | Kind::Text
            | Kind::Mail
            | Kind::Link => Asserter::Reading,
        }
    }

    /// The end of its sentence's name.
    pub fn word(self) -> &'static str {
        match self {
            Asserter::Worker => "worker",
            Asserter::Reading => "reading",
            Asserter::Program => "program",
            Asserter::Computer => "computer",
        }
    }
}

/// How strong what is asserted is. Of several the weakest counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// Whoever has the file can compute it again.
    Computable,
    /// An event, by the one rule for those (docs/messages.md, Grades).
    Of(events::Grade),
}

impl Grade {
    /// An unsigned export.
    pub const C: Grade = Grade::Of(events::Grade::C);
    /// A transcription, or a declared event.
    pub const D: Grade = Grade::Of(events::Grade::D);

    /// The letter, or a word where it is none.
    pub fn word(self) -> &'static str {
        match self {
            Grade::Computable => "computable",
            Grade::Of(grade) => grade.letter(),
        }
    }
}

/// A sentence with its ground. It cannot be made without facts, and is printed through [`say`](Self::say) alone.
#[derive(Debug, Clone)]
pub struct Claim {
    message: Message,
    facts: BTreeSet<FactRef>,
    grade: Grade,
}

impl Claim {
    /// A sentence over facts; `None` without any: then there is nothing to say.
    pub fn over(message: Message, facts: impl IntoIterator<Item = (FactRef, Grade)>) -> Option<Self> {
        let mut grades = BTreeSet::new();
        let facts = facts.into_iter().map(|(fact, grade)| {
            grades.insert(grade);
            fact
        });
        let facts: BTreeSet<FactRef> = facts.collect();
        let grade = grades.last().copied()?;
        Some(Self { message, facts, grade })
    }

    /// The facts.
    pub fn facts(&self) -> impl Iterator<Item = &FactRef> {
        self.facts.iter()
    }

    /// Who asserts them.
    pub fn asserters(&self) -> BTreeSet<Asserter> {
        self.facts.iter().map(|fact| Asserter::of(fact.kind)).collect()
    }

    /// The weakest of their grades.
    pub fn grade(&self) -> Grade {
        self.grade
    }

    /// The name of its sentence.
    pub fn id(&self) -> &str {
        &self.message.id
    }

    /// The sentence in a language.
    pub fn say(&self, texts: &Texts) -> String {
        texts.say(&self.message)
    }
}

/// What a report prints at a place.
#[derive(Debug, Clone)]
pub enum Statement {
    /// What facts say.
    Claim(Claim),
    /// That no fact says anything: 「記録なし」, or that it is not shown in this copy.
    Absent(Message),
    /// A request, an instruction or a limit: it says nothing of the case.
    Note(Message),
}

impl Statement {
    /// A claim, or that nothing is recorded.
    pub fn or_absent(claim: Option<Claim>, absent: &'static str) -> Self {
        claim.map_or_else(|| Statement::Absent(Message::new(absent)), Statement::Claim)
    }

    /// The sentence in a language.
    pub fn say(&self, texts: &Texts) -> String {
        match self {
            Statement::Claim(claim) => claim.say(texts),
            Statement::Absent(message) | Statement::Note(message) => texts.say(message),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_without_facts_is_none_and_the_weakest_grade_counts() {
        let at = |n, kind| FactRef { edition: Edition::FIRST, kind, leaf: Sha256Digest([n; 32]) };
        assert!(Claim::over(Message::new("x"), []).is_none());
        let facts = [(at(1, Kind::File), Grade::Computable), (at(2, Kind::Event), Grade::D)];
        let claim = Claim::over(Message::new("x"), facts).unwrap();
        assert_eq!(claim.grade(), Grade::D);
        assert_eq!(claim.asserters(), [Asserter::Worker, Asserter::Program].into());
        assert!(Grade::Computable < Grade::C && Grade::C < Grade::D);
    }
}
