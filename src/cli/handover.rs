//! `hikae handover`: the folder for support. What the recipient will see is told first, then it is written.

use super::context::Context;
use super::progress::Bar;
use super::silence::{blocks_json, tell_blocks};
use super::stamping::RootArgs;
use super::{Done, seal, usage, verify};
use crate::base::disk;
use crate::base::entry_name::EntryName;
use crate::base::error::{Error, ErrorKind};
use crate::base::limits::Limits;
use crate::case::layout;
use crate::case::memo::Item;
use crate::case::roles::Role;
use crate::cli::{Exit, Failure};
use crate::format::fact::{Fact, Kind};
use crate::handover::beforehand::against;
use crate::handover::browser::Browser;
use crate::handover::clock::Clock;
use crate::handover::disclosure::{Level, Pattern};
use crate::handover::drafts::Adviser;
use crate::handover::prepare::{Choice, Outside, Prepared, Reader, Subject};
use crate::handover::stop::{OddDates, Stop};
use crate::handover::ticket::{Stage, Ticket};
use crate::handover::write::{Folder, Written, kept};
use crate::message::silence::Absence;
use crate::message::{Telling, format_name};
use crate::platform::{Application, Platform, PlatformId};
use crate::text::{Lang, Message, Say as _, Texts};
use crate::verify::{Policy, Requirement, Run, Verdict};
use crate::workspace::folder::CaseFolder;
use crate::workspace::history::History;
use clap::Args;
use serde_json::json;
use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::str::FromStr;

#[derive(Debug, Args)]
pub struct HandoverArgs {
    #[arg(value_name = "CASE", default_value = ".")]
    case: PathBuf,
    #[arg(long, value_name = "PLATFORM|ADVISER")]
    to: Option<Recipient>,
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
    #[arg(long, value_name = "hashes|messages|full")]
    level: Option<Level>,
    #[arg(long, value_name = "PATTERN")]
    show: Vec<Pattern>,
    #[arg(long, value_name = "PATTERN")]
    withhold: Vec<Pattern>,
    #[arg(long, value_name = "include|leave-out", value_parser = parse_outside)]
    outside: Option<Outside>,
    #[arg(long, value_name = "ja|en", value_parser = super::parse_lang)]
    document_lang: Option<Lang>,
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    roots: RootArgs,
}

/// For whom it is.
#[derive(Debug, Clone, Copy)]
enum Recipient {
    Platform(PlatformId),
    Adviser(Adviser),
}

impl FromStr for Recipient {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let adviser = text.parse().map(Recipient::Adviser);
        let platform = text.parse().map(Recipient::Platform);
        adviser.or(platform).map_err(|e: crate::platform::UnknownPlatform| e.to_string())
    }
}

/// What is made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Made {
    /// The ticket and page one, at this stage.
    Ticket(Stage),
    /// A draft for an adviser.
    Draft(Adviser),
}

impl HandoverArgs {
    fn adviser(&self) -> Option<Adviser> {
        match self.to {
            Some(Recipient::Adviser(adviser)) => Some(adviser),
            _ => None,
        }
    }

    /// An adviser is the worker's own: the originals go along.
    fn level(&self) -> Level {
        let usual = if self.adviser().is_some() { Level::Full } else { Level::Hashes };
        self.level.unwrap_or(usual)
    }
}

fn parse_outside(text: &str) -> Result<Outside, String> {
    match text {
        "include" => Ok(Outside::Include),
        "leave-out" => Ok(Outside::LeaveOut),
        _ => Err("include, leave-out".into()),
    }
}

