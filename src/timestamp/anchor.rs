//! The roots that a path may end at: those pinned here, and those that a reader adds. Matched by subject and
//! public key; the authority's name always comes from here, never from a token or a file's name.

use super::certificate::Certificate;
use crate::digest::Sha256Digest;
use std::sync::Arc;

/// A root that is trusted to name authorities.
#[derive(Debug, Clone)]
pub struct Anchor {
    authority: String,
    root: String,
    certificate: Certificate,
    fetch: Option<&'static str>,
}

impl PartialEq for Anchor {
    fn eq(&self, other: &Self) -> bool {
        self.certificate.der() == other.certificate.der()
    }
}

impl Eq for Anchor {}

impl Anchor {
    /// Whose it is.
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// What it is called.
    pub fn root(&self) -> &str {
        &self.root
    }

    /// SHA-256 of the certificate.
    pub fn sha256(&self) -> Sha256Digest {
        Sha256Digest::of(self.certificate.der())
    }

    /// Where the authority itself hands it out, for the pinned ones.
    pub fn fetch(&self) -> Option<&'static str> {
        self.fetch
    }

    pub(super) fn certificate(&self) -> &Certificate {
        &self.certificate
    }
}

/// A pinned root. All are taken from Mozilla's root programme (the crate `webpki-root-certs` 1.0.11, whose bytes a
/// test compares), so that whoever checks can compare with a list that neither we nor the worker made.
struct Pinned {
    authority: &'static str,
    root: &'static str,
    der: &'static [u8],
    fetch: &'static str,
}

const PINNED: &[Pinned] = &[
    // timestamp.digicert.com; seen in its tokens of October 2026
    Pinned {
        authority: "DigiCert",
        root: "DigiCert Trusted Root G4",
        der: include_bytes!("roots/digicert-trusted-root-g4.der"),
        fetch: "https://cacerts.digicert.com/DigiCertTrustedRootG4.crt",
    },
    // timestamp.sectigo.com
    Pinned {
        authority: "Sectigo",
        root: "USERTrust RSA Certification Authority",
        der: include_bytes!("roots/usertrust-rsa.der"),
        fetch: "https://crt.sh/?d=1199354",
    },
    // timestamp.globalsign.com
    Pinned {
        authority: "GlobalSign",
        root: "GlobalSign Root CA - R6",
        der: include_bytes!("roots/globalsign-root-r6.der"),
        fetch: "https://secure.globalsign.com/cacert/root-r6.crt",
    },
    // ts.ssl.com
    Pinned {
        authority: "SSL.com",
        root: "SSL.com Root Certification Authority RSA",
        der: include_bytes!("roots/ssl-com-root-rsa.der"),
        fetch: "https://www.ssl.com/repository/SSLcomRootCertificationAuthorityRSA.crt",
    },
    // time.certum.pl
    Pinned {
        authority: "Certum",
        root: "Certum Trusted Network CA 2",
        der: include_bytes!("roots/certum-trusted-network-ca-2.der"),
        fetch: "https://repository.certum.pl/ctnca2.cer",
    },
];

/// The file holds no certificate that can be a root.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no certificate in it")]
pub struct NoRoot;

/// The roots of one reader.
#[derive(Debug, Clone)]
pub struct Anchors(Arc<Vec<Anchor>>);

impl Anchors {
    /// None at all: every token is then by an unknown authority.
    pub fn none() -> Self {
        Self(Arc::new(Vec::new()))
    }

    /// Those pinned in this program version.
    ///
    /// # Panics
    /// If one of them cannot be read: a bug that a test finds.
    pub fn pinned() -> Self {
        let read = |pinned: &Pinned| Anchor {
            authority: pinned.authority.into(),
            root: pinned.root.into(),
            certificate: Certificate::from_der(pinned.der).expect("pinned roots can be read"),
            fetch: Some(pinned.fetch),
        };
        Self(Arc::new(PINNED.iter().map(read).collect()))
    }

    /// Adds the certificates of a file, PEM or DER, as the reader's own roots.
    ///
    /// # Errors
    /// [`NoRoot`] if there is none in it, or one that cannot be read.
    pub fn add(&mut self, file: &[u8]) -> Result<(), NoRoot> {
        for der in certificates(file)? {
            let certificate = Certificate::from_der(&der).map_err(|_| NoRoot)?;
            let root = certificate.common_name();
            let anchor = Anchor { authority: root.clone(), root, certificate, fetch: None };
            if !self.0.contains(&anchor) {
                Arc::make_mut(&mut self.0).push(anchor);
            }
        }
        Ok(())
    }

    /// Those that may have issued a certificate, or that are the certificate itself, by their names.
    pub(super) fn named<'a>(
        &'a self,
        certificate: &Certificate,
    ) -> impl Iterator<Item = &'a Anchor> + use<'a> {
        let issuer = certificate.issuer.clone();
        self.0.iter().filter(move |anchor| anchor.certificate.subject == issuer)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Anchor> {
        self.0.iter()
    }
}

/// The certificates of a file in DER.
fn certificates(file: &[u8]) -> Result<Vec<Vec<u8>>, NoRoot> {
    const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
    const END: &str = "-----END CERTIFICATE-----";
    let text = String::from_utf8_lossy(file);
    if !text.contains(BEGIN) {
        return Ok(vec![file.to_vec()]);
    }
    let mut found = Vec::new();
    for part in text.split(BEGIN).skip(1) {
        let body: String = part.split(END).next().ok_or(NoRoot)?.split_whitespace().collect();
        use base64ct::Encoding as _;
        found.push(base64ct::Base64::decode_vec(&body).map_err(|_| NoRoot)?);
    }
    Ok(found)
}
