//! The words of the texts without their values, and those that need a ground.

use crate::documents::contains_word;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern as Text, PatternElement};

/// A word or a few that need a ground wherever they stand.
pub struct Pattern(&'static str);

impl Pattern {
    /// The first that stands in a sentence: English ones as words, Japanese ones anywhere.
    pub fn first(patterns: &[Pattern], sentence: &str) -> Option<&'static str> {
        let lower = sentence.to_lowercase();
        patterns.iter().map(|pattern| pattern.0).find(|word| contains_word(&lower, word))
    }
}

/// What only a comparison or a whole record can tell.
pub const STRONG: [Pattern; 23] = [
    Pattern("same"),
    Pattern("equal"),
    Pattern("holds"),
    Pattern("none"),
    Pattern("no message"),
    Pattern("no word"),
    Pattern("last"),
    Pattern("as agreed"),
    Pattern("intact"),
    Pattern("identical"),
    Pattern("unchanged"),
    Pattern("verified"),
    Pattern("同じ"),
    Pattern("一致"),
    Pattern("ありません"),
    Pattern("最後"),
    Pattern("取り決めどおり"),
    Pattern("合って"),
    Pattern("とおりです"),
    Pattern("見当たりません"),
    Pattern("記録されていません"),
    Pattern("記録にない"),
    Pattern("当方の記録に"),
];

/// What only somebody says who looked.
pub const FINDINGS: [Pattern; 11] = [
    Pattern("hikae found"),
    Pattern("checked now"),
    Pattern("verified"),
    Pattern("made again"),
    Pattern("measured again"),
    Pattern("read again"),
    Pattern("いま確かめ"),
    Pattern("照合しました"),
    Pattern("確かめました"),
    Pattern("読み直しました"),
    Pattern("測り直しました"),
];

/// Sentences with strong words that need no finding, each with why.
pub const EXCEPTIONS: [(&str, &str); 25] = [
    ("places-value", "a number of clipped places; what was measured stands beside it"),
    ("spec-before-delivery", "quotes the sentence above it"),
    ("link-unknown", "says that the seal says so"),
    ("delivery-retake-others", "to the client; delivery_message compares the hashes that were read now"),
    ("point-7", "a heading; what stands below it rests on the absence engine"),
    ("ticket-change-same-day", "the same day by the calendar"),
    ("ticket-quality", "says what is not asked"),
    ("against-change-open", "speaks against the worker, and to the worker alone: to be uncertain adds to it"),
    ("against-unnamed", "speaks against the worker, and to the worker alone"),
    ("against-unnamed-more", "speaks against the worker, and to the worker alone"),
    ("annex-aside-note", "what the worker judged, and says so"),
    ("draft-us-3", "for a qualified person to complete"),
    ("auto-reply-line-bare", "takes nothing out of the record: the mark of the worker that fits nothing"),
    ("key-new-backup", "the same case: what the key is for"),
    ("report-case-by", "as the worker wrote it"),
    ("report-until-last", "names a moment of the export; nothing is said of what came after it"),
    ("report-until-changed", "the file's own date"),
    ("report-kind-unsent", "the export's own mark of a message that was taken back"),
    ("report-links-by", "says where to look"),
    ("report-link-unknown", "by what was known at sealing, and says so"),
    ("report-time-root-none", "of the roots in this program"),
    ("report-check-code", "says what to compare"),
    ("report-check-file", "says what to compare"),
    ("verify-txt-before", "the folder that holds the file"),
    ("verify-txt-cms-info", "says what to compare"),
];

/// The sentences of a text file, in order: names, with those of attributes, and words.
pub fn sentences(text: &str) -> Vec<(String, String)> {
    let resource = fluent_syntax::parser::parse(text).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
    let mut found = Vec::new();
    for entry in resource.body {
        let message = match entry {
            Entry::Message(message) => message,
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => continue,
            Entry::Term(_) | Entry::Junk { .. } => panic!("neither sentence nor comment: {entry:?}"),
        };
        let id = message.id.name;
        let value = message.value.unwrap_or_else(|| panic!("{id}: no sentence"));
        found.push((id.to_owned(), words(&value)));
        let attributes = message.attributes.iter();
        found.extend(attributes.map(|a| (format!("{id}.{}", a.id.name), words(&a.value))));
    }
    found
}

/// The words of a sentence in one line, those of all its variants.
fn words(text: &Text<&str>) -> String {
    let mut out = String::new();
    of_text(text, &mut out);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn of_text(text: &Text<&str>, out: &mut String) {
    for element in &text.elements {
        match element {
            PatternElement::TextElement { value } => out.push_str(value),
            PatternElement::Placeable { expression } => of_expression(expression, out),
        }
    }
}

fn of_expression(expression: &Expression<&str>, out: &mut String) {
    match expression {
        Expression::Select { variants, .. } => variants.iter().for_each(|variant| {
            of_text(&variant.value, out);
            out.push(' ');
        }),
        Expression::Inline(InlineExpression::StringLiteral { value }) => out.push_str(value),
        Expression::Inline(InlineExpression::Placeable { expression }) => of_expression(expression, out),
        // a value: where it stands, no word goes on
        Expression::Inline(_) => out.push('\u{2026}'),
    }
}

#[test]
fn variants_and_attributes_are_read() {
    let text = "a = { $n ->\n    [one] one file\n   *[other] { $n } files\n } are\n    the same\n    .next = Look.\n# no\nb = \u{63A7}え{ $x }\n";
    let words = |id: &str, words: &str| (id.to_owned(), words.to_owned());
    assert_eq!(
        sentences(text),
        [words("a", "one file … files are the same"), words("a.next", "Look."), words("b", "控え…")]
    );
}
