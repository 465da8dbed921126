//! A key by its file, whatever its form: hikae's own (PKCS#8), an OpenSSH private key, or a `.pub` file whose
//! private half is in ssh-agent.

use super::agent::AgentKey;
use super::key_error::{KeyError, KeyNotice};
use super::openssh_key::{self, OpenSsh};
use super::pkcs8_pem::{self, Pkcs8};
use super::public_key::{PublicKey, PublicKeyError};
use super::secret_key::SecretKey;
use super::signature::SealSignature;
use super::signer::{SignError, Signer};
use crate::base::error::Error;
use crate::text::Message;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use zeroize::Zeroizing;

/// Asks for a passphrase with a sentence; `None` if nobody can be asked or nobody answers.
pub type AskPassphrase<'a> = dyn FnMut(&Message) -> Option<Zeroizing<String>> + 'a;

/// Largest key file that is read. An encrypted OpenSSH key with a long comment stays below 2 KiB.
const LARGEST: usize = 64 * 1024;

/// How often a passphrase is asked for, as OpenSSH's `NumberOfPasswordPrompts` has it.
const ATTEMPTS: usize = 3;

/// A key that can sign.
#[derive(Debug)]
pub enum OpenedKey {
    /// In memory.
    Secret(SecretKey, KeyForm),
    /// Held by another program.
    Agent(AgentKey),
}

/// The form of a private key's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyForm {
    /// PKCS#8 PEM, readable without a passphrase.
    Pkcs8,
    /// PKCS#8 PEM with a passphrase.
    Pkcs8WithPassphrase,
    /// OpenSSH's own form, readable without a passphrase.
    OpenSsh,
    /// OpenSSH's own form with a passphrase.
    OpenSshWithPassphrase,
}

impl KeyForm {
    /// Whether the file opens only with a passphrase.
    pub fn has_passphrase(self) -> bool {
        matches!(self, KeyForm::Pkcs8WithPassphrase | KeyForm::OpenSshWithPassphrase)
    }

    /// An SSH key is known elsewhere, and that is worth a word.
    pub fn notice(self) -> Option<KeyNotice> {
        matches!(self, KeyForm::OpenSsh | KeyForm::OpenSshWithPassphrase).then_some(KeyNotice::SshKey)
    }
}

impl OpenedKey {
    /// What to know about this key before it signs.
    pub fn notice(&self) -> Option<KeyNotice> {
        match self {
            OpenedKey::Secret(_, form) => form.notice(),
            OpenedKey::Agent(_) => Some(KeyNotice::SshKey),
        }
    }
}

impl Signer for OpenedKey {
    fn public_key(&self) -> PublicKey {
        match self {
            OpenedKey::Secret(key, _) => key.public_key(),
            OpenedKey::Agent(key) => key.public_key(),
        }
    }

    fn sign(&self, message: &mut dyn Read) -> Result<SealSignature, SignError> {
        match self {
            OpenedKey::Secret(key, _) => key.sign(message),
            OpenedKey::Agent(key) => key.sign(message),
        }
    }
}

/// Opens a key file of any form that hikae takes. For a passphrase, `ask` is called up to three times.
pub fn open_key(path: &Path, ask: &mut AskPassphrase<'_>) -> Result<OpenedKey, KeyError> {
    let bytes = read(path)?;
    let not_a_key = || KeyError::NotAKey(path.to_owned());
    let text = str::from_utf8(&bytes).map_err(|_| not_a_key())?.trim_start();
    let other = |kind: &str| Err(KeyError::OtherType { path: path.to_owned(), kind: kind.to_owned() });
    match text.lines().next().unwrap_or_default().trim_end() {
        "-----BEGIN PRIVATE KEY-----" | "-----BEGIN ENCRYPTED PRIVATE KEY-----" => {
            match pkcs8_pem::from_pem(text, path)? {
                Pkcs8::Plain(key) => Ok(OpenedKey::Secret(key, KeyForm::Pkcs8)),
                Pkcs8::Encrypted(document) => {
                    let key = try_passphrases(path, ask, |p| pkcs8_pem::decrypt(&document, p, path))?;
                    Ok(OpenedKey::Secret(key, KeyForm::Pkcs8WithPassphrase))
                }
            }
        }
        openssh_key::BEGIN => {
            let found = OpenSsh::from_pem(text, path)?;
            if found.is_encrypted() {
                let key = try_passphrases(path, ask, |p| found.decrypt(p, path))?;
                Ok(OpenedKey::Secret(key, KeyForm::OpenSshWithPassphrase))
            } else {
                Ok(OpenedKey::Secret(found.plain(path)?, KeyForm::OpenSsh))
            }
        }
        "-----BEGIN RSA PRIVATE KEY-----" => other("RSA"),
        "-----BEGIN EC PRIVATE KEY-----" => other("ECDSA"),
        "-----BEGIN DSA PRIVATE KEY-----" => other("DSA"),
        first if first.starts_with("PuTTY-User-Key-File") => Err(KeyError::Putty(path.to_owned())),
        _ => match text.parse::<PublicKey>() {
            Ok(public_key) => Ok(OpenedKey::Agent(AgentKey::new(path, public_key))),
            Err(PublicKeyError::Unsupported(kind)) => other(&kind),
            Err(PublicKeyError::Malformed) => Err(not_a_key()),
        },
    }
}

fn try_passphrases(
    path: &Path,
    ask: &mut AskPassphrase<'_>,
    open: impl Fn(&str) -> Result<SecretKey, KeyError>,
) -> Result<SecretKey, KeyError> {
    let mut question = "key-ask-passphrase";
    for _ in 0..ATTEMPTS {
        let asked = ask(&Message::new(question).text("path", path.display()));
        let passphrase = asked.ok_or_else(|| KeyError::NeedsPassphrase(path.to_owned()))?;
        match open(&passphrase) {
            Err(KeyError::WrongPassphrase(_)) => question = "key-ask-passphrase-again",
            done => return done,
        }
    }
    Err(KeyError::WrongPassphrase(path.to_owned()))
}

/// The bytes of a key file, in one buffer that is wiped and never moved.
fn read(path: &Path) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    let file_error = |e| KeyError::from(Error::read(e).on(path));
    let file = File::open(path).map_err(file_error)?;
    let mut bytes = Zeroizing::new(Vec::with_capacity(LARGEST + 64));
    file.take(LARGEST as u64 + 1).read_to_end(&mut bytes).map_err(file_error)?;
    if bytes.len() > LARGEST {
        return Err(KeyError::NotAKey(path.to_owned()));
    }
    Ok(bytes)
}

#[cfg(test)]
#[path = "key_tests.rs"]
mod tests;
