//! Copies of one talk. The signs are those of all copies together; a later copy takes over an earlier one's end only if,
//! within its own range, it holds every message of the earlier, or the mark of an edit or of taking back in its place.
//! Texts are not needed for it: whoever withholds them comes to the same.

use super::conversation::Conversation;
use super::record::Record;
use super::reference::{Id, rank};
use super::slots::{Reach, Slots};
use super::talk::{Copy, Covered, Presence, Talk};
use crate::message::mail::WORD as MAIL;
use std::collections::{BTreeMap, HashMap};

/// What tells one talk from another.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// All mails are one.
    Mail,
    /// The format, everybody in it, and which of the talks it is that one export has with all of them.
    People(String, Vec<String>, usize),
    /// With names withheld, no two are taken for the same.
    Alone(Id),
}

impl Record {
    /// Finds the talks, marks what later copies repeat, and says until when each talk is covered.
    pub(super) fn find_talks(&mut self) {
        let with_client = self.with_client();
        let mut talks: BTreeMap<Key, Vec<Copy>> = BTreeMap::new();
        let mut mails: HashMap<u16, usize> = HashMap::new();
        for (id, conversation) in &self.conversations {
            let (key, is_mails) = (self.key(*id, conversation), conversation.is_single_mail());
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

impl Record {
    fn key(&self, id: Id, conversation: &Conversation) -> Key {
        match (names(conversation), conversation.format()) {
            (None, _) | (_, "") => Key::Alone(id),
            (Some(names), _) if names.is_empty() => Key::Alone(id),
            (Some(_), MAIL) => Key::Mail,
            (Some(all), format) => {
                // talks of one export are no copies of each other, whoever is in them
                let before = self.beside.get(&id).map(|ids| ids.iter().take_while(|other| **other != id));
                let alike = |other: &&Id| names(&self.conversations[*other]).as_ref() == Some(&all);
                let nth = before.map_or(0, |before| before.filter(alike).count());
                Key::People(format.to_owned(), all, nth)
            }
        }
    }
}

/// Everybody in a conversation; none where a name is not here.
fn names(conversation: &Conversation) -> Option<Vec<String>> {
    let people = conversation.people.values();
    let names: Option<Vec<String>> = people.map(|person| person.name.clone()).collect();
    let mut names = names?;
    names.sort_unstable();
    names.dedup();
    Some(names)
}
