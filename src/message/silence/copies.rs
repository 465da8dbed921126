//! Copies of one talk. The signs are those of all copies together; a later copy takes over an earlier one's end only if,
//! within its own range, it holds every message of the earlier, or the mark of an edit or of taking back in its place.
//! Texts are not needed for it: whoever withholds them comes to the same.

use super::block::Block;
use super::coverage::Covered;
use super::record::{Conversation, Id, MINUTE, Record, Seen, rank};
use crate::message::{Kind, PASTED, TRANSCRIPT};
use std::collections::{BTreeMap, HashMap};

/// A talk with all its copies.
#[derive(Debug, Clone)]
pub(super) struct Talk {
    /// The conversations in it, copy by copy; the copy that ends last stands last.
    pub(super) copies: Vec<Copy>,
    /// The last copy that has everything of those before it, and its end. `None`: nothing in the talk has a time.
    pub(super) reach: Option<Covered>,
    /// Messages of earlier copies that later ones lack within their own range.
    pub(super) lacking: u64,
    /// Does a copy begin only after those before it end?
    pub(super) is_apart: bool,
    /// Does the client take part?
    pub(super) client: Presence,
}

/// Whether the client takes part in a talk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Presence {
    None,
    Client,
    /// Somebody does who may be the client: why that is not known.
    Perhaps(Block),
}

/// One copy: a conversation, or single mails, which are kept one by one.
#[derive(Debug, Clone)]
pub(super) struct Copy {
    pub(super) of: Vec<Id>,
    pub(super) end: Option<Covered>,
    is_mails: bool,
}

/// What tells one talk from another.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// All mails are one.
    Mail,
    /// The format, and everybody in it.
    People(String, Vec<String>),
    /// With names withheld, no two are taken for the same.
    Alone(Id),
}

impl Talk {
    pub(super) fn ids(&self) -> impl Iterator<Item = Id> + '_ {
        self.copies.iter().flat_map(|copy| copy.of.iter().copied())
    }
}

impl Record {
    /// Finds the talks, marks what later copies repeat, and says until when each talk is covered.
    pub(super) fn find_talks(&mut self) {
        let with_client = self.with_client();
        let mut talks: BTreeMap<Key, Vec<Copy>> = BTreeMap::new();
        let mut mails: HashMap<u16, usize> = HashMap::new();
        for (id, conversation) in &self.conversations {
            let (key, is_mails) = (key(*id, conversation), conversation.is_single_mail());
            let end = self.coverage(*id);
            let copies = talks.entry(key).or_default();
            // single mails of one edition are one copy: each holds what the others do not
            let known = if is_mails { mails.get(&id.0).and_then(|at| copies.get_mut(*at)) } else { None };
            match known {
                Some(copy) => {
                    copy.of.push(*id);
                    if end.as_ref().map(Covered::span) > copy.end.as_ref().map(Covered::span) {
                        copy.end = end;
                    }
                }
                None => {
                    if is_mails {
                        mails.insert(id.0, copies.len());
                    }
                    copies.push(Copy { of: vec![*id], end, is_mails });
                }
            }
        }
        self.talks.clear();
        self.talk_of.clear();
        for mut copies in talks.into_values() {
            copies.sort_by_key(|copy| {
                let end = copy.end.as_ref().map(Covered::span);
                (end, rank(copy.of[0].0), copy.of[0].1)
            });
            let ids = || copies.iter().flat_map(|copy| &copy.of);
            let client = match ids().filter_map(|id| with_client.get(id)).min() {
                None => Presence::None,
                Some(None) => Presence::Client,
                Some(Some(doubt)) => Presence::Perhaps(doubt.clone()),
            };
            let talk = self.talk(copies, client);
            self.talk_of.extend(talk.ids().map(|id| (id, self.talks.len())));
            self.talks.push(talk);
        }
    }

    /// Messages that earlier copies hold, and later ones of the same talks lack.
    pub fn lacking(&self) -> u64 {
        self.talks.iter().map(|talk| talk.lacking).sum()
    }

    /// Does a later copy of the talk hold all of a conversation's messages?
    pub fn is_repeated(&self, conversation: (u16, u64)) -> bool {
        let seen =
            self.conversations.get(&conversation).map(|found| found.seen.as_slice()).unwrap_or_default();
        !seen.is_empty() && seen.iter().all(|seen| seen.is_repeated)
    }

