//! Point 8: reminders, and the platform's own ones.

use super::QUOTED;
use crate::format::fact::{EventFact, Kind};
use crate::handover::claim::{Claim, Grade, Statement};
use crate::handover::matter::{Absent, Matter, quoted};
use crate::message::silence::Reminder;
use crate::message::{PASTED, format_name};
use crate::platform::Venue;
use crate::text::{Lang, Message, Texts};
use std::collections::BTreeMap;

pub(super) fn reminders(matter: &Matter<'_>) -> Vec<Statement> {
    let mut said = Vec::new();
    let counted: Vec<_> =
        matter.shown.record.reminders().into_iter().filter(|reminder| reminder.counts).collect();
    // where a message stands is said of those that stand in one; the rest is the worker's word
    let mut by_place: BTreeMap<Option<String>, Vec<&Reminder>> = BTreeMap::new();
    for reminder in &counted {
        let talk = reminder.message.and_then(|message| matter.shown.talk_of(message));
        by_place.entry(talk.map(|talk| talk.format().to_owned())).or_default().push(reminder);
    }
    let is_part = matter.no_event(|event| event.kind.as_str() == "reminder") == Absent::NotShown
        || matter.shown.record.lacks(Kind::Message);
    for (format, reminders) in by_place.into_iter().rev() {
        let moments: Vec<_> =
            reminders.iter().map(|reminder| matter.clock.full(&reminder.when.at())).collect();
        let declared = matter.shown.events_of("reminder").map(Matter::ground);
        let found = reminders.iter().filter_map(|reminder| matter.message(reminder.message?));
        let facts: Vec<_> = declared.chain(found.flat_map(|said| said.facts)).collect();
        // of a part nobody can say how many there were
        let id = match (format.is_some(), is_part) {
            (true, false) => "point-reminders",
            (true, true) => "point-reminders-part",
            (false, false) => "point-reminders-noted",
            (false, true) => "point-reminders-noted-part",
        };
        let place = match format.as_deref() {
            None => String::new(),
            Some(PASTED) if matter.terms.venue == Venue::Site => matter.terms.name.clone(),
            Some(format) => format_name(&Texts::room(matter.clock.lang, "message"), format),
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
