//! The time-stamp authority of the tests is held against stock tools: what it makes, `openssl ts -verify` takes, and
//! what it makes wrong, that refuses. Nothing of hikae is in here.
#![cfg(unix)]
#![allow(clippy::unwrap_used)] // a test may panic

use crate::authority::{
    self, Accuracy, Attribute, Authority, Behaviour, Chain, Ess, Fault, KeyKind, Lengths, Name, Naming,
    Order, Ordering, Padding, Plan, Shape, Sid, Signature, Signers, Style, TokenOptions, Validity, Wanted,
    token_of,
};
use std::fs;
use std::io::{ErrorKind, Read as _, Write as _};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

const DATA: &[u8] = b"what was delivered\n";
/// A time, and the same for `-attime`.
const PAST: &str = "20200601120000Z";
const AT_PAST: [&str; 2] = ["-attime", "1591012800"];

/// Whether `openssl` is there; if not, a skip that can be seen.
fn ready() -> bool {
    let there = authority::available();
    if !there {
        crate::skip::missing("openssl is missing");
    }
    there
}

/// A request made by `openssl ts -query`.
fn query() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("data"), DATA).unwrap();
    authority::must(folder.path(), &["ts", "-query", "-data", "data", "-sha256", "-cert"], b"")
}

fn imprint() -> [u8; 32] {
    authority::must(&std::env::temp_dir(), &["dgst", "-sha256", "-binary"], DATA).try_into().unwrap()
}

/// Sends something; what came back, as it came.
fn send(url: &str, start: &str, body: &[u8]) -> TcpStream {
    let (host, path) = url.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let (method, kind) = start.split_once(' ').unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let length = body.len();
    let head = format!("{method} /{path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: {kind}\r\n");
    write!(stream, "{head}Content-Length: {length}\r\n\r\n").unwrap();
    stream.write_all(body).unwrap();
    stream
}

/// Head and body of the answer to a request for a stamp.
fn post(url: &str, query: &[u8]) -> (String, Vec<u8>) {
    answer(send(url, "POST application/timestamp-query", query))
}

fn answer(mut stream: TcpStream) -> (String, Vec<u8>) {
    let mut all = Vec::new();
    stream.read_to_end(&mut all).unwrap();
    let end = all.windows(4).position(|w| w == b"\r\n\r\n").map_or(all.len(), |end| end + 4);
    let body = all.split_off(end);
    (String::from_utf8(all).unwrap(), body)
}

#[test]
fn stock_tools_ask_and_verify_with_every_kind_of_key() {
    if !ready() {
        return;
    }
    for kind in KeyKind::ALL {
        for chain in [Chain::Direct, Chain::Intermediate, Chain::Crowded] {
            let authority = Authority::with(Plan { chain, ..Plan::new(kind) });
            let query = query();
            let (head, response) = post(&authority.url(), &query);
            assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
            assert!(head.contains("Content-Type: application/timestamp-reply\r\n"), "{head}");
            assert_eq!(authority.ts_verify_response(&query, &response), Ok(()), "{kind:?} {chain:?}");
            let token = token_of(&response).unwrap();
            assert_eq!(authority.ts_verify(DATA, &token, &[]), Ok(()), "{kind:?} {chain:?}");
            assert_eq!(authority.cms_verify(&token, &[]), Ok(()), "{kind:?} {chain:?}");
            assert!(authority.ts_verify(b"something else", &token, &[]).is_err(), "{kind:?} {chain:?}");
            let other = Authority::start(kind);
            let stranger =
                Authority::start(if kind == KeyKind::P256 { KeyKind::P384 } else { KeyKind::P256 });
            assert_eq!(other.ts_verify(DATA, &token, &[]), Ok(()), "the same root key and name");
            assert!(stranger.ts_verify(DATA, &token, &[]).is_err(), "{kind:?} {chain:?}");

            let requests = authority.requests();
            assert_eq!((requests.len(), &requests[0].body), (1, &query));
            assert_eq!(requests[0].header("content-type"), Some("application/timestamp-query"));
        }
    }
}

