//! Point 8: reminders, and the platform's own ones.

use super::figures::QUOTED;
use crate::format::fact::EventFact;
use crate::handover::claim::{Claim, Grade, Statement};
use crate::handover::matter::{Absent, Matter};
use crate::handover::quoted::quoted;
use crate::message::silence::Reminder;
use crate::message::{PASTED, format_name};
use crate::platform::Venue;
use crate::text::{Lang, Message, Texts};
use std::collections::BTreeMap;

/// Where a reminder stands.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// In a message of a conversation of this format.
    In(String),
    /// In the notes; it may be one of several messages of its day, or stand in a copy that does not say where it is from.
    Open,
    /// In the notes alone.
    Notes,
}

pub(super) fn reminders(matter: &Matter<'_>) -> Vec<Statement> {
    let mut said = Vec::new();
    let counted: Vec<_> =
        matter.shown.record.reminders().into_iter().filter(|reminder| reminder.counts).collect();
    // where a message stands is said of those that stand in one; the rest is the worker's word
    let mut by_place: BTreeMap<Place, Vec<&Reminder>> = BTreeMap::new();
    for reminder in &counted {
        let talk = reminder.message.and_then(|message| matter.shown.talk_of(message));
        let format = talk.map(|talk| talk.format().to_owned()).filter(|format| !format.is_empty());
        let place = match format {
            Some(format) => Place::In(format),
            None if matter.shown.record.may_be_in_messages(reminder) => Place::Open,
            None => Place::Notes,
        };
        by_place.entry(place).or_default().push(reminder);
    }
    let is_part = matter.no_event(|event| event.kind.as_str() == "reminder") == Absent::NotShown
        || !matter.shown.record.is_complete();
    for (place, reminders) in by_place {
        let moments: Vec<_> =
            reminders.iter().map(|reminder| matter.clock.full(&reminder.when.at())).collect();
        let declared = matter.shown.events_of("reminder").map(Matter::ground);
        let found = reminders.iter().filter_map(|reminder| matter.message(reminder.message?));
        let facts: Vec<_> = declared.chain(found.flat_map(|said| said.facts)).collect();
        // of a part nobody can say how many there were
        let id = match (&place, is_part) {
            (Place::In(_), false) => "point-reminders",
            (Place::In(_), true) => "point-reminders-part",
            (Place::Open, false) => "point-reminders-open",
            (Place::Notes, false) => "point-reminders-noted",
            (Place::Open | Place::Notes, true) => "point-reminders-noted-part",
        };
        let place = match &place {
            Place::Open | Place::Notes => String::new(),
            Place::In(format) if format == PASTED && matter.terms.venue == Venue::Site => {
                matter.terms.name.clone()
            }
            Place::In(format) => format_name(&Texts::room(matter.clock.lang, "message"), format),
        };
        let joint = if matter.clock.lang == Lang::Ja { "、" } else { ", " };
        let message = Message::new(id).count("count", reminders.len()).text("platform", place);
        said.extend(Claim::over(message.text("moments", moments.join(joint)), facts).map(Statement::Claim));
    }
    let undated = Texts::room(matter.clock.lang, "handover").get("timeline-undated");
    for event in matter.shown.events_of("nudge-request").chain(matter.shown.events_of("platform-nudge")) {
        // a date that no calendar has is none
        let dated = event.fact.at.as_ref().filter(|at| at.from.is_some());
        let when = dated.map_or_else(|| undated.clone(), |at| matter.clock.full(at));
        let result = matter.shown.detail(event, "result");
        let id = match (event.fact.kind.as_str(), result.is_some()) {
            ("nudge-request", true) => "point-chase-result",
            ("nudge-request", false) => "point-chase",
            _ => "point-nudge",
        };
        let message = Message::new(id)
            .text("when", when)
            .text("chase", matter.chase())
            .text("platform", &matter.terms.name)
            .text("result", result.map(|held| quoted(&held.fact.value, QUOTED)).unwrap_or_default());
        let facts = [Matter::ground(event)].into_iter().chain(result.map(|held| (held.at, Grade::D)));
        said.extend(Claim::over(message, facts).map(Statement::Claim));
    }
    if said.is_empty() {
        let is_it = |event: &EventFact| {
            matches!(event.kind.as_str(), "reminder" | "nudge-request" | "platform-nudge")
        };
        let is_hidden = matter.no_event(is_it) == Absent::NotShown;
        let id = if is_hidden { "point-not-shown" } else { "point-reminders-missing" };
        said.push(Statement::Absent(Message::new(id)));
    }
    said
}
