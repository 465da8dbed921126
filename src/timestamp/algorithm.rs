//! The algorithms of tokens and of the certificates behind them, and how a signature by each is checked.

use const_oid::ObjectIdentifier;
use der::asn1::{AnyRef, UintRef};
use der::{Decode as _, Sequence};
use p256::ecdsa::signature::hazmat::PrehashVerifier as _;
use rsa::{BoxedUint, Pkcs1v15Sign, Pss, PublicKey, traits::SignatureScheme as _};
use sha2::{Digest as _, Sha256, Sha384, Sha512};
use x509_cert::spki::{AlgorithmIdentifierRef, SubjectPublicKeyInfoRef};

const fn oid(text: &str) -> ObjectIdentifier {
    ObjectIdentifier::new_unwrap(text)
}

pub(super) const SHA_1: ObjectIdentifier = oid("1.3.14.3.2.26");
const MD5: ObjectIdentifier = oid("1.2.840.113549.2.5");
const SHA_256: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.1");
const SHA_384: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.2");
const SHA_512: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.3");
const MD5_WITH_RSA: ObjectIdentifier = oid("1.2.840.113549.1.1.4");
const SHA_1_WITH_RSA: ObjectIdentifier = oid("1.2.840.113549.1.1.5");
const RSA: ObjectIdentifier = oid("1.2.840.113549.1.1.1");
const RSASSA_PSS: ObjectIdentifier = oid("1.2.840.113549.1.1.10");
const MGF_1: ObjectIdentifier = oid("1.2.840.113549.1.1.8");
const SHA_256_WITH_RSA: ObjectIdentifier = oid("1.2.840.113549.1.1.11");
const SHA_384_WITH_RSA: ObjectIdentifier = oid("1.2.840.113549.1.1.12");
const SHA_512_WITH_RSA: ObjectIdentifier = oid("1.2.840.113549.1.1.13");
const EC_PUBLIC_KEY: ObjectIdentifier = oid("1.2.840.10045.2.1");
const ECDSA_WITH_SHA_1: ObjectIdentifier = oid("1.2.840.10045.4.1");
const ECDSA_WITH_SHA_256: ObjectIdentifier = oid("1.2.840.10045.4.3.2");
const ECDSA_WITH_SHA_384: ObjectIdentifier = oid("1.2.840.10045.4.3.3");
const ECDSA_WITH_SHA_512: ObjectIdentifier = oid("1.2.840.10045.4.3.4");
const P_256: ObjectIdentifier = oid("1.2.840.10045.3.1.7");
const P_384: ObjectIdentifier = oid("1.3.132.0.34");

/// Bits of an RSA modulus: below, NIST SP 800-57 no longer calls a key strong enough; above, no root of Mozilla's
/// programme has one (a test looks), and checking takes long.
const RSA_BITS: std::ops::RangeInclusive<usize> = 2048..=4096;

/// Bytes of an RSA exponent. 65,537 is what authorities use; above 32 bits neither Windows nor Go takes a key.
const EXPONENT: usize = 4;

/// Why a signature is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadSignature {
    /// An algorithm or key that is known and too weak to rely on.
    #[error("too weak: {0}")]
    Weak(&'static str),
    /// An algorithm that is not known here.
    #[error("not supported: {0}")]
    Unsupported(String),
    /// The key, its parameters or the signature's form is not what the algorithm asks for.
    #[error("malformed: {0}")]
    Malformed(&'static str),
    /// It does not fit.
    #[error("does not fit")]
    Wrong,
}

/// A hash that a signature or an imprint may rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hash {
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

impl Hash {
    /// By its identifier; parameters are absent or NULL (RFC 5754 section 2).
    pub(super) fn named(algorithm: &AlgorithmIdentifierRef<'_>) -> Result<Self, BadSignature> {
        without_parameters(algorithm)?;
        match algorithm.oid {
            SHA_256 => Ok(Hash::Sha256),
            SHA_384 => Ok(Hash::Sha384),
            SHA_512 => Ok(Hash::Sha512),
            SHA_1 => Err(BadSignature::Weak("SHA-1")),
            MD5 => Err(BadSignature::Weak("MD5")),
            other => Err(BadSignature::Unsupported(other.to_string())),
        }
    }

    /// Bytes of a value.
    pub(super) fn len(self) -> usize {
        match self {
            Hash::Sha256 => 32,
            Hash::Sha384 => 48,
            Hash::Sha512 => 64,
        }
    }

    /// The hash of some bytes.
    pub fn of(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Hash::Sha256 => Sha256::digest(bytes).to_vec(),
            Hash::Sha384 => Sha384::digest(bytes).to_vec(),
            Hash::Sha512 => Sha512::digest(bytes).to_vec(),
        }
    }
}

