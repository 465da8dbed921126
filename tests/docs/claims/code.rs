//! The code and the templates: no Japanese sentence outside the texts, and no name of a sentence that does not exist.

use super::{list, root};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Where words of other people are read: these are compared with what stands in messages and notes, not printed.
const READERS: [&str; 3] = ["src/message/", "src/case/memo/", "src/case/specification/"];

/// Ends of Japanese sentences.
const ENDS: [&str; 8] = ["。", "です", "ます", "ません", "ました", "ください", "でした", "でしょう"];

/// Files with Japanese words that are neither code nor texts, each with why.
const OTHER_FILES: [(&str, &str); 4] = [
    (
        "src/platform/data/",
        "each statement there has its own source and day; src/platform/tests.rs holds them",
    ),
    ("src/case/template.", "the form that the worker fills in"),
    (
        "src/format/archive/readme.txt",
        "a fixed file of the format (docs/format.md), the same in every archive",
    ),
    ("src/case/delivery_message/snapshots/", "what a test expects"),
];

/// Words that stand in templates themselves: names of languages and of an algorithm, and commands.
const IN_TEMPLATES: [&str; 6] = [
    "日本語",
    "English",
    "SHA-256",
    "hikae verify ARCHIVE.zip",
    "hikae contains ARCHIVE.zip FILE",
    "sha256sum",
];

/// What stands before the name of a sentence.
const CALLS: [&str; 13] = [
    "Message::new(",
    "message(",
    ".get(",
    ".prose(",
    ".step(",
    ".note(",
    "say(",
    "section(",
    "row(",
    "absent(",
    "clause(",
    "usage(",
    "from_memo(",
];

/// Beginnings of names that are made of parts and are no sentences.
const OTHER_NAMES: [&str; 1] = ["ipv6-"];

/// A string of the code as written, with all that stands before it.
struct Literal<'a> {
    before: &'a str,
    text: &'a str,
}

impl Literal<'_> {
    fn line(&self) -> usize {
        self.before.matches('\n').count() + 1
    }

    fn follows(&self, calls: &[&str]) -> bool {
        calls.iter().any(|call| self.before.trim_end().ends_with(call))
    }

    fn is_japanese_sentence(&self) -> bool {
        let letter = |c: char| matches!(c, 'ぁ'..='ん' | 'ァ'..='ヶ' | '一'..='龥');
        self.text.contains(letter) && ENDS.iter().any(|end| self.text.contains(end))
    }

    /// The name of a sentence that this is, or the beginning of one that is made of parts.
    fn name(&self) -> Option<(&str, Part)> {
        let is_name = |text: &str| {
            let rest = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
            text.contains('-') && text.starts_with(|c: char| c.is_ascii_lowercase()) && text.chars().all(rest)
        };
        if self.follows(&CALLS) && is_name(self.text) {
            return Some((self.text, Part::Whole));
        }
        let begin = self.text.split_once('{').map(|(begin, _)| begin)?;
        let made = self.follows(&["format!("]) && begin.ends_with('-') && is_name(begin);
        made.then_some((begin, Part::Begin))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Whole,
    Begin,
}

/// The strings of a source file, without those of comments.
fn literals(source: &str) -> Vec<Literal<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < source.len() {
        let rest = &source[at..];
        at += if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some((text, length)) = string(rest) {
            found.push(Literal { before: &source[..at], text });
            length
        } else {
            character(rest).unwrap_or_else(|| rest.chars().next().map_or(1, char::len_utf8))
        };
    }
    found
}

/// A string at the beginning: its text, and its length with the quotation marks.
fn string(rest: &str) -> Option<(&str, usize)> {
    if let Some(raw) = rest.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        let body = raw[hashes..].strip_prefix('"')?;
        let end = body.find(&format!("\"{}", "#".repeat(hashes)))?;
        return Some((&body[..end], end + 3 + 2 * hashes));
    }
    let body = rest.strip_prefix('"')?;
    let mut escaped = false;
    let end = body.find(|c| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    })?;
    Some((&body[..end], end + 2))
}

/// The length of a character at the beginning; a lifetime is none.
fn character(rest: &str) -> Option<usize> {
    let body = rest.strip_prefix('\'')?;
    let mut chars = body.char_indices();
    let end = match chars.next()?.1 {
        '\\' => body.get(2..)?.find('\'')? + 2,
        _ => chars.next().filter(|(_, c)| *c == '\'')?.0,
    };
    Some(end + 2)
}

/// The files under `src`, by their names from the root.
fn files() -> Vec<(String, PathBuf)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { walk(&path, found) } else { found.push(path) }
        }
    }
    let mut found = Vec::new();
    walk(&root().join("src"), &mut found);
    let name = |path: &Path| path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
    found.into_iter().map(|path| (name(&path), path)).collect()
}

