//! Sealing: payload and facts into one archive, each byte read once. Clock, salts, key and bounds are arguments.

pub mod asic;
pub mod build;
pub mod new_stamp;
pub mod publish;
pub mod stamp;

use crate::base::digest::Sha256Digest;
use crate::base::entry_name::EntryName;
use crate::base::error::{Error, ErrorKind, Result};
use crate::base::limits::Limits;
use crate::base::parallel;
use crate::base::time::UtcSecond;
use crate::format::archive::{Covered, Edition, Hashed, ProofFile, README, Slot, WriteAt};
use crate::format::fact::{Fact, FactSet, FileFact, Labels, Salt, Uint};
use crate::format::proof::{CaseId, SealHeader, Signer};
use crate::report::{Report, ShownEdition};
use crate::seal::build::{Build, Coming, DosTime, Reserved};
use crate::seal::new_stamp::{NewStamp, Stamper};
use crate::text::Lang;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Bytes to seal. The size is promised beforehand; a source that breaks the promise stops the seal.
pub trait Source: Sync {
    /// Bytes that [`open`](Self::open) will give.
    fn size(&self) -> u64;
    /// Begins reading.
    fn open(&self) -> Result<Box<dyn Read + '_>>;
    /// After reading: is the source still what it was before?
    fn confirm(&self) -> Result<()>;
    /// What to call it in errors.
    fn path(&self) -> &Path;
    /// What else there is to know of the bytes, once they are sealed under `name`. Read on its own, perhaps while
    /// another core seals the bytes.
    fn facts(&self, _name: &EntryName) -> Result<Vec<Fact>> {
        Ok(Vec::new())
    }
}

/// A payload file: where it goes and where its bytes come from.
pub struct Payload<'a> {
    /// Its entry name, below `data/NNN/` of the edition.
    pub name: EntryName,
    /// Its bytes.
    pub source: &'a dyn Source,
}

/// Hands over facts one after the other; stops at the first error.
pub type Feed<'a> = dyn FnMut(&mut dyn FnMut(Fact) -> Result<()>) -> Result<()> + 'a;

/// Facts as a stream.
pub struct FactStream<'a> {
    /// Hands them over, once.
    pub feed: Box<Feed<'a>>,
    /// An empty file for their lines while they are sorted. Nothing is left in it that is not sealed.
    pub spool: File,
}

/// What is to be sealed, as which edition of which case.
pub struct Request<'a> {
    /// The case.
    pub case: CaseId,
    /// The edition.
    pub edition: Edition,
    /// Hash of the previous edition's `seal.txt`, unless this is the first.
    pub previous: Option<Sha256Digest>,
    /// Now, by this computer's clock.
    pub sealed: UtcSecond,
    /// The files; `file` facts are made for them.
    pub payload: Vec<Payload<'a>>,
    /// All other facts.
    pub facts: Vec<Fact>,
    /// Facts too many to lie in memory at once.
    pub stream: Option<FactStream<'a>>,
    /// Language of the derived files.
    pub lang: Lang,
    /// Bounds.
    pub limits: Limits,
    /// Asks authorities for time-stamps over the seal.
    pub stamper: Stamper<'a>,
}

/// What a seal came to.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// The seal code (控え番号).
    pub code: Sha256Digest,
    /// The `file` facts, by entry name.
    pub files: Vec<FileFact>,
    /// What the sources told of themselves, in the same order.
    pub described: Vec<Fact>,
    /// How many facts were sealed.
    pub facts: u64,
    /// Bytes of the archive.
    pub size: u64,
}

