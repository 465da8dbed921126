//! Stock tools on archives that hikae made: what VERIFY.txt prints, run as printed.

use crate::common::*;
use std::path::Path;
use std::process::{Command, Output};

/// Runs a command line by `bash`, as a reader of VERIFY.txt would.
fn shell(folder: &Path, script: &str) -> Output {
    Command::new("bash").args(["-c", script]).current_dir(folder).env("LC_ALL", "C.UTF-8").output().unwrap()
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Unzips an archive with `unzip`.
fn unzipped(bytes: &[u8]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a.zip"), bytes).unwrap();
    let output = shell(dir.path(), "unzip -q a.zip && rm a.zip");
    assert!(output.status.success(), "{}", text(&output));
    dir
}

/// The shell commands of a VERIFY.txt, block by block: what stands indented under the heading for Linux.
fn commands(verify_txt: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    let mut inside = false;
    for line in verify_txt.lines() {
        match line.strip_prefix("       ") {
            Some(command) if inside => {
                let block = blocks.last_mut().unwrap();
                block.push_str(command);
                block.push('\n');
            }
            _ => {
                inside = line == "   Linux, macOS:";
                if inside {
                    blocks.push(String::new());
                }
            }
        }
    }
    blocks
}

#[test]
fn verify_txt_works_as_printed() {
    if !tools(&["unzip", "sha256sum", "ssh-keygen", "bash"]) {
        return;
    }
    let (first, sealed) = Sample::default().seal();
    let (second, _) = Sample::second(&sealed).seal();
    for archive in [first, second] {
        let folder = unzipped(&archive);
        let verify_txt = std::fs::read_to_string(folder.path().join("VERIFY.txt")).unwrap();
        let english = verify_txt.split("How to check this archive").nth(1).unwrap();
        let blocks = commands(english);
        assert_eq!(blocks.len(), 6, "{blocks:#?}");
        let public = hikae::format::proof::Signer::public_key(&key()).openssh_line("");
        for block in &blocks {
            let block = block.replace("ssh-ed25519 AAAA...", public.trim());
            let output = shell(folder.path(), &format!("set -e\n{block}"));
            assert!(output.status.success(), "{block}\n{}", text(&output));
            assert!(!text(&output).contains("NOT SEALED"), "{block}\n{}", text(&output));
        }
        let signature = shell(folder.path(), &blocks[1]);
        let expected = english.lines().find(|l| l.contains("Good \"seal@hikae\"")).unwrap().trim();
        assert_eq!(text(&signature).trim(), expected);
        let named = shell(folder.path(), &blocks[2].replace("ssh-ed25519 AAAA...", public.trim()));
        assert!(text(&named).starts_with("Good \"seal@hikae\" signature for worker"), "{}", text(&named));
        let code = shell(folder.path(), &blocks[3]);
        assert!(english.contains(&text(&code)[..64]));
    }
}

#[test]
fn verify_txt_finds_what_was_changed() {
    if !tools(&["unzip", "sha256sum", "ssh-keygen", "bash"]) {
        return;
    }
    let folder = unzipped(&Sample::default().seal().0);
    let path = |name: &str| folder.path().join(name);
    let verify_txt = std::fs::read_to_string(path("VERIFY.txt")).unwrap();
    let blocks = commands(verify_txt.split("How to check this archive").nth(1).unwrap());
    let run = |block: &str| shell(folder.path(), &format!("set -e\n{block}"));
    std::fs::write(path("data/001/documents/brief.txt"), "changed").unwrap();
    std::fs::write(path("data/001/documents/added.txt"), "added").unwrap();
    assert!(!run(&blocks[0]).status.success());
    let files = text(&run(&blocks[5]));
    assert!(files.contains("NOT SEALED: data/001/documents/brief.txt"), "{files}");
    assert!(files.contains("NOT SEALED: data/001/documents/added.txt"), "{files}");
    let facts = std::fs::read_to_string(path("proof/001/facts.jsonl")).unwrap();
    std::fs::write(path("proof/001/facts.jsonl"), facts.replace("22,000", "92,000")).unwrap();
    assert!(text(&run(&blocks[4])).contains("NOT SEALED"));
    let seal = std::fs::read_to_string(path("proof/001/seal.txt")).unwrap();
    std::fs::write(path("proof/001/seal.txt"), seal.replace("edition 1", "edition 2")).unwrap();
    assert!(!run(&blocks[1]).status.success());
}

#[test]
fn the_folder_is_a_valid_bag() {
    if !tools(&["unzip", "bagit.py"]) {
        return;
    }
    let folder = unzipped(&Sample::default().seal().0);
    let output = shell(folder.path(), "bagit.py --validate .");
    assert!(output.status.success(), "{}", text(&output));
    std::fs::write(folder.path().join("data/001/documents/brief.txt"), "changed").unwrap();
    assert!(!shell(folder.path(), "bagit.py --validate .").status.success());
}

#[test]
fn other_programs_read_the_same() {
    let (archive, _) = Sample::default().seal();
    let expected = Sample::default().files;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&archive)).unwrap();
    for (name, bytes) in &expected {
        let mut entry = zip.by_name(name).unwrap();
        let mut read = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut read).unwrap();
        assert_eq!(&read, bytes, "{name}");
    }
    if tools(&["unzip"]) {
        let folder = unzipped(&archive);
        for (name, bytes) in &expected {
            assert_eq!(&std::fs::read(folder.path().join(name)).unwrap(), bytes, "{name}");
        }
    }
}
