//! Public keys and their fingerprints, as OpenSSH writes them.

use super::ssh_wire::{Wire, strings};
use base64ct::{Base64, Base64Unpadded, Encoding as _};
use sha2::{Digest as _, Sha256};
use std::fmt;
use std::str::FromStr;

/// The only key type that seals use (RFC 8709).
pub const SSH_ED25519: &str = "ssh-ed25519";

/// The bytes of an Ed25519 public key. Whether they are a good point of the curve shows when a signature is checked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicKey(pub [u8; 32]);

impl PublicKey {
    /// The key in SSH wire form: `string "ssh-ed25519" string key`.
    pub fn wire(&self) -> Vec<u8> {
        strings(&[SSH_ED25519.as_bytes(), &self.0])
    }

    /// Reads the wire form: this key type, nothing after it.
    pub fn from_wire(wire: &[u8]) -> Result<Self, PublicKeyError> {
        let mut rest = Wire(wire);
        let kind = rest.string().ok_or(PublicKeyError::Malformed)?;
        if kind != SSH_ED25519.as_bytes() {
            return Err(key_type(kind).map_or(PublicKeyError::Malformed, PublicKeyError::Unsupported));
        }
        let key = rest.string().and_then(|key| key.try_into().ok()).ok_or(PublicKeyError::Malformed)?;
        rest.end().ok_or(PublicKeyError::Malformed)?;
        Ok(Self(key))
    }

    /// Its short name.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of_wire(&self.wire())
    }

    /// One line as in a `.pub` file: `ssh-ed25519 AAAA… comment`, without the line feed.
    /// Whatever would break the line is left out of the comment.
    pub fn openssh_line(&self, comment: &str) -> String {
        let key = Base64::encode_string(&self.wire());
        let comment: String = comment.chars().filter(|c| !c.is_control()).collect();
        format!("{SSH_ED25519} {key} {}", comment.trim()).trim_end().to_owned()
    }
}

impl FromStr for PublicKey {
    type Err = PublicKeyError;

    /// Reads a line as in a `.pub` file; the comment is not used. White space around the line is allowed.
    fn from_str(line: &str) -> Result<Self, PublicKeyError> {
        let line = line.trim();
        if line.contains(['\n', '\r']) {
            return Err(PublicKeyError::Malformed);
        }
        let mut words = line.split([' ', '\t']).filter(|word| !word.is_empty());
        let (Some(kind), Some(key)) = (words.next(), words.next()) else {
            return Err(PublicKeyError::Malformed);
        };
        let wire = Base64::decode_vec(key).map_err(|_| PublicKeyError::Malformed)?;
        if Wire(&wire).string() != Some(kind.as_bytes()) {
            return Err(PublicKeyError::Malformed);
        }
        Self::from_wire(&wire)
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.fingerprint())
    }
}

/// A name of a key type that could be one (RFC 4251, section 6): up to 64 visible ASCII characters.
pub(super) fn key_type(name: &[u8]) -> Option<String> {
    let plausible = (1..=64).contains(&name.len()) && name.iter().all(u8::is_ascii_graphic);
    plausible.then(|| String::from_utf8_lossy(name).into_owned())
}

/// Why bytes or a line are not a public key that hikae uses.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PublicKeyError {
    /// Not the form of an OpenSSH public key.
    #[error("not an OpenSSH public key")]
    Malformed,
    /// A key of another type; its name.
    #[error("a key of the type '{0}', not {SSH_ED25519}")]
    Unsupported(String),
}

/// The SHA-256 of a public key in wire form. Text form: `SHA256:` and 43 characters of base64 without padding.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// The fingerprint of a key of any type in wire form.
    pub fn of_wire(wire: &[u8]) -> Self {
        Self(Sha256::digest(wire).into())
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SHA256:{}", Base64Unpadded::encode_string(&self.0))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The text is not a fingerprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected 'SHA256:' and 43 characters of base64 without padding")]
pub struct NotFingerprint;

impl FromStr for Fingerprint {
    type Err = NotFingerprint;
    fn from_str(s: &str) -> Result<Self, NotFingerprint> {
        let base64 = s.strip_prefix("SHA256:").ok_or(NotFingerprint)?;
        let mut bytes = [0; 32];
        let decoded = Base64Unpadded::decode(base64, &mut bytes).map_err(|_| NotFingerprint)?;
        if decoded.len() != 32 || base64.len() != 43 {
            return Err(NotFingerprint);
        }
        Ok(Self(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LINE: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";

    #[test]
    fn the_github_host_key_has_the_fingerprint_github_publishes() {
        let key = LINE.parse::<PublicKey>().unwrap();
        assert_eq!(key.fingerprint().to_string(), "SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU");
        assert_eq!(key.openssh_line(""), LINE);
        assert_eq!(key.openssh_line("みなと\n 朗読 "), format!("{LINE} みなと 朗読"));
    }

    #[test]
    fn lines_that_are_not_one_ed25519_key_are_refused() {
        let rsa = format!("ssh-rsa {}", Base64::encode_string(&strings(&[b"ssh-rsa", b"\x03", b"n"])));
        assert_eq!(rsa.parse::<PublicKey>(), Err(PublicKeyError::Unsupported("ssh-rsa".into())));
        let other_name = LINE.replace("ssh-ed25519", "ssh-rsa");
        let cut = &LINE[..LINE.len() - 4];
        let two = format!("{LINE}\n{LINE}");
        for bad in ["", "ssh-ed25519", &other_name, cut, &two, &format!("{LINE}=")] {
            assert_eq!(bad.parse::<PublicKey>(), Err(PublicKeyError::Malformed), "{bad}");
        }
    }

    #[test]
    fn only_the_exact_fingerprint_is_read() {
        let good = PublicKey([7; 32]).fingerprint().to_string();
        let canonical_end = &good[..good.len() - 1];
        assert_eq!(good.parse(), Ok(PublicKey([7; 32]).fingerprint()));
        let mut last = 0;
        for c in ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']) {
            last += usize::from(format!("{canonical_end}{c}").parse::<Fingerprint>().is_ok());
        }
        assert_eq!(last, 16, "the last character carries four bits, its two low bits are zero");
        for bad in [
            "",
            "SHA256:",
            &good[7..],
            &format!("{good}="),
            &format!("{good} "),
            &good.to_lowercase(),
            canonical_end,
        ] {
            assert_eq!(bad.parse::<Fingerprint>(), Err(NotFingerprint), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn line_wire_and_fingerprint_roundtrip(bytes: [u8; 32], comment in ".{0,30}") {
            let key = PublicKey(bytes);
            prop_assert_eq!(PublicKey::from_wire(&key.wire()), Ok(key));
            prop_assert_eq!(key.openssh_line(&comment).parse(), Ok(key));
            prop_assert_eq!(key.fingerprint().to_string().parse(), Ok(key.fingerprint()));
        }
    }
}
