//! Reading again after the verdict: the disclosed messages and sound, held against their facts; and what that makes each
//! message worth.

use super::archives::Opened;
use super::desk::{Desk, Done, Stretch};
use super::keys::{Keys, Lookup};
use super::reread::{CheckedMails, Reader, Reread, check_mails, reread};
use crate::base::limits::Limits;
use crate::format::archive::Edition;
use crate::format::fact::Kind;
use crate::message::grade::KeyOf;
use crate::verify::Run;

impl Opened {
    /// Reads disclosed sources again; what was found goes into the run. After an intact verdict alone.
    ///
    /// # Errors
    /// Read errors; those of [`Lookup::new`].
    pub fn read_again(&self, desk: Desk<'_>, run: &mut Run, keys: &Keys) -> Done<Reread> {
        let mut lookup = Lookup::new(desk, keys)?;
        let mut keys = |name: &str| {
            let record = lookup.find(name)?;
            let of = if record.captured_by == "dns" { KeyOf::Dns } else { KeyOf::Reader };
            Some((record.text, of))
        };
        let files = self.files();
        let case_facts = |edition: Edition| {
            let seal = run.editions().find(|e| e.edition == edition).and_then(|e| e.seal.as_ref());
            seal.map_or(0, |seal| seal.labels.of_kind(Kind::Case))
        };
        let bytes = files.iter().filter_map(|file| file.metadata().ok()).map(|m| m.len()).sum();
        let ticks = desk.begin(Stretch::Rereading, bytes);
        let tick = |bytes| ticks.tick(bytes);
        let limits = Limits::DEFAULT;
        let read = reread(&files, Reader::new(&limits, &case_facts, &mut keys, &tick))?;
        run.chain.extend(read.findings.clone());
        Ok(read)
    }

    /// Checks the signatures of the mails that are here, with the key records in the archives; asks nobody.
    ///
    /// # Errors
    /// Read errors.
    pub fn check_mails(&self, run: &Run) -> Done<CheckedMails> {
        let seals = run.editions().filter_map(|edition| edition.seal.as_ref());
        // most archives have none, and are not read once more
        if seals.map(|seal| seal.labels.of_kind(Kind::Mail)).sum::<u64>() == 0 {
            return Ok(CheckedMails::default());
        }
        Ok(check_mails(&self.files(), &Limits::DEFAULT)?)
    }
}
