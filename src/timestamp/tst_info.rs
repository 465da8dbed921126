//! What an authority says in a token (RFC 3161 section 2.4.2).

use super::algorithm::Hash;
use super::asn1::{context, inside, sequence};
use super::bad_token::BadToken;
use super::ber::to_der;
use super::gen_time::{Accuracy, GenTime};
use const_oid::ObjectIdentifier;
use der::asn1::{AnyRef, IntRef, OctetStringRef};
use der::{Reader as _, Sequence, SliceReader, Tag, TagNumber, Tagged as _};
use x509_cert::spki::AlgorithmIdentifierRef;

/// Its type, as the content that was signed (RFC 3161 section 2.4.2).
pub(super) const TST_INFO: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");

/// Bytes of a serial number or a nonce. RFC 3161 wants serial numbers of 20 bytes to be taken, and has nonces of 8;
/// what is longer than several times that is no number that anybody compares.
const NUMBER: usize = 64;

/// TSTInfo, as far as it is used (RFC 3161 section 2.4.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TstInfo {
    /// The policy under which the token was made.
    pub policy: ObjectIdentifier,
    /// What was stamped.
    pub imprint: Imprint,
    /// The serial number, big-endian.
    pub serial: Vec<u8>,
    /// When the authority made it.
    pub gen_time: GenTime,
    /// How exactly; `None`: not stated.
    pub accuracy: Option<Accuracy>,
    /// The number that came with the request, big-endian.
    pub nonce: Option<Vec<u8>>,
    /// The name that the authority gives itself, as a GeneralName in DER.
    pub names_itself: Option<Vec<u8>>,
    /// A critical extension: none is known, so none may be.
    pub critical: Option<ObjectIdentifier>,
}

/// The hash that a token is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imprint {
    /// Which hash.
    pub hash: Hash,
    /// Its value.
    pub digest: Vec<u8>,
}

impl Imprint {
    /// Is it that of these bytes?
    pub fn is_of(&self, bytes: &[u8]) -> bool {
        self.hash.of(bytes) == self.digest
    }
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
        let digest = imprint.hashed.as_bytes().to_vec();
        let imprint = match Hash::named(&imprint.algorithm) {
            Ok(hash) if digest.len() == hash.len() => Imprint { hash, digest },
            _ => return Err(BadToken::Imprint("not a SHA-256, SHA-384 or SHA-512".into())),
        };
        let serial = number(reader.decode()?, "a serial number that is too long")?;
        let time: AnyRef<'_> = reader.decode()?;
        let gen_time = (time.tag() == Tag::GeneralizedTime).then(|| GenTime::parse(time.value()));
        let gen_time = gen_time.flatten().ok_or(malformed("genTime is not a time of RFC 3161"))?;
        let (mut accuracy, mut nonce, mut names_itself, mut critical, mut last) = (None, None, None, None, 0);
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
                1 => accuracy = read_accuracy(next)?,
                3 => nonce = Some(number(next.decode_as()?, "a nonce that is too long")?),
                4 => names_itself = Some(next.value().to_vec()),
                5 => critical = read_extensions(next)?,
                _ => {} // ordering: of no weight
            }
        }
        Ok(Self { policy, imprint, serial, gen_time, accuracy, nonce, names_itself, critical })
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

/// An accuracy without a field states none.
fn read_accuracy(accuracy: AnyRef<'_>) -> Result<Option<Accuracy>, BadToken> {
    let mut reader = inside(accuracy, Tag::Sequence)?;
    let seconds: Option<u32> = reader.decode()?;
    let part = |reader: &mut SliceReader<'_>, number| {
        reader.context_specific::<u16>(TagNumber(number), der::TagMode::Implicit)
    };
    let (millis, micros) = (part(&mut reader, 0)?, part(&mut reader, 1)?);
    reader.finish()?;
    if seconds.is_none() && millis.is_none() && micros.is_none() {
        return Ok(None);
    }
    let accuracy = Accuracy::new(seconds.unwrap_or(0), millis.unwrap_or(0), micros.unwrap_or(0));
    accuracy.map(Some).ok_or(BadToken::Malformed("accuracy is out of its range".into()))
}

/// Extensions of TSTInfo: the first that is critical.
fn read_extensions(extensions: AnyRef<'_>) -> Result<Option<ObjectIdentifier>, BadToken> {
    let mut reader = inside(extensions, context(1))?;
    let mut critical = None;
    while !reader.is_finished() {
        let extension: x509_cert::ext::Extension = reader.decode()?;
        critical = critical.or(extension.critical.then_some(extension.extn_id));
    }
    Ok(critical)
}

#[cfg(test)]
mod tests {
    use super::*;
    use der::Decode as _;

    #[test]
    fn an_accuracy_states_what_it_has_and_nothing_else() {
        let read =
            |der: &[u8]| read_accuracy(AnyRef::from_der(der).unwrap()).map(|a| a.map(|a| a.to_string()));
        assert_eq!(read(&[0x30, 0]), Ok(None));
        assert_eq!(read(&[0x30, 3, 2, 1, 0]), Ok(Some("0".into())), "stated to be none");
        assert_eq!(read(&[0x30, 3, 2, 1, 1]), Ok(Some("1".into())));
        assert_eq!(read(&[0x30, 4, 0x80, 2, 1, 0xF4]), Ok(Some("0.5".into())));
        assert!(read(&[0x30, 4, 0x80, 2, 3, 0xE8]).is_err(), "a thousand thousandths");
    }
}
