//! Section 3: `seal.txt`, each fault signed by the worker's own key.

use super::*;

const BAD: &str = "altered seal-malformed check-not-run";
const LABELS: &str = "altered seal-labels";

/// file, words, from, to
const EDITS: &[(&str, &str, &str, &str)] = &[
    ("version-zero", "version 01", "hikae-seal 1\n", "hikae-seal 01\n"),
    ("version-word", "another first word", "hikae-seal", "Hikae-seal"),
    ("case-upper", "a case number in capital letters", "case c5", "case C5"),
    ("case-short", "a case number with 30 digits", "case c5", "case "),
    ("edition-zero", "edition 0", "edition 1", "edition 0"),
    ("edition-leading-zero", "an edition with a leading zero", "edition 1", "edition 01"),
    ("edition-1000", "edition 1000", "edition 1", "edition 1000"),
    ("sealed-offset", "a sealing time with an offset", "09Z", "09+00:00"),
    ("sealed-no-day", "a sealing time on the 31st of September", "2026-10-05", "2026-09-31"),
    ("sealed-leap-second", "a sealing time with second 60", ":09Z", ":60Z"),
    ("sealed-1979", "a sealing time in 1979", "2026-", "1979-"),
    ("sealed-2108", "a sealing time in 2108", "2026-", "2108-"),
    ("sealed-lower", "a sealing time with a small t", "05T11", "05t11"),
    ("previous-first", "a previous seal in edition 1", "previous none", PREVIOUS),
    ("previous-missing", "no line for the previous seal", "previous none\n", ""),
    ("signer-padded", "a fingerprint with padding", "\nfacts", "=\nfacts"),
    ("signer-md5", "a fingerprint of another hash", "signer SHA256:", "signer MD5:"),
    ("facts-fewer", "fewer facts than leaves", "facts 3", "facts 2"),
    ("facts-more", "more facts than leaves", "facts 3", "facts 4"),
    ("facts-zero", "0 facts", "facts 3", "facts 0"),
    ("facts-plus", "a number of facts with a sign", "facts 3", "facts +3"),
    ("empty-line-missing", "no empty line", "\n\n", "\n"),
    ("empty-line-twice", "two empty lines", "\n\n", "\n\n\n"),
    ("field-more", "a field more", "\nsigner", "\ntitle x\nsigner"),
    ("two-spaces", "two spaces between words", "case c5", "case  c5"),
    ("space-end", "a space at the end of a line", "edition 1\n", "edition 1 \n"),
    ("tab", "a tab between words", "edition 1", "edition\t1"),
    ("crlf", "a line that ends in CRLF", "edition 1\n", "edition 1\r\n"),
    ("bom", "a byte order mark", "hikae-seal", "\u{FEFF}hikae-seal"),
    ("label-unknown", "a label of an unknown kind", " case\n", " cases\n"),
    ("label-capital", "a label with a capital letter", " case\n", " Case\n"),
    ("label-numbered", "a number on a label that has none", " case\n", " case.1\n"),
    ("label-number-missing", "no number on a label that has one", " case\n", " text\n"),
    ("label-number-zero", "the number 0 on a label", " case\n", " text.0\n"),
    ("label-leading-zero", "a label number with a leading zero", " case\n", " text.01\n"),
    ("label-missing", "a leaf without a label", " case\n", "\n"),
];
const PREVIOUS: &str = "previous sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// Changes the lines of the leaves and signs.
fn lines(file: &str, what: &str, change: fn(&mut Vec<String>)) -> Fault {
    leaves(format!("seal-{file}"), "3 (V4)", what, BAD, move |b| {
        let text = String::from_utf8(b.ed().seal.clone()).unwrap();
        let (head, rest) = text.split_once("\n\n").unwrap();
        let mut lines = rest.split_inclusive('\n').map(str::to_owned).collect();
        change(&mut lines);
        b.ed().seal = format!("{head}\n\n{}", lines.concat()).into_bytes();
        b.ed().sign(&key());
    })
}

/// More sealed leaves that are not disclosed.
fn hidden(file: &str, what: &str, expect: &str, labels: &'static [&'static str]) -> Fault {
    talk(format!("seal-labels-{file}"), "3 (V4)", what, expect, move |b| {
        labels.iter().for_each(|label| b.ed().seal_hidden(label));
        b.ed().reseal();
    })
}

