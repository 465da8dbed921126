//! Times of day as people write them.

use super::plain::Cursor;
use chrono_tz::Tz;

/// A time of day as precise as it was written. Hours go to 29: "24:10" and "25時" are how a late night is
/// written in Japan, and they belong to the next day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clock {
    Hour(u32),
    Minute(u32, u32),
    Second(u32, u32, u32),
    /// No clock shows it.
    Impossible,
    /// 午後12時: noon to one, midnight to another.
    Unclear,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Before,
    After,
}

/// What stands between a date and its time.
pub(super) fn joint(c: &mut Cursor) -> bool {
    let from = c.at;
    c.spaces();
    if c.first(&[("at ", ()), ("t", ()), (",", ()), ("、", ()), ("の", ()), ("に", ())]).is_some() {
        c.spaces();
    }
    // "4日9時" needs nothing between, "2026/10/49:58" is not a date with a time
    from < c.at || c.before().is_some_and(|b| !b.is_ascii_digit())
}

/// A time, if one stands here and ends here.
pub(super) fn read(c: &mut Cursor) -> Option<Clock> {
    let mut here = c.clone();
    let clock = clock(&mut here)?;
    if !ends(&here) {
        return None;
    }
    *c = here;
    Some(clock)
}

/// The zone named after a time.
pub(super) enum Named {
    Zone(Tz),
    /// A short name that leaves summer time open or stands for several countries.
    Unclear,
}

/// Steps over a zone named after a time.
pub(super) fn zone(c: &mut Cursor) -> Option<Named> {
    const ZONES: &[(&str, Tz)] = &[
        ("jst", Tz::Asia__Tokyo),
        ("日本時間", Tz::Asia__Tokyo),
        ("utc", Tz::UTC),
        ("gmt", Tz::UTC),
        ("z", Tz::UTC),
    ];
    const UNCLEAR: &[&str] = &[
        "et",
        "est",
        "edt",
        "ct",
        "cst",
        "cdt",
        "mt",
        "mst",
        "mdt",
        "pt",
        "pst",
        "pdt",
        "bst",
        "wet",
        "west",
        "cet",
        "cest",
        "eet",
        "eest",
        "ist",
        "kst",
        "hkt",
        "sgt",
        "aest",
        "aedt",
        "現地時間",
    ];
    let mut here = c.clone();
    here.spaces();
    here.one_of("(");
    let start = here.clone();
    let ends = |here: &Cursor| here.peek().is_none_or(|next| !next.is_alphanumeric() && !"+-".contains(next));
    if let Some(zone) = here.first(ZONES) {
        if !ends(&here) {
            return here.peek().filter(|next| "+-".contains(*next)).map(|_| Named::Unclear);
        }
        here.one_of(")");
        *c = here;
        return Some(Named::Zone(zone));
    }
    let unclear = UNCLEAR.iter().any(|name| {
        let mut here = start.clone();
        here.text(name).is_some() && ends(&here)
    });
    unclear.then_some(Named::Unclear)
}

/// A time that stands somewhere in a text: for telling that it was not read.
pub(super) fn find(chars: &[char]) -> Option<std::ops::Range<usize>> {
    (0..chars.len()).find_map(|at| {
        let mut c = Cursor::new(chars, at);
        let begins = chars[at] != ' '
            && !c.before().is_some_and(|b| b.is_ascii_alphanumeric() && b != 't' || "_:./-+".contains(b));
        (begins && clock(&mut c).is_some() && c.peek() != Some('間')).then_some(at..c.at)
    })
}

fn clock(c: &mut Cursor) -> Option<Clock> {
    if c.text("正午").is_some() {
        return Some(Clock::Minute(12, 0));
    }
    let before =
        c.first(&[("午前", Half::Before), ("午後", Half::After), ("am", Half::Before), ("pm", Half::After)]);
    c.spaces();
    let hour = c.number().filter(|n| n.1 <= 2)?.0;
    let (minute, second, japanese) = rest(c)?;
    let after = half_after(c);
    if minute.is_none() && !japanese && after.is_none() {
        return None; // "9" alone is not a time
    }
    let noon_is_clear = after.is_some();
    Some(whole(hour, minute, second, before.or(after), noon_is_clear))
}

/// Minutes and seconds, and whether the hour was marked as one (時).
fn rest(c: &mut Cursor) -> Option<(Option<u32>, Option<u32>, bool)> {
    let mut here = c.clone();
    here.spaces();
    if here.one_of("時").is_some() {
        *c = here;
        if c.one_of("半").is_some() {
            return Some((Some(30), None, true));
        }
        let mut minutes = c.clone();
        minutes.spaces();
        let minute = minutes.number().filter(|_| minutes.one_of("分").is_some());
        if minute.is_some() {
            *c = minutes;
        }
        return Some((minute.map(|m| m.0), None, true));
    }
    if c.one_of(":").is_none() {
        return Some((None, None, false));
    }
    let two_digits = |c: &mut Cursor| c.number().filter(|n| n.1 == 2).map(|n| n.0);
    let minute = two_digits(c)?;
    let mut here = c.clone();
    let second = match here.one_of(":") {
        // "14:03: text"
        Some(_) if here.peek().is_none_or(|next| !next.is_numeric()) => None,
        Some(_) => {
            let second = two_digits(&mut here)?;
            *c = here;
            Some(second)
        }
        None => None,
    };
    Some((Some(minute), second, false))
}

fn half_after(c: &mut Cursor) -> Option<Half> {
    const NAMES: &[(&str, Half)] =
        &[("a.m.", Half::Before), ("p.m.", Half::After), ("am", Half::Before), ("pm", Half::After)];
    let mut here = c.clone();
    here.spaces();
    let half = here.first(NAMES)?;
    if here.peek().is_some_and(char::is_alphanumeric) {
        return None;
    }
    *c = here;
    Some(half)
}

fn whole(
    hour: u32,
    minute: Option<u32>,
    second: Option<u32>,
    half: Option<Half>,
    noon_is_clear: bool,
) -> Clock {
    if minute.is_some_and(|m| m > 59) || second.is_some_and(|s| s > 59) {
        return Clock::Impossible;
    }
    let hour = match (half, hour) {
        (None, 0..=29) => hour,
        (Some(Half::Before), 0..=11) => hour,
        (Some(Half::After), 0..=11) => hour + 12,
        (Some(Half::Before), 12) if noon_is_clear => 0,
        (Some(Half::After), 12) if noon_is_clear => 12,
        (Some(_), 12) => return Clock::Unclear,
        (Some(Half::After), 13..=23) => hour,
        _ => return Clock::Impossible,
    };
    match (minute, second) {
        (None, _) => Clock::Hour(hour),
        (Some(minute), None) => Clock::Minute(hour, minute),
        (Some(minute), Some(second)) => Clock::Second(hour, minute, second),
    }
}

/// "9:58頃" and "9:58~10:30" are other times than 9:58, and "9:58+02:00" is one of another zone.
fn ends(c: &Cursor) -> bool {
    const PARTICLES: &[(&str, ())] =
        &[("に", ()), ("の", ()), ("で", ()), ("まで", ()), ("から", ()), ("z", ())];
    let mut behind = c.clone();
    // "2:03 PM: text"
    let colon = behind.one_of(":").is_some() && behind.peek().is_none_or(|next| !next.is_numeric());
    colon
        || c.peek().is_none_or(|next| !next.is_alphanumeric() && !":+-~〜".contains(next))
        || c.clone().first(PARTICLES).is_some()
}
