//! Times and day lines of chat exports, byte by byte: these run once for every line of a million.

use super::DayOrder;
use chrono::{NaiveDate, Weekday};

/// Reads a text from its beginning.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a>(pub(crate) &'a str);

impl<'a> Reader<'a> {
    /// Steps over this text.
    pub(crate) fn text(&mut self, text: &str) -> bool {
        self.0.strip_prefix(text).map(|rest| self.0 = rest).is_some()
    }

    /// Steps over any of these characters.
    pub(crate) fn any(&mut self, of: &[char]) {
        self.0 = self.0.trim_start_matches(of);
    }

    /// One of these characters.
    pub(crate) fn one(&mut self, of: &[char]) -> Option<char> {
        let c = self.0.chars().next().filter(|c| of.contains(c))?;
        self.0 = &self.0[c.len_utf8()..];
        Some(c)
    }

    /// A number of `least` to `most` ASCII digits, not followed by another one.
    pub(crate) fn number(&mut self, least: usize, most: usize) -> Option<u32> {
        let digits = self.0.bytes().take(most + 1).take_while(u8::is_ascii_digit).count();
        if digits < least || digits > most {
            return None;
        }
        let n = self.0[..digits].bytes().fold(0u32, |n, b| n * 10 + u32::from(b - b'0'));
        self.0 = &self.0[digits..];
        Some(n)
    }
}

/// Spaces inside times: plain, no-break, and the narrow one that iOS and Android put before AM and PM.
pub(crate) const SPACES: &[char] = &[' ', '\u{A0}', '\u{202F}'];

/// Half-day words, before or after the time. `true`: after noon.
const HALVES: &[(&str, bool)] = &[
    ("午前", false),
    ("午後", true),
    ("오전", false),
    ("오후", true),
    ("上午", false),
    ("下午", true),
    // parts of the day in Chinese, as ICU has them: 晚上8:47 is 20:47, 中午12:47 is 12:47, 凌晨12:47 is 0:47
    ("凌晨", false),
    ("清晨", false),
    ("早上", false),
    ("中午", true),
    ("晚上", true),
    ("AM", false),
    ("PM", true),
    ("am", false),
    ("pm", true),
    ("a.m.", false),
    ("p.m.", true),
    ("A.M.", false),
    ("P.M.", true),
    ("a. m.", false),
    ("p. m.", true),
    ("a.\u{A0}m.", false),
    ("p.\u{A0}m.", true),
    ("a.\u{202F}m.", false),
    ("p.\u{202F}m.", true),
];

fn half(r: &mut Reader<'_>) -> Option<bool> {
    HALVES.iter().find_map(|(word, after)| r.text(word).then_some(*after))
}

/// A time of day: seconds from midnight, and whether seconds were written. `24:10` is 00:10 of the same day
/// (LINE on Android); with a half-day word hours go to 12.
pub(crate) fn clock(r: &mut Reader<'_>) -> Option<(u32, bool)> {
    let mut here = *r;
    let first = here.0.as_bytes().first()?;
    let before = if first.is_ascii_digit() { None } else { half(&mut here) };
    if before.is_some() {
        here.any(SPACES);
    }
    let hour = here.number(1, 2)?;
    let sign = here.one(&[':', '.'])?;
    let minute = here.number(2, 2)?;
    let mut later = here;
    let second = if later.one(&[sign]).is_some() { later.number(2, 2) } else { None };
    if second.is_some() {
        here = later;
    }
    let mut later = here;
    later.any(SPACES);
    let after = half(&mut later);
    if after.is_some() {
        here = later;
    }
    let hour = match before.or(after) {
        None if hour == 24 => 0,
        None if hour < 24 => hour,
        Some(false) if hour == 12 => 0,
        Some(true) if hour < 12 => hour + 12,
        Some(_) if hour <= 12 => hour,
        _ => return None,
    };
    if minute > 59 || second.unwrap_or(0) > 59 || before.is_some() && after.is_some() {
        return None;
    }
    *r = here;
    Some((hour * 3600 + minute * 60 + second.unwrap_or(0), second.is_some()))
}

/// Three numbers of a date, as written, and the sign between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Digits {
    pub(crate) parts: [u32; 3],
    pub(crate) year_first: bool,
    pub(crate) sign: char,
}

/// `2026/10/01`, `01.10.26`, `10/1/2026`.
pub(crate) fn digits(r: &mut Reader<'_>) -> Option<Digits> {
    let mut here = *r;
    let begin = here.0;
    let first = here.number(1, 4)?;
    let first_digits = begin.len() - here.0.len();
    let sign = here.one(&['/', '.', '-'])?;
    here.any(&[' ']);
    let second = here.number(1, 2)?;
    here.one(&[sign])?;
    here.any(&[' ']);
    let begin = here.0;
    let third = here.number(1, 4)?;
    let third_digits = begin.len() - here.0.len();
    let year_first = first_digits == 4;
    if first_digits == 3
        || third_digits == 3
        || year_first && third_digits > 2
        || third_digits == 1 && !year_first
    {
        return None;
    }
    // "2026. 10. 1." (Korean), "14. 9. 2026." (Croatian)
    if sign == '.' {
        here.one(&['.']);
    }
    *r = here;
    Some(Digits { parts: [first, second, third], year_first, sign })
}

