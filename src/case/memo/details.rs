//! The parts of an event's line beside its date: words quoted, an address, a result, a round.

use super::calendar::{self, Found};
use super::plain::{Cursor, Plain};
use std::ops::Range;

/// Was a link checked by downloading from it again?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Checked {
    Yes,
    No,
}

/// Until when a link works, as written, and the date where it is one.
pub(super) struct Expiry {
    pub(super) written: String,
    pub(super) date: Option<Found>,
}

/// A round found in a text.
pub(super) struct FoundRound {
    pub(super) part: Range<usize>,
    pub(super) number: u32,
    /// It says that it is a round of delivery, not only "the second".
    pub(super) is_named: bool,
}

/// Takes out the first quotation; `Err` holds what begins one that does not end.
pub(super) fn quote(plain: &mut Plain) -> Result<Option<String>, String> {
    const MARKS: &[(char, char)] = &[('「', '」'), ('『', '』'), ('“', '”'), ('"', '"'), ('«', '»')];
    let chars = plain.chars();
    let open =
        chars.iter().enumerate().find_map(|(at, c)| MARKS.iter().find(|m| m.0 == *c).map(|m| (at, *m)));
    let Some((start, (opens, closes))) = open else { return Ok(None) };
    let mut depth = 0_usize;
    for (at, &c) in chars.iter().enumerate().skip(start) {
        if c == closes && (opens != closes || at > start) {
            depth -= 1;
        } else if c == opens {
            depth += 1;
        }
        if depth == 0 {
            let words = plain.written(start + 1..at).to_owned();
            plain.take(start..at + 1);
            return Ok(Some(words).filter(|words| !words.is_empty()));
        }
    }
    Err(plain.written(start..chars.len()).to_owned())
}

/// Takes out the first web address.
pub(super) fn address(plain: &mut Plain) -> Option<String> {
    let chars = plain.chars();
    let start = (0..chars.len()).find(|&at| {
        let mut c = Cursor::new(chars, at);
        c.first(&[("https://", ()), ("http://", ())]).is_some()
    })?;
    let ends = |c: &char| *c == ' ' || "「」『』、。()<>\"".contains(*c);
    let mut end = start + chars[start..].iter().position(ends).unwrap_or(chars.len() - start);
    while matches!(chars[end - 1], ',' | '.' | ';') {
        end -= 1; // of the sentence, not of the address
    }
    Some(plain.take(start..end))
}

/// Takes out `結果 承認`.
pub(super) fn result(plain: &mut Plain) -> Option<String> {
    let (start, value) = after_keyword(plain, &["結果", "result"])?;
    let end = word_end(plain.chars(), value);
    let written = plain.written(value..end).to_owned();
    plain.take(start..end);
    Some(written)
}

/// Takes out `期限 2026/10/12`.
pub(super) fn expiry(plain: &mut Plain) -> Option<Expiry> {
    const KEYWORDS: &[&str] =
        &["ダウンロード期限", "有効期限", "期限", "expires on", "expires", "expiry", "valid until", "until"];
    let (start, value) = after_keyword(plain, KEYWORDS)?;
    let date = calendar::starting_at(plain.chars(), value);
    let end = date.as_ref().map_or_else(|| word_end(plain.chars(), value), |found| found.part.end);
    let written = plain.written(value..end).to_owned();
    plain.take(start..end);
    Some(Expiry { written, date })
}

/// Takes out `2026/10/12まで`.
pub(super) fn until(plain: &mut Plain) -> Option<Expiry> {
    let found = calendar::find(plain.chars())?;
    let mut c = Cursor::new(plain.chars(), found.part.end);
    c.text("まで")?;
    let end = c.at;
    let written = plain.take(found.part.start..end);
    Some(Expiry { written, date: Some(found) })
}

