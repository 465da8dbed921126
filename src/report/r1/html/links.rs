//! Seal codes that were found in messages, and what they name as far as this archive shows it.

use super::context::{Context, Part};
use super::talks::label;
use super::words::{Both, Markup, Room, Words};
use crate::base::entry_name::EntryName;
use crate::format::archive::{Edition, ProofFile};
use crate::format::seal_code::find;
use crate::report::r1::abridged::Link;
use crate::text::Message;
use askama::Template;

/// Three hundred rows.
const ROOM: usize = 512 << 10;

#[derive(Template)]
#[template(path = "r1/html/link.html")]
struct Row {
    code: String,
    file: String,
    names: Both,
    standing: Both,
}

#[derive(Template)]
#[template(path = "r1/html/links.html")]
struct Table<'a> {
    words: &'a Words,
    rows: Markup,
}

pub fn part(context: &Context<'_>) -> Option<Part> {
    let mut room = Room::within(ROOM);
    let mut kept = 0;
    for link in context.facts.links() {
        kept += 1;
        let row = Row {
            code: link.code.grouped(),
            file: context.name(&link.source.text),
            names: names(context, link),
            standing: standing(context, link),
        };
        room.push(&row);
    }
    if kept == 0 {
        return None;
    }
    let seen: u64 = context.editions.iter().map(|e| context.facts.seen(e.header.edition.get(), "link")).sum();
    let more = seen.saturating_sub(kept) + room.left_out;
    let notes = (more > 0).then(|| context.say(&Message::new("report-links-more").count("count", more)));
    Some(Part {
        anchor: "codes",
        heading: context.get("report-links"),
        by: vec![context.get("report-links-by")],
        body: Markup::of(&Table { words: context.words, rows: room.into_markup() }),
        notes: notes.into_iter().collect(),
    })
}

/// Whether the message that the fact names holds the code, where its whole text stands on this page.
fn standing(context: &Context<'_>, link: &Link) -> Both {
    let Some((id, n)) = link.message else { return Both::default() };
    let text = context.facts.talks().get(id).and_then(|talk| talk.text(n)).filter(|text| text.more == 0);
    let Some(text) = text else { return context.get("report-link-as-sealed") };
    let holds = find(&text.text).iter().any(|found| found.code == link.code);
    let id_of = if holds { "report-link-in-text" } else { "report-link-not-in-text" };
    context.say(&Message::new(id_of).text("number", format!("{}-{n}", label(context, id))))
}

/// What the fact says that the code names, compared with what is here.
fn names(context: &Context<'_>, link: &Link) -> Both {
    let Some(target) = &link.target else { return context.get("report-link-unknown") };
    let edition = |proof: &str| {
        let number = proof.strip_prefix("proof/")?.strip_suffix("/seal.txt")?.parse().ok()?;
        Edition::new(number).filter(|edition| ProofFile::Seal.name(*edition).as_str() == proof)
    };
    let (said, found) = match edition(&target.text) {
        Some(edition) => {
            let here = context.editions.iter().find(|e| e.header.edition == edition);
            (Message::new("report-link-seal").count("edition", edition.get()), here.map(|e| e.code))
        }
        None => {
            let path = EntryName::new(&target.text).ok();
            let file = path.and_then(|path| context.facts.files().get(&path)?.file);
            (
                Message::new("report-link-path").text("path", context.name(&target.text)),
                file.map(|(_, hash)| hash),
            )
        }
    };
    match found {
        Some(hash) if hash != link.code => context.get("report-link-differs"),
        _ => context.say(&said),
    }
}
