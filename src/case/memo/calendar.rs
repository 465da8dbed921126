//! Dates as people write them. What could be read in two ways is not read.

use super::clock::{self, Clock, Named};
use super::day_names::{english_weekday, month_name, ordinal, weekday_after};
use super::plain::Cursor;
use chrono::{NaiveDate, Weekday};
use chrono_tz::Tz;
use std::ops::Range;

/// A date found in a text, with the weekday, time and zone that stand beside it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub(super) part: Range<usize>,
    pub(super) day: Day,
    pub(super) weekday: Option<Weekday>,
    pub(super) clock: Option<Clock>,
    pub(super) zone: Option<Tz>,
}

/// A day as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    Full(NaiveDate),
    /// Month and day: some year has it.
    NoYear(u32, u32),
    /// No calendar has it.
    Impossible,
    /// Day and month, or the year, could be either number.
    Unclear,
}

/// The first date in the text.
pub(super) fn find(chars: &[char]) -> Option<Found> {
    (0..chars.len()).find_map(|at| {
        let before = at.checked_sub(1).map(|i| chars[i]);
        let begins = chars[at].is_alphanumeric() && before.is_none_or(|c| can_stand_before(chars[at], c));
        if begins { starting_at(chars, at) } else { None }
    })
}

fn can_stand_before(first: char, before: char) -> bool {
    let part_of_a_word = before.is_ascii_alphanumeric() || "_/-.:#@".contains(before);
    let letters = first.is_alphabetic() && before.is_alphabetic();
    !part_of_a_word && !letters
}

/// The date that begins here.
pub(super) fn starting_at(chars: &[char], start: usize) -> Option<Found> {
    let mut c = Cursor::new(chars, start);
    // "Sun, 4 Oct 2026", or a time before its date
    let mut weekday = english_weekday(&mut c);
    if weekday.is_some() {
        c.one_of(".");
        c.one_of(",");
        c.spaces();
    }
    let first_clock = clock::read(&mut c);
    if first_clock.is_some() {
        c.spaces();
    }
    let day = day(&mut c)?;
    let mut end = c.clone();
    if let Some(named) = weekday_after(&mut c) {
        weekday = weekday.or(Some(named));
        end = c.clone();
    }
    let (mut clock, mut zone) = (first_clock, None);
    if clock.is_none() && clock::joint(&mut c) {
        clock = clock::read(&mut c);
        if clock.is_some() {
            match clock::zone(&mut c) {
                Some(Named::Zone(named)) => zone = Some(named),
                Some(Named::Unclear) => clock = Some(Clock::Unclear),
                None => {}
            }
            end = c;
        }
    }
    Some(Found { part: start..end.at, day, weekday, clock, zone })
}

fn day(c: &mut Cursor) -> Option<Day> {
    let forms = [era, with_characters, month_name_first, day_name_second, digits_alone, with_signs];
    forms.into_iter().find_map(|form| {
        let mut here = c.clone();
        let day = form(&mut here)?;
        *c = here;
        Some(day)
    })
}

fn full(year: u32, month: u32, day: u32) -> Day {
    let date = i32::try_from(year).ok().filter(|y| (1970..=9998).contains(y));
    date.and_then(|y| NaiveDate::from_ymd_opt(y, month, day)).map_or(Day::Impossible, Day::Full)
}

fn yearless(month: u32, day: u32) -> Day {
    const LEAP: i32 = 2000;
    NaiveDate::from_ymd_opt(LEAP, month, day).map_or(Day::Impossible, |_| Day::NoYear(month, day))
}

/// `令和8年10月4日`, `R8.10.4`
fn era(c: &mut Cursor) -> Option<Day> {
    const BEFORE_FIRST: &[(&str, u32)] =
        &[("令和", 2018), ("平成", 1988), ("昭和", 1925), ("r", 2018), ("h", 1988), ("s", 1925)];
    let before_first = c.first(BEFORE_FIRST)?;
    c.spaces();
    let year = if c.text("元").is_some() { 1 } else { c.number().filter(|n| n.1 <= 2)?.0 };
    c.spaces();
    let sign = c.one_of("年./-")?;
    c.spaces();
    let (month, day) = if sign == '年' { month_and_day(c)? } else { second_and_third(c, sign)? };
    Some(full(before_first + year, month, day))
}

/// `2026年10月4日`, `10月4日`
fn with_characters(c: &mut Cursor) -> Option<Day> {
    let mut here = c.clone();
    let (year, digits) = here.number()?;
    here.spaces();
    if here.one_of("年").is_none() {
        let (month, day) = month_and_day(c)?;
        return Some(yearless(month, day));
    }
    *c = here;
    c.spaces();
    let (month, day) = month_and_day(c)?;
    match digits {
        4 => Some(full(year, month, day)),
        2 => Some(Day::Unclear), // 8年 and 26年: of which era?
        _ => Some(Day::Unclear),
    }
}

