//! What could be a sign of the client, and later than the last one that is known: it counts against a statement.

use super::alike::Plain;
use super::block::Block;
use super::conversation::{Conversation, Seen};
use super::people::{COMPARISONS, is_alike, is_same};
use super::record::Record;
use super::reference::Id;
use crate::case::memo::Role;
use crate::format::fact::{ConversationFact, Kind as FactKind};
use crate::message::looks::may_hold_messages;
use crate::message::{Certainty, Gap, Kind, Need, Place, Said, Why};
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// What is asked of every conversation.
pub(super) struct Doubt<'a> {
    record: &'a Record,
    /// The end of the client's last sign.
    cut: i64,
    /// Names of the client; `None`: not all are shown.
    names: Option<BTreeSet<Plain>>,
    comparisons: usize,
}

impl<'a> Doubt<'a> {
    pub(super) fn new(record: &'a Record, cut: i64) -> Self {
        Self { record, cut, names: record.client_names(), comparisons: 0 }
    }

    /// Everything of a conversation that is uncertain in sender, time or kind, and could be later.
    pub(super) fn of(&mut self, id: Id) -> Vec<Block> {
        let conversation = &self.record.conversations[&id];
        let mut blocks = Vec::new();
        // that the fact is not here counts against it already
        let Some(fact) = &conversation.fact else { return blocks };
        let source = || fact.source.clone();
        if !is_read(fact) {
            blocks.extend(self.record.not_understood(id));
            return blocks;
        }
        // of names and of the order of days, the messages themselves show what is open
        let seen_in_messages = [Need::Participants, Need::DayOrder].map(Need::word);
        for word in fact.unanswered.iter().flatten().filter(|word| !seen_in_messages.contains(&word.as_str()))
        {
            blocks.push(Block::Ambiguous(source(), word.to_string()));
        }
        let behind = Behind::of(conversation);
        // what the worker does not know is told once, by their answer
        let is_told = |gap: &Gap| {
            let mut unknown = conversation.answers.values().filter(|answer| answer.said == Said::Unknown);
            unknown.any(|answer| gap.place == Place::Lines(answer.lines.0, answer.lines.1))
        };
        // what the service says is no message where the worker says so; that it is an act stays (act.rs)
        let is_aside = |gap: &Gap| gap.why == Why::Service && is_set_aside(gap.place, conversation);
        let later = fact.gaps.iter().map(Gap::of_fact).filter(|gap| behind.is_later(gap.after, self.cut));
        for gap in later.filter(|gap| !is_told(gap) && !is_aside(gap)) {
            blocks.push(Block::Gap(source(), gap.place, gap.why));
        }
        for answer in conversation.answers.values() {
            let is_open = match answer.said {
                Said::Unknown => behind.is_later(answer.after, self.cut),
                // one that something bounds is a sign of its own
                Said::Client => behind.latest(answer.after).is_none(),
                Said::Worker | Said::Nothing => false,
            };
            if is_open {
                blocks.push(Block::Answer(source(), answer.lines, answer.said));
            }
        }
        let is_strangers = self.record.is_strangers(id);
        let mut people = BTreeSet::new();
        for seen in conversation.seen.iter().filter(|seen| self.could_be_later(seen, &behind)) {
            match (conversation.role(seen), seen.span) {
                // told beside the statement
                (Role::Client, None) if seen.kind == Kind::Edit => {}
                // what has a time is the last sign, or an automatic reply
                (Role::Client, Some(_)) => {}
                // somebody of an account whose client is another one, in a talk without the client
                (Role::Unknown, _) if is_strangers && seen.sender > 0 => {
                    people.insert((Role::Other, seen.sender));
                }
                (Role::Client | Role::Unknown, None) => blocks.push(match conversation.open_day_order() {
                    Some(source) => Block::Ambiguous(source, Need::DayOrder.word().to_owned()),
                    None => Block::Undated(source()),
                }),
                (role, _) => drop(people.insert((role, seen.sender))),
            }
        }
        let clients = conversation.people.iter().filter(|(_, person)| person.role == Some(Role::Client));
        people.extend(clients.map(|(sender, _)| (Role::Client, *sender)));
        for (role, sender) in people {
            blocks.extend(self.of_person(id, conversation, role, sender));
        }
        blocks
    }

