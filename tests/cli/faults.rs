//! What goes wrong while sealing: the power, the disk, the files, a second hikae. Whatever happens, either the
//! whole new seal is there or the old state, and a sentence says what it was.
#![cfg(unix)]
#![allow(clippy::unwrap_used)] // a test may panic

use crate::program::*;
use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

const MB: u64 = 1 << 20;
const STOPPED: [&str; 2] = ["Stopped.", "Nothing half-done was left behind."];
const CHANGED_NEXT: &str = "Nothing was sealed. Close the program that is writing to it, wait until it has finished, \
    then seal again.";

#[test]
fn killed_at_any_moment() {
    if crate::skip::slow() {
        return;
    }
    let desk = Desk::new();
    desk.sparse("case/delivery/1/a.wav", 120 * MB);
    desk.sparse("case/delivery/1/b.wav", 80 * MB);
    let begun = Instant::now();
    assert_eq!(desk.run(&["seal", "case"]).code, Some(0));
    let whole = begun.elapsed();
    fs::remove_file(desk.path("case/seals/001.zip")).unwrap();
    let (mut cut, mut made) = (0, 0);
    for round in 0..24 {
        let child = desk.hikae(&["seal", "case"]).spawn().unwrap();
        // spread over the whole run, and never the same moments twice
        let jitter = begun.elapsed().subsec_nanos() % 1_000_000;
        thread::sleep(whole * (round * 7 % 24) / 22 + Duration::from_nanos(jitter.into()));
        signal_if_running(child);
        assert!(desk.leftovers("case/seals").len() <= 1, "{:?}", desk.tree());
        if desk.path("case/seals/001.zip").exists() {
            made += 1;
            assert_eq!(desk.run(&["verify", "case/seals/001.zip"]).code, Some(0));
            fs::remove_file(desk.path("case/seals/001.zip")).unwrap();
        } else {
            cut += 1;
        }
    }
    assert!(cut >= 5, "{cut} of {made} were cut off");
    // the last one dies with its file half written: the next run names it and clears it
    desk.run(&["seal", "case"]);
    let _ = fs::remove_file(desk.path("case/seals/001.zip"));
    signal_if_running(desk.run_until_writing(&["seal", "case"], "case/seals"));
    let left = desk.leftovers("case/seals");
    assert_eq!(left.len(), 1);
    let next = desk.run(&["seal", "case"]);
    next.names(0, &["Cleared the temporary file of a run that did not finish: case/seals", &left[0]]);
    assert!(desk.leftovers("case/seals").is_empty());
    assert_eq!(desk.run(&["verify", "case/seals"]).code, Some(0));
}

fn signal_if_running(mut child: std::process::Child) {
    let _ = child.kill();
    child.wait().unwrap();
}

#[test]
fn asked_to_stop() {
    let desk = Desk::new();
    desk.sparse("case/delivery/1/a.wav", 2000 * MB);
    desk.write("b.pdf", "%PDF-1.7");
    let before = desk.tree();
    for name in ["INT", "TERM", "HUP"] {
        let child = desk.run_until_writing(&["seal", "case"], "case/seals");
        signal(&child, name);
        finish(child).says(130, &STOPPED);
        assert_eq!(desk.tree(), before, "after SIG{name}");
    }
    let child =
        desk.run_until_writing(&["seal", "case/delivery", "-o", "out.zip", "--lang", "ja", "-q"], ".");
    signal(&child, "INT");
    finish(child).says(130, &["中止しました。", "途中のものは残していません。"]);
    assert_eq!(desk.tree(), before);
}

#[test]
fn stopped_while_the_old_seals_are_checked() {
    let desk = Desk::new();
    desk.sparse("case/delivery/1/a.wav", 1000 * MB);
    assert_eq!(desk.run(&["seal", "case"]).code, Some(0));
    desk.write("case/delivery/2/b.wav", "second");
    let before = desk.tree();
    for args in [["seal", "case"], ["status", "case"], ["verify", "case/seals"]] {
        let child = desk.hikae(&args).spawn().unwrap();
        thread::sleep(Duration::from_millis(150));
        signal(&child, "INT");
        finish(child).says(130, &STOPPED);
        assert_eq!(desk.tree(), before);
    }
}

/// Runs a script where it may mount its own file systems, which vanish with it.
fn mounting(desk: &Desk, script: &str) -> Option<Ran> {
    let unshare = |script: &str| {
        let mut command = desk.command("unshare");
        command.args(["--map-root-user", "--mount", "sh", "-c", script]);
        command.env("HIKAE", env!("CARGO_BIN_EXE_hikae"));
        command.spawn().map(finish)
    };
    fs::create_dir_all(desk.path("disk")).unwrap();
    match unshare("mount -t tmpfs -o size=1m none disk") {
        Ok(ran) if ran.code == Some(0) => Some(unshare(script).unwrap()),
        other => {
            crate::skip::missing(&format!("no mount namespace: {other:?}"));
            None
        }
    }
}