fn month_and_day(c: &mut Cursor) -> Option<(u32, u32)> {
    let month = c.number()?.0;
    c.spaces();
    c.one_of("月")?;
    c.spaces();
    let day = c.number()?.0;
    c.spaces();
    c.one_of("日")?;
    Some((month, day))
}

/// `2026/10/4`, `10/4`, and the forms that could be read in two ways
fn with_signs(c: &mut Cursor) -> Option<Day> {
    let (first, digits) = c.number()?;
    c.spaces();
    let sign = c.one_of("/-.")?;
    c.spaces();
    let short = c.clone();
    if let Some((second, third, last_digits)) = two_numbers(c, sign) {
        return match (digits, last_digits) {
            (4, 1 | 2) => Some(full(first, second, third)),
            (1 | 2, 4) => Some(year_last(first, second, third)),
            (1 | 2, 1 | 2) => Some(Day::Unclear),
            _ => None,
        };
    }
    // without a year, only with a slash: "1.2" and "3-4" are many other things
    *c = short;
    let (day, day_digits) = c.number()?;
    let short = digits <= 2 && day_digits <= 2;
    let stands_alone = c.peek().is_none_or(|next| !next.is_alphanumeric() && !"/-._%".contains(next));
    (sign == '/' && short && stands_alone).then(|| yearless(first, day))
}

fn two_numbers(c: &mut Cursor, sign: char) -> Option<(u32, u32, usize)> {
    let second = c.number().filter(|n| n.1 <= 2)?.0;
    c.spaces();
    c.one_of(sign.encode_utf8(&mut [0; 4]))?;
    c.spaces();
    let (third, digits) = c.number()?;
    ends(c).then_some((second, third, digits))
}

fn second_and_third(c: &mut Cursor, sign: char) -> Option<(u32, u32)> {
    two_numbers(c, sign).filter(|n| n.2 <= 2).map(|n| (n.0, n.1))
}

/// `4/10/2026`: read only where one number cannot be a month.
fn year_last(first: u32, second: u32, year: u32) -> Day {
    match (first, second) {
        (13.., 13..) => Day::Impossible,
        (13.., _) => full(year, second, first),
        (_, 13..) => full(year, first, second),
        (a, b) if a == b => full(year, a, b),
        _ => Day::Unclear,
    }
}

/// `20261004`
fn digits_alone(c: &mut Cursor) -> Option<Day> {
    let (n, 8) = c.number()? else { return None };
    let whole = c.peek().is_none_or(|next| next == ' ' || next == '(');
    match full(n / 10_000, n / 100 % 100, n % 100) {
        day @ Day::Full(_) if whole => Some(day),
        _ => None, // eight digits are more often a number of something
    }
}

/// `Oct 4, 2026`, `October 4th`
fn month_name_first(c: &mut Cursor) -> Option<Day> {
    let month = month_name(c)?;
    c.spaces();
    let day = c.number().filter(|n| n.1 <= 2)?.0;
    ordinal(c);
    with_optional_year(c, month, day)
}

/// `4 Oct 2026`, `4th of October`
fn day_name_second(c: &mut Cursor) -> Option<Day> {
    let day = c.number().filter(|n| n.1 <= 2)?.0;
    ordinal(c);
    c.spaces();
    c.one_of("-");
    if c.text("of ").is_some() {
        c.spaces();
    }
    let month = month_name(c)?;
    with_optional_year(c, month, day)
}

fn with_optional_year(c: &mut Cursor, month: u32, day: u32) -> Option<Day> {
    let mut here = c.clone();
    here.spaces();
    here.one_of(",-");
    here.spaces();
    if let Some((year, 4)) = here.number()
        && ends(&here)
    {
        *c = here;
        return Some(full(year, month, day));
    }
    ends(c).then(|| yearless(month, day))
}

