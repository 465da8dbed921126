//! What the record says of replies, or why nothing is said: never beyond the record, and only where all conversations and
//! messages of all editions are shown (format.md section 9).

use super::words::{Both, Markup};
use super::{Context, List, Part, Zone, form, timeline};
use crate::fact::Kind;
use crate::message::When;
use crate::message::silence::{Block, Record, Reminder, RoundReply, Scope, Silence};
use crate::text::{Message, Texts, visible};
use std::num::NonZeroU32;

/// Reasons, rounds and reminders that are printed, each.
const MOST: usize = 40;
/// Sentences for the end of the record, without days of a calendar: these would need a zone.
const DAYS: [&str; 2] = ["report-silence-days", "report-silence-days-declared"];

pub fn part(context: &Context<'_>) -> Option<Part> {
    let any: u64 = context.editions.iter().map(|e| e.labels.of_kind(Kind::Message)).sum();
    let shown = context.facts.talks().iter().any(|(_, talk)| talk.seen > 0);
    if any == 0 || !shown {
        return None;
    }
    let items = match context.record {
        None => vec![context.get("report-silence-many")],
        Some(record) => items(context, record),
    };
    Some(Part {
        anchor: "replies",
        heading: context.get("report-silence"),
        by: vec![context.get("report-silence-by")],
        body: Markup::of(&List { items }),
        notes: Vec::new(),
    })
}

fn items(context: &Context<'_>, record: &Record) -> Vec<Both> {
    if !is_whole(context, record) {
        return why(context, &[Block::Withheld]);
    }
    // days of a calendar are not printed: any zone does
    let silence = record.silence(Scope::All, chrono_tz::UTC);
    let mut items = match &silence {
        Ok(silence) => sentences(context, silence),
        Err(blocks) => why(context, blocks),
    };
    let rounds = record.rounds().into_iter().take(MOST);
    // that nothing followed is said only where a statement on silence can be made
    let rounds = rounds.filter(|round| round.client_messages > 0 || silence.is_ok());
    items.extend(rounds.map(|round| reply(context, record, &round)));
    let reminders = record.reminders().into_iter().filter(|reminder| reminder.counts).take(MOST);
    items.extend(reminders.map(|each| reminder(context, &each)));
    items
}

/// Are the editions from the first to the last here, with every conversation and message that they seal?
fn is_whole(context: &Context<'_>, record: &Record) -> bool {
    (1..).zip(context.editions).all(|(number, edition)| {
        let conversations = u32::try_from(edition.labels.of_kind(Kind::Conversation)).unwrap_or(u32::MAX);
        let messages = |k| edition.labels.of(Kind::Message, NonZeroU32::new(k));
        let sealed: Vec<(u64, u64)> = (1..=conversations).map(|k| (u64::from(k), messages(k))).collect();
        edition.header.edition.get() == number && record.is_whole(number, &sealed)
    })
}

fn sentences(context: &Context<'_>, silence: &Silence) -> Vec<Both> {
    let shown = |when: &When| shown(context.zone, when);
    let (ja, en) = context.words.each(|texts| silence.sentences_with(texts, &shown, DAYS, None));
    ja.into_iter().zip(en).map(|(ja, en)| Both { ja, en }).collect()
}

fn why(context: &Context<'_>, blocks: &[Block]) -> Vec<Both> {
    let name = |path: &str| context.name(path);
    let sentence = |block: &Block| context.words.with(|texts| block.sentence(texts, &name));
    let reasons = blocks.iter().take(MOST).map(sentence);
    let mut items: Vec<Both> = std::iter::once(context.get("silence-none")).chain(reasons).collect();
    let more = blocks.len().saturating_sub(MOST);
    if more > 0 {
        items.push(context.say(&Message::new("report-silence-more").count("count", more)));
    }
    items
}

fn reply(context: &Context<'_>, record: &Record, round: &RoundReply) -> Both {
    let first = round.first.and_then(|first| {
        let words = timeline::beginning(context.facts, (first.edition, first.k), first.n)?;
        Some((shown(context.zone, &record.when(first)?), words))
    });
    let first = first.as_ref().map(|(when, words)| (when.as_str(), words.as_str()));
    let shown = |when: &When| shown(context.zone, when);
    context.words.with(|texts| round.sentence_with(texts, &shown, first))
}

fn reminder(context: &Context<'_>, reminder: &Reminder) -> Both {
    let words = reminder.message.and_then(|m| timeline::beginning(context.facts, (m.edition, m.k), m.n));
    let id = if words.is_some() { "reminder-line" } else { "reminder-line-bare" };
    let message = Message::new(id).text("when", shown(context.zone, &reminder.when));
    let message = message.text("quote", words.unwrap_or_default());
    context.words.with(|texts: &Texts| texts.say(&message))
}

/// A moment of the record: of Japan's time as such, everything else in the page's zone, by its seconds alone.
fn shown(zone: Zone, when: &When) -> String {
    let at = when.at();
    let zone = if form::is_jst(&at) || at.zone.as_deref() == Some("Asia/Tokyo") { Zone::Jst } else { zone };
    match at.from {
        Some(from) => zone.minute(from),
        None => visible(at.local.as_deref().unwrap_or_default()).into_owned(),
    }
}
