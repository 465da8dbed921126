//! Numbers, in digits and in Japanese numerals, with their units.

use super::meaning::{Token, Unit};
use super::value::Hundredths;
use super::vocabulary::UNITS;
use super::word::{starts, word};

/// Digits of a number: of more, nothing here is measured.
const MOST_DIGITS: usize = 7;

/// A number that begins here; `joins` where the token before is known.
pub fn number(chars: &[char], at: usize, joins: bool) -> Option<(Token, usize)> {
    let (value, next) = digits(chars, at, joins).or_else(|| numerals(chars, at))?;
    let (unit, end) = unit(chars, next, value)?;
    Some((Token::Number(value, unit), end))
}

/// A decimal number with a sign. None for what can be read in two ways: 「44,1」, 「1:30」, or what has more decimals than are
/// compared.
fn digits(chars: &[char], at: usize, joins: bool) -> Option<(Hundredths, usize)> {
    let is_digit = |i: usize| chars.get(i).is_some_and(char::is_ascii_digit);
    let before = at.checked_sub(1).map(|i| chars[i]);
    // part of a word or a longer number: mp3, v2.0
    if before.is_some_and(|c| c.is_ascii_digit() || c.is_ascii_alphabetic() && !joins) {
        return None;
    }
    if before == Some('.') || before.is_some_and(is_inner) && at.checked_sub(2).is_some_and(is_digit) {
        return None;
    }
    let is_sign = matches!(chars[at], '-' | '▲')
        && !before.is_some_and(|c| c.is_ascii_alphanumeric() && !joins || c == '+');
    let start = at + usize::from(is_sign);
    let (mut next, mut value, mut count) = (start, 0_i64, 0);
    // "48,000", "48 000": three digits behind a mark, and no fourth
    let groups = |i: usize| {
        chars.get(i).is_some_and(|c| matches!(c, ',' | ' ' | '\'' | '\u{202F}' | '\u{A0}'))
            && (1..=3).all(|n| is_digit(i + n))
            && !is_digit(i + 4)
    };
    let mut is_grouped = false;
    while is_digit(next) || groups(next) && (is_grouped || (1..=3).contains(&count)) {
        if let Some(digit) = chars[next].to_digit(10) {
            value = value.saturating_mul(10).saturating_add(digit.into());
            count += 1;
        } else {
            is_grouped = true;
        }
        next += 1;
    }
    if count == 0 || count > MOST_DIGITS {
        return None;
    }
    value *= 100;
    if chars.get(next) == Some(&'.') && is_digit(next + 1) {
        next += 1;
        for scale in [10, 1] {
            if let Some(digit) = chars.get(next).and_then(|c| c.to_digit(10)) {
                value += i64::from(digit) * scale;
                next += 1;
            }
        }
        while is_digit(next) {
            if chars[next] != '0' {
                return None;
            }
            next += 1;
        }
    }
    let goes_on = chars.get(next).is_some_and(|c| is_inner(*c)) && is_digit(next + 1);
    (!goes_on).then_some((Hundredths(if is_sign { -value } else { value }), next))
}

/// Between two digits, it makes one number of them.
fn is_inner(c: char) -> bool {
    matches!(c, '.' | ',' | ':' | '\'' | '_' | '^')
}

/// Where digits end that begin here and that are no number.
pub fn misread(chars: &[char], at: usize) -> Option<usize> {
    let is_digit = |i: usize| chars.get(i).is_some_and(char::is_ascii_digit);
    let goes_on = |i: usize| is_digit(i) || is_digit(i + 1) && chars.get(i).is_some_and(|c| is_inner(*c));
    is_digit(at).then(|| (at..).find(|i| !goes_on(*i)).unwrap_or(at + 1))
}

/// 四十八: only where a unit follows, since 一人 and 三つ are no numbers here.
fn numerals(chars: &[char], at: usize) -> Option<(Hundredths, usize)> {
    const DIGITS: &str = "〇一二三四五六七八九";
    let (mut next, mut sum, mut digit) = (at, 0_i64, None);
    while let Some(c) = chars.get(next) {
        let of_digit = DIGITS.chars().position(|d| d == *c);
        match (of_digit, c) {
            (Some(n), _) => digit = Some(digit.unwrap_or(0) * 10 + n as i64),
            (None, '十') => sum += digit.take().unwrap_or(1) * 10,
            (None, '百') => sum += digit.take().unwrap_or(1) * 100,
            (None, '千') => sum += digit.take().unwrap_or(1) * 1_000,
            _ => break,
        }
        next += 1;
        if next - at > MOST_DIGITS {
            return None;
        }
    }
    let is_counted =
        UNITS.iter().any(|(word, unit)| !matches!(unit, Unit::Files) && starts(chars, next, word).is_some());
    (next > at && is_counted).then_some((Hundredths((sum + digit.unwrap_or(0)) * 100), next))
}

/// The unit behind a number, and where the words go on. None for what only looks like a number.
fn unit(chars: &[char], next: usize, value: Hundredths) -> Option<(Unit, usize)> {
    let mut after = next;
    while after - next < 2 && chars.get(after).is_some_and(|c| matches!(c, ' ' | '-' | '\u{3000}')) {
        after += 1;
    }
    let units = UNITS.iter().filter_map(|(word, unit)| Some((*unit, starts(chars, after, word)?)));
    if let Some((unit, end)) = units.max_by_key(|(_, end)| *end) {
        // "RMS -20 min": behind a level, "min" is a word of its own
        let is_word = after > next && value.0 < 0 && matches!(unit, Unit::Minutes | Unit::Seconds);
        if !is_word {
            return Some((unit, end));
        }
    }
    // 48k and 24b, but not 128kbps
    let short = |letter| starts(chars, next, letter);
    if let Some(end) = short("k") {
        return Some((Unit::Kilo, end));
    }
    if let Some(end) = short("b").filter(|_| matches!(value.0, 800 | 1_600 | 2_000 | 2_400 | 3_200)) {
        return Some((Unit::Bits, end));
    }
    let is_other = chars.get(next).is_some_and(|c| c.is_alphabetic() || matches!(c, '円' | '%' | '¥'))
        && word(chars, next, true).is_none();
    Some((if is_other { Unit::Other } else { Unit::None }, next))
}
