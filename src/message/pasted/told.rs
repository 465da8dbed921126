//! Does a line tell who said or did something, although no heading in it can be read?

use super::names::Names;
use super::speech::{SPEAKING, speaks, words};
use super::when_words::tells_when;
use super::words::JOINTS;
use crate::case::memo::{Role, StampWithin, stamp_within};

/// `Dana L. last week: please redo it`, `3 days ago by Dana L.`, `On 17 Nov, Dana L. wrote:`: who said something and when, in words
/// that need not be read.
pub(super) fn is_credit(text: &str) -> bool {
    const LONG: usize = 80; // characters
    const WORDS: usize = 14;
    let has_time = |part: &str| {
        stamp_within(part).is_some()
            || part.split(['(', ')', '[', ']', ',']).any(|part| tells_when(part.trim()))
            || tells_when(part)
    };
    let lower = text.to_lowercase();
    let said = text.split_once(": ").filter(|(before, said)| {
        before.is_ascii() && before.contains(' ') && !said.trim().is_empty() && !speaks(before)
    });
    if said.is_some_and(|(before, _)| before.len() <= LONG && starts_as_name(before) && has_time(before)) {
        return true;
    }
    let credits = ["by ", "on ", "from ", "sent ", "posted "].iter().any(|begin| lower.starts_with(begin))
        || lower.contains(" by ");
    // "On November 10" is a day
    let is_day = text.split_once(' ').and_then(|(_, day)| stamp_within(day)).is_some_and(|stamp| {
        stamp.before.trim_matches(JOINTS).is_empty() && stamp.after.trim_matches(JOINTS).is_empty()
    });
    if is_day {
        return false;
    }
    let ends = lower.ends_with(" wrote:") || credits && !lower.ends_with(['.', '?', '!']);
    lower.chars().count() <= LONG
        && lower.split_whitespace().count() <= WORDS
        && ends
        && has_time(text)
        && (lower.ends_with(" wrote:") || !words(&lower).any(|word| SPEAKING.contains(&word)))
}

/// Names and what stands before them begin with a capital letter or a sign.
fn starts_as_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_uppercase() || !c.is_alphanumeric())
}

/// `港町オーディオ：修正をお願いします。`: words of somebody other than the worker, without a moment.
pub(super) fn is_told_by(text: &str, names: &Names) -> bool {
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
pub(super) fn begins_glued(text: &str) -> bool {
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
pub(super) fn is_deed_of(text: &str, names: &Names) -> bool {
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
pub(super) fn is_said_at(stamp: &StampWithin, before: &str, names: &Names) -> bool {
    const A_NAME: usize = 60; // characters
    let rest = stamp.after.trim_start_matches([' ', ')', '）', ']', '】']);
    let said = rest.strip_prefix([':', '：']);
    before.chars().count() <= A_NAME
        && said.is_some_and(|said| !said.trim().is_empty())
        && (names.letters_beside(before).is_some() || !before.is_empty() && !speaks(before))
}

/// `港町 確認しました 14:03`, `確認しました 港町 14:03`: a name at one end, and no sentence that goes on from it.
pub(super) fn is_framed(text: &str, stamp: &StampWithin, names: &Names) -> bool {
    let begins = names.at_begin(text).is_some_and(|(name, rest)| {
        let is_address = !text[name.len()..].trim_start().starts_with(rest.trim_start());
        !is_address && !goes_on(rest) && names.role(name) != Role::Worker
    });
    let ends = stamp.after.trim_matches(JOINTS).is_empty() && names.ends(&stamp.before);
    begins || ends
}

/// `14:03 三浦: text`, `14:03 三浦 text`: somebody whom nobody named, and their words on the same line.
pub(super) fn is_told_by_somebody(stamp: &StampWithin, before: &str) -> bool {
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
pub(super) fn goes_on(after: &str) -> bool {
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

/// A whole name with a few words more, and nobody speaks: the rest of a heading, a signature, or what somebody did.
pub(super) fn is_near_name(text: &str, names: &Names) -> bool {
    const A_FEW: usize = 40; // a date, a title, a verb
    // `Harbor Audio set the topic: hi`
    let does = names.at_begin(text).is_some_and(|(name, rest)| {
        let rest = rest.strip_prefix(' ').unwrap_or_default();
        names.role(name) != Role::Worker && rest.starts_with(|c: char| c.is_ascii_lowercase())
    });
    names.letters_beside(text).is_some_and(|letters| letters <= A_FEW) && (does || !speaks(text))
}