    fn talk(&mut self, copies: Vec<Copy>, client: Presence) -> Talk {
        let alone = || copies.last().and_then(|copy| copy.end.clone());
        if copies.len() < 2 {
            return Talk { reach: alone(), copies, lacking: 0, is_apart: false, client };
        }
        let slots = Slots::of(&self.conversations, &copies);
        for (id, n) in slots.repeated() {
            let Some(conversation) = self.conversations.get_mut(&id) else { continue };
            if let Ok(at) = conversation.seen.binary_search_by_key(&n, |seen| seen.n) {
                conversation.seen[at].is_repeated = true;
            }
        }
        // a mail that is kept alone ends nowhere, and none is missing in a mailbox for being kept alone
        let ranges: Vec<usize> = (0..copies.len()).filter(|i| !copies[*i].is_mails).collect();
        match ranges.is_empty() {
            true => Talk { reach: alone(), copies, lacking: 0, is_apart: false, client },
            false => {
                let Reach { end: reach, lacking, is_apart } = slots.reach(&copies, &ranges);
                Talk { copies, reach, lacking, is_apart, client }
            }
        }
    }
}

fn key(id: Id, conversation: &Conversation) -> Key {
    let people = conversation.people.values();
    let names: Option<Vec<String>> = people.map(|person| person.name.clone()).collect();
    match (names, conversation.format()) {
        (None, _) | (_, "") => Key::Alone(id),
        (Some(names), _) if names.is_empty() => Key::Alone(id),
        (Some(_), crate::message::mail::WORD) => Key::Mail,
        (Some(mut names), format) => {
            names.sort_unstable();
            names.dedup();
            Key::People(format.to_owned(), names)
        }
    }
}

impl Conversation {
    fn is_single_mail(&self) -> bool {
        self.fact.as_ref().is_some_and(|f| {
            f.format.as_str() == crate::message::mail::WORD
                && f.dialect.as_ref().is_some_and(|dialect| dialect.as_str() == "eml")
        })
    }

    /// Was it written down by the worker?
    pub(super) fn is_transcript(&self) -> bool {
        let dialect = self.fact.as_ref().and_then(|fact| fact.dialect.as_ref());
        self.format() == PASTED && dialect.is_some_and(|dialect| dialect.as_str() == TRANSCRIPT)
    }

    pub(super) fn name(&self, seen: &Seen) -> &str {
        self.people.get(&seen.sender).and_then(|person| person.name.as_deref()).unwrap_or_default()
    }
}

/// Messages of one minute by one name, in all copies. Those without a time are told apart by kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    minute: i64,
    name: u32,
    undated: Option<Kind>,
}

/// A message in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Slot {
    place: Place,
    pub(super) copy: usize,
    pub(super) id: Id,
    pub(super) n: u64,
    pub(super) kind: Kind,
}

const NO_TIME: i64 = i64::MIN;

/// The messages of a talk by place.
pub(super) struct Slots(Vec<Slot>);

impl Slots {
    pub(super) fn of(conversations: &BTreeMap<Id, Conversation>, copies: &[Copy]) -> Self {
        let mut names: HashMap<&str, u32> = HashMap::new();
        let mut slots = Vec::new();
        for (copy, id) in
            copies.iter().enumerate().flat_map(|(i, copy)| copy.of.iter().map(move |id| (i, *id)))
        {
            let conversation = &conversations[&id];
            for seen in &conversation.seen {
                let next = u32::try_from(names.len()).unwrap_or(u32::MAX);
                let name = *names.entry(conversation.name(seen)).or_insert(next);
                let minute = seen.span.map_or(NO_TIME, |span| span.0.div_euclid(MINUTE));
                let undated = seen.span.is_none().then_some(seen.kind);
                let place = Place { minute, name, undated };
                slots.push(Slot { place, copy, id, n: seen.n, kind: seen.kind });
            }
        }
        slots.sort_unstable();
        Self(slots)
    }

    /// Place by place.
    pub(super) fn places(&self) -> impl Iterator<Item = &[Slot]> {
        self.0.chunk_by(|a, b| a.place == b.place)
    }

