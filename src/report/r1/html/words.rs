//! Both languages on one page: every sentence stands twice, and the page shows one of them.

use crate::text::{Lang, Message, Texts, visible};
use askama::filters::{Html, HtmlSafe, escape};
use std::fmt::{self, Write as _};

/// The sentences of both languages.
pub struct Words {
    ja: Texts,
    en: Texts,
}

impl Words {
    /// Loads those of the revision.
    pub fn new() -> Self {
        let [ja, en] = [Lang::Ja, Lang::En].map(super::super::sentences::texts);
        Self { ja, en }
    }

    /// Those of one language.
    pub fn of(&self, lang: Lang) -> &Texts {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }

    /// A sentence.
    pub fn say(&self, message: &Message) -> Both {
        self.with(|texts| texts.say(message))
    }

    /// A sentence without values.
    pub fn get(&self, id: &'static str) -> Both {
        self.with(|texts| texts.get(id))
    }

    /// The sentence of a name that comes from a fact, or the word itself where there is none.
    pub fn named(&self, id: &str, otherwise: &str) -> Both {
        let message = Message::new(id.to_owned());
        self.with(|texts| {
            let said = texts.say(&message);
            if said == id { visible(otherwise).into_owned() } else { said }
        })
    }

    /// Whatever is made of the sentences of one language, in both.
    pub fn with(&self, make: impl Fn(&Texts) -> String) -> Both {
        let (ja, en) = self.each(make);
        Both { ja, en }
    }

    /// Japanese, then English.
    pub fn each<T>(&self, make: impl Fn(&Texts) -> T) -> (T, T) {
        (make(&self.ja), make(&self.en))
    }
}

/// A text in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Both {
    /// Japanese
    pub ja: String,
    /// English
    pub en: String,
}

impl Both {
    /// A text that is the same in both.
    pub fn same(text: impl Into<String>) -> Self {
        let ja: String = text.into();
        Self { en: ja.clone(), ja }
    }

    /// Nothing to print?
    pub fn is_empty(&self) -> bool {
        self.ja.is_empty() && self.en.is_empty()
    }

    /// The text of one language, for places that hold no markup.
    pub fn of(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }
}

/// As markup, escaped here.
impl fmt::Display for Both {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ja == self.en {
            return escaped(f, &self.ja);
        }
        f.write_str("<span lang=ja>")?;
        escaped(f, &self.ja)?;
        f.write_str("</span><span lang=en>")?;
        escaped(f, &self.en)?;
        f.write_str("</span>")
    }
}

impl HtmlSafe for Both {}

fn escaped(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    match escape(text, Html) {
        Ok(safe) => write!(f, "{safe}"),
        Err(never) => match never {},
    }
}

/// Markup that a template of this room made.
#[derive(Debug, Clone, Default)]
pub struct Markup(String);

impl Markup {
    /// What a template gives.
    pub fn of(template: &impl askama::Template) -> Self {
        Self(template.render().expect("writing to memory does not fail"))
    }

    /// Is there nothing in it?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Markup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Markup {}

/// Markup that grows as far as there is room for it.
pub struct Room {
    markup: String,
    most: usize,
    /// Pieces for which there was none.
    pub left_out: u64,
}

impl Room {
    /// So many bytes.
    pub fn within(most: usize) -> Self {
        Self { markup: String::new(), most, left_out: 0 }
    }

    /// One more piece; once one does not fit, none behind it does.
    pub fn push(&mut self, template: &impl askama::Template) {
        if self.left_out == 0 {
            let before = self.markup.len();
            template.render_into(&mut self.markup).expect("writing to memory does not fail");
            if self.markup.len() <= self.most {
                return;
            }
            self.markup.truncate(before);
        }
        self.left_out += 1;
    }

    /// What there was room for.
    pub fn into_markup(self) -> Markup {
        Markup(self.markup)
    }
}

/// Untrusted text, each of its lines made visible; the template escapes it.
pub fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (i, line) in text.split('\n').enumerate() {
        if i > 0 {
            out.push('\n');
        }
        out.push_str(&visible(line.strip_suffix('\r').unwrap_or(line)));
    }
    out
}

/// Untrusted text on one line, not yet made visible.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A path of an entry as a relative address: every byte that is not plain is encoded, component by component.
pub fn address(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte))
            }
            _ => write!(out, "%{byte:02X}").expect("writing to memory does not fail"),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_escaped_and_a_word_of_both_languages_stands_once() {
        let both = |ja: &str, en: &str| Both { ja: ja.into(), en: en.into() }.to_string();
        assert_eq!(both("a<b", "a<b"), "a&#60;b");
        assert_eq!(both("\"あ", "b'"), "<span lang=ja>&#34;あ</span><span lang=en>b&#39;</span>");
    }

    #[test]
    fn addresses_hold_no_character_that_means_something() {
        assert_eq!(address("data/001/delivery/1/a #1&b?c.wav"), "data/001/delivery/1/a%20%231%26b%3Fc.wav");
        assert_eq!(address("data/001/documents/第1話.pdf"), "data/001/documents/%E7%AC%AC1%E8%A9%B1.pdf");
    }

    #[test]
    fn lines_stay_lines_and_the_rest_is_made_visible() {
        assert_eq!(shown("a\r\nb\u{202E}c\n\u{0}"), "a\nb[U+202E]c\n[U+0000]");
    }
}
