//! `hikae setup`: Windows shortcuts; completions and the man page elsewhere.

use crate::cli::exit::{Done, Exit};
use crate::cli::output::context::Context;
use crate::cli::output::windows;
use crate::text::Message;
use clap::Args;
use clap_complete::Shell;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct SetupArgs {
    #[arg(long, value_name = "SHELL", value_enum)]
    completions: Option<Shell>,
    #[arg(long)]
    man: bool,
    #[arg(long, value_name = "DIR")]
    man_dir: Option<PathBuf>,
}

/// `command` is the whole command line, with its help.
pub fn run(ctx: &Context, args: SetupArgs, mut command: clap::Command) -> Done {
    let written = |e: std::io::Error| crate::base::error::Error::write(e);
    if let Some(shell) = args.completions {
        let mut script = Vec::new();
        clap_complete::generate(shell, &mut command, "hikae", &mut script);
        ctx.line(String::from_utf8_lossy(&script).trim_end());
        return Ok(Exit::Fine);
    }
    if args.man {
        let mut page = Vec::new();
        clap_mangen::Man::new(command).render(&mut page).map_err(written)?;
        ctx.line(String::from_utf8_lossy(&page).trim_end());
        return Ok(Exit::Fine);
    }
    if let Some(dir) = args.man_dir {
        // one page a command, as `man hikae-verify` expects
        std::fs::create_dir_all(&dir).map_err(|e| written(e).on(&dir))?;
        clap_mangen::generate_to(command, &dir).map_err(|e| written(e).on(&dir))?;
        ctx.say(&Message::new("setup-man-made").text("path", dir.display()));
        return Ok(Exit::Fine);
    }
    if cfg!(windows) {
        return windows::shortcuts(ctx);
    }
    let how = Message::new("setup-how");
    ctx.say(&how);
    ctx.line(&ctx.texts.next(&how).unwrap_or_default());
    Ok(Exit::Fine)
}
