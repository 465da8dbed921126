//! `VERIFY.txt` of stamped archives: what is printed is run as it stands, under bash and zsh, for every kind of token, and
//! finds what it should. PowerShell is not here: its lines are held to what can be held without it.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::duplicate_mod)] // a test may panic; two helpers share a file

use crate::authority::{
    Accuracy, Authority, Ess, KeyKind, Lengths, Name, Padding, Shape, Sid, TokenOptions, response,
};
use crate::common::Sample;
use hikae::base::digest::Sha256Digest;
use hikae::base::entry_name::EntryName;
use hikae::base::limits::Limits;
use hikae::base::progress::UNWATCHED;
use hikae::format::fact::Labels;
use hikae::format::proof::{CaseId, SealHeader};
use hikae::report::{Report, ShownEdition, ShownToken};
use hikae::seal::new_stamp::NewToken;
use hikae::seal::{Payload, Position, Request, seal};
use hikae::text::Lang;
use hikae::timestamp::{Anchors, Printed, Stock, check};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Mutex;

/// Kinds of tokens, and the command that works for each.
fn kinds() -> Vec<(&'static str, KeyKind, TokenOptions, Stock)> {
    let plain = TokenOptions::default;
    let shaped = |shape: Shape| TokenOptions { shape: Some(shape), ..plain() };
    vec![
        ("RSA", KeyKind::Rsa2048, plain(), Stock::Ts),
        (
            "P-384, named by its subject",
            KeyKind::P384,
            TokenOptions { name: Name::Subject, ..plain() },
            Stock::Ts,
        ),
        (
            "ESSCertID of RFC 2634",
            KeyKind::P256,
            shaped(Shape { ess: vec![Ess::V1], ..Shape::default() }),
            Stock::Ts,
        ),
        ("a key for RSASSA-PSS", KeyKind::RsaPss, plain(), Stock::Cms),
        (
            "RSASSA-PSS by any key",
            KeyKind::Rsa2048,
            TokenOptions { padding: Padding::Pss, ..plain() },
            Stock::Cms,
        ),
        (
            "named by its key",
            KeyKind::P256,
            shaped(Shape { sid: Sid::KeyIdentifier, ..Shape::default() }),
            Stock::Cms,
        ),
        (
            "calls itself by another name",
            KeyKind::P256,
            TokenOptions { name: Name::Other(common_name("Somebody else")), ..plain() },
            Stock::Cms,
        ),
        (
            "BER, named by its key",
            KeyKind::P256,
            shaped(Shape { sid: Sid::KeyIdentifier, lengths: Lengths::Indefinite, ..Shape::default() }),
            Stock::Cms,
        ),
        (
            "a fraction of a second, and an accuracy of milliseconds",
            KeyKind::P256,
            TokenOptions { accuracy: Some(Accuracy { millis: Some(500), ..Accuracy::default() }), ..plain() },
            Stock::Ts,
        ),
    ]
}

fn common_name(text: &str) -> Vec<u8> {
    use crate::authority::der;
    let part = der::sequence(&[der::oid("2.5.4.3"), der::tlv(0x0C, text)]);
    der::sequence(&[der::tlv(der::SET, part)])
}

/// Five seconds after the seal.
const GEN_TIME: &str = "20261005115014.25Z";

