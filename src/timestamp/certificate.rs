//! Certificates as paths need them (RFC 5280): what was signed as it stands, names and keys as bytes, and what
//! the extensions allow.

use super::algorithm::{BadSignature, Scheme};
use super::asn1::{context, next_tag, sequence};
use const_oid::{AssociatedOid as _, ObjectIdentifier};
use der::{Decode as _, Reader as _, SliceReader, Tagged as _};
use x509_cert::ext::pkix::{BasicConstraints, ExtendedKeyUsage, KeyUsage, KeyUsages, SubjectKeyIdentifier};
use x509_cert::spki::AlgorithmIdentifierRef;

const TIME_STAMPING: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.8");
const ANY_USAGE: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.29.37.0");
/// Critical extensions that are honoured here, or that ask nothing of a path without policies: basic constraints,
/// key usage, extended key usage, certificate policies, policy mappings, inhibit any policy, subject and issuer
/// alternative names.
const UNDERSTOOD: [&str; 8] = ["19", "15", "37", "32", "33", "54", "17", "18"];
/// These limit all that stands below, also where an authority did not mark them critical.
const NAME_CONSTRAINTS: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.29.30");
/// Characters of a name that are told: more than any real one has (`ub-common-name` of RFC 5280 appendix A.1).
const NAME: usize = 64;

/// Not a certificate that can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a certificate: {0}")]
pub struct BadCertificate(&'static str);

/// A certificate.
#[derive(Debug, Clone)]
pub struct Certificate {
    der: Vec<u8>,
    parsed: x509_cert::Certificate,
    /// DER of the subject's name.
    pub subject: Vec<u8>,
    /// DER of the issuer's name.
    pub issuer: Vec<u8>,
    /// DER of the `SubjectPublicKeyInfo`.
    pub key: Vec<u8>,
    /// First and last second of its validity, since 1970.
    pub validity: std::ops::RangeInclusive<i64>,
    /// What it may be used for.
    pub usage: Usage,
}

/// What the extensions of a certificate allow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Usage {
    is_ca: bool,
    /// Most certification authorities that may follow below.
    pub path_length: Option<u8>,
    key_usage: Option<Vec<KeyUsages>>,
    extended: Option<Extended>,
    /// The key's identifier.
    pub key_id: Option<Vec<u8>>,
    /// An extension that limits its use in a way that is not looked at here.
    pub not_honoured: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Extended {
    critical: bool,
    purposes: Vec<ObjectIdentifier>,
}

impl Usage {
    /// May it stamp time: extended key usage timeStamping, alone and critical (RFC 3161 section 2.3); key usage, where
    /// it stands, for signing and nothing else.
    pub fn stamps_time(&self) -> Result<(), &'static str> {
        let extended = self.extended.as_ref().ok_or("no extended key usage")?;
        if extended.purposes != [TIME_STAMPING] {
            return Err("an extended key usage other than timeStamping alone");
        }
        if !extended.critical {
            return Err("an extended key usage that is not critical");
        }
        let signs = |u: &KeyUsages| matches!(u, KeyUsages::DigitalSignature | KeyUsages::NonRepudiation);
        match &self.key_usage {
            Some(usages) if usages.is_empty() || !usages.iter().all(signs) => {
                Err("a key usage other than for signatures")
            }
            _ => Ok(()),
        }
    }

    /// May it issue certificates of an authority that stamps time?
    pub fn issues(&self) -> Result<(), &'static str> {
        if !self.is_ca {
            return Err("not a certification authority");
        }
        if self.key_usage.as_ref().is_some_and(|u| !u.contains(&KeyUsages::KeyCertSign)) {
            return Err("a key usage without signing of certificates");
        }
        let fits = |purpose: &ObjectIdentifier| [TIME_STAMPING, ANY_USAGE].contains(purpose);
        if self.extended.as_ref().is_some_and(|e| !e.purposes.iter().any(fits)) {
            return Err("an extended key usage without timeStamping");
        }
        Ok(())
    }
}

impl Certificate {
    /// Reads exactly one certificate in DER.
    pub fn from_der(der: &[u8]) -> Result<Self, BadCertificate> {
        let parsed = x509_cert::Certificate::from_der(der).map_err(|_| BadCertificate("not in DER"))?;
        let body = parsed.tbs_certificate();
        if body.signature() != parsed.signature_algorithm() {
            return Err(BadCertificate("two signature algorithms"));
        }
        let seconds = |time: x509_cert::time::Time| time.to_unix_duration().as_secs() as i64;
        let (from, to) = (body.validity().not_before, body.validity().not_after);
        let [issuer, subject, key] = as_received(der).map_err(|_| BadCertificate("not in DER"))?;
        Ok(Self {
            der: der.to_vec(),
            subject,
            issuer,
            key,
            validity: seconds(from)..=seconds(to),
            usage: usage(&parsed)?,
            parsed,
        })
    }

