//! Writing: places are given out in order, then filled by any thread, each byte hashed and written once.

use super::io_at::WriteAt;
use super::read::Hashed;
use super::zip::{End, Header};
use crate::base::digest::Sha256Digest;
use crate::base::entry_name::EntryName;
use crate::base::error::{Error, ErrorKind, Result};
use crate::base::limits::Limits;
use sha2::{Digest as _, Sha256};
use std::io::Read;

/// Large enough to make system calls rare, small enough to stay in the second-level cache of one core.
const BUFFER: usize = 512 << 10;

/// A place in the archive that waits for its bytes.
#[derive(Debug, Clone)]
pub struct Slot {
    name: EntryName,
    size: u64,
    dos: (u16, u16),
    offset: u64,
}

impl Slot {
    /// Bytes of data that belong here.
    pub fn size(&self) -> u64 {
        self.size
    }

    fn header(&self, crc: u32) -> Header<'_> {
        Header {
            name: self.name.as_str().as_bytes(),
            size: self.size,
            crc,
            dos: self.dos,
            offset: self.offset,
        }
    }

    fn data_offset(&self) -> u64 {
        self.offset + Header::local_len(self.name.as_str().len(), self.size)
    }

    /// Streams exactly [`size`](Self::size) bytes into the archive, hashing them on the way, and then the header.
    /// `tick` is told of every stretch of bytes and can stop the work.
    ///
    /// # Errors
    /// [`ErrorKind::Changed`] if the source has fewer or more bytes; read and write errors.
    pub fn fill(
        &self,
        sink: &dyn WriteAt,
        source: &mut dyn Read,
        tick: &dyn Fn(u64) -> Result<()>,
    ) -> Result<Hashed> {
        let header_len = (self.data_offset() - self.offset) as usize;
        let wanted = usize::try_from(self.size).unwrap_or(usize::MAX).saturating_add(1).min(BUFFER);
        let mut buffer = vec![0; header_len + wanted];
        let (mut sha, mut crc, mut done) = (Sha256::new(), crc32fast::Hasher::new(), 0);
        loop {
            let n = read_full(source, &mut buffer[header_len..])?;
            let data = &buffer[header_len..header_len + n];
            if n as u64 > self.size - done {
                return Err(ErrorKind::Changed.into());
            }
            sha.update(data);
            crc.update(data);
            tick(n as u64)?;
            let at = self.data_offset() + done;
            done += n as u64;
            if n == wanted {
                sink.write_all_at(data, at).map_err(Error::write)?;
                continue;
            }
            if done != self.size {
                return Err(ErrorKind::Changed.into());
            }
            let hashed = Hashed { crc: crc.finalize(), sha256: Sha256Digest::finish(sha) };
            buffer[..header_len].copy_from_slice(&self.header(hashed.crc).local());
            let (header, data) = buffer[..header_len + n].split_at(header_len);
            if at == self.data_offset() {
                // header and data stand together: one write for a small entry
                sink.write_all_at(&buffer[..header_len + n], self.offset).map_err(Error::write)?;
            } else {
                sink.write_all_at(data, at).map_err(Error::write)?;
                sink.write_all_at(header, self.offset).map_err(Error::write)?;
            }
            return Ok(hashed);
        }
    }
}

/// Fills the buffer, or as much of it as there is.
fn read_full(source: &mut dyn Read, buffer: &mut [u8]) -> Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match source.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
            Err(e) => return Err(Error::read(e)),
        }
    }
    Ok(filled)
}

/// Lays out an archive. Entries must be reserved in the order of the format.
#[derive(Debug, Default)]
pub struct Writer {
    next: u64,
    done: Vec<(Slot, u32)>,
}

impl Writer {
    /// The next place, for `size` bytes under `name`.
    pub fn reserve(&mut self, name: EntryName, size: u64, dos: (u16, u16)) -> Slot {
        let slot = Slot { name, size, dos, offset: self.next };
        self.next = slot.data_offset() + size;
        slot
    }

    /// Says that a place has been filled. Must be told in the order of the places.
    pub fn settle(&mut self, slot: Slot, hashed: Hashed) {
        self.done.push((slot, hashed.crc));
    }

    /// Writes the central directory and the end; returns the size of the archive.
    pub fn finish(self, sink: &dyn WriteAt, limits: &Limits) -> Result<u64> {
        let entries = self.done.len() as u64;
        if entries > limits.entries {
            return Err(
                Error::from(ErrorKind::Limit).detail(format!("{entries} entries, limit {}", limits.entries))
            );
        }
        let mut at = self.next;
        let mut pending = Vec::with_capacity(BUFFER);
        for (slot, crc) in &self.done {
            pending.extend(slot.header(*crc).central());
            if pending.len() >= BUFFER / 2 {
                sink.write_all_at(&pending, at).map_err(Error::write)?;
                at += pending.len() as u64;
                pending.clear();
            }
        }
        let size = at + pending.len() as u64 - self.next;
        pending.extend(End { entries, size, offset: self.next }.encode());
        sink.write_all_at(&pending, at).map_err(Error::write)?;
        Ok(at + pending.len() as u64)
    }
}
