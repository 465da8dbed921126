//! What a line of a thread looks like: a name, a moment, both, a mark of the page, what the service says, or text. What
//! may be a heading and cannot be read as one is doubtful, never text.

use super::acts::{is_reaction, is_service};
use super::names::{Courtesy, Names};
use super::words::{PageWord, page_line, without_mark};
use crate::case::memo::{DayWritten, StampWithin, stamp_within};
use crate::message::Why;
use crate::message::people::form;

/// What a line looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Look {
    Blank,
    /// A mark or a button of the page.
    Page(PageWord),
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

/// What frames a name and a moment on one line.
pub(super) const JOINTS: &[char] = &[
    ' ', '\u{3000}', '\u{A0}', '\u{202F}', '\t', '・', '|', '｜', '/', ',', '、', '·', '•', '-', '–', '—',
    '(', ')', '（', '）', '[', ']', '【', '】', '<', '>', '〈', '〉', '■', '●', '◆', '*', '#', ':', '：',
    '@',
];

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
        return Look::Name(Head { name: found.name, edit: Edit::of(found.edited), courtesy: found.courtesy });
    }
    if text.starts_with(['>', '＞', '»', '≫']) {
        return Look::Text; // a quotation
    }
    match stamp_within(&text) {
        Some(stamp) => stamped(&text, stamp, names),
        None if is_service(&text) || is_reaction(&text) => Look::Doubt(Why::Service),
        None if is_near_name(&text, names) => Look::Doubt(Why::Name),
        None if is_piece_of_a_date(&text) => Look::NearDay,
        None => Look::Text,
    }
}

/// Nothing but numbers and the signs of dates, and no date.
fn is_piece_of_a_date(text: &str) -> bool {
    const SIGNS: &str = "年月日火水木金土曜祝/.-, ()（）";
    const LONGEST: usize = 24;
    let of_a_date = |c: char| c.is_ascii_digit() || SIGNS.contains(c);
    text.chars().count() <= LONGEST && text.chars().all(of_a_date) && text.contains(['年', '月', '日', '/'])
}

/// A line with a date or a time in it.
fn stamped(text: &str, stamp: StampWithin, names: &Names) -> Look {
    if let Some((name, said)) = transcript(&stamp, names) {
        return Look::Whole(
            Head { name, edit: Edit::Unmarked, courtesy: Courtesy::Plain },
            stamp,
            Some(said),
        );
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
                let edit = edit.or(Edit::of(found.edited));
                return Look::Whole(Head { name: found.name, edit, courtesy: found.courtesy }, stamp, None);
            }
        }
        _ => {}
    }
    let rest = format!("{before} {after}");
    let letters = rest.chars().filter(|c| c.is_alphanumeric()).count();
    if text.chars().count() > LONGEST {
        return Look::Text;
    }
    // a name beside it: only a sentence that says much more is text
    const A_SENTENCE: usize = 24;
    if names.letters_beside(&rest).is_some_and(|n| n < A_SENTENCE || !is_sentence(&rest, after)) {
        return Look::Doubt(Why::NameAndTime);
    }
    let to_the_minute = stamp.clock.is_some();
    let dated = stamp.day.is_some() && !matches!(stamp.day, Some(DayWritten::Unreadable) if !to_the_minute);
    if dated && is_service(&rest) {
        return Look::Doubt(Why::Service);
    }
    // a moment with a few words before or behind it, which no sentence goes on from: a name that nobody gave, or what
    // the service says
    const A_NAME: usize = 40;
    let at_an_end = before.is_empty() || after.is_empty();
    if dated && to_the_minute && at_an_end && letters <= A_NAME && !is_sentence(&rest, after) {
        return Look::Doubt(Why::Time);
    }
    const A_FEW: usize = 16; // a mark, a weekday in another language
    if dated && !to_the_minute && letters <= A_FEW && !is_sentence(&rest, "") {
        return Look::NearDay;
    }
    Look::Text
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

/// A whole name with a few letters more, and nobody speaks: the rest of a heading, or a signature.
fn is_near_name(text: &str, names: &Names) -> bool {
    const A_FEW: usize = 12; // a date or a title
    names.letters_beside(text).is_some_and(|letters| letters <= A_FEW) && !is_sentence(text, "")
}

/// Does somebody speak here? A particle behind the moment, the end of a sentence, or several words of English.
fn is_sentence(rest: &str, after: &str) -> bool {
    const PARTICLES: &[&str] = &[
        "に",
        "の",
        "から",
        "まで",
        "は",
        "が",
        "を",
        "で",
        "頃",
        "ごろ",
        "以降",
        "以前",
        "より",
        "と",
        "も",
        "ちょうど",
        "分の",
        "時点",
        "、",
    ];
    const ENDS: &[&str] = &[
        "です",
        "ます",
        "ました",
        "ません",
        "ください",
        "でした",
        "します",
        "たい",
        "でしょうか",
        "ですか",
        "ますか",
        "お願い",
        "ね",
        "よ",
    ];
    const WORDS: usize = 5; // of English: "2:03 PM is fine for the call"
    let goes_on = |rest: &str| rest.chars().filter(|c| c.is_alphanumeric()).count() > 1;
    let rest = rest.trim().trim_end_matches(['。', '.', '!', '！', '?', '？', '」', ')', '）']);
    rest.contains(['。', '、', '！', '？'])
        || PARTICLES.iter().any(|particle| after.strip_prefix(particle).is_some_and(goes_on))
        || ENDS.iter().any(|end| rest.ends_with(end))
        || rest
            .split_whitespace()
            .filter(|word| word.is_ascii() && word.contains(char::is_alphabetic))
            .count()
            >= WORDS
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
            ("三浦 2026年11月6日 14:03", "time"),
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
