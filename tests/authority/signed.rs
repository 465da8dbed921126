//! SignedData (RFC 5652 section 5) put together by hand, for what OpenSSL never writes: real authorities are odder than
//! it, and hostile tokens are wrong on purpose. Only the signature itself and the hashes are OpenSSL's.

use super::ca::{KeyKind, Plan};
use super::der;
use super::openssl::must;
use super::query::Wanted;
use super::token::{self, Padding, TST_INFO, TokenOptions};
use std::path::Path;

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
    /// The hash of another certificate: the root's.
    V1Other,
    V2Other,
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
    fn wrap(self, tag: u8, content: Vec<u8>) -> Vec<u8> {
        match self {
            Self::Definite => der::tlv(tag, content),
            Self::Indefinite => der::indefinite(tag, content),
        }
    }

    /// An OCTET STRING, in BER in two pieces.
    fn octets(self, bytes: &[u8]) -> Vec<u8> {
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
    /// The issuer and serial number of the root.
    Other,
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

/// Signs a TSTInfo in a shape.
pub fn sign(folder: &Path, plan: &Plan, info: &[u8], options: &TokenOptions, shape: &Shape) -> Vec<u8> {
    let signer = token::certificate(&folder.join("tsa.pem"));
    let root = token::certificate(&folder.join("root.pem"));
    let digest = options.digest.unwrap_or(plan.kind.digest());
    let maker = Maker { folder, plan, options, shape, digest };

    let nest = |tag, content: Vec<u8>| shape.lengths.wrap(tag, content);
    let content = shape.lengths.octets(info);
    let content = nest(der::SEQUENCE, [der::oid(&shape.content), nest(der::context(0), content)].concat());

    let mut certificates = shape.certificates.clone();
    if options.certificates == Wanted::Yes {
        certificates.push(signer.clone());
        certificates.extend(token::certificates(&folder.join("chain.pem")));
    }
    let certificates =
        if certificates.is_empty() { Vec::new() } else { nest(der::context(0), certificates.concat()) };
    let infos = match shape.signers {
        Signers::None => Vec::new(),
        Signers::One => maker.signer_info(info, &signer, &root),
        Signers::Two => {
            [maker.signer_info(info, &signer, &root), maker.signer_info(info, &signer, &root)].concat()
        }
    };
    let digests = der::tlv(der::SET, maker.digest_algorithm());
    let data = [der::integer(&[3]), digests, content, certificates, nest(der::SET, infos)].concat();
    let data = nest(der::context(0), nest(der::SEQUENCE, data));
    nest(der::SEQUENCE, [der::oid("1.2.840.113549.1.7.2"), data].concat())
}

struct Maker<'a> {
    folder: &'a Path,
    plan: &'a Plan,
    options: &'a TokenOptions,
    shape: &'a Shape,
    digest: &'a str,
}

