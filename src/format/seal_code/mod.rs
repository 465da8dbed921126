//! Finds seal codes and SHA-256 values in text as it comes from screens, mails and exports (docs/seal-code.md).
//!
//! A code is 64 hexadecimal digits, in one piece or in groups, in capitals or not, in ASCII or full-width forms.
//! Between groups may stand white space, invisible characters, one hyphen, and line breaks with the quotation marks
//! of a reply. Which groups belong together is decided in `run.rs`; this file tells what a character is.

mod run;
mod stands;
#[cfg(test)]
mod tests;

use crate::base::digest::Sha256Digest;
use run::{Group, Run};
pub use stands::strike_standing;
use std::ops::Range;

/// A code in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The code.
    pub code: Sha256Digest,
    /// Where it stands, in bytes: from its first digit to its last.
    pub range: Range<usize>,
}

/// What a character is to a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Digit,
    /// White space, and what cannot be seen: screens put it in where a long word may be broken.
    Space,
    Break,
    Hyphen,
    /// The mark of a quoted line; a separator only where a line begins.
    Quote,
    /// A letter or digit of a script that puts spaces between words. A group that touches one is part of a word.
    Letter,
    Other,
}

fn class(c: char) -> Class {
    match c {
        _ if digit(c).is_some() => Class::Digit,
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Class::Break,
        '-' | '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{FF0D}' => Class::Hyphen,
        '>' | '＞' => Class::Quote,
        _ if c.is_whitespace() => Class::Space,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => Class::Space,
        _ if c.is_alphanumeric() && !runs_on(c) => Class::Letter,
        _ => Class::Other,
    }
}

/// Is this a letter of a script that is written without spaces, or glues its particles on: 「番号は1a48…です」?
fn runs_on(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF66}'..='\u{FF9F}' | '\u{20000}'..='\u{3FFFF}')
}

/// The hexadecimal digit that a character is, in lower case. Full-width forms are read as NFKC maps them.
fn digit(c: char) -> Option<char> {
    let plain = match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0)?,
        c => c,
    };
    plain.is_ascii_hexdigit().then(|| plain.to_ascii_lowercase())
}

/// Line breaks that may stand between two groups: one empty line, as mail programs put in, but no new paragraph.
const BREAKS: u32 = 2;
/// Hyphens that may stand between two groups: two are a dash, or a ruled line.
const HYPHENS: u32 = 1;

/// All codes in a text, in the order in which they stand. Takes time in proportion to the text, whatever it is.
pub fn find(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut take = |range: Range<usize>| {
        let digits: String = text[range.clone()].chars().filter_map(digit).collect();
        // one SHA-256 in ten to the thirteenth has no letter: a run of plain digits is a number, or many
        let mixed = digits.contains(|c: char| c.is_ascii_digit()) && digits.contains(|c| c > '9');
        found.extend(digits.parse().ok().filter(|_| mixed).map(|code| Found { code, range }));
    };
    let mut run = Run::default();
    let (mut at, mut line) = (0, 0);
    let (mut breaks, mut hyphens) = (0, 0);
    let (mut line_begins, mut after_letter) = (true, false);
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let mut length = c.len_utf8();
        let mut class = class(c);
        match class {
            Class::Quote if line_begins => class = Class::Space,
            // a soft line break of quoted-printable (RFC 2045 section 6.7), as a mail holds it
            Class::Other if c == '=' && rest[1..].starts_with(['\r', '\n']) => class = Class::Space,
            _ => {}
        }
        match class {
            Class::Digit => {
                let digits = rest.chars().take_while(|&c| digit(c).is_some());
                let (count, bytes) = digits.fold((0, 0), |(n, bytes), c| (n + 1, bytes + c.len_utf8()));
                let uuid = uuid(rest);
                let next = rest[bytes..].chars().next();
                let in_word = after_letter || next.is_some_and(|c| self::class(c) == Class::Letter);
                length = uuid.unwrap_or(bytes);
                if in_word || uuid.is_some() {
                    run.other(line, &mut take);
                } else {
                    run.group(Group { range: at..at + bytes, digits: count, line }, &mut take);
                }
                (breaks, hyphens) = (0, 0);
            }
            Class::Space => {}
            Class::Break => {
                if rest.starts_with("\r\n") {
                    length = 2;
                }
                line += 1;
                breaks += 1;
            }
            Class::Hyphen => hyphens += 1,
            Class::Quote | Class::Letter | Class::Other => run.other(line, &mut take),
        }
        if breaks > BREAKS || hyphens > HYPHENS {
            run.end(line, &mut take);
        }
        line_begins = class == Class::Break || line_begins && class == Class::Space;
        after_letter = class == Class::Letter;
        at += length;
    }
    run.end(line + 1, &mut take);
    found
}

/// The length of the UUID (RFC 9562 section 4) that a text begins with: two of them have 64 digits.
fn uuid(text: &str) -> Option<usize> {
    const GROUPS: [usize; 5] = [8, 4, 4, 4, 12];
    let mut at = 0;
    for (i, digits) in GROUPS.into_iter().enumerate() {
        if i > 0 {
            text[at..].strip_prefix('-')?;
            at += 1;
        }
        let group = text.get(at..at + digits)?;
        if !group.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        at += digits;
    }
    let goes_on =
        text[at..].starts_with(|c| matches!(class(c), Class::Digit | Class::Letter | Class::Hyphen));
    (!goes_on).then_some(at)
}
