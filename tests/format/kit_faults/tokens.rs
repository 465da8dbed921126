//! Section 6: tokens that contradict their list or themselves, and tokens that count as no time.

use super::good_tokens::many;
use super::*;
use crate::common::token_craft::{By, GOOD, Token, Wrong};

/// An edition with one stamp of one token.
fn one(file: &str, what: &str, expect: &str, token: Token) -> Fault {
    bare(format!("token-{file}"), "6 (V8)", what, expect, move |b| b.ed().stamp(1, &[("tsa", token)]))
}

/// The same with the bytes of the token changed after it was made.
fn bytes(file: &str, what: &str, change: fn(&mut Vec<u8>)) -> Fault {
    bare(format!("token-{file}"), "6 (V8)", what, "altered token-malformed", move |b| {
        b.ed().stamp(1, &[("tsa", GOOD)]);
        change(&mut b.ed().stamp_file("stamp-1.tsa").1);
    })
}

pub fn all() -> Vec<Fault> {
    const IMPRINT: &str = "altered token-imprint";
    let wrong = |wrong| GOOD.wrong(wrong);
    let mut all = vec![
        one("imprint", "a token over something else", IMPRINT, wrong(Wrong::Imprint)),
        one("imprint-sha1", "a token over the SHA-1 of the list", IMPRINT, wrong(Wrong::ImprintSha1)),
        one(
            "signature",
            "one bit of a token's signature is changed",
            "altered token-signature",
            wrong(Wrong::Signature),
        ),
        one(
            "other-key",
            "a token signed with another key than that of its certificate",
            "altered token-signature",
            wrong(Wrong::OtherKey),
        ),
        one(
            "digest",
            "a token that signs the hash of other content",
            "altered token-attributes",
            wrong(Wrong::MessageDigest),
        ),
        one(
            "content-type",
            "a token that was signed as plain data (openssl takes it)",
            "altered token-attributes",
            wrong(Wrong::ContentType),
        ),
        one(
            "no-content-type",
            "a token whose signed attributes do not say what is signed",
            "altered token-attributes",
            wrong(Wrong::NoContentType),
        ),
        one(
            "no-certificate-named",
            "a token that does not name the certificate of its signer by hash",
            "altered token-attributes",
            wrong(Wrong::NoSigningCertificate),
        ),
        one(
            "other-certificate-named",
            "a token that names another certificate than its signer's by hash",
            "altered token-signer",
            wrong(Wrong::OtherSigningCertificate),
        ),
        one(
            "no-certificate",
            "a token without the certificate of its signer",
            "altered token-signer",
            wrong(Wrong::NoCertificate),
        ),
        one(
            "rejection",
            "the refusal of an authority (status 2) in the place of a token",
            "altered token-rejection",
            wrong(Wrong::Refused),
        ),
        one(
            "rejection-with-token",
            "a refusal (status 2) that a good token was added to",
            "altered token-rejection",
            wrong(Wrong::RefusedWithToken),
        ),
        one("none", "granted, without a token", "altered token-malformed", wrong(Wrong::NoToken)),
        one("two-signers", "a token with two signers", "altered token-malformed", wrong(Wrong::TwoSigners)),
        one(
            "content",
            "signed data that is no TSTInfo by its type",
            "altered token-malformed",
            wrong(Wrong::Content),
        ),
        one(
            "other-digests",
            "a token whose digestAlgorithms name another hash than its signer",
            "altered token-malformed",
            wrong(Wrong::OtherDigests),
        ),
        one(
            "no-digests",
            "a token whose digestAlgorithms name no hash",
            "altered token-malformed",
            wrong(Wrong::NoDigests),
        ),
        bytes("digests-tag", "one bit of the tag of a token's digestAlgorithms is changed", |b| {
            let at = b.windows(2).position(|w| w == [0x31, 0x0D]).expect("digestAlgorithms");
            b[at] ^= 1;
        }),
        bytes("digests-bit", "one bit of the hash in a token's digestAlgorithms is changed", |b| {
            let at = b.windows(2).position(|w| w == [0x31, 0x0D]).expect("digestAlgorithms");
            b[at + 14] ^= 1;
        }),
        one(
            "more-digests",
            "a token whose digestAlgorithms name a hash that nobody knows beside the right one",
            "intact token-unsupported",
            wrong(Wrong::MoreDigests),
        ),
        one(
            "unreadable-certificate",
            "a token that carries something that is no certificate among its certificates",
            "intact token-unsupported",
            wrong(Wrong::UnreadableCertificate),
        ),
        one(
            "byte-after",
            "a byte after the response (openssl takes it)",
            "altered token-malformed",
            wrong(Wrong::Trailing),
        ),
        one(
            "no-seconds",
            "a genTime without seconds (openssl takes it)",
            "altered token-malformed",
            GOOD.at("202610051150Z"),
        ),
        one(
            "offset",
            "a genTime with an offset from UTC (openssl takes it)",
            "altered token-malformed",
            GOOD.at("20261005205012+0900"),
        ),
        one(
            "no-such-day",
            "a genTime on the 31st of September (openssl takes it)",
            "altered token-malformed",
            GOOD.at("20260931115012Z"),
        ),
        bytes("html", "a web page in the place of a token", |b| {
            *b = b"<!DOCTYPE html>\n<p>302 Found\n".to_vec()
        }),
        bytes("empty", "an empty file in the place of a token", Vec::clear),
        bytes("cut", "a token that was cut off in the middle", |b| b.truncate(b.len() / 2)),
        bytes("bare", "the token without the response around it", |b| drop(b.drain(..9))),
        bytes("deep", "ten thousand values in each other", |b| *b = [0x30, 0x80].repeat(1000)),
        one(
            "weak",
            "a token signed over a SHA-1 (openssl takes it)",
            "intact token-weak",
            wrong(Wrong::Sha1),
        ),
        one(
            "unsupported",
            "a token that says an algorithm that is not for tokens (openssl passes over that)",
            "intact token-unsupported",
            wrong(Wrong::Algorithm),
        ),
        one(
            "extension",
            "a token with a critical extension that nobody knows",
            "intact token-unsupported",
            wrong(Wrong::CriticalExtension),
        ),
        one(
            "usage",
            "a token by the certificate of a web server",
            "intact token-usage",
            GOOD.by(By::WebServer),
        ),
        one(
            "usage-not-critical",
            "a token by a certificate whose use for time-stamps is not critical",
            "intact token-usage",
            GOOD.by(By::NotCritical),
        ),
        one(
            "before-certificate",
            "a token from before its certificate was valid",
            "intact token-not-valid-then",
            GOOD.by(By::NotYetValid),
        ),
        one(
            "after-certificate",
            "a token from after its certificate had run out",
            "intact token-not-valid-then",
            GOOD.by(By::Expired).at("20261101000001Z"),
        ),
        one(
            "path",
            "a token by a certificate that names the reader's root and was not signed by it",
            "intact token-path",
            GOOD.by(By::NotSigned),
        ),
        one(
            "path-no-issuer",
            "a token by a certificate that was issued by an authority that may only stamp",
            "intact token-path",
            GOOD.by(By::IssuerUnfit),
        ),
        one(
            "path-namesake",
            "a token below a root that has the name of the reader's",
            "intact token-path",
            GOOD.by(By::Namesake),
        ),
        one(
            "unknown-authority",
            "a token by an authority that the reader does not know",
            "intact token-unknown-authority",
            GOOD.by(By::Unknown),
        ),
        one(
            "expired",
            "a token whose certificate has run out since, and which was not renewed",
            "intact token-expired",
            GOOD.by(By::Expired),
        ),
    ];
    all.push(bare(
        "token-over-crlf",
        "6 (V8)",
        "a token over the list with lines that end in CRLF",
        IMPRINT,
        |b| {
            b.ed().stamp(1, &[("tsa", GOOD)]);
            let list = String::from_utf8(b.ed().stamp_file("stamp-1.sha256").1.clone()).unwrap();
            b.ed().stamp_file("stamp-1.tsa").1 = GOOD.over(list.replace('\n', "\r\n").as_bytes());
        },
    ));
    all.push(bare("token-over-seal", "6 (V8)", "a token over seal.txt itself", IMPRINT, |b| {
        b.ed().stamp(1, &[("tsa", GOOD)]);
        b.ed().stamp_file("stamp-1.tsa").1 = GOOD.over(&b.eds[0].seal.clone());
    }));
    all.push(bare(
        "token-of-stamp-1",
        "6 (V8)",
        "the token of stamp 1 stands in the place of that of stamp 2",
        IMPRINT,
        |b| {
            b.ed().stamp(1, &[("tsa", GOOD)]);
            b.ed().stamp(2, &[("tsa", GOOD)]);
            let first = b.ed().stamp_file("stamp-1.tsa").1.clone();
            b.ed().stamp_file("stamp-2.tsa").1 = first;
        },
    ));
    all.push(bare(
        "token-over-short-list",
        "6 (V8)",
        "stamp 2 is over a list that leaves out the token of stamp 1, and says so",
        "altered stamp-list token-imprint",
        |b| {
            b.ed().stamp(1, &[("tsa", GOOD)]);
            b.ed().stamp(2, &[("tsa", GOOD)]);
            let list = String::from_utf8(b.ed().stamp_file("stamp-2.sha256").1.clone()).unwrap();
            let short: String = list.split_inclusive('\n').filter(|line| !line.contains(".tsr")).collect();
            b.ed().stamp_file("stamp-2.tsa").1 = GOOD.over(short.as_bytes());
            b.ed().stamp_file("stamp-2.sha256").1 = short.into_bytes();
        },
    ));
    all.push(two(
        "token-other-edition",
        "6 (V8)",
        "a token over the list of edition 1 lies with edition 2",
        IMPRINT,
        |b| {
            b.eds[0].stamp(1, &[("tsa", GOOD)]);
            b.eds[1].stamp(1, &[("tsa", GOOD)]);
            let first = b.eds[0].stamp_file("stamp-1.tsa").1.clone();
            b.eds[1].stamp_file("stamp-1.tsa").1 = first;
        },
    ));
    all.push(bare("limit-tokens", "10", "a stamp with 17 tokens", "altered beyond-limit", |b| {
        b.ed().stamp(1, &many(17));
    }));
    all
}
