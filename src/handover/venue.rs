//! Whether a case is direct work, from all that was sealed; and what counts as delivered there.

use crate::case::memo::{EventKind, Item};
use crate::format::fact::{EventFact, Kind};
use crate::handover::account::{Account, Held, Round};
use crate::platform::{OF_A_PAGE, Platform, PlatformId, Venue};

/// Where a sealed case was agreed.
pub(super) fn venue(sealed: &Account, platform: &Platform) -> Venue {
    if platform.id() != PlatformId::Generic {
        return Venue::Site;
    }
    // what is not shown may name a site
    let is_part = sealed.record.lacks(Kind::Case) || sealed.record.lacks(Kind::Event);
    let of_site = |kind: &str| EventKind::of_word(kind).is_some_and(EventKind::is_of_a_site);
    let shows_site = is_part
        || Item::OF_A_SITE.iter().any(|item| sealed.item(item.key()).is_some())
        || sealed.events.iter().any(|event| of_site(event.fact.kind.as_str()))
        || sealed.talks.values().any(|talk| OF_A_PAGE.contains(&talk.format()));
    let line = sealed.item(Item::Platform.key()).map(|held| held.fact.value.as_str());
    Venue::of(line, shows_site)
}

/// What counts as the delivery of a round: on a site the report that its button makes, and nothing else.
pub(super) fn delivery<'a>(round: &Round<'a>, venue: Venue) -> Option<&'a Held<EventFact>> {
    match venue {
        Venue::Site => round.reports.last().copied(),
        Venue::Direct => round.latest(),
    }
}
