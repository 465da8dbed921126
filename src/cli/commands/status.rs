//! `hikae status`: how a case folder stands to its seals, and the next step.

use crate::base::limits::Limits;
use crate::case::roles::Role;
use crate::cli::exit::{Done, Exit, Failure};
use crate::cli::output::context::Context;
use crate::cli::output::next_step::Advice;
use crate::cli::output::stamping::RootArgs;
use crate::cli::output::{local, measured, silence};
use crate::text::{Message, visible};
use crate::verify::Need;
use crate::workspace::Case;
use crate::workspace::folder::Item;
use crate::workspace::sealing::Measuring;
use crate::workspace::status::Status;
use clap::Args;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub struct StatusArgs {
    #[arg(value_name = "CASE", default_value = ".")]
    case: PathBuf,
    #[arg(long)]
    no_analysis: bool,
}

pub fn run(ctx: &Context, args: StatusArgs) -> Done {
    let measuring = if args.no_analysis { Measuring::None } else { Measuring::Whole };
    status(ctx, &args.case, measuring).map(|_| Exit::Fine)
}

/// Shows the status; tells whether there is something to seal.
pub fn status(ctx: &Context, root: &Path, measuring: Measuring) -> Result<bool, Failure> {
    let case = Case::open(root, ctx.lang(), &Limits::DEFAULT)?;
    let policy = crate::cli::commands::verify::policy(ctx, &RootArgs::default())?;
    let status = case.status(ctx.desk(), &policy, measuring)?;
    let memo = status.case.memo.as_ref();
    let advice =
        memo.map(|memo| Advice::of_case(ctx, &status.case, memo, status.talk.as_ref())).transpose()?;
    if ctx.is_json() {
        let mut value = as_json(ctx, &status);
        measured::add_to(&mut value, &status.specification, &status.subjects);
        value["silence"] = status.talk.as_ref().map_or(Value::Null, |talk| silence::json(ctx, talk));
        value["next_step"] = advice.map_or(Value::Null, |advice| advice.json(ctx));
        ctx.json(&value);
    } else {
        print(ctx, &status, advice.as_ref());
    }
    Ok(status.standing.is_news())
}

fn print(ctx: &Context, status: &Status, advice: Option<&Advice>) {
    let Status { case, history, standing, specification, subjects, talk, notices } = status;
    match &history.last {
        None => ctx.say(&Message::new("status-no-seal")),
        Some(last) => {
            let message = Message::new("status-last").count("edition", last.edition.get());
            let sealed = local::second(last.sealed, local::zone_of(case.memo.as_ref()));
            ctx.say(&message.text("sealed", sealed).text("code", last.code.grouped()));
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
        notices
            .iter()
            .map(|message| {
                let next = ctx.texts.next(message).map(|next| format!("\n    {next}")).unwrap_or_default();
                format!("{}{next}", ctx.texts.say(message))
            })
            .collect(),
    );
    talk.iter().for_each(|talk| silence::print(ctx, talk, &case.root));
    ctx.line("");
    measured::tell(ctx, specification, subjects);
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
    // last, where the eye is when the screen stands still
    // before the first seal, and while something is new, sealing comes first
    let is_sealed = history.last.is_some() && !standing.is_news();
    let due = advice.filter(|advice| is_sealed || !advice.waits_for_a_delivery());
    due.iter().for_each(|advice| advice.print(ctx));
}

fn as_json(ctx: &Context, status: &Status) -> Value {
    let Status { case, history, standing, notices, .. } = status;
    let name = |item: &Item| json!({ "file": item.found.name(), "role": item.role.to_string() });
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
        "memo_notices": notices.iter().map(|notice| ctx.texts.say(notice)).collect::<Vec<_>>(),
    })
}
