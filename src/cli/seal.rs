//! `hikae seal`: what is new in a case folder, or single files, into one sealed archive.

use super::context::Context;
use super::conversations::{self, Reading};
use super::delivery::{self, After};
use super::measured::{self, Subject};
use super::notes::notices;
use super::progress::{Bar, is_watched};
use super::stamping::{AskArgs, RootArgs, Stamping};
use super::verify::policy;
use super::{Done, key, loose, usage};
use crate::base::disk;
use crate::base::error::{Error, ErrorKind};
use crate::base::limits::Limits;
use crate::case::Specification;
use crate::case::roles::{Role, Wanted, entry_names};
use crate::cli::{Exit, Failure};
use crate::format::archive::Edition;
use crate::format::fact::{Fact, Salt};
use crate::format::proof::{CaseId, Signer};
use crate::message::Setting;
use crate::seal::publish::{Stage, publish};
use crate::seal::{Payload, Request, Sealed, Source};
use crate::text::Message;
use crate::workspace::describe::{Described, is_measured};
use crate::workspace::folder::{CaseFolder, Item, is_case};
use crate::workspace::history::{History, LastSeal, Standing, Verified, memo_facts};
use crate::workspace::links::Named;
use clap::Args;
use serde_json::json;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub struct SealArgs {
    #[arg(value_name = "CASE|PATH")]
    pub paths: Vec<PathBuf>,
    #[arg(long, short, value_name = "OUT.zip")]
    pub output: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    #[arg(long, value_name = "FILE=ROLE", value_parser = parse_placement)]
    pub place: Vec<Placement>,
    #[arg(long)]
    pub skip_special: bool,
    #[arg(long, conflicts_with = "tsa")]
    pub offline: bool,
    #[command(flatten)]
    pub ask: AskArgs,
    #[arg(long, value_name = "FILE")]
    pub dkim_key: Option<PathBuf>,
    #[arg(long)]
    pub no_analysis: bool,
    #[arg(long)]
    pub message_only: bool,
}

/// Where a file belongs, as the person says; no role leaves it out.
#[derive(Debug, Clone)]
pub struct Placement {
    pub file: String,
    pub role: Option<Role>,
}

fn parse_placement(text: &str) -> Result<Placement, String> {
    let (file, role) = text.rsplit_once('=').ok_or("FILE=ROLE")?;
    let role = match role {
        "none" => None,
        role => Some(role.parse().map_err(|e: crate::case::roles::NotARole| e.to_string())?),
    };
    Ok(Placement { file: file.to_owned(), role })
}

pub fn run(ctx: &Context, args: SealArgs) -> Done {
    let here = PathBuf::from(".");
    let only = match args.paths.as_slice() {
        [] => Some(&here),
        [path] => Some(path),
        _ => None,
    };
    match only {
        Some(path) if args.output.is_none() => seal_case(ctx, path, &args).map(|_| Exit::Fine),
        Some(path) if path.is_dir() && is_case(path) => Err(usage(Message::new("seal-case-output"))),
        _ => match &args.output {
            Some(_) if args.message_only => Err(usage(Message::new("seal-message-needs-case"))),
            Some(output) => loose::run(ctx, &args, output),
            None => Err(usage(Message::new("seal-needs-output"))),
        },
    }
}

