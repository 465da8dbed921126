//! Payload into an archive: names that it can have, and each byte read once, hashed while it is copied, on all cores.

use super::build::{Build, Coming, DosTime, Reserved};
use super::request::{Payload, Source};
use crate::base::error::{Error, ErrorKind, Result};
use crate::base::finding::{Code, Finding, Findings};
use crate::base::limits::Limits;
use crate::base::parallel;
use crate::base::progress::{Progress, Stage};
use crate::format::archive::{Edition, Hashed, Place, Slot, WriteAt, check_clashes};
use crate::format::fact::{Fact, FileFact, Uint};

/// Names of payload that have no place in this edition, or that some systems cannot tell apart; more entries than an
/// archive can have.
pub(super) fn check(payload: &[Payload<'_>], edition: Edition, limits: &Limits) -> Result<()> {
    const AT_LEAST_BESIDE: u64 = 10; // README.txt, three proofs, six root files
    let entries = payload.len() as u64 + AT_LEAST_BESIDE;
    if entries > limits.entries {
        let detail = format!("{entries} entries, limit {}", limits.entries);
        return Err(Error::from(ErrorKind::Limit).detail(detail));
    }
    let mut findings = Findings::default();
    for Payload { name, .. } in payload {
        if Place::of(name.as_str()) != Some(Place::Payload(edition)) {
            let detail = format!("not in delivery/ROUND, documents or messages of data/{edition}");
            findings.push(Finding::new(Code::EntryNameBad, name.as_str()).detail(detail));
        }
    }
    check_clashes(payload.iter().map(|payload| &payload.name), &mut findings);
    Error::refuse(&findings)
}

/// All payload files, on all cores, hashed while they are copied; and what their sources tell.
pub(super) fn copy<W: WriteAt>(
    build: &mut Build<'_, W>,
    payload: &[Payload<'_>],
    time: DosTime,
    progress: Progress<'_>,
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
            Task::Bytes => fill(sink, *source, &place.slot, progress).map(Done::Bytes),
            Task::Facts => source.facts(name, progress).map(Done::Facts),
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
fn fill<W: WriteAt>(sink: &W, source: &dyn Source, slot: &Slot, progress: Progress<'_>) -> Result<Hashed> {
    let read = || {
        let hashed = slot.fill(sink, &mut *source.open()?, &|n| progress(Stage::Writing, n))?;
        source.confirm().map(|()| hashed)
    };
    // a fault of reading is the source's; one of writing is the archive's
    read().map_err(|e| if e.kind() == ErrorKind::Write { e } else { e.on(source.path()) })
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
