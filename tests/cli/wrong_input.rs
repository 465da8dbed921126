//! Input that is not what it should be: one plain sentence and one next step, in the reader's language, for every
//! command; never a panic, never a wait for ever. All sentences stand in the snapshots beside it.
#![cfg(unix)]
#![allow(clippy::unwrap_used)] // a test may panic

use crate::common::{Sample, check, cuts};
use crate::program::*;
use hikae::verify::Verdict;
use std::ffi::{OsStr, OsString};
use std::fmt::Write as _;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;

/// A desk with one of every wrong thing.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.sealed_case("case");
    desk.write("text.txt", "a letter");
    desk.write("voice.wav", b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0");
    desk.write("paper.pdf", "%PDF-1.7\n");
    desk.write("empty.zip", "");
    let good = fs::read(desk.path("case/seals/001.zip")).unwrap();
    desk.write("cut.zip", &good[..good.len() - 30]);
    desk.write("head.zip", &good[..3]);
    let mut more = good;
    more.extend(b"more");
    desk.write("more.zip", more);
    desk.write("foreign.zip", foreign(b""));
    desk.write("comment.zip", foreign("made by 太郎".as_bytes()));
    desk.write("nothing.zip", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
    fs::create_dir(desk.path("folder.zip")).unwrap();
    fs::create_dir(desk.path("bare")).unwrap();
    fifo(&desk.path("pipe.zip"));
    desk.write(OsStr::from_bytes(b"\x83R\xff\x1b[31m.zip"), "x");
    std::os::unix::fs::symlink("loop", desk.path("loop")).unwrap();
    desk
}

/// A ZIP of somebody else with one stored file.
fn foreign(comment: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.set_raw_comment(comment.into()).unwrap();
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    zip.start_file("holiday.txt", stored).unwrap();
    zip.write_all(b"the sea").unwrap();
    zip.finish().unwrap().into_inner()
}

const WRONG: [&str; 18] = [
    "text.txt",
    "voice.wav",
    "paper.pdf",
    "empty.zip",
    "cut.zip",
    "head.zip",
    "foreign.zip",
    "comment.zip",
    "nothing.zip",
    "folder.zip",
    "bare",
    "pipe.zip",
    "/dev/zero",
    "/dev/null",
    "missing.zip",
    "text.txt/inside.zip",
    "loop",
    "\u{FFFD}",
];

/// The arguments of a command on some wrong thing.
fn arguments(verb: &str, wrong: &str) -> Vec<OsString> {
    let wrong = match wrong {
        "\u{FFFD}" => OsStr::from_bytes(b"\x83R\xff\x1b[31m.zip").to_owned(),
        name => name.into(),
    };
    match verb {
        "contains" => vec![verb.into(), wrong, "text.txt".into()],
        "contains FILE" => vec!["contains".into(), "case/seals/001.zip".into(), wrong],
        _ => vec![verb.into(), wrong],
    }
}

fn run(desk: &Desk, args: &[OsString], lang: &str, more: &[&str]) -> Ran {
    let mut command = desk.hikae(&[]);
    finish(command.args(args).args(["--lang", lang]).args(more).spawn().unwrap())
}

/// Runs commands on every wrong thing, in both languages and as JSON. Sentences that are the same but for the name
/// stand once, with all that gave them.
fn every_sentence(verbs: &[&str]) -> String {
    let desk = desk();
    let before = desk.tree();
    let mut said: Vec<(String, Vec<String>)> = Vec::new();
    for (verb, wrong) in verbs.iter().flat_map(|verb| WRONG.map(|wrong| (verb, wrong))) {
        let args = arguments(verb, wrong);
        let of = |lang: &str| {
            let ran = run(&desk, &args, lang, &[]);
            ran.is_calm();
            assert_eq!(ran.code, Some(3), "{verb} {wrong}: {ran:?}");
            assert_eq!(ran.out, "", "{verb} {wrong}");
            assert_eq!(ran.err.lines().count(), 2, "one sentence, one next step: {verb} {wrong}: {ran:?}");
            let json = run(&desk, &args, lang, &["--json"]);
            assert_eq!((json.code, json.err.as_str()), (ran.code, ""), "{verb} {wrong}: {json:?}");
            let value: serde_json::Value = serde_json::from_str(&json.out).unwrap();
            let field = |name: &str| value[name].as_str().unwrap().to_owned();
            assert_eq!(format!("{}\n{}\n", field("message"), field("next")), ran.err, "{verb} {wrong}");
            (field("code"), ran.err)
        };
        let ((code, en), (_, ja)) = (of("en"), of("ja"));
        assert!(ja.lines().all(|line| line.chars().any(|c| ('ぁ'..='ん').contains(&c))), "{ja}");
        let shown = if wrong == "\u{FFFD}" { "\u{FFFD}R\u{FFFD}[U+001B][31m.zip" } else { wrong };
        assert!(en.contains(shown) && ja.contains(shown), "{en}{ja}");
        let sentence = format!("{code}\n{en}{ja}").replace(shown, "NAME");
        let from = format!("{verb} {wrong}");
        match said.iter_mut().find(|(s, _)| *s == sentence) {
            Some((_, all)) => all.push(from),
            None => said.push((sentence, vec![from])),
        }
    }
    assert_eq!(desk.tree(), before, "nothing is made or lost");
    said.sort();
    said.iter().fold(String::new(), |mut all, (sentence, from)| {
        writeln!(all, "{sentence}  from: {}\n", from.join(", ")).unwrap();
        all
    })
}

#[test]
fn sentences_about_archives() {
    insta::assert_snapshot!("archives", every_sentence(&["verify", "show", "contains"]));
}

#[test]
fn sentences_about_cases() {
    insta::assert_snapshot!("cases", every_sentence(&["status", "seal"]));
}

#[test]
fn what_contains_is_asked_about() {
    let desk = desk();
    let mut said = String::new();
    for wrong in ["pipe.zip", "/dev/zero", "missing.zip", "text.txt/inside.zip", "loop"] {
        let args = arguments("contains FILE", wrong);
        let [en, ja] = ["en", "ja"].map(|lang| {
            let ran = run(&desk, &args, lang, &[]);
            ran.is_calm();
            assert_eq!((ran.code, ran.err.lines().count()), (Some(3), 2), "{ran:?}");
            ran.err
        });
        write!(said, "contains … {wrong}\n{en}{ja}\n").unwrap();
    }
    insta::assert_snapshot!("contains", said);
    // an empty folder is no 'all of them are sealed files'
    let ran = desk.run(&["contains", "case/seals", "bare"]);
    ran.names(3, &["bare"]);
}

#[test]
fn archives_that_are_altered_or_named_twice() {
    let desk = desk();
    for (args, code) in [
        (vec!["verify", "more.zip"], 1),
        (vec!["show", "more.zip"], 1),
        (vec!["contains", "more.zip", "case/delivery/1/a.wav"], 1),
        (vec!["verify", "case/seals/001.zip", "case/seals/001.zip"], 0),
        (vec!["verify", "case/seals", "case/seals/001.zip"], 0),
        (vec!["verify", "case/seals/001.zip", "missing.zip"], 3),
        (vec!["verify", "case/seals/001.zip", "text.txt"], 3),
        (vec!["verify"], 2),
        (vec!["verify", "case/seals", "--require", "nonsense"], 2),
        (vec!["verify", "case/seals", "--signer", "nonsense"], 2),
        (vec!["verify", "case/seals", "--signer", "pipe.zip"], 3),
        (vec!["verify", "case/seals", "--require", "time"], 4),
        (vec!["nonsense"], 2),
    ] {
        for lang in ["en", "ja"] {
            let ran = desk.run(&[args.as_slice(), &["--lang", lang]].concat());
            ran.is_calm();
            assert_eq!(ran.code, Some(code), "{args:?}: {ran:?}");
        }
    }
}

#[test]
fn sentences_about_arguments() {
    let desk = Desk::new();
    let mut said = String::new();
    for args in [
        vec!["verify"],
        vec!["verify", "x.zip", "--nonsense"],
        vec!["verify", "x.zip", "--require", "nonsense"],
        vec!["verify", "x.zip", "--require"],
        vec!["verify", "x.zip", "--color", "red"],
        vec!["verify", "x.zip", "--signer", "a", "--signer", "b"],
        vec!["verify", "x.zip", "--signer", "nonsense"],
        vec!["contains", "x.zip"],
        vec!["seal", "case", "--place", "a.wav"],
        vec!["seal", "case", "--place", "a.wav=somewhere"],
        vec!["seal", "a.wav", "b.wav"],
        vec!["new"],
        vec!["seal", "--json=yes"],
        vec!["verify", "x.zip", "--lang", "fr"],
    ] {
        let [en, ja] = ["en", "ja"].map(|lang| {
            let args = [&["--lang", lang], args.as_slice()].concat();
            let ran = desk.run(&args);
            ran.is_calm();
            assert_eq!((ran.code, ran.err.lines().count()), (Some(2), 2), "{args:?}: {ran:?}");
            let json = desk.run(&[&["--json"], args.as_slice()].concat());
            let value: serde_json::Value = serde_json::from_str(&json.out).unwrap();
            let field = |name: &str| value[name].as_str().unwrap().to_owned();
            assert_eq!(format!("{}\n{}\n", field("message"), field("next")), ran.err, "{args:?}");
            ran.err
        });
        writeln!(said, "hikae {}\n{en}{ja}", args.join(" ")).unwrap();
    }
    insta::assert_snapshot!("arguments", said);
}

/// A result that nobody could read is no success; a reader who has seen enough changes nothing.
#[test]
fn the_result_has_nowhere_to_go() {
    let desk = desk();
    let script = |script: &str| {
        let mut command = desk.command("bash");
        command.args(["-c", script]).env("HIKAE", env!("CARGO_BIN_EXE_hikae"));
        finish(command.spawn().unwrap())
    };
    script(r#""$HIKAE" verify more.zip >/dev/full"#).names(3, &["could not be written: the disk is full"]);
    script(r#""$HIKAE" verify case/seals >/dev/full"#).names(3, &["could not be written: the disk is full"]);
    let closed = script(r#"(sleep 0.2; "$HIKAE" verify more.zip; echo "code $?" >&2) | true"#);
    assert_eq!(closed.err, "code 1\n");
}

#[test]
fn cut_off_at_every_byte() {
    if crate::skip::slow() {
        return;
    }
    let (whole, _) = Sample::default().seal();
    for length in cuts(&whole) {
        // an error, or a run that is not intact
        if let Ok(run) = check(&[&whole[..length]]) {
            assert_ne!(run.outcome.verdict, Verdict::Intact, "cut off at {length}");
        }
    }
    let desk = Desk::new();
    for sample in 0..50 {
        let length = whole.len() * sample / 50 + sample % 7;
        desk.write("cut.zip", &whole[..length]);
        for verb in ["verify", "show"] {
            let ran = desk.run(&[verb, "cut.zip"]);
            ran.is_calm();
            assert!(matches!(ran.code, Some(1 | 3)), "{length}: {ran:?}");
            assert_eq!(ran.err.lines().count(), 2, "{length}: {ran:?}");
        }
    }
}

#[test]
fn a_slip_in_a_verb_is_told_with_the_verbs() {
    let desk = desk();
    desk.run(&["--lang", "en", "seel"]).names(2, &["no such command", "seel"]);
    desk.run(&["--lang", "ja", "seel"]).names(2, &["コマンドもありません", "seel"]);
    // what looks like a file is asked about as a file
    desk.run(&["--lang", "en", "take1.wav"]).names(3, &["take1.wav is not there"]);
}

#[test]
fn a_case_folder_is_verified_by_its_seals() {
    let desk = desk();
    let ran = desk.run(&["--lang", "en", "verify", "case"]);
    assert!(ran.code == Some(0) && ran.out.contains("INTACT"), "{ran:?}");
    desk.run(&["--lang", "en", "verify", "bare"]).names(3, &["bare"]);
}
