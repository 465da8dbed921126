//! Moments as support reads them: in the platform's own time, an interval never as a point (product.md, "Time on screen").

use crate::base::time::{At, UtcSecond};
use crate::text::Lang;
use chrono::{DateTime, Datelike as _, NaiveDate, Offset as _, Timelike as _};
use chrono_tz::Tz;

const DAY: i64 = 24 * 3600;

/// The zone and the language in which times are written, and the year that needs no saying.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    /// The platform's zone.
    pub zone: Tz,
    /// The language of the document.
    pub lang: Lang,
    /// Now: dates of another year carry their year.
    pub now: UtcSecond,
}

impl Clock {
    fn local(&self, at: UtcSecond) -> DateTime<Tz> {
        at.to_chrono().with_timezone(&self.zone)
    }

    /// The day of an interval: a whole day is the day that was written, whatever the zone of the reader.
    fn day(&self, at: &At, from: UtcSecond, to: UtcSecond) -> NaiveDate {
        let written = || NaiveDate::parse_from_str(at.local.as_deref()?.get(..10)?, "%Y-%m-%d").ok();
        let as_written = if is_day(from, to) { written() } else { None };
        as_written.unwrap_or_else(|| self.local(from).date_naive())
    }

    /// For page one and the annex: `2026-10-05 14:03 JST`, a day as `2026-10-01`.
    pub fn full(&self, at: &At) -> String {
        match at.from.zip(at.to) {
            None => as_written(at),
            Some((from, to)) if is_day(from, to) => self.day(at, from, to).to_string(),
            Some((from, _)) => self.minute(from),
        }
    }

    /// What a computer's clock said: `2026-10-05 14:03 JST`.
    pub fn minute(&self, at: UtcSecond) -> String {
        let local = self.local(at);
        let zone = match local.offset().fix().local_minus_utc() {
            32_400 => "JST".to_owned(),
            0 => "UTC".to_owned(),
            _ => local.format("%:z").to_string(),
        };
        format!("{} {zone}", local.format("%Y-%m-%d %H:%M"))
    }

    /// For the ticket: `10月5日14:03`, `5 Oct 14:03`; the year where it is not this one.
    pub fn brief(&self, at: &At) -> String {
        let Some((from, to)) = at.from.zip(at.to) else { return as_written(at) };
        let (local, year) = (self.local(from), self.local(self.now).year());
        let day = self.day(at, from, to);
        let mut shown = match self.lang {
            Lang::Ja => format!("{}月{}日", day.month(), day.day()),
            Lang::En => day.format("%-d %b").to_string(),
        };
        if day.year() != year {
            shown = match self.lang {
                Lang::Ja => format!("{}年{shown}", day.year()),
                Lang::En => format!("{shown} {}", day.year()),
            };
        }
        if !is_day(from, to) {
            let sep = if self.lang == Lang::En { " " } else { "" };
            shown += &format!("{sep}{:02}:{:02}", local.hour(), local.minute());
        }
        shown
    }

    /// Only the time of day, where the day is that of `before`: 「同日20:48」.
    pub fn same_day(&self, before: &At, at: &At) -> Option<String> {
        let (a, b) = (before.from?, at.from?);
        let is_point = !is_day(b, at.to?);
        let (a, b) = (self.local(a), self.local(b));
        (is_point && a.date_naive() == b.date_naive()).then(|| format!("{:02}:{:02}", b.hour(), b.minute()))
    }

    /// Several days in one list, the month not said again: 「10月13日、26日、11月9日」.
    pub fn days(&self, moments: &[At]) -> String {
        let mut month = None;
        let shown = moments.iter().map(|at| {
            let Some(from) = at.from else { return as_written(at) };
            let local = self.local(from);
            let this = (local.year(), local.month());
            let known = month.replace(this) == Some(this);
            match self.lang {
                Lang::Ja if known => format!("{}日", local.day()),
                _ => self.brief(&day_of(from)),
            }
        });
        let shown: Vec<String> = shown.collect();
        shown.join(if self.lang == Lang::Ja { "、" } else { ", " })
    }

    /// The date alone, for the name of a folder: `20261123`.
    pub fn date_name(&self) -> String {
        self.local(self.now).format("%Y%m%d").to_string()
    }
}

fn day_of(from: UtcSecond) -> At {
    let to = UtcSecond::from_unix(from.unix() + DAY).ok();
    At { from: Some(from), to, local: None, offset: None, zone: None, basis: crate::base::time::Basis::Utc }
}

fn is_day(from: UtcSecond, to: UtcSecond) -> bool {
    to.unix() - from.unix() >= DAY - 3600 // a day on which clocks are put forward has 23 hours
}

fn as_written(at: &At) -> String {
    crate::text::visible(at.local.as_deref().unwrap_or_default()).replace('T', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(from: &str, seconds: i64) -> At {
        let from: UtcSecond = from.parse().unwrap();
        At { to: UtcSecond::from_unix(from.unix() + seconds).ok(), ..day_of(from) }
    }

    #[test]
    fn times_are_those_of_the_platform() {
        let now = "2026-11-23T00:00:00Z".parse().unwrap();
        let ja = Clock { zone: Tz::Asia__Tokyo, lang: Lang::Ja, now };
        let en = Clock { zone: Tz::UTC, lang: Lang::En, now };
        let minute = at("2026-10-05T05:03:00Z", 60);
        assert_eq!(ja.full(&minute), "2026-10-05 14:03 JST");
        assert_eq!(en.full(&minute), "2026-10-05 05:03 UTC");
        assert_eq!(ja.brief(&minute), "10月5日14:03");
        assert_eq!(en.brief(&minute), "5 Oct 05:03");
        assert_eq!(ja.brief(&at("2025-12-31T15:00:00Z", DAY)), "1月1日");
        assert_eq!(ja.brief(&at("2025-12-30T15:00:00Z", DAY)), "2025年12月31日");
        assert_eq!(ja.same_day(&minute, &at("2026-10-05T11:48:00Z", 60)).as_deref(), Some("20:48"));
        assert_eq!(ja.same_day(&minute, &at("2026-10-05T15:01:00Z", 60)), None);
        let days =
            [at("2026-10-13T01:00:00Z", 60), at("2026-10-26T01:05:00Z", 60), at("2026-11-09T00:30:00Z", 60)];
        assert_eq!(ja.days(&days), "10月13日、26日、11月9日");
        assert_eq!(en.days(&days), "13 Oct, 26 Oct, 9 Nov");
        assert_eq!(ja.date_name(), "20261123");
    }
}
