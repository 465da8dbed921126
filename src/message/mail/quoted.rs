//! Mails that another mail quotes or forwards in its text: the line above the quotation, or the little header of what was
//! forwarded, says who wrote when. A mail that is nowhere else is told of by it. Where no moment can be read, the quoted mail
//! may be as late as the one that quotes it.

use super::notice::holds_name;
use super::written::stamp_of;
use crate::case::memo::{DayWritten, Role, StampWithin};
use crate::message::mail_labels::{Line, author_of, is_addressee, is_field, is_subject, joined};
use crate::message::stamp::{Reader, digits};
use crate::message::{DayOrder, LocalClock, Precision, Setting, When, Zone};
use chrono::{DateTime, Datelike as _, NaiveDate};
use std::collections::HashMap;

/// A mail that is quoted: when it was written, at the earliest, and the words that say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quoted {
    pub(super) when: When,
    pub(super) header: String,
}

/// The mail that quotes.
pub(super) struct Quoting<'a> {
    pub(super) texts: &'a [String],
    /// When it was written itself, where that is known.
    pub(super) when: Option<&'a When>,
    /// Seconds east of UTC on the clock of whoever wrote it, where the mail tells.
    pub(super) offset: Option<i32>,
    /// Did the worker write it?
    pub(super) of_worker: bool,
    pub(super) setting: &'a Setting,
}

/// What a mail quotes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// The latest mail by the client, or by somebody who may be the client.
    pub(super) latest: Option<Quoted>,
    /// Was all of the text looked at?
    pub(super) cut: bool,
}

/// Lines that are looked at.
const MOST: usize = 50_000;
/// Lines of the header of what was forwarded.
const FIELDS: usize = 8;
/// Longest line above a quotation.
const LONGEST: usize = 240;

/// Words for writing, behind or before the name of whoever wrote what is quoted.
const WROTE: &[&str] = &[
    "wrote",
    "writes",
    "said",
    "schrieb",
    "écrit",
    "scritto",
    "escreveu",
    "escribió",
    "schreef",
    "skrev",
    "kirjoitti",
    "napisał",
    "napsal",
    "írta",
    "yazdı",
    "писал",
    "写道",
    "寫道",
    "書き",
    "작성",
];

/// A header above a quotation, or of what was forwarded.
struct Header {
    author: String,
    stamp: Option<StampWithin>,
    words: String,
}

impl Quoting<'_> {
    /// What it quotes.
    pub(super) fn found(&self) -> Found {
        let roles = self.setting.people.by_name(super::WORD);
        let mut found = Found::default();
        let mut latest = i64::MIN;
        for text in self.texts {
            let lines: Vec<Line> = text.lines().take(MOST).map(Line::of).collect();
            found.cut |= text.lines().nth(MOST).is_some();
            let fields = joined(&lines);
            let mut is_headed = false;
            let mut take = |header: Header| {
                let when = self.moment(header.stamp.as_ref());
                let from = when.span().map_or(i64::MAX, |span| span.0);
                if found.latest.is_none() || from > latest {
                    latest = from;
                    found.latest = Some(Quoted { when, header: header.words });
                }
            };
            let mut next = 0;
            for at in 0..lines.len() {
                if at < next {
                    continue;
                }
                let of_fields = || forwarded(&fields, at, &roles).map(|header| (header, at + 1));
                if let Some((header, behind)) = above(&lines, at, &roles).or_else(of_fields) {
                    next = behind;
                    is_headed = true;
                    if may_be_client(&header.author, &roles) {
                        take(header);
                    }
                } else if lines[at].depth > 0 && !is_headed && self.of_worker && !lines[at].text.is_empty() {
                    // nothing says whose words these are
                    is_headed = true;
                    take(Header { author: String::new(), stamp: None, words: lines[at].text.clone() });
                }
            }
        }
        found
    }

    /// The first second of the moment, by the clock of whoever quotes: the quoted mail itself, if it is here, is not earlier.
    /// Where it is not known: as late as the mail that quotes it.
    fn moment(&self, stamp: Option<&StampWithin>) -> When {
        let own = self.when.and_then(When::span);
        let latest = || own.and_then(|own| When::utc(own.0)).unwrap_or_else(|| When::words(""));
        let Some(when) = stamp.and_then(|stamp| self.stamped(stamp, own)) else { return latest() };
        // what is quoted was there before; a clock of another zone says more than it knows
        match (when.span(), own) {
            (Some(span), Some(own)) if span.0 <= own.1 => when,
            (Some(_), None) => when,
            _ => latest(),
        }
    }

    fn stamped(&self, stamp: &StampWithin, own: Option<(i64, i64)>) -> Option<When> {
        let is_before = |when: &When| when.span().zip(own).is_none_or(|(span, own)| span.0 <= own.1);
        let seconds = stamp.clock.map_or(0, |(seconds, _)| seconds);
        let at = |day: NaiveDate| {
            let local =
                day.and_hms_opt(0, 0, 0)?.checked_add_signed(chrono::TimeDelta::seconds(seconds.into()))?;
            match (stamp.zone, self.offset) {
                // servers write UTC for people of every zone
                (None, Some(offset)) if offset != 0 => When::with_offset(local, offset, Precision::Second),
                (zone, _) => {
                    let zone = zone.map_or(self.setting.zone, Zone::declared);
                    LocalClock::new(zone).at(day, seconds, Precision::Second)
                }
            }
        };
        match stamp.day? {
            DayWritten::Full(day) => at(day),
            DayWritten::NoYear(month, day) => {
                let year = DateTime::from_timestamp(own?.1, 0)?.year();
                let of = |year| at(NaiveDate::from_ymd_opt(year, month, day)?);
                of(year).filter(is_before).or_else(|| of(year - 1))
            }
            DayWritten::Relative(_) => None,
            // "5/11/2026": the later of the two days that it can be
            DayWritten::Unreadable => {
                let orders = [DayOrder::DayFirst, DayOrder::MonthFirst, DayOrder::YearFirst];
                let orders = self.setting.day_order.map_or(orders.to_vec(), |order| vec![order]);
                let digits = digits(&mut Reader(stamp.written.trim()));
                let days = orders.into_iter().filter_map(|order| digits?.day(order));
                days.filter_map(at).filter(is_before).max_by_key(|when| when.span())
            }
        }
    }
}

