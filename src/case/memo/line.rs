//! One line of a memo: its name, what stands in parentheses behind the name, and its value.

use super::details;
use super::item::{self, Heading};
use super::plain::Plain;

/// A line as a whole.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line<'a> {
    /// Blank, or a comment.
    Nothing,
    NoColon,
    /// A name that is not known.
    Unknown {
        name: &'a str,
    },
    Known {
        name: &'a str,
        heading: Heading,
        aside: Option<String>,
        value: &'a str,
    },
}

/// Reads a trimmed line.
pub(super) fn line(line: &str) -> Line<'_> {
    if line.is_empty() || line.starts_with(['#', '＃']) {
        return Line::Nothing;
    }
    let Some((before, value)) = split(line) else { return Line::NoColon };
    let (before, value) = (before.trim(), value.trim());
    let (name, aside) = parentheses(before);
    if let Some(heading) = item::heading(name) {
        return Line::Known { name, heading, aside: aside.map(str::to_owned), value };
    }
    if let Some((heading, round)) = event_with_round(name) {
        let aside = aside.map_or_else(|| round.clone(), |aside| format!("{round} {aside}"));
        return Line::Known { name, heading, aside: Some(aside), value };
    }
    Line::Unknown { name: before }
}

/// At the first colon, unless that belongs to a time or a web address.
fn split(line: &str) -> Option<(&str, &str)> {
    let (at, colon) = line.char_indices().find(|(_, c)| matches!(c, ':' | '：' | '︓' | '﹕' | '∶'))?;
    let (before, after) = (&line[..at], &line[at + colon.len_utf8()..]);
    let in_time = before.ends_with(char::is_numeric)
        && after.starts_with(char::is_numeric)
        && before.split_whitespace().next().is_some_and(|first| first.len() < before.trim().len());
    (!in_time && !after.starts_with("//")).then_some((before, after))
}

/// `名前(LINE)`: the name, and what stands in the parentheses.
fn parentheses(name: &str) -> (&str, Option<&str>) {
    let inside = name.strip_suffix([')', '）', ']', '］']);
    let parts = inside.and_then(|inside| inside.split_once(['(', '（', '[', '［']));
    match parts {
        Some((before, aside)) if !before.trim().is_empty() => {
            (before.trim(), Some(aside.trim()).filter(|aside| !aside.is_empty()))
        }
        _ => (name, None),
    }
}

/// `納品完了報告1回目`, `Completion report round 2`, `確認のお願い2`: an event's name with a number that belongs
/// to its value.
fn event_with_round(name: &str) -> Option<(Heading, String)> {
    let mut plain = Plain::new(name);
    let number = match details::round(plain.chars()) {
        Some(found) => plain.take(found.part),
        None => {
            let digits = plain.chars().iter().rev().take_while(|c| c.is_ascii_digit()).count();
            let end = plain.chars().len();
            if digits == 0 { return None } else { plain.take(end - digits..end) }
        }
    };
    let heading = item::heading(&plain.rest()?)?;
    matches!(heading, Heading::Event(..)).then_some((heading, number))
}

/// The lines with their numbers from 1. CRLF, LF and CR each end one.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (u32, &str)> {
    let lines = text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'));
    (1..).zip(lines)
}

#[cfg(test)]
mod tests {
    use super::super::item::Item;
    use super::*;

    #[test]
    fn case_lines_are_split_with_tolerance() {
        for (text, value) in [
            ("クライアント名: 港町制作", "港町制作"),
            ("クライアント名：港町制作", "港町制作"),
            ("・クライアント名　：　港町制作", "港町制作"),
            ("【クライアント名】: 港町制作", "港町制作"),
            ("Client's name:港町制作", "港町制作"),
            ("CLIENT: 港町制作", "港町制作"),
            ("クライアント名:", ""),
        ] {
            let known = line(text);
            let expected = matches!(&known, Line::Known { heading: Heading::Item(Item::ClientName), value: v, .. } if *v == value);
            assert!(expected, "{text}: {known:?}");
        }
        for text in [
            "クライアント名 港町制作",
            "納品完了報告 2026/10/4 9:58 1回目",
            "https://example.com/a",
            "クライアント名＝港町",
        ] {
            assert_eq!(line(text), Line::NoColon, "{text}");
        }
        for text in ["# 報酬: 1", "＃報酬: 1", ""] {
            assert_eq!(line(text), Line::Nothing, "{text}");
        }
        for text in ["ギャランティー: 1", ": 1", "():", "1: 2"] {
            assert!(matches!(line(text), Line::Unknown { .. }), "{text}");
        }
    }

    #[test]
    fn case_a_round_in_the_name_counts() {
        for (text, expected) in [
            ("納品完了報告(1回目): x", "1回目"),
            ("納品完了報告1回目: x", "1回目"),
            ("第1回 納品完了報告: x", "第1回"),
            ("Completion report round 1: x", "round 1"),
            ("確認のお願い②: x", "②"),
        ] {
            let Line::Known { heading: Heading::Event(..), aside: Some(aside), .. } = line(text) else {
                panic!("{text}: {:?}", line(text))
            };
            assert_eq!(aside, expected);
        }
    }

    #[test]
    fn every_line_end_counts_once() {
        let numbered: Vec<_> = lines("a\r\nb\rc\n\nd").collect();
        assert_eq!(numbered, [(1, "a"), (2, "b"), (3, "c"), (4, ""), (5, "d")]);
    }
}
