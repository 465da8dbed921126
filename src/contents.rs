//! What an archive says, for reading: the disclosed facts, one after the other. Checks nothing; verify first.

use crate::archive::{Archive, Edition, Place, ProofFile, ReadAt};
use crate::error::{Error, ErrorKind, Result};
use crate::fact::{Fact, FactLine};
use crate::finding::Findings;
use crate::limits::Limits;
use std::io::{BufRead as _, BufReader, Read as _};

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
    for_each_line_in(archive, limits, |edition, _, read| {
        take(edition, read.fact);
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
    take: impl FnMut(Edition, &[u8], FactLine) -> Result<()>,
) -> Result<()> {
    for_each_line_in(&Archive::open(source, limits, &mut Findings::default())?, limits, take)
}

fn for_each_line_in<R: ReadAt>(
    archive: &Archive<R>,
    limits: &Limits,
    mut take: impl FnMut(Edition, &[u8], FactLine) -> Result<()>,
) -> Result<()> {
    for entry in archive.entries() {
        let Some(Place::Proof(edition, ProofFile::Facts)) = &entry.place else { continue };
        let mut reader = BufReader::new(archive.data(entry));
        let mut line = Vec::new();
        loop {
            line.clear();
            let most = limits.fact_line as u64 + 1;
            if (&mut reader).take(most).read_until(b'\n', &mut line).map_err(Error::read)? == 0 {
                break;
            }
            line.pop_if(|b| *b == b'\n');
            let read = FactLine::parse(&line).map_err(|e| Error::from(ErrorKind::NotHikae).detail(e))?;
            take(*edition, &line, read)?;
        }
    }
    Ok(())
}