pub fn run(ctx: &Context, args: HandoverArgs) -> Done {
    let mut case = CaseFolder::open(&args.case, ctx.lang(), &Limits::DEFAULT)?;
    // the seals of the case, and no copy that lies beside them
    let seals = crate::workspace::history::seals_in(&case.seals)?;
    if seals.is_empty() {
        return Err(Error::from(ErrorKind::NoSeals).on(&case.seals).into());
    }
    let require = BTreeSet::from([Requirement::Chain]);
    let policy = Policy { require, ..verify::policy(ctx, &args.roots)? };
    let opened = verify::open(&seals)?;
    let run = verify::check(ctx, &opened, &policy)?;
    if run.outcome.verdict != Verdict::Intact || !run.outcome.missing.is_empty() {
        return Ok(verify::tell(ctx, &run)); // nothing is handed over that support would find altered
    }
    let history = seal::history(ctx, &mut case)?;
    let platform = platform(&args, &case, &history)?;
    let news = seal::standing(ctx, &case, &history)?;
    for notice in case.memo.iter().flat_map(|memo| memo.notices()) {
        ctx.note(&notice.say());
    }
    if news.is_news() {
        ctx.note(&Message::new("handover-unsealed").count("count", news.new.len() + news.changed.len()));
    }
    let usual = match (args.adviser(), platform.id()) {
        (Some(adviser), _) => adviser.lang(),
        (None, PlatformId::Generic) => ctx.lang(),
        (None, _) => platform.support().lang,
    };
    let lang = args.document_lang.unwrap_or(usual);
    let clock = Clock { zone: platform.support().zone, lang, now: ctx.now()? };
    let sources: Vec<&File> = opened.iter().map(|(_, source)| source).collect();
    let unsealed = news.new.iter().chain(news.changed.iter().map(|(item, _)| item));
    let unsealed = unsealed.filter(|item| item.role == Role::Messages).map(|item| item.found.name());
    let beside = Beside { platform, clock, unsealed: unsealed.collect() };
    let Some((prepared, made)) = prepare(ctx, &args, &beside, &sources, &run)? else {
        return Ok(Exit::Stopped);
    };
    let target = target(&args, &case, platform, clock);
    if !ctx.is_json() {
        tell_beforehand(ctx, &prepared, made, platform);
    }
    if args.dry_run {
        if ctx.is_json() {
            ctx.json(&as_json(&prepared, made, platform, None, ctx));
        }
        return Ok(Exit::Fine);
    }
    if ctx.can_ask() {
        let answer = ctx.ask_choice(&Message::new("handover-go-on").text("folder", target.display()));
        if !answer.is_some_and(|answer| answer.starts_with('y') || answer.starts_with('は')) {
            ctx.note(&Message::new("handover-nothing-written"));
            return Ok(Exit::Stopped);
        }
    }
    let seals = Seals { sources: &sources, run: &run, policy: &policy };
    let written = write(ctx, &prepared, made, seals, &target)?;
    if ctx.is_json() {
        ctx.json(&as_json(&prepared, made, platform, Some(&written), ctx));
    } else if args.adviser().is_some() {
        let folder = super::delivery::shown(&written.folder).display().to_string();
        ctx.say(&Message::new("handover-adviser-written").text("folder", folder));
        tell_files(ctx, &written);
        ctx.line(&ctx.get("handover-adviser-next"));
    } else {
        tell_written(ctx, &written, platform);
    }
    Ok(Exit::Fine)
}

/// The platform named, else that of the notes as they were sealed, else of the notes as they are.
fn platform(args: &HandoverArgs, case: &CaseFolder, history: &History) -> Result<&'static Platform, Failure> {
    let sealed = history.memo.iter().find_map(|fact| match fact {
        Fact::Case(line) if line.key == Item::Platform.key() => Some(line.value.as_str()),
        _ => None,
    });
    let memo = || sealed.or_else(|| case.memo.as_ref().and_then(|memo| memo.get(Item::Platform)));
    let id = match args.to {
        Some(Recipient::Platform(id)) => Some(id),
        Some(Recipient::Adviser(_)) => {
            Some(memo().and_then(PlatformId::of_memo).unwrap_or(PlatformId::Generic))
        }
        None => memo().and_then(PlatformId::of_memo),
    };
    let words = || PlatformId::ALL.map(|id| id.to_string()).join(", ");
    id.map(Platform::of).ok_or_else(|| usage(Message::new("handover-to-whom").text("platforms", words())))
}

