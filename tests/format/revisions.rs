//! A revision of `REPORT.html` and `VERIFY.txt` gives the same bytes for ever (docs/report.md). Here are the hashes of what it
//! gives for archives of the kit, and of what it is made from: its templates, the sentences that it says, the roots that
//! it names.

use crate::report::{large, texts_of};
use hikae::base::digest::Sha256Digest;
use hikae::base::limits::Limits;
use hikae::format::contents::for_each_fact;
use hikae::report::{Report, ShownToken};
use hikae::text::Lang;
use hikae::timestamp::{Anchors, GenTime, Printed, Stock};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The revision that this test knows, by its folder.
const FOLDER: &str = "src/report/r1";
/// The version from whose tag on it stays as it is.
const FREEZES_WITH: &str = "0.6.0";
/// The first line of `golden.tsv`.
const FREE: &str = "# may change until 0.6.0 is tagged";
const FROZEN: &str = "# frozen with 0.6.0";

/// Archives of the kit that show much of what a page can say.
const ARCHIVES: [&str; 14] = [
    "good-conversation",
    "good-every-kind",
    "good-handover",
    "good-handover-header",
    "good-mail",
    "good-mail-none",
    "good-overlap-2",
    "good-plain",
    "good-second-alone",
    "good-shell-in-payload",
    "good-stamp-tokens",
    "good-stamps",
    "good-target-seal",
    "good-withheld-texts",
];

/// Where the revision names sentences: its own code, and that of others whose words it prints.
const CODE: [&str; 4] =
    [FOLDER, "src/message/wording.rs", "src/message/reasons.rs", "src/message/dkim/words.rs"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(root().join(&path)).unwrap_or_else(|e| panic!("{}: {e}", path.as_ref().display()))
}

/// All files of a folder, or the one file, by their paths from the root.
fn files(path: &str) -> Vec<PathBuf> {
    let whole = root().join(path);
    if whole.is_file() {
        return vec![path.into()];
    }
    let names = fs::read_dir(whole).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut found: Vec<PathBuf> = names.flat_map(|name| files(&format!("{path}/{name}"))).collect();
    found.sort();
    found
}

fn is_frozen() -> bool {
    match read(format!("{FOLDER}/golden.tsv")).lines().next() {
        Some(FROZEN) => true,
        Some(FREE) => false,
        other => {
            panic!("the first line of {FOLDER}/golden.tsv is neither '{FREE}' nor '{FROZEN}': {other:?}")
        }
    }
}

/// Compares a file of the revision with what it should be; writes it anew where that was asked for, and may be.
fn hold(file: &str, expected: &str) {
    let path = format!("{FOLDER}/{file}");
    if std::env::var_os("HIKAE_REVISION_WRITE").is_some() {
        assert!(!is_frozen(), "{FOLDER} is frozen: it is never written anew. See docs/report.md.");
        return fs::write(root().join(&path), expected).unwrap();
    }
    let found = read(&path);
    let (found, expected): (BTreeSet<&str>, BTreeSet<&str>) =
        (found.lines().collect(), expected.lines().collect());
    let differ: Vec<&str> =
        found.symmetric_difference(&expected).filter_map(|line| line.split('\t').next()).collect();
    let hint = match is_frozen() {
        true => {
            "the revision is frozen, so that later programs make old reports again. Leave it as it is: give a screen a \
             sentence or a function of its own, or add a revision. See docs/report.md."
        }
        false => {
            "the revision may still change: HIKAE_REVISION_WRITE=1 cargo test --test format -- revisions \
             writes the file anew; look at what changed. The kit is next: HIKAE_KIT_WRITE=1 cargo test --test format -- \
             kit::the_committed"
        }
    };
    assert!(differ.is_empty(), "{path}: {:?} differ: {hint}", differ.iter().collect::<BTreeSet<_>>());
}

/// A time-stamp below each pinned root, for each way of checking one.
fn tokens() -> Vec<ShownToken> {
    let entry = |name: &str| crate::common::name(&format!("proof/001/stamp-1.{name}"));
    let token = |(i, root): (usize, &hikae::timestamp::Anchor)| ShownToken {
        entry: entry(&format!("root-{i}.tsr")),
        list: entry("sha256"),
        printed: Some(Printed {
            gen_time: GenTime::parse(b"20261123050611.5Z").unwrap(),
            root: root.fetch().map(|fetch| (root.root().to_owned(), root.sha256(), fetch)),
            stock: [Stock::Ts, Stock::Cms, Stock::CmsPlain][i % 3],
            token_at: 9 + i,
            imprint: Sha256Digest::of("list"),
        }),
    };
    let mut tokens: Vec<ShownToken> = named_roots().iter().enumerate().map(token).collect();
    tokens.push(ShownToken { entry: entry("unreadable.tsr"), list: entry("sha256"), printed: None });
    tokens
}

/// The pinned roots that the revision's list has.
fn named_roots() -> Vec<hikae::timestamp::Anchor> {
    let list = read(format!("{FOLDER}/roots.rs"));
    let mut roots: Vec<_> = Anchors::pinned().iter().cloned().collect();
    roots.retain(|root| list.contains(&root.sha256().to_string()));
    roots.sort_by_key(|root| root.sha256());
    roots
}

