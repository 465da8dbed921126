//! Saved pages of threads: the text of an HTML page in the order in which it is read, then read as a pasted thread.
//! Scripts, styles and what a browser does not show as text are never read. Places are lines of that text.

use super::lines::encoding_of;
use super::{Export, Setting, Sink, pasted};
use crate::base::error::{Error, Result};
use html5gum::{DefaultEmitter, Token, Tokenizer};
use std::io::Read as _;

/// Largest page that is read: a saved thread with its pictures inside has a few megabytes.
const MAX_PAGE: u64 = 32 << 20;

/// The dialect's word.
pub(crate) const DIALECT: &str = "page";

/// Elements whose content is no text of the page.
const HIDDEN: &[&str] =
    &["script", "style", "template", "noscript", "svg", "title", "head", "option", "iframe", "math"];

/// Elements that stand inside a line. All others begin a new one.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "font", "i", "img", "kbd", "label",
    "mark", "q", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];

/// The text of a page. `None`: it is larger than any page of a thread.
fn text_of(export: &dyn Export) -> Result<Option<String>> {
    let mut bytes = Vec::new();
    export.open()?.take(MAX_PAGE + 1).read_to_end(&mut bytes).map_err(Error::read)?;
    if bytes.len() as u64 > MAX_PAGE {
        return Ok(None);
    }
    if let Some(html) = archived(&bytes) {
        return Ok(Some(text_of_html(&html)));
    }
    let slice: &[u8] = &bytes;
    let encoding = encoding_of(&slice)?.encoding;
    Ok(Some(text_of_html(&encoding.decode(&bytes).0)))
}

/// The page in a web archive (MHTML, RFC 2557).
fn archived(bytes: &[u8]) -> Option<String> {
    if !is_archive(bytes) {
        return None;
    }
    let mail = mail_parser::MessageParser::default().parse(bytes)?;
    mail.body_html(0).map(|html| html.into_owned())
}

/// Is it a page that a browser saved as a mail?
pub(crate) fn is_archive(bytes: &[u8]) -> bool {
    const HEAD: usize = 4 << 10;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_lowercase();
    let saved = head.contains("snapshot-content-location:") || head.contains("from: <saved by");
    saved && head.contains("multipart/related")
}

fn text_of_html(html: &str) -> String {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut text = Text::default();
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => text.begins(&String::from_utf8_lossy(&tag.name), tag.self_closing),
            Token::EndTag(tag) => text.ends(&String::from_utf8_lossy(&tag.name)),
            Token::String(string) => text.say(&String::from_utf8_lossy(&string)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    text.lines
}

/// The text of a page, as far as it was gone through.
#[derive(Default)]
struct Text {
    lines: String,
    /// Elements that are open and whose content is not shown.
    hidden: Vec<String>,
}

impl Text {
    fn begins(&mut self, name: &str, self_closing: bool) {
        if HIDDEN.contains(&name) && !self_closing {
            self.hidden.push(name.to_owned());
        }
        // a head that nobody closed ends where the body begins
        if name == "body" {
            self.hidden.retain(|open| open != "head" && open != "title");
        }
        self.line(name);
    }

    fn ends(&mut self, name: &str) {
        if let Some(at) = self.hidden.iter().rposition(|open| open == name) {
            self.hidden.truncate(at);
        }
        self.line(name);
    }

    fn line(&mut self, name: &str) {
        if !INLINE.contains(&name) && !self.lines.is_empty() && !self.lines.ends_with('\n') {
            let end = self.lines.trim_end_matches(' ').len();
            self.lines.truncate(end);
            self.lines.push('\n');
        }
    }

    /// Text with white space folded, as a browser shows it.
    fn say(&mut self, text: &str) {
        if !self.hidden.is_empty() {
            return;
        }
        for c in text.chars() {
            let blank = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}');
            match blank {
                true if self.lines.is_empty() || self.lines.ends_with([' ', '\n']) => {}
                true => self.lines.push(' '),
                false => self.lines.push(c),
            }
        }
    }
}

/// Reads a page, if it shows a thread.
pub(crate) fn read(export: &dyn Export, setting: &Setting, sink: &mut dyn Sink) -> Result<Shown> {
    let Some(text) = text_of(export)? else { return Ok(Shown::NoThread) };
    let bytes = text.as_bytes();
    if !pasted::is_thread(&bytes, setting)? {
        return Ok(Shown::NoThread);
    }
    pasted::read(&bytes, Some(DIALECT), setting, sink)?;
    Ok(Shown::Thread)
}

/// What a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    Thread,
    NoThread,
}

/// Does a page show a thread?
pub(crate) fn shows_thread(export: &dyn Export, setting: &Setting) -> Result<bool> {
    let Some(text) = text_of(export)? else { return Ok(false) };
    pasted::is_thread(&text.as_bytes(), setting)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn message_the_text_of_a_page_in_reading_order() {
        let html = "<!DOCTYPE html><html><head><title>x</title><style>p{}</style><script>var a = '<p>no</p>';</script></head><body>\
                    <div class=m><img alt=no><b>港町\n オーディオ</b><span>さん</span><br>2026年11月06日 <time>14:03</time></div>\
                    <p>確認&amp;しました。</p><script>document.write('no')</script><noscript>no</noscript></body></html>";
        assert_eq!(text_of_html(html), "港町 オーディオさん\n2026年11月06日 14:03\n確認&しました。\n");
        assert_eq!(text_of_html("a<p>b<div>c"), "a\nb\nc");
        assert_eq!(text_of_html("<script>never ends"), "");
    }
}
