//! What was delivered, by round.

use super::{Account, Held};
use crate::base::digest::Sha256Digest;
use crate::base::entry_name::EntryName;
use crate::case::roles::Role;
use crate::format::fact::EventFact;
use crate::handover::claim::{FactRef, Grade};
use std::collections::{BTreeMap, BTreeSet};

/// A round of delivery: its files, and how they were sent as the memo declares.
#[derive(Debug, Default)]
pub struct Round<'a> {
    /// The files, by entry name.
    pub files: Vec<DeliveredFile<'a>>,
    /// 納品完了報告 of this round, in the order of time.
    pub reports: Vec<&'a Held<EventFact>>,
    /// Other ways in which it was sent: attachments to messages, links.
    pub sent: Vec<&'a Held<EventFact>>,
}

/// A delivered file.
#[derive(Debug, Clone)]
pub struct DeliveredFile<'a> {
    /// Its entry name.
    pub path: &'a EntryName,
    /// The file's own name, as found where that is shown.
    pub name: &'a str,
    /// Bytes.
    pub size: u64,
    /// Their hash.
    pub sha256: Sha256Digest,
    /// Seconds, where they were measured.
    pub duration: Option<&'a str>,
    /// The facts that say so.
    pub facts: Vec<(FactRef, Grade)>,
}

impl<'a> Round<'a> {
    /// However it was sent.
    pub fn sendings(&self) -> impl Iterator<Item = &'a Held<EventFact>> {
        self.reports.iter().chain(&self.sent).copied()
    }

    /// The latest report, else the latest other sending: the moment from which clocks run, where there is one.
    pub fn latest(&self) -> Option<&'a Held<EventFact>> {
        self.reports.last().or(self.sent.last()).copied()
    }
}

impl Account {
    /// What was sent in answer to a request for changes: a later round, with a file that no round before it has. A file sent
    /// again, or another one beside it, is no new version.
    pub fn version_after(&self, request: &Held<EventFact>) -> Option<&Held<EventFact>> {
        let asked = request.fact.at.as_ref()?.from?;
        let rounds = self.rounds();
        let begun = |event: &Held<EventFact>| event.fact.at.as_ref().and_then(|at| at.from);
        let about = request.fact.round.and_then(|round| u16::try_from(round.get()).ok()).or_else(|| {
            let before = |round: &Round<'_>| round.sendings().filter_map(begun).any(|at| at <= asked);
            rounds.iter().rev().find(|(_, round)| before(round)).map(|(number, _)| *number)
        })?;
        let later = rounds.iter().filter(|(number, _)| **number > about);
        let has_its_own = |number: u16| {
            let hashes =
                |round: &Round<'_>| round.files.iter().map(|file| file.sha256).collect::<BTreeSet<_>>();
            let known: BTreeSet<_> = rounds.range(..number).flat_map(|(_, round)| hashes(round)).collect();
            hashes(&rounds[&number]).difference(&known).next().is_some()
        };
        let sent = later.filter(|(number, _)| has_its_own(**number)).flat_map(|(_, round)| round.sendings());
        sent.filter(|event| begun(event) >= Some(asked)).min_by_key(|event| begun(event))
    }

    /// The round, where there are not several: by files and by events.
    fn only_round(&self) -> Option<u16> {
        let of_files = self.files.keys().filter_map(|path| match Role::of_entry(path) {
            Some(Role::Delivery(round)) => Some(round.get()),
            _ => None,
        });
        let of_events = self.events.iter().filter_map(|event| event.fact.round);
        let of_events = of_events.map(|round| u16::try_from(round.get()).unwrap_or(u16::MAX));
        let rounds: BTreeSet<u16> = of_files.chain(of_events).collect();
        match rounds.len() {
            0 => Some(1),
            1 => rounds.first().copied(),
            _ => None,
        }
    }

    /// The rounds, by number. A round that has files and no event, or events and no files, is one as well.
    pub fn rounds(&self) -> BTreeMap<u16, Round<'_>> {
        let mut rounds = BTreeMap::<u16, Round<'_>>::new();
        for (path, facts) in &self.files {
            let (Some(Role::Delivery(round)), Some(file)) = (Role::of_entry(path), &facts.file) else {
                continue;
            };
            let found = facts.origin.as_ref().map_or(path.as_str(), |origin| origin.fact.name.as_str());
            let mut grounds = vec![(file.at, Grade::Computable)];
            grounds.extend(facts.origin.as_ref().map(|origin| (origin.at, Grade::D)));
            grounds.extend(facts.audio.as_ref().map(|audio| (audio.at, Grade::Computable)));
            rounds.entry(round.get()).or_default().files.push(DeliveredFile {
                path,
                name: found.rsplit('/').next().unwrap_or(found),
                size: file.fact.size.get(),
                sha256: file.fact.sha256,
                duration: facts.audio.as_ref().and_then(|a| a.fact.duration_s.as_ref()).map(|d| d.as_str()),
                facts: grounds,
            });
        }
        let only = self.only_round();
        for event in &self.events {
            let round = event.fact.round.and_then(|round| u16::try_from(round.get()).ok());
            // where there is one round, nobody numbers it
            let Some(round) = round.or(only.filter(|_| event.fact.round.is_none())) else { continue };
            match event.fact.kind.as_str() {
                "completion-report" => rounds.entry(round).or_default().reports.push(event),
                "attachment" | "link-sent" => rounds.entry(round).or_default().sent.push(event),
                _ => {}
            }
        }
        rounds
    }
}
