//! The date of a mail, read strictly as RFC 5322 has it (sections 3.3 and 4.3): folds and comments, years of two digits,
//! and the obsolete zones. A zone that is not defined there is not guessed.

use crate::message::stamp::weekday;
use crate::message::{LocalClock, Precision, When, Zone, ZoneGround};
use chrono::{Datelike as _, NaiveDate, NaiveDateTime, TimeDelta, TimeZone as _};
use chrono_tz::OffsetName as _;

/// A date as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Date<'a> {
    /// The time on the sender's clock.
    local: NaiveDateTime,
    zone: ZoneWritten<'a>,
    /// The weekday is that of the day.
    pub(super) fits: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ZoneWritten<'a> {
    /// Seconds east of UTC.
    Offset(i32),
    /// A word that RFC 5322 gives no meaning.
    Word(&'a str),
    /// None.
    Missing,
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The zones that have a meaning, in hours east of UTC. Letters of one are not among them: RFC 822 had their signs the wrong
/// way round, so that nothing follows from them, but for Z, which is UTC in every reading.
const ZONES: [(&str, i32); 11] = [
    ("UT", 0),
    ("GMT", 0),
    ("Z", 0),
    ("EST", -5),
    ("EDT", -4),
    ("CST", -6),
    ("CDT", -5),
    ("MST", -7),
    ("MDT", -6),
    ("PST", -8),
    ("PDT", -7),
];

/// Reads a date without its comments; see [`without_comments`].
pub(super) fn read(text: &str) -> Option<Date<'_>> {
    let (named, rest) = match text.split_once(',') {
        Some((name, rest)) => (Some(weekday(name.trim()).filter(|_| name.trim().len() == 3)?), rest),
        None => (None, text),
    };
    let mut words = rest.split_ascii_whitespace();
    let day = number(words.next()?, 1, 2)?;
    let month = words.next()?;
    let month = MONTHS.iter().position(|name| name.eq_ignore_ascii_case(month))? as u32 + 1;
    let year = year(words.next()?)?;
    let (hour, minute, second) = clock(words.next()?)?;
    let zone = match words.next() {
        None => ZoneWritten::Missing,
        Some(word) => zone(word),
    };
    // "+0900 JST", without the brackets of a comment: the number says it
    let more = words.next().is_some_and(|word| !word.bytes().all(|b| b.is_ascii_alphabetic()));
    if more || words.next().is_some() {
        return None;
    }
    let date = NaiveDate::from_ymd_opt(year, month, day)?;
    // a leap second is the first of the next minute
    let local = date.and_hms_opt(hour, minute, 0)?.checked_add_signed(TimeDelta::seconds(second.into()))?;
    Some(Date { local, zone, fits: named.is_none_or(|named| named == date.weekday()) })
}

impl Date<'_> {
    /// The moment. A word for the zone counts where it is how the zone that the worker declares is called.
    pub(super) fn when(&self, declared: Zone, written: &str) -> Option<When> {
        match self.zone {
            ZoneWritten::Offset(offset) => When::with_offset(self.local, offset, Precision::Second),
            ZoneWritten::Word(word) if is_called(declared, self.local, word) => {
                let midnight = self.local.date().and_hms_opt(0, 0, 0)?;
                let seconds = u32::try_from((self.local - midnight).num_seconds()).ok()?;
                LocalClock::new(declared).at(self.local.date(), seconds, Precision::Second)
            }
            ZoneWritten::Word(_) | ZoneWritten::Missing => {
                When::of_any_zone(self.local, Precision::Second, written.trim())
            }
        }
    }

    /// Does it name no zone that has a meaning?
    pub(super) fn is_without_zone(&self) -> bool {
        !matches!(self.zone, ZoneWritten::Offset(_))
    }
}

/// Is this how people call the zone, at this time of the year?
fn is_called(zone: Zone, local: NaiveDateTime, word: &str) -> bool {
    let at = zone.tz.from_local_datetime(&local).single();
    let name = at.as_ref().and_then(|at| at.offset().abbreviation());
    zone.ground == ZoneGround::Declared && name.is_some_and(|name| name == word)
}

/// The text without its comments (which may hold comments), and without folds. Not closed: no date.
pub(super) fn without_comments(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let (mut depth, mut escaped) = (0u32, false);
    for c in text.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' if depth > 0 => escaped = true,
            '(' => depth += 1,
            ')' => depth = depth.checked_sub(1)?,
            _ if depth > 0 => {}
            '\r' | '\n' | '\t' => out.push(' '),
            // "10 : 02" is as good as "10:02" (section 4.3)
            ':' => {
                out.truncate(out.trim_end_matches(' ').len());
                out.push(':');
            }
            ' ' if out.ends_with(':') => {}
            other => out.push(other),
        }
    }
    (depth == 0).then_some(out)
}

fn number(text: &str, least: usize, most: usize) -> Option<u32> {
    let fits = (least..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| fits)
}

fn year(text: &str) -> Option<i32> {
    let year = i32::try_from(number(text, 2, 4)?).ok()?;
    match text.len() {
        2 if year < 50 => Some(year + 2000),
        2 | 3 => Some(year + 1900),
        _ => Some(year),
    }
}

