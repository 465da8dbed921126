//! A time-stamp authority for the kit (RFC 3161): fixed keys, fixed serial numbers, signatures by RFC 6979, so that its
//! certificates and tokens are the same bytes in every run and on every machine. Its keys are public: its tokens prove
//! nothing to anybody. What OpenSSL has to make stands in `tests/support/authority/`.

use super::der;
use base64ct::{Base64, Encoding as _};
use hikae::base::digest::Sha256Digest;
use p256::ecdsa::signature::hazmat::PrehashSigner as _;
use p256::ecdsa::{Signature, SigningKey};
use sha1::{Digest as _, Sha1};

const TST_INFO: &str = "1.2.840.113549.1.9.16.1.4";
const SIGNED_DATA: &str = "1.2.840.113549.1.7.2";
const SHA_1: &str = "1.3.14.3.2.26";
const SHA_256: &str = "2.16.840.1.101.3.4.2.1";
const ECDSA_WITH_SHA_1: &str = "1.2.840.10045.4.1";
const ECDSA_WITH_SHA_256: &str = "1.2.840.10045.4.3.2";
/// EdDSA: known to nobody in a token (RFC 8419 asks for other attributes).
const ED25519: &str = "1.3.101.112";
const TIME_STAMPING: &str = "1.3.6.1.5.5.7.3.8";
const SERVER_AUTH: &str = "1.3.6.1.5.5.7.3.1";

/// Who makes a token. All but the last two lead to the root of the kit, by name at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// An authority in good order, from 2026 to the end of 2035.
    Authority,
    /// Another one, from 2026 to the end of 2045.
    Successor,
    /// One below an authority for certificates, which its tokens carry.
    Issued,
    /// One whose certificate ran out on 2026-11-01.
    Expired,
    /// One whose certificate begins on 2026-11-01.
    NotYetValid,
    /// A web server.
    WebServer,
    /// Its extended key usage is not critical.
    NotCritical,
    /// It names the root as its issuer, which never signed it.
    NotSigned,
    /// It was issued by the authority, which may not issue.
    IssuerUnfit,
    /// Of a root that is not the kit's.
    Unknown,
    /// Of a root that has the name of the kit's, and another key.
    Namesake,
}

/// What is wrong with a token beside its certificates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// It is over something else.
    Imprint,
    /// It is over a SHA-1.
    ImprintSha1,
    /// One bit of the signature is turned over.
    Signature,
    /// Another key signed than that of the certificate.
    OtherKey,
    /// The signed hash is that of other content.
    MessageDigest,
    /// Signed as data, not as a time-stamp.
    ContentType,
    /// No contentType among the signed attributes.
    NoContentType,
    /// No attribute names the signer's certificate.
    NoSigningCertificate,
    /// The attribute names another certificate.
    OtherSigningCertificate,
    /// The signer's certificate is not in it.
    NoCertificate,
    /// Two signers.
    TwoSigners,
    /// Signed over a SHA-1.
    Sha1,
    /// An algorithm that is not for tokens.
    Algorithm,
    /// Refused, and no token.
    Refused,
    /// Refused, with a good token all the same.
    RefusedWithToken,
    /// Granted, and no token.
    NoToken,
    /// A critical extension that nobody knows.
    CriticalExtension,
    /// The content is no TSTInfo by its type.
    Content,
    /// A byte after the response.
    Trailing,
    /// digestAlgorithms names another hash than the signer.
    OtherDigests,
    /// digestAlgorithms names none.
    NoDigests,
    /// digestAlgorithms names one that nobody knows, beside the right one.
    MoreDigests,
    /// A certificate that cannot be read lies beside the signer's.
    UnreadableCertificate,
    /// An accuracy that states nothing.
    EmptyAccuracy,
}

