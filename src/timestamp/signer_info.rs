//! Who signed a token, and whether the signature holds (RFC 5652 sections 5.3 to 5.6).

use super::algorithm::{Hash, Scheme};
use super::asn1::{context, inside, next_tag};
use super::attributes::{Attribute, Attributes, CertHash};
use super::bad_token::BadToken;
use super::certificate::Certificate;
use const_oid::ObjectIdentifier;
use der::asn1::{AnyRef, IntRef, OctetStringRef};
use der::{Encode as _, Reader as _, Sequence, SliceReader, Tag, TagNumber};
use x509_cert::spki::AlgorithmIdentifierRef;

/// What a signature that holds tells of certificates.
#[derive(Debug, Clone)]
pub struct Signed {
    /// The certificate that signed.
    pub signer: Certificate,
    /// The other certificates that came along: a help for the path, never an anchor.
    pub others: Vec<Certificate>,
    /// The certificates that the signed attributes name beyond the signer's.
    pub named: Vec<CertHash>,
    /// Attribute certificates that came along, each as a SEQUENCE.
    pub attribute: Vec<Vec<u8>>,
    /// Which command of openssl takes such a signature.
    pub stock: Stock,
}

/// Which command of openssl checks a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stock {
    /// `openssl ts -verify`, which compares the imprint too.
    Ts,
    /// `openssl cms -verify`: the other takes no RSASSA-PSS, no signer named by the identifier of its key, no attribute
    /// certificates, and no authority that calls itself by another name than its certificate does.
    Cms,
    /// The same without `-cades`, which looks for all that a signer names among the certificates of the path: an attribute
    /// certificate is not there, nor is the root cross-signed by another where the path ends at the root itself.
    CmsPlain,
}

/// Unsigned attributes: anyone can change them, and nothing is said by them. They are attributes all the same.
fn unsigned(mut reader: SliceReader<'_>) -> der::Result<()> {
    while !reader.is_finished() {
        let attribute: Attribute<'_> = reader.decode()?;
        let mut values = inside(attribute.values, Tag::Set)?;
        while !values.is_finished() {
            values.tlv_bytes()?;
        }
    }
    Ok(())
}

/// IssuerAndSerialNumber (RFC 5652 section 10.2.4)
#[derive(Sequence)]
struct IssuerAndSerialNumber<'a> {
    issuer: AnyRef<'a>,
    serial: IntRef<'a>,
}

/// Who signed, as a SignerInfo names it (RFC 5652 section 5.3).
enum SignerId<'a> {
    IssuerAndSerial { issuer: Vec<u8>, serial: &'a [u8] },
    KeyId(&'a [u8]),
}

/// The one signer of a token.
pub struct SignerInfo<'a> {
    id: SignerId<'a>,
    digest: AlgorithmIdentifierRef<'a>,
    /// The tag and all, as received.
    attributes: &'a [u8],
    algorithm: AlgorithmIdentifierRef<'a>,
    signature: &'a [u8],
}

impl<'a> SignerInfo<'a> {
    pub fn read(reader: &mut SliceReader<'a>) -> der::Result<Self> {
        let _version: u8 = reader.decode()?;
        let id = if next_tag(reader) == Some(Tag::Sequence) {
            let id: IssuerAndSerialNumber<'a> = reader.decode()?;
            let issuer = id.issuer.to_der()?;
            SignerId::IssuerAndSerial { issuer, serial: id.serial.as_bytes() }
        } else {
            let id = reader.context_specific::<&OctetStringRef>(TagNumber(0), der::TagMode::Implicit)?;
            // a reader that was asked for an error reads no further
            SignerId::KeyId(id.ok_or_else(|| reader.error(der::ErrorKind::Failed))?.as_bytes())
        };
        let digest = reader.decode()?;
        if next_tag(reader) != Some(context(0)) {
            return Err(reader.error(der::ErrorKind::Failed)); // without signed attributes it is no token
        }
        let attributes = reader.tlv_bytes()?;
        let algorithm = reader.decode()?;
        let signature = reader.decode::<&OctetStringRef>()?.as_bytes();
        if next_tag(reader) == Some(context(1)) {
            unsigned(inside(reader.decode()?, context(1))?)?;
        }
        Ok(Self { id, digest, attributes, algorithm, signature })
    }

    /// The hash that it names.
    pub fn digest(&self) -> ObjectIdentifier {
        self.digest.oid
    }

    /// Checks the signature over `content` by one of the certificates that came along.
    pub fn verify(&self, content: &[u8], mut certificates: Vec<Certificate>) -> Result<Signed, BadToken> {
        let digest = Hash::named(&self.digest)?;
        let scheme = Scheme::named(&self.algorithm, Some(digest))?;
        if scheme.hash() != digest {
            return Err(BadToken::Unsupported("two hashes in one signature".into())); // RFC 8933 section 2
        }
        let attributes = Attributes::read(self.attributes)?;
        if attributes.message_digest != digest.of(content) {
            return Err(BadToken::Attributes("messageDigest is not the hash of the content"));
        }
        // several certificates can have the same issuer, serial number or key: the attributes say which is meant
        let named: Vec<usize> = (0..certificates.len()).filter(|i| self.is_by(&certificates[*i])).collect();
        if named.is_empty() {
            return Err(BadToken::Signer("the signer's certificate is not in the token"));
        }
        let meant = named.into_iter().find(|i| attributes.name(&certificates[*i]));
        let meant = meant.ok_or(BadToken::Signer("the signed attributes name another certificate"))?;
        let signer = certificates.remove(meant);
        // RFC 5652 section 5.4: over the attributes as a SET, whatever their order
        let mut message = self.attributes.to_vec();
        message[0] = 0x31;
        scheme.verify(&signer.key, &message, self.signature)?;
        let stock = match (&self.id, scheme) {
            (SignerId::KeyId(_), _) | (_, Scheme::RsaPss { .. }) => Stock::Cms,
            _ => Stock::Ts,
        };
        Ok(Signed { signer, others: certificates, named: attributes.others(), attribute: Vec::new(), stock })
    }

    fn is_by(&self, certificate: &Certificate) -> bool {
        match &self.id {
            SignerId::IssuerAndSerial { issuer, serial } => {
                *issuer == certificate.issuer && *serial == certificate.serial()
            }
            SignerId::KeyId(id) => certificate.usage.key_id.as_deref() == Some(*id),
        }
    }
}
