//! The record: what facts of one or several editions say of messages and events, without the words.

use super::copies::Talk;
use super::notes::Notes;
use super::whole::Missing;
use crate::base::time::{At, Basis, UtcSecond};
use crate::case::memo::Role;
use crate::format::fact::{ConversationFact, EventFact, Fact, Labels};
use crate::message::{Kind, Need, Said, When};
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// An edition and the number of a conversation in it.
pub(super) type Id = (u16, u64);
/// Seconds since 1970 UTC: the moment lies in [from, to).
pub(super) type Span = (i64, i64);

pub(super) const DAY: i64 = 24 * 3600;
pub(super) const MINUTE: i64 = 60;

/// Everything that facts of one or several editions say of messages and events. Facts are taken in any order; then
/// [`settle`](Record::settle) draws from them what the questions need.
#[derive(Debug, Clone, Default)]
pub struct Record {
    pub(super) conversations: BTreeMap<Id, Conversation>,
    pub(super) notes: BTreeMap<u16, Notes>,
    /// What was sealed, by edition, whatever is here of it.
    pub(super) seals: BTreeMap<u16, Labels>,
    /// Nothing after this moment is claimed of an edition: when it was sealed, or trusted to exist.
    pub(super) not_after: BTreeMap<u16, i64>,
    /// Conversations that are left out whole, and said to be.
    pub(super) left_out: BTreeSet<Id>,
    /// Message files that no seal holds yet.
    pub(super) unsealed: BTreeSet<String>,
    /// Found by `settle`.
    pub(super) missing: BTreeSet<Missing>,
    pub(super) talks: Vec<Talk>,
    pub(super) talk_of: HashMap<Id, usize>,
}

/// A conversation, of which only the times and the senders are kept.
#[derive(Debug, Clone, Default)]
pub(super) struct Conversation {
    pub(super) fact: Option<ConversationFact>,
    pub(super) people: BTreeMap<u64, Person>,
    pub(super) seen: Vec<Seen>,
    pub(super) answers: BTreeMap<u64, Answered>,
    /// Do its moments never go back, so that what stands between two of them lies between them?
    pub(super) is_ordered: bool,
}

/// Somebody in a conversation.
#[derive(Debug, Clone, Default)]
pub(super) struct Person {
    /// As it was sealed.
    pub(super) sealed: Option<Role>,
    /// As it is said last.
    pub(super) role: Option<Role>,
    pub(super) name: Option<String>,
}

/// A message without its words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    pub(super) n: u64,
    pub(super) span: Option<Span>,
    /// The number of a participant; 0: the export names none.
    pub(super) sender: u64,
    pub(super) kind: Kind,
    /// Does a later copy of the talk hold it as well?
    pub(super) is_repeated: bool,
}

/// What the worker says of lines that the reader was not sure of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answered {
    pub(super) lines: (u64, u64),
    /// Messages before them.
    pub(super) after: u64,
    pub(super) said: Said,
    /// Tells the lines from others without keeping them.
    pub(super) words: u64,
}

/// A message by its edition, its conversation and its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference {
    /// The edition; 0 for files that are not sealed.
    pub edition: u16,
    /// The conversation.
    pub k: u64,
    /// The message.
    pub n: u64,
}

impl Reference {
    pub(super) fn of(id: Id, n: u64) -> Self {
        Self { edition: id.0, k: id.1, n }
    }
}

/// Where an edition stands among the others: what is not sealed comes behind all seals.
pub(super) fn rank(edition: u16) -> u16 {
    if edition == 0 { u16::MAX } else { edition }
}

impl Record {
    /// Takes in a fact of an edition (0: not sealed). Texts are not kept.
    pub fn take(&mut self, edition: u16, fact: &Fact) {
        match fact {
            Fact::Case(fact) => return self.notes.entry(edition).or_default().line(fact),
            Fact::Event(fact) => return self.notes.entry(edition).or_default().event(fact),
            _ => {}
        }
        let Some(k) = fact.conversation() else { return };
        let at = self.conversations.entry((edition, k.get())).or_default();
        match fact {
            Fact::Conversation(f) => at.fact = Some((**f).clone()),
            Fact::Participant(f) => {
                let (person, role) =
                    (at.people.entry(f.n.get()).or_default(), Role::of_word(f.role.as_str()));
                (person.sealed, person.role) = (Some(role), Some(role));
            }
            Fact::Name(f) => at.people.entry(f.n.get()).or_default().name = Some(f.name.clone()),
            Fact::Message(f) => at.seen.push(Seen {
                n: f.n.get(),
                span: f.at.from.zip(f.at.to).map(|(from, to)| (from.unix(), to.unix())),
                sender: f.participant.map_or(0, |p| p.get()),
                kind: Kind::of_word(f.kind.as_str()).unwrap_or(Kind::Text),
                is_repeated: false,
            }),
            Fact::Answer(f) => {
                let mut words = DefaultHasher::new();
                f.text.hash(&mut words);
                let lines = (f.from.get(), f.to.get());
                let (after, said) = (f.after.get(), Said::of_word(f.said.as_str()));
                let answered = Answered { lines, after, said, words: words.finish() };
                at.answers.insert(f.n.get(), answered);
            }
            _ => {}
        }
    }

