//! Asking authorities for time-stamps: whom, what was answered, and how that is told.

use super::context::Context;
use super::seal::random;
use super::usage;
use crate::base::digest::Sha256Digest;
use crate::base::disk;
use crate::base::error::{Error, Result as Outcome};
use crate::cli::{Exit, Failure};
use crate::net::ask::{Asked, Patience, ask};
use crate::net::authorities::{self, FILE, Service, Terms, with_own_names};
use crate::seal::new_stamp::NewToken;
use crate::text::{Message, Say as _};
use crate::timestamp::{Anchors, Stamp};
use clap::Args;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Whom to ask.
#[derive(Debug, Clone, Default, Args)]
pub struct AskArgs {
    #[arg(long, value_name = "URL|NAME")]
    pub tsa: Vec<String>,
    #[command(flatten)]
    pub roots: RootArgs,
}

/// Whom to believe.
#[derive(Debug, Clone, Default, Args)]
pub struct RootArgs {
    #[arg(long = "tsa-root", value_name = "FILE")]
    pub tsa_root: Vec<PathBuf>,
}

impl RootArgs {
    /// The pinned roots, those of the user's list, and those named here.
    pub fn anchors(&self, ctx: &Context) -> Result<Anchors, Failure> {
        let mut anchors = Anchors::pinned();
        let home = ctx.home()?;
        let listed = list(&home)?.map(|list| list.roots).unwrap_or_default();
        for path in listed.iter().map(|path| home.join(path)).chain(self.tsa_root.iter().cloned()) {
            const MOST: u64 = 1 << 20; // a certificate has about two thousand bytes
            let mut file = Vec::new();
            disk::open(&path)?.take(MOST).read_to_end(&mut file).map_err(|e| Error::read(e).on(&path))?;
            let not_one = |_| usage(Message::new("error-tsa-root").text("path", path.display()));
            anchors.add(&file).map_err(not_one)?;
        }
        Ok(anchors)
    }
}

fn list(home: &Path) -> Result<Option<authorities::Authorities>, Failure> {
    let path = home.join(FILE);
    match std::fs::read_to_string(&path) {
        Ok(text) => authorities::read(&text).map(Some).map_err(|bad| {
            let message = Message::new("error-authorities").text("path", path.display());
            Failure::Said(message.count("line", bad.line as u64).text("text", bad.text), Exit::Usage)
        }),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(Error::read(e).on(path).into()),
    }
}

/// Does the environment say that nobody outside is to be asked?
pub fn wants_to_be_offline() -> bool {
    std::env::var_os("HIKAE_OFFLINE").is_some_and(|v| !v.is_empty())
}

/// One run's asking.
pub struct Stamping<'a> {
    ctx: &'a Context,
    services: Vec<Service>,
    anchors: Anchors,
    asked: RefCell<Vec<(Sha256Digest, Vec<Asked>)>>,
}

impl<'a> Stamping<'a> {
    /// The services named, else those of the user's list, else the default ones; with `HIKAE_OFFLINE` none, and it is an
    /// error to name one.
    pub fn new(ctx: &'a Context, args: &AskArgs) -> Result<Self, Failure> {
        let anchors = args.roots.anchors(ctx)?;
        let find = |text: &String| {
            let known: Vec<&str> = Service::names().collect();
            let message = Message::new("error-tsa").text("text", text).text("names", known.join(", "));
            Service::find(text).map_err(|_| usage(message))
        };
        let named: Vec<Service> = args.tsa.iter().map(find).collect::<Result<_, _>>()?;
        if !named.is_empty() && wants_to_be_offline() {
            return Err(usage(Message::new("error-tsa-offline")));
        }
        let services = match list(&ctx.home()?)? {
            _ if !named.is_empty() => named,
            _ if wants_to_be_offline() => Vec::new(),
            Some(list) => list.services,
            None => Service::defaults(),
        };
        Ok(Self { ctx, services: with_own_names(services), anchors, asked: RefCell::default() })
    }

