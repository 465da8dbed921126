//! The messages of all copies of a talk, put into places, and how far the copies reach that have everything of those before.

use super::conversation::Conversation;
use super::reference::{Id, MINUTE};
use super::talk::{Copy, Covered};
use crate::message::Kind;
use std::collections::{BTreeMap, HashMap, HashSet};

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
    pub(super) fn repeated(&self) -> impl Iterator<Item = (Id, u64)> + '_ {
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

    /// These copies, those together that share a message, each group in their order.
    pub(super) fn sharing(&self, copies: &[usize]) -> Vec<Vec<usize>> {
        let last = copies.iter().max().map_or(0, |last| last + 1);
        let mut head: Vec<usize> = (0..last).collect();
        fn find(head: &mut [usize], mut at: usize) -> usize {
            while head[at] != at {
                head[at] = head[head[at]];
                at = head[at];
            }
            at
        }
        let is_one: HashSet<usize> = copies.iter().copied().collect();
        for place in self.places().filter(|place| place[0].place.minute != NO_TIME) {
            let mut of_place = place.iter().map(|slot| slot.copy).filter(|copy| is_one.contains(copy));
            let Some(first) = of_place.next() else { continue };
            for other in of_place {
                let (a, b) = (find(&mut head, first), find(&mut head, other));
                head[b] = a;
            }
        }
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for copy in copies {
            groups.entry(find(&mut head, *copy)).or_default().push(*copy);
        }
        groups.into_values().collect()
    }

    /// The end of the last copy that has everything of those before it, and how many messages later copies lack.
    /// `ranges`: the copies that hold a range of the talk, the one that ends last behind.
    pub(super) fn reach(&self, copies: &[Copy], ranges: &[usize]) -> Reach {
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
pub(super) struct Reach {
    pub(super) end: Option<Covered>,
    pub(super) lacking: u64,
    pub(super) is_apart: bool,
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
