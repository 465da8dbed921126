//! Conversations, as a report prints them: of each its beginning and its end, as much as there is room for.

use super::clipped::{Clipped, moment};
use super::prefix::Prefix;
use crate::base::time::At;
use crate::format::fact::{Fact, MessageFact, Word};
use crate::message::{Gap, ZoneGround};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Conversations that are printed. Every mail is one.
const CONVERSATIONS: usize = 1_000;
/// Messages from the beginnings and from the ends of all conversations together: the ends matter more.
const BEGINNINGS: usize = 1_600;
const ENDS: usize = 2_400;
/// Bytes of texts from the beginnings, and as many from the ends: a novel each.
const TEXTS: usize = 1 << 20;
/// Characters of one text: a long letter. Slack takes 40,000.
const TEXT: usize = 4_000;
/// People of a conversation.
const PEOPLE: usize = 60;
/// Characters of a name, and of the path of an export.
const NAME: usize = 80;
const SOURCE: usize = 300;
/// Ranges that were not understood.
const GAPS: usize = 8;
/// Names of attachments of a message, and characters of each.
const ATTACHMENTS: (usize, usize) = (6, 120);

/// An edition and the number of a conversation in it.
pub type Id = (u16, u64);

/// How an export was read.
#[derive(Debug, Clone)]
pub struct Head {
    /// The path of the export, or its paths.
    pub source: Clipped,
    /// Its format.
    pub format: Word,
    /// How sure the reading is.
    pub certainty: Word,
    /// Messages, as the fact counts them.
    pub count: u64,
    /// Until when it reaches, where that is stated.
    pub until: Option<At>,
    /// What says so.
    pub until_ground: Option<Word>,
    /// Its local time is read in a zone: who says so.
    pub zone: Option<ZoneGround>,
    /// Ranges that were not understood.
    pub gaps: Vec<Gap>,
    /// Such ranges beyond these.
    pub more_gaps: u64,
    /// Questions that nobody has answered.
    pub unanswered: Vec<Word>,
}

/// Somebody in a conversation.
#[derive(Debug, Clone, Default)]
pub struct Person {
    /// The role, where it is disclosed.
    pub role: Option<Word>,
    /// The name, where it is disclosed.
    pub name: Option<Clipped>,
}

/// The header of a message.
#[derive(Debug, Clone)]
pub struct Line {
    /// When.
    pub at: At,
    /// Who, by number.
    pub participant: Option<u64>,
    /// What kind.
    pub kind: Word,
    /// Has it words?
    pub has_text: bool,
    /// Names of attachments.
    pub attachments: Vec<Clipped>,
    /// Attachments beyond these.
    pub more_attachments: u64,
}

impl Line {
    fn of(fact: &MessageFact) -> Self {
        let attachments = fact.attachments.iter().take(ATTACHMENTS.0);
        Self {
            at: moment(&fact.at),
            participant: fact.participant.map(|p| p.get()),
            kind: fact.kind.clone(),
            has_text: fact.has_text,
            attachments: attachments.map(|name| Clipped::of(name, ATTACHMENTS.1)).collect(),
            more_attachments: fact.attachments.len().saturating_sub(ATTACHMENTS.0) as u64,
        }
    }
}

/// What is kept of a conversation.
#[derive(Debug, Clone)]
pub struct Talk {
    /// How it was read, where that is disclosed.
    pub head: Option<Box<Head>>,
    people: Prefix<u64, Person>,
    first: Prefix<u64, Option<Line>>,
    last: Prefix<Reverse<u64>, Option<Line>>,
    first_texts: Prefix<u64, Clipped>,
    last_texts: Prefix<Reverse<u64>, Clipped>,
    /// Disclosed message headers.
    pub seen: u64,
    /// Disclosed texts.
    pub seen_texts: u64,
}

impl Default for Talk {
    fn default() -> Self {
        Self {
            head: None,
            people: Prefix::within(PEOPLE),
            first: Prefix::within(BEGINNINGS),
            last: Prefix::within(ENDS),
            first_texts: Prefix::within(TEXTS),
            last_texts: Prefix::within(TEXTS),
            seen: 0,
            seen_texts: 0,
        }
    }
}

impl Talk {
    /// Its share where there are so many.
    fn shrink(&mut self, among: usize) {
        let share = |most: usize| (most / among.max(1)).max(1);
        self.first.shrink(share(BEGINNINGS));
        self.last.shrink(share(ENDS));
        self.first_texts.shrink(share(TEXTS));
        self.last_texts.shrink(share(TEXTS));
    }

