//! The facts of a seal as they come in: each is refused at once if no archive could hold it beside the others.

use super::position::Position;
use super::request::{Named, Payload, Salts};
use crate::base::digest::Sha256Digest;
use crate::base::entry_name::EntryName;
use crate::base::error::{Error, ErrorKind, Result};
use crate::base::finding::{Code, Finding, Findings};
use crate::base::limits::Limits;
use crate::format::archive::ProofFile;
use crate::format::cross::{CrossFacts, Known, check_signed, tells_of_a_signature};
use crate::format::fact::{Fact, FactSet, FileFact, Labels, SortedFacts};
use crate::report::Report;
use std::fmt;

/// Facts in the making of a seal.
pub(super) struct Intake<'a> {
    position: &'a Position,
    limits: Limits,
    salts: Salts<'a>,
    set: FactSet,
    cross: CrossFacts,
    report: Report,
    signed_mails: Vec<EntryName>,
    findings: Findings,
}

/// All facts of a seal.
pub(super) struct Taken {
    pub(super) facts: SortedFacts,
    pub(super) labels: Labels,
    pub(super) report: Report,
}

impl<'a> Intake<'a> {
    /// None yet. Their lines are kept in `set`.
    pub(super) fn new(position: &'a Position, limits: Limits, set: FactSet, salts: Salts<'a>) -> Self {
        Self {
            position,
            limits,
            salts,
            set,
            cross: CrossFacts::of(position.edition()),
            report: Report::newest(),
            signed_mails: Vec::new(),
            findings: Findings::default(),
        }
    }

    /// A file whose bytes are in the archive.
    pub(super) fn file(&mut self, file: FileFact) -> Result<()> {
        self.take(Fact::File(file))
    }

    /// What a caller or a source says.
    pub(super) fn told(&mut self, fact: Fact) -> Result<()> {
        match fact {
            Fact::File(file) => Err(Error::refused(
                Finding::new(Code::EntryMissing, file.path.as_str()).detail("a `file` fact without its file"),
            )),
            fact => self.take(fact),
        }
    }

    fn take(&mut self, fact: Fact) -> Result<()> {
        let salt = (self.salts)()?;
        let place = Place(&fact);
        if let Err(why) = fact.check_sound() {
            return Err(Error::refused(Finding::new(Code::FactMalformed, place.to_string()).detail(why)));
        }
        self.cross.add(salt, &fact, &place, &mut self.findings);
        Error::refuse(&self.findings)?;
        self.report.take(self.position.edition().get(), &fact);
        if let Fact::Mail(mail) = &fact
            && tells_of_a_signature(mail)
        {
            self.signed_mails.push(mail.path.clone());
        }
        self.set.push(salt, fact).map_err(Error::write)?;
        // beyond a limit there is no use in going on
        self.check_limits()
    }

    fn check_limits(&self) -> Result<()> {
        let beyond = |what: String| Err(Error::from(ErrorKind::Limit).detail(what));
        let (facts, longest) = (self.set.len() as u64, self.set.longest());
        if facts > self.limits.facts {
            return beyond(format!("{facts} facts, limit {}", self.limits.facts));
        }
        if longest > self.limits.fact_line {
            return beyond(format!("a fact of {longest} bytes, limit {}", self.limits.fact_line));
        }
        Ok(())
    }

    /// Holds all of them against each other, the payload, which is sorted by name, and what codes can name.
    pub(super) fn finish(self, payload: &[Payload<'_>], named: Option<&Named>) -> Result<Taken> {
        let Self { position, limits, set, cross, report, signed_mails, mut findings, .. } = self;
        if set.is_empty() {
            return Err(ErrorKind::NothingToSeal.into());
        }
        let facts = set.sorted();
        let mut labels = Labels::default();
        facts.leaves().for_each(|(_, label)| labels.count(label));
        let wanted = cross.finish(&labels, &mut findings);
        check_targets(position, named, &wanted.targets, &mut findings);
        Error::refuse(&findings)?;
        if !wanted.is_empty() {
            wanted.look(facts.reader(), &limits, &mut findings)?;
        }
        for path in signed_mails {
            let Ok(at) = payload.binary_search_by(|payload| payload.name.cmp(&path)) else { continue };
            let source = payload[at].source;
            let mail = source.open().and_then(|mail| check_signed(path.as_str(), mail, &mut findings));
            mail.and_then(|()| source.confirm()).map_err(|e| e.on(source.path()))?;
        }
        Error::refuse(&findings)?;
        Ok(Taken { facts, labels, report })
    }
}

/// What codes are said to name is an entry of an earlier edition, and known to be it.
fn check_targets(
    position: &Position,
    named: Option<&Named>,
    targets: &[(Sha256Digest, String)],
    findings: &mut Findings,
) {
    let own = position.edition();
    Known::default().check(own, targets, findings);
    let last = position.last().map(|last| (last.code, ProofFile::Seal.name(last.edition)));
    let is_known = |(code, target): &&(Sha256Digest, String)| {
        let of_last = last.as_ref().filter(|(last, _)| last == code).map(|(_, name)| name);
        let names = [of_last, named.and_then(|named| named.get(code))];
        names.into_iter().flatten().any(|name| name.as_str() == target)
    };
    for (code, target) in targets.iter().filter(|target| !is_known(target)) {
        let finding = Finding::new(Code::LinkTarget, own.proofs());
        findings.push(finding.detail(format!("{code} {target}: not known of an earlier edition")));
    }
}

/// A fact in an error: as much of it as tells which one it is.
struct Place<'a>(&'a Fact);

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MOST: usize = 120;
        let text = serde_json::to_string(self.0).unwrap_or_default();
        match text.char_indices().nth(MOST) {
            Some((end, _)) => write!(f, "{}…", &text[..end]),
            None => f.write_str(&text),
        }
    }
}
