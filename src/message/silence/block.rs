//! What stands against a statement, each with what to do about it.

use crate::format::fact::Kind;
use crate::message::{Place, Said, When, Why};

/// Why nothing is said of silence. Each has a sentence `silence-no-…`, most with what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// No conversation has anybody who is known to be the client; names of whom nothing is known.
    NoClient(Vec<String>),
    /// The client said nothing in any of them.
    ClientSaidNothing,
    /// An export that could hold messages is not understood.
    NotUnderstood(String),
    /// A conversation can be read in several ways, and the answer could change its messages.
    Ambiguous(String, String),
    /// A range that was not understood may be later than the client's last sign.
    Gap(String, Place, Why),
    /// Lines of which the worker does not know what they are, or when the client sent them, may be later.
    Answer(String, (u64, u64), Said),
    /// Somebody of unknown role acted later: their name, where it is shown.
    UnknownSpoke(String, Option<String>),
    /// Somebody whose name resembles the client's, and who is said to be another, acted later.
    Alike(String, String),
    /// Something of the client, or of somebody of unknown role, has no known time.
    Undated(String),
    /// The record of a talk ends before the client's last sign elsewhere.
    CoverageBefore(String),
    /// The record of a talk was asked for from a later moment than the client's last sign elsewhere.
    BeginsLater(String),
    /// The record of a talk ends before it, of a thread that was copied from the screen, and nobody says when.
    NotDeclared(String),
    /// A talk ends before the client's last sign, since its later copy lacks messages that an earlier one holds: how many.
    Lacks(String, u64),
    /// The same, since its later copy begins only after the earlier one ends.
    Apart(String),
    /// The declared time of copying is before the last record of the copy.
    CopiedBeforeLast(String),
    /// It lies ahead: of now, or of the moment by which the copy was sealed.
    CopiedAhead(String, When),
    /// On a channel that is left out, the client acted later, or may have.
    SpokeOutside,
    /// The notes tell of something of the client that is later, and that no copy holds: the kind of event, and when.
    Noted(String, Option<When>),
    /// A message file that no seal holds yet.
    Unsealed(String),
    /// Facts of a kind that an edition has sealed are not here.
    Withheld(u16, Kind),
    /// An edition is not here.
    NoEdition(u16),
    /// The notes record it: the kind of event, and when.
    Recorded(String, Option<When>),
    /// Earlier notes record it, and the last ones have it no more: their edition, the kind of event, and when.
    Before(u16, String, Option<When>),
    /// A line of the notes that is not understood may tell of it: its number, the words, and its day.
    Line(Option<u64>, String, Option<When>),
    /// A message that is not the worker's has words for it.
    Told(String, Option<When>),
    /// A message of the worker's own tells of it.
    ToldByWorker(String, Option<When>),
    /// Lines of a copy have words for it, whatever the worker says that they are.
    ToldInLines(String, (u64, u64)),
    /// A paper has a name that tells of it.
    Paper(String),
}

/// Where in the record a block stands, as data.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spot<'a> {
    /// The export: its path, or its name as found.
    pub source: &'a str,
    /// The lines or bytes.
    pub place: Option<Place>,
    /// What they look like, or what the worker said of them.
    pub why: Option<&'static str>,
    /// The name that it is about.
    pub name: Option<&'a str>,
    /// The edition.
    pub edition: Option<u16>,
    /// The kind of fact, or of event.
    pub kind: Option<&'a str>,
    /// The moment.
    pub when: Option<&'a When>,
    /// How many.
    pub count: Option<u64>,
}

