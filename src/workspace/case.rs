//! A case on a disk, with the verbs of every front end. They give typed outcomes, print nothing, and ask through the desk.

use super::desk::{Desk, Done, Stretch};
use super::folder::CaseFolder;
use super::history::{History, Standing, Verified, seals_in};
use crate::base::error::Result;
use crate::base::limits::Limits;
use crate::text::{Lang, Message, Say as _};
use crate::verify::Policy;
use std::path::Path;

/// A case folder, opened.
#[derive(Debug)]
pub struct Case {
    pub(crate) folder: CaseFolder,
}

impl Case {
    /// Looks through a case folder. `lang` decides where folders of both languages are there.
    ///
    /// # Errors
    /// Those of [`CaseFolder::open`].
    pub fn open(root: &Path, lang: Lang, limits: &Limits) -> Result<Self> {
        Ok(Self { folder: CaseFolder::open(root, lang, limits)? })
    }

    /// Reads and verifies the seals of the case, and gives files that were asked about before their role.
    pub(crate) fn history(&mut self, desk: Desk<'_>, policy: &Policy) -> Done<(History, Option<Verified>)> {
        let size_of = |path: std::path::PathBuf| path.metadata().map_or(0, |m| m.len());
        let seals = seals_in(&self.folder.seals)?.into_iter().map(size_of).sum();
        let ticks = desk.begin(Stretch::Verifying, seals);
        let read = History::read(&self.folder.seals, policy, &|n| ticks.tick(n))?;
        read.0.settle(&mut self.folder);
        Ok(read)
    }

    /// Holds the folder against its seals.
    pub(crate) fn standing(&self, desk: Desk<'_>, history: &History) -> Done<Standing> {
        let known = self.folder.items.iter().filter(|i| history.files.contains_key(&i.found.identity()));
        let ticks = desk.begin(Stretch::Comparing, known.map(|i| i.found.size()).sum());
        Ok(Standing::of(&self.folder, history, &|n| ticks.tick(n))?)
    }

    /// What to tell of the case notes: how lines were read, those that were not understood, and dates that cannot be.
    /// In the order of the lines; dates that cannot be stand behind the rest.
    pub(crate) fn notices(&self, desk: Desk<'_>) -> Done<Vec<Message>> {
        let Some(memo) = &self.folder.memo else { return Ok(Vec::new()) };
        let clock = crate::handover::clock::Clock { zone: memo.zone(), lang: desk.lang(), now: desk.now()? };
        let odd = memo.odd_dates(clock.now);
        let odd = odd.iter().map(|odd| odd.message(desk.texts, &|at| clock.full(at)));
        Ok(memo.notices().iter().map(|notice| notice.say()).chain(odd).collect())
    }
}
