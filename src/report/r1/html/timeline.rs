//! One timeline: messages as read from the worker's copies, and events as the worker states them.

use super::context::{Context, Part};
use super::form;
use super::job::whole;
use super::talks::{label, sealed};
use super::words::{self, Both, Markup, Room, shown};
use crate::base::time::{At, UtcSecond};
use crate::format::fact::Kind;
use crate::message::silence::{Reference, Words};
use crate::report::r1::abridged::{Abridged, Clipped, Event, Id, Line, Talk};
use crate::text::{Message, shorten, visible};
use askama::Template;
use std::collections::BTreeMap;

/// Four thousand rows with their words.
const ROOM: usize = 5 << 20;

#[derive(Template)]
#[template(path = "r1/html/row.html")]
struct Row {
    utc: Option<String>,
    when: Both,
    name: Option<String>,
    role: Option<Both>,
    number: Option<String>,
    kind: Option<Both>,
    text: Option<Both>,
    notes: Vec<Both>,
    grade: &'static str,
}

#[derive(Template)]
#[template(path = "r1/html/timeline.html")]
struct Table<'a> {
    words: &'a words::Words,
    rows: Markup,
}

/// What stands in a row.
enum What<'a> {
    Event(&'a Event),
    Message(Id, u64, &'a Talk, &'a Line),
    /// Messages that are not printed.
    Gap(Id, u64, u64),
}

/// Is any moment of it in Japan's time?
pub fn is_in_japan(facts: &Abridged, events: &[&Event]) -> bool {
    let mut talks = facts.talks().iter();
    events.iter().any(|event| event.at.as_ref().is_some_and(form::is_jst))
        || talks.any(|(_, talk)| talk.lines().values().any(|line| form::is_jst(&line.at)))
}

