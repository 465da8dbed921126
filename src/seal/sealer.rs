//! A seal step by step: what is delivered, under which name, and where it stands in its case.

use super::content::Content;
use super::new_stamp::{NOBODY, Stamper};
use super::position::{LastSeal, Position};
use super::publish::publish;
use super::request::{Named, Payload, Request, Salts, Sealed};
use super::write::seal;
use crate::base::entry_name::EntryName;
use crate::base::error::{Error, ErrorKind, Result};
use crate::base::finding::{Code, Finding, Findings};
use crate::base::limits::Limits;
use crate::base::progress::{Progress, UNWATCHED};
use crate::base::time::UtcSecond;
use crate::format::archive::{Edition, Role, Round, Wanted, WriteAt, entry_names};
use crate::format::fact::{Fact, OriginFact, Salt};
use crate::format::proof::{CaseId, Random, Signer};
use crate::text::Lang;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Makes a seal out of files and facts. Names are mapped to what every system can hold (format.md 7.2); the name as given
/// stays in an `origin` fact.
///
/// ```
/// use hikae::{Round, Sealer, SecretKey, UtcSecond, Verdict, system_random, verify_bytes};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let key = SecretKey::generate(&mut system_random)?;
/// let (archive, sealed) = Sealer::new(&key)
///     .deliver("take1.wav", b"RIFF, and the first take")
///     .document("brief.txt", "Two takes, please.")
///     .seal(UtcSecond::now()?, &mut system_random)?;
/// println!("Seal code: {}", sealed.code.grouped());
///
/// let run = verify_bytes(&archive)?;
/// assert_eq!(run.verdict(), Verdict::Intact);
///
/// // the second round, chained to the first seal
/// let second = Sealer::new(&key).after(sealed.last).deliver_in(Round::try_from(2)?, "take1.wav", b"RIFF, again");
/// assert!(second.seal(UtcSecond::now()?, &mut system_random).is_ok());
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing is sealed before `seal`, `seal_to` or `publish`"]
pub struct Sealer<'a> {
    signer: Box<dyn Signer + 'a>,
    last: Option<LastSeal>,
    named: Option<&'a Named>,
    files: Vec<File<'a>>,
    facts: Vec<Fact>,
    lang: Lang,
    limits: Limits,
    stamper: Stamper<'a>,
    progress: Progress<'a>,
}

/// A file with its role and the name that it was given.
struct File<'a> {
    role: Role,
    name: String,
    content: Content<'a>,
}

impl<'a> Sealer<'a> {
    /// The first seal of a new case. The report will be in English.
    pub fn new(signer: impl Signer + 'a) -> Self {
        Self {
            signer: Box::new(signer),
            last: None,
            named: None,
            files: Vec::new(),
            facts: Vec::new(),
            lang: Lang::En,
            limits: Limits::DEFAULT,
            stamper: NOBODY,
            progress: UNWATCHED,
        }
    }

    /// The seal after this one, of the same case.
    pub fn after(self, last: LastSeal) -> Self {
        Self { last: Some(last), ..self }
    }

    /// What codes in messages can name in earlier editions. The last seal is always known.
    pub fn naming(self, named: &'a Named) -> Self {
        Self { named: Some(named), ..self }
    }

    /// A file that was delivered in the first round; `/` in its name stands for folders.
    pub fn deliver(self, name: &str, content: impl Into<Content<'a>>) -> Self {
        self.file(Role::Delivery(Round::FIRST), name, content.into())
    }

    /// A file that was delivered in this round.
    pub fn deliver_in(self, round: Round, name: &str, content: impl Into<Content<'a>>) -> Self {
        self.file(Role::Delivery(round), name, content.into())
    }

    /// A paper: the contract page, the brief.
    pub fn document(self, name: &str, content: impl Into<Content<'a>>) -> Self {
        self.file(Role::Documents, name, content.into())
    }

    /// A thread, an export, a mail. It gets a neutral name.
    pub fn messages(self, name: &str, content: impl Into<Content<'a>>) -> Self {
        self.file(Role::Messages, name, content.into())
    }

    fn file(mut self, role: Role, name: &str, content: Content<'a>) -> Self {
        self.files.push(File { role, name: name.to_owned(), content });
        self
    }