/// How something was signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    RsaPkcs1(Hash),
    RsaPss { hash: Hash, salt: usize },
    Ecdsa(Hash),
}

impl Scheme {
    /// By the identifier of a signature; `rsaEncryption` and `id-ecPublicKey` take the hash that is named elsewhere.
    pub fn named(
        algorithm: &AlgorithmIdentifierRef<'_>,
        elsewhere: Option<Hash>,
    ) -> Result<Self, BadSignature> {
        let unsupported = || BadSignature::Unsupported(algorithm.oid.to_string());
        if algorithm.oid == RSASSA_PSS {
            return pss(algorithm.parameters.ok_or_else(unsupported)?);
        }
        if algorithm.oid != EC_PUBLIC_KEY {
            without_parameters(algorithm)?;
        }
        Ok(match algorithm.oid {
            RSA => Scheme::RsaPkcs1(elsewhere.ok_or_else(unsupported)?),
            SHA_256_WITH_RSA => Scheme::RsaPkcs1(Hash::Sha256),
            SHA_384_WITH_RSA => Scheme::RsaPkcs1(Hash::Sha384),
            SHA_512_WITH_RSA => Scheme::RsaPkcs1(Hash::Sha512),
            EC_PUBLIC_KEY => Scheme::Ecdsa(elsewhere.ok_or_else(unsupported)?),
            ECDSA_WITH_SHA_256 => Scheme::Ecdsa(Hash::Sha256),
            ECDSA_WITH_SHA_384 => Scheme::Ecdsa(Hash::Sha384),
            ECDSA_WITH_SHA_512 => Scheme::Ecdsa(Hash::Sha512),
            SHA_1_WITH_RSA | ECDSA_WITH_SHA_1 => return Err(BadSignature::Weak("SHA-1")),
            MD5_WITH_RSA => return Err(BadSignature::Weak("MD5")),
            _ => return Err(unsupported()),
        })
    }

    /// The hash that it rests on.
    pub fn hash(self) -> Hash {
        match self {
            Scheme::RsaPkcs1(hash) | Scheme::Ecdsa(hash) | Scheme::RsaPss { hash, .. } => hash,
        }
    }

    /// Checks a signature over `message` by the key of a `SubjectPublicKeyInfo` in DER.
    pub fn verify(self, key: &[u8], message: &[u8], signature: &[u8]) -> Result<(), BadSignature> {
        let key = SubjectPublicKeyInfoRef::from_der(key).map_err(|_| BadSignature::Malformed("the key"))?;
        let bits = key.subject_public_key.as_bytes().ok_or(BadSignature::Malformed("the key"))?;
        let hashed = self.hash().of(message);
        match (self, key.algorithm.oid) {
            (Scheme::Ecdsa(_), EC_PUBLIC_KEY) => ecdsa(&key.algorithm, bits, &hashed, signature),
            (Scheme::RsaPkcs1(hash), RSA) => {
                let padding = match hash {
                    Hash::Sha256 => Pkcs1v15Sign::new::<Sha256>(),
                    Hash::Sha384 => Pkcs1v15Sign::new::<Sha384>(),
                    Hash::Sha512 => Pkcs1v15Sign::new::<Sha512>(),
                };
                padding.verify(&rsa_key(bits)?, &hashed, signature).map_err(|_| BadSignature::Wrong)
            }
            (Scheme::RsaPss { hash, salt }, RSA | RSASSA_PSS) => {
                // a key for PSS alone may say with which parameters (RFC 4055 section 3.1)
                if let (RSASSA_PSS, Some(of_key)) = (key.algorithm.oid, key.algorithm.parameters) {
                    match pss(of_key)? {
                        Scheme::RsaPss { hash: h, salt: least } if h == hash && least <= salt => {}
                        _ => return Err(BadSignature::Malformed("parameters that the key does not allow")),
                    }
                }
                let key = rsa_key(bits)?;
                let verified = match hash {
                    Hash::Sha256 => Pss::<Sha256>::new_with_salt(salt).verify(&key, &hashed, signature),
                    Hash::Sha384 => Pss::<Sha384>::new_with_salt(salt).verify(&key, &hashed, signature),
                    Hash::Sha512 => Pss::<Sha512>::new_with_salt(salt).verify(&key, &hashed, signature),
                };
                verified.map_err(|_| BadSignature::Wrong)
            }
            _ => Err(BadSignature::Malformed("a key of another kind than the signature")),
        }
    }
}

fn without_parameters(algorithm: &AlgorithmIdentifierRef<'_>) -> Result<(), BadSignature> {
    match algorithm.parameters {
        Some(parameters) if !parameters.is_null() => {
            Err(BadSignature::Malformed("parameters of an algorithm"))
        }
        _ => Ok(()),
    }
}

