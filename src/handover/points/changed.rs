//! What earlier notes say otherwise, beside what the last ones say.

use super::figures::QUOTED;
use crate::case::memo::Item;
use crate::handover::account::Changed;
use crate::handover::claim::{Claim, Grade, Statement};
use crate::handover::matter::Matter;
use crate::handover::quoted::quoted;
use crate::message::event_name;
use crate::text::{Message, Texts};
use std::collections::BTreeSet;

/// Changes that a point tells one by one.
const MOST: usize = 3;

/// Of these lines of the notes.
pub fn changed_lines(matter: &Matter<'_>, items: &[Item]) -> Vec<Statement> {
    told(matter, |changed| matches!(changed, Changed::Line(item, _) if items.contains(item)))
}

/// Of events of these kinds.
pub fn changed_events(matter: &Matter<'_>, is_it: impl Fn(&str) -> bool) -> Vec<Statement> {
    told(matter, |changed| matches!(changed, Changed::Event(held) if is_it(held.fact.kind.as_str())))
}

fn told(matter: &Matter<'_>, is_it: impl Fn(&Changed<'_>) -> bool) -> Vec<Statement> {
    let mut changed: Vec<Changed<'_>> =
        matter.shown.changed().into_iter().filter(|changed| is_it(changed)).collect();
    // of several events of a kind, it is said once
    let about = |changed: &Changed<'_>| match changed {
        Changed::Line(item, held) => (held.at.edition, item.key().to_owned()),
        Changed::Event(held) => (held.at.edition, held.fact.kind.to_string()),
    };
    let mut told = BTreeSet::new();
    changed.retain(|changed| told.insert(about(changed)));
    let texts = Texts::new(matter.clock.lang);
    let claim = |changed: &Changed<'_>| {
        let at = match changed {
            Changed::Line(_, held) => held.at,
            Changed::Event(held) => held.at,
        };
        Claim::over(message(matter, &texts, changed, Whose::Page), [(at, Grade::D)]).map(Statement::Claim)
    };
    let mut said: Vec<Statement> = changed.iter().take(MOST).filter_map(claim).collect();
    if let Some(more) = changed.len().checked_sub(MOST).filter(|more| *more > 0) {
        said.push(Statement::Note(Message::new("point-changed-more").count("count", more)));
    }
    said
}

/// Who reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Whoever gets the papers.
    Page,
    /// The worker, before anything is written.
    Worker,
}

/// The sentence.
pub fn message(matter: &Matter<'_>, texts: &Texts, changed: &Changed<'_>, whose: Whose) -> Message {
    let [line, event] = match whose {
        Whose::Page => ["point-changed-line", "point-changed-event"],
        Whose::Worker => ["against-changed-line", "against-changed-event"],
    };
    match changed {
        Changed::Line(item, held) => Message::new(line)
            .count("edition", held.at.edition.get())
            .text("item", texts.say(&Message::new(format!("item-{}", item.key()))))
            .text("value", quoted(&held.fact.value, QUOTED)),
        Changed::Event(held) => {
            let when = held.fact.at.as_ref().map(|at| matter.clock.full(at)).unwrap_or_default();
            Message::new(event)
                .count("edition", held.at.edition.get())
                .text("event", event_name(texts, held.fact.kind.as_str()))
                .text("when", when)
        }
    }
}
