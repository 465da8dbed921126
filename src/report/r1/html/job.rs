//! The lines of the memo: what was agreed, as the worker wrote it.

use super::context::{Context, Part};
use super::words::{Both, Markup, Words, shown};
use crate::report::r1::abridged::Clipped;
use crate::text::{Message, visible};
use askama::Template;

#[derive(Template)]
#[template(path = "r1/html/pairs.html")]
struct Pairs<'a> {
    words: &'a Words,
    pairs: Vec<(Both, Both)>,
}

pub fn part(context: &Context<'_>) -> Option<Part> {
    let edition = context.notes?;
    let memo = context.facts.memo(edition);
    if memo.is_empty() {
        return None;
    }
    let pairs: Vec<(Both, Both)> = memo
        .iter()
        .map(|item| (key(context, edition, &item.key.text), whole(context, &item.value)))
        .collect();
    let mut notes = Vec::new();
    let more = context.facts.seen(edition, "case").saturating_sub(pairs.len() as u64);
    if more > 0 {
        notes.push(context.say(&Message::new("report-rows-more").count("count", more)));
    }
    if context.is_several() {
        notes.push(context.say(&Message::new("report-case-edition").count("edition", edition)));
    }
    Some(Part {
        anchor: "job",
        heading: context.get("report-case"),
        by: vec![context.get("report-case-by")],
        body: Markup::of(&Pairs { words: context.words, pairs }),
        notes,
    })
}

/// A text of a fact, and how much of it is not printed. The same in both languages but for that.
pub fn whole(context: &Context<'_>, text: &Clipped) -> Both {
    let printed = shown(&text.text);
    if text.more == 0 {
        return Both { ja: printed.clone(), en: printed };
    }
    let more = context.say(&Message::new("report-text-more").count("count", text.more));
    Both { ja: format!("{printed}\n{}", more.ja), en: format!("{printed}\n{}", more.en) }
}

/// The item's name, where the memo knows it: `fee`, `fee.2`, `note.7`, `event.20.result`.
fn key(context: &Context<'_>, edition: u16, key: &str) -> Both {
    let words = context.words;
    match *key.split('.').collect::<Vec<_>>() {
        ["event", line, detail] => {
            let detail = words.named(&format!("event-detail-{detail}"), detail);
            let event = line.parse().ok().and_then(|line| context.facts.event_of_line(edition, line));
            let event = event.map(|event| words.named(&format!("event-{}", event.kind), event.kind.as_str()));
            let id = if event.is_some() { "item-event-detail-of" } else { "item-event-detail" };
            words.with(|texts| {
                let said = Message::new(id).text("line", line).text("detail", detail.of(texts.lang()));
                let event = event.as_ref().map_or("", |event| event.of(texts.lang()));
                texts.say(&said.text("event", event))
            })
        }
        [item, rest] => {
            let item = words.named(&format!("item-{item}"), item);
            let rest = visible(rest);
            Both { ja: format!("{} {rest}", item.ja), en: format!("{} {rest}", item.en) }
        }
        _ => words.named(&format!("item-{key}"), key),
    }
}
