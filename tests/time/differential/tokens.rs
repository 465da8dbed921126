//! One-bit changes of tokens: all of them for small ones, seeded samples for those of real authorities and of OpenSSL.

use super::second::python;
use crate::authority::{self, Authority, KeyKind, Lengths, Padding, Shape, Sid, TokenOptions};
use crate::common::token_craft::{By, GOOD, Token, root_pem};
use crate::common::tools;
use base64ct::{Base64, Encoding as _};
use hikae::base::digest::{Sha256Digest, hex};
use hikae::timestamp::{Anchors, BadToken, Form, Stock, check, inspect};
use std::fmt::Write as _;
use std::path::PathBuf;

const LIST: &[u8] = b"a list";

/// A good token, what its readers believe, and how many of its bits are passed over between two that are turned.
struct Base {
    name: &'static str,
    response: Vec<u8>,
    imprint: Sha256Digest,
    anchors: Anchors,
    root: PathBuf,
    at: i64,
    step: usize,
}

impl Base {
    fn new(name: &'static str, response: Vec<u8>, root: PathBuf, step: usize) -> Self {
        let mut anchors = Anchors::none();
        anchors.add(&std::fs::read(&root).unwrap()).unwrap();
        let stamp =
            inspect(&response, Form::Response, &anchors).unwrap_or_else(|why| panic!("{name}: {why}"));
        assert!(stamp.authority.is_ok(), "{name}: {stamp:?}");
        let imprint = Sha256Digest(stamp.imprint.digest.try_into().unwrap());
        Self { name, response, imprint, anchors, root, at: stamp.gen_time.second().unix(), step }
    }

    /// A line for the second verifier: what hikae says of a token, by which command openssl takes it, and the token.
    fn line(&self, place: &str, token: &[u8]) -> String {
        let said = check(token, self.imprint, &self.anchors);
        let class = match &said {
            Err(BadToken::Weak(_) | BadToken::Unsupported(_)) => "none",
            Err(_) => "altered",
            Ok(stamp) if stamp.authority.is_ok() => "trusted",
            Ok(_) => "none",
        };
        let stock = match said.map(|stamp| stamp.stock) {
            Ok(Stock::Ts) => "ts",
            Ok(Stock::Cms) => "cades",
            _ => "cms",
        };
        let (imprint, at, base64) = (hex(&self.imprint.0), self.at, Base64::encode_string(token));
        format!("{} {place}\t{class}\t{stock}\t{imprint}\t{}\t{at}\t{base64}", self.name, self.root.display())
    }

    fn lines(&self) -> String {
        let mut lines = self.line("as it is", &self.response) + "\n";
        // every kind of bit comes in turn, since no step is a multiple of eight
        for bit in (0..self.response.len() * 8).step_by(self.step) {
            let mut bytes = self.response.clone();
            bytes[bit / 8] ^= 1 << (bit % 8);
            writeln!(lines, "{}", self.line(&format!("byte {} bit {}", bit / 8, bit % 8), &bytes)).unwrap();
        }
        lines
    }
}

/// What the second verifier says otherwise, and what openssl refuses though hikae trusts it, by the command that VERIFY.txt
/// has for it.
const COMPARE: &str = r#"
import threading
own = threading.local()
verify_time.digest_of = lambda listing: own.digest
def other(root, response):
    try:
        token = verify_time.read_token(response, b"")
    except (ValueError, LookupError, OverflowError):
        return "altered"
    if isinstance(token, str):
        return "none"
    return "trusted" if verify_time.leads_to(root, token.made, token, response, b"") else "none"
def stock(how, digest, root, at, response):
    common = ["-CAfile", root, "-attime", at]
    if how == "ts":
        return run(["openssl", "ts", "-verify", *common, "-digest", digest, "-in", "reply"], reply=response)
    call = ["openssl", "cms", "-verify", *["-cades"] * (how == "cades"), "-purpose", "timestampsign", *common]
    bare = verify_time.parts(verify_time.whole(response))[1].raw
    return run([*call, "-inform", "DER", "-in", "token"], token=bare)
def compare(line):
    place, mine, how, digest, root, at, response = line.split("\t")
    own.digest, response = bytes.fromhex(digest), base64.b64decode(response)
    theirs = other(root, response)
    words = [] if mine == theirs else [f"{place}: hikae says {mine}, verify.py says {theirs}"]
    if mine == "trusted" and (done := stock(how, digest, root, at, response)).returncode:
        words.append(f"{place}: hikae trusts it, openssl says {done.stderr.decode().splitlines()[-1:]}")
    return words
