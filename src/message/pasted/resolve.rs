//! Moments as pages show them to moments: years that are not shown, days that stand above several messages, and times
//! that are counted from when the page was loaded.

use crate::case::memo::{Ago, DayWritten, RelativeDay, StampWithin};
use crate::message::stamp::{Reader, digits};
use crate::message::{DayOrder, LocalClock, Need, Precision, Setting, When, Zone};
use chrono::{DateTime, Datelike as _, NaiveDate, TimeDelta};
use std::collections::HashMap;

/// `11/2/2026`: the three numbers of a date with the year behind them.
pub(super) fn numbers_of(written: &str) -> Option<[u32; 3]> {
    let digits = first_digits(written, digits)?;
    (!digits.year_first).then_some(digits.parts)
}

fn first_digits<T>(written: &str, read: impl Fn(&mut Reader<'_>) -> Option<T>) -> Option<T> {
    let begins =
        |at: usize| !written[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || "/.-:".contains(c));
    let starts = written.char_indices().filter(|(at, c)| c.is_ascii_digit() && begins(*at));
    starts.filter_map(|(at, _)| read(&mut Reader(&written[at..]))).next()
}

enum ByOrder {
    Full(NaiveDate),
    NoYear(u32, u32),
}

/// A date whose numbers alone do not tell which of them is the month.
fn by_order(written: &str, order: DayOrder) -> Option<ByOrder> {
    if let Some(digits) = first_digits(written, digits) {
        return digits.day(order).map(ByOrder::Full);
    }
    let [first, second] = first_digits(written, two_numbers)?;
    match order {
        DayOrder::DayFirst => Some(ByOrder::NoYear(second, first)),
        DayOrder::MonthFirst | DayOrder::YearFirst => Some(ByOrder::NoYear(first, second)),
    }
}

fn two_numbers(r: &mut Reader<'_>) -> Option<[u32; 2]> {
    let first = r.number(1, 2)?;
    r.one(&['/'])?;
    Some([first, r.number(1, 2)?])
}

fn is_with_slash(written: &str) -> bool {
    first_digits(written, two_numbers).is_some()
}

/// A day that stands above messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DayAbove {
    day: NaiveDate,
    /// Counted from when the page was loaded: the message may be older.
    open: Open,
}

/// May a moment lie further back than the page says? A page can be loaded long before it is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    No,
    Back,
}

/// Does the page show hours to 12 with the half of the day?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hours {
    Twelve,
    TwentyFour,
}

impl Hours {
    /// By one time as written.
    pub(super) fn of(written: &str) -> Self {
        let written = written.to_lowercase();
        let halves = ["am", "pm", "a.m", "p.m", "午前", "午後", "ＡＭ", "ＰＭ"];
        if halves.iter().any(|half| written.contains(half)) { Hours::Twelve } else { Hours::TwentyFour }
    }
}