    /// The certificate as received.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The serial number, big-endian.
    pub fn serial(&self) -> &[u8] {
        self.parsed.tbs_certificate().serial_number().as_bytes()
    }

    /// Is its issuer its subject?
    pub fn is_self_issued(&self) -> bool {
        self.subject == self.issuer
    }

    /// The subject's common name, or what else stands last in the name.
    pub fn common_name(&self) -> String {
        readable(self.parsed.tbs_certificate().subject())
    }

    /// Is this its name: a GeneralName in DER that is its subject's directory name?
    pub fn is_called(&self, name: &[u8]) -> bool {
        use der::asn1::AnyRef;
        let directory = AnyRef::from_der(name).ok().filter(|name| name.tag() == context(4));
        directory.is_some_and(|name| name.value() == self.subject)
    }

    /// The whole name of the subject, as RFC 4514 writes it.
    #[cfg(test)]
    pub fn subject_name(&self) -> String {
        self.parsed.tbs_certificate().subject().to_string()
    }

    /// The common name of its issuer.
    pub fn issuer_name(&self) -> String {
        readable(self.parsed.tbs_certificate().issuer())
    }

    /// Was it signed by this key (a `SubjectPublicKeyInfo` in DER)?
    pub fn is_signed_by(&self, key: &[u8]) -> Result<(), BadSignature> {
        const BAD: BadSignature = BadSignature::Malformed("a certificate");
        let mut outer = SliceReader::new(&self.der).map_err(|_| BAD)?;
        let signed = outer.sequence(|r| {
            let body = r.tlv_bytes()?;
            let algorithm = AlgorithmIdentifierRef::decode(r)?;
            let signature = der::asn1::BitStringRef::decode(r)?;
            Ok::<_, der::Error>((body, algorithm, signature))
        });
        let (body, algorithm, signature) = signed.map_err(|_| BAD)?;
        Scheme::named(&algorithm, None)?.verify(key, body, signature.as_bytes().ok_or(BAD)?)
    }
}

/// Issuer, subject and key as they stand: what is parsed and written again can come out in another order.
fn as_received(der: &[u8]) -> der::Result<[Vec<u8>; 3]> {
    let mut body = sequence(sequence(der)?.tlv_bytes()?)?;
    if next_tag(&body) == Some(context(0)) {
        body.tlv_bytes()?; // the version
    }
    let mut next = || body.tlv_bytes().map(<[u8]>::to_vec);
    let [_serial, _algorithm, issuer, _validity, subject, key] =
        [next()?, next()?, next()?, next()?, next()?, next()?];
    Ok([issuer, subject, key])
}

fn readable(name: &x509_cert::name::Name) -> String {
    let common = name.common_name().ok().flatten().map(|name| name.value().to_string());
    let name = common.or_else(|| name.iter().last().map(ToString::to_string)).unwrap_or_default();
    match name.char_indices().nth(NAME) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name,
    }
}

fn usage(certificate: &x509_cert::Certificate) -> Result<Usage, BadCertificate> {
    let body = certificate.tbs_certificate();
    let mut usage = Usage::default();
    const BAD: BadCertificate = BadCertificate("an extension that cannot be read, or that stands twice");
    if let Some((_, basic)) = body.get_extension::<BasicConstraints>().map_err(|_| BAD)? {
        (usage.is_ca, usage.path_length) = (basic.ca, basic.path_len_constraint);
    }
    if let Some((_, keys)) = body.get_extension::<KeyUsage>().map_err(|_| BAD)? {
        usage.key_usage = Some(keys.0.into_iter().collect());
    }
    if let Some((critical, extended)) = body.get_extension::<ExtendedKeyUsage>().map_err(|_| BAD)? {
        usage.extended = Some(Extended { critical, purposes: extended.0 });
    }
    if let Some((_, id)) = body.get_extension::<SubjectKeyIdentifier>().map_err(|_| BAD)? {
        usage.key_id = Some(id.0.as_bytes().to_vec());
    }
    let known = |oid: &ObjectIdentifier| {
        *oid == SubjectKeyIdentifier::OID
            || oid.to_string().strip_prefix("2.5.29.").is_some_and(|last| UNDERSTOOD.contains(&last))
    };
    usage.not_honoured = body.extensions().into_iter().flatten().find_map(|e| match e.extn_id {
        NAME_CONSTRAINTS => Some("name constraints".into()),
        oid if e.critical && !known(&oid) => Some(format!("critical extension {oid}")),
        _ => None,
    });
    Ok(usage)
}