/// A token to make.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    pub by: By,
    /// As it stands in the token: `20261005115012Z`.
    pub gen_time: &'static str,
    /// Seconds; `None`: not stated.
    pub accuracy: Option<u8>,
    /// `granted`; 1 is `grantedWithMods`.
    pub status: u8,
    /// BER with indefinite lengths, the content in two pieces. Occurs.
    pub indefinite: bool,
    /// With a nonce, as an answer to a request that had one.
    pub nonce: bool,
    pub wrong: Option<Wrong>,
}

/// Three seconds after the seals of the kit.
pub const GOOD: Token = Token {
    by: By::Authority,
    gen_time: "20261005115012Z",
    accuracy: Some(1),
    status: 0,
    indefinite: false,
    nonce: true,
    wrong: None,
};

impl Token {
    /// The same by another authority.
    pub const fn by(self, by: By) -> Self {
        Self { by, ..self }
    }

    /// The same at another time.
    pub const fn at(self, gen_time: &'static str) -> Self {
        Self { gen_time, ..self }
    }

    /// The same with something wrong.
    pub const fn wrong(self, wrong: Wrong) -> Self {
        Self { wrong: Some(wrong), ..self }
    }

    /// The response over this list.
    pub fn over(self, list: &[u8]) -> Vec<u8> {
        let is = |wrong| self.wrong == Some(wrong);
        let (status, with_token) = match self.wrong {
            Some(Wrong::Refused) => (2, false),
            Some(Wrong::RefusedWithToken) => (2, true),
            Some(Wrong::NoToken) => (self.status, false),
            _ => (self.status, true),
        };
        let token = if with_token { self.signed_data(list) } else { Vec::new() };
        let status = der::sequence(&[der::integer(&[status])]);
        let mut response = self.wrap(der::SEQUENCE, [status, token].concat());
        if is(Wrong::Trailing) {
            response.push(0);
        }
        response
    }

    fn wrap(self, tag: u8, content: Vec<u8>) -> Vec<u8> {
        if self.indefinite { der::indefinite(tag, content) } else { der::tlv(tag, content) }
    }

    /// TSTInfo (RFC 3161 section 2.4.2).
    fn info(self, list: &[u8]) -> Vec<u8> {
        let (hash, imprint) = match self.wrong {
            Some(Wrong::Imprint) => (SHA_256, Sha256Digest::of(b"something else").0.to_vec()),
            Some(Wrong::ImprintSha1) => (SHA_1, Sha1::digest(list).to_vec()),
            _ => (SHA_256, Sha256Digest::of(list).0.to_vec()),
        };
        let null = || Some(der::tlv(der::NULL, []));
        let imprint = der::sequence(&[der::algorithm(hash, null()), der::tlv(der::OCTET_STRING, imprint)]);
        let mut parts = vec![
            der::integer(&[1]),
            der::oid("1.2.3.4.1"),
            imprint,
            // as real ones do, it names the token and nothing else
            der::integer(&Sha256Digest::of([list, self.gen_time.as_bytes()].concat()).0[..8]),
            der::tlv(der::GENERALIZED_TIME, self.gen_time),
        ];
        parts.extend(self.accuracy.map(|seconds| match self.wrong {
            Some(Wrong::EmptyAccuracy) => der::sequence(&[]),
            _ => der::sequence(&[der::integer(&[seconds])]),
        }));
        parts.extend(self.nonce.then(|| der::integer(&Sha256Digest::of(list).0[8..24])));
        if self.wrong == Some(Wrong::CriticalExtension) {
            let critical = der::tlv(der::BOOLEAN, [0xFF]);
            let value = der::tlv(der::OCTET_STRING, der::tlv(der::NULL, []));
            let extension = der::sequence(&[der::oid("1.2.3.4.5"), critical, value]);
            parts.push(der::tlv(der::context(1), extension));
        }
        der::sequence(&parts)
    }

