//! Delivered sound, decoded now: what a seal says of samples is the word of the program that sealed, and of its version.

use super::within::Within;
use crate::base::entry_name::EntryName;
use crate::base::error::Result;
use crate::base::finding::Findings;
use crate::base::limits::Limits;
use crate::format::archive::{Archive, Place, ReadAt};
use crate::format::fact::{AudioFact, Fact};
use crate::workspace::describe::describe_at;
use std::collections::HashMap;

/// Files of archives by their entry names.
pub(super) type Files<'a, R> = HashMap<String, Within<'a, R>>;

/// The files that archives hold.
pub(super) fn files<'a, R: ReadAt>(archives: &'a [R], limits: &Limits) -> Result<Files<'a, R>> {
    let mut files = HashMap::new();
    for source in archives {
        let archive = Archive::open(source, limits, &mut Findings::default())?;
        for entry in archive.entries().iter().filter(|e| matches!(e.place, Some(Place::Payload(_)))) {
            files.insert(entry.name.as_str().to_owned(), Within::new(source, entry.offset, entry.size));
        }
    }
    Ok(files)
}

/// The file that a fact is about: an entry inside a ZIP stands under the ZIP's name and its own.
pub(super) fn file_of<'p, R>(path: &'p str, files: &Files<'_, R>) -> Option<&'p str> {
    let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
    ends.map(|end| &path[..end]).find(|file| files.contains_key(*file))
}

/// The delivered sound of verified archives.
pub struct Sounds<'a, R> {
    files: Files<'a, R>,
    /// What was decoded, by file.
    decoded: HashMap<String, Vec<AudioFact>>,
}

impl<'a, R: ReadAt> Sounds<'a, R> {
    /// Decodes nothing yet.
    ///
    /// # Errors
    /// Those of [`Archive::open`].
    pub fn new(archives: &'a [R], limits: &Limits) -> Result<Self> {
        Ok(Self { files: files(archives, limits)?, decoded: HashMap::new() })
    }

    /// Decodes what a fact is about, once. None if its file is withheld from these copies, or is no sound.
    ///
    /// # Errors
    /// Read errors, and those of `tick`.
    pub fn decoded(
        &mut self,
        path: &str,
        tick: &(dyn Fn(u64) -> Result<()> + Sync),
    ) -> Result<Option<&AudioFact>> {
        let Some(file) = file_of(path, &self.files) else { return Ok(None) };
        if !self.decoded.contains_key(file) {
            let (Some(within), Ok(name)) = (self.files.get(file), EntryName::new(file)) else {
                return Ok(None);
            };
            let facts = describe_at(within, within.size(), &name, tick)?;
            let audio = facts.into_iter().filter_map(|fact| match fact {
                Fact::Audio(audio) => Some(*audio),
                _ => None,
            });
            self.decoded.insert(file.to_owned(), audio.collect());
        }
        Ok(self.decoded.get(file).and_then(|facts| facts.iter().find(|fact| fact.path.as_str() == path)))
    }
}
