//! `hikae stamp`: time-stamps for seals that were made without, or whose time-stamps will not last.

use crate::cli::exit::{Done, Exit, usage};
use crate::cli::output::context::Context;
use crate::cli::output::delivery;
use crate::cli::output::stamping::{self, AskArgs, network};
use crate::cli::output::verdict;
use crate::format::archive::Edition;
use crate::text::Message;
use crate::verify::Policy;
use crate::workspace::keys::Network;
use crate::workspace::restamp::{Looked, Restamped, in_need, restamp};
use clap::Args;
use serde_json::{Value, json};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct StampArgs {
    #[arg(value_name = "CASE|ARCHIVE")]
    paths: Vec<PathBuf>,
    #[arg(long, short, value_name = "OUT.zip")]
    output: Option<PathBuf>,
    #[command(flatten)]
    ask: AskArgs,
}

pub fn run(ctx: &Context, args: StampArgs) -> Done {
    let here = [PathBuf::from(".")];
    let paths = if args.paths.is_empty() { &here[..] } else { &args.paths };
    let stamping = args.ask.stamping(ctx)?;
    if stamping.is_offline() {
        let why = if network() == Network::Offline { "stamp-offline" } else { "stamp-nobody" };
        return Err(usage(Message::new(why)));
    }
    let policy = Policy { anchors: stamping.anchors().clone(), ..Policy::at(ctx.now()?) };
    let mut jobs = Vec::new();
    for path in paths {
        match in_need(ctx.desk(), path, &policy)? {
            Looked::Intact(found) => jobs.extend(found),
            Looked::NotIntact(run) => return Ok(verdict::tell(ctx, &run)),
        }
    }
    if args.output.is_some() && jobs.len() > 1 {
        return Err(usage(Message::new("stamp-output-one")));
    }
    let mut done = Vec::new();
    for job in &jobs {
        let restamped =
            restamp(ctx.desk(), job, args.output.as_deref(), &|imprint| stamping.stamp(imprint), &policy)?;
        tell(ctx, &restamped);
        done.push(restamped);
    }
    if ctx.is_json() {
        let stamped: Vec<Value> = done.iter().map(as_json).collect();
        let time = stamping::to_json(ctx, &stamping);
        ctx.json(&json!({ "schema": "hikae.stamp/1", "stamped": stamped, "time": time }));
    } else {
        stamping::tell(ctx, &stamping)?;
        if jobs.is_empty() {
            ctx.say(&Message::new("stamp-nothing-needed"));
        }
    }
    let failed = done.iter().any(|restamped| restamped.editions.is_empty());
    Ok(if failed { Exit::Unable } else { Exit::Fine })
}

fn tell(ctx: &Context, restamped: &Restamped) {
    let shown = delivery::shown(&restamped.path).display();
    if restamped.editions.is_empty() {
        ctx.note(&Message::new("stamp-none-came").text("path", shown));
    } else if !ctx.is_json() {
        ctx.say(&Message::new("stamp-added").text("path", shown));
    }
}

fn as_json(restamped: &Restamped) -> Value {
    let editions: Vec<u16> = restamped.editions.iter().copied().map(Edition::get).collect();
    json!({ "path": restamped.path, "editions": editions })
}