#[test]
fn a_full_disk() {
    let desk = Desk::new();
    desk.sparse("a.wav", 30 * MB);
    let script = r#"
        mount -t tmpfs -o size=20m none disk && mkdir -p disk/case/delivery/1 && ln a.wav x.wav
        printf RIFF____WAVEfmt_ > disk/case/delivery/1/small.wav && truncate -s 30M disk/case/delivery/1/a.wav
        "$HIKAE" seal disk/case; echo "code $?"
        "$HIKAE" seal disk/case --lang ja; echo "code $?"
        ls -A disk disk/case
        "$HIKAE" seal disk/case/delivery/1/small.wav -o disk/small.zip -q > first.txt; echo "code $?"
        "$HIKAE" seal disk/case -o disk/x.zip 2>/dev/null; echo "code $?"
        dd if=/dev/zero of=disk/filler bs=64k 2>/dev/null
        "$HIKAE" seal disk/case/delivery/1/small.wav -o disk/more.zip -q; echo "code $?"
        ls -A disk
    "#;
    let Some(ran) = mounting(&desk, script) else { return };
    let next = "No half-written file was left behind. Check the free space and your rights in that folder, then try again.";
    ran.says(
        0,
        &[
            "disk/case/seals/001.zip could not be written: the disk is full",
            next,
            "disk/case/seals/001.zip に書き込めませんでした: ディスクに空きがありません",
            "書きかけのファイルは残していません。空き容量とフォルダの権限を確かめて、もう一度お試しください。",
            "disk/more.zip could not be written: the disk is full",
            next,
        ],
    );
    let expected = "code 3 code 3 disk: case disk/case: delivery code 0 code 2 code 3 case filler small.zip";
    assert_eq!(ran.out.split_whitespace().collect::<Vec<_>>().join(" "), expected);
}

#[test]
fn a_disk_that_takes_no_large_files() {
    let desk = Desk::new();
    desk.sparse("case/delivery/1/a.wav", 30 * MB);
    let before = desk.tree();
    // the size that a shell allows stands for that of FAT32; the signal, as programs that care do, is ignored
    let script = r#"trap "" XFSZ; ulimit -f 8000; exec "$0" seal case"#;
    let ran = finish(desk.command("sh").args(["-c", script, env!("CARGO_BIN_EXE_hikae")]).spawn().unwrap());
    ran.names(3, &["case/seals/001.zip could not be written: the file is too large for this disk"]);
    assert_eq!(desk.tree(), before);
}

#[test]
fn a_read_only_disk() {
    let desk = Desk::new();
    desk.write("case/delivery/1/a.wav", "a");
    let script = r#"
        mount -t tmpfs -o size=1m none disk && cp -r case disk && mkdir disk/out && mount -o remount,ro disk
        "$HIKAE" seal disk/case; echo "code $?"
        "$HIKAE" seal disk/case/delivery -o disk/out/x.zip -q; echo "code $?"
        ls -A disk disk/case disk/out
    "#;
    let Some(ran) = mounting(&desk, script) else { return };
    let lines: Vec<&str> = ran.err.lines().step_by(2).collect();
    let expected = ["disk/case/seals", "disk/out"]
        .map(|path| format!("{path} could not be written: the disk is read-only"));
    assert_eq!(lines, expected);
    assert_eq!(
        ran.out.split_whitespace().collect::<Vec<_>>().join(" "),
        "code 3 code 3 disk: case out disk/case: delivery disk/out:"
    );
}

/// Holds a seal still while something is done to its files.
fn meanwhile(desk: &Desk, deed: impl FnOnce()) -> Ran {
    let child = desk.run_until_writing(&["seal", "case"], "case/seals");
    signal(&child, "STOP");
    deed();
    signal(&child, "CONT");
    finish(child)
}

#[test]
fn a_file_that_changes_while_it_is_read() {
    let desk = Desk::new();
    let path = desk.sparse("case/delivery/1/第1話.wav", 600 * MB);
    let before = desk.tree();
    let open = || fs::File::options().write(true).open(&path).unwrap();
    let longer = || open().set_len(601 * MB).unwrap();
    let shorter = || open().set_len(599 * MB).unwrap();
    let rewritten = || std::os::unix::fs::FileExt::write_all_at(&open(), b"RIFF", 0).unwrap();
    let replaced = || {
        let other = desk.sparse("other.wav", 599 * MB);
        fs::rename(other, &path).unwrap();
    };
    let deeds: [&dyn Fn(); 4] = [&longer, &shorter, &rewritten, &replaced];
    for deed in deeds {
        let ran = meanwhile(&desk, deed);
        let sentence = "case/delivery/1/第1話.wav changed while it was being read.";
        ran.says(3, &[sentence, CHANGED_NEXT]);
        assert_eq!(desk.tree(), before);
    }
}

