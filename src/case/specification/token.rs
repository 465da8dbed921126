//! A specification as tokens: every character of it stands in one.

use super::fold::Folded;
use super::meaning::{Bound, Place, Side, Token};
use super::number;
use super::open_name::is_open;
use super::vocabulary::ENDINGS;
use super::word::{starts, word};
use std::ops::Range;

/// A token, and where it stands in the folded words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned {
    /// What it means.
    pub token: Token,
    /// Where.
    pub span: Range<usize>,
}

/// The tokens of a value, without a gap.
pub fn tokens(folded: &Folded) -> Vec<Spanned> {
    let chars = folded.chars();
    let mut tokens: Vec<Spanned> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let (token, next) = one(chars, at, &tokens);
        match tokens.last_mut() {
            Some(last) if last.token == token && token == Token::Unknown => last.span.end = next,
            _ => tokens.push(Spanned { token, span: at..next }),
        }
        at = next;
    }
    tokens
}

/// The token that begins here. Behind one that is known, it need not begin a word.
fn one(chars: &[char], at: usize, before: &[Spanned]) -> (Token, usize) {
    let last = before.last().map(|last| last.token);
    let joins = last.is_some_and(|last| last != Token::Unknown);
    let number = before
        .iter()
        .rev()
        .find(|t| t.token != Token::Space)
        .filter(|t| matches!(t.token, Token::Number(..)));
    if let (Some(number), '-') = (number, chars[at]) {
        // "16-24", "-23 - -18", and not "48 kHz -3 dB"
        let is_spaced = number.span.end < at;
        let goes_on = chars.get(at + 1).is_some_and(|c| {
            if is_spaced { *c == ' ' } else { c.is_ascii_digit() || *c == '-' || *c == ' ' }
        });
        if goes_on {
            return (Token::To, at + 1);
        }
    }
    let known = name(chars, at)
        .or_else(|| number::number(chars, at, joins))
        .or_else(|| number::misread(chars, at).map(|next| (Token::Unknown, next)))
        .or_else(|| word(chars, at, joins))
        .or_else(|| {
            // "St.48": a full stop inside a word ends no sentence
            let is_inside = chars[at] == '.' && chars.get(at + 1).is_some_and(|c| c.is_alphanumeric());
            mark(chars[at]).filter(|_| !is_inside).map(|token| (token, at + 1))
        });
    match known {
        // 前後 behind a number is "about", and elsewhere "before and after"
        Some((Token::Place(Place::Ends) | Token::Bound(Bound::About, _), next))
            if chars[at..next] == ['前', '後'] =>
        {
            let is_about = number.is_some() && !is_of_silence(chars, next);
            let about = Token::Bound(Bound::About, Side::Behind);
            (if is_about { about } else { Token::Place(Place::Ends) }, next)
        }
        // a bullet
        Some((Token::And, next)) if next == at + 1 && !chars[at].is_alphanumeric() && is_at_start(before) => {
            (Token::Mark, next)
        }
        Some(known) => known,
        None => {
            // the rest of a word in Latin letters belongs to it
            let is_latin = |i: usize| chars.get(i).is_some_and(char::is_ascii_alphanumeric);
            let end = if is_latin(at) { (at..).find(|i| !is_latin(*i)).unwrap_or(at + 1) } else { at + 1 };
            (Token::Unknown, end)
        }
    }
}

fn is_at_start(before: &[Spanned]) -> bool {
    let last = before.iter().rev().find(|t| t.token != Token::Space).map(|t| t.token);
    matches!(last, None | Some(Token::End | Token::Comma | Token::Mark))
}

/// 「48kHz 前後の無音1秒」, 「48kHz 前後0.5秒」
fn is_of_silence(chars: &[char], at: usize) -> bool {
    let next = at + usize::from(chars.get(at).is_some_and(|c| matches!(c, 'の' | 'に')));
    chars.get(next).is_some_and(char::is_ascii_digit)
        || ["無音", "空白", "余白", "ルームトーン"].iter().any(|word| starts(chars, next, word).is_some())
}

fn mark(c: char) -> Option<Token> {
    Some(match c {
        '。' | ';' | '\n' | '.' | '!' => Token::End,
        '、' | ',' | '|' | '※' => Token::Comma,
        '/' => Token::Slash,
        '・' | '･' => Token::And,
        '(' | '[' | '【' | '<' | '《' => Token::Open,
        ')' | ']' | '】' | '>' | '》' => Token::Close,
        ':' | '-' | '*' | '"' | '\'' | '=' | '@' | '■' | '●' | '○' | '◆' | '「' | '」' | '『' | '』' => {
            Token::Mark
        }
        c if c.is_whitespace() => Token::Space,
        _ => return None,
    })
}

/// 「第N話」, "ep#": a letter or a sign that may stand for a number, or for itself.
fn stands_for_a_number(name: &[char]) -> bool {
    let is_wide =
        |i: Option<usize>| i.and_then(|i| name.get(i)).is_some_and(|c| c.is_alphanumeric() && !c.is_ascii());
    let is_letter = |i: usize| matches!(name.get(i), Some('n' | 'x'));
    (0..name.len()).any(|i| match name[i] {
        '#' => !name.get(i + 1).is_some_and(char::is_ascii_digit),
        'n' | 'x' => {
            let end = (i..).find(|i| !is_letter(*i)).unwrap_or(i);
            (is_wide(i.checked_sub(1)) || i == 0) && is_wide(Some(end))
        }
        _ => false,
    })
}

/// What stands before a name without a space.
const LEADS: [&str; 6] =
    ["ファイル名は", "ファイル名を", "ファイル名が", "ファイルの名前は", "納品ファイル名は", "名前は"];

fn starts_as(chars: &[char], at: usize, text: &str) -> bool {
    let mut here = chars[at..].iter();
    text.chars().all(|c| here.next() == Some(&c))
}

/// The name of an audio file: up to its ending, from where a name can begin.
fn name(chars: &[char], at: usize) -> Option<(Token, usize)> {
    let is_sign = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '#' | '\u{F000}');
    let is_of_name = |c: &char| is_sign(c) || is_open(*c);
    // 「ファイル名は第1話.wav」
    let is_led = |i: usize| {
        LEADS
            .iter()
            .any(|lead| i.checked_sub(lead.chars().count()).is_some_and(|i| starts_as(chars, i, lead)))
    };
    // a circle can be a bullet
    if matches!(chars[at], '○' | '◯') || LEADS.iter().any(|lead| starts_as(chars, at, lead)) {
        return None;
    }
    let begins = |i: usize| {
        i == 0
            || is_led(i)
            || chars[i - 1].is_whitespace()
            || !(chars[i - 1].is_alphanumeric() || is_sign(&chars[i - 1]))
    };
    let is_latin = is_sign(&chars[at]) && !at.checked_sub(1).is_some_and(|i| is_sign(&chars[i]));
    if !is_latin && !begins(at) {
        return None;
    }
    let end = (at..chars.len()).find(|i| {
        let c = &chars[*i];
        !(is_of_name(c) || !is_latin && c.is_alphanumeric())
    })?;
    if chars[end] != '.' || end == at || stands_for_a_number(&chars[at..end]) {
        return None;
    }
    ENDINGS
        .iter()
        .filter_map(|ending| {
            let next = starts(chars, end + 1, ending)?;
            let goes_on = chars.get(next).is_some_and(|c| c.is_ascii_alphanumeric());
            (!goes_on).then_some((Token::Name, next))
        })
        .max_by_key(|(_, next)| *next)
}
