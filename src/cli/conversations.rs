//! Messages at sealing: their facts, the keys of signed mails, and what a person should know of how they were read.

use super::context::Context;
use super::seal::SealArgs;
use super::stamping::wants_to_be_offline;
use super::usage;
use crate::base::disk;
use crate::base::entry_name::EntryName;
use crate::base::error::Error;
use crate::base::limits::Limits;
use crate::base::time::UtcSecond;
use crate::case::roles::Role;
use crate::cli::Failure;
use crate::format::fact::Fact;
use crate::message::dkim::{BadKey, Why, key_records};
use crate::message::{Certainty, Described, Setting};
use crate::seal::FactStream;
use crate::text::Message;
use crate::workspace::collect::Found;
use crate::workspace::conversations::{KeyRecord, conversation_facts, mail_facts};
use crate::workspace::folder::Item;
use crate::workspace::links::{Links, Named};
use std::collections::HashMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// How the messages of a seal are read, and where keys of signed mails may come from.
#[derive(Debug, Default, Clone)]
pub struct Reading {
    pub setting: Setting,
    pub keys: Keys,
}

/// Where keys of signed mails come from.
#[derive(Debug, Default, Clone)]
pub struct Keys {
    file: Option<PathBuf>,
    offline: bool,
}

impl Keys {
    /// A file, and DNS unless somebody wants to stay offline.
    pub fn of(file: Option<PathBuf>, offline: bool) -> Self {
        Self { file, offline: offline || wants_to_be_offline() }
    }
}

impl Reading {
    pub fn of(setting: Setting, args: &SealArgs) -> Self {
        Self { setting, keys: Keys::of(args.dkim_key.clone(), args.offline) }
    }
}

/// The message files that are sealed, and how their facts are made.
pub struct Talks<'a> {
    ctx: &'a Context,
    found: Vec<(&'a Found, EntryName)>,
    setting: &'a Setting,
    keys: Lookup<'a>,
    named: &'a Named,
}

impl<'a> Talks<'a> {
    /// `names` are the entry names of the items.
    pub fn of(
        ctx: &'a Context,
        items: &'a [Item],
        names: &[EntryName],
        reading: &'a Reading,
        named: &'a Named,
    ) -> Result<Self, Failure> {
        let messages = items.iter().zip(names).filter(|(item, _)| item.role == Role::Messages);
        let found = messages.map(|(item, name)| (&item.found, name.clone())).collect();
        Ok(Self { ctx, found, setting: &reading.setting, keys: Lookup::new(ctx, &reading.keys)?, named })
    }

    /// Their facts as a stream: a million messages do not fit into the memory that a seal should take.
    pub fn stream(self) -> Result<Option<FactStream<'a>>, Failure> {
        if self.found.is_empty() {
            return Ok(None);
        }
        let spool = tempfile::tempfile().map_err(Error::write)?;
        let Self { ctx, found, setting, mut keys, named } = self;
        let feed = move |push: &mut dyn FnMut(Fact) -> crate::base::error::Result<()>| {
            let files: Vec<(&Found, String)> =
                found.iter().map(|(found, name)| (*found, name.as_str().to_owned())).collect();
            let mut stoppable = |fact| {
                Context::check_stop()?;
                push(fact)
            };
            let mut links = Links::new(named, &mut stoppable);
            let described = conversation_facts(&files, setting, &Limits::DEFAULT, &mut links)?;
            for file in links.search_rest(&found, &described)? {
                ctx.note(&Message::new("seal-links-not-searched").text("file", file));
            }
            described.iter().for_each(|described| tell(ctx, described));
            let mails = mail_facts(&found, &described, &mut |name| keys.find(name))?;
            mails.into_iter().map(Fact::Mail).try_for_each(push)
        };
        Ok(Some(FactStream { feed: Box::new(feed), spool }))
    }
}

fn tell(ctx: &Context, described: &Described) {
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
    ctx.note(&Message::new(id).text("file", &described.name));
    if let Some(looks) = super::unread::sentence(&described.reading, &described.name) {
        ctx.note(&looks);
    }
}

