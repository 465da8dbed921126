//! A whole archive of one edition: payload, facts, seal, signature, stamp, and the files derived from them.

use super::build::{Build, DosTime, within};
use super::intake::{Intake, Taken};
use super::new_stamp::NewStamp;
use super::position::LastSeal;
use super::request::{Request, Salts, Sealed};
use super::{payload, sign};
use crate::base::digest::Sha256Digest;
use crate::base::entry_name::EntryName;
use crate::base::error::Result;
use crate::base::progress::Progress;
use crate::format::archive::{Covered, ProofFile, README, WriteAt};
use crate::format::fact::FactSet;
use crate::format::proof::{SealHeader, Signer};
use crate::report::ShownEdition;
use std::collections::BTreeSet;

/// Writes a whole archive of one edition to `sink`. What [`verify`](crate::verify::verify) would not call intact is refused.
///
/// # Errors
/// Of these [kinds](crate::base::error::ErrorKind): `Refused` names what contradicts the rest, `Limit` what is too large;
/// `NothingToSeal` without any fact; `Changed` if a source is not what it promised; `Clock` for a time that the format cannot
/// hold; `Key`; and read and write errors.
pub fn seal<W: WriteAt>(
    sink: &W,
    request: Request<'_>,
    signer: &dyn Signer,
    salts: Salts<'_>,
    progress: Progress<'_>,
) -> Result<Sealed> {
    let Request { position, sealed, mut payload, facts, stream, named, lang, limits, stamper } = request;
    let limits = limits.within_format();
    let edition = position.edition();
    let time = DosTime::of(sealed)?;
    let key = signer.public_key().fingerprint();
    position.check(sealed, key)?;
    payload::check(&payload, edition, &limits)?;
    payload.sort_by(|a, b| a.name.cmp(&b.name));
    let mut build = Build::new(sink);
    let (files, described) = payload::copy(&mut build, &payload, time, progress)?;
    build.add(EntryName::new("data/README.txt").expect("a fixed name"), README.as_bytes(), time)?;

    let (mut feed, spool) = stream.map_or((None, None), |stream| (Some(stream.feed), Some(stream.spool)));
    let set = spool.map_or_else(FactSet::default, FactSet::spooled);
    let mut intake = Intake::new(&position, limits, set, salts);
    files.iter().cloned().try_for_each(|file| intake.file(file))?;
    described.iter().cloned().chain(facts).try_for_each(|fact| intake.told(fact))?;
    if let Some(feed) = &mut feed {
        feed(&mut |fact| intake.told(fact))?;
    }
    let Taken { facts, labels, report } = intake.finish(&payload, named)?;
    let header = SealHeader {
        case: position.case(),
        edition,
        sealed,
        previous: position.last().map(|last| last.code),
        signer: key,
        facts: facts.len() as u64,
    };
    build.stream(ProofFile::Facts.name(edition), facts.size(), &mut facts.reader(), time)?;
    let size = header.size(facts.leaves());
    within("seal.txt", size, limits.seal_file)?;
    let name = ProofFile::Seal.name(edition);
    let code = build.stream(name, size, &mut header.reader(facts.leaves()), time)?;
    let armor = sign::sign(signer, &header, &mut header.reader(facts.leaves()))?;
    within("seal.txt.sig", armor.len() as u64, limits.signature)?;
    build.add(ProofFile::Signature.name(edition), armor.as_bytes(), time)?;
    drop(facts);

    let mut covered = Covered::default();
    covered.add(&ProofFile::Seal, ProofFile::Seal.name(edition).as_str(), code);
    let armor = Sha256Digest::of(armor.as_bytes());
    covered.add(&ProofFile::Signature, ProofFile::Signature.name(edition).as_str(), armor);
    let stamp = NewStamp::ask(&covered, edition, &limits, stamper)?;
    for (name, bytes) in stamp.files() {
        build.add(name, &bytes, time)?;
    }
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
    let size = build.finish(&[shown], report, lang, &limits)?;
    let last = LastSeal { case: position.case(), edition, code, sealed, signer: key };
    Ok(Sealed { code, files, described, facts: header.facts, size, last })
}