#[test]
fn the_old_style_of_tokens_verifies_too() {
    if !ready() {
        return;
    }
    let plan = Plan { style: Style::Old, ..Plan::new(KeyKind::Rsa2048) };
    let (authority, query) = (Authority::with(plan), query());
    let response = authority.answer(&query);
    assert_eq!(authority.ts_verify_response(&query, &response), Ok(()));
    fs::write(authority.folder().join("old.tsr"), response).unwrap();
    let text = authority::must(authority.folder(), &["ts", "-reply", "-in", "old.tsr", "-text"], b"");
    let text = String::from_utf8(text).unwrap();
    for word in ["0x01 seconds, 0x01F4 millis, 0x64 micros", "Ordering: yes", "TSA: DirName:/C=JP"] {
        assert!(text.contains(word), "{word} in {text}");
    }
}

#[test]
fn every_fault_of_the_certificates_is_refused_by_stock_tools() {
    if !ready() {
        return;
    }
    for fault in Fault::ALL {
        let authority = Authority::faulty(fault);
        let query = query();
        let (_, response) = post(&authority.url(), &query);
        let token = token_of(&response).unwrap();
        let strict: &[&str] = if fault == Fault::Sha1 { &["-auth_level", "1"] } else { &[] };
        let said = authority.ts_verify(DATA, &token, strict).expect_err(&format!("{fault:?}"));
        let reason = match fault {
            Fault::UnknownCritical => "unhandled critical extension",
            Fault::Expired | Fault::CaExpired => "certificate has expired",
            Fault::NotYetValid => "certificate is not yet valid",
            // 3.0 says "invalid CA certificate" of the first three
            Fault::NotCa | Fault::NoBasicConstraints | Fault::CaKeyUsage => "certificate verify error",
            Fault::PathTooLong | Fault::RootPathTooLong => "path length constraint exceeded",
            Fault::CaMissing | Fault::CaLoop => "unable to get local issuer certificate",
            Fault::OtherRoot | Fault::CaTwin => "certificate verify error",
            Fault::Sha1 => "digest algorithm too weak",
            _ => "certificate purpose",
        };
        assert!(said.contains(reason), "{fault:?}: {said}");
    }
}

#[test]
fn a_token_of_the_past_verifies_at_its_time_and_not_now() {
    if !ready() {
        return;
    }
    let valid = Validity::new("20190101000000Z", "20210101000000Z");
    for kind in KeyKind::ALL {
        let authority = Authority::with(Plan { valid: valid.clone(), ..Plan::new(kind) });
        let token = authority.token_at(imprint(), PAST, &TokenOptions::default());
        assert_eq!(authority.ts_verify(DATA, &token, &AT_PAST), Ok(()), "{kind:?}");
        assert_eq!(authority.cms_verify(&token, &AT_PAST), Ok(()), "{kind:?}");
        let now = authority.ts_verify(DATA, &token, &[]).unwrap_err();
        assert!(now.contains("certificate has expired"), "{kind:?}: {now}");
    }
    // made by `openssl ts -reply` itself, by a certificate that will have ended tomorrow
    let valid = authority::ends_in(Duration::from_secs(600));
    let authority = Authority::with(Plan { valid, ..Plan::new(KeyKind::P256) });
    let token = token_of(&authority.answer(&query())).unwrap();
    assert_eq!(authority.ts_verify(DATA, &token, &[]), Ok(()));
    let tomorrow = (hikae::UtcSecond::now().unwrap().unix() + 86_400).to_string();
    let said = authority.ts_verify(DATA, &token, &["-attime", &tomorrow]).unwrap_err();
    assert!(said.contains("certificate has expired"), "{said}");
}

