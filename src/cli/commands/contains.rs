//! `hikae contains`: is this file, as downloaded again from the platform, the sealed one?

use crate::audio::{Difference, Sameness, could_be_same, is_lossy, nearest, sameness};
use crate::base::digest::Sha256Digest;
use crate::base::disk;
use crate::base::entry_name::{EntryName, map_component};
use crate::base::error::Error;
use crate::base::limits::Limits;
use crate::case::{Hundredths, Property};
use crate::cli::commands::verify;
use crate::cli::exit::{Done, Exit, Failure};
use crate::cli::output::context::Context;
use crate::cli::output::measured::{number, reason_text};
use crate::cli::output::progress::Bar;
use crate::cli::output::stamping::RootArgs;
use crate::cli::output::verdict;
use crate::format::contents::{Once, for_each_line};
use crate::format::fact::{AudioFact, Fact};
use crate::seal::Source as _;
use crate::text::Message;
use crate::verify::{Verdict, Whole};
use crate::workspace::archives::Opened;
use crate::workspace::collect::walk;
use crate::workspace::describe::describe_at;
use crate::workspace::reread::Sounds;
use clap::Args;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;
use std::fmt::Display;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub struct ContainsArgs {
    #[arg(required = true, value_name = "ARCHIVE")]
    archive: PathBuf,
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[arg(long)]
    no_analysis: bool,
}

pub fn run(ctx: &Context, args: ContainsArgs) -> Done {
    let opened = Opened::open(std::slice::from_ref(&args.archive))?;
    let run = opened.verify(ctx.desk(), &verify::policy(ctx, &RootArgs::default())?)?;
    if run.outcome.verdict != Verdict::Intact {
        return Ok(verdict::tell(ctx, &run)); // what a broken seal says of a file is worth nothing
    }
    let archives: Vec<&File> = opened.files();
    let mut sealed = Sealed::read(&opened, &archives)?;
    let told: usize = sealed.names.values().map(Vec::len).sum();
    let all_files: u64 = run.whole_editions().iter().map(Whole::files_sealed).sum();
    sealed.untold = all_files.saturating_sub(told as u64);
    let files = files_in(&args.files)?;
    let bar = Bar::new(ctx, &Message::new("progress-measuring"), files.iter().map(|f| size(f)).sum());
    let mut results = Vec::new();
    let mut all = true;
    for file in files {
        let (size, sha256) = hash(&file)?;
        let answer = sealed.find(&file, sha256, args.no_analysis, &bar)?;
        all &= answer.is_established();
        if !ctx.is_json() {
            ctx.say(&answer.say(ctx, &file, sealed.untold));
        }
        results.push(json!({
            "file": file.display().to_string(), "size": size, "sha256": sha256.to_string(),
            "result": answer.word(), "sealed_as": answer.names(), "as_sealed": answer.stated(), "differences": answer.differences().iter().map(as_json).collect::<Vec<_>>(),
        }));
    }
    drop(bar);
    if ctx.is_json() {
        ctx.json(
            &json!({ "schema": "hikae.contains/1", "files_not_told": sealed.untold, "results": results }),
        );
    } else {
        ctx.line("");
        ctx.line(&ctx.get("contains-meaning"));
    }
    Ok(if all { Exit::Fine } else { Exit::Altered })
}

fn size(path: &Path) -> u64 {
    path.metadata().map_or(0, |m| m.len())
}

/// What a seal says of its files, and the files.
struct Sealed<'a> {
    /// Names by hash, also of files withheld from this copy.
    names: HashMap<Sha256Digest, Vec<String>>,
    /// Sealed files of which this copy does not show what they are.
    untold: u64,
    /// What was measured when they were sealed, entries of delivered ZIPs included: it tells what to decode now.
    audio: Vec<AudioFact>,
    sounds: Sounds<'a, &'a File>,
}

