//! The moment of a message: an interval as precise as the source is, made a fact only when one is wanted.

use crate::base::time::{At, Basis, UtcSecond, offset_of, offset_text};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Offset as _, TimeDelta, TimeZone as _};
use chrono_tz::Tz;

/// How precisely a source tells the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// To the minute: the moment lies in a stretch of 60 seconds.
    Minute,
    /// To the second.
    Second,
}

impl Precision {
    fn seconds(self) -> i64 {
        match self {
            Precision::Minute => 60,
            Precision::Second => 1,
        }
    }
}

/// When a message was sent, as far as the source tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// Seconds since 1970 UTC: the moment lies in [from, to). Nothing where it could not be told.
    span: Option<(i64, i64)>,
    local: Option<(NaiveDateTime, Precision)>,
    /// Seconds east of UTC.
    offset: Option<i32>,
    zone: Option<Tz>,
    basis: Basis,
    /// As written, where nothing better is known.
    words: Option<Box<str>>,
}

impl When {
    /// Recorded in UTC.
    pub fn utc(seconds: i64) -> Option<Self> {
        let local = DateTime::from_timestamp(seconds, 0)?.naive_utc();
        let span = span(seconds, seconds.checked_add(1)?)?;
        let local = Some((local, Precision::Second));
        Some(Self { span: Some(span), local, offset: None, zone: None, basis: Basis::Utc, words: None })
    }

    /// So many seconds later, in the same form.
    pub(crate) fn later(&self, seconds: i64) -> Option<Self> {
        let (from, to) = self.span?;
        let (from, to) = span(from.checked_add(seconds)?, to.checked_add(seconds)?)?;
        let (local, precision) = self.local?;
        let (local, offset) = match self.zone {
            Some(zone) => {
                let there = DateTime::from_timestamp(from, 0)?.with_timezone(&zone);
                let offset = there.offset().fix().local_minus_utc();
                (there.naive_local(), self.offset.map(|_| offset))
            }
            None => (local.checked_add_signed(TimeDelta::try_seconds(seconds)?)?, self.offset),
        };
        Some(Self { span: Some((from, to)), local: Some((local, precision)), offset, ..self.clone() })
    }

    /// Recorded with an offset, in seconds east of UTC.
    pub fn with_offset(local: NaiveDateTime, offset: i32, precision: Precision) -> Option<Self> {
        let from = local.and_utc().timestamp() - i64::from(offset);
        let span = span(from, from + precision.seconds())?;
        Some(Self {
            span: Some(span),
            local: Some((local, precision)),
            offset: Some(offset),
            zone: None,
            basis: Basis::Offset,
            words: None,
        })
    }

    /// A local time of a zone that is not known: it may be that of any, from UTC+14 to UTC-12.
    pub fn of_any_zone(local: NaiveDateTime, precision: Precision, written: &str) -> Option<Self> {
        const EARLIEST: i64 = 14 * 3600; // Line Islands
        const LATEST: i64 = 12 * 3600; // Baker Island
        let at = local.and_utc().timestamp();
        let span = span(at - EARLIEST, at + LATEST + precision.seconds())?;
        Some(Self { span: Some(span), ..Self::words(written) })
    }

    /// Only the words are known.
    pub fn words(written: &str) -> Self {
        const ENOUGH: usize = 100; // a time is short; what is longer is not one
        let written: String = written.chars().take(ENOUGH).collect();
        let words = Some(written.into());
        Self { span: None, local: None, offset: None, zone: None, basis: Basis::Unknown, words }
    }

    /// Somewhere in an interval, as the words of a page tell it.
    pub fn within(from: i64, to: i64, written: &str, zone: Zone) -> Option<Self> {
        let basis = zone.basis();
        Some(Self { span: Some(span(from, to)?), zone: Some(zone.tz), basis, ..Self::words(written) })
    }

    /// From an interval that was read elsewhere (the memo, a fact).
    pub fn of(at: &At) -> Self {
        let span = at.from.zip(at.to).map(|(from, to)| (from.unix(), to.unix()));
        let forms = [("%Y-%m-%dT%H:%M:%S", Precision::Second), ("%Y-%m-%dT%H:%M", Precision::Minute)];
        let local = at.local.as_deref().and_then(|local| {
            forms.iter().find_map(|(form, precision)| {
                NaiveDateTime::parse_from_str(local, form).ok().map(|local| (local, *precision))
            })
        });
        let words = if local.is_none() { at.local.as_deref().map(Into::into) } else { None };
        let zone = at.zone.as_deref().and_then(|zone| zone.parse().ok());
        let offset = at.offset.as_deref().and_then(offset_of);
        Self { span, local, offset, zone, basis: at.basis, words }
    }

    /// Seconds since 1970 UTC: the moment lies in [from, to).
    pub fn span(&self) -> Option<(i64, i64)> {
        self.span
    }

    /// What the reading rests on.
    pub fn basis(&self) -> Basis {
        self.basis
    }

