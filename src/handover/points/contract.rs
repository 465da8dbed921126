//! Points 2 to 4: the contract, the money, what was agreed.

use super::figures::{QUOTED, fee};
use crate::case::memo::Item;
use crate::handover::claim::{Claim, Statement};
use crate::handover::clock::Clock;
use crate::handover::matter::Matter;
use crate::handover::quoted::quoted;
use crate::platform::Venue;
use crate::text::Message;

pub(super) fn contract(matter: &Matter<'_>) -> Vec<Statement> {
    let mut said = match matter.terms.venue {
        Venue::Site => vec![site(matter), number(matter)],
        // what nobody has is not called missing
        Venue::Direct => vec![direct(matter)],
    };
    said.extend([
        matter.from_memo("point-client", Item::ClientName),
        matter.from_memo("point-worker", Item::OwnName),
        matter.from_memo("point-title", Item::Title),
    ]);
    said
}

fn site(matter: &Matter<'_>) -> Statement {
    let platform = Message::new("point-platform").text("platform", &matter.terms.name);
    let ground = matter.value(Item::Platform).map(|(_, fact)| fact);
    Statement::or_absent(Claim::over(platform, ground), matter.missing(Item::Platform))
}

/// That it is direct work: as the notes say, or since they name no site.
fn direct(matter: &Matter<'_>) -> Statement {
    match matter.value(Item::Platform) {
        None => Statement::Absent(Message::new("point-direct-unnamed")),
        Some((value, fact)) => {
            let said =
                Claim::over(Message::new("point-direct").text("value", quoted(&value, QUOTED)), [fact]);
            Statement::or_absent(said, "point-direct-unnamed")
        }
    }
}

/// The contract's number, under the platform's own word for it.
fn number(matter: &Matter<'_>) -> Statement {
    let claim = matter.value(Item::ContractId).and_then(|(value, fact)| {
        let message = Message::new("point-contract").text("number", capitalised(&matter.terms.contract));
        Claim::over(message.text("value", value), [fact])
    });
    Statement::or_absent(claim, matter.missing(Item::ContractId))
}

/// A word as it begins a line: the platform's data have it as it stands inside a sentence.
fn capitalised(word: &str) -> String {
    let mut rest = word.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

pub(super) fn money(matter: &Matter<'_>) -> Vec<Statement> {
    let fee =
        fee(matter).and_then(|(fee, facts)| Claim::over(Message::new("point-fee").text("value", fee), facts));
    let escrow = matter.date(Item::EscrowDate, Clock::full).and_then(|(date, fact)| {
        let message = Message::new("point-escrow").text("escrow", &matter.terms.escrow).text("value", date);
        Claim::over(message, [fact])
    });
    let mut said = vec![Statement::or_absent(fee, matter.missing(Item::Fee))];
    let none = || absent(matter, Item::EscrowDate, ["point-escrow-missing", "point-escrow-hidden"]);
    match (escrow, matter.terms.venue) {
        (Some(escrow), _) => said.push(Statement::Claim(escrow)),
        (None, Venue::Site) => said.push(none()),
        (None, Venue::Direct) => {} // nobody holds money there
    }
    said
}

pub(super) fn terms(matter: &Matter<'_>) -> Vec<Statement> {
    let deadline = matter
        .date(Item::Deadline, Clock::full)
        .and_then(|(date, fact)| Claim::over(Message::new("point-deadline").text("value", date), [fact]));
    let agreed = matter.value(Item::InspectionTerms).and_then(|(value, fact)| {
        let message = Message::new("point-inspection").text("acceptance", &matter.terms.acceptance);
        Claim::over(message.text("value", quoted(&value, QUOTED)), [fact])
    });
    vec![
        deadline.map_or_else(
            || absent(matter, Item::Deadline, ["point-deadline-missing", "point-deadline-hidden"]),
            Statement::Claim,
        ),
        agreed.map_or_else(
            || absent(matter, Item::InspectionTerms, ["point-inspection-missing", "point-inspection-hidden"]),
            Statement::Claim,
        ),
    ]
}

/// That a line of the notes is not recorded, or not shown here.
fn absent(matter: &Matter<'_>, item: Item, ids: [&'static str; 2]) -> Statement {
    let id = ids[usize::from(matter.missing(item) == "point-not-shown")];
    let message = Message::new(id).text("escrow", &matter.terms.escrow);
    Statement::Absent(message.text("acceptance", &matter.terms.acceptance))
}
