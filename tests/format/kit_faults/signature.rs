//! Section 5: every part of the signature file.

use super::*;
use crate::common::edition_craft::{Ed, fingerprint};
use crate::common::sig_craft::*;
use ed25519_dalek::{Signer as _, SigningKey};
use hikae::format::proof::Fingerprint;
use sha2::{Digest as _, Sha256, Sha512};

const BAD: &str = "altered signature-bad";
const FORM: &str = "altered signature-malformed";
const OTHER: &str = "undecided signature-unsupported";

/// The signature file made from the edition.
fn sig(file: &str, what: &str, expect: &str, make: fn(&Ed) -> Vec<u8>) -> Fault {
    bare(format!("sig-{file}"), "5 (V7)", what, expect, move |b| b.ed().sig = make(b.ed()))
}

/// A good signature with one part changed.
fn part(file: &str, what: &str, expect: &str, change: fn(&mut Sshsig)) -> Fault {
    bare(format!("sig-{file}"), "5 (V7)", what, expect, move |b| {
        let mut sig = Sshsig::over(&b.ed().seal, &key());
        change(&mut sig);
        b.ed().sig = sig.armor();
    })
}

/// A good signature file with its text changed.
fn text(file: &str, what: &str, change: fn(&str) -> String) -> Fault {
    bare(format!("sig-{file}"), "5 (V7)", what, FORM, move |b| {
        let good = String::from_utf8(b.ed().sig.clone()).unwrap();
        b.ed().sig = change(&good).into_bytes();
        assert_ne!(good.as_bytes(), b.ed().sig);
    })
}

/// Signed over other data than the seal's.
fn over(ed: &Ed, namespace: &[u8], hash: &str, digest: &[u8]) -> Sshsig {
    let signature = key().sign(&signed(namespace, hash, digest)).to_bytes();
    let mut sig = Sshsig::over(&ed.seal, &key());
    (sig.namespace, sig.hash) = (namespace.to_vec(), hash.as_bytes().to_vec());
    sig.signature = signature_string(&signature);
    sig
}

/// A raw signature in a good file.
fn with(signature: &[u8; 64]) -> Vec<u8> {
    Sshsig::with(key().verifying_key().as_bytes(), signature).armor()
}

/// Another key type, well formed (RFC 4253, RFC 5656, PROTOCOL.u2f): key string and signature string.
fn foreign(file: &str, what: &str, expect: &str, named: bool, blobs: fn() -> [Vec<u8>; 2]) -> Fault {
    bare(format!("sig-{file}"), "5 (V7)", what, expect, move |b| {
        let [key, signature] = blobs();
        if named {
            b.ed().header.signer = Fingerprint::of_wire(&key);
            b.ed().reseal();
        }
        b.ed().sig = Sshsig { key, signature, ..Sshsig::over(&b.ed().seal, &super::key()) }.armor();
    })
}

fn rsa() -> [Vec<u8>; 2] {
    let modulus = [&[0, 0xC5][..], &[7; 255]].concat();
    let key = [wire(b"ssh-rsa"), wire(&[1, 0, 1]), wire(&modulus)].concat();
    [key, [wire(b"rsa-sha2-512"), wire(&[9; 256])].concat()]
}

fn ecdsa() -> [Vec<u8>; 2] {
    let name = b"ecdsa-sha2-nistp256";
    let key = [wire(name), wire(b"nistp256"), wire(&[&[4][..], &[7; 64]].concat())].concat();
    [key, [wire(name), wire(&[wire(&[7; 32]), wire(&[7; 32])].concat())].concat()]
}

fn security_key() -> [Vec<u8>; 2] {
    let name = b"sk-ssh-ed25519@openssh.com";
    let key = [wire(name), wire(&[7; 32]), wire(b"ssh:")].concat();
    [key, [wire(name), wire(&[7; 64]), vec![1, 0, 0, 0, 5]].concat()]
}

