//! Asking authorities for time-stamps: whom, whom to believe, and what was answered.

use super::desk::{Desk, Done, Failure, random};
use super::keys::Network;
use crate::base::digest::Sha256Digest;
use crate::base::disk;
use crate::base::error::{Error, Result};
use crate::net::ask::{Asked, Patience, ask};
use crate::net::authorities::{self, FILE, Service, Terms, with_own_names};
use crate::seal::new_stamp::NewToken;
use crate::text::Message;
use crate::timestamp::Anchors;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The pinned roots, those of the user's list in `home`, and those in `files`.
///
/// # Errors
/// Read errors; a file that is no certificate.
pub fn anchors(home: &Path, files: &[PathBuf]) -> Done<Anchors> {
    let mut anchors = Anchors::pinned();
    let listed = list(home)?.map(|list| list.roots).unwrap_or_default();
    for path in listed.iter().map(|path| home.join(path)).chain(files.iter().cloned()) {
        const MOST: u64 = 1 << 20; // a certificate has about two thousand bytes
        let mut file = Vec::new();
        disk::open(&path)?.take(MOST).read_to_end(&mut file).map_err(|e| Error::read(e).on(&path))?;
        let not_one = |_| Failure::Refused(Message::new("error-tsa-root").text("path", path.display()));
        anchors.add(&file).map_err(not_one)?;
    }
    Ok(anchors)
}

fn list(home: &Path) -> Done<Option<authorities::Authorities>> {
    let path = home.join(FILE);
    match std::fs::read_to_string(&path) {
        Ok(text) => authorities::read(&text).map(Some).map_err(|bad| {
            let message = Message::new("error-authorities").text("path", path.display());
            Failure::Refused(message.count("line", bad.line()).text("text", bad.text()))
        }),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(Error::read(e).on(path).into()),
    }
}

/// Whom to ask.
#[derive(Debug, Clone, Copy)]
pub struct AskWhom<'a> {
    /// Addresses and names; empty: those of the user's list, else the default ones.
    pub named: &'a [String],
    /// Files with roots to believe.
    pub roots: &'a [PathBuf],
    /// The folder of keys and configuration.
    pub home: &'a Path,
    /// May anybody be asked?
    pub network: Network,
}

/// What a request was over, and what each service answered.
type Answers = Vec<(Sha256Digest, Vec<Asked>)>;

/// One run's asking.
pub struct Stamping<'a> {
    desk: Desk<'a>,
    services: Vec<Service>,
    anchors: Anchors,
    asked: Mutex<Answers>,
}

impl<'a> Stamping<'a> {
    /// The services named, else those of the user's list, else the default ones; without the network none, and it is an
    /// error to name one.
    ///
    /// # Errors
    /// Those of [`anchors`]; a name that no service has.
    pub fn new(desk: Desk<'a>, whom: AskWhom<'_>) -> Done<Self> {
        let anchors = anchors(whom.home, whom.roots)?;
        let find = |text: &String| {
            let known: Vec<&str> = Service::names().collect();
            let message = Message::new("error-tsa").text("text", text).text("names", known.join(", "));
            Service::find(text).map_err(|_| Failure::Refused(message))
        };
        let named: Vec<Service> = whom.named.iter().map(find).collect::<Done<_>>()?;
        let is_offline = whom.network == Network::Offline;
        if !named.is_empty() && is_offline {
            return Err(Failure::Refused(Message::new("error-tsa-offline")));
        }
        let services = match list(whom.home)? {
            _ if !named.is_empty() => named,
            _ if is_offline => Vec::new(),
            Some(list) => list.services,
            None => Service::defaults(),
        };
        Ok(Self { desk, services: with_own_names(services), anchors, asked: Mutex::default() })
    }

    /// Asks nobody.
    pub fn offline(desk: Desk<'a>) -> Self {
        Self { desk, services: Vec::new(), anchors: Anchors::none(), asked: Mutex::default() }
    }

    /// Whom the user believes.
    pub fn anchors(&self) -> &Anchors {
        &self.anchors
    }

    /// Is there nobody to ask?
    pub fn is_offline(&self) -> bool {
        self.services.is_empty()
    }

    /// Asks all services for a stamp over `imprint`, and keeps what was answered to be told later.
    ///
    /// # Errors
    /// [`Interrupted`](crate::base::error::ErrorKind::Interrupted)
    pub fn stamp(&self, imprint: Sha256Digest) -> Result<Vec<NewToken>> {
        if self.is_offline() {
            return Ok(Vec::new());
        }
        self.pause()?;
        let names: Vec<&str> = self.services.iter().map(|s| s.name().as_str()).collect();
        for service in self.services.iter().filter(|service| service.terms() == Terms::NonCommercial) {
            self.desk.note(&Message::new("stamp-terms").text("service", service.name()));
        }
        self.desk
            .note(&Message::new("stamp-asking").text("services", names.join(", ")).text("hash", imprint));
        let mut nonce = || random();
        let check = &|| self.desk.check();
        let asked = ask(&self.services, imprint, &self.anchors, Patience::DEFAULT, &mut nonce, check)?;
        let token = |asked: &Asked| {
            let (response, _) = asked.answer.as_ref().ok()?;
            Some(NewToken { name: asked.service.name().clone(), response: response.clone() })
        };
        let tokens = asked.iter().filter_map(token).collect();
        self.asked().push((imprint, asked));
        Ok(tokens)
    }

    /// Between two requests, as long as the services wish.
    fn pause(&self) -> Result<()> {
        let longest = self.services.iter().map(Service::pause).max().unwrap_or_default();
        if self.asked().is_empty() || longest.is_zero() {
            return Ok(());
        }
        self.desk.note(&Message::new("stamp-pause").count("seconds", longest.as_secs()));
        let until = std::time::Instant::now() + longest;
        while std::time::Instant::now() < until {
            self.desk.check()?;
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        Ok(())
    }

    /// What was asked, and what was answered.
    pub fn asked(&self) -> MutexGuard<'_, Answers> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Did anybody answer at all?
    pub fn is_answered(&self) -> bool {
        self.asked().iter().flat_map(|(_, asked)| asked).any(|a| a.answer.is_ok())
    }
}
