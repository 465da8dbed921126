//! A value in the form in which words are compared, and where each of its characters came from.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization as _;

/// Full-width forms, minus signs and capitals folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded<'a> {
    value: &'a str,
    chars: Vec<char>,
    /// Of each character, the bytes of the value that it was made of.
    from: Vec<Range<usize>>,
}

impl<'a> Folded<'a> {
    /// Folds a value.
    pub fn new(value: &'a str) -> Self {
        let mut folded = Self { value, chars: Vec::new(), from: Vec::new() };
        let mut rest = value.char_indices().peekable();
        while let Some((at, _)) = rest.next() {
            // what is composed of several characters is folded as one
            while rest.peek().is_some_and(|(_, c)| is_combining(*c)) {
                rest.next();
            }
            let end = rest.peek().map_or(value.len(), |(next, _)| *next);
            for c in value[at..end].nfkc().flat_map(char::to_lowercase) {
                folded.chars.push(same(c));
                folded.from.push(at..end);
            }
        }
        folded
    }

    /// The characters.
    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    /// The words of the value that these characters were.
    pub fn original(&self, span: Range<usize>) -> &'a str {
        let from = self.from.get(span.start).map_or(self.value.len(), |from| from.start);
        let to = span.end.checked_sub(1).and_then(|last| self.from.get(last)).map_or(from, |from| from.end);
        self.value.get(from..to.max(from)).unwrap_or_default()
    }
}

/// Marks that join the character before them: of half-width katakana, and of decomposed kana.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{3099}' | '\u{309A}' | 'ﾞ' | 'ﾟ' | '\u{300}'..='\u{36F}')
}

/// Characters that people write for the same.
fn same(c: char) -> char {
    match c {
        '−' | '–' | '‐' | '‑' | '—' | '―' => '-',
        '～' | '〰' => '〜',
        '’' => '\'',
        '×' => '×',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_those_that_were_written() {
        let folded = Folded::new("４８ｋＨｚ、ﾓﾉﾗﾙ ﾋﾞｯﾄ");
        assert_eq!(folded.chars().iter().collect::<String>(), "48khz、モノラル ビット");
        assert_eq!(folded.original(0..2), "４８");
        assert_eq!(folded.original(6..10), "ﾓﾉﾗﾙ");
        assert_eq!(folded.original(11..12), "ﾋﾞ");
        assert_eq!(folded.original(11..14), "ﾋﾞｯﾄ");
        assert_eq!(folded.original(14..14), "");
        assert_eq!(Folded::new("").original(0..0), "");
    }
}
