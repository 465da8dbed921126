//! The pages under docs/ and the READMEs, held against the code. `HIKAE_DOCS_WRITE=1` makes the worked example of
//! docs/format.md anew; then read the change.

use crate::common::*;
use crate::sound;
use hikae::base::entry_name::{COMPONENT_BYTES, EntryName, PATH_BYTES};
use hikae::base::finding::{Code, Severity};
use hikae::base::limits::Limits;
use hikae::format::fact::{Fact, OriginFact};
use hikae::text::{Lang, Message, Texts};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn page(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// The part of a page under a heading, up to the next heading of the same or a higher level.
fn section<'a>(page: &'a str, heading: &str) -> &'a str {
    let level = heading.chars().take_while(|c| *c == '#').count();
    let begin = page.find(&format!("\n{heading}")).unwrap_or_else(|| panic!("no {heading}")) + 1;
    let rest = &page[begin + heading.len()..];
    let ends = (1..=level).filter_map(|l| rest.find(&format!("\n{} ", "#".repeat(l)))).min();
    &rest[..ends.unwrap_or(rest.len())]
}

/// The code blocks of a language, without their fences.
fn blocks<'a>(text: &'a str, lang: &str) -> Vec<&'a str> {
    text.split(&format!("\n```{lang}\n")).skip(1).map(|rest| rest.split("\n```").next().unwrap()).collect()
}

#[test]
fn every_code_has_its_section() {
    let page = page("docs/findings.md");
    let meaning = |severity| match severity {
        Severity::Alters => "alters",
        Severity::Undecided => "undecided",
        Severity::Lowers => "lowers",
        Severity::Notice => "notice",
    };
    let mut sections: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for part in page.split("\n### `").skip(1) {
        let (code, rest) = part.split_once("`\n").unwrap();
        let body = rest.split("\n## ").next().unwrap();
        sections.entry(code).or_default().push(body.trim());
    }
    let codes: BTreeMap<&str, Code> = Code::ALL.iter().map(|code| (code.as_str(), *code)).collect();
    assert_eq!(sections.keys().collect::<Vec<_>>(), codes.keys().collect::<Vec<_>>());
    for (code, bodies) in sections {
        assert_eq!(bodies.len(), 1, "{code} has more than one section");
        let head = format!("*{}, step {}.*", meaning(codes[code].severity()), codes[code].step());
        assert!(bodies[0].starts_with(&head), "{code} should begin with {head}");
        assert!(bodies[0].lines().count() > 1, "{code} says nothing");
        for lang in Lang::ALL {
            let id = format!("finding-{code}");
            let message = Message::new(id.clone()).text("subject", "x").text("detail", "y");
            assert_ne!(Texts::new(lang).say(&message), id, "{code} has no sentence in {lang}");
        }
    }
}

/// Never written by the program or its documents (design: "Tone").
const NEVER: [&str; 23] = [
    "証明済み",
    "改ざん不可能",
    "法的効力",
    "確定日付",
    "内容証明",
    "催告",
    "督促",
    "最終通告",
    "音信不通",
    "連絡不能",
    "悪質",
    "無視",
    "未払い",
    "検収済み",
    "詐欺",
    "証拠",
    "legally valid",
    "compliant",
    "court-proof",
    "cannot be reached",
    "has read",
    "refuses",
    "guaranteed",
];

fn texts(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let kind = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
        if path.is_dir() {
            texts(&path, found);
        } else if ["md", "ftl", "txt", "toml", "html"].contains(&kind) {
            found.push(path);
        }
    }
}

#[test]
fn words_that_are_never_written() {
    let mut files: Vec<PathBuf> =
        ["README.md", "README.ja.md", "CHANGELOG.md"].map(|f| root().join(f)).to_vec();
    for folder in ["docs", "src"] {
        texts(&root().join(folder), &mut files);
    }
    assert!(files.iter().any(|f| f.ends_with("src/case/template.ja.txt")));
    assert!(files.iter().any(|f| f.ends_with("src/text/ja/finding.ftl")));
    assert!(files.iter().any(|f| f.ends_with("src/platform/data/crowdworks.toml")));
    let mut seen = Vec::new();
    for file in files {
        for (number, line) in fs::read_to_string(&file).unwrap().lines().enumerate() {
            let lower = line.to_lowercase();
            // a draft for a lawyer speaks of evidence; nothing else does
            let for_lawyers = file.ends_with("handover.ftl") && line.starts_with("draft-");
            let banned = |word: &&&str| contains_word(&lower, word) && !(for_lawyers && **word == "証拠");
            let word = NEVER.iter().find(banned);
            seen.extend(word.map(|word| format!("{}:{}: {word}", file.display(), number + 1)));
        }
    }
    assert!(seen.is_empty(), "{}", seen.join("\n"));
}

/// English words as words; Japanese anywhere.
pub fn contains_word(line: &str, word: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let alone = |at: usize| {
        !is_letter(line[..at].chars().next_back()) && !is_letter(line[at + word.len()..].chars().next())
    };
    line.match_indices(word).any(|(at, _)| !word.is_ascii() || alone(at))
}

