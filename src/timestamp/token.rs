//! A time-stamp response taken apart (RFC 3161 section 2.4.2, RFC 5652 section 5): strict about what it means,
//! lenient about how real authorities encode it.

use super::algorithm::{Hash, SHA_1};
use super::asn1::{context, inside, next_tag, sequence};
use super::bad_token::BadToken;
use super::ber::to_der;
use super::certificate::Certificate;
use super::signer_info::{Signed, SignerInfo, Stock};
use super::tst_info::{TST_INFO, TstInfo};
use const_oid::ObjectIdentifier;
use der::asn1::{AnyRef, OctetStringRef};
use der::{Decode as _, Reader as _, Sequence, Tag, Tagged as _};
use x509_cert::crl::CertificateList;
use x509_cert::spki::AlgorithmIdentifierRef;

const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");

/// Certificates looked at in one token; real ones carry up to five.
const CERTIFICATES: usize = 64;

/// Hashes named by one token; real ones name one.
const DIGESTS: usize = 16;

/// A token. Only what its signature covers is kept, and the certificates that came along.
#[derive(Debug, Clone)]
pub struct Token {
    /// What the authority says.
    pub info: TstInfo,
    /// Who signed it, and what came along.
    pub signed: Signed,
}

/// In what a token comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A `TimeStampResp`, as an authority answers.
    Response,
    /// A `TimeStampToken` alone, as documents and programs carry it. No archive has one; tests read them.
    #[cfg_attr(not(feature = "internals"), allow(dead_code))]
    Bare,
}

impl Token {
    /// Reads a token, checks everything inside it, and its signature by the certificate that it names.
    /// Whether that certificate leads to anybody known is the [path](super::path)'s question.
    pub fn read(bytes: &[u8], form: Form) -> Result<Self, BadToken> {
        let der = to_der(bytes).map_err(|e| BadToken::Malformed(e.to_string()))?;
        let token = match form {
            Form::Bare => ContentInfo::from_der(&der)?,
            Form::Response => {
                let response = TimeStampResp::from_der(&der)?;
                // free text may follow: never shown
                let status: u8 = inside(response.status, Tag::Sequence)?.decode()?;
                if status > 1 {
                    return Err(BadToken::Rejected(status));
                }
                response.token.ok_or(BadToken::Malformed("granted, and no token".into()))?
            }
        };
        signed_data(token.content_type, token.content)
    }
}

/// The `TimeStampToken` inside a response, for containers that want it bare.
///
/// # Errors
/// [`BadToken::Malformed`] if the response has no second part.
pub fn bare_token(response: &[u8]) -> Result<Vec<u8>, BadToken> {
    let der = to_der(response).map_err(|e| BadToken::Malformed(e.to_string()))?;
    let mut reader = sequence(&der)?;
    reader.tlv_bytes()?;
    Ok(reader.tlv_bytes()?.to_vec())
}

/// TimeStampResp
#[derive(Sequence)]
struct TimeStampResp<'a> {
    status: AnyRef<'a>,
    #[asn1(optional = "true")]
    token: Option<ContentInfo<'a>>,
}

/// ContentInfo (RFC 5652 section 3); EncapsulatedContentInfo (section 5.2) has the same shape.
#[derive(Sequence)]
struct ContentInfo<'a> {
    content_type: ObjectIdentifier,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT")]
    content: AnyRef<'a>,
}