/// Seals what is new in a case folder. Gives the file of the delivery message, if one was written.
pub fn seal_case(ctx: &Context, root: &Path, args: &SealArgs) -> Result<Option<PathBuf>, Failure> {
    let limits = Limits::DEFAULT;
    let mut case = CaseFolder::open(root, ctx.lang(), &limits)?;
    for path in disk::clear_leftovers(&case.seals)? {
        ctx.note(&Message::new("seal-cleared").text("path", path.display()));
    }
    if disk::is_busy(&case.seals) {
        return Err(busy(&case).into());
    }
    let history = history(ctx, &mut case)?;
    settle_unplaced(ctx, &mut case, args)?;
    tell_left_out(ctx, &case.special, &case.droppings, args)?;
    for notice in notices(ctx, case.memo.as_ref())? {
        ctx.note(&notice);
    }
    let delivers = |item: &Item| matches!(item.role, Role::Delivery(_));
    if history.last.is_none() && !case.items.iter().any(delivers) {
        return Err(Error::from(ErrorKind::NothingToSeal).on(&case.root).into());
    }
    let standing = standing(ctx, &case, &history)?;
    let delivers = |item: &Item| matches!(item.role, Role::Delivery(_));
    if history.last.is_none() && !case.items.iter().any(delivers) {
        return Err(Error::from(ErrorKind::NothingToSeal).on(&case.root).into());
    }
    if !standing.is_news() {
        return delivery::nothing_new(ctx, &case, &history, standing.unchanged, args).map(|()| None);
    }
    for (item, sealed) in standing.changed.iter().filter(|(item, _)| delivers(item)) {
        let message = Message::new("seal-delivery-changed").text("file", item.found.name());
        ctx.note(&message.count("edition", sealed.edition.get()));
    }
    let signer = key::for_sealing(ctx, args.key.as_deref())?;
    let stamping = args.stamping(ctx)?; // what does not fit is said before anything is written
    let edition = next_edition(history.last.as_ref(), &signer)?;
    let mut items = standing.new;
    items.extend(standing.changed.into_iter().map(|(item, _)| item));
    let memo = if standing.memo_changed { memo_facts(&case) } else { Vec::new() };
    let case_id = match &history.last {
        Some(last) => last.case,
        None => CaseId(random()?),
    };
    let named = &history.named;
    let reading = Reading::of(Setting::of(case.memo.as_ref()), args);
    let previous = history.last.as_ref();
    let job = Job { case: case_id, edition, previous, items, facts: memo, named, reading };
    let fresh = !case.seals.exists();
    std::fs::create_dir_all(&case.seals).map_err(|e| Error::write(e).on(&case.seals))?;
    disk::sync_folder(&case.root)?; // the folder's own name, before a seal in it counts as kept
    let target = case.seals.join(format!("{edition}.zip"));
    let (sealed, subjects) = seal_items(ctx, &target, job, args, &signer, &stamping).map_err(|failure| {
        if fresh {
            let _ = std::fs::remove_dir(&case.seals); // only if it is empty
        }
        match failure {
            // the name was free when the seals were read: another run has taken it since
            Failure::Library(e) if e.kind == ErrorKind::Exists => busy(&case).into(),
            failure => failure,
        }
    })?;
    let specification = case.memo.as_ref().map(|memo| memo.specification()).unwrap_or_default();
    let after = &delivery::after(ctx, &case, history, &target, edition, &sealed);
    let (target, specification, subjects) = (&*target, &specification, &*subjects);
    let told = Told { target, edition, sealed: &sealed, specification, subjects, after, stamping: &stamping };
    tell(ctx, &told, args)?;
    Ok(after.message_file())
}

fn busy(case: &CaseFolder) -> Error {
    Error::from(ErrorKind::Busy).on(&case.seals)
}

/// Reads and verifies the seals of a case, with progress, and gives files that were asked about before their role.
pub fn history(ctx: &Context, case: &mut CaseFolder) -> Result<History, Failure> {
    Ok(verified(ctx, case)?.0)
}

/// The same, with the seals still open.
pub fn verified(ctx: &Context, case: &mut CaseFolder) -> Result<(History, Option<Verified>), Failure> {
    let size_of = |path: PathBuf| path.metadata().map_or(0, |m| m.len());
    let seals = crate::workspace::history::seals_in(&case.seals)?.into_iter().map(size_of).sum();
    let bar = Bar::new(ctx, &Message::new("progress-verifying"), seals);
    let read = History::read(&case.seals, &policy(ctx, &RootArgs::default())?, &|n| bar.tick(n))?;
    read.0.settle(case);
    Ok(read)
}

/// Holds the folder against its seals, with progress.
pub fn standing(ctx: &Context, case: &CaseFolder, history: &History) -> Result<Standing, Failure> {
    let known = case.items.iter().filter(|i| history.files.contains_key(&i.found.identity()));
    let bytes = known.map(|i| i.found.size()).sum();
    let bar = Bar::new(ctx, &Message::new("progress-comparing"), bytes);
    Ok(Standing::of(case, history, &|n| bar.tick(n))?)
}

