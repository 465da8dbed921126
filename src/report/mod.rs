//! What people read of facts and findings. Reports render; they check nothing.
//!
//! The texts that lie in an archive belong to a revision, which `bag-info.txt` names. [`Report`] is the one place where a
//! revision is chosen; docs/report.md says how one is frozen and how the next one is added.

pub mod derived;
mod r1;
mod shown;
mod written;

pub use r1::{Zone, audio_values, clock, megabytes};
pub use shown::{ShownEdition, ShownToken};
pub use written::Written;

use crate::format::archive::bag::Revision;
use crate::format::fact::Fact;
use crate::text::Lang;

/// `REPORT.html` and `VERIFY.txt` in the making: facts go in, in any order; the texts come out.
#[derive(Debug, Clone)]
pub enum Report {
    /// As revision 1 has them.
    R1(r1::Abridged),
}

impl Report {
    /// As new archives have it.
    pub fn newest() -> Self {
        Self::R1(r1::Abridged::default())
    }

    /// As this revision has it; `None`: a revision that this program does not know.
    pub fn of(revision: Revision) -> Option<Self> {
        match revision.get() {
            1 => Some(Self::R1(r1::Abridged::default())),
            _ => None,
        }
    }

    /// Its revision.
    pub fn revision(&self) -> Revision {
        match self {
            Self::R1(_) => r1::REVISION,
        }
    }

    /// Takes in a disclosed fact of an edition.
    pub fn take(&mut self, edition: u16, fact: &Fact) {
        match self {
            Self::R1(facts) => facts.take(edition, fact),
        }
    }

    /// The texts; `lang` is the language that stands first.
    pub fn write(self, editions: &[ShownEdition<'_>], lang: Lang) -> Written {
        match self {
            Self::R1(facts) => r1::write(editions, facts, lang),
        }
    }
}
