//! The example of RFC 8463 appendix A, and signatures of our own with its published key, one fault each.

use super::*;
use ed25519_dalek::{Signer as _, SigningKey};

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

/// A mail signed with the key of RFC 8463, with these tags and headers.
fn signed(tags: &str, headers: &str, body: &str) -> String {
    let secret = Base64::decode_vec("nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=").unwrap();
    let key = SigningKey::from_bytes(&secret.try_into().unwrap());
    let body_form = if tags.contains("simple") { Form::Simple } else { Form::Relaxed };
    let mut canonical = canonical_body(body.as_bytes(), body_form);
    if let Some(length) = tags.split("l=").nth(1).and_then(|l| l.split(';').next()) {
        canonical.truncate(length.trim().parse().unwrap());
    }
    let hash = Base64::encode_string(&Sha256::digest(&canonical));
    let unsigned = format!("DKIM-Signature: v=1; a=ed25519-sha256; s=brisbane; {tags}; bh={hash}; b=");
    let mail = format!("{unsigned}\r\n{headers}\r\n{body}");
    let parts = Parts::of(mail.as_bytes());
    let field = parts.headers[0];
    let read =
        Signature::read(&Field { raw: format!("{unsigned}AAAA").as_bytes(), colon: field.colon }).unwrap();
    let signature = key.sign(&Sha256::digest(read.signed_data(&parts, &field)));
    format!("{unsigned}{}\r\n{headers}\r\n{body}", Base64::encode_string(&signature.to_bytes()))
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
    let sha1 = MAIL.replace("a=rsa-sha256", "a=rsa-sha1").replace("a=ed25519-sha256", "a=rsa-sha1");
    assert_eq!(with(&sha1, &[("test", RSA)]).outcome, Outcome::Weak, "SHA-1 shows nothing");
}
