//! What lines of an export look like: days, records of both dialects, quotations.

use crate::message::stamp::{Digits, Reader, clock, digits, weekday};
use chrono::Weekday;

/// The word of the format.
pub(super) const WORD: &str = "line";

/// A day line: its digits and weekday.
pub(super) fn day_line(line: &str) -> Option<(Digits, Weekday)> {
    let mut r = Reader(line);
    // "Thu, 10/01/2026"
    if line.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) {
        let (name, rest) = line.split_once(", ")?;
        r.0 = rest;
        let digits = digits(&mut r).filter(|_| r.0.trim_end().is_empty())?;
        return Some((digits, weekday(name)?));
    }
    let digits = digits(&mut r)?;
    let name = match r.0.strip_prefix('(') {
        Some(rest) => rest.trim_end().strip_suffix(')')?,
        None => r.0.strip_prefix(' ')?.trim_end(),
    };
    Some((digits, weekday(name)?))
}

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