/// The code that is no test.
fn code() -> Vec<(String, String)> {
    let code = files().into_iter().filter(|(name, _)| name.ends_with(".rs") && !name.ends_with("tests.rs"));
    code.map(|(name, path)| {
        let source = fs::read_to_string(path).unwrap();
        let end = source.find("#[cfg(test)]\nmod ").unwrap_or(source.len());
        (name, source[..end].to_owned())
    })
    .collect()
}

/// What stands in a template beside tags and values, piece by piece.
fn pieces(template: &str) -> Vec<String> {
    let mut text = template.to_owned();
    for (open, close) in [("{{", "}}"), ("{%", "%}"), ("<", ">")] {
        while let Some(begin) = text.find(open) {
            let end = text[begin..].find(close).map_or(text.len(), |end| begin + end + close.len());
            text.replace_range(begin..end, "\n");
        }
    }
    let pieces = text.lines().map(str::trim).filter(|piece| piece.contains(char::is_alphabetic));
    pieces.map(str::to_owned).collect()
}

#[test]
fn no_sentence_stands_in_the_code() {
    let code = code();
    assert!(code.len() > 200, "the code is read: {}", code.len());
    let mut seen = Vec::new();
    for (name, source) in &code {
        let is_reader = READERS.iter().any(|reader| name.starts_with(reader));
        let found =
            literals(source).into_iter().filter(|literal| !is_reader && literal.is_japanese_sentence());
        seen.extend(found.map(|literal| format!("{name}:{}: {}", literal.line(), literal.text)));
    }
    assert!(seen.is_empty(), "{}", seen.join("\n"));
}

#[test]
fn no_sentence_stands_in_a_template_or_elsewhere() {
    let mut seen = Vec::new();
    for (name, path) in files() {
        let known = OTHER_FILES.iter().any(|(of, _)| name.starts_with(of));
        // certificates are no text
        let Ok(text) = fs::read_to_string(path) else { continue };
        if name.ends_with(".html") {
            let other = pieces(&text).into_iter().filter(|piece| !IN_TEMPLATES.contains(&piece.as_str()));
            seen.extend(other.map(|piece| format!("{name}: {piece}")));
        } else if !known && !name.ends_with(".rs") && !name.ends_with(".ftl") {
            let is_japanese = text.contains(|c: char| matches!(c, 'ぁ'..='ん' | 'ァ'..='ヶ' | '一'..='龥'));
            seen.extend(is_japanese.then(|| format!("{name}: Japanese words outside the texts")));
        }
    }
    assert!(seen.is_empty(), "{}", seen.join("\n"));
    for (of, _) in OTHER_FILES {
        assert!(files().iter().any(|(name, _)| name.starts_with(of)), "{of} is no more");
    }
}

#[test]
fn every_sentence_that_code_names_exists() {
    let ids: BTreeSet<String> = list().into_iter().map(|row| row.id).collect();
    let (mut named, mut unknown) = (0, Vec::new());
    for (name, source) in &code() {
        for literal in literals(source) {
            let Some((id, part)) = literal.name() else { continue };
            named += 1;
            let exists = match part {
                Part::Whole => ids.contains(id),
                Part::Begin => ids.iter().any(|each| each.starts_with(id)) || OTHER_NAMES.contains(&id),
            };
            unknown.extend((!exists).then(|| format!("{name}:{}: {id}", literal.line())));
        }
    }
    assert!(named > 500, "names are found: {named}");
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
}

#[test]
fn the_code_is_read_as_code() {
    let source = "// \"です。\"\nlet a = '\"'; f::<'a>(\"b\\\"c\", r#\"d\"e\"#); /* \"f\" */ Message::new(\"g-h\");\nformat!(\"i-{}\", '\\'')";
    let found = literals(source);
    let texts: Vec<&str> = found.iter().map(|literal| literal.text).collect();
    assert_eq!(texts, ["b\\\"c", "d\"e", "g-h", "i-{}"]);
    assert_eq!((found[2].name(), found[2].line()), (Some(("g-h", Part::Whole)), 2));
    assert_eq!(found[3].name(), Some(("i-", Part::Begin)));
    assert_eq!(found[0].name(), None);
    assert!(Literal { before: "", text: "控えです" }.is_japanese_sentence());
    assert!(!Literal { before: "", text: "控え" }.is_japanese_sentence());
    assert_eq!(pieces("<p title=\"x\">{{ a }} Made by {% if b > c %}us{% endif %}</p>"), ["Made by", "us"]);
}
