//! The roots that a path may end at: those pinned here, and those that a reader adds. Matched by subject and
//! public key; the authority's name always comes from here, never from a token or a file's name.

use super::certificate::Certificate;
use crate::digest::Sha256Digest;
use std::sync::{Arc, LazyLock};

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

impl Pinned {
    fn read(&self) -> Anchor {
        Anchor {
            authority: self.authority.into(),
            root: self.root.into(),
            certificate: Certificate::from_der(self.der).expect("pinned roots can be read"),
            fetch: Some(self.fetch),
        }
    }
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
        // read once: every archive with a token asks for them
        static ALL: LazyLock<Arc<Vec<Anchor>>> =
            LazyLock::new(|| Arc::new(PINNED.iter().map(Pinned::read).collect()));
        Self(Arc::clone(&ALL))
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{SystemTime, UNIX_EPOCH};

    #[test]
    fn the_pinned_roots_are_those_of_mozilla_and_are_called_what_they_are() {
        let mozilla: Vec<Sha256Digest> =
            webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter().map(Sha256Digest::of).collect();
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs() as i64;
        let anchors = Anchors::pinned();
        assert!(anchors.iter().count() >= 3);
        for anchor in anchors.iter() {
            let (name, root) = (anchor.root(), anchor.certificate());
            assert!(mozilla.contains(&anchor.sha256()), "{name}");
            assert!(root.is_self_issued(), "{name}");
            assert_eq!(root.is_signed_by(&root.key), Ok(()), "{name}");
            assert!(root.validity.contains(&now), "{name}");
            assert_eq!((root.usage.issues(), &root.usage.not_honoured), (Ok(()), &None), "{name}");
            assert!(anchor.fetch().is_some_and(|address| address.starts_with("https://")), "{name}");
            // GlobalSign's common name is just `GlobalSign`; which root it is, the organisational unit says
            let name_in_full = root.subject_name();
            let parts: Vec<&str> = name_in_full.split(',').collect();
            let says = |key: &str, value: &str| parts.contains(&format!("{key}={value}").as_str());
            assert!(says("CN", name) || says("OU", name), "{name} is not in {name_in_full}");
            assert_eq!(anchors.named(root).count(), 1, "{name}: another one has the same name");
        }
    }

    #[test]
    fn roots_of_the_reader_come_in_pem_and_der_and_once_each() {
        let der = PINNED[0].der;
        use base64ct::Encoding as _;
        let base64 = base64ct::Base64::encode_string(der);
        let pem = |end: &str| {
            let lines: Vec<&str> = base64.as_bytes().chunks(64).map(|l| str::from_utf8(l).unwrap()).collect();
            let body = lines.join(end);
            format!("-----BEGIN CERTIFICATE-----{end}{body}{end}-----END CERTIFICATE-----{end}")
        };
        let added = |file: &[u8]| {
            let mut anchors = Anchors::none();
            anchors.add(file).map(|()| anchors.iter().count())
        };
        assert_eq!(added(der), Ok(1));
        assert_eq!(added(pem("\n").as_bytes()), Ok(1));
        assert_eq!(added(format!("subject=a\r\n{0}and\r\n{0}", pem("\r\n")).as_bytes()), Ok(1));
        let mut anchors = Anchors::pinned();
        let all = anchors.iter().count();
        assert_eq!(anchors.add(der), Ok(()));
        assert_eq!(anchors.iter().count(), all);
        for bad in [
            &b""[..],
            b"a root",
            &der[..der.len() - 1],
            &[der, b"\n"].concat(),
            b"-----BEGIN CERTIFICATE-----",
            b"-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----",
            pem("\n").replace("MII", "M\u{131}I").as_bytes(),
        ] {
            assert_eq!(added(bad), Err(NoRoot), "{}", String::from_utf8_lossy(bad));
        }
    }
}