with concurrent.futures.ThreadPoolExecutor(2 * os.cpu_count()) as pool:
    for words in pool.map(compare, sys.stdin.read().splitlines()):
        for line in words:
            print(line)
"#;

fn compared(bases: &[Base]) {
    let lines: String = bases.iter().map(Base::lines).collect();
    // a comparison in which nothing is trusted would hold by itself
    let is_trusted = |base: &Base| lines.contains(&format!("{} as it is\ttrusted\t", base.name));
    assert!(bases.iter().all(is_trusted) && lines.matches("\ttrusted\t").count() > bases.len());
    let said = python(COMPARE, lines);
    assert!(said.is_empty(), "{} lines:\n{said}", said.lines().count());
}

#[test]
fn every_one_bit_change_of_a_token_is_the_same_to_all() {
    if crate::skip::slow() {
        return;
    }
    if !tools(&["python3", "openssl"]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("root.pem");
    std::fs::write(&root, root_pem()).unwrap();
    let base = |name, token: Token, step| Base::new(name, token.over(LIST), root.clone(), step);
    compared(&[
        base("good", GOOD, 1),
        base("with an issuer", GOOD.by(By::Issued), 7),
        base("BER", Token { indefinite: true, ..GOOD }, 7),
    ]);
}

#[test]
fn one_bit_changes_of_other_kinds_of_tokens_are_the_same_to_all() {
    if crate::skip::slow() {
        return;
    }
    if !tools(&["python3", "openssl"]) {
        return;
    }
    let authority = |kind| Authority::start(kind);
    let (elliptic, rsa, pss) =
        (authority(KeyKind::P256), authority(KeyKind::Rsa2048), authority(KeyKind::RsaPss));
    let response = |authority: &Authority, options: TokenOptions| {
        let token = authority.token_at(Sha256Digest::of(LIST).0, "20261005115012Z", &options);
        authority::response(0, &token)
    };
    let by_key = Shape { sid: Sid::KeyIdentifier, ..Shape::default() };
    let by_key = |lengths| TokenOptions {
        shape: Some(Shape { lengths, ..by_key.clone() }),
        ..TokenOptions::default()
    };
    let any_key = TokenOptions { padding: Padding::Pss, ..TokenOptions::default() };
    compared(&[
        Base::new("by its key", response(&elliptic, by_key(Lengths::Definite)), elliptic.root_pem(), 19),
        Base::new(
            "BER, by its key",
            response(&elliptic, by_key(Lengths::Indefinite)),
            elliptic.root_pem(),
            23,
        ),
        Base::new("RSA", response(&rsa, TokenOptions::default()), rsa.root_pem(), 29),
        Base::new("RSASSA-PSS by any key", response(&rsa, any_key), rsa.root_pem(), 31),
        Base::new("RSASSA-PSS", response(&pss, TokenOptions::default()), pss.root_pem(), 37),
    ]);
}

#[test]
fn one_bit_changes_of_tokens_of_real_authorities_are_the_same_to_all() {
    if crate::skip::slow() {
        return;
    }
    if !tools(&["python3", "openssl"]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let root = |name: &str, der: &[u8]| {
        let path = folder.path().join(name);
        let pem = Base64::encode_string(der);
        let lines: Vec<&str> = pem.as_bytes().chunks(64).map(|line| str::from_utf8(line).unwrap()).collect();
        let pem = format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", lines.join("\n"));
        std::fs::write(&path, pem).unwrap();
        path
    };
    macro_rules! root {
        ($name:literal) => {
            root($name, include_bytes!(concat!("../../../src/timestamp/roots/", $name, ".der")))
        };
    }
    let sectigo = include_bytes!("../sectigo.tsr").to_vec();
    compared(&[
        Base::new(
            "DigiCert",
            include_bytes!("../digicert.tsr").to_vec(),
            root!("digicert-trusted-root-g4"),
            139,
        ),
        Base::new("Sectigo, cross-signed", sectigo.clone(), root!("usertrust-rsa"), 149),
        Base::new("Sectigo", sectigo, root!("sectigo-time-stamping-r46"), 151),
        Base::new(
            "Microsoft",
            include_bytes!("../microsoft.tsr").to_vec(),
            root!("microsoft-root-2010"),
            157,
        ),
    ]);
}
