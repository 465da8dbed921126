//! The timeline of the annex: messages and declared events in the order of time, each with its grade.

use super::matter::Matter;
use super::quoted::quoted;
use crate::case::memo::EventKind;
use crate::format::fact::{CaseFact, EventFact, MessageFact};
use crate::handover::account::{Held, Talk};
use crate::message::event_name;
use crate::message::silence::{self, Reference};
use crate::text::{Message, Texts, visible};

/// How much is printed.
#[derive(Debug, Clone, Copy)]
pub struct Extent {
    /// Rows.
    pub rows: usize,
    /// Of a text.
    pub words: Words,
}

/// How much of a text is printed.
#[derive(Debug, Clone, Copy)]
pub enum Words {
    /// One line of at most so many characters.
    Line(usize),
    /// All of it, line by line.
    Whole,
}

impl Words {
    fn of(self, text: &str) -> String {
        match self {
            Words::Line(most) => quoted(text, most),
            Words::Whole => text.lines().map(|line| visible(line.trim_end())).collect::<Vec<_>>().join("\n"),
        }
    }
}

/// A row, and what was left out behind it.
pub struct Row {
    /// When.
    pub time: String,
    /// Who.
    pub who: String,
    /// What.
    pub what: String,
    /// How strong it is.
    pub grade: &'static str,
    /// A sentence on rows that are not printed here.
    pub gap: String,
}

enum Source<'a> {
    Message(&'a Talk, &'a Held<MessageFact>),
    Event(&'a Held<EventFact>),
}

/// At most so many rows: the first quarter and the rest from the end, with the number of those between.
pub fn rows(matter: &Matter<'_>, texts: &Texts, most: Extent) -> Vec<Row> {
    let repeats = matter.shown.record.repeats(|message| words_of(matter, message));
    let mut found = Vec::new();
    for (id, talk) in &matter.shown.talks {
        // what has no time stands behind what stood before it in its export
        let mut last = None;
        for (n, message) in &talk.messages {
            last = message.fact.at.from.or(last);
            if repeats.contains(&Reference { edition: id.0, k: id.1, n: *n }) {
                continue;
            }
            found.push(((last, id.0, id.1, *n), Source::Message(talk, message)));
        }
    }
    for event in &matter.shown.events {
        let at = event.fact.at.as_ref().and_then(|at| at.from);
        found.push(((at, 0, 0, event.fact.line.map_or(0, |line| line.get())), Source::Event(event)));
    }
    found.sort_by_key(|(key, _)| *key);
    let (first, left) = match found.len() > most.rows {
        true => (most.rows / 4, found.len() - most.rows),
        false => (found.len(), 0),
    };
    let printed = found.iter().enumerate().filter(|(i, _)| *i < first || *i >= first + left);
    let row = |(i, (_, source)): (usize, &(_, Source<'_>))| {
        let mut row = match source {
            Source::Message(talk, message) => of_message(matter, texts, talk, message, most),
            Source::Event(event) => of_event(matter, texts, event, most),
        };
        if left > 0 && i + 1 == first {
            row.gap = texts.say(&Message::new("annex-timeline-left").count("count", left));
        }
        row
    };
    printed.map(row).collect()
}

/// What a message says, for telling copies of it apart.
fn words_of<'a>(
    matter: &'a Matter<'_>,
    message: Reference,
) -> Option<silence::Words<(&'a str, &'a [String])>> {
    let talk = matter.shown.talk_of(message)?;
    let header = &talk.messages.get(&message.n)?.fact;
    Some(match talk.texts.get(&message.n) {
        None if header.has_text => silence::Words::Hidden,
        text => {
            let text = text.map_or("", |text| text.fact.text.as_str());
            silence::Words::Known((text, &header.attachments))
        }
    })
}

