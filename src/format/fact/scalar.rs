//! The small values inside facts; none of them can hold what the format does not allow.

use base64ct::{Base64UrlUnpadded, Encoding as _};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A text or number that its type does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a {0}")]
pub struct BadScalar(&'static str);

/// An integer 0 to 2^53-1, the integers that every JSON reader holds exactly (RFC 8259 section 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u64", into = "u64")]
pub struct Uint(u64);

impl Uint {
    /// The largest: 9007199254740991.
    pub const MAX: u64 = (1 << 53) - 1;

    /// The number.
    pub fn get(self) -> u64 {
        self.0
    }
}

impl TryFrom<u64> for Uint {
    type Error = BadScalar;
    fn try_from(n: u64) -> Result<Self, BadScalar> {
        if n <= Self::MAX { Ok(Self(n)) } else { Err(BadScalar("number from 0 to 9007199254740991")) }
    }
}

impl From<u32> for Uint {
    fn from(n: u32) -> Self {
        Self(n.into())
    }
}

impl From<Uint> for u64 {
    fn from(n: Uint) -> u64 {
        n.0
    }
}

impl fmt::Display for Uint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

macro_rules! text_scalar {
    ($(#[$doc:meta])* $name:ident, $what:literal, $allows:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = BadScalar;
            fn try_from(s: String) -> Result<Self, BadScalar> {
                let allows: fn(&str) -> bool = $allows;
                if allows(&s) { Ok(Self(s)) } else { Err(BadScalar($what)) }
            }
        }

        impl TryFrom<&str> for $name {
            type Error = BadScalar;
            fn try_from(s: &str) -> Result<Self, BadScalar> {
                Self::try_from(s.to_owned())
            }
        }

        impl From<$name> for String {
            fn from(s: $name) -> String {
                s.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_scalar! {
    /// A short identifier: `[a-z0-9-]{1,40}`.
    Word, "word of a-z, 0-9 and -", is_word
}

text_scalar! {
    /// A decimal number as text: `-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?` but not minus zero, or `-inf`.
    Decimal, "decimal number", is_decimal
}

text_scalar! {
    /// Bytes in unpadded base64url (RFC 4648 section 5), the unused bits zero.
    Base64Url, "base64url text", |s| Base64UrlUnpadded::decode_vec(s).is_ok()
}

impl Base64Url {
    /// Encodes bytes.
    pub fn encode(bytes: &[u8]) -> Self {
        Self(Base64UrlUnpadded::encode_string(bytes))
    }

    /// The bytes.
    pub fn decode(&self) -> Vec<u8> {
        Base64UrlUnpadded::decode_vec(&self.0).expect("checked when it was made")
    }

    /// How many bytes it holds.
    pub fn byte_len(&self) -> u64 {
        self.0.len() as u64 * 3 / 4
    }
}

fn is_word(s: &str) -> bool {
    (1..=40).contains(&s.len()) && s.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

fn is_decimal(s: &str) -> bool {
    let digits = |s: &str, most| (1..=most).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
    if s == "-inf" {
        return true;
    }
    let magnitude = s.strip_prefix('-').unwrap_or(s);
    let (whole, fraction) = magnitude.split_once('.').map_or((magnitude, None), |(w, f)| (w, Some(f)));
    let zero = magnitude.bytes().all(|b| matches!(b, b'0' | b'.'));
    digits(whole, 15)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(|f| digits(f, 6))
        && !(zero && s.starts_with('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_have_one_sign_for_zero() {
        for good in ["0", "0.0", "-23.0", "-inf", "123456789012345.123456", "-0.1"] {
            assert!(Decimal::try_from(good).is_ok(), "{good}");
        }
        for bad in
            ["", "-", "+1", "01", "1.", ".5", "-0", "-0.00", "1e3", "inf", "nan", "1.1234567", "1 ", "１"]
        {
            assert!(Decimal::try_from(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn words_and_base64url_are_strict() {
        assert!(Word::try_from("crowd-works-2").is_ok());
        for bad in ["", "A", "a_b", "あ", &"a".repeat(41)] {
            assert!(Word::try_from(bad).is_err(), "{bad}");
        }
        assert_eq!(Base64Url::encode(&[0xFB, 0xFF]).as_str(), "-_8");
        assert_eq!(Base64Url::encode(&[1, 2, 3, 4]).byte_len(), 4);
        for bad in ["-_9", "a", "ab==", "a b", "+/8"] {
            assert!(Base64Url::try_from(bad).is_err(), "{bad}");
        }
    }
}
