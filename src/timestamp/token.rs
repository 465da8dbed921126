//! A time-stamp response taken apart (RFC 3161 section 2.4.2, RFC 5652 section 5): strict about what it means,
//! lenient about how real authorities encode it.

use super::algorithm::BadSignature;
use super::asn1::{context, inside, sequence};
use super::ber::to_der;
use super::certificate::Certificate;
use super::signer_info::{Signed, SignerInfo};
use super::tst_info::TstInfo;
use const_oid::ObjectIdentifier;
use der::asn1::{AnyRef, OctetStringRef};
use der::{Decode as _, Reader as _, Sequence, Tag, Tagged as _};

const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
pub(super) const TST_INFO: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");

/// Certificates looked at in one token; real ones carry up to five.
const CERTIFICATES: usize = 64;

/// Why a response is no token that says anything.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadToken {
    /// Not a response of RFC 3161, or not whole.
    #[error("{0}")]
    Malformed(String),
    /// A refusal: the status is neither 0 nor 1. What else the authority wrote is not shown.
    #[error("status {0}")]
    Rejected(u8),
    /// The stamp is over something else.
    #[error("its imprint is {0}")]
    Imprint(String),
    /// The signed attributes do not bind the content.
    #[error("{0}")]
    Attributes(&'static str),
    /// The certificate that the signature names is not there, or is not the one that the attributes name.
    #[error("{0}")]
    Signer(&'static str),
    /// The signature does not fit.
    #[error("{0}")]
    Signature(BadSignature),
    /// Signed in a way that nothing can rest on.
    #[error("{0}")]
    Weak(BadSignature),
    /// Made with something that is not supported here.
    #[error("{0}")]
    Unsupported(String),
}

impl From<der::Error> for BadToken {
    fn from(_: der::Error) -> Self {
        BadToken::Malformed("not a structure of RFC 3161".into())
    }
}

impl From<BadSignature> for BadToken {
    fn from(why: BadSignature) -> Self {
        match why {
            BadSignature::Weak(_) => BadToken::Weak(why),
            BadSignature::Unsupported(what) => BadToken::Unsupported(what),
            BadSignature::Malformed(_) | BadSignature::Wrong => BadToken::Signature(why),
        }
    }
}

/// A response with a token in it. Only what its signature covers is kept, and the certificates that came along.
#[derive(Debug, Clone)]
pub struct Token {
    /// What the authority says.
    pub info: TstInfo,
    /// Who signed it, and what came along.
    pub signed: Signed,
}

impl Token {
    /// Reads a response, checks everything inside it, and its signature by the certificate that it names.
    /// Whether that certificate leads to anybody known is the [path](super::path)'s question.
    pub fn from_response(bytes: &[u8]) -> Result<Self, BadToken> {
        let der = to_der(bytes).map_err(|e| BadToken::Malformed(e.to_string()))?;
        let response = TimeStampResp::from_der(&der)?;
        let status: u8 = inside(response.status, Tag::Sequence)?.decode()?; // free text may follow: never shown
        if status > 1 {
            return Err(BadToken::Rejected(status));
        }
        let token = response.token.ok_or(BadToken::Malformed("granted, and no token".into()))?;
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
    let _digests: AnyRef<'_> = reader.decode()?;
    let encapsulated: ContentInfo<'_> = reader.decode()?;
    if encapsulated.content_type != TST_INFO {
        return Err(BadToken::Malformed("signed data without TSTInfo".into()));
    }
    let signed = encapsulated.content.decode_as::<&OctetStringRef>()?.as_bytes();
    let (mut certificates, mut signers) = (None, None);
    while !reader.is_finished() {
        let next: AnyRef<'_> = reader.decode()?;
        match next.tag() {
            tag if tag == context(0) && certificates.is_none() && signers.is_none() => {
                certificates = Some(next);
            }
            tag if tag == context(1) && signers.is_none() => {} // revocation lists: not looked at
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
    let certificates = read_certificates(certificates)?;
    let info = TstInfo::read(signed)?;
    Ok(Token { info, signed: signer.verify(signed, certificates)? })
}

/// The certificates that can be read; others (attribute certificates, other formats) are of no use for a path.
fn read_certificates(set: Option<AnyRef<'_>>) -> Result<Vec<Certificate>, BadToken> {
    let mut found: Vec<Certificate> = Vec::new();
    let Some(set) = set else { return Ok(found) };
    let mut reader = inside(set, context(0))?;
    for count in 1.. {
        if reader.is_finished() {
            break;
        }
        if count > CERTIFICATES {
            return Err(BadToken::Malformed(format!("more than {CERTIFICATES} certificates")));
        }
        let der = reader.tlv_bytes()?;
        if let Ok(certificate) = Certificate::from_der(der)
            && !found.iter().any(|have| have.der() == der)
        {
            found.push(certificate);
        }
    }
    Ok(found)
}
