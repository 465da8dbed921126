//! The text of a page in reading order, as far as a browser shows it: lines, and what pictures and buttons are called.

use super::archive::Frames;
use base64ct::{Base64Unpadded, Encoding as _};
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use std::collections::BTreeSet;
use std::ops::Range;

/// Elements whose content is no text of the page.
const HIDDEN: &[&str] = &[
    "script",
    "style",
    "template",
    "noscript",
    "title",
    "head",
    "option",
    "iframe",
    "metadata",
    "desc",
    "defs",
    "annotation",
];

/// Elements that a head holds.
const OF_HEADS: &[&str] =
    &["head", "title", "base", "link", "meta", "style", "script", "noscript", "template", "html"];

/// Elements that stand inside a line. All others begin a new one.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "font", "i", "img", "kbd", "label",
    "mark", "q", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
    "svg", "path", "g", "use",
];

/// Elements without an end.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Where elements meet inside a line: a page may show them apart.
pub(super) const SEAM: char = '\u{E000}';

/// Pages inside pages that are looked into.
const DEEPEST: u8 = 4;
/// Elements inside each other whose ends are known.
const OPEN: usize = 2000;

/// What something on a page is called.
pub(super) struct Label {
    pub(super) words: String,
    /// Where in the text it begins and ends.
    pub(super) at: usize,
    pub(super) end: usize,
    pub(super) of: Of,
}

/// What is called so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Picture,
    Element,
}

impl Of {
    /// Of elements whose content is not shown as text, and calls something.
    fn of_hidden(name: &str) -> Option<Self> {
        match name {
            "option" => Some(Of::Picture),
            "title" | "desc" => Some(Of::Element),
            _ => None,
        }
    }
}

/// What a page shows.
#[derive(Default)]
pub(super) struct Shown {
    pub(super) lines: String,
    pub(super) labels: Vec<Label>,
    /// Elements that are open and whose content is not shown.
    hidden: Vec<String>,
    /// Elements that are open, each with its labels.
    open: Vec<(String, Range<usize>)>,
    /// Pages inside that were shown.
    met: BTreeSet<usize>,
    /// How deep inside quotations it stands, where these are marked.
    quoted: Option<usize>,
    /// A break of a line in the source is one in the text.
    keeps_breaks: bool,
}

/// How a text is taken out of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Breaks {
    /// As a browser shows it.
    Folded,
    /// Those of the source are kept: a browser does so in what was written as plain text.
    Kept,
}

/// The text of a mail in HTML, in reading order: lines, those of a quotation behind `> `.
pub(crate) fn letter(html: &str, breaks: Breaks) -> String {
    let keeps_breaks = breaks == Breaks::Kept;
    let mut shown = Shown { quoted: Some(0), keeps_breaks, ..Shown::default() };
    shown.page(html, &Frames::default(), 0);
    shown.lines
}

/// Quotations inside each other that are marked.
const QUOTED: usize = 20;

fn tokens(html: &str) -> impl Iterator<Item = Token> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(html, emitter).map(|token| {
        let Ok(token) = token;
        token
    })
}

fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    tag.attributes.get(name.as_bytes()).map(|value| String::from_utf8_lossy(value).into_owned())
}

impl Shown {
    /// A page, with the pages inside it where they stand; those for which no place was found come last.
    pub(super) fn of(html: &str, frames: &Frames) -> Self {
        let mut shown = Self::default();
        shown.page(html, frames, 0);
        for (i, page) in frames.all().iter().enumerate() {
            if shown.met.insert(i) {
                shown.inside(page, frames, 0);
            }
        }
        shown
    }

    /// All that stands in a page, shown or not.
    pub(super) fn all(html: &str, frames: &Frames) -> String {
        let mut all = String::new();
        let mut say = |bytes: &[u8]| {
            all.push_str(&String::from_utf8_lossy(bytes));
            all.push(' ');
        };
        for page in std::iter::once(html).chain(frames.all().iter().map(String::as_str)) {
            for token in tokens(page) {
                match token {
                    Token::StartTag(tag) => tag.attributes.values().for_each(|value| say(value)),
                    Token::String(string) => say(&string),
                    _ => {}
                }
            }
        }
        all
    }

