//! Questions: without anybody to ask, at the end of input, interrupted, and answered on a real terminal.
#![cfg(unix)]
#![allow(clippy::unwrap_used)] // a test may panic

use crate::common;
use crate::program::*;
use std::fs;
use std::path::Path;

const RIFF: &[u8] = b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0";

/// A desk with a case and a file in it that has no place.
fn unplaced() -> Desk {
    let desk = Desk::new();
    desk.write("case/delivery/1/a.wav", RIFF);
    desk.write("case/b.wav", RIFF);
    desk
}

#[test]
fn nobody_to_ask_where_a_file_belongs() {
    let desk = unplaced();
    let before = desk.tree();
    for args in [vec!["seal", "case"], vec!["seal", "case/b.wav", "case/notes.txt", "-o", "x.zip"]] {
        desk.write("case/notes.txt", "some text");
        let ran = desk.run(&args);
        ran.names(2, &["It is not clear where these files belong: ", "notes.txt"]);
        assert!(ran.err.lines().nth(1).unwrap().contains("--place 'FILE=delivery/1'"), "{ran:?}");
        fs::remove_file(desk.path("case/notes.txt")).unwrap();
    }
    desk.run(&["seal", "case", "--place", "c.wav=delivery/1"]).names(2, &["No such file for --place: c.wav"]);
    desk.run(&["seal", "case", "--place", "b.wav=somewhere"]).names(2, &[""]);
    assert_eq!(desk.tree(), before);
    let ran = desk.run(&["seal", "case", "--place", "b.wav=delivery/1"]);
    assert!(ran.code == Some(0) && ran.out.contains("(2 files)"), "{ran:?}");
    let ran = desk.run(&["contains", "case/seals", "case/b.wav"]);
    assert!(ran.out.contains("data/001/delivery/1/b.wav"), "{ran:?}");
    fs::remove_dir_all(desk.path("case/seals")).unwrap();
    let ran = desk.run(&["seal", "case", "--place", "b.wav=none"]);
    assert!(ran.code == Some(0) && ran.out.contains("(1 file)"), "{ran:?}");
}

#[test]
fn dropped_without_anybody_to_ask() {
    let desk = unplaced();
    fs::remove_file(desk.path("case/b.wav")).unwrap();
    desk.write("voice.wav", RIFF);
    fs::create_dir(desk.path("bare")).unwrap();
    let before = desk.tree();
    let ran = desk.run(&["case"]);
    assert!(ran.code == Some(0) && ran.out.contains("To seal what is new: hikae seal case"), "{ran:?}");
    desk.run(&["bare"]).names(3, &["bare is not a case folder"]);
    desk.run(&["voice.wav"]).names(2, &["It is not clear which case this is for: voice.wav"]);
    desk.run(&["voice.wav", "--lang", "ja"]).names(2, &["どの案件のものか分かりません: voice.wav"]);
    desk.run(&["missing.wav"]).names(3, &["missing.wav is not there."]);
    let ran = desk.run(&[]);
    assert!(ran.code == Some(2) && ran.out.contains("hikae verify") && ran.err.is_empty(), "{ran:?}");
    assert_eq!(desk.tree(), before);
    assert_eq!(desk.run(&["seal", "case"]).code, Some(0));
    for seal in ["case/seals/001.zip", "case/seals"] {
        let ran = desk.run(&[seal]);
        assert!(ran.code == Some(0) && ran.out.starts_with("INTACT"), "{ran:?}");
    }
}

