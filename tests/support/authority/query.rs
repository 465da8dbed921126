//! Requests for a stamp (RFC 3161 section 2.4.1) that were already looked at by OpenSSL or made by the program under
//! test, and the answers to them.

use super::der::{self, Value};

/// A TimeStampReq, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// The MessageImprint, encoded.
    pub imprint: Vec<u8>,
    pub policy: Option<Vec<u8>>,
    /// The nonce, encoded.
    pub nonce: Option<Vec<u8>>,
    pub certificates: Wanted,
}

/// certReq: whether the answer has to hold certificates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    Yes,
    No,
}

impl Query {
    /// Takes one apart.
    pub fn read(bytes: &[u8]) -> Self {
        let parts = Value::only(bytes).parts();
        let find = |tag| parts[2..].iter().find(|p| p.tag == tag);
        Self {
            imprint: parts[1].whole.to_vec(),
            policy: find(der::OID).map(|p| p.whole.to_vec()),
            nonce: find(der::INTEGER).map(|p| p.whole.to_vec()),
            certificates: if find(der::BOOLEAN).is_some() { Wanted::Yes } else { Wanted::No },
        }
    }

    /// Its encoding.
    pub fn write(&self) -> Vec<u8> {
        let wanted =
            if self.certificates == Wanted::Yes { der::tlv(der::BOOLEAN, [0xFF]) } else { Vec::new() };
        let optional = |part: &Option<Vec<u8>>| part.clone().unwrap_or_default();
        let version = der::integer(&[1]);
        der::sequence(&[version, self.imprint.clone(), optional(&self.policy), optional(&self.nonce), wanted])
    }

    /// A request for the SHA-256 of something.
    pub fn sha256(imprint: [u8; 32]) -> Self {
        let imprint = self::imprint(SHA256, &imprint);
        Self { imprint, policy: None, nonce: None, certificates: Wanted::Yes }
    }

    /// The last bit of the nonce turned over; without a nonce, one that nobody asked for.
    pub fn other_nonce(mut self) -> Self {
        match &mut self.nonce {
            Some(nonce) => *nonce.last_mut().unwrap() ^= 1,
            None => self.nonce = Some(der::integer(&[1; 8])),
        }
        self
    }

    /// The last bit of the hash turned over.
    pub fn other_imprint(mut self) -> Self {
        *self.imprint.last_mut().unwrap() ^= 1;
        self
    }

    /// With a policy asked for.
    pub fn policy(mut self, dotted: &str) -> Self {
        self.policy = Some(der::oid(dotted));
        self
    }
}

/// The hash of the imprint of every request of hikae.
pub const SHA256: &str = "2.16.840.1.101.3.4.2.1";

/// A MessageImprint.
pub fn imprint(algorithm: &str, hash: &[u8]) -> Vec<u8> {
    let algorithm = der::algorithm(algorithm, Some(der::tlv(der::NULL, [])));
    der::sequence(&[algorithm, der::tlv(der::OCTET_STRING, hash)])
}

/// A TimeStampResp with a status (0 granted, 1 granted with changes) and a token.
pub fn response(status: u8, token: &[u8]) -> Vec<u8> {
    der::sequence(&[der::sequence(&[der::integer(&[status])]), token.to_vec()])
}

/// A TimeStampResp that refuses: status 2, with a text, and the reason as a bit (RFC 3161 section 2.4.2).
pub fn refusal(text: &str, reason: u8) -> Vec<u8> {
    let text = der::sequence(&[der::tlv(0x0C, text)]);
    let mut bits = vec![7 - reason % 8];
    bits.resize(2 + usize::from(reason / 8), 0);
    bits[1 + usize::from(reason / 8)] = 0x80 >> (reason % 8);
    der::sequence(&[der::sequence(&[der::integer(&[2]), text, der::tlv(0x03, bits)])])
}

/// The token of a response, as received.
pub fn token_of(response: &[u8]) -> Option<Vec<u8>> {
    Value::only(response).parts().get(1).map(|token| token.whole.to_vec())
}
