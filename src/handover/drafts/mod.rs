//! Drafts for advisers, from the same facts (handover.md): marked as drafts, with blanks where the record says nothing.

mod court;
mod freelance;
mod index;
mod us902;

pub use index::index_csv;

use super::matter::Matter;
use super::paper::{STYLE, style_hash};
use super::timeline::{Extent, Row, Words, note_rows, rows};
use crate::case::memo::Item;
use crate::text::{Lang, Message, Texts};
use askama::Template;
use std::fmt;
use std::str::FromStr;

/// Rows of a thread that are printed whole; beyond that a person reads the export itself.
const THREAD: Extent = Extent { rows: 2_000, words: Words::Whole };

/// For whom a draft is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Adviser {
    /// フリーランス・トラブル110番.
    Freelance110,
    /// 証拠説明書, for a court in Japan.
    CourtJa,
    /// A certification under the Federal Rules of Evidence 902(13) and (14).
    Us902,
}

impl Adviser {
    /// All of them.
    pub const ALL: [Adviser; 3] = [Adviser::Freelance110, Adviser::CourtJa, Adviser::Us902];

    /// The word on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Adviser::Freelance110 => "freelance-110",
            Adviser::CourtJa => "court-ja",
            Adviser::Us902 => "us-902",
        }
    }

    /// The language of the draft.
    pub fn lang(self) -> Lang {
        match self {
            Adviser::Freelance110 | Adviser::CourtJa => Lang::Ja,
            Adviser::Us902 => Lang::En,
        }
    }

    /// The draft as a page for print.
    pub fn page(self, matter: &Matter<'_>, texts: &Texts, made: &Message) -> String {
        let parts = match self {
            Adviser::Freelance110 => freelance::parts(matter, texts),
            Adviser::CourtJa => court::parts(matter, texts),
            Adviser::Us902 => us902::parts(matter, texts),
        };
        let page = Page {
            lang: texts.lang().tag(),
            title: texts.say(&Message::new(format!("draft-{}", self.word()))),
            made: texts.say(made),
            marked: texts.get("draft-marked"),
            style: STYLE,
            style_hash: style_hash(),
            parts,
        };
        page.render().expect("a template writes to memory")
    }
}

impl fmt::Display for Adviser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for Adviser {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Adviser::ALL
            .into_iter()
            .find(|adviser| adviser.word() == text)
            .ok_or("freelance-110, court-ja, us-902")
    }
}

#[derive(Template)]
#[template(path = "draft.html")]
struct Page<'a> {
    lang: &'a str,
    title: String,
    made: String,
    marked: String,
    style: &'a str,
    style_hash: String,
    parts: Vec<Part>,
}

/// A part of a draft: a heading, sentences, and a table or a thread.
#[derive(Default)]
struct Part {
    heading: String,
    /// How its table is laid out: `pairs`, `exhibits`, or plainly.
    class: &'static str,
    sentences: Vec<String>,
    /// Names of the columns; none for pairs.
    head: Vec<String>,
    rows: Vec<Vec<String>>,
    thread: Vec<Row>,
}

impl Part {
    fn new(texts: &Texts, id: &'static str) -> Self {
        Self { heading: texts.get(id), class: "pairs", ..Self::default() }
    }
}

/// A memo line as a pair: its name, what the worker wrote, or that nothing is recorded.
fn pair(matter: &Matter<'_>, texts: &Texts, name: &'static str, item: Item) -> Vec<String> {
    let value = matter.value(item).map_or_else(|| texts.get(matter.missing(item)), |(value, _)| value);
    vec![texts.get(name), value]
}

/// The whole record, with dates; behind it the lines of the notes that are not understood, and the remarks.
fn thread(matter: &Matter<'_>, texts: &Texts) -> Part {
    let mut thread = rows(matter, texts, THREAD);
    thread.extend(note_rows(matter, texts));
    Part { thread, ..Part::new(texts, "draft-thread") }
}
