//! What can be wrong with a case folder and its seals: special files, a second hikae, a clock set back, seals that
//! are broken, missing or somebody else's.
#![cfg(unix)]
#![allow(clippy::unwrap_used)] // a test may panic

use crate::program::*;
use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

#[test]
fn links_pipes_sockets_and_devices() {
    let desk = Desk::new();
    desk.write("case/delivery/1/a.wav", "a");
    desk.write("elsewhere/b.wav", "b");
    let special = desk.path("case/delivery/1/special");
    let sealing = |kind: &str| {
        let stopped = desk.run(&["seal", "case"]);
        let sentence = "case/delivery/1/special is a link or a special file, not a file.";
        let next =
            "Nothing was sealed. Put the file itself in its place, or go on without it: --skip-special";
        assert_eq!(stopped.err, format!("{sentence}\n{next}\n"), "{kind}");
        assert_eq!(stopped.code, Some(3), "{kind}");
        let status = desk.run(&["status", "case"]);
        assert!(
            status.code == Some(0) && status.out.contains("case/delivery/1/special"),
            "{kind}: {status:?}"
        );
        let went_on = desk.run(&["seal", "case", "--skip-special"]);
        went_on.names(0, &["Left out (a link or a special file): case/delivery/1/special"]);
        assert!(went_on.out.contains("(1 file)"), "{kind}: {went_on:?}");
        fs::remove_dir_all(desk.path("case/seals")).unwrap();
        fs::remove_file(&special).unwrap();
    };
    for target in ["../../../elsewhere/b.wav", "../../../elsewhere", "nowhere", "special", "/dev/zero"] {
        symlink(target, &special).unwrap();
        sealing(target);
    }
    fifo(&special);
    sealing("pipe");
    let socket = std::os::unix::net::UnixListener::bind(&special).unwrap();
    sealing("socket");
    drop(socket);
    match Command::new("mknod").arg(&special).args(["c", "1", "5"]).output() {
        Ok(made) if made.status.success() => sealing("device"),
        other => crate::skip::missing(&format!("no device can be made: {other:?}")),
    }
}

#[test]
fn special_files_in_place_of_the_memo_the_case_or_a_loose_file() {
    let desk = Desk::new();
    desk.write("case/delivery/1/a.wav", "a");
    fifo(&desk.path("case/case-notes.txt"));
    for verb in ["seal", "status"] {
        let ran = desk.run(&[verb, "case"]);
        ran.is_calm();
        assert!(format!("{}{}", ran.out, ran.err).contains("case/case-notes.txt"), "{ran:?}");
    }
    fs::remove_file(desk.path("case/case-notes.txt")).unwrap();
    // the person names the link, so it is followed: a desktop often shows folders by links
    symlink("case", desk.path("link")).unwrap();
    assert_eq!(desk.run(&["seal", "link"]).code, Some(0));
    fifo(&desk.path("pipe"));
    symlink("case/delivery/1/a.wav", desk.path("a.wav")).unwrap();
    for name in ["pipe", "a.wav", "/dev/zero"] {
        desk.run(&["seal", name, "-o", "x.zip"]).names(3, &[name, "is a link or a special file"]);
    }
    desk.run(&["seal", "pipe", "-o", "x.zip", "--skip-special"]).names(3, &["Left out", "pipe"]);
    assert!(!desk.path("x.zip").exists());
}

#[test]
fn two_at_once() {
    let desk = Desk::new();
    desk.sparse("case/delivery/1/a.wav", 150 << 20);
    let busy = ["Another hikae is at work in case/seals.", "Wait until it has finished, then try again."];
    for round in 0..4 {
        // the first times side by side, then one after the other has begun to write
        let first = match round {
            0 | 1 => desk.hikae(&["seal", "case"]).spawn().unwrap(),
            _ => desk.run_until_writing(&["seal", "case"], "case/seals"),
        };
        let second = desk.hikae(&["seal", "case"]).spawn().unwrap();
        let (first, second) = (finish(first), finish(second));
        let (won, lost) = if first.code == Some(0) { (first, second) } else { (second, first) };
        assert_eq!(won.code, Some(0), "{won:?}, {lost:?}");
        lost.says(3, &busy);
        let entries = fs::read_dir(desk.path("case/seals")).unwrap().flatten();
        let mut names: Vec<_> = entries.map(|e| e.file_name().into_string().unwrap()).collect();
        names.sort();
        assert_eq!(names, ["001-delivery-note.txt", "001-message.txt", "001.zip"]);
        assert_eq!(desk.run(&["verify", "case/seals"]).code, Some(0));
        let after = desk.run(&["seal", "case"]);
        assert!(after.code == Some(0) && after.out.starts_with("Nothing is new"), "{after:?}");
        fs::remove_dir_all(desk.path("case/seals")).unwrap();
    }
}

