//! SignedData (RFC 5652 section 5) put together by hand, for what OpenSSL never writes: real authorities are odder than
//! it, and hostile tokens are wrong on purpose. Only the signature itself and the hashes are OpenSSL's.

use super::der;
use super::openssl::must;
use super::plan::{KeyKind, Plan};
use super::query::Wanted;
use super::shape::{Attribute, Ess, Naming, Order, Shape, Sid, Signature, Signers};
use super::token::{self, Padding, TST_INFO, TokenOptions};
use std::path::Path;

/// Signs a TSTInfo in a shape.
pub fn sign(folder: &Path, plan: &Plan, info: &[u8], options: &TokenOptions, shape: &Shape) -> Vec<u8> {
    let signer = token::certificate(&folder.join("tsa.pem"));
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
        Signers::One => maker.signer_info(info, &signer),
        Signers::Two => [maker.signer_info(info, &signer), maker.signer_info(info, &signer)].concat(),
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
    fn signer_info(&self, info: &[u8], signer: &[u8]) -> Vec<u8> {
        let certificate = match self.shape.sid {
            Sid::Of(name) => self.certificate(name),
            _ => signer.to_vec(),
        };
        let parts = token::to_be_signed(&certificate);
        let (version, sid) = match self.shape.sid {
            Sid::KeyIdentifier => (3, der::tlv(0x80, self.key_identifier())),
            _ => (1, der::sequence(&[parts[2].whole.to_vec(), parts[0].whole.to_vec()])),
        };
        let attributes = self.attributes(info, signer);
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
    fn attributes(&self, info: &[u8], signer: &[u8]) -> Vec<u8> {
        let hash = self.hash(self.digest, info);
        let zeros = vec![0; hash.len()];
        let octets = |bytes| der::tlv(der::OCTET_STRING, bytes);
        let data = der::oid("1.2.840.113549.1.7.1");
        let mut all = attribute("1.2.840.113549.1.9.3", self.shape.content_type, der::oid(TST_INFO), data);
        all.extend(attribute("1.2.840.113549.1.9.4", self.shape.message_digest, octets(hash), octets(zeros)));
        all.extend(self.shape.ess.iter().map(|ess| self.ess(*ess, signer)));
        match self.shape.order {
            Order::Der => all.sort(),
            Order::Reversed => {
                all.sort();
                all.reverse();
            }
        }
        all.concat()
    }

    fn ess(&self, ess: Ess, signer: &[u8]) -> Vec<u8> {
        let parts = token::to_be_signed(signer);
        let general = der::sequence(&[der::tlv(der::context(4), parts[2].whole)]);
        let serial = |bytes: &[u8]| der::sequence(&[general.clone(), bytes.to_vec()]);
        let hash = |digest, of: &[u8]| der::tlv(der::OCTET_STRING, self.hash(digest, of));
        let id = match ess {
            Ess::V1 => vec![hash("sha1", signer)],
            Ess::V1Of(name) => vec![hash("sha1", &self.certificate(name))],
            Ess::V2 => vec![hash("sha256", signer)],
            Ess::V2Of(name) => vec![hash("sha256", &self.certificate(name))],
            Ess::V2Sha512 => vec![der::algorithm(digest_oid("sha512"), None), hash("sha512", signer)],
            Ess::V2Serial => vec![hash("sha256", signer), serial(parts[0].whole)],
            Ess::V2OtherSerial => vec![hash("sha256", signer), serial(&der::integer(&[7]))],
        };
        let name = match ess {
            Ess::V1 | Ess::V1Of(_) => "1.2.840.113549.1.9.16.2.12",
            _ => "1.2.840.113549.1.9.16.2.47",
        };
        let value = der::sequence(&[der::sequence(&[der::sequence(&id)])]);
        der::sequence(&[der::oid(name), der::tlv(der::SET, value)])
    }

    fn certificate(&self, name: &str) -> Vec<u8> {
        token::certificate(&self.folder.join(format!("{name}.pem")))
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
