//! The message that goes out with a delivery, and the codes in messages, on screen and as JSON.

use crate::case::delivery_message::code_lines;
use crate::cli::output::context::Context;
use crate::cli::output::links::{Row, Standing, Target, tell_links};
use crate::format::fact::LinkFact;
use crate::seal::Sealed;
use crate::text::Message;
use crate::workspace::delivered::After;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// The message and nothing else, as a pipe takes it.
pub fn tell_message(ctx: &Context, after: &After) {
    match &after.message {
        Some(message) => ctx.line(message.text.trim_end()),
        None => ctx.note(&Message::new("seal-message-not-now")),
    }
}

/// The message, ready to copy; without one, the seal code. Then the codes found.
pub fn tell(ctx: &Context, after: &After, sealed: &Sealed) {
    match &after.message {
        Some(message) => {
            ctx.say(&Message::new("seal-message"));
            ctx.line("");
            ctx.line(message.text.trim_end());
            ctx.line("");
            let file = |id, path: &Option<PathBuf>| {
                if let Some(path) = path {
                    ctx.say(&Message::new(id).text("path", shown(path).display()));
                }
            };
            file("seal-message-file", &message.message_file);
            file("seal-note-file", &message.note_file);
            if message.message_file.is_some() || message.note_file.is_some() {
                ctx.line("");
            }
        }
        None => {
            ctx.say(&Message::new("seal-code"));
            ctx.line("");
            code_lines(sealed.code).iter().for_each(|line| ctx.line(&format!("    {line}")));
            ctx.line("");
        }
    }
    if !after.links.is_empty() {
        let target = |link: &LinkFact| link.target.clone().map_or(Target::Unknown, Target::Known);
        let rows = after.links.iter().map(|(link, name)| Row {
            link,
            file: name,
            target: target(link),
            standing: Standing::Found,
        });
        tell_links(ctx, &rows.collect::<Vec<_>>());
        ctx.line("");
    }
}

/// Adds what there is to tell to the JSON of the command.
pub fn add_to(value: &mut Value, after: &After) {
    let message = after.message.as_ref();
    let link = |(link, name): &(LinkFact, String)| json!({ "code": link.code.to_string(), "file": name, "source": link.source, "k": link.k, "n": link.n, "edited": link.edited, "target": link.target });
    value["links"] = after.links.iter().map(link).collect();
    value["message"] = json!(message.map(|m| &m.text));
    value["message_file"] = json!(message.and_then(|m| m.message_file.as_ref()));
    value["delivery_note_file"] = json!(message.and_then(|m| m.note_file.as_ref()));
}

/// The path as a person would type it.
pub fn shown(path: &Path) -> &Path {
    path.strip_prefix(".").unwrap_or(path)
}
