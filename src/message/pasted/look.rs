//! What a line of a thread looks like: a name, a moment, both, a mark of the page, what the service says, or text. What
//! may be a heading and cannot be read as one is doubtful, never text.

use super::acts::{is_reaction, is_service};
use super::names::{Courtesy, Found, Names};
use super::notices::is_notice;
use super::speech::{is_file, speaks};
use super::told::{
    begins_glued, goes_on, is_credit, is_deed_of, is_framed, is_near_name, is_said_at, is_told_by,
    is_told_by_somebody,
};
use super::when_words::tells_when;
use super::words::{JOINTS, PageWord, page_line, without_mark};
use crate::case::memo::{StampWithin, stamp_within};
use crate::message::Why;
use crate::message::people::form;

/// What a line looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Look {
    Blank,
    /// A mark or a button of the page.
    Page(PageWord),
    /// A letter that stands for the picture of somebody whose name stands beside it.
    Initial,
    /// A name alone.
    Name(Head),
    /// A date, a time, or both, alone.
    Stamp(StampWithin, Edit),
    /// A name with a date or a time; for a transcript the text that follows.
    Whole(Head, StampWithin, Option<String>),
    /// A date with a few words: where days stand above messages it may be one.
    NearDay,
    /// It may be a heading, or tell what somebody did.
    Doubt(Why),
    Text,
}

/// The name in a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) name: String,
    pub(super) edit: Edit,
    pub(super) courtesy: Courtesy,
    /// An identifier beside it.
    pub(super) id: Option<String>,
}

impl Head {
    pub(super) fn of(found: Found) -> Self {
        Self { name: found.name, edit: Edit::of(found.edited), courtesy: found.courtesy, id: found.id }
    }
}

/// Does a mark say that the message was changed?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edit {
    Unmarked,
    Marked,
}

impl Edit {
    fn of(marked: bool) -> Self {
        if marked { Edit::Marked } else { Edit::Unmarked }
    }

    pub(super) fn or(self, other: Edit) -> Self {
        Self::of(self == Edit::Marked || other == Edit::Marked)
    }
}

/// A line longer than this is no heading of any page seen; names have up to 60 characters.
const LONGEST: usize = 160;

pub(super) fn look(line: &str, names: &Names) -> Look {
    let text = form(line.trim_start_matches(['\u{FEFF}', '\u{200E}', '\u{200F}']));
    if text.is_empty() {
        return Look::Blank;
    }
    if let Some(word) = page_line(&text) {
        return Look::Page(word);
    }
    if let Some(found) = names.find(&text) {
        return Look::Name(Head::of(found));
    }
    if names.is_initial(&text) {
        return Look::Initial;
    }
    if text.starts_with(['>', '＞', '»', '≫']) || is_file(&text) && !is_deed_of(&text, names) {
        return Look::Text; // a quotation, an attachment
    }
    match stamp_within(begin_of(&text)) {
        Some(stamp) => stamped(&text, stamp, names),
        None if begins_glued(&text) || is_credit(&text) => Look::Doubt(Why::Time),
        None if is_told_by(&text, names) => Look::Doubt(Why::Name),
        None if is_service(&text) || is_notice(&text) || is_reaction(&text) || is_deed_of(&text, names) => {
            Look::Doubt(Why::Service)
        }
        None if is_near_name(&text, names) => Look::Doubt(Why::Name),
        None if tells_when(&text) => Look::NearDay,
        None => Look::Text,
    }
}

