//! The signed attributes of a token: they bind the content, and the certificate that signed
//! (RFC 5652 section 11, RFC 2634 section 5.4, RFC 5035, RFC 5816).

use super::algorithm::{Hash, SHA_1};
use super::asn1::{context, inside, next_tag, sequence};
use super::bad_token::BadToken;
use super::certificate::Certificate;
use super::tst_info::TST_INFO;
use const_oid::ObjectIdentifier;
use der::asn1::{AnyRef, IntRef, OctetStringRef};
use der::{Decode as _, Reader as _, Sequence, Tag, Tagged as _};
use sha1::{Digest as _, Sha1};
use x509_cert::spki::AlgorithmIdentifierRef;

const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
const SIGNING_CERTIFICATE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.12");
const SIGNING_CERTIFICATE_V2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");

/// Certificates that one attribute names; real ones name one, some the whole path.
const NAMED: usize = 16;

/// The hash of a certificate, with the certificate's issuer and serial number where they are given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertHash {
    algorithm: CertHashAlgorithm,
    hash: Vec<u8>,
    issuer_serial: Option<(Vec<u8>, Vec<u8>)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CertHashAlgorithm {
    /// Of RFC 2634. It binds only together with the signature by the certificate's own key.
    Sha1,
    Sha2(Hash),
}

impl CertHash {
    /// Is it the hash of these bytes, of something that has no issuer and number to compare?
    pub fn is_hash_of(&self, bytes: &[u8]) -> bool {
        self.hash == self.hashed(bytes)
    }

    fn hashed(&self, bytes: &[u8]) -> Vec<u8> {
        match self.algorithm {
            CertHashAlgorithm::Sha1 => Sha1::digest(bytes).to_vec(),
            CertHashAlgorithm::Sha2(hash) => hash.of(bytes),
        }
    }

    /// Is this the certificate?
    pub fn is_of(&self, certificate: &Certificate) -> bool {
        let told = |(issuer, serial): &(Vec<u8>, Vec<u8>)| {
            *issuer == certificate.issuer && serial == certificate.serial()
        };
        self.is_hash_of(certificate.der()) && self.issuer_serial.as_ref().is_none_or(told)
    }
}

/// What the signed attributes say.
pub struct Attributes {
    /// The hash of the content.
    pub message_digest: Vec<u8>,
    /// One list an attribute, the signer's certificate first in each.
    named: Vec<Vec<CertHash>>,
}

/// Attribute (RFC 5652 section 5.3), signed or not.
#[derive(Sequence)]
pub struct Attribute<'a> {
    /// What it is.
    pub kind: ObjectIdentifier,
    /// A SET.
    pub values: AnyRef<'a>,
}

impl Attributes {
    /// Reads the attributes, tag and all. Their order is free; each of those used here stands once.
    pub fn read(tagged: &[u8]) -> Result<Self, BadToken> {
        let mut reader = inside(AnyRef::from_der(tagged)?, context(0))?;
        let (mut content_type, mut message_digest) = (None, None);
        let (mut v1, mut v2) = (None, None);
        while !reader.is_finished() {
            let attribute: Attribute<'_> = reader.decode()?;
            let slot = match attribute.kind {
                CONTENT_TYPE => &mut content_type,
                MESSAGE_DIGEST => &mut message_digest,
                SIGNING_CERTIFICATE => &mut v1,
                SIGNING_CERTIFICATE_V2 => &mut v2,
                _ => continue,
            };
            if slot.replace(single(attribute.values)?).is_some() {
                return Err(BadToken::Attributes("an attribute that stands twice"));
            }
        }
        let content_type = content_type.ok_or(BadToken::Attributes("no contentType"))?;
        if ObjectIdentifier::from_der(content_type)? != TST_INFO {
            return Err(BadToken::Attributes("contentType is not TSTInfo"));
        }
        let digest = message_digest.ok_or(BadToken::Attributes("no messageDigest"))?;
        let message_digest = <&OctetStringRef>::from_der(digest)?.as_bytes().to_vec();
        let mut named = Vec::new();
        if let Some(v1) = v1 {
            named.push(list(v1, |certificate| EssCertId::from_der(certificate)?.read())?);
        }
        if let Some(v2) = v2 {
            named.push(list(v2, ess_cert_id_v2)?);
        }
        if named.is_empty() {
            return Err(BadToken::Attributes("no signingCertificate"));
        }
        Ok(Self { message_digest, named })
    }

