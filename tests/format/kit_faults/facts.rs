//! Sections 4.1 and 4.2: lines that are not the one form of a fact. Each is sealed by the worker's own key,
//! so that nothing but its form is wrong.

use super::fact_forms::*;
use super::*;
use crate::common::edition_craft::salted;

fn line(file: &str, what: &str, expect: &str, label: &'static str, line: Vec<u8>) -> Fault {
    let what = format!("a sealed line has {what}");
    bare(format!("fact-{file}"), "4.1, 4.2 (V5)", what, expect, move |b| {
        b.ed().seal_line(label, line.clone());
        b.ed().reseal();
    })
}

fn label_of(body: &str) -> &'static str {
    let known = GOOD.iter().find(|(label, _)| body.starts_with(&format!("{{\"{label}\"")));
    known.map_or("participant.1", |(label, _)| label)
}

/// Facts as disclosed, the seal as it was.
fn shown(file: &str, what: &str, expect: &str, change: fn(&mut Book)) -> Fault {
    pair(format!("fact-{file}"), "4.1, 4.3 (V5)", what, expect, change)
}

/// The facts file as bytes.
fn file(b: &mut Book, change: fn(Vec<u8>) -> Vec<u8>) {
    let lines = b.ed().lines.iter().flat_map(|line| [line.as_slice(), b"\n"].concat()).collect();
    b.ed().facts = Some(change(lines));
}

pub fn all() -> Vec<Fault> {
    let mut all = Vec::new();
    for (file, what, expect, body, from, to) in BODIES {
        assert!(body.contains(from), "{file}");
        let text = body.replacen(from, to, 1);
        let mut fault = line(file, what, expect, label_of(body), salted(&text));
        if *body == TALK {
            // its conversation has to be in the seal
            fault = talk(format!("fact-{file}"), "4.2 (V5)", fault.what, expect, move |b| {
                b.ed().withhold("\"participant\":{");
                b.ed().seal_line("participant.1", salted(&text));
                b.ed().reseal();
            });
        }
        all.push(fault);
    }
    for (file, what, expect, text) in LINES {
        let text = text.replace("SALT", "QUJDREVGR0hJSktMTU5PUA").replace("BODY", CASE);
        all.push(line(&format!("line-{file}"), what, expect, "case", text.into_bytes()));
    }
    for (file, what, bytes) in NOT_UTF8 {
        let at = salted(CASE).windows(3).position(|w| w == b"\"v\"").unwrap() + 1;
        let (head, tail) = (salted(CASE)[..at].to_vec(), salted(CASE)[at + 1..].to_vec());
        all.push(line(&format!("not-utf8-{file}"), what, BAD, "case", [head, bytes.to_vec(), tail].concat()));
    }
    all.extend([
        shown("not-sealed", "a fact that is not in the seal", "altered fact-not-sealed", |b| {
            b.ed().lines.push(salted(CASE));
            b.ed().sort_lines();
        }),
        shown("reworded", "a word of a disclosed fact is another one", "altered fact-not-sealed", |b| {
            let at = b.ed().find("\"case\"");
            let text = String::from_utf8(b.ed().lines[at].clone()).unwrap();
            b.ed().lines[at] = text.replace("title", "fee").into_bytes();
            b.ed().sort_lines();
        }),
        shown("salt-changed", "a disclosed fact has another salt", "altered fact-not-sealed", |b| {
            let at = b.ed().find("\"case\"");
            b.ed().lines[at][3] ^= b'A' ^ b'B';
            b.ed().sort_lines();
        }),
        shown("order", "the lines stand in another order", "altered fact-order", |b| b.ed().lines.swap(0, 1)),
        shown("twice", "a line stands twice", "altered fact-order fact-salt-twice fact-twin", |b| {
            let line = b.ed().lines[0].clone();
            b.ed().lines.insert(0, line);
        }),
        shown(
            "file-bom",
            "facts.jsonl begins with a byte order mark",
            "altered fact-not-sealed fact-malformed fact-order",
            |b| file(b, |f| [b"\xEF\xBB\xBF".to_vec(), f].concat()),
        ),
        shown(
            "file-crlf",
            "the lines of facts.jsonl end in CRLF",
            "altered fact-not-sealed fact-not-canonical fact-order entry-unlisted",
            |b| file(b, |f| String::from_utf8(f).unwrap().replace('\n', "\r\n").into_bytes()),
        ),
        shown("file-last-lf", "the last line of facts.jsonl has no LF", "altered fact-malformed", |b| {
            file(b, |mut f| {
                f.pop();
                f
            })
        }),
        shown(
            "file-empty-line",
            "facts.jsonl has an empty line at its end",
            "altered fact-malformed fact-order",
            |b| file(b, |f| [f, b"\n".to_vec()].concat()),
        ),
        shown("file-nul", "facts.jsonl has a NUL at its end", "altered fact-malformed fact-order", |b| {
            file(b, |f| [f, vec![0]].concat())
        }),
        pair(
            "fact-other-archive",
            "4.3 (V5)",
            "a fact of another archive of the same key",
            "altered fact-not-sealed",
            |b| {
                b.ed().lines.push(salted(r#"{"case":{"key":"title","value":"another"}}"#));
                b.ed().withhold("\"title\",\"value\":\"ナ");
                b.ed().sort_lines();
            },
        ),
    ]);
    all
}