#[test]
fn where_the_seal_goes() {
    let desk = Desk::new();
    desk.write("a.wav", "RIFF____WAVEfmt ");
    desk.write("there.zip", "mine");
    fs::create_dir(desk.path("folder.zip")).unwrap();
    symlink("nowhere", desk.path("dangling.zip")).unwrap();
    let before = desk.tree();
    let next = "Nothing is ever overwritten. Choose another name with -o, or move the existing file away.";
    for name in ["there.zip", "folder.zip", "dangling.zip", "a.wav"] {
        desk.run(&["seal", "a.wav", "-o", name, "-q"]).says(3, &[&format!("{name} exists already."), next]);
    }
    for (name, words) in [
        ("missing/x.zip", ["missing", "could not be written: the folder is not there"]),
        ("a.wav/x.zip", ["a.wav", "could not be written: not a folder"]),
        (&format!("{}.zip", "名".repeat(90)), [".zip", "could not be written: the name is too long"]),
        ("/proc/x.zip", ["/proc", "could not be written: "]),
        ("..", ["..", "exists already."]),
    ] {
        let ran = desk.run(&["seal", "a.wav", "-o", name, "-q"]);
        ran.names(3, &words);
        assert_eq!(ran.err.lines().count(), 2, "{ran:?}");
    }
    assert_eq!(fs::read(desk.path("there.zip")).unwrap(), b"mine");
    assert_eq!(desk.tree(), before);
}

#[test]
fn a_clock_that_cannot_be_right() {
    let desk = Desk::new();
    let at = |time: &str, lang: &str| {
        finish(desk.hikae(&["seal", "case", "--lang", lang]).env("SOURCE_DATE_EPOCH", time).spawn().unwrap())
    };
    desk.write("case/delivery/1/a.wav", "a");
    for wrong in ["0", "-1", "99999999999", "9999999999999999999"] {
        at(wrong, "en").names(3, &["This computer's clock shows a time that a seal cannot hold"]);
        assert!(!desk.path("case/seals").exists(), "{wrong}");
    }
    assert_eq!(at("1800000000", "en").code, Some(0));
    desk.write("case/delivery/2/a.wav", "b");
    let before = desk.tree();
    at("1799999999", "en").says(
        3,
        &[
            "This computer's clock (2027-01-15T07:59:59Z) is before the last seal of this case (2027-01-15T08:00:00Z).",
            "Nothing was sealed. Set the clock, then try again. If the clock was wrong at the last seal, wait until that \
             time has passed, or begin a new case folder.",
        ],
    );
    at("1799999999", "ja").names(3, &["2027-01-15T07:59:59Z", "2027-01-15T08:00:00Z", "時計"]);
    assert_eq!(desk.tree(), before);
    assert_eq!(at("1800000000", "en").code, Some(0));
}

#[test]
fn seals_that_do_not_go_together() {
    let desk = Desk::new();
    desk.sealed_case("other");
    desk.sealed_case("good");
    for n in 2..4 {
        desk.write(format!("good/delivery/{n}/a.wav"), format!("round {n}"));
        assert_eq!(desk.run(&["seal", "good"]).code, Some(0));
    }
    desk.write("good/delivery/4/new.wav", "to be sealed");
    desk.write("foreign/a.txt", "x");
    let zip = |path: &str| desk.path(format!("case/seals/{path}"));
    let read = |path: &str| fs::read(desk.path(path)).unwrap();
    let flipped = || {
        let mut bytes = read("good/seals/002.zip");
        bytes[200] ^= 1;
        fs::write(zip("002.zip"), bytes).unwrap();
    };
    let cut = || fs::write(zip("002.zip"), &read("good/seals/002.zip")[..900]).unwrap();
    let empty = || fs::write(zip("002.zip"), "").unwrap();
    let text = || fs::write(zip("003.zip"), "not a ZIP").unwrap();
    let missing = || fs::remove_file(zip("002.zip")).unwrap();
    let no_first = || fs::remove_file(zip("001.zip")).unwrap();
    let other_case = || fs::write(zip("001.zip"), read("other/seals/001.zip")).unwrap();
    let twice = || fs::write(zip("003.zip"), read("good/seals/002.zip")).unwrap();
    let other_number = || fs::write(zip("004.zip"), read("other/seals/001.zip")).unwrap();
    let folder = || {
        fs::remove_file(zip("002.zip")).unwrap();
        fs::create_dir(zip("002.zip")).unwrap();
    };
    let pipe = || {
        fs::remove_file(zip("002.zip")).unwrap();
        fifo(&zip("002.zip"));
    };
    let deeds: [(&str, &dyn Fn()); 11] = [
        ("002.zip", &flipped),
        ("002.zip", &cut),
        ("002.zip", &empty),
        ("003.zip", &text),
        ("002", &missing),
        ("001", &no_first),
        ("002", &other_case),
        ("003.zip", &twice),
        ("004.zip", &other_number),
        ("002.zip", &folder),
        ("002.zip", &pipe),
    ];
    let mut said = String::new();
    for (named, deed) in deeds {
        assert!(
            Command::new("cp")
                .args(["-r", "good", "case"])
                .current_dir(desk.path(""))
                .status()
                .unwrap()
                .success()
        );
        deed();
        let before = desk.tree();
        for lang in ["en", "ja"] {
            let ran = desk.run(&["seal", "case", "--lang", lang]);
            ran.names(3, &["case/seals", named]);
            assert_eq!(ran.err.lines().count(), 2, "{ran:?}");
            said.push_str(&ran.err);
        }
        let status = desk.run(&["status", "case"]);
        status.names(3, &["case/seals", named]);
        let json = desk.run(&["seal", "case", "--json"]);
        let value: serde_json::Value = serde_json::from_str(&json.out).unwrap();
        assert!(json.code == Some(3) && value["message"].as_str().unwrap().contains(named), "{json:?}");
        assert_eq!(desk.tree(), before);
        fs::remove_dir_all(desk.path("case")).unwrap();
    }
    insta::assert_snapshot!("seals_that_do_not_go_together", said);
}