    /// Do all attributes name this certificate as the signer's?
    pub fn name(&self, certificate: &Certificate) -> bool {
        self.named.iter().all(|list| list[0].is_of(certificate))
    }

    /// The certificates named after the signer's.
    pub fn others(self) -> Vec<CertHash> {
        self.named.into_iter().flat_map(|list| list.into_iter().skip(1)).collect()
    }
}

/// The one value of an attribute.
fn single<'a>(values: AnyRef<'a>) -> Result<&'a [u8], BadToken> {
    const BAD: BadToken = BadToken::Attributes("an attribute without exactly one value");
    if values.tag() != Tag::Set || values.value().is_empty() {
        return Err(BAD);
    }
    let mut reader = inside(values, Tag::Set)?;
    let value = reader.tlv_bytes()?;
    if reader.is_finished() { Ok(value) } else { Err(BAD) }
}

/// SigningCertificate and its second version: a list of names, and policies that ask nothing here.
fn list(
    attribute: &[u8],
    read: impl Fn(&[u8]) -> Result<CertHash, BadToken>,
) -> Result<Vec<CertHash>, BadToken> {
    let mut reader = inside(sequence(attribute)?.decode()?, Tag::Sequence)?;
    let mut named = Vec::new();
    while !reader.is_finished() {
        named.push(read(reader.tlv_bytes()?)?);
        if named.len() > NAMED {
            return Err(BadToken::Attributes("a signingCertificate that names too many"));
        }
    }
    if named.is_empty() {
        Err(BadToken::Attributes("a signingCertificate that names none"))
    } else {
        Ok(named)
    }
}

/// ESSCertID (RFC 2634 section 5.4.1)
#[derive(Sequence)]
struct EssCertId<'a> {
    hash: &'a OctetStringRef,
    #[asn1(optional = "true")]
    issuer_serial: Option<IssuerSerial<'a>>,
}

impl EssCertId<'_> {
    fn read(self) -> Result<CertHash, BadToken> {
        let issuer_serial = self.issuer_serial.map(IssuerSerial::read).transpose()?;
        let hash = self.hash.as_bytes().to_vec();
        Ok(CertHash { algorithm: CertHashAlgorithm::Sha1, hash, issuer_serial })
    }
}

/// ESSCertIDv2 (RFC 5035 section 4): the algorithm is left out for SHA-256.
fn ess_cert_id_v2(der: &[u8]) -> Result<CertHash, BadToken> {
    let mut reader = sequence(der)?;
    let algorithm = match next_tag(&reader) {
        Some(Tag::Sequence) => {
            let named: AlgorithmIdentifierRef<'_> = reader.decode()?;
            // seen in the wild: the second version of the attribute with the hash of the first
            if named.oid == SHA_1 {
                CertHashAlgorithm::Sha1
            } else {
                CertHashAlgorithm::Sha2(Hash::named(&named)?)
            }
        }
        _ => CertHashAlgorithm::Sha2(Hash::Sha256),
    };
    let hash = reader.decode::<&OctetStringRef>()?.as_bytes().to_vec();
    let issuer_serial = match reader.is_finished() {
        true => None,
        false => Some(reader.decode::<IssuerSerial<'_>>()?.read()?),
    };
    reader.finish()?;
    Ok(CertHash { algorithm, hash, issuer_serial })
}

/// IssuerSerial (RFC 5035 section 5)
#[derive(Sequence)]
struct IssuerSerial<'a> {
    issuer: AnyRef<'a>,
    serial: IntRef<'a>,
}

impl IssuerSerial<'_> {
    /// The issuer's name in DER and the serial number.
    fn read(self) -> Result<(Vec<u8>, Vec<u8>), BadToken> {
        const BAD: BadToken = BadToken::Attributes("an issuer that is not one directory name");
        let mut names = inside(self.issuer, Tag::Sequence)?;
        let name: AnyRef<'_> = names.decode()?;
        if name.tag() != context(4) || !names.is_finished() {
            return Err(BAD);
        }
        sequence(name.value()).map_err(|_| BAD)?;
        Ok((name.value().to_vec(), self.serial.as_bytes().to_vec()))
    }
}
