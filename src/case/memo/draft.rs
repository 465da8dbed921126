//! What an event's line tells, part by part. A line that does not plainly say that something happened on a
//! day, every word of it known, gives no event.

use super::calendar::{self, Found};
use super::clock;
use super::details::{self, Checked, Expiry};
use super::event::{Actor, EventKind};
use super::money::Money;
use super::notice::{Notice, NoticeKind};
use super::plain::{Cursor, Plain};
use super::rest::{Rest, denies, is_result, rest};
use crate::case::Round;
use std::ops::Range;

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

/// Why a line gives no event; it is kept as a note then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoEvent {
    /// It says that nothing of the kind has happened.
    Not,
    /// Something of it is not understood: what it tells of may have happened.
    Open(NoticeKind),
}

impl NoEvent {
    pub(super) fn notice(self) -> NoticeKind {
        match self {
            NoEvent::Not => NoticeKind::EventUnclear,
            NoEvent::Open(kind) => kind,
        }
    }
}

/// Reads the value of an event's line. `fee`: the fee as agreed, where it is known.
pub(super) fn draft(
    line: u32,
    kind: EventKind,
    actor: Actor,
    value: &str,
    fee: Option<&Money>,
    notices: &mut Vec<Notice>,
) -> Result<Draft, NoEvent> {
    let plain = &mut Plain::new(value);
    let told = &mut Vec::new();
    let quote = details::quote(plain).map_err(|_| NoEvent::Open(NoticeKind::QuoteOpen))?;
    let address = details::address(plain);
    let mut result = details::result(plain);
    let is_sent = matches!(kind, EventKind::LinkSent | EventKind::Attachment);
    let mut expiry = if is_sent { details::expiry(plain) } else { None };
    let round = round(line, kind, plain, told);
    let date = date(plain);
    if kind == EventKind::LinkSent && expiry.is_none() {
        expiry = details::until(plain);
    }
    let checked = if kind == EventKind::LinkSent { details::checked(plain) } else { None };
    // a time that is not read leaves the day as it is
    if date.as_ref().is_some_and(|(found, _)| found.clock.is_none())
        && let Some(part) = clock::find(plain.chars())
    {
        let whole = whole_time(plain.chars(), part.clone());
        told.push(Notice::about(line, NoticeKind::TimeUnread, plain.written(part)));
        plain.take(whole);
    }
    if date.as_ref().is_some_and(|(found, _)| found.clock == Some(clock::Clock::Unclear)) {
        let _ = take_zone(plain); // the notice tells it
    }
    let mut note = plain.rest();
    if result.is_none() && note.as_deref().is_some_and(|note| is_result(kind, note)) {
        result = note.take();
    }
    let of_result = result.as_deref().map_or(Rest::Happened, |result| match is_result(kind, result) {
        true => Rest::Happened,
        false => rest(kind, result, fee),
    });
    let of_quote =
        quote.as_deref().filter(|quote| denies(kind, quote)).map_or(Rest::Happened, |_| Rest::Open);
    match (note.as_deref().map_or(Rest::Happened, |note| rest(kind, note, fee)), of_result, of_quote) {
        (Rest::Happened, Rest::Happened, Rest::Happened) => {}
        (Rest::Not, Rest::Happened, Rest::Happened) => return Err(NoEvent::Not),
        _ if kind == EventKind::ChangeRequest && date.is_some() => {
            return Err(NoEvent::Open(NoticeKind::DescriptionBare));
        }
        _ => return Err(NoEvent::Open(NoticeKind::EventUnclear)),
    }
    if date.is_none() {
        return Err(NoEvent::Open(NoticeKind::DateMissing));
    }
    notices.append(told);
    Ok(Draft { line, kind, actor, round, date, quote, address, expiry, checked, result, note })
}

/// A time with what belongs to it: `T09:58+02:00`, `9:58〜10:30`.
fn whole_time(chars: &[char], part: Range<usize>) -> Range<usize> {
    let start = part.start.checked_sub(1).filter(|at| chars[*at] == 't').unwrap_or(part.start);
    let more = |c: &&char| c.is_ascii_digit() || ":+-〜~時分秒".contains(**c);
    start..part.end + chars[part.end..].iter().take_while(more).count()
}

/// Takes out a zone that was not read, and its offset.
fn take_zone(plain: &mut Plain) -> Option<String> {
    let start = plain.chars().iter().position(|c| *c != ' ' && *c != '(')?;
    clock::zone(&mut Cursor::new(plain.chars(), start))?;
    let is_part = |c: &&char| c.is_ascii_alphanumeric() || "+-:現地時間".contains(**c);
    let end = start + plain.chars()[start..].iter().take_while(is_part).count();
    Some(plain.take(start..end))
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
