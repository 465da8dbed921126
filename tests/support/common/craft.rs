//! Archives taken apart into what they say, changed there, and put together again with everything else made
//! anew: seal, signature, manifests, CRCs, headers. So a hostile archive has one fault and no other.

use super::edition_craft::{Ed, File};
use super::zip_craft::{Item, Plan};
use hikae::base::digest::Sha256Digest;
use hikae::base::entry_name::EntryName;
use hikae::base::finding::Findings;
use hikae::base::limits::Limits;
use hikae::format::archive::{Archive, Place, ProofFile, README};
use hikae::format::fact::{Fact, FactLine, Labels};
use hikae::format::proof::SealReader;
use hikae::report::{Report, ShownEdition, ShownToken, Written};
use hikae::text::Lang;
use hikae::timestamp::Printed;
use std::collections::BTreeSet;

/// The program version that all kit files name: the kit stays the same from version to version.
pub const KIT_VERSION: &str = "0.0.0-kit";
/// The revision of the texts that most kit files name: no program has it, so the texts can be short.
pub const KIT_REVISION: &str = "9999";
const KIT_VERIFY: &str = "How to check this archive: docs/format.md.\n";
const KIT_REPORT: &str = "<!DOCTYPE html>\n<title>kit</title>\n";
const ROOTS: [&str; 6] = [
    "bagit.txt",
    "bag-info.txt",
    "manifest-sha256.txt",
    "tagmanifest-sha256.txt",
    "REPORT.html",
    "VERIFY.txt",
];

/// An archive taken apart.
#[derive(Debug, Clone)]
pub struct Book {
    pub eds: Vec<Ed>,
    pub version: String,
    /// As `bag-info.txt` names it, in whatever form.
    pub revision: String,
    pub lang: Lang,
    /// More entries, before the derived files are made.
    pub planted: Vec<File>,
    /// Other data for entries, before what is derived from them is made.
    pub replaced: Vec<File>,
    /// Entries left out, before what is derived from them is made.
    pub dropped: Vec<String>,
}

impl Book {
    /// Takes a good archive apart.
    pub fn open(bytes: &[u8]) -> Self {
        let mut findings = Findings::default();
        let archive = Archive::open(bytes, &Limits::DEFAULT, &mut findings).unwrap();
        assert_eq!(findings.heaviest(), None);
        let data = |name: EntryName| {
            let entry = archive.entries().iter().find(|e| e.name == name).expect("a whole archive");
            archive.bytes(entry, u64::MAX).unwrap()
        };
        let mut eds = Vec::new();
        for entry in archive.entries() {
            let Some(Place::Proof(edition, ProofFile::Seal)) = entry.place else { continue };
            let seal = data(ProofFile::Seal.name(edition));
            let mut reader = SealReader::new(seal.as_slice(), &Limits::DEFAULT).unwrap();
            let header = reader.header().clone();
            let mut leaves = Vec::new();
            while let Some((leaf, label)) = reader.next_leaf().unwrap() {
                leaves.push((leaf, label.to_string()));
            }
            let facts = data(ProofFile::Facts.name(edition));
            let lines = facts.split_inclusive(|b| *b == b'\n').map(|line| line[..line.len() - 1].to_vec());
            let payload = archive.entries().iter().filter(|e| e.place == Some(Place::Payload(edition)));
            eds.push(Ed {
                header,
                folder: edition.to_string(),
                leaves,
                lines: lines.collect(),
                facts: None,
                payload: payload
                    .map(|e| (e.name.as_str().into(), archive.bytes(e, u64::MAX).unwrap()))
                    .collect(),
                seal,
                sig: data(ProofFile::Signature.name(edition)),
                stamps: Vec::new(),
            });
        }
        let (version, revision) = (env!("CARGO_PKG_VERSION").into(), Report::newest().revision().to_string());
        Self { eds, version, revision, lang: Lang::Ja, planted: vec![], replaced: vec![], dropped: vec![] }
    }

    /// The first edition.
    pub fn ed(&mut self) -> &mut Ed {
        &mut self.eds[0]
    }

    /// All entries in their order, the derived ones made.
    pub fn entries(&self) -> Vec<File> {
        let mut all: Vec<File> = self.eds.iter().flat_map(Ed::entries).collect();
        all.push(("data/README.txt".into(), README.into()));
        all.extend(self.planted.iter().cloned());
        self.settle(&mut all);
        let root = |name: &str, data: Vec<u8>, all: &mut Vec<File>| {
            if !self.planted.iter().any(|(planted, _)| planted == name.as_bytes()) {
                all.push((name.into(), data));
            }
            self.settle(all);
        };
        root("bagit.txt", hikae::format::archive::bag::DECLARATION.into(), &mut all);
        root("bag-info.txt", self.bag_info(&all).into_bytes(), &mut all);
        let Written { report, instructions } = self.texts();
        root("REPORT.html", report.into_bytes(), &mut all);
        root("VERIFY.txt", instructions.into_bytes(), &mut all);
        let is_data = |name: &[u8]| name.starts_with(b"data/");
        root("manifest-sha256.txt", manifest(&all, is_data), &mut all);
        root("tagmanifest-sha256.txt", manifest(&all, |name| !is_data(name)), &mut all);
        all.sort_by_key(|(name, _)| place(name));
        all
    }

