//! Codes in messages as facts: which code stands in which message, and what it names (format.md 4.2, `link`).
//!
//! A link is a reading of a copy. It shows that the copy holds the code, and nothing about who wrote it there or when:
//! that is in the record of the platform. What was read as messages is searched message by message; of the rest, the
//! text of the file.

use crate::base::digest::Sha256Digest;
use crate::base::entry_name::EntryName;
use crate::base::error::{Error, Result};
use crate::case::memo::decode::decode;
use crate::format::fact::{Fact, LinkFact, Uint};
use crate::format::seal_code::find;
use crate::message::{Certainty, Described, Message, Take};
pub use crate::seal::Named;
use crate::seal::Source as _;
use crate::workspace::collect::Found;
use std::collections::{HashMap, HashSet};
use std::io::Read as _;

/// Bytes of a file up to which its text is searched: it lies in memory as a whole, as bytes and as text.
/// 100,000 messages of 200 Japanese characters have 60 MB.
pub const SEARCHED: u64 = 64 << 20;
/// Unknown codes, and codes that stand there again, that are recorded of one file. A case has at most 999 seals; whoever
/// writes more codes than that writes a list, and must not fill the seal with it.
pub const RECORDED: u64 = 1000;

/// Hands facts of messages on, with a `link` fact for every code in one.
pub struct Links<'a> {
    named: &'a Named,
    push: &'a mut dyn FnMut(Fact) -> Result<()>,
    sources: HashMap<String, Searched>,
}

/// What was found in one source so far.
#[derive(Default)]
struct Searched {
    codes: HashSet<Sha256Digest>,
    /// Unknown ones, and such as stood there before.
    others: u64,
}

/// The message in which a code stands.
#[derive(Clone, Copy)]
struct Standing {
    k: Uint,
    n: Uint,
    edited: Option<bool>,
}

impl<'a> Links<'a> {
    /// `named` is what codes can name; `push` takes all facts.
    pub fn new(named: &'a Named, push: &'a mut dyn FnMut(Fact) -> Result<()>) -> Self {
        Self { named, push, sources: HashMap::new() }
    }

    fn found(&mut self, code: Sha256Digest, source: &str, at: Option<Standing>) -> Result<()> {
        let target = self.named.get(&code).map(|name| name.as_str().to_owned());
        let searched = self.sources.entry(source.to_owned()).or_default();
        let again = !searched.codes.insert(code);
        // known codes are recorded once whatever stands before them
        if target.is_none() || again {
            searched.others += 1;
            if searched.others > RECORDED {
                return Ok(());
            }
        }
        let (k, n, edited) = (at.map(|at| at.k), at.map(|at| at.n), at.and_then(|at| at.edited));
        (self.push)(Fact::Link(LinkFact { code, source: source.to_owned(), k, n, target, edited }))
    }

    /// Searches the text of message files that were not wholly understood as messages, or not at all, for what no message
    /// of theirs holds. Gives the names of those that were not searched to their end: too large, or full of codes.
    ///
    /// # Errors
    /// [`Changed`](crate::base::error::ErrorKind::Changed) and read errors, which name the file; those of `push`.
    pub fn search_rest(
        &mut self,
        files: &[(&Found, EntryName)],
        described: &[Described],
    ) -> Result<Vec<String>> {
        let whole = |d: &&Described| {
            d.reading.certainty() != Certainty::NotUnderstood
                && d.reading.gaps.is_empty()
                && d.reading.furniture_lines == 0
        };
        let read: HashSet<&str> = described.iter().filter(whole).flat_map(|d| d.path.split(' ')).collect();
        let open: HashSet<&str> =
            described.iter().filter(|d| !whole(d)).flat_map(|d| d.path.split(' ')).collect();
        let mut not_searched = Vec::new();
        for (found, entry) in files {
            if read.contains(entry.as_str()) && !open.contains(entry.as_str()) {
                continue;
            }
            if found.size() > SEARCHED {
                not_searched.push(found.name());
                continue;
            }
            let read = || {
                let mut bytes = Vec::new();
                // the file was of this size when it was found; a longer one is another one, and that is told below
                found.open()?.take(SEARCHED).read_to_end(&mut bytes).map_err(Error::read)?;
                found.confirm().map(|()| bytes)
            };
            let bytes = read().map_err(|e| e.on(found.path()))?;
            let Some(text) = text(&bytes) else { continue };
            let known = self.sources.get(entry.as_str()).map(|s| s.codes.clone()).unwrap_or_default();
            let mut seen = known;
            for code in find(&text).into_iter().map(|found| found.code).filter(|code| seen.insert(*code)) {
                self.found(code, entry.as_str(), None)?;
            }
        }
        let full =
            self.sources.iter().filter(|(_, searched)| searched.others > RECORDED).map(|(path, _)| path);
        for path in full {
            let first = path.split(' ').next().unwrap_or_default();
            let name = files.iter().find(|(_, entry)| entry.as_str() == first).map(|(found, _)| found.name());
            not_searched.push(name.unwrap_or_else(|| path.clone()));
        }
        not_searched.sort();
        not_searched.dedup();
        Ok(not_searched)
    }
}

