//! After a seal is made: the message that goes out with it, and the codes that stand in the messages it holds.

use super::context::Context;
use super::links::{Row, Standing, Target, tell_links};
use super::seal::SealArgs;
use crate::base::disk;
use crate::base::error::{Error, ErrorKind};
use crate::base::limits::Limits;
use crate::case::delivery_message::{Delivery, code_lines, text_file};
use crate::case::layout;
use crate::cli::{Exit, Failure};
use crate::format::archive::Edition;
use crate::format::contents::for_each_fact;
use crate::format::fact::{Fact, LinkFact};
use crate::seal::Sealed;
use crate::text::Message;
use crate::workspace::folder::CaseFolder;
use crate::workspace::history::History;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// What there is to tell of a seal, beyond the seal itself.
#[derive(Default)]
pub struct After {
    /// Codes found, each with the name of the file as found.
    links: Vec<(LinkFact, String)>,
    message: Option<Written>,
}

/// A delivery message, and where it was written.
struct Written {
    text: String,
    message_file: Option<PathBuf>,
    note_file: Option<PathBuf>,
}

/// Reads the facts of the seal just made, and writes the message beside it. The seal stands whatever happens here, so
/// what goes wrong is told and does not fail.
pub fn after(
    ctx: &Context,
    case: &CaseFolder,
    mut history: History,
    target: &Path,
    edition: Edition,
    sealed: &Sealed,
) -> After {
    history.deliveries.seal(edition, sealed.code);
    match codes_in(target, &mut |edition, fact| history.deliveries.fact(edition, fact)) {
        Ok(links) => {
            let message = history.deliveries.delivery(edition).map(|delivery| write(ctx, case, &delivery));
            After { links, message }
        }
        Err(error) => {
            tell_unwritten(ctx, error.on(target));
            After::default()
        }
    }
}

/// The codes in the messages of a seal, each with the name of its file as found; `look` sees every fact.
fn codes_in(
    target: &Path,
    look: &mut dyn FnMut(Edition, &Fact),
) -> crate::base::error::Result<Vec<(LinkFact, String)>> {
    let mut links = Vec::new();
    let mut origins = HashMap::new();
    let source = disk::open(target)?;
    for_each_fact(&source, &Limits::DEFAULT, |edition, fact| {
        look(edition, &fact);
        match fact {
            Fact::Link(link) => links.push(link),
            Fact::Origin(origin) => drop(origins.insert(origin.path.as_str().to_owned(), origin.name)),
            _ => {}
        }
    })?;
    let mut links: Vec<_> = links
        .into_iter()
        .map(|link| {
            let source = link.source.split(' ').next().unwrap_or_default(); // of a folder, its first file
            let name = origins.get(source).unwrap_or(&link.source).clone();
            (link, name)
        })
        .collect();
    links.sort_by(|(a, _), (b, _)| (&a.source, a.k, a.n, a.code).cmp(&(&b.source, b.k, b.n, b.code)));
    Ok(links)
}

fn write(ctx: &Context, case: &CaseFolder, delivery: &Delivery) -> Written {
    let names = layout(case.lang);
    let text = delivery.message(case.lang);
    let file = |name: &str, text: &str| {
        let path = case.seals.join(format!("{}-{name}", delivery.edition));
        let bytes = text_file(text);
        match disk::write_new(&path, &bytes) {
            Ok(()) => Some(path),
            // made again, word for word
            Err(e) if e.kind == ErrorKind::Exists && std::fs::read(&path).is_ok_and(|b| b == bytes) => {
                Some(path)
            }
            Err(error) => {
                tell_unwritten(ctx, error);
                None
            }
        }
    };
    let message_file = file(names.message, &text);
    let note_file = file(names.delivery_note, &delivery.note(case.lang));
    Written { text, message_file, note_file }
}

fn tell_unwritten(ctx: &Context, error: Error) {
    let sentence = error.sentence(&ctx.texts);
    ctx.note(&Message::new("seal-message-unwritten").text("reason", sentence));
}

/// Nothing is new: says so, or gives the last delivery's message again.
pub fn nothing_new(
    ctx: &Context,
    case: &CaseFolder,
    history: &History,
    unchanged: u64,
    args: &SealArgs,
) -> Result<(), Failure> {
    let again = args.message_only.then(|| history.deliveries.last().map(|d| d.message(case.lang)));
    match again {
        _ if ctx.is_json() => {
            ctx.json(&json!({
                "schema": "hikae.seal/1", "sealed": null, "links": [], "message": again.flatten(),
                "message_file": null, "delivery_note_file": null,
            }));
        }
        None => ctx.say(&Message::new("seal-nothing-new").count("files", unchanged)),
        Some(Some(message)) => ctx.line(message.trim_end()),
        Some(None) => return Err(Failure::Said(Message::new("seal-message-none"), Exit::Unable)),
    }
    Ok(())
}

impl After {
    /// Of a seal without a case folder: no message goes with it.
    pub fn of_codes(target: &Path) -> Self {
        // it was read back when it was made; what fails now is told by whoever reads it next
        Self { links: codes_in(target, &mut |_, _| {}).unwrap_or_default(), message: None }
    }

    /// The file of the message, if one was written.
    pub fn message_file(&self) -> Option<PathBuf> {
        self.message.as_ref().and_then(|message| message.message_file.clone())
    }

    /// The message and nothing else, as a pipe takes it.
    pub fn tell_message(&self, ctx: &Context) {
        match &self.message {
            Some(message) => ctx.line(message.text.trim_end()),
            None => ctx.note(&Message::new("seal-message-not-now")),
        }
    }

    /// The message, ready to copy; without one, the seal code. Then the codes found.
    pub fn tell(&self, ctx: &Context, sealed: &Sealed) {
        match &self.message {
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
        if !self.links.is_empty() {
            let target = |link: &LinkFact| link.target.clone().map_or(Target::Unknown, Target::Known);
            let rows = self.links.iter().map(|(link, name)| Row {
                link,
                file: name,
                target: target(link),
                standing: Standing::Found,
            });
            tell_links(ctx, &rows.collect::<Vec<_>>());
            ctx.line("");
        }
    }

    /// Is there a message to send?
    pub fn is_to_send(&self) -> bool {
        self.message.is_some()
    }

    /// Adds what there is to tell to the JSON of the command.
    pub fn add_to(&self, value: &mut Value) {
        let message = self.message.as_ref();
        let link = |(link, name): &(LinkFact, String)| json!({ "code": link.code.to_string(), "file": name, "source": link.source, "k": link.k, "n": link.n, "edited": link.edited, "target": link.target });
        value["links"] = self.links.iter().map(link).collect();
        value["message"] = json!(message.map(|m| &m.text));
        value["message_file"] = json!(message.and_then(|m| m.message_file.as_ref()));
        value["delivery_note_file"] = json!(message.and_then(|m| m.note_file.as_ref()));
    }
}

/// The path as a person would type it.
pub fn shown(path: &Path) -> &Path {
    path.strip_prefix(".").unwrap_or(path)
}
