//! The command line, thin: parsing in `args`, one file a command in `commands`, tables, prompts and progress in `output`.
//! Help texts come from the Fluent files, like every other word.

mod args;
mod commands;
mod exit;
mod menu;
mod output;

use args::Global;
use exit::Exit;
use output::context::{Context, Output};
use output::windows;
use std::ffi::OsString;
use std::process::ExitCode;

/// The whole program, from the arguments of the process to its exit code.
pub fn main() -> ExitCode {
    let print = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        // a decoder's failure is caught, and told as a reason
        if !crate::audio::is_measuring() {
            print(panic);
        }
    }));
    ExitCode::from(run(std::env::args_os().collect()) as u8)
}

fn run(args: Vec<OsString>) -> Exit {
    let lang = args::language(&args);
    let parsed = match args::parse(args, lang) {
        Ok(parsed) => parsed,
        Err(exit) => return exit,
    };
    parsed.global.write_color();
    let Global { json, quiet, .. } = parsed.global;
    let output = match (json, quiet) {
        (true, _) => Output::Json,
        (_, true) => Output::Quiet,
        _ => Output::Words,
    };
    let ctx = Context::new(lang, output);
    let verbless = parsed.command.is_none();
    let done = match parsed.command {
        Some(command) => commands::dispatch(&ctx, command),
        None => menu::run(&ctx, &parsed.dropped),
    };
    let exit = done.unwrap_or_else(|failure| {
        ctx.complain(&failure);
        failure.exit()
    });
    if verbless {
        windows::wait_before_closing(&ctx);
    }
    exit
}