/// Does a date end here, and not a longer number or a file name?
fn ends(c: &Cursor) -> bool {
    let time_follows = || {
        let mut here = c.clone();
        here.one_of("t").is_some() && here.number().is_some()
    };
    match c.peek() {
        None => true,
        Some(next) => !(next.is_ascii_alphanumeric() || "/-_".contains(next)) || time_follows(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::plain::Plain;
    use super::*;

    fn read(text: &str) -> String {
        let plain = Plain::new(text);
        let Some(found) = find(plain.chars()) else { return "-".into() };
        let day = match found.day {
            Day::Full(day) => day.to_string(),
            other => format!("{other:?}"),
        };
        let clock = found.clock.map_or(String::new(), |clock| format!(" {clock:?}"));
        format!("{day}{clock}")
    }

    #[test]
    fn case_dates_as_people_write_them() {
        for text in [
            "2026/10/4",
            "2026/10/04",
            "2026-10-04",
            "2026.10.4",
            "２０２６／１０／４",
            "2026年10月4日",
            "2026年 10月 4日",
            "2026 / 10 / 4",
            "2026－10－04",
            "令和8年10月4日",
            "令和８年１０月４日",
            "R8.10.4",
            "20261004",
            "4 Oct 2026",
            "4th October 2026",
            "4 October, 2026",
            "Oct 4, 2026",
            "October 4th 2026",
            "Oct. 4, 2026",
            "Sun, 4 Oct 2026",
            "Sunday, October 4, 2026",
            "2026/10/4(日)",
            "2026年10月4日（日曜日）",
            "2026/10/4㈰",
            "納期は2026/10/4です",
            "2026年10月4日まで",
            "4-Oct-2026",
        ] {
            assert_eq!(read(text), "2026-10-04", "{text}");
        }
        assert_eq!(read("令和元年5月1日"), "2019-05-01");
        assert_eq!(read("13/10/2026"), "2026-10-13");
        assert_eq!(read("10/13/2026"), "2026-10-13");
        for text in ["10月4日", "10/4", "１０／４", "4 Oct", "Oct 4", "10/4(日)", "10月4日(日)"] {
            assert_eq!(read(text), "NoYear(10, 4)", "{text}");
        }
        for text in ["10/11/2026", "26/10/4", "10/4/26", "04.10.2026", "26年10月4日"] {
            assert_eq!(read(text), "Unclear", "{text}");
        }
        for text in
            ["2026/13/4", "2026年2月30日", "2月30日", "13/4", "14/15/2026", "1026/10/4", "31 Jun 2026"]
        {
            assert_eq!(read(text), "Impossible", "{text}");
        }
        for text in [
            "",
            "12345678",
            "1.2",
            "3-4",
            "テンポを1/2に",
            "第2話_10-4.wav",
            "2026-10-04_第1話.wav",
            "192.0.2.10",
            "第2話",
            "48kHz/24bit",
            "may",
            "Marching 4",
            "1/2倍",
            "10月",
            "v1.2.3",
            "20269999",
        ] {
            assert!(matches!(read(text).as_str(), "-" | "Unclear"), "{text}: {}", read(text));
        }
        assert_eq!(read("第2話_10-4.wav"), "-");
        assert_eq!(read("2026-10-04_第1話.wav"), "-");
    }

    #[test]
    fn case_dates_with_times() {
        for (text, clock) in [
            ("2026/10/4 9:58", "Minute(9, 58)"),
            ("2026/10/4 09:58", "Minute(9, 58)"),
            ("２０２６／１０／４　９：５８", "Minute(9, 58)"),
            ("2026-10-04T09:58", "Minute(9, 58)"),
            ("2026-10-04T09:58:30", "Second(9, 58, 30)"),
            ("2026/10/4(日) 午前9時58分", "Minute(9, 58)"),
            ("2026/10/4 午後9時58分", "Minute(21, 58)"),
            ("2026年10月4日9時58分", "Minute(9, 58)"),
            ("2026/10/4 21時", "Hour(21)"),
            ("2026/10/4 21時半", "Minute(21, 30)"),
            ("2026/10/4 24:10", "Minute(24, 10)"),
            ("2026/10/4 25時30分", "Minute(25, 30)"),
            ("2026/10/4 正午", "Minute(12, 0)"),
            ("2026/10/4, 9:58 PM", "Minute(21, 58)"),
            ("4 Oct 2026 at 9:58 p.m.", "Minute(21, 58)"),
            ("2026/10/4 12:30 am", "Minute(0, 30)"),
            ("2026/10/4 12:30 pm", "Minute(12, 30)"),
            ("2026/10/4 9am", "Hour(9)"),
            ("2026/10/4 午後0時30分", "Minute(12, 30)"),
            ("9:58 2026/10/4", "Minute(9, 58)"),
            ("2026/10/4 9:58に送信", "Minute(9, 58)"),
            ("2026/10/4 午後12時", "Unclear"),
            ("2026/10/4 9:75", "Impossible"),
            ("2026/10/4 31:00", "Impossible"),
            ("2026/10/4 13:00 am", "Impossible"),
        ] {
            assert_eq!(read(text), format!("2026-10-04 {clock}"), "{text}");
        }
        for text in
            ["2026/10/4 夜9時", "2026/10/4 9:58頃", "2026/10/4 3時間後", "2026/10/4 1回目", "2026/10/4 9"]
        {
            assert_eq!(read(text), "2026-10-04", "{text}");
        }
    }
}