/// As much of a line as can be a heading: whatever follows it, the line begins as one.
fn begin_of(text: &str) -> &str {
    const BYTES: usize = 300; // what stamps are looked for in
    let end = (0..=BYTES.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    &text[..end.unwrap_or_default()]
}

/// A line with a date or a time in it.
fn stamped(text: &str, stamp: StampWithin, names: &Names) -> Look {
    if let Some((name, said)) = transcript(&stamp, names) {
        let said = said + &text[begin_of(text).len()..];
        let head = Head { name, edit: Edit::Unmarked, courtesy: Courtesy::Plain, id: None };
        return Look::Whole(head, stamp, Some(said));
    }
    let (before, first) = bare(&stamp.before);
    let (after, second) = bare(&stamp.after);
    let edit = first.or(second);
    match (before, after) {
        ("", "") => return Look::Stamp(stamp, edit),
        (piece, "") | ("", piece) => {
            // the name itself may begin or end in a sign
            let whole = if before.is_empty() { stamp.after.trim() } else { stamp.before.trim() };
            if let Some(found) = names.find(whole).or_else(|| names.find(piece)) {
                let head = Head::of(found);
                return Look::Whole(Head { edit: edit.or(head.edit), ..head }, stamp, None);
            }
        }
        _ => {}
    }
    // `港町オーディオさんが確認しました。 2026/11/02 12:00`: behind a whole sentence, the page says when that was
    let ended = stamp.before.trim_end().ends_with(['。', '.', '!', '！', '—', '–', '|', '｜', '·', '・']);
    if ended && stamp.after.trim_matches(JOINTS).is_empty() && text.chars().count() <= LONGEST {
        return Look::Doubt(heading(&stamp, before, after, names).unwrap_or(Why::Time));
    }
    if let Some(why) = heading(&stamp, before, after, names) {
        return Look::Doubt(why);
    }
    if is_said_at(&stamp, before, names) || is_credit(text) {
        return Look::Doubt(Why::Time);
    }
    let rest = format!("{before} {after}");
    if is_service(text) || is_notice(text) || is_service(&rest) || is_deed_of(text, names) {
        return Look::Doubt(Why::Service);
    }
    if is_told_by(text, names) {
        return Look::Doubt(Why::Name);
    }
    let speaks = speaks(&rest) || speaks(&format!("{}{}", stamp.before, stamp.after));
    let said = speaks || goes_on(&stamp.after);
    // a name beside it: only a sentence that says more is text
    const A_SENTENCE: usize = 24;
    let beside = names.letters_beside(&rest).filter(|_| text.chars().count() <= LONGEST);
    if beside.is_some_and(|letters| !speaks && (letters < A_SENTENCE || !said)) {
        return Look::Doubt(Why::NameAndTime);
    }
    if beside.is_some() && is_framed(text, &stamp, names) {
        return Look::Doubt(Why::Time);
    }
    if is_told_by_somebody(&stamp, before) {
        return Look::Doubt(Why::Time);
    }
    // a moment with a few words, with which nobody speaks: a name that nobody gave, or a mark of the page
    const A_NAME: usize = 40;
    const A_FEW: usize = 16; // a mark, a weekday in another language
    let letters = rest.chars().filter(|c| c.is_alphanumeric()).count();
    match (stamp.day, stamp.clock) {
        _ if said || letters > A_NAME => Look::Text,
        (Some(_), None) if letters <= A_FEW => Look::NearDay,
        _ => Look::Doubt(Why::Time),
    }
}

/// A name and a moment at the beginning of a line, in either order, and more behind them: a message on one line. A sentence
/// joins the two by a particle or a comma.
fn heading(stamp: &StampWithin, before: &str, after: &str, names: &Names) -> Option<Why> {
    if before.is_empty() {
        let (_, rest) = names.at_begin(after)?;
        return (!goes_on(rest)).then_some(Why::NameAndTime);
    }
    let found = names.find(before)?;
    if goes_on(&stamp.after) {
        return None;
    }
    match found.courtesy {
        Courtesy::Plain => Some(Why::NameAndTime),
        Courtesy::Honorific if stamp.before.trim_end().ends_with(['、', ',', '，']) => None,
        Courtesy::Honorific if stamp.clock.is_some() => Some(Why::NameAndTime),
        // `港町様 11/5納品分について`: an address, or a heading
        Courtesy::Honorific => Some(Why::Time),
    }
}

/// What is beside a moment, without joints and marks.
fn bare(piece: &str) -> (&str, Edit) {
    let joint = |c: char| !c.is_alphanumeric();
    let (mut piece, mut edit) = (piece.trim_matches(joint), Edit::Unmarked);
    loop {
        let taken = match page_line(piece) {
            Some(word) => Some(("", word)),
            None => without_mark(piece),
        };
        let Some((rest, word)) = taken else { return (piece, edit) };
        edit = edit.or(Edit::of(word == PageWord::Edited));
        piece = rest.trim_matches(joint);
    }
}

/// `TIME NAME: text`, by the longest name that fits.
fn transcript(stamp: &StampWithin, names: &Names) -> Option<(String, String)> {
    if !stamp.before.trim_matches(JOINTS).is_empty() || stamp.clock.is_none() {
        return None;
    }
    let rest = stamp.after.trim_start_matches(JOINTS);
    let said = |name: &&str| rest.strip_prefix(*name)?.strip_prefix([':', '：']);
    let name = names.iter().filter(|name| said(name).is_some()).max_by_key(|name| name.len())?;
    let said = said(&name)?.trim_start();
    // `港町: ` at the end is the heading of a message on the lines below
    (!said.is_empty()).then(|| (name.to_owned(), said.to_owned()))
}

/// Do several names fit a transcript line?
pub(super) fn is_unclear(stamp: &StampWithin, names: &Names) -> bool {
    let rest = stamp.after.trim_start_matches(JOINTS);
    names.iter().filter(|name| rest.strip_prefix(name).is_some_and(|r| r.starts_with([':', '：']))).count()
        > 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::memo::Role;
    use crate::message::Person;
    use crate::message::people::Ground;

    fn word(line: &str) -> &'static str {
        let person =
            |name: &str, role| Person { channel: None, name: name.into(), role, ground: Ground::Memo };
        let names = Names::of(&[person("港町オーディオ", Role::Client), person("むぎ", Role::Worker)]);
        match look(line, &names) {
            Look::Blank => "blank",
            Look::Page(_) => "page",
            Look::Initial => "initial",
            Look::Name(_) => "name",
            Look::Stamp(..) => "stamp",
            Look::Whole(_, _, None) => "whole",
            Look::Whole(..) => "transcript",
            Look::NearDay => "near-day",
            Look::Doubt(why) => why.word(),
            Look::Text => "text",
        }
    }

    #[test]
    fn message_lines_of_threads() {
        for (line, looks) in [
            ("港町オーディオ 2026年11月06日 14:03", "whole"),
            ("港町オーディオさん 11月6日 14:03 既読", "whole"),
            ("2026/11/06 14:03 港町オーディオ:", "whole"),
            ("むぎ（2026年10月1日 10:31）", "whole"),
            ("10:31 既読", "stamp"),
            ("2026年11月06日 14:03 (編集済み)", "stamp"),
            ("3時間前", "stamp"),
            ("2026年11月6日(金)", "stamp"),
            ("2026-11-06 14:03 港町オーディオ: はい", "transcript"),
            ("港町オーディオが退出しました", "service"),
            ("2026年11月10日 10:00 検収が完了しました", "service"),
            ("港町オーディオ 三浦 2026年11月6日 14:03", "name-and-time"),
            ("港町オーディオさんが2026年11月06日 14:03に送信", "name-and-time"),
            ("港町オーディオ★2026年11月06日★14:03★★", "name-and-time"),
            ("★2026年11月6日", "stamp"),
            ("プレミアム2026年11月6日", "near-day"),
            ("納期は2026年11月20日です", "text"),
            ("港", "initial"),
            ("三", "text"),
            ("三浦 2026年11月6日 14:03", "time"),
            ("港町オーディオ 14:03: はい", "name-and-time"),
            ("三浦, 金曜日 14:03: はい", "time"),
            ("11:00港町オーディオ はい", "time"),
            ("11:00にお願いします", "text"),
            ("株式会社港町オーディオ：はい、わかりました。", "name"),
            ("【港町オーディオ】：はい", "name"),
            ("港町オーディオさんの返信：はい、わかりました。", "name"),
            ("港町オーディオ | はい", "name"),
            ("港町オーディオさんがファイルを確認しました。 2026/11/02 12:00", "time"),
            ("港町オーディオさんより回答がありました。", "service"),
            ("港町オーディオ様よりご指示いただいた箇所を直しました。", "text"),
            ("港町オーディオさんのご要望どおりです。", "text"),
            ("マイルストーン1が完了しました", "service"),
            ("検収結果：差し戻し", "service"),
            ("10月04日 09:58 にいただいたものでは少し早く感じました。", "text"),
            ("確認しました。第2話だけ、2026年11月05日 09:58の版の読みを直してください。", "text"),
            (
                "港町オーディオ様、11月6日 14:03にお送りしたものについて、もう一度ご確認をお願いいたします。",
                "text",
            ),
            ("> 港町オーディオ 2026年11月06日 14:03", "text"),
            ("むぎさん、ありがとうございます", "text"),
            ("港町オーディオ 2026", "name"),
            ("港町オーディオです。", "text"),
            ("港町オーディオの三浦です", "text"),
            ("返信する", "page"),
            ("第2話.wav", "text"),
        ] {
            assert_eq!(word(line), looks, "{line}");
        }
    }
}
