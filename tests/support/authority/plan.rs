//! What an authority is to be: the kind of its key, what stands above it, and what is wrong with it.

use std::path::{Path, PathBuf};

/// The key of an authority, and of those above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    Rsa2048,
    Rsa4096,
    /// The key itself says RSASSA-PSS (RFC 4055 section 1.2), with SHA-256 and 32 bytes of salt.
    RsaPss,
    P256,
    P384,
}

impl KeyKind {
    pub const ALL: [Self; 5] = [Self::Rsa2048, Self::Rsa4096, Self::RsaPss, Self::P256, Self::P384];

    /// How the files in tests/keys/authority call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rsa2048 => "rsa2048",
            Self::Rsa4096 => "rsa4096",
            Self::RsaPss => "rsapss",
            Self::P256 => "p256",
            Self::P384 => "p384",
        }
    }

    /// The hash that it signs with unless told otherwise.
    pub fn digest(self) -> &'static str {
        match self {
            Self::Rsa2048 | Self::RsaPss | Self::P256 => "sha256",
            Self::P384 => "sha384",
            Self::Rsa4096 => "sha512",
        }
    }

    /// A committed throw-away key.
    pub fn key(self, role: &str) -> PathBuf {
        let keys = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/keys/authority");
        keys.join(format!("{role}-{}.pem", self.name()))
    }
}

/// What stands between the root and the certificate that signs, and what lies beside it in a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chain {
    /// The root issued the signing certificate.
    Direct,
    /// One intermediate; tokens hold it.
    Intermediate,
    /// One intermediate, and tokens hold much more, all of it allowed: the root, a stranger, certificates with the same
    /// subject and another key, and an expired one with the same subject and the same key.
    Crowded,
}

/// What is wrong with the certificates. All of these have to be refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Extended key usage serverAuth.
    WrongUsage,
    /// timeStamping, not marked critical (RFC 3161 section 2.3).
    UsageNotCritical,
    /// No extended key usage.
    NoUsage,
    /// timeStamping and emailProtection (RFC 3161 section 2.3 allows only one).
    ExtraUsage,
    /// anyExtendedKeyUsage, critical.
    AnyUsage,
    /// The signing certificate may only encipher keys (RFC 5280 section 4.2.1.3).
    KeyUsage,
    /// An extension that nobody knows, marked critical, in the signing certificate (RFC 5280 section 4.2).
    UnknownCritical,
    /// The signing certificate ended in 2021.
    Expired,
    /// The signing certificate begins in 2090.
    NotYetValid,
    /// The intermediate says CA:false (RFC 5280 section 6.1.4 (k)).
    NotCa,
    /// The intermediate has no basic constraints.
    NoBasicConstraints,
    /// The intermediate may not sign certificates (RFC 5280 section 6.1.4 (n)).
    CaKeyUsage,
    /// An intermediate with pathlen:0 issued another one (RFC 5280 section 6.1.4 (l)).
    PathTooLong,
    /// The root allows no intermediate. RFC 5280 leaves open whether an anchor limits its path; OpenSSL refuses.
    RootPathTooLong,
    /// The intermediate and another one issued each other, and no root either of them.
    CaLoop,
    /// The intermediate ended in 2021.
    CaExpired,
    /// The token does not hold the intermediate.
    CaMissing,
    /// The intermediate in the token has the right name and another key: it did not sign.
    CaTwin,
    /// All was issued by another root with the same subject, which lies in the token.
    OtherRoot,
    /// The signing certificate is signed over SHA-1.
    Sha1,
}

impl Fault {
    pub const ALL: [Self; 20] = [
        Self::WrongUsage,
        Self::UsageNotCritical,
        Self::NoUsage,
        Self::ExtraUsage,
        Self::AnyUsage,
        Self::KeyUsage,
        Self::UnknownCritical,
        Self::Expired,
        Self::NotYetValid,
        Self::NotCa,
        Self::NoBasicConstraints,
        Self::CaKeyUsage,
        Self::PathTooLong,
        Self::RootPathTooLong,
        Self::CaLoop,
        Self::CaExpired,
        Self::CaMissing,
        Self::CaTwin,
        Self::OtherRoot,
        Self::Sha1,
    ];

    /// Whether it needs an intermediate to show.
    fn is_above(self) -> bool {
        use Fault::*;
        let length = matches!(self, PathTooLong | RootPathTooLong);
        length
            || matches!(
                self,
                NotCa | NoBasicConstraints | CaKeyUsage | CaExpired | CaMissing | CaTwin | CaLoop
            )
    }
}

/// From when until when, as `openssl ca` takes it: `YYYYMMDDHHMMSSZ`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Validity {
    pub from: String,
    pub until: String,
}

impl Validity {
    pub fn new(from: impl Into<String>, until: impl Into<String>) -> Self {
        Self { from: from.into(), until: until.into() }
    }
}

/// An authority to be.
#[derive(Debug, Clone)]
pub struct Plan {
    pub kind: KeyKind,
    pub chain: Chain,
    pub fault: Option<Fault>,
    /// Of the certificate that signs.
    pub valid: Validity,
    /// Of the root and the intermediate.
    pub above: Validity,
    pub style: Style,
}

/// How `openssl ts -reply` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// ESSCertIDv2 with SHA-256, an accuracy of a second, no name.
    Usual,
    /// ESSCertID with SHA-1, an accuracy down to microseconds, ordering, the name of the authority.
    Old,
}

impl Style {
    /// The section of the configuration.
    pub fn section(self) -> &'static str {
        match self {
            Self::Usual => "stamp",
            Self::Old => "stamp_old",
        }
    }
}

impl Plan {
    pub fn new(kind: KeyKind) -> Self {
        let valid = Validity::new("20150101000000Z", "20450101000000Z");
        let above = Validity::new("20100101000000Z", "20500101000000Z");
        Self { kind, chain: Chain::Direct, fault: None, valid, above, style: Style::Usual }
    }

    pub fn faulty(fault: Fault) -> Self {
        let chain = if fault.is_above() { Chain::Intermediate } else { Chain::Direct };
        Self { chain, fault: Some(fault), ..Self::new(KeyKind::P256) }
    }

    pub fn subject(&self, role: &str) -> String {
        format!("/C=JP/O=hikae tests, proves nothing/CN={role} {}", self.kind.name())
    }
}