/// How a file stands to the sealed ones.
enum Answer {
    SameBytes(Vec<String>),
    SameSamples(Vec<String>),
    /// The nearest sealed file, and what differs.
    Differs {
        nearest: String,
        differences: Vec<Difference>,
        is_converted: bool,
    },
    /// The seal states the same samples of these, which are withheld from this copy.
    Withheld(Vec<String>),
    Unreadable(String),
    NotEstablished,
}

impl<'a> Sealed<'a> {
    fn read(opened: &Opened, archives: &'a [&'a File]) -> Result<Self, Failure> {
        let sounds = Sounds::new(archives, &Limits::DEFAULT)?;
        let mut sealed = Self { names: HashMap::new(), untold: 0, audio: Vec::new(), sounds };
        let mut once = Once::over(archives.iter().copied(), &Limits::DEFAULT)?;
        for (path, source) in opened.iter() {
            for_each_line(source, &Limits::DEFAULT, |edition, line, fact| {
                match fact {
                    _ if !once.is_new(edition, line) => {}
                    Fact::File(file) => {
                        sealed.names.entry(file.sha256).or_default().push(file.path.to_string());
                    }
                    Fact::Audio(audio) => sealed.audio.push(*audio),
                    _ => {}
                }
                Ok(())
            })
            .map_err(|e| e.on(path))?;
        }
        Ok(sealed)
    }

    fn find(
        &mut self,
        file: &Path,
        sha256: Sha256Digest,
        no_analysis: bool,
        bar: &Bar,
    ) -> Result<Answer, Failure> {
        if let Some(names) = self.names.get(&sha256) {
            return Ok(Answer::SameBytes(names.clone()));
        }
        if no_analysis || self.audio.is_empty() {
            return Ok(Answer::NotEstablished);
        }
        // the name is for its extension alone: what lies outside a case has no entry name
        let shown = file.file_name().unwrap_or_default().to_string_lossy();
        let name = EntryName::new(&format!("data/001/delivery/1/{}", map_component(&shown)));
        let Ok(name) = name else { return Ok(Answer::NotEstablished) };
        let source = disk::open(file)?;
        let facts = describe_at(&source, size(file), &name, &|n| bar.tick(n))?;
        let own = facts.into_iter().find_map(|fact| match fact {
            Fact::Audio(audio) if audio.path == name => Some(*audio),
            _ => None,
        });
        own.map_or(Ok(Answer::NotEstablished), |own| self.compare(&own, &|_| bar.tick(0)))
    }

    /// Holds a file against those that it can be, each decoded now.
    fn compare(
        &mut self,
        own: &AudioFact,
        tick: &(dyn Fn(u64) -> Result<(), Error> + Sync),
    ) -> Result<Answer, Failure> {
        if let Some(reason) = own.unmeasured.iter().find(|u| u.field == "audio" || u.field == "pcm_sha256") {
            return Ok(Answer::Unreadable(reason.reason.to_string()));
        }
        let (mut same, mut withheld) = (Vec::new(), Vec::new());
        for told in self.audio.iter().filter(|told| could_be_same(told, own)) {
            let path = || told.path.to_string();
            match self.sounds.decoded(told.path.as_str(), tick)? {
                Some(now) if sameness(now, own) == Some(Sameness::Samples) => same.push(path()),
                Some(_) => {}
                None if sameness(told, own) == Some(Sameness::Samples) => withheld.push(path()),
                None => {}
            }
        }
        if !same.is_empty() {
            return Ok(Answer::SameSamples(same));
        }
        if !withheld.is_empty() {
            return Ok(Answer::Withheld(withheld));
        }
        let Some(nearest) = nearest(&self.audio, own, own.path.as_str()) else {
            return Ok(Answer::NotEstablished);
        };
        let now = self.sounds.decoded(nearest.path.as_str(), tick)?;
        Ok(match now.and_then(|now| sameness(now, own)) {
            Some(Sameness::Differs(differences)) => Answer::Differs {
                nearest: nearest.path.to_string(),
                is_converted: is_lossy(own)
                    || differences.iter().any(|d| matches!(d, Difference::Rate(..) | Difference::Depth(..))),
                differences,
            },
            _ => Answer::NotEstablished,
        })
    }
}

