//! `handover.zip`: the sealed editions with what is shown of their facts and files. Seals, signatures and stamps are byte
//! for byte as they were; the derived files are made anew over what is left (format.md section 1).

use super::disclosure::Disclosure;
use crate::base::entry_name::EntryName;
use crate::base::error::{Error, ErrorKind, Result};
use crate::base::finding::Findings;
use crate::base::limits::Limits;
use crate::base::parallel;
use crate::base::progress::{Progress, Stage};
use crate::format::archive::{Archive, Edition, Entry, Place, ProofFile, ReadAt, WriteAt};
use crate::format::contents::for_each_line;
use crate::format::fact::Fact;
use crate::report::{Report, ShownEdition};
use crate::seal::build::{Build, Coming, DosTime, Reserved};
use crate::text::Lang;
use crate::verify::{CheckedEdition, Run};
use std::collections::{BTreeMap, BTreeSet};

/// What of an edition goes into the package.
struct Part<'a> {
    checked: &'a CheckedEdition,
    /// Its `facts.jsonl`: the shown lines, in their order.
    facts: Vec<u8>,
    count: u64,
    /// Files of shown `file` facts that go along.
    payload: BTreeSet<EntryName>,
    /// Files of shown `file` facts that do not.
    absent: BTreeSet<EntryName>,
    time: DosTime,
}

/// The verified archives of a case, and what is shown of them.
///
/// ```
/// use hikae::{Disclosure, Lang, Level, Limits, Package, UNWATCHED, Verdict, verify_bytes};
/// use std::sync::Mutex;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sealer = hikae::Sealer::new(hikae::SecretKey::from_seed(&[1; 32])).deliver("take1.wav", b"RIFF");
/// # let (archive, _) = sealer.seal(hikae::UtcSecond::now()?, &mut hikae::system_random)?;
/// let run = verify_bytes(&archive)?;
/// let mut shown = Disclosure::of(Level::Full);
/// shown.withhold.push("file/*".parse()?); // the hashes of the files, and so the files
/// let package = Package::choose(&[&archive], &run, &shown, Limits::DEFAULT)?;
/// let copy = Mutex::new(Vec::new());
/// package.write(&copy, Lang::En, UNWATCHED)?;
///
/// let run = verify_bytes(&copy.into_inner()?)?;
/// assert_eq!(run.verdict(), Verdict::Intact);
/// assert_eq!((run.outcome.shown.files, run.outcome.shown.files_sealed), (0, 1));
/// # Ok(())
/// # }
/// ```
pub struct Package<'a, R> {
    archives: Vec<Archive<&'a R>>,
    parts: BTreeMap<Edition, Part<'a>>,
    /// The shown facts, for the report.
    report: Report,
    limits: Limits,
}

