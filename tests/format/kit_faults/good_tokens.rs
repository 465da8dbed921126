//! Time-stamps that must be accepted, however odd, and those that hold and are dated oddly.

use super::*;
use crate::common::token_craft::{By, GOOD, Token, Wrong};

/// Three seconds after the seal of the second edition.
const LATER: Token = GOOD.at("20261123050512Z");

/// An edition with one stamp of one token.
fn one(file: &str, what: &str, expect: &str, token: Token) -> Fault {
    bare(file, "6 (V8)", what, expect, move |b| b.ed().stamp(1, &[("tsa", token)]))
}

pub fn all() -> Vec<Fault> {
    const GOOD_ONE: &str = "intact derived-not-checked";
    let mut all = vec![
        one("good-stamp", "nothing: a stamp with one token", GOOD_ONE, GOOD),
        one(
            "good-stamp-ber",
            "nothing: a token in BER with indefinite lengths, its content in two pieces",
            GOOD_ONE,
            Token { indefinite: true, ..GOOD },
        ),
        one(
            "good-stamp-fraction",
            "nothing: a genTime with fractional seconds",
            GOOD_ONE,
            GOOD.at("20261005115012.25Z"),
        ),
        one(
            "good-stamp-no-accuracy",
            "nothing: a token without an accuracy, made by hand without a nonce",
            GOOD_ONE,
            Token { accuracy: None, nonce: false, ..GOOD },
        ),
        one(
            "good-stamp-accuracy-empty",
            "nothing: a token with an accuracy that states nothing",
            GOOD_ONE,
            GOOD.wrong(Wrong::EmptyAccuracy),
        ),
        one(
            "good-stamp-status-1",
            "nothing: a token that was granted with modifications (status 1)",
            GOOD_ONE,
            Token { status: 1, ..GOOD },
        ),
        one(
            "good-stamp-chain",
            "nothing: an authority below an issuer whose certificate comes with the token",
            GOOD_ONE,
            GOOD.by(By::Issued),
        ),
        // sealed at 11:50:09 by the signer's own clock
        one(
            "good-stamp-clock",
            "nothing: sealed five minutes after the genTime and its accuracy, as a clock may be off",
            GOOD_ONE,
            GOOD.at("20261005114508Z"),
        ),
        one(
            "good-stamp-day",
            "nothing: stamped a day after the sealing, to the second",
            GOOD_ONE,
            GOOD.at("20261006115009Z"),
        ),
        one(
            "token-sealed-after",
            "sealed, by the signer's own clock, more than five minutes after the genTime and its accuracy",
            "intact sealed-after-time",
            GOOD.at("20261005114507Z"),
        ),
        one(
            "token-proved-since",
            "stamped more than a day after the sealing by the signer's own clock",
            "intact proved-only-since",
            GOOD.at("20261006115010Z"),
        ),
    ];
    all.push(bare(
        "good-stamp-tokens",
        "6 (V8)",
        "nothing: a stamp with tokens of three authorities",
        GOOD_ONE,
        |b| {
            let second = GOOD.by(By::Successor).at("20261005115011.5Z");
            b.ed().stamp(1, &[("a", GOOD), ("b", second), ("c", GOOD.by(By::Issued))]);
        },
    ));
    all.push(bare("good-stamp-sixteen", "10", "nothing: a stamp with 16 tokens", GOOD_ONE, |b| {
        b.ed().stamp(1, &many(16));
    }));
    all.push(bare(
        "good-stamps",
        "6 (V8)",
        "nothing: ten stamps, the second with two tokens, in the order of the bytes of their names",
        GOOD_ONE,
        |b| {
            b.ed().stamp(1, &[("tsa", GOOD)]);
            b.ed().stamp(2, &[("other-tsa", GOOD), ("tsa", GOOD)]);
            (3..=10).for_each(|k| b.ed().stamp(k, &[("tsa", GOOD)]));
        },
    ));
    all.push(bare(
        "good-stamp-renewed",
        "6 (V8)",
        "nothing: the certificate of stamp 1 has run out, and stamp 2 was made over it in time",
        GOOD_ONE,
        |b| {
            b.ed().stamp(1, &[("tsa", GOOD.by(By::Expired))]);
            b.ed().stamp(2, &[("tsa", GOOD.by(By::Successor).at("20261031235959Z"))]);
        },
    ));
    all.push(bare(
        "token-renewed-late",
        "6 (V8)",
        "the certificate of stamp 1 had run out a second before stamp 2 was made over it",
        "intact token-expired",
        |b| {
            b.ed().stamp(1, &[("tsa", GOOD.by(By::Expired))]);
            b.ed().stamp(2, &[("tsa", GOOD.by(By::Successor).at("20261101000001Z"))]);
        },
    ));
    all.push(bare(
        "token-renewed-by-unknown",
        "6 (V8)",
        "the certificate of stamp 1 has run out, and stamp 2 is by an authority that the reader does not know",
        "intact token-expired",
        |b| {
            b.ed().stamp(1, &[("tsa", GOOD.by(By::Expired))]);
            b.ed().stamp(2, &[("tsa", GOOD.by(By::Unknown).at("20261020000000Z"))]);
        },
    ));
    all.push(run(
        "token-renewed-copies",
        "6 (V8)",
        "an edition in two copies: the certificate of stamp 1 has run out, and only the second has stamp 2, in time",
        "intact token-expired",
        |b| {
            let mut first = b.bare.clone();
            first.ed().stamp(1, &[("tsa", GOOD.by(By::Expired))]);
            let mut second = first.clone();
            second.ed().stamp(2, &[("tsa", GOOD.by(By::Successor).at("20261031235959Z"))]);
            vec![first.zip(), second.zip()]
        },
    ));
    all.push(two(
        "good-stamp-second",
        "9 (V9)",
        "nothing: a token of edition 2 shows edition 1 too, a day and more after its own date",
        "intact proved-only-since",
        |b| {
            b.eds[1].stamp(1, &[("tsa", LATER)]);
        },
    ));
    all.push(two(
        "good-stamp-both",
        "9 (V9)",
        "nothing: both editions are stamped, each in its time",
        GOOD_ONE,
        |b| {
            b.eds[0].stamp(1, &[("tsa", GOOD)]);
            b.eds[1].stamp(1, &[("tsa", LATER)]);
        },
    ));
    all.push(run(
        "good-stamp-chain-of-two",
        "9 (V9)",
        "nothing: editions in archives of their own, the second stamped",
        "intact proved-only-since",
        |b| {
            let mut second = b.second.clone();
            second.ed().stamp(1, &[("tsa", LATER)]);
            vec![b.tiny.zip(), second.zip()]
        },
    ));
    all
}

/// So many tokens, each under its own name.
pub fn many(count: usize) -> Vec<(&'static str, Token)> {
    const NAMES: [&str; 17] =
        ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q"];
    NAMES[..count].iter().map(|name| (*name, GOOD)).collect()
}
