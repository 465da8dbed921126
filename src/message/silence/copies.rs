//! Copies of one talk. The signs are those of all copies together; a later copy takes over an earlier one's end only if,
//! within its own range, it holds every message of the earlier, or the mark of an edit or of taking back in its place.
//! Texts are not needed for it: whoever withholds them comes to the same.

use super::block::Block;
use super::conversation::Conversation;
use super::record::Record;
use super::reference::{Id, last_minute, moment, rank};
use super::slots::{Reach, Slots};
use super::talk::{Copy, Covered, Ground, Presence, Talk};
use crate::case::memo::Role;
use crate::message::MAIL;
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
        for (key, mut copies) in talks {
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
            let talk = match key {
                Key::Mail => self.mails(copies, client, &with_client),
                Key::People(..) | Key::Alone(_) => self.talk(copies, client),
            };
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
            let reach = self.with_last_sign(&copies, alone());
            return Talk { reach, copies, lacking: 0, is_apart: false, client };
        }
        let slots = Slots::of(&self.conversations, &copies);
        self.mark_repeated(&slots);
        let all: Vec<usize> = (0..copies.len()).collect();
        let Reach { end: reach, lacking, is_apart } = slots.reach(&copies, &all);
        Talk { copies, reach, lacking, is_apart, client }
    }

    /// All mails. Mailboxes that share no mail are folders, each with its own mails: none lacks what another holds, and
    /// until when the client's mails are here depends on those folders that hold any of theirs. A mail that is kept alone
    /// ends nowhere, and none is missing in a mailbox for being kept alone.
    fn mails(
        &mut self,
        copies: Vec<Copy>,
        client: Presence,
        with_client: &BTreeMap<Id, Option<Block>>,
    ) -> Talk {
        let alone = || copies.last().and_then(|copy| copy.end.clone());
        if copies.len() < 2 {
            let reach = self.with_last_sign(&copies, alone());
            return Talk { reach, copies, lacking: 0, is_apart: false, client };
        }
        let slots = Slots::of(&self.conversations, &copies);
        self.mark_repeated(&slots);
        let ranges: Vec<usize> = (0..copies.len()).filter(|i| !copies[*i].is_mails).collect();
        let holds_client = |folder: &Vec<usize>| {
            folder.iter().flat_map(|i| &copies[*i].of).any(|id| with_client.contains_key(id))
        };
        let mut folders = slots.sharing(&ranges);
        if folders.iter().any(holds_client) {
            folders.retain(holds_client);
        }
        let reaches: Vec<Reach> = folders.iter().map(|folder| slots.reach(&copies, folder)).collect();
        let lacking = reaches.iter().map(|reach| reach.lacking).sum();
        let is_apart = reaches.iter().any(|reach| reach.is_apart);
        let ends = reaches.into_iter().filter_map(|reach| reach.end);
        let reach = ends.min_by_key(Covered::span).or_else(alone);
        let reach = self.with_last_sign(&copies, reach);
        Talk { copies, reach, lacking, is_apart, client }
    }

    /// An end, but no earlier than the client's last sign in these copies: of what follows it nobody says more. A sign of
    /// which only a wide stretch of time is known counts at the end of that.
    fn with_last_sign(&self, copies: &[Copy], reach: Option<Covered>) -> Option<Covered> {
        let is_open = reach.as_ref().is_none_or(|reach| reach.ground == Ground::LastMessage);
        let last = self.last_of_client(copies.iter().flat_map(|copy| &copy.of));
        let falls_short = |last: &Covered| reach.as_ref().is_none_or(|reach| reach.span().0 < last.span().0);
        last.filter(|last| is_open && falls_short(last)).or(reach)
    }

    /// The client's last sign in these conversations, as the end of its own.
    fn last_of_client<'i>(&self, ids: impl Iterator<Item = &'i Id>) -> Option<Covered> {
        let signs = ids.flat_map(|id| {
            let conversation = &self.conversations[id];
            let signs = conversation.seen.iter().filter(|seen| conversation.role(seen) == Role::Client);
            signs.filter_map(|seen| Some((seen.span?, *id)))
        });
        let (span, id) = signs.max_by_key(|(span, id)| (span.1, span.0, *id))?;
        let until = moment(last_minute(span), self.conversations[&id].times());
        Some(Covered { until, ground: Ground::LastMessage, ..self.coverage(id)? })
    }

    fn mark_repeated(&mut self, slots: &Slots) {
        for (id, n) in slots.repeated() {
            let Some(conversation) = self.conversations.get_mut(&id) else { continue };
            if let Ok(at) = conversation.seen.binary_search_by_key(&n, |seen| seen.n) {
                conversation.seen[at].is_repeated = true;
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
