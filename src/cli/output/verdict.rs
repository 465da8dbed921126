//! A verdict and the grounds for it, on screen and as JSON.

use super::context::Context;
use super::local;
use super::table::definition_list;
use crate::base::finding::{Code, KEPT_PER_CODE, Severity};
use crate::cli::exit::Exit;
use crate::format::archive::Edition;
use crate::text::{Message, Say, visible};
use crate::verify::{CheckedToken, Named, Run, Standing, Verdict, verify_json};
use std::collections::BTreeSet;

/// Exit codes as documented in docs/findings.md.
pub fn exit_of(run: &Run) -> Exit {
    match run.outcome.verdict {
        Verdict::Altered => Exit::Altered,
        Verdict::Undecided => Exit::Unable,
        Verdict::Intact if !run.outcome.missing.is_empty() => Exit::Missing,
        Verdict::Intact if run.chain.has(Code::FactContradictsSource) => Exit::Missing,
        Verdict::Intact => Exit::Fine,
    }
}

/// Shows the verdict and its grounds in the form asked for; gives the exit code that it deserves.
pub fn tell(ctx: &Context, run: &Run) -> Exit {
    if ctx.is_json() {
        ctx.json(&verify_json(run));
    } else {
        print(ctx, run);
    }
    exit_of(run)
}

/// The verdict and its grounds, for people.
pub fn print(ctx: &Context, run: &Run) {
    let colour = match run.verdict() {
        Verdict::Intact if run.excluded().is_empty() => anstyle::AnsiColor::Green,
        Verdict::Intact | Verdict::Undecided => anstyle::AnsiColor::Yellow,
        Verdict::Altered => anstyle::AnsiColor::Red,
    };
    let style = anstyle::Style::new().bold().fg_color(Some(colour.into()));
    let verdict = run.say();
    ctx.line(&format!("{style}{}{style:#}", ctx.texts.say(&verdict)));
    if let Some(meaning) = ctx.texts.next(&verdict) {
        ctx.line(&meaning);
    }
    print_findings(ctx, run);
    ctx.line("");
    for row in definition_list(&grounds(ctx, run)) {
        ctx.line(&row);
    }
    if !run.outcome.missing.is_empty() && run.outcome.verdict == Verdict::Intact {
        let names: Vec<&str> = run.outcome.missing.iter().map(|r| r.as_str()).collect();
        ctx.line("");
        ctx.say(&Message::new("verify-missing").text("proofs", names.join(", ")));
    }
}

fn print_findings(ctx: &Context, run: &Run) {
    let told: Vec<_> =
        run.findings().into_iter().filter(|(_, f)| f.code.severity() != Severity::Notice).collect();
    if told.is_empty() {
        return;
    }
    ctx.line("");
    for (archive, mut finding) in told {
        let alone = archive.is_empty() || run.archives.len() == 1 || finding.subject.is_empty();
        let place = if alone { String::new() } else { format!("{}: ", visible(&archive)) };
        if finding.subject.is_empty() {
            finding.subject = archive; // about the archive as a whole
        }
        ctx.line(&format!("- {place}{}", ctx.texts.say(&finding.say())));
        let detail = if finding.detail.is_empty() { String::new() } else { format!(": {}", finding.detail) };
        ctx.line(&format!("  [{}{}]", finding.code, visible(&detail)));
    }
    let lists = run.archives.iter().map(|a| &a.findings).chain([&run.chain]);
    let told = lists.flat_map(|list| list.counts()).filter(|(code, _)| code.severity() != Severity::Notice);
    let more = told.map(|(_, n)| n.saturating_sub(KEPT_PER_CODE as u64)).sum::<u64>();
    if more > 0 {
        ctx.say(&Message::new("verify-more-findings").count("count", more));
    }
}

