//! Whoever can sign a seal: a key in memory, or a program that holds one.

use super::public_key::{Fingerprint, PublicKey};
use super::signature::{BadSignature, SealSignature, SignatureError, signed_data};
use crate::text::{Message, Say};
use ed25519_dalek::SigningKey;
use sha2::{Digest as _, Sha512};
use std::io::{self, Read, Write};
use std::path::PathBuf;

/// Signs seals. The message is read once, from front to end, and never held whole.
pub trait Signer {
    /// The key that signs.
    fn public_key(&self) -> PublicKey;

    /// Signs everything that `message` yields.
    fn sign(&self, message: &mut dyn Read) -> Result<SealSignature, SignError>;
}

impl<S: Signer + ?Sized> Signer for &S {
    fn public_key(&self) -> PublicKey {
        (**self).public_key()
    }

    fn sign(&self, message: &mut dyn Read) -> Result<SealSignature, SignError> {
        (**self).sign(message)
    }
}

impl Signer for SigningKey {
    fn public_key(&self) -> PublicKey {
        PublicKey(self.verifying_key().to_bytes())
    }

    fn sign(&self, message: &mut dyn Read) -> Result<SealSignature, SignError> {
        let sha512 = pass_on(message, &mut io::sink())?;
        let signature = ed25519_dalek::Signer::sign(self, &signed_data(&sha512)).to_bytes();
        let made = SealSignature { public_key: Signer::public_key(self), signature };
        made.verify(&sha512)?; // a fault while signing would publish the key's secret part
        Ok(made)
    }
}

/// The SHA-512 of everything that the reader yields.
#[cfg(any(test, feature = "internals"))]
pub fn sha512_of(message: &mut dyn Read) -> io::Result<[u8; 64]> {
    pass_on(message, &mut io::sink()).map_err(|e| match e {
        SignError::Message(e) | SignError::Program(e) => e,
        other => io::Error::other(other),
    })
}

/// Copies a message to a program and gives its SHA-512.
pub(super) fn pass_on(message: &mut dyn Read, program: &mut dyn Write) -> Result<[u8; 64], SignError> {
    let mut hasher = Sha512::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match message.read(&mut buffer) {
            Ok(0) => return Ok(hasher.finalize().into()),
            Ok(count) => {
                hasher.update(&buffer[..count]);
                program.write_all(&buffer[..count]).map_err(SignError::Program)?;
            }
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(SignError::Message(e)),
        }
    }
}

/// Why nothing was signed. The sentences are `sign-error-…`.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SignError {
    /// The message could not be read.
    #[error("the text to sign could not be read: {0}")]
    Message(#[source] io::Error),
    /// What was made does not verify.
    #[error("the signature that was made does not match")]
    Bad(#[from] BadSignature),
    /// `ssh-keygen` could not be run.
    #[error("ssh-keygen could not be run: {0}")]
    Program(#[source] io::Error),
    /// `ssh-keygen` did not sign.
    #[error("ssh-keygen did not sign with {}: {reason}", path.display())]
    Refused {
        /// The public key file.
        path: PathBuf,
        /// Its last words.
        reason: String,
    },
    /// `ssh-keygen` signed with another key.
    #[error("ssh-keygen signed with {found}, not with the key in {}", path.display())]
    OtherKey {
        /// The public key file.
        path: PathBuf,
        /// The key that signed.
        found: Fingerprint,
    },
    /// What `ssh-keygen` gave back is not a signature as seals have it.
    #[error("the answer of ssh-keygen for {} cannot be used: {error}", path.display())]
    Answer {
        /// The public key file.
        path: PathBuf,
        /// What is wrong with it.
        #[source]
        error: SignatureError,
    },
}

impl Say for SignError {
    fn say(&self) -> Message {
        let about = |id: &'static str, path: &PathBuf| Message::new(id).text("path", path.display());
        match self {
            SignError::Message(reason) => Message::new("sign-error-message").text("reason", reason),
            SignError::Bad(_) => Message::new("sign-error-bad"),
            SignError::Program(reason) => Message::new("sign-error-program").text("reason", reason),
            SignError::Refused { path, reason } => about("sign-error-refused", path).text("reason", reason),
            SignError::OtherKey { path, found } => about("sign-error-other-key", path).text("key", found),
            SignError::Answer { path, error } => about("sign-error-answer", path).text("reason", error),
        }
    }
}
