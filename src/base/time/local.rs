//! Local times and offsets as they are written in a moment, and whether they go together with its interval
//! (format.md 4.3, rule 8). No zone database takes part: it would answer otherwise in other years.

use super::{At, Basis};
use chrono::{Datelike as _, NaiveDate, NaiveDateTime};

/// `+09:00` of seconds east of UTC; with its seconds where it has any (Monrovia, until 1972).
pub fn offset_text(offset: i32) -> String {
    let sign = if offset < 0 { '-' } else { '+' };
    let all = offset.unsigned_abs();
    let (hours, minutes, seconds) = (all / 3600, all / 60 % 60, all % 60);
    match seconds {
        0 => format!("{sign}{hours:02}:{minutes:02}"),
        _ => format!("{sign}{hours:02}:{minutes:02}:{seconds:02}"),
    }
}

/// Seconds east of UTC of such a text.
pub fn offset_of(text: &str) -> Option<i32> {
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let parts: Vec<&str> = text.get(1..)?.split(':').collect();
    let number = |text: &str, most: i32| {
        let plain = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
        text.parse::<i32>().ok().filter(|n| plain && *n <= most)
    };
    let (hours, minutes, seconds) = match parts.as_slice() {
        [hours, minutes] => (hours, minutes, &"00"),
        [hours, minutes, seconds] => (hours, minutes, seconds),
        _ => return None,
    };
    Some(sign * (number(hours, 23)? * 3600 + number(minutes, 59)? * 60 + number(seconds, 59)?))
}

/// How far a date with a time goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Hour,
    Minute,
    Second,
}

/// The first second of a local time that is a date with a time, as if it were UTC, and how far it goes. Whatever is
/// written otherwise is words, and says nothing that could be computed.
fn whole(local: &str) -> Option<(i64, Form)> {
    let form = match local.len() {
        13 => Form::Hour,
        16 => Form::Minute,
        19 => Form::Second,
        _ => return None,
    };
    let model = b"0000-00-00T00:00:00";
    let alike = |(b, like): (u8, &u8)| if *like == b'0' { b.is_ascii_digit() } else { b == *like };
    if !local.bytes().zip(model).all(alike) {
        return None;
    }
    let number = |from: usize, to: usize| local.get(from..to).map_or(Some(0), |digits| digits.parse().ok());
    let day = NaiveDate::from_ymd_opt(i32::try_from(number(0, 4)?).ok()?, number(5, 7)?, number(8, 10)?)?;
    let at = day.and_hms_opt(number(11, 13)?, number(14, 16)?, number(17, 19)?)?;
    (day.year() > 0).then_some((unix(at), form))
}

fn unix(local: NaiveDateTime) -> i64 {
    local.and_utc().timestamp()
}