/// What is proved of the time of each edition, and every token by name.
fn time_lines(ctx: &Context, run: &Run) -> Vec<String> {
    let times = &run.outcome.times;
    if times.tokens.is_empty() {
        return vec![ctx.get("ground-time-none")];
    }
    let said = |id: &'static str, token: &CheckedToken| {
        let stamp = &token.stamp;
        let (authority, root) = match &stamp.authority {
            Ok(by) => (by.name.clone(), by.root.clone()),
            Err(_) => Default::default(),
        };
        Message::new(id)
            .count("edition", token.edition.get())
            .text("time", ctx.time_of(stamp))
            .text("authority", authority)
            .text("root", root)
            .text("policy", &stamp.policy)
            .text("entry", &token.entry)
    };
    let editions: BTreeSet<Edition> = run.editions().map(|e| e.edition).collect();
    let mut lines = Vec::new();
    for edition in editions {
        let bound = times.bound(edition);
        let message = match bound {
            None => Message::new("ground-time-edition-none").count("edition", edition.get()),
            Some(token) if token.edition == edition => said("ground-time-edition", token),
            Some(token) => {
                let mut through = said("ground-time-through", token).count("later", token.edition.get());
                through.values.retain(|(name, _)| *name != "edition");
                through.count("edition", edition.get())
            }
        };
        lines.push(ctx.texts.say(&message));
        let others = times
            .tokens
            .iter()
            .filter(|t| t.edition == edition && !bound.is_some_and(|b| std::ptr::eq(b, *t)));
        lines.extend(others.map(|token| {
            let id = match token.standing {
                Standing::Trusted => "ground-time-also",
                Standing::Expired => "ground-time-expired",
                Standing::Unknown => "ground-time-unknown",
            };
            format!("  {}", ctx.texts.say(&said(id, token)))
        }));
    }
    lines
}

/// The lines below every verdict: what is proved, and what is not.
fn grounds(ctx: &Context, run: &Run) -> Vec<(String, String)> {
    let outcome = &run.outcome;
    let seals: Vec<_> = run.whole_editions().into_iter().filter_map(|e| e.seal).collect();
    let mut rows = Vec::new();
    rows.push((ctx.get("ground-time"), time_lines(ctx, run).join("\n")));
    let mut row = |label, message: &Message| rows.push((ctx.get(label), ctx.texts.say(message)));
    match (outcome.signer, outcome.named) {
        (None, _) => row("ground-signer", &Message::new("ground-signer-none")),
        (Some(key), Named::ByReader) => {
            row("ground-signer", &Message::new("ground-signer-named").text("key", key))
        }
        (Some(key), _) => row("ground-signer", &Message::new("ground-signer-found").text("key", key)),
    }
    let shown = outcome.shown;
    let withheld = shown.facts < shown.facts_sealed || shown.files < shown.files_sealed;
    let read =
        run.archives.iter().all(|a| !a.editions.is_empty() && a.editions.iter().all(|e| e.seal.is_some()));
    let id = match (read, withheld) {
        (false, _) => "ground-shown-unknown",
        (true, true) => "ground-shown-part",
        (true, false) => "ground-shown-all",
    };
    let counts = Message::new(id).count("facts", shown.facts).count("facts_sealed", shown.facts_sealed);
    row("ground-shown", &counts.count("files", shown.files).count("files_sealed", shown.files_sealed));
    let differs = [Code::InstructionsAltered, Code::ReportAltered];
    let id = if run.archives.iter().any(|a| differs.iter().any(|code| a.findings.has(*code))) {
        "ground-report-differs"
    } else if run.archives.iter().all(|a| a.derived_checked) {
        "ground-report-same"
    } else {
        "ground-report-not-checked"
    };
    row("ground-report", &Message::new(id));
    let editions: Vec<String> = seals
        .iter()
        .map(|s| {
            let message = Message::new("ground-edition").count("edition", s.header.edition.get());
            let sealed = local::second(s.header.sealed, local::zone_of_reader(ctx.lang()));
            ctx.texts.say(&message.text("sealed", sealed).text("code", s.code.grouped()))
        })
        .collect();
    if !editions.is_empty() {
        let more = ctx.get("ground-chain");
        rows.push((ctx.get("ground-editions"), format!("{}\n{more}", editions.join("\n"))));
    }
    rows
}