#[test]
fn another_key() {
    let desk = Desk::new();
    let stranger = Desk::new();
    desk.sealed_case("case");
    stranger.sealed_case("case");
    fs::copy(stranger.path("case/seals/001.zip"), desk.path("case/seals/001.zip")).unwrap();
    desk.write("case/delivery/2/a.wav", "b");
    let ran = desk.run(&["seal", "case"]);
    ran.names(3, &["The earlier seals of this case were signed with another key: SHA256:"]);
    assert!(!desk.path("case/seals/002.zip").exists());
}

#[test]
fn files_that_changed_since_they_were_sealed() {
    let desk = Desk::new();
    desk.write("case/case-notes.txt", "Title: reading\n");
    desk.write("case/documents/brief.txt", "brief");
    desk.sealed_case("case");
    // a delivered file: loud, and sealed as it is now
    desk.write("case/delivery/1/a.wav", "somebody edited it");
    let status = desk.run(&["status", "case"]).out;
    let told = "Please note: delivered files have changed since they were sealed:\n  delivery/1/a.wav (differs from edition 1)";
    assert!(status.contains(told), "{status}");
    let ran = desk.run(&["seal", "case"]);
    ran.names(0, &["Please note: delivery/1/a.wav has changed since it was sealed in edition 1."]);
    assert!(ran.err.contains("If this is a retake, move it into the folder of the next round."), "{ran:?}");
    assert!(ran.out.starts_with("Made and checked edition 2 (1 file): case/seals/002.zip"), "{ran:?}");
    assert_eq!(desk.run(&["verify", "case/seals", "--require", "chain,payload"]).code, Some(0));
    let same = desk.run(&["contains", "case/seals", "case/delivery/1/a.wav"]);
    assert!(same.code == Some(0) && same.out.contains("002/delivery/1/a.wav"), "{same:?}");
    // the memo alone
    desk.write("case/case-notes.txt", "Title: reading\nFee: 22,000円\n");
    assert!(
        desk.run(&["status", "case"]).out.contains("The case notes have changed since they were last sealed")
    );
    let ran = desk.run(&["seal", "case"]);
    assert!(ran.code == Some(0) && ran.out.starts_with("Made and checked edition 3 (0 files)"), "{ran:?}");
    // a document: no loud word, as it may change
    desk.write("case/documents/brief.txt", "brief, revised");
    let ran = desk.run(&["seal", "case"]);
    assert!(ran.code == Some(0) && !ran.err.contains("Please note"), "{ran:?}");
    // a file that is gone: the seals still hold it
    fs::remove_file(desk.path("case/delivery/1/a.wav")).unwrap();
    let ran = desk.run(&["status", "case"]);
    let told = "Sealed, and no longer in the folder (the seals still hold them):\n  delivery/1/a.wav\n";
    assert!(ran.code == Some(0) && ran.out.contains(told), "{ran:?}");
    let ran = desk.run(&["status", "case", "--lang", "ja"]);
    assert!(
        ran.out.contains("控えにあり、フォルダにないもの(控えには残っています):\n  delivery/1/a.wav\n"),
        "{ran:?}"
    );
    let ran = desk.run(&["seal", "case"]);
    assert!(ran.code == Some(0) && ran.out.starts_with("Nothing is new"), "{ran:?}");
}
