//! `hikae stamp`: time-stamps for seals that were made without, or whose time-stamps will not last.

use super::context::Context;
use super::progress::Bar;
use super::stamping::{AskArgs, Stamping};
use super::{Done, usage, verify};
use crate::base::disk;
use crate::base::error::{Error, ErrorKind};
use crate::base::limits::Limits;
use crate::cli::{Exit, Failure};
use crate::format::archive::Edition;
use crate::seal::publish::{Stage, republish};
use crate::seal::stamp::Stamped;
use crate::text::Message;
use crate::verify::{Policy, Run, Verdict};
use crate::workspace::folder::{CaseFolder, is_case};
use clap::Args;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub struct StampArgs {
    #[arg(value_name = "CASE|ARCHIVE")]
    paths: Vec<PathBuf>,
    #[arg(long, short, value_name = "OUT.zip")]
    output: Option<PathBuf>,
    #[command(flatten)]
    ask: AskArgs,
}

/// An archive, and the editions in it that get a stamp.
struct Job {
    path: PathBuf,
    editions: Vec<Edition>,
}

pub fn run(ctx: &Context, args: StampArgs) -> Done {
    let here = [PathBuf::from(".")];
    let paths = if args.paths.is_empty() { &here[..] } else { &args.paths };
    let stamping = Stamping::new(ctx, &args.ask)?;
    if stamping.is_offline() {
        return Err(usage(Message::new("stamp-nobody")));
    }
    let policy = Policy { anchors: stamping.anchors().clone(), ..Policy::at(ctx.now()?) };
    let mut jobs = Vec::new();
    for path in paths {
        match jobs_in(ctx, path, &policy)? {
            Ok(found) => jobs.extend(found),
            Err(run) => return Ok(verify::tell(ctx, &run)),
        }
    }
    if args.output.is_some() && jobs.len() > 1 {
        return Err(usage(Message::new("stamp-output-one")));
    }
    let mut done = Vec::new();
    for job in &jobs {
        done.push(stamp(ctx, job, args.output.as_deref(), &stamping, &policy)?);
    }
    if ctx.is_json() {
        ctx.json(&json!({ "schema": "hikae.stamp/1", "stamped": done, "time": stamping.to_json() }));
    } else {
        stamping.tell()?;
        if jobs.is_empty() {
            ctx.say(&Message::new("stamp-nothing-needed"));
        }
    }
    let failed = done.iter().any(|value| value["editions"].as_array().is_none_or(Vec::is_empty));
    Ok(if failed { Exit::Unable } else { Exit::Fine })
}

/// What is to be stamped: an archive by name in any case, of a folder what is in need. A verdict other than intact
/// comes back instead: a stamp on it would say nothing.
fn jobs_in(ctx: &Context, path: &Path, policy: &Policy) -> Result<Result<Vec<Job>, Box<Run>>, Failure> {
    let seals = if path.is_dir() && is_case(path) {
        let seals = CaseFolder::open(path, ctx.lang(), &Limits::DEFAULT)?.seals;
        if crate::workspace::history::seals_in(&seals)?.is_empty() {
            return Err(Error::from(ErrorKind::NoSeals).on(&seals).into());
        }
        seals
    } else {
        path.to_owned()
    };
    let opened = verify::open(std::slice::from_ref(&seals))?;
    let run = verify::check(ctx, &opened, policy)?;
    if run.outcome.verdict != Verdict::Intact {
        return Ok(Err(Box::new(run)));
    }
    let needs = |edition: Edition| !seals.is_dir() || run.outcome.times.need(edition, policy.now).is_some();
    let jobs = run.archives.iter().map(|archive| Job {
        path: archive.path.clone(),
        editions: archive.editions.iter().map(|e| e.edition).filter(|e| needs(*e)).collect(),
    });
    Ok(Ok(jobs.filter(|job| !job.editions.is_empty()).collect()))
}

fn stamp(
    ctx: &Context,
    job: &Job,
    output: Option<&Path>,
    stamping: &Stamping<'_>,
    policy: &Policy,
) -> Result<Value, Failure> {
    let folder = job.path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    for path in disk::clear_leftovers(folder)? {
        ctx.note(&Message::new("seal-cleared").text("path", path.display()));
    }
    if disk::is_busy(folder) {
        return Err(Error::from(ErrorKind::Busy).on(folder).into());
    }
    let opened = [(job.path.clone(), disk::open(&job.path)?)];
    let run = verify::check(ctx, &opened, policy)?; // once more: this very file, now
    if run.outcome.verdict != Verdict::Intact {
        return Err(Error::from(ErrorKind::Changed).on(&job.path).into());
    }
    let checked = run.archives.first().ok_or(Error::from(ErrorKind::NotHikae))?;
    let [(_, source)] = opened;
    let size = source.metadata().map_err(|e| Error::read(e).on(&job.path))?.len();
    let stamped = Stamped::ask(source, &job.editions, policy.limits, &|imprint| stamping.stamp(imprint))?;
    let editions: Vec<u16> = stamped.editions().map(Edition::get).collect();
    let shown = super::delivery::shown(&job.path).display();
    if editions.is_empty() {
        ctx.note(&Message::new("stamp-none-came").text("path", shown));
    } else {
        let bar = Bar::new(ctx, &Message::new("progress-stamping"), size * 2);
        let progress = |_: Stage, n| bar.tick(n);
        republish(&job.path, stamped, checked, output, policy, &progress)?;
        drop(bar);
        if !ctx.is_json() {
            let target = super::delivery::shown(output.unwrap_or(&job.path)).display();
            ctx.say(&Message::new("stamp-added").text("path", target));
        }
    }
    Ok(json!({ "path": output.unwrap_or(&job.path), "editions": editions }))
}
