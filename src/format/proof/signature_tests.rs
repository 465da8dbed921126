use super::super::Signer as _;
use super::*;
use ed25519_dalek::SigningKey;
use proptest::prelude::*;
use sha2::{Digest as _, Sha512};

const MESSAGE: &[u8] = b"hikae-seal 1\n";

fn signed() -> SealSignature {
    SigningKey::from_bytes(&[7; 32]).sign(&mut &*MESSAGE).unwrap()
}

fn sha512() -> [u8; 64] {
    Sha512::digest(MESSAGE).into()
}

/// The blob with one of its parts replaced: key, namespace, reserved, hash, signature.
fn blob_with(part: usize, value: &[u8]) -> Vec<u8> {
    let good = signed();
    let key = good.public_key.wire();
    let signature = strings(&[SSH_ED25519.as_bytes(), &good.signature]);
    let mut parts: [&[u8]; 5] = [&key, NAMESPACE.as_bytes(), b"", HASH.as_bytes(), &signature];
    parts[part] = value;
    [b"SSHSIG\0\0\0\x01".as_slice(), &strings(&parts)].concat()
}

fn parse_armored(blob: &[u8]) -> Result<SealSignature, SignatureError> {
    SealSignature::parse(armor(blob).as_bytes())
}

#[test]
fn what_is_written_is_read_and_verifies() {
    let good = signed();
    assert_eq!(SealSignature::parse(good.armor().as_bytes()), Ok(good));
    assert_eq!(good.verify(&sha512()), Ok(()));
    assert_eq!(good.verify(&Sha512::digest(b"hikae-seal 2\n").into()), Err(BadSignature));
    assert_eq!(blob_with(2, b""), unarmor(good.armor().as_bytes()).unwrap());
}

#[test]
fn every_other_form_of_the_armour_is_refused() {
    let good = signed().armor();
    let base64 = good.replace(BEGIN, "").replace(END, "").replace('\n', "");
    let wrapped = |columns: usize, end: &str| {
        let lines: Vec<&str> =
            base64.as_bytes().chunks(columns).map(|c| str::from_utf8(c).unwrap()).collect();
        format!("{}{end}{}{end}{}{end}", BEGIN.trim_end(), lines.join(end), END.trim_end())
    };
    assert_eq!(wrapped(70, "\n"), good);
    let refused = [
        ("76 columns", wrapped(76, "\n")),
        ("64 columns", wrapped(64, "\n")),
        ("one line", wrapped(1000, "\n")),
        ("CR LF", wrapped(70, "\r\n")),
        ("empty line at the end", format!("{good}\n")),
        ("empty line at the start", format!("\n{good}")),
        ("empty line inside", good.replacen("-----\n", "-----\n\n", 1)),
        ("empty line before the end", good.replace("\n-----END", "\n\n-----END")),
        ("no final line feed", good.trim_end().to_owned()),
        ("space at the end of a line", good.replacen("-----\n", "----- \n", 1)),
        ("text after", format!("{good}x\n")),
        ("twice", format!("{good}{good}")),
        ("byte order mark", format!("\u{feff}{good}")),
        ("padding that is not needed", good.replace("\n-----END", "====\n-----END")),
        ("PGP words", good.replace("SSH SIGNATURE", "PGP SIGNATURE")),
        ("nothing inside", format!("{BEGIN}{END}")),
        ("nothing", String::new()),
    ];
    for (what, text) in refused {
        assert_ne!(text, good, "{what}");
        assert!(SealSignature::parse(text.as_bytes()).is_err(), "{what}");
    }
    assert_eq!(SealSignature::parse(b"\xff"), Err(SignatureError::Armor));
}

#[test]
fn unused_bits_of_the_base64_must_be_zero() {
    // a blob whose base64 ends in one padding character leaves two bits that decode to nothing
    let good = armor(&[0; 32]);
    assert!(good.contains("A=\n"));
    assert_eq!(SealSignature::parse(good.replace("A=\n", "B=\n").as_bytes()), Err(SignatureError::Armor));
    assert_eq!(SealSignature::parse(good.as_bytes()), Err(SignatureError::Blob));
}

