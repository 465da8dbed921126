//! From verified seals to everything that a handover says: what is shown, what can be said, and what stands against it.

use super::beforehand::outside;
use super::clock::Clock;
use super::disclosure::{Disclosure, Level, Pattern, Shown};
use super::matter::Matter;
use super::terms::Terms;
use super::ticket::{Stage, stage};
use crate::account::{Account, Held};
use crate::archive::{Edition, ReadAt};
use crate::claim::FactRef;
use crate::digest::Sha256Digest;
use crate::error::Result;
use crate::fact::{Fact, Kind, NameFact, TextFact};
use crate::limits::Limits;
use crate::message::silence::{Block, Record, Reference, Scope, Silence};
use crate::verify::Run;
use std::collections::BTreeSet;
use std::num::NonZeroU32;

/// What to do with conversations outside the platform for which nothing was approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outside {
    /// Stop and tell.
    Stop,
    /// Hand them over as they are.
    Include,
    /// Leave them out whole, and say so where it matters.
    LeaveOut,
}

/// What the worker chooses.
#[derive(Debug, Clone)]
pub struct Choice {
    /// How much is shown.
    pub level: Level,
    /// Beyond it.
    pub show: Vec<Pattern>,
    /// Not at all.
    pub withhold: Vec<Pattern>,
    /// Channels outside the platform.
    pub outside: Outside,
}

/// Why nothing is prepared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// Conversations of these formats are outside the platform, and nothing was approved.
    Outside(BTreeSet<String>),
    /// The latest round has no report of the platform's own.
    NoReport,
    /// It has one, and the choice withholds it.
    ReportWithheld,
    /// The latest round is a retake, and was attached to a message alone.
    RetakeAttached,
    /// The memo records an acceptance or a payment: there is nothing to ask for.
    Settled,
}

/// Everything that the papers are made from.
pub struct Prepared {
    /// All sealed facts.
    pub sealed: Account,
    /// Those that are shown.
    pub shown: Account,
    /// What is shown.
    pub disclosure: Disclosure,
    /// Of what there is, by kind.
    pub counts: Shown,
    /// Facts shown, by edition.
    pub by_edition: std::collections::BTreeMap<u16, u64>,
    silence: std::result::Result<Silence, Vec<Block>>,
    terms: Terms,
    clock: Clock,
    editions: Vec<(Edition, Sha256Digest)>,
}

impl Prepared {
    /// Prepares the handover of seals that `run` found intact and whole.
    ///
    /// # Errors
    /// Those of [`Account::read`]. The inner one: what stops it.
    pub fn of<'a, R>(
        sources: &[&'a R],
        run: &Run,
        choice: Choice,
        platform: &str,
        terms: Terms,
        clock: Clock,
        limits: &Limits,
    ) -> Result<std::result::Result<Self, Stop>>
    where
        R: ReadAt,
        &'a R: ReadAt,
    {
        let mut sealed = Account::read(sources.iter().copied(), limits, |_, _| true)?;
        let formats =
            if terms.outside_needs_application { outside(&sealed, platform) } else { BTreeSet::new() };
        if choice.outside == Outside::Stop && !formats.is_empty() {
            return Ok(Err(Stop::Outside(formats)));
        }
        let left_out = if choice.outside == Outside::LeaveOut { formats } else { BTreeSet::new() };
        let is_whole = bound(&mut sealed.record, run);
        let scope = if left_out.is_empty() { Scope::All } else { Scope::Without(&left_out) };
        let silence =
            if is_whole { sealed.record.silence(scope, clock.zone) } else { Err(vec![Block::Withheld]) };
        let mut disclosure = Disclosure {
            show: choice.show,
            withhold: choice.withhold,
            quoted: quoted(&sealed.record, silence.as_ref().ok()),
            ..Disclosure::of(choice.level)
        };
        disclosure.left_out_formats.clone_from(&left_out);
        for (id, talk) in sealed.talks.iter().filter(|(_, talk)| left_out.contains(talk.format())) {
            disclosure.left_out.insert(*id);
            let sources = talk.fact.as_ref().map(|held| held.fact.source.as_str()).unwrap_or_default();
            disclosure.left_out_files.extend(sources.split(' ').map(str::to_owned));
        }
        let origins = sealed
            .files
            .iter()
            .filter_map(|(path, file)| Some((path.clone(), file.origin.as_ref()?.fact.name.clone())));
        disclosure.names = origins.collect();
        let telling = telling_files(&sealed, &disclosure);
        disclosure.telling_files = telling;
        let mut counts = Shown::default();
        let mut by_edition = std::collections::BTreeMap::new();
        let mut withheld = false;
        let mut shown = Account::read(sources.iter().copied(), limits, |edition, fact| {
            let is_shown = disclosure.shows(edition, fact);
            counts.count(fact.kind(), is_shown);
            *by_edition.entry(edition.get()).or_default() += u64::from(is_shown);
            let k = fact.conversation().map(|k| (edition.get(), k.get()));
            let counts_for_silence = matches!(fact.kind(), Kind::Conversation | Kind::Message);
            withheld |=
                counts_for_silence && !is_shown && k.is_some_and(|k| !disclosure.left_out.contains(&k));
            is_shown
        })?;
        bound(&mut shown.record, run);
        let editions = run.editions().filter_map(|e| Some((e.edition, e.seal.as_ref()?.code))).collect();
        // what a reader of the copy cannot repeat is not claimed there (format.md section 9): headers may be withheld, or
        // the lines that say whose a name is
        let repeated = shown.record.silence(Scope::All, clock.zone);
        let same = |a: &Silence, b: &Silence| (a.last, &a.since, a.days) == (b.last, &b.since, b.days);
        let silence = silence.and_then(|silence| match repeated {
            Ok(repeated) if !withheld && same(&repeated, &silence) => Ok(silence),
            _ => Err(vec![Block::Withheld]),
        });
        Ok(Ok(Self { sealed, shown, disclosure, counts, by_edition, silence, terms, clock, editions }))
    }

