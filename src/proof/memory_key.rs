//! A key in memory signs by itself.

use super::{PublicKey, SealSignature, SignError, Signer, sha512_of, signed_data};
use ed25519_dalek::SigningKey;
use std::io::Read;

impl Signer for SigningKey {
    fn public_key(&self) -> PublicKey {
        PublicKey(self.verifying_key().to_bytes())
    }

    fn sign(&self, message: &mut dyn Read) -> Result<SealSignature, SignError> {
        let sha512 = sha512_of(message).map_err(SignError::Message)?;
        let signature = ed25519_dalek::Signer::sign(self, &signed_data(&sha512)).to_bytes();
        Ok(SealSignature { public_key: Signer::public_key(self), signature })
    }
}
