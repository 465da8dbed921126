//! Steps 2, 3, 6 and 11: entries that do not hold what they must.

use super::*;

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

pub(super) fn edit(b: &mut Book, name: &str, change: fn(&str) -> String) {
    let (_, data) = b.entries().into_iter().find(|(found, _)| found == name.as_bytes()).expect(name);
    let text = String::from_utf8(data).unwrap();
    let changed = change(&text);
    assert_ne!(text, changed);
    b.replaced.push((name.into(), changed.into_bytes()));
}

fn payload(file: &str, what: &str, expect: &str, change: fn(&mut Book)) -> Fault {
    tiny(format!("payload-{file}"), "9 (V6)", what, expect, change)
}

/// `bag-info.txt` names another program version or revision.
fn named(file: &str, what: &str, change: fn(&mut Book)) -> Fault {
    bare(format!("bag-info-{file}"), "7.3 (V3)", what, "altered bag-info", change)
}

fn versions() -> Vec<Fault> {
    vec![
        named("version-word", "a version that is no number", |b| b.version = "1-x.6".into()),
        named("version-empty", "a version of no characters", |b| b.version = String::new()),
        named("version-two", "a version of two numbers", |b| b.version = "0.6".into()),
        named("version-four", "a version of four numbers", |b| b.version = "0.6.0.1".into()),
        named("version-zero", "a version with a leading zero", |b| b.version = "0.06.0".into()),
        named("version-sign", "a version with a sign", |b| b.version = "+1.6.0".into()),
        named("version-long", "a version of five digits", |b| b.version = "10000.0.0".into()),
        named("version-end", "a version with nothing behind its hyphen", |b| b.version = "0.6.0-".into()),
        named("version-end-long", "a version with 17 characters behind its hyphen", |b| {
            b.version = "0.6.0-12345678901234567".into();
        }),
    ]
}

fn revisions() -> Vec<Fault> {
    vec![
        named("revision-zero", "revision 0", |b| b.revision = "0".into()),
        named("revision-leading-zero", "a revision with a leading zero", |b| b.revision = "01".into()),
        named("revision-plus", "a revision with a plus sign", |b| b.revision = "+1".into()),
        named("revision-minus", "a revision below zero", |b| b.revision = "-1".into()),
        named("revision-empty", "a revision of no characters", |b| b.revision = String::new()),
        named("revision-words", "a revision in words", |b| b.revision = "one".into()),
        named("revision-long", "a revision of five digits", |b| b.revision = "10000".into()),
        named("revision-decimal", "a revision with a fraction", |b| b.revision = "1.0".into()),
        named("revision-space", "a revision with a space behind it", |b| b.revision = "1 ".into()),
        named("revision-full-width", "a revision in full-width digits", |b| b.revision = "１".into()),
        named("revision-twice", "two revisions", |b| b.revision = "9999\nReport-Revision: 1".into()),
        derived(
            "bag-info-revision-last",
            "7.3 (V3)",
            "the revision stands on the last line",
            "altered bag-info",
            "bag-info.txt",
            |t| t.replace("Report-Revision: 9999\n", "") + "Report-Revision: 9999\n",
        ),
        derived(
            "bag-info-revision-name",
            "7.3 (V3)",
            "the revision has another name",
            "altered bag-info",
            "bag-info.txt",
            |t| t.replace("Report-Revision", "Report-revision"),
        ),
    ]
}

pub fn all() -> Vec<Fault> {
    let mut all = vec![
        bare(
            "limit-signature",
            "10 (V2)",
            "the signature file is larger than 4 KiB",
            "altered beyond-limit",
            |b| {
                b.ed().sig.extend(std::iter::repeat_n(b'\n', 4096));
            },
        ),
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
            "altered instructions-altered report-altered other:intact",
            |b| edit(b, "bag-info.txt", |t| t.replace(": ja", ": en")),
        ),
        own(
            "derived-report",
            "7.5 (V11)",
            "REPORT.html is a page of somebody else",
            "altered report-altered other:intact",
            |b| {
                b.planted.push(("REPORT.html".into(), b"<p>intact</p>\n".to_vec()));
            },
        ),
        own(
            "derived-report-word",
            "7.5 (V11)",
            "one word of REPORT.html is another",
            "altered report-altered other:intact",
            |b| edit(b, "REPORT.html", |t| t.replacen("Sealed record", "Delivered", 1)),
        ),
        own(
            "derived-report-script",
            "7.5 (V11)",
            "REPORT.html has a script, and its policy lets it run",
            "altered report-altered other:intact",
            |b| {
                edit(b, "REPORT.html", |t| {
                    t.replacen("default-src 'none'", "default-src 'unsafe-inline'", 1).replacen(
                        "</body>",
                        "<script>document.title = 1</script></body>",
                        1,
                    )
                })
            },
        ),
        own(
            "derived-report-hidden",
            "7.5 (V11)",
            "REPORT.html says in its style what is not to be seen",
            "altered report-altered other:intact",
            |b| edit(b, "REPORT.html", |t| t.replacen("</style>", "#proofs{display:none}</style>", 1)),
        ),
        own("derived-report-none", "7.5 (V11)", "REPORT.html is left out", "altered entry-missing", |b| {
            b.dropped.push("REPORT.html".into())
        }),
    ]);
    all.extend(versions());
    all.extend(revisions());
    all
}
