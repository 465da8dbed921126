//! Forged handovers: a package of two editions with facts and files withheld, and what somebody could do to it.

use super::*;
use crate::common::edition_craft::salted;

/// An entry of the book as it is made now.
fn entry(book: &Book, name: &str) -> Vec<u8> {
    let entries = book.entries();
    let (_, data) = entries.iter().find(|(found, _)| found == name.as_bytes()).expect(name);
    data.clone()
}

pub fn all() -> Vec<Fault> {
    let section = "9";
    let forged = |file: &str, what: &str, expect: &str, change: fn(&mut Book)| {
        handed(format!("handover-{file}"), section, what, expect, change)
    };
    vec![
        handed(
            "good-handover",
            "1",
            "nothing: two editions, a text and both files withheld, the derived files made over what is left",
            "intact facts-withheld",
            |_| {},
        ),
        handed(
            "good-handover-header",
            "4.3",
            "nothing: the header of a message is withheld as well, and the report made again says less",
            "intact facts-withheld",
            |b| drop(b.eds[0].withhold("\"n\":2,\"at\"")),
        ),
        forged("slot-file", "other bytes stand where a file is withheld", "altered payload-altered", |b| {
            b.eds[0].payload.push((WAV.into(), b"RIFF forged".to_vec()))
        }),
        forged(
            "slot-unlisted",
            "a file stands where its fact and it are withheld",
            "altered entry-unlisted instructions-altered",
            |b| {
                b.eds[0].withhold("\"file\"");
                b.eds[0].payload.push((WAV.into(), b"RIFF a".to_vec()));
            },
        ),
        forged("slot-text", "another text stands where one is withheld", "altered fact-not-sealed", |b| {
            let line = salted(r#"{"text":{"k":1,"n":1,"text":"I accept the delivery"}}"#);
            b.eds[0].lines.push(line);
            b.eds[0].sort_lines();
        }),
        forged("waveform", "the drawing of a sound is changed", "altered fact-not-sealed", |b| {
            let at = b.eds[0].find("\"waveform\"");
            let line = String::from_utf8(b.eds[0].lines[at].clone()).unwrap();
            b.eds[0].lines[at] = line.replace("\"min\":\"AIA\"", "\"min\":\"gIA\"").into_bytes();
            assert_ne!(line.as_bytes(), b.eds[0].lines[at]);
            b.eds[0].sort_lines();
        }),
        forged(
            "header-dropped",
            "the header of a message is dropped, the report still counts it",
            "altered report-altered other:intact",
            |b| {
                let report = entry(b, "REPORT.html");
                b.eds[0].withhold("\"n\":2,\"at\"");
                b.replaced.push(("REPORT.html".into(), report));
            },
        ),
        forged("report", "one word of the report is another", "altered report-altered other:intact", |b| {
            let report = String::from_utf8(entry(b, "REPORT.html")).unwrap();
            let changed = report.replacen("港町制作", "海町制作", 1);
            assert_ne!(report, changed);
            b.replaced.push(("REPORT.html".into(), changed.into_bytes()));
        }),
        forged(
            "verify-txt",
            "the instructions name another seal code",
            "altered instructions-altered other:intact",
            |b| {
                let text = String::from_utf8(entry(b, "VERIFY.txt")).unwrap();
                let code = text
                    .split_whitespace()
                    .find(|w| w.len() == 8 && w.bytes().all(|c| c.is_ascii_hexdigit()));
                let changed = text.replace(code.expect("a seal code"), "00000000");
                b.replaced.push(("VERIFY.txt".into(), changed.into_bytes()));
            },
        ),
        forged(
            "swapped",
            "the editions stand under each other's number",
            "altered seal-malformed check-not-run",
            |b| {
                b.eds.swap(0, 1);
                b.eds[0].folder = "001".into();
                b.eds[1].folder = "002".into();
            },
        ),
        forged("foreign", "edition 2 is of another case", "altered chain-case", |b| {
            b.eds[1].header.case = hikae::format::proof::CaseId([0xC6; 16]);
            b.eds[1].reseal();
        }),
        forged(
            "edition-dropped",
            "edition 1 is taken out, and edition 2 said to be the first",
            "altered seal-malformed check-not-run",
            |b| {
                b.eds.remove(0);
                b.eds[0].folder = "001".into();
            },
        ),
    ]
}
