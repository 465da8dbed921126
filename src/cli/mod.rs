//! The command line: one file a command, thin. Help texts come from the Fluent files, like every other word.

mod args;
mod contains;
mod context;
mod delivery;
mod desktop;
mod exit;
mod export;
mod handover;
mod index;
mod key;
mod links;
mod measured;
mod menu;
mod messages;
mod new;
mod next_step;
mod progress;
mod questions;
mod read;
mod reread;
mod seal;
mod setup;
mod show;
mod show_audio;
mod silence;
mod stamp;
mod stamping;
mod status;
mod table;
mod timeline;
mod unread;
mod verify;
mod windows;

pub use exit::{Exit, Failure};

use crate::text::{Lang, Message};
use args::{Cli, Command, Global};
use context::{Context, Output};
use std::ffi::OsString;
use std::process::ExitCode;

/// What a command gives back.
pub type Done = Result<Exit, Failure>;

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
    let done = dispatch(&ctx, parsed);
    let exit = done.unwrap_or_else(|failure| {
        ctx.complain(&failure);
        failure.exit()
    });
    if verbless {
        windows::wait_before_closing(&ctx);
    }
    exit
}

fn dispatch(ctx: &Context, cli: Cli) -> Done {
    match cli.command {
        None => menu::run(ctx, &cli.dropped),
        Some(Command::New(args)) => new::run(ctx, args),
        Some(Command::Status(args)) => status::run(ctx, args),
        Some(Command::Seal(args)) => seal::run(ctx, args),
        Some(Command::Stamp(args)) => stamp::run(ctx, args),
        Some(Command::Export(args)) => export::run(ctx, args),
        Some(Command::Handover(args)) => handover::run(ctx, args),
        Some(Command::Verify(args)) => verify::run(ctx, args),
        Some(Command::Read(args)) => read::run(ctx, args),
        Some(Command::Show(args)) => show::run(ctx, args),
        Some(Command::Contains(args)) => contains::run(ctx, args),
        Some(Command::Key(args)) => key::run(ctx, args),
        Some(Command::Setup(args)) => setup::run(ctx, args),
    }
}

/// A sentence of the program's own as a failure.
pub fn usage(message: Message) -> Failure {
    Failure::Said(message, Exit::Usage)
}

/// The languages, for argument parsing.
pub fn parse_lang(text: &str) -> Result<Lang, String> {
    text.parse().map_err(|e: crate::text::UnknownLang| e.to_string())
}
