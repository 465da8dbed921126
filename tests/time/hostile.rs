//! Tokens made to hurt: deep, large, crowded, with keys and signatures that no honest program writes. Each gets its
//! answer; that it comes soon, and from little memory, is bounded by what is counted here.

use crate::authority::{der, response};
use crate::craft::*;
use crate::judge::*;
use hikae::timestamp::{Anchors, BadToken, Stamp, check};

/// The largest token that is read (src/base/limits.rs).
const MIB: usize = 1 << 20;

fn judged(bytes: &[u8]) -> Result<Stamp, BadToken> {
    check(bytes, imprint(), &Anchors::pinned())
}

#[test]
fn depth_and_size_alone() {
    let open = [0x30, 0x80].repeat(MIB / 2);
    let closed = [&[0x30, 0x80].repeat(MIB / 4)[..], &[0, 0].repeat(MIB / 4)].concat();
    let definite = (0..300_000).fold(Vec::new(), |inner, _| match inner.len() {
        0..MIB if inner.len() < 3000 => der::tlv(der::SEQUENCE, inner),
        _ => inner,
    });
    for deep in [open, closed, definite] {
        assert_eq!(said(&judged(&deep)), r#"Malformed("not BER: nested too deeply")"#);
    }
    let junk = [
        vec![0; MIB],
        vec![0x30; MIB],
        vec![0xFF; MIB],
        der::tlv(der::SEQUENCE, [5, 0].repeat(MIB / 2)),
        der::tlv(der::SEQUENCE, [0x30, 0].repeat(MIB / 2)),
        der::indefinite(der::SEQUENCE, [0x31, 0x80, 0, 0].repeat(MIB / 4)),
        der::tlv(0x24, [4, 0].repeat(MIB / 2)),
        response(0, &der::tlv(der::SEQUENCE, vec![7; MIB])),
        [&[0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF][..], &[0; 100]].concat(),
        [&[0x30, 0x88][..], &[0xFF; 100]].concat(),
    ];
    for (i, junk) in junk.iter().enumerate() {
        assert!(said(&judged(junk)).starts_with("Malformed("), "{i}");
    }
}

/// A token over [`DATA`] by a signer that `middle` issued.
fn token(others: &[Vec<u8>]) -> Token {
    let signer = Certificate::signer("signer", &Key::new(3)).by("middle").sign(&Key::new(2));
    Token::new(&Info::over(&imprint().0, PAST), signer, &Key::new(3)).with(others)
}

fn serial(n: u32) -> Vec<u8> {
    der::integer(&n.to_be_bytes())
}

#[test]
fn more_certificates_than_any_token_has() {
    let middle = Certificate::authority("middle", &Key::new(2));
    let own = |n| Certificate { serial: serial(n), ..middle.clone() }.sign(&Key::new(2));
    let mut all: Vec<Vec<u8>> = (1..64).map(own).collect();
    assert_eq!(said(&judged(&token(&all).response())), r#"Broken("too many certificates")"#);
    all.extend((64..2000).map(own));
    let [same, none, other] = [vec![all[0].clone(); 2000], vec![vec![0x30, 0]; MIB / 3], all];
    for many in [same, none, other] {
        let bytes = token(&many).response();
        assert!(bytes.len() > MIB / 2);
        assert_eq!(said(&judged(&bytes)), r#"Malformed("more than 64 certificates")"#);
    }
}

#[test]
fn more_paths_than_can_be_tried() {
    // seven names with eight certificates each, every one of them signed by the key above: 8^7 paths to nowhere
    let key = |level: u8| Key::new(10 + level);
    let name = |level: u8| if level == 0 { "middle".into() } else { format!("level {level}") };
    let mut all = Vec::new();
    for (level, which) in (0..7).flat_map(|level| (0..8).map(move |which| (level, which))) {
        let certificate = Certificate::authority(&name(level), &key(level)).by(&name(level + 1));
        all.push(Certificate { serial: serial(which), ..certificate }.sign(&key(level + 1)));
    }
    let signer = Certificate::signer("signer", &Key::new(3)).by("middle").sign(&key(0));
    let token = Token::new(&Info::over(&imprint().0, PAST), signer, &Key::new(3)).with(&all);
    let root = Certificate::authority("level 9", &key(9)).sign(&key(9));
    assert_eq!(says(&token.encode(), &root), r#"Broken("too many certificates")"#);
    // the same, with a root at the end of the first of them
    let root = Certificate::authority("level 7", &key(7)).sign(&key(7));
    assert_eq!(says(&token.encode(), &root), TRUSTED);
}

#[test]
fn an_authority_that_issued_itself_over_and_over() {
    let all: Vec<Vec<u8>> = (0..60)
        .map(|n| Certificate { serial: serial(n), ..Certificate::authority("middle", &Key::new(2)) })
        .map(|c| c.sign(&Key::new(2)))
        .collect();
    assert_eq!(said(&judged(&token(&all).response())), r#"Broken("too many certificates")"#);
}

#[test]
fn the_search_ends_where_signatures_are_counted() {
    // a full graph: ten keys under one name, each of which signed for each other
    let key = |n: u32| Key::new(20 + n as u8);
    let mut all = Vec::new();
    for (of, by) in (0..8).flat_map(|of| (0..8).map(move |by| (of, by))).filter(|(of, by)| of != by) {
        let certificate = Certificate::authority("middle", &key(of));
        all.push(Certificate { serial: serial(of * 8 + by), ..certificate }.sign(&key(by)));
    }
    let signer = Certificate::signer("signer", &Key::new(3)).by("middle").sign(&key(0));
    let token = Token::new(&Info::over(&imprint().0, PAST), signer, &Key::new(3)).with(&all);
    assert_eq!(said(&judged(&token.response())), r#"Broken("too many certificates")"#);
    // also where a root has that name
    let root = Certificate::authority("middle", &Key::new(9)).sign(&Key::new(9));
    assert_eq!(says(&token.encode(), &root), r#"Broken("too many certificates")"#);
    // a path that is there is found among a crowd of that name
    let root = Certificate::authority("root", &Key::new(9));
    let middle = Certificate::authority("middle", &key(0)).by("root").sign(&Key::new(9));
    let found = Token { others: [vec![middle], all].concat(), ..token };
    assert_eq!(says(&found.encode(), &root.sign(&Key::new(9))), TRUSTED);
}

#[test]
fn look_alikes_whose_keys_take_long() {
    let algorithm = der::algorithm("1.2.840.113549.1.1.11", Some(der::tlv(der::NULL, [])));
    let key = |n: u32| {
        let mut modulus = [0xFF; 512];
        modulus[5] = n as u8;
        rsa_key(der::integer(&modulus), der::integer(&[0xFF; 4]))
    };
    let all: Vec<Vec<u8>> = (0..60)
        .map(|n| Certificate {
            key: key(n),
            serial: serial(n),
            ..Certificate::authority("middle", &Key::new(2))
        })
        .map(|c| c.signed_with(&algorithm, &[1; 512]))
        .collect();
    let signer = Certificate::signer("signer", &Key::new(3)).by("middle").signed_with(&algorithm, &[1; 512]);
    let token = Token::new(&Info::over(&imprint().0, PAST), signer, &Key::new(3)).with(&all);
    assert_eq!(said(&judged(&token.response())), r#"Broken("too many certificates")"#);
}

#[test]
fn attributes_that_name_a_crowd() {
    let named = |count: usize| {
        let root = Certificate::authority("root", &Key::new(1)).sign(&Key::new(1));
        let signer = Certificate::signer("signer", &Key::new(3)).by("root").sign(&Key::new(1));
        let token = Token::new(&Info::over(&imprint().0, PAST), signer, &Key::new(3));
        says(&Token { named: vec![root.clone(); count], ..token }.encode(), &root)
    };
    assert_eq!(named(15), TRUSTED);
    assert_eq!(named(16), r#"Attributes("a signingCertificate that names too many")"#);
    assert_eq!(named(10_000), r#"Attributes("a signingCertificate that names too many")"#);
}

#[test]
fn chains_that_are_too_long() {
    let long = |links: u8| {
        let key = |n: u8| Key::new(30 + n);
        let mut all: Vec<Vec<u8>> = (1..links)
            .map(|n| {
                Certificate::authority(&format!("{n}"), &key(n)).by(&format!("{}", n + 1)).sign(&key(n + 1))
            })
            .collect();
        all.reverse();
        let signer = Certificate::signer("signer", &Key::new(3)).by("1").sign(&key(1));
        let token = Token::new(&Info::over(&imprint().0, PAST), signer, &Key::new(3)).with(&all);
        says(&token.encode(), &Certificate::authority(&format!("{links}"), &key(links)).sign(&key(links)))
    };
    assert_eq!(long(1), TRUSTED);
    assert_eq!(long(9), TRUSTED);
    assert_eq!(long(10), r#"Broken("more than 8 certificates")"#);
    assert_eq!(long(60), r#"Broken("more than 8 certificates")"#);
}

#[test]
fn keys_that_are_none() {
    let own = |key: Vec<u8>, algorithm: &str, null: bool, signature: Vec<u8>| {
        let signer = Certificate { key, ..Certificate::signer("signer", &Key::new(3)) }.sign(&Key::new(3));
        let null = null.then(|| der::tlv(der::NULL, []));
        Token {
            algorithm: Some(der::algorithm(algorithm, null)),
            signature: Some(signature),
            ..Token::new(&Info::over(&imprint().0, PAST), signer, &Key::new(3))
        }
    };
    const RSA: &str = "1.2.840.113549.1.1.1";
    let number = |bytes: &[u8]| der::tlv(der::INTEGER, bytes);
    let positive = der::integer;
    let rsa = |n: Vec<u8>, e: Vec<u8>| said(&judged(&own(rsa_key(n, e), RSA, true, vec![1; 256]).response()));
    let odd = [0xFF; 256];
    let even = [&[0xFF; 255][..], &[0xFE]].concat();
    let three = || positive(&[1, 0, 1]);
    const BAD_KEY: &str = r#"Signature(Malformed("the RSA key"))"#;
    const SMALL: &str = r#"Weak(Weak("RSA below 2048 bits"))"#;
    assert_eq!(rsa(positive(&odd), three()), "Signature(Wrong)");
    for (what, n, e, expected) in [
        ("even modulus", positive(&even), three(), BAD_KEY),
        ("a huge modulus", positive(&[0xFF; 100_000]), three(), BAD_KEY),
        ("4104 bits", positive(&[0xFF; 513]), three(), BAD_KEY),
        ("a huge exponent", positive(&odd), positive(&[0xFF; 100_000]), BAD_KEY),
        ("an exponent of 33 bits", positive(&odd), positive(&[1, 0, 0, 0, 1]), BAD_KEY),
        ("an even exponent", positive(&odd), positive(&[1, 0, 0]), BAD_KEY),
        ("exponent 0", positive(&odd), positive(&[]), BAD_KEY),
        ("exponent 1", positive(&odd), positive(&[1]), BAD_KEY),
        ("a negative exponent", positive(&odd), number(&[0x81]), BAD_KEY),
        ("an empty exponent", positive(&odd), number(&[]), BAD_KEY),
        ("modulus 0", positive(&[]), three(), SMALL),
        ("modulus 1", positive(&[1]), positive(&[1]), SMALL),
        ("1024 bits", positive(&[0xFF; 128]), three(), SMALL),
        ("2047 bits", positive(&[&[0x7F][..], &[0xFF; 255]].concat()), three(), SMALL),
        ("a negative modulus", number(&odd), three(), BAD_KEY),
        ("an empty modulus", number(&[]), three(), BAD_KEY),
    ] {
        assert_eq!(rsa(n, e), expected, "{what}");
    }
    for size in [0, 1, 255, 257, 100_000] {
        let token = own(rsa_key(positive(&odd), three()), RSA, true, vec![1; size]);
        assert_eq!(said(&judged(&token.response())), "Signature(Wrong)", "a signature of {size} bytes");
    }
    let token = own(rsa_key(positive(&odd), three()), RSA, true, vec![0xFF; 256]);
    assert_eq!(said(&judged(&token.response())), "Signature(Wrong)", "a signature that is the modulus");

    const P_256: &str = "1.2.840.10045.3.1.7";
    const P_384: &str = "1.3.132.0.34";
    let good = Key::new(3).public();
    let good = &good[good.len() - 65..];
    let pair = |r: &[u8], s: &[u8]| der::sequence(&[number(r), number(s)]);
    let ec = |curve: &str, point: &[u8], signature: Vec<u8>| {
        said(&judged(&own(ec_key(curve, point), ECDSA_WITH_SHA_256, false, signature).response()))
    };
    const BAD_POINT: &str = r#"Signature(Malformed("the key on its curve"))"#;
    let mut off = good.to_vec();
    off[64] ^= 1;
    let one = pair(&[1], &[1]);
    assert_eq!(ec(P_256, good, one.clone()), "Signature(Wrong)");
    for (what, curve, point) in [
        ("infinity", P_256, &[0][..]),
        ("infinity, long", P_256, &[0; 65]),
        ("not on the curve", P_256, &off),
        ("zeros", P_256, &[&[4][..], &[0; 64]].concat()),
        ("above the field", P_256, &[&[4][..], &[0xFF; 64]].concat()),
        ("cut off", P_256, &good[..64]),
        ("too long", P_256, &[good, &[0]].concat()),
        ("nothing", P_256, &[]),
        ("on another curve", P_384, good),
        ("infinity", P_384, &[0]),
    ] {
        assert_eq!(ec(curve, point, one.clone()), BAD_POINT, "{what}");
    }
    assert_eq!(ec("1.3.132.0.35", good, one.clone()), r#"Unsupported("1.3.132.0.35")"#);
    assert_eq!(ec("1.2.840.113549.1.1.1", good, one), r#"Unsupported("1.2.840.113549.1.1.1")"#);
    // the order of the group: not below itself
    let order: Vec<u8> = [
        &[0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0][..],
        &[0xFF; 8],
        &[0xBC, 0xE6, 0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51],
    ]
    .concat();
    const FORM: &str = r#"Signature(Malformed("the form of the signature"))"#;
    for (what, signature) in [
        ("r zero", pair(&[0], &[1])),
        ("s zero", pair(&[1], &[0])),
        ("both zero", pair(&[0], &[0])),
        ("r the order", pair(&order, &[1])),
        ("s the order", pair(&[1], &order)),
        ("r negative", pair(&[0xFF], &[1])),
        ("s negative", pair(&[1], &[0x80])),
        ("r empty", pair(&[], &[1])),
        ("r with a zero before it", pair(&[0, 1], &[1])),
        ("r of 1,000 bytes", pair(&[0x7F; 1000], &[1])),
        ("one number", der::sequence(&[number(&[1])])),
        ("three numbers", der::sequence(&[number(&[1]), number(&[1]), number(&[1])])),
        ("nothing", Vec::new()),
        ("64 bytes", vec![1; 64]),
        ("a byte after it", [pair(&[1], &[1]), vec![0]].concat()),
    ] {
        assert_eq!(ec(P_256, good, signature), FORM, "{what}");
    }
    // a signature of one kind by a key of another
    const OTHER_KIND: &str = r#"Signature(Malformed("a key of another kind than the signature"))"#;
    let token = own(rsa_key(positive(&odd), three()), ECDSA_WITH_SHA_256, false, pair(&[1], &[1]));
    assert_eq!(said(&judged(&token.response())), OTHER_KIND);
    let token = own(Key::new(3).public(), RSA, true, vec![1; 256]);
    assert_eq!(said(&judged(&token.response())), OTHER_KIND);
}

#[test]
fn parameters_of_pss_that_make_no_sense() {
    const PSS: &str = "1.2.840.113549.1.1.10";
    let hash = |oid: &str| der::algorithm(oid, None);
    let mask = |oid: &str| der::algorithm("1.2.840.113549.1.1.8", Some(der::algorithm(oid, None)));
    let part = |n, value: Vec<u8>| der::tlv(der::context(n), value);
    let key = rsa_key(der::integer(&[0xFF; 256]), der::integer(&[3]));
    let signer = Certificate { key, ..Certificate::signer("signer", &Key::new(3)) }.sign(&Key::new(3));
    let says = |parameters: Option<Vec<u8>>| {
        let token = Token {
            algorithm: Some(der::algorithm(PSS, parameters)),
            signature: Some(vec![1; 256]),
            ..Token::new(&Info::over(&imprint().0, PAST), signer.clone(), &Key::new(3))
        };
        said(&judged(&token.response()))
    };
    let with = |salt: &[u8]| {
        let salt = part(2, der::tlv(der::INTEGER, salt));
        says(Some(der::sequence(&[part(0, hash(SHA_256)), part(1, mask(SHA_256)), salt])))
    };
    const BAD: &str = r#"Signature(Malformed("parameters of RSASSA-PSS"))"#;
    const SHA_512: &str = "2.16.840.1.101.3.4.2.3";
    const SHA_1: &str = "1.3.14.3.2.26";
    for salt in [&[0][..], &[32], &[0, 0xDE], &[0, 0xDF], &[1, 0], &[0x7F, 0xFF], &[0, 0xFF, 0xFF]] {
        assert_eq!(with(salt), "Signature(Wrong)", "{salt:?}");
    }
    for salt in [&[][..], &[0xFF], &[0x80, 0], &[1, 0, 0], &[0, 0, 32], &[0x7F; 9], &[0x7F; 1000]] {
        assert_eq!(with(salt), BAD, "{salt:?}");
    }
    let all = [part(0, hash(SHA_256)), part(1, mask(SHA_256)), part(2, der::integer(&[32]))];
    let trailer = |n| der::sequence(&[&all[..], &[part(3, der::integer(&[n]))]].concat());
    assert_eq!(says(Some(trailer(1))), "Signature(Wrong)");
    assert_eq!(says(Some(trailer(2))), BAD);
    assert_eq!(says(None), r#"Unsupported("1.2.840.113549.1.1.10")"#);
    assert_eq!(says(Some(der::tlv(der::NULL, []))), BAD);
    assert_eq!(says(Some(der::sequence(&[]))), r#"Weak(Weak("SHA-1"))"#);
    assert_eq!(says(Some(der::sequence(&all[..1]))), r#"Weak(Weak("SHA-1"))"#);
    assert_eq!(says(Some(der::sequence(&[part(0, hash(SHA_1)), all[1].clone()]))), r#"Weak(Weak("SHA-1"))"#);
    let other_mask = "Unsupported(\"RSASSA-PSS with another mask\")";
    assert_eq!(says(Some(der::sequence(&[part(0, hash(SHA_512)), all[1].clone()]))), other_mask);
    let two = r#"Unsupported("two hashes in one signature")"#;
    assert_eq!(says(Some(der::sequence(&[part(0, hash(SHA_512)), part(1, mask(SHA_512))]))), two);
    assert_eq!(says(Some(der::sequence(&[all[1].clone(), all[0].clone()]))), BAD, "out of order");
}

#[test]
fn numbers_and_sets_that_are_empty_or_negative() {
    let signer = Certificate::signer("signer", &Key::new(3)).sign(&Key::new(3));
    let says = |change: &dyn Fn(&mut Info)| {
        let mut info = Info::over(&imprint().0, PAST);
        change(&mut info);
        said(&judged(&Token::new(&info, signer.clone(), &Key::new(3)).response()))
    };
    const STRUCTURE: &str = r#"Malformed("not a structure of RFC 3161")"#;
    const ORDER: &str = r#"Malformed("TSTInfo with its parts out of order")"#;
    const PLACE: &str = r#"Malformed("TSTInfo with a part that has no place")"#;
    const UNKNOWN: &str = r#"Unknown("signer")"#;
    assert_eq!(says(&|_| {}), UNKNOWN);
    let number = |bytes: &[u8]| der::tlv(der::INTEGER, bytes);
    assert_eq!(says(&|i| i.version = number(&[])), STRUCTURE);
    assert_eq!(says(&|i| i.version = number(&[0xFF])), STRUCTURE);
    assert_eq!(says(&|i| i.version = number(&[0, 1])), STRUCTURE);
    assert_eq!(says(&|i| i.serial = number(&[])), STRUCTURE);
    assert_eq!(says(&|i| i.serial = number(&[0, 1])), STRUCTURE, "a zero too many");
    assert_eq!(says(&|i| i.serial = number(&[0xFF])), UNKNOWN, "negative, of no weight");
    assert_eq!(says(&|i| i.serial.clear()), STRUCTURE);
    assert_eq!(says(&|i| i.policy = der::tlv(der::OID, [])), STRUCTURE);
    assert_eq!(says(&|i| i.policy = der::tlv(der::OID, [0x80, 0x80])), STRUCTURE);
    assert_eq!(says(&|i| i.policy = der::tlv(der::OID, [0x2A; 5000])), STRUCTURE);
    assert_eq!(says(&|i| i.imprint = der::sequence(&[])), STRUCTURE);
    let time = r#"Malformed("genTime is not a time of RFC 3161")"#;
    assert_eq!(says(&|i| i.time = der::tlv(0x17, "200601120000Z")), time, "UTCTime");
    assert_eq!(says(&|i| i.time = der::tlv(der::GENERALIZED_TIME, [0xFF; 15])), time);
    let nines = format!("20200601120000.{}Z", "9".repeat(100_000));
    assert_eq!(says(&|i| i.time = der::tlv(der::GENERALIZED_TIME, &nines)), UNKNOWN);
    assert_eq!(says(&|i| i.rest = number(&[])), STRUCTURE);
    assert_eq!(says(&|i| i.rest = [number(&[1]), number(&[1])].concat()), ORDER, "two nonces");
    let accuracy = |parts: &[Vec<u8>]| der::sequence(parts);
    assert_eq!(says(&|i| i.rest = [number(&[1]), accuracy(&[])].concat()), ORDER);
    assert_eq!(says(&|i| i.rest = der::tlv(der::SET, [])), PLACE);
    assert_eq!(says(&|i| i.rest = accuracy(&[number(&[0xFF])])), STRUCTURE, "a negative accuracy");
    assert_eq!(says(&|i| i.rest = accuracy(&[der::number(0x81, 1), der::number(0x80, 1)])), STRUCTURE);
    assert_eq!(says(&|i| i.rest = accuracy(&[der::number(0x82, 1)])), STRUCTURE);
    let extension = |critical| der::tlv(der::context(1), extension("1.2.3.4", critical, vec![5, 0]));
    assert_eq!(says(&|i| i.rest = extension(Critical::No)), UNKNOWN);
    assert_eq!(says(&|i| i.rest = extension(Critical::Yes)), r#"Unsupported("extension 1.2.3.4")"#);

    // in the structure around it: every value emptied, one after the other
    let good = Token::new(&Info::over(&imprint().0, PAST), signer, &Key::new(3)).response();
    let mut tree = crate::tree::Tree::read(&good);
    let before = judged(&good);
    for place in 0..tree.count() {
        let value = tree.at(place);
        let kept = std::mem::replace(&mut value.content, crate::tree::Content::Bytes(Vec::new()));
        let result = judged(&tree.write());
        assert!(result.is_err() || result == before, "{place}: {result:?}");
        tree.at(place).content = kept;
    }
}

#[test]
fn names_that_are_long_or_not_to_be_read() {
    let named = |name: Vec<u8>| {
        let signer = Certificate::signer("signer", &Key::new(3));
        let signer = Certificate { issuer: name, ..signer }.sign(&Key::new(2));
        said(&judged(&Token::new(&Info::over(&imprint().0, PAST), signer, &Key::new(3)).response()))
    };
    let common = |tag, text: &[u8]| {
        let part = der::sequence(&[der::oid("2.5.4.3"), der::tlv(tag, text)]);
        der::sequence(&[der::tlv(der::SET, part)])
    };
    assert_eq!(named(common(0x0C, "監査".as_bytes())), r#"Unknown("監査")"#);
    let long = named(common(0x0C, &[b'a'; MIB / 2]));
    assert_eq!(long, format!(r#"Unknown("{}…")"#, "a".repeat(64)));
    assert_eq!(named(der::sequence(&[])), r#"Unknown("")"#);
    assert_eq!(named(common(0x1E, &[0, 0x41])), r#"Unknown("A")"#, "BMPString");
    assert_eq!(named(common(0x0C, &[0xFF])), r#"Unknown("2.5.4.3=#0c01ff")"#, "not UTF-8");
    // one name of 50,000 parts, in the order that takes longest to sort
    let parts = (0..50_000u32)
        .rev()
        .map(|n| der::sequence(&[der::oid("2.5.4.3"), der::tlv(der::OCTET_STRING, n.to_be_bytes())]));
    let parts = der::sequence(&[der::tlv(der::SET, parts.collect::<Vec<_>>().concat())]);
    assert!(named(parts).starts_with("Unknown("));
    // extensions by the thousand
    let many: Vec<Vec<u8>> = (0..20_000).map(|_| extension("1.2.3.4", Critical::No, vec![5, 0])).collect();
    let signer = Certificate::signer("signer", &Key::new(3));
    let crowded = Certificate { extensions: [signer.extensions.clone(), many].concat(), ..signer };
    let token = Token::new(&Info::over(&imprint().0, PAST), crowded.sign(&Key::new(2)), &Key::new(3));
    assert_eq!(said(&judged(&token.response())), r#"Unknown("signer")"#);
}
