//! What an archive says, for reading: the disclosed facts, one after the other. Checks nothing; verify first.

use crate::base::error::{Error, ErrorKind, Result};
use crate::base::finding::Findings;
use crate::base::limits::Limits;
use crate::format::archive::{Archive, Edition, Place, ProofFile, ReadAt};
use crate::format::fact::{Fact, FactLine, Kind};
use std::collections::{BTreeSet, HashSet};
use std::io::{BufRead as _, BufReader, Read as _};

/// Where the line of a fact stands in its archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Its first byte.
    pub offset: u64,
    /// Its bytes, without the line feed.
    pub size: u32,
}

/// Hands every disclosed fact of an archive to `take`, by edition.
///
/// # Errors
/// Those of [`Archive::open`]; [`ErrorKind::NotHikae`] at a line that is not a fact.
pub fn for_each_fact<R: ReadAt>(source: R, limits: &Limits, take: impl FnMut(Edition, Fact)) -> Result<()> {
    let archive = Archive::open(source, limits, &mut Findings::default())?;
    for_each_fact_in(&archive, limits, take)
}

/// The same of an archive that is open.
///
/// # Errors
/// [`ErrorKind::NotHikae`] at a line that is not a fact.
pub fn for_each_fact_in<R: ReadAt>(
    archive: &Archive<R>,
    limits: &Limits,
    mut take: impl FnMut(Edition, Fact),
) -> Result<()> {
    each(archive, limits, |edition, _, _, fact| {
        take(edition, fact);
        Ok(())
    })
}

/// Hands every disclosed fact line of an archive to `take`: its edition, its bytes without the LF, what it says.
///
/// # Errors
/// Those of [`for_each_fact`], and of `take`.
pub fn for_each_line<R: ReadAt>(
    source: R,
    limits: &Limits,
    mut take: impl FnMut(Edition, &[u8], Fact) -> Result<()>,
) -> Result<()> {
    let archive = Archive::open(source, limits, &mut Findings::default())?;
    each(&archive, limits, |edition, bytes, _, fact| take(edition, bytes, fact))
}

/// The same with the place of each line: whoever reads a million of them need not keep them.
///
/// # Errors
/// As above, and those of `take`.
pub fn for_each_place<R: ReadAt>(
    source: R,
    limits: &Limits,
    take: impl FnMut(Edition, &[u8], Line, Fact) -> Result<()>,
) -> Result<()> {
    let archive = Archive::open(source, limits, &mut Findings::default())?;
    each(&archive, limits, take)
}

/// Tells the facts of several archives of one run apart: the same edition can lie in two of them, and each fact counts once.
#[derive(Debug, Default)]
pub struct Once {
    /// The editions that lie in several archives; only their facts have to be told apart.
    doubled: BTreeSet<Edition>,
    seen: HashSet<[u8; 32]>,
}

impl Once {
    /// Looks which editions lie in several of these archives.
    ///
    /// # Errors
    /// Those of [`Archive::open`].
    pub fn over<R: ReadAt>(archives: impl IntoIterator<Item = R>, limits: &Limits) -> Result<Self> {
        let (mut known, mut doubled) = (BTreeSet::new(), BTreeSet::new());
        for source in archives {
            let archive = Archive::open(source, limits, &mut Findings::default())?;
            let editions = archive.entries().iter().filter_map(|entry| match &entry.place {
                Some(Place::Proof(edition, ProofFile::Facts)) => Some(*edition),
                _ => None,
            });
            doubled.extend(editions.filter(|edition| !known.insert(*edition)));
        }
        Ok(Self { doubled, seen: HashSet::new() })
    }

    /// Is this line of an edition's facts the first of its kind?
    pub fn is_new(&mut self, edition: Edition, line: &[u8]) -> bool {
        !self.doubled.contains(&edition) || self.seen.insert(FactLine::leaf(line).0)
    }
}

fn each<R: ReadAt>(
    archive: &Archive<R>,
    limits: &Limits,
    mut take: impl FnMut(Edition, &[u8], Line, Fact) -> Result<()>,
) -> Result<()> {
    each_line(archive, limits, |edition, line, place| take(edition, line, place, parsed(line)?))
}

fn each_line<R: ReadAt>(
    archive: &Archive<R>,
    limits: &Limits,
    mut take: impl FnMut(Edition, &[u8], Line) -> Result<()>,
) -> Result<()> {
    for entry in archive.entries() {
        let Some(Place::Proof(edition, ProofFile::Facts)) = &entry.place else { continue };
        let mut reader = BufReader::new(archive.data(entry));
        let mut line = Vec::new();
        let mut offset = entry.offset;
        loop {
            line.clear();
            let most = limits.fact_line as u64 + 1;
            let read = (&mut reader).take(most).read_until(b'\n', &mut line).map_err(Error::read)?;
            if read == 0 {
                break;
            }
            line.pop_if(|b| *b == b'\n');
            let place = Line { offset, size: u32::try_from(line.len()).unwrap_or(u32::MAX) };
            offset += read as u64;
            take(*edition, &line, place)?;
        }
    }
    Ok(())
}

/// Hands the disclosed facts of one kind to `take`; lines of other kinds are passed over unread.
///
/// # Errors
/// As above, and those of `take`.
pub fn for_each_fact_of<R: ReadAt>(
    archive: &Archive<R>,
    limits: &Limits,
    kind: Kind,
    mut take: impl FnMut(Edition, Fact) -> Result<()>,
) -> Result<()> {
    each_line(archive, limits, |edition, line, _| match FactLine::is_of(line, kind) {
        true => take(edition, parsed(line)?),
        false => Ok(()),
    })
}

/// Reads the fact of a line again.
///
/// # Errors
/// Read errors; [`ErrorKind::NotHikae`] if it is not a fact any more.
pub fn fact_at<R: ReadAt>(source: R, line: Line) -> Result<Fact> {
    let mut bytes = vec![0; line.size as usize];
    source.read_exact_at(&mut bytes, line.offset).map_err(Error::read)?;
    parsed(&bytes)
}

fn parsed(line: &[u8]) -> Result<Fact> {
    Ok(FactLine::parse(line).map_err(|e| Error::from(ErrorKind::NotHikae).detail(e))?.fact)
}