fn clock(text: &str) -> Option<(u32, u32, u32)> {
    let mut parts = text.split(':');
    let (hour, minute) = (number(parts.next()?, 1, 2)?, number(parts.next()?, 2, 2)?);
    let second = parts.next().map_or(Some(0), |second| number(second, 2, 2))?;
    (parts.next().is_none() && second <= 60).then_some((hour, minute, second))
}

fn zone(word: &str) -> ZoneWritten<'_> {
    let sign = match word.as_bytes().first() {
        Some(b'+') => 1,
        Some(b'-') => -1,
        _ => {
            let known = ZONES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word));
            return known.map_or(ZoneWritten::Word(word), |(_, hours)| ZoneWritten::Offset(hours * 3600));
        }
    };
    let digits = number(&word[1..], 4, 4).and_then(|digits| i32::try_from(digits).ok());
    match digits.map(|digits| (digits / 100, digits % 100)) {
        Some((hours, minutes)) if hours < 24 && minutes < 60 => {
            ZoneWritten::Offset(sign * (hours * 3600 + minutes * 60))
        }
        _ => ZoneWritten::Word(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Tz;
    use proptest::prelude::*;

    fn at(text: &str, zone: Zone) -> Option<(i64, i64)> {
        let plain = without_comments(text)?;
        read(&plain)?.when(zone, text)?.span()
    }

    #[test]
    fn dates_of_rfc_5322_and_its_obsolete_forms() {
        let exactly = |text: &str| {
            at(text, Zone::ASSUMED).map(|(from, to)| {
                assert_eq!(to - from, 1, "{text}");
                chrono::DateTime::from_timestamp(from, 0).unwrap().format("%Y-%m-%d %H:%M:%S").to_string()
            })
        };
        for (text, expected) in [
            ("Fri, 06 Nov 2026 08:57:44 +0900", Some("2026-11-05 23:57:44")),
            ("6 Nov 26 8:57 -0330 (Newfoundland (\\) really))", Some("2026-11-06 12:27:00")),
            ("Fri,\r\n\t06 Nov 2026\r\n 08 : 57 : 44 GMT", Some("2026-11-06 08:57:44")),
            ("Fri, 06 Nov 2026 08:57:44 Z", Some("2026-11-06 08:57:44")),
            ("Fri, 06 Nov 2026 08:57:44 EST", Some("2026-11-06 13:57:44")),
            ("Fri, 06 Nov 2026 08:57:44 pdt", Some("2026-11-06 15:57:44")),
            ("Fri, 06 Nov 2026 08:57:44 -0000", Some("2026-11-06 08:57:44")),
            ("Fri, 06 Nov 2026 08:57:44 +0900 JST", Some("2026-11-05 23:57:44")),
            ("Thu, 31 Dec 2026 23:59:60 +0000", Some("2027-01-01 00:00:00")),
            ("Fri, 06 Nov 126 08:57:44 +0000", Some("2026-11-06 08:57:44")),
            ("31 Feb 2026 08:57:44 +0000", None),
            ("Friday, 06 Nov 2026 08:57:44 +0000", None),
            ("06 11 2026 08:57:44 +0000", None),
            ("06 Nov 2026 08:57:61 +0000", None),
            ("06 Nov 2026 24:00:00 +0000", None),
            ("06 Nov 2026 08:57:44 +0000 From: Minato", None),
            ("06 Nov 2026 08:57:44 +0000 (open", None),
            ("not a date", None),
            ("", None),
        ] {
            assert_eq!(exactly(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_zone_that_is_not_defined_may_be_any_unless_the_worker_declares_it() {
        let noon = "2026-11-06T08:57:44Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap().timestamp();
        for word in ["JST", "K", "+09:00", "+9900", "LOCAL", ""] {
            let text = format!("Fri, 06 Nov 2026 08:57:44 {word}");
            let any = Some((noon - 14 * 3600, noon + 12 * 3600 + 1));
            assert_eq!(at(&text, Zone::ASSUMED), any, "{word}");
            let japan = if word == "JST" { Some((noon - 9 * 3600, noon - 9 * 3600 + 1)) } else { any };
            assert_eq!(at(&text, Zone::declared(Tz::Asia__Tokyo)), japan, "{word}");
            assert_eq!(at(&text, Zone::declared(Tz::Europe__Berlin)), any, "{word}");
        }
        assert_eq!(
            at("Fri, 06 Nov 2026 08:57:44 CET", Zone::declared(Tz::Europe__Berlin)),
            Some((noon - 3600, noon - 3600 + 1))
        );
    }

    proptest! {
        #[test]
        fn a_date_that_is_written_comes_back(seconds in 0i64..4_000_000_000, minutes in -839i32..=839, named: bool) {
            let offset = chrono::FixedOffset::east_opt(minutes * 60).unwrap();
            let local = chrono::DateTime::from_timestamp(seconds, 0).unwrap().with_timezone(&offset);
            let form = if named { "%a, %d %b %Y %H:%M:%S %z" } else { "%-d %b %Y %H:%M:%S %z" };
            prop_assert_eq!(at(&local.format(form).to_string(), Zone::ASSUMED), Some((seconds, seconds + 1)));
        }

        #[test]
        fn any_text_is_read_without_a_fall(text: String) {
            let _ = at(&text, Zone::ASSUMED);
        }
    }
}
