//! Large input: many files, a file and an archive over 4 GiB, memory that does not grow with them.
#![allow(clippy::unwrap_used)] // a test may panic

use crate::runner::{Room, free_space, tool};
use crate::skip::missing;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

const MIB: u64 = 1 << 20;
/// Peak memory for 10,000 files (README).
const MOST_MEMORY: u64 = 64 * MIB;

/// `folders` times `files` small files, each with its own content.
fn many_files(round: &Path, folders: usize, files: usize) {
    for folder in 0..folders {
        let folder_path = round.join(format!("take-{folder:03}"));
        fs::create_dir(&folder_path).unwrap();
        for file in 0..files {
            fs::write(folder_path.join(format!("{file:04}.txt")), format!("{folder} {file}")).unwrap();
        }
    }
}

fn python_lists(archive: &Path) -> Option<usize> {
    let output = tool(
        "python3",
        &["-m", "zipfile", "-l"].map(OsStr::new).into_iter().chain([archive.as_os_str()]).collect::<Vec<_>>(),
    )?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap().lines().count() - 1) // a heading
}

#[test]
fn a_hundred_thousand_files() {
    if crate::skip::slow() {
        return;
    }
    let room = Room::new();
    let (case, round) = room.case();
    many_files(&round, 100, 1000);
    let archive = room.seal(&case).unwrap();
    let said = room.verify(&archive);
    assert_eq!(said["counts"]["files"]["shown"], 100_000, "{said}");
    // over 65,535 entries: the count stands in the Zip64 end record alone. README, 3 proofs, 6 root files
    let entries = 100_000 + 10;
    assert_eq!(zip::ZipArchive::new(File::open(&archive).unwrap()).unwrap().len(), entries);
    if let Some(count) = python_lists(&archive) {
        assert_eq!(count, entries);
    }
}

#[test]
fn memory_stays_small_with_ten_thousand_files() {
    if crate::skip::slow() {
        return;
    }
    let room = Room::new();
    let (case, round) = room.case();
    many_files(&round, 10, 1000);
    let sealed = room.fine(&[OsStr::new("seal"), case.as_os_str()]);
    let archive = case.join("控え/001.zip");
    let archive = if archive.exists() { archive } else { case.join("seals/001.zip") };
    let verified = room.fine(&[OsStr::new("verify"), archive.as_os_str()]);
    if cfg!(target_os = "linux") {
        for (what, peak) in [("seal", sealed.peak), ("verify", verified.peak)] {
            println!("{what}: {:.1} MiB", peak as f64 / MIB as f64);
            assert!((MIB..MOST_MEMORY).contains(&peak), "{what}: {peak} bytes");
        }
    }
}

#[test]
fn a_file_and_an_archive_over_four_gib() {
    if crate::skip::slow() {
        return;
    }
    const BIG: u64 = (4 << 30) + 5;
    const NEEDED: u64 = 6 << 30; // the archive, and room to work
    let room = Room::new();
    if free_space(room.path()).is_none_or(|free| free < NEEDED) {
        return missing("a file over 4 GiB: less than 6 GiB free");
    }
    let (case, round) = room.case();
    // holes cost no disk here, but they are 4 GiB of bytes to seal; the last five are not zero
    let mut big = File::create(round.join("1 長い.wav")).unwrap();
    big.set_len(BIG - 5).unwrap();
    std::io::Seek::seek(&mut big, std::io::SeekFrom::End(0)).unwrap();
    big.write_all(b"hikae").unwrap();
    drop(big);
    fs::write(round.join("2 その後.wav"), "beyond 4 GiB").unwrap();
    fs::write(round.join("3 empty.wav"), "").unwrap();
    let archive = room.seal(&case).unwrap();
    assert!(fs::metadata(&archive).unwrap().len() > BIG);
    let said = room.verify(&archive);
    assert_eq!(said["counts"]["files"]["shown"], 3, "{said}");

    let (big, after, empty) = (
        "data/001/delivery/1/1 長い.wav",
        "data/001/delivery/1/2 その後.wav",
        "data/001/delivery/1/3 empty.wav",
    );
    let mut other = zip::ZipArchive::new(File::open(&archive).unwrap()).unwrap();
    assert_eq!(other.by_name(big).unwrap().size(), BIG);
    let mut second = other.by_name(after).unwrap();
    assert!(second.header_start() > BIG, "the offset needs Zip64 too");
    let mut text = String::new();
    second.read_to_string(&mut text).unwrap();
    assert_eq!(text, "beyond 4 GiB");
    drop(second);
    assert_eq!(other.by_name(empty).unwrap().size(), 0);
    python_reads(&archive, big, BIG, after);
    if let Some(output) = tool("unzip", &[OsStr::new("-tqq"), archive.as_os_str()]) {
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }
}

fn python_reads(archive: &Path, big: &str, size: u64, after: &str) {
    let script = "import sys, zipfile\n\
        z = zipfile.ZipFile(sys.argv[1])\n\
        assert z.getinfo(sys.argv[2]).file_size == int(sys.argv[3])\n\
        assert z.read(sys.argv[4]) == b'beyond 4 GiB'\n";
    let size = size.to_string();
    let args = ["-c", script].map(OsStr::new).into_iter().chain([archive.as_os_str()]);
    let args: Vec<&OsStr> = args.chain([big, &size, after].map(OsStr::new)).collect();
    if let Some(output) = tool("python3", &args) {
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn an_empty_file_is_a_file() {
    let room = Room::new();
    let (case, round) = room.case();
    fs::write(round.join("a.wav"), "").unwrap();
    let archive = room.seal(&case).unwrap();
    assert_eq!(room.verify(&archive)["counts"]["files"]["shown"], 1);
}

#[test]
fn an_empty_delivery_is_refused_with_help() {
    let room = Room::new();
    let (case, _) = room.case();
    let loose = room.path().join("loose");
    fs::create_dir(&loose).unwrap();
    let out = room.path().join("out.zip");
    let seal = OsStr::new("seal");
    let loose_args = [seal, loose.as_os_str(), OsStr::new("-o"), out.as_os_str()];
    let before = names_below(&case);
    for args in [&[seal, case.as_os_str()][..], &loose_args[..]] {
        let ran = room.hikae(args);
        assert_eq!(ran.code, Some(3), "{}", ran.stderr);
        let lines: Vec<&str> = ran.stderr.lines().collect();
        assert!(lines.len() <= 2 && lines[0].contains("nothing to seal"), "{}", ran.stderr);
        assert_eq!(ran.stdout, "");
    }
    assert_eq!(names_below(&case), before);
    assert!(!out.exists());
}

fn names_below(folder: &Path) -> Vec<PathBuf> {
    walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(|e| e.unwrap().into_path()).collect()
}