    fn take(&mut self, fact: &Fact) {
        match fact {
            Fact::Conversation(f) => {
                let gaps = f.gaps.iter().take(GAPS).map(Gap::of_fact).collect();
                self.head = Some(Box::new(Head {
                    source: Clipped::of(&f.source, SOURCE),
                    format: f.format.clone(),
                    certainty: f.certainty.clone(),
                    count: f.count.get(),
                    until: f.coverage_to.as_ref().map(moment),
                    until_ground: f.coverage_ground.clone(),
                    zone: f.coverage_from.as_ref().and_then(ZoneGround::of),
                    gaps,
                    more_gaps: f.gaps.len().saturating_sub(GAPS) as u64,
                    unanswered: f.unanswered.iter().flatten().take(GAPS).cloned().collect(),
                }));
            }
            Fact::Participant(f) => {
                if let Some(person) = self.people.one(&f.n.get()) {
                    person.role = Some(f.role.clone());
                }
            }
            Fact::Name(f) => {
                if let Some(person) = self.people.one(&f.n.get()) {
                    person.name = Some(Clipped::of(&f.name, NAME));
                }
            }
            Fact::Message(f) => {
                self.seen += 1;
                let n = f.n.get();
                if let Some(line) = self.first.one(&n) {
                    *line = Some(Line::of(f));
                }
                if let Some(line) = self.last.one(&Reverse(n)) {
                    *line = Some(Line::of(f));
                }
            }
            Fact::Text(f) => {
                self.seen_texts += 1;
                let n = f.n.get();
                let (first, last) = (self.first_texts.is_beyond(&n), self.last_texts.is_beyond(&Reverse(n)));
                if first && last {
                    return;
                }
                let text = Clipped::of(&f.text, TEXT);
                let cost = text.printed() + 32;
                if let Some(kept) = self.first_texts.at(&n, cost) {
                    kept.clone_from(&text);
                }
                if let Some(kept) = self.last_texts.at(&Reverse(n), cost) {
                    *kept = text;
                }
            }
            _ => {}
        }
    }

    /// The messages that are kept, by number.
    pub fn lines(&self) -> BTreeMap<u64, &Line> {
        let first = self.first.iter().filter_map(|(n, line)| Some((*n, line.as_ref()?)));
        let last = self.last.iter().filter_map(|(n, line)| Some((n.0, line.as_ref()?)));
        first.chain(last).collect()
    }

    /// The words of a message, if they are kept.
    pub fn text(&self, n: u64) -> Option<&Clipped> {
        self.first_texts.get(&n).or_else(|| self.last_texts.get(&Reverse(n)))
    }

    /// Messages between the beginning and the end for which there was no room: the first and the last number.
    pub fn gap(&self) -> Option<(u64, u64)> {
        if !self.first.is_cut() || !self.last.is_cut() {
            return None;
        }
        let from = self.first.iter().next_back().map_or(0, |(n, _)| *n) + 1;
        let to = self.last.iter().next_back().map_or(u64::MAX, |(n, _)| n.0) - 1;
        (from <= to).then_some((from, to))
    }

    /// Was there no room for some texts?
    pub fn has_cut_texts(&self) -> bool {
        self.first_texts.is_cut() && self.last_texts.is_cut()
    }

    /// Somebody in it.
    pub fn person(&self, n: u64) -> Option<&Person> {
        self.people.get(&n)
    }
}

/// The conversations of an archive.
#[derive(Debug, Clone)]
pub struct Talks {
    kept: Prefix<Id, Talk>,
    share: usize,
}

impl Default for Talks {
    fn default() -> Self {
        Self { kept: Prefix::within(CONVERSATIONS), share: 0 }
    }
}

impl Talks {
    /// Takes in a fact on a conversation.
    pub fn take(&mut self, id: Id, fact: &Fact) {
        let Some(talk) = self.kept.one(&id) else { return };
        talk.take(fact);
        let among = self.kept.len();
        if among > self.share {
            // the more there are, the smaller the share of each; it never grows again
            self.share = among;
            self.kept.values_mut().for_each(|talk| talk.shrink(among));
        } else if let Some(talk) = self.kept.one(&id) {
            talk.shrink(self.share);
        }
    }

    /// Those that are kept, by edition and number.
    pub fn iter(&self) -> impl Iterator<Item = (&Id, &Talk)> {
        self.kept.iter()
    }

    /// One of them.
    pub fn get(&self, id: Id) -> Option<&Talk> {
        self.kept.get(&id)
    }
}
