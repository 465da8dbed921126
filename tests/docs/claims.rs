//! Every sentence of the texts is listed in claims.tsv with what it rests on and who asserts it (docs/claims.md). Here the
//! list is held against the texts of both languages, and the words of a sentence against what it rests on.

mod code;
mod words;

use hikae::format::fact::Kind as FactKind;
use hikae::text::Lang;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use words::{EXCEPTIONS, FINDINGS, Pattern, STRONG};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What a sentence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It says that something is so.
    Claim,
    /// A heading, a column, a word inside another sentence.
    Label,
    Question,
    /// What to do next.
    Instruction,
    /// What failed now, and on what.
    Error,
    /// Words that the worker sends under their own name.
    Draft,
}

impl Kind {
    fn of_word(word: &str) -> Option<Self> {
        Some(match word {
            "claim" => Kind::Claim,
            "label" => Kind::Label,
            "question" => Kind::Question,
            "instruction" => Kind::Instruction,
            "error" => Kind::Error,
            "draft" => Kind::Draft,
            _ => return None,
        })
    }
}

/// What this program itself read or checked in this run; with the engine of absence, all that "same", "none" and "last"
/// may rest on.
const FOUND_NOW: [&str; 19] = [
    "archive, read now",
    "seal, read now",
    "facts, read now",
    "payload, read now",
    "labels of every edition",
    "signature, verified now",
    "token, verified now",
    "mail signature, verified now",
    "derived texts, made again",
    "samples, decoded now",
    "copy, read now",
    "notes, read now",
    "folder, read now",
    "key file, read now",
    "network, asked now",
    "this run",
    "absence engine",
    // what a kind of proof shows by its definition, whatever the archive; what the reader's own tools will say
    "the format",
    "stock tool, run by the reader",
];

/// Grounds that decide nothing by themselves; beside them stand the kinds of facts, as sealed.
const OTHER_GROUNDS: [&str; 3] = ["token, read now", "platform data", "clock of this machine"];

const ASSERTERS: [&str; 9] =
    ["found", "sealed", "worker", "export", "platform", "authority", "nobody", "hikae", "reader"];

/// Who may say "verified": those who did it.
const CHECKERS: [&str; 4] = ["found", "authority", "hikae", "reader"];

/// Beginnings of the names of sentences of last, first, none, how many days: nothing but the engine of absence carries
/// these, whatever their words are.
const OF_ABSENCE: [&str; 13] = [
    "point-last",
    "point-silence",
    "point-receipt-none",
    "ticket-last",
    "request-after-guide",
    "request-reported",
    "silence-statement",
    "silence-days",
    "silence-no",
    "silence-delivery",
    "round-reply-none",
    "report-silence-days",
    "next-silence",
];

/// Where errors stand: no sentence about a record may hide among them.
const ERRORS: [&str; 29] = [
    "error-",
    "reason-",
    "dkim-key-",
    "key-error-",
    "sign-error-",
    "no-answer-",
    "stamp-no-answer",
    "stamp-nobody",
    "stamp-output-one",
    "export-one-archive",
    "export-no-token",
    "read-answer",
    "read-nothing",
    "read-reminder-unknown",
    "read-save-",
    "read-participant-unknown",
    "read-zone-unknown",
    "read-copied-unknown",
    "case-memo-",
    "contains-no-file",
    "seal-case-output",
    "seal-needs-output",
    "seal-place-unknown",
    "seal-message-unwritten",
    "seal-message-needs-case",
    "menu-needs-case",
    "menu-no-",
    "stamp-offline",
    "handover-to-whom",
];

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    id: String,
    kind: Kind,
    rests_on: Vec<String>,
    asserted_by: Vec<String>,
}

