//! `hikae read`: how exports and pasted threads are understood, before they are sealed.

mod answers;
mod args;
mod doubts;
mod marks;
mod pager;
mod summary;

use crate::base::error::{Error, ErrorKind};
use crate::base::limits::Limits;
use crate::cli::exit::{Done, Exit, Failure};
use crate::cli::output::context::Context;
use crate::cli::output::questions::Otherwise;
use crate::cli::output::survey::Survey;
use crate::cli::output::timeline::{Columns, Rows};
use crate::message::dkim;
use crate::message::{Setting, When};
use crate::text::Message;
use crate::workspace::collect::{Found, walk};
use crate::workspace::conversations::{mail_of, read_conversations};
use crate::workspace::folder::{CaseFolder, is_case};
use crate::workspace::keys::read_keys;
use answers::Answers;
pub use args::ReadArgs;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

pub fn run(ctx: &Context, args: ReadArgs) -> Done {
    let found = find(&args.exports)?;
    let files: Vec<(&Found, String)> = found.iter().map(|found| (found, found.name())).collect();
    let root = match &args.case {
        Some(root) => Some(root.clone()),
        None => args.exports.first().and_then(|path| case_of(path)),
    };
    let case = root.map(|root| CaseFolder::open(&root, ctx.lang(), &Limits::DEFAULT)).transpose()?;
    let memo = case.as_ref().and_then(|case| case.memo.as_ref());
    let mut setting = Setting::of(memo);
    let mut answers = Answers::default();
    answers.flags(&args, &mut setting)?;
    let keys = args.dkim_key.as_deref().map(|path| read_keys(&ctx.texts, path)).transpose()?;
    let mut survey = Survey::default();
    read_conversations(&files, &setting, &mut survey)?;
    if ctx.can_ask() && !args.csv && answers.ask(ctx, &survey, &mut setting)? {
        survey = Survey::default();
        read_conversations(&files, &setting, &mut survey)?;
    }
    let mut said = match &args.answers {
        Some(path) => doubts::of_file(path, &survey, &found)?,
        None => Vec::new(),
    };
    if args.answers.is_none() && ctx.can_ask() && !args.csv {
        said = doubts::ask(ctx, &survey, &found)?;
    }
    if !said.is_empty() {
        said.iter().for_each(|answered| answered.apply(&mut setting));
        survey = Survey::default();
        read_conversations(&files, &setting, &mut survey)?;
        Answers::of_lines(said).save(ctx, case.as_ref(), memo, &survey)?;
    }
    if let Some(keys) = keys {
        signatures(&mut survey, &found, &keys)?;
    }
    let marks = marks::lines(ctx, &args, &files, &setting, &survey)?;
    if !marks.is_empty() && !args.save {
        Answers::only(marks.clone()).save(ctx, case.as_ref(), memo, &survey)?;
    }
    answers.marks = marks;
    if args.save || answers.asked && ctx.confirm(&Message::new("read-ask-save"), Otherwise::No) {
        answers.save(ctx, case.as_ref(), memo, &survey)?;
    }
    if ctx.is_json() || args.csv {
        let columns = if args.csv { Columns::Csv } else { Columns::Json };
        let mut rows = Rows::new(ctx, &survey.read, setting.zone.tz, columns);
        rows.begin()?;
        read_conversations(&files, &setting, &mut rows)?;
        rows.end()?;
        return Ok(Exit::Fine);
    }
    if let Some(exit) = pager::page(ctx, &args, &survey) {
        return Ok(exit);
    }
    for file in &survey.read {
        summary::summary(ctx, file, &setting);
    }
    propose(ctx, &survey, &setting, &found)?;
    let mut rows = Rows::new(ctx, &survey.read, setting.zone.tz, Columns::Words);
    read_conversations(&files, &setting, &mut rows)?;
    rows.end()?;
    Ok(Exit::Fine)
}

/// The files named, and those in folders.
fn find(paths: &[PathBuf]) -> Result<Vec<Found>, Failure> {
    let mut all = Vec::new();
    for path in paths {
        let path = std::path::absolute(path).map_err(|e| Error::read(e).on(path))?;
        std::fs::metadata(&path).map_err(|e| Error::read(e).on(&path))?;
        let root = if path.is_dir() { path.clone() } else { path.parent().unwrap_or(&path).to_owned() };
        let walked = walk(&path, &root, |_| true)?;
        if let Some(special) = walked.special.first() {
            return Err(Error::from(ErrorKind::Special).on(special).into());
        }
        all.extend(walked.files);
    }
    if all.is_empty() {
        let path = paths.first().map(|p| p.display().to_string()).unwrap_or_default();
        return Err(Failure::Said(Message::new("read-nothing").text("path", path), Exit::Unable));
    }
    Ok(all)
}

/// The case folder that holds a path.
fn case_of(path: &Path) -> Option<PathBuf> {
    let path = std::path::absolute(path).ok()?;
    path.ancestors().take(4).find(|folder| folder.is_dir() && is_case(folder)).map(Path::to_owned)
}

/// Checks the signatures of single mails with the keys that the person brought; asks nobody.
fn signatures(survey: &mut Survey, found: &[Found], keys: &HashMap<String, String>) -> Result<(), Failure> {
    for file in survey.read.iter_mut().filter(|file| file.reading.dialect == Some("eml")) {
        let Some(found) = found.iter().find(|found| found.name() == file.name) else { continue };
        let mail = mail_of(found)?;
        file.signature = Some(dkim::check(&mail, &mut |name| keys.get(name).cloned()));
    }
    Ok(())
}

/// The file's own time as a proposal for the time of copying, where that is not declared.
fn propose(ctx: &Context, survey: &Survey, setting: &Setting, found: &[Found]) -> Result<(), Failure> {
    let pasted = survey.read.iter().find(|file| file.reading.format == "pasted");
    let Some(file) = pasted.filter(|_| setting.copied.alone.is_none() && setting.copied.of_file.is_empty())
    else {
        return Ok(());
    };
    let found = found.iter().find(|found| found.name() == file.name);
    let modified = found.and_then(Found::modified).and_then(|t| When::utc(t.unix()));
    if let Some(modified) = modified {
        let shown = modified.shown(setting.zone.tz);
        let shown = shown.rsplit_once(' ').map_or(shown.as_str(), |(local, _)| local);
        ctx.note(&Message::new("read-proposal").text("modified", shown));
    }
    Ok(())
}
