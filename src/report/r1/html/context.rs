//! What every section of the page is made from, and what it is.

use super::form::Zone;
use super::words::{Both, Markup, Words};
use crate::base::entry_name::EntryName;
use crate::format::fact::Kind;
use crate::message::silence::Record;
use crate::report::ShownEdition;
use crate::report::r1::abridged::{Abridged, Event};
use crate::text::{Message, visible};

/// A section of the page.
pub struct Part {
    pub anchor: &'static str,
    pub heading: Both,
    /// Who asserts what stands in it.
    pub by: Vec<Both>,
    pub body: Markup,
    /// What is not printed, and why.
    pub notes: Vec<Both>,
}

/// What every section is made from.
pub struct Context<'a> {
    pub words: &'a Words,
    pub editions: &'a [ShownEdition<'a>],
    pub facts: &'a Abridged,
    pub record: Option<&'a Record>,
    /// The edition of the last notes, whatever of them is shown.
    pub notes: Option<u16>,
    /// How moments that were recorded in UTC are printed.
    pub zone: Zone,
}

impl Context<'_> {
    pub fn get(&self, id: &'static str) -> Both {
        self.words.get(id)
    }

    pub fn say(&self, message: &Message) -> Both {
        self.words.say(message)
    }

    /// Is this file in the copy?
    pub fn is_here(&self, path: &EntryName) -> bool {
        !self.editions.iter().any(|edition| edition.absent.contains(path))
    }

    /// The name of a file as it was found; of a file in a ZIP, the ZIP's and its own; of several files, the first.
    pub fn name(&self, paths: &str) -> String {
        let mut all = paths.split(' ');
        let first = all.next().unwrap_or_default();
        let more = all.count();
        let found = |path: &str| {
            let file = self.facts.files().get(&EntryName::new(path).ok()?)?;
            Some(file.origin.as_ref()?.0.text.to_string())
        };
        let zip = || first.match_indices('/').find_map(|(at, _)| Some(found(&first[..at])? + &first[at..]));
        let name = found(first).or_else(zip).unwrap_or_else(|| first.to_owned());
        match more {
            0 => visible(&name).into_owned(),
            more => format!("{} (+{more})", visible(&name)),
        }
    }

    /// The declared events of the last notes.
    pub fn events(&self) -> Vec<&Event> {
        self.notes.map(|notes| self.facts.events(notes)).unwrap_or_default()
    }

    /// Does what the worker states lie after the sealing of the notes? Nothing of the kind had happened by then.
    pub fn is_ahead(&self, event: &Event) -> bool {
        let notes = self.editions.iter().find(|edition| Some(edition.header.edition.get()) == self.notes);
        let from = event.at.as_ref().and_then(|at| at.from);
        notes.zip(from).is_some_and(|(notes, from)| from > notes.header.sealed)
    }

    /// Were files sealed of which this copy does not even show that they are there?
    pub fn hides_files(&self) -> bool {
        self.editions.iter().any(|edition| edition.labels.of_kind(Kind::File) > edition.files)
    }

    /// Is more than one edition shown, so that it has to be said which?
    pub fn is_several(&self) -> bool {
        self.editions.len() > 1
    }
}
