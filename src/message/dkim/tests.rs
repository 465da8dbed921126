//! The example of RFC 8463 appendix A, and signatures of our own with its published key, one fault each.

use super::canonical::{Form, canonical_body};
use super::signature::Signature;
use super::*;
use crate::message::mail::fields::{Field, Parts};
use base64ct::{Base64, Encoding as _};
use ed25519_dalek::{Signer as _, SigningKey};
use rsa::pkcs8::{DecodePrivateKey as _, EncodePublicKey as _};
use rsa::{Pkcs1v15Sign, PrivateKey};
use sha1::Sha1;
use sha2::{Digest as _, Sha256};

const MAIL: &str = "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\r\n d=football.example.com; i=@football.example.com;\r\n q=dns/txt; s=brisbane; t=1528637909; h=from : to :\r\n subject : date : message-id : from : subject : date;\r\n bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus\r\n Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==\r\nDKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;\r\n d=football.example.com; i=@football.example.com;\r\n q=dns/txt; s=test; t=1528637909; h=from : to : subject :\r\n date : message-id : from : subject : date;\r\n bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3\r\n DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz\r\n dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=\r\nFrom: Joe SixPack <joe@football.example.com>\r\nTo: Suzie Q <suzie@shopping.example.net>\r\nSubject: Is dinner ready?\r\nDate: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\r\nMessage-ID: <20030712040037.46341.5F8J@football.example.com>\r\n\r\nHi.\r\n\r\nWe lost the game.  Are you hungry yet?\r\n\r\nJoe.\r\n";

const ED25519: &str = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
const RSA: &str = "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB";

fn with(mail: &str, records: &[(&str, &str)]) -> Checked {
    check(mail.as_bytes(), &mut |name| {
        records
            .iter()
            .find(|(selector, _)| name == key_name("football.example.com", selector))
            .map(|r| r.1.to_owned())
    })
}

#[test]
fn message_the_example_of_rfc_8463() {
    for (selector, record) in [("brisbane", ED25519), ("test", RSA)] {
        let checked = with(MAIL, &[(selector, record)]);
        assert_eq!((checked.outcome, checked.selector.as_deref()), (Outcome::Pass, Some(selector)));
        assert_eq!(checked.domain.as_deref(), Some("football.example.com"));
        assert_eq!(checked.key_record.as_deref(), Some(record));
    }
    assert_eq!(with(MAIL, &[]).outcome, Outcome::NoKey);
    assert_eq!(with(MAIL, &[("brisbane", RSA), ("test", ED25519)]).outcome, Outcome::NoKey);
    assert_eq!(with(MAIL, &[("brisbane", "v=DKIM1; k=ed25519; p=")]).outcome, Outcome::NoKey, "revoked");
    // saved by a program that writes LF; another fold; white space at line ends: all of this relaxed allows
    assert_eq!(with(&MAIL.replace("\r\n", "\n"), &[("test", RSA)]).outcome, Outcome::Pass);
    assert_eq!(
        with(&MAIL.replace("Subject: Is", "SUBJECT:\r\n  Is"), &[("test", RSA)]).outcome,
        Outcome::Pass
    );
    assert_eq!(with(&MAIL.replace("game.  Are", "game. \t Are"), &[("test", RSA)]).outcome, Outcome::Pass);
    assert_eq!(with(&format!("{MAIL}\r\n\r\n"), &[("test", RSA)]).outcome, Outcome::Pass);
    // one letter of the body, of a signed field, of the signature; a second From in front
    let keys = [("brisbane", ED25519), ("test", RSA)];
    for changed in [
        MAIL.replace("Joe.\r\n", "Jo.\r\n"),
        MAIL.replace("ready?", "ready!"),
        MAIL.replace("b=F45d", "b=F46d").replace("b=/gCr", "b=/gCs"),
        format!("From: someone@football.example.com\r\n{MAIL}"),
        MAIL.replace("From: Joe", "From: other@football.example.com\r\nFrom: Joe"),
    ] {
        assert_eq!(with(&changed, &keys).outcome, Outcome::Fail, "{changed}");
    }
}