impl Digits {
    /// The day that these are in an order; none if no calendar has it.
    pub(crate) fn day(self, order: DayOrder) -> Option<NaiveDate> {
        let [a, b, c] = self.parts;
        let (year, month, day) = match order {
            _ if self.year_first => (a, b, c),
            DayOrder::YearFirst => (a, b, c),
            DayOrder::DayFirst => (c, b, a),
            DayOrder::MonthFirst => (c, a, b),
        };
        // the years of the Thai calendar are 543 ahead; nobody exports messages of the 25th century
        const THAI: std::ops::RangeInclusive<u32> = 2500..=2699;
        let year = match year {
            0..100 => 2000 + year,
            thai if THAI.contains(&thai) => thai - 543,
            _ => year,
        };
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
    }
}

/// A weekday by its Chinese, Korean or Thai name, in an export of LINE: `四`, `週四`, `목요일`, `พฤ.`.
pub(crate) fn weekday_elsewhere(name: &str) -> Option<Weekday> {
    use Weekday::*;
    const NAMES: [(&str, Weekday); 30] = [
        ("一", Mon),
        ("二", Tue),
        ("三", Wed),
        ("四", Thu),
        ("五", Fri),
        ("六", Sat),
        ("日", Sun),
        ("월", Mon),
        ("화", Tue),
        ("수", Wed),
        ("목", Thu),
        ("금", Fri),
        ("토", Sat),
        ("일", Sun),
        ("จ", Mon),
        ("อ", Tue),
        ("พ", Wed),
        ("พฤ", Thu),
        ("ศ", Fri),
        ("ส", Sat),
        ("อา", Sun),
        ("จันทร์", Mon),
        ("อังคาร", Tue),
        ("พุธ", Wed),
        ("พฤหัสบดี", Thu),
        ("พฤหัส", Thu),
        ("ศุกร์", Fri),
        ("เสาร์", Sat),
        ("อาทิตย์", Sun),
        ("天", Sun),
    ];
    let name = name.trim().trim_end_matches('.');
    let bare = ["週", "周", "星期", "礼拜", "禮拜", "วัน"].iter().find_map(|begin| name.strip_prefix(begin));
    let bare = bare.unwrap_or(name);
    let bare = bare.strip_suffix("요일").unwrap_or(bare);
    NAMES.iter().find(|(known, _)| *known == bare).map(|(_, day)| *day)
}

/// A weekday by its Japanese or English name, however short.
pub(crate) fn weekday(name: &str) -> Option<Weekday> {
    use Weekday::*;
    const JAPANESE: &[(char, Weekday)] =
        &[('月', Mon), ('火', Tue), ('水', Wed), ('木', Thu), ('金', Fri), ('土', Sat), ('日', Sun)];
    let first = name.chars().next()?;
    if let Some((_, day)) = JAPANESE.iter().find(|(c, _)| *c == first) {
        let rest = &name[first.len_utf8()..];
        return (rest.is_empty() || rest == "曜日" || rest == "曜").then_some(*day);
    }
    (name.len() >= 3 && name.is_ascii()).then(|| name.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_as_exports_write_them() {
        for (text, expected) in [
            ("10:02", Some((36_120, false))),
            ("9:05\tx", Some((32_700, false))),
            ("24:10", Some((600, false))),
            ("25:10", None),
            ("3:05PM", Some((54_300, false))),
            ("3:05\u{202F}PM", Some((54_300, false))),
            ("12:00 a. m.", Some((0, false))),
            ("12:30\u{202F}p.\u{A0}m.", Some((45_000, false))),
            ("午後3:05", Some((54_300, false))),
            ("午前12:05", Some((300, false))),
            ("晚上8:47", Some((74_820, false))),
            ("中午12:47", Some((46_020, false))),
            ("凌晨12:47", Some((2820, false))),
            ("10:02:33", Some((36_153, true))),
            ("14.08.18", Some((50_898, true))),
            ("13:00 PM", None),
            ("10:60", None),
            ("1", None),
            ("", None),
            ("あ", None),
        ] {
            assert_eq!(clock(&mut Reader(text)), expected, "{text}");
        }
    }

    #[test]
    fn dates_of_digits_and_weekdays() {
        let day =
            |text: &str, order| digits(&mut Reader(text)).and_then(|d| d.day(order)).map(|d| d.to_string());
        assert_eq!(day("2026/10/01", DayOrder::DayFirst).as_deref(), Some("2026-10-01"));
        assert_eq!(day("01.10.26", DayOrder::DayFirst).as_deref(), Some("2026-10-01"));
        assert_eq!(day("10/1/26", DayOrder::MonthFirst).as_deref(), Some("2026-10-01"));
        assert_eq!(day("14/9/2569", DayOrder::DayFirst).as_deref(), Some("2026-09-14"));
        assert_eq!(day("14. 9. 2026.", DayOrder::DayFirst).as_deref(), Some("2026-09-14"));
        assert_eq!(day("31/2/2026", DayOrder::DayFirst), None);
        for bad in ["1/2/3", "123/1/1", "1/2", "1.2/2026", "2026/1/2026", "12/1/202"] {
            assert_eq!(day(bad, DayOrder::DayFirst), None, "{bad}");
        }
        assert_eq!(weekday("木曜日"), Some(Weekday::Thu));
        assert_eq!(weekday("Thu"), Some(Weekday::Thu));
        assert_eq!(weekday("Thursday"), Some(Weekday::Thu));
        assert_eq!(weekday("木材"), None);
        for name in ["四", "週四", "星期四", "목", "목요일", "พฤ.", "วันพฤหัสบดี"]
        {
            assert_eq!(weekday_elsewhere(name), Some(Weekday::Thu), "{name}");
        }
        assert_eq!(weekday_elsewhere("四月"), None);
    }
}
