//! The year of a date that was written without one: from the other dates of the memo, or not at all.

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

/// The date from which a year can be told: a date without a year is taken as the nearest on or after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Anchor(NaiveDate);

/// A job longer than this has most dates twice.
const ONE_YEAR: TimeDelta = TimeDelta::days(365);
/// A date that would lie nearly a year after the anchor more likely lies shortly before it.
const SURELY_AFTER: TimeDelta = TimeDelta::days(300);

impl Anchor {
    /// The anchor of a memo: the escrow date, else the earliest date with a year. `None` where the dates lie
    /// more than a year apart, so that more than one year is possible.
    pub(super) fn of(escrow: Option<NaiveDate>, dates: &[NaiveDate]) -> Option<Self> {
        let anchor = escrow.or(dates.iter().min().copied())?;
        let near = |date: &NaiveDate| (*date - anchor).abs() <= ONE_YEAR;
        dates.iter().all(near).then_some(Self(anchor))
    }

    /// The anchor that one known date gives.
    pub(super) fn at(date: NaiveDate) -> Self {
        Self(date)
    }

    /// The date with its year, where only one is likely. A weekday beside it must fit, and may settle it.
    pub(super) fn resolve(self, month: u32, day: u32, weekday: Option<Weekday>) -> Option<NaiveDate> {
        let year = self.0.year();
        let dates = (year - 1..=year + 1).filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
        let (after, before): (Vec<_>, Vec<_>) = dates.partition(|date| *date >= self.0);
        let (after, before) = (after.first().copied(), before.last().copied());
        let fits = |date: &NaiveDate| weekday.is_none_or(|weekday| weekday == date.weekday());
        let after = after.filter(|date| *date - self.0 <= SURELY_AFTER).filter(fits);
        after.or_else(|| {
            let shortly_before = |date: &NaiveDate| self.0 - *date <= ONE_YEAR - SURELY_AFTER;
            weekday.and(before).filter(shortly_before).filter(fits)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_years_are_told_or_left_open() {
        let day = |s: &str| s.parse::<NaiveDate>().unwrap();
        let anchor = Anchor::of(Some(day("2026-10-01")), &[day("2026-11-20")]).unwrap();
        assert_eq!(anchor.resolve(10, 1, None), Some(day("2026-10-01")));
        assert_eq!(anchor.resolve(11, 9, None), Some(day("2026-11-09")));
        assert_eq!(anchor.resolve(1, 5, None), Some(day("2027-01-05")));
        assert_eq!(anchor.resolve(9, 28, None), None, "three days before, or a year after");
        assert_eq!(anchor.resolve(9, 28, Some(Weekday::Mon)), Some(day("2026-09-28")));
        assert_eq!(anchor.resolve(9, 28, Some(Weekday::Fri)), None);
        assert_eq!(anchor.resolve(2, 29, None), None);
        assert_eq!(Anchor::of(None, &[day("2026-10-01"), day("2028-01-01")]), None);
        assert_eq!(Anchor::of(None, &[]), None);
        assert_eq!(
            Anchor::of(None, &[day("2026-11-01"), day("2026-10-01")]),
            Some(Anchor(day("2026-10-01")))
        );
    }
}
