//! Names of days and months beside a date.

use super::plain::Cursor;
use chrono::Weekday;

/// `Oct`, `October`, `Oct.`
pub(super) fn month_name(c: &mut Cursor) -> Option<u32> {
    const MONTHS: &[(&str, u32)] = &[
        ("january", 1),
        ("jan", 1),
        ("february", 2),
        ("feb", 2),
        ("march", 3),
        ("mar", 3),
        ("april", 4),
        ("apr", 4),
        ("may", 5),
        ("june", 6),
        ("jun", 6),
        ("july", 7),
        ("jul", 7),
        ("august", 8),
        ("aug", 8),
        ("september", 9),
        ("sept", 9),
        ("sep", 9),
        ("october", 10),
        ("oct", 10),
        ("november", 11),
        ("nov", 11),
        ("december", 12),
        ("dec", 12),
    ];
    let month = c.first(MONTHS)?;
    c.one_of(".");
    c.peek().is_none_or(|next| !next.is_alphabetic()).then_some(month)
}

/// `st`, `nd`, `rd`, `th` after the number of a day.
pub(super) fn ordinal(c: &mut Cursor) {
    c.first(&[("st", ()), ("nd", ()), ("rd", ()), ("th", ())]);
}

/// `Sun`, `sunday`
pub(super) fn english_weekday(c: &mut Cursor) -> Option<Weekday> {
    use Weekday::*;
    const NAMES: &[(&str, Weekday)] = &[
        ("monday", Mon),
        ("mon", Mon),
        ("tuesday", Tue),
        ("tues", Tue),
        ("tue", Tue),
        ("wednesday", Wed),
        ("wed", Wed),
        ("thursday", Thu),
        ("thurs", Thu),
        ("thu", Thu),
        ("friday", Fri),
        ("fri", Fri),
        ("saturday", Sat),
        ("sat", Sat),
        ("sunday", Sun),
        ("sun", Sun),
    ];
    let mut here = c.clone();
    let weekday = here.first(NAMES)?;
    if here.peek().is_some_and(char::is_alphabetic) {
        return None;
    }
    *c = here;
    Some(weekday)
}

/// `(日)`, `(月・祝)`, `日曜日`, `(Sun)`
pub(super) fn weekday_after(c: &mut Cursor) -> Option<Weekday> {
    use Weekday::*;
    const NAMES: &[(&str, Weekday)] =
        &[("月", Mon), ("火", Tue), ("水", Wed), ("木", Thu), ("金", Fri), ("土", Sat), ("日", Sun)];
    let mut here = c.clone();
    here.spaces();
    let open = here.one_of("([").is_some();
    here.spaces();
    let weekday = english_weekday(&mut here).or_else(|| {
        let weekday = here.first(NAMES)?;
        let in_full = here.first(&[("曜日", ()), ("曜", ())]).is_some();
        (in_full || open).then_some(weekday)
    })?;
    here.one_of(".");
    here.one_of("・,/");
    here.first(&[("祝日", ()), ("祝", ()), ("休", ())]);
    here.spaces();
    if open {
        here.one_of(")]")?;
    }
    *c = here;
    Some(weekday)
}