    /// As a fact has it (format.md 4.2).
    pub fn at(&self) -> At {
        let ends = self
            .span
            .and_then(|(from, to)| Some((UtcSecond::from_unix(from).ok()?, UtcSecond::from_unix(to).ok()?)));
        let local = self.local.map(|(local, precision)| {
            local
                .format(match precision {
                    Precision::Minute => "%Y-%m-%dT%H:%M",
                    Precision::Second => "%Y-%m-%dT%H:%M:%S",
                })
                .to_string()
        });
        At {
            from: ends.map(|e| e.0),
            to: ends.map(|e| e.1),
            // in UTC the ends say it all
            local: local
                .filter(|_| self.basis != Basis::Utc)
                .or_else(|| self.words.as_deref().map(str::to_owned)),
            offset: self.offset.map(offset_text),
            zone: self.zone.map(|zone| zone.name().to_owned()),
            basis: self.basis,
        }
    }

    /// For people: `2026-10-05 14:03 JST`. Minutes stay minutes; UTC is shown in `zone`.
    pub fn shown(&self, zone: Tz) -> String {
        if let (Basis::Utc, Some((from, _))) = (self.basis, self.span)
            && let Some(utc) = DateTime::from_timestamp(from, 0)
        {
            let local = utc.with_timezone(&zone);
            let offset = local.offset().fix().local_minus_utc();
            return format!("{} {}", local.format("%Y-%m-%d %H:%M"), zone_name(offset));
        }
        if let (Some(own), Some((from, to)), Some(words)) = (self.zone, self.span, &self.words) {
            let local = |t| DateTime::from_timestamp(t, 0).map(|t| t.with_timezone(&own));
            if let (Some(from), Some(to)) = (local(from), local(to - 1)) {
                let zone = zone_name(to.offset().fix().local_minus_utc());
                let form = "%Y-%m-%d %H:%M";
                return format!("{} – {} {zone} ({words})", from.format(form), to.format(form));
            }
        }
        match self.local {
            Some((local, _)) => {
                let zone = self.offset.map(|offset| format!(" {}", zone_name(offset))).unwrap_or_default();
                format!("{}{zone}", local.format("%Y-%m-%d %H:%M"))
            }
            None => self.words.as_deref().unwrap_or_default().to_owned(),
        }
    }
}

fn span(from: i64, to: i64) -> Option<(i64, i64)> {
    // the years that facts can hold
    (UtcSecond::from_unix(from).is_ok() && UtcSecond::from_unix(to).is_ok() && from < to)
        .then_some((from, to))
}

fn zone_name(offset: i32) -> String {
    if offset == 9 * 3600 { "JST".to_owned() } else { offset_text(offset) }
}

/// The zone in which local times are read, and whether anybody said so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone {
    /// The zone.
    pub tz: Tz,
    /// Is it the worker's word?
    pub ground: ZoneGround,
}

/// Who says in which zone local times are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZoneGround {
    /// The worker declares it.
    Declared,
    /// Nobody declares one.
    Assumed,
}

impl ZoneGround {
    /// Of a moment; none where it is not a local time.
    pub fn of(at: &At) -> Option<Self> {
        match at.basis {
            Basis::Declared => Some(ZoneGround::Declared),
            Basis::Assumed => Some(ZoneGround::Assumed),
            Basis::Utc | Basis::Offset | Basis::Unknown => None,
        }
    }

    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            ZoneGround::Declared => "declared",
            ZoneGround::Assumed => "assumed",
        }
    }
}

impl Zone {
    /// The zone where nobody declares one: Japan's, as in the case notes.
    pub const ASSUMED: Zone = Zone { tz: Tz::Asia__Tokyo, ground: ZoneGround::Assumed };

    /// A zone that the worker declares.
    pub fn declared(tz: Tz) -> Self {
        Self { tz, ground: ZoneGround::Declared }
    }

    fn basis(self) -> Basis {
        match self.ground {
            ZoneGround::Declared => Basis::Declared,
            ZoneGround::Assumed => Basis::Assumed,
        }
    }
}

/// Local times of one zone to moments. Days without a change of clocks, which is nearly all of them, are looked
/// up once.
pub struct LocalClock {
    zone: Zone,
    day: Option<(NaiveDate, i32)>,
}

impl LocalClock {
    /// A clock of a zone.
    pub fn new(zone: Zone) -> Self {
        Self { zone, day: None }
    }

    /// The moment of a time on a day; hours past 24 belong to the day after. `None`: the zone skips it, or it lies
    /// outside the years that facts can hold.
    pub fn at(&mut self, day: NaiveDate, seconds: u32, precision: Precision) -> Option<When> {
        let local = day.and_hms_opt(0, 0, 0)?.checked_add_signed(TimeDelta::seconds(seconds.into()))?;
        let whole_day = self.offset_of_day(local.date());
        let (from, to, offset) = match whole_day {
            Some(offset) => {
                let from = local.and_utc().timestamp() - i64::from(offset);
                (from, from + precision.seconds(), Some(offset))
            }
            // a fold gives both: the interval spans them, and no offset is claimed
            None => {
                let last = local + TimeDelta::seconds(precision.seconds() - 1);
                let first = self.zone.tz.from_local_datetime(&local).earliest()?;
                let last = self.zone.tz.from_local_datetime(&last).latest()?;
                let [a, b] = [first, last].map(|t| t.offset().fix().local_minus_utc());
                (first.timestamp(), last.timestamp() + 1, Some(a).filter(|_| a == b))
            }
        };
        Some(When {
            span: Some(span(from, to)?),
            local: Some((local, precision)),
            offset,
            zone: Some(self.zone.tz),
            basis: self.zone.basis(),
            words: None,
        })
    }

