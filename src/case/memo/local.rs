//! Local days and times to moments: intervals in UTC, by the rules of a zone.

use super::clock::Clock;
use crate::base::time::{At, Basis, UtcSecond, offset_text};
use chrono::{DateTime, LocalResult, NaiveDate, NaiveDateTime, Offset as _, TimeDelta, TimeZone};
use chrono_tz::Tz;

/// The moment of a local day, or of a time on it, as the interval that was written. `None`: the zone skips
/// it (clocks put forward), or it lies outside the years that facts can hold.
pub(super) fn moment(day: NaiveDate, clock: Option<Clock>, (zone, basis): (Tz, Basis)) -> Option<At> {
    let midnight = day.and_hms_opt(0, 0, 0)?;
    let at = |h: u32, m: u32, s: u32| {
        midnight.checked_add_signed(TimeDelta::seconds((h * 3600 + m * 60 + s).into()))
    };
    let (first, last, form) = match clock {
        Some(Clock::Hour(h)) => (at(h, 0, 0)?, at(h, 59, 59)?, "%Y-%m-%dT%H"),
        Some(Clock::Minute(h, m)) => (at(h, m, 0)?, at(h, m, 59)?, "%Y-%m-%dT%H:%M"),
        Some(Clock::Second(h, m, s)) => (at(h, m, s)?, at(h, m, s)?, "%Y-%m-%dT%H:%M:%S"),
        Some(Clock::Impossible | Clock::Unclear) | None => (midnight, at(23, 59, 59)?, "%Y-%m-%d"),
    };
    let from = earliest(zone, first, last)?;
    let to = latest(zone, first, last)?;
    let utc = |t: &DateTime<Tz>, after| UtcSecond::from_unix(t.timestamp().checked_add(after)?).ok();
    let offsets = [&from, &to].map(|t| offset_text(t.offset().fix().local_minus_utc()));
    Some(At {
        from: Some(utc(&from, 0)?),
        to: Some(utc(&to, 1)?),
        local: Some(first.format(form).to_string()),
        offset: Some(offsets[0].clone()).filter(|_| offsets[0] == offsets[1]),
        zone: Some(zone.name().to_owned()),
        basis,
    })
    .filter(At::is_sound)
}

/// A moment of which only the words are known.
pub(super) fn words(written: &str) -> At {
    At {
        from: None,
        to: None,
        local: Some(written.to_owned()),
        offset: None,
        zone: None,
        basis: Basis::Unknown,
    }
}

/// The first instant that the local clock shows `first` or, where it skips that, the next time up to `last`.
fn earliest(zone: Tz, first: NaiveDateTime, last: NaiveDateTime) -> Option<DateTime<Tz>> {
    steps(first, last, TimeDelta::minutes(1)).find_map(|t| zone.from_local_datetime(&t).earliest())
}

/// The last instant that the local clock shows `last` or, where it skips that, the time before it down to `first`.
fn latest(zone: Tz, first: NaiveDateTime, last: NaiveDateTime) -> Option<DateTime<Tz>> {
    steps(last, first, TimeDelta::minutes(-1)).find_map(|t| match zone.from_local_datetime(&t) {
        LocalResult::None => None,
        some => some.latest(),
    })
}

/// Zones skip whole minutes, so minutes are steps enough.
fn steps(from: NaiveDateTime, to: NaiveDateTime, step: TimeDelta) -> impl Iterator<Item = NaiveDateTime> {
    let within = move |t: &NaiveDateTime| if step > TimeDelta::zero() { *t <= to } else { *t >= to };
    std::iter::successors(Some(from), move |t| t.checked_add_signed(step)).take_while(within)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(day: &str, clock: Option<Clock>, zone: Tz) -> Option<(String, String, Option<String>)> {
        let at = moment(day.parse().unwrap(), clock, (zone, Basis::Declared))?;
        Some((at.from?.to_string(), at.to?.to_string(), at.offset))
    }

    fn expect(from: &str, to: &str, offset: Option<&str>) -> Option<(String, String, Option<String>)> {
        Some((from.into(), to.into(), offset.map(Into::into)))
    }

    #[test]
    fn case_times_become_intervals() {
        let tokyo = Tz::Asia__Tokyo;
        assert_eq!(
            span("2026-10-05", Some(Clock::Minute(14, 3)), tokyo),
            expect("2026-10-05T05:03:00Z", "2026-10-05T05:04:00Z", Some("+09:00"))
        );
        assert_eq!(
            span("2026-10-05", None, tokyo),
            expect("2026-10-04T15:00:00Z", "2026-10-05T15:00:00Z", Some("+09:00"))
        );
        assert_eq!(
            span("2026-10-05", Some(Clock::Hour(21)), tokyo),
            expect("2026-10-05T12:00:00Z", "2026-10-05T13:00:00Z", Some("+09:00"))
        );
        assert_eq!(moment("1970-01-01".parse().unwrap(), None, (tokyo, Basis::Declared)), None);
        assert_eq!(
            span("1971-01-05", Some(Clock::Minute(12, 0)), Tz::Africa__Monrovia),
            expect("1971-01-05T12:44:30Z", "1971-01-05T12:45:30Z", Some("-00:44:30"))
        );
    }

    #[test]
    fn case_clocks_put_back_and_forward() {
        let berlin = Tz::Europe__Berlin;
        let half_past_two = Some(Clock::Minute(2, 30));
        // put back on 25 October 2026: 02:30 comes twice
        assert_eq!(
            span("2026-10-25", half_past_two, berlin),
            expect("2026-10-25T00:30:00Z", "2026-10-25T01:31:00Z", None)
        );
        assert_eq!(
            span("2026-10-25", None, berlin),
            expect("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", None)
        );
        // put forward on 29 March 2026: 02:30 never comes
        assert_eq!(span("2026-03-29", half_past_two, berlin), None);
        // a day whose midnight was skipped, and one that was skipped whole
        assert_eq!(
            span("2018-11-04", None, Tz::America__Sao_Paulo),
            expect("2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z", Some("-02:00"))
        );
        assert_eq!(span("2011-12-30", None, Tz::Pacific__Apia), None);
    }

    proptest::proptest! {
        #[test]
        fn a_moment_goes_together_with_its_local_time(
            zone in 0..chrono_tz::TZ_VARIANTS.len(),
            days in 1i64..30_000,
            h in 0u32..30,
            m in 0u32..60,
            s in 0u32..60,
            form in 0usize..4,
        ) {
            let zone = chrono_tz::TZ_VARIANTS[zone];
            let day = NaiveDate::default() + TimeDelta::days(days);
            let clock = [None, Some(Clock::Hour(h)), Some(Clock::Minute(h, m)), Some(Clock::Second(h, m, s))][form];
            let at = moment(day, clock, (zone, Basis::Declared));
            proptest::prop_assert!(at.as_ref().is_none_or(At::local_fits), "{at:?}");
        }
    }
}