    /// Applies what is replaced and dropped to what there is so far.
    fn settle(&self, all: &mut Vec<File>) {
        all.retain(|(name, _)| !self.dropped.iter().any(|dropped| dropped.as_bytes() == name));
        for (name, data) in &self.replaced {
            all.iter_mut().filter(|(found, _)| found == name).for_each(|file| file.1.clone_from(data));
        }
    }

    fn bag_info(&self, all: &[File]) -> String {
        let data = all.iter().filter(|(name, _)| name.starts_with(b"data/"));
        let (bytes, files) = data.fold((0, 0), |(b, n), (_, data)| (b + data.len(), n + 1));
        let Self { version, revision, lang, .. } = self;
        let date = self.eds.last().map_or(String::new(), |ed| ed.header.sealed.date());
        format!(
            "Bag-Software-Agent: hikae {version}\nReport-Revision: {revision}\nBagging-Date: {date}\nHikae-Language: {lang}\nPayload-Oxum: {bytes}.{files}\n"
        )
    }

    /// What the revision says of the archive.
    fn texts(&self) -> Written {
        let revision = self.revision.parse().ok();
        let Some(mut report) = revision.and_then(Report::of) else {
            return Written { report: KIT_REPORT.into(), instructions: KIT_VERIFY.into() };
        };
        let tokens = |ed: &Ed| {
            let file = |name: &str| EntryName::new(&format!("proof/{}/{name}", ed.folder)).unwrap();
            let shown = |(name, response): &(String, Vec<u8>)| {
                let list = format!("{}.sha256", name.strip_suffix(".tsr")?.split_once('.')?.0);
                let (_, covered) = ed.stamps.iter().find(|(name, _)| *name == list)?;
                let printed = Printed::of(response, Sha256Digest::of(covered));
                Some(ShownToken { entry: file(name), list: file(&list), printed })
            };
            ed.stamps.iter().filter_map(shown).collect::<Vec<_>>()
        };
        let mut disclosed = |ed: &Ed| {
            let lines =
                ed.facts.as_ref().map(|facts| facts.split(|b| *b == b'\n').map(<[u8]>::to_vec).collect());
            let lines: Vec<Vec<u8>> = lines.unwrap_or_else(|| ed.lines.clone());
            let facts = lines.iter().filter_map(|line| FactLine::parse(line).ok());
            let mut files = Vec::new();
            for FactLine { fact, .. } in facts {
                report.take(ed.header.edition.get(), &fact);
                if let Fact::File(file) = fact {
                    files.push(file.path);
                }
            }
            let here: BTreeSet<&[u8]> = ed.payload.iter().map(|(name, _)| name.as_slice()).collect();
            let absent = files.iter().filter(|path| !here.contains(path.as_str().as_bytes())).cloned();
            (files.len() as u64, absent.collect::<BTreeSet<_>>())
        };
        let labels = |ed: &Ed| {
            let mut labels = Labels::default();
            ed.leaves
                .iter()
                .filter_map(|(_, label)| label.parse().ok())
                .for_each(|label| labels.count(label));
            labels
        };
        let kept: Vec<_> = self
            .eds
            .iter()
            .map(|ed| (ed, !ed.payload.is_empty(), tokens(ed), disclosed(ed), labels(ed)))
            .collect();
        let shown: Vec<_> = kept
            .iter()
            .map(|(ed, has_files, tokens, (files, absent), labels)| ShownEdition {
                header: &ed.header,
                code: Sha256Digest::of(&ed.seal),
                facts: ed.lines.len() as u64,
                files: *files,
                labels,
                absent,
                has_files: *has_files,
                tokens,
            })
            .collect();
        report.write(&shown, self.lang)
    }

    /// The archive, ready for faults in the ZIP itself.
    pub fn plan(&self) -> Plan {
        let last = self.eds.last().map_or((0, 0x21), |ed| ed.header.sealed.to_dos().unwrap());
        let of = |name: &[u8]| {
            let inside = |top: &str, ed: &Ed| name.starts_with(format!("{top}/{}/", ed.folder).as_bytes());
            let ed = self.eds.iter().find(|ed| inside("data", ed) || inside("proof", ed));
            ed.map_or(last, |ed| ed.header.sealed.to_dos().unwrap())
        };
        let items = self.entries().iter().map(|(name, data)| Item::new(name, data, of(name))).collect();
        Plan { items, ..Plan::default() }
    }

    /// The archive.
    pub fn zip(&self) -> Vec<u8> {
        self.plan().bytes()
    }
}

/// A manifest over the entries whose names are chosen.
fn manifest(all: &[File], chosen: impl Fn(&[u8]) -> bool) -> Vec<u8> {
    let mut lines: Vec<&File> = all.iter().filter(|(name, _)| chosen(name)).collect();
    lines.sort_by(|a, b| a.0.cmp(&b.0));
    let line = |(name, data): &File| {
        [Sha256Digest::of(data).to_string().as_bytes(), b"  ", name.as_slice(), b"\n"].concat()
    };
    lines.into_iter().flat_map(line).collect()
}

/// The order of format.md section 2; what has no place stands last.
fn place(name: &[u8]) -> (usize, Vec<u8>) {
    let root = || ROOTS.iter().position(|root| root.as_bytes() == name).unwrap_or(ROOTS.len());
    match name {
        _ if name.starts_with(b"data/") => (0, name.to_vec()),
        _ if name.starts_with(b"proof/") => (1, name.to_vec()),
        _ => (2 + root(), name.to_vec()),
    }
}
