//! The canonical line of a fact, its salt, and its leaf (format.md section 4.1).

use super::{Fact, Kind, Label};
use crate::base::digest::{Sha256Digest, unhex};
use crate::base::time::At;
use base64ct::{Base64UrlUnpadded, Encoding as _};
use serde::{Deserialize, Serialize};

/// 16 random bytes that keep a withheld fact from being guessed by its leaf.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Salt(pub [u8; 16]);

/// The text is not 22 characters of canonical base64url.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a salt: 22 characters of base64url")]
pub struct BadSalt;

impl TryFrom<String> for Salt {
    type Error = BadSalt;
    fn try_from(s: String) -> Result<Self, BadSalt> {
        let mut salt = [0; 16];
        match Base64UrlUnpadded::decode(&s, &mut salt) {
            Ok(bytes) if bytes.len() == 16 => Ok(Self(salt)),
            _ => Err(BadSalt),
        }
    }
}

impl From<Salt> for String {
    fn from(salt: Salt) -> String {
        Base64UrlUnpadded::encode_string(&salt.0)
    }
}

/// A fact with its salt: what one line of `facts.jsonl` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactLine {
    /// The salt.
    pub salt: Salt,
    /// The fact.
    pub fact: Fact,
}

/// Why a line is not the line of a fact.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadLine {
    /// Not JSON, an unknown kind, an unknown, missing or repeated field, a value outside its type.
    #[error("{0}")]
    Malformed(String),
    /// Says something well formed in another way than the canonical one.
    #[error("the line is not in its canonical form")]
    NotCanonical,
}

impl FactLine {
    /// Is a canonical line of this kind? By its beginning alone.
    pub fn is_of(line: &[u8], kind: Kind) -> bool {
        const SALT: usize = br#"["BwcHBwcHBwcHBwcHBwcHBw",{""#.len();
        let rest = line.get(SALT..).and_then(|rest| rest.strip_prefix(kind.as_str().as_bytes()));
        rest.is_some_and(|rest| rest.starts_with(b"\":"))
    }

    /// The canonical line, without its LF.
    pub fn encode(&self) -> Vec<u8> {
        serde_json::to_vec(&(self.salt, &self.fact)).expect("facts hold nothing that JSON cannot")
    }

    /// Reads a line as received, without its LF; refuses every other form of the same content.
    pub fn parse(line: &[u8]) -> Result<Self, BadLine> {
        let (salt, fact): (Salt, Fact) =
            serde_json::from_slice(line).map_err(|e| BadLine::Malformed(e.to_string()))?;
        let read = Self { salt, fact };
        if read.encode() != line {
            return Err(BadLine::NotCanonical);
        }
        read.fact.check_sound().map_err(|what| BadLine::Malformed(what.to_owned()))?;
        Ok(read)
    }

    /// The SHA-256 of a line as it stands in `seal.txt`.
    pub fn leaf(line: &[u8]) -> Sha256Digest {
        Sha256Digest::of(line)
    }
}

impl Fact {
    /// What the types of the fields alone cannot hold (format.md 4.2).
    ///
    /// # Errors
    /// Says what is wrong.
    pub fn check_sound(&self) -> Result<Label, &'static str> {
        if !self.moments().into_iter().flatten().all(At::is_sound) {
            return Err("a time whose ends do not stand together and in order");
        }
        if let Fact::Origin(f) = self {
            let bytes_of = |pair: &[u8]| std::str::from_utf8(pair).ok().and_then(unhex::<1>);
            let is_hex = |hex: &String| {
                !hex.is_empty() && hex.as_bytes().chunks(2).all(|pair| bytes_of(pair).is_some())
            };
            if !f.name_hex.as_ref().is_none_or(is_hex) {
                return Err("name_hex is not lowercase hexadecimal");
            }
        }
        self.label().ok_or("a conversation number outside 1 to 4294967295")
    }
}

#[cfg(test)]
mod tests {
    use super::super::*;
    use super::*;
    use crate::base::time::{At, Basis, UtcSecond};
    use proptest::prelude::*;

    fn case(value: &str) -> FactLine {
        let fact = Fact::Case(CaseFact { key: "title".into(), value: value.into(), line: None });
        FactLine { salt: Salt([7; 16]), fact }
    }

