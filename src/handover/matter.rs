//! Everything that the sentences of a handover are made from.

use super::clock::Clock;
use super::quoted::quoted;
use super::terms::Terms;
use crate::base::digest::Sha256Digest;
use crate::base::entry_name::EntryName;
use crate::base::limits::Limits;
use crate::base::time::At;
use crate::case::memo::{Item, stamp_within};
use crate::format::archive::Edition;
use crate::format::fact::{EventFact, Kind};
use crate::handover::account::{Account, Held, Round};
use crate::handover::claim::{Claim, FactRef, Grade, Statement};
use crate::message::silence::{Absence, Block, Reference, Silence, Unrecorded};
use crate::text::{Message, Texts, visible};
use unicode_normalization::UnicodeNormalization as _;

/// The case, the platform and the moment.
pub struct Matter<'a> {
    /// The facts that are shown. Sentences rest on these alone.
    pub shown: &'a Account,
    /// All sealed facts: only to tell "withheld" from "not recorded".
    pub sealed: &'a Account,
    /// What can be said of silence.
    pub silence: Absence<Silence>,
    /// What of it a reader of the copy can see to stand against a statement: the reasons that papers print.
    pub reasons: Vec<Block>,
    /// Whether it can be said that no acceptance is recorded.
    pub acceptance: Absence<Unrecorded>,
    /// The platform's words.
    pub terms: Terms,
    /// Its time.
    pub clock: Clock,
    /// The editions, with their seal codes.
    pub editions: Vec<(Edition, Sha256Digest)>,
}

impl<'a> Matter<'a> {
    /// The value of a memo line, in plain digits and letters, with its fact.
    pub fn value(&self, item: Item) -> Option<(String, (FactRef, Grade))> {
        let held = self.shown.item(item.key())?;
        let plain: String = held.fact.value.nfkc().collect();
        let plain = visible(plain.trim()).into_owned();
        (!plain.is_empty()).then_some((plain, (held.at, Grade::D)))
    }

    /// A dated memo line, as support writes dates; as it stands where it is no date.
    pub fn date(
        &self,
        item: Item,
        form: impl Fn(&Clock, &At) -> String,
    ) -> Option<(String, (FactRef, Grade))> {
        let (written, fact) = self.value(item)?;
        let memo = self.shown.memo(&Limits::DEFAULT)?;
        Some((memo.at(item).map_or(written, |at| form(&self.clock, at)), fact))
    }

    /// The same where the line holds a date and nothing else, and no other line of the notes is of the same item.
    pub fn date_alone(
        &self,
        item: Item,
        form: impl Fn(&Clock, &At) -> String,
    ) -> Option<(String, (FactRef, Grade))> {
        let (written, _) = self.value(item)?;
        let stamp = stamp_within(&written)?;
        let is_alone =
            [&stamp.before, &stamp.after].iter().all(|beside| !beside.contains(char::is_alphanumeric));
        self.date(item, form).filter(|_| is_alone && !self.shown.is_told_again(item.key()))
    }

    /// A sentence with one memo line in it, or why there is none.
    #[allow(clippy::wrong_self_convention)]
    pub fn from_memo(&self, id: &'static str, item: Item) -> Statement {
        let claim = self
            .value(item)
            .and_then(|(value, fact)| Claim::over(Message::new(id).text("value", value), [fact]));
        claim.map_or_else(|| Statement::Absent(Message::new(self.missing(item))), Statement::Claim)
    }

    /// 「記録なし」, or that this copy does not show it. Of what was sealed and is not here nobody can say that it is not
    /// recorded.
    pub fn missing(&self, item: Item) -> &'static str {
        let sealed = self.sealed.item(item.key()).is_some_and(|held| !held.fact.value.trim().is_empty());
        if sealed || self.sealed.record.lacks(Kind::Case) { "point-not-shown" } else { "point-not-recorded" }
    }

    /// The same of events.
    pub fn no_event(&self, is_it: impl Fn(&EventFact) -> bool) -> Absent {
        let withheld = |held: &&Held<EventFact>| {
            is_it(&held.fact) && !self.shown.events.iter().any(|shown| shown.at == held.at)
        };
        match self.sealed.events.iter().any(|held| withheld(&held)) || self.sealed.record.lacks(Kind::Event) {
            true => Absent::NotShown,
            false => Absent::NotRecorded,
        }
    }

    /// The last round, with its number.
    pub fn last_round(&self) -> Option<(u16, Round<'a>)> {
        self.shown.rounds().into_iter().next_back()
    }

    /// The name of an export as found, without its folder, where this copy shows it.
    pub fn file_name(&self, paths: &str) -> String {
        let first = paths.split(' ').next().unwrap_or_default();
        let path = EntryName::new(first).ok();
        let origin = path.and_then(|path| self.shown.files.get(&path)?.origin.as_ref());
        let name = origin.map_or(first, |origin| origin.fact.name.as_str());
        quoted(name.rsplit('/').next().unwrap_or(name), 80)
    }

    /// The platform's own reminder, by its word there or in plain ones.
    pub fn chase(&self) -> String {
        match self.terms.chase.as_str() {
            "" => Texts::room(self.clock.lang, "handover").get("chase-word"),
            known => known.to_owned(),
        }
    }

    /// An event as a ground.
    pub fn ground(event: &Held<EventFact>) -> (FactRef, Grade) {
        (event.at, Grade::D)
    }

    /// A message: its talk, the fact of its header and its text where that is shown.
    pub fn message(&self, reference: Reference) -> Option<Said<'a>> {
        let talk = self.shown.talk_of(reference)?;
        let header = talk.messages.get(&reference.n)?;
        let mut facts = vec![(header.at, talk.grade())];
        let text = talk.texts.get(&reference.n);
        facts.extend(text.map(|text| (text.at, talk.grade())));
        let own = |text: &'a str| self.shown.record.own_words(reference, text);
        let text = text.and_then(|text| own(&text.fact.text));
        Some(Said { at: header.fact.at.clone(), text, facts })
    }

    /// What a statement on silence rests on: the conversations that it covers, the client's last sign, and what the worker
    /// says of lines.
    pub fn silence_grounds(&self, silence: &Silence) -> Vec<(FactRef, Grade)> {
        let talks = self.shown.talks.iter().filter(|(id, _)| silence.conversations.contains(id));
        let of_talk = talks.flat_map(|(_, talk)| {
            let answers = talk.answers.values().map(|answer| (answer.at, Grade::D));
            talk.fact.iter().map(|fact| (fact.at, talk.grade())).chain(answers)
        });
        let last = silence.last.and_then(|last| self.message(last));
        of_talk.chain(last.map(|said| said.facts).unwrap_or_default()).collect()
    }
}

/// Why there is nothing to say of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absent {
    /// The notes have none.
    NotRecorded,
    /// They have, or this copy does not show whether they do.
    NotShown,
}

/// A message that a sentence speaks of.
pub struct Said<'a> {
    /// When.
    pub at: At,
    /// Its words, where they are shown.
    pub text: Option<&'a str>,
    /// Header and text.
    pub facts: Vec<(FactRef, Grade)>,
}
