//! `seal.txt`: what is sealed (format.md section 3). Written and read as a stream.

use super::Fingerprint;
use crate::base::digest::{Sha256Digest, hex, unhex};
use crate::base::limits::Limits;
use crate::base::time::UtcSecond;
use crate::format::archive::Edition;
use crate::format::fact::{Label, Labels};
use std::fmt;
use std::io::{self, BufRead, Read, Write};

/// The random number that all editions of a case share: 32 lowercase hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseId(pub [u8; 16]);

impl fmt::Display for CaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

/// The head of a seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealHeader {
    /// The case.
    pub case: CaseId,
    /// The edition.
    pub edition: Edition,
    /// When it was sealed, by the signer's own clock.
    pub sealed: UtcSecond,
    /// SHA-256 of the previous edition's `seal.txt`; `None` exactly in edition 1.
    pub previous: Option<Sha256Digest>,
    /// The key that signs.
    pub signer: Fingerprint,
    /// How many leaves follow.
    pub facts: u64,
}

/// Why a text is not a `seal.txt`.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// Another format version; it would have to be read by a program that knows it.
    #[error("format version {0}")]
    Version(String),
    /// Not the one exact form; the line, from 1.
    #[error("line {0}: {1}")]
    Malformed(u64, &'static str),
    /// More facts than the limit.
    #[error("{0} facts, limit {1}")]
    TooManyFacts(u64, u64),
    /// Could not be read.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Longest line: `previous sha256:` and 64 digits; a leaf with the longest label is 88 bytes.
const LINE: usize = 128;

impl SealHeader {
    /// `seal.txt` as a stream: the head and the leaves, which must be sorted and as many as `facts`.
    pub fn reader<'a>(&self, leaves: impl Iterator<Item = (Sha256Digest, Label)> + 'a) -> impl Read + 'a {
        let mut line = Vec::new();
        self.head(&mut line).expect("writing to memory does not fail");
        SealText { leaves, line, at: 0 }
    }

    /// Bytes of `seal.txt` with these leaves.
    pub fn size(&self, leaves: impl Iterator<Item = (Sha256Digest, Label)>) -> u64 {
        let mut line = Vec::new();
        self.head(&mut line).expect("writing to memory does not fail");
        const HEX_AND_SIGNS: u64 = 64 + 2;
        line.len() as u64
            + leaves.map(|(_, label)| HEX_AND_SIGNS + label.to_string().len() as u64).sum::<u64>()
    }

    /// Writes the head and the leaves, which must be sorted and as many as `facts`.
    pub fn write(&self, leaves: &[(Sha256Digest, Label)], out: &mut dyn Write) -> io::Result<()> {
        self.head(out)?;
        leaves.iter().try_for_each(|(leaf, label)| writeln!(out, "{leaf} {label}"))
    }

    fn head(&self, out: &mut dyn Write) -> io::Result<()> {
        write!(
            out,
            "hikae-seal 1\ncase {}\nedition {}\nsealed {}\n",
            self.case,
            self.edition.get(),
            self.sealed
        )?;
        match self.previous {
            Some(hash) => writeln!(out, "previous sha256:{hash}")?,
            None => writeln!(out, "previous none")?,
        }
        write!(out, "signer {}\nfacts {}\n\n", self.signer, self.facts)
    }
}

struct SealText<I> {
    leaves: I,
    line: Vec<u8>,
    at: usize,
}

impl<I: Iterator<Item = (Sha256Digest, Label)>> Read for SealText<I> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        const STRETCH: usize = 64 << 10; // hashing and writing like large pieces
        if self.at == self.line.len() {
            self.line.clear();
            self.at = 0;
            while self.line.len() < STRETCH
                && let Some((leaf, label)) = self.leaves.next()
            {
                writeln!(self.line, "{leaf} {label}")?;
            }
        }
        let n = (&self.line[self.at..]).read(buf)?;
        self.at += n;
        Ok(n)
    }
}

/// Reads a `seal.txt` line by line, holding only the current one.
pub struct SealReader<R> {
    source: R,
    line: Vec<u8>,
    number: u64,
    header: SealHeader,
    read: u64,
    last: Option<Sha256Digest>,
    labels: Labels,
}

