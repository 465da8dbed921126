//! Sizes, lengths and times as a page prints them: from what a fact says, without a clock and without a zone database.

use crate::base::time::{At, Basis, UtcSecond};
use crate::text::visible;
use chrono::TimeDelta;

/// `6.41 MB`, a million bytes each, as platforms show sizes; small files in bytes alone.
pub fn megabytes(bytes: u64) -> Option<String> {
    let hundredths = (bytes + 5_000) / 10_000;
    (bytes >= 10_000).then(|| format!("{}.{:02} MB", hundredths / 100, hundredths % 100))
}

/// Seconds as `0:06.000`, `1:02:03.500`: three decimals, not rounded.
pub fn clock(seconds: &str) -> String {
    let (whole, part) = seconds.split_once('.').unwrap_or((seconds, ""));
    let part: String = part.chars().chain("000".chars()).take(3).collect();
    let whole: u64 = whole.parse().unwrap_or(0);
    match (whole / 3_600, whole / 60 % 60, whole % 60) {
        (0, minutes, seconds) => format!("{minutes}:{seconds:02}.{part}"),
        (hours, minutes, seconds) => format!("{hours}:{minutes:02}:{seconds:02}.{part}"),
    }
}

/// In which zone a page prints what was recorded in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    /// Japan's time, which is nine hours ahead of UTC all year.
    Jst,
    /// UTC
    Utc,
}

impl Zone {
    /// `2026-11-23 14:05:09 JST`
    pub fn second(self, at: UtcSecond) -> String {
        self.format(at, "%Y-%m-%d %H:%M:%S")
    }

    /// `2026-11-23 14:05 JST`
    pub fn minute(self, at: UtcSecond) -> String {
        self.format(at, "%Y-%m-%d %H:%M")
    }

    fn format(self, at: UtcSecond, form: &str) -> String {
        let (ahead, name) = match self {
            Zone::Jst => (TimeDelta::hours(9), "JST"),
            Zone::Utc => (TimeDelta::zero(), "UTC"),
        };
        format!("{} {name}", (at.to_chrono().naive_utc() + ahead).format(form))
    }

    /// A moment as its fact has it: its own local time with its own offset; UTC in this zone.
    pub fn moment(self, at: &At) -> String {
        match (&at.local, at.from, at.basis) {
            (None, Some(from), _) => self.minute(from),
            (Some(local), _, _) => {
                let zone = match at.offset.as_deref() {
                    Some("+09:00") => "JST",
                    Some(offset) => offset,
                    None => "",
                };
                let local = local.replacen('T', " ", 1);
                visible(format!("{local} {zone}").trim_end()).into_owned()
            }
            (None, None, Basis::Utc | Basis::Offset | Basis::Declared | Basis::Assumed | Basis::Unknown) => {
                String::new()
            }
        }
    }
}

/// Is it Japan's time?
pub fn is_jst(at: &At) -> bool {
    at.offset.as_deref() == Some("+09:00")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_times_as_people_read_them() {
        assert_eq!(megabytes(9_999), None);
        assert_eq!(megabytes(10_000).unwrap(), "0.01 MB");
        assert_eq!(megabytes(864_044).unwrap(), "0.86 MB");
        assert_eq!(megabytes(6_405_000).unwrap(), "6.41 MB");
        assert_eq!(megabytes(u64::from(u32::MAX)).unwrap(), "4294.97 MB");
        assert_eq!(clock("3723.5004"), "1:02:03.500");
        let sealed: UtcSecond = "2026-11-23T15:05:09Z".parse().unwrap();
        assert_eq!(Zone::Jst.second(sealed), "2026-11-24 00:05:09 JST");
        assert_eq!(Zone::Utc.minute(sealed), "2026-11-23 15:05 UTC");
        assert_eq!(Zone::Jst.second("9999-12-31T23:59:59Z".parse().unwrap()), "+10000-01-01 08:59:59 JST");
    }

    #[test]
    fn a_moment_is_shown_as_its_fact_has_it() {
        let at = |local: Option<&str>, offset: Option<&str>, basis| At {
            from: "2026-10-05T05:03:00Z".parse().ok(),
            to: "2026-10-05T05:04:00Z".parse().ok(),
            local: local.map(str::to_owned),
            offset: offset.map(str::to_owned),
            zone: None,
            basis,
        };
        let shown = |at: &At| Zone::Utc.moment(at);
        assert_eq!(
            shown(&at(Some("2026-10-05T14:03"), Some("+09:00"), Basis::Declared)),
            "2026-10-05 14:03 JST"
        );
        assert_eq!(
            shown(&at(Some("2026-10-05T07:03"), Some("+02:00"), Basis::Offset)),
            "2026-10-05 07:03 +02:00"
        );
        assert_eq!(shown(&at(Some("yesterday\u{202E}"), None, Basis::Unknown)), "yesterday[U+202E]");
        assert_eq!(Zone::Jst.moment(&at(None, None, Basis::Utc)), "2026-10-05 14:03 JST");
    }
}
