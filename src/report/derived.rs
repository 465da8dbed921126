//! The derived files: pure functions of what stands before them (format.md section 7).

use crate::base::digest::Sha256Digest;
use crate::base::entry_name::EntryName;
use crate::format::archive::RootFile;
use crate::format::archive::bag::{self, BagInfo, Line, MadeBy, Version};
use crate::report::{Report, ShownEdition, Written};
use crate::text::Lang;

/// An entry that stands before the derived files.
#[derive(Debug, Clone)]
pub struct Made {
    /// Its name.
    pub name: EntryName,
    /// Bytes of data.
    pub size: u64,
    /// Hash of the data.
    pub sha256: Sha256Digest,
}

/// The derived files, in the order of the format, by this program version; `report` has taken in the facts shown.
///
/// # Panics
/// Without any edition: a bug of the caller.
pub fn make(
    entries: &[Made],
    editions: &[ShownEdition<'_>],
    report: Report,
    lang: Lang,
) -> Vec<(RootFile, Vec<u8>)> {
    let last = editions.last().expect("an archive has an edition");
    let data = entries.iter().filter(|e| bag::is_payload(&e.name));
    let (bytes, files) = data.fold((0, 0), |(bytes, files), e| (bytes + e.size, files + 1));
    let made_by = MadeBy { version: Version::own(), revision: Some(report.revision()), lang };
    let info = BagInfo { made_by, sealed: last.header.sealed, bytes, files };
    let mut made = vec![
        (RootFile::Bagit, bag::DECLARATION.as_bytes().to_vec()),
        (RootFile::BagInfo, info.encode().into_bytes()),
    ];
    made.push((RootFile::Manifest, manifest(RootFile::Manifest, entries, &made)));
    // the texts stand after the tag manifest, which lists them
    let Written { report, instructions } = report.write(editions, lang);
    let texts = [(RootFile::Report, report.into_bytes()), (RootFile::Verify, instructions.into_bytes())];
    let before = made.len();
    made.extend(texts);
    let tags = manifest(RootFile::TagManifest, entries, &made);
    made.insert(before, (RootFile::TagManifest, tags));
    made
}

fn manifest(which: RootFile, entries: &[Made], roots: &[(RootFile, Vec<u8>)]) -> Vec<u8> {
    let roots = roots.iter().map(|(file, bytes)| (file.entry_name(), Sha256Digest::of(bytes)));
    let all: Vec<_> = entries.iter().map(|e| (e.name.clone(), e.sha256)).chain(roots).collect();
    let lines: Vec<Line<'_>> = all.iter().map(|(name, sha256)| Line { name, sha256: *sha256 }).collect();
    let mut out = Vec::new();
    bag::write_manifest(which, &lines, &mut out).expect("writing to memory does not fail");
    out
}