    /// Files that go along, and their bytes.
    pub fn payload(&self) -> (u64, u64) {
        let held = self.shown.files.iter().filter_map(|(path, facts)| Some((path, facts.file.as_ref()?)));
        let along = held.filter(|(path, file)| self.disclosure.shows_payload(file.at.edition, path));
        along.fold((0, 0), |(files, bytes), (_, file)| (files + 1, bytes + file.fact.size.get()))
    }

    /// What sentences are made from.
    pub fn matter(&self) -> Matter<'_> {
        Matter {
            shown: &self.shown,
            sealed: &self.sealed,
            silence: self.silence.clone(),
            terms: self.terms.clone(),
            clock: self.clock,
            editions: self.editions.clone(),
        }
    }

    /// Where the case stands, or that it cannot be asked about yet.
    ///
    /// # Errors
    /// [`Stop::Settled`], [`Stop::NoReport`], [`Stop::RetakeAttached`], [`Stop::ReportWithheld`].
    pub fn stage(&self) -> std::result::Result<Stage, Stop> {
        if self.sealed.events.iter().any(|event| matches!(event.fact.kind.as_str(), "inspection" | "payment"))
        {
            return Err(Stop::Settled);
        }
        stage(&self.matter()).ok_or_else(|| match self.sealed.rounds().pop_last() {
            Some((_, round)) if !round.reports.is_empty() => Stop::ReportWithheld,
            Some((number, round))
                if number > 1 && round.sent.iter().any(|e| e.fact.kind.as_str() == "attachment") =>
            {
                Stop::RetakeAttached
            }
            _ => Stop::NoReport,
        })
    }
}

/// The files of conversations of which a name or a text is withheld.
fn telling_files(sealed: &Account, disclosure: &Disclosure) -> BTreeSet<String> {
    let mut files = BTreeSet::new();
    for talk in sealed.talks.values() {
        let Some(fact) = &talk.fact else { continue };
        let is_hidden = |at: FactRef, fact: Fact| !disclosure.shows(at.edition, &fact);
        let text = |held: &Held<TextFact>| is_hidden(held.at, Fact::Text(held.fact.clone()));
        let name = |held: &Held<NameFact>| is_hidden(held.at, Fact::Name(held.fact.clone()));
        if talk.texts.values().any(text) || talk.names.values().any(name) {
            files.extend(fact.fact.source.split(' ').map(str::to_owned));
        }
    }
    files
}

/// Bounds what is claimed of each edition by its sealing and by trusted times; tells whether all that was sealed of
/// conversations is here.
fn bound(record: &mut Record, run: &Run) -> bool {
    let mut whole = true;
    for checked in run.editions() {
        let Some(seal) = &checked.seal else { return false };
        let edition = checked.edition.get();
        record.bound(edition, seal.header.sealed);
        if let Some(token) = run.outcome.times.bound(checked.edition) {
            record.bound(edition, token.stamp.gen_time.second());
        }
        let conversations = u32::try_from(seal.labels.of_kind(Kind::Conversation)).unwrap_or(u32::MAX);
        let sealed: Vec<(u64, u64)> = (1..=conversations)
            .map(|k| (u64::from(k), seal.labels.of(Kind::Message, NonZeroU32::new(k))))
            .collect();
        whole &= record.is_whole(edition, &sealed);
    }
    whole
}

/// Messages whose words page one quotes.
fn quoted(record: &Record, silence: Option<&Silence>) -> BTreeSet<Reference> {
    let reminders = record.reminders().into_iter().filter_map(|reminder| reminder.message);
    let replies = record.rounds().into_iter().filter_map(|round| round.first);
    reminders.chain(replies).chain(silence.map(|silence| silence.last)).collect()
}
