//! Steps 1 to 3 and 6: the entries as a set, against what the format and the facts demand of them.

use super::checked::CheckedEdition;
use crate::base::digest::Sha256Digest;
use crate::base::finding::{Code, Finding, Findings};
use crate::base::limits::Limits;
use crate::format::archive::bag;
use crate::format::archive::{
    Archive, Edition, Entry, Hashed, Place, ProofFile, README, ReadAt, RootFile, check_clashes,
};
use crate::report::Written;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The entries of an archive with what reading them gave.
pub struct Table<'a> {
    rows: Vec<Row<'a>>,
    /// Rows of the proof files, so that many editions with many files are not searched through again and again.
    proofs: BTreeMap<Edition, Vec<(&'a ProofFile, Row<'a>)>>,
    payload: HashMap<&'a str, &'a Entry>,
}

#[derive(Clone, Copy)]
struct Row<'a> {
    entry: &'a Entry,
    hashed: Hashed,
}

impl<'a> Table<'a> {
    /// Entries and hashes in the same order.
    pub fn new<R: ReadAt>(archive: &'a Archive<R>, hashes: &[Hashed]) -> Self {
        let rows = archive.entries().iter().zip(hashes).map(|(entry, hashed)| Row { entry, hashed: *hashed });
        let rows: Vec<Row<'a>> = rows.collect();
        let mut proofs: BTreeMap<Edition, Vec<_>> = BTreeMap::new();
        let mut payload = HashMap::new();
        for row in &rows {
            match &row.entry.place {
                Some(Place::Proof(edition, file)) => proofs.entry(*edition).or_default().push((file, *row)),
                Some(Place::Payload(_)) => drop(payload.insert(row.entry.name.as_str(), row.entry)),
                _ => {}
            }
        }
        Self { rows, proofs, payload }
    }