/// A mail with these tags and headers, signed by `sign`, which is given the signed data.
fn signed_by(
    algorithm: &str,
    hash: fn(&[u8]) -> Vec<u8>,
    tags: &str,
    (headers, body): (&str, &str),
    sign: impl Fn(&[u8]) -> Vec<u8>,
) -> String {
    let body_form = if tags.contains("simple") { Form::Simple } else { Form::Relaxed };
    let mut canonical = canonical_body(body.as_bytes(), body_form);
    if let Some(length) = tags.split("l=").nth(1).and_then(|l| l.split(';').next()) {
        canonical.truncate(length.trim().parse().unwrap());
    }
    let hash = Base64::encode_string(&hash(&canonical));
    let unsigned = format!("DKIM-Signature: v=1; a={algorithm}; s=brisbane; {tags}; bh={hash}; b=");
    let mail = format!("{unsigned}\r\n{headers}\r\n{body}");
    let parts = Parts::of(mail.as_bytes());
    let field = parts.headers[0];
    let read =
        Signature::read(&Field { raw: format!("{unsigned}AAAA").as_bytes(), colon: field.colon }).unwrap();
    let signature = sign(&read.signed_data(&parts, &field));
    format!("{unsigned}{}\r\n{headers}\r\n{body}", Base64::encode_string(&signature))
}

fn sha256(bytes: &[u8]) -> Vec<u8> {
    Sha256::digest(bytes).to_vec()
}

fn sha1(bytes: &[u8]) -> Vec<u8> {
    Sha1::digest(bytes).to_vec()
}

/// Signed with the key of RFC 8463.
fn signed(tags: &str, headers: &str, body: &str) -> String {
    let secret = Base64::decode_vec("nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=").unwrap();
    let key = SigningKey::from_bytes(&secret.try_into().unwrap());
    let sign = |data: &[u8]| key.sign(&Sha256::digest(data)).to_bytes().to_vec();
    signed_by("ed25519-sha256", sha256, tags, (headers, body), sign)
}

const HEADERS: &str =
    "From: Joe <joe@football.example.com>\r\nDate: Fri, 11 Jul 2003 21:00:37 -0700\r\nSubject: s\r\n";
const ALL: &str = "d=football.example.com; c=relaxed/relaxed; h=from:date:subject";

fn outcome(mail: &str) -> Outcome {
    check(mail.as_bytes(), &mut |_| Some(ED25519.to_owned())).outcome
}

#[test]
fn message_what_holds_is_told_from_what_is_weak() {
    assert_eq!(outcome(&signed(ALL, HEADERS, "body\r\n")), Outcome::Pass);
    assert_eq!(
        outcome(&signed(&ALL.replace("relaxed/relaxed", "simple/simple"), HEADERS, "body \r\n\r\n")),
        Outcome::Pass
    );
    assert_eq!(outcome(&signed(&ALL.replace("relaxed/relaxed", "simple"), HEADERS, "")), Outcome::Pass);
    // a part of the body only; Subject or Date not signed; Subject twice
    assert_eq!(
        outcome(&format!("{}more", signed(&format!("{ALL}; l=6"), HEADERS, "body\r\n"))),
        Outcome::Weak
    );
    assert_eq!(outcome(&signed(&ALL.replace(":subject", ""), HEADERS, "b")), Outcome::Weak);
    assert_eq!(outcome(&signed(&ALL.replace(":date", ""), HEADERS, "b")), Outcome::Weak);
    assert_eq!(outcome(&signed(ALL, &format!("Subject: other\r\n{HEADERS}"), "b")), Outcome::Weak);
    // another domain; the domain above; two senders
    assert_eq!(
        outcome(&signed(&ALL.replace("football.example.com", "bulk.example"), HEADERS, "b")),
        Outcome::Unaligned
    );
    assert_eq!(
        outcome(&signed(&ALL.replace("football.example.com", "example.com"), HEADERS, "b")),
        Outcome::Pass
    );
    let two = HEADERS.replace("Joe <joe@football.example.com>", "joe@football.example.com, x@example.org");
    assert_eq!(outcome(&signed(ALL, &two, "b")), Outcome::Unaligned);
    let lookalike = HEADERS.replace("joe@football.example.com", "joe@notfootball.example.com");
    assert_eq!(outcome(&signed(ALL, &lookalike, "b")), Outcome::Unaligned);
}

