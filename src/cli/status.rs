//! `hikae status`: how a case folder stands to its seals, and the next step.

use super::context::Context;
use super::measured::{self, Subject};
use super::next_step::Advice;
use super::notes::notices;
use super::progress::Bar;
use super::silence::{Seals, Talk};
use super::{Done, seal};
use crate::base::entry_name::EntryName;
use crate::base::limits::Limits;
use crate::base::parallel;
use crate::case::Specification;
use crate::case::roles::{Role, Wanted, entry_names};
use crate::cli::{Exit, Failure};
use crate::format::archive::Edition;
use crate::text::{Message, visible};
use crate::verify::Need;
use crate::workspace::describe::{describe, is_measured};
use crate::workspace::folder::{CaseFolder, Item};
use crate::workspace::history::{History, Standing};
use clap::Args;
use serde_json::json;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub struct StatusArgs {
    #[arg(value_name = "CASE", default_value = ".")]
    case: PathBuf,
    #[arg(long)]
    no_analysis: bool,
}

pub fn run(ctx: &Context, args: StatusArgs) -> Done {
    status(ctx, &args.case, if args.no_analysis { Analysis::None } else { Analysis::New }).map(|_| Exit::Fine)
}

/// Shows the status; tells whether there is something to seal.
pub fn status(ctx: &Context, root: &Path, analysis: Analysis) -> Result<bool, Failure> {
    let mut case = CaseFolder::open(root, ctx.lang(), &Limits::DEFAULT)?;
    let (history, verified) = seal::verified(ctx, &mut case)?;
    let standing = seal::standing(ctx, &case, &history)?;
    let specification = case.memo.as_ref().map(|memo| memo.specification()).unwrap_or_default();
    let subjects = measured_before_delivery(ctx, &standing, &specification, analysis)?;
    let seals = Seals { history: &history, standing: &standing, verified: verified.as_ref() };
    let talk = Talk::of_case(ctx, &case, &seals)?;
    let memo = case.memo.as_ref();
    let mut notes = notices(ctx, memo)?;
    notes.extend(talk.iter().flat_map(|talk| talk.odd_copies(ctx)));
    let advice = memo.map(|memo| Advice::of_case(ctx, &case, memo, talk.as_ref())).transpose()?;
    if ctx.is_json() {
        let mut value = as_json(ctx, &case, &history, &standing, &notes);
        measured::add_to(&mut value, &specification, &subjects);
        value["silence"] = talk.map_or(serde_json::Value::Null, |talk| talk.json(ctx));
        value["next_step"] = advice.map_or(serde_json::Value::Null, |advice| advice.json(ctx));
        ctx.json(&value);
    } else {
        let tell_measured = || measured::tell(ctx, &specification, &subjects);
        let tell_talk = || {
            talk.iter().for_each(|talk| talk.print(ctx));
            advice.iter().for_each(|advice| advice.print(ctx));
        };
        print(ctx, &case, &seals, &notes, tell_talk, tell_measured);
    }
    Ok(standing.is_news())
}

/// Which files are measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Analysis {
    /// None.
    None,
    /// Those that are not sealed yet, where something was agreed.
    New,
}

/// What was delivered since the last seal, measured, where something was agreed that it can be held against.
fn measured_before_delivery(
    ctx: &Context,
    standing: &Standing,
    specification: &Specification,
    analysis: Analysis,
) -> Result<Vec<Subject>, Failure> {
    if analysis == Analysis::None || specification.is_empty() {
        return Ok(Vec::new());
    }
    let new = standing.new.iter().chain(standing.changed.iter().map(|(item, _)| item));
    let items: Vec<&Item> = new.filter(|item| is_measured(item.role)).collect();
    let wanted: Vec<Wanted<'_>> = items.iter().map(|i| Wanted { role: i.role, rest: &i.rest }).collect();
    let names = entry_names(Edition::FIRST, &wanted)?;
    let bar = Bar::new(ctx, &Message::new("progress-measuring"), items.iter().map(|i| i.found.size()).sum());
    let jobs: Vec<_> = items.iter().zip(&names).collect();
    let measure =
        |(item, name): &(&&Item, &EntryName)| describe(&item.found, item.role, name, &|n| bar.tick(n));
    let facts = parallel::try_map(&jobs, |(item, _)| item.found.size(), measure)?;
    let found = jobs.iter().map(|(item, name)| (name.to_string(), item.found.name())).collect();
    Ok(measured::subjects(&facts.concat(), &found))
}

