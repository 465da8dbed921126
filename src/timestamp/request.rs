//! What is asked of an authority (RFC 3161 section 2.4.1): a time-stamp over one SHA-256, and nothing else.

use super::{Anchors, BadToken, Stamp, check};
use crate::base::digest::Sha256Digest;

/// `application/timestamp-query` (RFC 3161 section 3.4)
pub const QUERY_TYPE: &str = "application/timestamp-query";
/// `application/timestamp-reply`
pub const REPLY_TYPE: &str = "application/timestamp-reply";

/// A `TimeStampReq`: version 1, a SHA-256, a nonce of 128 bits, and the wish for the certificates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Request {
    imprint: Sha256Digest,
    nonce: [u8; 16],
}

/// Why a response is not kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadResponse {
    /// It is no token, or one over something else.
    #[error(transparent)]
    Token(#[from] BadToken),
    /// It answers another request, or a recording of an old one.
    #[error("it answers another request")]
    Nonce,
}

impl Request {
    /// A request over `imprint`; `nonce` comes from the system's random numbers.
    pub fn new(imprint: Sha256Digest, mut nonce: [u8; 16]) -> Self {
        nonce[0] = nonce[0] & 0x7f | 0x40; // positive, and always of the same length in DER
        Self { imprint, nonce }
    }

    /// The request in DER.
    pub fn to_der(self) -> Vec<u8> {
        // SEQUENCE { INTEGER 1, SEQUENCE { AlgorithmIdentifier id-sha256 with NULL, OCTET STRING }, INTEGER, TRUE }
        const HEAD: [u8; 24] = [
            0x30, 0x4b, 0x02, 0x01, 0x01, 0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65,
            0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20,
        ];
        [&HEAD[..], &self.imprint.0, &[0x02, 0x10], &self.nonce, &[0x01, 0x01, 0xff]].concat()
    }

    /// Takes a response only if it answers this request.
    ///
    /// # Errors
    /// [`BadResponse`]
    pub fn accept(&self, response: &[u8], anchors: &Anchors) -> Result<Stamp, BadResponse> {
        let stamp = check(response, self.imprint, anchors)?;
        if stamp.nonce.as_deref() == Some(&self.nonce) { Ok(stamp) } else { Err(BadResponse::Nonce) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use der::Decode as _;
    use der::asn1::{AnyRef, OctetStringRef, UintRef};
    use proptest::prelude::*;

    #[derive(der::Sequence)]
    struct TimeStampReq<'a> {
        version: u8,
        imprint: MessageImprint<'a>,
        nonce: UintRef<'a>,
        certificates: bool,
    }

    #[derive(der::Sequence)]
    struct MessageImprint<'a> {
        algorithm: x509_cert::spki::AlgorithmIdentifier<AnyRef<'a>>,
        hashed: &'a OctetStringRef,
    }

    proptest! {
        #[test]
        fn a_request_reads_as_the_rfc_has_it(imprint: [u8; 32], nonce: [u8; 16]) {
            let request = Request::new(Sha256Digest(imprint), nonce);
            let der = request.to_der();
            let read = TimeStampReq::from_der(&der).unwrap();
            prop_assert_eq!((read.version, read.certificates), (1, true));
            prop_assert_eq!(read.imprint.algorithm.oid.to_string(), "2.16.840.1.101.3.4.2.1");
            prop_assert_eq!(read.imprint.hashed.as_bytes(), &imprint[..]);
            prop_assert_eq!(read.nonce.as_bytes(), &request.nonce[..]);
            prop_assert_eq!(&request.nonce[1..], &nonce[1..]);
        }
    }
}