    /// Messages that a later copy holds as well: as many of a place as the later copy has there.
    fn repeated(&self) -> impl Iterator<Item = (Id, u64)> + '_ {
        self.places().flat_map(|place| {
            let copies: Vec<&[Slot]> = place.chunk_by(|a, b| a.copy == b.copy).collect();
            let mut later = 0;
            let mut repeated = Vec::new();
            for copy in copies.into_iter().rev() {
                repeated.extend(copy.iter().take(later).map(|slot| (slot.id, slot.n)));
                later = later.max(copy.len());
            }
            repeated
        })
    }

    /// The end of the last copy that has everything of those before it, and how many messages later copies lack.
    /// `ranges`: the copies that hold a range of the talk, the one that ends last behind.
    fn reach(&self, copies: &[Copy], ranges: &[usize]) -> Reach {
        let places: Vec<&[Slot]> = self.places().filter(|place| place[0].place.minute != NO_TIME).collect();
        let mut of_copy: Vec<Vec<(usize, &[Slot])>> = vec![Vec::new(); copies.len()];
        for (at, place) in places.iter().enumerate() {
            for slots in place.chunk_by(|a, b| a.copy == b.copy) {
                of_copy[slots[0].copy].push((at, slots));
            }
        }
        // what the copies so far hold together, by place, and the sums over ranges of places
        let mut held: Vec<Kinds> = vec![Kinds::default(); places.len()];
        let mut sums = Sums::new(places.len());
        let mut reach = Reach::default();
        let mut last: Option<usize> = None;
        for copy in ranges {
            let (own, Some(end)) = (&of_copy[*copy], &copies[*copy].end) else { continue };
            let (Some((first, _)), Some((newest, _))) = (own.first(), own.last()) else { continue };
            let minute = |at: usize| places[at][0].place.minute;
            let begin = places.partition_point(|place| place[0].place.minute < minute(*first));
            let until = minute(*newest).max(end.span().0.div_euclid(MINUTE));
            let behind = places.partition_point(|place| place[0].place.minute <= until);
            let has =
                |(at, slots): &(usize, &[Slot])| held[*at].sum() - held[*at].lacking_in(&Kinds::of(slots));
            let lacks = sums.between(begin, behind) - own.iter().map(has).sum::<u64>();
            reach.lacking += lacks;
            // where they share no stretch of time, nobody knows what stood between them
            let continues = last.is_none_or(|last| minute(*first) <= minute(last));
            reach.is_apart |= !continues;
            if reach.end.is_none() || continues && lacks == 0 {
                reach.end = Some(end.clone());
            }
            for (at, slots) in own {
                let before = held[*at].sum();
                held[*at].join(&Kinds::of(slots));
                sums.add(*at, held[*at].sum() - before);
            }
            last = last.max(Some(*newest));
        }
        reach
    }
}

/// How far a talk reaches.
#[derive(Default)]
struct Reach {
    end: Option<Covered>,
    lacking: u64,
    is_apart: bool,
}

/// How many messages of each kind.
#[derive(Debug, Clone, Default)]
struct Kinds(Vec<(Kind, u64)>);

impl Kinds {
    fn of(slots: &[Slot]) -> Self {
        let mut kinds = Self::default();
        for slot in slots {
            match kinds.0.iter_mut().find(|(known, _)| *known == slot.kind) {
                Some((_, n)) => *n += 1,
                None => kinds.0.push((slot.kind, 1)),
            }
        }
        kinds
    }

    fn count(&self, kind: Kind) -> u64 {
        self.0.iter().find(|(known, _)| *known == kind).map_or(0, |(_, n)| *n)
    }

    fn sum(&self) -> u64 {
        self.0.iter().map(|(_, n)| n).sum()
    }

    /// How many of these another copy lacks: a mark of an edit or of taking back stands for what was there.
    fn lacking_in(&self, other: &Kinds) -> u64 {
        let lacking: u64 = self.0.iter().map(|(kind, n)| n.saturating_sub(other.count(*kind))).sum();
        let marks: u64 = [Kind::Edit, Kind::Unsent]
            .map(|kind| other.count(kind).saturating_sub(self.count(kind)))
            .iter()
            .sum();
        lacking.saturating_sub(marks)
    }

    fn join(&mut self, other: &Kinds) {
        for (kind, n) in &other.0 {
            match self.0.iter_mut().find(|(known, _)| known == kind) {
                Some((_, known)) => *known = (*known).max(*n),
                None => self.0.push((*kind, *n)),
            }
        }
    }
}

/// Sums over ranges, with additions between (a Fenwick tree): a talk can have as many copies as messages.
struct Sums(Vec<u64>);

impl Sums {
    fn new(len: usize) -> Self {
        Self(vec![0; len + 1])
    }

    fn add(&mut self, at: usize, n: u64) {
        let mut i = at + 1;
        while i < self.0.len() {
            self.0[i] += n;
            i += i & i.wrapping_neg();
        }
    }

    fn to(&self, end: usize) -> u64 {
        let (mut i, mut sum) = (end, 0);
        while i > 0 {
            sum += self.0[i];
            i &= i - 1;
        }
        sum
    }

    fn between(&self, begin: usize, end: usize) -> u64 {
        self.to(end) - self.to(begin)
    }
}
