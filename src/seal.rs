//! Sealing: payload and facts into one archive, each byte read once. Clock, salts, key and bounds are arguments.

use crate::archive::{Edition, Hashed, ProofFile, README, Slot, WriteAt, Writer};
use crate::derived::{self, Made};
use crate::digest::Sha256Digest;
use crate::error::{Error, ErrorKind, Result};
use crate::fact::{Fact, FactSet, FileFact, Salt, Uint};
use crate::limits::Limits;
use crate::moment::UtcSecond;
use crate::name::EntryName;
use crate::parallel;
use crate::proof::{CaseId, SealHeader, Signer};
use crate::report::{ShownEdition, example};
use crate::text::Lang;
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
}

/// What a seal came to.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// The seal code (控え番号).
    pub code: Sha256Digest,
    /// The `file` facts, by entry name.
    pub files: Vec<FileFact>,
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
    let dos = request.sealed.to_dos().ok_or_else(|| Error::from(ErrorKind::Clock).detail(request.sealed))?;
    request.payload.sort_by(|a, b| a.name.cmp(&b.name));
    let mut build = Build { sink, writer: Writer::default(), dos, made: Vec::new() };
    let files = build.payload(&request.payload, tick)?;
    build.add(EntryName::new("data/README.txt").expect("a fixed name"), README.as_bytes())?;

    let stream = request.stream.take();
    let (mut feed, spool) = stream.map_or((None, None), |stream| (Some(stream.feed), Some(stream.spool)));
    let mut set = spool.map_or_else(FactSet::default, FactSet::spooled);
    let file_facts = files.iter().cloned().map(Fact::File);
    for fact in file_facts.chain(std::mem::take(&mut request.facts)) {
        set.push(salts()?, fact).map_err(Error::write)?;
    }
    if let Some(feed) = &mut feed {
        let most = request.limits.facts;
        feed(&mut |fact| {
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
    build.stream(ProofFile::Facts.name(request.edition), facts.size(), &mut facts.reader())?;
    let size = header.size(facts.leaves());
    let code =
        build.stream(ProofFile::Seal.name(request.edition), size, &mut header.reader(facts.leaves()))?;
    let signature = signer
        .sign(&mut header.reader(facts.leaves()))
        .map_err(|e| Error::from(ErrorKind::Key).saying(&e))?;
    build.add(ProofFile::Signature.name(request.edition), signature.armor().as_bytes())?;

    let shown = ShownEdition {
        header: &header,
        code,
        facts: header.facts,
        example: example(files.iter().map(|f| &f.path)),
        tokens: &[],
    };
    build.derived(&[shown], request.lang)?;
    let size = build.writer.finish(sink, &request.limits)?;
    Ok(Sealed { code, files, facts: header.facts, size })
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

struct Build<'a, W> {
    sink: &'a W,
    writer: Writer,
    dos: (u16, u16),
    made: Vec<Made>,
}

impl<W: WriteAt> Build<'_, W> {
    /// All payload files, on all cores, each into the place that its size gives it.
    fn payload(
        &mut self,
        payload: &[Payload<'_>],
        tick: &(dyn Fn(&[u8]) -> Result<()> + Sync),
    ) -> Result<Vec<FileFact>> {
        let jobs: Vec<(&Payload<'_>, Slot)> = payload
            .iter()
            .map(|p| (p, self.writer.reserve(p.name.clone(), p.source.size(), self.dos)))
            .collect();
        let fill = |(payload, slot): &(&Payload<'_>, Slot)| {
            let source = payload.source;
            let read = || {
                let hashed = slot.fill(self.sink, &mut *source.open()?, tick)?;
                source.confirm().map(|()| hashed)
            };
            // a fault of reading is the source's; one of writing is the archive's
            read().map_err(|e| if e.kind == ErrorKind::Write { e } else { e.on(source.path()) })
        };
        let hashed = parallel::try_map(&jobs, |(_, slot)| slot.size(), fill)?;
        let mut files = Vec::with_capacity(jobs.len());
        for ((payload, slot), hashed) in jobs.into_iter().zip(hashed) {
            let size = Uint::try_from(slot.size()).map_err(|e| Error::from(ErrorKind::Limit).detail(e))?;
            files.push(FileFact { path: payload.name.clone(), size, sha256: hashed.sha256 });
            self.settle(slot, payload.name.clone(), hashed);
        }
        Ok(files)
    }

    fn add(&mut self, name: EntryName, bytes: &[u8]) -> Result<()> {
        self.stream(name, bytes.len() as u64, &mut &*bytes).map(|_| ())
    }

    fn stream(&mut self, name: EntryName, size: u64, source: &mut dyn Read) -> Result<Sha256Digest> {
        let slot = self.writer.reserve(name.clone(), size, self.dos);
        let hashed = slot.fill(self.sink, source, &|_| Ok(()))?;
        let sha256 = hashed.sha256;
        self.settle(slot, name, hashed);
        Ok(sha256)
    }

    fn settle(&mut self, slot: Slot, name: EntryName, hashed: Hashed) {
        self.made.push(Made { name, size: slot.size(), sha256: hashed.sha256 });
        self.writer.settle(slot, hashed);
    }

    fn derived(&mut self, editions: &[ShownEdition<'_>], lang: Lang) -> Result<()> {
        let files = derived::make(&self.made, editions, lang);
        files.into_iter().try_for_each(|(file, bytes)| self.add(file.entry_name(), &bytes))
    }
}
