//! Tokens that `openssl ts -reply` does not make: any genTime, any form of it, no accuracy, RSASSA-PSS. The TSTInfo (RFC
//! 3161 section 2.4.2) is written here; `openssl cms` signs it, with the signing certificate as a CAdES attribute.

use super::der::{self, Value};
use super::openssl::must;
use super::plan::{KeyKind, Plan};
use super::query::{self, Wanted};
use super::shape::Shape;
use super::signed;
use base64ct::{Base64, Encoding as _};
use std::fs;
use std::path::Path;

/// The object identifier of a TSTInfo.
pub const TST_INFO: &str = "1.2.840.113549.1.9.16.1.4";

/// What a token says and how it is signed, apart from its imprint and its time.
#[derive(Debug, Clone)]
pub struct TokenOptions {
    pub policy: String,
    /// Big-endian bytes.
    pub serial: Vec<u8>,
    pub accuracy: Option<Accuracy>,
    pub ordering: Ordering,
    /// Big-endian bytes; RFC 3161 wants it there when the request had one.
    pub nonce: Option<Vec<u8>>,
    pub name: Name,
    /// Of the imprint.
    pub algorithm: String,
    /// 1 is the only one there is.
    pub version: u8,
    /// The hash that is signed; none: as usual for the key.
    pub digest: Option<&'static str>,
    pub padding: Padding,
    pub certificates: Wanted,
    /// None: signed by `openssl cms`. Some: put together here, to be odd or wrong on purpose.
    pub shape: Option<Shape>,
}

impl Default for TokenOptions {
    fn default() -> Self {
        Self {
            policy: "1.2.3.4.1".into(),
            serial: vec![0x31, 0x61],
            accuracy: Some(Accuracy { seconds: Some(1), ..Accuracy::default() }),
            ordering: Ordering::Absent,
            nonce: None,
            name: Name::Absent,
            algorithm: query::SHA256.into(),
            version: 1,
            digest: None,
            padding: Padding::OfKey,
            certificates: Wanted::Yes,
            shape: None,
        }
    }
}

/// The parts of an accuracy, each of which may be absent.
#[derive(Debug, Clone, Copy, Default)]
pub struct Accuracy {
    pub seconds: Option<u64>,
    pub millis: Option<u64>,
    pub micros: Option<u64>,
}

/// DEFAULT FALSE: absent is what DER wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ordering {
    Absent,
    True,
}

/// Whether the token names its authority: the subject of the certificate, or somebody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    Absent,
    Subject,
    /// An encoded Name.
    Other(Vec<u8>),
}

/// How an RSA key signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Padding {
    /// PKCS #1 v1.5, or RSASSA-PSS where the key says so.
    OfKey,
    /// RSASSA-PSS with a key that says rsaEncryption. Occurs; `openssl ts -verify` cannot (openssl issue 7904).
    Pss,
}

/// A token over an imprint at a time, given as a GeneralizedTime: `20200601120000Z`, `20200601120000.25Z`.
pub fn token(folder: &Path, plan: &Plan, imprint: &[u8], gen_time: &str, options: &TokenOptions) -> Vec<u8> {
    let imprint = query::imprint(&options.algorithm, imprint);
    let nonce = options.nonce.as_ref().map(|n| der::integer(n)).unwrap_or_default();
    let info = tst_info(folder, &imprint, gen_time, &nonce, options);
    sign(folder, plan, &info, options)
}

/// A TSTInfo over an encoded MessageImprint, with an encoded nonce or none.
pub fn tst_info(
    folder: &Path,
    imprint: &[u8],
    gen_time: &str,
    nonce: &[u8],
    options: &TokenOptions,
) -> Vec<u8> {
    let part = |tag, value: Option<u64>| value.map(|v| der::number(tag, v)).unwrap_or_default();
    let accuracy = options
        .accuracy
        .map(|a| der::sequence(&[part(der::INTEGER, a.seconds), part(0x80, a.millis), part(0x81, a.micros)]));
    let ordering = match options.ordering {
        Ordering::Absent => Vec::new(),
        Ordering::True => der::tlv(der::BOOLEAN, [0xFF]),
    };
    let name = match &options.name {
        Name::Absent => None,
        Name::Subject => Some(subject(&certificate(&folder.join("tsa.pem")))),
        Name::Other(name) => Some(name.clone()),
    };
    // both explicit: GeneralName and Name are choices (RFC 5280 section 4.2.1.6)
    let name = name.map(|n| der::tlv(der::context(0), der::tlv(der::context(4), n))).unwrap_or_default();
    der::sequence(&[
        der::integer(&[options.version]),
        der::oid(&options.policy),
        imprint.to_vec(),
        der::integer(&options.serial),
        der::tlv(der::GENERALIZED_TIME, gen_time),
        accuracy.unwrap_or_default(),
        ordering,
        nonce.to_vec(),
        name,
    ])
}

/// Signs a TSTInfo.
pub fn sign(folder: &Path, plan: &Plan, info: &[u8], options: &TokenOptions) -> Vec<u8> {
    if let Some(shape) = &options.shape {
        return signed::sign(folder, plan, info, options, shape);
    }
    let key = plan.kind.key("tsa").display().to_string();
    let digest = options.digest.unwrap_or(plan.kind.digest());
    let mut args = vec!["cms", "-sign", "-binary", "-nodetach", "-nosmimecap", "-cades", "-outform", "DER"];
    args.extend(["-md", digest, "-econtent_type", TST_INFO, "-signer", "tsa.pem", "-inkey", &key]);
    if plan.kind == KeyKind::RsaPss || options.padding == Padding::Pss {
        // without it OpenSSL writes rsaEncryption over what a PSS key signed, which its own `cms -verify` refuses
        args.extend(["-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_pss_saltlen:32"]);
    }
    if options.certificates == Wanted::No {
        args.push("-nocerts");
    } else if fs::metadata(folder.join("chain.pem")).unwrap().len() > 0 {
        args.extend(["-certfile", "chain.pem"]);
    }
    must(folder, &args, info)
}

/// The certificate of a PEM file, as DER.
pub fn certificate(pem: &Path) -> Vec<u8> {
    certificates(pem).remove(0)
}

/// The certificates of a PEM file, in its order.
pub fn certificates(pem: &Path) -> Vec<Vec<u8>> {
    let text = fs::read_to_string(pem).unwrap();
    let blocks = text.split("-----BEGIN CERTIFICATE-----").skip(1);
    let base64 = blocks.map(|b| b.split("-----END").next().unwrap().split_whitespace().collect::<String>());
    base64.map(|b| Base64::decode_vec(&b).unwrap()).collect()
}

/// The parts of a certificate's TBSCertificate (RFC 5280 section 4.1), from the serial number on.
pub fn to_be_signed(certificate: &[u8]) -> Vec<Value<'_>> {
    Value::only(certificate).parts()[0].parts().split_off(1) // all of ours have a version
}

/// The subject of a certificate, encoded.
pub fn subject(certificate: &[u8]) -> Vec<u8> {
    to_be_signed(certificate)[4].whole.to_vec()
}