    /// More to seal than the files and where they come from.
    pub fn facts(mut self, facts: impl IntoIterator<Item = Fact>) -> Self {
        self.facts.extend(facts);
        self
    }

    /// The language of the report and the instructions.
    pub fn lang(self, lang: Lang) -> Self {
        Self { lang, ..self }
    }

    /// Smaller bounds than those of the format.
    pub fn limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// Asks authorities for time-stamps over the seal.
    pub fn stamped_by(self, stamper: Stamper<'a>) -> Self {
        Self { stamper, ..self }
    }

    /// Somebody watches.
    pub fn watched_by(self, progress: Progress<'a>) -> Self {
        Self { progress, ..self }
    }

    /// Seals in memory. `time` is now, by whatever clock; `random` draws the salts.
    ///
    /// # Errors
    /// Those of [`seal`].
    pub fn seal(self, time: UtcSecond, random: &mut Random<'_>) -> Result<(Vec<u8>, Sealed)> {
        let sink = Mutex::new(Vec::new());
        let sealed = self.seal_to(&sink, time, random)?;
        Ok((sink.into_inner().unwrap_or_else(PoisonError::into_inner), sealed))
    }

    /// Seals to whatever can be written anywhere.
    ///
    /// # Errors
    /// Those of [`seal`].
    pub fn seal_to<W: WriteAt>(self, sink: &W, time: UtcSecond, random: &mut Random<'_>) -> Result<Sealed> {
        self.request(time, random, |request, signer, salts, progress| {
            seal(sink, request, signer, salts, progress)
        })
    }

    /// Seals to a new file, which gets its name once it was read back and found intact.
    ///
    /// # Errors
    /// Those of [`publish`].
    pub fn publish(
        self,
        target: impl AsRef<Path>,
        time: UtcSecond,
        random: &mut Random<'_>,
    ) -> Result<Sealed> {
        self.request(time, random, |request, signer, salts, progress| {
            publish(target.as_ref(), request, signer, salts, progress)
        })
    }

    fn request(
        self,
        sealed: UtcSecond,
        random: &mut Random<'_>,
        make: impl FnOnce(Request<'_>, &dyn Signer, Salts<'_>, Progress<'_>) -> Result<Sealed>,
    ) -> Result<Sealed> {
        let Self { signer, last, named, mut files, mut facts, lang, limits, stamper, progress } = self;
        files.sort_by(|a, b| (&a.name, a.role).cmp(&(&b.name, b.role)));
        let mut random = || {
            let mut bytes = [0; 16];
            random(&mut bytes).map(|()| bytes).map_err(|_| Error::from(ErrorKind::Random))
        };
        let position = match last {
            Some(last) => Position::after(last)?,
            None => Position::first(CaseId(random()?)),
        };
        let names = names(position.edition(), &files)?;
        facts.extend(files.iter().zip(&names).map(|(file, path)| {
            let (name, modified) = (file.name.clone(), file.content.modified());
            Fact::Origin(OriginFact { path: path.clone(), name, name_hex: None, modified })
        }));
        let payload = names.into_iter().zip(&files);
        let payload = payload.map(|(name, file)| Payload { name, source: &file.content }).collect();
        let stream = None;
        let request = Request { position, sealed, payload, facts, stream, named, lang, limits, stamper };
        make(request, &*signer, &mut || random().map(Salt), progress)
    }
}

/// The entry names of files, which are sorted by name. The same name twice is a mistake, not two files.
fn names(edition: Edition, files: &[File<'_>]) -> Result<Vec<EntryName>> {
    let mut findings = Findings::default();
    for pair in files.windows(2).filter(|pair| (&pair[0].name, pair[0].role) == (&pair[1].name, pair[1].role))
    {
        findings.push(Finding::new(Code::EntryDuplicate, &pair[1].name));
    }
    Error::refuse(&findings)?;
    let parts: Vec<Vec<String>> =
        files.iter().map(|file| file.name.split('/').map(str::to_owned).collect()).collect();
    let wanted = files.iter().zip(&parts).map(|(file, rest)| Wanted { role: file.role, rest });
    entry_names(edition, &wanted.collect::<Vec<_>>())
}
