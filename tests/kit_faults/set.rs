//! Section 2 and steps 2, 3, 6 and 11: which entries there are, and whether they hold what they must.

use super::*;

const UNLISTED: &str = "altered entry-unlisted";
const MISSING: &str = "altered entry-missing";

fn plant(file: &str, section: &str, what: &str, expect: &str, name: &'static str) -> Fault {
    bare(format!("set-{file}"), section, what, expect, move |b| {
        b.planted.push((name.into(), b"planted".to_vec()))
    })
}

fn missing(file: &str, name: &'static str, expect: &str) -> Fault {
    let what = format!("{name} is missing");
    bare(format!("set-missing-{file}"), "2 (V2)", what, expect, move |b| b.dropped.push(name.into()))
}

/// Other data in an entry, everything that is derived from it made again.
fn replaced(
    file: &str,
    section: &str,
    what: &str,
    expect: &str,
    name: &'static str,
    data: &'static str,
) -> Fault {
    bare(file, section, what, expect, move |b| b.replaced.push((name.into(), data.into())))
}

/// Other data in a derived file, by changing its text.
fn derived(
    file: &str,
    section: &str,
    what: &str,
    expect: &str,
    name: &'static str,
    change: fn(&str) -> String,
) -> Fault {
    bare(file, section, what, expect, move |b| edit(b, name, change))
}

fn edit(b: &mut Book, name: &str, change: fn(&str) -> String) {
    let (_, data) = b.entries().into_iter().find(|(found, _)| found == name.as_bytes()).expect(name);
    let text = String::from_utf8(data).unwrap();
    let changed = change(&text);
    assert_ne!(text, changed);
    b.replaced.push((name.into(), changed.into_bytes()));
}

fn payload(file: &str, what: &str, expect: &str, change: fn(&mut Book)) -> Fault {
    tiny(format!("payload-{file}"), "9 (V6)", what, expect, change)
}

fn report(file: &str, what: &str, version: &'static str, there: bool, code: &str) -> Fault {
    tiny(format!("derived-report-{file}"), "7.5 (V11)", what, &format!("altered {code}"), move |b| {
        b.version = version.into();
        if there {
            b.planted.push(("REPORT.html".into(), b"<p>intact</p>\n".to_vec()));
        }
    })
}