fn target(args: &HandoverArgs, case: &CaseFolder, platform: &Platform, clock: Clock) -> PathBuf {
    let whom = args.adviser().map_or_else(|| platform.id().to_string(), |adviser| adviser.to_string());
    let name = format!("{}{whom}-{}", layout(case.lang).handover, clock.date_name());
    args.output.clone().unwrap_or_else(|| case.root.join(name))
}

/// The platform, the moment, and what lies beside the seals.
struct Beside {
    platform: &'static Platform,
    clock: Clock,
    /// Message files that no seal holds yet.
    unsealed: Vec<String>,
}

/// Prepares, and asks what to do where something stops it. `None`: the person wants nothing written.
fn prepare(
    ctx: &Context,
    args: &HandoverArgs,
    beside: &Beside,
    sources: &[&File],
    run: &Run,
) -> Result<Option<(Prepared, Made)>, Failure> {
    let Beside { platform, clock, unsealed } = beside;
    // an adviser is no platform: its rule on contact elsewhere is not theirs
    let usual = if args.adviser().is_some() { Outside::Include } else { Outside::Stop };
    let mut outside = args.outside.unwrap_or(usual);
    loop {
        let choice =
            Choice { level: args.level(), show: args.show.clone(), withhold: args.withhold.clone(), outside };
        let reader = if args.adviser().is_some() { Reader::Adviser } else { Reader::Support };
        let subject = Subject { platform, reader, clock: *clock, unsealed: unsealed.clone() };
        let prepared = Prepared::of(sources, run, choice, subject, &Limits::DEFAULT)?;
        let stop = match prepared {
            Ok(prepared) => match (args.adviser(), prepared.stage()) {
                (Some(adviser), _) => return Ok(Some((prepared, Made::Draft(adviser)))),
                (None, Ok(stage)) => return Ok(Some((prepared, Made::Ticket(stage)))),
                (None, Err(stop)) => stop,
            },
            Err(stop) => stop,
        };
        let formats = match stop {
            Stop::Outside(formats) => formats,
            Stop::Dates(odd) => {
                tell_odd_dates(ctx, &odd, *clock);
                return Err(usage(Message::new("handover-dates")));
            }
            Stop::OtherPlatform(named) => return Err(usage(other_platform(ctx, &named, platform))),
            other => return Err(usage(why_not(ctx, &other, platform))),
        };
        let channels: Vec<String> = formats.iter().map(|format| format_name(&ctx.texts, format)).collect();
        let message = |id: &'static str| {
            Message::new(id)
                .text("channels", channels.join(", "))
                .text("platform", platform.name().text(ctx.lang()))
        };
        let (stopped, found) = match platform.outside().application {
            Application::Needed => ("handover-outside", "handover-outside-found"),
            Application::Forbidden => ("handover-outside-forbidden", "handover-outside-forbidden-found"),
            Application::NotNeeded | Application::Unknown => {
                ("handover-outside-unknown", "handover-outside-unknown-found")
            }
        };
        if !ctx.can_ask() {
            return Err(usage(message(stopped)));
        }
        ctx.note(&message(found));
        match ctx.ask_choice(&message("handover-outside-choose")).as_deref() {
            Some("1") => outside = Outside::Include,
            Some("2") => outside = Outside::LeaveOut,
            _ => {
                ctx.note(&Message::new("handover-nothing-written"));
                return Ok(None);
            }
        }
    }
}

/// What has to be put right first.
fn why_not(ctx: &Context, stop: &Stop, platform: &Platform) -> Message {
    let id = match stop {
        Stop::Settled => "handover-settled",
        Stop::ReportWithheld => "handover-report-withheld",
        Stop::ReportNotShown => "handover-report-not-shown",
        Stop::RetakeAttached => "handover-retake-attached",
        Stop::RoundUnclear => "handover-round-unclear",
        Stop::NothingSent => "handover-nothing-sent",
        Stop::NoReport | Stop::Outside(_) | Stop::Dates(_) | Stop::OtherPlatform(_) => "handover-no-report",
    };
    Message::new(id).text("report", platform.words().delivery.text(ctx.lang()))
}

