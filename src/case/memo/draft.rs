//! What an event's line tells, part by part. A line that does not plainly say that something happened on a
//! day gives no event.

use super::calendar::{self, Found};
use super::clock;
use super::details::{self, Checked, Expiry};
use super::event::{Actor, EventKind, NAMES};
use super::item::Heading;
use super::line::{Line, line};
use super::notice::{Notice, NoticeKind};
use super::plain::Plain;
use crate::case::Round;

/// An event as its line tells it, its date not yet settled.
pub(super) struct Draft {
    pub(super) line: u32,
    pub(super) kind: EventKind,
    pub(super) actor: Actor,
    pub(super) round: Option<Round>,
    pub(super) date: Option<(Found, String)>,
    pub(super) quote: Option<String>,
    pub(super) address: Option<String>,
    pub(super) expiry: Option<Expiry>,
    pub(super) checked: Option<(Checked, String)>,
    pub(super) result: Option<String>,
    pub(super) note: Option<String>,
}

/// Reads the value of an event's line. `Err` holds why it gives no event; the line is kept as a note then.
pub(super) fn draft(
    line: u32,
    kind: EventKind,
    actor: Actor,
    value: &str,
    notices: &mut Vec<Notice>,
) -> Result<Draft, NoticeKind> {
    let plain = &mut Plain::new(value);
    let told = &mut Vec::new();
    let quote = details::quote(plain).unwrap_or_else(|open| {
        told.push(Notice::about(line, NoticeKind::QuoteOpen, &open));
        None
    });
    let address = details::address(plain);
    let result = details::result(plain);
    let mut expiry = details::expiry(plain);
    let round = round(line, kind, plain, told);
    let date = date(plain);
    if kind == EventKind::LinkSent && expiry.is_none() {
        expiry = details::until(plain);
    }
    let checked = if kind == EventKind::LinkSent { details::checked(plain) } else { None };
    let note = plain.rest();
    if note.as_deref().is_some_and(|note| leaves_open(kind, note)) {
        return Err(NoticeKind::EventUnclear);
    }
    let Some((found, _)) = &date else { return Err(NoticeKind::DateMissing) };
    if calendar::find(plain.chars()).is_some() {
        told.push(Notice::about(line, NoticeKind::SeveralDates, value));
    }
    if found.clock.is_none()
        && let Some(part) = clock::find(plain.chars())
    {
        told.push(Notice::about(line, NoticeKind::TimeUnread, plain.written(part)));
    }
    notices.append(told);
    Ok(Draft { line, kind, actor, round, date, quote, address, expiry, checked, result, note })
}

/// The event of a line that tells of one without a date that can be read: it may have happened at any time. A line that
/// says that it has not happened tells of none.
pub fn event_without_date(text: &str) -> Option<(EventKind, Actor)> {
    let (kind, actor, aside, value) = match line(text.trim()) {
        Line::Known { heading: Heading::Event(kind, actor), aside, value, .. } => (kind, actor, aside, value),
        Line::NoColon | Line::Unknown { .. } => return event_in_words(text.trim()),
        Line::Nothing | Line::Known { .. } => return None,
    };
    let value = aside.map_or_else(|| value.to_owned(), |aside| format!("{value}({aside})"));
    let is_open = match draft(0, kind, actor, &value, &mut Vec::new()) {
        Ok(_) => false,
        Err(NoticeKind::EventUnclear) => {
            let value = value.to_lowercase();
            ["?", "？", "不明", "unknown"].iter().any(|word| value.contains(word))
        }
        Err(_) => !value.is_empty(),
    };
    is_open.then_some((kind, actor))
}

/// What a line tells that is not of the notes' form: 「9/15 検収されました」, "Client paid on the 3rd".
fn event_in_words(text: &str) -> Option<(EventKind, Actor)> {
    use EventKind::{ChangeRequest, Inspection, Payment, TerminationRequest};
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
    found.map(|(kind, actor, _)| (*kind, *actor)).find(|(kind, _)| !leaves_open(*kind, text))
}

/// Does the rest of the line say that it has not happened, or is only planned? 「検収: まだ」 is no inspection,
/// 「支払い: 2026/12/31予定」 no payment.
fn leaves_open(kind: EventKind, note: &str) -> bool {
    const WORDS: &[&str] = &[
        "まだ",
        "未",
        "なし",
        "無し",
        "ない",
        "ません",
        "せず",
        "時点",
        "現在",
        "予定",
        "見込",
        "待ち",
        "不明",
        "?",
    ];
    const ENGLISH: &[&str] = &[
        "not",
        "no",
        "none",
        "never",
        "yet",
        "pending",
        "planned",
        "expected",
        "scheduled",
        "unknown",
        "waiting",
        "due",
    ];
    let plain: String = Plain::new(note).chars().iter().collect();
    let plain = plain.replace("問題ない", "").replace("問題なし", ""); // words of receipt, not of its lack
    if kind.is_awaited() {
        let english = |word: &str| ENGLISH.contains(&word) || word.ends_with("n't");
        WORDS.iter().any(|word| plain.contains(word))
            || plain.split(|c: char| !c.is_alphanumeric() && c != '\'').any(english)
    } else {
        WORDS.contains(&plain.as_str()) || ENGLISH.contains(&plain.as_str())
    }
}

fn date(plain: &mut Plain) -> Option<(Found, String)> {
    let found = calendar::find(plain.chars())?;
    let written = plain.take(found.part.clone());
    Some((found, written))
}

fn round(line: u32, kind: EventKind, plain: &mut Plain, notices: &mut Vec<Notice>) -> Option<Round> {
    let find = |plain: &Plain| match details::round(plain.chars())? {
        found if kind.counts_itself() && !found.is_named => None,
        found => Some(found),
    };
    let found = find(plain)?;
    let written = plain.take(found.part);
    if let Some(other) = find(plain).filter(|other| other.number != found.number) {
        let both = format!("{written}, {}", plain.written(other.part));
        notices.push(Notice::about(line, NoticeKind::SeveralRounds, &both));
        return None;
    }
    let round = Round::try_from(found.number).ok();
    if round.is_none() {
        notices.push(Notice::about(line, NoticeKind::RoundImpossible, &written));
    }
    round
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_a_line_without_a_date_may_tell_of_an_event() {
        for line in ["検収: 完了", "検収: 先週", "Payment: received", "検収: 不明"] {
            assert!(event_without_date(line).is_some(), "{line}");
        }
        for line in [
            "検収: まだ",
            "検収: 2026/11/20",
            "検収:",
            "支払い: 2026/12/31予定",
            "題名: 検収",
            "Payment: not yet",
        ] {
            assert_eq!(event_without_date(line), None, "{line}");
        }
        // lines that are not of the notes' form tell of events as well
        for line in ["9/15 検収されました", "検収状況: 完了", "Client paid on the 3rd", "入金あり 9/30"]
        {
            assert!(event_without_date(line).is_some(), "{line}");
        }
        for line in ["検収はまだです", "入金待ち", "Not paid yet", "prepaid card", "9/15 電話した"]
        {
            assert_eq!(event_without_date(line), None, "{line}");
        }
        let client = Some((EventKind::ChangeRequest, Actor::Client));
        assert_eq!(event_without_date("修正依頼: 先週の火曜"), client);
    }
}
