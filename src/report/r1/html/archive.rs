//! Which editions there are, and how much of them this copy shows.

use super::context::{Context, Part};
use super::words::{Both, Room, Words};
use crate::format::archive::Edition;
use crate::format::fact::Kind;
use crate::report::ShownEdition;
use crate::text::Message;
use askama::Template;

/// Some 500 editions.
const ROOM: usize = 512 << 10;

#[derive(Template)]
#[template(path = "r1/html/edition.html")]
struct OneEdition<'a> {
    words: &'a Words,
    number: u16,
    previous: Both,
    utc: String,
    sealed: String,
    code: String,
    shown: Both,
    signer: String,
}

pub fn part(context: &Context<'_>) -> Part {
    let mut room = Room::within(ROOM);
    for edition in context.editions {
        room.push(&one(context, edition));
    }
    let more = Message::new("report-more-editions").count("count", room.left_out);
    Part {
        anchor: "archive",
        heading: context.get("report-archive"),
        by: vec![context.get("report-archive-by")],
        notes: if room.left_out > 0 { vec![context.say(&more)] } else { Vec::new() },
        body: room.into_markup(),
    }
}

fn one<'a>(context: &Context<'a>, edition: &ShownEdition<'_>) -> OneEdition<'a> {
    let header = edition.header;
    let before = header.edition.before();
    let named =
        |id: &'static str, before: Edition| context.say(&Message::new(id).count("before", before.get()));
    let previous = match before {
        None => context.get("report-previous-none"),
        Some(before) if context.editions.iter().any(|e| e.header.edition == before) => {
            named("report-previous", before)
        }
        Some(before) => named("report-previous-absent", before),
    };
    let files = edition.labels.of_kind(Kind::File);
    let absent = edition.absent.len() as u64;
    let here = edition.files.saturating_sub(absent);
    let id =
        if edition.facts == header.facts && absent == 0 { "report-shown-all" } else { "report-shown-part" };
    let shown = Message::new(id).count("facts", edition.facts).count("sealed", header.facts);
    OneEdition {
        words: context.words,
        number: header.edition.get(),
        previous,
        utc: header.sealed.to_string(),
        sealed: context.zone.second(header.sealed),
        code: edition.code.grouped(),
        shown: context.say(&shown.count("files", files).count("here", here)),
        signer: header.signer.to_string(),
    }
}
