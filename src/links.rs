//! Codes in messages as facts: which code stands in which file, and what it names (format.md 4.2, `link`).
//!
//! A link is a reading of a copy. It shows that the copy holds the code, and nothing about who wrote it there or when:
//! that is in the record of the platform.

use crate::assign::Role;
use crate::case::memo::decode::decode;
use crate::case_folder::Item;
use crate::digest::Sha256Digest;
use crate::error::{Error, Result};
use crate::fact::LinkFact;
use crate::name::EntryName;
use crate::seal::Source as _;
use crate::seal_code::find;
use std::collections::{HashMap, HashSet};
use std::io::Read as _;

/// Bytes of a message file up to which it is searched: it lies in memory as a whole, as bytes and as text.
/// 100,000 messages of 200 Japanese characters have 60 MB.
pub const SEARCHED: u64 = 64 << 20;
/// Unknown codes that are recorded of one file. A case has at most 999 seals; whoever writes more codes than that
/// writes a list, and must not fill the seal with it.
pub const UNKNOWN: usize = 1000;

/// What a code can name: the entries of the editions so far, by their SHA-256.
pub type Named = HashMap<Sha256Digest, EntryName>;

/// What the search of the message files gave.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// One fact for each code in each file, in the order in which they stand.
    pub facts: Vec<LinkFact>,
    /// Message files that were not searched to their end, as found: too large, or full of unknown codes.
    pub not_searched: Vec<String>,
}

/// Searches the message files among the items; `names` are their entry names, in the same order.
///
/// # Errors
/// [`Changed`](crate::error::ErrorKind::Changed) and read errors, which name the file.
pub fn links(items: &[Item], names: &[EntryName], named: &Named) -> Result<Links> {
    let mut links = Links::default();
    for (item, entry) in items.iter().zip(names).filter(|(item, _)| item.role == Role::Messages) {
        if item.found.size() > SEARCHED {
            links.not_searched.push(item.found.name());
            continue;
        }
        let read = || {
            let mut bytes = Vec::new();
            // the file was of this size when it was found; a longer one is another one, and that is told below
            item.found.open()?.take(SEARCHED).read_to_end(&mut bytes).map_err(Error::read)?;
            item.found.confirm().map(|()| bytes)
        };
        let bytes = read().map_err(|e| e.on(item.found.path()))?;
        let Some(text) = text(&bytes) else { continue };
        if !links.search(&text, entry, named) {
            links.not_searched.push(item.found.name());
        }
    }
    Ok(links)
}

/// The text of a file that is text: without NUL, and with at most one character in a hundred that cannot be read.
fn text(bytes: &[u8]) -> Option<String> {
    let decoded = decode(bytes);
    let readable = decoded.unreadable <= decoded.text.len() / 100;
    (readable && !decoded.text.contains('\0')).then_some(decoded.text)
}

impl Links {
    /// False if there were more unknown codes than are recorded.
    fn search(&mut self, text: &str, entry: &EntryName, named: &Named) -> bool {
        let mut seen = HashSet::new();
        let mut unknown = 0;
        for code in find(text).into_iter().map(|found| found.code).filter(|code| seen.insert(*code)) {
            let target = named.get(&code).map(|name| name.as_str().to_owned());
            if target.is_none() {
                unknown += 1;
                if unknown > UNKNOWN {
                    continue;
                }
            }
            let source = entry.as_str().to_owned();
            self.facts.push(LinkFact { code, source, k: None, n: None, target, edited: None });
        }
        unknown <= UNKNOWN
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collect::walk;
    use encoding_rs::SHIFT_JIS;

    fn links_in(files: &[(&str, Vec<u8>)], named: &[(Sha256Digest, &str)]) -> Links {
        let dir = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            std::fs::write(dir.path().join(name), bytes).unwrap();
        }
        let entry = |name: &str| EntryName::new(name).unwrap();
        let items: Vec<Item> = walk(dir.path(), dir.path(), |_| true)
            .unwrap()
            .files
            .into_iter()
            .map(|found| Item { rest: found.components().to_vec(), role: Role::Messages, found })
            .collect();
        let names: Vec<EntryName> =
            items.iter().map(|i| entry(&format!("data/002/messages/{}", i.found.name()))).collect();
        let named = named.iter().map(|(code, name)| (*code, entry(name))).collect();
        links(&items, &names, &named).unwrap()
    }

    fn utf_16(text: &str) -> Vec<u8> {
        "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn in_every_encoding_and_once_a_file() {
        let [seal, file, other] = ["seal", "file", "other"].map(Sha256Digest::of);
        let named = [(seal, "proof/001/seal.txt"), (file, "data/001/delivery/1/第1話.wav")];
        let text = format!("控え番号です。\n{}\n{} と、もう一度 {}", seal.grouped(), file, seal);
        let files = [
            ("1.txt", text.clone().into_bytes()),
            ("2.txt", SHIFT_JIS.encode(&text).0.into_owned()),
            ("3.txt", utf_16(&text)),
            ("4.eml", format!("Subject: x\r\n\r\n> {other}\r\n").into_bytes()),
            ("5.png", [b"\x89PNG\r\n\x1a\n\0\0\0\r ".as_slice(), seal.to_string().as_bytes()].concat()),
            ("6.txt", Vec::new()),
        ];
        let links = links_in(&files, &named);
        let rows: Vec<_> =
            links.facts.iter().map(|f| (&f.source[18..], f.code, f.target.as_deref())).collect();
        let (of_seal, of_file) = (Some("proof/001/seal.txt"), Some("data/001/delivery/1/第1話.wav"));
        let both = |name| [(name, seal, of_seal), (name, file, of_file)];
        let expected = [both("1.txt"), both("2.txt"), both("3.txt")].concat();
        assert_eq!(rows, [expected, vec![("4.eml", other, None)]].concat());
        assert!(links.not_searched.is_empty());
    }

    #[test]
    fn a_list_of_codes_does_not_fill_the_seal() {
        let seal = Sha256Digest::of("seal");
        let mut list: String =
            (0..UNKNOWN + 1).map(|n| format!("{}\n", Sha256Digest::of(n.to_string()))).collect();
        list.push_str(&seal.grouped());
        let links = links_in(&[("list.txt", list.into_bytes())], &[(seal, "proof/001/seal.txt")]);
        assert_eq!(links.facts.len(), UNKNOWN + 1);
        assert!(
            links.facts.last().is_some_and(|f| f.target.is_some()),
            "known codes are recorded all the same"
        );
        assert_eq!(links.not_searched, ["list.txt"]);
    }

    #[test]
    fn a_file_too_large_is_named() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::File::create(dir.path().join("a.txt")).unwrap().set_len(SEARCHED + 1).unwrap();
        let found = walk(dir.path(), dir.path(), |_| true).unwrap().files.remove(0);
        let items = [Item { rest: found.components().to_vec(), role: Role::Messages, found }];
        let names = [EntryName::new("data/001/messages/01.txt").unwrap()];
        let links = links(&items, &names, &Named::new()).unwrap();
        assert_eq!(links, Links { facts: Vec::new(), not_searched: vec!["a.txt".into()] });
    }
}