    fn page(&mut self, html: &str, frames: &Frames, depth: u8) {
        for token in tokens(html) {
            match token {
                Token::StartTag(tag) => {
                    self.begins(&tag);
                    self.frame(&tag, frames, depth);
                }
                Token::EndTag(tag) => self.ends(&String::from_utf8_lossy(&tag.name)),
                Token::String(string) => self.say(&String::from_utf8_lossy(&string)),
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
    }

    /// A page that stands inside this one.
    fn frame(&mut self, tag: &StartTag<()>, frames: &Frames, depth: u8) {
        let name = String::from_utf8_lossy(&tag.name);
        if depth >= DEEPEST || !matches!(&*name, "iframe" | "frame" | "object" | "embed") {
            return;
        }
        if let Some(html) = attribute(tag, "srcdoc") {
            self.inside(&html, frames, depth);
            return;
        }
        let source = attribute(tag, "src").or_else(|| attribute(tag, "data"));
        if let Some(html) = source.as_deref().and_then(of_data_url) {
            self.inside(&html, frames, depth);
            return;
        }
        if let Some(i) = source.and_then(|source| frames.number(&source))
            && self.met.insert(i)
        {
            self.inside(&frames.all()[i], frames, depth);
        }
    }

    /// What stands around it is hidden or open for itself.
    fn inside(&mut self, html: &str, frames: &Frames, depth: u8) {
        let (hidden, open) = (std::mem::take(&mut self.hidden), std::mem::take(&mut self.open));
        self.line("div");
        self.page(html, frames, depth + 1);
        self.close(0);
        self.line("div");
        (self.hidden, self.open) = (hidden, open);
    }

    fn begins(&mut self, tag: &StartTag<()>) {
        let name = &*String::from_utf8_lossy(&tag.name);
        // a browser shows what is in the shadow of an element
        let shadow = name == "template"
            && ["shadowrootmode", "shadowroot", "shadowmode"]
                .iter()
                .any(|mode| attribute(tag, mode).is_some());
        // ends that nobody wrote: of an option before the next one, of a head where something stands that no head holds
        if name == "option" || name == "optgroup" {
            self.hidden.retain(|open| open != "option");
        }
        if !OF_HEADS.contains(&name) && self.hidden.last().is_some_and(|open| open == "head") {
            self.hidden.retain(|open| open != "head");
        }
        if name == "body" {
            self.hidden.retain(|open| open != "head" && open != "title");
        }
        if HIDDEN.contains(&name) && !tag.self_closing && !shadow {
            self.hidden.push(name.to_owned());
        }
        self.line(name);
        if name == "blockquote" {
            self.quoted = self.quoted.map(|depth| (depth + 1).min(QUOTED));
        }
        if self.hidden.is_empty() {
            self.called(name, tag);
        }
        if let Some(of) = Of::of_hidden(name) {
            let at = self.lines.len();
            self.labels.push(Label { words: String::new(), at, end: at, of });
        }
    }

    /// What an element is called, and the words on a button.
    fn called(&mut self, name: &str, tag: &StartTag<()>) {
        let words = |of: &str| attribute(tag, of).filter(|words| !words.trim().is_empty());
        let kind = words("type").unwrap_or_default().to_ascii_lowercase();
        if name == "input" {
            const UNSEEN: [&str; 9] =
                ["hidden", "password", "checkbox", "radio", "range", "color", "file", "image", "date"];
            if let Some(value) = words("value").filter(|_| !UNSEEN.contains(&kind.as_str())) {
                self.say(&value);
                self.line(name);
            }
        }
        let picture = name == "img" || name == "area" || name == "input" && kind == "image";
        let alt = words("alt").filter(|_| picture);
        if let Some(sign) = alt.as_deref().filter(|alt| is_sign(alt)) {
            self.say(sign);
            return;
        }
        let of = if picture { Of::Picture } else { Of::Element };
        let at = self.lines.len();
        let called = ["aria-label", "title", "aria-description", "placeholder", "data-tooltip"].map(words);
        let leads =
            name == "a" && words("rel").is_some_and(|rel| rel.split_whitespace().any(|to| to == "next"));
        let called = called.into_iter().flatten().chain(alt).chain(leads.then(|| "Next page".to_owned()));
        let first = self.labels.len();
        self.labels.extend(called.map(|words| Label { words, at, end: at, of }));
        if !VOID.contains(&name) && !tag.self_closing && self.open.len() < OPEN {
            self.open.push((name.to_owned(), first..self.labels.len()));
        }
    }

    fn ends(&mut self, name: &str) {
        let inside: &[&str] = match name {
            "select" | "datalist" => &["option"],
            "svg" => &["metadata", "desc", "defs", "title"],
            "math" => &["annotation"],
            _ => &[],
        };
        self.hidden.retain(|open| !inside.contains(&open.as_str()));
        if let Some(at) = self.hidden.iter().rposition(|open| open == name) {
            self.hidden.truncate(at);
        } else if self.hidden.is_empty()
            && let Some(at) = self.open.iter().rposition(|(open, _)| open == name)
        {
            self.close(at);
        }
        self.line(name);
        if name == "blockquote" {
            self.quoted = self.quoted.map(|depth| depth.saturating_sub(1));
        }
    }

    /// Ends the elements from one on.
    fn close(&mut self, from: usize) {
        let end = self.lines.len();
        for (_, labels) in self.open.drain(from..) {
            self.labels[labels].iter_mut().for_each(|label| label.end = end);
        }
    }

    fn line(&mut self, name: &str) {
        if INLINE.contains(&name) && !self.lines.is_empty() && !self.lines.ends_with(['\n', ' ', SEAM]) {
            self.lines.push(SEAM);
        }
        if !INLINE.contains(&name) && !self.lines.is_empty() && !self.lines.ends_with('\n') {
            // labels stand at places of the text, which is not cut
            self.lines.push('\n');
        }
    }

    /// Text with white space folded, as a browser shows it.
    fn say(&mut self, text: &str) {
        // what a list offers, or a page or a drawing is called: "Page 1 of 3"
        if self.hidden.last().is_some_and(|open| Of::of_hidden(open).is_some())
            && let Some(label) = self.labels.last_mut()
        {
            label.words.push_str(text);
        }
        if !self.hidden.is_empty() {
            return;
        }
        for c in text.chars() {
            let blank = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}');
            let begins = self.lines.is_empty() || self.lines.ends_with('\n');
            match blank {
                true if self.keeps_breaks && c == '\n' && !begins => self.lines.push('\n'),
                true if self.lines.is_empty() || self.lines.ends_with([' ', '\n']) => {}
                true => self.lines.push(' '),
                false => {
                    if begins && let Some(depth) = self.quoted {
                        self.lines.push_str(&"> ".repeat(depth));
                    }
                    self.lines.push(c);
                }
            }
        }
    }
}

/// An emoji that a page shows as a picture, or its name between colons.
fn is_sign(alt: &str) -> bool {
    const LONGEST: usize = 30;
    let alt = alt.trim();
    let named = alt.len() > 2
        && alt.strip_prefix(':').and_then(|rest| rest.strip_suffix(':')).is_some_and(|word| {
            word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-'))
        });
    let drawn = !alt.is_ascii() && !alt.contains(char::is_alphabetic) && !alt.contains(char::is_whitespace);
    alt.len() <= LONGEST && (named || drawn)
}

/// A page that stands in its own address (RFC 2397).
fn of_data_url(source: &str) -> Option<String> {
    let (kind, data) = source.trim().strip_prefix("data:")?.split_once(',')?;
    let kind = kind.to_ascii_lowercase();
    if !kind.starts_with("text/html") && !kind.starts_with("application/xhtml") {
        return None;
    }
    let mut bytes = Vec::with_capacity(data.len());
    let mut rest = data.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let digits = behind.get(..2).filter(|_| *first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        match digits.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            None => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    if kind.ends_with(";base64") {
        bytes.retain(|byte| !byte.is_ascii_whitespace() && *byte != b'=');
        bytes = Base64Unpadded::decode_vec(std::str::from_utf8(&bytes).ok()?).ok()?;
    }
    Some(String::from_utf8_lossy(&bytes).into_owned())
}
