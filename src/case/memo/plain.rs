//! Text as people type it, seen in one plain form: half-width digits and signs, lower case, one kind of
//! space. Every plain character knows where it came from, so that what is kept is kept as written.

use std::iter;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// A name of a memo line in the form in which names are compared: letters and digits alone.
pub(super) fn fold_name(name: &str) -> String {
    name.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).nfc().collect()
}

/// A value with its plain form. Parts are taken out one after another; the rest stays readable.
pub(super) struct Plain {
    written: String,
    chars: Vec<char>,
    /// For each plain character, the bytes of `written` it stands for.
    origin: Vec<Range<usize>>,
    taken: Vec<bool>,
}

impl Plain {
    pub(super) fn new(written: &str) -> Self {
        let written: String = written.nfc().collect();
        let (mut chars, mut origin) = (Vec::new(), Vec::new());
        for (at, c) in written.char_indices() {
            for plain in iter::once(c).nfkc() {
                chars.push(fold(plain));
                origin.push(at..at + c.len_utf8());
            }
        }
        let taken = vec![false; chars.len()];
        Self { written, chars, origin, taken }
    }

    /// The plain characters; what was taken out is a space.
    pub(super) fn chars(&self) -> &[char] {
        &self.chars
    }

    /// The part as written.
    pub(super) fn written(&self, part: Range<usize>) -> &str {
        if part.is_empty() {
            return "";
        }
        self.written[self.origin[part.start].start..self.origin[part.end - 1].end].trim()
    }

    /// What stands before and after a part, as written.
    pub(super) fn around(&self, part: Range<usize>) -> (String, String) {
        let start = self.origin.get(part.start).map_or(self.written.len(), |origin| origin.start);
        let end =
            part.end.checked_sub(1).and_then(|last| self.origin.get(last)).map_or(start, |origin| origin.end);
        (self.written[..start].to_owned(), self.written[end..].to_owned())
    }

    /// Takes a part out, with the parentheses directly around it, and gives it as written.
    pub(super) fn take(&mut self, part: Range<usize>) -> String {
        let written = self.written(part.clone()).to_owned();
        let before = part.start.checked_sub(1).filter(|&i| self.chars[i] == '(');
        let after = Some(part.end).filter(|&i| self.chars.get(i) == Some(&')'));
        let whole = match (before, after) {
            (Some(open), Some(close)) => open..close + 1,
            _ => part,
        };
        for i in whole {
            self.chars[i] = ' ';
            self.taken[i] = true;
        }
        written
    }

    /// What nobody took, as written, without the commas and spaces that held the parts together.
    pub(super) fn rest(&self) -> Option<String> {
        let mut rest = String::new();
        let mut last = None;
        for (i, origin) in self.origin.iter().enumerate() {
            if self.taken[i] || self.chars[i] == ' ' {
                if !rest.is_empty() && !rest.ends_with(' ') {
                    rest.push(' ');
                }
            } else if last != Some(origin.start) {
                rest.push_str(&self.written[origin.clone()]);
                last = Some(origin.start);
            }
        }
        let joints = |c: char| c.is_whitespace() || matches!(c, ',' | '、' | ';' | '，' | '・' | ':' | '：');
        let rest = rest.trim_matches(joints);
        rest.contains(char::is_alphanumeric).then(|| rest.to_owned())
    }
}

fn fold(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c if c.is_whitespace() => ' ',
        c => c.to_ascii_lowercase(),
    }
}

/// Reads plain characters from left to right.
#[derive(Clone)]
pub(super) struct Cursor<'a> {
    chars: &'a [char],
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(chars: &'a [char], at: usize) -> Self {
        Self { chars, at }
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    /// The character before the position.
    pub(super) fn before(&self) -> Option<char> {
        self.at.checked_sub(1).map(|i| self.chars[i])
    }

    /// Steps over spaces, but not over so many that two things cannot belong together.
    pub(super) fn spaces(&mut self) {
        const TOGETHER: usize = 16;
        let spaces = self.chars[self.at..].iter().take(TOGETHER).take_while(|&&c| c == ' ').count();
        self.at += spaces;
    }

    /// Steps over one of these characters and gives it.
    pub(super) fn one_of(&mut self, set: &str) -> Option<char> {
        let c = self.peek().filter(|&c| set.contains(c))?;
        self.at += 1;
        Some(c)
    }

    /// Steps over this text.
    pub(super) fn text(&mut self, text: &str) -> Option<()> {
        let mut here = self.chars[self.at..].iter();
        if !text.chars().all(|c| here.next() == Some(&c)) {
            return None;
        }
        self.at += text.chars().count();
        Some(())
    }

    /// Steps over the first of these texts that stands here and gives its value.
    pub(super) fn first<T: Copy>(&mut self, texts: &[(&str, T)]) -> Option<T> {
        texts.iter().find_map(|(text, value)| self.text(text).map(|()| *value))
    }

    /// A number of at most 8 digits, and how many digits it has.
    pub(super) fn number(&mut self) -> Option<(u32, usize)> {
        const MOST: usize = 8;
        let digits = self.chars[self.at..].iter().take(MOST + 1).take_while(|c| c.is_ascii_digit()).count();
        if digits == 0 || digits > MOST {
            return None;
        }
        let number = self.chars[self.at..self.at + digits].iter().filter_map(|c| c.to_digit(10));
        let number = number.fold(0, |n, digit| n * 10 + digit);
        self.at += digits;
        Some((number, digits))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_by_letters_and_digits() {
        for same in ["契約ID", "契約　ＩＤ", "・契約 id", "【契約ID】", "契約ＩＤ"] {
            assert_eq!(fold_name(same), "契約id", "{same}");
        }
        assert_eq!(fold_name("ﾌﾟﾗｯﾄﾌｫｰﾑ"), fold_name("プラットフォーム"));
        assert_eq!(fold_name("フ\u{309A}ラットフォーム"), fold_name("プラットフォーム"));
    }

    #[test]
    fn what_is_left_is_as_written() {
        let mut plain = Plain::new("２０２６　(１回目)、㈱港町　さん");
        assert_eq!(plain.take(0..4), "２０２６");
        assert_eq!(plain.take(6..9), "１回目");
        assert_eq!(plain.rest().as_deref(), Some("㈱港町 さん"));
    }
}