#[test]
fn what_a_token_says_can_be_chosen() {
    if !ready() {
        return;
    }
    let authority = Authority::start(KeyKind::P256);
    let plain = TokenOptions::default;
    let all = Accuracy { seconds: Some(2), millis: Some(500), micros: Some(999) };
    let cases = [
        (PAST, TokenOptions { accuracy: None, ..plain() }, "Accuracy: unspecified"),
        (PAST, TokenOptions { accuracy: Some(all), ..plain() }, "0x02 seconds, 0x01F4 millis, 0x03E7 micros"),
        (PAST, TokenOptions { ordering: Ordering::True, ..plain() }, "Ordering: yes"),
        (PAST, TokenOptions { nonce: Some(vec![0x80; 8]), ..plain() }, "Nonce: 0x8080808080808080"),
        (PAST, TokenOptions { name: Name::Subject, ..plain() }, "TSA: DirName:/C=JP"),
        (PAST, TokenOptions { serial: vec![0xFF; 20], ..plain() }, "Serial number: 0xFFFFFFFFFFFF"),
        (
            PAST,
            TokenOptions { policy: "2.999.18446744073709551615".into(), ..plain() },
            "2.999.18446744073709551615",
        ),
        (PAST, TokenOptions { digest: Some("sha512"), ..plain() }, "Jun  1 12:00:00 2020"),
        ("20200601120000.25Z", plain(), "Jun  1 12:00:00.25 2020"),
    ];
    for (time, options, word) in cases {
        let token = authority.token_at(imprint(), time, &options);
        assert_eq!(authority.ts_verify(DATA, &token, &AT_PAST), Ok(()), "{word}");
        fs::write(authority.folder().join("said.tst"), token).unwrap();
        let args = ["ts", "-reply", "-in", "said.tst", "-token_in", "-token_out", "-text"];
        let text = String::from_utf8(authority::must(authority.folder(), &args, b"")).unwrap();
        assert!(text.contains(word), "{word} in {text}");
    }
    for wrong in [
        TokenOptions { version: 2, ..plain() },
        TokenOptions { algorithm: "2.16.840.1.101.3.4.2.3".into(), ..plain() },
        TokenOptions { name: Name::Other(vec![0x30, 0]), ..plain() },
        TokenOptions { certificates: Wanted::No, ..plain() },
    ] {
        let token = authority.token_at(imprint(), PAST, &wrong);
        assert!(authority.ts_verify(DATA, &token, &AT_PAST).is_err(), "{wrong:?}");
    }
}

#[test]
fn both_ways_to_sign_with_pss() {
    if !ready() {
        return;
    }
    for (kind, padding) in [(KeyKind::RsaPss, Padding::OfKey), (KeyKind::Rsa2048, Padding::Pss)] {
        let authority = Authority::start(kind);
        for shape in [None, Some(Shape::default())] {
            let token =
                authority.token_at(imprint(), PAST, &TokenOptions { padding, shape, ..Default::default() });
            assert_eq!(authority.cms_verify(&token, &AT_PAST), Ok(()), "{kind:?}");
            let parsed = authority::must(authority.folder(), &["asn1parse", "-inform", "DER"], &token);
            let parsed = String::from_utf8(parsed).unwrap();
            let signer_info = parsed.rsplit(":messageDigest").next().unwrap();
            assert!(
                signer_info.contains(":rsassaPss") && signer_info.contains(":mgf1"),
                "{kind:?}: {parsed}"
            );
        }
    }
}

/// What `openssl ts -verify` says of a shape.
#[derive(Debug, Clone, Copy)]
enum Stock {
    Takes,
    Refuses,
    /// It takes what RFC 3161 or RFC 5652 forbids; a later OpenSSL may know better, so it is not asked.
    Lenient,
    /// It cannot read what the standards allow; `openssl cms -verify` takes it.
    CmsTakes,
}

