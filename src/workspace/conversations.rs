//! The message files of a folder as conversations: found files through the readers of `message`.

use crate::base::entry_name::EntryName;
use crate::base::error::{Error, Result};
use crate::base::limits::Limits;
use crate::base::time::UtcSecond;
use crate::format::fact::{MailFact, Word};
use crate::message::{
    Described, Export, MAX_MAIL, Setting, Sink, Source, Stream, Take, describe, dkim, read_sources,
};
use crate::seal::Source as _;
use crate::workspace::collect::Found;
use std::collections::HashMap;
use std::io::Read as _;

/// A found file, opened as often as a reader needs to.
struct FoundExport<'a>(&'a Found);

impl Export for FoundExport<'_> {
    fn open(&self) -> Result<Box<dyn Stream + '_>> {
        Ok(Box::new(self.0.file()?))
    }
}

fn with_sources<T>(files: &[(&Found, String)], work: impl FnOnce(&[Source<'_>]) -> Result<T>) -> Result<T> {
    let exports: Vec<FoundExport<'_>> = files.iter().map(|(found, _)| FoundExport(found)).collect();
    let sources: Vec<Source<'_>> = files
        .iter()
        .zip(&exports)
        .map(|((found, path), export)| Source {
            path: path.clone(),
            name: found.name(),
            export,
            changed: found.modified(),
        })
        .collect();
    let done = work(&sources)?;
    // what was read is what was found
    files.iter().try_for_each(|(found, _)| found.confirm().map_err(|e| e.on(found.path())))?;
    Ok(done)
}

/// The facts of message files that will be sealed under these paths.
///
/// # Errors
/// Read errors, [`Changed`](crate::base::error::ErrorKind::Changed), and those of `take`. An export that is not understood
/// is no error.
pub fn conversation_facts(
    files: &[(&Found, String)],
    setting: &Setting,
    limits: &Limits,
    take: &mut dyn Take,
) -> Result<Vec<Described>> {
    with_sources(files, |sources| describe(sources, setting, limits, take))
}

/// How the key record of a signature was come by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRecord {
    /// The record.
    pub text: String,
    /// When.
    pub captured_at: UtcSecond,
    /// `dns`, `file`.
    pub captured_by: &'static str,
}

/// The `mail` facts of those of the files that are single mails: what checking their DKIM signatures gives, with the
/// key records that `keys` finds.
///
/// # Errors
/// Read errors.
pub fn mail_facts(
    files: &[(&Found, EntryName)],
    described: &[Described],
    keys: &mut dyn FnMut(&str) -> Option<KeyRecord>,
) -> Result<Vec<MailFact>> {
    let is_mail = |path: &str| described.iter().any(|d| d.path == path && d.reading.dialect == Some("eml"));
    let mails = files.iter().filter(|(_, path)| is_mail(path.as_str()));
    mails.map(|(found, path)| Ok(mail_fact(path.clone(), &mail_of(found)?, keys))).collect()
}

/// The bytes of a found mail, as far as a mail is read.
///
/// # Errors
/// Read errors.
pub fn mail_of(found: &Found) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    found
        .file()?
        .take(MAX_MAIL as u64)
        .read_to_end(&mut bytes)
        .map_err(|e| Error::read(e).on(found.path()))?;
    Ok(bytes)
}

/// The `mail` fact of one mail.
pub fn mail_fact(path: EntryName, bytes: &[u8], keys: &mut dyn FnMut(&str) -> Option<KeyRecord>) -> MailFact {
    let mut used = HashMap::new();
    let checked = dkim::check(bytes, &mut |name| {
        let record = keys(name)?;
        let text = record.text.clone();
        used.insert(name.to_owned(), record);
        Some(text)
    });
    let name = checked.domain.as_deref().zip(checked.selector.as_deref()).map(|(d, s)| dkim::key_name(d, s));
    let record = name.and_then(|name| used.remove(&name));
    let word = |word: &str| Word::try_from(word).expect("a word of ours");
    MailFact {
        path,
        dkim: word(checked.outcome.word()),
        domain: checked.domain,
        selector: checked.selector,
        key_record: record.as_ref().map(|r| r.text.clone()),
        captured_at: record.as_ref().map(|r| r.captured_at),
        captured_by: record.map(|r| word(r.captured_by)),
    }
}

/// The messages themselves, for reading on screen.
///
/// # Errors
/// As above.
pub fn read_conversations(files: &[(&Found, String)], setting: &Setting, sink: &mut dyn Sink) -> Result<()> {
    with_sources(files, |sources| read_sources(sources, setting, sink))
}
