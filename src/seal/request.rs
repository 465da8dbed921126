//! What is to be sealed, and what came of it.

use super::new_stamp::Stamper;
use super::position::{LastSeal, Position};
use crate::base::digest::Sha256Digest;
use crate::base::entry_name::EntryName;
use crate::base::error::Result;
use crate::base::limits::Limits;
use crate::base::progress::Progress;
use crate::base::time::UtcSecond;
use crate::format::fact::{Fact, FileFact, Salt};
use crate::text::Lang;
use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Bytes to seal. The size is promised beforehand; a source that breaks the promise stops the seal.
pub trait Source: Sync {
    /// Bytes that [`open`](Self::open) will give.
    fn size(&self) -> u64;
    /// Begins reading. A mail that is said to be signed is opened a second time.
    fn open(&self) -> Result<Box<dyn Read + '_>>;
    /// After reading: is the source still what it was before?
    fn confirm(&self) -> Result<()>;
    /// What to call it in errors.
    fn path(&self) -> &Path;
    /// What else there is to know of the bytes, once they are sealed under `name`. Read on its own, perhaps while
    /// another core seals the bytes.
    fn facts(&self, _name: &EntryName, _progress: Progress<'_>) -> Result<Vec<Fact>> {
        Ok(Vec::new())
    }
}

/// A payload file: where it goes and where its bytes come from.
pub struct Payload<'a> {
    /// Its entry name, below `data/NNN/` of the edition.
    pub name: EntryName,
    /// Its bytes.
    pub source: &'a dyn Source,
}

/// Hands over facts one after the other; stops at the first error.
pub type Feed<'a> = dyn FnMut(&mut dyn FnMut(Fact) -> Result<()>) -> Result<()> + 'a;

/// Facts as a stream.
pub struct FactStream<'a> {
    /// Hands them over, once.
    pub feed: Box<Feed<'a>>,
    /// An empty file for their lines while they are sorted. Nothing is left in it that is not sealed.
    pub spool: File,
}

/// What is to be sealed.
pub struct Request<'a> {
    /// Where it stands in its case.
    pub position: Position,
    /// Now, by this computer's clock.
    pub sealed: UtcSecond,
    /// The files; `file` facts are made for them.
    pub payload: Vec<Payload<'a>>,
    /// Other facts.
    pub facts: Vec<Fact>,
    /// More of them, too many to lie in memory at once.
    pub stream: Option<FactStream<'a>>,
    /// What codes in messages can name beside the last seal.
    pub named: Option<&'a Named>,
    /// Language of the derived files.
    pub lang: Lang,
    /// Bounds.
    pub limits: Limits,
    /// Asks authorities for time-stamps over the seal.
    pub stamper: Stamper<'a>,
}

/// What a seal came to.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// The seal code (控え番号).
    pub code: Sha256Digest,
    /// The `file` facts, by entry name.
    pub files: Vec<FileFact>,
    /// What the sources told of themselves, in the same order.
    pub described: Vec<Fact>,
    /// How many facts were sealed.
    pub facts: u64,
    /// Bytes of the archive.
    pub size: u64,
    /// What the next seal of the case names.
    pub last: LastSeal,
}

/// What a code can name: the entries of earlier editions, by their SHA-256.
pub type Named = HashMap<Sha256Digest, EntryName>;

/// Draws a salt that no other fact of the edition has.
pub type Salts<'a> = &'a mut dyn FnMut() -> Result<Salt>;
