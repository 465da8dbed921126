//! Private keys as OpenSSH stores them (OpenSSH `PROTOCOL.key`). Read only; Ed25519 only.

use super::key_error::KeyError;
use super::public_key::{PublicKey, PublicKeyError};
use super::secret_key::SecretKey;
use super::signer::Signer as _;
use super::ssh_wire::Wire;
use base64ct::{Base64, Encoding as _};
use ssh_key::{Cipher, PrivateKey};
use std::path::Path;
use zeroize::Zeroizing;

pub(super) const BEGIN: &str = "-----BEGIN OPENSSH PRIVATE KEY-----";
const END: &str = "-----END OPENSSH PRIVATE KEY-----";
const MAGIC: &[u8] = b"openssh-key-v1\0";

/// An OpenSSH key as far as it can be read without a passphrase.
pub(super) struct OpenSsh(PrivateKey);

impl OpenSsh {
    /// Reads the text of a key file; `path` is for the errors.
    pub(super) fn from_pem(text: &str, path: &Path) -> Result<Self, KeyError> {
        let damaged = || KeyError::Damaged(path.to_owned());
        let inside = text.trim().strip_prefix(BEGIN).and_then(|t| t.strip_suffix(END)).ok_or_else(damaged)?;
        let mut base64 = Zeroizing::new(String::with_capacity(inside.len()));
        base64.extend(inside.chars().filter(|c| !c.is_ascii_whitespace()));
        let bytes = Base64::decode_vec(&base64).map(Zeroizing::new).map_err(|_| damaged())?;
        // said before anything else, also where the rest could not be read
        match public_part(&bytes).ok_or_else(damaged)? {
            Ok(_) => {}
            Err(PublicKeyError::Unsupported(kind)) => {
                return Err(KeyError::OtherType { path: path.to_owned(), kind });
            }
            Err(PublicKeyError::Malformed) => return Err(damaged()),
        }
        let encryption = || KeyError::Encryption(path.to_owned());
        let key = PrivateKey::from_bytes(&bytes).map_err(|e| match e {
            ssh_key::Error::AlgorithmUnknown | ssh_key::Error::AlgorithmUnsupported { .. } => encryption(),
            _ => damaged(),
        })?;
        // known by name alone: no passphrase would open it
        if key.cipher() == Cipher::TDesCbc { Err(encryption()) } else { Ok(Self(key)) }
    }

    pub(super) fn is_encrypted(&self) -> bool {
        self.0.is_encrypted()
    }

    /// The key, if it is not encrypted.
    pub(super) fn plain(&self, path: &Path) -> Result<SecretKey, KeyError> {
        secret(&self.0).ok_or_else(|| KeyError::Damaged(path.to_owned()))
    }

    /// Opens an encrypted key.
    pub(super) fn decrypt(&self, passphrase: &str, path: &Path) -> Result<SecretKey, KeyError> {
        let opened = self.0.decrypt(passphrase).map_err(|e| match e {
            ssh_key::Error::Crypto => KeyError::WrongPassphrase(path.to_owned()),
            ssh_key::Error::AlgorithmUnknown | ssh_key::Error::AlgorithmUnsupported { .. } => {
                KeyError::Encryption(path.to_owned())
            }
            _ => KeyError::Damaged(path.to_owned()),
        })?;
        secret(&opened).ok_or_else(|| KeyError::Damaged(path.to_owned()))
    }
}

fn secret(key: &PrivateKey) -> Option<SecretKey> {
    let pair = key.key_data().ed25519()?;
    let stated = key.public_key().key_data().ed25519()?;
    let seed = Zeroizing::new(pair.private.to_bytes());
    let secret = SecretKey::from_seed(&seed);
    let same = secret.public_key() == PublicKey(pair.public.0) && secret.public_key() == PublicKey(stated.0);
    same.then_some(secret)
}

/// The public key, which stands unencrypted before the private one.
fn public_part(bytes: &[u8]) -> Option<Result<PublicKey, PublicKeyError>> {
    let mut rest = Wire(bytes.strip_prefix(MAGIC)?);
    for _cipher_kdf_options in 0..3 {
        rest.string()?;
    }
    (rest.uint32()? == 1).then_some(())?;
    rest.string().map(PublicKey::from_wire)
}
