//! Signatures of mails checked again: with a key of the reader's own where there is one.

use super::within::Within;
use super::{MailRead, Reader, Reread};
use crate::base::entry_name::EntryName;
use crate::base::error::{Error, Result};
use crate::base::finding::{Code, Finding, Findings};
use crate::base::limits::Limits;
use crate::format::archive::{Archive, Place, ReadAt};
use crate::format::contents::for_each_fact_of;
use crate::format::fact::{Fact, Kind, MailFact};
use crate::message::dkim::{self, Outcome};
use crate::message::grade::KeyOf;
use crate::message::{Export as _, MAX_MAIL};
use std::collections::{BTreeMap, HashMap};
use std::io::Read as _;

/// What the signatures of the mails in some archives show, by the key records in these archives.
#[derive(Debug, Default)]
pub struct CheckedMails {
    /// Mails whose facts say something else.
    pub findings: Findings,
    /// The mails that are here.
    pub results: BTreeMap<EntryName, dkim::Checked>,
}

/// Checks the signatures of all mails that are here with their facts; asks nobody.
///
/// # Errors
/// Read errors.
pub fn check_mails<R: ReadAt>(archives: &[R], limits: &Limits) -> Result<CheckedMails> {
    let mut done = CheckedMails::default();
    for source in archives {
        let archive = Archive::open(source, limits, &mut Findings::default())?;
        let payload = archive.entries().iter().filter(|e| matches!(e.place, Some(Place::Payload(_))));
        let here: HashMap<&EntryName, Within<'_, R>> =
            payload.map(|e| (&e.name, Within::new(source, e.offset, e.size))).collect();
        for_each_fact_of(&archive, limits, Kind::Mail, |_, fact| {
            let Fact::Mail(fact) = fact else { return Ok(()) };
            // one that lies in a second copy was checked
            if done.results.contains_key(&fact.path) {
                return Ok(());
            }
            let Some(export) = here.get(&fact.path) else { return Ok(()) };
            let again = check(&fact, &whole(export)?);
            contradiction(&fact, &again).into_iter().for_each(|finding| done.findings.push(finding));
            done.results.insert(fact.path, again);
            Ok(())
        })?;
    }
    Ok(done)
}

/// A mail, as far as a mail is read.
fn whole<R: ReadAt>(export: &Within<'_, R>) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    export.open()?.take(MAX_MAIL as u64).read_to_end(&mut bytes).map_err(Error::read)?;
    Ok(bytes)
}

/// Checks a mail with the key record that its fact holds.
fn check(fact: &MailFact, mail: &[u8]) -> dkim::Checked {
    let name = fact.domain.as_deref().zip(fact.selector.as_deref()).map(|(d, s)| dkim::key_name(d, s));
    dkim::check(mail, &mut |asked| {
        (name.as_deref() == Some(asked)).then(|| fact.key_record.clone()).flatten()
    })
}

/// Does the fact say something else than was found?
fn contradiction(fact: &MailFact, found: &dkim::Checked) -> Option<Finding> {
    let same = found.outcome.word() == fact.dkim.as_str()
        && (&found.domain, &found.selector) == (&fact.domain, &fact.selector);
    let (now, sealed) = (found.outcome.word(), &fact.dkim);
    let finding = Finding::new(Code::FactContradictsSource, fact.path.as_str());
    (!same).then(|| finding.detail(format!("dkim {now}, sealed as {sealed}")))
}

impl Reread {
    pub(super) fn mail<R: ReadAt>(
        &mut self,
        fact: &MailFact,
        files: &HashMap<String, Within<'_, R>>,
        reader: &mut Reader<'_>,
    ) -> Result<()> {
        let Some(export) = files.get(fact.path.as_str()) else {
            self.findings
                .push(Finding::new(Code::CheckNotRun, fact.path.as_str()).detail("reread: withheld"));
            return Ok(());
        };
        let bytes = whole(export)?;
        let again = check(fact, &bytes);
        contradiction(fact, &again).into_iter().for_each(|finding| self.findings.push(finding));
        if again.outcome == Outcome::None {
            return Ok(());
        }
        let mut whose = None;
        let own = dkim::check(&bytes, &mut |asked| {
            let (key, of) = (reader.keys)(asked)?;
            // of several signatures, one key from DNS makes no other one the reader's
            whose = Some(if whose == Some(KeyOf::Dns) { KeyOf::Dns } else { of });
            Some(key)
        });
        // where the reader has a key, what the archive brings no longer counts
        let (checked, key) = match (whose, own.outcome) {
            (None, _) => (again, KeyOf::Archive),
            (Some(of), Outcome::NoKey) => (dkim::Checked { outcome: Outcome::Fail, ..own }, of),
            (Some(of), _) => (own, of),
        };
        let (path, outcome, domain) = (fact.path.clone(), checked.outcome, checked.domain);
        self.mails.push(MailRead { path, outcome, domain, key });
        Ok(())
    }
}
