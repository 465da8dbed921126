//! An archive that grows entry by entry, in the order of the format, and ends with the derived files.

use crate::base::digest::Sha256Digest;
use crate::base::entry_name::EntryName;
use crate::base::error::{Error, ErrorKind, Result};
use crate::base::limits::Limits;
use crate::base::time::UtcSecond;
use crate::format::archive::{Hashed, Slot, WriteAt, Writer};
use crate::report::derived::{self, Made};
use crate::report::{Report, ShownEdition};
use crate::text::Lang;
use std::io::Read;

/// Date and time as ZIP headers hold them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DosTime(u16, u16);

impl DosTime {
    /// # Errors
    /// [`ErrorKind::Clock`] for a time that a DOS date cannot hold.
    pub fn of(sealed: UtcSecond) -> Result<Self> {
        let (time, date) = sealed.to_dos().ok_or_else(|| Error::from(ErrorKind::Clock).detail(sealed))?;
        Ok(Self(time, date))
    }

    /// Time and date, as headers take them.
    pub fn as_pair(self) -> (u16, u16) {
        (self.0, self.1)
    }

    /// As the headers of an entry have it.
    pub fn as_read((time, date): (u16, u16)) -> Self {
        Self(time, date)
    }
}

/// An entry whose bytes are still to come.
pub struct Coming<T> {
    /// Its name.
    pub name: EntryName,
    /// Bytes it will have.
    pub size: u64,
    /// The sealing time of its edition.
    pub time: DosTime,
    /// Where the bytes come from.
    pub from: T,
}

/// An entry with its place.
pub struct Reserved<T> {
    name: EntryName,
    /// The place that waits for its bytes.
    pub slot: Slot,
    /// Where the bytes come from.
    pub from: T,
}

/// Refuses an entry that is larger than a reader takes.
pub(super) fn within(name: &str, bytes: u64, most: u64) -> Result<()> {
    if bytes > most {
        return Err(Error::from(ErrorKind::Limit).detail(format!("{name}: {bytes} bytes, limit {most}")));
    }
    Ok(())
}

/// An archive in the making.
pub struct Build<'a, W> {
    sink: &'a W,
    writer: Writer,
    made: Vec<Made>,
}

impl<'a, W: WriteAt> Build<'a, W> {
    /// Nothing yet.
    pub fn new(sink: &'a W) -> Self {
        Self { sink, writer: Writer::default(), made: Vec::new() }
    }

    /// Gives places to entries whose bytes are still to come: any thread can fill them.
    pub fn reserve<T>(&mut self, coming: Vec<Coming<T>>) -> Vec<Reserved<T>> {
        let reserve = |c: Coming<T>| {
            let slot = self.writer.reserve(c.name.clone(), c.size, c.time.as_pair());
            Reserved { name: c.name, slot, from: c.from }
        };
        coming.into_iter().map(reserve).collect()
    }

    /// Where their bytes go.
    pub fn sink(&self) -> &'a W {
        self.sink
    }

    /// All of them are filled; `hashed` is in the same order.
    pub fn settle_all<T>(&mut self, places: Vec<Reserved<T>>, hashed: Vec<Hashed>) {
        for (place, hashed) in places.into_iter().zip(hashed) {
            self.settle(place.slot, place.name, hashed);
        }
    }

    /// One entry whose bytes are at hand.
    pub fn add(&mut self, name: EntryName, bytes: &[u8], time: DosTime) -> Result<()> {
        self.stream(name, bytes.len() as u64, &mut &*bytes, time).map(|_| ())
    }

    /// One entry, streamed; gives its SHA-256.
    pub fn stream(
        &mut self,
        name: EntryName,
        size: u64,
        source: &mut dyn Read,
        time: DosTime,
    ) -> Result<Sha256Digest> {
        let slot = self.writer.reserve(name.clone(), size, time.as_pair());
        let hashed = slot.fill(self.sink, source, &|_| Ok(()))?;
        self.settle(slot, name, hashed);
        Ok(hashed.sha256)
    }

    fn settle(&mut self, slot: Slot, name: EntryName, hashed: Hashed) {
        self.made.push(Made { name, size: slot.size(), sha256: hashed.sha256 });
        self.writer.settle(slot, hashed);
    }

    /// The derived files, and the end of the archive; gives its size. They carry the time of the last edition.
    pub fn finish(
        mut self,
        editions: &[ShownEdition<'_>],
        report: Report,
        lang: Lang,
        limits: &Limits,
    ) -> Result<u64> {
        let last = editions.last().ok_or(ErrorKind::NothingToSeal)?;
        let time = DosTime::of(last.header.sealed)?;
        for (file, bytes) in derived::make(&self.made, editions, report, lang) {
            within(file.as_str(), bytes.len() as u64, file.limit(limits))?;
            self.add(file.entry_name(), &bytes, time)?;
        }
        self.writer.finish(self.sink, limits)
    }
}