/// A file without a place: said on the command line, asked about on a terminal, else an error that names it.
fn settle_unplaced(ctx: &Context, case: &mut CaseFolder, args: &SealArgs) -> Result<(), Failure> {
    for placement in &args.place {
        if !case.settle(&placement.file, placement.role) {
            return Err(usage(Message::new("seal-place-unknown").text("file", &placement.file)));
        }
    }
    if case.unplaced.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = case.unplaced.iter().map(|(found, _)| found.name()).collect();
    if !ctx.can_ask() {
        return Err(Error::from(ErrorKind::Unplaced).detail(names.join(", ")).on(&case.root).into());
    }
    for (found, why) in &case.unplaced {
        ctx.note(&why.message(&found.name()));
    }
    for name in names {
        let role = ask_role(ctx, &name)?;
        case.settle(&name, role);
    }
    Ok(())
}

/// Asks where one file belongs.
pub fn ask_role(ctx: &Context, name: &str) -> Result<Option<Role>, Failure> {
    let stopped = || Error::from(ErrorKind::Interrupted);
    loop {
        let answer =
            ctx.ask_choice(&Message::new("seal-ask-place").text("file", name)).ok_or_else(stopped)?;
        match answer.as_str() {
            "1" => {
                let round = ctx.ask(&Message::new("seal-ask-round")).ok_or_else(stopped)?;
                if let Some(round) = crate::case::Round::from_folder(&round) {
                    return Ok(Some(Role::Delivery(round)));
                }
            }
            "2" => return Ok(Some(Role::Messages)),
            "3" => return Ok(Some(Role::Documents)),
            "4" => return Ok(None),
            _ => {}
        }
    }
}

/// Names what is not sealed; stops at links and special files unless told to go on.
pub fn tell_left_out(
    ctx: &Context,
    special: &[PathBuf],
    droppings: &[PathBuf],
    args: &SealArgs,
) -> Result<(), Failure> {
    if let (Some(first), false) = (special.first(), args.skip_special) {
        return Err(Error::from(ErrorKind::Special).on(first).into());
    }
    for path in special {
        ctx.note(&Message::new("seal-skipped-special").text("path", path.display()));
    }
    if !droppings.is_empty() {
        let names: Vec<String> = droppings.iter().map(|p| p.display().to_string()).collect();
        ctx.note(&Message::new("seal-left-out").text("files", names.join(", ")));
    }
    Ok(())
}

fn next_edition(last: Option<&LastSeal>, signer: &dyn Signer) -> Result<Edition, Failure> {
    let Some(last) = last else { return Ok(Edition::FIRST) };
    if last.signer != signer.public_key().fingerprint() {
        return Err(Error::from(ErrorKind::OtherKey).detail(last.signer).into());
    }
    let full = || Error::from(ErrorKind::Limit).detail("999 editions");
    Ok(last.edition.next().ok_or_else(full)?)
}

impl SealArgs {
    /// Whom to ask for time-stamps.
    pub fn stamping<'a>(&self, ctx: &'a Context) -> Result<Stamping<'a>, Failure> {
        if self.offline { Ok(Stamping::offline(ctx)) } else { Stamping::new(ctx, &self.ask) }
    }
}

/// What is to be sealed.
pub struct Job<'a> {
    pub case: CaseId,
    pub edition: Edition,
    pub previous: Option<&'a LastSeal>,
    pub items: Vec<Item>,
    pub facts: Vec<Fact>,
    /// What codes in the message files can name.
    pub named: &'a Named,
    /// How messages are read.
    pub reading: Reading,
}

/// From here on measuring takes seconds: half an hour of stereo in 24 bits.
const LONG_MEASURING: u64 = 512 << 20;