fn other_platform(ctx: &Context, named: &str, platform: &Platform) -> Message {
    let message = Message::new("handover-other-platform").text("sealed", named);
    message.text("platform", platform.name().text(ctx.lang()))
}

/// Each date that cannot be, with what to do about it.
fn tell_odd_dates(ctx: &Context, odd: &OddDates, clock: Clock) {
    for date in &odd.dates {
        ctx.note(&date.message(&ctx.texts, &|at| clock.full(at)));
    }
    let name = |path: &str| odd.names.get(path).map_or(path, String::as_str).to_owned();
    let telling = Telling { texts: &ctx.texts, name: &name, shown: &|when| when.shown(clock.zone) };
    odd.copies.iter().for_each(|copy| ctx.note(&telling.message(copy)));
}

/// What the recipient will see, and what speaks against the worker.
fn tell_beforehand(ctx: &Context, prepared: &Prepared, made: Made, platform: &Platform) {
    let matter = prepared.matter();
    let texts = Texts::new(matter.clock.lang);
    if let Made::Ticket(stage) = made {
        ctx.line(&ctx.get("handover-will-see"));
        for statement in Ticket::of(&matter, stage).statements() {
            ctx.line(&format!("  {}", statement.say(&texts)));
        }
        ctx.line("");
    }
    ctx.line(&ctx.get("handover-package"));
    for (kind, shown, all) in prepared.counts.by_kind().filter(|(.., all)| *all > 0) {
        let message = Message::new("handover-kind")
            .text("kind", ctx.texts.say(&Message::new(format!("kind-{}", kind.as_str()))))
            .count("shown", shown)
            .count("all", all);
        ctx.line(&format!("  {}", ctx.texts.say(&message)));
    }
    let files = prepared.payload();
    if files.0 > 0 {
        let size = crate::handover::points::size(files.1);
        ctx.line(&format!(
            "  {}",
            ctx.texts.say(&Message::new("handover-files").count("count", files.0).text("size", size))
        ));
    }
    let own = Texts::new(ctx.lang());
    let against = against(&matter, &own);
    if !against.is_empty() {
        ctx.line("");
        ctx.line(&ctx.get("handover-against"));
        against.iter().for_each(|message| ctx.line(&format!("  {}", own.say(message))));
    }
    if made == Made::Ticket(Stage::Reported)
        && let Some(days) = matter.terms.guide_days
    {
        ctx.line("");
        ctx.say(
            &Message::new("handover-early")
                .count("days", days)
                .text("platform", platform.name().text(ctx.lang())),
        );
    }
    if let Absence::Blocked(blocks) = &matter.silence {
        ctx.line("");
        ctx.say(&Message::new("handover-no-silence"));
        tell_blocks(ctx, blocks, matter.clock.zone, &|path| name_of(prepared, path));
    }
    if let Absence::Blocked(blocks) = &matter.acceptance {
        ctx.line("");
        ctx.say(&Message::new("handover-no-acceptance").text("acceptance", &matter.terms.acceptance));
        tell_blocks(ctx, blocks, matter.clock.zone, &|path| name_of(prepared, path));
    }
    ctx.line("");
}

/// The name of an export as found: the worker knows it, whatever is shown.
fn name_of(prepared: &Prepared, paths: &str) -> String {
    let first = paths.split(' ').next().unwrap_or_default();
    let file = EntryName::new(first).ok().and_then(|path| prepared.sealed.files.get(&path)?.origin.as_ref());
    file.map_or(first, |origin| &origin.fact.name).to_owned()
}

/// The seals, as they were verified.
#[derive(Clone, Copy)]
struct Seals<'a> {
    sources: &'a [&'a File],
    run: &'a Run,
    policy: &'a Policy,
}