/// A talk on a terminal: what is waited for, what is typed then. Gives the exit code and all that was shown.
fn talk(desk: &Desk, args: &[&str], steps: &[(&str, &str)]) -> Option<(i32, String)> {
    if !common::tools(&["python3"]) {
        return None;
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/program/terminal.py");
    let steps = serde_json::to_string(steps).unwrap();
    let mut command = desk.command("python3");
    command.arg(script).arg(steps).arg(env!("CARGO_BIN_EXE_hikae")).args(args);
    let ran = finish(command.env("TERM", "xterm").spawn().unwrap());
    assert!(ran.err.is_empty(), "{ran:?}");
    let shown = ran.out.replace('\r', "");
    assert!(!shown.contains("panicked") && !matches!(ran.code, Some(98 | 99)), "{:?}\n{shown}", ran.code);
    Some((ran.code.unwrap(), shown))
}

#[test]
fn the_menu_in_both_languages() {
    let desk = Desk::new();
    let Some((code, shown)) = talk(
        &desk,
        &["--lang", "ja"],
        &[
            ("番号:", "１\r"),
            ("フォルダの名前:", "'みなと 朗読'\r"),
            ("案件フォルダを作りました: みなと 朗読", ""),
            ("番号:", "99\r"),
            ("その番号はありません。", ""),
            ("番号:", "あ\r"),
            ("番号:", "９\r"),
            ("番号:", "2\r"),
            ("案件フォルダ(ここにドラッグ&ドロップするとパスが入ります):", "みなと\\ 朗読\r"),
            ("控えにするものがまだありません。みなと 朗読", ""),
            ("番号:", "3\r"),
            ("「控え」フォルダ(ここにドラッグ&ドロップするとパスが入ります):", "\r"),
            ("番号:", "０\r"),
        ],
    ) else {
        return;
    };
    assert_eq!(code, 0, "{shown}");
    assert!(desk.path("みなと 朗読/納品/1回目").is_dir() && desk.path("みなと 朗読/案件メモ.txt").is_file());
    assert!(shown.starts_with("hikae  何をしますか。\n  1  案件フォルダを作る\n"), "{shown}");
    desk.write("みなと 朗読/納品/1回目/a.wav", RIFF);
    let (code, shown) = talk(
        &desk,
        &["--lang", "en"],
        &[
            ("Number:", "2\r"),
            ("(drag it onto this window):", "\"みなと 朗読\"\r"),
            ("Made and checked edition 1", ""),
            ("Number:", "3\r"),
            ("(drag it onto this window):", "みなと 朗読/控え\r"),
            ("INTACT", ""),
            ("Number:", "^D"),
        ],
    )
    .unwrap();
    assert_eq!(code, 0, "{shown}");
}

#[test]
fn the_offer_to_seal() {
    let desk = unplaced();
    fs::remove_file(desk.path("case/b.wav")).unwrap();
    let before = desk.tree();
    let question = "Seal now? (yes = Enter, no = n):";
    // no, the end of input, and Ctrl-C leave everything as it is
    for (answer, expected) in [("n\r", 0), ("ｎ\r", 0), ("いいえ\r", 0), ("^D", 0), ("^C", 130)] {
        let Some((code, shown)) = talk(&desk, &["case"], &[(question, answer)]) else { return };
        assert_eq!(code, expected, "{answer:?}: {shown}");
        assert_eq!(desk.tree(), before, "{answer:?}: {shown}");
    }
    let (code, shown) = talk(&desk, &["case"], &[(question, "\r")]).unwrap();
    assert!(code == 0 && shown.contains("Made and checked edition 1 (1 file)"), "{shown}");
}

#[test]
fn where_a_file_belongs() {
    let desk = unplaced();
    let before = desk.tree();
    for (first, key, expected) in [("Number:", "^D", 130), ("Number:", "^C", 130)] {
        let Some((code, shown)) = talk(&desk, &["seal", "case"], &[(first, key)]) else { return };
        assert!(
            code == expected && shown.contains("Stopped.\nNothing half-done was left behind."),
            "{code} {shown}"
        );
        let steps = [("Number:", "1\r"), ("Of which round of delivery:", key)];
        let (code, shown) = talk(&desk, &["seal", "case"], &steps).unwrap();
        assert!(
            code == expected && shown.contains("Stopped.\nNothing half-done was left behind."),
            "{code} {shown}"
        );
        assert_eq!(desk.tree(), before);
    }
    let steps = [
        ("b.wav: what is it?", ""),
        ("Number:", "7\r"),
        ("Number:", "１\r"),
        ("Of which round of delivery:", "retake\r"),
        ("Number:", "1\r"),
        ("Of which round of delivery:", "２回目\r"),
    ];
    let (code, shown) = talk(&desk, &["seal", "case"], &steps).unwrap();
    assert!(code == 0 && shown.contains("(2 files)"), "{shown}");
    let ran = desk.run(&["contains", "case/seals", "case/b.wav"]);
    assert!(ran.out.contains("data/001/delivery/2/b.wav"), "{ran:?}");
}

#[test]
fn the_offer_to_make_a_folder_a_case() {
    let desk = Desk::new();
    desk.write("bare/x.txt", "x");
    let before = desk.tree();
    let question = "bare is not a case folder. Make it one? (yes = Enter, no = n):";
    for (answer, expected) in [("n\r", 0), ("^D", 0), ("^C", 130)] {
        let Some((code, shown)) = talk(&desk, &["bare"], &[(question, answer)]) else { return };
        assert_eq!((code, desk.tree()), (expected, before.clone()), "{answer:?}: {shown}");
    }
    let (code, shown) = talk(&desk, &["bare"], &[(question, "y\r")]).unwrap();
    assert!(code == 0 && shown.contains("Made a case folder: bare"), "{shown}");
    assert!(desk.path("bare/delivery/1").is_dir() && desk.path("bare/x.txt").is_file());
}

#[test]
fn dropped_audio_goes_into_a_case() {
    let desk = unplaced();
    fs::remove_file(desk.path("case/b.wav")).unwrap();
    desk.write("voice.wav", RIFF);
    let before = desk.tree();
    let which = "Which case is this for? Case folder (drag it onto this window):";
    for (steps, expected) in [
        (vec![(which, "\r")], 2),
        (vec![(which, "^D")], 2),
        (vec![(which, "^C")], 130),
        (vec![(which, "nowhere\r")], 3),
        (vec![(which, "case\r"), ("Number:", "^D")], 130),
        (vec![(which, "case\r"), ("Number:", "1\r"), ("round of delivery:", "^C")], 130),
        (vec![(which, "case\r"), ("Number:", "4\r"), ("Seal now?", "n\r")], 0),
    ] {
        let Some((code, shown)) = talk(&desk, &["voice.wav"], &steps) else { return };
        assert_eq!((code, desk.tree()), (expected, before.clone()), "{steps:?}: {shown}");
    }
    let steps = [
        (which, "case\r"),
        ("Number:", "1\r"),
        ("round of delivery:", "１\r"),
        ("Copied voice.wav to case/delivery/1.", ""),
        ("Seal now?", "はい\r"),
    ];
    let (code, shown) = talk(&desk, &["voice.wav"], &steps).unwrap();
    assert!(code == 0 && shown.contains("(2 files)"), "{shown}");
    assert_eq!(fs::read(desk.path("case/delivery/1/voice.wav")).unwrap(), RIFF);
    assert_eq!(fs::read(desk.path("voice.wav")).unwrap(), RIFF);
    // a name that is taken stays as it is
    desk.write("voice.wav", "another take");
    let (code, shown) = talk(&desk, &["voice.wav"], &steps[..3]).unwrap();
    assert!(code == 3 && shown.contains("case/delivery/1/voice.wav exists already."), "{shown}");
    assert_eq!(fs::read(desk.path("case/delivery/1/voice.wav")).unwrap(), RIFF);
}

#[test]
fn stopped_inside_the_menu() {
    let desk = Desk::new();
    desk.sparse("case/delivery/1/a.wav", 2000 << 20);
    let before = desk.tree();
    let steps = [("Number:", "2\r"), ("(drag it onto this window):", "case\r"), ("Sealing [", "^C")];
    let Some((code, shown)) = talk(&desk, &[], &steps) else { return };
    assert!(code == 130 && shown.contains("Stopped.\nNothing half-done was left behind."), "{code} {shown}");
    assert_eq!(desk.tree(), before);
    let Some((code, _)) = talk(&desk, &[], &[("Number:", "^C")]) else { return };
    assert_eq!(code, 130);
}

#[test]
fn progress_is_for_terminals() {
    let desk = Desk::new();
    desk.sparse("big/delivery/1/a.wav", 300 << 20);
    desk.write("small/delivery/1/a.wav", RIFF);
    let Some((code, shown)) = talk(&desk, &["seal", "big"], &[("Sealing [", "")]) else { return };
    assert!(code == 0 && shown.contains("MiB"), "{shown}");
    let (_, quiet) = talk(&desk, &["verify", "big/seals", "-q"], &[]).unwrap();
    let (_, small) = talk(&desk, &["seal", "small"], &[]).unwrap();
    let ran = desk.run(&["verify", "big/seals"]);
    for shown in [quiet, small, ran.out, ran.err] {
        assert!(!shown.contains("ing [") && !shown.contains("MiB"), "{shown}");
    }
}
