//! Signatures of mails checked again: with a key of the reader's own where there is one.

use super::within::Within;
use super::{MailRead, Reader, Reread};
use crate::archive::ReadAt;
use crate::error::{Error, Result};
use crate::fact::MailFact;
use crate::finding::{Code, Finding};
use crate::message::dkim::{self, Outcome};
use crate::message::grade::KeyOf;
use crate::message::{Export as _, MAX_MAIL};
use std::collections::HashMap;
use std::io::Read as _;

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
        let mut bytes = Vec::new();
        export.open()?.take(MAX_MAIL as u64).read_to_end(&mut bytes).map_err(Error::read)?;
        let name = fact.domain.as_deref().zip(fact.selector.as_deref()).map(|(d, s)| dkim::key_name(d, s));
        let again = dkim::check(&bytes, &mut |asked| {
            (name.as_deref() == Some(asked)).then(|| fact.key_record.clone()).flatten()
        });
        let same = again.outcome.word() == fact.dkim.as_str()
            && (&again.domain, &again.selector) == (&fact.domain, &fact.selector);
        if !same {
            let finding = Finding::new(Code::FactContradictsSource, fact.path.as_str());
            let (now, sealed) = (again.outcome.word(), &fact.dkim);
            self.findings.push(finding.detail(format!("dkim {now}, sealed as {sealed}")));
        }
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
