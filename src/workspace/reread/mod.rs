//! `--reread`: disclosed sources described anew and compared with their facts; of mails, the signatures always. The one
//! place where checking meets the parsers and the decoders; it comes after the verdict and takes no part in it.

mod grades;
mod mails;
mod messages;
mod sealed;
mod sound;
mod told;
mod within;

pub use grades::Grades;
pub use mails::{CheckedMails, check_mails};
pub use sealed::Sounds;

use crate::base::entry_name::EntryName;
use crate::base::error::Result;
use crate::base::finding::Findings;
use crate::base::limits::Limits;
use crate::format::archive::{Edition, ReadAt};
use crate::format::contents::{Once, for_each_line};
use crate::format::fact::Uint;
use crate::message::Setting;
use crate::message::dkim::Outcome;
use crate::message::grade::{Checked, Grade, KeyOf};
use std::collections::{BTreeMap, BTreeSet};
use told::{Marks, Told};

/// How a sound that was measured again stands to its fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sound {
    /// Every value is as it was sealed.
    Same,
    /// It is not.
    Differs,
}

/// What reading again gave.
#[derive(Debug, Default)]
pub struct Reread {
    /// Differences, and what could not be compared.
    pub findings: Findings,
    /// Conversations that were read again and are as their facts say.
    pub same: u64,
    /// Delivered files that were measured again and are as their facts say.
    pub sounds_same: u64,
    /// The sounds that were measured again, by path: are they as sealed?
    pub sounds: BTreeMap<String, Sound>,
    /// Signed mails, checked again.
    pub mails: Vec<MailRead>,
    /// What the check is worth for each message.
    pub grades: Grades,
    /// The conversations that are disclosed.
    pub conversations: Vec<ReadConversation>,
    /// Those that are as their facts say.
    clean: BTreeSet<(Edition, Uint)>,
}

/// A conversation, as its fact has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadConversation {
    /// Its edition.
    pub edition: Edition,
    /// Its number.
    pub k: Uint,
    /// Where it stands.
    pub source: String,
    /// What it was read as.
    pub format: String,
    /// How many messages it has.
    pub count: Uint,
}

impl ReadConversation {
    /// First and last number of each stretch of messages of one grade.
    pub fn grades(&self, grades: &Grades) -> Vec<(u64, u64, Grade)> {
        grades.stretches(self.edition, self.k, self.count, &self.format)
    }
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
    /// Whose key it was checked with.
    pub key: KeyOf,
}

/// What a reader brings.
pub struct Reader<'a> {
    limits: &'a Limits,
    case_facts: &'a dyn Fn(Edition) -> u64,
    keys: &'a mut dyn FnMut(&str) -> Option<(String, KeyOf)>,
    tick: &'a (dyn Fn(u64) -> Result<()> + Sync),
    marks: Marks,
}

impl<'a> Reader<'a> {
    /// `case_facts` tells how many facts of the memo an edition has by its seal; `keys` finds the reader's own key records
    /// by name, and tells whose they are; `tick` is told of bytes read.
    pub fn new(
        limits: &'a Limits,
        case_facts: &'a dyn Fn(Edition) -> u64,
        keys: &'a mut dyn FnMut(&str) -> Option<(String, KeyOf)>,
        tick: &'a (dyn Fn(u64) -> Result<()> + Sync),
    ) -> Self {
        Self { limits, case_facts, keys, tick, marks: Marks::default() }
    }
}

/// Reads verified archives again.
///
/// # Errors
/// Read errors, and those of `tick`. What cannot be compared is a finding.
pub fn reread<R: ReadAt>(archives: &[R], mut reader: Reader<'_>) -> Result<Reread> {
    let mut told: BTreeMap<Edition, Told> = BTreeMap::new();
    let mut once = Once::over(archives, reader.limits)?;
    for source in archives {
        for_each_line(source, reader.limits, |edition, line, fact| {
            if once.is_new(edition, line) {
                told.entry(edition).or_default().take(fact, &reader.marks);
            }
            Ok(())
        })?;
    }
    let files = sealed::files(archives, reader.limits)?;
    let mut done = Reread::default();
    let mut memo: Option<Setting> = None;
    for (edition, told) in &mut told {
        told.sort();
        let sealed = (reader.case_facts)(*edition);
        if told.memo.len() as u64 == sealed && !told.memo.is_empty() {
            memo = Some(Setting::of_facts(&told.memo, reader.limits));
        } else if sealed > 0 {
            memo = None; // an edition whose memo is not whole here leaves the answers open
        }
        let setting = match &memo {
            Some(setting) => Some(setting.clone()),
            // sealed without a memo: nothing was said beforehand
            None if *edition == Edition::FIRST && sealed == 0 => Some(Setting::default()),
            None => None,
        };
        done.messages(*edition, told, setting.as_ref(), &files, &reader)?;
        for mail in &told.mails {
            done.mail(mail, &files, &mut reader)?;
        }
        done.grade_mails(*edition, told);
        done.conversations.extend(told.conversations.values().map(|c| ReadConversation {
            edition: *edition,
            k: c.k,
            source: c.source.clone(),
            format: c.format.to_string(),
            count: c.count,
        }));
        done.sound(told, &files, &reader)?;
    }
    Ok(done)
}

impl Reread {
    /// The message of a signed mail is worth what its signature is, if its facts are what the mail gives.
    fn grade_mails(&mut self, edition: Edition, told: &Told) {
        for conversation in told.conversations.values() {
            let mail = self.mails.iter().find(|mail| mail.path.as_str() == conversation.source);
            let single = conversation.dialect.as_ref().is_some_and(|d| d.as_str() == "eml");
            if let Some(mail) = mail
                && single
                && self.clean.contains(&(edition, conversation.k))
            {
                self.grades.mail(edition, conversation.k, Checked::Signature(mail.outcome, mail.key));
            }
        }
    }
}
