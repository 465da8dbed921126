//! Papers and message files: their names, sizes and hashes, and what checking a mail's signature gave.

use super::context::{Context, Part};
use super::rounds::{found_name, size};
use super::words::{Both, Markup, Room, Words};
use crate::message::dkim::{Told, said};
use crate::text::Message;
use askama::Template;

/// A thousand rows.
const ROOM: usize = 1 << 20;

#[derive(Template)]
#[template(path = "r1/html/paper.html")]
struct Row {
    name: String,
    hash: Option<String>,
    notes: Vec<Both>,
    size: Both,
}

#[derive(Template)]
#[template(path = "r1/html/papers.html")]
struct Table<'a> {
    words: &'a Words,
    rows: Markup,
}

pub fn part(context: &Context<'_>) -> Option<Part> {
    let mut room = Room::within(ROOM);
    let mut signed = false;
    let mut any = false;
    for (path, file) in context.facts.files().iter() {
        let is_paper = ["/documents/", "/messages/"]
            .iter()
            .any(|folder| path.as_str().get("data/001".len()..).is_some_and(|rest| rest.starts_with(folder)));
        if !is_paper {
            continue;
        }
        any = true;
        let mut notes = Vec::new();
        if file.file.is_some() && !context.is_here(path) {
            notes.push(context.get("report-withheld"));
        }
        if let Some((dkim, domain)) = &file.mail {
            signed |= dkim.as_str() != "none";
            let domain = Some(domain.text.as_ref()).filter(|domain: &&str| !domain.is_empty());
            notes.push(context.say(&said(dkim.as_str(), domain, Told::AsSealed)));
        }
        room.push(&Row {
            name: found_name(path, file),
            hash: file.file.map(|(_, hash)| hash.to_string()),
            notes,
            size: file.file.map(|(bytes, _)| size(context.words, bytes)).unwrap_or_default(),
        });
    }
    if !any {
        return None;
    }
    let mut notes = Vec::new();
    if signed {
        notes.push(context.get("mail-meaning"));
    }
    if room.left_out > 0 {
        notes.push(context.say(&Message::new("report-files-more").count("count", room.left_out)));
    }
    Some(Part {
        anchor: "papers",
        heading: context.get("report-papers"),
        by: vec![context.get("report-papers-by")],
        body: Markup::of(&Table { words: context.words, rows: room.into_markup() }),
        notes,
    })
}
