//! Day lines of exports in many languages. One export writes all of them in one form.

use crate::message::stamp::{Digits, Reader, digits, weekday, weekday_elsewhere};
use chrono::Weekday;

/// In which form an export writes its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Days {
    /// `2026/10/01(木)`, `Thu, 10/01/2026`, `2026.10.01 木曜日`
    #[default]
    Short,
    /// `Thursday, October 1, 2026`
    Long,
    /// `2026/10/01（四）`, `2026. 10. 1. 목요일`, `พฤ. 01/10/2026`
    Elsewhere,
}

impl Days {
    /// The form of a line, if it is a day line of any.
    pub(super) fn of(line: &str) -> Option<Self> {
        let all = [Days::Short, Days::Long, Days::Elsewhere];
        all.into_iter().find(|days| days.line(line).is_some())
    }

    /// A day line of this form: its digits and weekday.
    pub(super) fn line(self, line: &str) -> Option<(Digits, Weekday)> {
        match self {
            Days::Short => day_line(line),
            Days::Long => long(line),
            Days::Elsewhere => elsewhere(line),
        }
    }
}

/// A day line in Japanese or English: its digits and weekday.
pub(super) fn day_line(line: &str) -> Option<(Digits, Weekday)> {
    let mut r = Reader(line);
    // "Thu, 10/01/2026"
    if line.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) {
        let (name, rest) = line.split_once(", ")?;
        r.0 = rest;
        let digits = digits(&mut r).filter(|_| r.0.trim_end().is_empty())?;
        return Some((digits, weekday(name)?));
    }
    let digits = digits(&mut r)?;
    let name = match r.0.strip_prefix('(') {
        Some(rest) => rest.trim_end().strip_suffix(')')?,
        None => r.0.strip_prefix(' ')?.trim_end(),
    };
    Some((digits, weekday(name)?))
}

/// `Thursday, October 1, 2026`, `Thu, Oct 1, 2026`, `Thursday, 1 October 2026`.
fn long(line: &str) -> Option<(Digits, Weekday)> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    const LONGEST: usize = 40;
    if line.len() > LONGEST || !line.is_ascii() {
        return None;
    }
    let words: Vec<&str> = line.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let [name, a, b, year] = words.as_slice() else { return None };
    let month = |word: &str| {
        let word = word.trim_end_matches('.').to_ascii_lowercase();
        let found = MONTHS.iter().position(|month| word.len() >= 3 && month.starts_with(&word))?;
        u32::try_from(found + 1).ok()
    };
    let (month, day) = month(a).map(|month| (month, *b)).or_else(|| Some((month(b)?, *a)))?;
    let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    let parts = [year.parse().ok().filter(|_| is_year)?, month, day.parse().ok().filter(|_| day.len() <= 2)?];
    Some((Digits { parts, year_first: true, sign: ',' }, weekday(name)?))
}

/// A date of digits with a Chinese, Korean or Thai weekday before or behind it.
fn elsewhere(line: &str) -> Option<(Digits, Weekday)> {
    const LONGEST: usize = 80;
    const AROUND: &[char] = &[' ', ',', '(', ')', '（', '）'];
    if line.len() > LONGEST || line.contains('\t') {
        return None;
    }
    let begin = line.find(|c: char| c.is_ascii_digit())?;
    let before = line[..begin].trim_matches(AROUND);
    let mut r = Reader(&line[begin..]);
    let digits = digits(&mut r).or_else(|| spelled(&mut r))?;
    let after = r.0.trim_matches(AROUND);
    let name = match (before.is_empty(), after.is_empty()) {
        (false, true) => before,
        (true, false) => after,
        _ => return None,
    };
    Some((digits, weekday_elsewhere(name)?))
}

/// `2026年10月1日`, `2026년 10월 1일`.
fn spelled(r: &mut Reader<'_>) -> Option<Digits> {
    let mut here = *r;
    let mut part = |most, signs: &[char]| {
        let number = here.number(1, most)?;
        here.one(signs)?;
        here.any(&[' ']);
        Some(number)
    };
    let parts = [part(4, &['年', '년'])?, part(2, &['月', '월'])?, part(2, &['日', '일'])?];
    *r = here;
    Some(Digits { parts, year_first: true, sign: '年' })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::DayOrder;

    #[test]
    fn days_of_many_languages_are_read() {
        for (line, form) in [
            ("2026/10/01(木)", Days::Short),
            ("Thu, 10/01/2026", Days::Short),
            ("2026.10.01 木曜日", Days::Short),
            ("Thursday, October 1, 2026", Days::Long),
            ("Thu, Oct 1, 2026", Days::Long),
            ("Thursday, 1 October 2026", Days::Long),
            ("2026/10/01（四）", Days::Elsewhere),
            ("2026年10月1日 星期四", Days::Elsewhere),
            ("2026. 10. 1. 목요일", Days::Elsewhere),
            ("2026년 10월 1일 목요일", Days::Elsewhere),
            ("พฤ. 01/10/2026", Days::Elsewhere),
            ("พฤ. 01/10/2569", Days::Elsewhere),
        ] {
            assert_eq!(Days::of(line), Some(form), "{line}");
            let (digits, weekday) = form.line(line).unwrap();
            let order = if line.starts_with("Thu,") { DayOrder::MonthFirst } else { DayOrder::DayFirst };
            assert_eq!(digits.day(order).unwrap().to_string(), "2026-10-01", "{line}");
            assert_eq!(weekday, Weekday::Thu, "{line}");
        }
        for line in
            ["2026/10/01", "R8/10/01(木)", "Thursday", "2026/10/01（金）", "四 2026/10/01 四", "第1話 2026"]
        {
            assert_eq!(Days::of(line), None, "{line}");
        }
    }
}
