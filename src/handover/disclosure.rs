//! What a handover shows of the sealed facts, and what it withholds (handover.md): a level, and patterns for and against.

use crate::base::entry_name::EntryName;
use crate::case::roles::Role;
use crate::format::archive::Edition;
use crate::format::fact::{Fact, Kind, Labels};
use crate::handover::account::{Account, Taking};
use crate::message::silence::Reference;
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

/// How much is shown before patterns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// No audio, no texts but those quoted, no papers. Nothing of message files and papers either: the hash of a text that
    /// somebody can guess confirms the guess.
    Hashes,
    /// The message files and all texts as well.
    Messages,
    /// Everything.
    Full,
}

impl Level {
    /// All levels.
    pub const ALL: [Level; 3] = [Level::Hashes, Level::Messages, Level::Full];

    /// The word on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Level::Hashes => "hashes",
            Level::Messages => "messages",
            Level::Full => "full",
        }
    }
}

impl FromStr for Level {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Level::ALL.into_iter().find(|level| level.word() == text).ok_or("hashes, messages, full")
    }
}

/// A pattern over what a fact is about: `case/fee`, `text/1/*`, `file/*/delivery/*`, or a file's name as found. `*` stands
/// for anything, `?` for one character; an edition may stand in front (`002/text/*`).
#[derive(Debug, Clone)]
pub struct Pattern(glob::Pattern);

impl FromStr for Pattern {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // `{` and `[` are letters of file names here
        let escaped: String =
            text.chars().flat_map(|c| if c == '[' { vec!['[', '[', ']'] } else { vec![c] }).collect();
        glob::Pattern::new(&escaped).map(Self).map_err(|e| e.to_string())
    }
}

/// The channel that a conversation is of, left out for want of an approval.
pub type LeftOut = BTreeSet<(u16, u64)>;

/// The choice.
#[derive(Debug, Clone)]
pub struct Disclosure {
    /// Before patterns.
    pub level: Level,
    /// Shown beyond the level.
    pub show: Vec<Pattern>,
    /// Withheld whatever the level says; stronger than `show`.
    pub withhold: Vec<Pattern>,
    /// Messages whose texts page one quotes, or rests on.
    pub read: BTreeSet<Reference>,
    /// Conversations that are left out whole, with their files.
    pub left_out: LeftOut,
    /// Names as found, by entry name: for patterns, and for the files of what is left out.
    pub names: BTreeMap<EntryName, String>,
    /// Their formats: what the memo says of names there is left out as well.
    pub left_out_formats: BTreeSet<String>,
    /// Entry names of the files of conversations that are left out.
    pub left_out_files: BTreeSet<String>,
    /// Entry names of the files of conversations of which a name or a text is withheld: they hold it, and their hash would
    /// confirm a guess of it.
    pub telling_files: BTreeSet<String>,
    /// The edition of the last notes, and what of them is withheld: what it corrects is withheld with it.
    pub corrected: Option<(Edition, BTreeSet<String>)>,
}

impl Disclosure {
    /// A level alone.
    pub fn of(level: Level) -> Self {
        Self {
            level,
            show: Vec::new(),
            withhold: Vec::new(),
            read: BTreeSet::new(),
            left_out: LeftOut::new(),
            names: BTreeMap::new(),
            left_out_formats: BTreeSet::new(),
            left_out_files: BTreeSet::new(),
            telling_files: BTreeSet::new(),
            corrected: None,
        }
    }

    /// Withholds of earlier notes what the last ones say otherwise, where this choice withholds what they say.
    pub fn withhold_corrected(&mut self, sealed: &Account) {
        let lines = sealed.items.iter().map(|held| (held.at.edition, Fact::Case(held.fact.clone())));
        let events = sealed.events.iter().chain(&sealed.ahead);
        let events = events.map(|held| (held.at.edition, Fact::Event(held.fact.clone())));
        let withheld = lines.chain(events).filter(|(edition, fact)| !self.shows(*edition, fact));
        let of_notes: Vec<(Edition, String)> =
            withheld.filter_map(|(edition, fact)| Some((edition, subject(&fact)?))).collect();
        let edition = of_notes.first().map(|(edition, _)| *edition);
        let subjects = of_notes.into_iter().map(|(_, subject)| subject).collect();
        self.corrected = edition.map(|edition| (edition, subjects));
    }

    /// Is this fact shown?
    pub fn shows(&self, edition: Edition, fact: &Fact) -> bool {
        let is_file = matches!(fact, Fact::File(_) | Fact::Origin(_));
        if self.is_corrected(edition, fact)
            || self.is_left_out(edition, fact)
            || is_file && fact.path().is_some_and(|path| self.is_telling(path))
        {
            return false;
        }
        let address = address(edition, fact);
        let name = fact.path().and_then(|path| self.names.get(path));
        let fits = |pattern: &Pattern| {
            let bare = address.split_once('/').map_or("", |(_, bare)| bare);
            let path = fact.path().map(EntryName::as_str);
            [Some(address.as_str()), Some(bare), path, name.map(String::as_str)]
                .into_iter()
                .flatten()
                .any(|text| pattern.0.matches(text))
        };
        match () {
            () if self.withhold.iter().any(fits) => false,
            () if self.show.iter().any(fits) => true,
            () => self.level_shows(edition, fact),
        }
    }

