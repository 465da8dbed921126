//! A date with a time inside another text, for threads that were pasted from the screen: the same reading as the memo's.

use super::calendar::{self, Day};
use super::clock::{self, Clock};
use super::plain::{Cursor, Plain};
use super::relative::{self, RelativeDay};
use chrono::{Datelike as _, NaiveDate};
use chrono_tz::Tz;
use std::ops::Range;

/// A day with its year and a time to the minute or second, and what stands around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MomentWithin {
    /// The text before it.
    pub before: String,
    /// The text after it.
    pub after: String,
    /// The day.
    pub day: NaiveDate,
    /// Seconds from midnight; hours may go to 29, which is the night after.
    pub seconds: u32,
    /// Were seconds written?
    pub to_the_second: bool,
    /// A zone that stands beside it.
    pub zone: Option<Tz>,
    /// Does the weekday beside it fit?
    pub weekday_fits: bool,
}

/// The first whole moment in a line. Dates without a year, and times to the hour, are none.
pub fn moment_within(line: &str) -> Option<MomentWithin> {
    const LONGEST: usize = 400; // a line that is a heading; what is longer is a text
    const FEWEST_DIGITS: usize = 6; // R8.1.1 9:05
    let timed = || line.contains([':', '：', '︓', '﹕', '∶', '時', '午']);
    // most lines of a thread are texts: reading each of them as a date would take most of the time
    if line.len() > LONGEST || line.chars().filter(|c| c.is_numeric()).count() < FEWEST_DIGITS || !timed() {
        return None;
    }
    let plain = Plain::new(line);
    let found = calendar::find(plain.chars())?;
    let Day::Full(day) = found.day else { return None };
    let (seconds, to_the_second) = match found.clock? {
        Clock::Minute(h, m) => (h * 3600 + m * 60, false),
        Clock::Second(h, m, s) => (h * 3600 + m * 60 + s, true),
        Clock::Hour(_) | Clock::Impossible | Clock::Unclear => return None,
    };
    let (before, after) = plain.around(found.part);
    let weekday_fits = found.weekday.is_none_or(|weekday| weekday == day.weekday());
    Some(MomentWithin { before, after, day, seconds, to_the_second, zone: found.zone, weekday_fits })
}

/// A day as a page shows it, whole or in part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayWritten {
    /// With its year.
    Full(NaiveDate),
    /// Month and day.
    NoYear(u32, u32),
    /// Counted from the day on which the page was loaded.
    Relative(RelativeDay),
    /// A date that no calendar has, or that could be read in two ways.
    Unreadable,
}

/// A date, a time, or both, whole or in part, and what stands around them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StampWithin {
    /// The text before it.
    pub before: String,
    /// The text after it.
    pub after: String,
    /// As written.
    pub written: String,
    /// The day, where one stands there.
    pub day: Option<DayWritten>,
    /// Seconds from midnight, and whether seconds were written; hours may go to 29.
    pub clock: Option<(u32, bool)>,
    /// A zone that stands beside it.
    pub zone: Option<Tz>,
    /// Does the weekday beside a whole date fit?
    pub weekday_fits: bool,
}

/// The first date or time in a line, however partial.
pub fn stamp_within(line: &str) -> Option<StampWithin> {
    const LONGEST: usize = 400; // as above
    if line.len() > LONGEST {
        return None;
    }
    let plain = Plain::new(line);
    let chars = plain.chars();
    let found = dated(chars).or_else(|| counted(chars)).or_else(|| timed(chars))?;
    let (before, after) = plain.around(found.part.clone());
    let clock = match found.clock {
        Some(Clock::Minute(h, m)) => Some((h * 3600 + m * 60, false)),
        Some(Clock::Second(h, m, s)) => Some((h * 3600 + m * 60 + s, true)),
        Some(Clock::Hour(_) | Clock::Impossible | Clock::Unclear) | None => None,
    };
    let written = plain.written(found.part).to_owned();
    let (day, zone, weekday_fits) = (found.day, found.zone, found.weekday_fits);
    Some(StampWithin { before, after, written, day, clock, zone, weekday_fits })
}

struct Stamped {
    part: Range<usize>,
    day: Option<DayWritten>,
    clock: Option<Clock>,
    zone: Option<Tz>,
    weekday_fits: bool,
}

