//! The signature under a seal, held against what was signed: a signer can be any program.

use crate::base::error::{Error, ErrorKind, Result};
use crate::base::finding::{Code, Finding};
use crate::format::archive::ProofFile;
use crate::format::proof::{SealHeader, Signer};
use sha2::{Digest as _, Sha512};
use std::io::{self, Read};

/// Signs `seal.txt`; gives the signature file.
pub(super) fn sign(signer: &dyn Signer, header: &SealHeader, seal: &mut dyn Read) -> Result<String> {
    let mut seal = Hashing { inner: seal, hash: Sha512::new() };
    let signature = signer.sign(&mut seal).map_err(|e| Error::from(ErrorKind::Key).saying(&e))?;
    io::copy(&mut seal, &mut io::sink()).map_err(Error::read)?; // what the signer has not read
    let refused =
        |code| Error::refused(Finding::new(code, ProofFile::Signature.name(header.edition).as_str()));
    if signature.public_key.fingerprint() != header.signer {
        return Err(refused(Code::SignerMismatch));
    }
    signature.verify(&seal.hash.finalize().into()).map_err(|_| refused(Code::SignatureBad))?;
    Ok(signature.armor())
}

/// Hashes what is read through it.
struct Hashing<'a> {
    inner: &'a mut dyn Read,
    hash: Sha512,
}

impl Read for Hashing<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.hash.update(&buffer[..n]);
        Ok(n)
    }
}
