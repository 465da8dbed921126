//! Names of files as people give them: stem, version marks, short names, counting order.

use std::collections::HashSet;
use unicode_normalization::UnicodeNormalization as _;

/// Marks with a number: `v2`, `ver2`, `_retake3`. Not directly after a letter: `live2` is a name.
const NUMBERED: [&str; 10] = ["v", "v.", "ver", "ver.", "version", "rev", "rev.", "re", "retake", "fix"];
/// Marks without one, after a separator.
const WORDS: [&str; 6] = ["re", "rev", "retake", "fix", "fixed", "revised"];
/// Japanese marks, with or without a number, after anything.
const JAPANESE: [&str; 13] = [
    "修正版",
    "修正済み",
    "修正済",
    "修正",
    "改訂版",
    "改訂",
    "再収録",
    "再録",
    "再納品",
    "差し替え",
    "差替え",
    "差替",
    "リテイク",
];
const BRACKETS: [(char, char); 3] = [('(', ')'), ('[', ']'), ('【', '】')];
const AUDIO: [&str; 13] =
    ["wav", "bwf", "w64", "aif", "aiff", "flac", "mp3", "m4a", "aac", "ogg", "opus", "wma", "caf"];

/// The name in two: stem and extension, without the full stop between.
fn split(name: &str) -> (&str, &str) {
    match name.rsplit_once('.') {
        // 「第2話 ver.2」 and 「第1.5話」 have none
        Some((stem, extension))
            if !stem.is_empty()
                && extension.chars().all(|c| c.is_ascii_alphanumeric())
                && extension.contains(|c: char| c.is_ascii_alphabetic()) =>
        {
            (stem, extension)
        }
        _ => (name, ""),
    }
}

/// The extension, without the full stop.
pub(super) fn extension(name: &str) -> &str {
    split(name).1
}

/// Does the name speak of audio?
pub(super) fn is_audio(name: &str) -> bool {
    AUDIO.contains(&extension(name).to_ascii_lowercase().as_str())
}

/// The form in which names are compared: full-width and capital letters do not make another file.
pub(super) fn fold(name: &str) -> String {
    name.nfkc().flat_map(char::to_lowercase).nfc().collect()
}

/// The stem without the version marks at its end. A name that is nothing but marks stays whole.
pub(super) fn base(name: &str) -> String {
    let stem: Vec<char> = split(name).0.nfc().collect();
    let plain: Vec<char> = stem.iter().map(|&c| plain(c)).collect();
    let mut end = plain.len();
    while let Some(shorter) = without_mark(&plain[..end]).map(|at| trimmed(&plain[..at])).filter(|at| *at > 0)
    {
        end = shorter;
    }
    stem[..end].iter().collect()
}

/// Half-width and lower case, one character for one.
fn plain(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c).to_ascii_lowercase(),
        c => c.to_ascii_lowercase(),
    }
}

fn is_separator(c: char) -> bool {
    matches!(c, '_' | '-' | ' ' | '.')
}

fn trimmed(name: &[char]) -> usize {
    name.iter().rposition(|&c| !is_separator(c)).map_or(0, |last| last + 1)
}

/// Where the last version mark begins, if the name ends in one.
fn without_mark(name: &[char]) -> Option<usize> {
    let last = *name.last()?;
    if let Some((open, _)) = BRACKETS.iter().find(|(_, close)| *close == last) {
        let at = name.iter().rposition(|c| c == open)?;
        let inside = &name[at + 1..name.len() - 1];
        let number = (1..=3).contains(&inside.len()) && inside.iter().all(char::is_ascii_digit);
        // inside, as if a separator stood before it
        let marked = || without_mark(&[&['_'], inside].concat()).is_some_and(|at| at <= 1);
        return (number || marked()).then_some(at);
    }
    let digits = name.iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let word = &name[..name.len() - digits];
    let ends = |mark: &str| {
        let length = mark.chars().count();
        let at = word.len().checked_sub(length)?;
        mark.chars().eq(word[at..].iter().copied()).then_some(at)
    };
    let before = |at: usize| at.checked_sub(1).map(|i| word[i]);
    if let Some(at) = JAPANESE.iter().find_map(|mark| ends(mark)) {
        return Some(at);
    }
    let mut latin = match digits {
        0 => WORDS.iter(),
        1..=3 => NUMBERED.iter(),
        _ => return None,
    }
    .filter_map(|mark| ends(mark));
    latin.find(|&at| before(at).is_some_and(|c| is_separator(c) || digits > 0 && !c.is_ascii_alphabetic()))
}

