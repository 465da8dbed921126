//! The signature over `seal.txt`: an armoured SSHSIG (OpenSSH `PROTOCOL.sshsig`), written and read by hand,
//! in exactly one form (`docs/format.md`, section 5).

use super::public_key::{Fingerprint, PublicKey, SSH_ED25519, key_type};
use super::ssh_wire::{Wire, strings};
use base64ct::{Base64, Encoding as _};
use ed25519_dalek::{Signature, VerifyingKey};

/// What the signatures are for. A signature made for another purpose is never one over a seal.
pub const NAMESPACE: &str = "seal@hikae";

const HASH: &str = "sha512";
const MAGIC: &[u8] = b"SSHSIG";
const VERSION: u32 = 1;
const BEGIN: &str = "-----BEGIN SSH SIGNATURE-----\n";
const END: &str = "-----END SSH SIGNATURE-----\n";
/// As `ssh-keygen` wraps its armour.
const COLUMNS: usize = 70;

/// Who signed, and the signature itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SealSignature {
    /// The key that is said to have signed.
    pub public_key: PublicKey,
    /// R and S (RFC 8032).
    pub signature: [u8; 64],
}

impl SealSignature {
    /// The text of `seal.txt.sig`.
    pub fn armor(&self) -> String {
        let signature = strings(&[SSH_ED25519.as_bytes(), &self.signature]);
        let mut blob = [MAGIC, &VERSION.to_be_bytes()].concat();
        blob.extend(strings(&[
            &self.public_key.wire(),
            NAMESPACE.as_bytes(),
            b"",
            HASH.as_bytes(),
            &signature,
        ]));
        armor(&blob)
    }

    /// Reads `seal.txt.sig`: the one form that [`armor`](Self::armor) writes, byte for byte.
    pub fn parse(bytes: &[u8]) -> Result<Self, SignatureError> {
        parse_blob(&unarmor(bytes)?)
    }

    /// Whether the key signed the message with this SHA-512: S below the group order, neither the key nor R of
    /// small order, the equation without the cofactor.
    pub fn verify(&self, sha512: &[u8; 64]) -> Result<(), BadSignature> {
        let key = VerifyingKey::from_bytes(&self.public_key.0).map_err(|_| BadSignature)?;
        let signature = Signature::from_bytes(&self.signature);
        key.verify_strict(&signed_data(sha512), &signature).map_err(|_| BadSignature)
    }
}

/// The bytes that are signed, for a message with this SHA-512.
pub fn signed_data(sha512_of_message: &[u8; 64]) -> Vec<u8> {
    let mut data = MAGIC.to_vec();
    data.extend(strings(&[NAMESPACE.as_bytes(), b"", HASH.as_bytes(), sha512_of_message]));
    data
}

fn armor(blob: &[u8]) -> String {
    let base64 = Base64::encode_string(blob);
    let mut text = String::with_capacity(BEGIN.len() + base64.len() * 71 / 70 + 1 + END.len());
    text.push_str(BEGIN);
    let mut rest = base64.as_str();
    while !rest.is_empty() {
        let (line, after) = rest.split_at(rest.len().min(COLUMNS));
        text.push_str(line);
        text.push('\n');
        rest = after;
    }
    text.push_str(END);
    text
}

fn unarmor(bytes: &[u8]) -> Result<Vec<u8>, SignatureError> {
    let text = str::from_utf8(bytes).map_err(|_| SignatureError::Armor)?;
    let lines = text.strip_prefix(BEGIN).and_then(|t| t.strip_suffix(END)).ok_or(SignatureError::Armor)?;
    let blob = Base64::decode_vec(&lines.replace('\n', "")).map_err(|_| SignatureError::Armor)?;
    // one blob, one text: wrapping and line ends are as written here, or it is refused
    if armor(&blob) == text { Ok(blob) } else { Err(SignatureError::Armor) }
}

fn parse_blob(blob: &[u8]) -> Result<SealSignature, SignatureError> {
    use SignatureError::Blob;
    let mut rest = Wire(blob);
    if rest.take(MAGIC.len()).ok_or(Blob)? != MAGIC {
        return Err(Blob);
    }
    match rest.uint32().ok_or(Blob)? {
        VERSION => {}
        other => return Err(SignatureError::Version(other)),
    }
    let wire = rest.string().ok_or(Blob)?;
    let key = Typed::parse(wire)?;
    let namespace = rest.string().ok_or(Blob)?;
    let reserved = rest.string().ok_or(Blob)?;
    let hash = rest.string().ok_or(Blob)?;
    let signature = Typed::parse(rest.string().ok_or(Blob)?)?;
    rest.end().ok_or(Blob)?;
    if !reserved.is_empty() {
        return Err(Blob);
    }
    if namespace != NAMESPACE.as_bytes() {
        return Err(SignatureError::Namespace(readable(namespace)));
    }
    if hash != HASH.as_bytes() {
        return Err(SignatureError::Hash(readable(hash)));
    }
    // Last, so that "not supported" is said only of what is well formed in all else.
    if key.name != SSH_ED25519 {
        return Err(SignatureError::UnsupportedKey(key.name, Fingerprint::of_wire(wire)));
    }
    if signature.name != SSH_ED25519 {
        return Err(Blob);
    }
    Ok(SealSignature { public_key: PublicKey(key.only_string()?), signature: signature.only_string()? })
}

/// A key or a signature: the name of its type, and what belongs to that type.
struct Typed<'a> {
    name: String,
    rest: Wire<'a>,
}

impl<'a> Typed<'a> {
    fn parse(bytes: &'a [u8]) -> Result<Self, SignatureError> {
        let mut rest = Wire(bytes);
        let name = rest.string().and_then(key_type).ok_or(SignatureError::Blob)?;
        // every type that OpenSSH knows goes on with a string (RFC 4253, RFC 5656, RFC 8709, PROTOCOL.u2f)
        let mut ahead = rest;
        ahead.string().ok_or(SignatureError::Blob)?;
        Ok(Self { name, rest })
    }

    fn only_string<const N: usize>(mut self) -> Result<[u8; N], SignatureError> {
        let string = self.rest.string().and_then(|s| s.try_into().ok()).ok_or(SignatureError::Blob)?;
        self.rest.end().ok_or(SignatureError::Blob)?;
        Ok(string)
    }
}

fn readable(bytes: &[u8]) -> String {
    let cut = &bytes[..bytes.len().min(64)];
    String::from_utf8_lossy(cut).into_owned()
}

/// Why bytes are not a signature as seals have it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// Not the armour, or not wrapped, encoded and ended in the one way.
    #[error("not an armoured SSH signature in its exact form")]
    Armor,
    /// The armour is whole, what is inside is not a signature of the form that the format names.
    #[error("the SSH signature is malformed")]
    Blob,
    /// Another version of SSHSIG.
    #[error("SSHSIG version {0}, not {VERSION}")]
    Version(u32),
    /// Made for another purpose.
    #[error("a signature for '{0}', not for {NAMESPACE}")]
    Namespace(String),
    /// Over another hash of the message.
    #[error("a signature over {0}, not {HASH}")]
    Hash(String),
    /// Well formed, by a key of another type, with its fingerprint. Not checked, so neither good nor bad.
    #[error("a signature by a key of the type '{0}', not {SSH_ED25519}")]
    UnsupportedKey(String, Fingerprint),
}

/// The key did not sign this message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the signature does not match")]
pub struct BadSignature;

#[cfg(test)]
#[path = "signature_tests.rs"]
mod tests;