    /// The zone's offset, if it is the same all day.
    fn offset_of_day(&mut self, day: NaiveDate) -> Option<i32> {
        if let Some((known, offset)) = self.day
            && known == day
        {
            return Some(offset);
        }
        let midnight = day.and_hms_opt(0, 0, 0)?;
        let mut offsets = (0..=24).map(|hour| {
            let local = midnight.checked_add_signed(TimeDelta::hours(hour))?;
            self.zone.tz.from_local_datetime(&local).single().map(|t| t.offset().fix().local_minus_utc())
        });
        let first = offsets.next()??;
        if offsets.all(|offset| offset == Some(first)) {
            self.day = Some((day, first));
            return Some(first);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(zone: Tz, day: &str, h: u32, m: u32) -> Option<(String, String, Option<String>)> {
        let at = LocalClock::new(Zone::declared(zone))
            .at(day.parse().unwrap(), h * 3600 + m * 60, Precision::Minute)?
            .at();
        Some((at.from?.to_string(), at.to?.to_string(), at.offset))
    }

    #[test]
    fn folds_give_both_and_gaps_none() {
        assert_eq!(
            at(Tz::Asia__Tokyo, "2026-11-10", 24, 10),
            Some(("2026-11-10T15:10:00Z".into(), "2026-11-10T15:11:00Z".into(), Some("+09:00".into())))
        );
        assert_eq!(
            at(Tz::Europe__Berlin, "2026-10-25", 2, 30),
            Some(("2026-10-25T00:30:00Z".into(), "2026-10-25T01:31:00Z".into(), None))
        );
        assert_eq!(at(Tz::Europe__Berlin, "2026-03-29", 2, 30), None);
        // an offset that is no whole number of minutes
        assert_eq!(
            at(Tz::Africa__Monrovia, "1971-01-05", 12, 0),
            Some(("1971-01-05T12:44:30Z".into(), "1971-01-05T12:45:30Z".into(), Some("-00:44:30".into())))
        );
        // half-hour change of clocks (Lord Howe): the edges hold
        assert_eq!(at(Tz::Australia__Lord_Howe, "2026-10-04", 2, 15), None);
    }

    #[test]
    fn an_interval_tells_its_ends_and_its_words() {
        let when = When::within(1_790_000_000, 1_790_007_200, "3時間前", Zone::ASSUMED).unwrap();
        assert_eq!(when.shown(Tz::UTC), "2026-09-21 23:13 – 2026-09-22 01:13 JST (3時間前)");
        assert_eq!(When::of(&when.at()), when);
    }

    #[test]
    fn a_fact_gives_the_moment_back() {
        let mut clock = LocalClock::new(Zone::declared(Tz::Asia__Tokyo));
        let when = clock.at("2026-10-05".parse().unwrap(), 14 * 3600 + 180, Precision::Minute).unwrap();
        assert_eq!(When::of(&when.at()), when);
        assert_eq!(when.shown(Tz::UTC), "2026-10-05 14:03 JST");
        let utc = When::utc(1_790_000_000).unwrap();
        assert_eq!(When::of(&utc.at()).span(), utc.span());
        assert_eq!(utc.shown(Tz::Asia__Tokyo), "2026-09-21 23:13 JST");
    }

    proptest::proptest! {
        #[test]
        fn a_moment_goes_together_with_its_local_time(
            zone in 0..chrono_tz::TZ_VARIANTS.len(),
            days in 1i64..30_000,
            seconds in 0u32..100_000,
            offset in -86_399i32..86_400,
            precision in proptest::sample::select(vec![Precision::Minute, Precision::Second]),
        ) {
            let day = NaiveDate::default() + TimeDelta::days(days);
            let zone = Zone::declared(chrono_tz::TZ_VARIANTS[zone]);
            let local = day.and_hms_opt(0, 0, 0).unwrap() + TimeDelta::seconds(seconds.into());
            let whole = match precision {
                Precision::Minute => local - TimeDelta::seconds((seconds % 60).into()),
                Precision::Second => local,
            };
            let offset = if precision == Precision::Minute { offset / 60 * 60 } else { offset };
            let seconds = if precision == Precision::Minute { seconds / 60 * 60 } else { seconds };
            let written = whole.format("%Y-%m-%dT%H:%M:%S").to_string();
            let all = [
                LocalClock::new(zone).at(day, seconds, precision),
                When::with_offset(whole, offset, precision),
                When::of_any_zone(whole, precision, &written),
                When::utc(whole.and_utc().timestamp()),
            ];
            for when in all.into_iter().flatten() {
                let again = When::of(&when.at());
                proptest::prop_assert!(when.at().local_fits() && again.at().local_fits(), "{:?}", when.at());
            }
        }
    }
}