#[test]
fn the_sources_of_the_platforms_are_those_of_their_files() {
    use hikae::platform::{Platform, PlatformId};
    let page = page("docs/platforms.md");
    let rows = section(&page, "## Sources").lines().filter(|line| line.starts_with("| "));
    let written: Vec<&str> = rows.filter(|row| !row.starts_with("| platform ")).collect();
    let mut expected = Vec::new();
    for id in PlatformId::ALL {
        for source in Platform::of(id).sources() {
            let (kind, address) = (source.kind.word(), &source.address);
            expected.push(format!("| {id} | {} | {kind} | {address} | {} |", source.id, source.read));
        }
    }
    assert_eq!(written, expected);
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn bytes(number: u64) -> String {
    match number {
        n if n >= 1 << 20 => format!("{} MiB", n >> 20),
        n => format!("{} KiB", n >> 10),
    }
}

#[test]
fn the_limits_of_the_page_are_those_of_the_code() {
    let page = page("docs/format.md");
    let written: Vec<(&str, &str)> = section(&page, "## 10. Limits")
        .lines()
        .filter_map(|line| line.strip_prefix("| "))
        .filter(|line| !line.starts_with("what "))
        .map(|line| {
            let mut cells = line.split(" | ");
            (cells.next().unwrap(), cells.next().unwrap())
        })
        .collect();
    // every field by name: a new limit does not go without a row
    let Limits { entries, facts, fact_line, seal_file, signature, token, tokens, root_file, manifest, memo } =
        Limits::DEFAULT;
    let name = format!("{} bytes, a component {COMPONENT_BYTES}", grouped(PATH_BYTES as u64));
    let expected = [
        ("entries in an archive", grouped(entries)),
        ("facts in an edition", grouped(facts)),
        ("a fact line", bytes(fact_line as u64)),
        ("`seal.txt`", bytes(seal_file)),
        ("a root file but the manifests", bytes(root_file)),
        ("a manifest", bytes(manifest)),
        ("`seal.txt.sig`", bytes(signature)),
        ("a `.tsr`", bytes(token)),
        ("tokens in a stamp", tokens.to_string()),
        ("editions", "999".to_owned()),
        ("a name", name),
    ];
    assert_eq!(written, expected.each_ref().map(|(what, limit)| (*what, limit.as_str())));
    assert!(
        hikae::format::archive::Edition::new(999).is_some()
            && hikae::format::archive::Edition::new(1000).is_none()
    );
    // not of the format, so not in the table
    assert_eq!(memo, 4 << 20);
}

/// The code points of the list in section 7.2, as printed.
fn printed_list(page: &str) -> Vec<bool> {
    let list = blocks(section(page, "### 7.2 Names"), "text")[0];
    let mut banned = vec![false; 0x11_0000];
    let hex = |text: &str| u32::from_str_radix(text, 16).unwrap_or_else(|_| panic!("{text}"));
    for line in list.lines() {
        // the words that explain stand after three spaces or more
        for word in line.split("   ").next().unwrap().split_whitespace() {
            match word.strip_prefix("U+") {
                Some(range) => {
                    let (first, last) = range.split_once('–').unwrap_or((range, range));
                    (hex(first)..=hex(last)).for_each(|c| banned[c as usize] = true);
                }
                None => word.chars().for_each(|c| banned[c as usize] = true),
            }
        }
    }
    banned
}

#[test]
fn the_code_points_of_the_page_are_those_of_the_code() {
    let page = page("docs/format.md");
    let list = section(&page, "### 7.2 Names").replace(
        "U+FDD0–FDEF and every U+xFFFE, U+xFFFF                      non-characters",
        "U+FDD0–FDEF                                                 non-characters",
    );
    assert!(!list.contains("every U+x"), "the line of the non-characters is read by this test as it stands");
    let mut printed = printed_list(&format!("\n### 7.2 Names{list}"));
    (0..=0x10u32)
        .flat_map(|plane| [plane << 16 | 0xFFFE, plane << 16 | 0xFFFF])
        .for_each(|c| printed[c as usize] = true);
    for c in '\0'..=char::MAX {
        // a middle character that is in NFC by itself and does not compose with its neighbours is judged alone
        let text = format!("a{c}b");
        let why = EntryName::new(&text);
        let refused =
            matches!(why, Err(hikae::base::entry_name::BadName::CodePoint(code)) if code == u32::from(c));
        assert_eq!(refused, printed[c as usize], "U+{:04X}: {why:?}", u32::from(c));
    }
}

/// The small archive of section 12: fixed key, case number, salts and time.
fn worked_sample() -> Sample {
    let path = "data/001/delivery/1/ep1.wav";
    let origin = OriginFact {
        path: name(path),
        name: "納品/1回目/ep1.wav".into(),
        name_hex: None,
        modified: Some(time("2026-10-04T00:40:00Z")),
    };
    Sample {
        sealed: "2026-10-04T00:58:09Z",
        files: vec![(path, b"RIFF".to_vec())],
        facts: vec![case_fact("title", "第1話"), Fact::Origin(origin)],
        lang: Lang::En,
        ..Sample::default()
    }
}

fn worked_example() -> Vec<(&'static str, String)> {
    let (archive, sealed) = worked_sample().seal();
    assert!(check(&[&archive]).unwrap().findings().is_empty());
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&archive)).unwrap();
    let mut text = |name: &str| {
        let mut text = String::new();
        zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let facts = text("proof/001/facts.jsonl");
    let mut leaves = String::new();
    for line in facts.lines() {
        let _ = writeln!(leaves, "{line}\n  {}", hikae::format::fact::FactLine::leaf(line.as_bytes()));
    }
    let mut header = String::new();
    for (i, row) in archive[..30 + "data/001/delivery/1/ep1.wav".len()].chunks(16).enumerate() {
        let hex: Vec<String> = row.iter().map(|b| format!("{b:02x}")).collect();
        let ascii: String =
            row.iter().map(|b| if (0x20..0x7F).contains(b) { char::from(*b) } else { '.' }).collect();
        let _ = writeln!(header, "{:04x}  {:47}  {ascii}", i * 16, hex.join(" "));
    }
    vec![
        ("leaves", leaves),
        ("seal.txt", text("proof/001/seal.txt")),
        ("seal.txt.sig", text("proof/001/seal.txt.sig")),
        ("seal code", format!("{}\n", sealed.code.grouped())),
        ("header", header),
        ("manifest-sha256.txt", text("manifest-sha256.txt")),
    ]
}

