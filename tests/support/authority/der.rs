//! As much DER as a time stamp needs (ITU-T X.690): writing, and taking apart what OpenSSL wrote. No strict reader:
//! what comes from the program under test is looked at by OpenSSL first.

pub const BOOLEAN: u8 = 0x01;
pub const INTEGER: u8 = 0x02;
pub const OCTET_STRING: u8 = 0x04;
pub const NULL: u8 = 0x05;
pub const OID: u8 = 0x06;
pub const GENERALIZED_TIME: u8 = 0x18;
pub const SEQUENCE: u8 = 0x30;
pub const SET: u8 = 0x31;

/// `[n]`, constructed.
pub const fn context(n: u8) -> u8 {
    0xA0 | n
}

/// A tag, a definite length, a content.
pub fn tlv(tag: u8, content: impl AsRef<[u8]>) -> Vec<u8> {
    let content = content.as_ref();
    let mut out = vec![tag];
    if content.len() < 0x80 {
        out.push(content.len() as u8);
    } else {
        let length = content.len().to_be_bytes();
        let length = &length[length.iter().position(|b| *b != 0).unwrap()..];
        out.push(0x80 | length.len() as u8);
        out.extend(length);
    }
    out.extend(content);
    out
}

/// The same with the indefinite length of BER (X.690 section 8.1.3.6): constructed tags only.
pub fn indefinite(tag: u8, content: impl AsRef<[u8]>) -> Vec<u8> {
    assert!(tag & 0x20 != 0, "only a constructed tag has an indefinite length");
    [&[tag, 0x80], content.as_ref(), &[0, 0]].concat()
}

/// A SEQUENCE of encoded parts.
pub fn sequence(parts: &[Vec<u8>]) -> Vec<u8> {
    tlv(SEQUENCE, parts.concat())
}

/// A SET OF encoded parts, in the order of DER (X.690 section 11.6).
pub fn set_of(mut parts: Vec<Vec<u8>>) -> Vec<u8> {
    parts.sort();
    tlv(SET, parts.concat())
}

/// A number that is not negative, from its bytes.
pub fn integer(bytes: &[u8]) -> Vec<u8> {
    let skip = bytes.iter().position(|b| *b != 0).unwrap_or(bytes.len());
    let sign: &[u8] = if bytes.get(skip).is_none_or(|b| *b >= 0x80) { &[0] } else { &[] };
    tlv(INTEGER, [sign, &bytes[skip..]].concat())
}

/// A small number under a tag of its own, as an accuracy has them.
pub fn number(tag: u8, value: u64) -> Vec<u8> {
    let mut out = integer(&value.to_be_bytes());
    out[0] = tag;
    out
}

/// An object identifier from its dotted form.
pub fn oid(dotted: &str) -> Vec<u8> {
    let arcs: Vec<u64> = dotted.split('.').map(|a| a.parse().unwrap()).collect();
    let (top, rest) = arcs.split_at(2);
    let mut content = Vec::new();
    for arc in std::iter::once(top[0] * 40 + top[1]).chain(rest.iter().copied()) {
        let groups = (64 - arc.leading_zeros()).div_ceil(7).max(1);
        content.extend(
            (0..groups).rev().map(|g| ((arc >> (7 * g)) as u8 & 0x7F) | if g > 0 { 0x80 } else { 0 }),
        );
    }
    tlv(OID, content)
}

/// An AlgorithmIdentifier with the parameters NULL, or without.
pub fn algorithm(dotted: &str, parameters: Option<Vec<u8>>) -> Vec<u8> {
    sequence(&[oid(dotted), parameters.unwrap_or_default()])
}

/// One encoded value: its tag, its content, and all of its bytes.
#[derive(Debug, Clone, Copy)]
pub struct Value<'a> {
    pub tag: u8,
    pub content: &'a [u8],
    pub whole: &'a [u8],
}

impl<'a> Value<'a> {
    /// The first value of some bytes, and what follows it.
    pub fn first(bytes: &'a [u8]) -> (Self, &'a [u8]) {
        let (tag, short) = (bytes[0], usize::from(bytes[1]));
        let (head, length) = if short < 0x80 {
            (2, short)
        } else {
            let count = short & 0x7F;
            (2 + count, bytes[2..2 + count].iter().fold(0, |n, b| n << 8 | usize::from(*b)))
        };
        let (whole, rest) = bytes.split_at(head + length);
        (Self { tag, content: &whole[head..], whole }, rest)
    }

    /// The only value of some bytes.
    pub fn only(bytes: &'a [u8]) -> Self {
        let (value, rest) = Self::first(bytes);
        assert!(rest.is_empty(), "{} bytes follow", rest.len());
        value
    }

    /// The values inside.
    pub fn parts(self) -> Vec<Self> {
        let (mut rest, mut parts) = (self.content, Vec::new());
        while !rest.is_empty() {
            let (value, next) = Self::first(rest);
            parts.push(value);
            rest = next;
        }
        parts
    }
}
