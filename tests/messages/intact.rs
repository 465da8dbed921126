//! What hikae seals never contradicts itself: every fixture, read in every zone that somebody may declare, is intact, whole
//! and at every level of a handover; and the second verifier says the same.

use crate::common::craft::Book;
use crate::common::*;
use hikae::base::digest::Sha256Digest;
use hikae::base::entry_name::EntryName;
use hikae::base::finding::Code;
use hikae::base::limits::Limits;
use hikae::case::Memo;
use hikae::format::archive::Edition;
use hikae::format::fact::{Fact, FactLine};
use hikae::handover::disclosure::{Disclosure, Level};
use hikae::message::{Answer, Answers, Said, Setting, Source, describe};
use hikae::verify::Verdict;
use hikae::workspace::conversations::{KeyRecord, mail_fact};
use hikae::workspace::links::{Links, Named};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Notes whose moments fall on every kind of hour: ordinary ones, one that comes twice, one that is skipped, days, hours.
const NOTES: [&str; 4] = [
    "",
    "クライアント名: 港町\n自分の表示名: むぎ\n名前: Minato = client\n名前: Mugi = me\n名前(mail): client@example.jp = client\n\
     コピー日時: 2026/11/28 9:00\n完了報告: 2026/10/5 14:03\n納品: 2026/10/4 24:10\n検収: 2026/10/6\n",
    "Client: Minato\nMy name: Mugi\nTime zone: Europe/Berlin\nThread copied at: 2026-10-25 2:30\n\
     Reported: 2026-10-25 2:30\nDelivered: 2026-03-29 2:30\nAccepted: 2026-10-25 2h\n",
    "クライアント名: 港町\n自分の表示名: むぎ\n時間帯: Australia/Lord_Howe\nコピー日時: 2026/11/28 21時\n\
     完了報告: 2026/4/5 1:45\n納品: 2026/10/4 2時\n検収: 2026/10/4 2:15:20\n",
];

/// The folders of fixtures, and every file in them that is none of ours.
fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let here = ["tests/messages", "examples/minato-narration/メッセージ"].map(|folder| root.join(folder));
    let files = here.iter().flat_map(|folder| walkdir::WalkDir::new(folder).sort_by_file_name());
    let files = files.flatten().filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
    let is_ours = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(".rs") || name.ends_with(".snap") || name.ends_with(".new")
    };
    files.filter(|path| !is_ours(path)).collect()
}

/// The facts that sealing makes of a message file with these notes, and with answers about its first lines.
fn facts_of(path: &'static str, export: &[u8], notes: &str, named: &Named) -> Vec<Fact> {
    let memo = Memo::read(notes.as_bytes(), &Limits::DEFAULT).unwrap();
    let mut setting = Setting::of(Some(&memo));
    let mut answers = Answers::default();
    for (lines, said) in [((1, 2), Said::Client), ((3, 3), Said::Nothing), ((5, 9), Said::Unknown)] {
        answers.add(Sha256Digest::of(export), Answer { lines, said });
    }
    setting.answers = answers;
    let mut facts = memo.facts();
    let changed = Some(time("2026-12-01T03:04:05Z"));
    let sources = [Source { path: path.into(), name: "thread".into(), export: &export, changed }];
    let mut push = |fact| {
        facts.push(fact);
        Ok(())
    };
    let mut links = Links::new(named, &mut push);
    let described = describe(&sources, &setting, &Limits::DEFAULT, &mut links).unwrap();
    if described.iter().any(|d| d.reading.dialect == Some("eml")) {
        for with_key in [true, false] {
            let mut keys = |_: &str| {
                let (text, captured_at) = ("v=DKIM1; p=AAAA".to_owned(), time("2026-10-01T00:00:00Z"));
                with_key.then_some(KeyRecord { text, captured_at, captured_by: "dns" })
            };
            let mail = Fact::Mail(mail_fact(name(path), export, &mut keys));
            facts.retain(|fact| !matches!(fact, Fact::Mail(_)));
            facts.push(mail);
        }
    }
    facts
}

/// A copy that shows what a level shows.
fn at_level(book: &Book, level: Level) -> Book {
    let disclosure = Disclosure::of(level);
    let mut copy = book.clone();
    for ed in &mut copy.eds {
        let edition = Edition::new(ed.folder.parse().unwrap()).unwrap();
        ed.lines.retain(|line| disclosure.shows(edition, &FactLine::parse(line).unwrap().fact));
        let shown: Vec<EntryName> = ed
            .lines
            .iter()
            .filter_map(|line| match FactLine::parse(line).unwrap().fact {
                Fact::File(file) => Some(file.path),
                _ => None,
            })
            .filter(|path| disclosure.shows_payload(edition, path))
            .collect();
        ed.payload.retain(|(name, _)| shown.iter().any(|path| path.as_str().as_bytes() == name));
    }
    copy
}

/// Fails unless nothing speaks against the archive; what is withheld is told.
fn is_intact(what: &str, bytes: &[u8]) {
    let run = check(&[bytes]).unwrap();
    let told = [Code::FactsWithheld, Code::PayloadWithheld, Code::ChainGap];
    let found: Vec<_> = run.findings().into_iter().filter(|(_, f)| !told.contains(&f.code)).collect();
    assert!(run.outcome.verdict == Verdict::Intact && found.is_empty(), "{what}: {found:#?}");
}