fn signed_data(content_type: ObjectIdentifier, content: AnyRef<'_>) -> Result<Token, BadToken> {
    if content_type != SIGNED_DATA {
        return Err(BadToken::Malformed("not signed data".into()));
    }
    let mut reader = inside(content, Tag::Sequence)?;
    let _version: u8 = reader.decode()?;
    let digests = read_digests(reader.decode()?)?;
    let encapsulated: ContentInfo<'_> = reader.decode()?;
    if encapsulated.content_type != TST_INFO {
        return Err(BadToken::Malformed("signed data without TSTInfo".into()));
    }
    let signed = encapsulated.content.decode_as::<&OctetStringRef>()?.as_bytes();
    let (mut certificates, mut lists, mut signers) = (None, None, None);
    while !reader.is_finished() {
        let next: AnyRef<'_> = reader.decode()?;
        let first = lists.is_none() && signers.is_none();
        match next.tag() {
            tag if tag == context(0) && certificates.is_none() && first => certificates = Some(next),
            tag if tag == context(1) && first => lists = Some(next),
            Tag::Set if signers.is_none() => signers = Some(next),
            _ => return Err(BadToken::Malformed("signed data with a part that has no place".into())),
        }
    }
    let signers = signers.ok_or(BadToken::Malformed("no signer".into()))?;
    let mut all = inside(signers, Tag::Set)?;
    let signer = all.sequence(SignerInfo::read)?;
    if !all.is_finished() {
        return Err(BadToken::Malformed("more than one signer".into()));
    }
    // RFC 5652 section 5.1 lets a verifier refuse what is not so, and stock tools do
    if !digests.iter().any(|digest| digest.oid == signer.digest()) {
        return Err(BadToken::Malformed("digestAlgorithms without that of the signer".into()));
    }
    let Certificates { found, unread, attribute } = read_certificates(certificates)?;
    let info = TstInfo::read(signed)?;
    if let Some(extension) = info.critical {
        return Err(BadToken::Unsupported(format!("extension {extension}")));
    }
    for digest in &digests {
        Hash::named(digest).map(drop).or_else(|why| if digest.oid == SHA_1 { Ok(()) } else { Err(why) })?;
    }
    let mut signed = signer.verify(signed, found)?;
    if !attribute.is_empty() {
        let named = signed.named.iter().any(|named| attribute.iter().any(|der| named.is_hash_of(der)));
        signed.stock = if named { Stock::CmsPlain } else { Stock::Cms };
    }
    signed.attribute = attribute;
    // no signature covers what came along, and nothing is said by it; but other tools read all of it, or nothing
    match unread == 0 && lists.is_none_or(can_be_read) {
        true => Ok(Token { info, signed }),
        false => Err(BadToken::Unsupported("a certificate or revocation list that cannot be read".into())),
    }
}

/// The hashes that the signed data names: each an algorithm, at least one.
fn read_digests(digests: AnyRef<'_>) -> Result<Vec<AlgorithmIdentifierRef<'_>>, BadToken> {
    let mut reader = inside(digests, Tag::Set)?;
    let mut found = Vec::new();
    while !reader.is_finished() {
        found.push(reader.decode()?);
        if found.len() > DIGESTS {
            return Err(BadToken::Malformed(format!("more than {DIGESTS} hashes")));
        }
    }
    Ok(found)
}

/// Are these revocation lists (RFC 5280 section 5)? What they say is not looked at.
fn can_be_read(lists: AnyRef<'_>) -> bool {
    let read = || {
        let mut reader = inside(lists, context(1))?;
        while !reader.is_finished() {
            <CertificateList>::from_der(reader.tlv_bytes()?)?;
        }
        Ok::<_, der::Error>(())
    };
    read().is_ok()
}

/// The certificates that came along, and how many of them cannot be read.
#[derive(Default)]
struct Certificates {
    found: Vec<Certificate>,
    unread: usize,
    /// Attribute certificates (RFC 5652 section 10.2.2), as Microsoft's tokens carry one. They say nothing here.
    attribute: Vec<Vec<u8>>,
}

fn read_certificates(set: Option<AnyRef<'_>>) -> Result<Certificates, BadToken> {
    let mut all = Certificates::default();
    let Some(set) = set else { return Ok(all) };
    let mut reader = inside(set, context(0))?;
    for count in 1.. {
        if reader.is_finished() {
            break;
        }
        if count > CERTIFICATES {
            return Err(BadToken::Malformed(format!("more than {CERTIFICATES} certificates")));
        }
        let tag = next_tag(&reader);
        let der = reader.tlv_bytes()?;
        if tag == Some(context(1)) || tag == Some(context(2)) {
            // as a SEQUENCE, which is how the attributes of a signer hash it
            all.attribute.push([&[0x30], &der[1..]].concat());
            continue;
        }
        match Certificate::from_der(der) {
            Ok(certificate) if all.found.iter().any(|have| have.der() == certificate.der()) => {}
            Ok(certificate) => all.found.push(certificate),
            Err(_) => all.unread += 1,
        }
    }
    Ok(all)
}
