//! `hikae seal`: what is new in a case folder, or single files, into one sealed archive.

use crate::base::disk;
use crate::base::limits::Limits;
use crate::case::roles::NotARole;
use crate::cli::commands::key;
use crate::cli::commands::verify::policy;
use crate::cli::exit::{Done, Exit, Failure, usage};
use crate::cli::output::context::Context;
use crate::cli::output::stamping::{self, AskArgs, RootArgs, network};
use crate::cli::output::{delivery, measured};
use crate::text::Message;
use crate::workspace::Case;
use crate::workspace::folder::is_case;
use crate::workspace::keys::{Keys, Network};
use crate::workspace::placing::{Placement, Special, place_files};
use crate::workspace::sealing::{Files, Made, Measuring, Prepared, SealOptions, Unchanged, seal_files};
use crate::workspace::stamping::Stamping;
use clap::Args;
use serde_json::json;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub struct SealArgs {
    #[arg(value_name = "CASE|PATH")]
    pub paths: Vec<PathBuf>,
    #[arg(long, short, value_name = "OUT.zip")]
    pub output: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    #[arg(long, value_name = "FILE=ROLE", value_parser = parse_placement)]
    pub place: Vec<Placement>,
    #[arg(long)]
    pub skip_special: bool,
    #[arg(long, conflicts_with = "tsa")]
    pub offline: bool,
    #[command(flatten)]
    pub ask: AskArgs,
    #[arg(long, value_name = "FILE")]
    pub dkim_key: Option<PathBuf>,
    #[arg(long)]
    pub no_analysis: bool,
    #[arg(long)]
    pub message_only: bool,
}

fn parse_placement(text: &str) -> Result<Placement, String> {
    let (file, role) = text.rsplit_once('=').ok_or("FILE=ROLE")?;
    let role = match role {
        "none" => None,
        role => Some(role.parse().map_err(|e: NotARole| e.to_string())?),
    };
    Ok(Placement { file: file.to_owned(), role })
}

impl SealArgs {
    /// Whom to ask for time-stamps.
    fn stamping<'a>(&self, ctx: &'a Context) -> Result<Stamping<'a>, Failure> {
        if self.offline { Ok(Stamping::offline(ctx.desk())) } else { self.ask.stamping(ctx) }
    }

    fn keys(&self) -> Keys {
        let network = if self.offline { Network::Offline } else { network() };
        Keys::of(self.dkim_key.clone(), network)
    }

    fn special(&self) -> Special {
        if self.skip_special { Special::Skip } else { Special::Stop }
    }

    fn measuring(&self) -> Measuring {
        if self.no_analysis { Measuring::None } else { Measuring::Whole }
    }
}

pub fn run(ctx: &Context, args: SealArgs) -> Done {
    let here = PathBuf::from(".");
    let only = match args.paths.as_slice() {
        [] => Some(&here),
        [path] => Some(path),
        _ => None,
    };
    match only {
        Some(path) if args.output.is_none() => seal_case(ctx, path, &args).map(|_| Exit::Fine),
        Some(path) if path.is_dir() && is_case(path) => Err(usage(Message::new("seal-case-output"))),
        _ => match &args.output {
            Some(_) if args.message_only => Err(usage(Message::new("seal-message-needs-case"))),
            Some(output) => seal_loose(ctx, &args, output),
            None => Err(usage(Message::new("seal-needs-output"))),
        },
    }
}

/// Seals what is new in a case folder. Gives the file of the delivery message, if one was written.
pub fn seal_case(ctx: &Context, root: &Path, args: &SealArgs) -> Result<Option<PathBuf>, Failure> {
    let case = Case::open(root, ctx.lang(), &Limits::DEFAULT)?;
    let options = SealOptions {
        places: &args.place,
        special: args.special(),
        keys: args.keys(),
        measuring: args.measuring(),
    };
    let ready = match case.prepare(ctx.desk(), &policy(ctx, &RootArgs::default())?, options)? {
        Prepared::Nothing(unchanged) => return nothing_new(ctx, &unchanged, args).map(|()| None),
        Prepared::Ready(ready) => ready,
    };
    let signer = key::for_sealing(ctx, args.key.as_deref())?;
    let stamping = args.stamping(ctx)?; // what does not fit is said before anything is written
    let made = ready.seal(ctx.desk(), &signer, &|imprint| stamping.stamp(imprint))?;
    tell(ctx, &made, &stamping, args)?;
    Ok(made.after.message_file())
}

/// `hikae seal PATH… -o OUT.zip`: files without a case folder.
fn seal_loose(ctx: &Context, args: &SealArgs, output: &Path) -> Done {
    let folder = output.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    for path in disk::clear_leftovers(folder)? {
        ctx.note(&Message::new("seal-cleared").text("path", path.display()));
    }
    let items = place_files(ctx.desk(), &args.paths, &args.place, args.special())?;
    let signer = key::for_sealing(ctx, args.key.as_deref())?;
    let stamping = args.stamping(ctx)?;
    let files = Files { items, keys: args.keys(), measuring: args.measuring() };
    let made = seal_files(ctx.desk(), output, files, &signer, &|imprint| stamping.stamp(imprint))?;
    tell(ctx, &made, &stamping, args)?;
    Ok(Exit::Fine)
}

/// What was made, how it stands to what was agreed, the message to send, and the time.
fn tell(ctx: &Context, made: &Made, stamping: &Stamping<'_>, args: &SealArgs) -> Result<(), Failure> {
    let Made { path, edition, sealed, specification, subjects, after } = made;
    if ctx.is_json() {
        let mut value = json!({
            "schema": "hikae.seal/1",
            "sealed": {
                "path": path, "edition": edition.get(), "seal_code": sealed.code.to_string(),
                "facts": sealed.facts, "bytes": sealed.size, "files": sealed.files,
                "described": sealed.described,
            },
            "time": stamping::to_json(ctx, stamping),
        });
        measured::add_to(&mut value["sealed"], specification, subjects);
        delivery::add_to(&mut value, after);
        ctx.json(&value);
        return Ok(());
    }
    if args.message_only {
        delivery::tell_message(ctx, after);
        return Ok(());
    }
    let shown = delivery::shown(path).display();
    let message = Message::new("seal-made").text("path", &shown).count("edition", edition.get());
    ctx.say(&message.count("files", sealed.files.len() as u64));
    measured::tell(ctx, specification, subjects);
    delivery::tell(ctx, after, sealed);
    let to_send = args.output.is_some() || after.is_to_send();
    ctx.note(&Message::new(if to_send { "seal-code-use" } else { "seal-nothing-to-send" }));
    stamping::tell(ctx, stamping)?;
    if !stamping.is_answered() {
        let asked = if stamping.is_offline() { "seal-time-not-asked" } else { "seal-time-none" };
        ctx.note(&Message::new(asked).text("path", shown));
    }
    Ok(())
}

/// Nothing is new: says so, or gives the last delivery's message again.
fn nothing_new(ctx: &Context, unchanged: &Unchanged, args: &SealArgs) -> Result<(), Failure> {
    let again = args.message_only.then_some(unchanged.message.as_ref());
    match again {
        _ if ctx.is_json() => {
            ctx.json(&json!({
                "schema": "hikae.seal/1", "sealed": null, "links": [], "message": again.flatten(),
                "message_file": null, "delivery_note_file": null,
            }));
        }
        None => ctx.say(&Message::new("seal-nothing-new").count("files", unchanged.files)),
        Some(Some(message)) => ctx.line(message.trim_end()),
        Some(None) => return Err(Failure::Said(Message::new("seal-message-none"), Exit::Unable)),
    }
    Ok(())
}