    /// What an edition has sealed: whatever of it is not here counts against a statement.
    pub fn sealed(&mut self, edition: u16, labels: &Labels) {
        self.seals.insert(edition, labels.clone());
    }

    /// An edition was sealed, or is trusted to exist, by this moment: nothing later is claimed of it.
    pub fn bound(&mut self, edition: u16, by: UtcSecond) {
        let known = self.not_after.entry(edition).or_insert(i64::MAX);
        *known = by.unix().min(*known);
    }

    /// Message files that no seal holds yet, by their names as found: they can say more than the seals do.
    pub fn unsealed(&mut self, files: impl IntoIterator<Item = String>) {
        self.unsealed.extend(files);
    }

    /// Leaves conversations out whole, as if they had never been sealed. Whoever does so says it beside the statement.
    pub fn leave_out(&mut self, conversations: impl IntoIterator<Item = (u16, u64)>) {
        for id in conversations {
            self.conversations.remove(&id);
            self.left_out.insert(id);
        }
    }

    /// Draws from the facts what the questions need. To be called when all facts, seals and bounds were taken in.
    pub fn settle(&mut self) {
        for conversation in self.conversations.values_mut() {
            conversation.order();
        }
        self.notes.values_mut().for_each(Notes::order);
        self.name_people();
        self.missing = self.find_missing();
        self.find_talks();
    }

    /// When a message was sent.
    pub fn when(&self, message: Reference) -> Option<When> {
        let conversation = self.conversations.get(&(message.edition, message.k))?;
        let at = conversation.seen.binary_search_by_key(&message.n, |seen| seen.n).ok()?;
        Some(moment(conversation.seen[at].span?, conversation.times()))
    }

    /// The declared events: those of the last edition that holds the notes.
    pub fn events(&self) -> impl Iterator<Item = &EventFact> {
        self.last_notes().into_iter().flat_map(|notes| &notes.events)
    }

    /// The source of a conversation.
    pub(super) fn source(&self, id: Id) -> String {
        self.conversations
            .get(&id)
            .and_then(|c| c.fact.as_ref())
            .map(|f| f.source.clone())
            .unwrap_or_default()
    }

    /// The messages of all copies together, each once, with their conversations.
    pub(super) fn union(&self) -> impl Iterator<Item = (Id, &Conversation, &Seen)> {
        let all = self.conversations.iter();
        all.flat_map(|(id, at)| at.seen.iter().filter(|s| !s.is_repeated).map(move |s| (*id, at, s)))
    }
}

impl Conversation {
    /// Its file, where nobody says in which order day and month stand in its dates.
    pub(super) fn open_day_order(&self) -> Option<String> {
        let fact = self.fact.as_ref()?;
        let mut open = fact.unanswered.iter().flatten();
        open.any(|word| word.as_str() == Need::DayOrder.word()).then(|| fact.source.clone())
    }

    /// Puts the messages into the order of their numbers: facts come in the order of their hashes.
    fn order(&mut self) {
        self.seen.sort_unstable_by_key(|seen| seen.n);
        // an edition that is shown twice says nothing twice
        self.seen.dedup_by_key(|seen| seen.n);
        let mut dated = self.seen.iter().filter_map(|seen| seen.span);
        let mut last = i64::MIN;
        self.is_ordered = dated.all(|span| span.0 >= std::mem::replace(&mut last, span.0));
    }

    pub(super) fn role(&self, seen: &Seen) -> Role {
        match self.people.get(&seen.sender) {
            Some(person) => person.role.unwrap_or(Role::Unknown),
            // a record of the service in which nobody acts
            None if seen.sender == 0 && seen.kind == Kind::System => Role::System,
            None => Role::Unknown,
        }
    }

    /// A moment in the form of the others.
    pub(super) fn times(&self) -> Option<&At> {
        let fact = self.fact.as_ref()?;
        fact.coverage_from.as_ref().or(fact.coverage_to.as_ref())
    }
}

/// An interval in the form in which the export's other times stand.
pub(super) fn moment(span: Span, like: Option<&At>) -> When {
    let zone: Option<Tz> = like.and_then(|at| at.zone.as_deref()).and_then(|zone| zone.parse().ok());
    let at = |t| UtcSecond::from_unix(t).ok();
    if let (Some(like), Some(zone), Some(from), Some(to)) = (like, zone, at(span.0), at(span.1)) {
        let local = from.to_chrono().with_timezone(&zone);
        return When::of(&At {
            from: Some(from),
            to: Some(to),
            local: Some(local.format("%Y-%m-%dT%H:%M").to_string()),
            offset: Some(local.format("%:z").to_string()),
            zone: Some(zone.name().to_owned()),
            basis: if like.basis == Basis::Assumed { Basis::Assumed } else { Basis::Declared },
        });
    }
    When::utc(span.0).unwrap_or_else(|| When::words(""))
}
