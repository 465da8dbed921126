//! Paths that an attacker, or a careless authority, could try (RFC 5280 section 6): all made here, all judged by
//! `openssl ts -verify` too.

use crate::authority::der;
use crate::craft::*;
use crate::judge::*;
use hikae::timestamp::{Anchors, check};

const SERVER: &str = "1.3.6.1.5.5.7.3.1";
const ANY: &str = "2.5.29.37.0";
const SUBJECT_KEY: &str = "2.5.29.14";
const ISSUER_KEY: &str = "2.5.29.35";
/// A key usage: digitalSignature, nonRepudiation, keyEncipherment, keyCertSign.
const SIGN: u8 = 0x80;
const COMMIT: u8 = 0x40;
const ENCIPHER: u8 = 0x20;
const ISSUE: u8 = 0x04;

/// Root, intermediate, signer, and whoever else.
struct Cast {
    root: Key,
    middle: Key,
    signer: Key,
    other: Key,
}

fn cast() -> Cast {
    Cast { root: Key::new(1), middle: Key::new(2), signer: Key::new(3), other: Key::new(4) }
}

impl Cast {
    fn root(&self) -> Certificate {
        Certificate::authority("root", &self.root)
    }

    fn middle(&self) -> Certificate {
        Certificate::authority("middle", &self.middle).by("root")
    }

    fn signer(&self) -> Certificate {
        Certificate::signer("signer", &self.signer).by("middle")
    }

    /// A token by a signer that the intermediate issued.
    fn token(&self, signer: &Certificate, others: &[Vec<u8>]) -> Token {
        let info = Info::over(&imprint().0, PAST);
        Token::new(&info, signer.sign(&self.middle), &self.signer).with(others)
    }

    /// A token by a signer that the root issued.
    fn direct(&self, signer: Certificate) -> Token {
        let info = Info::over(&imprint().0, PAST);
        Token::new(&info, signer.by("root").sign(&self.root), &self.signer)
    }
}

/// What it is, the root that is trusted and the token, what the core says, and how OpenSSL stands to that.
type Case = (&'static str, (Vec<u8>, Token), &'static str, Stock);

