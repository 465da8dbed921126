//! `verify --reread`: disclosed sources described anew and compared with their facts. The one place where checking
//! meets the parsers; it comes after the verdict and takes no part in it.

use crate::archive::{Archive, Edition, Place, ReadAt};
use crate::contents::for_each_fact;
use crate::error::{Error, Result};
use crate::fact::{CaseFact, ConversationFact, Fact, Kind, MailFact, Uint};
use crate::finding::{Code, Finding, Findings};
use crate::limits::Limits;
use crate::message::dkim::{self, Outcome};
use crate::message::{Export, MAX_MAIL, Setting, Source, Stream, describe};
use crate::name::EntryName;
use std::collections::{BTreeMap, HashMap};
use std::io::{self, Read, Seek, SeekFrom};

/// What reading again gave.
#[derive(Debug, Default)]
pub struct Reread {
    /// Differences, and what could not be compared.
    pub findings: Findings,
    /// Conversations that were read again and are as their facts say.
    pub same: u64,
    /// Signed mails, checked again.
    pub mails: Vec<MailRead>,
}

/// A mail whose signature was checked again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailRead {
    /// Its path.
    pub path: EntryName,
    /// What checking gave with the reader's own key, else with the record in the archive.
    pub outcome: Outcome,
    /// `d=`
    pub domain: Option<String>,
    /// Was the key the reader's own? Only then the result can be grade A.
    pub key: KeyOf,
}

/// Whose key a signature was checked with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyOf {
    /// The reader's.
    Reader,
    /// The record in the archive: anybody can make a key and put it there.
    Archive,
}

/// A stretch of an archive, as an export.
struct Within<'a, R: ?Sized> {
    source: &'a R,
    offset: u64,
    size: u64,
}

struct Cursor<'a, R: ?Sized> {
    source: &'a R,
    offset: u64,
    size: u64,
    at: u64,
}

impl<R: ReadAt + ?Sized> Read for Cursor<'_, R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.size - self.at).unwrap_or(usize::MAX).min(buf.len());
        let n = if left == 0 { 0 } else { self.source.read_at(&mut buf[..left], self.offset + self.at)? };
        self.at += n as u64;
        Ok(n)
    }
}

impl<R: ReadAt + ?Sized> Seek for Cursor<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.size.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        // behind the end there is nothing to read
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?.min(self.size);
        Ok(self.at)
    }
}

impl<R: ReadAt + ?Sized> Export for Within<'_, R> {
    fn open(&self) -> Result<Box<dyn Stream + '_>> {
        Ok(Box::new(Cursor { source: self.source, offset: self.offset, size: self.size, at: 0 }))
    }
}

/// The disclosed facts of an edition that reading again concerns.
#[derive(Default)]
struct Told {
    conversations: BTreeMap<Uint, ConversationFact>,
    /// What was read of each conversation, by kind and number.
    read: HashMap<(Uint, Kind, Uint), Fact>,
    names: HashMap<String, String>,
    memo: Vec<CaseFact>,
    mails: Vec<MailFact>,
}

/// Reads the messages of verified archives again. `case_facts` tells how many facts of the memo an edition has by its
/// seal; `keys` are the reader's own key records by name.
///
/// # Errors
/// Read errors. What cannot be compared is a finding.
pub fn reread<R: ReadAt>(
    archives: &[R],
    limits: &Limits,
    case_facts: &dyn Fn(Edition) -> u64,
    keys: &HashMap<String, String>,
    tick: &dyn Fn() -> Result<()>,
) -> Result<Reread> {
    let mut told: BTreeMap<Edition, Told> = BTreeMap::new();
    let mut files: HashMap<String, Within<'_, R>> = HashMap::new();
    for source in archives {
        for_each_fact(source, limits, |edition, fact| told.entry(edition).or_default().take(fact))?;
        let archive = Archive::open(source, limits, &mut Findings::default())?;
        for entry in archive.entries().iter().filter(|e| matches!(e.place, Some(Place::Payload(_)))) {
            let within = Within { source, offset: entry.offset, size: entry.size };
            files.insert(entry.name.as_str().to_owned(), within);
        }
    }
    let mut done = Reread::default();
    let mut memo: Option<(Edition, Setting)> = None;
    for (edition, told) in &told {
        if told.memo.len() as u64 == case_facts(*edition) && !told.memo.is_empty() {
            memo = Some((*edition, Setting::of_facts(&told.memo, limits)));
        } else if case_facts(*edition) > 0 {
            memo = None; // an edition whose memo is not whole here leaves the answers open
        }
        let first = *edition == Edition::FIRST;
        let setting = match &memo {
            Some((_, setting)) => Some(setting.clone()),
            // sealed without a memo: nothing was said beforehand
            None if first && case_facts(*edition) == 0 => Some(Setting::default()),
            None => None,
        };
        done.edition(told, setting.as_ref(), &files, limits, tick)?;
        for mail in &told.mails {
            done.mail(mail, &files, keys)?;
        }
    }
    Ok(done)
}

