//! Section 7.2: names that must be accepted, however odd.

use super::*;

/// Components that are allowed although they look like trouble.
const NAMES: &[&str] = &[
    ".hidden",
    "-dash",
    "a b",
    "a'b",
    "a&b;c",
    "~",
    "#",
    "a!b",
    "$HOME",
    "`x`",
    "{x}",
    "[x]",
    "(x)",
    "+",
    ",",
    "=",
    "@",
    "^",
    "COM10",
    "CONSOLE",
    "con_",
    "xcon.wav",
    "nul~1",
    "COM⁴",
    "データ 100％.wav",
    "ＣＯＮ",
    "．．",
    "：",
    "＼",
    "が.wav",
    "か゚.wav",
    "ﾃﾞｰﾀ.wav",
    "😀.wav",
    "👩🏽.wav",
    "Ａ.wav",
    "A.wav",
    "ß",
    "한글",
    "עברית",
    "العربية",
    "ไทย",
    "हिन्दी",
    "①",
    "㍻",
    "·",
    "ŉ",
    "\u{5C7}x",
    "\u{5D0}",
    "\u{E0}",
    "x\u{A0}y",
];

fn good(file: &str, section: &str, what: &str, expect: &str, change: fn(&mut Book)) -> Fault {
    bare(format!("good-{file}"), section, what, expect, change)
}

pub fn all() -> Vec<Fault> {
    vec![
        good(
            "names",
            "7.2 (V2)",
            "nothing: names that look like trouble and are allowed",
            "intact derived-not-checked",
            |b| {
                for (i, names) in NAMES.chunks(12).enumerate() {
                    b.ed().seal_file(&format!("data/001/documents/{i}/{}", names.join("/")), b"");
                }
                b.ed().reseal();
            },
        ),
        good(
            "names-beside",
            "7.2 (V2)",
            "nothing: names with the code points right beside the forbidden ones",
            "intact derived-not-checked",
            |b| {
                for (i, all) in beside().chunks(20).enumerate() {
                    let name: String = all.iter().map(|c| format!("x{c}")).collect();
                    b.ed().seal_file(&format!("data/001/documents/{i}{name}x"), b"");
                }
                b.ed().reseal();
            },
        ),
        good(
            "names-long",
            "7.2 (V2)",
            "nothing: a component of 240 bytes, a name of 1,000 bytes",
            "intact derived-not-checked",
            |b| {
                b.ed().seal_file(&format!("data/001/documents/{}", "あ".repeat(80)), b"");
                let folders = "0123456789012345678901234567890123456789/".repeat(23);
                let name = format!("data/001/documents/{folders}{:a<38}", "");
                assert_eq!(name.len(), 1000);
                b.ed().seal_file(&name, b"");
                b.ed().reseal();
            },
        ),
        good(
            "full-width",
            "7.2 (V2)",
            "nothing: a full-width name beside an ASCII one",
            "intact derived-not-checked",
            |b| {
                b.ed().seal_file("data/001/delivery/2/ＡＢ.wav", b"one");
                b.ed().seal_file("data/001/delivery/2/AB.wav", b"two");
                b.ed().reseal();
            },
        ),
        good(
            "kana",
            "7.2 (V2)",
            "nothing: half-width and full-width kana, hiragana and katakana side by side",
            "intact derived-not-checked",
            |b| {
                ["ｶﾞ", "ガ", "が"]
                    .iter()
                    .for_each(|kana| b.ed().seal_file(&format!("data/001/delivery/2/{kana}.wav"), b""));
                b.ed().reseal();
            },
        ),
    ]
}

/// Assigned code points right before and after the ranges of the forbidden list, where they are themselves allowed.
fn beside() -> Vec<char> {
    let around = names::BANNED.iter().flat_map(|(first, last, _)| [first - 1, last + 1]);
    let allowed = |c: &char| hikae::base::entry_name::EntryName::new(&format!("x{c}x")).is_ok();
    let mut all: Vec<char> =
        around.filter_map(char::from_u32).filter(|c| *c != '/').filter(allowed).collect();
    all.sort_unstable();
    all.dedup();
    all
}
