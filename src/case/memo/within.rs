//! A date with a time inside another text, for threads that were pasted from the screen: the same reading as the memo's.

use super::calendar::{self, Day};
use super::clock::Clock;
use super::plain::Plain;
use chrono::{Datelike as _, NaiveDate};
use chrono_tz::Tz;

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