fn write(
    ctx: &Context,
    prepared: &Prepared,
    made: Made,
    seals: Seals<'_>,
    target: &Path,
) -> Result<Written, Failure> {
    let folder = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    for path in disk::clear_leftovers(folder)? {
        ctx.note(&Message::new("seal-cleared").text("path", path.display()));
    }
    let browser = Browser::find();
    if browser.is_none() {
        ctx.note(&Message::new("handover-no-browser"));
    }
    let bar = Bar::new(ctx, &Message::new("progress-handover"), prepared.payload().1 * 2); // copied, and read back
    let tick = |n| bar.tick(n);
    // a part of the case is handed over: not every edition from the first on is asked for again
    let policy = Policy { require: BTreeSet::new(), ..seals.policy.clone() };
    let Seals { sources, run, .. } = seals;
    let folder = Folder { prepared, sources, run, lang: ctx.lang(), browser, policy: &policy };
    Ok(match made {
        Made::Draft(adviser) => folder.write_draft(adviser, target, &tick)?,
        Made::Ticket(stage) => folder.write(stage, target, &tick)?,
    })
}

fn tell_written(ctx: &Context, written: &Written, platform: &Platform) {
    let shown = super::delivery::shown(&written.folder).display().to_string();
    ctx.say(&Message::new("handover-written").text("folder", shown));
    tell_files(ctx, written);
    let aim = platform.ticket();
    ctx.say(&Message::new("handover-characters").count("count", written.characters).count("aim", aim.aim));
    if platform.id() != PlatformId::Generic {
        ctx.say(&Message::new("handover-rules").text("date", platform.read_on()));
    }
    ctx.line("");
    ctx.line(&ctx.get("handover-first"));
    let id = if written.annex_pages.is_some() { "handover-second" } else { "handover-second-print" };
    ctx.say(&Message::new(id).text("keep", kept(ctx.lang())));
}

fn tell_files(ctx: &Context, written: &Written) {
    for (name, bytes) in &written.files {
        let size = crate::handover::points::size(*bytes);
        ctx.line(&format!("  {name}  {size}"));
    }
}

fn as_json(
    prepared: &Prepared,
    made: Made,
    platform: &Platform,
    written: Option<&Written>,
    ctx: &Context,
) -> serde_json::Value {
    let matter = prepared.matter();
    let texts = Texts::new(matter.clock.lang);
    let stage = match made {
        Made::Ticket(stage) => Some(stage),
        Made::Draft(_) => None,
    };
    let counts = prepared
        .counts
        .by_kind()
        .map(|(kind, shown, all)| (kind_word(kind), json!({ "shown": shown, "sealed": all })));
    let own = Texts::new(ctx.lang());
    let name = |path: &str| name_of(prepared, path);
    json!({
        "schema": "hikae.handover/1",
        "platform": platform.id().to_string(),
        "stage": stage.map(|stage| match stage { Stage::AfterGuide => "after-guide", Stage::Reported => "reported" }),
        "level": prepared.disclosure.level.word(),
        "ticket": stage.and_then(|stage| Ticket::of(&matter, stage).text(&texts, None).ok()),
        "facts": counts.collect::<serde_json::Map<_, _>>(),
        "against": against(&matter, &own).iter().map(|m| json!({ "code": m.id, "text": own.say(m) })).collect::<Vec<_>>(),
        "silence": matter.silence.stated().is_some(),
        "silence_blocks": blocks_json(ctx, matter.silence.blocks(), matter.clock.zone, &name),
        "acceptance_blocks": blocks_json(ctx, matter.acceptance.blocks(), matter.clock.zone, &name),
        "folder": written.map(|w| w.folder.display().to_string()),
        "files": written.map(|w| w.files.iter().map(|(name, bytes)| json!({ "name": name, "bytes": bytes })).collect::<Vec<_>>()),
        "ticket_characters": written.map(|w| w.characters),
        "annex_pages": written.and_then(|w| w.annex_pages),
    })
}

fn kind_word(kind: Kind) -> String {
    kind.as_str().to_owned()
}
