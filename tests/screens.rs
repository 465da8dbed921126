//! What stands on a screen is hikae's own: names of files cannot move, recolour or forge it.
#![cfg(unix)]

mod program;

use program::Desk;
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
