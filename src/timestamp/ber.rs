//! BER to DER, as far as tokens need it: real authorities write indefinite lengths and octet strings in pieces
//! (X.690 section 8). What is DER already comes out as it went in, byte for byte, so that hashes hold.

use std::fmt;

/// Levels of nesting; a real token has about twenty. Bounds the stack.
const DEPTH: usize = 48;

const CONSTRUCTED: u8 = 0x20;
const OCTET_STRING: u8 = 0x04;
const LONG_TAG: u8 = 0x1f;
const INDEFINITE: u8 = 0x80;

/// Not the one value of BER that was expected, or beyond what tokens use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub struct BadBer(&'static str);

impl fmt::Display for BadBer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not BER: {}", self.0)
    }
}

/// The one value in `bytes` with definite, shortest lengths and whole octet strings. The order of sets is kept.
///
/// # Errors
/// [`BadBer`] if `bytes` is not exactly one value.
pub fn to_der(bytes: &[u8]) -> Result<Vec<u8>, BadBer> {
    let mut rest = bytes;
    let mut der = Vec::with_capacity(bytes.len());
    value(&mut rest, &mut der, DEPTH)?;
    if rest.is_empty() { Ok(der) } else { Err(BadBer("bytes after the value")) }
}

/// Where in these bytes the second value inside their one value begins.
pub fn second(bytes: &[u8]) -> Option<usize> {
    let mut rest = bytes;
    byte(&mut rest).ok()?;
    length(&mut rest).ok()?;
    value(&mut rest, &mut Vec::new(), DEPTH).ok()?;
    Some(bytes.len() - rest.len())
}

/// Where a value ends.
enum Length {
    Definite(usize),
    Indefinite,
}

fn value(input: &mut &[u8], out: &mut Vec<u8>, depth: usize) -> Result<(), BadBer> {
    let tag = byte(input)?;
    if tag & LONG_TAG == LONG_TAG {
        return Err(BadBer("a tag number above 30"));
    }
    let in_pieces = tag == OCTET_STRING | CONSTRUCTED;
    let start = out.len();
    match length(input)? {
        Length::Definite(n) if tag & CONSTRUCTED == 0 => out.extend_from_slice(take(input, n)?),
        Length::Indefinite if tag & CONSTRUCTED == 0 => return Err(BadBer("a primitive without a length")),
        Length::Definite(n) => {
            let mut inner = take(input, n)?;
            while !inner.is_empty() {
                content(in_pieces, &mut inner, out, depth)?;
            }
        }
        Length::Indefinite => {
            while !input.starts_with(&[0, 0]) {
                content(in_pieces, input, out, depth)?;
            }
            *input = &input[2..];
        }
    }
    let tag = if in_pieces { OCTET_STRING } else { tag };
    // the header goes before what it describes; its length is known only now
    let header = header(tag, out.len() - start);
    out.splice(start..start, header);
    Ok(())
}

/// One value inside another: a piece of an octet string gives its bytes alone.
fn content(piece: bool, input: &mut &[u8], out: &mut Vec<u8>, depth: usize) -> Result<(), BadBer> {
    let depth = depth.checked_sub(1).ok_or(BadBer("nested too deeply"))?;
    if !piece {
        return value(input, out, depth);
    }
    if input.first() != Some(&OCTET_STRING) {
        return Err(BadBer("an octet string with pieces of another kind"));
    }
    *input = &input[1..];
    match length(input)? {
        Length::Definite(n) => out.extend_from_slice(take(input, n)?),
        Length::Indefinite => return Err(BadBer("a primitive without a length")),
    }
    Ok(())
}

fn byte(input: &mut &[u8]) -> Result<u8, BadBer> {
    let (first, rest) = input.split_first().ok_or(BadBer("cut off"))?;
    *input = rest;
    Ok(*first)
}

fn take<'a>(input: &mut &'a [u8], n: usize) -> Result<&'a [u8], BadBer> {
    let (taken, rest) = input.split_at_checked(n).ok_or(BadBer("cut off"))?;
    *input = rest;
    Ok(taken)
}

