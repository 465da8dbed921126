//! How a SignedData (RFC 5652 section 5) looks that is put together by hand.

use super::der;
use super::token::TST_INFO;

/// How a SignedData looks. The default is a token like any other, over ESSCertIDv2.
#[derive(Debug, Clone)]
pub struct Shape {
    /// Attributes that name the signing certificate, in this order.
    pub ess: Vec<Ess>,
    pub content_type: Attribute,
    pub message_digest: Attribute,
    /// Of the signed attributes; the signature is over them as they stand.
    pub order: Order,
    pub lengths: Lengths,
    pub signers: Signers,
    pub sid: Sid,
    pub naming: Naming,
    pub signature: Signature,
    /// More certificates, encoded, before all others.
    pub certificates: Vec<Vec<u8>>,
    /// What the content is said to be.
    pub content: String,
}

impl Default for Shape {
    fn default() -> Self {
        Self {
            ess: vec![Ess::V2],
            content_type: Attribute::Right,
            message_digest: Attribute::Right,
            order: Order::Der,
            lengths: Lengths::Definite,
            signers: Signers::One,
            sid: Sid::IssuerAndSerial,
            naming: Naming::Key,
            signature: Signature::Right,
            certificates: Vec::new(),
            content: TST_INFO.into(),
        }
    }
}

/// An attribute that names the signing certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ess {
    /// ESSCertID with SHA-1 (RFC 2634 section 5.4).
    V1,
    /// ESSCertIDv2 with SHA-256, which is not written as it is the default (RFC 5816 section 2.2.1).
    V2,
    /// ESSCertIDv2 with a hash that is written: SHA-512.
    V2Sha512,
    /// ESSCertIDv2 with the issuer and the serial number too.
    V2Serial,
    /// The hash of another certificate here, by the name of its file.
    V1Of(&'static str),
    V2Of(&'static str),
    /// The right hash, another serial number.
    V2OtherSerial,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attribute {
    Right,
    Wrong,
    Missing,
    /// The right one, two times.
    Twice,
    /// The right one, then a wrong one.
    TwiceOther,
    /// Two values in one attribute.
    TwoValues,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Sorted as DER wants a SET OF (RFC 5652 section 5.3).
    Der,
    /// The other way round. Occurs.
    Reversed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lengths {
    Definite,
    /// BER, down to the content, which is in two pieces. Occurs.
    Indefinite,
}

impl Lengths {
    pub fn wrap(self, tag: u8, content: Vec<u8>) -> Vec<u8> {
        match self {
            Self::Definite => der::tlv(tag, content),
            Self::Indefinite => der::indefinite(tag, content),
        }
    }

    /// An OCTET STRING, in BER in two pieces.
    pub fn octets(self, bytes: &[u8]) -> Vec<u8> {
        let (left, right) = bytes.split_at(bytes.len() / 2);
        match self {
            Self::Definite => der::tlv(der::OCTET_STRING, bytes),
            Self::Indefinite => {
                let pieces = [der::tlv(der::OCTET_STRING, left), der::tlv(der::OCTET_STRING, right)];
                der::indefinite(der::OCTET_STRING | 0x20, pieces.concat())
            }
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signers {
    None,
    One,
    /// The same one, two times.
    Two,
}

/// How the SignerInfo names its certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sid {
    IssuerAndSerial,
    /// SubjectKeyIdentifier, with version 3. `openssl ts` cannot read it.
    KeyIdentifier,
    /// The issuer and serial number of another certificate here, by the name of its file.
    Of(&'static str),
}

/// What the SignerInfo calls the algorithm of an RSA signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// rsaEncryption: the hash is in digestAlgorithm.
    Key,
    /// sha256WithRSAEncryption and the like.
    Hash,
    /// The name of another hash than digestAlgorithm says.
    OtherHash,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signature {
    Right,
    /// One bit of it turned over.
    Broken,
    /// Over the attributes with their own tag, not with that of a SET (RFC 5652 section 5.4).
    OverImplicitTag,
    /// By the key of somebody else.
    OtherKey,
    /// Over the content itself, without attributes (RFC 3161 needs attributes).
    NoAttributes,
}