#[test]
fn shapes_that_openssl_never_writes_are_judged_by_it() {
    use Stock::{CmsTakes, Lenient, Refuses, Takes};
    if !ready() {
        return;
    }
    let plain = Shape::default;
    let ess = |ess: &[Ess]| Shape { ess: ess.to_vec(), ..plain() };
    let content_type = |content_type| Shape { content_type, ..plain() };
    let message_digest = |message_digest| Shape { message_digest, ..plain() };
    let signature = |signature| Shape { signature, ..plain() };
    let cases = [
        (Takes, plain()),
        (Takes, ess(&[Ess::V1])),
        (Takes, ess(&[Ess::V1, Ess::V2])),
        (Takes, ess(&[Ess::V2Sha512])),
        (Takes, ess(&[Ess::V2Serial])),
        (Refuses, ess(&[])),
        (Refuses, ess(&[Ess::V1Of("root")])),
        (Refuses, ess(&[Ess::V2Of("root")])),
        (Refuses, ess(&[Ess::V1, Ess::V2Of("root")])),
        (Refuses, ess(&[Ess::V1Of("root"), Ess::V2])),
        (Refuses, ess(&[Ess::V2OtherSerial])),
        (Lenient, content_type(Attribute::Missing)),
        (Lenient, content_type(Attribute::Wrong)),
        (Lenient, content_type(Attribute::Twice)),
        (Lenient, content_type(Attribute::TwiceOther)),
        (Lenient, content_type(Attribute::TwoValues)),
        (Refuses, message_digest(Attribute::Missing)),
        (Refuses, message_digest(Attribute::Wrong)),
        (Lenient, message_digest(Attribute::Twice)),
        (Refuses, message_digest(Attribute::TwiceOther)),
        (Refuses, message_digest(Attribute::TwoValues)),
        (Takes, Shape { order: Order::Reversed, ..plain() }),
        (Takes, Shape { lengths: Lengths::Indefinite, ..plain() }),
        (Refuses, Shape { signers: Signers::None, ..plain() }),
        (Refuses, Shape { signers: Signers::Two, ..plain() }),
        (CmsTakes, Shape { sid: Sid::KeyIdentifier, ..plain() }),
        (Refuses, Shape { sid: Sid::Of("root"), ..plain() }),
        // the certificate before, with the same key: the signature fits it, the attribute does not
        (Refuses, Shape { sid: Sid::Of("tsa_before"), ..plain() }),
        (Refuses, ess(&[Ess::V2Of("tsa_before")])),
        (Refuses, Shape { sid: Sid::Of("tsa_twin"), ess: vec![Ess::V2Of("tsa_twin")], ..plain() }),
        (Takes, Shape { sid: Sid::Of("tsa_before"), ess: vec![Ess::V2Of("tsa_before")], ..plain() }),
        (Takes, Shape { naming: Naming::Hash, ..plain() }),
        (Lenient, Shape { naming: Naming::OtherHash, ..plain() }),
        (Refuses, signature(Signature::Broken)),
        (Refuses, signature(Signature::OverImplicitTag)),
        (Refuses, signature(Signature::OtherKey)),
        (Refuses, signature(Signature::NoAttributes)),
        (Refuses, Shape { content: "1.2.840.113549.1.7.1".into(), ..plain() }),
    ];
    for kind in [KeyKind::Rsa2048, KeyKind::P256] {
        let authority = Authority::with(Plan { chain: Chain::Crowded, ..Plan::new(kind) });
        for (stock, shape) in &cases {
            let options = TokenOptions { shape: Some(shape.clone()), ..TokenOptions::default() };
            let token = authority.token_at(imprint(), PAST, &options);
            let said = authority.ts_verify(DATA, &token, &AT_PAST);
            let agrees = match stock {
                Takes => said.is_ok() && authority.cms_verify(&token, &AT_PAST).is_ok(),
                Refuses => said.is_err(),
                Lenient => true,
                CmsTakes => authority.cms_verify(&token, &AT_PAST).is_ok(),
            };
            assert!(agrees, "{kind:?} {stock:?} {shape:?}: {said:?}");
        }
    }
}

