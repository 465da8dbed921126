//! What a line of a thread looks like: a name, a moment, both, a mark of the page, what the service says, or text. What
//! may be a heading and cannot be read as one is doubtful, never text.

use super::acts::{is_reaction, is_service};
use super::names::{Courtesy, Found, Names};
use super::speech::{is_file, speaks};
use super::when_words::tells_when;
use super::words::{PageWord, page_line, without_mark};
use crate::case::memo::{Role, StampWithin, stamp_within};
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
        None if begins_glued(&text) => Look::Doubt(Why::Time),
        None if is_told_by(&text, names) => Look::Doubt(Why::Name),
        None if is_service(&text) || is_reaction(&text) || is_deed_of(&text, names) => {
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

/// `港町オーディオ：修正をお願いします。`: words of somebody other than the worker, without a moment.
fn is_told_by(text: &str, names: &Names) -> bool {
    let said = names.at_begin(text).filter(|(name, _)| names.role(name) != Role::Worker);
    said.and_then(|(_, rest)| rest.trim_start().strip_prefix([':', '：']))
        .is_some_and(|said| !said.is_empty())
        || is_labelled(text, names)
        || is_set_off(text, names)
}

/// `株式会社港町オーディオ：はい`, `Reply from Harbor Audio: yes`, `<HARBOR AUDIO> yes`: a few words with the name of somebody
/// other than the worker, a sign that what they said follows, and that.
fn is_labelled(text: &str, names: &Names) -> bool {
    const A_FEW: usize = 24; // letters
    let is_digit = |c: Option<char>| c.is_some_and(char::is_numeric);
    let mut signs = text.char_indices().filter(|(at, c)| {
        let behind = text[at + c.len_utf8()..].chars().next();
        let in_a_time = is_digit(text[..*at].chars().next_back()) && is_digit(behind);
        matches!(c, ':' | '：' | '>' | '＞' | '》') && *at > 0 && !in_a_time
    });
    signs.next().is_some_and(|(at, sign)| {
        let (before, said) = (&text[..at], &text[at + sign.len_utf8()..]);
        let is_sentence = before.contains(['、', ',', '，', '。']);
        let letters = names.letters_beside(before);
        !said.trim().is_empty() && !is_sentence && letters.is_some_and(|letters| letters <= A_FEW)
    })
}

/// `11:00港町オーディオ はい`: a time that nothing parts from what follows.
fn begins_glued(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let minutes = rest.strip_prefix(':').filter(|_| (1..=2).contains(&(text.len() - rest.len())));
    let Some(glued) = minutes.and_then(|rest| rest.get(2..).filter(|_| rest.as_bytes()[..2].is_ascii()))
    else {
        return false;
    };
    const GOES_ON: [&str; 11] = ["に", "の", "で", "まで", "から", "頃", "ごろ", "以", "分", "よ", "開"];
    let in_digits = minutes.is_some_and(|rest| rest[..2].bytes().all(|b| b.is_ascii_digit()));
    in_digits && glued.starts_with(char::is_alphabetic) && !GOES_ON.iter().any(|word| glued.starts_with(word))
}

/// `Harbor Audio | yes`, `港町オーディオ ・ 先週`, `Harbor Audio (Client) · il y a 3 jours`: the name of somebody other than the
/// worker, set off from what follows by a sign that joins nothing in a sentence.
fn is_set_off(text: &str, names: &Names) -> bool {
    const SIGNS: &[char] =
        &['|', '｜', '·', '・', '•', '—', '–', '-', '>', '＞', '/', '／', '(', '（', '[', '@', '★', '☆'];
    let said = names.at_begin(text).filter(|(name, _)| names.role(name) != Role::Worker);
    said.is_some_and(|(_, rest)| rest.trim_start().starts_with(SIGNS))
}

/// `あかね企画が成果物を検品しました`, `Harbor Audio shared a file`: a short line that begins with the name of somebody other
/// than the worker, and tells what they did.
fn is_deed_of(text: &str, names: &Names) -> bool {
    const LONG: usize = 60; // characters: a name, and what services say behind it
    if text.chars().count() > LONG || text.contains(['、', '?', '？']) {
        return false;
    }
    let said = names.at_begin(text).filter(|(name, _)| names.role(name) != Role::Worker);
    let Some((_, rest)) = said else { return false };
    let rest = rest.trim_start();
    let rest = ["さん", "様"].iter().find_map(|courtesy| rest.strip_prefix(courtesy)).unwrap_or(rest);
    // with these the worker speaks of what they did, or asks
    const OWN: [&str; 11] = [
        "いただ",
        "頂",
        "お送り",
        "いたし",
        "致し",
        "させて",
        "ください",
        "下さい",
        "お願い",
        "ありがとう",
        "直し",
    ];
    let end = text.split([':', '：']).next().unwrap_or(text).trim_end_matches(['。', '.', '!', '！', '…']);
    let in_japanese = ["が", "は", "も", "より", "から"].iter().any(|with| rest.starts_with(with))
        && !OWN.iter().any(|word| rest.contains(word))
        && ["た", "ます", "です", "ません", "済み", "中"].iter().any(|ending| end.ends_with(ending));
    let verb = rest.split_whitespace().next().unwrap_or_default();
    in_japanese || verb.len() > 4 && verb.ends_with("ed") && verb.chars().all(|c| c.is_ascii_lowercase())
}

/// `From Harbor Audio, Nov 20: please cut it.`, `Dana L, Fri 2:03 PM: please cut it.`: the name of somebody other than the
/// worker, or of somebody whom nobody named, a moment, a colon, and what was said.
fn is_said_at(stamp: &StampWithin, before: &str, names: &Names) -> bool {
    const A_NAME: usize = 60; // characters
    let rest = stamp.after.trim_start_matches([' ', ')', '）', ']', '】']);
    let said = rest.strip_prefix([':', '：']);
    before.chars().count() <= A_NAME
        && said.is_some_and(|said| !said.trim().is_empty())
        && (names.letters_beside(before).is_some() || !before.is_empty() && !speaks(before))
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
    if is_said_at(&stamp, before, names) {
        return Look::Doubt(Why::Time);
    }
    let rest = format!("{before} {after}");
    if is_service(text) || is_service(&rest) || is_deed_of(text, names) {
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

/// `港町 確認しました 14:03`, `確認しました 港町 14:03`: a name at one end, and no sentence that goes on from it.
fn is_framed(text: &str, stamp: &StampWithin, names: &Names) -> bool {
    let begins = names.at_begin(text).is_some_and(|(name, rest)| {
        let is_address = !text[name.len()..].trim_start().starts_with(rest.trim_start());
        !is_address && !goes_on(rest) && names.role(name) != Role::Worker
    });
    let ends = stamp.after.trim_matches(JOINTS).is_empty() && names.ends(&stamp.before);
    begins || ends
}

/// `14:03 三浦: text`, `14:03 三浦 text`: somebody whom nobody named, and their words on the same line.
fn is_told_by_somebody(stamp: &StampWithin, before: &str) -> bool {
    const A_NAME: usize = 60; // characters
    if !before.is_empty()
        || goes_on(&stamp.after)
        || stamp.after.trim_start().starts_with(['-', '–', '~', '〜'])
    {
        return false;
    }
    let rest = stamp.after.trim_start_matches(|c: char| c == ']' || !c.is_alphanumeric());
    if let Some((name, said)) = rest.split_once([':', '：'])
        && name.chars().count() <= A_NAME
        && !said.is_empty()
        && !speaks(name)
    {
        return true;
    }
    let dated = stamp.day.is_some() && stamp.clock.is_some();
    let in_english = rest.is_ascii();
    stamp.after.starts_with('\t') || dated || stamp.clock.is_some() && !in_english
}

/// Does a sentence go on right behind a name or a moment?
fn goes_on(after: &str) -> bool {
    const PARTICLES: &[&str] = &[
        "に",
        "の",
        "から",
        "まで",
        "が",
        "を",
        "頃",
        "ごろ",
        "以降",
        "以前",
        "より",
        "も",
        "ちょうど",
        "分の",
        "時点",
        "、",
        "へ",
        "宛",
        "はいかが",
        "はどう",
    ];
    const SINGLE: &[(&str, &str)] = &[("は", "はい"), ("で", "です"), ("と", "とり")];
    let apart: &[&str] = &[
        "から",
        "まで",
        "以降",
        "以前",
        "頃",
        "ごろ",
        "より",
        "にいただ",
        "に頂",
        "にお",
        "にご",
        "に納品",
        "に送",
        "時点",
        "の件",
        "の版",
    ];
    let more = |rest: &str| rest.chars().filter(|c| c.is_alphanumeric()).count() > 1;
    PARTICLES.iter().any(|particle| after.strip_prefix(particle).is_some_and(more))
        || SINGLE
            .iter()
            .any(|(particle, not)| !after.starts_with(not) && after.strip_prefix(particle).is_some_and(more))
        || apart.iter().any(|word| after.trim_start().strip_prefix(word).is_some_and(more))
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

/// A whole name with a few words more, and nobody speaks: the rest of a heading, a signature, or what somebody did.
fn is_near_name(text: &str, names: &Names) -> bool {
    const A_FEW: usize = 40; // a date, a title, a verb
    // `Harbor Audio set the topic: hi`
    let does = names.at_begin(text).is_some_and(|(name, rest)| {
        let rest = rest.strip_prefix(' ').unwrap_or_default();
        names.role(name) != Role::Worker && rest.starts_with(|c: char| c.is_ascii_lowercase())
    });
    names.letters_beside(text).is_some_and(|letters| letters <= A_FEW) && (does || !speaks(text))
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
