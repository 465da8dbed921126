//! Signatures of mails (DKIM) from end to end: "holds" is said of what was verified now and of nothing else, and what is no
//! key is refused by its line.
#![cfg(unix)]
#![allow(clippy::unwrap_used)] // a test may panic

use crate::common::craft::Book;
use crate::common::{Sample, conversation_facts, name, time, word};
use crate::program::Desk;
use hikae::format::fact::{Fact, MailFact};
use serde_json::Value;

const MAIL: &str = "data/001/messages/01.eml";
const KEY: &str = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
const NAME: &str = "brisbane._domainkey.football.example.com";

/// The example of RFC 8463 appendix A, signed by football.example.com.
fn signed() -> String {
    include_str!("dkim.eml").replace('\n', "\r\n")
}

fn json(desk: &Desk, args: &[&str]) -> Value {
    let ran = desk.run(&[&["--json"], args].concat());
    serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e}: {ran:?}"))
}

/// An archive whose `mail` fact says `dkim` of a mail.
fn claims(dkim: &str, key: Option<&str>, mail: &str) -> Vec<u8> {
    let said = MailFact {
        path: name(MAIL),
        dkim: word(dkim),
        domain: Some("football.example.com".into()),
        selector: Some("brisbane".into()),
        key_record: key.map(str::to_owned),
        captured_at: key.map(|_| time("2026-10-01T00:00:00Z")),
        captured_by: key.map(|_| word("dns")),
    };
    let files = vec![(MAIL, mail.as_bytes().to_vec())];
    let facts = [conversation_facts(MAIL), vec![Fact::Mail(said)]].concat();
    Sample { files, facts, ..Sample::default() }.forged()
}

