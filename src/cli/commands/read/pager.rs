//! Long timelines through the user's pager.

use super::args::ReadArgs;
use crate::cli::exit::Exit;
use crate::cli::output::context::Context;
use crate::cli::output::survey::Survey;
use crate::message::Need;
use std::io::IsTerminal as _;

/// Shows the same through a pager (a second run of the program writes into it), where somebody watches and it is long. `None`: there is none.
pub fn page(ctx: &Context, args: &ReadArgs, survey: &Survey) -> Option<Exit> {
    const LONG: u64 = 30; // rows of a small terminal
    let rows: u64 = survey.read.iter().map(|file| file.reading.count + 10).sum();
    // run anew, the program would ask anew
    let asks = survey.read.iter().any(|file| file.reading.needs.contains(&Need::Participants));
    if args.no_pager
        || asks
        || rows < LONG
        || !std::io::stdout().is_terminal()
        || !std::io::stdin().is_terminal()
    {
        return None;
    }
    let pager =
        std::env::var("HIKAE_PAGER").or_else(|_| std::env::var("PAGER")).unwrap_or_else(|_| "less".into());
    let mut words = pager.split_whitespace();
    let mut pager = std::process::Command::new(words.next()?);
    pager.args(words);
    // what a person has set for less is theirs; else a prompt says how to go on and how to end
    if std::env::var_os("LESS").is_none() {
        pager.env("LESS", format!("FRXPs{}$", ctx.get("read-pager")));
    }
    if std::env::var_os("LESSCHARSET").is_none() {
        pager.env("LESSCHARSET", "utf-8");
    }
    let mut shown = pager.stdin(std::process::Stdio::piped()).spawn().ok()?;
    let own = std::env::current_exe().ok().and_then(|program| {
        let output = shown.stdin.take()?;
        std::process::Command::new(program).args(std::env::args_os().skip(1)).stdout(output).status().ok()
    });
    let _ = shown.wait();
    own.map(|_| Exit::Fine)
}
