//! Platforms as data: the words used there, what support can do at each stage, clocks, limits, wrong buttons, and what
//! is about to vanish; one file a platform, every statement with its source and the day on which that was read.
//! Nothing here was read live. What is shown of it is shown with that day and "check the live rules".

mod data;
pub mod next_step;
pub mod reminder;
mod situation;
#[cfg(test)]
mod tests;
mod venue;

pub use data::{
    Application, AttachedTo, Attachments, Both, Button, Clock, ClockId, DayKind, Effect, Outside, Since,
    Source, SourceKind, Stage, StageId, Statement, Support, Ticket, Vanishing, Words, Wrong,
};
pub use situation::{Cancellation, Chase, Delivery, Outcome, Situation};
pub use venue::{OF_A_PAGE, Venue};

use chrono::NaiveDate;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization as _;

/// A platform of which something is known, and one for all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum PlatformId {
    Crowdworks,
    Lancers,
    Coconala,
    Skima,
    Upwork,
    Fiverr,
    /// Any other place: nothing is known of its rules.
    Generic,
}

/// The word is none of [`PlatformId::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected one of crowdworks, lancers, coconala, skima, upwork, fiverr, generic")]
pub struct UnknownPlatform;

impl PlatformId {
    /// All of them.
    pub const ALL: [PlatformId; 7] = [
        PlatformId::Crowdworks,
        PlatformId::Lancers,
        PlatformId::Coconala,
        PlatformId::Skima,
        PlatformId::Upwork,
        PlatformId::Fiverr,
        PlatformId::Generic,
    ];

    /// The word in commands and in data.
    pub fn word(self) -> &'static str {
        match self {
            PlatformId::Crowdworks => "crowdworks",
            PlatformId::Lancers => "lancers",
            PlatformId::Coconala => "coconala",
            PlatformId::Skima => "skima",
            PlatformId::Upwork => "upwork",
            PlatformId::Fiverr => "fiverr",
            PlatformId::Generic => "generic",
        }
    }

    /// The platform that a memo's line names; `None` where it names none that is known, or several.
    pub fn of_memo(line: &str) -> Option<Self> {
        let mut found = Self::all_in_memo(line);
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// All platforms that a memo's line names.
    pub fn all_in_memo(line: &str) -> impl Iterator<Item = Self> {
        const IN_A_SENTENCE: usize = 4; // shorter names could be part of another word
        let line = folded(line);
        Self::ALL.into_iter().filter(move |id| {
            let mut names = Platform::of(*id).file.named.iter().map(|name| folded(name));
            names.any(|name| line == name || (name.chars().count() >= IN_A_SENTENCE && line.contains(&name)))
        })
    }
}

fn folded(name: &str) -> String {
    name.nfkc().filter(|c| c.is_alphanumeric() || *c == 'ー').flat_map(char::to_lowercase).collect()
}

impl fmt::Display for PlatformId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for PlatformId {
    type Err = UnknownPlatform;
    fn from_str(s: &str) -> Result<Self, UnknownPlatform> {
        Self::ALL.into_iter().find(|id| id.word() == s).ok_or(UnknownPlatform)
    }
}

/// What is known of a platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Platform {
    id: PlatformId,
    file: data::File,
}

static PLATFORMS: LazyLock<Vec<Platform>> = LazyLock::new(|| {
    let read = |id: PlatformId| Platform::read(id, text(id)).unwrap_or_else(|e| panic!("{id}.toml: {e}"));
    PlatformId::ALL.into_iter().map(read).collect()
});

/// The data file of a platform, as it is.
pub fn text(id: PlatformId) -> &'static str {
    match id {
        PlatformId::Crowdworks => include_str!("data/crowdworks.toml"),
        PlatformId::Lancers => include_str!("data/lancers.toml"),
        PlatformId::Coconala => include_str!("data/coconala.toml"),
        PlatformId::Skima => include_str!("data/skima.toml"),
        PlatformId::Upwork => include_str!("data/upwork.toml"),
        PlatformId::Fiverr => include_str!("data/fiverr.toml"),
        PlatformId::Generic => include_str!("data/generic.toml"),
    }
}

impl Platform {
    /// The platform. Its file is part of the program; a test holds that it can be read.
    pub fn of(id: PlatformId) -> &'static Platform {
        &PLATFORMS[id as usize]
    }

    /// Reads a data file: unknown keys, missing languages, statements without a source and stages that do not fit the
    /// clocks are refused.
    ///
    /// # Errors
    /// What is wrong, for whoever writes such a file.
    pub fn read(id: PlatformId, text: &str) -> Result<Self, String> {
        let file: data::File = toml::from_str(text).map_err(|e| e.to_string())?;
        match file.fault() {
            Some(fault) => Err(fault),
            None => Ok(Self { id, file }),
        }
    }

    /// Which one.
    pub fn id(&self) -> PlatformId {
        self.id
    }

    /// Its name.
    pub fn name(&self) -> &Both {
        &self.file.name
    }

    /// Who helps there, in which language and zone.
    pub fn support(&self) -> &Support {
        &self.file.support
    }

    /// The words used there.
    pub fn words(&self) -> &Words {
        &self.file.words
    }

    /// All its stages.
    pub fn stages(&self) -> &[Stage] {
        &self.file.stages
    }

    /// A clock, where the platform is known to have it.
    pub fn clock(&self, id: ClockId) -> Option<&Clock> {
        self.file.clocks.iter().find(|clock| clock.id == id)
    }

    /// What may be attached there, where anything is known.
    pub fn attachments(&self, to: AttachedTo) -> Option<&Attachments> {
        self.file.attachments.iter().find(|attachments| attachments.to == to)
    }

    /// How long a request to support is.
    pub fn ticket(&self) -> &Ticket {
        &self.file.ticket
    }

    /// The rule on contact outside the platform.
    pub fn outside(&self) -> &Outside {
        &self.file.outside
    }

    /// The buttons to speak of at a stage.
    pub fn buttons(&self, stage: StageId) -> impl Iterator<Item = &Button> {
        self.file.buttons.iter().filter(move |button| button.stages.contains(&stage))
    }

    /// What is about to vanish at a stage, and of the message exports of these formats.
    pub fn vanishing(&self, stage: StageId, formats: &[&str]) -> Vec<&Vanishing> {
        // histories outside the platforms are the same for all of them
        let outside = Platform::of(PlatformId::Generic).file.vanishing.iter();
        let outside = outside.filter(|v| formats.iter().any(|format| v.formats.contains(*format)));
        self.file.vanishing.iter().filter(|v| v.stages.contains(&stage)).chain(outside).collect()
    }

    /// The sources of its statements.
    pub fn sources(&self) -> &[Source] {
        &self.file.sources
    }

    /// The sources of a statement, also of one that [`Platform::vanishing`] took from the generic file.
    pub fn sources_of<'a>(&'a self, statement: &'a Statement) -> impl Iterator<Item = &'a Source> {
        let generic = &PLATFORMS[PlatformId::Generic as usize].file.sources;
        let find = move |id: &String| self.file.sources.iter().chain(generic).find(|source| source.id == *id);
        statement.from().iter().filter_map(find)
    }

    /// The day on which the oldest of its sources was read: what "as of" says on screen.
    pub fn read_on(&self) -> NaiveDate {
        self.file.sources.iter().map(|source| source.read).min().unwrap_or_default()
    }
}
