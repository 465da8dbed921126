//! What must be accepted, however odd: readers that are too strict are wrong too.

use super::*;
use crate::common::craft::salted;
use ed25519_dalek::SigningKey;

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
    let mut all = vec![
        pair("good-plain", "1", "nothing: an archive as it must be", "intact derived-not-checked", |_| {}),
        own(
            "good-own-version",
            "7.5",
            "nothing: an archive as this program version writes it",
            "intact",
            |_| {},
        ),
        pair("good-withheld-fact", "1", "nothing: a fact is withheld", "intact facts-withheld", |b| {
            drop(b.ed().withhold("\"case\""))
        }),
        pair(
            "good-withheld-file",
            "1",
            "nothing: a payload file is withheld with its fact",
            "intact payload-withheld",
            |b| {
                b.ed().withhold("delivery/1/a.wav");
            },
        ),
        pair(
            "good-withheld-payload",
            "9 (V2)",
            "nothing: a payload file is withheld, its fact is disclosed",
            "intact payload-withheld",
            |b| {
                b.ed().payload.remove(0);
            },
        ),
        talk(
            "good-withheld-texts",
            "3",
            "nothing: the texts and names of a conversation are withheld",
            "intact facts-withheld",
            |b| {
                b.ed().withhold("\"text\":{");
                b.ed().withhold("\"name\":{");
            },
        ),
        pair("good-withheld-all", "1", "nothing: everything is withheld", "intact facts-withheld", |b| {
            b.ed().withhold_all()
        }),
        talk("good-conversation", "4.3", "nothing: a conversation", "intact payload-withheld", |_| {}),
        two(
            "good-two-editions",
            "1",
            "nothing: two editions in one archive",
            "intact derived-not-checked",
            |_| {},
        ),
        two(
            "good-two-editions-withheld",
            "1",
            "nothing: of two editions the first is withheld but for its seal",
            "intact facts-withheld",
            |b| b.ed().withhold_all(),
        ),
        raw(
            "good-second-alone",
            "9 (V9)",
            "nothing: an edition without the one before it",
            "intact chain-gap",
            |b| b.second.zip(),
        ),
        run(
            "good-chain",
            "9 (V9)",
            "nothing: both editions in archives of their own",
            "intact derived-not-checked",
            |b| vec![b.tiny.zip(), b.second.zip()],
        ),
        run(
            "good-overlap",
            "9 (V9)",
            "nothing: an edition is in both archives of a run",
            "intact derived-not-checked",
            |b| vec![b.tiny.zip(), b.two.zip()],
        ),
        pair(
            "good-other-key",
            "9 (V7)",
            "nothing: sealed by another key; who that is, no archive can say",
            "intact derived-not-checked",
            |b| b.ed().reseal_by(&SigningKey::from_bytes(&[43; 32])),
        ),
        own(
            "good-verify-other-version",
            "7.5 (V11)",
            "VERIFY.txt is edited and bag-info.txt names a version that nobody has",
            "intact derived-not-checked",
            |b| {
                b.version = "0.0.1-x".into();
                b.replaced.push(("VERIFY.txt".into(), b"Trust me.\n".to_vec()));
            },
        ),
        own(
            "good-report-other-version",
            "7.5 (V11)",
            "a report from a program version that makes one",
            "intact derived-not-checked",
            |b| {
                b.version = "4294967296.0".into();
                b.planted.push(("REPORT.html".into(), b"<p>intact</p>\n".to_vec()));
            },
        ),
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
        good("rounds", "2 (V2)", "nothing: rounds 1 to 999", "intact derived-not-checked", |b| {
            b.ed().seal_file("data/001/delivery/999/a.wav", b"one");
            b.ed().seal_file("data/001/delivery/10/a.wav", b"two");
            b.ed().reseal();
        }),
        good(
            "zip-in-payload",
            "8 (V1)",
            "nothing: a payload file is a ZIP archive itself",
            "intact derived-not-checked",
            |b| {
                let inner = crate::common::zip_craft::Plan { items: vec![], ..Default::default() }.bytes();
                let item = crate::common::zip_craft::Item::new(b"x", b"y", (0, 0x21));
                b.ed().seal_file(
                    "data/001/documents/inner.zip",
                    &[item.local.local(), item.data, inner].concat(),
                );
                b.ed().reseal();
            },
        ),
        good(
            "end-record-in-payload",
            "8 (V1)",
            "nothing: a payload file is an end record with a comment as long as the rest of the file",
            "intact derived-not-checked",
            |b| {
                b.ed().seal_file(
                    "data/001/documents/end",
                    &[b"PK\x05\x06".as_slice(), &[0; 16], &[0xFF, 0x20]].concat(),
                );
                b.ed().reseal();
            },
        ),
        good(
            "shell-in-payload",
            "4.1",
            "nothing: a payload file and a fact full of what shells and terminals take for commands",
            "intact derived-not-checked",
            |b| {
                b.ed().seal_file("data/001/documents/$(id) 'x' `id`", b"\x1b[2J$(id)");
                b.ed().seal_line("case", salted(r#"{"case":{"key":"\u001b[2J","value":"$(id)"}}"#));
                b.ed().reseal();
            },
        ),
        talk(
            "good-conversation-empty",
            "3 (V4)",
            "nothing: an empty second conversation",
            "intact facts-withheld",
            |b| {
                b.ed().seal_hidden("conversation.2");
                b.ed().reseal();
            },
        ),
        good(
            "stamp",
            "6 (V8)",
            "nothing: a stamp whose token this version cannot check",
            "intact token-not-checked",
            |b| b.ed().stamp(1, "tsa"),
        ),
        good(
            "stamps",
            "6 (V8)",
            "nothing: ten stamps, the second with two tokens, in the order of the bytes of their names",
            "intact token-not-checked",
            |b| {
                for k in 1..=10 {
                    b.ed().stamp(k, "tsa");
                    if k == 2 {
                        b.ed().stamps.push(("stamp-2.other-tsa.tsr".into(), b"other".to_vec()));
                    }
                }
                b.ed().stamps.sort();
            },
        ),
    ];
    all.push(tiny(
        "good-every-kind",
        "4.2",
        "nothing: facts of every kind, with every escape and the largest numbers",
        "intact derived-not-checked",
        |b| {
            facts::GOOD
                .iter()
                .filter(|(_, body)| !body.contains("\"title\""))
                .for_each(|(label, body)| b.ed().seal_line(label, salted(body)));
            b.ed().reseal();
        },
    ));
    all.push(tiny(
        "good-sealed-1980",
        "3 (V4)",
        "nothing: sealed in the first second that a DOS time can hold",
        "intact derived-not-checked",
        |b| {
            b.ed().header.sealed = time("1980-01-01T00:00:00Z");
            b.ed().reseal();
        },
    ));
    all.push(tiny(
        "good-sealed-2107",
        "3 (V4)",
        "nothing: sealed in the last second that a DOS time can hold",
        "intact derived-not-checked",
        |b| {
            b.ed().header.sealed = time("2107-12-31T23:59:59Z");
            b.ed().reseal();
        },
    ));
    all
}

/// Assigned code points right before and after the ranges of the forbidden list, where they are themselves allowed.
fn beside() -> Vec<char> {
    let around = names::BANNED.iter().flat_map(|(first, last, _)| [first - 1, last + 1]);
    let allowed = |c: &char| hikae::name::EntryName::new(&format!("x{c}x")).is_ok();
    let mut all: Vec<char> =
        around.filter_map(char::from_u32).filter(|c| *c != '/').filter(allowed).collect();
    all.sort_unstable();
    all.dedup();
    all
}