impl Row {
    fn parse(line: &str) -> Result<Self, String> {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, kind, rests_on, asserted_by] = cells[..] else {
            return Err(format!("not four cells: {line}"));
        };
        let kind = Kind::of_word(kind).ok_or_else(|| format!("{id}: no such kind: {kind}"))?;
        let list = |cell: &str| match cell {
            "-" => Vec::new(),
            cell => cell.split('+').map(str::to_owned).collect(),
        };
        Ok(Self { id: id.to_owned(), kind, rests_on: list(rests_on), asserted_by: list(asserted_by) })
    }

    /// What of the row is outside the vocabulary.
    fn outside_the_vocabulary(&self) -> Option<String> {
        let is_claim = self.kind == Kind::Claim;
        if is_claim == self.rests_on.is_empty() || is_claim == self.asserted_by.is_empty() {
            return Some(format!("{}: claims alone rest on something and are asserted, and always", self.id));
        }
        let is_fact = |word: &str| FactKind::ALL.iter().any(|kind| kind.as_str() == word);
        let is_ground =
            |word: &str| FOUND_NOW.contains(&word) || OTHER_GROUNDS.contains(&word) || is_fact(word);
        let ground = self.rests_on.iter().find(|word| !is_ground(word));
        let asserter = self.asserted_by.iter().find(|word| !ASSERTERS.contains(&word.as_str()));
        ground.or(asserter).map(|word| format!("{}: no such word: {word}", self.id))
    }

    fn is_found_now(&self) -> bool {
        self.rests_on.iter().any(|ground| FOUND_NOW.contains(&ground.as_str()))
    }

    fn is_by(&self, asserters: &[&str]) -> bool {
        self.asserted_by.iter().any(|asserter| asserters.contains(&asserter.as_str()))
    }

    /// Questions, what to do next, and the help: they say nothing of a record.
    fn is_guidance(&self) -> bool {
        let is_help = self.id.ends_with(".next") || self.id.starts_with("help-");
        self.kind == Kind::Question || self.kind == Kind::Instruction && is_help
    }

    /// "same", "none", "last" where nothing was found that it could rest on.
    fn says_too_much(&self, sentence: &str) -> Option<&'static str> {
        let free = self.is_guidance() || self.kind == Kind::Error;
        let grounded = self.kind == Kind::Claim && self.is_found_now();
        if free || grounded { None } else { Pattern::first(&STRONG, sentence) }
    }

    /// "checked now" in a sentence of somebody who checked nothing.
    fn speaks_as_a_finding(&self, sentence: &str) -> Option<&'static str> {
        let checked = self.kind != Kind::Claim || self.is_by(&CHECKERS);
        if checked { None } else { Pattern::first(&FINDINGS, sentence) }
    }

    /// Is it no question, though the list says so; or an error in a place where there are none?
    fn is_of_another_kind(&self, sentence: &str) -> bool {
        match self.kind {
            Kind::Question => !sentence.ends_with([':', '?', ']', '?', '。']),
            Kind::Error => !ERRORS.iter().any(|begin| self.id.starts_with(begin)),
            _ => false,
        }
    }
}

fn list() -> Vec<Row> {
    let list = fs::read_to_string(root().join("tests/docs/claims.tsv")).unwrap();
    let mut lines = list.lines();
    assert_eq!(lines.next(), Some("id\tkind\trests on\tasserted by"));
    lines.map(|line| Row::parse(line).unwrap()).collect()
}

/// A sentence of a text file: its name, with that of the attribute, and its words without the values.
struct Sentence {
    id: String,
    words: String,
}

/// All sentences of a language: the files by name, each in its order.
fn sentences(lang: Lang) -> Vec<Sentence> {
    let folder = root().join("src/text").join(lang.tag());
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let texts = files.iter().map(|file| fs::read_to_string(file).unwrap());
    texts.flat_map(|text| words::sentences(&text)).map(|(id, words)| Sentence { id, words }).collect()
}

/// What a check says of every sentence of both languages.
fn told<T: std::fmt::Debug>(check: impl Fn(&Row, &str) -> Option<T>) -> Vec<String> {
    let list = list();
    let mut told = Vec::new();
    for lang in Lang::ALL {
        for sentence in sentences(lang) {
            let row = list.iter().find(|row| row.id == sentence.id);
            let said = row.and_then(|row| check(row, &sentence.words));
            told.extend(said.map(|said| format!("{} ({lang}): {said:?}: {}", sentence.id, sentence.words)));
        }
    }
    told
}