    fn could_be_later(&self, seen: &Seen, behind: &Behind<'_>) -> bool {
        match (seen.span, seen.kind) {
            (Some(span), _) => span.1 > self.cut,
            // a sign can be put to an old message at any time, and an old one can be changed; others stand in their order
            (None, Kind::Reaction | Kind::Edit) => true,
            (None, _) => behind.is_later(seen.n, self.cut),
        }
    }

    /// The client, or somebody who acted later: is it sure which of the two?
    fn of_person(&mut self, id: Id, conversation: &Conversation, role: Role, sender: u64) -> Option<Block> {
        let person = conversation.people.get(&sender);
        let name = person.and_then(|person| person.name.clone());
        let source = conversation.fact.as_ref().map(|fact| fact.source.clone()).unwrap_or_default();
        if role == Role::Unknown {
            return Some(Block::UnknownSpoke(source, name));
        }
        if role == Role::Client || sender == 0 {
            return None;
        }
        // a name that is not here can be the client's; of the worker and the service one that was never there cannot
        let can_be = role == Role::Other || self.record.lacks(FactKind::Name);
        let hidden = || can_be.then_some(Block::Withheld(id.0, FactKind::Name));
        let Some(names) = &self.names else { return hidden() };
        let Some(name) = name else { return hidden() };
        if role != Role::Other {
            return is_same(names, &name).then_some(Block::Alike(source, name));
        }
        self.comparisons += names.len();
        let is_alike = self.comparisons > COMPARISONS || is_alike(names, &name);
        is_alike.then_some(Block::Alike(source, name))
    }
}

fn is_read(fact: &ConversationFact) -> bool {
    let read = [Certainty::Understood, Certainty::Gaps, Certainty::Ambiguous].map(Certainty::word);
    read.contains(&fact.certainty.as_str())
}

impl Record {
    /// An export that could hold messages and is not understood.
    pub(super) fn not_understood(&self, id: Id) -> Option<Block> {
        let fact = self.conversations[&id].fact.as_ref()?;
        let counts = !is_read(fact) && may_hold_messages(fact.format.as_str());
        counts.then(|| Block::NotUnderstood(fact.source.clone()))
    }
}

/// Does the worker say of every line of a place that it is no message?
fn is_set_aside(place: Place, conversation: &Conversation) -> bool {
    let Place::Lines(mut next, last) = place else { return false };
    let nothing = || conversation.answers.values().filter(|answer| answer.said == Said::Nothing);
    while next <= last {
        match nothing().find(|answer| (answer.lines.0..=answer.lines.1).contains(&next)) {
            Some(answer) => next = answer.lines.1 + 1,
            None => return false,
        }
    }
    true
}

/// Until when something can lie that stands behind a message, by what follows it.
pub(super) struct Behind<'a> {
    conversation: &'a Conversation,
    /// For each message, the end of the first dated one from there on.
    ends: OnceCell<Vec<Option<i64>>>,
}

impl<'a> Behind<'a> {
    pub(super) fn of(conversation: &'a Conversation) -> Self {
        Self { conversation, ends: OnceCell::new() }
    }

    /// The latest end of something behind message `after`; `None`: nothing bounds it.
    pub(super) fn latest(&self, after: u64) -> Option<i64> {
        let seen = &self.conversation.seen;
        if !self.conversation.is_in_order() {
            return None; // times that go back bound nothing
        }
        let ends = self.ends.get_or_init(|| {
            // a record that goes back has a wrong time, and bounds nothing
            let mut latest = i64::MIN;
            let mut ends: Vec<Option<i64>> = Vec::with_capacity(seen.len());
            for seen in seen {
                let span = seen.span.filter(|span| seen.stands_in_order() && span.1 >= latest);
                latest = span.map_or(latest, |span| span.1);
                ends.push(span.map(|span| span.1));
            }
            let mut next = None;
            for end in ends.iter_mut().rev() {
                next = end.or(next);
                *end = next;
            }
            ends
        });
        ends.get(seen.partition_point(|seen| seen.n <= after)).copied().flatten()
    }

    /// Could it end after a moment?
    pub(super) fn is_later(&self, after: u64, than: i64) -> bool {
        self.latest(after).is_none_or(|latest| latest > than)
    }
}