#[test]
fn it_behaves_as_told() {
    if !ready() {
        return;
    }
    let (authority, query) = (Authority::start(KeyKind::P256), query());
    let ask = |behaviour| {
        authority.behave(behaviour);
        post(&authority.url(), &query)
    };
    let verify = |response: &[u8]| authority.ts_verify_response(&query, response);
    let refused = |response: &[u8], reason: &str| {
        let said = verify(response).unwrap_err();
        assert!(said.contains(reason), "{reason} in {said}");
    };
    let (_, proper) = ask(Behaviour::Proper);
    assert_eq!(verify(&proper), Ok(()));

    refused(&ask(Behaviour::WrongNonce).1, "nonce mismatch");
    refused(&ask(Behaviour::WrongImprint).1, "message imprint mismatch");
    refused(&ask(Behaviour::NoCertificates).1, "signer certificate not found");
    refused(&ask(Behaviour::Rejection).1, "status code: rejection");
    refused(&ask(Behaviour::RejectionWithToken).1, "token present");
    assert_eq!(verify(&ask(Behaviour::GrantedWithMods).1), Ok(()));
    assert_eq!(verify(&ask(Behaviour::SlowThenProper(Duration::from_millis(20))).1), Ok(()));
    assert_eq!(ask(Behaviour::Answer(b"anything".to_vec())).1, b"anything");
    let (head, body) = ask(Behaviour::WrongContentType);
    assert!(head.contains("Content-Type: application/octet-stream") && verify(&body).is_ok(), "{head}");
    let (head, body) = ask(Behaviour::Html);
    assert!(
        head.starts_with("HTTP/1.1 200") && head.contains("text/html") && body.starts_with(b"<!DOCTYPE"),
        "{head}"
    );
    let (head, body) = ask(Behaviour::Truncated);
    assert!(
        head.contains(&format!("Content-Length: {}\r\n", body.len())) && verify(&body).is_err(),
        "{head}"
    );
    let (head, body) = ask(Behaviour::CloseEarly);
    assert!(!body.is_empty() && !head.contains(&format!("Content-Length: {}\r\n", body.len())), "{head}");
    assert_eq!(ask(Behaviour::CloseAtOnce), (String::new(), Vec::new()));
    assert!(ask(Behaviour::NotFound).0.starts_with("HTTP/1.1 404 "));
    assert!(ask(Behaviour::ServerError).0.starts_with("HTTP/1.1 500 "));
    assert!(ask(Behaviour::ServerErrorOnce).0.starts_with("HTTP/1.1 500 "));
    assert_eq!(verify(&post(&authority.url(), &query).1), Ok(()));
    let (head, _) = ask(Behaviour::RedirectLoop);
    assert!(head.starts_with("HTTP/1.1 307 ") && head.contains("Location: /tsa\r\n"), "{head}");
    let (head, _) = ask(Behaviour::RedirectOnce);
    assert!(head.starts_with("HTTP/1.1 307 ") && head.contains("Location: /moved\r\n"), "{head}");
    assert_eq!(verify(&post(&authority.url().replace("/tsa", "/moved"), &query).1), Ok(()));
    assert_eq!(authority.requests().len(), 21);

    let other = send(&authority.url(), "GET application/timestamp-query", b"");
    assert!(answer(other).0.starts_with("HTTP/1.1 405 "));
    let other = send(&authority.url(), "POST text/plain", &query);
    assert!(answer(other).0.starts_with("HTTP/1.1 415 "));
    authority.behave(Behaviour::Proper);
    for kind in [KeyKind::P256, KeyKind::RsaPss] {
        let authority = Authority::start(kind);
        let response = post(&authority.url(), b"no request").1;
        assert!(
            authority.ts_verify_response(&query, &response).unwrap_err().contains("status code: rejection")
        );
    }
}

#[test]
fn several_ask_at_once() {
    if !ready() {
        return;
    }
    let authority = Authority::start(KeyKind::P256);
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                let query = query();
                let (_, response) = post(&authority.url(), &query);
                assert_eq!(authority.ts_verify_response(&query, &response), Ok(()));
            });
        }
    });
    assert_eq!(authority.requests().len(), 8);
}

#[test]
fn nothing_is_left_when_it_ends() {
    if !ready() {
        return;
    }
    let query = query();
    let proper = Authority::start(KeyKind::P256).answer(&query).len() as u64;
    for (behaviour, first) in [
        (Behaviour::Hang, 0),
        (Behaviour::Drip, 1),
        (Behaviour::Huge, 1 << 20),
        (Behaviour::HugeUntold, 1 << 20),
        (Behaviour::SlowThenProper(Duration::from_secs(3600)), 0),
    ] {
        let authority = Authority::start(KeyKind::P256);
        let (folder, url) = (authority.folder().to_owned(), authority.url());
        authority.behave(behaviour.clone());
        let mut stream = send(&url, "POST application/timestamp-query", &query);
        while authority.requests().is_empty() {
            thread::sleep(Duration::from_millis(1));
        }
        let mut start = vec![0; first];
        stream.read_exact(&mut start).unwrap();
        if matches!(behaviour, Behaviour::Huge | Behaviour::HugeUntold) {
            assert!(authority.sent() > proper, "{behaviour:?}");
        }
        drop(authority);
        let mut rest = Vec::new();
        let waits = stream.read_to_end(&mut rest).is_err_and(|e| e.kind() == ErrorKind::WouldBlock);
        assert!(!waits && rest.len() < 1 << 28, "{behaviour:?} goes on");
        assert!(!folder.exists(), "{behaviour:?}");
        let host = url.strip_prefix("http://").unwrap().split('/').next().unwrap().to_owned();
        // the freed port may be another test's for a while: only what never ends is left
        let is_free = || {
            let free = TcpStream::connect(&host).is_err();
            thread::sleep(Duration::from_millis(if free { 0 } else { 100 }));
            free
        };
        assert!((0..200).any(|_| is_free()), "{behaviour:?} listens on");
    }
}
