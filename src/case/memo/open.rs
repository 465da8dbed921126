//! Lines of the notes that give no event, and may tell of one: what is not understood counts against every sentence that
//! it could contradict.

use super::calendar::{self, Day};
use super::details;
use super::draft::{NoEvent, draft};
use super::event::{Actor, EventKind, NAMES};
use super::item::{Heading, Item};
use super::line::{Line, line};
use super::local;
use super::money::Money;
use super::plain::Plain;
use super::rest::{Rest, rest, says_not};
use super::settlement::tells_of_settlement;
use super::signs::is_sign_of_the_client;
use super::zone;
use crate::base::time::{At, Basis};
use chrono::{DateTime, Datelike as _, NaiveDate};
use std::collections::BTreeSet;

/// A line that is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// What its words look like; with none of them it may tell of anything.
    pub kinds: BTreeSet<(EventKind, Actor)>,
    /// Its latest day.
    pub written: Written,
}

/// The latest day in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// There is none.
    None,
    /// There is one that cannot be read: it may be any.
    Unclear,
    /// This one; without a year, the latest that had come.
    At(At),
}

impl Written {
    /// The interval, where it is known.
    pub fn span(&self) -> Option<(i64, i64)> {
        let Written::At(at) = self else { return None };
        at.from.zip(at.to).map(|(from, to)| (from.unix(), to.unix()))
    }
}

/// What a line that was kept as a note may tell of. `zone` as the notes have it; `until`: nothing later had happened.
pub fn open_line(text: &str, zone: Option<&str>, until: i64) -> Option<Open> {
    let text = text.trim();
    let mut kinds = kinds_in(text);
    match line(text) {
        Line::Known { value: "", .. } | Line::Nothing => return None,
        Line::Known { heading: Heading::Event(kind, actor), aside, value, .. } => {
            let value = aside.map_or_else(|| value.to_owned(), |aside| format!("{value}({aside})"));
            if draft(0, kind, actor, &value, None, &mut Vec::new()).err() == Some(NoEvent::Not) {
                return None;
            }
            kinds.insert((kind, actor));
        }
        // by which way files were sent is not said; that they were is the worker's act
        Line::Known { heading: Heading::UnclearDelivery, aside, value, .. } => {
            let value = aside.map_or_else(|| value.to_owned(), |aside| format!("{value}({aside})"));
            if is_day_alone(&value) {
                return None;
            }
        }
        Line::NoColon | Line::Unknown { .. } => {
            let is_nothing = !text.contains(char::is_alphanumeric) || says_not(text);
            if is_nothing {
                return None;
            }
        }
        Line::Known { .. } => return None,
    }
    Some(Open { kinds, written: latest(text, zone, until) })
}

/// The same of a remark: one without a day tells of nothing but what its words name.
pub fn open_remark(text: &str, zone: Option<&str>, until: i64) -> Option<Open> {
    let (kinds, written) = (kinds_in(text), latest(text, zone, until));
    (!says_not(text) && (!kinds.is_empty() || written != Written::None)).then_some(Open { kinds, written })
}

/// The same of a line that states something agreed (`item`, `value`): a term tells of nothing, but a day of inspection that has
/// come, and words that something was done, may.
pub fn open_item(item: Item, value: &str, zone: Option<&str>, until: i64) -> Option<Open> {
    let written = latest(value, zone, until);
    let mut kinds = kinds_in(value);
    let about = match item {
        Item::InspectionDay | Item::InspectionTerms => Some(EventKind::Inspection),
        Item::PaymentDue | Item::PaymentMethod | Item::Fee => Some(EventKind::Payment),
        _ => None,
    };
    kinds.extend(about.map(|kind| (kind, Actor::Client)));
    // a due date of payment passes without one; a day of inspection may be that on which it was done
    let has_come = item == Item::InspectionDay && written.span().is_some_and(|(from, _)| from <= until);
    let tells = tells_that_it_is_done(value) || kinds.contains(&(EventKind::Acknowledgement, Actor::Client));
    (has_come || tells && !kinds.is_empty()).then_some(Open { kinds, written })
}

