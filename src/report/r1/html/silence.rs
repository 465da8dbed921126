//! What the record says of replies, or why nothing is said: never beyond the record, and only where everything is shown
//! on which it rests (format.md section 9).

use super::context::{Context, Part};
use super::form::Zone;
use super::words::{Both, Markup};
use super::{form, timeline};
use crate::format::fact::Kind;
use crate::message::silence::{Absence, Block, Record, Reminder, RoundReply, Scope, Silence};
use crate::message::{Telling, When};
use crate::text::{Message, Texts, visible};
use askama::Template;

#[derive(Template)]
#[template(path = "r1/html/list.html")]
struct List {
    items: Vec<Both>,
}

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
    // days of a calendar are not printed: any zone does
    let silence = record.silence(Scope::All, chrono_tz::UTC);
    let mut items = match &silence {
        Absence::Stated(silence) => sentences(context, silence),
        Absence::Blocked(blocks) => why(context, blocks),
    };
    // counts and firsts are said only of a whole record, and that nothing followed only with the statement
    if !record.is_complete() {
        return items;
    }
    let rounds = record.rounds().into_iter().take(MOST);
    let rounds = rounds
        .filter(|round| round.client_messages > 0 || silence.stated().is_some_and(|s| s.reaches(round)));
    items.extend(rounds.map(|round| reply(context, record, &round)));
    let reminders = record.reminders().into_iter().filter(|reminder| reminder.counts).take(MOST);
    items.extend(reminders.map(|each| reminder(context, &each)));
    items
}

fn sentences(context: &Context<'_>, silence: &Silence) -> Vec<Both> {
    let shown = |when: &When| shown(context.zone, when);
    let (ja, en) = context.words.each(|texts| silence.sentences_with(texts, &shown, DAYS, None));
    ja.into_iter().zip(en).map(|(ja, en)| Both { ja, en }).collect()
}

fn why(context: &Context<'_>, blocks: &[Block]) -> Vec<Both> {
    let (name, shown) = (|path: &str| context.name(path), |when: &When| shown(context.zone, when));
    let sentence = |block: &Block| {
        context.words.with(|texts| Telling { texts, name: &name, shown: &shown }.reason(block))
    };
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
        let words = timeline::beginning(context.facts, (first.edition, first.k), first.n, |text| {
            record.own_words(first, text).is_some()
        })?;
        Some((shown(context.zone, &record.when(first)?), words))
    });
    let first = first.as_ref().map(|(when, words)| (when.as_str(), words.as_str()));
    let shown = |when: &When| shown(context.zone, when);
    context.words.with(|texts| round.sentence_with(texts, &shown, first))
}

fn reminder(context: &Context<'_>, reminder: &Reminder) -> Both {
    let words =
        reminder.message.and_then(|m| timeline::beginning(context.facts, (m.edition, m.k), m.n, |_| true));
    let id = if words.is_some() { "report-reminder" } else { "reminder-line-bare" };
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
