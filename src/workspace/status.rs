//! How a case folder stands to its seals: what is new, what was measured, what the messages say.

use super::case::Case;
use super::describe::{describe, is_measured};
use super::desk::{Desk, Done, Stretch};
use super::folder::{CaseFolder, Item};
use super::history::{History, Standing};
use super::measured::{self, Subject};
use super::sealing::Measuring;
use super::talk::{Seals, Talk};
use crate::base::entry_name::EntryName;
use crate::base::parallel;
use crate::case::Specification;
use crate::case::roles::{Wanted, entry_names};
use crate::format::archive::Edition;
use crate::text::Message;
use crate::verify::Policy;

/// How a case stands.
pub struct Status {
    /// The folder.
    pub case: CaseFolder,
    /// What its seals say.
    pub history: History,
    /// How the folder stands to them.
    pub standing: Standing,
    /// What was agreed.
    pub specification: Specification,
    /// What was delivered since the last seal, measured, where something was agreed that it can be held against.
    pub subjects: Vec<Subject>,
    /// What the messages say; `None` where there are none.
    pub talk: Option<Talk>,
    /// What to tell of the case notes and of times of copying.
    pub notices: Vec<Message>,
}

impl Case {
    /// How the folder stands to its seals.
    ///
    /// # Errors
    /// Read errors. Seals that are altered are a finding of the history, not an error.
    pub fn status(mut self, desk: Desk<'_>, policy: &Policy, measuring: Measuring) -> Done<Status> {
        let (history, verified) = self.history(desk, policy)?;
        let standing = self.standing(desk, &history)?;
        let specification = self.folder.memo.as_ref().map(|memo| memo.specification()).unwrap_or_default();
        let subjects = match measuring {
            Measuring::Whole if !specification.is_empty() => measure_new(desk, &standing)?,
            Measuring::Whole | Measuring::None => Vec::new(),
        };
        let seals = Seals { history: &history, standing: &standing, verified: verified.as_ref() };
        let talk = Talk::of_case(desk, &self.folder, &seals)?;
        let mut notices = self.notices(desk)?;
        notices.extend(talk.iter().flat_map(|talk| talk.odd_copies(desk.texts)));
        notices.extend(talk.iter().flat_map(Talk::undeclared));
        Ok(Status { case: self.folder, history, standing, specification, subjects, talk, notices })
    }
}

/// What was delivered since the last seal, measured.
fn measure_new(desk: Desk<'_>, standing: &Standing) -> Done<Vec<Subject>> {
    let new = standing.new.iter().chain(standing.changed.iter().map(|(item, _)| item));
    let items: Vec<&Item> = new.filter(|item| is_measured(item.role)).collect();
    let wanted: Vec<Wanted<'_>> = items.iter().map(|i| Wanted { role: i.role, rest: &i.rest }).collect();
    let names = entry_names(Edition::FIRST, &wanted)?;
    let ticks = desk.begin(Stretch::Measuring, items.iter().map(|i| i.found.size()).sum());
    let jobs: Vec<_> = items.iter().zip(&names).collect();
    let measure =
        |(item, name): &(&&Item, &EntryName)| describe(&item.found, item.role, name, &|n| ticks.tick(n));
    let facts = parallel::try_map(&jobs, |(item, _)| item.found.size(), measure)?;
    let found = jobs.iter().map(|(item, name)| (name.to_string(), item.found.name())).collect();
    Ok(measured::subjects(&facts.concat(), &found))
}
