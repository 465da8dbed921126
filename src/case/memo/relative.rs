//! Days and times as pages show them without a date: `昨日`, `3時間前`, `2 hours ago`, `Friday`.

use super::day_names::english_weekday;
use super::plain::Cursor;
use chrono::Weekday;

/// How long ago something is, in the unit that the page shows. A page rounds down: 3 hours are up to 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ago {
    /// In this minute.
    Now,
    /// So many units of so many seconds.
    Units(u32, u32),
}

/// A day that is counted from the day on which a page was loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RelativeDay {
    /// So many days before: today is 0.
    DaysBefore(u32),
    /// The last such day of the week.
    Weekday(Weekday),
    /// A time that passed since then.
    Ago(Ago),
}

const MINUTE: u32 = 60;
const HOUR: u32 = 60 * MINUTE;
const DAY: u32 = 24 * HOUR;
/// The longest that pages call a month or a year: the interval must hold the moment.
const MONTH: u32 = 31 * DAY;
const YEAR: u32 = 366 * DAY;

/// The relative day that begins here.
pub(super) fn read(c: &mut Cursor) -> Option<RelativeDay> {
    const WORDS: &[(&str, RelativeDay)] = &[
        ("たった今", RelativeDay::Ago(Ago::Now)),
        ("今すぐ", RelativeDay::Ago(Ago::Now)),
        ("just now", RelativeDay::Ago(Ago::Now)),
        ("a few seconds ago", RelativeDay::Ago(Ago::Now)),
        ("now", RelativeDay::Ago(Ago::Now)),
        ("一昨日", RelativeDay::DaysBefore(2)),
        ("おととい", RelativeDay::DaysBefore(2)),
        ("昨日", RelativeDay::DaysBefore(1)),
        ("きのう", RelativeDay::DaysBefore(1)),
        ("yesterday", RelativeDay::DaysBefore(1)),
        ("今日", RelativeDay::DaysBefore(0)),
        ("本日", RelativeDay::DaysBefore(0)),
        ("today", RelativeDay::DaysBefore(0)),
    ];
    let mut here = c.clone();
    let found = here.first(WORDS).or_else(|| ago(&mut here)).or_else(|| weekday(&mut here))?;
    let last = here.before().is_some_and(|last| last.is_ascii_alphabetic());
    if last && here.peek().is_some_and(|next| next.is_ascii_alphanumeric()) {
        return None; // "nowhere", "fridays"
    }
    *c = here;
    Some(found)
}

/// `3時間前`, `約3時間前`, `3 hours ago`, `an hour ago`, `3h ago`, `3h`.
fn ago(c: &mut Cursor) -> Option<RelativeDay> {
    const JAPANESE: &[(&str, u32)] = &[
        ("秒", 1),
        ("分", MINUTE),
        ("時間", HOUR),
        ("日", DAY),
        ("週間", 7 * DAY),
        ("か月", MONTH),
        ("ヶ月", MONTH),
        ("ケ月", MONTH),
        ("カ月", MONTH),
        ("ヵ月", MONTH),
        ("年", YEAR),
    ];
    const ENGLISH: &[(&str, u32)] = &[
        ("seconds", 1),
        ("second", 1),
        ("secs", 1),
        ("sec", 1),
        ("minutes", MINUTE),
        ("minute", MINUTE),
        ("mins", MINUTE),
        ("min", MINUTE),
        ("hours", HOUR),
        ("hour", HOUR),
        ("hrs", HOUR),
        ("hr", HOUR),
        ("days", DAY),
        ("day", DAY),
        ("weeks", 7 * DAY),
        ("week", 7 * DAY),
        ("months", MONTH),
        ("month", MONTH),
        ("mos", MONTH),
        ("mo", MONTH),
        ("years", YEAR),
        ("year", YEAR),
        ("yrs", YEAR),
        ("yr", YEAR),
    ];
    const SHORT: &[(&str, u32)] =
        &[("s", 1), ("m", MINUTE), ("h", HOUR), ("d", DAY), ("w", 7 * DAY), ("y", YEAR)];
    c.first(&[("約", ()), ("about ", ()), ("over ", ()), ("almost ", ())]);
    let units = |n, unit| Some(RelativeDay::Ago(Ago::Units(n, unit)));
    if c.first(&[("an ", ()), ("a ", ()), ("one ", ())]).is_some() {
        let unit = c.first(ENGLISH)?;
        c.spaces();
        c.text("ago")?;
        return units(1, unit);
    }
    let n = c.number().filter(|n| n.1 <= 3)?.0;
    c.spaces();
    if let Some(unit) = c.first(JAPANESE) {
        c.spaces();
        c.text("前")?;
        return units(n, unit);
    }
    if let Some(unit) = c.first(ENGLISH) {
        c.spaces();
        c.text("ago")?;
        return units(n, unit);
    }
    let unit = c.first(SHORT)?;
    let mut later = c.clone();
    later.spaces();
    if later.text("ago").is_some() {
        *c = later;
    }
    units(n, unit)
}

fn weekday(c: &mut Cursor) -> Option<RelativeDay> {
    use Weekday::*;
    const JAPANESE: &[(&str, Weekday)] = &[
        ("月曜", Mon),
        ("火曜", Tue),
        ("水曜", Wed),
        ("木曜", Thu),
        ("金曜", Fri),
        ("土曜", Sat),
        ("日曜", Sun),
    ];
    c.text("last ");
    if let Some(day) = c.first(JAPANESE) {
        c.text("日");
        return Some(RelativeDay::Weekday(day));
    }
    english_weekday(c).map(RelativeDay::Weekday)
}
