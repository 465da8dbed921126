//! Files that are not read: what they look like, and what to do next.

use super::context::Context;
use crate::message::{Certainty, Looks, Reading};
use crate::text::{Message, visible};

/// What a file looks like that could hold messages and is not read.
pub fn sentence(reading: &Reading, name: &str) -> Option<Message> {
    let looks = Looks::of_word(reading.format)?;
    let unread = reading.certainty() == Certainty::NotUnderstood && looks.may_hold_messages();
    unread.then(|| Message::new(format!("looks-{}", looks.word())).text("file", visible(name)))
}

/// Says it, on two lines.
pub fn say<'r>(ctx: &Context, files: impl Iterator<Item = (&'r Reading, &'r str)>) {
    for message in files.filter_map(|(reading, name)| sentence(reading, name)) {
        ctx.line(&ctx.texts.say(&message));
        if let Some(next) = ctx.texts.next(&message) {
            ctx.line(&format!("  {next}"));
        }
    }
}