impl Told {
    fn take(&mut self, fact: Fact) {
        match fact {
            Fact::Origin(o) => drop(self.names.insert(o.path.as_str().to_owned(), o.name)),
            Fact::Case(c) => self.memo.push(c),
            Fact::Mail(m) => self.mails.push(m),
            Fact::Conversation(c) => drop(self.conversations.insert(c.k, *c)),
            other => {
                if let Some((k, n)) = numbers(&other) {
                    self.read.insert((k, other.kind(), n), other);
                }
            }
        }
    }
}

fn numbers(fact: &Fact) -> Option<(Uint, Uint)> {
    match fact {
        Fact::Participant(f) => Some((f.k, f.n)),
        Fact::Name(f) => Some((f.k, f.n)),
        Fact::Message(f) => Some((f.k, f.n)),
        Fact::Text(f) => Some((f.k, f.n)),
        _ => None,
    }
}

fn renumber(fact: &mut Fact, k: Uint) {
    match fact {
        Fact::Conversation(f) => f.k = k,
        Fact::Participant(f) => f.k = k,
        Fact::Name(f) => f.k = k,
        Fact::Message(f) => f.k = k,
        Fact::Text(f) => f.k = k,
        _ => {}
    }
}

impl Reread {
    fn edition<R: ReadAt>(
        &mut self,
        told: &Told,
        setting: Option<&Setting>,
        files: &HashMap<String, Within<'_, R>>,
        limits: &Limits,
        tick: &dyn Fn() -> Result<()>,
    ) -> Result<()> {
        let mut by_source: BTreeMap<&str, Vec<&ConversationFact>> = BTreeMap::new();
        for conversation in told.conversations.values() {
            by_source.entry(&conversation.source).or_default().push(conversation);
        }
        for (source, conversations) in by_source {
            let paths: Vec<&str> = source.split(' ').collect();
            let here: Vec<Source<'_>> = paths
                .iter()
                .filter_map(|path| {
                    let export = files.get(*path)?;
                    let name = told.names.get(*path).cloned().unwrap_or_default();
                    Some(Source { path: (*path).to_owned(), name, export })
                })
                .collect();
            let named = paths.len() == 1 || paths.iter().all(|path| told.names.contains_key(*path));
            let (Some(setting), true, true) = (setting, here.len() == paths.len(), named) else {
                let why = if here.len() < paths.len() {
                    "withheld"
                } else {
                    "the memo or the names are not shown whole"
                };
                self.findings.push(Finding::new(Code::CheckNotRun, source).detail(format!("reread: {why}")));
                continue;
            };
            self.compare(told, &conversations, &here, setting, limits, tick)?;
        }
        Ok(())
    }