/// What says how the body is read can be added after signing: the same signed bytes then give another text.
#[test]
fn message_a_signature_that_leaves_the_reading_open_is_weak() {
    let parted = "I do not accept.\r\n--b\r\n\r\nI accept.\r\n--b--\r\n";
    let honest = "--b\r\nContent-Type: text/plain\r\n\r\nI accept.\r\n--b--\r\n";
    let typed = |field: &str| format!("{HEADERS}{field}\r\n");
    let (multipart, plain) =
        ("Content-Type: multipart/mixed; boundary=b", "Content-Type: text/plain; charset=");
    let open = |field: &str, body: &str| outcome(&signed(ALL, &typed(field), body));
    assert_eq!(open(multipart, parted), Outcome::Weak, "a preamble that nobody sees");
    assert_eq!(open(multipart, honest), Outcome::Pass, "as large senders leave it");
    assert_eq!(open(multipart, &honest.replace("--b--", "--b--\r\nmore")), Outcome::Weak);
    assert_eq!(open(multipart, &honest.replace("--b\r", "--bc\r")), Outcome::Weak);
    assert_eq!(open(&multipart.replace("=b", "=\"\""), honest), Outcome::Weak);
    assert_eq!(open(&format!("{plain}utf-8"), "検収しました\r\n"), Outcome::Pass);
    assert_eq!(
        open(&format!("{plain}utf-8"), "\u{1B}$B8\r\n"),
        Outcome::Weak,
        "begins another character set"
    );
    for other in ["shift_jis", "utf-7", "utf-16", "iso-2022-jp"] {
        assert_eq!(open(&format!("{plain}{other}"), "body\r\n"), Outcome::Weak, "{other}");
    }
    assert_eq!(open("Content-Type: text/html", "<!-- no -->yes\r\n"), Outcome::Weak);
    assert_eq!(open("Content-Type: application/octet-stream", "body\r\n"), Outcome::Weak);
    for (encoding, expected) in [("7bit", Outcome::Pass), ("8BIT", Outcome::Pass), ("base64", Outcome::Weak)]
    {
        assert_eq!(
            open(&format!("Content-Transfer-Encoding: {encoding}"), "ICanDoIt\r\n"),
            expected,
            "{encoding}"
        );
    }
    assert_eq!(open("Content-Disposition: attachment", "body\r\n"), Outcome::Weak);
    // covered, they may be what they are; twice, nobody knows which one is read
    let all = format!("{ALL}:content-type:content-transfer-encoding");
    let fields = typed("Content-Type: text/html; charset=shift_jis\r\nContent-Transfer-Encoding: base64");
    assert_eq!(outcome(&signed(&all, &fields, "aGVsbG8=\r\n")), Outcome::Pass);
    let twice = format!("Content-Type: text/plain\r\n{fields}");
    assert_eq!(outcome(&signed(&all, &twice, "aGVsbG8=\r\n")), Outcome::Weak);
}

#[test]
fn message_expiry_is_judged_when_the_mail_arrived() {
    let sent = 1_057_982_437; // Fri, 11 Jul 2003 21:00:37 -0700
    let tags = |x: i64| format!("{ALL}; t={sent}; x={x}");
    assert_eq!(outcome(&signed(&tags(sent + 60), HEADERS, "b")), Outcome::Pass, "long ago, and in time then");
    let late = format!("Received: from a by b; Sat, 12 Jul 2003 21:00:37 -0700\r\n{HEADERS}");
    assert_eq!(outcome(&signed(&tags(sent + 60), &late, "b")), Outcome::Expired);
    assert_eq!(outcome(&signed(&tags(sent + 90_000), &late, "b")), Outcome::Pass);
}

#[test]
fn message_forms_that_are_no_signature() {
    for bad in [
        MAIL.replace("v=1; a=ed", "v=2; a=ed").replace("v=1; a=rsa", "a=rsa"),
        MAIL.replace("h=from : to", "h=to")
            .replace("from : subject : date;", "subject;")
            .replace("subject :\r\n date", "date"),
        MAIL.replace("d=football.example.com;", "d=football.example.com; d=a.example;"),
        MAIL.replace("d=football.example.com;", "d=foot ball;"),
        MAIL.replace("i=@football.example.com", "i=@other.example"),
        MAIL.replace("t=1528637909;", "t=1528637909; x=1528637908;"),
        MAIL.replace("c=relaxed/relaxed", "c=loose/relaxed"),
        MAIL.replace("b=/gCr", "b=/g*r").replace("b=F45d", "b=F*"),
    ] {
        assert_eq!(with(&bad, &[("brisbane", ED25519), ("test", RSA)]).outcome, Outcome::Malformed, "{bad}");
    }
    assert_eq!(outcome("From: a@b.example\r\n\r\nx"), Outcome::None);
    assert_eq!(outcome(""), Outcome::None);
}

