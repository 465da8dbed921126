//! Heads of records, and lines that may be some.

use super::marks::MARKS;
use crate::message::stamp::{Digits, Reader, SPACES, clock, digits};

/// The form of a record's head: one export writes all of them alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) bracket: bool,
    pub(super) sign: char,
    pub(super) year_first: bool,
    pub(super) whole_year: bool,
    pub(super) precise: bool,
    /// With a word for the half, or the part, of the day.
    pub(super) halved: bool,
}

/// The head of a record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Header<'a> {
    pub(super) form: Form,
    pub(super) digits: Digits,
    pub(super) seconds: u32,
    pub(super) rest: &'a str,
}

pub(super) fn header(line: &str) -> Option<Header<'_>> {
    let mut r = Reader(line.trim_start_matches(MARKS));
    if !r.0.as_bytes().first().is_some_and(|b| b.is_ascii_digit() || *b == b'[') {
        return None;
    }
    let bracket = r.text("[");
    let digits = digits(&mut r)?;
    let before = r.0;
    r.any(SPACES);
    r.text("г."); // Bulgarian: of the year
    r.any(&[',', ' ', '\u{A0}', '\u{202F}', '\u{200E}']);
    for word in ["klo", "um", "às", "à", "a las", "a la"] {
        if r.text(word) {
            r.any(SPACES);
        }
    }
    if before.len() == r.0.len() {
        return None; // nothing between date and time
    }
    let time = r.0;
    let (seconds, precise) = clock(&mut r)?;
    let halved = time[..time.len() - r.0.len()].contains(char::is_alphabetic);
    if r.0.starts_with(" ч.") {
        r.text(" ч."); // Bulgarian: o'clock
    }
    r.any(MARKS);
    let framed = match bracket {
        true => r.text("]") && (r.text(" ") || r.0.is_empty()),
        false => {
            r.any(SPACES);
            r.text("- ") || r.text("– ")
        }
    };
    let whole_year = digits.parts.iter().any(|part| *part > 99);
    let (sign, year_first) = (digits.sign, digits.year_first);
    let form = Form { bracket, sign, year_first, whole_year, precise, halved };
    framed.then_some(Header { form, digits, seconds, rest: r.0 })
}

/// Is this the frame of a record, `[TIME] NAME: …` or `TIME - NAME: …`, with a time that is cut short or decorated?
pub(super) fn is_framed(line: &str) -> bool {
    const TIME: usize = 60; // bytes
    let line = line.trim_start();
    let framed = match line.strip_prefix(['[', '［']) {
        Some(inside) => inside.split_once(']').or_else(|| inside.split_once('］')),
        None if line.starts_with(|c: char| c.is_numeric()) => {
            line.split_once(" - ").or_else(|| line.split_once(" – "))
        }
        None => None,
    };
    let Some((time, rest)) = framed.filter(|(time, _)| time.len() <= TIME) else { return false };
    // "10 - 12: closed" has no time in it
    let clock = time.match_indices([':', '.', '：']).any(|(at, sign)| {
        let digit = |c: Option<char>| c.is_some_and(char::is_numeric);
        digit(time[..at].chars().next_back()) && digit(time[at + sign.len()..].chars().next())
    });
    clock && (rest.contains(": ") || rest.ends_with(':'))
}

/// The last line of a file that was cut: the beginning of a record's head, and no more.
pub(super) fn is_broken_header(line: &str) -> bool {
    const HEAD: usize = 24; // "[31/12/2026, 12:59:59 PM"
    let line = line.trim_start_matches(MARKS);
    let of_a_head = |c: char| c.is_ascii_digit() || SPACES.contains(&c) || "[]/.-,:AMPampm".contains(c);
    let begins = line.starts_with(|c: char| c.is_ascii_digit() || c == '[');
    begins && line.chars().count() <= HEAD && line.chars().all(of_a_head) && header(line).is_none()
}
