//! `hikae export`: a seal's proofs in the form that other programs read.

use crate::base::disk::NewFile;
use crate::base::error::{Error, ErrorKind, Result};
use crate::base::finding::Findings;
use crate::base::limits::Limits;
use crate::cli::commands::verify;
use crate::cli::exit::{Done, Exit, usage};
use crate::cli::output::context::Context;
use crate::cli::output::stamping::RootArgs;
use crate::cli::output::verdict;
use crate::format::archive::{Archive, Entry};
use crate::seal::asic::{self, Object};
use crate::text::Message;
use crate::verify::{CheckedToken, Verdict};
use crate::workspace::archives::Opened;
use clap::{Args, Subcommand};
use serde_json::json;
use std::fs::File;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub struct ExportArgs {
    #[command(subcommand)]
    form: Form,
}

#[derive(Debug, Subcommand)]
enum Form {
    AsicS(AsicArgs),
}

#[derive(Debug, Args)]
struct AsicArgs {
    #[arg(value_name = "ARCHIVE")]
    archive: PathBuf,
    #[arg(long, short, value_name = "DIR", default_value = ".")]
    output: PathBuf,
    #[command(flatten)]
    roots: RootArgs,
}

pub fn run(ctx: &Context, args: ExportArgs) -> Done {
    let Form::AsicS(args) = args.form;
    let opened = Opened::open(std::slice::from_ref(&args.archive))?;
    let each: Vec<_> = opened.iter().collect();
    let [(path, source)] = each[..] else { return Err(usage(Message::new("export-one-archive"))) };
    let run = opened.verify(ctx.desk(), &verify::policy(ctx, &args.roots)?)?;
    if run.outcome.verdict != Verdict::Intact {
        return Ok(verdict::tell(ctx, &run)); // proofs of a broken seal are not handed on
    }
    if run.outcome.times.tokens.is_empty() {
        return Err(usage(Message::new("export-no-token").text("path", path.display())));
    }
    let archive =
        Archive::open(source, &Limits::DEFAULT, &mut Findings::default()).map_err(|e| e.on(path))?;
    let mut made = Vec::new();
    for token in &run.outcome.times.tokens {
        made.push(container(&archive, token, &args.output)?);
    }
    if ctx.is_json() {
        ctx.json(&json!({ "schema": "hikae.export/1", "containers": made }));
    } else {
        made.iter().for_each(|path| ctx.say(&Message::new("export-made").text("path", path.display())));
        ctx.note(&Message::new("export-meaning"));
    }
    Ok(Exit::Fine)
}

/// One token with the list it covers: `001-stamp-1-digicert.asics`.
fn container(archive: &Archive<&File>, token: &CheckedToken, folder: &Path) -> Result<PathBuf> {
    let limits = Limits::DEFAULT;
    let bytes = |name: &str| {
        let found = archive.entries().iter().find(|entry: &&Entry| entry.name.as_str() == name);
        archive.bytes(found.ok_or(ErrorKind::NotHikae)?, limits.root_file)
    };
    let list = format!("stamp-{}.sha256", token.number);
    let listed = bytes(&format!("proof/{}/{list}", token.edition))?;
    let stem = token.entry.rsplit('/').next().unwrap_or_default().trim_end_matches(".tsr").replace('.', "-");
    let target = folder.join(format!("{}-{stem}.asics", token.edition));
    let new = NewFile::create(&target)?;
    let object = Object { name: &list, bytes: &listed };
    let made = token.stamp.gen_time.second();
    asic::write(new.file(), &object, &bytes(&token.entry)?, made, &limits)
        .map_err(|e: Error| e.on(&target))?;
    new.commit()?;
    Ok(target)
}