    /// SignedData (RFC 5652 section 5.1) in a ContentInfo.
    fn signed_data(self, list: &[u8]) -> Vec<u8> {
        let info = self.info(list);
        let content = if self.indefinite {
            let (left, right) = info.split_at(info.len() / 2);
            let pieces = [left, right].map(|piece| der::tlv(der::OCTET_STRING, piece));
            der::indefinite(der::OCTET_STRING | 0x20, pieces.concat())
        } else {
            der::tlv(der::OCTET_STRING, &info)
        };
        let kind = if self.wrong == Some(Wrong::Content) { "1.2.840.113549.1.7.1" } else { TST_INFO };
        let content = [der::oid(kind), self.wrap(der::context(0), content)].concat();
        let signer = Certificate::of(self.by);
        let mut certificates = vec![signer.der()];
        if self.by == By::Issued {
            certificates.push(ISSUER.der());
        }
        if self.by == By::IssuerUnfit {
            certificates.push(AUTHORITY.der());
        }
        if self.wrong == Some(Wrong::UnreadableCertificate) {
            certificates.push(der::sequence(&[der::integer(&[1])]));
        }
        if self.wrong == Some(Wrong::NoCertificate) {
            certificates = vec![SUCCESSOR.der()];
        }
        let mut signers = self.signer_info(&info, &signer);
        if self.wrong == Some(Wrong::TwoSigners) {
            signers = [signers.clone(), signers].concat();
        }
        let data = [
            der::integer(&[3]),
            der::tlv(der::SET, self.digest_algorithms()),
            self.wrap(der::SEQUENCE, content),
            self.wrap(der::context(0), certificates.concat()),
            self.wrap(der::SET, signers),
        ];
        let data = self.wrap(der::SEQUENCE, data.concat());
        self.wrap(der::SEQUENCE, [der::oid(SIGNED_DATA), self.wrap(der::context(0), data)].concat())
    }

    fn digest_algorithms(self) -> Vec<u8> {
        match self.wrong {
            Some(Wrong::NoDigests) => Vec::new(),
            Some(Wrong::OtherDigests) => der::algorithm("2.16.840.1.101.3.4.2.2", None),
            Some(Wrong::MoreDigests) => [self.digest_algorithm(), der::algorithm("1.2.3.4.5", None)].concat(),
            _ => self.digest_algorithm(),
        }
    }

    fn digest_algorithm(self) -> Vec<u8> {
        der::algorithm(if self.wrong == Some(Wrong::Sha1) { SHA_1 } else { SHA_256 }, None)
    }

    fn hash(self, bytes: &[u8]) -> Vec<u8> {
        match self.wrong {
            Some(Wrong::Sha1) => Sha1::digest(bytes).to_vec(),
            _ => Sha256Digest::of(bytes).0.to_vec(),
        }
    }

    fn signer_info(self, info: &[u8], signer: &Certificate) -> Vec<u8> {
        let mut attributes = self.attributes(info, signer);
        attributes.sort();
        let attributes = attributes.concat();
        let signing = if self.wrong == Some(Wrong::OtherKey) { key(99) } else { key(signer.key) };
        let hash = self.hash(&der::tlv(der::SET, &attributes));
        let signature: Signature = signing.sign_prehash(&hash).unwrap();
        let mut signature = signature.to_der().as_bytes().to_vec();
        if self.wrong == Some(Wrong::Signature) {
            *signature.last_mut().unwrap() ^= 1;
        }
        let algorithm = match self.wrong {
            Some(Wrong::Sha1) => ECDSA_WITH_SHA_1,
            Some(Wrong::Algorithm) => ED25519,
            _ => ECDSA_WITH_SHA_256,
        };
        der::sequence(&[
            der::integer(&[1]),
            der::sequence(&[common_name(signer.issuer.0), der::integer(&[signer.serial])]),
            self.digest_algorithm(),
            der::tlv(der::context(0), attributes),
            der::algorithm(algorithm, None),
            der::tlv(der::OCTET_STRING, signature),
        ])
    }