/// The encoding of the neutral point, and of a point of order 4.
const NEUTRAL: [u8; 32] = {
    let mut bytes = [0; 32];
    bytes[0] = 1;
    bytes
};

pub fn all() -> Vec<Fault> {
    let mut all = vec![
        part("bit", "a bit of the signature is another one", BAD, |s| s.signature[40] ^= 1),
        part("s-bit", "a bit of S is another one", BAD, |s| s.signature[60] ^= 1),
        part("namespace", "the blob names another namespace", FORM, |s| s.namespace = b"file".to_vec()),
        part("reserved", "the reserved string is not empty", FORM, |s| s.reserved = b"x".to_vec()),
        part("hash-name", "the blob names SHA-256", FORM, |s| s.hash = b"sha256".to_vec()),
        part("magic", "the blob begins in another way", FORM, |s| s.magic = b"SSHSIH".to_vec()),
        part("version", "the blob is of version 2", FORM, |s| s.version = 2),
        part("trailing", "bytes stand after the blob", FORM, |s| s.trailing = vec![0]),
        part("trailing-padding", "zero bytes that fill up base64 stand after the blob", FORM, |s| {
            s.trailing = vec![0; 3]
        }),
        part("key-trailing", "bytes stand after the key inside its string", FORM, |s| s.key.push(0)),
        part("signature-trailing", "bytes stand after the signature inside its string", FORM, |s| {
            s.signature.push(0)
        }),
        part("signature-type", "key and signature name different types", FORM, |s| {
            s.signature = [wire(b"ssh-rsa"), s.signature[15..].to_vec()].concat()
        }),
        part("key-short", "a key of 31 bytes", FORM, |s| s.key = key_string(&s.key[19..50])),
        part("signature-short", "a signature of 63 bytes", FORM, |s| {
            s.signature = signature_string(&s.signature[19..82])
        }),
        part("columns-64", "lines of 64 characters", FORM, |s| s.columns = 64),
        part("columns-76", "lines of 76 characters, as OpenSSH writes other files", FORM, |s| s.columns = 76),
        part("columns-one", "all base64 in one line", FORM, |s| s.columns = 4096),
        text("crlf", "lines that end in CRLF", |t| t.replace('\n', "\r\n")),
        text("newline-more", "a line feed more at the end", |t| format!("{t}\n")),
        text("newline-less", "no line feed at the end", |t| t.trim_end().into()),
        text("newline-before", "an empty line in front", |t| format!("\n{t}")),
        text("text-before", "text in front", |t| format!("Signature of the worker:\n{t}")),
        text("text-after", "text at the end", |t| format!("{t}signed with love\n")),
        text("header", "a comment header as in other armours", |t| {
            t.replacen("URE-----\n", "URE-----\nComment: x\n\n", 1)
        }),
        text("twice", "a second signature after the first", |t| t.repeat(2)),
        text("space", "a space at the end of a line", |t| t.replacen("URE-----\n", "URE-----\n ", 1)),
        text("label", "another armour", |t| t.replace("SSH SIGNATURE", "PGP SIGNATURE")),
        text("end-line", "no last line", |t| t.replace("-----END SSH SIGNATURE-----\n", "")),
        text("base64-padding", "padding where base64 needs none", |t| {
            t.replace("\n-----END", "====\n-----END")
        }),
        text("base64-url", "the letters of base64url", |t| {
            let (head, rest) = t.split_once('\n').unwrap();
            let (body, end) = rest.split_once("-----END").unwrap();
            format!("{head}\n{}-----END{end}", body.replace('+', "-").replace('/', "_"))
        }),
        text("bom", "a byte order mark in front", |t| format!("\u{FEFF}{t}")),
        text("empty", "an empty signature file", |_| String::new()),
    ];
    all.extend([
        sig("namespace-signed", "signed in the namespace of another program", FORM, |ed| {
            over(ed, b"git", "sha512", &Sha512::digest(&ed.seal)).armor()
        }),
        sig("namespace-replayed", "signed in another namespace, the blob says seal@hikae", BAD, |ed| {
            let other = over(ed, b"git", "sha512", &Sha512::digest(&ed.seal));
            Sshsig { namespace: b"seal@hikae".to_vec(), ..other }.armor()
        }),
        sig("sha256", "signed over SHA-256, as ssh-keygen -O hashalg=sha256 does", FORM, |ed| {
            over(ed, b"seal@hikae", "sha256", &Sha256::digest(&ed.seal)).armor()
        }),
        sig("raw", "signed over seal.txt itself, without the SSHSIG frame", BAD, |ed| {
            with(&key().sign(&ed.seal).to_bytes())
        }),
        sig("other-seal", "signed over seal.txt with another last byte", BAD, |ed| {
            let end = ed.seal.len() - 1;
            Sshsig::over(&ed.seal[..end], &key()).armor()
        }),
        sig("other-key", "signed by another key than seal.txt names", "altered signer-mismatch", |ed| {
            Sshsig::over(&ed.seal, &SigningKey::from_bytes(&[43; 32])).armor()
        }),
        sig("key-swapped", "the key of the signer with a signature by another key", BAD, |ed| {
            let other = SigningKey::from_bytes(&[43; 32]);
            with(&other.sign(&signed_seal(&ed.seal)).to_bytes())
        }),
        sig("s-plus-order", "S plus the group order", BAD, |ed| {
            with(&s_plus_order(&key().sign(&signed_seal(&ed.seal)).to_bytes()))
        }),
        sig("r-small", "R of small order; the equation holds", BAD, |ed| {
            with(&small_r(&key(), &signed_seal(&ed.seal)))
        }),
        sig("cofactor", "the equation holds only with the cofactor", BAD, |ed| {
            with(&cofactor_only(&key(), &signed_seal(&ed.seal)))
        }),
        sig("zero", "a signature of zeros", BAD, |_| with(&[0; 64])),
        bare("sig-key-small", "5 (V7)", "the signer is the neutral point; the equation holds", BAD, |b| {
            b.ed().header.signer = fingerprint(&NEUTRAL);
            b.ed().reseal();
            b.ed().sig = Sshsig::with(&NEUTRAL, &[NEUTRAL, [0; 32]].concat()).armor();
        }),
        bare(
            "sig-key-not-canonical",
            "5 (V7)",
            "the key is the neutral point in another encoding (y = p + 1)",
            BAD,
            |b| {
                let mut bytes = [0xFF; 32];
                (bytes[0], bytes[31]) = (0xEE, 0x7F);
                b.ed().header.signer = fingerprint(&bytes);
                b.ed().reseal();
                b.ed().sig = Sshsig::with(&bytes, &[NEUTRAL, [0; 32]].concat()).armor();
            },
        ),
        bare("sig-key-no-point", "5 (V7)", "the key is no point of the curve", BAD, |b| {
            let mut bytes = [0; 32];
            bytes[0] = 2;
            b.ed().header.signer = fingerprint(&bytes);
            b.ed().reseal();
            b.ed().sig = Sshsig::with(&bytes, &[NEUTRAL, [0; 32]].concat()).armor();
        }),
        foreign("rsa", "signed by an RSA key, as seal.txt says", OTHER, true, rsa),
        foreign("ecdsa", "signed by an ECDSA key, as seal.txt says", OTHER, true, ecdsa),
        foreign(
            "security-key",
            "signed by an Ed25519 key in a security key, as seal.txt says",
            OTHER,
            true,
            security_key,
        ),
        foreign(
            "rsa-other-signer",
            "signed by an RSA key, seal.txt names another key",
            "altered signer-mismatch signature-unsupported",
            false,
            rsa,
        ),
    ]);
    all
}
