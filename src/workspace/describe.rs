//! A source to facts about it, through `audio`: what is in the files, read beside the sealing of their bytes.

use crate::audio::{
    self, Claims, Entry, GoOn, Inflated, Input, Listing, Method, Reading, Reason, Stretch, entries, is_zip,
};
use crate::base::entry_name::{EntryName, map_component, unclash};
use crate::base::error::Result;
use crate::base::progress::{Progress, Stage};
use crate::case::roles::Role;
use crate::format::archive::ReadAt;
use crate::format::fact::{ClaimsFact, Fact};
use crate::seal::Source;
use crate::workspace::collect::Found;
use std::collections::HashSet;
use std::io::Read;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes that are unpacked from one ZIP at most, or twice its own size if that is more: a day of stereo in 24 bits
/// stays below it, and a bomb ends there.
const MOST_UNPACKED: u64 = 16 << 30;

/// Told of bytes that were read; an error stops the reading.
pub type Tick<'a> = &'a (dyn Fn(u64) -> Result<()> + Sync);

/// A found file that is described while it is sealed.
pub struct Described<'a> {
    found: &'a Found,
    role: Role,
}

impl<'a> Described<'a> {
    /// By its role, it is measured.
    pub fn new(found: &'a Found, role: Role) -> Self {
        Self { found, role }
    }
}

impl Source for Described<'_> {
    fn size(&self) -> u64 {
        self.found.size()
    }

    fn open(&self) -> Result<Box<dyn Read + '_>> {
        self.found.open()
    }

    fn confirm(&self) -> Result<()> {
        self.found.confirm()
    }

    fn path(&self) -> &Path {
        self.found.path()
    }

    fn facts(&self, name: &EntryName, progress: Progress<'_>) -> Result<Vec<Fact>> {
        describe(self.found, self.role, name, &|n| progress(Stage::Describing, n))
    }
}

/// Would this file be measured? By its role; whether it is audio, its bytes tell.
pub fn is_measured(role: Role) -> bool {
    matches!(role, Role::Delivery(_))
}

/// Is this entry name that of a delivered file?
pub fn is_delivered(path: &str) -> bool {
    path.split('/').nth(2) == Some("delivery")
}

/// What a ZIP was found to hold, by its claims.
pub struct ZipListing {
    /// The names of its entries as those of facts.
    pub entries: Vec<EntryName>,
    /// There are more.
    pub is_cut: bool,
}

/// The entries of a delivered ZIP as its claims list them; none if they list none.
pub fn zip_listing(claims: &ClaimsFact) -> Option<ZipListing> {
    let mut taken = HashSet::new();
    let listed = claims.claims.iter().filter(|claim| claim.name == ENTRY);
    let names = listed.filter_map(|claim| claim.value.split_once(": ").map(|(_, name)| name));
    let entries: Vec<EntryName> =
        names.filter_map(|name| entry_path(&claims.path, name, &mut taken)).collect();
    let is_cut = claims.claims.iter().any(|claim| matches!(claim.name.as_str(), LEFT_OUT | "left-out"));
    (!entries.is_empty()).then_some(ZipListing { entries, is_cut })
}

/// The claims of a ZIP about its entries.
const ENTRY: &str = "zip.entry";
const LEFT_OUT: &str = "zip.left-out";

/// The facts about a found file that will be sealed, or is, under `name`. None for what is not measured.
///
/// # Errors
/// Those of opening the file, and of `tick`. A file that cannot be analysed is no error.
pub fn describe(found: &Found, role: Role, name: &EntryName, tick: Tick<'_>) -> Result<Vec<Fact>> {
    if !is_measured(role) {
        return Ok(Vec::new());
    }
    let file = found.file().map_err(|e| e.on(found.path()))?;
    let facts = describe_at(&file, found.size(), name, tick)?;
    found.confirm().map_err(|e| e.on(found.path()))?;
    Ok(facts)
}