#[test]
fn the_texts_of_archives_stay_as_they_are() {
    let mut rows: BTreeMap<String, Sha256Digest> = BTreeMap::new();
    let mut put = |what: String, text: &str| assert!(rows.insert(what, Sha256Digest::of(text)).is_none());
    for name in ARCHIVES {
        let bytes = fs::read(root().join(format!("tests/kit/{name}.zip"))).unwrap();
        let run = crate::common::check(&[&bytes]).unwrap();
        let shown: Vec<_> = run.archives[0].editions.iter().map(|e| e.shown().unwrap()).collect();
        let mut report = Report::newest();
        for_each_fact(bytes.as_slice(), &Limits::DEFAULT, |edition, fact| report.take(edition.get(), &fact))
            .unwrap();
        for lang in Lang::ALL {
            let written = report.clone().write(&shown, lang);
            put(format!("{name}.zip {lang} REPORT.html"), &written.report);
            put(format!("{name}.zip {lang} VERIFY.txt"), &written.instructions);
        }
    }
    let (facts, tokens) = (large(), tokens());
    for lang in Lang::ALL {
        let written = texts_of(&facts, &facts, lang, &tokens);
        put(format!("a large case, {lang} REPORT.html"), &written.report);
        put(format!("a large case, {lang} VERIFY.txt"), &written.instructions);
    }
    for file in
        files(FOLDER).iter().filter(|file| file.extension().is_some_and(|e| e == "html" || e == "css"))
    {
        put(file.display().to_string().replace('\\', "/"), &read(file));
    }
    for root in named_roots() {
        put(format!("root {}", root.sha256()), &format!("{} {}", root.root(), root.fetch().unwrap()));
    }
    let state = if is_frozen() { FROZEN } else { FREE };
    let lines = rows.iter().fold(format!("{state}\n"), |mut lines, (what, hash)| {
        writeln!(lines, "{what}\t{hash}").unwrap();
        lines
    });
    hold("golden.tsv", &lines);
}

/// The sentences of a language: their words without their attributes, which no page prints.
fn sentences(lang: Lang) -> BTreeMap<String, String> {
    use fluent_syntax::ast::{Entry, Resource};
    let texts = files(&format!("src/text/{lang}")).into_iter().map(read);
    let entries = texts.flat_map(|text| {
        let resource = fluent_syntax::parser::parse(text).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
        resource.body.into_iter().filter_map(|entry| match entry {
            Entry::Message(message) => Some(message),
            _ => None,
        })
    });
    entries
        .map(|mut message| {
            let name = message.id.name.clone();
            (message.attributes, message.comment) = (Vec::new(), None);
            let alone = Resource { body: vec![Entry::Message(message)] };
            (name, fluent_syntax::serializer::serialize(&alone))
        })
        .collect()
}

/// The names of sentences that stand in the code: whole, and as beginnings of those that are made of parts.
fn named_in_the_code(all: &BTreeMap<String, String>) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for file in CODE.into_iter().flat_map(files) {
        let is_code = file.extension().is_some_and(|e| e == "rs" || e == "html");
        let code = if is_code { read(&file) } else { String::new() };
        for literal in code.split('"') {
            match literal.split_once('{') {
                None => named.extend(all.get_key_value(literal).map(|(name, _)| name.clone())),
                Some((begin, _)) if begin.ends_with('-') => {
                    named.extend(all.keys().filter(|name| name.starts_with(begin)).cloned());
                }
                Some(_) => {}
            }
        }
    }
    named
}

#[test]
fn the_sentences_of_the_texts_stay_as_they_are() {
    let [ja, en] = [Lang::Ja, Lang::En].map(sentences);
    let names = match is_frozen() {
        true => read(format!("{FOLDER}/sentences.tsv"))
            .lines()
            .map(|line| line.split('\t').next().unwrap().to_owned())
            .collect(),
        false => named_in_the_code(&ja),
    };
    assert!(names.len() > 300, "{} sentences", names.len());
    // 64 bits: against mistakes, not against somebody who looks for two sentences of one hash
    let hash = |all: &BTreeMap<String, String>, name: &str| {
        all.get(name).map_or("gone".to_owned(), |text| Sha256Digest::of(text).to_string()[..16].to_owned())
    };
    let lines: String =
        names.iter().map(|name| format!("{name}\t{}\t{}\n", hash(&ja, name), hash(&en, name))).collect();
    hold("sentences.tsv", &lines);
}

#[test]
fn the_revision_names_every_root_that_is_pinned_while_it_may_change() {
    let pinned = Anchors::pinned().iter().count();
    assert!(is_frozen() || named_roots().len() == pinned, "{FOLDER}/roots.rs lacks a pinned root");
    let listed = read(format!("{FOLDER}/roots.rs")).lines().filter(|line| line.contains("\", //")).count();
    assert_eq!(named_roots().len(), listed, "a root that {FOLDER}/roots.rs names is pinned no more");
}

#[test]
fn a_released_revision_is_frozen() {
    let number = |version: &str| -> Vec<u32> { version.split('.').map(|n| n.parse().unwrap()).collect() };
    let version = env!("CARGO_PKG_VERSION").split('-').next().unwrap();
    assert!(
        is_frozen() || number(version) < number(FREEZES_WITH),
        "version {version}: make the first line of {FOLDER}/golden.tsv '{FROZEN}'"
    );
}
