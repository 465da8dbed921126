//! What each proof shows and does not show, what the time-stamps say, and how to check.

use super::super::roots;
use super::context::{Context, Part};
use super::words::{Both, Markup, Room, Words};
use crate::format::archive::ProofFile;
use crate::format::fact::Kind;
use crate::report::ShownToken;
use crate::text::Message;
use askama::Template;

/// Some thousand time-stamps.
const ROOM: usize = 512 << 10;
/// Seals whose command is printed.
const COMMANDS: usize = 20;

#[derive(Template)]
#[template(path = "r1/html/proofs.html")]
struct Proofs<'a> {
    words: &'a Words,
    rows: Vec<(Both, Both, Both)>,
    times: Markup,
}

#[derive(Template)]
#[template(path = "r1/html/stamp.html")]
struct Stamp<'a> {
    entry: &'a str,
    says: Both,
    root: Both,
}

#[derive(Template)]
#[template(path = "r1/html/check.html")]
struct Check<'a> {
    words: &'a Words,
    proofs: Vec<String>,
}

pub fn part(context: &Context<'_>) -> Part {
    let mut room = Room::within(ROOM);
    for token in context.editions.iter().flat_map(|edition| edition.tokens) {
        room.push(&stamp(context, token));
    }
    let has = |kind| context.editions.iter().any(|edition| edition.labels.of_kind(kind) > 0);
    let stamped = context.editions.iter().any(|edition| !edition.tokens.is_empty());
    let rows = [
        (true, "hash"),
        (true, "key"),
        (true, "clock"),
        (stamped, "time"),
        (!stamped, "no-time"),
        (has(Kind::Conversation), "export"),
        (has(Kind::Mail), "mail"),
        (true, "code"),
        (has(Kind::Message), "silence"),
        (context.is_several(), "chain"),
    ];
    let row = |name: &str| {
        let said = |end: &str| context.say(&Message::new(format!("report-proof-{name}{end}")));
        (said(""), said("-yes"), said("-no"))
    };
    let rows = rows.into_iter().filter(|(is_here, _)| *is_here).map(|(_, name)| row(name)).collect();
    let more = (room.left_out > 0)
        .then(|| context.say(&Message::new("report-times-more").count("count", room.left_out)));
    Part {
        anchor: "proofs",
        heading: context.get("report-proofs"),
        by: Vec::new(),
        body: Markup::of(&Proofs { words: context.words, rows, times: room.into_markup() }),
        notes: more.into_iter().collect(),
    }
}

fn stamp<'a>(context: &Context<'_>, token: &'a ShownToken) -> Stamp<'a> {
    let none = || context.get("report-time-root-none");
    let (says, root) = match &token.printed {
        None => (context.get("report-time-unreadable"), Both::default()),
        Some(printed) => {
            let root = roots::of(printed).map_or_else(none, |(name, ..)| Both::same(name));
            (Both::same(context.zone.second(printed.gen_time.second())), root)
        }
    };
    Stamp { entry: token.entry.as_str(), says, root }
}

/// The commands that check what the page says.
pub fn check(context: &Context<'_>) -> Part {
    let seals = context.editions.iter().rev().take(COMMANDS);
    let proofs = seals.map(|edition| ProofFile::Seal.name(edition.header.edition).to_string()).collect();
    Part {
        anchor: "check",
        heading: context.get("report-check"),
        by: Vec::new(),
        body: Markup::of(&Check { words: context.words, proofs }),
        notes: Vec::new(),
    }
}