/// `On Thu, Nov 19, 2026 at 2:00 PM NAME <ADDRESS> wrote:`, on one line or two; `2026/11/19 14:00 NAME <ADDRESS>:`;
/// `>>> NAME 2026/11/19 14:00 >>>`; and, without a moment, a line right above a quotation that names somebody.
/// With the number of the line behind it.
fn above(lines: &[Line], at: usize, roles: &HashMap<String, Role>) -> Option<(Header, usize)> {
    let ends = |line: &str| line.ends_with([':', '：']) || line.ends_with(">>>") || line.ends_with("wrote");
    let first = &lines[at];
    if first.text.is_empty() {
        return None;
    }
    let second = lines.get(at + 1).filter(|second| !second.text.is_empty() && second.depth == first.depth);
    let (words, last, is_marked) = match second {
        _ if ends(&first.text) => (first.text.clone(), at, true),
        Some(second) if ends(&second.text) => {
            // it is one by itself
            if above(lines, at + 1, roles).is_some_and(|(header, _)| header.stamp.is_some()) {
                return None;
            }
            (format!("{} {}", first.text, second.text), at + 1, true)
        }
        _ => (first.text.clone(), at, false),
    };
    if words.chars().count() > LONGEST {
        return None;
    }
    let next = lines[last + 1..].iter().find(|line| !line.text.is_empty());
    let is_above = next.is_some_and(|next| next.depth > first.depth);
    if !is_marked && !is_above {
        return None;
    }
    let has_address = words.contains('@');
    let is_named = has_address || roles.keys().any(|name| holds_name(&words, name));
    if !is_named {
        return None;
    }
    let stamp = stamp_of(&words);
    // "Dear Minato:" and "the files for Minato:" are no such lines
    let lower = words.to_lowercase();
    let tells = stamp.is_some()
        || is_above
        || has_address && last == at
        || WROTE.iter().any(|word| lower.contains(word))
        || words.chars().filter(|c| c.is_numeric()).count() >= 4;
    tells.then(|| (Header { author: words.clone(), stamp, words }, last + 1))
}

/// The header of what was forwarded: fields on lines of their own, of which one says who, and one when.
fn forwarded(lines: &[String], at: usize, roles: &HashMap<String, Role>) -> Option<Header> {
    let behind = || lines[at + 1..].iter().take(FIELDS).take_while(|line| is_field(line));
    let before = || lines[..at].iter().rev().take(FIELDS).take_while(|line| is_field(line));
    let stamp = |line: &String| {
        let (label, value) = line.split_once([':', '：'])?;
        let is_time = author_of(line).is_none() && !is_subject(label);
        is_time.then(|| stamp_of(value))?
    };
    let of = |author: &str, stamp: Option<StampWithin>| {
        let written = stamp.as_ref().map_or("", |stamp| stamp.written.as_str());
        let words = [lines[at].as_str(), written].join(", ");
        Header { author: author.to_owned(), stamp, words: words.trim_end_matches([',', ' ']).to_owned() }
    };
    if let Some(author) = author_of(&lines[at]).filter(|author| !author.is_empty()) {
        let others = || behind().chain(before()).filter(|line| author_of(line).is_none());
        let found = others().find_map(stamp);
        // alone it counts where it is the whole name of the client
        let is_client = || roles.get(author) == Some(&Role::Client);
        return (found.is_some() || others().next().is_some() || is_client()).then(|| of(author, found));
    }
    // in a language that is not known: somebody's address, and a day with a time
    let (label, value) = lines[at].split_once([':', '：']).filter(|_| is_field(&lines[at]))?;
    let names = value.contains('@') && !is_addressee(label) && !is_subject(label);
    let is_clients = || {
        roles.iter().any(|(name, role)| *role != Role::Worker && holds_name(value, name))
            || value.contains('<')
    };
    let found = behind().chain(before()).find_map(stamp).filter(|stamp| stamp.clock.is_some());
    (names && is_clients() && found.is_some()).then(|| of(value, found))
}

