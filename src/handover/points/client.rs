//! Points 6 and 7: the client's words after each round, and the last ones.

use super::delivered::is_sending;
use super::figures::QUOTED;
use crate::handover::claim::{Claim, Statement};
use crate::handover::matter::{Absent, Matter};
use crate::handover::quoted::quoted;
use crate::handover::ticket::is_retake;
use crate::text::Message;
use std::collections::BTreeSet;

/// The client's words after each round: for the last one, that there are none where that can be said.
pub(super) fn received(matter: &Matter<'_>) -> Vec<Statement> {
    let mut said = Vec::new();
    let rounds = matter.shown.record.rounds();
    let last = rounds.last().map(|round| round.round);
    for reply in &rounds {
        let delivered = matter.clock.full(&reply.delivered.at());
        let message =
            |id: &'static str| Message::new(id).count("round", reply.round).text("delivered", &delivered);
        let declared = matter.shown.events_of("acknowledgement").find(|event| {
            event.fact.round.is_some_and(|round| round.get() == reply.round) && event.fact.quote.is_some()
        });
        if let Some(event) = declared {
            let when = event.fact.at.as_ref().map(|at| matter.clock.full(at)).unwrap_or_default();
            let quote = quoted(event.fact.quote.as_deref().unwrap_or_default(), QUOTED);
            let words = message("point-receipt-declared").text("when", when).text("quote", quote);
            said.extend(Claim::over(words, [Matter::ground(event)]).map(Statement::Claim));
            continue;
        }
        match reply.first.and_then(|first| matter.message(first)) {
            // which message is the first, nobody can say of a part
            _ if !matter.shown.record.is_complete() => {
                said.push(Statement::Absent(message("point-receipt-unclear")));
            }
            Some(first) => {
                let when = matter.clock.full(&first.at);
                let id = if first.text.is_some() { "point-receipt-quoted" } else { "point-receipt-withheld" };
                let quote = quoted(first.text.unwrap_or_default(), QUOTED);
                let words = message(id).text("when", when).text("quote", quote);
                said.extend(Claim::over(words, first.facts).map(Statement::Claim));
            }
            None if reply.client_messages == 0 && Some(reply.round) == last => {
                match matter.silence.stated().filter(|silence| silence.reaches(reply)) {
                    Some(silence) => {
                        let facts = matter.silence_grounds(silence);
                        let is_retake =
                            u16::try_from(reply.round).is_ok_and(|round| is_retake(matter, round));
                        let id = if is_retake { "point-receipt-none-retake" } else { "point-receipt-none" };
                        said.extend(Claim::over(message(id), facts).map(Statement::Claim));
                    }
                    None => said.push(Statement::Absent(message("point-receipt-unclear"))),
                }
            }
            None => {}
        }
    }
    if said.is_empty() {
        let is_hidden = matter.no_event(is_sending) == Absent::NotShown || !matter.shown.record.is_complete();
        let id = if is_hidden { "point-not-shown" } else { "point-receipt-missing" };
        said.push(Statement::Absent(Message::new(id)));
    }
    said
}

pub(super) fn last_word(matter: &Matter<'_>) -> Vec<Statement> {
    let unclear = || {
        let unclear = Statement::Absent(Message::new("point-last-unclear"));
        [unclear].into_iter().chain(rewritten(matter)).collect()
    };
    let Some(silence) = matter.silence.stated() else { return unclear() };
    let Some(last) = silence.last.and_then(|last| matter.message(last)) else { return unclear() };
    let when = matter.clock.full(&last.at);
    // of a whole day, and of a minute with another message, nobody can say which of them it was
    let request = matter.shown.events_of("change-request").find(|event| {
        let at = event.fact.at.as_ref();
        at.is_some_and(|at| matter.shown.record.client_message(at) == silence.last)
    });
    let id = match (request.is_some(), last.text.is_some()) {
        (true, true) => "point-last-request",
        (_, true) => "point-last-quoted",
        (_, false) => "point-last",
    };
    let message =
        Message::new(id).text("when", when).text("quote", quoted(last.text.unwrap_or_default(), QUOTED));
    let facts =
        matter.silence_grounds(silence).into_iter().chain(last.facts).chain(request.map(Matter::ground));
    Claim::over(message, facts).map(Statement::Claim).into_iter().chain(rewritten(matter)).collect()
}

/// That copies differ in the client's words: those quoted here are of the latest.
fn rewritten(matter: &Matter<'_>) -> Option<Statement> {
    let places = matter.sealed.rewritten();
    let moments = places.iter().filter_map(|place| Some(matter.message(*place.first()?)?.at));
    let moments: BTreeSet<String> = moments.map(|at| matter.clock.full(&at)).collect();
    let facts = places.iter().flatten().filter_map(|message| matter.message(*message));
    let message =
        Message::new("point-rewritten").text("moments", moments.into_iter().collect::<Vec<_>>().join(", "));
    Claim::over(message, facts.flat_map(|said| said.facts)).map(Statement::Claim)
}
