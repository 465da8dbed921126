//! Step 9: editions that do not go together, in one archive and in one run of several.

use super::*;
use ed25519_dalek::SigningKey;
use hikae::base::digest::Sha256Digest;
use hikae::format::proof::CaseId;

fn other_key() -> SigningKey {
    SigningKey::from_bytes(&[43; 32])
}

/// The second edition changed and sealed again, shown with the first: in one archive, and in two.
fn second(file: &str, what: &str, expect: &str, change: fn(&mut Book)) -> [Fault; 2] {
    let make = move |b: &Bases| {
        let mut book = b.second.clone();
        change(&mut book);
        book
    };
    let one = raw(format!("chain-{file}"), "9 (V9)", what, expect, move |b| {
        let mut both = b.tiny.clone();
        both.eds.extend(make(b).eds);
        both.zip()
    });
    let run =
        run(format!("chain-{file}-run"), "9 (V9)", format!("{what} (two archives)"), expect, move |b| {
            vec![b.tiny.zip(), make(b).zip()]
        });
    [one, run]
}

pub fn all() -> Vec<Fault> {
    let mut all: Vec<Fault> = [
        second("case", "edition 2 is of another case", "altered chain-case", |b| {
            b.ed().header.case = CaseId([0xC6; 16]);
            b.ed().reseal();
        }),
        second("signer", "edition 2 is appended by another key", "altered chain-signer", |b| {
            b.ed().reseal_by(&other_key());
        }),
        second("previous", "edition 2 names another previous seal", "altered chain-previous", |b| {
            b.ed().header.previous = Some(Sha256Digest::of("another"));
            b.ed().reseal();
        }),
        second("time", "edition 2 was sealed before edition 1", "altered chain-time", |b| {
            b.ed().header.sealed = time("2026-10-05T11:50:08Z");
            b.ed().reseal();
        }),
    ]
    .into_iter()
    .flatten()
    .collect();
    all.extend([
        run(
            "chain-fork",
            "9 (V9)",
            "two different seals are both edition 1 of the case",
            "altered chain-fork",
            |b| vec![b.tiny.zip(), b.talk.zip()],
        ),
        run(
            "chain-fork-second",
            "9 (V9)",
            "two different seals are both edition 2 of the case",
            "altered chain-fork",
            |b| {
                let mut other = b.second.clone();
                other.ed().seal_hidden("event");
                other.ed().reseal();
                vec![b.two.zip(), other.zip()]
            },
        ),
        run(
            "chain-one-altered",
            "9 (V9)",
            "one archive of a run is altered, the other is not",
            "altered payload-altered",
            |b| {
                let mut altered = b.second.clone();
                altered.ed().payload[0].1.push(0);
                vec![b.tiny.zip(), altered.zip()]
            },
        ),
        two(
            "chain-fact-other-edition",
            "4.3 (V5)",
            "a fact of edition 2 stands among those of edition 1",
            "altered fact-not-sealed",
            |b| {
                let line = b.eds[1]
                    .lines
                    .iter()
                    .find(|l| String::from_utf8_lossy(l).contains("\"case\""))
                    .unwrap()
                    .clone();
                b.eds[0].lines.retain(|l| !String::from_utf8_lossy(l).contains("\"case\""));
                b.eds[0].lines.push(line);
                b.eds[0].sort_lines();
            },
        ),
        two(
            "chain-signature-other-edition",
            "5 (V7)",
            "edition 1 has the signature of edition 2",
            "altered signature-bad",
            |b| {
                b.eds[0].sig = b.eds[1].sig.clone();
            },
        ),
    ]);
    all
}
