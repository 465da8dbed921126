//! Which known word begins at a place.

use super::meaning::Token;
use super::vocabulary::{BOUNDS, NAMES, PHRASES, VERDICTS};

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

/// The longest known word that begins here. `joins` where what stands before is known, and need not end a word.
pub fn word(chars: &[char], at: usize, joins: bool) -> Option<(Token, usize)> {
    let is_inside = at > 0 && chars[at].is_ascii_alphanumeric() && chars[at - 1].is_ascii_alphanumeric();
    if is_inside && !joins {
        return None;
    }
    let bounds = BOUNDS
        .iter()
        .flat_map(|(bound, words)| words.iter().map(|(word, side)| (*word, Token::Bound(*bound, *side))));
    let words = NAMES
        .iter()
        .chain(PHRASES)
        .chain(VERDICTS)
        .flat_map(|(token, words)| words.iter().map(|word| (*word, *token)));
    let found = bounds.chain(words).filter_map(|(word, token)| Some((token, starts(chars, at, word)?)));
    found.max_by_key(|(_, next)| *next)
}