    /// Describes sources anew and holds every fact against what was sealed.
    fn compare(
        &mut self,
        told: &Told,
        conversations: &[&ConversationFact],
        sources: &[Source<'_>],
        setting: &Setting,
        limits: &Limits,
        tick: &dyn Fn() -> Result<()>,
    ) -> Result<()> {
        let before = self.findings.counts().map(|(_, n)| n).sum::<u64>();
        // conversations of one source keep their order; the first is 1 here
        let number = |k: Uint| {
            let i = usize::try_from(k.get()).ok().and_then(|k| k.checked_sub(1));
            i.and_then(|i| conversations.get(i)).map(|c| c.k)
        };
        let mut findings = Findings::default();
        let mut met = 0u64;
        describe(sources, setting, limits, &mut |mut fact: Fact| {
            tick()?;
            let subject = |k: Uint, n: Uint| format!("conversation {k} {n}");
            let Some(k) = fact.conversation().and_then(number) else {
                let more = Finding::new(Code::FactContradictsSource, conversations[0].source.as_str());
                findings.push(more.detail("more conversations than were sealed"));
                return Ok(());
            };
            renumber(&mut fact, k);
            if let Fact::Conversation(new) = &fact {
                let sealed = told.conversations.get(&k);
                if sealed != Some(&**new) {
                    let differs = sealed.map(|sealed| difference(sealed, new)).unwrap_or_default();
                    findings.push(
                        Finding::new(Code::FactContradictsSource, format!("conversation {k}"))
                            .detail(differs),
                    );
                }
                return Ok(());
            }
            let Some((_, n)) = numbers(&fact) else { return Ok(()) };
            match told.read.get(&(k, fact.kind(), n)) {
                // a withheld fact says nothing
                None => {}
                Some(sealed) if *sealed == fact => met += 1,
                Some(_) => {
                    met += 1;
                    let finding = Finding::new(Code::FactContradictsSource, subject(k, n));
                    findings.push(finding.detail(fact.kind().as_str()));
                }
            }
            Ok(())
        })?;
        let of_these = |k: &Uint| conversations.iter().any(|c| c.k == *k);
        let sealed = told.read.keys().filter(|(k, ..)| of_these(k)).count() as u64;
        if met < sealed {
            let finding = Finding::new(Code::FactContradictsSource, conversations[0].source.as_str());
            findings.push(
                finding.detail(format!("{} facts of messages that the source does not give", sealed - met)),
            );
        }
        self.findings.extend(findings);
        if self.findings.counts().map(|(_, n)| n).sum::<u64>() == before {
            self.same += conversations.len() as u64;
        }
        Ok(())
    }

    fn mail<R: ReadAt>(
        &mut self,
        fact: &MailFact,
        files: &HashMap<String, Within<'_, R>>,
        keys: &HashMap<String, String>,
    ) -> Result<()> {
        let Some(export) = files.get(fact.path.as_str()) else {
            self.findings
                .push(Finding::new(Code::CheckNotRun, fact.path.as_str()).detail("reread: withheld"));
            return Ok(());
        };
        let mut bytes = Vec::new();
        export.open()?.take(MAX_MAIL as u64).read_to_end(&mut bytes).map_err(Error::read)?;
        let name = fact.domain.as_deref().zip(fact.selector.as_deref()).map(|(d, s)| dkim::key_name(d, s));
        let again = dkim::check(&bytes, &mut |asked| {
            (name.as_deref() == Some(asked)).then(|| fact.key_record.clone()).flatten()
        });
        let same = again.outcome.word() == fact.dkim.as_str()
            && (&again.domain, &again.selector) == (&fact.domain, &fact.selector);
        if !same {
            let finding = Finding::new(Code::FactContradictsSource, fact.path.as_str());
            self.findings.push(finding.detail(format!(
                "dkim {}, sealed as {}",
                again.outcome.word(),
                fact.dkim
            )));
        }
        if again.outcome == Outcome::None {
            return Ok(());
        }
        let mut known = false;
        let own = dkim::check(&bytes, &mut |asked| {
            let key = keys.get(asked).cloned();
            known |= key.is_some();
            key
        });
        // where the reader has a key, what the archive brings no longer counts
        let (checked, key) = match (known, own.outcome) {
            (false, _) => (again, KeyOf::Archive),
            (true, Outcome::NoKey) => (dkim::Checked { outcome: Outcome::Fail, ..own }, KeyOf::Reader),
            (true, _) => (own, KeyOf::Reader),
        };
        self.mails.push(MailRead {
            path: fact.path.clone(),
            outcome: checked.outcome,
            domain: checked.domain,
            key,
        });
        Ok(())
    }
}

/// Which fields differ.
fn difference(sealed: &ConversationFact, new: &ConversationFact) -> String {
    let fields = [
        ("format", sealed.format != new.format),
        ("dialect", sealed.dialect != new.dialect),
        ("count", sealed.count != new.count),
        ("certainty", sealed.certainty != new.certainty),
        ("coverage", (&sealed.coverage_from, &sealed.coverage_to) != (&new.coverage_from, &new.coverage_to)),
        ("gaps", sealed.gaps != new.gaps),
    ];
    fields.iter().filter(|(_, differs)| *differs).map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}
