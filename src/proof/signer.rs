//! Whoever can sign a seal: a key in memory, or a program that holds one.

use super::public_key::PublicKey;
use super::signature::{BadSignature, SealSignature};
use sha2::{Digest as _, Sha512};
use std::io::{self, Read};

/// Signs seals. The message is read once, from front to end, and never held whole.
pub trait Signer {
    /// The key that signs.
    fn public_key(&self) -> PublicKey;

    /// Signs everything that `message` yields.
    fn sign(&self, message: &mut dyn Read) -> Result<SealSignature, SignError>;
}

/// The SHA-512 of everything that the reader yields.
pub fn sha512_of(message: &mut dyn Read) -> io::Result<[u8; 64]> {
    let mut hasher = Sha512::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match message.read(&mut buffer) {
            Ok(0) => return Ok(hasher.finalize().into()),
            Ok(count) => hasher.update(&buffer[..count]),
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
}

/// Why nothing was signed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SignError {
    /// The message could not be read.
    #[error("the text to sign could not be read: {0}")]
    Message(#[source] io::Error),
    /// What was made does not verify.
    #[error("the signature that was made does not match")]
    Bad(#[from] BadSignature),
}
