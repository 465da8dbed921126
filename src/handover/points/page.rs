//! The eleven points in their order.

use super::changed::{changed_events, changed_lines};
use super::client::{last_word, received};
use super::contract::{contract, money, terms};
use super::delivered::delivered;
use super::look::where_to_look;
use super::reminders::reminders;
use super::silence::silence;
use crate::handover::account::{OF_THE_CONTRACT, OF_THE_MONEY, OF_THE_TERMS};
use crate::handover::claim::Statement;
use crate::handover::matter::Matter;
use crate::platform::Venue;
use crate::text::Message;

/// One of the eleven.
#[derive(Debug, Clone)]
pub struct Point {
    /// 1 to 11.
    pub number: u8,
    /// What it says, in order.
    pub statements: Vec<Statement>,
}

impl Point {
    /// The name of its heading.
    pub fn heading(&self) -> String {
        format!("point-{}", self.number)
    }
}

fn with(mut statements: Vec<Statement>, more: Vec<Statement>) -> Vec<Statement> {
    statements.extend(more);
    statements
}

/// All points of a case.
pub fn points(matter: &Matter<'_>, request: Statement) -> Vec<Point> {
    let of = |number, statements| Point { number, statements };
    vec![
        of(1, vec![request]),
        of(2, with(contract(matter), changed_lines(matter, &OF_THE_CONTRACT))),
        of(3, with(money(matter), changed_lines(matter, &OF_THE_MONEY))),
        of(4, with(terms(matter), changed_lines(matter, &OF_THE_TERMS))),
        of(5, with(delivered(matter), changed_events(matter, |_| true))),
        of(6, received(matter)),
        of(7, last_word(matter)),
        of(8, reminders(matter)),
        of(9, silence(matter)),
        of(10, where_to_look(matter)),
        of(
            11,
            vec![
                Statement::Note(Message::new("point-limits")),
                Statement::Note(Message::new(match matter.terms.venue {
                    Venue::Site => "point-contact",
                    Venue::Direct => "point-contact-direct",
                })),
            ],
        ),
    ]
}