    fn attributes(self, info: &[u8], signer: &Certificate) -> Vec<Vec<u8>> {
        let attribute = |name, value| der::sequence(&[der::oid(name), der::set_of(vec![value])]);
        let kind = if self.wrong == Some(Wrong::ContentType) { "1.2.840.113549.1.7.1" } else { TST_INFO };
        let digest = match self.wrong {
            Some(Wrong::MessageDigest) => self.hash(b"other content"),
            _ => self.hash(info),
        };
        let named = match self.wrong {
            Some(Wrong::OtherSigningCertificate) => SUCCESSOR.der(),
            _ => signer.der(),
        };
        let id = der::sequence(&[der::tlv(der::OCTET_STRING, Sha256Digest::of(named).0)]);
        let all = [
            (Wrong::NoContentType, attribute("1.2.840.113549.1.9.3", der::oid(kind))),
            (Wrong::MessageDigest, attribute("1.2.840.113549.1.9.4", der::tlv(der::OCTET_STRING, digest))),
            (
                Wrong::NoSigningCertificate,
                attribute("1.2.840.113549.1.9.16.2.47", der::sequence(&[der::sequence(&[id])])),
            ),
        ];
        let left_out = |wrong: &Wrong| *wrong != Wrong::MessageDigest && self.wrong == Some(*wrong);
        all.into_iter().filter(|(wrong, _)| !left_out(wrong)).map(|(_, attribute)| attribute).collect()
    }
}

/// The root that readers of the kit believe, as a PEM file.
pub fn root_pem() -> String {
    let base64 = Base64::encode_string(&ROOT.der());
    let lines: Vec<&str> = base64.as_bytes().chunks(64).map(|line| str::from_utf8(line).unwrap()).collect();
    format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", lines.join("\n"))
}

/// The private key of a number.
fn key(number: u8) -> SigningKey {
    SigningKey::from_slice(&[number; 32]).unwrap()
}

/// A name of one common name (RFC 5280 section 4.1.2.4).
fn common_name(text: &str) -> Vec<u8> {
    const UTF8_STRING: u8 = 0x0C;
    let part = der::sequence(&[der::oid("2.5.4.3"), der::tlv(UTF8_STRING, text)]);
    der::sequence(&[der::tlv(der::SET, part)])
}

/// What a certificate is for.
#[derive(Debug, Clone, Copy)]
enum For {
    Issuing,
    Stamping,
    StampingNotCritical,
    WebServer,
}

/// A certificate of the kit (RFC 5280 section 4.1).
#[derive(Debug, Clone, Copy)]
struct Certificate {
    name: &'static str,
    /// The number of its key, and of itself.
    key: u8,
    serial: u8,
    /// The name of the issuer, and the number of the key that signed.
    issuer: (&'static str, u8),
    from: &'static str,
    to: &'static str,
    used: For,
}

const ROOT_NAME: &str = "Hikae kit root";
const ROOT: Certificate = Certificate {
    name: ROOT_NAME,
    key: 1,
    serial: 1,
    issuer: (ROOT_NAME, 1),
    from: "20200101000000Z",
    to: "20991231235959Z",
    used: For::Issuing,
};
const AUTHORITY: Certificate = Certificate {
    name: "Hikae kit authority",
    key: 2,
    serial: 2,
    issuer: (ROOT_NAME, 1),
    from: "20260101000000Z",
    to: "20351231235959Z",
    used: For::Stamping,
};
const SUCCESSOR: Certificate = Certificate { key: 3, serial: 3, to: "20451231235959Z", ..AUTHORITY };
const ISSUER: Certificate = Certificate { name: "Hikae kit issuer", key: 4, serial: 4, ..ROOT };
const UNKNOWN_NAME: &str = "Hikae kit stranger";

impl Certificate {
    fn of(by: By) -> Self {
        match by {
            By::Authority => AUTHORITY,
            By::Successor => SUCCESSOR,
            By::Issued => Self { key: 5, serial: 5, issuer: (ISSUER.name, ISSUER.key), ..AUTHORITY },
            By::Expired => Self { key: 6, serial: 6, to: "20261101000000Z", ..AUTHORITY },
            By::NotYetValid => Self { key: 7, serial: 7, from: "20261101000000Z", ..AUTHORITY },
            By::WebServer => Self { key: 8, serial: 8, used: For::WebServer, ..AUTHORITY },
            By::NotCritical => Self { key: 9, serial: 9, used: For::StampingNotCritical, ..AUTHORITY },
            By::NotSigned => Self { key: 10, serial: 10, issuer: (ROOT_NAME, 99), ..AUTHORITY },
            By::IssuerUnfit => Self {
                key: 11,
                serial: 11,
                issuer: (AUTHORITY.name, AUTHORITY.key),
                name: "Below",
                ..AUTHORITY
            },
            By::Unknown => Self { key: 12, serial: 12, issuer: (UNKNOWN_NAME, 98), ..AUTHORITY },
            By::Namesake => Self { key: 13, serial: 13, issuer: (ROOT_NAME, 98), ..AUTHORITY },
        }
    }