#[test]
fn each_part_of_the_blob_is_checked() {
    use SignatureError::{Blob, Hash, Namespace, UnsupportedKey, Version};
    let good = signed();
    let signature = strings(&[SSH_ED25519.as_bytes(), &good.signature]);
    let sk = strings(&[b"sk-ssh-ed25519@openssh.com", &good.public_key.0, b"ssh:"]);
    let rsa = strings(&[b"ssh-rsa", b"\x01\0\x01", b"\0\xff"]);
    for (part, value, expected) in [
        (1, b"file".to_vec(), Namespace("file".into())),
        (1, b"seal@hikae\0".to_vec(), Namespace("seal@hikae\0".into())),
        (1, b"".to_vec(), Namespace(String::new())),
        (2, b"x".to_vec(), Blob),
        (3, b"sha256".to_vec(), Hash("sha256".into())),
        (0, rsa.clone(), UnsupportedKey("ssh-rsa".into(), Fingerprint::of_wire(&rsa))),
        (0, sk.clone(), UnsupportedKey("sk-ssh-ed25519@openssh.com".into(), Fingerprint::of_wire(&sk))),
        (0, strings(&[b"ssh-rsa"]), Blob),
        (0, strings(&[b"ssh\nrsa", b"x"]), Blob),
        (0, strings(&[b"", b"x"]), Blob),
        (0, strings(&[b"ssh-ed25519", &[7; 31]]), Blob),
        (0, strings(&[b"ssh-ed25519", &[7; 33]]), Blob),
        (0, strings(&[b"ssh-ed25519", &[7; 32], b""]), Blob),
        (4, strings(&[b"ssh-ed25519", &[7; 63]]), Blob),
        (4, strings(&[b"ssh-rsa", &[7; 64]]), Blob),
        (4, [signature.as_slice(), b"\0"].concat(), Blob),
        (4, signature[..signature.len() - 1].to_vec(), Blob),
    ] {
        assert_eq!(parse_armored(&blob_with(part, &value)), Err(expected.clone()), "part {part}: {expected}");
    }
    let whole = blob_with(2, b"");
    assert_eq!(parse_armored(&[whole.as_slice(), b"\0"].concat()), Err(Blob), "a byte after the end");
    for cut in 0..whole.len() {
        assert_eq!(parse_armored(&whole[..cut]), Err(Blob), "cut to {cut} bytes");
    }
    let mut other_version = whole;
    other_version[9] = 2;
    assert_eq!(parse_armored(&other_version), Err(Version(2)));
}

#[test]
fn every_mutation_of_a_byte_is_refused() {
    let good = signed().armor().into_bytes();
    let sha512 = sha512();
    for place in 0..good.len() {
        for flip in 1..=255u8 {
            let mut bad = good.clone();
            bad[place] ^= flip;
            let Ok(read) = SealSignature::parse(&bad) else { continue };
            assert_eq!(read.armor().as_bytes(), bad, "one text for one signature");
            assert_ne!(read, signed_once(&good), "byte {place} xor {flip}");
            // checking a signature takes a while without optimisation: one bit at a time is enough of them
            if flip.is_power_of_two() {
                assert_eq!(read.verify(&sha512), Err(BadSignature), "byte {place} xor {flip}");
            }
        }
    }
}

fn signed_once(armored: &[u8]) -> SealSignature {
    SealSignature::parse(armored).unwrap()
}

#[test]
fn twins_of_a_signature_are_refused() {
    // the order of the group, little-endian (RFC 8032, section 5.1)
    const L: [u8; 32] = {
        let mut l = [0; 32];
        let low = 0x14de_f9de_a2f7_9cd6_5812_631a_5cf5_d3ed_u128.to_le_bytes();
        let mut i = 0;
        while i < 16 {
            l[i] = low[i];
            i += 1;
        }
        l[31] = 0x10;
        l
    };
    let good = signed();
    let mut twin = good;
    let mut carry = 0;
    for (byte, add) in twin.signature[32..].iter_mut().zip(L) {
        let sum = u16::from(*byte) + u16::from(add) + carry;
        *byte = sum as u8;
        carry = sum >> 8;
    }
    assert_eq!(carry, 0);
    assert_eq!(twin.verify(&sha512()), Err(BadSignature), "S + L");

    // With the identity as key and R = S·B anything would verify; with S = 0, R is the identity as well.
    let mut identity = [0; 32];
    identity[0] = 1;
    let mut order_two = [0xff; 32]; // y = -1
    (order_two[0], order_two[31]) = (0xec, 0x7f);
    for small in [identity, order_two, [0; 32]] {
        let mut signature = [0; 64];
        signature[..32].copy_from_slice(&identity);
        let forged = SealSignature { public_key: PublicKey(small), signature };
        for text in 0..16u8 {
            assert_eq!(forged.verify(&Sha512::digest([text]).into()), Err(BadSignature), "small key");
        }
        let mut small_r = good;
        small_r.signature[..32].copy_from_slice(&small);
        assert_eq!(small_r.verify(&sha512()), Err(BadSignature), "small R");
    }
    let no_point = SealSignature { public_key: PublicKey([2; 32]), ..good };
    assert_eq!(no_point.verify(&sha512()), Err(BadSignature));
}

proptest! {
    #[test]
    fn armour_roundtrips(key: [u8; 32], r: [u8; 32], s: [u8; 32]) {
        let signature = [r, s].concat().try_into().unwrap();
        let made = SealSignature { public_key: PublicKey(key), signature };
        prop_assert_eq!(SealSignature::parse(made.armor().as_bytes()), Ok(made));
    }

    #[test]
    fn whatever_is_read_is_written_back_the_same(bytes: Vec<u8>, place in 0..280usize, count in 0..4usize) {
        let mut text = signed().armor().into_bytes();
        let at = place.min(text.len());
        text.splice(at..(at + count).min(text.len()), bytes);
        if let Ok(read) = SealSignature::parse(&text) {
            prop_assert_eq!(read.armor().into_bytes(), text);
        }
    }
}