#[test]
fn the_worked_example_is_what_the_code_makes() {
    let page = page("docs/format.md");
    let section = section(&page, "## 12. A worked example");
    let written = blocks(section, "text");
    let made = worked_example();
    assert_eq!(written.len(), made.len());
    if std::env::var_os("HIKAE_DOCS_WRITE").is_some() {
        let mut parts = section.split("\n```text\n");
        let mut new = parts.next().unwrap().to_owned();
        for (part, (_, text)) in parts.zip(&made) {
            let after = &part[part.find("```").unwrap()..];
            let _ = write!(new, "\n```text\n{text}{after}");
        }
        fs::write(root().join("docs/format.md"), page.replace(section, &new)).unwrap();
        return;
    }
    for (block, (what, text)) in written.iter().zip(&made) {
        assert_eq!(*block, text.trim_end_matches('\n'), "{what}");
    }
}

/// The console blocks of the READMEs, run in a folder with two recordings, a thread and a brief.
#[cfg(unix)]
#[test]
fn the_console_blocks_are_true() {
    for (readme, locale) in [("README.md", "en_US.UTF-8"), ("README.ja.md", "ja_JP.UTF-8")] {
        let folder = tempfile::tempdir().unwrap();
        let inside = folder.path().join("README.in");
        fs::create_dir(&inside).unwrap();
        let narration = |hz| sound::Sound::silence(16_000, 1, 1.0).sine(&[0], hz, 0.3, 0.0, (0.0, 1.0));
        let recording = |hz| narration(hz).wav(sound::Coding::Int(16));
        for (file, content) in [
            ("ep1.wav", recording(220.0)),
            ("ep2.wav", recording(330.0)),
            ("thread.txt", b"2026/10/1 14:03 Minato: hello\n2026/10/1 14:05 Mugi: thank you\n2026/10/2 9:00 Minato: go ahead\n".to_vec()),
            ("brief.pdf", b"%PDF-1.7".to_vec()),
        ] {
            fs::write(inside.join(file), content).unwrap();
        }
        fs::write(folder.path().join("README.md"), with_wildcards(&page(readme))).unwrap();
        trycmd::TestCases::new()
            .env("SOURCE_DATE_EPOCH", "1791075489") // 2026-10-04
            .env("HIKAE_HOME", "home")
            .env("HIKAE_OFFLINE", "1")
            .env("LC_ALL", locale)
            .register_bin("cp", trycmd::schema::Bin::Path("/bin/cp".into()))
            .case(folder.path().join("README.md"));
    }
}

/// What is different in every run reads as an example on the page, and as a wildcard here.
#[cfg(unix)]
fn with_wildcards(page: &str) -> String {
    let mut out = String::new();
    let mut console = false;
    for line in page.lines() {
        if line.starts_with("```") {
            console = line == "```console";
        }
        let mut line = line.to_owned();
        if console {
            line = line.replace("/home/mugi/.config/hikae/", "home/");
            let random = |word: &str| {
                word.starts_with("SHA256:") || word.len() == 8 && word.bytes().all(|b| b.is_ascii_hexdigit())
            };
            let words: Vec<&str> = line.split(' ').collect();
            if let Some(first) = words.iter().position(|word| random(word)) {
                line = [&words[..first], &["[..]"]].concat().join(" ");
            }
        }
        out.push_str(&line);
        out.push('\n');
    }
    out
}
