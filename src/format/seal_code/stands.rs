//! Whether a code can stand in a text, by a rule that every reader of the format has (format.md 4.3, rule 9). It is wider
//! than the finder, which may be told more with time: what was sealed as found stays what it is.

use super::{Class, class, digit};
use crate::base::digest::Sha256Digest;
use std::collections::HashSet;

const DIGITS: usize = 64;

/// Takes those codes out of `wanted` that stand in the text: 64 digits that follow each other with nothing between two of
/// them but separators, no letter or digit of ASCII or in full width right before the first or right after the last.
/// Takes time in proportion to the text.
pub fn strike_standing(text: &str, wanted: &mut HashSet<Sha256Digest>) {
    let mut run = Run::default();
    let mut before = None;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match digit(c) {
            Some(digit) => {
                let touches_next = characters.peek().is_some_and(|c| touches(*c));
                run.digits.push(digit);
                if !before.is_some_and(touches) {
                    run.begins.push(run.digits.len() - 1);
                }
                run.may_end.push(!touches_next);
            }
            None if separates(c, characters.peek().copied()) => {}
            None => run.end(wanted),
        }
        before = Some(c);
    }
    run.end(wanted);
}

/// Digits with nothing but separators between them.
#[derive(Default)]
struct Run {
    digits: String,
    /// Places of digits that touch nothing before them.
    begins: Vec<usize>,
    /// For each digit: does it touch nothing after it?
    may_end: Vec<bool>,
}

impl Run {
    fn end(&mut self, wanted: &mut HashSet<Sha256Digest>) {
        for begin in &self.begins {
            let end = begin + DIGITS;
            if self.may_end.get(end - 1) == Some(&true)
                && let Some(Ok(code)) = self.digits.get(*begin..end).map(str::parse)
            {
                wanted.remove(&code);
            }
        }
        self.digits.clear();
        self.begins.clear();
        self.may_end.clear();
    }
}

/// A letter or digit of ASCII, plain or in full width. Other scripts are left out: which of their characters are letters
/// depends on the version of Unicode.
fn touches(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}')
}

fn separates(c: char, next: Option<char>) -> bool {
    match class(c) {
        Class::Space | Class::Break | Class::Hyphen | Class::Quote => true,
        // a soft line break of quoted-printable
        _ => c == '=' && matches!(next, Some('\r' | '\n')),
    }
}

#[cfg(test)]
mod tests {
    use super::super::find;
    use super::*;
    use proptest::prelude::*;

    fn stands(text: &str, code: Sha256Digest) -> bool {
        let mut wanted = HashSet::from([code]);
        strike_standing(text, &mut wanted);
        wanted.is_empty()
    }

    #[test]
    fn in_every_form_and_not_in_a_longer_word() {
        let code = Sha256Digest::of("控え");
        let whole = code.to_string();
        for text in [
            whole.clone(),
            code.grouped(),
            code.grouped().to_uppercase(),
            format!("番号は{whole}です"),
            format!("12 {} 3", code.grouped()),
            format!("> {}=\r\n> {}", &whole[..30], &whole[30..]),
            whole.chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap()).collect(),
        ] {
            assert!(stands(&text, code), "{text}");
        }
        for text in [
            String::new(),
            whole[..63].to_owned(),
            format!("0{whole}"),
            format!("{whole}0"),
            format!("x{whole}"),
            format!("{whole}ｚ"),
            format!("{}:{}", &whole[..30], &whole[30..]),
            format!("{}={}", &whole[..30], &whole[30..]),
            Sha256Digest::of("別").grouped(),
        ] {
            assert!(!stands(&text, code), "{text}");
        }
    }

    #[test]
    fn hostile_texts_take_time_in_proportion() {
        let code = Sha256Digest::of("控え");
        for text in ["a", "a ", "a1\n", "12345678 ", "\n", "> ", "ab12cd34-", "＞ａ１\r\n"] {
            assert!(!stands(&text.repeat((4 << 20) / text.len()), code), "{text}");
        }
    }

    const PIECES: [&str; 16] = [
        " ", "\n", "\r\n", "> ", "-", "=\r\n", "x", "é", "あ", "1", "ab", "ｆ", "\u{200B}", ":", "12345678",
        "\t",
    ];

    proptest! {
        #[test]
        fn whatever_the_finder_finds_stands_there(
            seed: u64,
            breaks in prop::collection::vec((0usize..64, prop::sample::select(&PIECES[..])), 0..6),
            around in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..6),
            upper: bool,
        ) {
            let code = Sha256Digest::of(seed.to_string());
            let mut text = if upper { code.to_string().to_uppercase() } else { code.to_string() };
            for (at, piece) in breaks {
                let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
                text.insert_str(at, piece);
            }
            for (i, piece) in around.iter().enumerate() {
                text = if i % 2 == 0 { format!("{piece}{text}") } else { format!("{text}{piece}") };
            }
            for found in find(&text) {
                prop_assert!(stands(&text, found.code), "{text}");
            }
        }
    }
}