/// Takes out `確認済み`, `未確認`, `checked`. Anything around it that could turn its sense leaves it in the note.
pub(super) fn checked(plain: &mut Plain) -> Option<(Checked, String)> {
    use Checked::*;
    const PHRASES: &[(&str, Checked)] = &[
        ("再ダウンロードして確認済み", Yes),
        ("再ダウンロードで確認済み", Yes),
        ("再ダウンロード確認済み", Yes),
        ("再ダウンロード確認済", Yes),
        ("ダウンロードして確認済み", Yes),
        ("ダウンロード確認済み", Yes),
        ("ダウンロード確認済", Yes),
        ("再ダウンロードして確認", Yes),
        ("再ダウンロード確認", Yes),
        ("確認済み", Yes),
        ("確認済", Yes),
        ("ダウンロード未確認", No),
        ("未確認", No),
        ("確認なし", No),
        ("確認していない", No),
        ("not checked", No),
        ("unchecked", No),
        ("downloaded again and checked", Yes),
        ("checked by downloading again", Yes),
        ("checked by downloading", Yes),
        ("download checked", Yes),
        ("checked", Yes),
    ];
    let chars = plain.chars();
    let (part, checked) = (0..chars.len()).find_map(|at| {
        let mut c = Cursor::new(chars, at);
        if c.before().is_some_and(char::is_alphanumeric) {
            return None;
        }
        let checked = c.first(PHRASES)?;
        c.peek().is_none_or(|next| !next.is_alphanumeric()).then_some((at..c.at, checked))
    })?;
    Some((checked, plain.take(part)))
}

/// The first round in the text: `1回目`, `第2回`, `納品2回目`, `round 2`, `2nd delivery`.
pub(super) fn round(chars: &[char]) -> Option<FoundRound> {
    (0..chars.len()).find_map(|at| {
        let c = Cursor::new(chars, at);
        if c.before().is_some_and(|before| before.is_ascii_alphanumeric()) {
            return None;
        }
        japanese_round(c.clone()).or_else(|| english_round(c))
    })
}

fn japanese_round(mut c: Cursor) -> Option<FoundRound> {
    let start = c.at;
    let mut is_named = c.text("納品").is_some();
    let counted = c.text("第").is_some();
    c.spaces();
    let number = c.number()?.0;
    c.spaces();
    c.text("回")?;
    let ordinal = c.text("目").is_some();
    let mut after = c.clone();
    after.text("の");
    if after.text("納品").is_some() {
        is_named = true;
        c = after;
    }
    (counted || ordinal).then_some(FoundRound { part: start..c.at, number, is_named })
}

fn english_round(mut c: Cursor) -> Option<FoundRound> {
    let start = c.at;
    let number = if c.first(&[("round", ()), ("delivery", ())]).is_some() {
        c.one_of("-");
        c.text(" no.");
        c.spaces();
        c.one_of("#");
        c.number()?.0
    } else {
        let number = c.number()?.0;
        c.first(&[("st", ()), ("nd", ()), ("rd", ()), ("th", ())])?;
        c.spaces();
        c.first(&[("round", ()), ("delivery", ())])?;
        number
    };
    let ends = c.peek().is_none_or(|next| !next.is_ascii_alphanumeric());
    ends.then_some(FoundRound { part: start..c.at, number, is_named: true })
}

/// Where a keyword stands, and where what it introduces begins.
fn after_keyword(plain: &Plain, keywords: &[&str]) -> Option<(usize, usize)> {
    let chars = plain.chars();
    (0..chars.len()).find_map(|at| {
        let mut c = Cursor::new(chars, at);
        if c.before().is_some_and(char::is_alphanumeric) {
            return None;
        }
        keywords.iter().find_map(|keyword| c.text(keyword))?;
        let ascii = c.before().is_some_and(|b| b.is_ascii_alphabetic());
        let end = c.at;
        c.spaces();
        c.one_of(":=は");
        c.spaces();
        let something = c.peek().is_some_and(char::is_alphanumeric);
        (something && (!ascii || c.at > end)).then_some((at, c.at))
    })
}

fn word_end(chars: &[char], start: usize) -> usize {
    let ends = |c: &char| *c == ' ' || "、。,;()".contains(*c);
    chars[start..].iter().position(ends).map_or(chars.len(), |length| start + length)
}