/// 「10/31入金済み」, "paid on 31 October"; not 「検収されたものとみなす」, which is a term.
fn tells_that_it_is_done(text: &str) -> bool {
    const DONE: &[&str] =
        &["済み", "済", "しました", "されました", "終わった", "終わりました", "受領", "受け取った", "払った"];
    const TERM: &[&str] =
        &["場合", "もの", "とき", "時点", "みな", "以内", "次第", "後に", "後の", "when", "within", "if "];
    const ENGLISH: &[&str] = &[
        "already",
        "has been",
        "have been",
        "was paid",
        "was approved",
        "paid on",
        "paid in",
        "received on",
    ];
    let plain: String = Plain::new(text).chars().iter().collect();
    let has = |words: &[&str]| words.iter().any(|word| plain.contains(word));
    !has(TERM) && has(DONE) || has(ENGLISH)
}

/// Is nothing open about an event whose line had a rest? A seal of an earlier version kept it beside the event.
pub fn is_sure(kind: EventKind, note: &str, fee: Option<&str>) -> bool {
    rest(kind, note, fee.and_then(Money::read).as_ref()) == Rest::Happened
}

/// Acts of the client that the words of a text name.
fn kinds_in(text: &str) -> BTreeSet<(EventKind, Actor)> {
    use EventKind::{Acknowledgement, ChangeRequest, Inspection, Payment, TerminationRequest};
    let plain: String = Plain::new(text).chars().iter().collect();
    let is_there = |name: &str| {
        let is_word = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphanumeric());
        let name: String = Plain::new(name).chars().iter().collect();
        plain.match_indices(&name).any(|(at, name)| {
            !name.is_ascii()
                || is_word(plain[..at].chars().next_back())
                    && is_word(plain[at + name.len()..].chars().next())
        })
    };
    let of_the_client = NAMES.iter().filter(|(kind, actor, _)| {
        *actor == Actor::Client && matches!(kind, Inspection | Payment | ChangeRequest | TerminationRequest)
    });
    let found = of_the_client.filter(|(.., names)| names.iter().any(|name| is_there(name)));
    let mut kinds: BTreeSet<(EventKind, Actor)> = found.map(|(kind, actor, _)| (*kind, *actor)).collect();
    let is_named = kinds.iter().any(|(kind, _)| matches!(kind, Inspection | Payment));
    if !is_named && tells_of_settlement(text) {
        kinds.insert((Inspection, Actor::Client));
    }
    if is_sign_of_the_client(&plain) {
        kinds.insert((Acknowledgement, Actor::Client));
    }
    kinds
}

fn is_day_alone(value: &str) -> bool {
    let plain = &mut Plain::new(value);
    if let Some(found) = details::round(plain.chars()) {
        plain.take(found.part);
    }
    let Some(found) = calendar::find(plain.chars()) else { return false };
    plain.take(found.part);
    plain.rest().is_none()
}

/// The latest day in a text.
fn latest(text: &str, named: Option<&str>, until: i64) -> Written {
    const MOST: usize = 16; // a line with more days is no note of one thing
    let zone = named.and_then(zone::named).unwrap_or(zone::DEFAULT);
    let now = DateTime::from_timestamp(until.min(i64::from(u32::MAX)), 0).unwrap_or_default();
    let today = now.with_timezone(&zone).date_naive();
    let plain = &mut Plain::new(&apart(text));
    let mut latest: Option<At> = None;
    for _ in 0..MOST {
        let Some(found) = calendar::find(plain.chars()) else {
            let is_dated = has_part_of_a_date(plain.chars());
            return if is_dated { Written::Unclear } else { latest.map_or(Written::None, Written::At) };
        };
        let day = match found.day {
            Day::Full(day) => Some(day),
            Day::NoYear(month, day) => (0..=4)
                .filter_map(|back| NaiveDate::from_ymd_opt(today.year() - back, month, day))
                .find(|day| *day <= today),
            Day::Impossible | Day::Unclear => None,
        };
        let zone = found.zone.unwrap_or(zone);
        let Some(at) = day.and_then(|day| local::moment(day, found.clock, (zone, Basis::Assumed))) else {
            return Written::Unclear;
        };
        plain.take(found.part);
        if latest.as_ref().is_none_or(|known| known.to < at.to) {
            latest = Some(at);
        }
    }
    Written::Unclear
}

/// With a blank between a date and what follows it: 「10/20に電話」.
fn apart(text: &str) -> String {
    let mut apart = String::new();
    let mut last = None;
    for c in text.chars() {
        let joins = c.is_alphabetic() && !c.is_ascii() && !"年月日時分秒元".contains(c);
        if joins && last.is_some_and(|last: char| last.is_numeric() || last == '日') {
            apart.push(' ');
        }
        apart.push(c);
        last = Some(c);
    }
    apart
}

