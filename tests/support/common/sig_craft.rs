//! SSHSIG files by hand, so that every part of one can be wrong by itself.

use curve25519_dalek::constants::{ED25519_BASEPOINT_POINT, EIGHT_TORSION};
use curve25519_dalek::{EdwardsPoint, Scalar};
use ed25519_dalek::{Signer as _, SigningKey};
use sha2::{Digest as _, Sha512};

/// Every part of a signature file.
#[derive(Debug, Clone)]
pub struct Sshsig {
    pub magic: Vec<u8>,
    pub version: u32,
    pub key: Vec<u8>,
    pub namespace: Vec<u8>,
    pub reserved: Vec<u8>,
    pub hash: Vec<u8>,
    pub signature: Vec<u8>,
    pub trailing: Vec<u8>,
    pub columns: usize,
}

/// A string of the SSH wire encoding.
pub fn wire(bytes: &[u8]) -> Vec<u8> {
    [&(bytes.len() as u32).to_be_bytes()[..], bytes].concat()
}

/// The inner key string of an Ed25519 key.
pub fn key_string(public: &[u8]) -> Vec<u8> {
    [wire(b"ssh-ed25519"), wire(public)].concat()
}

/// The inner signature string of an Ed25519 signature.
pub fn signature_string(signature: &[u8]) -> Vec<u8> {
    [wire(b"ssh-ed25519"), wire(signature)].concat()
}

/// What is signed: namespace, hash name and hash of the message.
pub fn signed(namespace: &[u8], hash: &str, digest: &[u8]) -> Vec<u8> {
    [b"SSHSIG".to_vec(), wire(namespace), wire(b""), wire(hash.as_bytes()), wire(digest)].concat()
}

/// What is signed over a seal.
pub fn signed_seal(seal: &[u8]) -> Vec<u8> {
    signed(b"seal@hikae", "sha512", &Sha512::digest(seal))
}

impl Sshsig {
    /// With these 64 bytes as the signature.
    pub fn with(public: &[u8], signature: &[u8]) -> Self {
        Self {
            magic: b"SSHSIG".to_vec(),
            version: 1,
            key: key_string(public),
            namespace: b"seal@hikae".to_vec(),
            reserved: vec![],
            hash: b"sha512".to_vec(),
            signature: signature_string(signature),
            trailing: vec![],
            columns: 70,
        }
    }

    /// As the format has it, over this seal.
    pub fn over(seal: &[u8], key: &SigningKey) -> Self {
        Self::with(key.verifying_key().as_bytes(), &key.sign(&signed_seal(seal)).to_bytes())
    }

    /// The blob.
    pub fn blob(&self) -> Vec<u8> {
        let parts = [&self.key, &self.namespace, &self.reserved, &self.hash, &self.signature];
        let mut out = [&self.magic[..], &self.version.to_be_bytes()].concat();
        parts.iter().for_each(|part| out.extend(wire(part)));
        [out, self.trailing.clone()].concat()
    }

    /// The file.
    pub fn armor(&self) -> Vec<u8> {
        armor(&self.blob(), self.columns)
    }
}

/// A blob as a signature file with lines of this length.
pub fn armor(blob: &[u8], columns: usize) -> Vec<u8> {
    use base64ct::{Base64, Encoding as _};
    let text = Base64::encode_string(blob);
    let lines: Vec<&str> =
        text.as_bytes().chunks(columns).map(|l| std::str::from_utf8(l).expect("ASCII")).collect();
    let text = format!("-----BEGIN SSH SIGNATURE-----\n{}\n-----END SSH SIGNATURE-----\n", lines.join("\n"));
    text.into_bytes()
}

/// The secret scalar of a key (RFC 8032, 5.1.5).
fn secret(key: &SigningKey) -> Scalar {
    let mut bytes: [u8; 32] = Sha512::digest(key.to_bytes())[..32].try_into().expect("32 of 64");
    bytes[0] &= 248;
    bytes[31] = bytes[31] & 127 | 64;
    Scalar::from_bytes_mod_order(bytes)
}

/// A signature whose R is the given point plus `r` times the base: it holds by `S = r + k a`, up to that point.
fn sign_with(key: &SigningKey, r: Scalar, plus: EdwardsPoint, message: &[u8]) -> [u8; 64] {
    let point = (r * ED25519_BASEPOINT_POINT + plus).compress();
    let mut hash = Sha512::new();
    [point.as_bytes().as_slice(), key.verifying_key().as_bytes(), message]
        .iter()
        .for_each(|b| hash.update(b));
    let k = Scalar::from_bytes_mod_order_wide(&hash.finalize().into());
    let s = r + k * secret(key);
    [*point.as_bytes(), *s.as_bytes()].concat().try_into().expect("64")
}

/// R is the neutral point: small order. Verifiers that are not strict take it.
pub fn small_r(key: &SigningKey, message: &[u8]) -> [u8; 64] {
    sign_with(key, Scalar::ZERO, EIGHT_TORSION[0], message)
}

/// R has a part of order 8: the equation holds only with the cofactor.
pub fn cofactor_only(key: &SigningKey, message: &[u8]) -> [u8; 64] {
    sign_with(key, Scalar::from(77u8), EIGHT_TORSION[1], message)
}

/// S plus the group order: the same number, another encoding.
pub fn s_plus_order(signature: &[u8; 64]) -> [u8; 64] {
    const ORDER: [u8; 32] = [
        0xED, 0xD3, 0xF5, 0x5C, 0x1A, 0x63, 0x12, 0x58, 0xD6, 0x9C, 0xF7, 0xA2, 0xDE, 0xF9, 0xDE, 0x14, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    let mut out = *signature;
    let mut carry = 0;
    for (byte, add) in out[32..].iter_mut().zip(ORDER) {
        let sum = u16::from(*byte) + u16::from(add) + carry;
        (*byte, carry) = (sum as u8, sum >> 8);
    }
    out
}
