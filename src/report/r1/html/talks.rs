//! How the worker's copies of conversations were read, and how much of them is shown.

use super::context::{Context, Part};
use super::words::{Both, Markup, Room, Words};
use crate::format::fact::Kind;
use crate::format::fact::Word;
use crate::message::format_name;
use crate::message::{Gap, ZoneGround};
use crate::report::r1::abridged::{Head, Id, Talk};
use crate::text::{Message, visible};
use askama::Template;
use std::num::NonZeroU32;

/// A thousand rows.
const ROOM: usize = 1 << 20;

#[derive(Template)]
#[template(path = "r1/html/talk.html")]
struct Row {
    label: String,
    format: Both,
    file: String,
    count: Both,
    notes: Vec<Both>,
}

#[derive(Template)]
#[template(path = "r1/html/talks.html")]
struct Table<'a> {
    words: &'a Words,
    rows: Markup,
}

/// Messages of a conversation that were sealed: its labels say so, whatever is shown.
pub fn sealed(context: &Context<'_>, (edition, k): Id, kind: Kind) -> u64 {
    let k = u32::try_from(k).ok().and_then(NonZeroU32::new);
    let edition = context.editions.iter().find(|e| e.header.edition.get() == edition);
    edition.map_or(0, |edition| edition.labels.of(kind, k))
}

/// What a record is called: its number, with its edition where there are several.
pub fn label(context: &Context<'_>, (edition, k): Id) -> String {
    if context.is_several() { format!("{edition}-{k}") } else { k.to_string() }
}

pub fn part(context: &Context<'_>) -> Option<Part> {
    let all: u64 = context.editions.iter().map(|e| e.labels.of_kind(Kind::Conversation)).sum();
    let mut room = Room::within(ROOM);
    let mut kept = 0;
    for (id, talk) in context.facts.talks().iter() {
        kept += 1;
        room.push(&row(context, *id, talk));
    }
    if kept == 0 {
        return None;
    }
    let more = all.saturating_sub(kept) + room.left_out;
    let notes = (more > 0).then(|| context.say(&Message::new("report-talks-more").count("count", more)));
    Some(Part {
        anchor: "messages",
        heading: context.get("report-talks"),
        by: vec![context.get("report-talks-by")],
        body: Markup::of(&Table { words: context.words, rows: room.into_markup() }),
        notes: notes.into_iter().collect(),
    })
}

fn row(context: &Context<'_>, id: Id, talk: &Talk) -> Row {
    let words = context.words;
    let sealed = sealed(context, id, Kind::Message);
    let counted = if talk.seen == sealed { "report-count-all" } else { "report-count-part" };
    let count = context.say(&Message::new(counted).count("count", sealed).count("shown", talk.seen));
    let (mut format, mut file, mut notes) = (Both::default(), String::new(), Vec::new());
    if let Some(head) = &talk.head {
        format = words.with(|texts| visible(&format_name(texts, head.format.as_str())).into_owned());
        file = context.name(&head.source.text);
        notes = reading(context, head);
    }
    if context.record.is_some_and(|record| record.is_repeated(id)) {
        notes.push(context.get("report-superseded"));
    }
    Row { label: label(context, id), format, file, count, notes }
}

fn reading(context: &Context<'_>, head: &Head) -> Vec<Both> {
    let words = context.words;
    let mut notes = vec![words.named(&format!("read-certainty-{}", head.certainty), head.certainty.as_str())];
    if head.count > 0 {
        let until = match &head.until {
            None => context.get("report-until-last"),
            Some(at) => {
                let id = match head.until_ground.as_ref().map(Word::as_str) {
                    Some("saved") => "report-until-saved",
                    Some("range") => "report-until-range",
                    Some("changed") => "report-until-changed",
                    _ => "report-until-copied",
                };
                context.say(&Message::new(id).text("until", context.zone.moment(at)))
            }
        };
        let name = context.get("report-until");
        notes.push(Both {
            ja: format!("{}: {}", name.ja, until.ja),
            en: format!("{}: {}", name.en, until.en),
        });
        match head.zone {
            Some(ZoneGround::Declared) => notes.push(context.get("report-zone-declared")),
            Some(ZoneGround::Assumed) => notes.push(context.get("report-zone-assumed")),
            None => {}
        }
    }
    let open = |word: &Word| words.named(&format!("report-open-{word}"), word.as_str());
    notes.extend(head.unanswered.iter().map(open));
    let gap = |gap: &Gap| context.say(&Message::new("report-gap").text("range", gap.place));
    notes.extend(head.gaps.iter().map(gap));
    if head.more_gaps > 0 {
        notes.push(context.say(&Message::new("report-gaps-more").count("count", head.more_gaps)));
    }
    notes
}
