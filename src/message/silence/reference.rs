//! How messages and moments are referred to: by edition, conversation and number, and by an interval.

use crate::base::time::{At, Basis, UtcSecond};
use crate::message::When;
use chrono_tz::Tz;

/// An edition and the number of a conversation in it.
pub(super) type Id = (u16, u64);
/// Seconds since 1970 UTC: the moment lies in [from, to).
pub(super) type Span = (i64, i64);

pub(super) const DAY: i64 = 24 * 3600;
pub(super) const MINUTE: i64 = 60;

/// A message by its edition, its conversation and its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference {
    /// The edition; 0 for files that are not sealed.
    pub edition: u16,
    /// The conversation.
    pub k: u64,
    /// The message.
    pub n: u64,
}

impl Reference {
    pub(super) fn of(id: Id, n: u64) -> Self {
        Self { edition: id.0, k: id.1, n }
    }
}

/// Where an edition stands among the others: what is not sealed comes behind all seals.
pub(super) fn rank(edition: u16) -> u16 {
    if edition == 0 { u16::MAX } else { edition }
}

/// An interval in the form in which the export's other times stand.
pub(super) fn moment(span: Span, like: Option<&At>) -> When {
    let zone: Option<Tz> = like.and_then(|at| at.zone.as_deref()).and_then(|zone| zone.parse().ok());
    let at = |t| UtcSecond::from_unix(t).ok();
    if let (Some(like), Some(zone), Some(from), Some(to)) = (like, zone, at(span.0), at(span.1)) {
        let local = from.to_chrono().with_timezone(&zone);
        return When::of(&At {
            from: Some(from),
            to: Some(to),
            local: Some(local.format("%Y-%m-%dT%H:%M").to_string()),
            offset: Some(local.format("%:z").to_string()),
            zone: Some(zone.name().to_owned()),
            basis: if like.basis == Basis::Assumed { Basis::Assumed } else { Basis::Declared },
        });
    }
    match (at(span.0), at(span.1)) {
        // no narrower than it is known
        (Some(from), Some(to)) if span.1 - span.0 > 1 => {
            let (local, offset, zone) = (None, None, None);
            When::of(&At { from: Some(from), to: Some(to), local, offset, zone, basis: Basis::Utc })
        }
        _ => When::utc(span.0).unwrap_or_else(|| When::words("")),
    }
}

/// The end of a wide interval, as a minute: the client can have spoken up to there.
pub(super) fn last_minute(span: Span) -> Span {
    if span.1 - span.0 <= MINUTE { span } else { (span.1 - MINUTE, span.1) }
}