#[test]
fn every_path_is_judged_as_openssl_does_or_with_a_reason() {
    use Stock::{Agrees, Differs};
    if !ready() {
        return;
    }
    let all = cast();
    let root = all.root().sign(&all.root);
    let middle = |m: Certificate| m.sign(&all.root);
    let through = |m: Certificate| (root.clone(), all.token(&all.signer(), &[middle(m)]));
    let from = |r: Certificate| (r.sign(&all.root), all.token(&all.signer(), &[middle(all.middle())]));
    let by = |s: Certificate| (root.clone(), all.direct(s));
    let usages = |extended: Vec<u8>, bits| all.signer().extensions(&[extended, key_usage(bits)]);
    let stamps = || extended(Critical::Yes, &[TIME_STAMPING]);
    let unknown = || extension("1.2.3.4.5", Critical::Yes, der::tlv(der::NULL, []));
    // permitted: the directory name `elsewhere` and what is below it
    let constraints = |critical| {
        let subtree = der::sequence(&[der::tlv(der::context(4), name("elsewhere"))]);
        extension("2.5.29.30", critical, der::sequence(&[der::tlv(der::context(0), subtree)]))
    };
    // requireExplicitPolicy from here on
    let policies = extension("2.5.29.36", Critical::Yes, der::sequence(&[der::number(0x80, 0)]));
    let short_root = all.root().extensions(&[ca(Some(0)), key_usage(ISSUE)]);
    let twice = all.middle().and(key_usage(ISSUE));

    let part = |oid, text| der::sequence(&[der::oid(oid), der::tlv(0x0C, text)]);
    let parts = [part("2.5.4.11", "of two parts"), part("2.5.4.3", "a name")];
    let unsorted = der::sequence(&[der::tlv(der::SET, parts.concat())]);
    let key_id = |which, id: &[u8]| match which {
        SUBJECT_KEY => extension(which, Critical::No, der::tlv(der::OCTET_STRING, id)),
        _ => extension(which, Critical::No, der::sequence(&[der::tlv(0x80, id)])),
    };

    // self-issued certificates do not count (RFC 5280 section 4.2.1.9): a key change below a limit of 0
    let old = all.middle().extensions(&[ca(Some(0)), key_usage(ISSUE), key_id(SUBJECT_KEY, b"old")]);
    let renewed = Certificate { key: all.other.public(), ..all.middle().by("middle") };
    let renewed = renewed.and(key_id(SUBJECT_KEY, b"new")).and(key_id(ISSUER_KEY, b"old"));
    let signer = all.signer().and(key_id(ISSUER_KEY, b"new")).sign(&all.other);
    let by_renewed = Token::new(&Info::over(&imprint().0, PAST), signer, &all.signer)
        .with(&[renewed.sign(&all.middle), middle(old)]);
    // the root again, without the limit that it has as an anchor
    let free_root = all.token(&all.signer(), &[middle(all.middle()), all.root().sign(&all.root)]);
    let self_signed = Certificate::signer("signer", &all.signer);
    let own = |certificate: &Certificate, key: &Key| {
        Token::new(&Info::over(&imprint().0, PAST), certificate.sign(key), &all.signer)
    };
    let named = |named: &[Vec<u8>]| Token {
        named: named.to_vec(),
        ..all.token(&all.signer(), &[middle(all.middle())])
    };

    const USAGE: &str = r#"Usage("a key usage other than for signatures")"#;
    const NOT_CA: &str = r#"Broken("middle: not a certification authority")"#;
    const TOO_LONG: &str = r#"Broken("longer than its issuer allows")"#;
    let cases: Vec<Case> = vec![
        ("as it should be", through(all.middle()), TRUSTED, Agrees),
        ("issued by the root itself", by(all.signer()), TRUSTED, Agrees),
        // the signer
        ("no key usage", by(all.signer().extensions(&[stamps()])), TRUSTED, Agrees),
        ("nonRepudiation", by(usages(stamps(), COMMIT)), TRUSTED, Agrees),
        ("both", by(usages(stamps(), SIGN | COMMIT)), TRUSTED, Agrees),
        ("signs and enciphers", by(usages(stamps(), SIGN | ENCIPHER)), USAGE, Agrees),
        ("signs and issues", by(usages(stamps(), SIGN | ISSUE)), USAGE, Agrees),
        (
            "timeStamping twice",
            by(usages(extended(Critical::Yes, &[TIME_STAMPING, TIME_STAMPING]), SIGN)),
            r#"Usage("an extended key usage other than timeStamping alone")"#,
            Differs("openssl takes the same purpose twice for one"),
        ),
        (
            "the signer holds something critical and unknown",
            by(all.signer().and(unknown())),
            r#"Broken("signer: critical extension 1.2.3.4.5")"#,
            Agrees,
        ),
        (
            "two extended key usages",
            by(all.signer().and(extended(Critical::Yes, &[SERVER]))),
            r#"Signer("the signer's certificate is not in the token")"#,
            Agrees,
        ),
        // the intermediate
        ("no extension, version 1", through(all.middle().extensions(&[])), NOT_CA, Agrees),
        ("no basic constraints", through(all.middle().extensions(&[key_usage(ISSUE)])), NOT_CA, Agrees),
        ("no key usage above", through(all.middle().extensions(&[ca(None)])), TRUSTED, Agrees),
        (
            "may sign, not issue",
            through(all.middle().extensions(&[ca(None), key_usage(SIGN)])),
            r#"Broken("middle: a key usage without signing of certificates")"#,
            Agrees,
        ),
        (
            "a key usage twice",
            through(twice),
            r#"Unsupported("a certificate or revocation list that cannot be read")"#,
            Agrees,
        ),
        (
            "for servers alone",
            through(all.middle().and(extended(Critical::No, &[SERVER]))),
            r#"Broken("middle: an extended key usage without timeStamping")"#,
            Differs("openssl looks at the extended key usage of the signer alone"),
        ),
        ("for any use", through(all.middle().and(extended(Critical::No, &[ANY]))), TRUSTED, Agrees),
        (
            "for servers and time stamps",
            through(all.middle().and(extended(Critical::Yes, &[SERVER, TIME_STAMPING]))),
            TRUSTED,
            Agrees,
        ),
        (
            "something critical and unknown",
            through(all.middle().and(unknown())),
            r#"Broken("middle: critical extension 1.2.3.4.5")"#,
            Agrees,
        ),
        (
            "names elsewhere alone, critical",
            through(all.middle().and(constraints(Critical::Yes))),
            r#"Broken("middle: name constraints")"#,
            Agrees,
        ),
        (
            "names elsewhere alone, not critical",
            through(all.middle().and(constraints(Critical::No))),
            r#"Broken("middle: name constraints")"#,
            Agrees,
        ),
        (
            "a policy is required, and none there",
            through(all.middle().and(policies)),
            r#"Broken("middle: critical extension 2.5.29.36")"#,
            Differs("openssl looks at policies only where told so (-policy_check)"),
        ),
        ("a path length that is enough", through(all.middle().extensions(&[ca(Some(0))])), TRUSTED, Agrees),
        ("a key change below the limit", (root.clone(), by_renewed), TRUSTED, Agrees),
        (
            "not yet valid",
            through(all.middle().valid("20200601120001Z", "20500101000000Z")),
            r#"NotValidThen("middle: not yet valid at genTime")"#,
            Agrees,
        ),
        (
            "valid in this second alone",
            through(all.middle().valid("20200601120000Z", "20200601120000Z")),
            TRUSTED,
            Differs("openssl ends a certificate a second before RFC 5280 section 4.1.2.5 does"),
        ),
        (
            "expired a second ago",
            through(all.middle().valid("20100101000000Z", "20200601115959Z")),
            r#"NotValidThen("middle: expired at genTime")"#,
            Agrees,
        ),
        (
            "a name whose parts are not sorted",
            (
                root.clone(),
                all.token(
                    &Certificate { issuer: unsorted.clone(), ..all.signer() },
                    &[middle(Certificate { subject: unsorted, ..all.middle() })],
                ),
            ),
            TRUSTED,
            Agrees,
        ),
        (
            "issued under another spelling",
            through(Certificate { subject: name("Middle"), ..all.middle() }),
            r#"Unknown("middle")"#,
            Differs("openssl compares names without case (RFC 5280 section 7.1); no authority relies on it"),
        ),
        // the root
        ("a root that allows no intermediate", from(short_root.clone()), TOO_LONG, Agrees),
        (
            "the same, and the token holds it without the limit",
            (short_root.sign(&all.root), free_root),
            TOO_LONG,
            Agrees,
        ),
        (
            "a root that is no authority",
            from(all.root().extensions(&[extension(BASIC_CONSTRAINTS, Critical::Yes, der::sequence(&[]))])),
            r#"Broken("root: not a certification authority")"#,
            Agrees,
        ),
        (
            "a root of version 1",
            from(all.root().extensions(&[])),
            r#"Broken("root: not a certification authority")"#,
            Differs("openssl takes a root for an authority if it is so old that it cannot say so"),
        ),
        (
            "a root that may not issue",
            from(all.root().extensions(&[ca(None), key_usage(SIGN)])),
            r#"Broken("root: a key usage without signing of certificates")"#,
            Agrees,
        ),
        (
            "a root with something critical and unknown",
            from(all.root().and(unknown())),
            r#"Broken("root: critical extension 1.2.3.4.5")"#,
            Agrees,
        ),
        (
            "a root with limits to names",
            from(all.root().and(constraints(Critical::No))),
            r#"Broken("root: name constraints")"#,
            Agrees,
        ),
        (
            "a root that expired before",
            from(all.root().valid("20100101000000Z", "20200601115959Z")),
            r#"NotValidThen("root: expired at genTime")"#,
            Agrees,
        ),
        // signers that issued themselves
        ("its own root", (self_signed.sign(&all.signer), own(&self_signed, &all.signer)), TRUSTED, Agrees),
        ("nobody's", (root.clone(), own(&self_signed, &all.signer)), r#"Unknown("signer")"#, Agrees),
        (
            "the name and key of a root, in a certificate that nobody signed",
            (
                self_signed.clone().valid("20100101000000Z", "20400101000000Z").sign(&all.signer),
                own(&self_signed, &all.other),
            ),
            r#"Broken("signer: not a certification authority")"#,
            Agrees,
        ),
        // names and identifiers
        (
            "the signer's attribute names the path",
            (root.clone(), named(&[middle(all.middle())])),
            TRUSTED,
            Agrees,
        ),
        (
            "the signer's attribute names the root too",
            (root.clone(), named(&[middle(all.middle()), root.clone()])),
            TRUSTED,
            Agrees,
        ),
        (
            "the signer's attribute names a stranger",
            (root.clone(), named(&[all.root().sign(&all.other)])),
            r#"Broken("the signed attributes name a certificate outside the path")"#,
            Agrees,
        ),
        (
            "another key identifier than the issuer's",
            (
                root.clone(),
                all.token(
                    &all.signer().and(key_id(ISSUER_KEY, b"one")),
                    &[middle(all.middle().and(key_id(SUBJECT_KEY, b"two")))],
                ),
            ),
            TRUSTED,
            Differs("openssl goes by the identifier, where RFC 5280 section 6 asks for name and signature"),
        ),
    ];
    let mut table = Table::default();
    for (case, (root, token), expected, stands) in &cases {
        let token = token.encode();
        table.holds(case, &says(&token, root), expected, &stock(&token, root, &AT_PAST), *stands);
    }
    table.finish();
}

#[test]
fn a_root_is_known_by_its_name_and_key() {
    let all = cast();
    let token = all.token(&all.signer(), &[all.middle().sign(&all.root)]).encode();
    let other = Certificate::authority("root", &all.other).sign(&all.other);
    assert_eq!(says(&token, &other), r#"Broken("middle: its issuer's signature does not fit")"#);
    // several roots of one name: the one whose key it is
    let root = all.root().sign(&all.root);
    let renewed = all.root().valid("20200101000000Z", "20600101000000Z").sign(&all.root);
    let expired = all.root().valid("20000101000000Z", "20010101000000Z").sign(&all.root);
    let mut anchors = Anchors::none();
    for known in [&other, &expired, &renewed, &root] {
        anchors.add(known).unwrap();
    }
    let stamp =
        check(&all.token(&all.signer(), &[all.middle().sign(&all.root)]).response(), imprint(), &anchors);
    let authority = stamp.unwrap().authority.unwrap();
    assert_eq!(authority.root_sha256, hikae::base::digest::Sha256Digest::of(&renewed));
    assert_eq!(says(&token, &expired), r#"NotValidThen("root: expired at genTime")"#);
    // an intermediate that the reader named ends the path; what the token brings along never does
    let middle = all.middle().sign(&all.root);
    assert_eq!(says(&token, &middle), TRUSTED);
    let with_root = all.token(&all.signer(), &[middle, root]);
    assert_eq!(said(&check(&with_root.response(), imprint(), &Anchors::none())), r#"Unknown("root")"#);
}

#[test]
fn a_path_ends_with_the_first_of_its_certificates_that_ends() {
    let all = cast();
    let (early, late) = ("20300101000000Z", "20500101000000Z");
    let began = "20100101000000Z";
    for (signer, middle, root) in [(early, late, late), (late, early, late), (late, late, early)] {
        let token = all
            .token(&all.signer().valid(began, signer), &[all.middle().valid(began, middle).sign(&all.root)]);
        let root = only(&all.root().valid(began, root).sign(&all.root));
        let stamp = check(&token.response(), imprint(), &root).unwrap();
        assert_eq!(stamp.authority.unwrap().expires.to_string(), "2030-01-01T00:00:00Z");
    }
}
