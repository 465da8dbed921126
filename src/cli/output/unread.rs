//! Files that are not read: what they look like, and what to do next.

use crate::cli::output::context::Context;
use crate::message::Reading;
use crate::workspace::talks::unread;

/// Says it, on two lines.
pub fn say<'r>(ctx: &Context, files: impl Iterator<Item = (&'r Reading, &'r str)>) {
    for message in files.filter_map(|(reading, name)| unread(reading, name)) {
        ctx.line(&ctx.texts.say(&message));
        if let Some(next) = ctx.texts.next(&message) {
            ctx.line(&format!("  {next}"));
        }
    }
}
