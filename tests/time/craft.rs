//! Certificates and tokens of any form, signed here with P-256: what no program would write, and quickly.

use crate::authority::der;
use crate::authority::response;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use sha2::{Digest as _, Sha256};

pub const ECDSA_WITH_SHA_256: &str = "1.2.840.10045.4.3.2";
pub const SHA_256: &str = "2.16.840.1.101.3.4.2.1";

/// A key that everybody knows.
#[derive(Clone)]
pub struct Key(SigningKey);

impl Key {
    pub fn new(seed: u8) -> Self {
        Self(SigningKey::from_slice(&[seed; 32]).unwrap())
    }

    /// The SubjectPublicKeyInfo.
    pub fn public(&self) -> Vec<u8> {
        ec_key("1.2.840.10045.3.1.7", self.0.verifying_key().to_sec1_point(false).as_bytes())
    }

    fn sign(&self, bytes: &[u8]) -> Vec<u8> {
        let signature: Signature = self.0.sign(bytes);
        signature.to_der().as_bytes().to_vec()
    }
}

/// A SubjectPublicKeyInfo on a curve.
pub fn ec_key(curve: &str, point: &[u8]) -> Vec<u8> {
    let algorithm = der::algorithm("1.2.840.10045.2.1", Some(der::oid(curve)));
    der::sequence(&[algorithm, bits(point)])
}

/// A SubjectPublicKeyInfo for RSA, of encoded numbers.
pub fn rsa_key(modulus: Vec<u8>, exponent: Vec<u8>) -> Vec<u8> {
    let algorithm = der::algorithm("1.2.840.113549.1.1.1", Some(der::tlv(der::NULL, [])));
    der::sequence(&[algorithm, bits(&der::sequence(&[modulus, exponent]))])
}

/// A BIT STRING of whole bytes.
pub fn bits(bytes: &[u8]) -> Vec<u8> {
    der::tlv(0x03, [&[0], bytes].concat())
}

/// A Name that is a common name alone.
pub fn name(common: &str) -> Vec<u8> {
    let part = der::sequence(&[der::oid("2.5.4.3"), der::tlv(0x0C, common)]);
    der::sequence(&[der::tlv(der::SET, part)])
}

pub const BASIC_CONSTRAINTS: &str = "2.5.29.19";
pub const KEY_USAGE: &str = "2.5.29.15";
pub const EXTENDED_KEY_USAGE: &str = "2.5.29.37";
pub const TIME_STAMPING: &str = "1.3.6.1.5.5.7.3.8";

/// Whether an extension has to be understood.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Critical {
    Yes,
    No,
}

/// An extension, by what it holds.
pub fn extension(oid: &str, critical: Critical, value: Vec<u8>) -> Vec<u8> {
    let critical = if critical == Critical::Yes { der::tlv(der::BOOLEAN, [0xFF]) } else { Vec::new() };
    der::sequence(&[der::oid(oid), critical, der::tlv(der::OCTET_STRING, value)])
}

/// Basic constraints of a certification authority.
pub fn ca(path_length: Option<u8>) -> Vec<u8> {
    let length = path_length.map(|n| der::integer(&[n])).unwrap_or_default();
    extension(BASIC_CONSTRAINTS, Critical::Yes, der::sequence(&[der::tlv(der::BOOLEAN, [0xFF]), length]))
}

/// A key usage: the first byte of its bits.
pub fn key_usage(bits: u8) -> Vec<u8> {
    extension(KEY_USAGE, Critical::Yes, der::tlv(0x03, [bits.trailing_zeros().min(7) as u8, bits]))
}

pub fn extended(critical: Critical, purposes: &[&str]) -> Vec<u8> {
    let purposes = purposes.iter().map(|p| der::oid(p)).collect::<Vec<_>>();
    extension(EXTENDED_KEY_USAGE, critical, der::sequence(&purposes))
}

/// A certificate to be.
#[derive(Clone)]
pub struct Certificate {
    pub subject: Vec<u8>,
    pub issuer: Vec<u8>,
    /// Encoded.
    pub serial: Vec<u8>,
    pub key: Vec<u8>,
    /// GeneralizedTimes.
    pub valid: [&'static str; 2],
    /// Encoded; none: version 1.
    pub extensions: Vec<Vec<u8>>,
}

impl Certificate {
    /// A certification authority that issued itself.
    pub fn authority(common: &str, key: &Key) -> Self {
        Self {
            subject: name(common),
            issuer: name(common),
            serial: der::integer(&[1]),
            key: key.public(),
            valid: ["20100101000000Z", "20500101000000Z"],
            extensions: vec![ca(None), key_usage(0x04)],
        }
    }

    /// One that stamps time.
    pub fn signer(common: &str, key: &Key) -> Self {
        let extensions = vec![extended(Critical::Yes, &[TIME_STAMPING]), key_usage(0x80)];
        Self { extensions, ..Self::authority(common, key) }
    }

    pub fn by(self, issuer: &str) -> Self {
        Self { issuer: name(issuer), ..self }
    }

    pub fn extensions(self, extensions: &[Vec<u8>]) -> Self {
        Self { extensions: extensions.to_vec(), ..self }
    }

    /// One more extension.
    pub fn and(mut self, extension: Vec<u8>) -> Self {
        self.extensions.push(extension);
        self
    }

    pub fn valid(self, from: &'static str, until: &'static str) -> Self {
        Self { valid: [from, until], ..self }
    }

