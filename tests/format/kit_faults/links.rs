//! Section 4.3, rules 3, 5, 9 and 16: codes that are said to stand in messages, and to name seals and files.

use super::*;
use crate::common::edition_craft::salted;
use hikae::base::digest::Sha256Digest;

const SECTION: &str = "4.3 (V10)";
const GOOD: &str = "intact facts-withheld";
const NUMBER: &str = "altered fact-number";

/// The text of the conversation, in its line.
const TEXT: &str = r#""text":"hello""#;

/// `talk`, where the first message has this text, and a link says that the code of `控え` stands in it.
fn linked(file: &str, what: &str, expect: &str, text: fn(&str) -> String) -> Fault {
    talk(file, SECTION, what, expect, move |b| {
        let code = Sha256Digest::of("控え");
        let text = serde_json::to_string(&text(&code.to_string())).unwrap();
        b.ed().reword(TEXT, "\"hello\"", &text);
        let link = format!(r#"{{"link":{{"code":"{code}","source":"{WAV}","k":1,"n":1}}}}"#);
        b.ed().seal_line("link", salted(&link));
        b.ed().reseal();
    })
}

/// The second of two editions has a link with this code and target; `CODE` is the seal code of the first, `FILE` the hash
/// of its file.
fn target(file: &str, what: &str, expect: &str, code: &'static str, target: &'static str) -> Fault {
    two(file, SECTION, what, expect, move |b| {
        let line = target_line(b, code, target);
        b.eds[1].seal_line("link", line);
        b.eds[1].reseal();
    })
}

fn target_line(b: &Book, code: &str, target: &str) -> Vec<u8> {
    let code = match code {
        "CODE" => Sha256Digest::of(&b.eds[0].seal),
        "FILE" => Sha256Digest::of("RIFF a"),
        other => Sha256Digest::of(other),
    };
    let source = "data/002/delivery/2/第1話_v2.wav";
    salted(&format!(r#"{{"link":{{"code":"{code}","source":"{source}","target":"{target}"}}}}"#))
}

pub fn all() -> Vec<Fault> {
    const TARGET: &str = "altered link-target";
    const PLACE: &str = "altered link-place";
    let code = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    let place = |file: &str, what: &str, expect: &str, rest: &'static str| {
        talk(format!("rule-link-{file}"), SECTION, what, expect, move |b| {
            b.ed().seal_line("link", salted(&format!(r#"{{"link":{{"code":"{code}",{rest}}}}}"#)));
            b.ed().reseal();
        })
    };
    vec![
        linked("rule-link-text", "a code is not in the text of its message", "altered link-text", |_| {
            "データが届きました。".into()
        }),
        linked("rule-link-longer", "a code is the half of a longer value", "altered link-text", |code| {
            format!("{code}{code}")
        }),
        linked("rule-link-word", "a full-width letter touches a code", "altered link-text", |code| {
            format!("{code}ｚ")
        }),
        linked("rule-link-cut", "the last digit of a code is missing", "altered link-text", |code| {
            code[..63].to_owned()
        }),
        linked(
            "rule-link-colons",
            "colons stand between the digits of a code",
            "altered link-text",
            |code| code.split_inclusive('a').collect::<Vec<_>>().join(":"),
        ),
        linked("good-link", "nothing: a code in the text of its message", GOOD, |code| {
            format!("控え番号は{code}です")
        }),
        linked("good-link-groups", "nothing: a code in quoted groups, in capitals", GOOD, |code| {
            let (first, rest) = code.split_at(24);
            format!("> 控え番号:\n> {} - {}=\r\n＞{}", &first[..8], &first[8..].to_uppercase(), rest)
        }),
        linked("good-link-wide", "nothing: a code in full-width letters and digits", GOOD, |code| {
            code.chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap()).collect()
        }),
        linked(
            "good-link-spaces",
            "nothing: a code with every kind of space between its digits",
            GOOD,
            |code| {
                let spaces = "\t\u{b} \u{85}\u{a0}\u{1680}\u{2003}\u{2028}\u{202f}\u{205f}\u{3000}\u{ad}\u{200b}\u{200f}\u{2060}\u{feff}-\u{2010}\u{2212}\u{ff0d}";
                let spaces = spaces.chars().cycle();
                code.chars().zip(spaces).flat_map(|(digit, space)| [digit, space]).collect()
            },
        ),
        talk("good-link-text-withheld", SECTION, "nothing: the text with the code is withheld", GOOD, |b| {
            let link = format!(
                r#"{{"link":{{"code":"{}","source":"{WAV}","k":1,"n":1}}}}"#,
                Sha256Digest::of("控え")
            );
            b.ed().seal_line("link", salted(&link));
            b.ed().withhold(TEXT);
            b.ed().reseal();
        }),
        place("no-message", "a link names a conversation and no message", PLACE, r#""source":"a","k":1"#),
        place(
            "no-conversation",
            "a link names a message and no conversation",
            PLACE,
            r#""source":"a","n":1"#,
        ),
        place(
            "source",
            "a link names a message, and the source of another conversation",
            PLACE,
            r#""source":"data/001/messages/2.txt","k":1,"n":2"#,
        ),
        place(
            "number",
            "a code stands in message 3 of 2",
            NUMBER,
            r#""source":"data/001/delivery/1/a.wav","k":1,"n":3"#,
        ),
        place("talk", "a code stands in a conversation 2 of 1", NUMBER, r#""source":"a","k":2,"n":1"#),
        talk(
            "rule-twin-link",
            SECTION,
            "a code stands in one message, edited and not",
            "altered fact-twin",
            |b| {
                for edited in [true, false] {
                    let code = Sha256Digest::of("控え");
                    let body = format!(
                        r#"{{"link":{{"code":"{code}","source":"{WAV}","k":1,"n":2,"edited":{edited}}}}}"#
                    );
                    b.ed().seal_line("link", salted(&body));
                }
                b.ed().reseal();
            },
        ),
        target(
            "rule-target-seal",
            "a code is said to be that of the seal before, and is not",
            TARGET,
            "other",
            "proof/001/seal.txt",
        ),
        target(
            "rule-target-file",
            "a code is said to be the hash of a file, and is not",
            TARGET,
            "other",
            WAV,
        ),
        target(
            "rule-target-no-file",
            "a code is said to be the hash of a file that was never sealed",
            TARGET,
            "FILE",
            "data/001/delivery/1/b.wav",
        ),
        target(
            "rule-target-own",
            "a code is said to be that of the seal in which it stands",
            TARGET,
            "CODE",
            "proof/002/seal.txt",
        ),
        target(
            "rule-target-words",
            "a code is said to name what no entry is called",
            TARGET,
            "CODE",
            "proof/001/facts.jsonl",
        ),
        two("rule-target-two", SECTION, "a code is said to name a file, and nothing", TARGET, |b| {
            let line = String::from_utf8(target_line(b, "FILE", WAV)).unwrap();
            b.eds[1].seal_line("link", line.clone());
            let other = line.replace(&format!(",\"target\":\"{WAV}\""), "").replace("第1話", "x");
            b.eds[1].seal_line("link", salted(&other[26..other.len() - 1]));
            b.eds[1].seal_hidden("file");
            b.eds[1].reseal();
        }),
        run("rule-target-run", SECTION, "in two archives of a run, a code names another seal", TARGET, |b| {
            let mut second = b.second.clone();
            let line = target_line(&b.two, "other", "proof/001/seal.txt");
            second.ed().seal_line("link", line);
            second.ed().reseal();
            vec![b.tiny.zip(), second.zip()]
        }),
        target(
            "good-target-seal",
            "nothing: a message holds the code of the seal before",
            "intact derived-not-checked",
            "CODE",
            "proof/001/seal.txt",
        ),
        target(
            "good-target-file",
            "nothing: a message holds the hash of a file of the edition before",
            "intact derived-not-checked",
            "FILE",
            WAV,
        ),
        two("good-target-withheld", SECTION, "nothing: the file that a code names is withheld", GOOD, |b| {
            let line = target_line(b, "other", "data/001/delivery/1/b.wav");
            b.eds[0].withhold("\"file\"");
            b.eds[1].seal_line("link", line);
            b.eds[1].reseal();
        }),
    ]
}
