//! Keys of a JSON record that nobody reads. Services add keys, and one may hold a sign of somebody: what is not known to be
//! harmless, and holds something, is told.

use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;

/// Does the record hold something under a key that is not among these? They stand in the order of their bytes.
pub(crate) fn holds_unknown(raw: &[u8], known: &[&str]) -> bool {
    let mut json = serde_json::Deserializer::from_slice(raw);
    Record(known).deserialize(&mut json).unwrap_or(true)
}

/// Does the value hold something: is it more than null, false, 0, and nothing?
pub(crate) fn holds_something(raw: &[u8]) -> bool {
    serde_json::from_slice::<Holds>(raw).is_ok_and(|Holds(something)| something)
}

struct Record<'k>(&'k [&'k str]);

impl<'de> DeserializeSeed<'de> for Record<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<bool, D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Record<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<bool, A::Error> {
        let mut found = false;
        while let Some(is_known) = map.next_key_seed(Key(self.0))? {
            if is_known {
                map.next_value::<IgnoredAny>()?;
            } else {
                found |= map.next_value::<Holds>()?.0;
            }
        }
        Ok(found)
    }
}

/// Is a key known?
struct Key<'k>(&'k [&'k str]);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<bool, D::Error> {
        json.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<bool, E> {
        Ok(self.0.binary_search(&key).is_ok())
    }
}

/// A value, of which only this is kept: is there something in it?
struct Holds(bool);

impl<'de> Deserialize<'de> for Holds {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Holds;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }
            fn visit_unit<E>(self) -> Result<Holds, E> {
                Ok(Holds(false))
            }
            fn visit_bool<E>(self, value: bool) -> Result<Holds, E> {
                Ok(Holds(value))
            }
            fn visit_i64<E>(self, value: i64) -> Result<Holds, E> {
                Ok(Holds(value != 0))
            }
            fn visit_u64<E>(self, value: u64) -> Result<Holds, E> {
                Ok(Holds(value != 0))
            }
            fn visit_f64<E>(self, value: f64) -> Result<Holds, E> {
                Ok(Holds(value != 0.0))
            }
            fn visit_str<E>(self, value: &str) -> Result<Holds, E> {
                Ok(Holds(!value.is_empty()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Holds, A::Error> {
                let mut found = false;
                while list.next_element::<IgnoredAny>()?.is_some() {
                    found = true;
                }
                Ok(Holds(found))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Holds, A::Error> {
                let mut found = false;
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {
                    found = true;
                }
                Ok(Holds(found))
            }
        }
        json.deserialize_any(Any)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_holds_something_under_a_new_key_is_told() {
        let unknown = |json: &str| holds_unknown(json.as_bytes(), &["id", "text"]);
        for harmless in [
            "{}",
            r#"{"id":1,"text":{"poll":1}}"#,
            r#"{"a":null,"b":false,"c":0,"d":"","e":[],"f":{},"g":0.0}"#,
        ] {
            assert!(!unknown(harmless), "{harmless}");
        }
        for held in [
            r#"{"a":1}"#,
            r#"{"a":[null]}"#,
            r#"{"a":{"b":0}}"#,
            r#"{"id":1,"a":"x"}"#,
            r#"{"a":-0.5}"#,
            "[]",
        ] {
            assert!(unknown(held), "{held}");
        }
        assert!(holds_something(b"[1]") && !holds_something(b"{}"));
    }
}
