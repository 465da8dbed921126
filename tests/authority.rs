//! The time-stamp authority of the tests is held against stock tools: what it makes, `openssl ts -verify` takes, and
//! what it makes wrong, that refuses. Nothing of hikae is in here.
#![cfg(unix)]
#![allow(clippy::unwrap_used)] // a test may panic

#[path = "authority/mod.rs"]
mod authority;
mod program;

use authority::{
    Accuracy, Attribute, Authority, Behaviour, Chain, Ess, Fault, KeyKind, Lengths, Name, Naming, Order, Ordering,
    Padding, Plan, Query, Shape, Sid, Signature, Signers, Style, TokenOptions, Validity, Wanted,
};
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::time::Duration;

const DATA: &[u8] = b"what was delivered\n";
const PAST: &str = "20200601120000Z";
const PAST_UNIX: &str = "1591012800";

/// Whether `openssl` is there; if not, a skip that can be seen.
fn ready() -> bool {
    let there = authority::available();
    if !there {
        program::skip("openssl is missing");
    }
    there
}

/// A request made by `openssl ts -query`.
fn query(folder: &Path, more: &[&str]) -> Vec<u8> {
    fs::write(folder.join("data"), DATA).unwrap();
    let args = [&["ts", "-query", "-data", "data", "-sha256", "-out", "asked.tsq"], more].concat();
    authority::must(folder, &args, b"");
    fs::read(folder.join("asked.tsq")).unwrap()
}

fn imprint(authority: &Authority) -> [u8; 32] {
    authority::must(authority.folder(), &["dgst", "-sha256", "-binary"], DATA).try_into().unwrap()
}

/// Head and body of an answer over HTTP.
fn post(url: &str, head: &str, body: &[u8]) -> (String, Vec<u8>) {
    let (host, path) = url.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let length = body.len();
    write!(stream, "POST /{path} HTTP/1.1\r\nHost: {host}\r\n{head}Content-Length: {length}\r\n\r\n").unwrap();
    stream.write_all(body).unwrap();
    let mut all = Vec::new();
    stream.read_to_end(&mut all).unwrap();
    let end = all.windows(4).position(|w| w == b"\r\n\r\n").map_or(all.len(), |end| end + 4);
    (String::from_utf8(all[..end].to_vec()).unwrap(), all.split_off(end))
}

fn stamp(authority: &Authority, query: &[u8]) -> (String, Vec<u8>) {
    post(&authority.url(), "Content-Type: application/timestamp-query\r\n", query)
}

/// What `openssl ts -verify` says of a token over [`DATA`]: nothing if it takes it.
fn ts_verify(authority: &Authority, token: &[u8], more: &[&str]) -> Result<(), String> {
    verify(authority, &[&["ts", "-verify", "-data", "data", "-token_in", "-in", "seen.tst"], more].concat(), token)
}

/// What `openssl cms -verify` says of a token: it knows RSASSA-PSS, and not what a time stamp is.
fn cms_verify(authority: &Authority, token: &[u8], more: &[&str]) -> Result<(), String> {
    let args = ["cms", "-verify", "-inform", "DER", "-in", "seen.tst", "-purpose", "timestampsign", "-binary"];
    verify(authority, &[&args, more].concat(), token)
}

fn verify(authority: &Authority, args: &[&str], token: &[u8]) -> Result<(), String> {
    let folder = authority.folder();
    fs::write(folder.join("data"), DATA).unwrap();
    fs::write(folder.join("seen.tst"), token).unwrap();
    let root = authority.root_pem().display().to_string();
    let output = authority::openssl(folder, &[args, &["-CAfile", &root]].concat(), b"");
    match output.status.success() {
        true => Ok(()),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}

#[test]
fn stock_tools_ask_and_verify_with_every_kind_of_key() {
    if !ready() {
        return;
    }
    for kind in KeyKind::ALL {
        for chain in [Chain::Direct, Chain::Intermediate, Chain::Crowded] {
            let authority = Authority::with(Plan { chain, ..Plan::new(kind) });
            let query = query(authority.folder(), &["-cert"]);
            let (head, response) = stamp(&authority, &query);
            assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
            assert!(head.contains("Content-Type: application/timestamp-reply\r\n"), "{head}");
            let args = ["ts", "-verify", "-queryfile", "asked.tsq", "-in", "seen.tst"];
            assert_eq!(verify(&authority, &args, &response), Ok(()), "{kind:?} {chain:?}");
            let token = authority::token_of(&response).unwrap();
            assert_eq!(ts_verify(&authority, &token, &[]), Ok(()), "{kind:?} {chain:?}");
            assert_eq!(cms_verify(&authority, &token, &["-cades"]), Ok(()), "{kind:?} {chain:?}");

            let requests = authority.requests();
            assert_eq!((requests.len(), &requests[0].body), (1, &query));
            assert_eq!(requests[0].header("content-type"), Some("application/timestamp-query"));
        }
    }
}

#[test]
fn facts() {
    for fault in Fault::ALL {
        let a = Authority::faulty(fault);
        let q = query(a.folder(), &["-cert"]);
        let (_, r) = stamp(&a, &q);
        let t = authority::token_of(&r).unwrap();
        eprintln!("FACT {fault:?}: ts {:?}\n   cms {:?}", ts_verify(&a, &t, &[]), cms_verify(&a, &t, &[]));
        eprintln!("   strict {:?}", ts_verify(&a, &t, &["-x509_strict"]));
        if matches!(fault, Fault::Expired | Fault::CaExpired | Fault::NotYetValid) {
            eprintln!("   attime 2020 {:?}", ts_verify(&a, &t, &["-attime", PAST_UNIX]));
        }
    }
}
