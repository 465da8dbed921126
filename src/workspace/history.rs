//! What the seals of a case say already: read, verified, and held against the folder.

use crate::base::digest::Sha256Digest;
use crate::base::disk;
use crate::base::error::{Error, ErrorKind, Result};
use crate::base::limits::Limits;
use crate::base::parallel;
use crate::case::delivery_message::Record;
use crate::case::roles::Role;
use crate::format::archive::{Edition, ProofFile};
use crate::format::contents::for_each_fact;
use crate::format::fact::{Fact, Kind};
pub use crate::seal::LastSeal;
use crate::seal::Source as _;
use crate::verify::{Input, Need, Policy, Run, Verdict, verify};
use crate::workspace::collect::{Found, OriginName};
use crate::workspace::folder::{CaseFolder, Item};
use crate::workspace::links::Named;
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// A file as an earlier edition has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SealedFile {
    /// Its hash.
    pub sha256: Sha256Digest,
    /// Bytes.
    pub size: u64,
    /// The edition that holds it.
    pub edition: Edition,
    /// As what it was sealed.
    pub role: Role,
}

/// The seals of a folder as they were verified, still open: whoever reads more of them reads what was verified.
pub struct Verified {
    /// What verifying them gave.
    pub run: Run,
    /// The archives.
    pub sources: Vec<(PathBuf, File)>,
}

/// Everything sealed so far.
#[derive(Debug, Default)]
pub struct History {
    /// The last seal, if there is one.
    pub last: Option<LastSeal>,
    /// Sealed files by the name under which they were found, the latest edition's.
    pub files: HashMap<OriginName, SealedFile>,
    /// The memo as last sealed.
    pub memo: Vec<Fact>,
    /// Editions without a trusted time, or with one that will not last.
    pub needs: Vec<(Edition, Need)>,
    /// What a code in a message can name: the seals, and the files in them.
    pub named: Named,
    /// What was delivered.
    pub deliveries: Record,
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The seals in a folder, by name. None if the folder is not there yet.
pub fn seals_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(Error::read(e).on(folder)),
    };
    let is_seal = |path: &PathBuf| {
        let stem = path.file_stem().and_then(|s| s.to_str()).unwrap_or_default();
        let zip = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("zip"));
        zip && stem.len() == 3 && stem.bytes().all(|b| b.is_ascii_digit())
    };
    // an entry that cannot be read may be a seal: that is no folder without it
    let paths = entries.map(|e| e.map(|e| e.path())).collect::<std::io::Result<Vec<_>>>();
    let mut seals = paths.map_err(|e| Error::read(e).on(folder))?;
    seals.retain(is_seal);
    seals.sort();
    Ok(seals)
}