    /// Is the file itself in the package, given that its `file` fact is shown?
    pub fn shows_payload(&self, edition: Edition, path: &EntryName) -> bool {
        let address = format!("{edition}/payload/{path}");
        let name = self.names.get(path).map(String::as_str);
        let fits = |pattern: &Pattern| {
            [Some(address.as_str()), Some(path.as_str()), name]
                .into_iter()
                .flatten()
                .any(|text| pattern.0.matches(text))
        };
        match () {
            () if self.left_out_files.contains(path.as_str()) || self.is_telling(path) => false,
            () if self.withhold.iter().any(fits) => false,
            () if self.show.iter().any(fits) => true,
            () => match Role::of_entry(path) {
                Some(Role::Messages) => self.level >= Level::Messages,
                _ => self.level == Level::Full,
            },
        }
    }

    fn is_telling(&self, path: &EntryName) -> bool {
        self.telling_files.contains(path.as_str())
    }

    fn is_corrected(&self, edition: Edition, fact: &Fact) -> bool {
        let earlier = self.corrected.as_ref().filter(|(last, _)| edition < *last);
        earlier.zip(subject(fact)).is_some_and(|((_, subjects), subject)| subjects.contains(&subject))
    }

    /// How a fact is taken in from which papers are made.
    pub fn taking(&self, edition: Edition, fact: &Fact) -> Taking {
        match () {
            () if self.shows(edition, fact) => Taking::Shown,
            () if self.is_left_out(edition, fact) => Taking::LeftOut,
            () => Taking::Withheld,
        }
    }

    fn is_left_out(&self, edition: Edition, fact: &Fact) -> bool {
        let k = fact.conversation().map(|k| (edition.get(), k.get()));
        let of_file = fact.path().map(|path| path.as_str());
        let source = if let Fact::Link(link) = fact { Some(link.source.as_str()) } else { None };
        let channel = match fact {
            Fact::Case(item) => item.key.strip_prefix("name.").or_else(|| item.key.strip_prefix("outside.")),
            _ => None,
        };
        let channel = channel.and_then(|rest| rest.split('.').next());
        channel.is_some_and(|channel| self.left_out_formats.contains(channel))
            || k.is_some_and(|k| self.left_out.contains(&k))
            || of_file.into_iter().chain(source).any(|path| self.left_out_files.contains(path))
    }

    fn level_shows(&self, edition: Edition, fact: &Fact) -> bool {
        if self.level == Level::Full {
            return true;
        }
        match (fact, fact.path().and_then(Role::of_entry)) {
            (Fact::Text(text), _) => {
                let reference = Reference { edition: edition.get(), k: text.k.get(), n: text.n.get() };
                self.level == Level::Messages || self.read.contains(&reference)
            }
            // what is said not to be recorded rests on all lines: from one that is not here nobody can tell
            // what a file says of itself can name people, machines and folders; a drawing shows how something was read
            (Fact::Claims(_) | Fact::Waveform(_), _) => false,
            (Fact::File(_) | Fact::Origin(_), Some(Role::Messages)) => self.level == Level::Messages,
            // whatever else is shown, a reader must see what rests on the worker's word
            (Fact::Answer(_) | Fact::Mail(_), _) => true,
            (_, Some(Role::Documents)) => false,
            _ => true,
        }
    }
}

/// What patterns are matched against: `001/KIND/…`.
fn address(edition: Edition, fact: &Fact) -> String {
    let rest = match fact {
        Fact::Case(item) => item.key.clone(),
        Fact::Event(event) => event.line.map(|line| line.to_string()).unwrap_or_default(),
        Fact::Conversation(c) => c.k.to_string(),
        Fact::Participant(p) => format!("{}/{}", p.k, p.n),
        Fact::Name(n) => format!("{}/{}", n.k, n.n),
        Fact::Message(m) => format!("{}/{}", m.k, m.n),
        Fact::Text(t) => format!("{}/{}", t.k, t.n),
        Fact::Answer(a) => format!("{}/{}", a.k, a.n),
        Fact::Link(link) => link.code.to_string(),
        other => other.path().map(ToString::to_string).unwrap_or_default(),
    };
    format!("{edition}/{}/{rest}", fact.kind().as_str())
}

/// What a fact of the notes is about, without the numbers of lines, which another edition has otherwise.
fn subject(fact: &Fact) -> Option<String> {
    match fact {
        Fact::Case(item) => {
            let words = item.key.split('.').filter(|word| word.parse::<u64>().is_err());
            Some(words.collect::<Vec<_>>().join("."))
        }
        Fact::Event(event) => Some(format!("event/{}", event.kind)),
        _ => None,
    }
}

/// How much of each kind is shown, of how much was sealed: what a person is told before anything is written.
#[derive(Debug, Clone, Default)]
pub struct Shown(BTreeMap<Kind, (u64, u64)>);

impl Shown {
    /// What was sealed, by the labels of every edition.
    pub fn of_sealed<'a>(seals: impl Iterator<Item = &'a Labels>) -> Self {
        let mut counted = Self::default();
        for (label, sealed) in seals.flat_map(Labels::iter) {
            counted.0.entry(label.kind).or_default().1 += sealed;
        }
        counted
    }

    /// Counts a fact that is shown.
    pub fn count(&mut self, kind: Kind) {
        self.0.entry(kind).or_default().0 += 1;
    }

    /// By kind: shown, and all.
    pub fn by_kind(&self) -> impl Iterator<Item = (Kind, u64, u64)> + '_ {
        self.0.iter().map(|(kind, (shown, all))| (*kind, *shown, *all))
    }
}