impl Take for Links<'_> {
    fn fact(&mut self, fact: Fact) -> Result<()> {
        (self.push)(fact)
    }

    fn message(&mut self, k: Uint, source: &str, message: &Message<'_>) -> Result<()> {
        const DIGITS: usize = 64;
        let Some(text) = message.text.as_deref().filter(|text| text.len() >= DIGITS) else { return Ok(()) };
        let Ok(n) = Uint::try_from(message.n) else { return Ok(()) };
        let mut here = HashSet::new();
        for code in find(text).into_iter().map(|found| found.code).filter(|code| here.insert(*code)) {
            self.found(code, source, Some(Standing { k, n, edited: message.edited }))?;
        }
        Ok(())
    }
}

/// The text of a file that is text: without NUL, and with at most one character in a hundred that cannot be read.
fn text(bytes: &[u8]) -> Option<String> {
    let decoded = decode(bytes);
    let readable = decoded.unreadable <= decoded.text.len() / 100;
    (readable && !decoded.text.contains('\0')).then_some(decoded.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::limits::Limits;
    use crate::message::{Setting, Source, describe};
    use crate::workspace::collect::walk;
    use base64ct::Encoding as _;
    use encoding_rs::SHIFT_JIS;

    /// The links in files that are described as messages, or, for want of names, are not.
    fn links_in(files: &[(&str, Vec<u8>)], named: &[(Sha256Digest, &str)]) -> (Vec<LinkFact>, Vec<String>) {
        let dir = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            std::fs::write(dir.path().join(name), bytes).unwrap();
        }
        let entry = |name: &str| EntryName::new(name).unwrap();
        let named: Named = named.iter().map(|(code, name)| (*code, entry(name))).collect();
        let found = walk(dir.path(), dir.path(), |_| true).unwrap().files;
        let files: Vec<(&Found, EntryName)> =
            found.iter().map(|f| (f, entry(&format!("data/002/messages/{}", f.name())))).collect();
        let bytes: Vec<Vec<u8>> = found.iter().map(|f| std::fs::read(f.path()).unwrap()).collect();
        let slices: Vec<&[u8]> = bytes.iter().map(Vec::as_slice).collect();
        let sources: Vec<Source<'_>> = files
            .iter()
            .zip(&slices)
            .map(|((f, path), export)| Source {
                path: path.to_string(),
                name: f.name(),
                export,
                changed: f.modified(),
            })
            .collect();
        let mut facts = Vec::new();
        let mut push = |fact| {
            if let Fact::Link(link) = fact {
                facts.push(link);
            }
            Ok(())
        };
        let mut links = Links::new(&named, &mut push);
        let described = describe(&sources, &Setting::default(), &Limits::DEFAULT, &mut links).unwrap();
        let not_searched = links.search_rest(&files, &described).unwrap();
        (facts, not_searched)
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
            ("4.txt", format!("Subject: x\r\n\r\n> {other}\r\n").into_bytes()),
            ("5.png", [b"\x89PNG\r\n\x1a\n\0\0\0\r ".as_slice(), seal.to_string().as_bytes()].concat()),
            ("6.txt", Vec::new()),
        ];
        let (facts, not_searched) = links_in(&files, &named);
        let rows: Vec<_> = facts.iter().map(|f| (&f.source[18..], f.code, f.target.as_deref())).collect();
        let (of_seal, of_file) = (Some("proof/001/seal.txt"), Some("data/001/delivery/1/第1話.wav"));
        let both = |name| [(name, seal, of_seal), (name, file, of_file)];
        let expected = [both("1.txt"), both("2.txt"), both("3.txt")].concat();
        assert_eq!(rows, [expected, vec![("4.txt", other, None)]].concat());
        assert!(not_searched.is_empty() && facts.iter().all(|f| f.k.is_none() && f.edited.is_none()));
    }

    #[test]
    fn in_messages_with_their_numbers_and_whether_they_were_edited() {
        let [seal, other] = ["seal", "other"].map(Sha256Digest::of);
        let chat = |texts: &[(&str, u32)]| {
            let items = texts.iter().enumerate().map(|(i, (text, edited))| {
                serde_json::json!({ "message_id": i.to_string(), "account": { "account_id": 1, "name": "x" },
                    "body": text, "send_time": 1_790_820_153 + i, "update_time": edited })
            });
            serde_json::to_vec(&items.collect::<Vec<_>>()).unwrap()
        };
        // base64, as mail programs send Japanese
        let body = base64ct::Base64::encode_string(format!("控え番号\n{seal}\n").as_bytes());
        let mail = format!(
            "From: a@example.jp\r\nTo: b@example.jp\r\nDate: Thu, 1 Oct 2026 10:02:33 +0900\r\nMessage-ID: <1@example.jp>\r\n\
             Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}\r\n"
        );
        let files = [
            ("1.json", chat(&[("x", 0), (&seal.grouped(), 0), (&format!("{other} {seal}"), 7)])),
            ("2.eml", mail.into_bytes()),
        ];
        let (facts, not_searched) = links_in(&files, &[(seal, "proof/001/seal.txt")]);
        let rows: Vec<_> =
            facts.iter().map(|f| (f.code, f.k.map(|k| k.get()), f.n.map(|n| n.get()), f.edited)).collect();
        let expected = [
            (seal, Some(1), Some(2), Some(false)),
            (other, Some(1), Some(3), Some(true)),
            (seal, Some(1), Some(3), Some(true)),
            (seal, Some(2), Some(1), None),
        ];
        assert_eq!(rows, expected);
        assert!(not_searched.is_empty());
    }

    #[test]
    fn a_list_of_codes_does_not_fill_the_seal() {
        let seal = Sha256Digest::of("seal");
        let mut list: String =
            (0..=RECORDED).map(|n| format!("{}\n", Sha256Digest::of(n.to_string()))).collect();
        list.push_str(&seal.grouped());
        let (facts, not_searched) =
            links_in(&[("list.txt", list.into_bytes())], &[(seal, "proof/001/seal.txt")]);
        assert_eq!(facts.len() as u64, RECORDED + 1);
        assert!(facts.last().is_some_and(|f| f.target.is_some()), "known codes are recorded all the same");
        assert_eq!(not_searched, ["list.txt"]);
    }

    #[test]
    fn a_file_too_large_is_named() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::File::create(dir.path().join("a.txt")).unwrap().set_len(SEARCHED + 1).unwrap();
        let found = walk(dir.path(), dir.path(), |_| true).unwrap().files.remove(0);
        let files = [(&found, EntryName::new("data/001/messages/01.txt").unwrap())];
        let named = Named::new();
        let mut push = |_| Ok(());
        let mut links = Links::new(&named, &mut push);
        assert_eq!(links.search_rest(&files, &[]).unwrap(), ["a.txt"]);
    }
}