impl Maker<'_> {
    fn signer_info(&self, info: &[u8], signer: &[u8], root: &[u8]) -> Vec<u8> {
        let certificate = if self.shape.sid == Sid::Other { root } else { signer };
        let parts = token::to_be_signed(certificate);
        let (version, sid) = match self.shape.sid {
            Sid::KeyIdentifier => (3, der::tlv(0x80, self.key_identifier())),
            _ => (1, der::sequence(&[parts[2].whole.to_vec(), parts[0].whole.to_vec()])),
        };
        let attributes = self.attributes(info, signer, root);
        let (signed, attributes) = match self.shape.signature {
            Signature::NoAttributes => (info.to_vec(), Vec::new()),
            Signature::OverImplicitTag => {
                (der::tlv(der::context(0), &attributes), der::tlv(der::context(0), &attributes))
            }
            _ => (der::tlv(der::SET, &attributes), der::tlv(der::context(0), &attributes)),
        };
        let mut signature = self.signature(&signed);
        if self.shape.signature == Signature::Broken {
            *signature.last_mut().unwrap() ^= 1;
        }
        let algorithm = self.signature_algorithm();
        let signature = der::tlv(der::OCTET_STRING, signature);
        der::sequence(&[
            der::integer(&[version]),
            sid,
            self.digest_algorithm(),
            attributes,
            algorithm,
            signature,
        ])
    }

    /// The signed attributes, without a tag around them.
    fn attributes(&self, info: &[u8], signer: &[u8], root: &[u8]) -> Vec<u8> {
        let hash = self.hash(self.digest, info);
        let zeros = vec![0; hash.len()];
        let octets = |bytes| der::tlv(der::OCTET_STRING, bytes);
        let data = der::oid("1.2.840.113549.1.7.1");
        let mut all = attribute("1.2.840.113549.1.9.3", self.shape.content_type, der::oid(TST_INFO), data);
        all.extend(attribute("1.2.840.113549.1.9.4", self.shape.message_digest, octets(hash), octets(zeros)));
        all.extend(self.shape.ess.iter().map(|ess| self.ess(*ess, signer, root)));
        match self.shape.order {
            Order::Der => all.sort(),
            Order::Reversed => {
                all.sort();
                all.reverse();
            }
        }
        all.concat()
    }

    fn ess(&self, ess: Ess, signer: &[u8], root: &[u8]) -> Vec<u8> {
        let parts = token::to_be_signed(signer);
        let general = der::sequence(&[der::tlv(der::context(4), parts[2].whole)]);
        let serial = |bytes: &[u8]| der::sequence(&[general.clone(), bytes.to_vec()]);
        let hash = |digest, of| der::tlv(der::OCTET_STRING, self.hash(digest, of));
        let id = match ess {
            Ess::V1 => vec![hash("sha1", signer)],
            Ess::V1Other => vec![hash("sha1", root)],
            Ess::V2 => vec![hash("sha256", signer)],
            Ess::V2Other => vec![hash("sha256", root)],
            Ess::V2Sha512 => vec![der::algorithm(digest_oid("sha512"), None), hash("sha512", signer)],
            Ess::V2Serial => vec![hash("sha256", signer), serial(parts[0].whole)],
            Ess::V2OtherSerial => vec![hash("sha256", signer), serial(&der::integer(&[7]))],
        };
        let name = match ess {
            Ess::V1 | Ess::V1Other => "1.2.840.113549.1.9.16.2.12",
            _ => "1.2.840.113549.1.9.16.2.47",
        };
        let value = der::sequence(&[der::sequence(&[der::sequence(&id)])]);
        der::sequence(&[der::oid(name), der::tlv(der::SET, value)])
    }

    fn key_identifier(&self) -> Vec<u8> {
        let args = ["x509", "-in", "tsa.pem", "-noout", "-ext", "subjectKeyIdentifier"];
        let printed = String::from_utf8(must(self.folder, &args, b"")).unwrap();
        let hex = printed.lines().nth(1).unwrap().trim();
        hex.split(':').map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect()
    }

    fn hash(&self, digest: &str, bytes: &[u8]) -> Vec<u8> {
        must(self.folder, &["dgst", &format!("-{digest}"), "-binary"], bytes)
    }

    fn digest_algorithm(&self) -> Vec<u8> {
        der::algorithm(digest_oid(self.digest), None)
    }

    fn pss(&self) -> bool {
        self.plan.kind == KeyKind::RsaPss || self.options.padding == Padding::Pss
    }

    fn signature(&self, bytes: &[u8]) -> Vec<u8> {
        let role = if self.shape.signature == Signature::OtherKey { "twin" } else { "tsa" };
        let key = self.plan.kind.key(role).display().to_string();
        let digest = format!("-{}", self.digest);
        let mut args = vec!["dgst", &digest, "-sign", &key];
        if self.pss() {
            args.extend(["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:32"]);
        }
        must(self.folder, &args, bytes)
    }

    fn signature_algorithm(&self) -> Vec<u8> {
        let named = match (self.shape.naming, self.digest) {
            (Naming::OtherHash, "sha256") => "sha512",
            (Naming::OtherHash, _) => "sha256",
            (_, digest) => digest,
        };
        let null = || Some(der::tlv(der::NULL, []));
        if self.pss() {
            let hash = der::algorithm(digest_oid(named), null());
            let mask = der::algorithm("1.2.840.113549.1.1.8", Some(hash.clone()));
            let explicit = |n, part: Vec<u8>| der::tlv(der::context(n), part);
            let salt = der::integer(&[32]);
            let parameters = der::sequence(&[explicit(0, hash), explicit(1, mask), explicit(2, salt)]);
            return der::algorithm("1.2.840.113549.1.1.10", Some(parameters));
        }
        match (self.plan.kind, self.shape.naming, named) {
            (KeyKind::P256 | KeyKind::P384, _, "sha1") => der::algorithm("1.2.840.10045.4.1", None),
            (KeyKind::P256 | KeyKind::P384, _, "sha384") => der::algorithm("1.2.840.10045.4.3.3", None),
            (KeyKind::P256 | KeyKind::P384, _, "sha512") => der::algorithm("1.2.840.10045.4.3.4", None),
            (KeyKind::P256 | KeyKind::P384, _, _) => der::algorithm("1.2.840.10045.4.3.2", None),
            (_, Naming::Key, _) => der::algorithm("1.2.840.113549.1.1.1", null()),
            (_, _, "md5") => der::algorithm("1.2.840.113549.1.1.4", null()),
            (_, _, "sha1") => der::algorithm("1.2.840.113549.1.1.5", null()),
            (_, _, "sha384") => der::algorithm("1.2.840.113549.1.1.12", null()),
            (_, _, "sha512") => der::algorithm("1.2.840.113549.1.1.13", null()),
            _ => der::algorithm("1.2.840.113549.1.1.11", null()),
        }
    }
}

/// The attributes of one kind.
fn attribute(name: &str, how: Attribute, right: Vec<u8>, wrong: Vec<u8>) -> Vec<Vec<u8>> {
    let one = |values: &[&Vec<u8>]| {
        let values = values.iter().copied().cloned().collect::<Vec<_>>();
        der::sequence(&[der::oid(name), der::set_of(values)])
    };
    match how {
        Attribute::Right => vec![one(&[&right])],
        Attribute::Wrong => vec![one(&[&wrong])],
        Attribute::Missing => Vec::new(),
        Attribute::Twice => vec![one(&[&right]), one(&[&right])],
        Attribute::TwiceOther => vec![one(&[&right]), one(&[&wrong])],
        Attribute::TwoValues => vec![one(&[&right, &wrong])],
    }
}

fn digest_oid(name: &str) -> &'static str {
    match name {
        "md5" => "1.2.840.113549.2.5",
        "sha1" => "1.3.14.3.2.26",
        "sha256" => "2.16.840.1.101.3.4.2.1",
        "sha384" => "2.16.840.1.101.3.4.2.2",
        "sha512" => "2.16.840.1.101.3.4.2.3",
        _ => panic!("no object identifier known for {name}"),
    }
}
