//! Threads, and answers in them that no file holds: what a message tells of its answers is held against those that follow.

use super::item::Item;
use crate::message::{KEPT, Place};
use std::collections::{BTreeMap, BTreeSet};

/// Answers that are told of and have not been met, as far as the files were gone through.
#[derive(Default)]
pub(super) struct Threads {
    /// The stamp of the latest message, in microseconds.
    last: u64,
    /// Stamps at which there was a message, as others say.
    told: BTreeMap<u64, Place>,
    /// Threads that lack answers, by the stamp of the message that they answer.
    open: BTreeMap<u64, Thread>,
    /// One of more threads than are kept.
    dropped: Option<Place>,
}

struct Thread {
    /// Where the message stands that tells of its answers.
    place: Place,
    /// How many answers are lacking, at least.
    count: u64,
    stamps: BTreeSet<u64>,
    people: BTreeSet<String>,
    /// The stamp of the latest answer; then its number, once it is met.
    latest: Option<u64>,
    bound: Option<u64>,
}

/// A stamp: seconds, a full stop, microseconds that make it unique.
fn stamp(ts: &str) -> Option<u64> {
    let (seconds, micros) = ts.split_once('.').unwrap_or((ts, ""));
    let micros = format!("{micros:0<6}");
    seconds.parse::<u64>().ok()?.checked_mul(1_000_000)?.checked_add(micros.get(..6)?.parse().ok()?)
}

impl Threads {
    /// Takes in the next message, which has this number.
    pub(super) fn take(&mut self, item: &Item<'_>, place: Place, n: u64) {
        let Some(at) = stamp(&item.ts) else { return };
        self.last = self.last.max(at);
        for told in [&item.latest_reply, &item.last_read].into_iter().flatten().filter_map(|ts| stamp(ts)) {
            self.told.entry(told).or_insert(place);
        }
        if self.told.len() > KEPT {
            self.told.pop_first(); // the latest one tells as much
        }
        match item.thread_ts.as_deref().and_then(stamp).filter(|thread| *thread != at) {
            Some(thread) => self.answer(thread, at, item, n),
            None => self.open(at, item, place),
        }
    }

    /// A message that tells of its answers.
    fn open(&mut self, at: u64, item: &Item<'_>, place: Place) {
        let listed = [item.replies.len(), item.reply_users.len()].map(|count| count as u64);
        let counted = [item.reply_count, item.reply_users_count];
        let count = listed.into_iter().chain(counted).max().unwrap_or_default();
        if count == 0 {
            return;
        }
        let by = item.replies.iter().filter_map(|reply| reply.user.as_ref()).chain(&item.reply_users);
        let thread = Thread {
            place,
            count,
            stamps: item.replies.iter().filter_map(|reply| stamp(&reply.ts)).collect(),
            people: by.cloned().collect(),
            latest: item.latest_reply.as_deref().and_then(stamp),
            bound: None,
        };
        self.open.insert(at, thread);
        if self.open.len() > KEPT {
            self.dropped = self.open.pop_first().map(|(_, thread)| thread.place);
        }
    }

    /// An answer that is here.
    fn answer(&mut self, answered: u64, at: u64, item: &Item<'_>, n: u64) {
        let Some(thread) = self.open.get_mut(&answered) else { return };
        thread.count = thread.count.saturating_sub(1);
        thread.stamps.remove(&at);
        for who in [&item.user, &item.bot_id].into_iter().flatten() {
            thread.people.remove(who);
        }
        if thread.latest == Some(at) {
            thread.bound = Some(n - 1);
        }
        if thread.count == 0 && thread.stamps.is_empty() && thread.people.is_empty() {
            self.open.remove(&answered);
        }
    }

    /// Places that tell of answers which are not there, each with the message behind which these can stand; none where
    /// nothing bounds them. No answer is later than the latest one, if that is here.
    pub(super) fn lacking(mut self) -> Vec<(Option<u64>, Place)> {
        let later = self.told.split_off(&(self.last + 1)).into_values().chain(self.dropped);
        let mut lacking: Vec<(Option<u64>, Place)> = later.map(|place| (None, place)).collect();
        lacking.extend(self.open.into_values().map(|thread| (thread.bound, thread.place)));
        lacking.sort_by_key(|(after, place)| (after.is_none(), *after, position(*place)));
        lacking.dedup();
        lacking
    }
}

fn position(place: Place) -> u64 {
    match place {
        Place::Lines(from, _) | Place::Bytes(from, _) => from,
    }
}
