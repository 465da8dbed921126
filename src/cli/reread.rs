//! Reading again after the verdict: the disclosed messages and sound, held against their facts; and what that makes each
//! message worth.

use super::context::Context;
use super::conversations::{Keys, Lookup};
use super::progress::Bar;
use super::verify;
use crate::base::limits::Limits;
use crate::cli::{Exit, Failure};
use crate::format::archive::Edition;
use crate::format::fact::Kind;
use crate::message::dkim::{self, Outcome};
use crate::message::format_name;
use crate::message::grade::{Checked, Grade, Graded, KeyOf, grade};
use crate::text::{Message, visible};
use crate::verify::Run;
use crate::verify::verify_json;
use crate::workspace::reread::{CheckedMails, MailRead, Reader, Reread, check_mails, reread};
use clap::Args;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs::File;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct RereadArgs {
    #[arg(long)]
    pub reread: bool,
    #[arg(long, value_name = "FILE", requires = "reread")]
    pub dkim_key: Option<PathBuf>,
    #[arg(long, requires = "reread")]
    pub offline: bool,
}

/// Reads opened archives again, with progress; what was found goes into the run.
pub fn again(
    ctx: &Context,
    opened: &[(PathBuf, File)],
    run: &mut Run,
    args: &RereadArgs,
) -> Result<Reread, Failure> {
    let mut lookup = Lookup::new(ctx, &Keys::of(args.dkim_key.clone(), args.offline))?;
    let mut keys = |name: &str| {
        let record = lookup.find(name)?;
        let of = if record.captured_by == "dns" { KeyOf::Dns } else { KeyOf::Reader };
        Some((record.text, of))
    };
    let files: Vec<&File> = opened.iter().map(|(_, file)| file).collect();
    let case_facts = |edition: Edition| {
        let seal = run.editions().find(|e| e.edition == edition).and_then(|e| e.seal.as_ref());
        seal.map_or(0, |seal| seal.labels.of_kind(Kind::Case))
    };
    let bytes = files.iter().filter_map(|file| file.metadata().ok()).map(|m| m.len()).sum();
    let bar = Bar::new(ctx, &Message::new("progress-rereading"), bytes);
    let tick = |bytes| bar.tick(bytes);
    let limits = Limits::DEFAULT;
    let read = reread(&files, Reader::new(&limits, &case_facts, &mut keys, &tick))?;
    drop(bar);
    run.chain.extend(read.findings.clone());
    Ok(read)
}

/// `hikae verify --reread`, told.
pub fn told(ctx: &Context, run: &Run, read: &Reread) -> Exit {
    if ctx.is_json() {
        let mut value = verify_json(run);
        value["reread"] = as_json(read);
        ctx.json(&value);
    } else {
        verify::print(ctx, run);
        tell(ctx, read);
    }
    verify::exit_of(run)
}

/// Checks the signatures of the mails that are here, with the key records in the archives; asks nobody.
pub fn mails(opened: &[(PathBuf, File)], run: &Run) -> Result<CheckedMails, Failure> {
    let seals = run.editions().filter_map(|edition| edition.seal.as_ref());
    // most archives have none, and are not read once more
    if seals.map(|seal| seal.labels.of_kind(Kind::Mail)).sum::<u64>() == 0 {
        return Ok(CheckedMails::default());
    }
    let files: Vec<&File> = opened.iter().map(|(_, file)| file).collect();
    Ok(check_mails(&files, &Limits::DEFAULT)?)
}

/// What a mail's signature makes of it; what does not hold has none.
fn grade_of(mail: &MailRead) -> Option<Grade> {
    let holds = matches!(mail.outcome, Outcome::Pass | Outcome::Unaligned | Outcome::Weak);
    let checked = Checked::Signature(mail.outcome, mail.key);
    holds.then(|| grade(Graded::Message("mail", checked)))
}

/// What reading again gave, as data.
pub fn as_json(read: &Reread) -> Value {
    let mail = |mail: &MailRead| {
        json!({
            "path": mail.path.as_str(), "dkim": mail.outcome.word(), "domain": mail.domain, "key": mail.key.word(),
            "grade": grade_of(mail).map(Grade::letter),
        })
    };
    let stretch = |(first, last, grade): (u64, u64, Grade)| json!({ "first": first, "last": last, "grade": grade.letter() });
    let conversations: Vec<Value> = read
        .conversations
        .iter()
        .map(|c| {
            let grades: Vec<Value> = c.grades(&read.grades).into_iter().map(stretch).collect();
            json!({ "edition": c.edition.get(), "k": c.k, "source": c.source, "format": c.format, "grades": grades })
        })
        .collect();
    json!({
        "same": read.same, "sounds_same": read.sounds_same, "mails": read.mails.iter().map(mail).collect::<Vec<_>>(),
        "conversations": conversations,
    })
}

/// What reading again gave, for people.
pub fn tell(ctx: &Context, read: &Reread) {
    ctx.line("");
    ctx.say(&Message::new("reread-same").count("count", read.same));
    if read.sounds_same > 0 {
        ctx.say(&Message::new("reread-sounds-same").count("count", read.sounds_same));
    }
    for conversation in &read.conversations {
        let mut counts: BTreeMap<Grade, u64> = BTreeMap::new();
        for (first, last, grade) in conversation.grades(&read.grades) {
            *counts.entry(grade).or_default() += last + 1 - first;
        }
        let counts: Vec<String> = counts.iter().map(|(grade, n)| format!("{} {n}", grade.letter())).collect();
        if !counts.is_empty() {
            let message = Message::new("reread-grades").count("edition", conversation.edition.get());
            let message = message.text("k", conversation.k).text("grades", counts.join(", "));
            let said = message.text("format", format_name(&ctx.texts, &conversation.format));
            ctx.line(&format!("  {}", ctx.texts.say(&said)));
        }
    }
    for mail in &read.mails {
        let result = dkim::said(mail.outcome.word(), mail.domain.as_deref(), dkim::Told::Now);
        let grade = grade_of(mail).map(|grade| format!(" [{}]", grade.letter())).unwrap_or_default();
        ctx.line(&format!("  {}: {}{grade}", visible(mail.path.as_str()), ctx.texts.say(&result)));
        ctx.line(&format!("    {}", ctx.texts.say(&Message::new(format!("reread-key-{}", mail.key.word())))));
    }
}