/// SHA-1 is told as weak (RFC 8301), and only where the signature was verified.
#[test]
fn message_rsa_sha1_is_weak_where_it_holds_and_nothing_where_it_does_not() {
    let key =
        PrivateKey::from_pkcs8_pem(include_str!("../../../tests/keys/authority/tsa-rsa2048.pem")).unwrap();
    let public = key.to_public_key().to_public_key_der().unwrap();
    let record = |more: &str| format!("v=DKIM1; k=rsa; {more}p={}", Base64::encode_string(public.as_bytes()));
    let mail = signed_by("rsa-sha1", sha1, ALL, (HEADERS, "body\r\n"), |data| {
        key.sign(Pkcs1v15Sign::new::<Sha1>(), &sha1(data)).unwrap()
    });
    let by = |mail: &str, record: &str| check(mail.as_bytes(), &mut |_| Some(record.to_owned())).outcome;
    assert_eq!(by(&mail, &record("")), Outcome::Weak);
    assert_eq!(by(&mail, &record("h=sha1:sha256; ")), Outcome::Weak);
    assert_eq!(by(&mail, &record("h=sha256; ")), Outcome::NoKey, "the domain does not sign with SHA-1");
    assert_eq!(by(&mail, ED25519), Outcome::NoKey);
    assert_eq!(check(mail.as_bytes(), &mut |_| None).outcome, Outcome::NoKey);
    // another body, another subject, another signature, random bytes
    let (head, _) = mail.split_once(" b=").unwrap();
    let forged = format!("{head} b={}\r\n{HEADERS}\r\nbody\r\n", Base64::encode_string(&[7; 256]));
    for changed in [
        mail.replace("body", "Body"),
        mail.replace("Subject: s", "Subject: t"),
        mail.replace(" b=", " b=AAAA"),
        forged,
    ] {
        assert_ne!(changed, mail);
        assert_eq!(by(&changed, &record("")), Outcome::Fail, "{changed}");
    }
    // a signature over SHA-256 that calls itself one over SHA-1, and the other way about
    let other = signed_by("rsa-sha256", sha256, ALL, (HEADERS, "body\r\n"), |data| {
        key.sign(Pkcs1v15Sign::new::<Sha256>(), &sha256(data)).unwrap()
    });
    assert_eq!(by(&other, &record("")), Outcome::Pass);
    assert_eq!(by(&other.replace("rsa-sha256", "rsa-sha1"), &record("")), Outcome::Fail);
    assert_eq!(by(&mail.replace("rsa-sha1", "rsa-sha256"), &record("")), Outcome::Fail);
}

/// RFC 6376 section 3.6.1.
#[test]
fn message_flags_of_a_key_are_kept() {
    let by = |flags: &str, mail: &str| {
        let record = ED25519.replace("k=", &format!("t={flags}; k="));
        check(mail.as_bytes(), &mut |_| Some(record.clone()))
    };
    let mail = signed(ALL, HEADERS, "b");
    // a domain that tries DKIM out wants to be treated as if it did not, whether the signature holds or not
    for flags in ["y", "s:y", "y : s", "x:y"] {
        for mail in [&mail, &mail.replace("\r\n\r\nb", "\r\n\r\nc"), &mail.replace(" b=", " b=AAAA")] {
            let checked = by(flags, mail);
            assert_eq!(checked.outcome, Outcome::None, "{flags}");
            // with what it takes to come to the same again
            assert_eq!(checked.domain.as_deref(), Some("football.example.com"));
            assert!(checked.key_record.is_some());
        }
    }
    for flags in ["", "s", "x", "yes"] {
        assert_eq!(by(flags, &mail).outcome, Outcome::Pass, "{flags}");
    }
    // a key for the very domain: neither whom it signs for nor who sends is below it
    let below = signed(&format!("{ALL}; i=joe@mail.football.example.com"), HEADERS, "b");
    assert_eq!((by("", &below).outcome, by("s", &below).outcome), (Outcome::Pass, Outcome::Fail));
    let same = signed(&format!("{ALL}; i=joe@Football.example.com"), HEADERS, "b");
    assert_eq!(by("s", &same).outcome, Outcome::Pass);
    let above = signed(&ALL.replace("football.example.com", "example.com"), HEADERS, "b");
    assert_eq!((by("", &above).outcome, by("s", &above).outcome), (Outcome::Pass, Outcome::Unaligned));
    // beside one that counts, one that does not takes nothing away
    let two =
        format!("{}{mail}", mail.split_inclusive("\r\n").next().unwrap().replace("s=brisbane", "s=test"));
    let both = |name: &str| {
        Some(if name.starts_with("test") { ED25519.replace("k=", "t=y; k=") } else { ED25519.into() })
    };
    assert_eq!(check(two.as_bytes(), &mut |name| both(name)).outcome, Outcome::Pass);
}
