//! Holds the direction of imports of docs/architecture.md: reads the `crate::…` paths of every source file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A room, and the rooms that it may import. `cli` and `main.rs` are the program: they may import the whole library.
const ALLOWED: &[(&str, &str)] = &[
    // what everything may stand on
    ("digest", ""),
    ("limits", ""),
    ("moment", ""),
    ("name", ""),
    ("parallel", ""),
    ("text", ""),
    ("finding", "text"),
    ("error", "finding text"),
    ("fact", "digest moment name"),
    // the format
    ("archive", "digest error finding limits moment name text"),
    ("proof", "archive digest error fact limits moment text"),
    ("timestamp", "digest moment"),
    ("message", "case digest error fact limits moment text"),
    // what a case says, sentence by sentence, and what support gets
    ("claim", "archive digest fact message text"),
    ("account", "archive assign case claim contents error fact limits message moment name platform"),
    ("browser", "error"),
    (
        "handover",
        "abridged account archive assign browser build case claim contents digest disk error fact finding limits message moment name parallel platform report text verify",
    ),
    ("abridged", "digest fact message moment name text"),
    ("report", "abridged archive digest fact message moment name proof seal_code text timestamp verify"),
    ("derived", "abridged archive digest name report text"),
    ("contents", "archive error fact finding limits"),
    ("build", "abridged archive derived digest error limits moment name report text"),
    ("new_stamp", "archive digest error name report timestamp"),
    // sealing and verifying, side by side
    (
        "seal",
        "abridged archive build digest error fact limits moment name new_stamp parallel proof report text",
    ),
    (
        "verify",
        "abridged archive digest error fact finding limits moment name parallel proof report seal_code text timestamp",
    ),
    // the worker's files
    ("case", "fact limits moment text"),
    ("platform", "moment text"),
    ("reminder", "moment platform text"),
    ("next_step", "case moment platform reminder text"),
    ("disk", "error"),
    ("collect", "case digest error fact moment name seal"),
    ("assign", "archive case error name"),
    ("conversations", "collect error fact limits message moment name seal"),
    ("dns", ""),
    ("case_folder", "assign case collect error limits seal text"),
    // what is in them
    ("audio", "archive digest fact name"),
    ("describe", "archive assign audio collect error fact name seal"),
    // the seal code, on its way out and back
    ("seal_code", "digest"),
    ("links", "case collect digest error fact message name seal seal_code"),
    ("delivery_message", "archive assign case digest fact name text"),
    // whom to ask for the time, and the only code that speaks to a network
    ("authorities", "archive"),
    ("ask", "authorities digest error limits text timestamp"),
    // where sealing and verifying meet: a stamp on what was sealed, a seal on disk, and the seals of a case
    ("stamp", "abridged archive build contents error finding limits new_stamp parallel report text verify"),
    ("asic", "archive build error limits moment name timestamp"),
    ("publish", "archive disk error fact limits proof seal stamp verify"),
    ("reread", "archive contents describe error fact finding limits message moment name seal_code"),
    (
        "history",
        "archive assign case_folder collect contents delivery_message digest disk error fact limits links moment parallel proof seal verify",
    ),
];

/// Sentences of docs/architecture.md that hold whatever the table says: room, rooms never imported.
const NEVER: &[(&str, &str)] = &[
    ("seal", "verify audio describe"),
    (
        "verify",
        "seal build ask dns derived message conversations reread case case_folder collect assign history publish disk audio describe",
    ),
    ("report", "case case_folder collect assign history publish disk seal audio describe"),
    ("finding", "error fact archive proof"),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
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
        if room == "main" || room == "cli" || room == "lib" {
            continue;
        }
        let mut used = paths(&code(&file), "crate::");
        used.remove(&room);
        rooms.entry(room).or_default().extend(used);
    }
    rooms
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
fn the_sentences_of_the_architecture_hold() {
    let rooms = imports();
    for (room, never) in NEVER {
        let common: Vec<_> = rooms[*room].intersection(&set(never)).cloned().collect();
        assert!(common.is_empty(), "{room} imports {common:?}");
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