/// Seals files and facts to `target`, with progress; tells also what was measured.
pub fn seal_items(
    ctx: &Context,
    target: &Path,
    job: Job<'_>,
    args: &SealArgs,
    signer: &dyn Signer,
    stamping: &Stamping<'_>,
) -> Result<(Sealed, Vec<Subject>), Failure> {
    let Job { case, edition, previous, mut items, mut facts, named, reading } = job;
    items.sort_by_cached_key(|item| item.found.name().into_bytes());
    let wanted: Vec<Wanted<'_>> = items.iter().map(|i| Wanted { role: i.role, rest: &i.rest }).collect();
    let names = entry_names(edition, &wanted)?;
    let sealed = ctx.now()?;
    if let Some(last) = previous.filter(|last| last.sealed > sealed) {
        let message = Message::new("seal-clock-before").text("now", sealed).text("last", last.sealed);
        return Err(Failure::Said(message, Exit::Unable));
    }
    let origins = items.iter().zip(&names).map(|(item, name)| Fact::Origin(item.found.origin(name.clone())));
    facts.extend(origins);
    let talks = conversations::Talks::of(ctx, &items, &names, &reading, named)?;
    let size = |items: &mut dyn Iterator<Item = &Item>| items.map(|item| item.found.size()).sum::<u64>();
    let to_measure = |item: &&Item| !args.no_analysis && is_measured(item.role);
    let measured = size(&mut items.iter().filter(to_measure));
    if measured >= LONG_MEASURING && is_watched(ctx) {
        ctx.note(&Message::new("progress-measuring-long"));
    }
    let sealing = Bar::new(ctx, &Message::new("progress-sealing"), size(&mut items.iter()) * 2 + measured);
    let tick = |bytes| sealing.tick(bytes);
    let sources: Vec<Box<dyn Source + '_>> = items
        .iter()
        .map(|item| -> Box<dyn Source + '_> {
            match to_measure(&item) {
                true => Box::new(Described::new(&item.found, item.role, &tick)),
                false => Box::new(item.found.clone()),
            }
        })
        .collect();
    let found = names.iter().zip(&items).map(|(name, item)| (name.to_string(), item.found.name())).collect();
    let payload =
        names.into_iter().zip(&sources).map(|(name, source)| Payload { name, source: &**source }).collect();
    let limits = Limits::DEFAULT;
    let previous = previous.map(|last| last.code);
    let stream = talks.stream()?;
    let (lang, stamper) = (ctx.lang(), &|imprint| stamping.stamp(imprint));
    let request = Request { case, edition, previous, sealed, payload, facts, stream, lang, limits, stamper };
    let progress = |_: Stage, n| sealing.tick(n);
    let mut salts = || random().map(Salt);
    let sealed = publish(target, request, signer, &mut salts, &progress)?;
    // what nobody asked for has no line
    let subjects = if args.no_analysis { Vec::new() } else { measured::subjects(&sealed.described, &found) };
    Ok((sealed, subjects))
}

/// Random bytes of the system.
pub fn random<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| Error::from(ErrorKind::Random))?;
    Ok(bytes)
}

/// What there is to tell of a seal.
pub struct Told<'a> {
    pub target: &'a Path,
    pub edition: Edition,
    pub sealed: &'a Sealed,
    pub specification: &'a Specification,
    pub subjects: &'a [Subject],
    pub after: &'a After,
    pub stamping: &'a Stamping<'a>,
}

/// What was made, how it stands to what was agreed, the message to send, and the time.
pub fn tell(ctx: &Context, told: &Told<'_>, args: &SealArgs) -> Result<(), Failure> {
    let Told { target, edition, sealed, specification, subjects, after, stamping } = told;
    if ctx.is_json() {
        let mut value = json!({
            "schema": "hikae.seal/1",
            "sealed": {
                "path": target, "edition": edition.get(), "seal_code": sealed.code.to_string(),
                "facts": sealed.facts, "bytes": sealed.size, "files": sealed.files,
                "described": sealed.described,
            },
            "time": stamping.to_json(),
        });
        measured::add_to(&mut value["sealed"], specification, subjects);
        after.add_to(&mut value);
        ctx.json(&value);
        return Ok(());
    }
    if args.message_only {
        after.tell_message(ctx);
        return Ok(());
    }
    let shown = delivery::shown(target).display();
    let made = Message::new("seal-made").text("path", &shown).count("edition", edition.get());
    ctx.say(&made.count("files", sealed.files.len() as u64));
    measured::tell(ctx, specification, subjects);
    after.tell(ctx, sealed);
    let to_send = args.output.is_some() || after.is_to_send();
    ctx.note(&Message::new(if to_send { "seal-code-use" } else { "seal-nothing-to-send" }));
    stamping.tell()?;
    if !stamping.is_answered() {
        let asked = if stamping.is_offline() { "seal-time-not-asked" } else { "seal-time-none" };
        ctx.note(&Message::new(asked).text("path", shown));
    }
    Ok(())
}
