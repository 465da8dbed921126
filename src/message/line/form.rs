//! What lines of an export look like: days, records of both dialects, quotations.

use super::days::day_line;
use crate::message::stamp::{Reader, clock};

/// The word of the format.
pub(super) const WORD: &str = "line";

/// The desktop's day line: `2026.10.01 木曜日`.
pub(super) fn desktop_day(line: &str) -> bool {
    day_line(line).is_some_and(|(digits, _)| digits.year_first && digits.sign == '.')
}

/// `HH:MM⇥name⇥body`: the seconds, both fields, the name and the body.
pub(super) fn mobile_record(line: &str) -> Option<(u32, &str, &str, &str)> {
    let mut r = Reader(line);
    let (seconds, _) = clock(&mut r)?;
    let fields = r.0.strip_prefix('\t')?;
    let (name, body) = fields.split_once('\t')?;
    Some((seconds, fields, name, body))
}

/// `HH:MM name body`: the seconds and the rest.
pub(super) fn desktop_record(line: &str) -> Option<(u32, &str)> {
    let mut r = Reader(line);
    let (seconds, _) = clock(&mut r)?;
    let rest = r.0.strip_prefix(' ')?;
    (!rest.is_empty()).then_some((seconds, rest))
}

/// Could the text be the first line of a quoted body of several? Inside, every quotation mark is doubled.
pub(super) fn opens_quote(body: &str) -> bool {
    let Some(inside) = body.strip_prefix('"') else { return false };
    !inside.replace("\"\"", "").contains('"')
}

/// The text without blank lines at its end.
pub(super) fn without_blank_end(mut text: &str) -> &str {
    while let Some((before, last)) = text.rsplit_once('\n')
        && last.trim().is_empty()
    {
        text = before;
    }
    text
}

/// Is this a whole quotation?
pub(super) fn closes(body: &str) -> bool {
    let inside = body.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    inside.is_some_and(|inside| !inside.replace("\"\"", "").contains('"'))
}

pub(super) fn count_quotes(text: &str) -> usize {
    text.bytes().filter(|b| *b == b'"').count()
}

/// Could a word behind a name be a part of it? Not one that sentences begin with, where one goes on.
pub(super) fn may_be_name(word: &str, rest: &str) -> bool {
    const LONGEST: usize = 4; // of Japanese names, family or first
    let japanese = |c: char| matches!(c, '\u{3041}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}');
    if word.chars().all(japanese) {
        return word.chars().count() <= LONGEST;
    }
    let mut letters = word.chars();
    let is_titled = letters.next().is_some_and(char::is_uppercase)
        && !letters.as_str().is_empty()
        && letters.all(|c| c.is_lowercase() || matches!(c, '-' | '\'' | '’'));
    let begins = rest.trim_start().chars().next().is_some_and(|c| !c.is_lowercase() && c.is_alphabetic());
    is_titled && (begins || !OPENERS.contains(&word.to_lowercase().as_str()))
}

/// Words with which sentences begin.
const OPENERS: [&str; 84] = [
    "a",
    "about",
    "after",
    "all",
    "also",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "attached",
    "before",
    "both",
    "but",
    "by",
    "can",
    "certainly",
    "could",
    "did",
    "do",
    "does",
    "each",
    "for",
    "from",
    "good",
    "great",
    "have",
    "hello",
    "here",
    "hey",
    "hi",
    "hope",
    "how",
    "if",
    "in",
    "is",
    "it",
    "it's",
    "just",
    "let",
    "many",
    "may",
    "maybe",
    "my",
    "next",
    "no",
    "not",
    "now",
    "of",
    "ok",
    "okay",
    "on",
    "one",
    "our",
    "perfect",
    "please",
    "regarding",
    "should",
    "since",
    "so",
    "some",
    "sorry",
    "sure",
    "thank",
    "thanks",
    "that",
    "the",
    "then",
    "there",
    "these",
    "this",
    "those",
    "to",
    "understood",
    "we",
    "what",
    "when",
    "where",
    "which",
    "will",
    "would",
    "yes",
    "you",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_behind_a_name_may_be_a_part_of_it() {
        for (word, rest) in [
            ("Tanaka", "修正してください"),
            ("Tanaka", "please redo"),
            ("Will", "Please redo"),
            ("田中", "修正してください"),
        ] {
            assert!(may_be_name(word, rest), "{word} {rest}");
        }
        for (word, rest) in [
            ("Thanks", "for the files"),
            ("Please", "redo"),
            ("OK", "です"),
            ("WAV", "を送ります"),
            ("第2話", "納品しました"),
            ("よろしくお願いします。", "むぎ"),
            ("a.wav", "b.wav"),
        ] {
            assert!(!may_be_name(word, rest), "{word} {rest}");
        }
    }
}