pub fn part(context: &Context<'_>) -> Option<Part> {
    let mut rows: Vec<(Option<UtcSecond>, Id, u64, What<'_>)> = Vec::new();
    let mut notes = Vec::new();
    if let Some(edition) = context.notes {
        let events = context.events();
        let more = context.facts.seen(edition, "event").saturating_sub(events.len() as u64);
        if more > 0 {
            notes.push(context.say(&Message::new("report-events-more").count("count", more)));
        }
        for (line, event) in (0..).zip(events) {
            rows.push((event.at.as_ref().and_then(|at| at.from), (0, 0), line, What::Event(event)));
        }
    }
    // what another copy has as it is stands once; what it has not, or has otherwise, is printed from this one
    let lines: BTreeMap<Id, BTreeMap<u64, &Line>> =
        context.facts.talks().iter().map(|(id, talk)| (*id, talk.lines())).collect();
    let words = |message: Reference| {
        let id = (message.edition, message.k);
        Some(said(context.facts.talks().get(id)?, message.n, lines.get(&id)?.get(&message.n)?))
    };
    let repeats = context.record.map(|record| record.repeats(words)).unwrap_or_default();
    for (id, talk) in context.facts.talks().iter() {
        // what has no time stands behind what stood before it in its export
        let mut last = None;
        let gap = talk.gap();
        for (n, line) in lines.get(id).into_iter().flatten().map(|(n, line)| (*n, *line)) {
            if let Some((from, to)) = gap
                && n == to + 1
            {
                rows.push((last, *id, from, What::Gap(*id, from, to)));
            }
            last = line.at.from.or(last);
            if repeats.contains(&Reference { edition: id.0, k: id.1, n }) {
                continue;
            }
            rows.push((last, *id, n, What::Message(*id, n, talk, line)));
        }
    }
    if rows.is_empty() {
        return None;
    }
    rows.sort_by_key(|(at, id, n, _)| (*at, *id, *n));
    let mut room = Room::within(ROOM);
    for (.., what) in &rows {
        room.push(&row(context, what));
    }
    if room.left_out > 0 {
        notes.push(context.say(&Message::new("report-rows-more").count("count", room.left_out)));
    }
    notes.push(context.get("report-grades"));
    Some(Part {
        anchor: "timeline",
        heading: context.get("report-timeline"),
        by: vec![context.get("report-timeline-by")],
        body: Markup::of(&Table { words: context.words, rows: room.into_markup() }),
        notes,
    })
}

/// What a message says: which words and files.
type Said<'a> = (Option<&'a Clipped>, &'a [Clipped], u64);

/// What tells a message from another of its minute, name and kind.
fn said<'a>(talk: &'a Talk, n: u64, line: &'a Line) -> Words<Said<'a>> {
    match talk.text(n) {
        None if line.has_text => Words::Hidden,
        text => Words::Known((text, &line.attachments, line.more_attachments)),
    }
}

fn row(context: &Context<'_>, what: &What<'_>) -> Row {
    let words = context.words;
    match what {
        What::Event(event) => {
            let mut kind = words.named(&format!("event-{}", event.kind), event.kind.as_str());
            if let Some(round) = event.round {
                let said = |texts: &crate::text::Texts, kind: &str| {
                    texts.say(&Message::new("report-event-round").text("event", kind).count("round", round))
                };
                kind = words.with(|texts| said(texts, kind.of(texts.lang())));
            }
            let (when, utc) = moment(context, event.at.as_ref());
            Row {
                utc,
                when,
                name: None,
                role: Some(words.named(&format!("report-actor-{}", event.actor), event.actor.as_str())),
                number: None,
                kind: Some(kind),
                text: event.quote.as_ref().map(|text| whole(context, text)),
                notes: match context.is_ahead(event) {
                    true => vec![context.get("report-stated"), context.get("report-ahead")],
                    false => vec![context.get("report-stated")],
                },
                grade: "D",
            }
        }
        What::Message(id, n, talk, line) => message(context, *id, *n, talk, line),
        What::Gap(id, from, to) => {
            let message = Message::new("report-not-printed").text("k", label(context, *id));
            let message = message.count("from", *from).count("to", *to);
            Row {
                utc: None,
                when: Both::default(),
                name: None,
                role: None,
                number: None,
                kind: None,
                text: None,
                notes: vec![context.say(&message)],
                grade: "",
            }
        }
    }
}

fn moment(context: &Context<'_>, at: Option<&At>) -> (Both, Option<String>) {
    let shown = at.map(|at| context.zone.moment(at)).unwrap_or_default();
    let when = if shown.is_empty() { context.get("report-undated") } else { Both::same(shown) };
    (when, at.and_then(|at| at.from).map(|from| from.to_string()))
}

fn message(context: &Context<'_>, id: Id, n: u64, talk: &Talk, line: &Line) -> Row {
    let words = context.words;
    let person = line.participant.and_then(|p| talk.person(p));
    let name = person.and_then(|person| person.name.as_ref()).map(|name| visible(&name.text).into_owned());
    let named = |role: &str| words.named(&format!("report-role-{role}"), role);
    let role = match (person.and_then(|person| person.role.as_ref()), line.participant) {
        (Some(role), _) => Some(named(role.as_str())),
        (None, Some(p)) if name.is_none() => {
            Some(words.say(&Message::new("report-person").count("number", p)))
        }
        (None, _) => None,
    };
    let kind = (!matches!(line.kind.as_str(), "text" | "mail"))
        .then(|| words.named(&format!("report-kind-{}", line.kind), line.kind.as_str()));
    let mut notes = Vec::new();
    let text = talk.text(n).map(|text| {
        let printed = Both::same(shown(&text.text));
        if text.more > 0 {
            notes.push(context.say(&Message::new("report-text-more").count("count", text.more)));
        }
        printed
    });
    if line.has_text && text.is_none() {
        let all_shown = talk.seen_texts == sealed(context, id, Kind::Text);
        notes.push(context.get(match (talk.has_cut_texts(), all_shown) {
            (false, _) => "report-text-withheld",
            (true, true) => "report-text-not-printed",
            (true, false) => "report-text-either",
        }));
    }
    if !line.attachments.is_empty() {
        let files: Vec<&str> = line.attachments.iter().map(|name| &*name.text).collect();
        let mut attached = context.say(&Message::new("report-attached").text("files", files.join(", ")));
        if line.more_attachments > 0 {
            let more =
                context.say(&Message::new("report-attached-more").count("count", line.more_attachments));
            attached = Both {
                ja: format!("{}、{}", attached.ja, more.ja),
                en: format!("{} {}", attached.en, more.en),
            };
        }
        notes.push(attached);
    }
    // a thread that was copied is the worker's hand; an export is unsigned; for more, a reader's own check is needed
    let pasted = talk.head.as_ref().is_some_and(|head| head.format.as_str() == crate::message::PASTED);
    let (when, utc) = moment(context, Some(&line.at));
    Row {
        utc,
        when,
        name,
        role,
        number: Some(format!("[{}-{n}]", label(context, id))),
        kind,
        text,
        notes,
        grade: if pasted { "D" } else { "C" },
    }
}

/// The beginning of a message's words, on one line.
pub fn beginning(facts: &Abridged, id: Id, n: u64, counts: impl Fn(&str) -> bool) -> Option<String> {
    const ENOUGH: usize = 60;
    let text = &facts.talks().get(id)?.text(n)?.text;
    if !counts(text) {
        return None;
    }
    let line = super::words::one_line(text);
    Some(shorten(&line, ENOUGH).into_owned())
}