impl Block {
    /// The word in JSON, and the end of its sentence's name.
    pub fn word(&self) -> &'static str {
        match self {
            Block::NoClient(_) => "client",
            Block::ClientSaidNothing => "message",
            Block::NotUnderstood(_) => "understanding",
            Block::Ambiguous(..) => "ambiguous",
            Block::Gap(..) => "gap",
            Block::Answer(..) => "answer",
            Block::UnknownSpoke(..) => "unknown",
            Block::Alike(..) => "alike",
            Block::Undated(_) => "undated",
            Block::CoverageBefore(_) => "coverage",
            Block::BeginsLater(_) => "begins",
            Block::NotDeclared(_) => "not-declared",
            Block::Lacks(..) => "lacks",
            Block::Apart(_) => "apart",
            Block::CopiedBeforeLast(_) => "copied",
            Block::CopiedAhead(..) => "ahead",
            Block::SpokeOutside => "outside",
            Block::Noted(..) => "noted",
            Block::Unsealed(_) => "unsealed",
            Block::Withheld(..) => "withheld",
            Block::NoEdition(_) => "edition",
            Block::Recorded(..) => "recorded",
            Block::Before(..) => "before",
            Block::Line(..) => "line",
            Block::Told(..) => "told",
            Block::ToldByWorker(..) => "told-own",
            Block::ToldInLines(..) => "told-lines",
            Block::Paper(_) => "paper",
        }
    }

    /// What it is about.
    pub fn spot(&self) -> Spot<'_> {
        let none = Spot::default();
        match self {
            Block::NoClient(_) | Block::ClientSaidNothing | Block::SpokeOutside => none,
            Block::NotUnderstood(source)
            | Block::Undated(source)
            | Block::CoverageBefore(source)
            | Block::BeginsLater(source)
            | Block::NotDeclared(source)
            | Block::Apart(source)
            | Block::CopiedBeforeLast(source)
            | Block::Unsealed(source)
            | Block::Paper(source) => Spot { source, ..none },
            Block::Lacks(source, count) => Spot { source, count: Some(*count), ..none },
            Block::Ambiguous(source, word) => Spot { source, kind: Some(word), ..none },
            Block::Gap(source, place, why) => {
                Spot { source, place: Some(*place), why: Some(why.word()), ..none }
            }
            Block::Answer(source, (from, to), said) => {
                Spot { source, place: Some(Place::Lines(*from, *to)), why: Some(said.word()), ..none }
            }
            Block::UnknownSpoke(source, name) => Spot { source, name: name.as_deref(), ..none },
            Block::Alike(source, name) => Spot { source, name: Some(name), ..none },
            Block::CopiedAhead(source, when) => Spot { source, when: Some(when), ..none },
            Block::Noted(kind, when) | Block::Recorded(kind, when) => {
                Spot { kind: Some(kind), when: when.as_ref(), ..none }
            }
            Block::Before(edition, kind, when) => {
                Spot { edition: Some(*edition), kind: Some(kind), when: when.as_ref(), ..none }
            }
            Block::Line(line, _, when) => {
                Spot { place: line.map(|line| Place::Lines(line, line)), when: when.as_ref(), ..none }
            }
            Block::ToldInLines(source, (from, to)) => {
                Spot { source, place: Some(Place::Lines(*from, *to)), ..none }
            }
            Block::Told(source, when) | Block::ToldByWorker(source, when) => {
                Spot { source, when: when.as_ref(), ..none }
            }
            Block::Withheld(edition, kind) => {
                Spot { edition: Some(*edition), kind: Some(kind.as_str()), ..none }
            }
            Block::NoEdition(edition) => Spot { edition: Some(*edition), ..none },
        }
    }

    /// Order in which they are told: what is missing first, then file by file.
    pub(super) fn order(&self) -> impl Ord + use<> {
        let spot = self.spot();
        let place = spot.place.map(|place| match place {
            Place::Lines(from, to) | Place::Bytes(from, to) => (from, to),
        });
        let kind = spot.kind.map(str::to_owned);
        let when = spot.when.and_then(When::span);
        (
            spot.edition.is_none(),
            spot.edition,
            spot.source.to_owned(),
            place,
            self.word(),
            spot.name.map(str::to_owned),
            kind,
            when,
        )
    }
}

impl Ord for Block {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.order().cmp(&other.order())
    }
}

impl PartialOrd for Block {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