fn length(input: &mut &[u8]) -> Result<Length, BadBer> {
    let first = byte(input)?;
    match first {
        INDEFINITE => Ok(Length::Indefinite),
        0..INDEFINITE => Ok(Length::Definite(first.into())),
        _ => {
            let digits = take(input, usize::from(first & 0x7f))?;
            let significant = &digits[digits.iter().take_while(|b| **b == 0).count()..];
            if significant.len() > 4 {
                return Err(BadBer("a length over 4 GiB"));
            }
            let n = significant.iter().fold(0u64, |n, b| n << 8 | u64::from(*b));
            usize::try_from(n).map(Length::Definite).map_err(|_| BadBer("a length over 4 GiB"))
        }
    }
}

fn header(tag: u8, length: usize) -> Vec<u8> {
    let mut header = vec![tag];
    match u8::try_from(length) {
        Ok(short) if short < INDEFINITE => header.push(short),
        _ => {
            let bytes = length.to_be_bytes();
            let digits = &bytes[bytes.iter().take_while(|b| **b == 0).count()..];
            header.push(INDEFINITE | digits.len() as u8);
            header.extend_from_slice(digits);
        }
    }
    header
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_der_stays_as_it_is_and_the_rest_becomes_der() {
        let der = [0x30, 0x08, 0x04, 0x02, 1, 2, 0x02, 0x02, 0x00, 0x80];
        assert_eq!(to_der(&der), Ok(der.to_vec()));
        let indefinite = [0x30, 0x80, 0x24, 0x80, 4, 1, 1, 4, 1, 2, 0, 0, 2, 0x81, 2, 0, 0x80, 0, 0];
        assert_eq!(to_der(&indefinite), Ok(der.to_vec()));
        let long = [vec![0x30, 0x84, 0, 0, 0, 0xCB, 4, 0x82, 0, 200], vec![7; 200]].concat();
        let mut shortest = vec![0x30, 0x81, 0xCB, 4, 0x81, 200];
        shortest.extend([7; 200]);
        let mut long = long;
        long[5] = 0xCC;
        assert_eq!(to_der(&long), Ok(shortest));
    }

    #[test]
    fn what_is_not_one_value_is_refused() {
        let deep = [0x30, 0x80].repeat(200);
        for bad in [
            &b""[..],
            &[0x30],
            &[0x30, 2, 5],
            &[0x30, 0, 0],
            &[0x04, 0x80, 1, 0, 0],
            &[0x30, 0x80, 5, 0],
            &[0x1f, 1, 0],
            &[0x24, 3, 2, 1, 1],
            &[0x24, 4, 0x24, 2, 4, 0],
            &[0x04, 0x85, 1, 0, 0, 0, 0],
            &[0x04, 0xff],
            &deep,
        ] {
            assert!(to_der(bad).is_err(), "{bad:x?}");
        }
    }

    fn tree() -> impl Strategy<Value = Vec<u8>> {
        let leaf = (
            prop::sample::select(vec![2u8, 4, 5, 6, 0x0c, 0x80]),
            prop::collection::vec(any::<u8>(), 0..150),
        )
            .prop_map(|(tag, content)| [header(tag, content.len()), content].concat());
        leaf.prop_recursive(6, 40, 5, |inner| {
            (prop::sample::select(vec![0x30u8, 0x31, 0xa0]), prop::collection::vec(inner, 0..5)).prop_map(
                |(tag, parts)| {
                    let content = parts.concat();
                    [header(tag, content.len()), content].concat()
                },
            )
        })
    }

    /// The same value with indefinite lengths wherever they may stand.
    fn indefinite(der: &[u8]) -> Vec<u8> {
        let mut rest = der;
        let mut out = Vec::new();
        while !rest.is_empty() {
            let tag = byte(&mut rest).unwrap();
            let Ok(Length::Definite(n)) = length(&mut rest) else { panic!() };
            let content = take(&mut rest, n).unwrap();
            match tag & CONSTRUCTED {
                0 => out.extend([header(tag, n), content.to_vec()].concat()),
                _ => out.extend([vec![tag, INDEFINITE], indefinite(content), vec![0, 0]].concat()),
            }
        }
        out
    }

    proptest! {
        #[test]
        fn der_is_a_fixed_point(der in tree()) {
            prop_assert_eq!(to_der(&indefinite(&der)), Ok(der.clone()));
            prop_assert_eq!(to_der(&der), Ok(der));
        }

        #[test]
        fn any_bytes_have_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            if let Ok(der) = to_der(&bytes) {
                prop_assert!(der.len() <= bytes.len());
                prop_assert_eq!(to_der(&der), Ok(der));
            }
        }
    }
}
