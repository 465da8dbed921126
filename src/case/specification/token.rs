//! A specification as tokens: every character of it stands in one, or between two.

use super::fold::Folded;
use super::number;
use super::vocabulary::{BOUNDS, ENDINGS, WORDS};
use super::{Format, Hundredths, Numbers, Property, RateMode};
use std::ops::Range;

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Unit {
    None,
    Hertz,
    Kilohertz,
    Bits,
    Channels,
    Lufs,
    Lu,
    DbTruePeak,
    Decibels,
    Kilobits,
    BitsASecond,
    Milliseconds,
    Seconds,
    Minutes,
    Hours,
    Files,
    /// Something else: yen, pages.
    Other,
}

/// What limits a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Bound {
    AtMost,
    Below,
    AtLeast,
    Above,
    About,
}

/// On which side of its number a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Side {
    Front,
    Behind,
    Either,
}

/// What a word means here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token {
    /// A number and its unit.
    Number(Hundredths, Unit),
    /// What a number is about.
    Property(Property),
    /// A kind of file.
    Format(Format),
    /// Mono or stereo.
    Channels(u32),
    /// Constant or variable bit rate.
    Mode(RateMode),
    /// Integers or floating point.
    Numbers(Numbers),
    /// The profile of ACX.
    Acx,
    /// Limits the number on this side.
    Bound(Bound, Side),
    /// From one number to the next.
    To,
    /// Between two numbers, or two that are both allowed.
    And,
    /// Before two numbers with "and".
    Between,
    /// Either of two.
    Or,
    /// A tolerance follows.
    PlusMinus,
    /// Refuses what follows.
    NotFront,
    /// Refuses what stands before it.
    NotBehind,
    /// Says that it may be.
    Allowed,
    /// Says that nothing else may be.
    Only,
    /// Silence, or room tone.
    Silence,
    /// At the beginning.
    Head,
    /// At the end.
    Tail,
    /// At both ends.
    Ends,
    /// Samples at full scale.
    Clipping,
    /// For each of something.
    Per,
    /// The name of a file.
    Name,
    /// Ends what belongs together.
    Stop,
    /// Ends a sentence.
    End,
    /// Opens a bracket, in which the words around it go on.
    Open,
    /// Means nothing by itself.
    Filler,
    /// Space.
    Space,
    /// Means nothing here.
    Unknown,
}

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
        .or_else(|| word(chars, at, joins))
        .or_else(|| mark(chars[at]).map(|token| (token, at + 1)));
    match known {
        // 前後 behind a number is "about", and elsewhere "before and after"
        Some((Token::Ends, next)) if number.is_some() && chars[at..next] == ['前', '後'] => {
            (Token::Bound(Bound::About, Side::Behind), next)
        }
        Some((Token::Bound(Bound::About, Side::Behind), next))
            if number.is_none() && chars[at..next] == ['前', '後'] =>
        {
            (Token::Ends, next)
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

fn mark(c: char) -> Option<Token> {
    Some(match c {
        '。' | ';' | '\n' | '.' | '!' | '?' => Token::End,
        '、' | ',' | '/' | '・' | '|' | ')' | '」' | ']' | '】' | '→' => Token::Stop,
        '(' | '「' | '[' | '【' => Token::Open,
        ':' | '-' | '*' | '"' | '\'' | '=' | '@' | '+' | '■' | '●' | '※' | '･' => Token::Filler,
        c if c.is_whitespace() => Token::Space,
        _ => return None,
    })
}

/// Where a word ends that begins here. A Latin word ends where no further letter follows, or where a known word does.
pub fn starts(chars: &[char], at: usize, word: &str) -> Option<usize> {
    let mut next = at;
    for c in word.chars() {
        (*chars.get(next)? == c).then_some(())?;
        next += 1;
    }
    let goes_on = word.ends_with(|c: char| c.is_ascii_alphanumeric())
        && chars.get(next).is_some_and(char::is_ascii_alphabetic);
    (!goes_on || is_glued(chars, next)).then_some(next)
}

/// Does one of the words that people write without a space begin here?
fn is_glued(chars: &[char], at: usize) -> bool {
    const GLUED: &[&str] = &[
        "wav", "wave", "mp3", "flac", "aiff", "mono", "stereo", "khz", "hz", "bit", "kbps", "float", "cbr",
        "vbr",
    ];
    GLUED.iter().any(|word| {
        let mut rest = chars[at..].iter();
        word.chars().all(|c| rest.next() == Some(&c)) && !rest.next().is_some_and(char::is_ascii_alphabetic)
    })
}

/// The longest known word that begins here.
pub fn word(chars: &[char], at: usize, joins: bool) -> Option<(Token, usize)> {
    let is_inside = at > 0 && chars[at].is_ascii_alphanumeric() && chars[at - 1].is_ascii_alphanumeric();
    if is_inside && !joins {
        return None;
    }
    let bounds = BOUNDS
        .iter()
        .flat_map(|(bound, words)| words.iter().map(|(word, side)| (*word, Token::Bound(*bound, *side))));
    let words = WORDS.iter().flat_map(|(token, words)| words.iter().map(|word| (*word, *token)));
    let found = bounds.chain(words).filter_map(|(word, token)| Some((token, starts(chars, at, word)?)));
    found.max_by_key(|(_, next)| *next)
}

/// The name of an audio file: up to its ending, from where a name can begin.
fn name(chars: &[char], at: usize) -> Option<(Token, usize)> {
    let is_of_name = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '#' | '\u{F000}');
    let begins = |i: usize| {
        i == 0
            || chars[i - 1].is_whitespace()
            || !(chars[i - 1].is_alphanumeric() || is_of_name(&chars[i - 1]))
    };
    let is_latin = is_of_name(&chars[at]) && !at.checked_sub(1).is_some_and(|i| is_of_name(&chars[i]));
    if !is_latin && !begins(at) {
        return None;
    }
    let end = (at..chars.len()).find(|i| {
        let c = &chars[*i];
        !(is_of_name(c) || !is_latin && c.is_alphanumeric())
    })?;
    if chars[end] != '.' || end == at {
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
