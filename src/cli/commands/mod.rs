//! One file a command: its arguments, the verb of the library that it calls, and what it shows.

pub mod contains;
pub mod export;
pub mod handover;
pub mod key;
pub mod new;
pub mod read;
pub mod seal;
pub mod setup;
pub mod show;
pub mod stamp;
pub mod status;
pub mod verify;

use crate::cli::args::{Command, command};
use crate::cli::exit::Done;
use crate::cli::output::context::Context;

/// Runs a command.
pub fn dispatch(ctx: &Context, chosen: Command) -> Done {
    match chosen {
        Command::New(args) => new::run(ctx, args),
        Command::Status(args) => status::run(ctx, args),
        Command::Seal(args) => seal::run(ctx, args),
        Command::Stamp(args) => stamp::run(ctx, args),
        Command::Export(args) => export::run(ctx, args),
        Command::Handover(args) => handover::run(ctx, args),
        Command::Verify(args) => verify::run(ctx, args),
        Command::Read(args) => read::run(ctx, args),
        Command::Show(args) => show::run(ctx, args),
        Command::Contains(args) => contains::run(ctx, args),
        Command::Key(args) => key::run(ctx, args),
        Command::Setup(args) => setup::run(ctx, args, command(ctx.lang())),
    }
}
