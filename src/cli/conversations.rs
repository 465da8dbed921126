//! Messages at sealing: their facts, and what a person should know of how they were read.

use super::context::Context;
use crate::Failure;
use hikae::assign::Role;
use hikae::case_folder::Item;
use hikae::collect::Found;
use hikae::conversations::conversation_facts;
use hikae::fact::Fact;
use hikae::limits::Limits;
use hikae::message::{Certainty, Described, Setting};
use hikae::name::EntryName;
use hikae::text::Message;

/// Adds the facts of all message files that are sealed, `names` being their entry names.
pub fn facts(
    ctx: &Context,
    items: &[Item],
    names: &[EntryName],
    reading: &Setting,
    facts: &mut Vec<Fact>,
) -> Result<(), Failure> {
    let messages = items.iter().zip(names).filter(|(item, _)| item.role == Role::Messages);
    let files: Vec<(&Found, String)> =
        messages.map(|(item, name)| (&item.found, name.as_str().to_owned())).collect();
    let described = conversation_facts(&files, reading, &Limits::DEFAULT, &mut |fact| {
        facts.push(fact);
        Context::check_stop()
    })?;
    described.iter().for_each(|described| tell(ctx, described));
    Ok(())
}

fn tell(ctx: &Context, described: &Described) {
    let id = match described.reading.certainty() {
        Certainty::Understood => return,
        Certainty::NotUnderstood
            if matches!(described.reading.format, "pdf" | "image" | "media" | "web-page") =>
        {
            return;
        }
        Certainty::NotUnderstood => "seal-conversation-unread",
        Certainty::Gaps | Certainty::Ambiguous => "seal-conversation-open",
    };
    ctx.note(&Message::new(id).text("file", &described.name));
}
