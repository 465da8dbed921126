//! What a draft consists of.

use crate::case::memo::Item;
use crate::handover::matter::Matter;
use crate::handover::timeline::{Extent, Row, Words, note_rows, rows};
use crate::text::Texts;

/// Rows of a thread that are printed whole; beyond that a person reads the export itself.
const THREAD: Extent = Extent { rows: 2_000, words: Words::Whole };

/// A part of a draft: a heading, sentences, and a table or a thread.
#[derive(Default)]
pub struct Part {
    pub heading: String,
    /// How its table is laid out: `pairs`, `exhibits`, or plainly.
    pub class: &'static str,
    pub sentences: Vec<String>,
    /// Names of the columns; none for pairs.
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
    pub thread: Vec<Row>,
}

impl Part {
    pub fn new(texts: &Texts, id: &'static str) -> Self {
        Self { heading: texts.get(id), class: "pairs", ..Self::default() }
    }
}

/// A memo line as a pair: its name, what the worker wrote, or that nothing is recorded.
pub fn pair(matter: &Matter<'_>, texts: &Texts, name: &'static str, item: Item) -> Vec<String> {
    let value = matter.value(item).map_or_else(|| texts.get(matter.missing(item)), |(value, _)| value);
    vec![texts.get(name), value]
}

/// The whole record, with dates; behind it the lines of the notes that are not understood, and the remarks.
pub fn thread(matter: &Matter<'_>, texts: &Texts) -> Part {
    let mut thread = rows(matter, texts, THREAD);
    thread.extend(note_rows(matter, texts));
    Part { thread, ..Part::new(texts, "draft-thread") }
}
