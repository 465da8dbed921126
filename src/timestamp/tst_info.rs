//! What an authority says in a token (RFC 3161 section 2.4.2).

use super::algorithm::Hash;
use super::asn1::{context, inside, sequence};
use super::ber::to_der;
use super::gen_time::{Accuracy, GenTime};
use super::token::BadToken;
use const_oid::ObjectIdentifier;
use der::asn1::{AnyRef, IntRef, OctetStringRef};
use der::{Reader as _, Sequence, SliceReader, Tag, TagNumber, Tagged as _};
use x509_cert::spki::AlgorithmIdentifierRef;

/// Bytes of a serial number or a nonce. RFC 3161 wants serial numbers of 20 bytes to be taken, and has nonces of 8;
/// what is longer than several times that is no number that anybody compares.
const NUMBER: usize = 64;

/// TSTInfo, as far as it is used (RFC 3161 section 2.4.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TstInfo {
    /// The policy under which the token was made.
    pub policy: ObjectIdentifier,
    /// The SHA-256 that was stamped.
    pub imprint: [u8; 32],
    /// The serial number, big-endian.
    pub serial: Vec<u8>,
    /// When the authority made it.
    pub gen_time: GenTime,
    /// How exactly; `None`: not stated.
    pub accuracy: Option<Accuracy>,
    /// The number that came with the request, big-endian.
    pub nonce: Option<Vec<u8>>,
}

#[derive(Sequence)]
struct MessageImprint<'a> {
    algorithm: AlgorithmIdentifierRef<'a>,
    hashed: &'a OctetStringRef,
}

impl TstInfo {
    /// Reads the content of a token.
    pub fn read(content: &[u8]) -> Result<Self, BadToken> {
        let malformed = |what: &str| BadToken::Malformed(what.into());
        let der = to_der(content).map_err(|e| BadToken::Malformed(e.to_string()))?;
        let mut reader = sequence(&der)?;
        if reader.decode::<u8>()? != 1 {
            return Err(malformed("TSTInfo of another version"));
        }
        let policy = reader.decode()?;
        let imprint: MessageImprint<'_> = reader.decode()?;
        let hashed = imprint.hashed.as_bytes();
        let imprint = match (Hash::named(&imprint.algorithm), hashed.try_into()) {
            (Ok(Hash::Sha256), Ok(hashed)) => hashed,
            _ => return Err(BadToken::Imprint("not a SHA-256".into())),
        };
        let serial = number(reader.decode()?, "a serial number that is too long")?;
        let time: AnyRef<'_> = reader.decode()?;
        let gen_time = (time.tag() == Tag::GeneralizedTime).then(|| GenTime::parse(time.value()));
        let gen_time = gen_time.flatten().ok_or(malformed("genTime is not a time of RFC 3161"))?;
        let (mut accuracy, mut nonce, mut last) = (None, None, 0);
        while !reader.is_finished() {
            let next: AnyRef<'_> = reader.decode()?;
            // each at most once, in this order; `ordering` FALSE is written by some, though DER leaves it out
            let place = match next.tag() {
                Tag::Sequence => 1,
                Tag::Boolean => 2,
                Tag::Integer => 3,
                tag if tag == context(0) => 4,
                tag if tag == context(1) => 5,
                _ => return Err(malformed("TSTInfo with a part that has no place")),
            };
            if place <= last {
                return Err(malformed("TSTInfo with its parts out of order"));
            }
            last = place;
            match place {
                1 => accuracy = Some(read_accuracy(next)?),
                3 => nonce = Some(number(next.decode_as()?, "a nonce that is too long")?),
                5 => no_critical(next)?,
                _ => {} // ordering, and the name that the authority gives itself: of no weight
            }
        }
        Ok(Self { policy, imprint, serial, gen_time, accuracy, nonce })
    }
}

/// The bytes of a number, without the zero before them that says no more than that it is not negative.
fn number(read: IntRef<'_>, too_long: &str) -> Result<Vec<u8>, BadToken> {
    match read.as_bytes() {
        [0, rest @ ..] if !rest.is_empty() && rest.len() <= NUMBER => Ok(rest.to_vec()),
        bytes if bytes.len() <= NUMBER => Ok(bytes.to_vec()),
        _ => Err(BadToken::Malformed(too_long.into())),
    }
}

fn read_accuracy(accuracy: AnyRef<'_>) -> Result<Accuracy, BadToken> {
    let mut reader = inside(accuracy, Tag::Sequence)?;
    let seconds: Option<u32> = reader.decode()?;
    let part = |reader: &mut SliceReader<'_>, number| {
        reader.context_specific::<u16>(TagNumber(number), der::TagMode::Implicit)
    };
    let (millis, micros) = (part(&mut reader, 0)?, part(&mut reader, 1)?);
    reader.finish()?;
    let accuracy = Accuracy::new(seconds.unwrap_or(0), millis.unwrap_or(0), micros.unwrap_or(0));
    accuracy.ok_or(BadToken::Malformed("accuracy is out of its range".into()))
}

/// Extensions of TSTInfo: none is known, so none may be critical.
fn no_critical(extensions: AnyRef<'_>) -> Result<(), BadToken> {
    let mut reader = inside(extensions, context(1))?;
    while !reader.is_finished() {
        let extension: x509_cert::ext::Extension = reader.decode()?;
        if extension.critical {
            return Err(BadToken::Unsupported(format!("extension {}", extension.extn_id)));
        }
    }
    Ok(())
}
