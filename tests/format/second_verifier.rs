//! `examples/verify.py`, written from docs/format.md alone, against hikae: the same verdict on every kit entry and
//! on good archives, the same times, and the same reading of every code point in names.

use crate::common::{self, Sample, tools};
use hikae::base::entry_name::EntryName;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Runs all lines of standard input (`want`, the times wanted, then archives of one run) in one process, as a reader
/// of the kit does: at its time, and believing its root.
const RUN: &str = r#"
import contextlib, io, re, sys
sys.path.insert(0, "examples")
sys.dont_write_bytecode = True
import verify, verify_time
verify_time.NOW = 1795564800  # 2026-11-25T00:00:00Z
sys.stdout.reconfigure(errors="backslashreplace")
for line in sys.stdin.buffer.read().decode().splitlines():
    want, times, *paths = line.split("\t")
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said):
            got = verify.main(["--tsa-root", "tests/kit/tsa-root.pem", *paths])
    except BaseException as fault:
        got = repr(fault)
    shown = re.findall(r"^edition (\d+) existed no later than (\S+) ", said.getvalue(), re.M)
    shown = " ".join(f"{edition}:{time}" for edition, time in shown)
    if str(got) != want or shown != times:
        print(f"{paths}: hikae wants {want} {times}, verify.py says {got} {shown}\n{said.getvalue()}")
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

/// By when each edition existed, as hikae has it; nothing for what is not intact.
fn times(paths: &[PathBuf]) -> String {
    let archives: Vec<Vec<u8>> = paths.iter().map(|path| std::fs::read(path).unwrap()).collect();
    let archives: Vec<&[u8]> = archives.iter().map(Vec::as_slice).collect();
    let Ok(run) = common::check(&archives) else { return String::new() };
    if run.outcome.verdict != hikae::verify::Verdict::Intact {
        return String::new();
    }
    let times = &run.outcome.times;
    let said = times
        .bounds
        .iter()
        .map(|(edition, at)| format!("{}:{}", edition.get(), times.tokens[*at].stamp.gen_time));
    said.collect::<Vec<_>>().join(" ")
}

fn joined(want: u8, paths: &[PathBuf]) -> String {
    let names: Vec<String> = paths.iter().map(|p| p.display().to_string()).collect();
    format!("{want}\t{}\t{}\n", times(paths), names.join("\t"))
}

#[test]
fn the_kit_has_the_same_verdicts() {
    if crate::skip::slow() {
        return;
    }
    if !tools(&["python3", "ssh-keygen", "openssl"]) {
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

/// The program as a person runs it, by a Python that finds programs in these folders; what it prints.
fn verify_py(path: &std::ffi::OsStr, args: &[&str]) -> (Option<i32>, String) {
    // where `python3` is a script itself, it would need more of the path
    let interpreter = python("import sys; print(sys.executable, end='')", "");
    let mut command = Command::new(interpreter);
    command.arg("-B").arg("examples/verify.py").args(args).current_dir(root()).env("PATH", path);
    let output = command.output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn a_time_counts_only_below_a_root_that_the_reader_names() {
    if !tools(&["python3", "ssh-keygen", "openssl"]) {
        return;
    }
    let path = std::env::var_os("PATH").unwrap();
    let (good, broken) = ("tests/kit/good-stamp.zip", "tests/kit/token-signature.zip");
    let (code, said) = verify_py(&path, &["--tsa-root", "tests/kit/tsa-root.pem", good]);
    assert_eq!(code, Some(0));
    assert!(
        said.contains("no later than 2026-10-05T11:50:12Z +- 1 s by the root tests/kit/tsa-root.pem"),
        "{said}"
    );
    let (code, said) = verify_py(&path, &[good]);
    assert_eq!(code, Some(0));
    assert!(said.contains("by an authority that nobody named") && said.contains("no time shown"), "{said}");
    // what a token says of itself is checked without a root
    assert_eq!(verify_py(&path, &[broken]).0, Some(1));
    assert_eq!(verify_py(&path, &["--tsa-root", good]).0, Some(2));
}

#[cfg(unix)]
#[test]
fn without_openssl_no_time_counts_and_that_is_said() {
    if !tools(&["python3", "ssh-keygen", "openssl"]) {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let path = std::env::var_os("PATH").unwrap();
    let found = std::env::split_paths(&path).map(|dir| dir.join("ssh-keygen")).find(|file| file.is_file());
    std::os::unix::fs::symlink(found.unwrap(), dir.path().join("ssh-keygen")).unwrap();
    let alone = dir.path().as_os_str();
    let args = ["--tsa-root", "tests/kit/tsa-root.pem", "tests/kit/good-stamp.zip"];
    let (code, said) = verify_py(alone, &args);
    assert_eq!(code, Some(0));
    assert!(said.contains("openssl is not installed") && said.contains("no time shown"), "{said}");
    // what takes no signature is seen all the same
    assert_eq!(verify_py(alone, &["tests/kit/token-imprint.zip"]).0, Some(1));
}

#[test]
fn good_archives_have_the_same_verdict() {
    if !tools(&["python3", "ssh-keygen", "openssl"]) {
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
    if crate::skip::slow() {
        return;
    }
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
        let hex = hikae::base::digest::hex(folded.as_bytes());
        writeln!(lines, "{:X}\t{start}\t{inside}\t{end}\t{hex}", u32::from(c)).unwrap();
    }
    let disagreements = python(NAMES, &lines);
    let skipped = disagreements.starts_with("SKIPPED");
    if skipped {
        eprint!("{disagreements}");
    }
    assert!(skipped || disagreements.is_empty(), "{disagreements}");
}