impl<R: BufRead> SealReader<R> {
    /// Reads the head.
    pub fn new(source: R, limits: &Limits) -> Result<Self, SealError> {
        let mut lines = Lines { source, line: Vec::new(), number: 0 };
        let version = lines.field("hikae-seal ", "expected 'hikae-seal 1'")?;
        if version != "1" {
            let plain = (1..=9).contains(&version.len())
                && version.bytes().all(|b| b.is_ascii_digit())
                && !version.starts_with('0');
            return Err(if plain {
                SealError::Version(version)
            } else {
                lines.malformed("expected 'hikae-seal 1'")
            });
        }
        let case = lines.value("case ", "expected a case number", |v| unhex(v).map(CaseId))?;
        let edition = lines.value("edition ", "expected an edition from 1 to 999", |v| {
            Edition::new(decimal(v)?.try_into().ok()?)
        })?;
        let sealed = lines.value("sealed ", "expected a time in UTC from 1980 to 2107", |v| {
            v.parse().ok().filter(|t: &UtcSecond| t.to_dos().is_some())
        })?;
        let previous = lines.value(
            "previous ",
            "expected the previous seal's hash, or none in edition 1 alone",
            |v| {
                let hash = v.strip_prefix("sha256:").and_then(|h| h.parse().ok());
                match (edition, v) {
                    (Edition::FIRST, "none") => Some(None),
                    (Edition::FIRST, _) => None,
                    _ => hash.map(Some),
                }
            },
        )?;
        let signer = lines.value("signer ", "expected an OpenSSH fingerprint", |v| v.parse().ok())?;
        let facts =
            lines.value("facts ", "expected the number of facts", |v| decimal(v).filter(|n| *n > 0))?;
        if facts > limits.facts {
            return Err(SealError::TooManyFacts(facts, limits.facts));
        }
        lines.value("", "expected an empty line", |v| v.is_empty().then_some(()))?;
        let header = SealHeader { case, edition, sealed, previous, signer, facts };
        let Lines { source, line, number } = lines;
        Ok(Self { source, line, number, header, read: 0, last: None, labels: Labels::default() })
    }

    /// The head.
    pub fn header(&self) -> &SealHeader {
        &self.header
    }

    /// The next leaf, or `None` after the last one, when nothing may follow.
    pub fn next_leaf(&mut self) -> Result<Option<(Sha256Digest, Label)>, SealError> {
        self.line.clear();
        read_line(&mut self.source, &mut self.line)?;
        self.number += 1;
        let malformed = |what| SealError::Malformed(self.number, what);
        if self.line.is_empty() {
            return if self.read == self.header.facts {
                Ok(None)
            } else {
                Err(malformed("fewer leaves than facts"))
            };
        }
        self.read += 1;
        if self.read > self.header.facts {
            return Err(malformed("more leaves than facts"));
        }
        let text = self.line.strip_suffix(b"\n").and_then(|l| std::str::from_utf8(l).ok());
        let parsed = text
            .and_then(|t| t.split_once(' '))
            .and_then(|(leaf, label)| Some((leaf.parse().ok()?, label.parse().ok()?)));
        let (leaf, label): (Sha256Digest, Label) =
            parsed.ok_or(malformed("expected a leaf and its label"))?;
        if self.last.is_some_and(|last| last >= leaf) {
            return Err(malformed("leaves out of order"));
        }
        self.last = Some(leaf);
        self.labels.count(label);
        Ok(Some((leaf, label)))
    }

    /// The head and the labels counted, after the last leaf.
    pub fn finish(self) -> (SealHeader, Labels) {
        (self.header, self.labels)
    }
}

struct Lines<R> {
    source: R,
    line: Vec<u8>,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    fn malformed(&self, what: &'static str) -> SealError {
        SealError::Malformed(self.number, what)
    }

    fn field(&mut self, key: &str, what: &'static str) -> Result<String, SealError> {
        self.line.clear();
        read_line(&mut self.source, &mut self.line)?;
        self.number += 1;
        let line = std::str::from_utf8(&self.line).ok().and_then(|l| l.strip_suffix('\n'));
        let value = line.and_then(|l| l.strip_prefix(key)).map(str::to_owned);
        value.ok_or_else(|| self.malformed(what))
    }

