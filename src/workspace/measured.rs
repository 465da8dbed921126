//! What was delivered, with what was measured in it: the files that a specification is held against.

use super::describe::{is_delivered, zip_listing};
use crate::audio::says_audio;
use crate::case::{Compared, Delivered, Specification, compare};
use crate::format::fact::{AudioFact, ClaimsFact, Fact};
use std::collections::{BTreeMap, HashMap};

/// A delivered file, with what was measured in it or why nothing was.
#[derive(Debug)]
pub struct Subject {
    /// Its name for people.
    pub name: String,
    sound: Sound,
}

#[derive(Debug)]
enum Sound {
    /// Measured, or audio that could not be.
    Audio(Box<AudioFact>, Option<ClaimsFact>),
    /// Nothing that is measured here, and the word for why.
    None(&'static str),
}

impl Subject {
    /// Its audio fact, measured or not.
    pub fn fact(&self) -> Option<&AudioFact> {
        match &self.sound {
            Sound::Audio(fact, _) => Some(fact),
            Sound::None(_) => None,
        }
    }

    /// Why nothing at all was measured.
    pub fn reason(&self) -> Option<&str> {
        match &self.sound {
            Sound::Audio(fact, _) => reason_of(fact, "audio"),
            Sound::None(word) => Some(word),
        }
    }

    /// Why a part of it was not measured, where the rest was.
    pub fn rest_reason(&self) -> Option<&str> {
        self.fact().and_then(|fact| reason_of(fact, "rest"))
    }

    /// Is there nothing that was measured, or tried?
    pub fn is_silent(&self) -> bool {
        self.fact().is_none()
    }

    /// Held against what was agreed.
    pub fn compared(&self, specification: &Specification) -> Vec<Compared> {
        match &self.sound {
            Sound::Audio(fact, claims) => compare(specification, Some(fact), claims.as_ref()),
            Sound::None(_) => compare(specification, None, None),
        }
    }
}

/// Every delivered file among these names, entries of delivered ZIPs included, under the names that people know.
pub fn subjects(facts: &[Fact], names: &HashMap<String, String>) -> Vec<Subject> {
    let claims: HashMap<&str, &ClaimsFact> = facts
        .iter()
        .filter_map(
            |fact| if let Fact::Claims(claims) = fact { Some((claims.path.as_str(), claims)) } else { None },
        )
        .collect();
    let mut sounds: BTreeMap<String, Sound> = BTreeMap::new();
    for fact in facts {
        if let Fact::Audio(fact) = fact {
            let claims = claims.get(fact.path.as_str()).map(|claims| (*claims).clone());
            sounds.insert(fact.path.to_string(), Sound::Audio(fact.clone(), claims));
        }
    }
    for path in names.keys().filter(|path| is_delivered(path)) {
        let listing = claims.get(path.as_str()).and_then(|claims| zip_listing(claims));
        match listing {
            Some(listing) => {
                for entry in listing.entries {
                    sounds.entry(entry.to_string()).or_insert(Sound::None(kind_not_measured(entry.as_str())));
                }
                if listing.is_cut {
                    sounds.entry(path.clone()).or_insert(Sound::None("entries-not-listed"));
                }
            }
            None => drop(sounds.entry(path.clone()).or_insert(Sound::None(kind_not_measured(path)))),
        }
    }
    let subject = |(path, sound): (String, Sound)| Subject { name: name_of(&path, names), sound };
    let mut subjects: Vec<Subject> = sounds.into_iter().map(subject).collect();
    subjects.sort_by(|a, b| a.name.cmp(&b.name));
    subjects
}

/// Archives whose entries are not looked at.
const ARCHIVES: &[&str] =
    &["zip", "7z", "rar", "tar", "gz", "tgz", "bz2", "tbz", "xz", "txz", "zst", "lzh", "lha", "cab", "sit"];

fn kind_not_measured(path: &str) -> &'static str {
    let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    if ARCHIVES.contains(&ending.as_str()) { "archive-not-opened" } else { "kind-not-measured" }
}

/// The name as found; for an entry of a delivered ZIP, the ZIP's and its own.
pub fn name_of(path: &str, names: &HashMap<String, String>) -> String {
    if let Some(name) = names.get(path) {
        return name.clone();
    }
    let zip = path.match_indices('/').find_map(|(at, _)| Some((names.get(&path[..at])?, &path[at..])));
    zip.map_or_else(|| path.to_owned(), |(zip, rest)| format!("{zip}{rest}"))
}

/// The same files as a specification sees them together.
pub fn delivered(subjects: &[Subject]) -> Vec<Delivered<'_>> {
    let is_audio = |subject: &Subject| subject.fact().is_some() || says_audio(&subject.name);
    subjects.iter().map(|subject| Delivered { name: &subject.name, is_audio: is_audio(subject) }).collect()
}

/// Why a field of a file was not measured.
fn reason_of<'a>(fact: &'a AudioFact, field: &str) -> Option<&'a str> {
    fact.unmeasured.iter().find(|u| u.field == field).map(|u| u.reason.as_str())
}
