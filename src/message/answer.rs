//! What the worker answers about lines that a reader is not sure of. An answer is the worker's word: it is sealed as a
//! fact of its own and told beside every statement that rests on it.

use crate::digest::Sha256Digest;
use std::collections::BTreeMap;

/// What the worker says that lines are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Said {
    /// A message of the client.
    Client,
    /// A message of the worker's own.
    Worker,
    /// No message: part of a text, or of the page.
    Nothing,
    /// The worker does not know.
    Unknown,
}

impl Said {
    /// All of them.
    pub const ALL: [Said; 4] = [Said::Client, Said::Worker, Said::Nothing, Said::Unknown];

    /// The word in facts, in the case notes and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Said::Client => "client",
            Said::Worker => "worker",
            Said::Nothing => "nothing",
            Said::Unknown => "unknown",
        }
    }

    /// By its word; one that is not known says nothing that could be relied on.
    pub fn of_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|said| said.word() == word).unwrap_or(Said::Unknown)
    }
}

/// One answer: the first and last line, and what they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// First and last line, from 1.
    pub lines: (u64, u64),
    /// What they are.
    pub said: Said,
}

/// Answers by the SHA-256 of the file that they are about: a file that has changed has none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers(BTreeMap<Sha256Digest, Vec<Answer>>);

impl Answers {
    /// Adds an answer; of two about the same lines, the later counts.
    pub fn add(&mut self, file: Sha256Digest, answer: Answer) {
        let known = self.0.entry(file).or_default();
        known.retain(|other| other.lines != answer.lines);
        known.push(answer);
        known.sort_by_key(|answer| answer.lines);
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those about a file.
    pub fn of(&self, file: &Sha256Digest) -> &[Answer] {
        self.0.get(file).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_later_answer_counts_and_only_for_its_file() {
        let (file, other) = (Sha256Digest([1; 32]), Sha256Digest([2; 32]));
        let mut answers = Answers::default();
        answers.add(file, Answer { lines: (4, 5), said: Said::Unknown });
        answers.add(file, Answer { lines: (1, 1), said: Said::Nothing });
        answers.add(file, Answer { lines: (4, 5), said: Said::Client });
        let lines: Vec<_> = answers.of(&file).iter().map(|a| (a.lines, a.said)).collect();
        assert_eq!(lines, [((1, 1), Said::Nothing), ((4, 5), Said::Client)]);
        assert!(answers.of(&other).is_empty());
        assert_eq!(Said::of_word("nothing"), Said::Nothing);
        assert_eq!(Said::of_word("?"), Said::Unknown);
    }
}
