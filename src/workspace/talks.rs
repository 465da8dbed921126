//! The messages of a seal: their facts as a stream, and what a person should know of how they were read.

use super::collect::Found;
use super::conversations::{conversation_facts, mail_facts};
use super::desk::{Desk, Done};
use super::folder::Item;
use super::keys::{Keys, Lookup};
use super::links::{Links, Named};
use crate::base::entry_name::EntryName;
use crate::base::error::{Error, Result};
use crate::base::limits::Limits;
use crate::case::roles::Role;
use crate::format::fact::Fact;
use crate::message::{Certainty, Described, Looks, Reading as ReadAs, Setting};
use crate::seal::FactStream;
use crate::text::{Message, visible};

/// How the messages of a seal are read, and where keys of signed mails may come from.
#[derive(Debug, Default, Clone)]
pub struct Reading {
    /// How messages are read.
    pub setting: Setting,
    /// Where keys come from.
    pub keys: Keys,
}

/// The message files that are sealed, and how their facts are made.
pub struct Talks<'a> {
    desk: Desk<'a>,
    found: Vec<(&'a Found, EntryName)>,
    setting: &'a Setting,
    keys: Lookup<'a>,
    named: &'a Named,
}

impl<'a> Talks<'a> {
    /// `names` are the entry names of the items.
    ///
    /// # Errors
    /// Those of [`Lookup::new`].
    pub fn of(
        desk: Desk<'a>,
        items: &'a [Item],
        names: &[EntryName],
        reading: &'a Reading,
        named: &'a Named,
    ) -> Done<Self> {
        let messages = items.iter().zip(names).filter(|(item, _)| item.role == Role::Messages);
        let found = messages.map(|(item, name)| (&item.found, name.clone())).collect();
        Ok(Self { desk, found, setting: &reading.setting, keys: Lookup::new(desk, &reading.keys)?, named })
    }

    /// Their facts as a stream: a million messages do not fit into the memory that a seal should take.
    ///
    /// # Errors
    /// A temporary file that cannot be made.
    pub fn stream(self) -> Done<Option<FactStream<'a>>> {
        if self.found.is_empty() {
            return Ok(None);
        }
        let spool = tempfile::tempfile().map_err(Error::write)?;
        let Self { desk, found, setting, mut keys, named } = self;
        let feed = move |push: &mut dyn FnMut(Fact) -> Result<()>| {
            let files: Vec<(&Found, String)> =
                found.iter().map(|(found, name)| (*found, name.as_str().to_owned())).collect();
            let mut stoppable = |fact| {
                desk.check()?;
                push(fact)
            };
            let mut links = Links::new(named, &mut stoppable);
            let described = conversation_facts(&files, setting, &Limits::DEFAULT, &mut links)?;
            for file in links.search_rest(&found, &described)? {
                desk.note(&Message::new("seal-links-not-searched").text("file", file));
            }
            described.iter().for_each(|described| tell(desk, described));
            let mails = mail_facts(&found, &described, &mut |name| keys.find(name))?;
            mails.into_iter().map(Fact::Mail).try_for_each(push)
        };
        Ok(Some(FactStream { feed: Box::new(feed), spool }))
    }
}

fn tell(desk: Desk<'_>, described: &Described) {
    let id = match described.reading.certainty() {
        Certainty::Understood => return,
        Certainty::NotUnderstood
            if matches!(described.reading.format, "pdf" | "image" | "media" | "web-page") =>
        {
            return;
        }
        Certainty::NotUnderstood => "seal-conversation-unread",
        Certainty::Gaps | Certainty::Ambiguous => "seal-conversation-open",
    };
    desk.note(&Message::new(id).text("file", &described.name));
    if let Some(looks) = unread(&described.reading, &described.name) {
        desk.note(&looks);
    }
}

/// What a file looks like that could hold messages and is not read.
pub fn unread(reading: &ReadAs, name: &str) -> Option<Message> {
    let looks = Looks::of_word(reading.format)?;
    let unread = reading.certainty() == Certainty::NotUnderstood && looks.may_hold_messages();
    unread.then(|| Message::new(format!("looks-{}", looks.word())).text("file", visible(name)))
}
