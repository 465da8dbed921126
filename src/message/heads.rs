//! Lines that could be the head of a record and are not read as one: a time beside a name, or alone, decorated or cut short.
//! Such a line is never taken for a part of a text. Sentences that mention a time stay text.

use super::stamp::{Reader, clock, digits, weekday};
use std::borrow::Cow;

/// What a line that heads no record looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// A date alone.
    Date,
    /// A time of day, with a date or alone.
    Time,
    /// A moment, and somebody's name.
    NameAndTime,
}

/// Longest line that is looked at, in characters: a head is short.
const LONGEST: usize = 200;

/// What stands around times and names on pages: marks of reading, of editing, of sending.
const PAGE_WORDS: [&str; 20] = [
    "既読",
    "未読",
    "編集済み",
    "編集済",
    "送信済み",
    "送信取消",
    "返信",
    "転送",
    "ピン留め",
    "NEW",
    "New",
    "new",
    "Edited",
    "edited",
    "Read",
    "Sent",
    "Delivered",
    "Seen",
    "Pinned",
    "Forwarded",
];

/// Signs that decorate, and part nothing from nothing.
const SIGNS: &[char] = &[
    ' ', '\u{3000}', '\u{A0}', '\u{202F}', '\t', '[', ']', '(', ')', '（', '）', '【', '】', '<', '「', '」',
    '・', '•', '●', '○', '▼', '▲', '■', '□', '◆', '★', '☆', '*', '_', '#', '|', '｜', ',', '、', '-', '–',
    '—', ':', '/', '✓', '✔', '·', '"', '\u{200E}', '\u{200F}', '\u{202A}', '\u{202B}', '\u{202C}',
    '\u{FEFF}', '\u{FE0F}',
];

const RELATIVE: [&str; 12] = [
    "一昨日",
    "おととい",
    "昨日",
    "きのう",
    "今日",
    "本日",
    "たった今",
    "Yesterday",
    "yesterday",
    "Today",
    "today",
    "just now",
];
const AGO: [&str; 8] =
    ["秒前", "分前", "時間前", "日前", " minutes ago", " hours ago", " min ago", " days ago"];
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const HONORIFICS: [&str; 4] = ["さん", "様", "さま", "氏"];

/// What a line could be, if it is no record. `is_name` knows the names of those who take part.
pub(crate) fn look(line: &str, is_name: &dyn Fn(&str) -> bool) -> Option<Look> {
    let may_hold_time = |c: char| c.is_numeric() || "昨今一お本たYyTtj".contains(c);
    let begin = line.trim_start();
    if begin.starts_with(['>', '＞']) || !begin.chars().take(LONGEST).any(may_hold_time) {
        return None; // quoted, or without any time
    }
    if line.chars().nth(LONGEST).is_some()
        && !begin.starts_with(|c: char| c.is_numeric() || SIGNS.contains(&c))
    {
        return None;
    }
    let narrow = narrow(begin);
    let text = undecorated(&narrow);
    if let Some((found, rest)) = moment(text) {
        let rest = undecorated(rest);
        return match () {
            () if rest.is_empty() => Some(found),
            () if name(rest, is_name).is_some() => Some(Look::NameAndTime),
            () => None,
        };
    }
    let rest = undecorated(name(text, is_name)?);
    moment(rest).map(|_| Look::NameAndTime)
}