/// By the entry of a token: what it is, its root, and the command that works for it.
type Made = BTreeMap<String, (&'static str, Vec<u8>, Stock)>;

/// An archive with a token of every kind, and the root of each token.
fn stamped() -> (Vec<u8>, Made) {
    let mut authorities = BTreeMap::new();
    for (_, kind, ..) in kinds() {
        authorities.entry(kind.name()).or_insert_with(|| Authority::start(kind));
    }
    let made = RefCell::new(BTreeMap::new());
    let stamper = |imprint: Sha256Digest| {
        let tokens = kinds().into_iter().enumerate().map(|(n, (what, kind, options, stock))| {
            let authority = &authorities[kind.name()];
            let token = authority.token_at(imprint.0, GEN_TIME, &options);
            let response = match what.starts_with("BER") {
                true => crate::authority::der::indefinite(0x30, [&[0x30, 3, 2, 1, 0][..], &token].concat()),
                false => response(0, &token),
            };
            let root = fs::read(authority.root_pem()).unwrap();
            let mut anchors = Anchors::none();
            anchors.add(&root).unwrap();
            let stamp = check(&response, imprint, &anchors).unwrap_or_else(|why| panic!("{what}: {why}"));
            assert!(stamp.authority.is_ok(), "{what}: {stamp:?}");
            assert_eq!(stamp.stock, stock, "{what}");
            let name = format!("kind-{n}");
            made.borrow_mut().insert(format!("proof/001/stamp-1.{name}.tsr"), (what, root, stock));
            NewToken { name: name.parse().unwrap(), response }
        });
        Ok(tokens.collect())
    };
    let sample = Sample::default();
    let sources: Vec<(EntryName, crate::common::Bytes)> = sample
        .files
        .iter()
        .map(|(n, bytes)| (crate::common::name(n), crate::common::Bytes(bytes.clone())))
        .collect();
    let request = Request {
        position: Position::first(CaseId(sample.case)),
        sealed: crate::common::time(sample.sealed),
        payload: sources.iter().map(|(name, source)| Payload { name: name.clone(), source }).collect(),
        facts: sample.facts.clone(),
        stream: None,
        named: None,
        lang: Lang::En,
        limits: Limits::DEFAULT,
        stamper: &stamper,
    };
    let sink = Mutex::new(Vec::new());
    seal(&sink, request, &crate::common::key(), &mut crate::common::salts(0), UNWATCHED).unwrap();
    (sink.into_inner().unwrap(), made.into_inner())
}

/// A block of the page: its heading and its lines.
type Block = (String, Vec<String>);

/// The blocks of one language, each token's apart: what stands before the first of them is under the empty name.
fn blocks(text: &str) -> BTreeMap<String, Vec<Block>> {
    let english = text.split(&"=".repeat(78)).find(|part| part.contains("Expected:")).unwrap();
    let mut all: BTreeMap<String, Vec<Block>> = BTreeMap::new();
    let (mut at, mut before) = (String::new(), "");
    for line in english.lines() {
        if let Some(rest) = line.strip_prefix("   Time-stamp ") {
            at = rest.split(' ').next().unwrap().to_owned();
        }
        let here = all.entry(at.clone()).or_default();
        match line.strip_prefix("       ") {
            Some(command) if before.ends_with(':') || before.starts_with("       ") => {
                if !before.starts_with("       ") {
                    here.push((before.trim().to_owned(), Vec::new()));
                }
                here.last_mut().unwrap().1.push(command.to_owned());
            }
            _ => {}
        }
        before = line;
    }
    all
}

fn run(shell: &str, folder: &Path, lines: &[String]) -> Output {
    // zsh as it greets a person: a pattern that fits nothing is an error
    let script = format!("set -e\n{}\n", lines.join("\n"));
    Command::new(shell).args(["-c", &script]).current_dir(folder).output().unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

const SHELLS: [&str; 2] = ["bash", "zsh"];
const HERE: [&str; 2] = ["Linux, macOS:", "Linux, macOS, Windows:"];

#[test]
fn every_command_works_under_bash_and_zsh_for_every_kind_of_token() {
    if !crate::common::tools(&["openssl", "unzip", "sha256sum", "ssh-keygen", "bash", "zsh"]) {
        return;
    }
    let (archive, tokens) = stamped();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.zip"), &archive).unwrap();
    assert!(run("bash", folder.path(), &["unzip -q a.zip".into()]).status.success());
    let text = fs::read_to_string(folder.path().join("VERIFY.txt")).unwrap();
    let blocks = blocks(&text);
    assert_eq!(blocks.len(), tokens.len() + 1, "{:?}", blocks.keys());
    let key = hikae::format::proof::Signer::public_key(&crate::common::key()).openssh_line("");
    for (name, blocks) in &blocks {
        let what = tokens.get(name).map_or("the seal", |(what, root, _)| {
            fs::write(folder.path().join("root.pem"), root).unwrap();
            what
        });
        for (at, (heading, lines)) in blocks.iter().enumerate() {
            if !HERE.contains(&heading.as_str()) {
                continue;
            }
            let next = blocks[at + 1..].iter().find(|(h, _)| h == "Expected:" || HERE.contains(&h.as_str()));
            let expected = next.filter(|(h, _)| h == "Expected:").map(|(_, lines)| lines.as_slice());
            let lines: Vec<String> =
                lines.iter().map(|l| l.replace("ssh-ed25519 AAAA...", key.trim())).collect();
            for shell in SHELLS {
                let output = run(shell, folder.path(), &lines);
                let said = said(&output);
                assert!(output.status.success(), "{what}, {shell}: {lines:#?}\n{said}");
                assert!(!said.contains("NOT SEALED"), "{what}, {shell}: {said}");
                for line in expected.unwrap_or_default() {
                    // the page prints the seal code in groups
                    let plain: String = line.chars().filter(|c| *c != ' ').collect();
                    let there = said.contains(line.trim()) || said.contains(&plain);
                    assert!(there, "{what}, {shell}: {lines:#?}\n{said}\nnot {line}");
                }
            }
        }
        // the commands of a token say no to a token over something else, and to a root that is not its
        if let Some((what, _, stock)) = tokens.get(name) {
            let verify = |lines: &[String]| lines.iter().any(|l| l.contains(" -verify "));
            let (_, lines) = blocks.iter().find(|(_, lines)| verify(lines)).unwrap();
            let command = if *stock == Stock::Ts { "openssl ts -verify" } else { "openssl cms -verify" };
            assert!(lines.iter().any(|l| l.starts_with(command)), "{what}: {lines:#?}");
            fs::copy("tests/kit/tsa-root.pem", folder.path().join("root.pem")).unwrap();
            assert!(!run("bash", folder.path(), lines).status.success(), "{what}");
        }
    }
    // a file that was changed is found
    fs::write(folder.path().join("proof/001/seal.txt"), "another").unwrap();
    let list = blocks.values().nth(1).unwrap().iter().find(|(h, _)| HERE.contains(&h.as_str())).unwrap();
    assert!(list.1[0].starts_with("sha256sum -c proof/001/stamp-1.sha256"), "{list:?}");
    assert!(!run("zsh", folder.path(), &list.1).status.success());
}

/// A page with a token by a pinned root: nobody here can have one over an archive of ours.
fn by_a_pinned_root(stock: Stock) -> String {
    let (archive, sealed) = Sample::default().seal();
    let run = crate::common::check(&[&archive]).unwrap();
    let header: &SealHeader = &run.archives[0].editions[0].seal.as_ref().unwrap().header;
    let entry = |name: &str| crate::common::name(&format!("proof/001/stamp-1.{name}"));
    let usertrust = Anchors::pinned().iter().find(|a| a.root().starts_with("USERTrust")).unwrap().clone();
    let printed = Printed {
        gen_time: hikae::timestamp::GenTime::parse(b"20261005115012Z").unwrap(),
        root: Some((usertrust.root().into(), usertrust.sha256(), usertrust.fetch().unwrap())),
        stock,
        token_at: 9,
        imprint: Sha256Digest::of(b"a list"),
    };
    let tokens = [ShownToken { entry: entry("sectigo.tsr"), list: entry("sha256"), printed: Some(printed) }];
    let (labels, absent) = (Labels::default(), BTreeSet::new());
    let shown = ShownEdition {
        header,
        code: sealed.code,
        facts: 1,
        files: 1,
        has_files: true,
        labels: &labels,
        absent: &absent,
        tokens: &tokens,
    };
    Report::newest().write(&[shown], Lang::En).instructions
}

#[test]
fn an_address_is_one_word_to_every_shell() {
    if !crate::common::tools(&["bash", "zsh"]) {
        return;
    }
    let blocks = blocks(&by_a_pinned_root(Stock::Ts));
    let token = &blocks["proof/001/stamp-1.sectigo.tsr"];
    let curl = token.iter().flat_map(|(_, lines)| lines).find(|line| line.starts_with("curl -fL")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    for shell in SHELLS {
        let lines = ["curl() { for word in \"$@\"; do echo \"<$word>\"; done; }".to_owned(), curl.clone()];
        let output = run(shell, folder.path(), &lines);
        assert_eq!(said(&output), "<-fL>\n<-o>\n<root.crt>\n<https://crt.sh/?d=1199354>\n", "{shell}");
    }
}

/// What can be held of PowerShell without PowerShell: every step has a block, its programs are called as on other systems,
/// and its brackets and quotes close.
#[test]
fn the_blocks_for_powershell_have_every_step() {
    let page =
        by_a_pinned_root(Stock::Cms) + &by_a_pinned_root(Stock::CmsPlain) + &by_a_pinned_root(Stock::Ts);
    for part in page.split("How to check this archive with stock tools").skip(1) {
        let windows: Vec<(String, Vec<String>)> = blocks(&format!("Expected:\n{part}"))
            .into_values()
            .flatten()
            .filter(|(h, _)| h.starts_with("Windows"))
            .collect();
        let all: Vec<&str> = windows.iter().flat_map(|(_, lines)| lines).map(String::as_str).collect();
        let has = |words: &str| all.iter().any(|line| line.contains(words));
        for step in [
            "Get-Content -Encoding UTF8 manifest-sha256.txt, tagmanifest-sha256.txt",
            "ssh-keygen -Y check-novalidate -n seal@hikae -s proof\\001\\seal.txt.sig < proof\\001\\seal.txt",
            "(Get-FileHash -Algorithm SHA256 proof/001/seal.txt)",
            "/proof/001/facts.jsonl",
            "Get-ChildItem -Recurse -File -LiteralPath data/001",
            "Get-Content -Encoding UTF8 proof/001/stamp-1.sha256",
            "curl.exe -fL -o root.crt 'https://crt.sh/?d=1199354'",
            "(Get-FileHash -Algorithm SHA256 root.der)",
            "| Select-String ",
        ] {
            assert!(has(step), "{step} in {all:#?}");
        }
        for (_, lines) in &windows {
            let block = lines.join("\n");
            for (open, close) in [('{', '}'), ('(', ')'), ('[', ']')] {
                // in a string, a bracket stands for itself
                let plain: String = block.split('\'').step_by(2).collect();
                assert_eq!(plain.matches(open).count(), plain.matches(close).count(), "{block}");
            }
            assert_eq!(block.matches('\'').count() % 2, 0, "{block}");
        }
    }
}