    /// Step 1: CRC-32 over the data, and the order of the entries.
    pub fn check_structure(&self, findings: &mut Findings) {
        for row in &self.rows {
            if row.hashed.crc != row.entry.crc {
                findings.push(Finding::new(Code::ZipCrc, row.entry.name.as_str()));
            }
        }
        let key = |row: &Row<'a>| {
            row.entry.place.as_ref().map(|p| (p.group(), (p.group() < 2).then_some(&row.entry.name)))
        };
        for pair in self.rows.windows(2) {
            if let (Some(a), Some(b)) = (key(&pair[0]), key(&pair[1]))
                && a > b
            {
                findings.push(Finding::new(Code::ZipEntryOrder, pair[1].entry.name.as_str()));
            }
        }
    }

    /// Step 1: every entry carries the sealing time of its edition.
    pub fn check_times(&self, editions: &[CheckedEdition], findings: &mut Findings) {
        let sealed = |e: &CheckedEdition| e.seal.as_ref().and_then(|s| s.header.sealed.to_dos());
        let of: HashMap<Edition, (u16, u16)> =
            editions.iter().filter_map(|e| Some((e.edition, sealed(e)?))).collect();
        let last = editions.last().and_then(sealed);
        for row in &self.rows {
            let Some(place) = &row.entry.place else { continue };
            let expected = match place.edition() {
                Some(edition) => of.get(&edition).copied(),
                None => last,
            };
            if expected.is_some_and(|dos| dos != row.entry.dos) {
                findings.push(Finding::new(Code::ZipTime, row.entry.name.as_str()));
            }
        }
    }

    /// Step 2: names unique on every system, each with a place, and the fixed set complete; whether `REPORT.html` has to be
    /// there, `bag-info.txt` tells.
    pub fn check_names(&self, limits: &Limits, findings: &mut Findings) {
        for row in &self.rows {
            // proofs are held to their limits where they are read
            let Some(Place::Root(file)) = row.entry.place else { continue };
            within(row.entry, file.limit(limits), findings);
        }
        check_clashes(self.rows.iter().map(|row| &row.entry.name), findings);
        let mut editions: BTreeSet<Edition> = self.proofs.keys().copied().collect();
        for row in &self.rows {
            match &row.entry.place {
                None => findings.push(Finding::new(Code::EntryUnlisted, row.entry.name.as_str())),
                Some(Place::Payload(edition)) => drop(editions.insert(*edition)),
                Some(Place::Readme) if row.hashed.sha256 != Sha256Digest::of(README) => {
                    findings.push(Finding::new(Code::ReadmeAltered, row.entry.name.as_str()));
                }
                Some(_) => {}
            }
        }
        for edition in editions {
            for file in [ProofFile::Facts, ProofFile::Seal, ProofFile::Signature] {
                if self.proof(edition, &file).is_none() {
                    findings.push(Finding::new(Code::EntryMissing, file.name(edition).as_str()));
                }
            }
        }
        if self.proofs.is_empty() {
            findings.push(Finding::new(Code::EntryMissing, "proof/"));
        }
        for file in RootFile::ALL.into_iter().filter(|file| *file != RootFile::Report) {
            if self.root(file).is_none() {
                findings.push(Finding::new(Code::EntryMissing, file.as_str()));
            }
        }
        if !self.rows.iter().any(|row| row.entry.place == Some(Place::Readme)) {
            findings.push(Finding::new(Code::EntryMissing, "data/README.txt"));
        }
    }

    /// Step 3: `bagit.txt` and both manifests, made again.
    pub fn check_manifests(&self, findings: &mut Findings) {
        let digest_of = |file| self.find(&Place::Root(file)).map(|row| row.hashed.sha256);
        if digest_of(RootFile::Bagit).is_some_and(|d| d != Sha256Digest::of(bag::DECLARATION)) {
            findings.push(Finding::new(Code::BagDeclaration, RootFile::Bagit.as_str()));
        }
        let line = |row: &Row<'a>| bag::Line { name: &row.entry.name, sha256: row.hashed.sha256 };
        let lines: Vec<_> = self.rows.iter().map(line).collect();
        for file in [RootFile::Manifest, RootFile::TagManifest] {
            if digest_of(file).is_some_and(|d| d != bag::manifest_digest(file, &lines)) {
                findings.push(Finding::new(Code::BagManifest, file.as_str()));
            }
        }
    }

    /// Step 6 and the rest of step 2: each payload entry against the `file` fact of its edition.
    pub fn check_payload(&self, editions: &[CheckedEdition], findings: &mut Findings) {
        let facts: HashMap<&str, (u64, Sha256Digest)> = editions
            .iter()
            .flat_map(|e| &e.files)
            .map(|f| (f.path.as_str(), (f.size.get(), f.sha256)))
            .collect();
        // an edition without a readable seal has its own findings, and says nothing about its payload
        let unread: BTreeSet<Edition> =
            editions.iter().filter(|e| e.seal.is_none()).map(|e| e.edition).collect();
        for row in &self.rows {
            let Some(Place::Payload(edition)) = row.entry.place else { continue };
            if unread.contains(&edition) {
                continue;
            }
            let name = row.entry.name.as_str();
            match facts.get(name) {
                None => findings.push(Finding::new(Code::EntryUnlisted, name)),
                Some((size, sha256)) if *sha256 != row.hashed.sha256 || *size != row.entry.size => {
                    findings.push(Finding::new(Code::PayloadAltered, name).detail(row.hashed.sha256));
                }
                Some(_) => {}
            }
        }
    }

    /// Step 11: both texts against what was made again.
    pub fn check_texts(&self, expected: &Written, findings: &mut Findings) {
        let texts = [
            (RootFile::Verify, &expected.instructions, Code::InstructionsAltered),
            (RootFile::Report, &expected.report, Code::ReportAltered),
        ];
        for (file, expected, code) in texts {
            let found = self.find(&Place::Root(file));
            if found.is_some_and(|row| row.hashed.sha256 != Sha256Digest::of(expected)) {
                findings.push(Finding::new(code, file.as_str()));
            }
        }
    }

    /// The editions that have a proof, ascending.
    pub fn editions(&self) -> Vec<Edition> {
        self.proofs.keys().copied().collect()
    }

    /// The entry of a proof file.
    pub fn proof(&self, edition: Edition, file: &ProofFile) -> Option<&'a Entry> {
        let mut files = self.proofs.get(&edition)?.iter().rev();
        files.find(|(this, _)| *this == file).map(|(_, row)| row.entry)
    }

    /// All proof files of an edition with their hashes, in the order of the archive.
    pub fn proofs(&self, edition: Edition) -> impl Iterator<Item = (&'a ProofFile, &'a Entry, Sha256Digest)> {
        let files = self.proofs.get(&edition).into_iter().flatten();
        files.map(|(file, row)| (*file, row.entry, row.hashed.sha256))
    }

    /// The entry of a root file.
    pub fn root(&self, file: RootFile) -> Option<&'a Entry> {
        self.find(&Place::Root(file)).map(|row| row.entry)
    }

    /// A payload entry, if it is there.
    pub fn payload(&self, name: &str) -> Option<&'a Entry> {
        self.payload.get(name).copied()
    }

    /// Bytes and number of the entries below `data/`.
    pub fn payload_oxum(&self) -> (u64, u64) {
        let data = self.rows.iter().filter(|row| bag::is_payload(&row.entry.name));
        data.fold((0, 0), |(bytes, files), row| (bytes + row.entry.size, files + 1))
    }

    /// Proofs and root files stand at the end; searching from there stays quick with many payload files.
    fn find(&self, place: &Place) -> Option<&Row<'a>> {
        self.rows.iter().rev().find(|row| row.entry.place.as_ref() == Some(place))
    }
}

/// Is an entry within its limit? One beyond it is not read.
pub(super) fn within(entry: &Entry, most: u64, findings: &mut Findings) -> bool {
    if entry.size > most {
        let detail = format!("{} bytes, limit {most}", entry.size);
        findings.push(Finding::new(Code::BeyondLimit, entry.name.as_str()).detail(detail));
    }
    entry.size <= most
}