/// Could a line be a day in a form that is not read: with the year of an era, the weekday of another language or in other
/// brackets? Three numbers with a year among them, and few letters.
pub(crate) fn may_be_day(line: &str) -> bool {
    const LONGEST: usize = 40;
    const LETTERS: usize = 14; // "segunda-feira", "2026年11月20日 週五"
    const ERAS: [&str; 9] = ["令和", "平成", "昭和", "民國", "民国", "พ.ศ", "r", "h", "s"];
    const BETWEEN: &[char] =
        &['/', '.', '-', '年', '月', '日', '년', '월', '일', ' ', ',', '／', '．', '－', '元'];
    let line = line.trim();
    if line.chars().count() > LONGEST
        || is_said(line)
        || line.contains([':', '：', '\t', '(', ')']) && !line.ends_with([')', '）'])
    {
        return false;
    }
    let text = narrow(line).to_lowercase();
    let Some(begin) = text.find(char::is_numeric) else { return false };
    let era = ERAS.iter().any(|era| text[..begin].trim_end_matches(['.', ' ']).ends_with(era));
    let mut numbers: Vec<&str> = Vec::new();
    let mut rest = &text[begin..];
    while let Some(end) = rest.find(|c: char| !c.is_numeric()).or(Some(rest.len()).filter(|n| *n > 0)) {
        numbers.push(&rest[..end]);
        rest = &rest[end..];
        let gap = rest.trim_start_matches(BETWEEN);
        if gap.len() == rest.len() || !gap.starts_with(char::is_numeric) {
            break;
        }
        rest = gap;
    }
    let is_year = |text: &&str| text.chars().count() == 4;
    let small = |text: &&str| text.chars().count() <= 2;
    let years = numbers.iter().filter(|n| is_year(n)).count();
    let dated = numbers.len() == 3
        && (years == 1 && numbers.iter().filter(|n| small(n)).count() == 2
            || era && numbers.iter().all(small));
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    dated && letters <= LETTERS && !rest.contains(char::is_numeric)
}

/// A few words with a number in them, in which nobody speaks: on a line of its own between two blank ones it could head what
/// follows.
pub(crate) fn may_divide(line: &str) -> bool {
    const LONGEST: usize = 40;
    let line = line.trim();
    line.chars().count() <= LONGEST && line.contains(char::is_numeric) && !is_said(line)
}

/// Do the signs of a sentence stand in it?
fn is_said(line: &str) -> bool {
    const ENDS: [&str; 8] = ["です", "ます", "ました", "ません", "ください", "でした", "します", "たい"];
    line.contains(['。', '、', '！', '？', '!', '?', '「', '@']) || ENDS.iter().any(|end| line.ends_with(end))
}

/// The pieces of a line that some programs show on lines of their own.
pub(crate) fn pieces(line: &str) -> impl Iterator<Item = &str> {
    line.split(['\u{2028}', '\u{2029}', '\u{85}'])
}

/// Does a known name stand here behind signs and words of the page?
pub(crate) fn is_decorated_name(text: &str, is_name: &dyn Fn(&str) -> bool) -> bool {
    let bare = undecorated(text);
    bare.len() < text.len() && name(bare, is_name).is_some()
}

/// Full-width digits and signs as ASCII ones. Nothing else changes, so that names stay what they are.
fn narrow(line: &str) -> Cow<'_, str> {
    let wide = |c: &char| matches!(c, '０'..='９' | '：' | '／' | '．' | '－' | '［' | '］');
    if !line.chars().take(LONGEST).any(|c| wide(&c)) {
        return Cow::Borrowed(line);
    }
    let ascii = |c: char| match c {
        c if wide(&c) => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        c => c,
    };
    Cow::Owned(line.chars().map(ascii).collect())
}

fn undecorated(mut text: &str) -> &str {
    loop {
        text = text.trim_start_matches(SIGNS);
        let word = PAGE_WORDS.iter().find_map(|word| text.strip_prefix(word));
        match word.filter(|rest| {
            rest.is_empty() || rest.starts_with(SIGNS) || rest.starts_with(|c: char| c.is_ascii_digit())
        }) {
            Some(rest) => text = rest,
            None => return text,
        }
    }
}

/// A name at the beginning, perhaps with an honorific; gives what follows.
fn name<'t>(text: &'t str, is_name: &dyn Fn(&str) -> bool) -> Option<&'t str> {
    const ENDS: usize = 12; // a name has few words
    let edge = |c: &char| SIGNS.contains(c);
    let mut ends: Vec<usize> =
        text.char_indices().filter(|(_, c)| edge(c)).map(|(at, _)| at).take(ENDS).collect();
    if ends.len() < ENDS {
        ends.push(text.len());
    }
    ends.into_iter().rev().find_map(|end| {
        let whole = text[..end].trim_end();
        let bare = HONORIFICS.iter().find_map(|word| whole.strip_suffix(word)).unwrap_or(whole);
        (is_name(whole) || is_name(bare.trim_end())).then_some(&text[end..])
    })
}