/// The facts about the first `size` bytes of `source`.
///
/// # Errors
/// Those of `tick`.
pub fn describe_at<R: ReadAt + ?Sized>(
    source: &R,
    size: u64,
    name: &EntryName,
    tick: Tick<'_>,
) -> Result<Vec<Fact>> {
    let stopped = Mutex::new(None);
    // heads are read twice, and what a ZIP holds is more than its bytes: told are as many as the file has
    let untold = AtomicU64::new(size);
    let take = |bytes: u64| {
        let left = untold.load(Ordering::Relaxed);
        untold.store(left.saturating_sub(bytes), Ordering::Relaxed);
        bytes.min(left)
    };
    let go_on = |bytes| match tick(take(bytes)) {
        Ok(()) => true,
        Err(error) => {
            stopped.lock().unwrap_or_else(std::sync::PoisonError::into_inner).get_or_insert(error);
            false
        }
    };
    let mut head = [0; 4];
    let is_zip = size >= 22 && source.read_exact_at(&mut head, 0).is_ok() && is_zip(&head);
    let facts = match is_zip.then(|| entries(source, size)).flatten() {
        Some(listing) => Zip { source, size, name, go_on: &go_on }.facts(listing),
        None => {
            let reading = audio::read(&Stretch::new(source, 0, size), name.as_str(), &go_on);
            reading.map(|reading| audio::facts(name, reading)).unwrap_or_default()
        }
    };
    go_on(size);
    let stopped = stopped.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    stopped.map_or(Ok(facts), Err)
}

/// A delivered ZIP: its entries are claims of it, and the audio among them has facts under the ZIP's name and theirs.
struct Zip<'a, R: ?Sized> {
    source: &'a R,
    size: u64,
    name: &'a EntryName,
    go_on: GoOn<'a>,
}

impl<R: ReadAt + ?Sized> Zip<'_, R> {
    fn facts(&self, listing: Listing) -> Vec<Fact> {
        let mut claims = Claims::default();
        let mut facts = Vec::new();
        let mut taken = HashSet::new();
        let mut room = MOST_UNPACKED.max(self.size.saturating_mul(2));
        for entry in &listing.entries {
            let (name, guessed) = &entry.name;
            claims.push(
                ENTRY.into(),
                &format!("{} bytes, CRC-32 {:08x}: {name}", entry.size, entry.crc),
                *guessed,
            );
            let Some(path) = entry_path(self.name, name, &mut taken) else { continue };
            if let Some(reading) = self.read(entry, &mut room) {
                facts.extend(audio::facts(&path, reading));
            }
        }
        if listing.is_cut {
            claims.text(LEFT_OUT, "more entries than are listed here");
        }
        // a paper in an office format is a ZIP as well: it is listed only where it was meant as one, or holds audio
        let meant = self.name.as_str().to_ascii_lowercase().ends_with(".zip");
        let claims = claims.finish();
        if !claims.is_empty() && (meant || !facts.is_empty()) {
            facts.insert(0, Fact::Claims(ClaimsFact { path: self.name.clone(), claims }));
        }
        facts
    }

    fn read(&self, entry: &Entry, room: &mut u64) -> Option<Reading> {
        let name = entry.name.0.as_str();
        let packed = entry.data_offset(self.source, self.size);
        let packed = packed.map(|offset| Stretch::new(self.source, offset, entry.packed));
        let input: Box<dyn Input + '_> = match (entry.method, packed) {
            (Method::Stored, Some(packed)) => Box::new(packed),
            (Method::Deflated, Some(packed)) => Box::new(Inflated::new(packed, entry.size)),
            (method, packed) => {
                let reason = match (method, packed) {
                    (Method::Encrypted, _) => Reason::Encrypted,
                    (Method::Other, _) => Reason::Format,
                    (_, None) => Reason::Damaged,
                    (_, Some(_)) => return None,
                };
                return audio::says_audio(name).then(|| Reading::not_analysed(None, reason));
            }
        };
        // a stored entry is read as far as it lies there, whatever size it states
        let cost = if entry.method == Method::Stored { entry.packed } else { entry.size };
        if cost > *room {
            return audio::says_audio(name).then(|| Reading::not_analysed(None, Reason::Limit));
        }
        let reading = audio::read(&*input, name, self.go_on)?;
        *room -= cost;
        Some(reading)
    }
}

/// An entry's name below that of its ZIP, mapped like every found name. None if it does not fit.
fn entry_path(zip: &EntryName, name: &str, taken: &mut HashSet<String>) -> Option<EntryName> {
    let components = name.split(['/', '\\']).filter(|c| !matches!(*c, "" | "." | ".."));
    let mapped: Vec<String> = components.map(map_component).collect();
    let whole = format!("{zip}/{}", mapped.join("/"));
    let mut path = EntryName::new(&whole).ok()?;
    let mut number = 1;
    while !taken.insert(path.folded()) {
        number += 1;
        path = EntryName::new(&unclash(&whole, number)).ok()?;
    }
    Some(path)
}
