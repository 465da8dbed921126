//! What hikae accepts is read the same by everybody: Python, unzip, 7-Zip and the `zip` crate list the same names
//! with the same contents, for good archives and for every kit file that is intact.

use crate::common::{Sample, tools};
use hikae::base::digest::Sha256Digest;
use hikae::base::finding::Findings;
use hikae::base::limits::Limits;
use hikae::format::archive::Archive;
use std::io::Read as _;
use std::path::Path;
use std::process::Command;

/// Names with the hashes of their contents, in the order of the archive.
type Listing = Vec<(String, String)>;

/// All archives to look at: what to call them, and their bytes.
fn archives() -> Vec<(String, Vec<u8>)> {
    let (first, sealed) = Sample::default().seal();
    let (second, _) = Sample::second(&sealed).seal();
    let mut all = vec![("first".to_owned(), first), ("second".to_owned(), second)];
    let kit = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kit");
    let index = std::fs::read_to_string(kit.join("kit.tsv")).unwrap();
    for line in index.lines().filter(|line| line.split('\t').nth(1) == Some("intact")) {
        for name in line.split('\t').next().unwrap_or_default().split(' ') {
            all.push((name.to_owned(), std::fs::read(kit.join(name)).unwrap()));
        }
    }
    assert!(all.len() > 20);
    all
}

/// hikae's own reading, with the contents one after the other.
fn ours(bytes: &[u8]) -> (Listing, Vec<u8>) {
    let mut findings = Findings::default();
    let archive = Archive::open(bytes, &Limits::DEFAULT, &mut findings).unwrap();
    assert_eq!(findings.heaviest(), None);
    let read = |entry: &_| archive.bytes(entry, u64::MAX).unwrap();
    let all: Vec<(String, Vec<u8>)> =
        archive.entries().iter().map(|e| (e.name.to_string(), read(e))).collect();
    let listing = all.iter().map(|(name, data)| (name.clone(), Sha256Digest::of(data).to_string())).collect();
    (listing, all.into_iter().flat_map(|(_, data)| data).collect())
}

/// Runs a program on the archive in a file; what it prints.
fn run(bytes: &[u8], program: &str, args: &[&str]) -> Vec<u8> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.zip");
    std::fs::write(&path, bytes).unwrap();
    let args = args.iter().map(|arg| if *arg == "ARCHIVE" { path.as_os_str() } else { arg.as_ref() });
    let output = Command::new(program).args(args).env("LC_ALL", "C.UTF-8").output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.is_empty(), "{program}: {} {said}", output.status);
    output.stdout
}

fn names(listing: &Listing) -> Vec<&str> {
    listing.iter().map(|(name, _)| name.as_str()).collect()
}

#[test]
fn the_zip_crate_agrees() {
    for (what, bytes) in archives() {
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
        let mut theirs = Listing::new();
        for i in 0..zip.len() {
            let mut file = zip.by_index(i).unwrap();
            assert!(file.is_file() && file.comment().is_empty(), "{what}: {:?}", file.name());
            assert_eq!(file.compression(), zip::CompressionMethod::Stored);
            assert_eq!(file.unix_mode(), Some(0o100_644));
            let mut data = Vec::new();
            file.read_to_end(&mut data).unwrap();
            theirs.push((file.name().unwrap().into_owned(), Sha256Digest::of(&data).to_string()));
        }
        assert_eq!(theirs, ours(&bytes).0, "{what}");
    }
}

#[test]
fn python_agrees() {
    if !tools(&["python3"]) {
        return;
    }
    let script = r#"
import hashlib, sys, zipfile
sys.stdout.reconfigure(encoding="utf-8", newline="\n")
with zipfile.ZipFile(sys.argv[1]) as archive:
    assert archive.testzip() is None and archive.comment == b""
    for info in archive.infolist():
        print(hashlib.sha256(archive.read(info)).hexdigest(), info.orig_filename)
        assert info.filename == info.orig_filename
"#;
    for (what, bytes) in archives() {
        let said = String::from_utf8(run(&bytes, "python3", &["-c", script, "ARCHIVE"])).unwrap();
        let line = |line: &str| line.split_once(' ').map(|(hash, name)| (name.to_owned(), hash.to_owned()));
        // names hold no line feed, so lines are entries
        let theirs: Listing = said.split('\n').filter_map(line).collect();
        assert_eq!(theirs, ours(&bytes).0, "{what}");
    }
}

#[test]
fn unzip_agrees() {
    if !tools(&["unzip"]) {
        return;
    }
    for (what, bytes) in archives() {
        let (listing, contents) = ours(&bytes);
        let said = String::from_utf8(run(&bytes, "unzip", &["-Z1", "ARCHIVE"])).unwrap();
        assert_eq!(said.split('\n').filter(|l| !l.is_empty()).collect::<Vec<_>>(), names(&listing), "{what}");
        assert!(run(&bytes, "unzip", &["-p", "ARCHIVE"]) == contents, "{what}: other contents");
        run(&bytes, "unzip", &["-tqq", "ARCHIVE"]);
    }
}

#[test]
fn seven_zip_agrees() {
    if !tools(&["7z"]) {
        return;
    }
    for (what, bytes) in archives() {
        let (listing, contents) = ours(&bytes);
        let said = String::from_utf8(run(&bytes, "7z", &["l", "-slt", "-sccUTF-8", "ARCHIVE"])).unwrap();
        // the first path is that of the archive itself
        let (_, entries) = said.split_once("\n----------\n").unwrap();
        let theirs: Vec<&str> = entries.split('\n').filter_map(|line| line.strip_prefix("Path = ")).collect();
        assert_eq!(theirs, names(&listing), "{what}");
        assert!(!entries.contains("Folder = +") && !entries.contains("Encrypted = +"), "{what}");
        assert!(run(&bytes, "7z", &["x", "-so", "ARCHIVE"]) == contents, "{what}: other contents");
    }
}