/// What is known around a heading.
pub(super) struct Resolver<'a> {
    setting: &'a Setting,
    clocks: HashMap<chrono_tz::Tz, LocalClock>,
    /// When the record before is of.
    before: Option<(i64, i64)>,
    /// No message of the copy is later.
    until: Option<i64>,
    hours: Hours,
    /// In which order numbers stand in dates.
    order: Option<DayOrder>,
    above: Option<DayAbove>,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(setting: &'a Setting, hours: Hours, order: Option<DayOrder>) -> Self {
        let copied = setting.copied_here().and_then(When::span).map(|(_, to)| to);
        let changed = setting.here.changed.map(|at| at.unix() + 1);
        let until = [copied, changed].into_iter().flatten().min();
        let order = setting.day_order.or(order);
        Self { setting, clocks: HashMap::new(), before: None, until, hours, order, above: None }
    }

    /// A day alone on a line heads what follows. `None`: it cannot be one, and the day is not known from here on.
    pub(super) fn head(&mut self, stamp: &StampWithin) -> Option<()> {
        let before = self.above.take();
        let (day, open) = self.day(stamp)?;
        let goes_back =
            before.is_some_and(|before| day < before.day) || self.before_day().is_some_and(|b| day < b);
        let too_late = self.until.is_some_and(|until| self.midnight(day).is_some_and(|from| from >= until));
        if goes_back || too_late {
            return None;
        }
        self.above = Some(DayAbove { day, open });
        Some(())
    }

    /// What may be a day was not read: the day of what follows is not known.
    pub(super) fn lose_day(&mut self) {
        self.above = None;
    }

    /// The moment of a heading, and the question that would have to be answered where it is not known.
    pub(super) fn moment(&mut self, stamp: &StampWithin) -> (When, Option<Need>) {
        let unknown = || When::words(&stamp.written);
        let relative = matches!(stamp.day, Some(DayWritten::Relative(_)));
        if relative && self.setting.copied_here().is_none() {
            return (unknown(), Some(Need::CopyTime));
        }
        if let Some(DayWritten::Relative(RelativeDay::Ago(ago))) = stamp.day {
            return (self.ago(ago, &stamp.written).unwrap_or_else(unknown), None);
        }
        let day = match stamp.day {
            None => self.above.map(|above| (above.day, above.open)),
            Some(_) => self.day(stamp),
        };
        let Some((day, open)) = day else {
            let is_open = self.order.is_none() && numbers_of(&stamp.written).is_some();
            return (unknown(), is_open.then_some(Need::DayOrder));
        };
        let zone = stamp.zone.map_or(self.setting.zone, Zone::declared);
        let clock = self.clocks.entry(zone.tz).or_insert_with(|| LocalClock::new(zone));
        let when = match stamp.clock {
            Some((seconds, true)) => clock.at(day, seconds, Precision::Second),
            Some((seconds, false)) => clock.at(day, seconds, Precision::Minute),
            None => {
                let [begin, end] = [day, day + TimeDelta::days(1)]
                    .map(|day| clock.at(day, 0, Precision::Second).and_then(|when| when.span()));
                begin.zip(end).and_then(|(begin, end)| When::within(begin.0, end.0, &stamp.written, zone))
            }
        };
        // "2:03" on a page that shows "2:03 PM": the half of the day was lost
        let half_lost = self.hours == Hours::Twelve && Hours::of(&stamp.written) == Hours::TwentyFour;
        let to_twelve = stamp.clock.is_some_and(|(seconds, _)| (3600..13 * 3600).contains(&seconds));
        let when = match when.as_ref().and_then(When::span) {
            Some((from, to)) if half_lost && to_twelve => {
                const HALF_A_DAY: i64 = 12 * 3600;
                let to = to + HALF_A_DAY;
                // not before the record above it
                let from = self.before.map_or(from, |before| before.0.max(from)).min(to - 60);
                When::within(from, to, &stamp.written, zone)
            }
            _ => when,
        };
        let when = match (when.as_ref().and_then(When::span), open) {
            (Some((from, to)), Open::Back) => {
                let from = self.before.map_or(from, |before| before.0.min(from));
                When::within(from, to, &stamp.written, zone)
            }
            _ => when,
        };
        let skipped = stamp.clock.map(|(s, _)| format!("{day}T{:02}:{:02}", s / 3600, s / 60 % 60));
        (when.unwrap_or_else(|| skipped.map_or_else(unknown, |words| When::words(&words))), None)
    }

    /// A record has this moment.
    pub(super) fn passed(&mut self, when: &When) {
        self.before = when.span().or(self.before);
    }

    /// The record before was none.
    pub(super) fn forget_latest(&mut self) {
        self.before = None;
    }

    /// The moment of the record before.
    pub(super) fn latest(&self) -> Option<(i64, i64)> {
        self.before
    }

    fn day(&mut self, stamp: &StampWithin) -> Option<(NaiveDate, Open)> {
        match stamp.day? {
            DayWritten::Full(day) => Some((day, Open::No)),
            DayWritten::NoYear(month, day) => {
                // "02/11" is written in the order of the page
                let is_swapped = self.order == Some(DayOrder::DayFirst) && is_with_slash(&stamp.written);
                let (month, day) = if is_swapped { (day, month) } else { (month, day) };
                self.year_of(month, day).map(|day| (day, Open::No))
            }
            DayWritten::Relative(relative) => {
                let copied = self.copied_day()?;
                let back = match relative {
                    RelativeDay::DaysBefore(n) => n,
                    RelativeDay::Weekday(weekday) => {
                        let days = copied.weekday().days_since(weekday);
                        // pages show the weekday for the last week; today's own is a week ago
                        if days == 0 { 7 } else { days }
                    }
                    RelativeDay::Ago(_) => return None,
                };
                copied.checked_sub_days(chrono::Days::new(back.into())).map(|day| (day, Open::Back))
            }
            DayWritten::Unreadable => {
                let day = by_order(&stamp.written, self.order?)?;
                match day {
                    ByOrder::Full(day) => Some((day, Open::No)),
                    ByOrder::NoYear(month, day) => self.year_of(month, day).map(|day| (day, Open::No)),
                }
            }
        }
    }

    /// The one year that fits between the record before and the end of the copy. Where several fit, it is not known.
    fn year_of(&mut self, month: u32, day: u32) -> Option<NaiveDate> {
        let until =
            DateTime::from_timestamp(self.until? - 1, 0)?.with_timezone(&self.setting.zone.tz).date_naive();
        let first = self.before_day();
        // a page without a year is of the last twelve months, if nothing stands before it
        let earliest = first.or_else(|| until.checked_sub_months(chrono::Months::new(12)))?;
        let years = earliest.year()..=until.year();
        let mut fitting = years
            .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
            .filter(|day| *day >= earliest && *day <= until);
        fitting.next().filter(|_| fitting.next().is_none())
    }

    fn before_day(&self) -> Option<NaiveDate> {
        let (from, _) = self.before?;
        Some(DateTime::from_timestamp(from, 0)?.with_timezone(&self.setting.zone.tz).date_naive())
    }

    fn copied_day(&self) -> Option<NaiveDate> {
        let (from, _) = self.setting.copied_here()?.span()?;
        Some(DateTime::from_timestamp(from, 0)?.with_timezone(&self.setting.zone.tz).date_naive())
    }

    fn midnight(&mut self, day: NaiveDate) -> Option<i64> {
        let zone = self.setting.zone;
        let clock = self.clocks.entry(zone.tz).or_insert_with(|| LocalClock::new(zone));
        clock.at(day, 0, Precision::Second)?.span().map(|span| span.0)
    }

    /// `n` units are from n+1 to n-1 units before the copy; the page may be older than the copy.
    fn ago(&self, ago: Ago, written: &str) -> Option<When> {
        let (from, to) = self.setting.copied_here()?.span()?;
        let (from, to) = match ago {
            Ago::Now => (from - 60, to),
            Ago::Units(n, unit) => {
                let seconds = |n: u32| i64::from(n) * i64::from(unit);
                (from - seconds(n + 1), to - seconds(n.saturating_sub(1)))
            }
        };
        let from = self.before.map_or(from, |before| before.0.min(from));
        When::within(from, to, written, self.setting.zone)
    }
}