fn of_message(
    matter: &Matter<'_>,
    texts: &Texts,
    talk: &Talk,
    message: &Held<MessageFact>,
    most: Extent,
) -> Row {
    let fact = &message.fact;
    let role = texts.say(&Message::new(format!("who-{}", talk.role(fact).word())));
    let mut what = match talk.texts.get(&fact.n.get()) {
        Some(text) => most.words.of(&text.fact.text),
        None if fact.has_text => texts.get("timeline-withheld"),
        None => texts.say(&Message::new("timeline-kind").text("kind", kind_name(texts, fact.kind.as_str()))),
    };
    if !fact.attachments.is_empty() {
        let files = fact.attachments.iter().take(12).map(|name| visible(name)).collect::<Vec<_>>().join(", ");
        let more = if fact.attachments.len() > 12 { " …" } else { "" };
        what += &format!("\n{}", texts.say(&Message::new("timeline-attached").text("files", files + more)));
    }
    Row { time: matter.clock.full(&fact.at), who: role, what, grade: talk.grade().word(), gap: String::new() }
}

fn of_event(matter: &Matter<'_>, texts: &Texts, event: &Held<EventFact>, most: Extent) -> Row {
    let fact = &event.fact;
    let mut what = event_kind(matter, texts, fact.kind.as_str());
    if let Some(round) = fact.round {
        what += &texts.say(&Message::new("timeline-round").count("round", round.get()));
    }
    if let Some(quote) = &fact.quote {
        what +=
            &format!("\n{}", texts.say(&Message::new("timeline-quote").text("quote", most.words.of(quote))));
    }
    if let Some(result) = matter.shown.detail(event, "result") {
        let result = most.words.of(&result.fact.value);
        what += &texts.say(&Message::new("timeline-result").text("result", result));
    }
    let time = fact.at.as_ref().map_or_else(|| texts.get("timeline-undated"), |at| matter.clock.full(at));
    Row { time, who: texts.get("who-declared"), what, grade: "D", gap: String::new() }
}

/// The lines of the notes that are no events: those that are not understood, and remarks, as they stand.
pub fn note_rows(matter: &Matter<'_>, texts: &Texts) -> Vec<Row> {
    let is_loose = |key: &str| matches!(key.split('.').next(), Some("note" | "remarks"));
    let lines = matter.shown.items.iter().filter(|item| is_loose(&item.fact.key));
    let row = |item: &Held<CaseFact>| Row {
        time: texts.get("timeline-undated"),
        who: texts.get("who-declared"),
        what: texts.say(&Message::new("timeline-note").text("words", visible(&item.fact.value))),
        grade: "D",
        gap: String::new(),
    };
    lines.map(row).collect()
}

/// What an event of a kind is called in papers; of a kind that is not known here, that.
pub(super) fn event_kind(matter: &Matter<'_>, texts: &Texts, kind: &str) -> String {
    match EventKind::of_word(kind) {
        None => event_name(texts, kind),
        Some(kind) => {
            let message = Message::new(format!("timeline-event-{}", kind.word()));
            texts.say(&message.text("report", &matter.terms.report))
        }
    }
}

/// The name of a message's kind; of one that needs none, the word itself.
fn kind_name(texts: &Texts, kind: &str) -> String {
    let id = format!("report-kind-{kind}");
    let name = texts.say(&Message::new(id.clone()));
    if name == id { kind.to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::memo::Role;
    use crate::text::Lang;

    #[test]
    fn everything_in_a_timeline_has_words() {
        for lang in Lang::ALL {
            let texts = Texts::new(lang);
            let events = EventKind::ALL.map(|kind| format!("timeline-event-{}", kind.word()));
            let roles = [Role::Worker, Role::Client, Role::Other, Role::System, Role::Unknown];
            let roles = roles.map(|role| format!("who-{}", role.word()));
            for id in events.into_iter().chain(roles) {
                let message = Message::new(id.clone()).text("report", "");
                assert_ne!(texts.say(&message), id, "{lang}");
            }
        }
    }
}