/// Writes a whole archive of one edition to `sink`.
///
/// # Errors
/// [`ErrorKind::NothingToSeal`] without any fact, [`Changed`](ErrorKind::Changed) if a source is not what it
/// promised, [`Limit`](ErrorKind::Limit), [`Clock`](ErrorKind::Clock), key, read and write errors.
pub fn seal<W: WriteAt>(
    sink: &W,
    mut request: Request<'_>,
    signer: &dyn Signer,
    salts: &mut dyn FnMut() -> Result<Salt>,
    tick: &(dyn Fn(&[u8]) -> Result<()> + Sync),
) -> Result<Sealed> {
    let time = DosTime::of(request.sealed)?;
    request.payload.sort_by(|a, b| a.name.cmp(&b.name));
    let mut build = Build::new(sink);
    let (files, described) = payload(&mut build, &request.payload, time, tick)?;
    build.add(EntryName::new("data/README.txt").expect("a fixed name"), README.as_bytes(), time)?;

    let stream = request.stream.take();
    let (mut feed, spool) = stream.map_or((None, None), |stream| (Some(stream.feed), Some(stream.spool)));
    let mut set = spool.map_or_else(FactSet::default, FactSet::spooled);
    let file_facts = files.iter().cloned().map(Fact::File);
    let facts = file_facts.chain(described.iter().cloned()).chain(std::mem::take(&mut request.facts));
    let edition = request.edition;
    let mut report = Report::newest();
    for fact in facts {
        report.take(edition.get(), &fact);
        set.push(salts()?, fact).map_err(Error::write)?;
    }
    if let Some(feed) = &mut feed {
        let most = request.limits.facts;
        feed(&mut |fact| {
            report.take(edition.get(), &fact);
            set.push(salts()?, fact).map_err(Error::write)?;
            // far beyond it there is no use in going on
            if set.len() as u64 > most { check_limits(&set, &request.limits) } else { Ok(()) }
        })?;
    }
    check_limits(&set, &request.limits)?;
    let facts = set.sorted();
    let header = SealHeader {
        case: request.case,
        edition: request.edition,
        sealed: request.sealed,
        previous: request.previous,
        signer: signer.public_key().fingerprint(),
        facts: facts.len() as u64,
    };
    build.stream(ProofFile::Facts.name(edition), facts.size(), &mut facts.reader(), time)?;
    let size = header.size(facts.leaves());
    let name = ProofFile::Seal.name(edition);
    let code = build.stream(name, size, &mut header.reader(facts.leaves()), time)?;
    let signature = signer
        .sign(&mut header.reader(facts.leaves()))
        .map_err(|e| Error::from(ErrorKind::Key).saying(&e))?;
    let armor = signature.armor();
    build.add(ProofFile::Signature.name(edition), armor.as_bytes(), time)?;

    let mut covered = Covered::default();
    covered.add(&ProofFile::Seal, ProofFile::Seal.name(edition).as_str(), code);
    let armor = Sha256Digest::of(armor.as_bytes());
    covered.add(&ProofFile::Signature, ProofFile::Signature.name(edition).as_str(), armor);
    let stamp = NewStamp::ask(&covered, edition, request.stamper)?;
    for (name, bytes) in stamp.files() {
        build.add(name, &bytes, time)?;
    }
    let mut labels = Labels::default();
    facts.leaves().for_each(|(_, label)| labels.count(label));
    drop(facts);
    let shown = ShownEdition {
        header: &header,
        code,
        facts: header.facts,
        files: files.len() as u64,
        has_files: !files.is_empty(),
        labels: &labels,
        absent: &BTreeSet::new(),
        tokens: &stamp.shown(),
    };
    let size = build.finish(&[shown], report, request.lang, &request.limits)?;
    Ok(Sealed { code, files, described, facts: header.facts, size })
}

/// All payload files, on all cores, hashed while they are copied; and what their sources tell.
fn payload<W: WriteAt>(
    build: &mut Build<'_, W>,
    payload: &[Payload<'_>],
    time: DosTime,
    tick: &(dyn Fn(&[u8]) -> Result<()> + Sync),
) -> Result<(Vec<FileFact>, Vec<Fact>)> {
    let coming =
        payload.iter().map(|p| Coming { name: p.name.clone(), size: p.source.size(), time, from: p });
    let places = build.reserve(coming.collect());
    // of a file, its bytes before its facts: the disk writes while facts are read
    let tasks = [Task::Bytes, Task::Facts];
    let jobs: Vec<(&Reserved<&Payload<'_>>, Task)> =
        tasks.into_iter().flat_map(|task| places.iter().map(move |place| (place, task))).collect();
    let weight = |(place, _): &(&Reserved<&Payload<'_>>, Task)| place.slot.size();
    let sink = build.sink();
    let work = |(place, task): &(&Reserved<&Payload<'_>>, Task)| {
        let Payload { name, source } = place.from;
        match task {
            Task::Bytes => fill(sink, *source, &place.slot, tick).map(Done::Bytes),
            Task::Facts => source.facts(name).map(Done::Facts),
        }
    };
    let mut described = Vec::new();
    let mut hashes = Vec::with_capacity(places.len());
    for done in parallel::try_map(&jobs, weight, work)? {
        match done {
            Done::Bytes(hashed) => hashes.push(hashed),
            Done::Facts(facts) => described.extend(facts),
        }
    }
    let fact = |(p, hashed): (&Payload<'_>, &Hashed)| {
        let size = Uint::try_from(p.source.size()).map_err(|e| Error::from(ErrorKind::Limit).detail(e))?;
        Ok(FileFact { path: p.name.clone(), size, sha256: hashed.sha256 })
    };
    let files = payload.iter().zip(&hashes).map(fact).collect::<Result<_>>()?;
    build.settle_all(places, hashes);
    Ok((files, described))
}

/// The bytes of a source to their place.
fn fill<W: WriteAt>(
    sink: &W,
    source: &dyn Source,
    slot: &Slot,
    tick: &(dyn Fn(&[u8]) -> Result<()> + Sync),
) -> Result<Hashed> {
    let read = || {
        let hashed = slot.fill(sink, &mut *source.open()?, tick)?;
        source.confirm().map(|()| hashed)
    };
    // a fault of reading is the source's; one of writing is the archive's
    read().map_err(|e| if e.kind == ErrorKind::Write { e } else { e.on(source.path()) })
}

fn check_limits(set: &FactSet, limits: &Limits) -> Result<()> {
    if set.is_empty() {
        return Err(ErrorKind::NothingToSeal.into());
    }
    if set.len() as u64 > limits.facts {
        return Err(Error::from(ErrorKind::Limit).detail(format!(
            "{} facts, limit {}",
            set.len(),
            limits.facts
        )));
    }
    if set.longest() > limits.fact_line {
        return Err(Error::from(ErrorKind::Limit).detail(format!(
            "a fact of {} bytes, limit {}",
            set.longest(),
            limits.fact_line
        )));
    }
    Ok(())
}

/// What is done with a payload file.
#[derive(Clone, Copy)]
enum Task {
    Bytes,
    Facts,
}

enum Done {
    Bytes(Hashed),
    Facts(Vec<Fact>),
}
