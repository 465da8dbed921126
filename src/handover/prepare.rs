//! From verified seals to everything that a handover says: what is shown, what can be said, and what stands against it.

use super::beforehand::outside;
use super::clock::Clock;
use super::disclosure::{Disclosure, Level, Pattern, Shown};
use super::matter::Matter;
use super::stop::{self, Stop};
use super::terms::Terms;
use super::ticket::{Stage, stage};
use super::venue::{delivery, venue};
use crate::base::digest::Sha256Digest;
use crate::base::error::Result;
use crate::base::limits::Limits;
use crate::case::memo::{EventKind, Item};
use crate::format::archive::{Edition, ReadAt};
use crate::format::fact::{Fact, Kind, NameFact, TextFact};
use crate::handover::account::{Account, Held, Seal, Taking};
use crate::handover::claim::FactRef;
use crate::message::When;
use crate::message::silence::{Absence, Act, Block, Reference, Scope, Silence, Since, Unrecorded};
use crate::platform::{Platform, Venue};
use crate::verify::Run;
use std::collections::{BTreeMap, BTreeSet};

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

/// For whom papers are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// The platform's support; of direct work, whoever settles it.
    Support,
    /// Somebody whom the worker asks for advice.
    Adviser,
}

/// The case, the platform, and what lies beside the seals.
pub struct Subject {
    /// The platform.
    pub platform: &'static Platform,
    /// For whom the papers are.
    pub reader: Reader,
    /// The time in which they speak.
    pub clock: Clock,
    /// What of it no seal holds yet.
    pub unsealed: Unsealed,
}

/// Files that no seal holds yet, by their names as found.
#[derive(Debug, Clone, Default)]
pub struct Unsealed {
    /// Message files.
    pub messages: Vec<String>,
    /// Papers.
    pub papers: Vec<String>,
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
    pub by_edition: BTreeMap<u16, u64>,
    silence: Absence<Silence>,
    reasons: Vec<Block>,
    acceptance: Absence<Unrecorded>,
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
        subject: Subject,
        limits: &Limits,
    ) -> Result<std::result::Result<Self, Stop>>
    where
        R: ReadAt,
        &'a R: ReadAt,
    {
        let Subject { platform, reader, clock, unsealed } = subject;
        let seals = seals(run);
        let mut sealed =
            Account::read(sources.iter().copied(), &seals, &BTreeSet::new(), limits, |_, _| Taking::Shown)?;
        let other = if reader == Reader::Support { stop::other_platform(&sealed, platform) } else { None };
        if let Some(stop) = other.or_else(|| stop::dates(&sealed, clock.now)) {
            return Ok(Err(stop));
        }
        sealed.record.unsealed(unsealed.messages);
        sealed.record.unsealed_papers(unsealed.papers);
        let named = sealed.item(Item::Platform.key()).map(|held| held.fact.value.as_str());
        let terms = Terms::of(platform, clock.lang, venue(&sealed, platform), named);
        let formats = match terms.outside_needs_application {
            true => outside(&sealed, platform.id().word()),
            false => BTreeSet::new(),
        };
        if choice.outside == Outside::Stop && !formats.is_empty() {
            return Ok(Err(Stop::Outside(formats)));
        }
        let left_out = if choice.outside == Outside::LeaveOut { formats } else { BTreeSet::new() };
        let scope = if left_out.is_empty() { Scope::All } else { Scope::Without(&left_out) };
        let silence = sealed.record.silence(scope, clock.zone);
        let none_accepted = not_accepted(&sealed, terms.venue);
        let mut disclosure = Disclosure {
            show: choice.show,
            withhold: choice.withhold,
            read: read(&sealed, silence.stated(), &none_accepted),
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
        disclosure.withhold_corrected(&sealed);
        let telling = telling_files(&sealed, &disclosure);
        disclosure.telling_files = telling;
        let mut counts = Shown::of_sealed(seals.iter().map(|seal| seal.labels));
        let mut by_edition = BTreeMap::new();
        let mut shown =
            Account::read(sources.iter().copied(), &seals, &disclosure.left_out, limits, |edition, fact| {
                let taking = disclosure.taking(edition, fact);
                if taking == Taking::Shown {
                    counts.count(fact.kind());
                    *by_edition.entry(edition.get()).or_default() += 1;
                }
                taking
            })?;
        // what the rest of its line leaves open is open, also where that rest is not shown
        let sure: BTreeSet<FactRef> = sealed.events.iter().map(|event| event.at).collect();
        shown.events.retain(|event| sure.contains(&event.at));
        // sentences rest on what is shown: a reader of the copy comes to the same, or nothing is said
        let repeated = shown.record.silence(Scope::All, clock.zone);
        let mut repeated_none = not_accepted(&shown, terms.venue).blocks().to_vec();
        if none_accepted.stated().is_none() {
            // what is not said anyway needs no texts, and they are not shown for it
            repeated_none.retain(|block| !matches!(block, Block::Withheld(_, Kind::Text)));
        }
        let acceptance = none_accepted.unless(repeated_none);
        let editions = run.whole_editions().into_iter();
        let editions = editions.filter_map(|e| Some((e.edition, e.seal?.code))).collect();
        let reasons = repeated.blocks().to_vec();
        let silence = within(silence, repeated);
        let acceptance = acceptance.unless(heard_since(&sealed, terms.venue, &left_out, &silence));
        Ok(Ok(Self {
            sealed,
            shown,
            disclosure,
            counts,
            by_edition,
            silence,
            reasons,
            acceptance,
            terms,
            clock,
            editions,
        }))
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
            reasons: self.reasons.clone(),
            acceptance: self.acceptance.clone(),
            terms: self.terms.clone(),
            clock: self.clock,
            editions: self.editions.clone(),
        }
    }

    /// Where the case stands, or that it cannot be asked about yet.
    ///
    /// # Errors
    /// [`Stop::Settled`], [`Stop::NoReport`], [`Stop::NothingSent`], [`Stop::RoundUnclear`], [`Stop::RetakeAttached`],
    /// [`Stop::ReportWithheld`], [`Stop::ReportNotShown`].
    pub fn stage(&self) -> std::result::Result<Stage, Stop> {
        if self.sealed.events.iter().any(|event| matches!(event.fact.kind.as_str(), "inspection" | "payment"))
        {
            return Err(Stop::Settled);
        }
        let last = self.sealed.rounds().pop_last();
        // the latest round is that of all that is sealed: an earlier one is not put in its place
        let is_last = |(number, _): &(u16, _)| self.shown.rounds().keys().next_back() == Some(number);
        let stage = stage(&self.matter()).filter(|_| last.as_ref().is_some_and(is_last));
        let is_direct = self.terms.venue == Venue::Direct;
        let of_no_round = || {
            let mut reports = self.sealed.events_of(EventKind::CompletionReport.word());
            reports.any(|report| report.fact.round.is_none())
        };
        stage.ok_or_else(|| match last {
            Some((_, round)) if delivery(&round, self.terms.venue).is_some() => Stop::ReportWithheld,
            _ if self.sealed.record.lacks(Kind::Event) => Stop::ReportNotShown,
            _ if is_direct => Stop::NothingSent,
            _ if of_no_round() => Stop::RoundUnclear,
            Some((number, round))
                if number > 1 && round.sent.iter().any(|e| e.fact.kind.as_str() == "attachment") =>
            {
                Stop::RetakeAttached
            }
            _ => Stop::NoReport,
        })
    }
}

