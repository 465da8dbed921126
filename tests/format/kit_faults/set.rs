//! Section 2 and step 2: which entries there are.

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

pub fn all() -> Vec<Fault> {
    vec![
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
                b.planted.push(("bagit.txt".into(), hikae::format::archive::bag::DECLARATION.into()));
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
    ]
}
