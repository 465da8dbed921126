//! The facts of an edition while it is being made: an index in memory, the lines there too or, for a million messages,
//! in a file that the caller gives; sorted by leaf at the end.

use super::{Fact, FactLine, Label, Salt};
use crate::base::digest::Sha256Digest;
use std::fs::File;
use std::io::{self, Read, Write as _};

/// Bytes of lines that stay in memory where there is a file for them: some 100,000 facts.
const IN_MEMORY: usize = 16 << 20;

/// Collects facts and gives out what `facts.jsonl` and `seal.txt` need.
#[derive(Default)]
pub struct FactSet {
    /// The latest lines; `kept` bytes of earlier ones are in the file.
    lines: Vec<u8>,
    kept: u64,
    spool: Option<File>,
    index: Vec<Placed>,
    longest: usize,
}

#[derive(Clone, Copy)]
struct Placed {
    leaf: Sha256Digest,
    label: Label,
    len: u32,
    /// Little-endian: a number here would cost four bytes of padding, and there can be millions.
    start: [u8; 8],
}

impl Placed {
    fn start(&self) -> u64 {
        u64::from_le_bytes(self.start)
    }
}

impl FactSet {
    /// A set that keeps most lines in `spool`, which is empty.
    pub fn spooled(spool: File) -> Self {
        Self { spool: Some(spool), ..Self::default() }
    }

    /// Adds a fact under a fresh salt.
    ///
    /// # Errors
    /// The file could not be written.
    ///
    /// # Panics
    /// If the fact's conversation number is 0: a bug of the caller.
    pub fn push(&mut self, salt: Salt, fact: Fact) -> io::Result<()> {
        let label = fact.label().expect("conversations are numbered from 1");
        let line = FactLine { salt, fact }.encode();
        let start = self.kept + self.lines.len() as u64;
        let len = u32::try_from(line.len()).map_err(|_| io::ErrorKind::InvalidInput)?;
        self.index.push(Placed { leaf: FactLine::leaf(&line), label, len, start: start.to_le_bytes() });
        self.longest = self.longest.max(line.len());
        self.lines.extend(line);
        if let Some(spool) = &mut self.spool
            && self.lines.len() >= IN_MEMORY
        {
            spool.write_all(&self.lines)?;
            self.kept += self.lines.len() as u64;
            self.lines.clear();
        }
        Ok(())
    }

    /// How many facts there are.
    pub fn len(&self) -> usize {
        self.index.len()
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    /// The length of the longest line.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// Sorted by leaf.
    pub fn sorted(mut self) -> SortedFacts {
        self.index.sort_unstable_by_key(|p| (p.leaf, p.start()));
        SortedFacts(self)
    }

    fn read(&self, placed: &Placed, into: &mut Vec<u8>) -> io::Result<()> {
        into.resize(placed.len as usize, 0);
        match placed.start().checked_sub(self.kept).and_then(|at| usize::try_from(at).ok()) {
            Some(at) => into.copy_from_slice(&self.lines[at..at + placed.len as usize]),
            None => {
                let spool = self.spool.as_ref().ok_or(io::ErrorKind::NotFound)?;
                read_exact_at(spool, into, placed.start())?;
            }
        }
        Ok(())
    }
}

fn read_exact_at(file: &File, buf: &mut [u8], offset: u64) -> io::Result<()> {
    #[cfg(unix)]
    return std::os::unix::fs::FileExt::read_exact_at(file, buf, offset);
    #[cfg(windows)]
    {
        let mut read = 0;
        while read < buf.len() {
            match std::os::windows::fs::FileExt::seek_read(file, &mut buf[read..], offset + read as u64)? {
                0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                n => read += n,
            }
        }
        Ok(())
    }
    // no files there, so no spool either
    #[cfg(not(any(unix, windows)))]
    {
        let _ = (file, buf, offset);
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// Facts in the order of `facts.jsonl`.
pub struct SortedFacts(FactSet);

impl SortedFacts {
    /// The leaves and labels, as they stand in `seal.txt`.
    pub fn leaves(&self) -> impl Iterator<Item = (Sha256Digest, Label)> + '_ {
        self.0.index.iter().map(|p| (p.leaf, p.label))
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Bytes of `facts.jsonl`.
    pub fn size(&self) -> u64 {
        self.0.kept + (self.0.lines.len() + self.0.index.len()) as u64
    }

    /// `facts.jsonl` as a stream.
    pub fn reader(&self) -> impl Read + '_ {
        FactsReader { facts: self, next: 0, line: Vec::new(), at: 0 }
    }
}

struct FactsReader<'a> {
    facts: &'a SortedFacts,
    next: usize,
    line: Vec<u8>,
    at: usize,
}

impl Read for FactsReader<'_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.at == self.line.len() {
            let Some(placed) = self.facts.0.index.get(self.next) else { return Ok(0) };
            self.facts.0.read(placed, &mut self.line)?;
            self.line.push(b'\n');
            self.next += 1;
            self.at = 0;
        }
        let n = (&self.line[self.at..]).read(buf)?;
        self.at += n;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::fact::CaseFact;

    #[test]
    fn a_spooled_set_gives_the_same_bytes() {
        let fill = |mut set: FactSet| {
            for i in 0..40_000u32 {
                let value = format!("{i}").repeat(100);
                let fact = Fact::Case(CaseFact { key: i.to_string(), value, line: None });
                set.push(Salt(u128::from(i).to_be_bytes()), fact).unwrap();
            }
            let sorted = set.sorted();
            let mut bytes = Vec::new();
            sorted.reader().read_to_end(&mut bytes).unwrap();
            assert_eq!(sorted.size(), bytes.len() as u64);
            (bytes, sorted.leaves().collect::<Vec<_>>(), sorted.0.kept)
        };
        let (memory, spooled) =
            (fill(FactSet::default()), fill(FactSet::spooled(tempfile::tempfile().unwrap())));
        assert_eq!((&memory.0, &memory.1), (&spooled.0, &spooled.1));
        assert!(memory.2 == 0 && spooled.2 > IN_MEMORY as u64);
    }
}
