//! Why no handover is made: what has to be put right first, or decided.

use crate::base::entry_name::EntryName;
use crate::base::time::UtcSecond;
use crate::case::memo::{Item, OddDate};
use crate::handover::account::Account;
use crate::message::silence::Block;
use crate::platform::{Platform, PlatformId};
use std::collections::{BTreeMap, BTreeSet};

/// Why nothing is prepared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// The sealed notes name another site: its name there.
    OtherPlatform(String),
    /// Dates that cannot be.
    Dates(OddDates),
    /// Conversations of these formats are outside the platform, and nothing was approved.
    Outside(BTreeSet<String>),
    /// The latest round has no report of the platform's own.
    NoReport,
    /// Of direct work: nothing was sent.
    NothingSent,
    /// There are several rounds, and a report that does not say to which it belongs.
    RoundUnclear,
    /// It has one, and the choice withholds it.
    ReportWithheld,
    /// Events were sealed that are not in these seals: whether it has one is not known.
    ReportNotShown,
    /// The latest round is a retake, and was attached to a message alone.
    RetakeAttached,
    /// The memo records an acceptance or a payment: there is nothing to ask for.
    Settled,
}

/// Dates that cannot be: papers that print them would be wrong, whichever is the slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OddDates {
    /// Of the notes.
    pub dates: Vec<OddDate>,
    /// Declared times of copying.
    pub copies: Vec<Block>,
    /// Names as found of the files that these are about, by path.
    pub names: BTreeMap<String, String>,
}

/// Dates of what was sealed that cannot be.
pub(super) fn dates(sealed: &Account, now: UtcSecond) -> Option<Stop> {
    let (dates, copies) = (sealed.odd_dates(now), sealed.record.odd_copies());
    let name = |copy: &Block| {
        let path = copy.spot().source.to_owned();
        let first = EntryName::new(path.split(' ').next()?).ok()?;
        Some((path, sealed.files.get(&first)?.origin.as_ref()?.fact.name.clone()))
    };
    let names = copies.iter().filter_map(name).collect();
    let is_odd = !dates.is_empty() || !copies.is_empty();
    is_odd.then_some(Stop::Dates(OddDates { dates, copies, names }))
}

/// The site that the sealed notes name, if it is another marketplace than this one. A place of which nothing is known takes
/// papers of any.
pub(super) fn other_platform(sealed: &Account, platform: &Platform) -> Option<Stop> {
    let line = sealed.item(Item::Platform.key())?.fact.value.trim();
    let is_this = || PlatformId::all_in_memo(line).any(|named| named == platform.id());
    let is_other = !line.is_empty() && platform.id() != PlatformId::Generic && !is_this();
    is_other.then(|| Stop::OtherPlatform(line.to_owned()))
}
