//! How the files of tokens are called (format.md section 6).

use std::fmt;
use std::str::FromStr;

/// What the file of a token is called by: 1 to 32 of `a`-`z`, `0`-`9` and `-`. A label, not evidence of an authority.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenName(String);

/// The text is not 1 to 32 of `a`-`z`, `0`-`9` and `-`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not 1 to 32 of a-z, 0-9 and -")]
pub struct NotATokenName;

impl TokenName {
    /// The longest name.
    pub const MOST: usize = 32;

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for TokenName {
    type Err = NotATokenName;
    fn from_str(s: &str) -> Result<Self, NotATokenName> {
        let allowed = |b: u8| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-');
        let ok = (1..=Self::MOST).contains(&s.len()) && s.bytes().all(allowed);
        if ok { Ok(Self(s.to_owned())) } else { Err(NotATokenName) }
    }
}

impl fmt::Display for TokenName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