/// Reads the records of a file.
pub fn read_keys(ctx: &Context, path: &Path) -> Result<HashMap<String, String>, Failure> {
    const MOST: u64 = 1 << 20; // thousands of records
    let mut bytes = Vec::new();
    disk::open(path)?.take(MOST + 1).read_to_end(&mut bytes).map_err(|e| Error::read(e).on(path))?;
    if bytes.len() as u64 > MOST {
        let message = Message::new("error-dkim-key-size").text("path", path.display());
        return Err(usage(message.count("limit", MOST)));
    }
    key_records(&String::from_utf8_lossy(&bytes)).map_err(|bad| {
        let message = Message::new("error-dkim-key").text("path", path.display());
        usage(message.count("line", bad.line as u64).text("why", ctx.texts.say(&why(bad.why))))
    })
}

/// What is wrong with a line of it.
fn why(why: Why) -> Message {
    Message::new(match why {
        Why::Name => "dkim-key-name",
        Why::Twice(first) => return Message::new("dkim-key-twice").count("first", first as u64),
        Why::Key(BadKey::Form) => "dkim-key-form",
        Why::Key(BadKey::Version) => "dkim-key-version",
        Why::Key(BadKey::Revoked) => "dkim-key-revoked",
        Why::Key(BadKey::Kind) => "dkim-key-kind",
        Why::Key(BadKey::Key) => "dkim-key-key",
        Why::Key(BadKey::Service) => "dkim-key-service",
    })
}

/// Finds key records: in the file, else in DNS; every name once.
pub struct Lookup<'a> {
    ctx: &'a Context,
    file: HashMap<String, String>,
    offline: bool,
    now: UtcSecond,
    known: HashMap<String, Option<KeyRecord>>,
    /// Lookups that may still be made: names come from mails, which anybody can write.
    left: u32,
}

impl<'a> Lookup<'a> {
    pub fn new(ctx: &'a Context, keys: &Keys) -> Result<Self, Failure> {
        const MOST: u32 = 20; // platforms and clients of one job have a handful of keys
        let file = keys.file.as_deref().map(|path| read_keys(ctx, path)).transpose()?.unwrap_or_default();
        let now = ctx.now()?;
        Ok(Self { ctx, file, offline: keys.offline, now, known: HashMap::new(), left: MOST })
    }

    pub fn find(&mut self, name: &str) -> Option<KeyRecord> {
        if let Some(known) = self.known.get(name) {
            return known.clone();
        }
        let captured_at = self.now;
        let from_file = self.file.get(name).cloned();
        let found = match from_file {
            Some(text) => Some(KeyRecord { text, captured_at, captured_by: "file" }),
            None if self.offline => {
                if self.known.is_empty() {
                    self.ctx.note(&Message::new("mail-offline"));
                }
                None
            }
            None => self.ask(name).map(|text| KeyRecord { text, captured_at, captured_by: "dns" }),
        };
        self.known.insert(name.to_owned(), found.clone());
        found
    }

    #[cfg(feature = "dns")]
    fn ask(&mut self, name: &str) -> Option<String> {
        let servers = name_servers();
        self.left = self.left.checked_sub(1)?;
        let mut id = [0; 2];
        getrandom::fill(&mut id).ok()?;
        let found = crate::net::dns::txt(name, &servers, u16::from_be_bytes(id)).ok().flatten();
        let id = if found.is_some() { "mail-asked" } else { "mail-not-found" };
        self.ctx.note(&Message::new(id).text("name", name));
        found
    }

    #[cfg(not(feature = "dns"))]
    fn ask(&mut self, _: &str) -> Option<String> {
        let _ = self.left;
        None
    }
}

/// The system's name servers; a test or a careful person may name another one.
#[cfg(feature = "dns")]
fn name_servers() -> Vec<std::net::SocketAddr> {
    match std::env::var("HIKAE_DNS") {
        Ok(server) => server.parse().into_iter().collect(),
        Err(_) => crate::net::dns::servers(),
    }
}