/// A date of the calendar, with or without its year.
fn dated(chars: &[char]) -> Option<Stamped> {
    let found = calendar::find(chars)?;
    let (day, weekday_fits) = match found.day {
        Day::Full(day) => {
            (DayWritten::Full(day), found.weekday.is_none_or(|weekday| weekday == day.weekday()))
        }
        Day::NoYear(month, day) => (DayWritten::NoYear(month, day), true),
        Day::Impossible | Day::Unclear => (DayWritten::Unreadable, true),
    };
    Some(Stamped { part: found.part, day: Some(day), clock: found.clock, zone: found.zone, weekday_fits })
}

/// A day that is counted from when the page was loaded, with a time behind or before it.
fn counted(chars: &[char]) -> Option<Stamped> {
    (0..chars.len()).find_map(|start| {
        let before = start.checked_sub(1).map(|i| chars[i]);
        let begins = chars[start].is_alphanumeric() && before.is_none_or(|c| !c.is_ascii_alphanumeric());
        if !begins {
            return None;
        }
        let mut c = Cursor::new(chars, start);
        let first = clock::read(&mut c);
        if first.is_some() {
            c.spaces();
        }
        let day = relative::read(&mut c)?;
        let mut end = c.at;
        let mut clock = first;
        if clock.is_none() {
            c.one_of(",");
            if clock::joint(&mut c) || c.at == end {
                clock = clock::read(&mut c);
            }
            if clock.is_some() {
                end = c.at;
            }
        }
        let day = Some(DayWritten::Relative(day));
        Some(Stamped { part: start..end, day, clock, zone: None, weekday_fits: true })
    })
}

/// A time alone.
fn timed(chars: &[char]) -> Option<Stamped> {
    let part = clock::find(chars)?;
    let clock = clock::read(&mut Cursor::new(chars, part.start))?;
    Some(Stamped { part, day: None, clock: Some(clock), zone: None, weekday_fits: true })
}

#[cfg(test)]
mod tests {
    use super::super::relative::Ago;
    use super::*;

    #[test]
    fn stamps_as_pages_show_them() {
        use DayWritten::{Full, NoYear, Relative, Unreadable};
        use RelativeDay::{Ago as Passed, DaysBefore, Weekday};
        let full = |day: &str| Some(Full(day.parse().unwrap()));
        let hour = |n| Some(Relative(Passed(Ago::Units(n, 3600))));
        for (text, day, clock) in [
            ("2026年11月06日 14:03", full("2026-11-06"), Some(50_580)),
            ("11月06日 14:03", Some(NoYear(11, 6)), Some(50_580)),
            ("Nov 6, 2:03 PM", Some(NoYear(11, 6)), Some(50_580)),
            ("Friday, Nov 6, 2026", full("2026-11-06"), None),
            ("Friday, November 6th", Some(NoYear(11, 6)), None),
            ("昨日 14:03", Some(Relative(DaysBefore(1))), Some(50_580)),
            ("Yesterday 2:03 PM", Some(Relative(DaysBefore(1))), Some(50_580)),
            ("Yesterday at 2:03 PM", Some(Relative(DaysBefore(1))), Some(50_580)),
            ("3時間前", hour(3), None),
            ("約 3 時間前", hour(3), None),
            ("3 hours ago", hour(3), None),
            ("an hour ago", hour(1), None),
            ("3h", hour(3), None),
            ("たった今", Some(Relative(Passed(Ago::Now))), None),
            ("金曜日 14:03", Some(Relative(Weekday(chrono::Weekday::Fri))), Some(50_580)),
            ("Friday 2:03 PM", Some(Relative(Weekday(chrono::Weekday::Fri))), Some(50_580)),
            ("14:03", None, Some(50_580)),
            ("午後2:03", None, Some(50_580)),
            ("2:03 PM", None, Some(50_580)),
            ("10/11/2026 14:03", Some(Unreadable), Some(50_580)),
        ] {
            let found = stamp_within(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.day, found.clock.map(|c| c.0)), (day, clock), "{text}");
            assert_eq!(found.after.trim(), "", "{text}");
        }
        for text in ["nowhere", "よろしくお願いします", "story-1.wav", "48kHz/24bit", "3回目", "v2"]
        {
            assert_eq!(stamp_within(text), None, "{text}");
        }
        let around = stamp_within("港町オーディオ 11月6日 14:03 既読").unwrap();
        assert_eq!((around.before.trim(), around.after.trim()), ("港町オーディオ", "既読"));
    }
}
