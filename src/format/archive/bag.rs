//! The BagIt files (RFC 8493; format.md 7.1, 7.3, 7.4): made from the entries, for writing and for comparing.

use super::layout::RootFile;
use crate::base::digest::Sha256Digest;
use crate::base::entry_name::EntryName;
use crate::base::time::UtcSecond;
use crate::text::Lang;
use sha2::{Digest as _, Sha256};
use std::io::{self, Write};
use std::str::FromStr;

/// `bagit.txt`
pub const DECLARATION: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// The program version that made the derived files: two numbers, and what may follow them (format.md 7.3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version(String);

impl Version {
    /// This program's.
    pub fn own() -> Self {
        Self(env!("CARGO_PKG_VERSION").to_owned())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Do archives of this version hold a report (format.md 7.5: from 0.5 on)?
    pub fn makes_report(&self) -> bool {
        Self::numbers(&self.0).is_some_and(|numbers| numbers >= (0, 5))
    }

    fn parse(text: &str) -> Option<Self> {
        Self::numbers(text).map(|_| Self(text.to_owned()))
    }

    /// The first two numbers of a well-formed version.
    fn numbers(text: &str) -> Option<(u16, u16)> {
        let number = |s: &str| {
            let plain = (1..=4).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
            s.parse().ok().filter(|_| plain)
        };
        let allowed = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'z' | b'.' | b'-');
        let mut parts = text.splitn(3, '.');
        let numbers = (number(parts.next()?)?, number(parts.next()?)?);
        let rest =
            parts.next().is_none_or(|rest| (1..=16).contains(&rest.len()) && rest.bytes().all(allowed));
        rest.then_some(numbers)
    }
}

/// What `bag-info.txt` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BagInfo {
    /// The program version.
    pub version: Version,
    /// When the last edition shown was sealed.
    pub sealed: UtcSecond,
    /// The language of the derived files.
    pub lang: Lang,
    /// Bytes of payload.
    pub bytes: u64,
    /// Payload files.
    pub files: u64,
}

impl BagInfo {
    /// The four lines.
    pub fn encode(&self) -> String {
        format!(
            "Bag-Software-Agent: hikae {}\nBagging-Date: {}\nHikae-Language: {}\nPayload-Oxum: {}.{}\n",
            self.version.as_str(),
            self.sealed.date(),
            self.lang,
            self.bytes,
            self.files
        )
    }

    /// The version and language that a `bag-info.txt` names; the rest is compared after making it again.
    pub fn named(text: &[u8]) -> Option<(Version, Lang)> {
        let mut lines = std::str::from_utf8(text).ok()?.lines();
        let version = Version::parse(lines.next()?.strip_prefix("Bag-Software-Agent: hikae ")?)?;
        let lang = lines.nth(1)?.strip_prefix("Hikae-Language: ")?;
        Some((version, Lang::from_str(lang).ok()?))
    }
}

/// What a manifest line needs.
pub struct Line<'a> {
    /// The entry.
    pub name: &'a EntryName,
    /// Its hash.
    pub sha256: Sha256Digest,
}

/// Writes the payload manifest or the tag manifest: one line an entry, sorted by name.
pub fn write_manifest(which: RootFile, lines: &[Line<'_>], out: &mut dyn Write) -> io::Result<()> {
    let mut chosen: Vec<&Line<'_>> = lines.iter().filter(|line| belongs(which, line.name)).collect();
    chosen.sort_by_key(|line| line.name);
    chosen.into_iter().try_for_each(|line| writeln!(out, "{}  {}", line.sha256, line.name))
}

/// Size and hash of a manifest, without holding it in memory.
pub fn manifest_digest(which: RootFile, lines: &[Line<'_>]) -> Sha256Digest {
    let mut sha = io::BufWriter::new(HashWriter(Sha256::new()));
    write_manifest(which, lines, &mut sha).expect("hashing does not fail");
    Sha256Digest::finish(sha.into_inner().map_err(|_| ()).expect("hashing does not fail").0)
}

struct HashWriter(Sha256);

impl Write for HashWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// By the name alone, so that an entry that has no place in the format is not reported a second time here.
fn belongs(which: RootFile, name: &EntryName) -> bool {
    let payload = is_payload(name);
    match which {
        RootFile::Manifest => payload,
        _ => !payload && name.as_str() != RootFile::TagManifest.as_str(),
    }
}

/// Does BagIt call this entry payload?
pub fn is_payload(name: &EntryName) -> bool {
    name.as_str().starts_with("data/")
}
