//! `hikae new`: a case folder with a memo to fill in.

use crate::base::disk;
use crate::base::error::{Error, ErrorKind};
use crate::case::{layout, template};
use crate::cli::exit::{Done, Exit};
use crate::cli::output::context::Context;
use crate::text::Message;
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct NewArgs {
    #[arg(required = true, value_name = "DIR")]
    pub dir: PathBuf,
}

pub fn run(ctx: &Context, args: NewArgs) -> Done {
    let names = layout(ctx.lang());
    let memo = args.dir.join(names.memo);
    if crate::workspace::folder::is_case(&args.dir) {
        return Err(Error::from(ErrorKind::Exists).on(&args.dir).into());
    }
    let folders = [
        PathBuf::from(names.delivery).join(names.first_round),
        names.messages.into(),
        names.documents.into(),
    ];
    for folder in &folders {
        let folder = args.dir.join(folder);
        std::fs::create_dir_all(&folder).map_err(|e| Error::write(e).on(&folder))?;
    }
    disk::write_new(&memo, for_editors(&template(ctx.lang())).as_bytes())?;
    if ctx.is_json() {
        ctx.json(&json!({ "schema": "hikae.new/1", "case": args.dir, "memo": memo }));
        return Ok(Exit::Fine);
    }
    ctx.say(&Message::new("new-made").text("path", args.dir.display()));
    let delivery = folders[0].display().to_string();
    ctx.say(&Message::new("new-next").text("memo", names.memo).text("delivery", delivery));
    Ok(Exit::Fine)
}

/// The memo as the plain editors of the system expect it: Windows Notepad before 2018 shows one long line
/// without CR, and takes UTF-8 for Shift_JIS without a mark.
fn for_editors(text: &str) -> String {
    if cfg!(windows) { format!("\u{FEFF}{}", text.replace('\n', "\r\n")) } else { text.to_owned() }
}