    fn value<T>(
        &mut self,
        key: &str,
        what: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, SealError> {
        let text = self.field(key, what)?;
        read(&text).ok_or_else(|| self.malformed(what))
    }
}

/// One line with its LF, or as much of it as a line can hold.
fn read_line(source: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<()> {
    io::Read::take(source, LINE as u64).read_until(b'\n', line).map(drop)
}

/// A decimal number without sign or leading zero.
fn decimal(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::fact::Kind;
    use proptest::prelude::*;

    fn header(edition: u16, facts: u64) -> SealHeader {
        let edition = Edition::new(edition).unwrap();
        SealHeader {
            case: CaseId([0xAB; 16]),
            edition,
            sealed: "2026-11-23T05:05:09Z".parse().unwrap(),
            previous: edition.before().map(|_| Sha256Digest([3; 32])),
            signer: "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA".parse().unwrap(),
            facts,
        }
    }

    fn encode(header: &SealHeader, leaves: &[(Sha256Digest, Label)]) -> Vec<u8> {
        let mut out = Vec::new();
        header.write(leaves, &mut out).unwrap();
        out
    }

    type Leaves = Vec<(Sha256Digest, Label)>;

    fn read(text: &[u8]) -> Result<(SealHeader, Labels, Leaves), SealError> {
        let mut reader = SealReader::new(text, &Limits::DEFAULT)?;
        let mut leaves = Vec::new();
        while let Some(leaf) = reader.next_leaf()? {
            leaves.push(leaf);
        }
        let (header, labels) = reader.finish();
        Ok((header, labels, leaves))
    }

    fn sample() -> String {
        let leaves = [
            (Sha256Digest([1; 32]), "case".parse().unwrap()),
            (Sha256Digest([2; 32]), "file".parse().unwrap()),
        ];
        String::from_utf8(encode(&header(2, 2), &leaves)).unwrap()
    }

    #[test]
    fn every_other_form_is_refused() {
        let good = sample();
        assert!(read(good.as_bytes()).is_ok());
        let c = |from: &str, to: &str| {
            assert!(good.contains(from), "{from}");
            good.replacen(from, to, 1)
        };
        let bad = [
            c("hikae-seal 1", "hikae-seal 01"),
            c("hikae-seal", "Hikae-seal"),
            c("case ab", "case AB"),
            c("case ab", "case  ab"),
            c("case ab", "case b"),
            c("edition 2", "edition 02"),
            c("edition 2", "edition 0"),
            c("edition 2", "edition 1000"),
            c("edition 2", "edition +2"),
            c("edition 2", "edition 1"),
            c("09Z", "09"),
            c("2026", "1979"),
            c("2026", "2108"),
            c("previous sha256:", "previous "),
            c("SHA256:AAAA", "SHA256:AAA"),
            c("SHA256:", "MD5:"),
            c("facts 2", "facts 3"),
            c("facts 2", "facts 1"),
            c("facts 2", "facts 0"),
            c("facts 2\n\n", "facts 2\n"),
            c("facts 2\n\n", "facts 2\n\n\n"),
            c("facts 2", "facts 02"),
            c("\n", "\r\n"),
            c(" case\n", " Case\n"),
            c(" case\n", "  case\n"),
            c(" case\n", " case \n"),
            c("0101", "0303"),
            c(&"02".repeat(32), &"01".repeat(32)),
            c("\nedition", "\ntitle x\nedition"),
            format!("{good}\n"),
            format!("{good}x"),
            format!("\u{FEFF}{good}"),
            good.trim_end().to_owned(),
            String::new(),
        ];
        for text in bad {
            assert!(matches!(read(text.as_bytes()), Err(SealError::Malformed(..))), "{text}");
        }
        assert!(matches!(read(c("seal 1", "seal 2").as_bytes()), Err(SealError::Version(v)) if v == "2"));
        let small = Limits { facts: 1, ..Limits::DEFAULT };
        assert!(matches!(SealReader::new(good.as_bytes(), &small), Err(SealError::TooManyFacts(2, 1))));
        for end in 0..good.len() {
            assert!(read(&good.as_bytes()[..end]).is_err());
        }
    }

    #[test]
    fn labels_must_go_together() {
        let labels = |all: &[&str]| {
            let mut labels = Labels::default();
            all.iter().for_each(|l| labels.count(l.parse().unwrap()));
            labels.inconsistency().map(|l| l.to_string())
        };
        assert_eq!(
            labels(&[
                "file",
                "conversation.1",
                "participant.1",
                "name.1",
                "message.1",
                "text.1",
                "conversation.2"
            ]),
            None
        );
        assert_eq!(labels(&["conversation.2"]), Some("conversation.2".into()));
        assert_eq!(labels(&["conversation.1", "conversation.1"]), Some("conversation.1".into()));
        assert_eq!(labels(&["message.1"]), Some("message.1".into()));
        assert_eq!(labels(&["conversation.1", "text.1"]), Some("text.1".into()));
        assert_eq!(labels(&["conversation.1", "name.1"]), Some("name.1".into()));
    }

    proptest! {
        #[test]
        fn written_then_read(edition in 1u16..1000, hashes in proptest::collection::btree_set(any::<[u8; 32]>(), 1..20)) {
            let leaves: Vec<_> = hashes.into_iter().map(|h| (Sha256Digest(h), "file".parse().unwrap())).collect();
            let header = header(edition, leaves.len() as u64);
            let (read_header, labels, read_leaves) = read(&encode(&header, &leaves)).unwrap();
            prop_assert_eq!(labels.of_kind(Kind::File), leaves.len() as u64);
            prop_assert_eq!((read_header, read_leaves), (header, leaves));
        }
    }
}