    fn der(&self) -> Vec<u8> {
        let algorithm = der::algorithm(ECDSA_WITH_SHA_256, None);
        let body = der::sequence(&[
            der::tlv(der::context(0), der::integer(&[2])), // version 3
            der::integer(&[self.serial]),
            algorithm.clone(),
            common_name(self.issuer.0),
            der::sequence(&[date(self.from), date(self.to)]),
            common_name(self.name),
            self.public_key(),
            der::tlv(der::context(3), der::sequence(&self.extensions())),
        ]);
        let signature: Signature = key(self.issuer.1).sign_prehash(&Sha256Digest::of(&body).0).unwrap();
        der::sequence(&[body, algorithm, bits(signature.to_der().as_bytes())])
    }

    fn public_key(&self) -> Vec<u8> {
        const EC_PUBLIC_KEY: &str = "1.2.840.10045.2.1";
        const P_256: &str = "1.2.840.10045.3.1.7";
        let point = key(self.key).verifying_key().to_sec1_point(false);
        der::sequence(&[der::algorithm(EC_PUBLIC_KEY, Some(der::oid(P_256))), bits(point.as_bytes())])
    }

    fn extensions(&self) -> Vec<Vec<u8>> {
        let extension = |name, critical: bool, value: Vec<u8>| {
            let critical = if critical { der::tlv(der::BOOLEAN, [0xFF]) } else { Vec::new() };
            der::sequence(&[der::oid(name), critical, der::tlv(der::OCTET_STRING, value)])
        };
        let usage = |purpose, critical| extension("2.5.29.37", critical, der::sequence(&[der::oid(purpose)]));
        match self.used {
            For::Issuing => vec![
                extension("2.5.29.19", true, der::sequence(&[der::tlv(der::BOOLEAN, [0xFF])])),
                extension("2.5.29.15", true, vec![0x03, 0x02, 0x01, 0x06]), // keyCertSign, cRLSign
            ],
            For::Stamping => vec![usage(TIME_STAMPING, true)],
            For::StampingNotCritical => vec![usage(TIME_STAMPING, false)],
            For::WebServer => vec![usage(SERVER_AUTH, true)],
        }
    }
}

/// A BIT STRING of whole bytes.
fn bits(bytes: &[u8]) -> Vec<u8> {
    const BIT_STRING: u8 = 0x03;
    der::tlv(BIT_STRING, [&[0], bytes].concat())
}

/// UTCTime up to 2049, GeneralizedTime from then on (RFC 5280 section 4.1.2.5).
fn date(text: &str) -> Vec<u8> {
    const UTC_TIME: u8 = 0x17;
    match text.strip_prefix("20") {
        Some(short) if text < "2050" => der::tlv(UTC_TIME, short),
        _ => der::tlv(der::GENERALIZED_TIME, text),
    }
}
