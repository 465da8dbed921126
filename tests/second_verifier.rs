//! `examples/verify.py`, written from docs/format.md alone, against hikae: the same verdict on every kit entry and
//! on good archives, and the same reading of every code point in names.

mod common;

use common::{Sample, tools};
use hikae::name::EntryName;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Runs all lines of standard input (`want`, then archives of one run) in one process.
const RUN: &str = r#"
import contextlib, io, sys
sys.path.insert(0, "examples")
sys.dont_write_bytecode = True
import verify
sys.stdout.reconfigure(errors="backslashreplace")
for line in sys.stdin.buffer.read().decode().splitlines():
    want, *paths = line.split("\t")
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said):
            got = verify.main(paths)
    except BaseException as fault:
        got = repr(fault)
    if str(got) != want:
        print(f"{paths}: hikae's kit wants {want}, verify.py says {got}\n{said.getvalue()}")
"#;

/// Reads `code point, allowed at start, inside, at the end, folded` and compares with the second verifier's own reading.
const NAMES: &str = r#"
import sys, unicodedata
sys.path.insert(0, "examples")
sys.dont_write_bytecode = True
import verify
if int(unicodedata.unidata_version.split(".")[0]) < 14:
    sys.exit(print("SKIPPED: the Unicode tables of this Python are older than 14.0.0"))
nfc = lambda text: unicodedata.normalize("NFC", text)
for line in sys.stdin.buffer.read().decode().split("\n")[:-1]:
    code, start, inside, end, folded = line.split("\t")
    c = chr(int(code, 16))
    for name, want in ((c + "x", start), ("x" + c + "x", inside), ("x" + c, end)):
        if bool(verify.is_name(name)) != (want == "1"):
            print(f"U+{code}: hikae says {want} to {name!a}")
    if inside == "1" and nfc(nfc("x" + c + "x").casefold()).encode().hex() != folded:
        print(f"U+{code}: folds to another name, {folded}")
"#;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Runs a Python script with this input; what it prints.
fn python(script: &str, input: &str) -> String {
    let mut child = Command::new("python3")
        .args(["-c", script])
        .current_dir(root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let feeding = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    feeding.join().unwrap().unwrap();
    assert!(output.status.success(), "python3 failed");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// `intact` as an exit code.
fn exit_code(verdict: &str) -> u8 {
    match verdict {
        "intact" => 0,
        "altered" => 1,
        "undecided" | "unreadable" => 3,
        other => panic!("{other}"),
    }
}

fn joined(want: u8, paths: &[PathBuf]) -> String {
    let paths: Vec<String> = paths.iter().map(|p| p.display().to_string()).collect();
    format!("{want}\t{}\n", paths.join("\t"))
}

#[test]
fn the_kit_has_the_same_verdicts() {
    if !tools(&["python3", "ssh-keygen"]) {
        return;
    }
    let kit = root().join("tests/kit");
    let index = std::fs::read_to_string(kit.join("kit.tsv")).unwrap();
    let mut runs = String::new();
    for line in index.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let files: Vec<PathBuf> = columns[0].split(' ').map(|name| kit.join(name)).collect();
        runs.push_str(&joined(exit_code(columns[4]), &files));
    }
    let disagreements = python(RUN, &runs);
    assert!(disagreements.is_empty(), "{disagreements}");
}

#[test]
fn good_archives_have_the_same_verdict() {
    if !tools(&["python3", "ssh-keygen"]) {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let (first, sealed) = Sample::default().seal();
    let (second, _) = Sample::second(&sealed).seal();
    let paths = [dir.path().join("001.zip"), dir.path().join("002.zip")];
    std::fs::write(&paths[0], &first).unwrap();
    std::fs::write(&paths[1], &second).unwrap();
    let mut runs = joined(0, &paths);
    paths.iter().for_each(|path| runs.push_str(&joined(0, std::slice::from_ref(path))));
    let disagreements = python(RUN, &runs);
    assert!(disagreements.is_empty(), "{disagreements}");
    // as a person runs it
    let whole =
        Command::new("python3").arg("examples/verify.py").arg(dir.path()).current_dir(root()).output();
    assert_eq!(whole.unwrap().status.code(), Some(0));
}

#[test]
fn names_are_read_alike() {
    if !tools(&["python3"]) {
        return;
    }
    let mut lines = String::new();
    // beyond plane 3 nothing is assigned but what plane 14 forbids; a sample of that is enough
    let codes = (1..0x4_0000).chain((0x4_0000..0xE_0000).step_by(97)).chain(0xE_0000..0xF_0010);
    let codes = codes.chain((0xF_0000..=0x10_FFFF).step_by(97)).chain([0x10_FFFF]);
    for c in codes.filter_map(char::from_u32).filter(|c| !matches!(c, '/' | '\n')) {
        let allowed = |name: String| u8::from(EntryName::new(&name).is_ok());
        let (start, inside, end) =
            (allowed(format!("{c}x")), allowed(format!("x{c}x")), allowed(format!("x{c}")));
        let folded = EntryName::new(&format!("x{c}x")).map(|name| name.folded()).unwrap_or_default();
        let hex = hikae::digest::hex(folded.as_bytes());
        writeln!(lines, "{:X}\t{start}\t{inside}\t{end}\t{hex}", u32::from(c)).unwrap();
    }
    let disagreements = python(NAMES, &lines);
    let skipped = disagreements.starts_with("SKIPPED");
    if skipped {
        eprint!("{disagreements}");
    }
    assert!(skipped || disagreements.is_empty(), "{disagreements}");
}
