//! Section 6: what the stamps list. The tokens are good ones over the list as it has to be; `tokens.rs` has their faults.

use super::*;
use crate::common::token_craft::{GOOD, Token};

const LIST: &str = "altered stamp-list";

/// One good token.
const ONE: &[(&str, Token)] = &[("tsa", GOOD)];

/// An edition with a stamp, with a fault; the list of stamp 2 fits again unless the fault is in it.
fn stamps(file: &str, what: &str, expect: &str, change: fn(&mut Book)) -> Fault {
    bare(format!("stamp-{file}"), "6 (V8)", what, expect, move |b| {
        b.ed().stamp(1, ONE);
        change(b);
    })
}

fn edit(b: &mut Book, begin: &str, change: fn(&str) -> String) {
    let list = &mut b.ed().stamp_file(begin).1;
    let text = String::from_utf8(list.clone()).unwrap();
    *list = change(&text).into_bytes();
    assert_ne!(text.as_bytes(), *list);
}

fn drop_file(b: &mut Book, name: &str) {
    b.ed().stamps.retain(|(found, _)| found != name);
}

pub fn all() -> Vec<Fault> {
    vec![
        stamps("extra-line", "a list with a line more", LIST, |b| {
            edit(b, "stamp-1.sha256", |t| format!("{t}{}  proof/001/facts.jsonl\n", "0".repeat(64)))
        }),
        stamps("missing-line", "a list without the signature", LIST, |b| {
            edit(b, "stamp-1.sha256", |t| t.split_inclusive('\n').take(1).collect())
        }),
        stamps("hash", "a list with another hash", LIST, |b| {
            edit(b, "stamp-1.sha256", |t| format!("{}{}", "00", &t[2..]))
        }),
        stamps("hash-upper", "a list with hashes in capital letters", LIST, |b| {
            edit(b, "stamp-1.sha256", |t| {
                t.split_inclusive("  ")
                    .map(|p| if p.len() == 66 { p.to_uppercase() } else { p.into() })
                    .collect()
            })
        }),
        stamps("order", "a list in another order", LIST, |b| {
            edit(b, "stamp-1.sha256", |t| t.split_inclusive('\n').rev().collect())
        }),
        stamps("star", "a list in the form for binary files", LIST, |b| {
            edit(b, "stamp-1.sha256", |t| t.replace("  ", " *"))
        }),
        stamps("crlf", "a list whose lines end in CRLF", LIST, |b| {
            edit(b, "stamp-1.sha256", |t| t.replace('\n', "\r\n"))
        }),
        stamps("empty", "an empty list", LIST, |b| b.ed().stamp_file("stamp-1.sha256").1.clear()),
        stamps("no-list", "a token without its list", LIST, |b| drop_file(b, "stamp-1.sha256")),
        stamps("no-token", "a list without a token", LIST, |b| drop_file(b, "stamp-1.tsa.tsr")),
        stamps("gap", "stamp 3 without stamp 2", LIST, |b| b.ed().stamp(3, ONE)),
        bare("stamp-not-one", "6 (V8)", "stamp 2 without stamp 1", LIST, |b| b.ed().stamp(2, ONE)),
        stamps("second-omits-token", "the list of stamp 2 leaves out a token of stamp 1", LIST, |b| {
            b.ed().stamp(2, ONE);
            edit(b, "stamp-2.sha256", |t| t.split_inclusive('\n').filter(|l| !l.contains(".tsr")).collect())
        }),
        stamps("second-only-seal", "the list of stamp 2 has only what stamp 1 has", LIST, |b| {
            b.ed().stamp(2, ONE);
            edit(b, "stamp-2.sha256", |t| t.split_inclusive('\n').take(2).collect())
        }),
        stamps("second-lists-itself", "the list of stamp 2 names a token of stamp 2", LIST, |b| {
            b.ed().stamp(2, ONE);
            edit(b, "stamp-2.sha256", |t| format!("{t}{}  proof/001/stamp-2.tsa.tsr\n", "0".repeat(64)))
        }),
        stamps(
            "token-added-later",
            "a second token of stamp 1 after stamp 2 was made",
            "altered stamp-list token-imprint",
            |b| {
                b.ed().stamp(2, ONE);
                let token = GOOD.at("20261005115020Z").over(&b.ed().stamp_file("stamp-1.sha256").1);
                b.ed().stamps.push(("stamp-1.late.tsr".into(), token));
            },
        ),
        stamps(
            "token-changed",
            "a token of stamp 1 is another one after stamp 2 was made",
            "altered stamp-list token-imprint",
            |b| {
                b.ed().stamp(2, ONE);
                let token = GOOD.at("20261005115020Z").over(&b.ed().stamp_file("stamp-1.sha256").1);
                b.ed().stamp_file("stamp-1.tsa").1 = token;
            },
        ),
        two(
            "stamp-other-edition",
            "6 (V8)",
            "a stamp of edition 1 lies with edition 2",
            "altered stamp-list token-imprint",
            |b| {
                b.ed().stamp(1, ONE);
                b.eds[1].stamps = std::mem::take(&mut b.eds[0].stamps);
            },
        ),
    ]
}
