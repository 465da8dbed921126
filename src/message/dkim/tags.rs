//! `tag=value; tag=value`, the form of signatures and of key records (RFC 6376 section 3.2).

use base64ct::{Base64, Encoding as _};
use std::collections::BTreeMap;

/// The tags of a list; a tag that stands twice spoils all.
pub fn tags(text: &str) -> Option<BTreeMap<&str, &str>> {
    let mut found = BTreeMap::new();
    for part in text.split(';') {
        if part.trim().is_empty() {
            continue;
        }
        let (name, value) = part.split_once('=')?;
        if found.insert(name.trim(), value.trim()).is_some() {
            return None;
        }
    }
    Some(found)
}

/// Base64 with white space anywhere.
pub fn base64(text: &str) -> Option<Vec<u8>> {
    let plain: String = text.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    Base64::decode_vec(&plain).ok()
}