/// A whole or partial moment at the beginning, and what follows. Not where a sentence goes on right behind it.
fn moment(text: &str) -> Option<(Look, &str)> {
    let mut r = Reader(text);
    let relative = relative(&mut r);
    let day = !relative && date(&mut r);
    let before_time = r;
    r.any(&[' ', '\u{A0}', '\u{202F}', '\u{3000}', ',', 'T', '、']);
    let time = time(&mut r);
    if !time {
        r = before_time;
    }
    if !relative && !day && !time {
        return None;
    }
    let ends = r.0.is_empty() || r.0.starts_with(SIGNS);
    // "10:00-12:00", "11/5/"
    let goes_on = r.0.starts_with(['-', '–', '/', ':'])
        && r.0[1..].trim_start().starts_with(|c: char| c.is_ascii_digit());
    let ago = relative && before_time.0.len() < text.len();
    (ends && !goes_on).then_some((if time || ago && is_ago(text) { Look::Time } else { Look::Date }, r.0))
}

fn is_ago(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        || text.starts_with("たった今")
        || text.starts_with("just now")
}

fn relative(r: &mut Reader<'_>) -> bool {
    if RELATIVE.iter().any(|word| r.text(word)) {
        return true;
    }
    let mut here = *r;
    if here.number(1, 3).is_none() {
        return false;
    }
    here.any(&[' ']);
    let ago = AGO.iter().any(|word| here.text(word.trim_start()));
    if ago {
        *r = here;
    }
    ago
}

fn time(r: &mut Reader<'_>) -> bool {
    let mut here = *r;
    if clock(&mut here).is_some() && r.0[..r.0.len() - here.0.len()].contains(':') {
        *r = here;
        return true;
    }
    let mut here = *r;
    let _ = here.text("午前") || here.text("午後");
    let hour = here.number(1, 2).is_some_and(|hour| hour < 25) && here.text("時");
    if hour {
        let minute = here;
        if here.number(1, 2).is_none() || !here.text("分") {
            here = minute;
        }
        *r = here;
    }
    hour
}

/// `2026/11/06(金)`, `11月6日`, `11/06`, `Fri, Nov 6, 2026`, `6 November`.
fn date(r: &mut Reader<'_>) -> bool {
    let mut here = *r;
    if named_weekday(&mut here) {
        here.any(&[',', '.', ' ']);
    }
    let day = numbered(&mut here) || of_month(&mut here);
    if !day {
        return false;
    }
    let mut later = here;
    later.any(&[' ', ',', '(', '（']);
    if named_weekday(&mut later) {
        later.any(&[')', '）']);
        here = later;
    }
    *r = here;
    true
}

fn named_weekday(r: &mut Reader<'_>) -> bool {
    let end = r.0.find(|c: char| !c.is_alphabetic()).unwrap_or(r.0.len());
    let found = weekday(&r.0[..end]).is_some();
    if found {
        r.0 = &r.0[end..];
    }
    found
}

fn numbered(r: &mut Reader<'_>) -> bool {
    if digits(r).is_some() {
        return true;
    }
    let mut here = *r;
    let year = here.number(4, 4).is_some() && (here.text("年") || here.text("/") || here.text("-"));
    if !year {
        here = *r;
    }
    here.any(&[' ']);
    let Some(month) = here.number(1, 2) else { return false };
    let japanese = here.text("月");
    let parted = japanese || here.one(&['/', '.']).is_some();
    here.any(&[' ']);
    let Some(day) = here.number(1, 2).filter(|_| parted) else { return false };
    let sound = (1..=31).contains(&month) && (1..=31).contains(&day) && (month <= 12 || day <= 12);
    if !sound || japanese && !here.text("日") {
        return false;
    }
    *r = here;
    true
}