pub fn all() -> Vec<Fault> {
    let mut all = vec![
        plant(
            "unlisted-payload",
            "9 (V2)",
            "a payload file without a fact",
            UNLISTED,
            "data/001/delivery/1/b.wav",
        ),
        plant(
            "unlisted-data",
            "2 (V2)",
            "a file below data/ outside all editions",
            UNLISTED,
            "data/notes.txt",
        ),
        plant(
            "unlisted-folder",
            "2 (V2)",
            "a file below data/001/ outside delivery, documents and messages",
            UNLISTED,
            "data/001/other/a.wav",
        ),
        plant(
            "unlisted-round",
            "2 (V2)",
            "a file below delivery/ without a round",
            UNLISTED,
            "data/001/delivery/b.wav",
        ),
        plant(
            "unlisted-round-zero",
            "2 (V2)",
            "a file below delivery/01",
            UNLISTED,
            "data/001/delivery/01/b.wav",
        ),
        plant("unlisted-edition-digits", "2 (V2)", "a file below data/1", UNLISTED, "data/1/documents/b.txt"),
        plant(
            "unlisted-edition-zero",
            "2 (V2)",
            "a file below data/000",
            UNLISTED,
            "data/000/documents/b.txt",
        ),
        plant("unlisted-readme", "2 (V2)", "a second README below data/001", UNLISTED, "data/001/README.txt"),
        plant(
            "unlisted-proof",
            "2 (V2)",
            "a file below proof/001/ that the format does not know",
            UNLISTED,
            "proof/001/notes.txt",
        ),
        plant(
            "unlisted-proof-folder",
            "2 (V2)",
            "a file below proof/ outside all editions",
            UNLISTED,
            "proof/notes.txt",
        ),
        plant(
            "unlisted-root",
            "2 (V2)",
            "a file in the root that the format does not know",
            UNLISTED,
            "notes.txt",
        ),
        plant("unlisted-dotfile", "2 (V2)", "a hidden file of a file manager", UNLISTED, ".DS_Store"),
        plant(
            "unlisted-resource-fork",
            "2 (V2)",
            "a resource fork as macOS adds it",
            UNLISTED,
            "__MACOSX/data/001/delivery/1/._a.wav",
        ),
        plant(
            "unlisted-token-name",
            "6 (V2)",
            "a token whose name has a capital letter",
            UNLISTED,
            "proof/001/stamp-1.TSA.tsr",
        ),
        plant(
            "unlisted-stamp-number",
            "6 (V2)",
            "a stamp with a leading zero",
            UNLISTED,
            "proof/001/stamp-01.sha256",
        ),
        plant(
            "edition-without-proof",
            "9 (V2)",
            "payload of an edition that has no proof",
            "altered entry-unlisted entry-missing",
            "data/002/documents/b.txt",
        ),
        plant(
            "edition-incomplete",
            "2 (V2)",
            "an edition with a signature and nothing else",
            "altered entry-missing check-not-run",
            "proof/002/seal.txt.sig",
        ),
        missing("facts", "proof/001/facts.jsonl", MISSING),
        missing("seal", "proof/001/seal.txt", "altered entry-missing check-not-run"),
        missing("signature", "proof/001/seal.txt.sig", MISSING),
        missing("readme", "data/README.txt", MISSING),
        missing("bagit", "bagit.txt", MISSING),
        missing("bag-info", "bag-info.txt", MISSING),
        missing("manifest", "manifest-sha256.txt", MISSING),
        missing("tagmanifest", "tagmanifest-sha256.txt", MISSING),
        missing("verify", "VERIFY.txt", MISSING),
        tiny(
            "set-duplicate-same",
            "7.2 (V2)",
            "a payload file twice, with the same content",
            "altered entry-duplicate",
            |b| {
                let file = b.ed().payload[0].clone();
                b.planted.push(file);
            },
        ),
        tiny(
            "set-duplicate-other",
            "7.2 (V2)",
            "a payload file twice, the second time with other content",
            "altered payload-altered entry-duplicate",
            |b| {
                b.planted.push((WAV.into(), b"RIFF b".to_vec()));
            },
        ),
        tiny(
            "set-duplicate-seal",
            "7.2 (V2)",
            "seal.txt twice, with other content",
            "altered entry-duplicate seal-malformed signature-bad check-not-run",
            |b| {
                b.planted.push(("proof/001/seal.txt".into(), b"hikae-seal 1\n".to_vec()));
            },
        ),
        tiny(
            "set-duplicate-verify",
            "7.2 (V2)",
            "VERIFY.txt twice, with other content",
            "altered entry-duplicate",
            |b| {
                b.replaced.clear();
                let copy = ("bagit.txt".into(), b"BagIt-Version: 0.97\n".to_vec());
                b.planted.push(copy);
                b.planted.push(("bagit.txt".into(), hikae::archive::bag::DECLARATION.into()));
            },
        ),
        tiny(
            "set-withheld-slot",
            "9 (V2)",
            "other content under the name of a withheld file",
            UNLISTED,
            |b| {
                b.ed().withhold("delivery/1/a.wav");
                b.planted.push((WAV.into(), b"RIFF b".to_vec()));
            },
        ),
        tiny(
            "set-withheld-slot-same",
            "9 (V2)",
            "the sealed content under the name of a withheld fact",
            UNLISTED,
            |b| {
                b.ed().withhold("delivery/1/a.wav");
                b.planted.push((WAV.into(), b"RIFF a".to_vec()));
            },
        ),
        tiny("set-renamed", "9 (V2)", "a payload file under another name", UNLISTED, |b| {
            b.ed().payload[0].0 = b"data/001/delivery/1/b.wav".to_vec()
        }),
        tiny("set-renamed-case", "9 (V2)", "a payload file under its name in another case", UNLISTED, |b| {
            b.ed().payload[0].0 = b"data/001/delivery/1/A.WAV".to_vec()
        }),
        tiny("set-other-round", "9 (V2)", "a payload file moved to another round", UNLISTED, |b| {
            b.ed().payload[0].0 = b"data/001/delivery/2/a.wav".to_vec()
        }),
        two("set-other-edition", "9 (V2)", "a payload file moved to another edition", UNLISTED, |b| {
            let (_, data) = b.ed().payload.remove(0);
            b.eds[1].payload.push(("data/002/delivery/1/a.wav".into(), data));
        }),
        replaced(
            "set-readme",
            "7.1 (V2)",
            "data/README.txt says something else",
            "altered readme-altered",
            "data/README.txt",
            "Trust everything here.\n",
        ),
        replaced(
            "bag-declaration",
            "7.1 (V3)",
            "bagit.txt names another BagIt version",
            "altered bag-declaration",
            "bagit.txt",
            "BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n",
        ),
        replaced(
            "bag-info-empty",
            "7.3 (V3)",
            "bag-info.txt is empty",
            "altered bag-info",
            "bag-info.txt",
            "",
        ),
        derived(
            "bag-info-agent",
            "7.3 (V3)",
            "bag-info.txt names another program",
            "altered bag-info",
            "bag-info.txt",
            |t| t.replace("hikae", "bagger"),
        ),
        derived(
            "bag-info-version",
            "7.3 (V3)",
            "bag-info.txt names a version with a capital letter",
            "altered bag-info",
            "bag-info.txt",
            |t| t.replace("kit", "Kit"),
        ),
        derived(
            "bag-info-date",
            "7.3 (V3)",
            "bag-info.txt names another date than that of the seal",
            "altered bag-info",
            "bag-info.txt",
            |t| t.replace("2026-10-05", "2026-10-06"),
        ),
        derived(
            "bag-info-language",
            "7.3 (V3)",
            "bag-info.txt names a language that hikae does not have",
            "altered bag-info",
            "bag-info.txt",
            |t| t.replace(": ja", ": fr"),
        ),
        derived(
            "bag-info-bytes",
            "7.3 (V3)",
            "bag-info.txt counts other bytes",
            "altered bag-info",
            "bag-info.txt",
            |t| t.replace("Oxum: ", "Oxum: 1"),
        ),
        derived(
            "bag-info-files",
            "7.3 (V3)",
            "bag-info.txt counts other files",
            "altered bag-info",
            "bag-info.txt",
            |t| t.replace(".1\n", ".2\n"),
        ),
        derived(
            "bag-info-order",
            "7.3 (V3)",
            "the lines of bag-info.txt stand in another order",
            "altered bag-info",
            "bag-info.txt",
            |t| {
                let mut lines: Vec<&str> = t.split_inclusive('\n').collect();
                lines.swap(1, 2);
                lines.concat()
            },
        ),
        derived(
            "bag-info-more",
            "7.3 (V3)",
            "bag-info.txt has a line more",
            "altered bag-info",
            "bag-info.txt",
            |t| format!("{t}Contact-Name: nobody\n"),
        ),
        derived(
            "bag-info-crlf",
            "7.3 (V3)",
            "the lines of bag-info.txt end in CRLF",
            "altered bag-info",
            "bag-info.txt",
            |t| t.replace('\n', "\r\n"),
        ),
        derived(
            "bag-manifest-hash",
            "7.4 (V3)",
            "the payload manifest has another hash",
            "altered bag-manifest",
            "manifest-sha256.txt",
            |t| t.replace("  ", "0  ").replacen('0', "", 1),
        ),
        derived(
            "bag-manifest-missing",
            "7.4 (V3)",
            "the payload manifest lacks a file",
            "altered bag-manifest",
            "manifest-sha256.txt",
            |t| t.split_inclusive('\n').skip(1).collect(),
        ),
        derived(
            "bag-manifest-more",
            "7.4 (V3)",
            "the payload manifest names a file that is not there",
            "altered bag-manifest",
            "manifest-sha256.txt",
            |t| format!("{t}{}  data/x\n", "0".repeat(64)),
        ),
        pair(
            "bag-manifest-order",
            "7.4 (V3)",
            "the payload manifest has another order",
            "altered bag-manifest",
            |b| edit(b, "manifest-sha256.txt", |t| t.split_inclusive('\n').rev().collect()),
        ),
        derived(
            "bag-manifest-star",
            "7.4 (V3)",
            "the payload manifest is in the form for binary files",
            "altered bag-manifest",
            "manifest-sha256.txt",
            |t| t.replace("  ", " *"),
        ),
        derived(
            "bag-tagmanifest-hash",
            "7.4 (V3)",
            "the tag manifest has another hash",
            "altered bag-manifest",
            "tagmanifest-sha256.txt",
            |t| t.replace("  ", "0  ").replacen('0', "", 1),
        ),
        derived(
            "bag-tagmanifest-itself",
            "7.4 (V3)",
            "the tag manifest lists itself",
            "altered bag-manifest",
            "tagmanifest-sha256.txt",
            |t| format!("{t}{}  tagmanifest-sha256.txt\n", "0".repeat(64)),
        ),
        payload("byte-flipped", "a byte of a payload file is another one", "altered payload-altered", |b| {
            b.ed().payload[0].1[5] ^= 1
        }),
        payload("truncated", "a payload file is shorter by a byte", "altered payload-altered", |b| {
            b.ed().payload[0].1.truncate(5)
        }),
        payload("longer", "a payload file is longer by a byte", "altered payload-altered", |b| {
            b.ed().payload[0].1.push(0)
        }),
        payload("emptied", "a payload file is empty", "altered payload-altered", |b| {
            b.ed().payload[0].1.clear()
        }),
        pair(
            "payload-swapped",
            "9 (V6)",
            "two payload files have each other's content",
            "altered payload-altered",
            |b| {
                let second = b.ed().payload[1].1.clone();
                let first = std::mem::replace(&mut b.ed().payload[0].1, second);
                b.ed().payload[1].1 = first;
            },
        ),
        two(
            "payload-transplanted",
            "9 (V6)",
            "a payload file has the content of one of the other edition",
            "altered payload-altered",
            |b| {
                b.ed().payload[0].1 = b.eds[1].payload[0].1.clone();
            },
        ),
        tiny(
            "payload-fact-size",
            "9 (V6)",
            "a sealed fact gives another size than its file has",
            "altered payload-altered",
            |b| b.ed().reword("delivery/1/a.wav", "\"size\":6", "\"size\":7"),
        ),
        tiny(
            "payload-fact-hash",
            "9 (V6)",
            "a sealed fact gives another hash than its file has",
            "altered payload-altered",
            |b| {
                b.ed().reword("delivery/1/a.wav", "\"sha256\":\"", "\"sha256\":\"00");
                let at = b.ed().find("delivery/1/a.wav");
                let line = String::from_utf8(b.ed().lines[at].clone()).unwrap();
                b.ed().reword("delivery/1/a.wav", &line[line.len() - 6..], "\"}}]");
            },
        ),
    ];
    all.extend([
        own(
            "derived-verify-edited",
            "7.5 (V11)",
            "VERIFY.txt names another seal code",
            "altered instructions-altered other:intact",
            |b| edit(b, "VERIFY.txt", |t| t.replacen("sha256sum", "sha1sum", 1)),
        ),
        own(
            "derived-verify-empty",
            "7.5 (V11)",
            "VERIFY.txt is empty",
            "altered instructions-altered other:intact",
            |b| {
                b.replaced.push(("VERIFY.txt".into(), vec![]));
            },
        ),
        own(
            "derived-verify-language",
            "7.5 (V11)",
            "VERIFY.txt is in another language order than bag-info.txt says",
            "altered instructions-altered other:intact",
            |b| edit(b, "bag-info.txt", |t| t.replace(": ja", ": en")),
        ),
        own(
            "derived-report",
            "7.5 (V11)",
            "a report from a program version that makes none",
            "altered report-unexpected",
            |b| {
                b.planted.push(("REPORT.html".into(), b"<p>intact</p>\n".to_vec()));
            },
        ),
        report("missing", "no report from a program version that makes one", "0.5.0", false, "entry-missing"),
        report(
            "version-word",
            "a report from a version that is no number",
            "1-x.6",
            true,
            "report-unexpected",
        ),
        report("version-one", "a report from a version of one number", "1", true, "report-unexpected"),
    ]);
    all
}