impl Answer {
    fn is_established(&self) -> bool {
        matches!(self, Answer::SameBytes(_) | Answer::SameSamples(_))
    }

    fn word(&self) -> &'static str {
        match self {
            Answer::SameBytes(_) => "same-bytes",
            Answer::SameSamples(_) => "same-samples",
            _ => "not-established",
        }
    }

    fn names(&self) -> &[String] {
        match self {
            Answer::SameBytes(names) | Answer::SameSamples(names) => names,
            _ => &[],
        }
    }

    /// Of these the seal states the same samples; nothing was compared.
    fn stated(&self) -> &[String] {
        match self {
            Answer::Withheld(names) => names,
            _ => &[],
        }
    }

    fn differences(&self) -> &[Difference] {
        match self {
            Answer::Differs { differences, .. } => differences,
            _ => &[],
        }
    }

    fn say(&self, ctx: &Context, file: &Path, untold: u64) -> Message {
        let message = |id| Message::new(id).text("file", file.display());
        let differences = self.differences().iter().map(|d| difference(ctx, d));
        let listed = || differences.collect::<Vec<_>>().join(&ctx.get("spec-list"));
        match self {
            Answer::SameBytes(names) => message("contains-same").text("sealed", names.join(", ")),
            Answer::SameSamples(names) => message("contains-same-samples").text("sealed", names.join(", ")),
            Answer::Differs { nearest, is_converted, .. } => {
                let id = if *is_converted { "contains-transcoded" } else { "contains-other-recording" };
                message(id).text("sealed", nearest).text("differences", listed())
            }
            Answer::Withheld(names) => message("contains-withheld").text("sealed", names.join(", ")),
            Answer::Unreadable(reason) => {
                message("contains-unreadable").text("reason", reason_text(ctx, reason))
            }
            Answer::NotEstablished if untold > 0 => message("contains-untold").count("count", untold),
            Answer::NotEstablished => message("contains-not-established"),
        }
    }
}

fn as_json(difference: &Difference) -> Value {
    let pair = |what, sealed: &dyn Display, file: &dyn Display| json!({ "what": what, "sealed": sealed.to_string(), "file": file.to_string() });
    match difference {
        Difference::Format(sealed, file) => pair("format", sealed, file),
        Difference::Rate(sealed, file) => pair("sample-rate", sealed, file),
        Difference::Depth(sealed, file) => pair("bit-depth", sealed, file),
        Difference::Channels(sealed, file) => pair("channels", sealed, file),
        Difference::Length(sealed, file) => pair("duration", sealed, file),
        Difference::Samples => json!({ "what": "samples" }),
    }
}

fn difference(ctx: &Context, difference: &Difference) -> String {
    let whole =
        |n: &crate::format::fact::Uint| Hundredths(i64::try_from(n.get()).unwrap_or(0).saturating_mul(100));
    let numbers = |id, property, sealed, file| {
        let message = Message::new(id).text("sealed", number(ctx, property, whole(sealed)));
        message.text("file", number(ctx, property, whole(file)))
    };
    ctx.texts.say(&match difference {
        Difference::Format(sealed, file) => {
            Message::new("difference-format").text("sealed", sealed).text("file", file)
        }
        Difference::Rate(sealed, file) => numbers("difference-rate", Property::SampleRate, sealed, file),
        Difference::Depth(sealed, file) => numbers("difference-depth", Property::BitDepth, sealed, file),
        Difference::Channels(sealed, file) => {
            numbers("difference-channels", Property::Channels, sealed, file)
        }
        Difference::Length(sealed, file) => {
            Message::new("difference-length").text("sealed", sealed).text("file", file)
        }
        Difference::Samples => Message::new("difference-samples"),
    })
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
