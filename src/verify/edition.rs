//! Steps 4, 5, 7 and 10 on one edition: the seal, the facts in one merge with it, and the signature.

use super::checked::{CheckedEdition, Places, SealSummary};
use super::entries::{Table, within};
use super::policy::Policy;
use super::stamps;
use crate::base::digest::Sha256Digest;
use crate::base::error::{Error, Result};
use crate::base::finding::{Code, Finding, Findings};
use crate::base::limits::Limits;
use crate::format::archive::{Archive, Edition, Entry, ProofFile, ReadAt, Section};
use crate::format::cross::{CrossFacts, Wanted, tells_of_a_signature};
use crate::format::fact::{BadLine, Fact, FactLine, Label};
use crate::format::proof::{SealError, SealReader, SealSignature, SignatureError};
use crate::report::Report;
use sha2::{Digest as _, Sha512};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read};

const BUFFER: usize = 64 << 10;

/// Checks one edition of an archive.
pub fn check<R: ReadAt>(
    archive: &Archive<R>,
    table: &Table<'_>,
    edition: Edition,
    policy: &Policy,
    report: Option<&mut Report>,
    findings: &mut Findings,
) -> Result<CheckedEdition> {
    let mut checked = CheckedEdition {
        edition,
        seal: None,
        key: None,
        signature_holds: false,
        files: Vec::new(),
        signed_mails: Vec::new(),
        targets: Vec::new(),
        facts_shown: 0,
        places: Places::default(),
        absent: BTreeSet::new(),
        tokens: Vec::new(),
        shown_tokens: Vec::new(),
    };
    let limits = &policy.limits;
    let seal = table.proof(edition, &ProofFile::Seal).filter(|e| within(e, limits.seal_file, findings));
    let facts = table.proof(edition, &ProofFile::Facts);
    if let Some(seal) = seal {
        let stream = facts.map(|f| archive.data(f));
        let mut wanted = read_seal(archive.data(seal), stream, limits, &mut checked, report, findings)?;
        checked.targets = std::mem::take(&mut wanted.targets);
        if let Some(facts) = facts.filter(|_| !wanted.is_empty()) {
            wanted.look(archive.data(facts), limits, findings)?;
        }
        if let Some(summary) = &mut checked.seal {
            let code = table.proofs(edition).find(|(file, ..)| **file == ProofFile::Seal);
            summary.code = code.map_or(summary.code, |(_, _, sha256)| sha256);
        }
        let signature = table.proof(edition, &ProofFile::Signature);
        if let Some(signature) = signature.filter(|e| within(e, limits.signature, findings)) {
            check_signature(archive, seal, signature, limits, &mut checked, findings)?;
        }
    }
    if checked.seal.is_none() && !findings.has(Code::SealVersion) {
        let detail = "facts and payload: they need a whole seal.txt";
        findings.push(Finding::new(Code::CheckNotRun, edition.proofs()).detail(detail));
    }
    let absent = checked.files.iter().filter(|f| table.payload(f.path.as_str()).is_none());
    checked.absent = absent.map(|f| f.path.clone()).collect();
    stamps::check(archive, table, &mut checked, policy, findings)?;
    report_withheld(&checked, findings);
    Ok(checked)
}

fn report_withheld(checked: &CheckedEdition, findings: &mut Findings) {
    let Some(seal) = &checked.seal else { return };
    let subject = checked.edition.proofs();
    let withheld = seal.header.facts.saturating_sub(checked.facts_shown);
    if withheld > 0 {
        findings.push(Finding::new(Code::FactsWithheld, &subject).detail(withheld));
    }
    if checked.files_withheld() > 0 {
        findings.push(Finding::new(Code::PayloadWithheld, &subject).detail(checked.files_withheld()));
    }
}

/// Steps 4, 5 and 10. Both files are sorted by leaf, so one merge reads each once.
fn read_seal<R: ReadAt>(
    seal: Section<'_, R>,
    facts: Option<Section<'_, R>>,
    limits: &Limits,
    checked: &mut CheckedEdition,
    report: Option<&mut Report>,
    findings: &mut Findings,
) -> Result<Wanted> {
    let subject = ProofFile::Seal.name(checked.edition);
    let fail = |e: SealError, findings: &mut Findings| match e {
        SealError::Io(e) => Err(Error::read(e)),
        SealError::TooManyFacts(..) => {
            findings.push(Finding::new(Code::BeyondLimit, subject.as_str()).detail(e));
            Ok(Wanted::default())
        }
        SealError::Version(_) => {
            findings.push(Finding::new(Code::SealVersion, subject.as_str()).detail(e));
            Ok(Wanted::default())
        }
        SealError::Malformed(..) => {
            findings.push(Finding::new(Code::SealMalformed, subject.as_str()).detail(e));
            Ok(Wanted::default())
        }
    };
    let mut reader = match SealReader::new(BufReader::with_capacity(BUFFER, seal), limits) {
        Ok(reader) => reader,
        Err(e) => return fail(e, findings),
    };
    if reader.header().edition != checked.edition {
        let detail = format!("it says edition {}", reader.header().edition.get());
        findings.push(Finding::new(Code::SealMalformed, subject.as_str()).detail(detail));
        return Ok(Wanted::default());
    }
    let mut merge = Merge { cross: CrossFacts::of(checked.edition), checked, report, findings };
    let merged = match facts {
        Some(facts) => merge.run(&mut reader, BufReader::with_capacity(BUFFER, facts), limits),
        None => Ok(()),
    };
    let Merge { cross, checked, findings, .. } = merge;
    let drained = merged.and_then(|()| {
        while reader.next_leaf()?.is_some() {}
        Ok(())
    });
    if let Err(e) = drained {
        return fail(e, findings);
    }
    let (header, labels) = reader.finish();
    let wanted = cross.finish(&labels, findings);
    checked.seal = Some(SealSummary { header, code: Sha256Digest([0; 32]), labels });
    Ok(wanted)
}