fn of_month(r: &mut Reader<'_>) -> bool {
    let mut here = *r;
    let before = here.number(1, 2).is_some();
    here.any(&[' ', '.']);
    let end = here.0.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(here.0.len());
    let word = here.0[..end].to_ascii_lowercase();
    if word.len() < 3 || !MONTHS.iter().any(|month| word.starts_with(month)) {
        return false;
    }
    here.0 = &here.0[end..];
    here.any(&['.', ' ']);
    if !before && here.number(1, 2).is_none() {
        return false;
    }
    let mut later = here;
    later.any(&[',', ' ']);
    if later.number(4, 4).is_some() {
        here = later;
    }
    *r = here;
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn seen(line: &str) -> Option<Look> {
        look(line, &|name| ["港町オーディオ", "港町オーディオ 三浦", "Harbor Audio", "むぎ"].contains(&name))
    }

    #[test]
    fn heads_that_are_decorated_or_cut_short_are_seen() {
        for line in [
            "14:03 港町オーディオ 確認しました",
            "14:03 既読 港町オーディオ",
            "既読 14:03 港町オーディオ",
            "１４：０３　港町オーディオ　確認しました",
            "[14:03] 港町オーディオ: 確認しました",
            "午後2:03 港町オーディオさん",
            "11/06 14:03 港町オーディオ 三浦: はい",
            "11月6日 14:03 - 港町オーディオ: はい",
            "2026年11月6日(金) 14:03 港町オーディオ",
            "港町オーディオ 14:03",
            "港町オーディオ様 昨日 14:03",
            "Harbor Audio, Nov 6, 2026, 2:03 PM",
            "Harbor Audio Yesterday 2:03 PM Edited",
            "3時間前 港町オーディオ",
            "港町オーディオ 11/06",
            "● むぎ 2 hours ago",
        ] {
            assert_eq!(seen(line), Some(Look::NameAndTime), "{line}");
        }
        for line in
            ["14:03", " 午後2:03 ", "11/06 14:03", "(編集済み) 14:03", "3時間前", "14時03分", "昨日 14:03"]
        {
            assert_eq!(seen(line), Some(Look::Time), "{line}");
        }
        for line in [
            "2026/11/06(金)",
            "11月6日 金曜日",
            "Fri, Nov 6",
            "2026.11.06",
            "11/6(金)",
            "昨日",
            "6 November 2026",
        ] {
            assert_eq!(seen(line), Some(Look::Date), "{line}");
        }
    }

    #[test]
    fn sentences_and_quotations_stay_text() {
        for line in [
            "14:03に港町オーディオさんから連絡がありました",
            "10:00-12:00 港町オーディオ",
            "10:00〜12:00",
            "11/5 09:58 の版を直してください",
            "> 14:03 港町オーディオ 確認しました",
            "確認しました。14:03 港町オーディオ",
            "港町オーディオと14:03に会います",
            "3.50 ドル",
            "1/2 カップ",
            "2026年に開始します",
            "may 1000",
            "第2話の冒頭",
            "今日はありがとうございました",
            "",
        ] {
            assert_eq!(seen(line), None, "{line}");
        }
    }

    #[test]
    fn days_of_other_forms_may_be_days() {
        for line in [
            "R8/11/20(金)",
            "令和8年11月20日(金)",
            "2026/11/20（五）",
            "2026年11月20日 週五",
            "2026년 11월 20일 금요일",
            "viernes, 20/11/2026",
            "20. 11. 2026",
            "2026.11.20",
            "２０２６／１１／２０（金）",
            "民國 115 年 11 月 20 日".replace("115", "15").as_str(),
        ] {
            assert!(may_be_day(line), "{line}");
        }
        for line in [
            "第2話 1:23",
            "192.168.0.1",
            "090-1234-5678",
            "1.2.3",
            "2026年に開始します",
            "2026/11/20までに納品します",
            "音声は2026/11/20の版です",
            "[2026/11/20] v1.0.2",
            "",
        ] {
            assert!(!may_be_day(line), "{line}");
        }
        assert!(may_divide("20 noviembre") && may_divide("Nov 20"));
        assert!(!may_divide("第2話を直しました") && !may_divide("はい") && !may_divide("修正は2点です。"));
    }

    proptest! {
        #[test]
        fn any_line_is_looked_at_without_a_fall(line: String) {
            let _ = (seen(&line), may_be_day(&line), may_divide(&line));
        }
    }
}
