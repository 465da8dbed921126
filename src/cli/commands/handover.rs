//! `hikae handover`: the folder for support. What the recipient will see is told first, then it is written.

use crate::base::error::{Error, ErrorKind};
use crate::base::limits::Limits;
use crate::cli::commands::verify;
use crate::cli::exit::{Done, Exit};
use crate::cli::output::context::Context;
use crate::cli::output::delivery;
use crate::cli::output::questions::Otherwise;
use crate::cli::output::silence::{Names, blocks_json, tell_blocks};
use crate::cli::output::stamping::RootArgs;
use crate::cli::output::verdict;
use crate::handover::beforehand::against;
use crate::handover::disclosure::{Level, Pattern};
use crate::handover::prepare::Outside;
use crate::handover::ticket::{Stage, Ticket};
use crate::handover::write::{Written, kept};
use crate::message::silence::Absence;
use crate::platform::{Platform, PlatformId};
use crate::text::{Lang, Message, Texts};
use crate::workspace::Case;
use crate::workspace::handing_over::{Handover, HandoverOptions, Outcome, Paper, Recipient};
use clap::Args;
use serde_json::json;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub struct HandoverArgs {
    #[arg(value_name = "CASE", default_value = ".")]
    case: PathBuf,
    #[arg(long, value_name = "PLATFORM|ADVISER", value_parser = parse_recipient)]
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
    #[arg(long, value_name = "ja|en")]
    document_lang: Option<Lang>,
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    roots: RootArgs,
}

fn parse_recipient(text: &str) -> Result<Recipient, String> {
    text.parse().map_err(|e: crate::platform::UnknownPlatform| e.to_string())
}

fn parse_outside(text: &str) -> Result<Outside, String> {
    match text {
        "include" => Ok(Outside::Include),
        "leave-out" => Ok(Outside::LeaveOut),
        _ => Err("include, leave-out".into()),
    }
}

pub fn run(ctx: &Context, args: HandoverArgs) -> Done {
    let case = Case::open(&args.case, ctx.lang(), &Limits::DEFAULT)?;
    let policy = verify::policy(ctx, &args.roots)?;
    let options = HandoverOptions {
        to: args.to,
        output: args.output,
        level: args.level,
        show: args.show,
        withhold: args.withhold,
        outside: args.outside,
        lang: args.document_lang,
    };
    let handover = match case.handover(ctx.desk(), &policy, &options)? {
        Outcome::NotIntact(run) => return Ok(verdict::tell(ctx, &run)),
        Outcome::Declined => return Ok(Exit::Stopped),
        Outcome::Ready(handover) => handover,
    };
    if !ctx.is_json() {
        tell_beforehand(ctx, &handover, &args.case);
    }
    if args.dry_run {
        if ctx.is_json() {
            ctx.json(&as_json(ctx, &handover, None));
        }
        return Ok(Exit::Fine);
    }
    if handover.target.symlink_metadata().is_ok() {
        return Err(Error::from(ErrorKind::Exists).on(&handover.target).into()); // before anybody is asked
    }
    if ctx.can_ask() {
        let question = Message::new("handover-go-on").text("folder", handover.target.display());
        if !ctx.confirm(&question, Otherwise::No) {
            ctx.note(&Message::new("handover-nothing-written"));
            return Ok(Exit::Stopped);
        }
    }
    let written = handover.write(ctx.desk())?;
    if ctx.is_json() {
        ctx.json(&as_json(ctx, &handover, Some(&written)));
        return Ok(Exit::Fine);
    }
    match handover.paper {
        Paper::Ticket(_) => tell_written(ctx, &written, handover.platform),
        Paper::Draft(_) => {
            let folder = delivery::shown(&written.folder).display().to_string();
            ctx.say(&Message::new("handover-adviser-written").text("folder", folder));
            tell_files(ctx, &written);
            ctx.line(&ctx.get("handover-adviser-next"));
        }
    }
    Ok(Exit::Fine)
}

/// What the recipient will see, and what speaks against the worker.
fn tell_beforehand(ctx: &Context, handover: &Handover, root: &Path) {
    let Handover { prepared, paper, platform, .. } = handover;
    let matter = prepared.matter();
    let texts = Texts::new(matter.clock.lang);
    if let Paper::Ticket(stage) = *paper {
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
    if *paper == Paper::Ticket(Stage::Reported)
        && let Some(days) = matter.terms.guide_days
    {
        ctx.line("");
        ctx.say(
            &Message::new("handover-early")
                .count("days", days)
                .text("platform", platform.name().text(ctx.lang())),
        );
    }
    let names = Names { name: &|path| handover.name_of(path), root: Some(root) };
    if let Absence::Blocked(blocks) = &matter.silence {
        ctx.line("");
        ctx.say(&Message::new("handover-no-silence"));
        tell_blocks(ctx, blocks, matter.clock.zone, &names);
    }
    if let Absence::Blocked(blocks) = &matter.acceptance {
        ctx.line("");
        ctx.say(&Message::new("handover-no-acceptance").text("acceptance", &matter.terms.acceptance));
        tell_blocks(ctx, blocks, matter.clock.zone, &names);
    }
    ctx.line("");
}

fn tell_written(ctx: &Context, written: &Written, platform: &Platform) {
    let shown = delivery::shown(&written.folder).display().to_string();
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

fn as_json(ctx: &Context, handover: &Handover, written: Option<&Written>) -> serde_json::Value {
    let Handover { prepared, paper, platform, .. } = handover;
    let matter = prepared.matter();
    let texts = Texts::new(matter.clock.lang);
    let stage = match *paper {
        Paper::Ticket(stage) => Some(stage),
        Paper::Draft(_) => None,
    };
    let counts = prepared
        .counts
        .by_kind()
        .map(|(kind, shown, all)| (kind.as_str().to_owned(), json!({ "shown": shown, "sealed": all })));
    let own = Texts::new(ctx.lang());
    let name = |path: &str| handover.name_of(path);
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