    #[test]
    fn the_canonical_form_is_as_documented() {
        let line = case("a\"\\/\n\u{1}\u{1F}\u{7F}\u{2028}あ").encode();
        let expected = "[\"BwcHBwcHBwcHBwcHBwcHBw\",{\"case\":{\"key\":\"title\",\"value\":\"a\\\"\\\\/\\n\\u0001\\u001f\u{7F}\u{2028}あ\"}}]";
        assert_eq!(String::from_utf8(line).unwrap(), expected);
    }

    #[test]
    fn every_other_form_is_refused() {
        let good = r#"["BwcHBwcHBwcHBwcHBwcHBw",{"file":{"path":"data/001/documents/a","size":1,"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}}]"#;
        assert!(FactLine::parse(good.as_bytes()).is_ok());
        let change = |from: &str, to: &str| good.replacen(from, to, 1);
        let bad = [
            change("1,", "1.0,"),
            change("1,", "1e0,"),
            change("1,", "01,"),
            change("1,", "-1,"),
            change("1,", "\"1\","),
            change("1,", "9007199254740992,"),
            change("1,", "true,"),
            change("1,", "null,"),
            change(",{", ", {"),
            change("[", " ["),
            change("}]", "}] "),
            change("}]", "}]\r"),
            change("[", "\u{FEFF}["),
            change("\"size\"", "\"x\":1,\"size\""),
            change("\"size\":1,", ""),
            change("\"size\":1,", "\"size\":1,\"size\":1,"),
            change("\"size\":1,", "\"size\":1,\"note\":null,"),
            change("data/", "data\\/"),
            change("data/", "d\\u0061ta/"),
            change("\"file\"", "\"File\""),
            change("\"file\"", "\"files\""),
            change("BwcHBwcHBwcHBwcHBwcHBw", "BwcHBwcHBwcHBwcHBwcHBx"),
            change("BwcHBwcHBwcHBwcHBwcHBw", "BwcHBwcHBwcHBwcHBwcHBw=="),
            change("e3b0", "E3B0"),
            change("data/001", "../data/001"),
            change("]", ",1]"),
            "[]".into(),
            "{}".into(),
            "".into(),
            "null".into(),
            "[".repeat(200_000),
        ];
        for line in bad {
            assert!(FactLine::parse(line.as_bytes()).is_err(), "{}", &line[..line.len().min(300)]);
        }
        assert!(
            FactLine::parse(b"[\"BwcHBwcHBwcHBwcHBwcHBw\",{\"case\":{\"key\":\"\xFF\",\"value\":\"\"}}]")
                .is_err()
        );
        assert!(
            FactLine::parse(br#"["BwcHBwcHBwcHBwcHBwcHBw",{"case":{"key":"\ud800","value":""}}]"#).is_err()
        );
    }

    #[test]
    fn times_that_run_backwards_are_refused() {
        let at = |from: i64, to: i64| At {
            from: Some(UtcSecond::from_unix(from).unwrap()),
            to: Some(UtcSecond::from_unix(to).unwrap()),
            local: None,
            offset: None,
            zone: None,
            basis: Basis::Utc,
        };
        let message = |at| FactLine {
            salt: Salt([1; 16]),
            fact: Fact::Message(MessageFact {
                k: 1.into(),
                n: 1.into(),
                at,
                participant: None,
                kind: Word::try_from("text").unwrap(),
                has_text: true,
                attachments: vec![],
            }),
        };
        assert!(FactLine::parse(&message(at(5, 6)).encode()).is_ok());
        assert!(FactLine::parse(&message(at(6, 6)).encode()).is_err());
    }

    proptest! {
        #[test]
        fn written_then_read(value in any::<String>()) {
            let line = case(&value);
            prop_assert_eq!(FactLine::parse(&line.encode()), Ok(line));
        }

        #[test]
        fn what_is_read_is_what_is_written(bytes in "\\[\"BwcHBwcHBwcHBwcHBwcHBw\",\\{\"case\":\\{\"key\":\"[a\\\\u0-9]{0,6}\",\"value\":\"\"\\}\\}\\]") {
            if let Ok(line) = FactLine::parse(bytes.as_bytes()) {
                prop_assert_eq!(line.encode(), bytes.into_bytes());
            }
        }
    }
}