/// 「11月」, 「11/」: a month, or a date that was not read.
fn has_part_of_a_date(chars: &[char]) -> bool {
    let is_digit = |c: Option<&char>| c.is_some_and(char::is_ascii_digit);
    chars.iter().enumerate().any(|(at, c)| {
        let before = at.checked_sub(1).and_then(|at| chars.get(at));
        is_digit(before) && (*c == '月' || *c == '/' && is_digit(chars.get(at + 1)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNTIL: i64 = 1_794_967_200; // 18 November 2026

    fn open(text: &str) -> Option<Open> {
        open_line(text, None, UNTIL)
    }

    fn names(text: &str, kind: EventKind) -> bool {
        open(text).is_some_and(|open| open.kinds.iter().any(|(of, _)| *of == kind))
    }

    #[test]
    fn case_a_line_that_gives_no_event_may_tell_of_one() {
        for line in [
            "検収: 完了",
            "検収: 先週",
            "検収: 不明",
            "検収: 2026/10/20 差し戻し",
            "9/15 検収されました",
            "検収状況: 完了",
            "報酬が振り込まれた",
            "先方いわく検収は済んでいる",
            "Payment: received",
            "Client paid on the 3rd",
            "入金あり 9/30",
        ] {
            let told = names(line, EventKind::Inspection) || names(line, EventKind::Payment);
            assert!(told, "{line}: {:?}", open(line));
        }
        for line in [
            "検収: まだ",
            "検収:",
            "支払い: 2026/12/31予定",
            "題名: 検収",
            "Payment: not yet",
            "検収はまだです",
            "入金待ち",
            "Not paid yet",
            "納品日: 2026/10/4",
            "納品: 2026/10/4 9:58 2回目",
            "-----",
            "",
        ] {
            assert_eq!(open(line), None, "{line}");
        }
        assert!(names("修正依頼: 先週の火曜", EventKind::ChangeRequest));
        // a line of which nothing is known tells of anything
        for line in ["prepaid card", "納品: 2026/10/4 先方は満足", "ギャランティー: 8,800円"] {
            assert!(open(line).is_some(), "{line}");
        }
    }

    #[test]
    fn case_what_was_agreed_may_tell_that_it_is_done() {
        let item = |item, value: &str| open_item(item, value, None, UNTIL).map(|open| open.kinds);
        for (of, value) in [
            (Item::InspectionDay, "2026/10/20"),
            (Item::PaymentMethod, "10/31に振込で受領"),
            (Item::InspectionTerms, "検収は10月20日に終わった"),
            (Item::Fee, "8,800円(税込) 10/31入金済み"),
            (Item::Usage, "10/20に先方から電話"),
            (Item::Fee, "JPY 8,800, paid on 31 October"),
        ] {
            assert!(item(of, value).is_some_and(|kinds| !kinds.is_empty()), "{value}");
        }
        for (of, value) in [
            (Item::InspectionDay, "2027/1/20"),
            (Item::InspectionTerms, "納品完了報告から7日で検収されたものとみなす"),
            (Item::InspectionTerms, "within 7 days of the delivery"),
            (Item::PaymentMethod, "銀行振込"),
            (Item::Fee, "8,800円(税込)"),
            (Item::Usage, "YouTube 1年"),
            (Item::Deadline, "2026/10/4"),
            (Item::PaymentDue, "2026/10/31"),
        ] {
            assert_eq!(item(of, value), None, "{value}");
        }
    }

    #[test]
    fn case_the_latest_day_of_a_line_counts() {
        let day = |text: &str| match open(text).unwrap().written {
            Written::At(at) => at.local.unwrap(),
            other => format!("{other:?}"),
        };
        assert_eq!(day("電話: 2026/10/20 先方から"), "2026-10-20");
        assert_eq!(day("10/1に送り、10/20に電話"), "2026-10-20");
        assert_eq!(day("12/20 電話"), "2025-12-20", "the latest that had come");
        assert_eq!(day("やりとり 10/11/2026"), "Unclear");
        assert_eq!(day("やりとり"), "None");
        assert_eq!(day("11月に電話"), "Unclear");
    }

    #[test]
    fn case_a_remark_tells_of_what_its_words_name_or_of_its_day() {
        let remark = |text: &str| open_remark(text, None, UNTIL);
        for text in ["10/20 検収されました", "client approved on 10 October, paid in full", "2026/10/20 印刷"]
        {
            assert!(remark(text).is_some(), "{text}");
        }
        for text in ["特になし", "声の高さは低め", "検収はまだ"] {
            assert_eq!(remark(text), None, "{text}");
        }
    }
}
