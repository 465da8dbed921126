//! Every one-bit change of a token.

use crate::common::token_craft::{By, GOOD, Token, root_pem};
use crate::common::tools;
use crate::second::python;
use base64ct::{Base64, Encoding as _};
use hikae::digest::Sha256Digest;
use hikae::timestamp::{Anchors, BadToken, check};
use std::fmt::Write as _;

const LIST: &[u8] = b"a list";

/// What a token is to hikae: `altered`, `none` or `trusted`.
fn class(token: &[u8], anchors: &Anchors) -> &'static str {
    match check(token, Sha256Digest::of(LIST), anchors) {
        Err(BadToken::Weak(_) | BadToken::Unsupported(_)) => "none",
        Err(_) => "altered",
        Ok(stamp) if stamp.authority.is_ok() => "trusted",
        Ok(_) => "none",
    }
}

/// For each line, hikae's class and a token: what the second verifier says otherwise, and what openssl refuses though hikae
/// trusts it. `openssl ts` is what VERIFY.txt has for tokens such as these.
const COMPARE: &str = r#"
LIST = b"a list"
root = os.path.abspath("tests/kit/tsa-root.pem")
def other(response):
    try:
        token = verify_time.read_token(response, LIST)
    except (ValueError, LookupError, OverflowError):
        return "altered"
    if isinstance(token, str):
        return "none"
    return "trusted" if verify_time.leads_to(root, token.made, token, response, LIST) else "none"
def compare(line):
    place, mine, response = line.split("\t")
    response = base64.b64decode(response)
    theirs = other(response)
    words = [] if mine == theirs else [f"{place}: hikae says {mine}, verify.py says {theirs}"]
    if mine == "trusted":
        call = ["openssl", "ts", "-verify", "-CAfile", root, "-attime", "1791201012", "-data", "list", "-in", "reply"]
        done = run(call, list=LIST, reply=response)
        if done.returncode:
            words.append(f"{place}: hikae trusts it, openssl says {done.stderr.decode().splitlines()[-1:]}")
    return words
with concurrent.futures.ThreadPoolExecutor(4) as pool:
    for words in pool.map(compare, sys.stdin.read().splitlines()):
        for line in words:
            print(line)
"#;

fn compared(tokens: impl Iterator<Item = (String, Vec<u8>)>) -> String {
    let mut anchors = Anchors::none();
    anchors.add(root_pem().as_bytes()).unwrap();
    let mut lines = String::new();
    for (place, token) in tokens {
        let base64 = Base64::encode_string(&token);
        writeln!(lines, "{place}\t{}\t{base64}", class(&token, &anchors)).unwrap();
    }
    python(COMPARE, lines)
}

#[test]
fn every_one_bit_change_of_a_token_is_the_same_to_all() {
    if !tools(&["python3", "openssl"]) {
        return;
    }
    let all = [("good", GOOD), ("chain", GOOD.by(By::Issued)), ("ber", Token { indefinite: true, ..GOOD })];
    for (name, token) in all.into_iter().filter(|(n, _)| std::env::var("ONLY").is_ok_and(|o| o.contains(n))) {
        let good = token.over(LIST);
        let mut changes = vec![(format!("{name} as it is"), good.clone())];
        changes.extend((0..good.len() * 8).map(|bit| {
            let mut bytes = good.clone();
            bytes[bit / 8] ^= 1 << (bit % 8);
            (format!("{name} byte {} bit {}", bit / 8, bit % 8), bytes)
        }));
        let said = compared(changes.into_iter());
        assert!(said.is_empty(), "{} lines:\n{said}", said.lines().count());
    }
}
