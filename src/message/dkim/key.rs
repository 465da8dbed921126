//! Key records (RFC 6376 section 3.6.1): what a domain publishes of the key that its mails are signed with.

use super::tags::{base64, tags};
use ed25519_dalek::VerifyingKey;
use rsa::pkcs1::RsaPublicKeyRef;
use rsa::pkcs8::SubjectPublicKeyInfoRef;
use rsa::pkcs8::der::Decode as _;
use rsa::traits::PublicKeyParts as _;
use rsa::{BoxedUint, Pkcs1v15Sign, PublicKey};
use sha1::Sha1;
use sha2::{Digest as _, Sha256};

/// How a mail was signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    RsaSha256,
    Ed25519Sha256,
    /// Verified like the others, and weak at best (RFC 8301).
    RsaSha1,
}

impl Algorithm {
    /// By the tag `a`.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "rsa-sha256" => Some(Algorithm::RsaSha256),
            "ed25519-sha256" => Some(Algorithm::Ed25519Sha256),
            "rsa-sha1" => Some(Algorithm::RsaSha1),
            _ => None,
        }
    }

    /// The hash of the body, or of the signed headers.
    pub fn hash(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Algorithm::RsaSha1 => Sha1::digest(bytes).to_vec(),
            Algorithm::RsaSha256 | Algorithm::Ed25519Sha256 => Sha256::digest(bytes).to_vec(),
        }
    }

    /// The name of that hash in the tag `h` of a record.
    fn hash_name(self) -> &'static str {
        match self {
            Algorithm::RsaSha1 => "sha1",
            Algorithm::RsaSha256 | Algorithm::Ed25519Sha256 => "sha256",
        }
    }
}

/// Why a text is no key record that a signature can be checked with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadKey {
    /// Not `tag=value; tag=value`, or a tag stands twice.
    Form,
    /// `v` is there and is not `DKIM1`.
    Version,
    /// `p` is empty: the domain revoked the key.
    Revoked,
    /// `k` names a kind that is not known here.
    Kind,
    /// `p` is missing, or is no key of its kind.
    Key,
    /// The record is for something other than mail (`s`).
    Service,
}

/// A key record that can be used.
pub struct Key {
    public: Public,
    hashes: Option<Vec<String>>,
    /// `t=y`: the domain tries DKIM out, and wants its signatures to be taken for none.
    pub is_testing: bool,
    /// `t=s`: the key is for the very domain, not for those below it.
    pub is_strict: bool,
}

enum Public {
    Rsa(PublicKey),
    Ed25519(VerifyingKey),
}

impl Key {
    /// Reads a record.
    pub fn read(record: &str) -> Result<Self, BadKey> {
        let tags = tags(record).ok_or(BadKey::Form)?;
        let get = |name: &str| tags.get(name).copied();
        let list = |name: &str| get(name).map(|list| list.split(':').map(str::trim).collect::<Vec<_>>());
        if get("v").is_some_and(|v| v != "DKIM1") {
            return Err(BadKey::Version);
        }
        if list("s").is_some_and(|services| !services.iter().any(|s| matches!(*s, "*" | "email"))) {
            return Err(BadKey::Service);
        }
        let key = match get("p").ok_or(BadKey::Key)? {
            "" => return Err(BadKey::Revoked),
            key => base64(key).ok_or(BadKey::Key)?,
        };
        let public = match get("k").unwrap_or("rsa") {
            "rsa" => Public::Rsa(rsa(&key).ok_or(BadKey::Key)?),
            "ed25519" => {
                let key: [u8; 32] = key.try_into().map_err(|_| BadKey::Key)?;
                Public::Ed25519(VerifyingKey::from_bytes(&key).map_err(|_| BadKey::Key)?)
            }
            _ => return Err(BadKey::Kind),
        };
        let has_flag = |flag| list("t").is_some_and(|flags| flags.contains(&flag));
        let hashes = list("h").map(|hashes| hashes.into_iter().map(str::to_owned).collect());
        Ok(Self { public, hashes, is_testing: has_flag("y"), is_strict: has_flag("s") })
    }

    /// Is it a key for signatures of this kind?
    pub fn is_for(&self, algorithm: Algorithm) -> bool {
        let kind = match algorithm {
            Algorithm::RsaSha256 | Algorithm::RsaSha1 => matches!(self.public, Public::Rsa(_)),
            Algorithm::Ed25519Sha256 => matches!(self.public, Public::Ed25519(_)),
        };
        let allowed = |hashes: &Vec<String>| hashes.iter().any(|hash| hash == algorithm.hash_name());
        kind && self.hashes.as_ref().is_none_or(allowed)
    }

    /// Does the signature over `data` hold?
    pub fn verifies(&self, algorithm: Algorithm, data: &[u8], signature: &[u8]) -> bool {
        let hash = algorithm.hash(data);
        match (&self.public, algorithm) {
            (Public::Rsa(key), Algorithm::RsaSha256) => {
                key.verify(Pkcs1v15Sign::new::<Sha256>(), &hash, signature).is_ok()
            }
            (Public::Rsa(key), Algorithm::RsaSha1) => {
                key.verify(Pkcs1v15Sign::new::<Sha1>(), &hash, signature).is_ok()
            }
            // RFC 8463 section 3: the signature is over the hash
            (Public::Ed25519(key), Algorithm::Ed25519Sha256) => {
                let signature = ed25519_dalek::Signature::from_slice(signature);
                signature.is_ok_and(|signature| key.verify_strict(&hash, &signature).is_ok())
            }
            _ => false,
        }
    }

    /// Is it too short to rest anything on?
    pub fn is_weak(&self) -> bool {
        const LEAST_BITS: u32 = 1024; // RFC 8301 section 3.2
        matches!(&self.public, Public::Rsa(key) if key.n().bit_width_vartime() < LEAST_BITS)
    }
}

/// A key as RFC 6376 has it, a `SubjectPublicKeyInfo`, or as some publish it, an `RSAPublicKey` alone. Short keys are read
/// too: what was signed with one is weak, and not unsigned.
fn rsa(key: &[u8]) -> Option<PublicKey> {
    const BITS: std::ops::RangeInclusive<usize> = 512..=8192; // longer ones fit into no record, and take long
    let inner = SubjectPublicKeyInfoRef::try_from(key);
    let inner = inner.as_ref().ok().and_then(|info| info.subject_public_key.as_bytes()).unwrap_or(key);
    let read = RsaPublicKeyRef::from_der(inner).ok()?;
    let number = |number: rsa::pkcs1::UintRef<'_>| BoxedUint::from_be_slice_vartime(number.as_bytes());
    if read.modulus.as_bytes().len() * 8 > *BITS.end() || read.public_exponent.as_bytes().len() > 8 {
        return None;
    }
    PublicKey::new_with_size_limits(number(read.modulus), number(read.public_exponent), BITS).ok()
}