#[test]
fn a_file_that_goes_between_being_found_and_being_read() {
    if crate::skip::slow() {
        return;
    }
    let desk = Desk::new();
    for n in 0..100 {
        desk.sparse(&format!("case/delivery/1/{n:02}.wav"), 8 * MB);
    }
    // the smallest is read last
    let last = desk.sparse("case/delivery/1/last.wav", MB);
    let before = desk.tree();
    meanwhile(&desk, || fs::remove_file(&last).unwrap())
        .names(3, &["case/delivery/1/last.wav is not there."]);
    desk.sparse("case/delivery/1/last.wav", MB);
    assert_eq!(desk.tree(), before);
    // a pipe in its place would never open
    let ran = meanwhile(&desk, || {
        fs::remove_file(&last).unwrap();
        fifo(&last);
    });
    ran.says(3, &["case/delivery/1/last.wav changed while it was being read.", CHANGED_NEXT]);
    fs::remove_file(&last).unwrap();
    desk.sparse("case/delivery/1/last.wav", MB);
    let ran = meanwhile(&desk, || {
        fs::remove_file(&last).unwrap();
        symlink("00.wav", &last).unwrap();
    });
    ran.names(3, &["case/delivery/1/last.wav changed while it was being read."]);
    assert_eq!(desk.tree(), before);
}

/// hikae as somebody who may not do everything.
fn as_nobody(desk: &Desk, args: &[&str]) -> Option<Ran> {
    if !is_root() {
        return Some(desk.run(args));
    }
    let mut command = desk.command("setpriv");
    command.args(["--reuid", "65534", "--regid", "65534", "--clear-groups", env!("CARGO_BIN_EXE_hikae")]);
    let ran = command.args(args).env("HIKAE_HOME", "/nonexistent/home").spawn().map(finish);
    let version = Command::new("setpriv")
        .args([
            "--reuid",
            "65534",
            "--regid",
            "65534",
            "--clear-groups",
            env!("CARGO_BIN_EXE_hikae"),
            "--version",
        ])
        .output();
    match (ran, version) {
        (Ok(ran), Ok(version)) if version.status.success() => Some(ran),
        other => {
            crate::skip::missing(&format!("nobody cannot run the program: {other:?}"));
            None
        }
    }
}

#[test]
fn no_permission() {
    use std::os::unix::fs::PermissionsExt as _;
    let mode =
        |path: &std::path::Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let desk = Desk::new();
    desk.sealed_case("sealed");
    mode(&desk.path("sealed/seals/001.zip"), 0o000);
    let memo = desk.write("memo/case-notes.txt", "Title: x");
    mode(&memo, 0o000);
    desk.write("folder/delivery/1/a.wav", "a");
    mode(&desk.path("folder/delivery/1"), 0o000);
    desk.write("fine/delivery/1/a.wav", "a");
    fs::create_dir(desk.path("out")).unwrap();
    mode(&desk.path("out"), 0o555);
    let next = "Check that the file is still there and that you may open it, then try again. If it is on a cloud drive, \
        download it first.";
    for (args, path) in [
        (vec!["seal", "sealed"], "sealed/seals/001.zip"),
        (vec!["verify", "sealed/seals/001.zip"], "sealed/seals/001.zip"),
        (vec!["show", "sealed/seals"], "sealed/seals/001.zip"),
        (vec!["status", "sealed"], "sealed/seals/001.zip"),
        (vec!["seal", "memo"], "memo/case-notes.txt"),
        (vec!["seal", "folder"], "folder/delivery/1"),
        (vec!["status", "folder"], "folder/delivery/1"),
        (vec!["seal", "folder/delivery", "-o", "out/x.zip"], "folder/delivery/1"),
    ] {
        let Some(ran) = as_nobody(&desk, &args) else { return };
        let expected = format!("{path} could not be read: no permission");
        let first = ran.err.lines().next().unwrap_or_default();
        assert!(ran.code == Some(3) && first.ends_with(&expected), "{args:?}: {ran:?}");
        assert_eq!(ran.err.lines().nth(1), Some(next));
    }
    for unreadable in ["folder/delivery/1", "out"] {
        mode(&desk.path(unreadable), 0o755);
    }
}
