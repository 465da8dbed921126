//! Holds the direction of imports of docs/architecture.md: reads the `crate::…` paths of every source file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A room, and the rooms that it may import, from the ground up: a room stands on those above it in this list alone.
const ALLOWED: &[(&str, &str)] = &[
    ("text", ""),
    ("base", "text"),
    ("format", "base text"),
    ("timestamp", "base"),
    ("audio", "base format"),
    ("case", "base format text"),
    ("message", "base case format text"),
    ("platform", "base case text"),
    ("report", "base format message text timestamp"),
    ("verify", "base format report text timestamp"),
    ("seal", "base format report text timestamp verify"),
    ("net", "base format text timestamp"),
    ("handover", "base case format message platform report seal text verify"),
    ("workspace", "audio base case format handover message net platform seal text timestamp verify"),
    (
        "cli",
        "audio base case format handover message net platform report seal text timestamp verify workspace",
    ),
];

pub fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => sources(&path, found),
            false if path.extension().is_some_and(|e| e == "rs") => found.push(path),
            false => {}
        }
    }
}

/// The program's code without its tests and comments.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The first components of the paths that follow `start`: `crate::a::b` and `crate::{a, b::c}`.
fn paths(code: &str, start: &str) -> BTreeSet<String> {
    let word = |text: &str| -> String {
        text.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
    };
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices(start) {
        let rest = &code[at + start.len()..];
        match rest.strip_prefix('{') {
            None => drop(found.insert(word(rest))),
            Some(list) => {
                let (mut depth, mut begins) = (0, true);
                for (i, c) in list.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => begins = true,
                        c if begins && !c.is_whitespace() => {
                            found.insert(word(&list[i..]));
                            begins = false;
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    found
}

/// What each room imports.
fn imports() -> BTreeMap<String, BTreeSet<String>> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let mut rooms: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files {
        let inner = file.strip_prefix(&src).unwrap();
        let name = inner.file_name().unwrap().to_str().unwrap();
        if name == "tests.rs" || name.ends_with("_tests.rs") {
            continue;
        }
        let room = inner.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs").to_owned();
        if room == "main" || room == "lib" {
            continue;
        }
        let mut used = paths(&code(&file), "crate::");
        used.remove(&room);
        rooms.entry(room).or_default().extend(used);
    }
    rooms
}

#[test]
fn rooms_are_private_but_for_the_tests() {
    let lib = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let lines: Vec<&str> = lib.lines().collect();
    let mut opened = BTreeSet::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(name) = line.strip_prefix("pub mod ") else { continue };
        match name.strip_suffix(';') {
            Some(room) => {
                let gate = lines[at - 1];
                let opens = gate.contains("feature = \"internals\"") && !gate.contains("not(feature");
                assert!(opens, "{room} is open to everybody");
                opened.insert(room.to_owned());
            }
            // a page of names that stand elsewhere
            None => {
                let end = at + lines[at..].iter().position(|line| *line == "}").expect("an end");
                let inside = lines[at + 1..end].join(" ");
                let of_names =
                    |part: &str| part.trim().is_empty() || part.trim().starts_with("pub use crate::");
                assert!(inside.split(';').all(of_names), "{line} holds more than names");
            }
        }
    }
    opened.insert("cli".to_owned()); // nobody reaches into the program
    assert_eq!(opened, ALLOWED.iter().map(|(room, _)| (*room).to_owned()).collect());
}

fn set(names: &str) -> BTreeSet<String> {
    names.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn every_room_imports_only_what_it_may() {
    let rooms = imports();
    let allowed: BTreeMap<&str, BTreeSet<String>> = ALLOWED.iter().map(|(r, a)| (*r, set(a))).collect();
    for (room, used) in &rooms {
        let may = allowed.get(room.as_str()).unwrap_or_else(|| panic!("{room} is not in the table"));
        let more: Vec<_> = used.difference(may).collect();
        assert!(more.is_empty(), "{room} imports {more:?}: see docs/architecture.md");
    }
    for room in allowed.keys() {
        assert!(rooms.contains_key(*room), "{room} is in the table and not in src/");
    }
}

#[test]
fn there_is_one_way_up() {
    let mut below = BTreeSet::new();
    for (room, may) in ALLOWED {
        let above: Vec<_> = set(may).difference(&below).cloned().collect();
        assert!(above.is_empty(), "{room} stands on {above:?}, which come after it: that would be a circle");
        below.insert((*room).to_owned());
    }
}

#[test]
fn the_page_has_a_row_for_every_room() {
    let page =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/architecture.md")).unwrap();
    let written: BTreeMap<&str, BTreeSet<String>> = page
        .lines()
        .filter_map(|line| {
            let cells: Vec<&str> = line.strip_prefix("| `")?.split('|').collect();
            let [room, _, imports, _, _] = cells.as_slice() else { return None };
            let names = imports.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
            Some((
                room.trim().trim_matches('`'),
                names.filter(|n| !n.is_empty()).map(str::to_owned).collect(),
            ))
        })
        .collect();
    let table: BTreeMap<&str, BTreeSet<String>> = ALLOWED.iter().map(|(r, a)| (*r, set(a))).collect();
    assert_eq!(written, table);
}

#[test]
fn paths_are_found_in_every_form() {
    assert_eq!(paths("use crate::{a::{b, c}, d, e::f};\nlet x = crate::g::h();", "crate::"), set("a d e g"));
}
