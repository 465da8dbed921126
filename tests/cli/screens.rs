//! What stands on a screen is hikae's own: names of files cannot move, recolour or forge it.
#![cfg(unix)]

use crate::common::{Sample, check};
use crate::program::Desk;
use hikae::base::finding::Findings;
use hikae::base::limits::Limits;
use hikae::format::archive::{Archive, RootFile};
use hikae::verify::Verdict;
use std::fs;

/// A name that would recolour a terminal, forge a line, and turn the direction of the text.
const HOSTILE: &str = "a\u{1B}[2J\nINTACT\u{202E}.zip";

#[test]
fn names_of_archives_are_shown_not_printed() {
    let desk = Desk::new();
    desk.sealed_case("case");
    let seal = fs::read(desk.path("case/seals/001.zip")).unwrap();
    let at = seal.windows(12).position(|w| w == b"as delivered").unwrap();
    let mut altered = seal.clone();
    altered[at] ^= 1;
    desk.write("good.zip", &seal);
    desk.write(HOSTILE, &altered);
    for command in ["verify", "show"] {
        let ran = desk.run(&["--lang", "en", "--color", "always", command, "good.zip", HOSTILE]);
        assert_eq!(ran.code, Some(1), "{ran:?}");
        let shown = "a[U+001B][2J[U+000A]INTACT[U+202E].zip: ";
        assert!(ran.out.contains(shown), "{}", ran.out);
        assert!(!ran.out.contains("\u{1B}[2J") && !ran.out.contains('\u{202E}'), "{}", ran.out);
        assert!(!ran.out.lines().any(|line| line.starts_with("INTACT")), "{}", ran.out);
    }
}

/// `VERIFY.txt` of an archive with this file.
fn instructions(name: &'static str) -> String {
    let (bytes, _) = Sample { files: vec![(name, b"x".to_vec())], facts: vec![], ..Sample::default() }.seal();
    assert_eq!(check(&[&bytes]).unwrap().outcome.verdict, Verdict::Intact);
    let archive = Archive::open(bytes.as_slice(), &Limits::DEFAULT, &mut Findings::default()).unwrap();
    let entry = archive.entries().iter().find(|e| e.name == RootFile::Verify.entry_name()).unwrap();
    String::from_utf8(archive.bytes(entry, u64::MAX).unwrap()).unwrap()
}

#[test]
fn no_name_is_a_command_in_the_instructions() {
    // a shell would read these: $( ), the backtick and, in PowerShell, typographic double quotes inside double quotes
    let hostile = [
        "data/001/delivery/1/$(calc).wav",
        "data/001/delivery/1/`$a.wav",
        "data/001/delivery/1/“; calc; “.wav",
        "data/001/delivery/1/”; calc; ”.wav",
        "data/001/delivery/1/„; calc; „.wav",
        "data/001/delivery/1/＂ & calc & ＂.wav",
    ];
    // no name stands there at all, so they are all the same page
    let plain = instructions("data/001/delivery/1/a.wav");
    for name in hostile {
        let own = instructions(name);
        assert!(!own.contains("calc") && !own.contains("$a.wav"), "{name}");
        assert_eq!(own.lines().count(), plain.lines().count(), "{name}");
    }
}
