//! Mails that another mail quotes or forwards in its text: the line above the quotation, or the little header of what was
//! forwarded, says who wrote when. A mail that is nowhere else is told of by it.

use super::notice::holds_name;
use crate::case::memo::{DayWritten, Role, StampWithin, stamp_within};
use crate::message::people::form;
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
    /// When it was written itself.
    pub(super) when: &'a When,
    /// Seconds east of UTC on the clock of whoever wrote it, where the mail tells.
    pub(super) offset: Option<i32>,
    pub(super) setting: &'a Setting,
}

/// Lines that are looked at.
const MOST: usize = 4000;
/// Lines of the header of what was forwarded.
const FIELDS: usize = 8;

/// Before a colon and the name of whoever wrote a mail that was forwarded.
const AUTHOR: [&str; 12] = [
    "from",
    "差出人",
    "送信者",
    "送信元",
    "発信者",
    "von",
    "de",
    "da",
    "发件人",
    "寄件者",
    "寄件人",
    "보낸 사람",
];

impl Quoting<'_> {
    /// The latest mail by the client, or by somebody who may be the client, that it quotes.
    pub(super) fn latest(&self) -> Option<Quoted> {
        let roles = self.setting.people.by_name(super::WORD);
        let mut latest: Option<(i64, Quoted)> = None;
        for text in self.texts {
            let lines: Vec<String> = text.lines().take(MOST).map(bare).collect();
            for at in 0..lines.len() {
                let header = above(&lines, at, &roles).or_else(|| forwarded(&lines, at));
                let Some((_, stamp, header)) = header.filter(|(author, ..)| may_be_client(author, &roles))
                else {
                    continue;
                };
                let Some(when) = self.moment(&stamp) else { continue };
                let from = when.span().map_or(i64::MIN, |span| span.0);
                if latest.as_ref().is_none_or(|(known, _)| from > *known) {
                    latest = Some((from, Quoted { when, header }));
                }
            }
        }
        latest.map(|(_, quoted)| quoted)
    }

    /// The first second of the moment, by the clock of whoever quotes: the quoted mail itself, if it is here, is not earlier.
    fn moment(&self, stamp: &StampWithin) -> Option<When> {
        let own = self.when.span()?;
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
        let when = match stamp.day? {
            DayWritten::Full(day) => at(day)?,
            DayWritten::NoYear(month, day) => {
                let year = DateTime::from_timestamp(own.1, 0)?.year();
                let of = |year| at(NaiveDate::from_ymd_opt(year, month, day)?);
                of(year)
                    .filter(|when| when.span().is_some_and(|span| span.0 <= own.1))
                    .or_else(|| of(year - 1))?
            }
            DayWritten::Relative(_) => return None,
            // "5/11/2026": the later of the two days that it can be
            DayWritten::Unreadable => {
                let orders = [DayOrder::DayFirst, DayOrder::MonthFirst];
                let orders = self.setting.day_order.map_or(orders.to_vec(), |order| vec![order]);
                let digits = digits(&mut Reader(stamp.written.trim()));
                let days = orders.into_iter().filter_map(|order| digits?.day(order));
                let fitting =
                    days.filter_map(at).filter(|when| when.span().is_some_and(|span| span.0 <= own.1));
                let latest = fitting.max_by_key(|when| when.span());
                return latest.or_else(|| When::utc(own.0));
            }
        };
        // what is quoted was there before; a clock of another zone says more than it knows
        let span = when.span()?;
        if span.0 > own.1 { When::utc(own.0) } else { Some(when) }
    }
}

/// A line without the marks of a quotation around it.
fn bare(line: &str) -> String {
    form(line.trim_start_matches(['>', '＞', '|', ' ', '\t', '\u{3000}']).trim_matches(['*', '_']))
}

/// `On Thu, Nov 19, 2026 at 2:00 PM NAME <ADDRESS> wrote:`, on one line or two; `2026/11/19 14:00 NAME <ADDRESS>:`;
/// `>>> NAME 2026/11/19 14:00 >>>`.
fn above(
    lines: &[String],
    at: usize,
    roles: &HashMap<String, Role>,
) -> Option<(String, StampWithin, String)> {
    const LONGEST: usize = 240;
    let ends = |line: &str| line.ends_with([':', '：']) || line.ends_with(">>>") || line.ends_with("wrote");
    let first = &lines[at];
    let header = match lines.get(at + 1) {
        _ if first.is_empty() => return None,
        _ if ends(first) => first.clone(),
        Some(second) if !second.is_empty() && ends(second) => format!("{first} {second}"),
        _ => return None,
    };
    if header.chars().count() > LONGEST {
        return None;
    }
    // "Nov 19, 2026, at 14:00", "19.11.2026 um 14:00"
    const BETWEEN: [&str; 6] = [", at ", " um ", " à ", " a las ", " kl. ", " om "];
    let plain = BETWEEN.iter().fold(header.clone(), |header, word| header.replace(word, " "));
    let stamp = stamp_within(&plain).filter(|stamp| stamp.day.is_some())?;
    let is_named = roles.keys().any(|name| holds_name(&header, name));
    (header.contains('@') || is_named).then(|| (header.clone(), stamp, header))
}

/// The header of what was forwarded: fields on lines of their own, of which one says who, and one when.
fn forwarded(lines: &[String], at: usize) -> Option<(String, StampWithin, String)> {
    let author = author_of(&lines[at])?;
    let fields =
        |line: &&String| line.split_once([':', '：']).is_some_and(|(label, _)| label.chars().count() <= 20);
    let behind = lines[at + 1..].iter().take(FIELDS).take_while(fields);
    let before = lines[..at].iter().rev().take(FIELDS).take_while(fields);
    let stamp = |line: &String| {
        let (label, value) = line.split_once([':', '：'])?;
        let is_time = author_of(line).is_none() && !is_subject(label);
        stamp_within(value).filter(|stamp| is_time && stamp.day.is_some())
    };
    let stamp = behind.chain(before).find_map(stamp)?;
    Some((author.to_owned(), stamp.clone(), format!("{}, {}", lines[at], stamp.written)))
}

fn author_of(line: &str) -> Option<&str> {
    let (label, author) = line.split_once([':', '：'])?;
    let label = label.trim_matches(['*', ' ']).to_lowercase();
    AUTHOR.contains(&label.as_str()).then(|| author.trim_matches(['*', ' ']))
}

fn is_subject(label: &str) -> bool {
    const SUBJECT: [&str; 6] = ["subject", "件名", "betreff", "objet", "asunto", "主题"];
    SUBJECT.contains(&label.trim_matches(['*', ' ']).to_lowercase().as_str())
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
        let quoted = Quoting { texts: &texts, when: &when, offset, setting: &setting }.latest()?;
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
            "Harbor Audio wrote:\n> x",
            "From: Harbor Audio\nSubject: 2026/11/20 14:00\n\nx",
            "To: Harbor Audio\nDate: 2026/11/20 14:00\n\nx",
            "the files of 2026/11/20 14:00:\na.wav",
            "",
        ] {
            assert_eq!(latest(text), None, "{text}");
        }
    }
}