/// The second verifier must find nothing in the archives of a folder.
fn second_verifier(folder: &Path) {
    if !tools(&["python3", "ssh-keygen"]) {
        return;
    }
    let script = "import contextlib, io, pathlib, sys\nsys.path.insert(0, 'examples')\nsys.dont_write_bytecode = True\nimport verify\n\
        for path in sorted(pathlib.Path(sys.argv[1]).glob('*.zip')):\n    said = io.StringIO()\n    with contextlib.redirect_stdout(said):\n\
        \x20       code = verify.main([str(path)])\n    if code:\n        print(path, said.getvalue())\n";
    let ran = std::process::Command::new("python3")
        .args(["-c", script])
        .arg(folder)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stdout);
    assert!(ran.status.success() && said.is_empty(), "{said}{}", String::from_utf8_lossy(&ran.stderr));
}

#[test]
fn whatever_is_sealed_is_intact_whole_and_at_every_level() {
    const PATH: &str = "data/001/messages/01.x";
    let folder = tempfile::tempdir().unwrap();
    let all: Vec<(usize, PathBuf)> = fixtures().into_iter().enumerate().collect();
    let seal = |(at, file): &(usize, PathBuf)| {
        let export = fs::read(file).unwrap();
        let mut kinds = BTreeSet::new();
        // every format has several fixtures: together they are read with all notes
        for (i, notes) in NOTES.iter().enumerate().filter(|(i, _)| (at + i) % 2 == 0) {
            let what = format!("{} with notes {i}", file.display());
            let facts = facts_of(PATH, &export, notes, &Named::new());
            kinds.extend(facts.iter().map(Fact::kind));
            let files = vec![("data/001/delivery/1/a.wav", b"RIFF".to_vec()), (PATH, export.clone())];
            let (archive, _) = Sample { files, facts, ..Sample::default() }.seal();
            is_intact(&what, &archive);
            let book = Book::open(&archive);
            assert!(at_level(&book, Level::Full).zip() == archive, "{what}: a copy that shows everything");
            for level in [Level::Hashes, Level::Messages] {
                let copy = at_level(&book, level).zip();
                is_intact(&format!("{what}, {}", level.word()), &copy);
                if (at + i) % 16 == 0 {
                    fs::write(folder.path().join(format!("{at}-{i}-{}.zip", level.word())), &copy).unwrap();
                }
            }
        }
        Ok::<_, std::convert::Infallible>(kinds)
    };
    let Ok(kinds) = hikae::base::parallel::try_map(&all, |_| 1 << 20, seal);
    let kinds: BTreeSet<_> = kinds.into_iter().flatten().collect();
    assert!(all.len() > 80 && kinds.len() >= 9, "{} {kinds:?}", all.len());
    second_verifier(folder.path());
}

#[test]
fn codes_in_messages_are_intact_however_they_are_written() {
    let (first, sealed) = Sample::default().seal();
    let whole = sealed.code.to_string();
    let file = Sha256Digest::of(b"RIFF not really");
    let named: Named = [
        (sealed.code, name("proof/001/seal.txt")),
        (file, name("data/001/delivery/1/第1話_ナレーション.wav")),
    ]
    .into();
    let wide = |text: &str| -> String {
        text.chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap()).collect()
    };
    let bodies = [
        format!("控え番号は{whole}です"),
        sealed.code.grouped(),
        format!("> {}\n> {}", &whole[..30], &whole[30..]),
        format!("09:58\n{}\n{}\n2026/10/05 14:03", &whole[..60], &whole[60..]),
        wide(&whole.to_uppercase()),
        format!("{whole}\n{file}\n{}", Sha256Digest::of("別")),
        format!("{whole} と {whole}"),
    ];
    let thread: String = (0..20)
        .zip(bodies.iter().cycle())
        .map(|(n, body)| format!("2026-10-01 14:{n:02} 港町: 確認\n{body}\n"))
        .collect();
    const PATH: &str = "data/002/messages/01.txt";
    let facts = facts_of(PATH, thread.as_bytes(), NOTES[1], &named);
    let links = facts.iter().filter(|fact| matches!(fact, Fact::Link(link) if link.target.is_some())).count();
    assert!(links > 20, "{links}");
    let files = vec![("data/002/delivery/2/b.wav", b"RIFF".to_vec()), (PATH, thread.into_bytes())];
    let (second, _) = Sample { files, facts, named, ..Sample::second(&sealed) }.seal();
    is_intact("the second edition", &second);
    let mut both = Book::open(&first);
    both.eds.extend(Book::open(&second).eds);
    let folder = tempfile::tempdir().unwrap();
    for level in Level::ALL {
        let copy = at_level(&both, level).zip();
        is_intact(level.word(), &copy);
        fs::write(folder.path().join(format!("{}.zip", level.word())), &copy).unwrap();
    }
    second_verifier(folder.path());
}
