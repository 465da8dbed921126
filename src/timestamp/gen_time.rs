//! When an authority says that it made a token, and how exactly (RFC 3161 section 2.4.2).

use crate::base::time::UtcSecond;
use std::fmt;

/// The `genTime` of a token: a second in UTC and what may follow the decimal point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct GenTime {
    second: UtcSecond,
    nanos: u32,
}

impl GenTime {
    /// Reads a GeneralizedTime of the form `YYYYMMDDhhmmss[.fff]Z`, the only one that RFC 3161 allows. Digits
    /// below the nanosecond are not kept.
    pub fn parse(text: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(text).ok()?.strip_suffix('Z')?;
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.len() != 14 || !digits(whole) || fraction.is_empty() || !digits(fraction) {
            return None;
        }
        let part = |at: usize| &whole[at..at + 2];
        let form = format!("{}-{}-{}T{}:{}:{}Z", &whole[..4], part(4), part(6), part(8), part(10), part(12));
        let nanos: String = fraction.chars().chain("000000000".chars()).take(9).collect();
        Some(Self { second: form.parse().ok()?, nanos: nanos.parse().ok()? })
    }

    /// The second it lies in.
    pub fn second(self) -> UtcSecond {
        self.second
    }

    /// The end of what `accuracy` leaves open, in nanoseconds since 1970.
    pub fn latest(self, accuracy: Option<Accuracy>) -> i128 {
        let own = i128::from(self.second.unix()) * 1_000_000_000 + i128::from(self.nanos);
        own + accuracy.map_or(0, |a| i128::from(a.micros) * 1000)
    }

    /// As `openssl ts -reply -text` prints it: `Nov 23 05:05:12.25 2026 GMT`.
    pub fn as_openssl_writes(self) -> String {
        let at = self.second.to_chrono();
        let fraction = self.plain().split_once('.').map(|(_, part)| format!(".{part}")).unwrap_or_default();
        format!("{}{fraction} {} GMT", at.format("%b %e %H:%M:%S"), at.format("%Y"))
    }

    /// As a token has it, up to the second: `20261123050512`.
    pub fn compact(self) -> String {
        self.second.to_string().chars().filter(char::is_ascii_digit).collect()
    }

    /// Date and time with a blank between them, without a zone: `2026-11-23 05:05:12.25`.
    pub fn plain(self) -> String {
        self.to_string().replace('T', " ").trim_end_matches('Z').to_owned()
    }
}

/// `2026-11-23T05:05:12Z`, with as many decimals as it has.
impl fmt::Display for GenTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = self.second.to_string();
        f.write_str(whole.trim_end_matches('Z'))?;
        if self.nanos > 0 {
            write!(f, ".{}", format!("{:09}", self.nanos).trim_end_matches('0'))?;
        }
        f.write_str("Z")
    }
}

/// How far the true time can lie from `genTime`, to either side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Accuracy {
    micros: u64,
}

impl Accuracy {
    /// From the three fields of the RFC. `None` for a thousandth or millionth that is not below 1,000.
    pub fn new(seconds: u32, millis: u16, micros: u16) -> Option<Self> {
        let allowed = millis < 1000 && micros < 1000;
        let sum = u64::from(seconds) * 1_000_000 + u64::from(millis) * 1000 + u64::from(micros);
        allowed.then_some(Self { micros: sum })
    }
}

/// In seconds: `1`, `0.5`.
impl fmt::Display for Accuracy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.micros / 1_000_000)?;
        match self.micros % 1_000_000 {
            0 => Ok(()),
            part => write!(f, ".{}", format!("{part:06}").trim_end_matches('0')),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_form_of_the_rfc_and_no_other() {
        let read = |text: &str| GenTime::parse(text.as_bytes()).map(|t| t.to_string());
        assert_eq!(read("20261123050512Z").as_deref(), Some("2026-11-23T05:05:12Z"));
        assert_eq!(read("20261123050512.250Z").as_deref(), Some("2026-11-23T05:05:12.25Z"));
        assert_eq!(read("20261123050512.1234567891Z").as_deref(), Some("2026-11-23T05:05:12.123456789Z"));
        assert_eq!(GenTime::parse(b"20261123050512.25Z").unwrap().plain(), "2026-11-23 05:05:12.25");
        for bad in [
            "",
            "Z",
            "20261123050512",
            "20261123050512+0900",
            "202611230505Z",
            "20261123050560Z",
            "20260230050512Z",
            "20261123050512.Z",
            "20261123050512,5Z",
            "20261123050512.5.5Z",
            "2026112305051２Z",
            "+0261123050512Z",
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn accuracy_reads_as_seconds() {
        assert_eq!(Accuracy::new(1, 0, 0).unwrap().to_string(), "1");
        assert_eq!(Accuracy::new(0, 500, 0).unwrap().to_string(), "0.5");
        assert_eq!(Accuracy::new(3, 2, 1).unwrap().to_string(), "3.002001");
        assert_eq!(Accuracy::new(0, 1000, 0), None);
        let at = GenTime::parse(b"19700101000001.5Z").unwrap();
        assert_eq!(at.latest(Accuracy::new(0, 250, 0)), 1_750_000_000);
    }

    proptest! {
        #[test]
        fn written_then_read(seconds in 0i64..253_402_300_800, nanos in 0u32..1_000_000_000) {
            let at = GenTime { second: UtcSecond::from_unix(seconds).unwrap(), nanos };
            let plain: String = at.to_string().chars().filter(|c| !"-T:".contains(*c)).collect();
            prop_assert_eq!(GenTime::parse(plain.as_bytes()), Some(at));
        }
    }
}
