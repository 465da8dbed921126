//! The zone that a memo names.

use chrono_tz::{TZ_VARIANTS, Tz};

/// The zone of a memo that names none.
pub(super) const DEFAULT: Tz = Tz::Asia__Tokyo;

/// Reads `Asia/Tokyo`, `JST`, `日本時間`. Short names such as EST or CST are not read: they leave summer time
/// open, or stand for several countries.
pub(super) fn named(text: &str) -> Option<Tz> {
    let folded: String = super::plain::Plain::new(text.trim()).chars().iter().collect();
    let name = folded.split([' ', '(']).next().unwrap_or_default();
    match name {
        "jst" | "日本" | "日本時間" | "日本標準時" | "東京" | "japan" | "tokyo" => {
            Some(Tz::Asia__Tokyo)
        }
        "utc" | "gmt" | "協定世界時" => Some(Tz::UTC),
        _ => TZ_VARIANTS
            .iter()
            .copied()
            .find(|tz| tz.name().contains('/') && tz.name().eq_ignore_ascii_case(name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_zones_by_their_names() {
        for name in ["Asia/Tokyo", "asia/tokyo", "ＪＳＴ", "日本時間", "Asia/Tokyo (JST)", "Japan"] {
            assert_eq!(named(name), Some(Tz::Asia__Tokyo), "{name}");
        }
        assert_eq!(named("America/New_York"), Some(Tz::America__New_York));
        for name in ["", "EST", "CST", "+09:00", "Tokio", "どこか"] {
            assert_eq!(named(name), None, "{name}");
        }
    }
}
