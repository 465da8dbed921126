//! A private key in memory. It is wiped when it is dropped.

use super::public_key::PublicKey;
use super::signature::SealSignature;
use super::signer::{SignError, Signer};
use ed25519_dalek::SigningKey;
use std::fmt;
use std::io::{self, Read};
use zeroize::Zeroizing;

/// Fills a buffer with random bytes. Nothing draws any but from the one that it is given; [`system_random`] is one.
pub type Random<'a> = dyn FnMut(&mut [u8]) -> io::Result<()> + 'a;

/// Random bytes of the system, for those who have no source of their own. A browser's program brings its own.
///
/// # Errors
/// The system has none.
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub fn system_random(buffer: &mut [u8]) -> io::Result<()> {
    getrandom::fill(buffer).map_err(io::Error::other)
}

/// A private key of Ed25519. Never shown by `Debug`.
pub struct SecretKey(SigningKey);

impl SecretKey {
    /// The key of a seed (RFC 8032: the private key is 32 random bytes).
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// A new key.
    pub fn generate(random: &mut Random<'_>) -> io::Result<Self> {
        let mut seed = Zeroizing::new([0; 32]);
        random(seed.as_mut_slice())?;
        Ok(Self::from_seed(&seed))
    }

    /// The seed.
    pub(super) fn seed(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }
}

impl Signer for SecretKey {
    fn public_key(&self) -> PublicKey {
        Signer::public_key(&self.0)
    }

    fn sign(&self, message: &mut dyn Read) -> Result<SealSignature, SignError> {
        Signer::sign(&self.0, message)
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKey({})", self.public_key().fingerprint())
    }
}