    /// Asks nobody.
    pub fn offline(ctx: &'a Context) -> Self {
        Self { ctx, services: Vec::new(), anchors: Anchors::none(), asked: RefCell::default() }
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
    pub fn stamp(&self, imprint: Sha256Digest) -> Outcome<Vec<NewToken>> {
        if self.is_offline() {
            return Ok(Vec::new());
        }
        self.pause()?;
        let names: Vec<&str> = self.services.iter().map(|s| s.name().as_str()).collect();
        for service in self.services.iter().filter(|service| service.terms() == Terms::NonCommercial) {
            self.ctx.note(&Message::new("stamp-terms").text("service", service.name()));
        }
        self.ctx.note(&Message::new("stamp-asking").text("services", names.join(", ")).text("hash", imprint));
        let mut nonce = || random();
        let check = &Context::check_stop;
        let asked = ask(&self.services, imprint, &self.anchors, Patience::DEFAULT, &mut nonce, check)?;
        let token = |asked: &Asked| {
            let (response, _) = asked.answer.as_ref().ok()?;
            Some(NewToken { name: asked.service.name().clone(), response: response.clone() })
        };
        let tokens = asked.iter().filter_map(token).collect();
        self.asked.borrow_mut().push((imprint, asked));
        Ok(tokens)
    }

    /// Between two requests, as long as the services wish.
    fn pause(&self) -> Outcome<()> {
        let longest = self.services.iter().map(Service::pause).max().unwrap_or_default();
        if self.asked.borrow().is_empty() || longest.is_zero() {
            return Ok(());
        }
        self.ctx.note(&Message::new("stamp-pause").count("seconds", longest.as_secs()));
        let until = std::time::Instant::now() + longest;
        while std::time::Instant::now() < until {
            Context::check_stop()?;
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        Ok(())
    }

    /// Did anybody answer at all?
    pub fn is_answered(&self) -> bool {
        self.asked.borrow().iter().flat_map(|(_, asked)| asked).any(|a| a.answer.is_ok())
    }

    /// What was answered, one line a service.
    pub fn tell(&self) -> Outcome<()> {
        let now = self.ctx.now()?;
        let mut clock = None;
        for asked in self.asked.borrow().iter().flat_map(|(_, asked)| asked) {
            match &asked.answer {
                Ok((_, stamp)) => {
                    self.ctx.note(&stamped(self.ctx, &asked.service, stamp));
                    clock = clock.or(Some(stamp.gen_time.second().unix() - now.unix()));
                }
                Err(why) => {
                    let why = self.ctx.texts.say(&why.say());
                    let message = Message::new("stamp-no-answer").text("service", asked.service.name());
                    self.ctx.note(&message.text("reason", why));
                }
            }
        }
        // the same five minutes that a verifier allows
        if let Some(off) = clock.filter(|off| off.abs() > 300) {
            self.ctx.note(&Message::new("stamp-clock").count("minutes", off.unsigned_abs() / 60));
        }
        Ok(())
    }

    /// The same for a machine.
    pub fn to_json(&self) -> Value {
        let one = |imprint: &Sha256Digest, asked: &Asked| {
            let stamp = asked.answer.as_ref().ok().map(|(_, stamp)| stamp);
            let by = stamp.and_then(|s| s.authority.as_ref().ok());
            json!({
                "service": asked.service.name().as_str(), "url": asked.service.url(), "sent": imprint,
                "gen_time": stamp.map(|s| s.gen_time.to_string()), "authority": by.map(|a| &a.name),
                "trusted": by.is_some(),
                "failure": asked.answer.as_ref().err().map(|why| self.ctx.texts.say(&why.say())),
            })
        };
        let all = self.asked.borrow();
        all.iter()
            .flat_map(|(imprint, asked)| asked.iter().map(|a| one(imprint, a)).collect::<Vec<_>>())
            .collect()
    }
}

fn stamped(ctx: &Context, service: &Service, stamp: &Stamp) -> Message {
    let time = ctx.time_of(stamp);
    match &stamp.authority {
        Ok(by) => Message::new("stamp-made").text("time", time).text("authority", &by.name),
        Err(why) => {
            let message = Message::new("stamp-made-unknown").text("time", time);
            message.text("service", service.name()).text("reason", why)
        }
    }
}