    /// Encoded and signed.
    pub fn sign(&self, key: &Key) -> Vec<u8> {
        let algorithm = der::algorithm(ECDSA_WITH_SHA_256, None);
        let body = self.body(&algorithm);
        let signature = bits(&key.sign(&body));
        der::sequence(&[body, algorithm, signature])
    }

    /// Encoded, with any bytes as the signature.
    pub fn signed_with(&self, algorithm: &[u8], signature: &[u8]) -> Vec<u8> {
        der::sequence(&[self.body(algorithm), algorithm.to_vec(), bits(signature)])
    }

    fn body(&self, algorithm: &[u8]) -> Vec<u8> {
        let version = der::tlv(der::context(0), der::integer(&[2]));
        let (version, extensions) = match self.extensions.is_empty() {
            true => (Vec::new(), Vec::new()),
            false => (version, der::tlv(der::context(3), der::sequence(&self.extensions))),
        };
        let validity = der::sequence(&self.valid.map(|time| der::tlv(der::GENERALIZED_TIME, time)));
        der::sequence(&[
            version,
            self.serial.clone(),
            algorithm.to_vec(),
            self.issuer.clone(),
            validity,
            self.subject.clone(),
            self.key.clone(),
            extensions,
        ])
    }
}

/// A TSTInfo, part by part.
#[derive(Clone)]
pub struct Info {
    pub version: Vec<u8>,
    pub policy: Vec<u8>,
    pub imprint: Vec<u8>,
    pub serial: Vec<u8>,
    pub time: Vec<u8>,
    /// What follows genTime, encoded.
    pub rest: Vec<u8>,
}

impl Info {
    pub fn over(hash: &[u8], time: &str) -> Self {
        let algorithm = der::algorithm(SHA_256, None);
        Self {
            version: der::integer(&[1]),
            policy: der::oid("1.2.3.4.1"),
            imprint: der::sequence(&[algorithm, der::tlv(der::OCTET_STRING, hash)]),
            serial: der::integer(&[7]),
            time: der::tlv(der::GENERALIZED_TIME, time),
            rest: Vec::new(),
        }
    }

    pub fn encode(&self) -> Vec<u8> {
        let parts = [&self.version, &self.policy, &self.imprint, &self.serial, &self.time, &self.rest];
        der::sequence(&parts.map(Clone::clone))
    }
}

/// A token to be, signed by P-256.
#[derive(Clone)]
pub struct Token {
    /// The content that is signed.
    pub content: Vec<u8>,
    pub signer: Vec<u8>,
    pub key: Key,
    /// Beside the signer's.
    pub others: Vec<Vec<u8>>,
    /// Certificates that the signed attribute names after the signer's.
    pub named: Vec<Vec<u8>>,
    /// In place of the algorithm of the signature.
    pub algorithm: Option<Vec<u8>>,
    /// In place of the signature.
    pub signature: Option<Vec<u8>>,
}

impl Token {
    pub fn new(info: &Info, signer: Vec<u8>, key: &Key) -> Self {
        let content = info.encode();
        let (others, named) = (Vec::new(), Vec::new());
        Self { content, signer, key: key.clone(), others, named, algorithm: None, signature: None }
    }

    pub fn with(self, others: &[Vec<u8>]) -> Self {
        Self { others: others.to_vec(), ..self }
    }

    fn attributes(&self) -> Vec<u8> {
        let attribute = |oid: &str, value| der::sequence(&[der::oid(oid), der::tlv(der::SET, value)]);
        let named = std::iter::once(&self.signer).chain(&self.named);
        let named = named
            .map(|c| der::sequence(&[der::tlv(der::OCTET_STRING, Sha256::digest(c))]))
            .collect::<Vec<_>>();
        [
            attribute("1.2.840.113549.1.9.3", der::oid(TST_INFO)),
            attribute("1.2.840.113549.1.9.4", der::tlv(der::OCTET_STRING, Sha256::digest(&self.content))),
            attribute("1.2.840.113549.1.9.16.2.47", der::sequence(&[der::sequence(&named)])),
        ]
        .concat()
    }

    /// The TimeStampToken.
    pub fn encode(&self) -> Vec<u8> {
        let parts = der::Value::only(&self.signer).parts()[0].parts();
        let serial = parts.iter().position(|p| p.tag == der::INTEGER).unwrap();
        let id = der::sequence(&[parts[serial + 2].whole.to_vec(), parts[serial].whole.to_vec()]);
        let attributes = self.attributes();
        let signature = self.signature.clone();
        let signature = signature.unwrap_or_else(|| self.key.sign(&der::tlv(der::SET, &attributes)));
        let sha256 = der::algorithm(SHA_256, None);
        let info = der::sequence(&[
            der::integer(&[1]),
            id,
            sha256.clone(),
            der::tlv(der::context(0), attributes),
            self.algorithm.clone().unwrap_or_else(|| der::algorithm(ECDSA_WITH_SHA_256, None)),
            der::tlv(der::OCTET_STRING, signature),
        ]);
        let content = der::tlv(der::context(0), der::tlv(der::OCTET_STRING, &self.content));
        let data = der::sequence(&[
            der::integer(&[3]),
            der::tlv(der::SET, sha256),
            der::sequence(&[der::oid(TST_INFO), content]),
            der::tlv(der::context(0), [&self.signer[..], &self.others.concat()].concat()),
            der::tlv(der::SET, info),
        ]);
        der::sequence(&[der::oid("1.2.840.113549.1.7.2"), der::tlv(der::context(0), data)])
    }

    /// The same in a response that grants.
    pub fn response(&self) -> Vec<u8> {
        response(0, &self.encode())
    }
}

const TST_INFO: &str = "1.2.840.113549.1.9.16.1.4";
