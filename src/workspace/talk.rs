//! What the message files of a case say now, together with earlier copies that only its seals hold.

use super::collect::Found;
use super::conversations::conversation_facts;
use super::desk::{Desk, Done};
use super::earlier::Earlier;
pub use super::earlier::Seals;
use super::folder::CaseFolder;
use crate::base::limits::Limits;
use crate::case::Memo;
use crate::case::memo::{Channel, Item, Permission};
use crate::case::roles::Role;
use crate::format::fact::Fact;
use crate::message::silence::{Absence, Covered, Record, Reference, Scope, Silence};
use crate::message::{Described, PASTED, Setting, Telling};
use crate::text::{Message, Texts};
use std::collections::{BTreeSet, HashMap};

/// Texts of messages that are quoted.
pub type Quotes = HashMap<Reference, String>;

/// What the message files of a folder say now, sealed or not, together with earlier copies that only the seals hold.
pub struct Talk {
    /// All signs, counted.
    pub record: Record,
    /// How each file was read.
    pub described: Vec<Described>,
    /// Words that are quoted.
    pub quotes: Quotes,
    /// How they were to be read.
    pub setting: Setting,
    /// Formats of channels outside the platform for which nothing was approved.
    pub outside: BTreeSet<String>,
    /// The platform, as the notes name it.
    pub platform: Option<String>,
    /// Names as found of what only the seals hold.
    pub origins: HashMap<String, String>,
}

impl Talk {
    /// Reads all message files of a case, and of its seals what the folder does not hold. `None`: there are no messages.
    pub fn of_case(desk: Desk<'_>, case: &CaseFolder, seals: &Seals<'_>) -> Done<Option<Self>> {
        let messages = case.items.iter().filter(|item| item.role == Role::Messages);
        let files: Vec<(&Found, String)> = messages.map(|item| (&item.found, item.found.name())).collect();
        let earlier = Earlier::of(desk, case, seals)?;
        if files.is_empty() && earlier.as_ref().is_none_or(|earlier| earlier.is_empty()) {
            return Ok(None);
        }
        let memo = case.memo.as_ref();
        let setting = Setting::of(memo);
        let limits = Limits::DEFAULT;
        let mut record = Record::default();
        let described = conversation_facts(&files, &setting, &limits, &mut |fact: Fact| {
            record.take(0, &fact);
            desk.check()
        })?;
        memo.iter().flat_map(|memo| memo.facts()).for_each(|fact| record.take(0, &fact));
        record.bound(0, desk.now()?);
        if let Some(earlier) = &earlier {
            earlier.take_into(&mut record)?;
        }
        record.settle();
        let mut quotes = Quotes::new();
        let wanted = wanted(&record);
        if wanted.iter().any(|message| message.edition == 0) {
            conversation_facts(&files, &setting, &limits, &mut |fact: Fact| {
                keep(0, fact, &wanted, &mut quotes);
                desk.check()
            })?;
        }
        if let Some(earlier) = earlier.as_ref().filter(|_| wanted.iter().any(|message| message.edition > 0)) {
            earlier.each(|edition, fact| keep(edition, fact, &wanted, &mut quotes))?;
        }
        let outside = outside(memo, &described);
        let platform = memo.and_then(|memo| memo.get(Item::Platform)).map(str::to_owned);
        let origins = earlier.map(|earlier| earlier.origins).unwrap_or_default();
        Ok(Some(Self { record, described, quotes, setting, outside, platform, origins }))
    }

    /// Readable names of paths: here they are the names as found.
    pub fn name(&self, path: &str) -> String {
        let described = self.described.iter().find(|d| d.path == path).map(|d| &d.name);
        let first = path.split(' ').next().unwrap_or_default();
        described.or_else(|| self.origins.get(first)).map_or(path, String::as_str).to_owned()
    }

    /// What can be said, and what stands against it.
    pub fn silence(&self) -> Absence<Silence> {
        self.record.silence(Scope::All, self.setting.zone.tz)
    }

    /// Threads of which nobody says when they were copied, where what can be said ends with their last record.
    pub fn undeclared(&self) -> Vec<Message> {
        let silence = self.silence();
        let exports = silence.stated().map(|silence| silence.exports.as_slice()).unwrap_or_default();
        let is_open = |covered: &&Covered| covered.format == PASTED && covered.is_undeclared();
        let open = exports.iter().map(|export| &export.covered).filter(is_open);
        let told = open.map(|covered| {
            let name = self.name(&covered.source);
            let last = name.rsplit('/').next().unwrap_or_default().to_owned();
            Message::new("status-copy-time").text("file", &name).text("last", last)
        });
        told.collect()
    }

    /// Times of copying that cannot be, beside the reasons that are told with the statement.
    pub fn odd_copies(&self, texts: &Texts) -> Vec<Message> {
        let (silence, zone) = (self.silence(), self.setting.zone.tz);
        let name = |path: &str| self.name(path);
        let telling = Telling { texts, name: &name, shown: &|when| when.shown(zone) };
        let odd = self.record.odd_copies();
        let others = odd.iter().filter(|odd| !silence.blocks().contains(odd));
        others.map(|odd| telling.message(odd)).collect()
    }
}

/// Channels outside the platform of which the memo does not say that contact there was approved.
fn outside(memo: Option<&Memo>, described: &[Described]) -> BTreeSet<String> {
    let Some(memo) = memo else { return BTreeSet::new() };
    let Some(platform) = memo.get(Item::Platform).and_then(Channel::named) else { return BTreeSet::new() };
    let approved = |format: &str| {
        memo.outside().iter().any(|o| o.channel.as_str() == format && o.permission == Permission::Approved)
    };
    let formats = described.iter().filter(|d| d.reading.count > 0).map(|d| d.reading.format);
    // notices of the platform come by mail; a thread that was copied is of the platform
    let inside = |format: &&str| !matches!(*format, "pasted" | "mail") && *format != platform.as_str();
    formats.filter(inside).filter(|format| !approved(format)).map(str::to_owned).collect()
}

/// Messages whose words are quoted: reminders, nudges, automatic replies, and what followed each delivery.
pub fn wanted(record: &Record) -> BTreeSet<Reference> {
    let reminders = record.reminders().into_iter().filter_map(|reminder| reminder.message);
    let replies = record.rounds().into_iter().filter_map(|round| round.first);
    let automatic = record.auto_replies().into_iter().filter_map(|reply| reply.message);
    let nudges = record.nudges().into_iter().filter_map(|nudge| nudge.message);
    reminders.chain(replies).chain(automatic).chain(nudges).collect()
}

/// Keeps the text of a message that is quoted.
pub fn keep(edition: u16, fact: Fact, wanted: &BTreeSet<Reference>, quotes: &mut Quotes) {
    if let Fact::Text(text) = fact {
        let reference = Reference { edition, k: text.k.get(), n: text.n.get() };
        if wanted.contains(&reference) {
            quotes.insert(reference, text.text);
        }
    }
}
