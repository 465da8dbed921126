//! Step 12: from findings to a verdict and its grounds.

use super::checked::{Checked, CheckedEdition};
use super::policy::{Policy, Requirement};
use super::shown::{Whole, together};
use super::time::{self, Times};
use crate::base::finding::{Code, Finding, Findings, Severity};
use crate::format::archive::{Edition, RootFile};
use crate::format::cross::Known;
use crate::format::fact::Kind;
use crate::format::proof::{Fingerprint, check_chain};
use crate::text::{Message, Say};
use serde::Serialize;
use std::collections::BTreeSet;

/// What the findings come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The same as when the seal was made.
    Intact,
    /// Something contradicts the seal.
    Altered,
    /// Something that decides could not be read or is not supported.
    Undecided,
}

impl Verdict {
    fn of(heaviest: Option<Severity>) -> Self {
        match heaviest {
            Some(Severity::Alters) => Verdict::Altered,
            Some(Severity::Undecided) => Verdict::Undecided,
            _ => Verdict::Intact,
        }
    }
}

/// How the signer stands to what the reader knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// The reader named this key.
    ByReader,
    /// The reader named another key.
    Other,
    /// The key was only found in the archive: consistent, not identified.
    FoundOnly,
}

/// How much of what was sealed this copy shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shown {
    /// Disclosed facts.
    pub facts: u64,
    /// Sealed facts.
    pub facts_sealed: u64,
    /// Payload files here.
    pub files: u64,
    /// Payload files sealed.
    pub files_sealed: u64,
}

/// A verdict with its grounds.
#[derive(Debug)]
pub struct Outcome {
    /// The verdict.
    pub verdict: Verdict,
    /// The key that signed, where the signatures hold.
    pub signer: Option<Fingerprint>,
    /// Whether the reader named it.
    pub named: Named,
    /// Of the whole run.
    pub shown: Shown,
    /// The times that tokens show.
    pub times: Times,
    /// Proofs that the reader insists on and that are not there.
    pub missing: BTreeSet<Requirement>,
}

/// One run over one or more archives.
#[derive(Debug)]
pub struct Run {
    /// The archives, as given.
    pub archives: Vec<Checked>,
    /// What was seen between them.
    pub chain: Findings,
    /// What it comes to.
    pub outcome: Outcome,
}

impl Run {
    /// What it comes to.
    pub fn verdict(&self) -> Verdict {
        self.outcome.verdict
    }

    /// All editions, archive by archive; one that several archives hold comes several times.
    pub fn editions(&self) -> impl Iterator<Item = &CheckedEdition> {
        self.archives.iter().flat_map(|a| &a.editions)
    }

    /// Each edition once, as all archives together have it.
    pub fn whole_editions(&self) -> Vec<Whole<'_>> {
        together(self.editions())
    }

    /// The files that the verdict does not speak of, since some archive has them of a revision that this program does
    /// not know: everything else of them may be intact, and they may say anything.
    pub fn excluded(&self) -> &'static [RootFile] {
        match self.archives.iter().any(|a| a.findings.has(Code::DerivedNotChecked)) {
            true => &[RootFile::Report, RootFile::Verify],
            false => &[],
        }
    }

    /// The verdict on one archive alone.
    pub fn verdict_on(&self, archive: &Checked) -> Verdict {
        Verdict::of(archive.findings.heaviest())
    }

    /// Every finding with the path of its archive (empty: between archives), most telling first.
    pub fn findings(&self) -> Vec<(String, Finding)> {
        let of = |path: String, findings: &Findings| {
            findings.sorted().into_iter().map(move |f| (path.clone(), f)).collect::<Vec<_>>()
        };
        let mut all = of(String::new(), &self.chain);
        all.extend(self.archives.iter().flat_map(|a| of(a.path.display().to_string(), &a.findings)));
        all.sort_by(|(a, x), (b, y)| x.cmp(y).then_with(|| a.cmp(b)));
        all
    }
}

impl Say for Run {
    fn say(&self) -> Message {
        Message::new(match self.verdict() {
            Verdict::Intact if self.excluded().is_empty() => "verdict-intact",
            Verdict::Intact => "verdict-intact-sealed",
            Verdict::Altered => "verdict-altered",
            Verdict::Undecided => "verdict-undecided",
        })
    }
}

/// Draws the conclusion of a run.
pub(super) fn conclude(archives: Vec<Checked>, policy: &Policy) -> Run {
    let mut between = Findings::default();
    let editions: Vec<&CheckedEdition> = archives.iter().flat_map(|a| &a.editions).collect();
    check_chain(editions.iter().filter_map(|e| Some(e.seal.as_ref()?.chained())), &mut between);
    check_targets(&editions, &mut between);
    let read = archives.iter().all(|a| !a.editions.is_empty());
    let signed = read && editions.iter().all(|e| e.signature_holds);
    let keys: BTreeSet<Fingerprint> =
        editions.iter().filter_map(|e| e.key).map(|key| key.fingerprint()).collect();
    // editions by several keys have no signer, whichever comes first
    let signer = keys.first().filter(|_| signed && keys.len() == 1).copied();
    let named = match (policy.signer, signer) {
        (None, _) => Named::FoundOnly,
        (Some(expected), Some(found)) if expected == found => Named::ByReader,
        (Some(_), _) => Named::Other,
    };
    if let (Named::Other, Some(found)) = (named, signer) {
        between.push(Finding::new(Code::SignerOther, found.to_string()));
    }
    let times = time::gather(archives.iter().flat_map(|a| &a.editions), &mut between);
    let heaviest = archives.iter().map(|a| a.findings.heaviest()).chain([between.heaviest()]).flatten().min();
    let verdict = Verdict::of(heaviest);
    let whole = together(editions.iter().copied());
    let shown = whole.iter().fold(Shown::default(), |sum, e| Shown {
        facts: sum.facts + e.facts_shown(),
        facts_sealed: sum.facts_sealed + e.seal.map_or(0, |seal| seal.header.facts),
        files: sum.files + e.files_here(),
        files_sealed: sum.files_sealed + e.files_sealed(),
    });
    let mut missing = policy.require.clone();
    if policy.signer.is_some() {
        missing.insert(Requirement::Signer); // naming a signer is to insist on it
    }
    missing.retain(|requirement| match requirement {
        Requirement::Time => editions.iter().any(|e| times.bound(e.edition).is_none()),
        Requirement::Signer => named != Named::ByReader,
        Requirement::Chain => !is_whole(&editions),
        Requirement::Payload => whole.iter().any(|e| e.files_here() < e.files_sealed()),
        // one that differs has a finding of its own
        Requirement::Report => archives.iter().any(|a| !a.derived_checked),
    });
    Run { archives, chain: between, outcome: Outcome { verdict, signer, named, shown, times, missing } }
}

/// Step 10 between editions: what codes in messages are said to name.
fn check_targets(editions: &[&CheckedEdition], findings: &mut Findings) {
    if editions.iter().all(|edition| edition.targets.is_empty()) {
        return;
    }
    let mut known = Known::default();
    for edition in editions {
        let Some(seal) = &edition.seal else { continue };
        known.seal(edition.edition, seal.code);
        known.files(edition.edition, &edition.files, seal.labels.of_kind(Kind::File));
    }
    editions.iter().for_each(|edition| known.check(edition.edition, &edition.targets, findings));
}

/// Are all editions from 1 to the last one there?
fn is_whole(editions: &[&CheckedEdition]) -> bool {
    let numbers: BTreeSet<Edition> = editions.iter().map(|e| e.edition).collect();
    numbers.last().is_some_and(|last| usize::from(last.get()) == numbers.len())
}