/// RSAPublicKey (RFC 8017 appendix A.1.1)
#[derive(Sequence)]
struct RsaKey<'a> {
    modulus: UintRef<'a>,
    exponent: UintRef<'a>,
}

fn rsa_key(bits: &[u8]) -> Result<PublicKey, BadSignature> {
    const BAD: BadSignature = BadSignature::Malformed("the RSA key");
    let key = RsaKey::from_der(bits).map_err(|_| BAD)?;
    let (n, e) = (key.modulus.as_bytes(), key.exponent.as_bytes());
    if n.len() * 8 > *RSA_BITS.end() || e.len() > EXPONENT {
        return Err(BAD);
    }
    let (n, e) = (BoxedUint::from_be_slice_vartime(n), BoxedUint::from_be_slice_vartime(e));
    PublicKey::new_with_size_limits(n, e, RSA_BITS).map_err(|why| match why {
        rsa::Error::ModulusTooSmall => BadSignature::Weak("RSA below 2048 bits"),
        _ => BAD,
    })
}

/// RSASSA-PSS-params (RFC 4055 section 3.1): all fields as they are in practice, the defaults (SHA-1) refused.
#[derive(Sequence)]
struct PssParameters<'a> {
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT", optional = "true")]
    hash: Option<AlgorithmIdentifierRef<'a>>,
    #[asn1(context_specific = "1", tag_mode = "EXPLICIT", optional = "true")]
    mask: Option<AlgorithmIdentifierRef<'a>>,
    #[asn1(context_specific = "2", tag_mode = "EXPLICIT", optional = "true")]
    salt: Option<u16>,
    #[asn1(context_specific = "3", tag_mode = "EXPLICIT", optional = "true")]
    trailer: Option<u8>,
}

fn pss(parameters: AnyRef<'_>) -> Result<Scheme, BadSignature> {
    const BAD: BadSignature = BadSignature::Malformed("parameters of RSASSA-PSS");
    let read: PssParameters<'_> = parameters.decode_as().map_err(|_| BAD)?;
    let hash = Hash::named(&read.hash.ok_or(BadSignature::Weak("SHA-1"))?)?;
    let mask = read.mask.ok_or(BadSignature::Weak("SHA-1"))?;
    let inner = mask.parameters.ok_or(BAD)?.decode_as::<AlgorithmIdentifierRef<'_>>().map_err(|_| BAD)?;
    // two hashes are allowed and used by nobody
    if mask.oid != MGF_1 || Hash::named(&inner)? != hash {
        return Err(BadSignature::Unsupported("RSASSA-PSS with another mask".into()));
    }
    if read.trailer.is_some_and(|trailer| trailer != 1) {
        return Err(BAD);
    }
    Ok(Scheme::RsaPss { hash, salt: read.salt.unwrap_or(20).into() })
}

fn ecdsa(
    algorithm: &AlgorithmIdentifierRef<'_>,
    point: &[u8],
    hashed: &[u8],
    signature: &[u8],
) -> Result<(), BadSignature> {
    const KEY: BadSignature = BadSignature::Malformed("the key on its curve");
    const FORM: BadSignature = BadSignature::Malformed("the form of the signature");
    match algorithm.parameters_oid() {
        Ok(P_256) => {
            let key = p256::ecdsa::VerifyingKey::from_sec1_bytes(point).map_err(|_| KEY)?;
            let signature = p256::ecdsa::Signature::from_der(signature).map_err(|_| FORM)?;
            key.verify_prehash(hashed, &signature).map_err(|_| BadSignature::Wrong)
        }
        Ok(P_384) => {
            let key = p384::ecdsa::VerifyingKey::from_sec1_bytes(point).map_err(|_| KEY)?;
            let signature = p384::ecdsa::Signature::from_der(signature).map_err(|_| FORM)?;
            key.verify_prehash(hashed, &signature).map_err(|_| BadSignature::Wrong)
        }
        Ok(curve) => Err(BadSignature::Unsupported(curve.to_string())),
        Err(_) => Err(KEY),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timestamp::certificate::Certificate;

    #[test]
    fn the_rsa_keys_of_all_roots_of_mozilla_are_taken() {
        let mut seen = 0;
        for root in webpki_root_certs::TLS_SERVER_ROOT_CERTS {
            let root = Certificate::from_der(root).unwrap();
            let key = SubjectPublicKeyInfoRef::from_der(&root.key).unwrap();
            if key.algorithm.oid == RSA {
                seen += 1;
                let taken = rsa_key(key.subject_public_key.as_bytes().unwrap());
                assert!(taken.is_ok(), "{}", root.common_name());
            }
        }
        assert!(seen > 30);
    }
}