#[test]
fn a_result_that_the_mail_does_not_give_is_told_by_verify_alone() {
    let desk = Desk::new();
    let unsigned = "From: a@football.example.com\r\nSubject: x\r\n\r\nbody\r\n";
    // what the facts or the head of the mail alone contradict alters the archive
    for (dkim, key, mail, code) in [
        ("pass", None, unsigned, "mail-result"),
        ("pass", Some(KEY), unsigned, "mail-unsigned"),
        ("pass", None, &signed(), "mail-result"),
    ] {
        desk.write("001.zip", claims(dkim, key, mail));
        for args in [&["verify", "001.zip"][..], &["show", "001.zip"], &["verify", "001.zip", "--reread"]] {
            let ran = desk.run(&[&["--lang", "en"], args].concat());
            assert!(ran.code == Some(1) && ran.out.contains(code), "{dkim} {key:?} {args:?} {ran:?}");
            assert!(!ran.out.contains("(DKIM) holds"), "{ran:?}");
        }
    }
    let changed = signed().replace("Joe.\r\n", "Jo.\r\n");
    let testing = KEY.replace("k=", "t=y; k=");
    for (dkim, key, mail) in [
        ("weak", Some(KEY), &changed),
        ("pass", Some("v=DKIM1; p="), &signed()),
        ("pass", Some(&testing), &signed()),
        ("fail", Some(KEY), &signed()),
        ("certified", Some(KEY), &signed()),
    ] {
        desk.write("001.zip", claims(dkim, key, mail));
        for args in [
            &["verify", "001.zip"][..],
            &["show", "001.zip"],
            &["verify", "001.zip", "--reread", "--offline"],
        ] {
            let ran = desk.run(&[&["--lang", "en"], args].concat());
            assert_eq!(ran.code, Some(4), "{dkim} {key:?} {args:?} {ran:?}");
            assert!(ran.out.contains("fact-contradicts-source"), "{dkim} {key:?} {args:?} {}", ran.out);
            let holds = dkim == "fail" || dkim == "certified";
            assert_eq!(
                ran.out.contains("(DKIM) holds"),
                holds && args != ["verify", "001.zip"],
                "{args:?} {}",
                ran.out
            );
        }
    }
    // the same with what is true
    desk.write("001.zip", claims("pass", Some(KEY), &signed()));
    let ran = desk.run(&["--lang", "en", "verify", "001.zip"]);
    assert!(ran.code == Some(0) && !ran.out.contains("fact-contradicts"), "{ran:?}");
    let ran = desk.run(&["--lang", "en", "show", "001.zip"]);
    assert!(
        ran.code == Some(0) && ran.out.contains("signature (DKIM) holds: football.example.com"),
        "{ran:?}"
    );
    // withheld: there is only the signer's word
    let mut book = Book::open(&claims("pass", Some(KEY), &signed()));
    book.ed().payload.clear();
    desk.write("001.zip", book.zip());
    let ran = desk.run(&["--lang", "en", "show", "001.zip"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(
        ran.out.contains("when sealed: signature (DKIM) correct") && !ran.out.contains("holds"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("(not checked here)"), "{}", ran.out);
    // what anyone can make again from the facts alone says no more than the facts do
    let report = book.zip();
    let report = String::from_utf8_lossy(&report);
    assert!(!report.contains("(DKIM) holds") && report.contains("when sealed: signature (DKIM) correct"));
}

#[test]
fn the_key_of_a_test_counts_for_none_and_stays_so() {
    let desk = Desk::new();
    desk.write("case/case-notes.txt", "client: x\n");
    desk.write("case/delivery/1/a.wav", "x");
    desk.write("case/messages/dinner.eml", signed());
    desk.write("keys.txt", format!("{NAME} {}\n", KEY.replace("k=", "t=y; k=")));
    let ran = desk.run(&["seal", "case", "--dkim-key", "keys.txt"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    // the second signature of the mail is by a key that is not here
    let facts = json(&desk, &["show", "case/seals"]);
    let facts = facts["editions"][0]["facts"].as_array().unwrap().clone();
    let mail = facts.iter().find_map(|fact| fact.get("mail")).unwrap();
    assert_eq!(mail["dkim"], "no-key");
    let test_rsa = "test._domainkey.football.example.com v=DKIM1; k=rsa; t=y; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB\n";
    desk.write("keys.txt", format!("{NAME} {}\n{test_rsa}", KEY.replace("k=", "t=y; k=")));
    let read = json(&desk, &["read", "case/messages/dinner.eml", "--dkim-key", "keys.txt"]);
    assert_eq!(read["conversations"][0]["signature"]["dkim"], "none");
    let ran = desk.run(&["--lang", "en", "read", "case/messages/dinner.eml", "--dkim-key", "keys.txt"]);
    assert!(ran.out.contains("counts as unsigned (DKIM)"), "{ran:?}");
}

#[test]
fn reading_a_mail_checks_it_with_the_keys_that_were_brought() {
    let desk = Desk::new();
    desk.write("mail.eml", signed());
    desk.write("other.eml", signed().replace("Joe.\r\n", "Jo.\r\n"));
    desk.write("keys.txt", format!("# from the operator\n{NAME} {KEY}\n"));
    let said = |args: &[&str]| {
        let ran = desk.run(&[&["--lang", "en", "read"], args].concat());
        assert_eq!(ran.code, Some(0), "{ran:?}");
        ran.out
    };
    assert!(!said(&["mail.eml"]).contains("DKIM"), "nobody asked");
    assert!(
        said(&["mail.eml", "--dkim-key", "keys.txt"])
            .contains("signature (DKIM) holds: football.example.com")
    );
    assert!(said(&["other.eml", "--dkim-key", "keys.txt"]).contains("signature (DKIM) does not hold"));
    let read = json(&desk, &["read", "mail.eml", "--dkim-key", "keys.txt"]);
    let signature = &read["conversations"][0]["signature"];
    assert_eq!((&signature["dkim"], &signature["domain"]), (&"pass".into(), &"football.example.com".into()));
    assert_eq!(json(&desk, &["read", "mail.eml"])["conversations"][0].get("signature"), None);
}

#[test]
fn what_is_no_key_is_refused_by_its_line_wherever_keys_are_taken() {
    let desk = Desk::new();
    desk.sealed_case("case");
    desk.write("fresh/delivery/1/a.wav", "x");
    desk.write("mail.eml", signed());
    for (line, words) in [
        ("brisbane.football.example.com p=AAAA", "does not begin with SELECTOR"),
        ("a._domainkey.b.example v=DKIM1; k=rsa; p=AAAA", "no key of its kind"),
        ("a._domainkey.b.example v=DKIM1; k=rsa; p=", "revoked"),
        ("a._domainkey.b.example hello", "not of the form"),
        ("a._domainkey.b.example v=DKIM1; k=dsa; p=AAAA", "neither rsa nor ed25519"),
        (
            &format!("{NAME} k=ed25519; p=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
            "another record on line 2",
        ),
        ("\u{FFFD}", "does not begin with SELECTOR"),
    ] {
        desk.write("keys.txt", format!("# keys\n{NAME} {KEY}\n{line}\n"));
        for args in [
            &["seal", "fresh", "--dkim-key", "keys.txt"][..],
            &["read", "mail.eml", "--dkim-key", "keys.txt"],
            &["verify", "case/seals", "--reread", "--dkim-key", "keys.txt"],
            &["show", "case/seals", "--reread", "--dkim-key", "keys.txt"],
        ] {
            let ran = desk.run(&[&["--lang", "en"], args].concat());
            ran.names(2, &["keys.txt", "line 3", words]);
        }
    }
    assert!(!desk.path("fresh/seals").exists());
    desk.write("keys.txt", "# x\n".repeat(400_000));
    desk.run(&["--lang", "en", "read", "mail.eml", "--dkim-key", "keys.txt"]).names(2, &["too large"]);
}
