//! What must be accepted, however odd: readers that are too strict are wrong too.

use super::content::edit;
use super::*;
use crate::common::edition_craft::salted;
use ed25519_dalek::SigningKey;

fn good(file: &str, section: &str, what: &str, expect: &str, change: fn(&mut Book)) -> Fault {
    bare(format!("good-{file}"), section, what, expect, change)
}

pub fn all() -> Vec<Fault> {
    let mut all = vec![
        pair("good-plain", "1", "nothing: an archive as it must be", "intact derived-not-checked", |_| {}),
        own(
            "good-own-revision",
            "7.5",
            "nothing: an archive as hikae writes it, of a revision that hikae knows",
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
            "good-version-other",
            "7.3",
            "nothing: a program version that nobody has; nothing depends on it",
            "intact",
            |b| b.version = "9999.0.10-rc.1".into(),
        ),
        own(
            "good-verify-other-revision",
            "7.5 (V11)",
            "VERIFY.txt is edited and bag-info.txt names a revision that nobody has",
            "intact derived-not-checked",
            |b| {
                b.revision = "9998".into();
                b.planted.push(("VERIFY.txt".into(), b"Trust me.\n".to_vec()));
            },
        ),
        own(
            "good-report-other-revision",
            "7.5 (V11)",
            "REPORT.html is a page of somebody else and bag-info.txt names a revision that nobody has",
            "intact derived-not-checked",
            |b| {
                b.revision = "1000".into();
                b.planted.push(("REPORT.html".into(), b"<p>intact</p>\n".to_vec()));
            },
        ),
        own(
            "good-revision-none",
            "7.5 (V11)",
            "nothing: bag-info.txt names no revision, as before hikae 0.6, and the page is of somebody else",
            "intact derived-not-checked",
            |b| {
                b.planted.push(("REPORT.html".into(), b"<p>intact</p>\n".to_vec()));
                edit(b, "bag-info.txt", |t| t.replace("Report-Revision: 1\n", ""));
            },
        ),
        own(
            "good-revision-none-report-none",
            "7.5 (V11)",
            "nothing: bag-info.txt names no revision, as before hikae 0.6, and there is no page",
            "intact derived-not-checked",
            |b| {
                b.dropped.push("REPORT.html".into());
                edit(b, "bag-info.txt", |t| t.replace("Report-Revision: 1\n", ""));
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
    ];
    all.push(tiny(
        "good-every-kind",
        "4.2",
        "nothing: facts of every kind, with every escape and the largest numbers",
        "intact derived-not-checked",
        |b| {
            fact_forms::GOOD
                .iter()
                .filter(|(_, body)| !body.contains("\"title\""))
                .for_each(|(label, body)| b.ed().seal_line(label, salted(body)));
            b.ed().seal_file(VOICE, b"RIFF voice");
            b.ed().seal_file("data/001/messages/1.eml", b"From: a@example.jp\r\nDKIM-Signature: v=1\r\n\r\n");
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
