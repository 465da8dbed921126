//! The keys of signed mails: from a file of the person, else from DNS; every name once.

use super::conversations::KeyRecord;
use super::desk::{Desk, Done, Failure};
use crate::base::disk;
use crate::base::error::Error;
use crate::base::time::UtcSecond;
use crate::message::dkim::{BadKey, Why, key_records};
use crate::text::{Message, Texts};
use std::collections::HashMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// May anybody outside be asked?
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Network {
    /// As far as a verb needs it.
    #[default]
    Allowed,
    /// Nobody is asked.
    Offline,
}

/// Where keys of signed mails come from.
#[derive(Debug, Default, Clone)]
pub struct Keys {
    file: Option<PathBuf>,
    network: Network,
}

impl Keys {
    /// A file, and DNS where the network is allowed.
    pub fn of(file: Option<PathBuf>, network: Network) -> Self {
        Self { file, network }
    }
}

/// Reads the records of a file.
///
/// # Errors
/// Read errors; a line that is no record, with its number.
pub fn read_keys(texts: &Texts, path: &Path) -> Done<HashMap<String, String>> {
    const MOST: u64 = 1 << 20; // thousands of records
    let mut bytes = Vec::new();
    disk::open(path)?.take(MOST + 1).read_to_end(&mut bytes).map_err(|e| Error::read(e).on(path))?;
    if bytes.len() as u64 > MOST {
        let message = Message::new("error-dkim-key-size").text("path", path.display());
        return Err(Failure::Refused(message.count("limit", MOST)));
    }
    key_records(&String::from_utf8_lossy(&bytes)).map_err(|bad| {
        let message = Message::new("error-dkim-key").text("path", path.display());
        Failure::Refused(message.count("line", bad.line()).text("why", texts.say(&why(bad.why()))))
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

/// Finds key records.
pub struct Lookup<'a> {
    desk: Desk<'a>,
    file: HashMap<String, String>,
    network: Network,
    now: UtcSecond,
    known: HashMap<String, Option<KeyRecord>>,
    /// Lookups that may still be made: names come from mails, which anybody can write.
    left: u32,
}

impl<'a> Lookup<'a> {
    /// # Errors
    /// Those of [`read_keys`].
    pub fn new(desk: Desk<'a>, keys: &Keys) -> Done<Self> {
        const MOST: u32 = 20; // platforms and clients of one job have a handful of keys
        let file =
            keys.file.as_deref().map(|path| read_keys(desk.texts, path)).transpose()?.unwrap_or_default();
        let now = desk.now()?;
        Ok(Self { desk, file, network: keys.network, now, known: HashMap::new(), left: MOST })
    }

    /// The record of a name.
    pub fn find(&mut self, name: &str) -> Option<KeyRecord> {
        if let Some(known) = self.known.get(name) {
            return known.clone();
        }
        let captured_at = self.now;
        let from_file = self.file.get(name).cloned();
        let found = match from_file {
            Some(text) => Some(KeyRecord { text, captured_at, captured_by: "file" }),
            None if self.network == Network::Offline => {
                if self.known.is_empty() {
                    self.desk.note(&Message::new("mail-offline"));
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
        self.desk.note(&Message::new(id).text("name", name));
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
