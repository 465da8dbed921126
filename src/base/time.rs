//! Points and intervals of time, and on what their reading rests.

mod local;

pub use local::{offset_of, offset_text};

use chrono::{DateTime, Datelike, NaiveDateTime, Timelike, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use std::time::SystemTime;

/// A second in UTC, written `YYYY-MM-DDTHH:MM:SSZ`, years 1970 to 9999.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct UtcSecond(DateTime<Utc>);

const FORM: &str = "%Y-%m-%dT%H:%M:%SZ";

/// The text or number is not a time of the form `YYYY-MM-DDTHH:MM:SSZ`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a time of the form YYYY-MM-DDTHH:MM:SSZ")]
pub struct NotATime;

impl UtcSecond {
    /// From seconds since 1970-01-01T00:00:00Z.
    pub fn from_unix(seconds: i64) -> Result<Self, NotATime> {
        let at = DateTime::from_timestamp(seconds, 0).ok_or(NotATime)?;
        if (1970..=9999).contains(&at.year()) { Ok(Self(at)) } else { Err(NotATime) }
    }

    /// From a time of this computer, such as a file's last change.
    pub fn from_system(time: SystemTime) -> Result<Self, NotATime> {
        let since = time.duration_since(SystemTime::UNIX_EPOCH).map_err(|_| NotATime)?;
        Self::from_unix(i64::try_from(since.as_secs()).map_err(|_| NotATime)?)
    }

    /// Now, by this computer's clock. Whoever seals or verifies passes a time: nothing else here asks the clock.
    ///
    /// # Errors
    /// The clock tells a time that the format cannot hold, or there is none, as in a browser.
    pub fn now() -> Result<Self, NotATime> {
        if cfg!(all(target_family = "wasm", target_os = "unknown")) {
            return Err(NotATime); // the standard library would panic
        }
        Self::from_system(SystemTime::now())
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn unix(self) -> i64 {
        self.0.timestamp()
    }

    /// The calendar view, for zones and printing.
    pub fn to_chrono(self) -> DateTime<Utc> {
        self.0
    }

    /// `YYYY-MM-DD`, in UTC.
    pub fn date(self) -> String {
        self.0.format("%Y-%m-%d").to_string()
    }

    /// Date and time as ZIP headers hold them (APPNOTE 4.4.6): (time, date), two-second steps rounded down.
    /// `None` outside 1980 to 2107, which a DOS date cannot hold.
    pub fn to_dos(self) -> Option<(u16, u16)> {
        let year = u16::try_from(self.0.year()).ok().filter(|y| (1980..=2107).contains(y))?;
        let date = (year - 1980) << 9 | (self.0.month() as u16) << 5 | self.0.day() as u16;
        let time =
            (self.0.hour() as u16) << 11 | (self.0.minute() as u16) << 5 | (self.0.second() as u16 / 2);
        Some((time, date))
    }
}

impl fmt::Display for UtcSecond {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.format(FORM).fmt(f)
    }
}

impl fmt::Debug for UtcSecond {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for UtcSecond {
    type Err = NotATime;
    fn from_str(s: &str) -> Result<Self, NotATime> {
        let naive = NaiveDateTime::parse_from_str(s, FORM).map_err(|_| NotATime)?;
        let read = Self::from_unix(naive.and_utc().timestamp())?;
        // chrono reads more than it writes (signs, short fields, second 60)
        if read.to_string() == s { Ok(read) } else { Err(NotATime) }
    }
}

impl TryFrom<String> for UtcSecond {
    type Error = NotATime;
    fn try_from(s: String) -> Result<Self, NotATime> {
        s.parse()
    }
}

impl From<UtcSecond> for String {
    fn from(t: UtcSecond) -> String {
        t.to_string()
    }
}

/// A moment as known: an interval, how it was written, and the basis of the reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct At {
    /// The earliest second the moment can lie in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<UtcSecond>,
    /// The first second after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<UtcSecond>,
    /// As written in the source, in local time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub local: Option<String>,
    /// `+09:00`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<String>,
    /// `Asia/Tokyo`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// What the reading rests on.
    pub basis: Basis,
}

impl At {
    /// The ends stand both or not at all, and in order (format.md 4.2).
    pub fn is_sound(&self) -> bool {
        match (self.from, self.to) {
            (None, None) => true,
            (Some(from), Some(to)) => from < to,
            _ => false,
        }
    }
}

/// What the reading of a time rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// The source records UTC.
    Utc,
    /// The source records an offset.
    Offset,
    /// Local time in a zone that the worker declared.
    Declared,
    /// Local time in a zone that was assumed, since nobody declared one.
    Assumed,
    /// Nothing says how to read it.
    Unknown,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_the_one_form_is_read() {
        let good = "2026-11-23T05:05:09Z";
        assert_eq!(good.parse::<UtcSecond>().unwrap().to_string(), good);
        for bad in [
            "2026-11-23T05:05:09",
            "2026-11-23 05:05:09Z",
            "2026-02-29T00:00:00Z",
            "2026-11-23T24:00:00Z",
            "2026-11-23T05:05:60Z",
            "+2026-11-23T05:05:09Z",
            "2026-11-23T5:05:09Z",
            "1969-12-31T23:59:59Z",
            "10000-01-01T00:00:00Z",
            "2026-11-23T05:05:09z",
            "",
        ] {
            assert!(bad.parse::<UtcSecond>().is_err(), "{bad}");
        }
    }

    #[test]
    fn dos_times_round_down_and_know_their_years() {
        let t: UtcSecond = "2026-11-23T05:05:09Z".parse().unwrap();
        assert_eq!(t.to_dos(), Some((5 << 11 | 5 << 5 | 4, 46 << 9 | 11 << 5 | 23)));
        assert_eq!("1979-12-31T23:59:59Z".parse::<UtcSecond>().unwrap().to_dos(), None);
        assert_eq!("2108-01-01T00:00:00Z".parse::<UtcSecond>().unwrap().to_dos(), None);
    }

    proptest! {
        #[test]
        fn written_then_read(seconds in 0i64..253_402_300_800) {
            let t = UtcSecond::from_unix(seconds).unwrap();
            prop_assert_eq!(t.to_string().parse(), Ok(t));
        }
    }
}
