//! hikae's own key file: PKCS#8 PEM in version 1 (RFC 5958 with the public key left out, which OpenSSL 3.0
//! reads), and with a passphrase PBES2: PBKDF2-HMAC-SHA256 and AES-256-CBC (RFC 8018).

use super::key_error::KeyError;
use super::public_key::PublicKey;
use super::secret_key::{Random, SecretKey};
use super::signer::Signer as _;
use ed25519_dalek::pkcs8::KeypairBytes;
use pkcs8::der::asn1::OctetStringRef;
use pkcs8::der::{Decode as _, Reader as _, SliceReader};
use pkcs8::pkcs5::{self, pbes2};
use pkcs8::spki::AlgorithmIdentifierRef;
use pkcs8::{
    EncodePrivateKey as _, EncryptedPrivateKeyInfoRef, LineEnding, ObjectIdentifier, PrivateKeyInfoRef,
    SecretDocument,
};
use std::path::Path;
use zeroize::{Zeroize as _, Zeroizing};

/// Rounds of PBKDF2-HMAC-SHA256 (OWASP Password Storage Cheat Sheet, 2023).
pub const PBKDF2_ROUNDS: u32 = 600_000;

const PLAIN: &str = "PRIVATE KEY";
const ENCRYPTED: &str = "ENCRYPTED PRIVATE KEY";

/// How a key lies in its file.
#[derive(Clone, Copy)]
pub enum Protection<'a> {
    /// Readable by whoever can read the file.
    Plain,
    /// Encrypted with this passphrase.
    Passphrase(&'a str),
}

/// The text of a key file.
pub fn to_pem(
    key: &SecretKey,
    protection: Protection<'_>,
    random: &mut Random<'_>,
) -> Result<Zeroizing<String>, KeyError> {
    let plain = KeypairBytes { secret_key: *key.seed(), public_key: None };
    let plain = plain.to_pkcs8_der().expect("a key of a fixed size can be encoded");
    let pem = match protection {
        Protection::Plain => plain.to_pem(PLAIN, LineEnding::LF),
        Protection::Passphrase(passphrase) => {
            let (mut salt, mut iv) = ([0; 16], [0; 16]);
            random(&mut salt).and_then(|()| random(&mut iv)).map_err(KeyError::Random)?;
            let parameters = pbes2::Parameters::generate_pbkdf2_sha256_aes256cbc(PBKDF2_ROUNDS, &salt, iv)
                .expect("rounds and salt within what PBES2 takes");
            let info = PrivateKeyInfoRef::try_from(plain.as_bytes()).expect("just encoded");
            let encrypted =
                info.encrypt_with_params(parameters, passphrase).expect("a few bytes can be encrypted");
            encrypted.to_pem(ENCRYPTED, LineEnding::LF)
        }
    };
    Ok(pem.expect("a few bytes can be written as PEM"))
}

/// A key file as far as it can be read without a passphrase.
pub(super) enum Pkcs8 {
    /// The key.
    Plain(SecretKey),
    /// The passphrase is needed.
    Encrypted(SecretDocument),
}

/// Reads the text of a key file; `path` is for the errors.
pub(super) fn from_pem(text: &str, path: &Path) -> Result<Pkcs8, KeyError> {
    let damaged = || KeyError::Damaged(path.to_owned());
    let (label, document) = SecretDocument::from_pem(text).map_err(|_| damaged())?;
    match label {
        PLAIN => from_der(document.as_bytes(), path).map(Pkcs8::Plain),
        ENCRYPTED => {
            match EncryptedPrivateKeyInfoRef::try_from(document.as_bytes()) {
                Ok(_) => Ok(Pkcs8::Encrypted(document)),
                // PBES1, triple DES and the like: whole, but nothing that is read here
                Err(_) if is_encrypted_somehow(document.as_bytes()) => {
                    Err(KeyError::Encryption(path.to_owned()))
                }
                Err(_) => Err(damaged()),
            }
        }
        _ => Err(damaged()),
    }
}

/// An algorithm and bytes, whatever they mean (RFC 5958, section 3).
fn is_encrypted_somehow(der: &[u8]) -> bool {
    let read = SliceReader::new(der).and_then(|mut reader| {
        reader.sequence(|inside| {
            AlgorithmIdentifierRef::decode(inside)?;
            <&OctetStringRef>::decode(inside).map(drop)
        })
    });
    read.is_ok()
}

/// Opens an encrypted key.
pub(super) fn decrypt(
    document: &SecretDocument,
    passphrase: &str,
    path: &Path,
) -> Result<SecretKey, KeyError> {
    let wrong = || KeyError::WrongPassphrase(path.to_owned());
    let encrypted = EncryptedPrivateKeyInfoRef::try_from(document.as_bytes())
        .map_err(|_| KeyError::Damaged(path.to_owned()))?;
    let plain = encrypted.decrypt(passphrase).map_err(|e| match e {
        // one wrong passphrase in 256 decrypts to something that only looks padded
        pkcs8::Error::EncryptedPrivateKey(pkcs5::Error::DecryptFailed) | pkcs8::Error::Asn1(_) => wrong(),
        _ => KeyError::Encryption(path.to_owned()),
    })?;
    from_der(plain.as_bytes(), path).map_err(|e| match e {
        KeyError::Damaged(_) => wrong(),
        other => other,
    })
}

fn from_der(der: &[u8], path: &Path) -> Result<SecretKey, KeyError> {
    let damaged = || KeyError::Damaged(path.to_owned());
    let info = PrivateKeyInfoRef::try_from(der).map_err(|_| damaged())?;
    if info.algorithm.oid != ed25519_dalek::pkcs8::ALGORITHM_OID {
        let kind = type_name(info.algorithm.oid);
        return Err(KeyError::OtherType { path: path.to_owned(), kind });
    }
    if info.algorithm.parameters.is_some() {
        return Err(damaged()); // RFC 8410, section 3: they must be absent
    }
    let seed = seed(info.private_key).ok_or_else(damaged)?;
    let key = SecretKey::from_seed(&seed);
    // version 2 carries the public key as well; a wrong one would make signatures that leak the private one
    let stated = info.public_key.map(|bits| bits.as_bytes().and_then(|b| b.try_into().ok()).map(PublicKey));
    match stated {
        None => Ok(key),
        Some(stated) if stated == Some(key.public_key()) => Ok(key),
        Some(_) => Err(damaged()),
    }
}

/// The 32 bytes inside the inner OCTET STRING (RFC 8410, section 7).
fn seed(private_key: &OctetStringRef) -> Option<Zeroizing<[u8; 32]>> {
    let seed = private_key.as_bytes().strip_prefix(&[0x04, 0x20])?;
    let mut copy: [u8; 32] = seed.try_into().ok()?;
    let kept = Zeroizing::new(copy);
    copy.zeroize();
    Some(kept)
}

fn type_name(oid: ObjectIdentifier) -> String {
    match oid.to_string().as_str() {
        "1.2.840.113549.1.1.1" => "RSA".into(),
        "1.2.840.10045.2.1" => "ECDSA".into(),
        "1.2.840.10040.4.1" => "DSA".into(),
        "1.3.101.113" => "Ed448".into(),
        other => other.into(),
    }
}