fn print(
    ctx: &Context,
    case: &CaseFolder,
    seals: &Seals<'_>,
    notes: &[Message],
    tell_talk: impl FnOnce(),
    tell_measured: impl FnOnce(),
) {
    let Seals { history, standing, .. } = seals;
    match &history.last {
        None => ctx.say(&Message::new("status-no-seal")),
        Some(last) => {
            let message = Message::new("status-last").count("edition", last.edition.get());
            ctx.say(&message.text("sealed", last.sealed).text("code", last.code.grouped()));
        }
    }
    let list = |id, names: Vec<String>| {
        if !names.is_empty() {
            ctx.line("");
            ctx.line(&ctx.get(id));
            names.iter().for_each(|name| ctx.line(&format!("  {name}")));
        }
    };
    list("status-new", standing.new.iter().map(|item| visible(&item.found.name()).into_owned()).collect());
    let is_delivery = |role: &Role| matches!(role, Role::Delivery(_));
    let changed = |delivered: bool| {
        let of = standing.changed.iter().filter(|(item, _)| is_delivery(&item.role) == delivered);
        of.map(|(item, sealed)| {
            let message = Message::new("status-changed-file").text("file", item.found.name());
            ctx.texts.say(&message.count("edition", sealed.edition.get()))
        })
        .collect::<Vec<_>>()
    };
    list("status-delivery-changed", changed(true));
    list("status-changed", changed(false));
    list("status-gone", standing.gone.iter().map(|name| visible(name).into_owned()).collect());
    list(
        "status-unplaced",
        case.unplaced.iter().map(|(found, why)| ctx.texts.say(&why.message(&found.name()))).collect(),
    );
    list(
        "status-special",
        case.special.iter().map(|p| visible(&p.display().to_string()).into_owned()).collect(),
    );
    list(
        "status-memo",
        notes
            .iter()
            .map(|message| {
                let next = ctx.texts.next(message).map(|next| format!("\n    {next}")).unwrap_or_default();
                format!("{}{next}", ctx.texts.say(message))
            })
            .collect(),
    );
    tell_talk();
    ctx.line("");
    tell_measured();
    if standing.memo_changed && history.last.is_some() {
        ctx.say(&Message::new("status-memo-changed"));
    }
    if standing.unchanged > 0 {
        ctx.say(&Message::new("status-unchanged").count("count", standing.unchanged));
    }
    for (edition, need) in &history.needs {
        let message = match need {
            Need::Unbound => Message::new("status-unstamped"),
            Need::Expiring(until) => Message::new("status-expiring").text("until", until.date()),
        };
        ctx.say(&message.count("edition", edition.get()));
    }
    if !history.needs.is_empty() {
        ctx.say(&Message::new("status-stamp").text("case", case.root.display()));
    }
    let next = if standing.is_news() { "status-next-seal" } else { "status-next-nothing" };
    ctx.say(&Message::new(next).text("case", case.root.display()));
}

fn as_json(
    ctx: &Context,
    case: &CaseFolder,
    history: &History,
    standing: &Standing,
    notes: &[Message],
) -> serde_json::Value {
    let name = |item: &crate::workspace::folder::Item| json!({ "file": item.found.name(), "role": item.role.to_string() });
    json!({
        "schema": "hikae.status/1",
        "last": history.last.as_ref().map(|last| json!({
            "edition": last.edition.get(), "sealed": last.sealed.to_string(),
            "seal_code": last.code.to_string(), "case": last.case.to_string(), "signer": last.signer.to_string(),
        })),
        "wants_stamp": history.needs.iter().map(|(edition, need)| json!({
            "edition": edition.get(),
            "expires": match need { Need::Unbound => None, Need::Expiring(until) => Some(until.to_string()) },
        })).collect::<Vec<_>>(),
        "new": standing.new.iter().map(name).collect::<Vec<_>>(),
        "changed": standing.changed.iter().map(|(item, sealed)| json!({
            "file": item.found.name(), "role": item.role.to_string(), "edition": sealed.edition.get(),
        })).collect::<Vec<_>>(),
        "unchanged": standing.unchanged,
        "gone": standing.gone,
        "unplaced": case.unplaced.iter().map(|(found, _)| found.name()).collect::<Vec<_>>(),
        "memo_changed": standing.memo_changed,
        "memo_notices": notes.iter().map(|notice| ctx.texts.say(notice)).collect::<Vec<_>>(),
    })
}
