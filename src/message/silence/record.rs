//! The record: what facts of one or several editions say of messages and events, without the words.

use super::conversation::{Answered, Conversation, Heard, Seen};
use super::notes::Notes;
use super::reference::{Id, Reference, moment};
use super::talk::Talk;
use crate::base::entry_name::EntryName;
use crate::base::time::UtcSecond;
use crate::case::memo::{Role, paper_tells_of_settlement};
use crate::format::archive;
use crate::format::fact::{CaseFact, EventFact, Fact, Kind as FactKind, Labels};
use crate::message::mail_labels::says_something;
use crate::message::{Kind, Said, When};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

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
    /// Papers whose names tell of an acceptance or a payment.
    pub(super) papers: BTreeSet<String>,
    /// Found by `settle`.
    pub(super) missing: BTreeSet<Missing>,
    pub(super) talks: Vec<Talk>,
    pub(super) talk_of: HashMap<Id, usize>,
    /// The conversations of one export, for each of them, where it holds several.
    pub(super) beside: HashMap<Id, Arc<[Id]>>,
}

/// Something that was sealed and is not here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Missing {
    /// A whole edition.
    Edition(u16),
    /// A fact of a kind, of an edition.
    Fact(u16, FactKind),
}

impl Record {
    /// Takes in a fact of an edition (0: not sealed). Texts are not kept.
    pub fn take(&mut self, edition: u16, fact: &Fact) {
        match fact {
            Fact::Case(fact) => return self.notes.entry(edition).or_default().line(fact),
            Fact::Event(fact) => return self.notes.entry(edition).or_default().event(fact),
            Fact::Origin(fact) => return self.paper(&fact.path, &fact.name),
            Fact::File(fact) => return self.paper(&fact.path, fact.path.as_str()),
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
                words: Heard::of_attachments(&f.attachments, f.has_text),
            }),
            Fact::Text(f) => drop(at.texts.insert(f.n.get(), Heard::of(&f.text))),
            Fact::Answer(f) => {
                let mut words = DefaultHasher::new();
                f.text.hash(&mut words);
                let lines = (f.from.get(), f.to.get());
                let (after, said) = (f.after.get(), Said::of_word(f.said.as_str()));
                let (words, heard) = (words.finish(), Heard::of(&f.text));
                let answered = Answered { lines, after, said, words, heard };
                at.answers.insert(f.n.get(), answered);
            }
            _ => {}
        }
    }

    /// Takes in the name of a file, where it tells of an acceptance or a payment. What the worker delivered tells of neither.
    fn paper(&mut self, path: &EntryName, name: &str) {
        let is_paper =
            matches!(archive::Role::of_entry(path), Some(archive::Role::Documents | archive::Role::Messages));
        if is_paper && paper_tells_of_settlement(name) {
            self.papers.insert(path.to_string());
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

    /// Papers that no seal holds yet, by their names as found.
    pub fn unsealed_papers(&mut self, names: impl IntoIterator<Item = String>) {
        self.papers.extend(names.into_iter().filter(|name| paper_tells_of_settlement(name)));
    }

    /// Leaves conversations out whole, as if they had never been sealed. Whoever does so says it beside the statement.
    pub fn leave_out(&mut self, conversations: impl IntoIterator<Item = (u16, u64)>) {
        for id in conversations {
            self.conversations.remove(&id);
            self.left_out.insert(id);
        }
    }

    /// A line of the notes of a channel that is left out: it is not missing.
    pub fn leave_out_line(&mut self, edition: u16, fact: &CaseFact) {
        self.notes.entry(edition).or_default().leave_out(fact);
    }

    /// Draws from the facts what the questions need. To be called when all facts, seals and bounds were taken in.
    pub fn settle(&mut self) {
        for conversation in self.conversations.values_mut() {
            conversation.order();
        }
        for (edition, notes) in &mut self.notes {
            notes.order(self.not_after.get(edition).copied().unwrap_or(i64::MAX));
        }
        self.name_people();
        self.missing = self.find_missing();
        self.find_exports();
        self.find_talks();
    }

    /// Finds the conversations that were exported together.
    fn find_exports(&mut self) {
        let mut exports: BTreeMap<(u16, &str), Vec<Id>> = BTreeMap::new();
        for (id, conversation) in &self.conversations {
            let Some(fact) = &conversation.fact else { continue };
            // of a folder of Slack, the list of people that all of its talks share stands first
            let of = match fact.source.split_once(' ') {
                Some((users, _)) if fact.format.as_str() == "slack" && users.ends_with("users.json") => users,
                _ => fact.source.as_str(),
            };
            exports.entry((id.0, of)).or_default().push(*id);
        }
        let several = exports.into_values().filter(|ids| ids.len() > 1);
        self.beside = several
            .flat_map(|ids| {
                let all: Arc<[Id]> = ids.as_slice().into();
                ids.into_iter().map(move |id| (id, Arc::clone(&all)))
            })
            .collect();
    }

    /// When a message was sent.
    pub fn when(&self, message: Reference) -> Option<When> {
        let conversation = self.conversations.get(&(message.edition, message.k))?;
        let at = conversation.seen.binary_search_by_key(&message.n, |seen| seen.n).ok()?;
        Some(moment(conversation.seen[at].span?, conversation.times()))
    }

    /// The words of a message, if they are those of whoever sent it: not what a service tells of their act, and not what a
    /// mail quotes and says nothing to.
    pub fn own_words<'t>(&self, message: Reference, text: &'t str) -> Option<&'t str> {
        let conversation = self.conversations.get(&(message.edition, message.k))?;
        let at = conversation.seen.binary_search_by_key(&message.n, |seen| seen.n).ok()?;
        match conversation.seen[at].kind {
            Kind::Action | Kind::Call | Kind::System => None,
            Kind::Mail => says_something(text).then_some(text),
            _ => Some(text),
        }
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
