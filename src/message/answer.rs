//! What the worker answers about lines that a reader is not sure of. An answer is the worker's word: it is sealed as a
//! fact of its own and told beside every statement that rests on it.

use crate::base::digest::Sha256Digest;
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

    /// As people write it in the case notes or type it.
    pub fn named(text: &str) -> Option<Self> {
        let plain: String = text.trim().to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
        match plain.as_str() {
            "y" | "yes" | "はい" | "client" | "クライアント" | "クライアントの発言" => {
                Some(Said::Client)
            }
            "m" | "mine" | "me" | "worker" | "自分" | "自分の発言" | "本人" => Some(Said::Worker),
            "n" | "no" | "いいえ" | "nothing" | "なし" | "発言ではない" => Some(Said::Nothing),
            "?" | "unknown" | "dontknow" | "don'tknow" | "不明" | "わからない" | "分からない" => {
                Some(Said::Unknown)
            }
            _ => None,
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

    /// Of lines of the case notes. One that cannot be read answers nothing: its lines stay open.
    pub fn of_lines<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let mut answers = Self::default();
        for (file, answer) in lines.filter_map(read_line).flatten() {
            answers.add(file, answer);
        }
        answers
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

/// `14-15, 22 = client sha256:…`: the value of a line of the case notes.
pub fn write_line(file: &Sha256Digest, lines: &[(u64, u64)], said: Said) -> String {
    let ranges: Vec<String> =
        lines.iter().map(|(a, b)| if a == b { a.to_string() } else { format!("{a}-{b}") }).collect();
    format!("{} = {} sha256:{file}", ranges.join(", "), said.word())
}

/// The answers that such a value holds.
fn read_line(value: &str) -> Option<Vec<(Sha256Digest, Answer)>> {
    let (rest, hash) = value.rsplit_once("sha256:")?;
    let file: Sha256Digest = hash.trim().parse().ok()?;
    let (ranges, said) = rest.rsplit_once(['=', '＝'])?;
    let said = Said::named(said)?;
    let answer = |range: &str| Some((file, Answer { lines: read_range(range)?, said }));
    ranges.split([',', '、']).map(answer).collect()
}

/// `14`, `14-15`: first and last line, from 1.
pub fn read_range(text: &str) -> Option<(u64, u64)> {
    let number = |text: &str| text.trim().parse::<u64>().ok().filter(|n| *n > 0);
    let (from, to) = match text.split_once('-') {
        Some((from, to)) => (number(from)?, number(to)?),
        None => (number(text)?, number(text)?),
    };
    (from <= to).then_some((from, to))
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

    proptest::proptest! {
        #[test]
        fn a_line_of_the_notes_comes_back(
            hash: [u8; 32],
            lines in proptest::collection::btree_map(1u64..1 << 40, 0u64..9, 1..5),
            said in proptest::sample::select(&Said::ALL[..]),
        ) {
            let file = Sha256Digest(hash);
            let lines: Vec<(u64, u64)> = lines.into_iter().map(|(from, more)| (from, from + more)).collect();
            let value = write_line(&file, &lines, said);
            let answers = Answers::of_lines(std::iter::once(value.as_str()));
            let again: Vec<_> = answers.of(&file).iter().map(|a| (a.lines, a.said)).collect();
            proptest::prop_assert_eq!(again, lines.into_iter().map(|l| (l, said)).collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_cannot_be_read_answers_nothing() {
        let hash = Sha256Digest([7; 32]);
        for bad in [
            "",
            "14 = yes",
            "14 = perhaps sha256:HASH",
            "15-14 = yes sha256:HASH",
            "0 = no sha256:HASH",
            "= yes sha256:HASH",
            "14, = no sha256:HASH",
        ] {
            let value = bad.replace("HASH", &hash.to_string());
            assert!(Answers::of_lines(std::iter::once(value.as_str())).is_empty(), "{bad}");
        }
    }
}