/// The first part of the stem, if no other of the stems in `all` begins with the same part; else the stem.
pub(super) fn short_name(name: &str, all: &HashSet<String>) -> String {
    let stem = base(name);
    let first = |stem: &str| -> String {
        let mut parts = stem.split(|c| is_separator(plain(c)));
        parts.find(|part| !part.is_empty()).unwrap_or(stem).to_owned()
    };
    let part = first(&stem);
    let shared = |other: &&String| fold(other) != fold(&stem) && fold(&first(other)) == fold(&part);
    if all.iter().any(|other| shared(&other)) { stem } else { part }
}

/// A key that sorts names as people count: `ep2` before `ep10`, `第２話` before `第10話`.
pub(super) fn counting(name: &str) -> (String, String) {
    let mut key = String::new();
    let mut number = String::new();
    let end_number = |key: &mut String, number: &mut String| {
        if !number.is_empty() {
            key.push_str(&format!("{:0>20}", number.trim_start_matches('0')));
            number.clear();
        }
    };
    for c in fold(name).chars() {
        if c.is_ascii_digit() {
            number.push(c);
        } else {
            end_number(&mut key, &mut number);
            key.push(c);
        }
    }
    end_number(&mut key, &mut number);
    (key, name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn version_marks_are_taken_away() {
        for name in [
            "第2話_ナレーション.wav",
            "第2話_ナレーション_v2.wav",
            "第2話_ナレーション-v3.wav",
            "第2話_ナレーション(2).wav",
            "第2話_ナレーション (2).wav",
            "第2話_ナレーション（２）.wav",
            "第2話_ナレーション_修正.wav",
            "第2話_ナレーション_修正版.wav",
            "第2話_ナレーション修正版2.wav",
            "第2話_ナレーション【修正版】.wav",
            "第2話_ナレーション_修正_v2.wav",
            "第2話_ナレーション_re.wav",
            "第2話_ナレーション_RETAKE.mp3",
            "第2話_ナレーション_retake2.wav",
            "第2話_ナレーションver2.wav",
            "第2話_ナレーション_Ver.2.wav",
            "第2話_ナレーション＿ｖ２.wav",
            "第2話_ナレーション [v2].wav",
        ] {
            let folded = base(name).trim_end_matches('＿').to_owned();
            assert_eq!(folded, "第2話_ナレーション", "{name}");
        }
    }

    #[test]
    fn names_that_only_look_marked() {
        for name in [
            "live2",
            "over2",
            "第2話",
            "6秒",
            "商品紹介_6秒",
            "take2",
            "fire",
            "re",
            "v2",
            "(2)",
            "修正版",
            "ep_2",
        ] {
            assert_eq!(base(name), name);
            assert_eq!(base(&format!("{name}.wav")), name);
        }
        assert_eq!(base("ep1v2.wav"), "ep1");
        assert_eq!(base("第2話 ver.2"), "第2話", "without an extension");
    }

    #[test]
    fn short_names_are_unique() {
        let all = |names: &[&str]| names.iter().map(|n| base(n)).collect::<HashSet<_>>();
        let sample = all(&["第1話_ナレーション.wav", "第2話_ナレーション_v2.wav", "商品紹介_6秒.wav"]);
        assert_eq!(short_name("第2話_ナレーション_v2.wav", &sample), "第2話");
        let episodes = all(&["ep-1.wav", "ep-2.wav"]);
        assert_eq!(short_name("ep-2_v2.wav", &episodes), "ep-2");
    }

    #[test]
    fn people_count() {
        let mut names = ["第10話.wav", "第２話.wav", "第1話.wav", "ep10.wav", "ep9.wav"];
        names.sort_by_key(|name| counting(name));
        assert_eq!(names, ["ep9.wav", "ep10.wav", "第1話.wav", "第２話.wav", "第10話.wav"]);
    }

    proptest! {
        #[test]
        fn any_name_has_a_base(name in "\\PC{0,30}|[a-z(_v2)修正版0-9.]{0,20}") {
            let once = base(&name);
            prop_assert!(!once.is_empty() || name.is_empty());
            prop_assert_eq!(base(&once).chars().count() <= once.chars().count(), true);
            let _ = (counting(&name), short_name(&name, &HashSet::new()));
        }

        #[test]
        fn a_mark_does_not_change_the_base(stem in "[a-zぁ-ん一-二]{1,8}x", mark in "_v[1-9]|-ver[1-9]|_修正版|\\([2-9]\\)| retake") {
            prop_assert_eq!(base(&format!("{stem}{mark}.wav")), base(&format!("{stem}.wav")));
        }
    }
}
