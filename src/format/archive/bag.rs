//! The BagIt files (RFC 8493; format.md 7.1, 7.3, 7.4): made from the entries, for writing and for comparing.

use super::layout::RootFile;
use crate::base::digest::Sha256Digest;
use crate::base::entry_name::EntryName;
use crate::base::time::UtcSecond;
use crate::text::Lang;
use sha2::{Digest as _, Sha256};
use std::fmt;
use std::io::{self, Write};
use std::num::NonZeroU16;
use std::str::FromStr;

/// `bagit.txt`
pub const DECLARATION: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// The program version that made the derived files: three numbers, and what may follow them (format.md 7.3). Nothing
/// depends on it.
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

    fn parse(text: &str) -> Option<Self> {
        let allowed = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'z' | b'.' | b'-');
        let (numbers, more) = text.split_once('-').map_or((text, None), |(n, more)| (n, Some(more)));
        let mut numbers = numbers.split('.');
        let three = numbers.by_ref().take(3).filter(|n| *n == "0" || plain(n).is_some()).count() == 3;
        let ends = more.is_none_or(|more| (1..=16).contains(&more.len()) && more.bytes().all(allowed));
        (three && numbers.next().is_none() && ends).then(|| Self(text.to_owned()))
    }
}

/// How `REPORT.html` and `VERIFY.txt` are made: the texts of a revision stay the same for ever (format.md 7.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Revision(NonZeroU16);

impl Revision {
    /// The first.
    pub const FIRST: Self = Self(NonZeroU16::MIN);

    /// Its number, 1 to 9999.
    pub fn get(self) -> u16 {
        self.0.get()
    }
}

/// The text is not the number of a revision in its one form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected 1 to 9999, in digits alone")]
pub struct BadRevision;

impl FromStr for Revision {
    type Err = BadRevision;

    fn from_str(text: &str) -> Result<Self, BadRevision> {
        plain(text).map(Self).ok_or(BadRevision)
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A number from 1 to 9999, as it is written without sign and leading zero.
fn plain(text: &str) -> Option<NonZeroU16> {
    let digits = (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| digits && !text.starts_with('0'))
}

/// What `bag-info.txt` says of how the derived files were made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeBy {
    /// The program version.
    pub version: Version,
    /// The revision of the texts; archives of programs before 0.6.0 name none.
    pub revision: Option<Revision>,
    /// Their language.
    pub lang: Lang,
}

impl MadeBy {
    /// What a `bag-info.txt` names; the rest of it is compared after making it again.
    pub fn named(text: &[u8]) -> Option<Self> {
        let mut lines = std::str::from_utf8(text).ok()?.lines();
        let version = Version::parse(lines.next()?.strip_prefix("Bag-Software-Agent: hikae ")?)?;
        let second = lines.next()?;
        let revision = match second.strip_prefix("Report-Revision: ") {
            Some(revision) => {
                lines.next()?; // the date
                Some(revision.parse().ok()?)
            }
            None => None,
        };
        let lang = lines.next()?.strip_prefix("Hikae-Language: ")?.parse().ok()?;
        Some(Self { version, revision, lang })
    }
}

/// What `bag-info.txt` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BagInfo {
    /// How the derived files were made.
    pub made_by: MadeBy,
    /// When the last edition shown was sealed.
    pub sealed: UtcSecond,
    /// Bytes of payload.
    pub bytes: u64,
    /// Payload files.
    pub files: u64,
}

impl BagInfo {
    /// The five lines, or four where no revision is named.
    pub fn encode(&self) -> String {
        let MadeBy { version, revision, lang } = &self.made_by;
        let revision = revision.map(|revision| format!("Report-Revision: {revision}\n")).unwrap_or_default();
        format!(
            "Bag-Software-Agent: hikae {}\n{revision}Bagging-Date: {}\nHikae-Language: {lang}\nPayload-Oxum: {}.{}\n",
            version.as_str(),
            self.sealed.date(),
            self.bytes,
            self.files
        )
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_revision_has_one_form() {
        for number in 1..=9999u16 {
            let read: Revision = number.to_string().parse().unwrap();
            assert_eq!((read.get(), read.to_string()), (number, number.to_string()));
        }
        for text in [
            "", "0", "00", "01", "+1", "-1", "1.0", "1 ", " 1", "one", "0x1", "１", "10000", "65536", "00001",
        ] {
            assert_eq!(text.parse::<Revision>(), Err(BadRevision), "{text}");
        }
    }

    #[test]
    fn a_version_has_one_form() {
        assert!(Version::parse(Version::own().as_str()).is_some());
        for text in ["0.0.0", "9999.0.9999", "0.6.0-rc.1", "1.2.3-0123456789abcdef"] {
            assert_eq!(Version::parse(text).map(|v| v.0).as_deref(), Some(text));
        }
        for text in [
            "",
            "1",
            "1.2",
            "1.2.3.4",
            "01.2.3",
            "1.02.3",
            "1.2.03",
            "10000.0.0",
            "+1.2.3",
            "1..3",
            "1.2.",
            "1.2.3-",
            "1.2.3-A",
            "1.2.3-0123456789abcdefg",
            "1.2.3+a",
            "1.2.x",
            " 1.2.3",
            "1.2.3 ",
        ] {
            assert_eq!(Version::parse(text), None, "{text}");
        }
    }
}
