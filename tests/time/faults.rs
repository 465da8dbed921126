//! Everything that can be wrong with a token or its certificates, or looks wrong and is not: one line each, what the core
//! says, and how `openssl ts -verify` stands to that.

use crate::authority::{
    Accuracy, Attribute, Authority, Chain, Ess, Fault, KeyKind, Lengths, Name, Naming, Order, Ordering,
    Padding, Plan, Shape, Sid, Signature, Signers, TokenOptions, Wanted, der, now, refusal, response,
};
use crate::judge::Stock::{Agrees, Differs};
use crate::judge::*;
use hikae::timestamp::{Anchors, check};

/// What each fault of the certificates must be called: a fault that is added has to be added here.
fn of_certificates(fault: Fault) -> (&'static str, Stock) {
    let says = match fault {
        Fault::WrongUsage | Fault::ExtraUsage | Fault::AnyUsage => {
            r#"Usage("an extended key usage other than timeStamping alone")"#
        }
        Fault::UsageNotCritical => r#"Usage("an extended key usage that is not critical")"#,
        Fault::NoUsage => r#"Usage("no extended key usage")"#,
        Fault::KeyUsage => r#"Usage("a key usage other than for signatures")"#,
        Fault::UnknownCritical => r#"Broken("authority p256: critical extension 1.2.3.4.5.6")"#,
        Fault::Expired => r#"NotValidThen("authority p256: expired at genTime")"#,
        Fault::NotYetValid => r#"NotValidThen("authority p256: not yet valid at genTime")"#,
        Fault::NotCa | Fault::NoBasicConstraints => {
            r#"Broken("intermediate p256: not a certification authority")"#
        }
        Fault::CaKeyUsage => r#"Broken("intermediate p256: a key usage without signing of certificates")"#,
        Fault::PathTooLong | Fault::RootPathTooLong => r#"Broken("longer than its issuer allows")"#,
        Fault::CaLoop => r#"Unknown("intermediate p256")"#,
        Fault::CaExpired => r#"NotValidThen("intermediate p256: expired at genTime")"#,
        Fault::CaMissing => r#"Unknown("intermediate p256")"#,
        Fault::CaTwin => r#"Broken("authority p256: its issuer's signature does not fit")"#,
        Fault::OtherRoot => r#"Broken("root p256: its issuer's signature does not fit")"#,
        Fault::Sha1 => r#"Broken("authority p256: its issuer's signature: too weak: SHA-1")"#,
    };
    match fault {
        Fault::Sha1 => (says, Differs("openssl takes SHA-1 in a path below -auth_level 1")),
        _ => (says, Agrees),
    }
}

#[test]
fn every_fault_of_the_certificates() {
    if !ready() {
        return;
    }
    let mut table = Table::default();
    for fault in Fault::ALL {
        let authority = Authority::faulty(fault);
        let token = authority.token_at(imprint().0, &now(), &TokenOptions::default());
        let (expected, stands) = of_certificates(fault);
        let ours = says(&token, &authority.root_der());
        table.holds(&format!("{fault:?}"), &ours, expected, &authority.ts_verify(DATA, &token, &[]), stands);
        let ours = said(&check(&response(0, &token), imprint(), &Anchors::none()));
        assert_ne!(ours, TRUSTED, "{fault:?}");
    }
    table.finish();
}

const NO_SIGNER: &str = r#"Signer("the signer's certificate is not in the token")"#;
const OTHER_NAMED: &str = r#"Signer("the signed attributes name another certificate")"#;
const DOES_NOT_FIT: &str = "Signature(Wrong)";
const NO_CONTENT_TYPE: &str = r#"Attributes("no contentType")"#;
const CONTENT_TYPE: &str = r#"Attributes("contentType is not TSTInfo")"#;
const TWICE: &str = r#"Attributes("an attribute that stands twice")"#;
const VALUES: &str = r#"Attributes("an attribute without exactly one value")"#;
const STRUCTURE: &str = r#"Malformed("not a structure of RFC 3161")"#;