struct Merge<'a> {
    cross: CrossFacts,
    checked: &'a mut CheckedEdition,
    report: Option<&'a mut Report>,
    findings: &'a mut Findings,
}

impl Merge<'_> {
    /// Every fact line against the leaf of the seal that it must be.
    ///
    /// # Errors
    /// The seal's own faults; read errors of either file.
    fn run<S: BufRead>(
        &mut self,
        seal: &mut SealReader<S>,
        mut facts: impl BufRead,
        limits: &Limits,
    ) -> Result<(), SealError> {
        let subject = ProofFile::Facts.name(self.checked.edition);
        let mut line = Vec::new();
        let mut last: Option<Sha256Digest> = None;
        let mut sealed: Option<(Sha256Digest, Label)> = None;
        let mut leaves = 0u64;
        for number in 1u64.. {
            line.clear();
            let most = limits.fact_line as u64 + 1;
            if (&mut facts).take(most).read_until(b'\n', &mut line)? == 0 {
                break;
            }
            let at = || format!("{subject} line {number}");
            if line.pop_if(|b| *b == b'\n').is_none() {
                if line.len() as u64 == most {
                    let detail = format!("a line over {} bytes", limits.fact_line);
                    self.findings.push(Finding::new(Code::BeyondLimit, at()).detail(detail));
                    break; // where this line ends is not looked for
                }
                self.findings.push(Finding::new(Code::FactMalformed, at()).detail("no line feed at its end"));
            }
            let leaf = FactLine::leaf(&line);
            let in_order = last.is_none_or(|last| last < leaf);
            if !in_order {
                self.findings.push(Finding::new(Code::FactOrder, at()));
            }
            last = Some(leaf);
            while sealed.is_none_or(|(have, _)| have < leaf) {
                let Some(next) = seal.next_leaf()? else { break };
                sealed = Some(next);
                leaves += 1;
            }
            let label = sealed.filter(|(have, _)| *have == leaf).map(|(_, label)| label);
            if label.is_some() {
                self.checked.places.insert(leaves - 1);
            }
            if in_order && label.is_none() {
                // the merge has passed the leaf of a line out of order: whether it is sealed stays open
                self.findings.push(Finding::new(Code::FactNotSealed, at()));
            }
            self.take(&line, label, &at());
        }
        Ok(())
    }

    /// One line: canonical, under its label, of this edition.
    fn take(&mut self, line: &[u8], label: Option<Label>, at: &str) {
        let FactLine { salt, fact } = match FactLine::parse(line) {
            Ok(read) => read,
            Err(why) => {
                let code =
                    if why == BadLine::NotCanonical { Code::FactNotCanonical } else { Code::FactMalformed };
                return self.findings.push(Finding::new(code, at).detail(why));
            }
        };
        if label.is_some() && label != fact.label() {
            self.findings.push(Finding::new(Code::FactLabel, at).detail(fact.kind().as_str()));
        }
        self.checked.facts_shown += 1;
        self.cross.add(salt, &fact, &at, self.findings);
        if let Some(report) = &mut self.report {
            report.take(self.checked.edition.get(), &fact);
        }
        match fact {
            Fact::File(file) => self.checked.files.push(file),
            Fact::Mail(mail) if tells_of_a_signature(&mail) => self.checked.signed_mails.push(mail.path),
            _ => {}
        }
    }
}

/// Step 7.
fn check_signature<R: ReadAt>(
    archive: &Archive<R>,
    seal: &Entry,
    signature: &Entry,
    limits: &Limits,
    checked: &mut CheckedEdition,
    findings: &mut Findings,
) -> Result<()> {
    let subject = signature.name.as_str();
    let parsed = match SealSignature::parse(&archive.bytes(signature, limits.signature)?) {
        Ok(parsed) => parsed,
        Err(ref why @ SignatureError::UnsupportedKey(_, fingerprint)) => {
            findings.push(Finding::new(Code::SignatureUnsupported, subject).detail(why));
            if checked.seal.as_ref().is_some_and(|s| s.header.signer != fingerprint) {
                findings.push(Finding::new(Code::SignerMismatch, subject).detail(fingerprint));
            }
            return Ok(());
        }
        Err(why) => {
            findings.push(Finding::new(Code::SignatureMalformed, subject).detail(why));
            return Ok(());
        }
    };
    let mut sha = Sha512::new();
    let mut data = archive.data(seal);
    let mut buffer = vec![0; BUFFER];
    loop {
        match data.read(&mut buffer).map_err(Error::read)? {
            0 => break,
            n => sha.update(&buffer[..n]),
        }
    }
    let holds = parsed.verify(&sha.finalize().into()).is_ok();
    if !holds {
        findings.push(Finding::new(Code::SignatureBad, subject));
    }
    let names_it = checked.seal.as_ref().is_none_or(|s| s.header.signer == parsed.public_key.fingerprint());
    if !names_it {
        findings.push(Finding::new(Code::SignerMismatch, subject).detail(parsed.public_key.fingerprint()));
    }
    checked.key = Some(parsed.public_key);
    checked.signature_holds = holds && names_it && checked.seal.is_some();
    Ok(())
}