/// What can be said of an acceptance that did not come: neither it nor a payment is recorded, nor a request for changes since
/// the last delivery, to which it would be the worker's turn.
fn not_accepted(account: &Account, venue: Venue) -> Absence<Unrecorded> {
    let none = account.record.unrecorded(Act::Acceptance, None);
    let rounds = account.rounds();
    let last = rounds.iter().next_back().and_then(|(number, round)| {
        let span = When::of(delivery(round, venue)?.fact.at.as_ref()?).span()?;
        Some(Since { span, round: Some((*number).into()) })
    });
    none.unless(account.record.unrecorded(Act::ChangeRequest, last).blocks().to_vec())
}

/// What the client said or did after the latest report stands beside the sentence that no acceptance is recorded, in the
/// ticket and on page one, where a statement on silence can be made; else that sentence is not made either, nor where it was on
/// a channel that is left out.
fn heard_since(
    sealed: &Account,
    venue: Venue,
    left_out: &BTreeSet<String>,
    silence: &Absence<Silence>,
) -> Vec<Block> {
    let rounds = sealed.rounds();
    let reported = rounds
        .values()
        .next_back()
        .and_then(|round| Some(When::of(delivery(round, venue)?.fact.at.as_ref()?).span()?.0));
    let since = reported.unwrap_or(i64::MIN);
    let record = &sealed.record;
    let outside = record.is_heard(since, |format| left_out.contains(format));
    let here = record.is_heard(since, |format| !left_out.contains(format));
    let of_silence = silence.blocks().iter().filter(|_| here).cloned();
    outside.then_some(Block::SpokeOutside).into_iter().chain(of_silence).collect()
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

/// The seals as they were verified: by when each edition was sealed, or is trusted to exist.
pub fn seals(run: &Run) -> Vec<Seal<'_>> {
    let mut seals = Vec::new();
    for checked in run.whole_editions() {
        let Some(seal) = checked.seal else { continue };
        let trusted = run.outcome.times.bound(checked.edition).map(|token| token.stamp.gen_time.second());
        let not_after = trusted.map_or(seal.header.sealed, |trusted| trusted.min(seal.header.sealed));
        seals.push(Seal { edition: checked.edition, labels: &seal.labels, not_after });
    }
    seals
}

/// What is said on the ground of what is shown, where all that is sealed does not speak against it.
fn within(sealed: Absence<Silence>, shown: Absence<Silence>) -> Absence<Silence> {
    match (sealed, shown) {
        (Absence::Stated(all), Absence::Stated(mut shown)) => {
            let is_longer =
                shown.since.span() < all.since.span() || shown.until.until.span() > all.until.until.span();
            debug_assert!(!is_longer, "{shown:?} {all:?}");
            shown.left_out = all.left_out.clone();
            Absence::Stated(if is_longer { all } else { shown })
        }
        (Absence::Stated(_), blocked) => blocked,
        (blocked, shown) => blocked.unless(shown.blocks().to_vec()),
    }
}

/// Messages whose words page one quotes, or rests on: that no acceptance is recorded is said only where nobody's words after
/// the delivery tell of one, and words that differ between copies are shown in each.
fn read(sealed: &Account, silence: Option<&Silence>, none: &Absence<Unrecorded>) -> BTreeSet<Reference> {
    let record = &sealed.record;
    let reminders = record.reminders().into_iter().filter_map(|reminder| reminder.message);
    let replies = record.rounds().into_iter().filter_map(|round| round.first);
    let answers = if none.stated().is_some() { record.answers() } else { BTreeSet::new() };
    let rewritten = sealed.rewritten().into_iter().flatten();
    let last = silence.and_then(|silence| silence.last);
    reminders.chain(replies).chain(last).chain(answers).chain(rewritten).collect()
}