impl History {
    /// Reads and verifies all seals of a folder as one chain.
    ///
    /// # Errors
    /// [`ErrorKind::BrokenChain`] unless they are intact and whole; read errors.
    pub fn read(
        folder: &Path,
        policy: &Policy,
        tick: &(dyn Fn(u64) -> Result<()> + Sync),
    ) -> Result<(Self, Option<Verified>)> {
        let paths = seals_in(folder)?;
        if paths.is_empty() {
            return Ok((Self::default(), None));
        }
        let broken = |detail: String| Error::from(ErrorKind::BrokenChain).on(folder).detail(detail);
        let broken_by = |error: Error| match (error.kind(), error.path()) {
            (ErrorKind::Read | ErrorKind::NotFound | ErrorKind::Interrupted | ErrorKind::Limit, _) => error,
            (kind, path) => {
                let why = kind.id().trim_start_matches("error-");
                broken(format!("{}: {why}", file_name(path.unwrap_or(folder))))
            }
        };
        let open = |path: PathBuf| disk::open(&path).map(|source| (path, source));
        let opened = paths.into_iter().map(open).collect::<Result<Vec<_>>>().map_err(broken_by)?;
        let inputs = opened.iter().map(|(path, source)| Input { path: path.clone(), source }).collect();
        let require = BTreeSet::from([crate::verify::Requirement::Chain]);
        let policy = Policy { require, signer: None, ..policy.clone() };
        let run = verify(inputs, &policy, &|_, n| tick(n)).map_err(broken_by)?;
        // a seal under another number would be taken for the wrong link, or the same one twice
        for archive in &run.archives {
            let name = file_name(&archive.path);
            if let Some(other) = archive.editions.iter().find(|e| !name.starts_with(&e.edition.to_string())) {
                return Err(broken(format!("{name}: edition {}", other.edition)));
            }
        }
        if run.outcome.verdict != Verdict::Intact || !run.outcome.missing.is_empty() {
            let first = run.findings().into_iter().next().map(|(path, f)| {
                let between = || f.subject.replacen("proof/", "", 1) + ".zip";
                let on = if path.is_empty() { between() } else { file_name(Path::new(&path)) };
                format!("{on}: {}", f.code)
            });
            return Err(broken(first.unwrap_or_default()));
        }
        let mut history = Self { last: last_of(&run), ..Self::default() };
        let times = &run.outcome.times;
        let need = |e: &crate::verify::CheckedEdition| Some((e.edition, times.need(e.edition, policy.now)?));
        history.needs = run.editions().filter_map(need).collect();
        // read from the files that were verified, not from paths that others may have taken meanwhile
        for (path, source) in &opened {
            history.take_in(source, &policy.limits).map_err(|e| e.on(path))?;
        }
        for (edition, seal) in run.editions().filter_map(|e| Some((e.edition, e.seal.as_ref()?))) {
            history.named.insert(seal.code, ProofFile::Seal.name(edition));
            history.deliveries.seal(edition, seal.code);
        }
        Ok((history, Some(Verified { run, sources: opened })))
    }

    /// Files without a place that were asked about at an earlier seal keep the answer given then.
    pub fn settle(&self, case: &mut CaseFolder) {
        case.settle_all(|found| self.files.get(&found.identity()).map(|sealed| Some(sealed.role)));
    }

    fn take_in(&mut self, source: &File, limits: &Limits) -> Result<()> {
        let mut files = HashMap::new();
        let mut names = Vec::new();
        let mut memo = Vec::new();
        let (named, deliveries) = (&mut self.named, &mut self.deliveries);
        for_each_fact(source, limits, |edition, fact| {
            deliveries.fact(edition, &fact);
            match fact {
                Fact::File(f) => {
                    // of several with the same bytes, the first by name: that is the earliest edition's
                    let name = named.entry(f.sha256).or_insert_with(|| f.path.clone());
                    if f.path < *name {
                        name.clone_from(&f.path);
                    }
                    if let Some(role) = Role::of_entry(&f.path) {
                        files.insert(
                            f.path,
                            SealedFile { sha256: f.sha256, size: f.size.get(), edition, role },
                        );
                    }
                }
                Fact::Origin(o) => names.push((o.path, (o.name, o.name_hex))),
                fact if matches!(fact.kind(), Kind::Case | Kind::Event) => memo.push(fact),
                _ => {}
            }
        })?;
        self.files.extend(names.into_iter().filter_map(|(path, name)| Some((name, *files.get(&path)?))));
        if !memo.is_empty() {
            self.memo = memo;
        }
        Ok(())
    }
}

fn last_of(run: &Run) -> Option<LastSeal> {
    run.editions().max_by_key(|e| e.edition)?.seal.as_ref().map(LastSeal::from)
}

/// How a case folder stands to its seals.
#[derive(Debug, Default)]
pub struct Standing {
    /// Files that no seal holds under this name.
    pub new: Vec<Item>,
    /// Files that differ from what was sealed under their name.
    pub changed: Vec<(Item, SealedFile)>,
    /// Files that are as sealed.
    pub unchanged: u64,
    /// Sealed names that are no longer in the folder.
    pub gone: Vec<String>,
    /// Does the memo say something else than when it was last sealed?
    pub memo_changed: bool,
}

