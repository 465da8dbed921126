//! Adds a stamp to an archive that exists: every entry byte for byte as it was, the new stamp in its place, the derived
//! files made again. Nothing that was signed or stamped before changes.

use crate::base::error::{Error, ErrorKind, Result};
use crate::base::finding::Findings;
use crate::base::limits::Limits;
use crate::base::parallel;
use crate::base::progress::{Progress, Stage};
use crate::format::archive::{Archive, Covered, Edition, Entry, Place, ProofFile, ReadAt, WriteAt};
use crate::format::contents::for_each_fact_in;
use crate::report::{Report, ShownEdition, ShownToken};
use crate::seal::build::{Build, Coming, DosTime, Reserved};
use crate::seal::new_stamp::{NewStamp, Stamper};
use crate::text::Lang;
use crate::verify::{Checked, CheckedEdition};
use std::collections::BTreeMap;

/// An archive and the stamps that came for it.
pub struct Stamped<R> {
    archive: Archive<R>,
    stamps: BTreeMap<Edition, NewStamp>,
    limits: Limits,
}

impl<R: ReadAt> Stamped<R> {
    /// Asks for a further stamp over each of these editions. The archive was verified before.
    ///
    /// # Errors
    /// Those of [`Archive::open`] and of the stamper; [`ErrorKind::Limit`] after 99 stamps.
    pub fn ask(source: R, editions: &[Edition], limits: Limits, stamper: Stamper<'_>) -> Result<Self> {
        let archive = Archive::open(source, &limits, &mut Findings::default())?;
        let mut stamps = BTreeMap::new();
        for edition in editions {
            let mut covered = Covered::default();
            for (entry, file) in proofs(&archive, *edition) {
                if *file != ProofFile::Facts {
                    covered.add(file, entry.name.as_str(), archive.hash(entry, &|_| Ok(()))?.sha256);
                }
            }
            if covered.last() >= 99 {
                return Err(Error::from(ErrorKind::Limit).detail("99 stamps"));
            }
            let stamp = NewStamp::ask(&covered, *edition, &limits, stamper)?;
            if !stamp.is_empty() {
                stamps.insert(*edition, stamp);
            }
        }
        Ok(Self { archive, stamps, limits })
    }

    /// Gives the archive's bytes back.
    pub fn into_source(self) -> R {
        self.archive.into_source()
    }

    /// The editions for which a stamp came.
    pub fn editions(&self) -> impl Iterator<Item = Edition> + '_ {
        self.stamps.keys().copied()
    }

    /// Writes the archive with its new stamps; gives its size. `checked` is what verifying the archive gave.
    ///
    /// # Errors
    /// Read and write errors; [`ErrorKind::NotHikae`] if `checked` is of another archive.
    pub fn write<W: WriteAt>(&self, checked: &Checked, sink: &W, progress: Progress<'_>) -> Result<u64> {
        let mut build = Build::new(sink);
        let data = self
            .archive
            .entries()
            .iter()
            .filter(|e| matches!(e.place, Some(Place::Payload(_) | Place::Readme)));
        let places = build.reserve(data.map(coming).collect());
        let copy = |place: &Reserved<&Entry>| {
            place.slot.fill(sink, &mut self.archive.data(place.from), &|n| progress(Stage::Writing, n))
        };
        let hashed = parallel::try_map(&places, |place| place.slot.size(), copy)?;
        build.settle_all(places, hashed);
        for edition in &checked.editions {
            let old =
                proofs(&self.archive, edition.edition).map(|(entry, _)| (entry.name.clone(), Some(entry)));
            let new = self.stamps.get(&edition.edition).map(NewStamp::files).unwrap_or_default();
            let mut new: BTreeMap<_, _> = new.into_iter().collect();
            let names = new.keys().map(|name| (name.clone(), None));
            let mut entries: Vec<_> = old.chain(names.collect::<Vec<_>>()).collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            let time = DosTime::of(seal_of(edition)?.header.sealed)?;
            for (name, entry) in entries {
                match entry {
                    Some(entry) => {
                        build.stream(name, entry.size, &mut self.archive.data(entry), time)?;
                    }
                    None => build.add(name.clone(), &new.remove(&name).unwrap_or_default(), time)?,
                }
            }
        }
        let tokens: Vec<Vec<ShownToken>> = checked
            .editions
            .iter()
            .map(|e| [e.shown_tokens.clone(), self.shown(e.edition)].concat())
            .collect();
        let shown = checked
            .editions
            .iter()
            .zip(&tokens)
            .map(|(edition, tokens)| Some(ShownEdition { tokens, ..edition.shown()? }));
        let shown: Vec<_> = shown.collect::<Option<_>>().ok_or(ErrorKind::NotHikae)?;
        let lang = checked.made_by.as_ref().map_or(Lang::En, |made_by| made_by.lang);
        let mut report = Report::newest();
        for_each_fact_in(&self.archive, &self.limits, |edition, fact| report.take(edition.get(), &fact))?;
        build.finish(&shown, report, lang, &self.limits)
    }

    fn shown(&self, edition: Edition) -> Vec<ShownToken> {
        self.stamps.get(&edition).map(NewStamp::shown).unwrap_or_default()
    }
}

fn seal_of(edition: &CheckedEdition) -> Result<&crate::verify::SealSummary> {
    edition.seal.as_ref().ok_or_else(|| ErrorKind::NotHikae.into())
}

fn coming(entry: &Entry) -> Coming<&Entry> {
    Coming { name: entry.name.clone(), size: entry.size, time: DosTime::as_read(entry.dos), from: entry }
}

fn proofs<R>(archive: &Archive<R>, of: Edition) -> impl Iterator<Item = (&Entry, &ProofFile)>
where
    R: ReadAt,
{
    archive.entries().iter().filter_map(move |entry| match &entry.place {
        Some(Place::Proof(edition, file)) if *edition == of => Some((entry, file)),
        _ => None,
    })
}