/// Is it the client, or somebody of whom nothing is said? An address that is declared says more than a name.
fn may_be_client(author: &str, roles: &HashMap<String, Role>) -> bool {
    let is_address = |name: &str| name.contains('@');
    let by_address = roles.iter().any(|(name, role)| *role == Role::Worker && is_address(name));
    let named = |name: &str, role: Role| {
        let is_overruled = role == Role::Worker && !is_address(name) && by_address && is_address(author);
        !is_overruled && holds_name(author, name)
    };
    let mut found: Vec<(&String, Role)> =
        roles.iter().map(|(name, role)| (name, *role)).filter(|(name, role)| named(name, *role)).collect();
    if found.iter().any(|(name, _)| is_address(name)) {
        found.retain(|(name, _)| is_address(name));
    }
    found.is_empty() || found.iter().any(|(_, role)| matches!(role, Role::Client | Role::Unknown))
}

/// Seconds east of UTC, where the moment was recorded so.
pub(super) fn offset_of(when: &When) -> Option<i32> {
    let offset = when.at().offset?;
    let (sign, rest) = (if offset.starts_with('-') { -1 } else { 1 }, offset.get(1..)?);
    let (hours, minutes) = rest.split_once(':')?;
    Some(sign * (hours.parse::<i32>().ok()? * 3600 + minutes.parse::<i32>().ok()? * 60))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::limits::Limits;
    use crate::case::Memo;
    use chrono_tz::Tz;

    fn latest(text: &str) -> Option<String> {
        let memo = "クライアント名: Harbor Audio\n自分の表示名: Mugi\n名前(mail): mugi@mail.example = 自分\n名前(mail): info@harbor.example = client\n名前: Rin = other\nタイムゾーン: Asia/Tokyo\n";
        let setting = Setting::of(Some(&Memo::read(memo.as_bytes(), &Limits::DEFAULT).unwrap()));
        let local = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap().and_hms_opt(14, 3, 0).unwrap();
        let when = When::with_offset(local, 9 * 3600, Precision::Second).unwrap();
        let texts = [text.to_owned()];
        let offset = offset_of(&when);
        assert_eq!(offset, Some(9 * 3600));
        let when = Some(&when);
        let quoting = Quoting { texts: &texts, when, offset, of_worker: true, setting: &setting };
        let quoted = quoting.found().latest?;
        let (from, to) = quoted.when.span().unwrap();
        assert_eq!(to - from, 1, "the first second");
        assert!(!quoted.header.is_empty());
        Some(quoted.when.shown(Tz::Asia__Tokyo).chars().take(16).collect())
    }

    #[test]
    fn a_mail_that_is_quoted_has_its_time() {
        for (text, at) in [
            (
                "Sure.\n\nOn Thu, Nov 19, 2026 at 2:00 PM Harbor Audio <info@harbor.example> wrote:\n> Please redo",
                "2026-11-19 14:00",
            ),
            (
                "Sure.\n\nOn Thu, Nov 19, 2026 at 2:00\u{202f}PM Harbor Audio\n<info@harbor.example> wrote:\n\n> Please redo",
                "2026-11-19 14:00",
            ),
            (
                "承知しました。\n\n2026年11月19日(木) 14:00 Harbor Audio <info@harbor.example>:\n> 修正お願いします",
                "2026-11-19 14:00",
            ),
            (
                "-----転送メッセージ-----\n差出人: Harbor Audio\n日時: 2026年11月20日 14:00\n件名: 修正\n\n修正お願いします",
                "2026-11-20 14:00",
            ),
            (
                "---------- Forwarded message ---------\nFrom: Harbor Audio <info@harbor.example>\nDate: Fri, Nov 20, 2026 at 2:00 PM\nSubject: Redo\n\nPlease redo",
                "2026-11-20 14:00",
            ),
            (
                "-----Original Message-----\nSent: Friday, November 20, 2026 2:00 PM\nFrom: Harbor Audio\nSubject: 2026/11/21\n",
                "2026-11-20 14:00",
            ),
            ("> > *From:* Harbor Audio\n> > *Sent:* 2026/11/20 14:00\n", "2026-11-20 14:00"),
            (">>> Harbor Audio 2026/11/20 14:03 >>>\nredo", "2026-11-20 14:03"),
            ("Am 20.11.2026 um 14:03 schrieb Harbor Audio:\n> x", "2026-11-20 14:03"),
            ("On 05/11/2026 10:02, Harbor Audio wrote:\n> x", "2026-11-05 10:02"),
            ("On 11/05/2026 10:02, Harbor Audio wrote:\n> x", "2026-11-05 10:02"),
            // of somebody of whom nothing is said, also under the worker's name
            ("On Nov 19, 2026, at 14:00, Ken Miura <ken@harbor.example> wrote:\n> x", "2026-11-19 14:00"),
            ("On Nov 19, 2026, at 14:00, Mugi <ken@harbor.example> wrote:\n> x", "2026-11-19 14:00"),
            // the latest of several; a day alone is of its begin; no later than the mail that quotes
            (
                "On 2026/11/02 10:00 Harbor Audio <a@b> wrote:\n> On 2026/11/19 Harbor Audio <a@b> wrote:\n>> x",
                "2026-11-19 00:00",
            ),
            ("2026/11/22 10:00 Harbor Audio <a@b>:\n> x", "2026-11-21 14:03"),
            ("See 2026/11/01 10:00.\n2026/11/19 10:00 Harbor Audio <a@b>:\n> x", "2026-11-19 10:00"),
            // without a moment that can be read, as late as the mail that quotes it
            ("Harbor Audio wrote:\n> x", "2026-11-21 14:03"),
            ("Sure.\n\nHarbor Audio, 20 Smarch 2026\n> x", "2026-11-21 14:03"),
            ("Zzz <info@harbor.example> zzz 20 zzz 2026 zzz:\nx", "2026-11-21 14:03"),
            ("From: Harbor Audio\nSubject: 2026/11/20 14:00\n\nx", "2026-11-21 14:03"),
            ("Von: Harbor Audio\nGesendet: bald\n", "2026-11-21 14:03"),
            ("From: Harbor Audio\n\nPlease go on", "2026-11-21 14:03"),
            ("In message \"x\" on 26/11/20, Harbor Audio writes:\n> x", "2026-11-20 00:00"),
            ("Sure.\n> Please redo", "2026-11-21 14:03"),
            // fields of a language that is not known; fields in cells of a table
            ("Saatja: Ken <ken@harbor.example>\nKuup: 2026/11/20 14:00\n", "2026-11-20 14:00"),
            ("Date:\n2026/11/20 14:00\nFrom:\nHarbor Audio\n", "2026-11-20 14:00"),
            ("From\nHarbor Audio\nTo:\nMugi\nDate\n2026/11/20 14:00\n", "2026-11-20 14:00"),
            ("Von: Harbor Audio\nGesendet: Freitag, 20. November 2026 14:00\nAn: Mugi\n", "2026-11-20 14:00"),
            ("發件人: Harbor Audio\n發送時間: 2026年11月20日 14:00\n收件人: Mugi\n", "2026-11-20 14:00"),
            ("보낸사람: Harbor Audio\n보낸날짜: 2026년 11월 20일 금요일 오후 2:00\n", "2026-11-20 14:00"),
            (
                "Il giorno gio 19 nov 2026 alle ore 14:00 Harbor Audio <a@b> ha scritto:\n> x",
                "2026-11-19 14:00",
            ),
            ("Il giorno mar 10 nov 2026 alle ore 14:00 Harbor Audio ha scritto:\n> x", "2026-11-10 14:00"),
        ] {
            assert_eq!(latest(text).as_deref(), Some(at), "{text}");
        }
    }

    #[test]
    fn what_is_no_quotation_of_the_client_tells_nothing() {
        for text in [
            "Harbor Audio 様\n2026年11月20日 14:00にお送りしました。",
            "On Nov 19, 2026 at 14:00 Mugi <mugi@mail.example> wrote:\n> x",
            "On Nov 19, 2026 at 14:00 Rin wrote:\n> x",
            "Dear Harbor Audio:\n\nHere is the take.",
            "Files for Harbor Audio:\na.wav",
            "Client: Harbor Audio\nDeadline: 2026/11/20 14:00\n",
            "Contact: info@harbor.example\n\n2026/11/20 14:00",
            "On Nov 19, 2026 at 14:00 Mugi <mugi@mail.example> wrote:\n> x\nyes\n> y",
            "Mugi wrote:\n> x",
            "To: Harbor Audio\nDate: 2026/11/20 14:00\n\nx",
            "the files of 2026/11/20 14:00:\na.wav",
            "",
        ] {
            assert_eq!(latest(text), None, "{text}");
        }
    }
}
