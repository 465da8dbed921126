//! `hikae contains`: is this file, as downloaded again from the platform, the sealed one?

use super::context::Context;
use super::stamping::RootArgs;
use super::{Done, verify};
use crate::{Exit, Failure};
use clap::Args;
use hikae::collect::walk;
use hikae::digest::Sha256Digest;
use hikae::disk;
use hikae::error::Error;
use hikae::fact::Fact;
use hikae::limits::Limits;
use hikae::seal::Source as _;
use hikae::text::Message;
use hikae::verify::Verdict;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub struct ContainsArgs {
    #[arg(required = true, value_name = "ARCHIVE")]
    archive: PathBuf,
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

pub fn run(ctx: &Context, args: ContainsArgs) -> Done {
    let opened = verify::open(std::slice::from_ref(&args.archive))?;
    let run = verify::check(ctx, &opened, &verify::policy(ctx, &RootArgs::default())?)?;
    if run.outcome.verdict != Verdict::Intact {
        return Ok(verify::tell(ctx, &run)); // what a broken seal says of a file is worth nothing
    }
    let sealed = sealed_files(&opened)?;
    let mut results = Vec::new();
    let mut all = true;
    for file in files_in(&args.files)? {
        let (size, sha256) = hash(&file)?;
        let names = sealed.get(&sha256);
        all &= names.is_some();
        if !ctx.is_json() {
            let id = if names.is_some() { "contains-same" } else { "contains-not-established" };
            let name = names.map(|n| n.join(", ")).unwrap_or_default();
            ctx.say(&Message::new(id).text("file", file.display()).text("sealed", name));
        }
        results.push(json!({
            "file": file.display().to_string(), "size": size, "sha256": sha256.to_string(),
            "result": if names.is_some() { "same-bytes" } else { "not-established" },
            "sealed_as": names.cloned().unwrap_or_default(),
        }));
    }
    if ctx.is_json() {
        ctx.json(&json!({ "schema": "hikae.contains/1", "results": results }));
    } else {
        ctx.line("");
        ctx.line(&ctx.get("contains-meaning"));
    }
    Ok(if all { Exit::Fine } else { Exit::Altered })
}

/// Names of the sealed files by hash, from the `file` facts, also of files withheld from this copy.
fn sealed_files(opened: &[(PathBuf, File)]) -> Result<HashMap<Sha256Digest, Vec<String>>, Failure> {
    let mut files: HashMap<Sha256Digest, Vec<String>> = HashMap::new();
    for (path, source) in opened {
        let take = |_, fact| {
            if let Fact::File(file) = fact {
                files.entry(file.sha256).or_default().push(file.path.to_string());
            }
        };
        hikae::contents::for_each_fact(source, &Limits::DEFAULT, take).map_err(|e| e.on(path))?;
    }
    Ok(files)
}

/// The files named, and those in the folders named.
fn files_in(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        if !std::fs::metadata(path).map_err(|e| Error::read(e).on(path))?.is_dir() {
            files.push(path.clone()); // a link that the person names is followed; what is no file is told on opening
            continue;
        }
        let before = files.len();
        let walked = walk(&path.join(""), path, |_| true)?;
        files.extend(walked.files.iter().map(|found| found.path().to_owned()));
        if files.len() == before {
            // nothing compared is no 'all of them are sealed files'
            return Err(Failure::Said(
                Message::new("contains-no-file").text("path", path.display()),
                Exit::Unable,
            ));
        }
    }
    Ok(files)
}

fn hash(path: &Path) -> Result<(u64, Sha256Digest), Failure> {
    let mut file = disk::open(path)?;
    let (mut sha, mut size) = (Sha256::new(), 0);
    let mut buffer = vec![0; 256 << 10];
    loop {
        match file.read(&mut buffer).map_err(|e| Error::read(e).on(path))? {
            0 => return Ok((size, Sha256Digest::finish(sha))),
            n => {
                sha.update(&buffer[..n]);
                size += n as u64;
            }
        }
        Context::check_stop()?;
    }
}