impl Standing {
    /// Holds the folder against its seals. Files with a sealed name are read whole: a time and a size prove nothing.
    pub fn of(
        case: &CaseFolder,
        history: &History,
        tick: &(dyn Fn(u64) -> Result<()> + Sync),
    ) -> Result<Self> {
        let memo = memo_facts(case);
        let memo_changed = !memo.is_empty() && memo != sorted(&history.memo);
        let mut standing = Standing { memo_changed, ..Self::default() };
        let known: Vec<(&Item, SealedFile)> = case
            .items
            .iter()
            .filter_map(|item| Some((item, *history.files.get(&item.found.identity())?)))
            .collect();
        let same = parallel::try_map(
            &known,
            |(item, _)| item.found.size(),
            |(item, sealed)| {
                Ok::<_, Error>(item.found.size() == sealed.size && hash(&item.found, tick)? == sealed.sha256)
            },
        )?;
        let mut verdicts: HashMap<OriginName, (bool, SealedFile)> = HashMap::new();
        for ((item, sealed), same) in known.iter().zip(same) {
            verdicts.insert(item.found.identity(), (same, *sealed));
        }
        for item in &case.items {
            match verdicts.get(&item.found.identity()) {
                None => standing.new.push(item.clone()),
                Some((true, _)) => standing.unchanged += 1,
                Some((false, sealed)) => standing.changed.push((item.clone(), *sealed)),
            }
        }
        let here: HashSet<OriginName> = case.items.iter().map(|item| item.found.identity()).collect();
        standing.gone =
            history.files.keys().filter(|name| !here.contains(*name)).map(|(name, _)| name.clone()).collect();
        standing.gone.sort();
        Ok(standing)
    }

    /// Is there anything that a new seal would hold?
    pub fn is_news(&self) -> bool {
        !self.new.is_empty() || !self.changed.is_empty() || self.memo_changed
    }
}

impl History {
    /// Is every message file that was ever sealed still in the folder as it was sealed? Then the seals hold no message that
    /// the folder does not.
    pub fn holds_all_messages(&self, case: &CaseFolder, standing: &Standing) -> bool {
        let here = self.messages_here(case, standing);
        let mut sealed = self.named.iter().filter(|(_, path)| Role::of_entry(path) == Some(Role::Messages));
        sealed.all(|(hash, _)| here.contains(hash))
    }

    /// Hashes of the message files that are in the folder as they were sealed.
    pub fn messages_here(&self, case: &CaseFolder, standing: &Standing) -> HashSet<Sha256Digest> {
        let news = standing.new.iter().chain(standing.changed.iter().map(|(item, _)| item));
        let news: HashSet<OriginName> = news.map(|item| item.found.identity()).collect();
        let here = case.items.iter().filter(|item| item.role == Role::Messages);
        let here = here.map(|item| item.found.identity()).filter(|name| !news.contains(name));
        here.filter_map(|name| Some(self.files.get(&name)?.sha256)).collect()
    }
}

/// The facts of the memo, in an order of their own.
pub fn memo_facts(case: &CaseFolder) -> Vec<Fact> {
    sorted(&case.memo.as_ref().map(|memo| memo.facts()).unwrap_or_default())
}

fn sorted(facts: &[Fact]) -> Vec<Fact> {
    let mut facts = facts.to_vec();
    facts.sort_by_cached_key(|fact| serde_json::to_string(fact).unwrap_or_default());
    facts
}

fn hash(found: &Found, tick: &(dyn Fn(u64) -> Result<()> + Sync)) -> Result<Sha256Digest> {
    let mut reader = found.open().map_err(|e| e.on(found.path()))?;
    let mut sha = Sha256::new();
    let mut buffer = vec![0; 256 << 10];
    loop {
        match reader.read(&mut buffer).map_err(|e| Error::read(e).on(found.path()))? {
            0 => break,
            n => {
                sha.update(&buffer[..n]);
                tick(n as u64)?;
            }
        }
    }
    found.confirm().map_err(|e| e.on(found.path()))?;
    Ok(Sha256Digest::finish(sha))
}