impl<'a, R> Package<'a, R>
where
    R: Sync,
    &'a R: ReadAt,
{
    /// Chooses from archives that `run` found intact, each edition once.
    ///
    /// # Errors
    /// Read errors; [`ErrorKind::NotHikae`] if `run` is of other archives.
    pub fn choose(sources: &[&'a R], run: &'a Run, disclosure: &Disclosure, limits: Limits) -> Result<Self> {
        let mut parts = BTreeMap::new();
        for checked in run.editions() {
            let seal = checked.seal.as_ref().ok_or(ErrorKind::NotHikae)?;
            let time = DosTime::of(seal.header.sealed)?;
            let part = Part {
                checked,
                facts: Vec::new(),
                count: 0,
                payload: BTreeSet::new(),
                absent: BTreeSet::new(),
                time,
            };
            parts.insert(checked.edition, part);
        }
        let mut archives = Vec::new();
        let mut report = Report::newest();
        for source in sources {
            for_each_line(*source, &limits, |edition, line, fact| {
                if !disclosure.shows(edition, &fact) {
                    return Ok(());
                }
                let part = parts.get_mut(&edition).ok_or(ErrorKind::NotHikae)?;
                part.facts.extend_from_slice(line);
                part.facts.push(b'\n');
                part.count += 1;
                report.take(edition.get(), &fact);
                if let Fact::File(file) = fact {
                    match disclosure.shows_payload(edition, &file.path) {
                        true => part.payload.insert(file.path),
                        false => part.absent.insert(file.path),
                    };
                }
                Ok(())
            })?;
            archives.push(Archive::open(*source, &limits, &mut Findings::default())?);
        }
        Ok(Self { archives, parts, report, limits })
    }

    fn entries(&self) -> impl Iterator<Item = (&Archive<&'a R>, &Entry)> {
        self.archives.iter().flat_map(|archive| archive.entries().iter().map(move |entry| (archive, entry)))
    }

    /// The payload that goes along: the name, in the order of the archive, and its bytes' source.
    fn payload(&self) -> Vec<(&Archive<&'a R>, &Entry, DosTime)> {
        let mut found: Vec<_> = self
            .entries()
            .filter_map(|(archive, entry)| match &entry.place {
                Some(Place::Payload(edition)) => {
                    let part = self.parts.get(edition)?;
                    part.payload.contains(&entry.name).then_some((archive, entry, part.time))
                }
                _ => None,
            })
            .collect();
        found.sort_by(|a, b| a.1.name.cmp(&b.1.name));
        found
    }

    /// Writes the package; gives its size.
    ///
    /// # Errors
    /// Read and write errors, and beyond a limit.
    pub fn write<W: WriteAt>(&self, sink: &W, lang: Lang, progress: Progress<'_>) -> Result<u64> {
        let last = self.parts.values().last().ok_or(ErrorKind::NothingToSeal)?;
        let mut build = Build::new(sink);
        let mut coming: Vec<Coming<_>> = self
            .payload()
            .into_iter()
            .map(|(archive, entry, time)| Coming {
                name: entry.name.clone(),
                size: entry.size,
                time,
                from: (archive, entry),
            })
            .collect();
        let readme = self
            .entries()
            .find(|(_, entry)| entry.place == Some(Place::Readme))
            .ok_or(ErrorKind::NotHikae)?;
        coming.push(Coming {
            name: readme.1.name.clone(),
            size: readme.1.size,
            time: last.time,
            from: readme,
        });
        let places = build.reserve(coming);
        let copy = |place: &Reserved<(&Archive<&'a R>, &Entry)>| {
            let (archive, entry) = place.from;
            place.slot.fill(sink, &mut archive.data(entry), &|n| progress(Stage::Writing, n))
        };
        let hashed = parallel::try_map(&places, |place| place.slot.size(), copy)?;
        build.settle_all(places, hashed);
        for (edition, part) in &self.parts {
            let mut proofs: Vec<_> = self
                .entries()
                .filter_map(|(archive, entry)| match &entry.place {
                    Some(Place::Proof(of, file)) if of == edition => Some((archive, entry, file)),
                    _ => None,
                })
                .collect();
            proofs.sort_by(|a, b| a.1.name.cmp(&b.1.name));
            for (archive, entry, file) in proofs {
                match file {
                    ProofFile::Facts => build.add(entry.name.clone(), &part.facts, part.time)?,
                    _ => {
                        build.stream(entry.name.clone(), entry.size, &mut archive.data(entry), part.time)?;
                    }
                }
            }
        }
        let shown: Vec<ShownEdition<'_>> = self
            .parts
            .values()
            .map(|part| {
                let seal = part.checked.seal.as_ref().ok_or(Error::from(ErrorKind::NotHikae))?;
                Ok(ShownEdition {
                    header: &seal.header,
                    code: seal.code,
                    facts: part.count,
                    files: (part.payload.len() + part.absent.len()) as u64,
                    labels: &seal.labels,
                    absent: &part.absent,
                    has_files: !part.payload.is_empty(),
                    tokens: &part.checked.shown_tokens,
                })
            })
            .collect::<Result<_>>()?;
        build.finish(&shown, self.report.clone(), lang, &self.limits)
    }
}
