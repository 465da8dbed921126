//! SSHSIG by hand (OpenSSH PROTOCOL.sshsig; format.md section 5). [temporary until the key branch lands]

use base64ct::{Base64, Base64Unpadded, Encoding as _};
use ed25519_dalek::{Signature, VerifyingKey};
use sha2::{Digest as _, Sha256, Sha512};
use std::fmt;

/// Fingerprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fingerprint([u8; 32]);
impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SHA256:{}", Base64Unpadded::encode_string(&self.0))
    }
}
impl std::str::FromStr for Fingerprint {
    type Err = ();
    fn from_str(s: &str) -> Result<Self, ()> {
        let mut b = [0; 32];
        let d = Base64Unpadded::decode(s.strip_prefix("SHA256:").ok_or(())?, &mut b).map_err(|_| ())?;
        if d.len() == 32 { Ok(Self(b)) } else { Err(()) }
    }
}
/// Public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicKey(pub [u8; 32]);
impl PublicKey {
    fn wire(&self) -> Vec<u8> {
        let mut out = Vec::new();
        string(&mut out, b"ssh-ed25519");
        string(&mut out, &self.0);
        out
    }
    /// Fingerprint.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint(Sha256::digest(self.wire()).into())
    }
}
fn string(out: &mut Vec<u8>, s: &[u8]) {
    out.extend((s.len() as u32).to_be_bytes());
    out.extend(s);
}
/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// Other key.
    #[error("key type {0}")]
    UnsupportedKey(String),
    /// Bad.
    #[error("malformed")]
    Malformed,
}
/// Signature.
pub struct SealSignature {
    /// Key.
    pub public_key: PublicKey,
    /// Bytes.
    pub signature: [u8; 64],
}
/// What is signed.
pub fn signed_data(sha512: &[u8; 64]) -> Vec<u8> {
    let mut out = b"SSHSIG".to_vec();
    string(&mut out, b"seal@hikae");
    string(&mut out, b"");
    string(&mut out, b"sha512");
    string(&mut out, sha512);
    out
}
impl SealSignature {
    /// Armour.
    pub fn armor(&self) -> String {
        let mut blob = b"SSHSIG\0\0\0\x01".to_vec();
        string(&mut blob, &self.public_key.wire());
        string(&mut blob, b"seal@hikae");
        string(&mut blob, b"");
        string(&mut blob, b"sha512");
        let mut sig = Vec::new();
        string(&mut sig, b"ssh-ed25519");
        string(&mut sig, &self.signature);
        string(&mut blob, &sig);
        let text = Base64::encode_string(&blob);
        let mut out = String::from("-----BEGIN SSH SIGNATURE-----\n");
        for line in text.as_bytes().chunks(70) {
            out.push_str(std::str::from_utf8(line).expect("ascii"));
            out.push('\n');
        }
        out + "-----END SSH SIGNATURE-----\n"
    }
    /// Parse.
    pub fn parse(bytes: &[u8]) -> Result<Self, SignatureError> {
        let text = std::str::from_utf8(bytes).map_err(|_| SignatureError::Malformed)?;
        let body: String = text.lines().filter(|l| !l.starts_with('-')).collect();
        let blob = Base64::decode_vec(&body).map_err(|_| SignatureError::Malformed)?;
        let key = blob.get(33..65).ok_or(SignatureError::Malformed)?;
        let sig = blob.get(blob.len() - 64..).ok_or(SignatureError::Malformed)?;
        let read = Self {
            public_key: PublicKey(key.try_into().expect("32")),
            signature: sig.try_into().expect("64"),
        };
        if read.armor().as_bytes() == bytes { Ok(read) } else { Err(SignatureError::Malformed) }
    }
    /// Verify.
    pub fn verify(&self, sha512: &[u8; 64]) -> Result<(), SignatureError> {
        let key = VerifyingKey::from_bytes(&self.public_key.0).map_err(|_| SignatureError::Malformed)?;
        key.verify_strict(&signed_data(sha512), &Signature::from_bytes(&self.signature))
            .map_err(|_| SignatureError::Malformed)
    }
}
/// Signer.
pub trait Signer {
    /// Key.
    fn public_key(&self) -> PublicKey;
    /// Sign.
    fn sign(&self, message: &mut dyn std::io::Read) -> Result<SealSignature, SignatureError>;
}
impl Signer for ed25519_dalek::SigningKey {
    fn public_key(&self) -> PublicKey {
        PublicKey(self.verifying_key().to_bytes())
    }
    fn sign(&self, message: &mut dyn std::io::Read) -> Result<SealSignature, SignatureError> {
        let mut all = Vec::new();
        message.read_to_end(&mut all).map_err(|_| SignatureError::Malformed)?;
        let signature =
            ed25519_dalek::Signer::sign(self, &signed_data(&Sha512::digest(&all).into())).to_bytes();
        Ok(SealSignature { public_key: Signer::public_key(self), signature })
    }
}
impl std::str::FromStr for PublicKey {
    type Err = SignatureError;
    fn from_str(s: &str) -> Result<Self, SignatureError> {
        let mut words = s.split_whitespace();
        let (Some("ssh-ed25519"), Some(blob)) = (words.next(), words.next()) else {
            return Err(SignatureError::Malformed);
        };
        let blob = Base64::decode_vec(blob).map_err(|_| SignatureError::Malformed)?;
        let key = Self(blob.get(19..51).and_then(|k| k.try_into().ok()).ok_or(SignatureError::Malformed)?);
        if key.wire() == blob { Ok(key) } else { Err(SignatureError::Malformed) }
    }
}
