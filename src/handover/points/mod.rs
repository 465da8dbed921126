//! Page one: eleven points in a fixed order, every sentence over its facts (handover.md, "Page one").

mod client;
mod contract;
mod delivered;
mod look;
mod reminders;
mod silence;

use super::matter::Matter;
use crate::case::memo::Item;
use crate::handover::claim::{FactRef, Grade, Statement};
use crate::platform::Venue;
use crate::report::{clock, megabytes};
use crate::text::Message;
use client::{last_word, received};
use contract::{contract, money, terms};
use delivered::delivered;
use look::where_to_look;
use reminders::reminders;
use silence::silence;

/// Files of a round that are listed by name; an A4 page holds little more beside the rest.
const FILES_LISTED: usize = 8;
/// Characters of a quotation on page one.
const QUOTED: usize = 80;

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

/// All points of a case.
pub fn points(matter: &Matter<'_>, request: Statement) -> Vec<Point> {
    let of = |number, statements| Point { number, statements };
    vec![
        of(1, vec![request]),
        of(2, contract(matter)),
        of(3, money(matter)),
        of(4, terms(matter)),
        of(5, delivered(matter)),
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

/// The amount as the memo has it, and when it was paid into escrow.
pub fn fee(matter: &Matter<'_>) -> Option<(String, Vec<(FactRef, Grade)>)> {
    let (fee, fact) = matter.value(Item::Fee)?;
    let mut facts = vec![fact];
    let fee = match matter.value(Item::Tax) {
        Some((tax, fact)) if !fee.contains('税') && !fee.to_lowercase().contains("tax") => {
            facts.push(fact);
            format!("{fee}({tax})")
        }
        _ => fee,
    };
    Some((fee, facts))
}

/// Megabytes as the screens of platforms show them, in thousands: `0.86 MB`; a small file in bytes.
pub fn size(bytes: u64) -> String {
    megabytes(bytes).unwrap_or_else(|| format!("{bytes} B"))
}

/// `1:05`, from the seconds that were measured: whole ones, as players show them.
fn length(seconds: &str) -> String {
    let shown = clock(seconds);
    shown.split('.').next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_lengths_are_as_screens_show_them() {
        assert_eq!(size(864_044), "0.86 MB");
        assert_eq!(size(815), "815 B");
        assert_eq!(size(123_450_000), "123.45 MB");
        assert_eq!(length("6.000000"), "0:06");
        assert_eq!(length("3599.6"), "59:59");
    }
}