/// Whose signature is over what, and how it is written.
fn shapes() -> Vec<(&'static str, Shape, &'static str, Stock)> {
    let plain = Shape::default;
    let ess = |ess: &[Ess]| Shape { ess: ess.to_vec(), ..plain() };
    let content_type = |content_type| Shape { content_type, ..plain() };
    let message_digest = |message_digest| Shape { message_digest, ..plain() };
    let signature = |signature| Shape { signature, ..plain() };
    let sid = |sid, ess| Shape { sid, ess: vec![ess], ..plain() };
    const TYPES: Stock = Differs("openssl does not look at contentType");
    vec![
        ("as it should be", plain(), TRUSTED, Agrees),
        ("ESSCertID", ess(&[Ess::V1]), TRUSTED, Agrees),
        ("both versions", ess(&[Ess::V1, Ess::V2]), TRUSTED, Agrees),
        ("both, the other way round", ess(&[Ess::V2, Ess::V1]), TRUSTED, Agrees),
        ("ESSCertIDv2 with SHA-512", ess(&[Ess::V2Sha512]), TRUSTED, Agrees),
        ("ESSCertIDv2 with a serial number", ess(&[Ess::V2Serial]), TRUSTED, Agrees),
        ("no ESS attribute", ess(&[]), r#"Attributes("no signingCertificate")"#, Agrees),
        ("ESSCertID of another", ess(&[Ess::V1Of("root")]), OTHER_NAMED, Agrees),
        ("ESSCertIDv2 of another", ess(&[Ess::V2Of("root")]), OTHER_NAMED, Agrees),
        ("the second of another", ess(&[Ess::V1, Ess::V2Of("root")]), OTHER_NAMED, Agrees),
        ("the first of another", ess(&[Ess::V1Of("root"), Ess::V2]), OTHER_NAMED, Agrees),
        ("ESSCertID twice", ess(&[Ess::V1, Ess::V1]), TWICE, Differs("openssl takes the first of the two")),
        ("another serial number", ess(&[Ess::V2OtherSerial]), OTHER_NAMED, Agrees),
        ("no contentType", content_type(Attribute::Missing), NO_CONTENT_TYPE, TYPES),
        ("wrong contentType", content_type(Attribute::Wrong), CONTENT_TYPE, TYPES),
        ("contentType twice", content_type(Attribute::Twice), TWICE, TYPES),
        ("contentType and another", content_type(Attribute::TwiceOther), TWICE, TYPES),
        ("two values of contentType", content_type(Attribute::TwoValues), VALUES, TYPES),
        ("no messageDigest", message_digest(Attribute::Missing), r#"Attributes("no messageDigest")"#, Agrees),
        (
            "wrong messageDigest",
            message_digest(Attribute::Wrong),
            r#"Attributes("messageDigest is not the hash of the content")"#,
            Agrees,
        ),
        (
            "messageDigest twice",
            message_digest(Attribute::Twice),
            TWICE,
            Differs("openssl takes an attribute that stands twice with one value"),
        ),
        ("messageDigest and another", message_digest(Attribute::TwiceOther), TWICE, Agrees),
        ("two values of messageDigest", message_digest(Attribute::TwoValues), VALUES, Agrees),
        ("attributes not sorted", Shape { order: Order::Reversed, ..plain() }, TRUSTED, Agrees),
        ("indefinite, in pieces", Shape { lengths: Lengths::Indefinite, ..plain() }, TRUSTED, Agrees),
        ("no signer", Shape { signers: Signers::None, ..plain() }, STRUCTURE, Agrees),
        (
            "two signers",
            Shape { signers: Signers::Two, ..plain() },
            r#"Malformed("more than one signer")"#,
            Agrees,
        ),
        (
            "named by key identifier",
            sid(Sid::KeyIdentifier, Ess::V2),
            TRUSTED,
            Differs("openssl ts reads PKCS #7, which names signers by issuer and serial number alone"),
        ),
        (
            "key identifier and the ESS attribute of another with that key",
            sid(Sid::KeyIdentifier, Ess::V2Of("tsa_before")),
            TRUSTED,
            Differs("openssl ts reads PKCS #7, which names signers by issuer and serial number alone"),
        ),
        ("names the root", sid(Sid::Of("root"), Ess::V2), OTHER_NAMED, Agrees),
        ("names nobody that is there", sid(Sid::Of("begin"), Ess::V2), NO_SIGNER, Agrees),
        // the certificate before, with the same key: the signature fits it, the attribute does not
        ("names the certificate before", sid(Sid::Of("tsa_before"), Ess::V2), OTHER_NAMED, Agrees),
        ("the attribute names it", ess(&[Ess::V2Of("tsa_before")]), OTHER_NAMED, Agrees),
        (
            "names a twin with another key",
            sid(Sid::Of("tsa_twin"), Ess::V2Of("tsa_twin")),
            DOES_NOT_FIT,
            Agrees,
        ),
        (
            "both name the certificate before",
            sid(Sid::Of("tsa_before"), Ess::V2Of("tsa_before")),
            TRUSTED,
            Agrees,
        ),
        ("sha256WithRSAEncryption", Shape { naming: Naming::Hash, ..plain() }, TRUSTED, Agrees),
        (
            "two hashes",
            Shape { naming: Naming::OtherHash, ..plain() },
            r#"Unsupported("two hashes in one signature")"#,
            Differs("openssl does not look at the hash that a signature's algorithm names"),
        ),
        ("a broken signature", signature(Signature::Broken), DOES_NOT_FIT, Agrees),
        ("over the implicit tag", signature(Signature::OverImplicitTag), DOES_NOT_FIT, Agrees),
        ("by another key", signature(Signature::OtherKey), DOES_NOT_FIT, Agrees),
        ("over no attributes", signature(Signature::NoAttributes), STRUCTURE, Agrees),
        (
            "over something else than TSTInfo",
            Shape { content: "1.2.840.113549.1.7.1".into(), ..plain() },
            r#"Malformed("signed data without TSTInfo")"#,
            Agrees,
        ),
    ]
}

#[test]
fn every_shape() {
    if !ready() {
        return;
    }
    let mut table = Table::default();
    for kind in [KeyKind::Rsa2048, KeyKind::P256] {
        let authority = Authority::with(Plan { chain: Chain::Crowded, ..Plan::new(kind) });
        // a certificate that no token holds
        std::fs::copy(Authority::start(KeyKind::P384).root_pem(), authority.folder().join("begin.pem"))
            .unwrap();
        let root = authority.root_der();
        for (case, shape, expected, stands) in shapes() {
            let options = TokenOptions { shape: Some(shape), ..TokenOptions::default() };
            let token = authority.token_at(imprint().0, PAST, &options);
            let case = format!("{kind:?}, {case}");
            let stock = authority.ts_verify(DATA, &token, &AT_PAST);
            table.holds(&case, &says(&token, &root), expected, &stock, stands);
        }
    }
    table.finish();
}

/// What a token says.
fn options() -> Vec<(&'static str, &'static str, TokenOptions, &'static str, Stock)> {
    let plain = TokenOptions::default;
    let accuracy = |seconds, millis, micros| TokenOptions {
        accuracy: Some(Accuracy { seconds, millis, micros }),
        ..plain()
    };
    let other_name = crate::craft::name("somebody else");
    const RANGE: &str = r#"Malformed("accuracy is out of its range")"#;
    const RANGES: Stock = Differs("openssl does not look at the accuracy");
    const TIME: &str = r#"Malformed("genTime is not a time of RFC 3161")"#;
    const TIMES: Stock = Differs("openssl does not look at genTime");
    vec![
        ("no accuracy", PAST, TokenOptions { accuracy: None, ..plain() }, TRUSTED, Agrees),
        ("all of it", PAST, accuracy(Some(2), Some(999), Some(999)), TRUSTED, Agrees),
        ("an empty one", PAST, accuracy(None, None, None), TRUSTED, Agrees),
        ("a thousand millis", PAST, accuracy(None, Some(1000), None), RANGE, RANGES),
        ("a thousand micros", PAST, accuracy(None, None, Some(1000)), RANGE, RANGES),
        ("136 years and more", PAST, accuracy(Some(1 << 32), None, None), STRUCTURE, RANGES),
        ("ordering", PAST, TokenOptions { ordering: Ordering::True, ..plain() }, TRUSTED, Agrees),
        ("a nonce", PAST, TokenOptions { nonce: Some(vec![0x80; 8]), ..plain() }, TRUSTED, Agrees),
        ("its own name", PAST, TokenOptions { name: Name::Subject, ..plain() }, TRUSTED, Agrees),
        (
            "another name",
            PAST,
            TokenOptions { name: Name::Other(other_name), ..plain() },
            TRUSTED,
            Differs("the name in a token is a hint (RFC 3161 section 2.4.2) of no weight here"),
        ),
        (
            "a serial number of 160 bits",
            PAST,
            TokenOptions { serial: vec![0xFF; 20], ..plain() },
            TRUSTED,
            Agrees,
        ),
        (
            "one of 8,000 bits",
            PAST,
            TokenOptions { serial: vec![0x7F; 1000], ..plain() },
            r#"Malformed("a serial number that is too long")"#,
            Differs("openssl takes a serial number of any length"),
        ),
        (
            "a nonce of 8,000 bits",
            PAST,
            TokenOptions { nonce: Some(vec![0x7F; 1000]), ..plain() },
            r#"Malformed("a nonce that is too long")"#,
            Differs("openssl takes a nonce of any length"),
        ),
        (
            "a policy with an arc of 64 bits",
            PAST,
            TokenOptions { policy: "1.2.18446744073709551615".into(), ..plain() },
            STRUCTURE,
            Differs("the crate const-oid takes arcs up to 32 bits; no authority has others"),
        ),
        (
            "version 2",
            PAST,
            TokenOptions { version: 2, ..plain() },
            r#"Malformed("TSTInfo of another version")"#,
            Agrees,
        ),
        (
            "an imprint that calls itself SHA-512",
            PAST,
            TokenOptions { algorithm: "2.16.840.1.101.3.4.2.3".into(), ..plain() },
            r#"Imprint("not a SHA-256, SHA-384 or SHA-512")"#,
            Agrees,
        ),
        ("no certificates", PAST, TokenOptions { certificates: Wanted::No, ..plain() }, NO_SIGNER, Agrees),
        ("SHA-512", PAST, TokenOptions { digest: Some("sha512"), ..plain() }, TRUSTED, Agrees),
        (
            "SHA-1",
            PAST,
            TokenOptions { digest: Some("sha1"), ..plain() },
            r#"Weak(Weak("SHA-1"))"#,
            Differs("openssl takes SHA-1 in the signature of a token"),
        ),
        (
            "RSASSA-PSS by a key for all of RSA",
            PAST,
            TokenOptions { padding: Padding::Pss, ..plain() },
            TRUSTED,
            Differs("openssl ts takes the algorithm from the key (openssl issue 7904)"),
        ),
        ("fractional seconds", "20200601120000.25Z", plain(), TRUSTED, Agrees),
        ("a fraction that ends in 0", "20200601120000.250Z", plain(), TRUSTED, Agrees),
        ("no seconds", "202006011200Z", plain(), TIME, TIMES),
        ("a zone", "20200601120000+0900", plain(), TIME, TIMES),
        ("local time", "20200601120000", plain(), TIME, TIMES),
        ("second 60", "20200601120060Z", plain(), TIME, TIMES),
        ("31 June", "20200631120000Z", plain(), TIME, TIMES),
        ("no time at all", "in summer", plain(), TIME, TIMES),
        (
            "before the certificate began",
            "20100601120000Z",
            plain(),
            r#"NotValidThen("authority rsa2048: not yet valid at genTime")"#,
            Differs("openssl goes by -attime, which need not be genTime"),
        ),
    ]
}

#[test]
fn every_content() {
    if !ready() {
        return;
    }
    let authority = Authority::start(KeyKind::Rsa2048);
    let mut table = Table::default();
    for (case, time, options, expected, stands) in options() {
        let token = authority.token_at(imprint().0, time, &options);
        let stock = authority.ts_verify(DATA, &token, &AT_PAST);
        table.holds(case, &says(&token, &authority.root_der()), expected, &stock, stands);
    }
    let md5 = Some(Shape::default());
    let md5 = TokenOptions { digest: Some("md5"), shape: md5, ..TokenOptions::default() };
    let token = authority.token_at(imprint().0, PAST, &md5);
    let stock = authority.ts_verify(DATA, &token, &AT_PAST);
    let differs = Differs("openssl takes MD5 in the signature of a token");
    table.holds("MD5", &says(&token, &authority.root_der()), r#"Weak(Weak("MD5"))"#, &stock, differs);
    // one hash is not another: the length fits, the value does not
    let token = authority.token_at([7; 32], PAST, &TokenOptions::default());
    let stock = authority.ts_verify(DATA, &token, &AT_PAST);
    let expected = format!("Imprint({:?})", "07".repeat(32));
    table.holds("another imprint", &says(&token, &authority.root_der()), &expected, &stock, Agrees);
    let token = authority.token_over(&[7; 31], PAST, &TokenOptions::default());
    let stock = authority.ts_verify(DATA, &token, &AT_PAST);
    let expected = r#"Imprint("not a SHA-256, SHA-384 or SHA-512")"#;
    table.holds("31 bytes", &says(&token, &authority.root_der()), expected, &stock, Agrees);
    let token = authority.sign(b"no TSTInfo", &TokenOptions::default());
    let stock = authority.ts_verify(DATA, &token, &AT_PAST);
    let expected = r#"Malformed("not BER: cut off")"#;
    table.holds("no TSTInfo", &says(&token, &authority.root_der()), expected, &stock, Agrees);
    table.finish();
}

#[test]
fn what_a_token_says_arrives() {
    if !ready() {
        return;
    }
    let authority = Authority::start(KeyKind::P256);
    let options = TokenOptions {
        serial: vec![0xFF; 20],
        nonce: Some(vec![0x80; 8]),
        accuracy: Some(Accuracy { seconds: None, millis: Some(1), micros: Some(20) }),
        policy: "1.3.6.1.4.1.4294967295".into(),
        ..TokenOptions::default()
    };
    let token = authority.token_at(imprint().0, "20200601120000.0625Z", &options);
    let stamp = check(&response(0, &token), imprint(), &only(&authority.root_der())).unwrap();
    assert_eq!(stamp.serial, "ff".repeat(20));
    assert_eq!(stamp.nonce, Some(vec![0x80; 8]));
    assert_eq!(stamp.accuracy.unwrap().to_string(), "0.00102");
    assert_eq!(stamp.gen_time.to_string(), "2020-06-01T12:00:00.0625Z");
    assert_eq!(stamp.policy, "1.3.6.1.4.1.4294967295");
    let zero = TokenOptions { serial: vec![0], nonce: None, accuracy: None, ..options };
    let token = authority.token_at(imprint().0, PAST, &zero);
    let stamp = check(&response(0, &token), imprint(), &only(&authority.root_der())).unwrap();
    assert_eq!((&*stamp.serial, stamp.nonce, stamp.accuracy), ("00", None, None));
}

#[test]
fn only_a_status_that_grants_counts() {
    if !ready() {
        return;
    }
    let authority = Authority::start(KeyKind::P256);
    let root = only(&authority.root_der());
    let token = authority.token_at(imprint().0, PAST, &TokenOptions::default());
    let says = |response: &[u8]| said(&check(response, imprint(), &root));
    assert_eq!(says(&response(0, &token)), TRUSTED);
    assert_eq!(says(&response(1, &token)), TRUSTED);
    for status in [2, 3, 5, 127, 255] {
        assert_eq!(says(&response(status, &token)), format!("Rejected({status})"));
    }
    assert_eq!(says(&refusal("granted, really", 15)), "Rejected(2)");
    assert_eq!(says(&response(0, &[])), r#"Malformed("granted, and no token")"#);
    let negative = der::sequence(&[der::sequence(&[vec![2, 1, 0xFF]]), token.clone()]);
    assert_eq!(says(&negative), STRUCTURE);
    let more = [response(0, &token), vec![0]].concat();
    assert_eq!(says(&more), r#"Malformed("not BER: bytes after the value")"#);
    let twice = der::sequence(&[der::sequence(&[der::integer(&[0])]), token.clone(), token.clone()]);
    assert_eq!(says(&twice), STRUCTURE);
    assert_eq!(says(&token), STRUCTURE, "a bare token is no response");
    // the words of an authority are no part of what it signs
    let text = der::sequence(&[der::tlv(0x0C, "trust me")]);
    let status = der::sequence(&[der::integer(&[0]), text]);
    assert_eq!(says(&der::sequence(&[status, token])), TRUSTED);
}

#[test]
fn what_is_not_signed_changes_nothing() {
    if !ready() {
        return;
    }
    let authority = Authority::with(Plan { chain: Chain::Crowded, ..Plan::new(KeyKind::P256) });
    let anchors = only(&authority.root_der());
    let token = authority.token_at(imprint().0, PAST, &TokenOptions::default());
    let stamp = check(&response(0, &token), imprint(), &anchors).unwrap();
    assert_eq!(stamp.authority.as_ref().unwrap().root, "root p256");
    let same = |token: &[u8], what: &str| {
        assert_eq!(check(&response(0, token), imprint(), &anchors).as_ref(), Ok(&stamp), "{what}");
        assert_eq!(authority.ts_verify(DATA, token, &AT_PAST), Ok(()), "{what}");
    };
    let attribute =
        |oid: &str| der::sequence(&[der::oid(oid), der::tlv(der::SET, der::tlv(der::OCTET_STRING, [1; 40]))]);
    same(&with_unsigned(&token, &attribute("1.2.3.4.5")), "an unsigned attribute");
    same(
        &with_unsigned(
            &token,
            &[attribute("1.2.840.113549.1.9.4"), attribute("1.2.840.113549.1.9.3")].concat(),
        ),
        "unsigned attributes that are called as signed ones",
    );
    let mut tree = crate::tree::Tree::read(&token);
    let set = &mut tree.children_mut()[1].children_mut()[0].children_mut()[3];
    let stranger = Authority::with(Plan { chain: Chain::Crowded, ..Plan::new(KeyKind::P384) });
    for pem in ["tsa", "root", "intermediate"] {
        let der = crate::authority::must(
            stranger.folder(),
            &["x509", "-in", &format!("{pem}.pem"), "-outform", "DER"],
            b"",
        );
        set.children_mut().insert(0, crate::tree::Tree::read(&der));
    }
    same(&tree.write(), "certificates of somebody else");
    let set = &mut tree.children_mut()[1].children_mut()[0].children_mut()[3];
    set.children_mut().reverse();
    same(&tree.write(), "the same backwards");
}
