//! Time-stamps on the command line: whom to ask, whom to believe, and how the answers are told.

use crate::base::digest::Sha256Digest;
use crate::base::error::Result as Outcome;
use crate::cli::exit::Failure;
use crate::cli::output::context::Context;
use crate::net::ask::Asked;
use crate::net::authorities::Service;
use crate::text::{Message, Say as _};
use crate::timestamp::{Anchors, Stamp};
use crate::workspace::keys::Network;
use crate::workspace::stamping::{AskWhom, Stamping, anchors};
use clap::Args;
use serde_json::{Value, json};
use std::path::PathBuf;

/// Whom to ask.
#[derive(Debug, Clone, Default, Args)]
pub struct AskArgs {
    #[arg(long, value_name = "URL|NAME")]
    pub tsa: Vec<String>,
    #[command(flatten)]
    pub roots: RootArgs,
}

impl AskArgs {
    /// The services, ready to be asked.
    pub fn stamping<'a>(&self, ctx: &'a Context) -> Result<Stamping<'a>, Failure> {
        let (home, network) = (ctx.home()?, network());
        let whom = AskWhom { named: &self.tsa, roots: &self.roots.tsa_root, home: &home, network };
        Ok(Stamping::new(ctx.desk(), whom)?)
    }
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
        Ok(anchors(&ctx.home()?, &self.tsa_root)?)
    }
}

/// Does the environment say that nobody outside is to be asked?
pub fn network() -> Network {
    match std::env::var_os("HIKAE_OFFLINE") {
        Some(value) if !value.is_empty() => Network::Offline,
        _ => Network::Allowed,
    }
}

/// What was answered, one line a service.
pub fn tell(ctx: &Context, stamping: &Stamping<'_>) -> Outcome<()> {
    let now = ctx.now()?;
    let mut clock = None;
    for asked in stamping.asked().iter().flat_map(|(_, asked)| asked) {
        match &asked.answer {
            Ok((_, stamp)) => {
                ctx.note(&stamped(ctx, &asked.service, stamp));
                clock = clock.or(Some(stamp.gen_time.second().unix() - now.unix()));
            }
            Err(why) => {
                let why = ctx.texts.say(&why.say());
                let message = Message::new("stamp-no-answer").text("service", asked.service.name());
                ctx.note(&message.text("reason", why));
            }
        }
    }
    // the same five minutes that a verifier allows
    if let Some(off) = clock.filter(|off| off.abs() > 300) {
        ctx.note(&Message::new("stamp-clock").count("minutes", off.unsigned_abs() / 60));
    }
    Ok(())
}

/// The same for a machine.
pub fn to_json(ctx: &Context, stamping: &Stamping<'_>) -> Value {
    let one = |imprint: &Sha256Digest, asked: &Asked| {
        let stamp = asked.answer.as_ref().ok().map(|(_, stamp)| stamp);
        let by = stamp.and_then(|s| s.authority.as_ref().ok());
        json!({
            "service": asked.service.name().as_str(), "url": asked.service.url(), "sent": imprint,
            "gen_time": stamp.map(|s| s.gen_time.to_string()), "authority": by.map(|a| &a.name),
            "trusted": by.is_some(),
            "failure": asked.answer.as_ref().err().map(|why| ctx.texts.say(&why.say())),
        })
    };
    let all = stamping.asked();
    all.iter()
        .flat_map(|(imprint, asked)| asked.iter().map(|a| one(imprint, a)).collect::<Vec<_>>())
        .collect()
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