pub fn all() -> Vec<Fault> {
    let mut all: Vec<Fault> = EDITS
        .iter()
        .map(|(file, what, from, to)| {
            let what = format!("seal.txt has {what}");
            leaves(format!("seal-{file}"), "3 (V4)", what, BAD, move |b| b.ed().edit_seal(from, to))
        })
        .collect();
    all.extend([
        lines("leaf-order", "the leaves of seal.txt stand in another order", |l| l.swap(0, 1)),
        lines("leaf-twice", "a leaf of seal.txt stands twice", |l| l[1] = l[0].clone()),
        lines("leaf-upper", "a leaf of seal.txt in capital letters", |l| {
            let (leaf, label) = l[1].split_once(' ').unwrap();
            l[1] = format!("{} {label}", leaf.to_uppercase());
        }),
        lines("leaf-short", "a leaf of seal.txt with 63 digits", |l| l[1] = l[1][1..].into()),
        lines("last-lf", "the last line of seal.txt without its LF", |l| l[2] = l[2].trim_end().into()),
        lines("line-empty-end", "an empty line at the end of seal.txt", |l| l.push("\n".into())),
        lines("line-nul-end", "a NUL at the end of seal.txt", |l| l.push("\0".into())),
        tiny("seal-empty", "3 (V4)", "seal.txt is empty", BAD, |b| {
            b.ed().seal.clear();
            b.ed().sign(&key());
        }),
        tiny("seal-head-only", "3 (V4)", "seal.txt ends after its head", BAD, |b| {
            let end = b.ed().seal.windows(2).position(|w| w == b"\n\n").unwrap();
            b.ed().seal.truncate(end + 2);
            b.ed().sign(&key());
        }),
        tiny("seal-folder", "3 (V4)", "seal.txt of edition 2 lies in the folder of edition 1", BAD, |b| {
            b.ed().edit_seal("edition 1", "edition 2");
            b.ed().edit_seal("previous none", PREVIOUS);
        }),
        tiny("seal-version-2", "3 (V4)", "seal.txt is of format version 2", "undecided seal-version", |b| {
            b.ed().edit_seal("hikae-seal 1", "hikae-seal 2")
        }),
        tiny(
            "seal-version-2-other-form",
            "3 (V4)",
            "seal.txt is of format version 20 and has another form",
            "undecided seal-version",
            |b| {
                b.ed().seal = b"hikae-seal 20\nanything at all\n".to_vec();
                b.ed().sign(&key());
            },
        ),
        two(
            "seal-version-2-beside-altered",
            "3 (V4)",
            "a changed file of edition 1 beside an edition 2 of format version 2",
            "altered payload-altered seal-version",
            |b| {
                b.ed().payload[0].1 = b"RIFF b".to_vec();
                b.eds[1].edit_seal("hikae-seal 1", "hikae-seal 2");
            },
        ),
        tiny(
            "seal-version-ten-digits",
            "3 (V4)",
            "seal.txt is of a format version of ten digits",
            "altered seal-malformed check-not-run",
            |b| b.ed().edit_seal("hikae-seal 1", "hikae-seal 1000000000"),
        ),
        hidden("conversation-gap", "conversation 3 without a conversation 2", LABELS, &["conversation.3"]),
        hidden("conversation-twice", "two conversations 1", LABELS, &["conversation.1"]),
        hidden(
            "conversation-missing",
            "a message of a conversation 2 that is not there",
            LABELS,
            &["message.2"],
        ),
        hidden(
            "participant-missing",
            "a participant of a conversation 2 that is not there",
            LABELS,
            &["participant.2"],
        ),
        hidden("texts", "more texts than messages", LABELS, &["conversation.2", "text.2"]),
        hidden("names", "more names than participants", LABELS, &["name.1"]),
        tiny("seal-labels-none", "3 (V4)", "a message and no conversation at all", LABELS, |b| {
            b.ed().seal_hidden("message.1");
            b.ed().reseal();
        }),
        talk(
            "seal-conversation-vanished",
            "3 (V7)",
            "a conversation is taken out of seal.txt, its facts too",
            "altered signature-bad",
            |b| {
                b.ed().withhold("\"conversation\"");
                b.ed().leaves.retain(|(_, label)| !label.contains(".1"));
                b.ed().lines.retain(|line| !String::from_utf8_lossy(line).contains("\"k\":1"));
                let sig = b.ed().sig.clone();
                b.ed().reseal();
                b.ed().sig = sig;
            },
        ),
        tiny(
            "seal-fact-added",
            "3 (V7)",
            "a fact is added to the facts and to seal.txt, the signature stays",
            "altered signature-bad",
            |b| {
                let sig = b.ed().sig.clone();
                b.ed().seal_file("data/001/documents/forged.txt", b"forged");
                b.ed().reseal();
                b.ed().sig = sig;
            },
        ),
    ]);
    all
}
