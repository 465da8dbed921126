//! `hikae verify --reread`: after the verdict, the disclosed messages are read again and held against their facts.

use super::context::Context;
use super::conversations::read_keys;
use super::{Done, verify};
use crate::Exit;
use hikae::archive::Edition;
use hikae::fact::Kind;
use hikae::finding::Code;
use hikae::limits::Limits;
use hikae::message::dkim::Outcome;
use hikae::report::verify_json;
use hikae::reread::{KeyOf, MailRead, Reread, reread};
use hikae::text::{Message, visible};
use hikae::verify::Run;
use serde_json::json;
use std::fs::File;
use std::path::{Path, PathBuf};

pub fn run(ctx: &Context, opened: &[(PathBuf, File)], mut run: Run, keys: Option<&Path>) -> Done {
    let keys = keys.map(read_keys).transpose()?.unwrap_or_default();
    let files: Vec<&File> = opened.iter().map(|(_, file)| file).collect();
    let case_facts = |edition: Edition| {
        let seal = run.editions().find(|e| e.edition == edition).and_then(|e| e.seal.as_ref());
        seal.map_or(0, |seal| seal.labels.of_kind(Kind::Case))
    };
    let read = reread(&files, &Limits::DEFAULT, &case_facts, &keys, &Context::check_stop)?;
    let differs = read.findings.has(Code::FactContradictsSource);
    run.chain.extend(read.findings.clone());
    if ctx.is_json() {
        let mut value = verify_json(&run);
        value["reread"] = json!({
            "same": read.same, "mails": read.mails.iter().map(mail_json).collect::<Vec<_>>(),
        });
        ctx.json(&value);
    } else {
        verify::print(ctx, &run);
        tell(ctx, &read);
    }
    // what was asked for is not there: facts that are what their sources give
    Ok(match verify::exit_of(&run) {
        Exit::Fine if differs => Exit::Missing,
        exit => exit,
    })
}

/// A by the reader's own key, C by the record in the archive; what does not hold has none.
fn grade(mail: &MailRead) -> Option<&'static str> {
    match (mail.outcome, mail.key) {
        (Outcome::Pass, KeyOf::Reader) => Some("A"),
        (Outcome::Pass | Outcome::Unaligned | Outcome::Weak, _) => Some("C"),
        _ => None,
    }
}

fn mail_json(mail: &MailRead) -> serde_json::Value {
    let key = if mail.key == KeyOf::Reader { "reader" } else { "archive" };
    json!({ "path": mail.path.as_str(), "dkim": mail.outcome.word(), "domain": mail.domain, "key": key, "grade": grade(mail) })
}

fn tell(ctx: &Context, read: &Reread) {
    ctx.line("");
    ctx.say(&Message::new("reread-same").count("count", read.same));
    for mail in &read.mails {
        let domain = mail.domain.as_deref().unwrap_or_default();
        let result =
            ctx.texts.say(&Message::new(format!("mail-{}", mail.outcome.word())).text("domain", domain));
        let grade = grade(mail).map(|grade| format!(" [{grade}]")).unwrap_or_default();
        ctx.line(&format!("  {}: {result}{grade}", visible(mail.path.as_str())));
        let key = if mail.key == KeyOf::Reader { "reread-key-reader" } else { "reread-key-archive" };
        ctx.line(&format!("    {}", ctx.get(key)));
    }
}