impl At {
    /// Does the interval go together with the local time and the offset that are written beside it?
    pub fn local_fits(&self) -> bool {
        const EARLIEST: i64 = 14 * 3600; // Line Islands
        const LATEST: i64 = 12 * 3600; // Baker Island
        let ends = self.from.zip(self.to).map(|(from, to)| (from.unix(), to.unix()));
        let (Some((from, to)), Some((first, form))) = (ends, self.local.as_deref().and_then(whole)) else {
            return true;
        };
        let end = first
            + match form {
                Form::Hour => 3600,
                Form::Minute => 60,
                Form::Second => 1,
            };
        let offset = match (self.offset.as_deref(), self.basis) {
            (Some(text), _) => match offset_of(text) {
                Some(offset) => Some(i64::from(offset)),
                None => return false,
            },
            (None, Basis::Utc) => Some(0),
            (None, _) => None,
        };
        match (offset, form) {
            // clocks that were put forward leave less of an hour, and some of it always
            (Some(offset), Form::Hour) => first - offset <= from && to <= end - offset,
            (Some(offset), _) => (from, to) == (first - offset, end - offset),
            // an offset is left out where more than one reading is possible
            (None, _) => from < end + LATEST && first - EARLIEST < to && end - first < to - from,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::UtcSecond;
    use super::*;
    use proptest::prelude::*;

    fn at(local: &str, offset: Option<&str>, from: &str, to: &str) -> At {
        At {
            from: Some(from.parse().unwrap()),
            to: Some(to.parse().unwrap()),
            local: Some(local.into()),
            offset: offset.map(Into::into),
            zone: None,
            basis: Basis::Declared,
        }
    }

    fn fits(local: &str, offset: Option<&str>, from: &str, to: &str) -> bool {
        at(local, offset, &format!("2026-{from}Z"), &format!("2026-{to}Z")).local_fits()
    }

    #[test]
    fn a_local_time_and_its_offset_give_the_interval() {
        let japan = Some("+09:00");
        assert!(fits("2026-10-05T14:03", japan, "10-05T05:03:00", "10-05T05:04:00"));
        assert!(fits("2026-10-05T14:03:20", japan, "10-05T05:03:20", "10-05T05:03:21"));
        assert!(fits("2026-10-05T14", japan, "10-05T05:00:00", "10-05T06:00:00"));
        // of an hour that clocks skip in part, the rest
        assert!(fits("2026-10-04T02", Some("+11:00"), "10-03T15:30:00", "10-03T16:00:00"));
        for (local, offset, from, to) in [
            ("2026-10-05T14:03", japan, "10-05T05:04:00", "10-05T05:05:00"),
            ("2026-10-05T14:03", japan, "10-05T05:03:00", "10-05T05:05:00"),
            ("2026-10-05T14:03", japan, "10-05T05:03:10", "10-05T05:03:20"),
            ("2026-10-05T14:03", Some("+08:00"), "10-05T05:03:00", "10-05T05:04:00"),
            ("2026-10-05T14:03", Some("JST"), "10-05T05:03:00", "10-05T05:04:00"),
            ("2026-10-05T14:03", Some("+9:00"), "10-05T05:03:00", "10-05T05:04:00"),
            ("2026-10-05T14:03:20", japan, "10-05T05:03:00", "10-05T05:04:00"),
            ("2026-10-05T14", japan, "10-05T05:59:00", "10-05T06:01:00"),
        ] {
            assert!(!fits(local, offset, from, to), "{local} {offset:?} {from} {to}");
        }
    }

    #[test]
    fn without_an_offset_more_than_one_reading_is_possible() {
        // put back: 02:30 comes twice
        assert!(fits("2026-10-25T02:30", None, "10-25T00:30:00", "10-25T01:31:00"));
        assert!(!fits("2026-10-25T02:30", None, "10-25T00:30:00", "10-25T00:31:00"));
        assert!(!fits("2026-10-25T02:30", None, "10-26T02:30:00", "10-26T04:31:00"));
        let utc = At {
            basis: Basis::Utc,
            ..at("2026-10-05T14:03", None, "2026-10-05T14:03:00Z", "2026-10-05T14:04:00Z")
        };
        assert!(utc.local_fits());
        assert!(!At { to: Some("2026-10-05T14:05:00Z".parse().unwrap()), ..utc }.local_fits());
    }

    #[test]
    fn words_say_nothing_that_could_be_computed() {
        for words in [
            "昨日 14:03",
            "2026-10-05",
            "2026-10-05 14:03",
            "2026-10-05T14:3",
            "2026-10-05T24:03",
            "2026-02-30T14:03",
            "2026-10-05T14:03:60",
            "2026-10-05T14:03Z",
            "2026-10-05T14:03:00Z",
            "2026-10-05T14:03:00+09:00",
            "２０26-10-05T1",
            "0000-10-05T14:03",
            "",
        ] {
            assert!(fits(words, Some("JST"), "01-01T00:00:00", "01-01T00:00:01"), "{words}");
        }
        let open = At {
            from: None,
            to: None,
            ..at("2026-10-05T14", None, "2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z")
        };
        assert!(open.local_fits());
    }

    proptest! {
        #[test]
        fn an_offset_comes_back(offset in -86_399i32..86_400) {
            prop_assert_eq!(offset_of(&offset_text(offset)), Some(offset));
        }

        #[test]
        fn only_one_interval_fits(seconds in 86_400i64..4_000_000_000, offset in -50_400i32..=50_400, off in 1i64..90_000) {
            let local = chrono::DateTime::from_timestamp(seconds + i64::from(offset), 0).unwrap();
            let at = |from: i64| At {
                from: UtcSecond::from_unix(from).ok(),
                to: UtcSecond::from_unix(from + 1).ok(),
                local: Some(local.format("%Y-%m-%dT%H:%M:%S").to_string()),
                offset: Some(offset_text(offset)),
                zone: None,
                basis: Basis::Offset,
            };
            prop_assert!(at(seconds).local_fits());
            prop_assert!(!at(seconds + off).local_fits() && !at(seconds - off.min(seconds)).local_fits());
        }
    }
}
