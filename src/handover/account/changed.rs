//! What the last notes say otherwise than earlier ones that were sealed: neither is taken for the other in silence.

use super::{Account, Held};
use crate::case::memo::Item;
use crate::format::fact::{CaseFact, EventFact};
use crate::message::When;
use unicode_normalization::UnicodeNormalization as _;

/// Something that an earlier edition says otherwise.
#[derive(Debug, Clone, Copy)]
pub enum Changed<'a> {
    /// A line on what was agreed.
    Line(Item, &'a Held<CaseFact>),
    /// An event at another time.
    Event(&'a Held<EventFact>),
}

/// Lines on the contract that papers print, or count from.
pub const OF_THE_CONTRACT: [Item; 5] =
    [Item::Platform, Item::ContractId, Item::ClientName, Item::OwnName, Item::Title];
/// Lines on the money.
pub const OF_THE_MONEY: [Item; 3] = [Item::Fee, Item::Tax, Item::EscrowDate];
/// Lines on what was agreed.
pub const OF_THE_TERMS: [Item; 7] = [
    Item::Deadline,
    Item::InspectionTerms,
    Item::InspectionDay,
    Item::ReceiptDay,
    Item::PaymentDue,
    Item::Specification,
    Item::Zone,
];

impl Account {
    /// What earlier notes say otherwise than the last ones, edition by edition. What the last ones have no more is told as
    /// removed, and a moment that they give more exactly is the same.
    pub fn changed(&self) -> Vec<Changed<'_>> {
        let mut changed: Vec<Changed<'_>> = Vec::new();
        for earlier in &self.earlier_items {
            let mut told = OF_THE_CONTRACT.into_iter().chain(OF_THE_MONEY).chain(OF_THE_TERMS);
            let Some(item) = told.find(|item| item.key() == earlier.fact.key) else { continue };
            let is_other = self
                .item(item.key())
                .is_none_or(|last| plain(&last.fact.value) != plain(&earlier.fact.value));
            let is_told = changed.iter().any(|told| {
                matches!(told, Changed::Line(of, held) if *of == item && plain(&held.fact.value) == plain(&earlier.fact.value))
            });
            if is_other && !is_told && !plain(&earlier.fact.value).is_empty() {
                changed.push(Changed::Line(item, earlier));
            }
        }
        let removed = self.record.removed();
        let span = |event: &EventFact| event.at.as_ref().and_then(|at| When::of(at).span());
        let is_same_kind = |a: &EventFact, b: &EventFact| (&a.kind, &a.actor) == (&b.kind, &b.actor);
        let is_same_time = |a: &EventFact, b: &EventFact| match (span(a), span(b)) {
            (Some(a), Some(b)) => a.0 < b.1 && b.0 < a.1,
            _ => a.at == b.at,
        };
        for earlier in &self.earlier_events {
            let last = self.events.iter().chain(&self.ahead).map(|held| &held.fact);
            let is_kept = last
                .filter(|event| is_same_kind(event, &earlier.fact))
                .any(|event| is_same_time(event, &earlier.fact));
            let is_removed = removed
                .iter()
                .any(|(_, event)| is_same_kind(event, &earlier.fact) && event.at == earlier.fact.at);
            let is_told = changed.iter().any(|told| {
                matches!(told, Changed::Event(held) if is_same_kind(&held.fact, &earlier.fact) && held.fact.at == earlier.fact.at)
            });
            if !is_kept && !is_removed && !is_told {
                changed.push(Changed::Event(earlier));
            }
        }
        changed
    }
}

fn plain(value: &str) -> String {
    value.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}
