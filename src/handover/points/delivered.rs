//! Point 5: what was delivered, and how it was sent.

use super::figures::{QUOTED, length, size};
use crate::format::fact::EventFact;
use crate::handover::account::Round;
use crate::handover::claim::{Claim, Statement};
use crate::handover::matter::{Absent, Matter};
use crate::handover::quoted::quoted;
use crate::platform::Venue;
use crate::text::Message;

/// Files of a round that are listed by name; an A4 page holds little more beside the rest.
const FILES_LISTED: usize = 8;

/// How a round was sent, in one sentence.
fn sending(matter: &Matter<'_>, number: u16, round: &Round<'_>) -> Statement {
    let message = |id: &'static str| Message::new(id).count("round", number);
    // that there is no report is said only where the copy would show it
    let of_round =
        |fact: &EventFact| fact.round.is_some_and(|r| r.get() == u64::from(number)) && is_sending(fact);
    // and of direct work there is no report that could be missing
    let is_plain = matter.terms.venue == Venue::Direct || matter.no_event(of_round) == Absent::NotShown;
    let unsent = || {
        let is_hidden = matter.no_event(of_round) == Absent::NotShown;
        let id = if is_hidden { "point-round-hidden" } else { "point-round-unsent" };
        Statement::Absent(message(id))
    };
    let (id, event) = match (round.reports.last(), round.sent.last()) {
        (Some(report), _) => ("point-round-report", report),
        (None, Some(sent)) if sent.fact.kind.as_str() == "link-sent" => {
            (if is_plain { "point-round-link-plain" } else { "point-round-link" }, sent)
        }
        (None, Some(sent)) => {
            (if is_plain { "point-round-attached-plain" } else { "point-round-attached" }, sent)
        }
        (None, None) => return unsent(),
    };
    let when = event.fact.at.as_ref().map_or_else(String::new, |at| matter.clock.full(at));
    let said = message(id).text("when", when).text("report", &matter.terms.report);
    Claim::over(said, [Matter::ground(event)]).map_or_else(unsent, Statement::Claim)
}

/// Does the event tell how a round was sent?
pub(super) fn is_sending(fact: &EventFact) -> bool {
    matches!(fact.kind.as_str(), "completion-report" | "attachment" | "link-sent")
}

pub(super) fn delivered(matter: &Matter<'_>) -> Vec<Statement> {
    let mut said = Vec::new();
    let mut shown = matter.shown.rounds();
    for (number, sealed) in matter.sealed.rounds() {
        let round = shown.remove(&number).unwrap_or_default();
        said.push(sending(matter, number, &round));
        let hidden = sealed.files.len().saturating_sub(round.files.len());
        for file in round.files.iter().take(FILES_LISTED) {
            let id = if file.duration.is_some() { "point-file" } else { "point-file-bare" };
            let message = Message::new(id)
                .text("name", quoted(file.name, QUOTED))
                .text("length", file.duration.map(length).unwrap_or_default())
                .text("size", size(file.size));
            said.extend(Claim::over(message, file.facts.iter().copied()).map(Statement::Claim));
        }
        if round.files.len() > FILES_LISTED {
            let rest = &round.files[FILES_LISTED..];
            let message = Message::new("point-files-more")
                .count("count", rest.len())
                .text("size", size(rest.iter().map(|file| file.size).sum()));
            let facts = rest.iter().flat_map(|file| file.facts.iter().copied());
            said.extend(Claim::over(message, facts).map(Statement::Claim));
        }
        if hidden > 0 {
            said.push(Statement::Absent(Message::new("point-files-hidden").count("count", hidden)));
        }
    }
    // copies that show less than was sealed do not tell what it was
    let unknown = matter.sealed.files_sealed.saturating_sub(matter.sealed.files.len() as u64);
    if unknown > 0 {
        said.push(Statement::Absent(Message::new("point-files-unknown").count("count", unknown)));
    }
    if said.is_empty() {
        let is_hidden = !matter.sealed.rounds().is_empty() || matter.no_event(is_sending) == Absent::NotShown;
        let id = if is_hidden { "point-not-shown" } else { "point-delivered-missing" };
        said.push(Statement::Absent(Message::new(id)));
    }
    said
}