#[test]
fn every_sentence_is_listed_in_its_order() {
    let listed: Vec<String> = list().into_iter().map(|row| row.id).collect();
    let names: BTreeSet<&String> = listed.iter().collect();
    assert_eq!(names.len(), listed.len(), "an id stands twice in the list");
    for lang in Lang::ALL {
        let said: Vec<String> = sentences(lang).into_iter().map(|sentence| sentence.id).collect();
        let said_names: BTreeSet<&String> = said.iter().collect();
        assert_eq!(said_names.len(), said.len(), "an id stands twice in the texts ({lang})");
        let unlisted: Vec<_> = said_names.difference(&names).collect();
        assert!(unlisted.is_empty(), "not in claims.tsv ({lang}): {unlisted:?}");
        let unsaid: Vec<_> = names.difference(&said_names).collect();
        assert!(unsaid.is_empty(), "in claims.tsv and not in the texts ({lang}): {unsaid:?}");
        let moved = said.iter().zip(&listed).find(|(said, listed)| said != listed);
        assert!(moved.is_none(), "in another order than the texts ({lang}): {moved:?}");
    }
}

#[test]
fn rows_keep_to_the_vocabulary() {
    let outside: Vec<String> = list().iter().filter_map(Row::outside_the_vocabulary).collect();
    assert!(outside.is_empty(), "{}", outside.join("\n"));
}

#[test]
fn kinds_are_what_they_say() {
    let other = told(|row, sentence| row.is_of_another_kind(sentence).then_some(row.kind));
    assert!(other.is_empty(), "{}", other.join("\n"));
}

#[test]
fn what_nobody_checked_is_no_finding() {
    let found = told(Row::speaks_as_a_finding);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn same_none_and_last_rest_on_what_was_found() {
    let exempt = |id: &str| EXCEPTIONS.iter().any(|(of, _)| *of == id);
    let too_much = told(|row, sentence| row.says_too_much(sentence).filter(|_| !exempt(&row.id)));
    assert!(too_much.is_empty(), "{}", too_much.join("\n"));
    // an exception that is none any more goes
    let needed = told(|row, sentence| row.says_too_much(sentence));
    for (id, reason) in EXCEPTIONS {
        assert!(needed.iter().any(|told| told.starts_with(&format!("{id} ("))), "{id} needs none");
        assert!(!reason.is_empty());
    }
}

#[test]
fn absence_rests_on_its_engine() {
    let of_absence = |row: &&Row| OF_ABSENCE.iter().any(|begin| row.id.starts_with(begin));
    let list = list();
    let guessed = list.iter().filter(of_absence).filter(|row| row.kind == Kind::Claim);
    let guessed = guessed.filter(|row| !row.rests_on.iter().any(|ground| ground == "absence engine"));
    let guessed: Vec<&String> = guessed.map(|row| &row.id).collect();
    assert!(guessed.is_empty(), "{guessed:?}");
    let labels = list.iter().filter(of_absence).filter(|row| row.kind != Kind::Claim && !row.is_guidance());
    let labels: Vec<&String> = labels.map(|row| &row.id).collect();
    assert!(labels.is_empty(), "no claims: {labels:?}");
    for begin in OF_ABSENCE {
        assert!(list.iter().any(|row| row.id.starts_with(begin)), "{begin} begins nothing");
    }
}

#[test]
fn the_checks_can_fail() {
    let row = |line: &str| Row::parse(line).unwrap();
    assert!(Row::parse("a\tclaim\tevent").is_err() && Row::parse("a\tguess\t-\t-").is_err());
    for line in [
        "a\tclaim\t-\tworker",
        "a\tclaim\tevent\t-",
        "a\tlabel\tevent\t-",
        "a\tclaim\thearsay\tworker",
        "a\tclaim\tevent\tGod",
    ] {
        assert!(row(line).outside_the_vocabulary().is_some(), "{line}");
    }
    let worker = row("a\tclaim\tevent+case\tworker");
    assert_eq!(worker.outside_the_vocabulary(), None);
    assert_eq!(worker.says_too_much("The client's LAST message"), Some("last"));
    assert_eq!(worker.says_too_much("The sametime lasts"), None, "words are whole");
    assert_eq!(worker.says_too_much("記録はありません。"), Some("ありません"));
    assert_eq!(worker.speaks_as_a_finding("It was verified."), Some("verified"));
    let found = row("a\tclaim\tabsence engine\tfound");
    assert_eq!((found.says_too_much("none"), found.speaks_as_a_finding("verified")), (None, None));
    assert!(row("a\tlabel\t-\t-").says_too_much("none").is_some(), "a label is no way around");
    assert!(row("point-x\terror\t-\t-").is_of_another_kind("There is none."), "nor is an error");
    assert!(row("a\tquestion\t-\t-").is_of_another_kind("There is none."));
}
