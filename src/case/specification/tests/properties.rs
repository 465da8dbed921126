//! What must hold of any words: an unknown one takes its clause away, and a "no" never turns into a yes.

use super::{said, shown};
use crate::case::specification::agree::Specification;
use proptest::prelude::*;

/// Clauses, each with what it says; no two of them about the same.
const CLAUSES: &[(&str, &[&str])] = &[
    ("WAV形式で納品してください", &["format"]),
    ("WAVまたはAIFF", &["format"]),
    ("48kHz以上でお願いします", &["sample-rate"]),
    ("44.1 or 48 kHz", &["sample-rate"]),
    ("24bit", &["bit-depth"]),
    ("16/24bit", &["bit-depth"]),
    ("ステレオは不可", &["channels"]),
    ("モノラル（ステレオではなく）", &["channels"]),
    ("mono files only", &["channels"]),
    ("RMS between -23 dB and -18 dB", &["rms"]),
    ("ピークは-3dBを超えないこと", &["sample-peak"]),
    ("Noise floor no higher than -60 dB RMS", &["noise-floor"]),
    ("ラウドネス -16 LUFS (±1 LU)", &["loudness"]),
    ("冒頭と末尾に1秒の無音", &["head-silence", "tail-silence"]),
    ("0.5 to 1 second of silence at the start", &["head-silence"]),
    ("尺は2〜3分", &["duration"]),
    ("全12ファイル", &["file-count"]),
    ("音割れ厳禁", &["clipped-runs"]),
    ("true peak max -1 dBTP", &["true-peak"]),
];
/// Words that are in no vocabulary.
const UNKNOWN: &[&str] =
    &["ほげ", "ならぬ", "仮に", "zxq", "unlikely", "isn't", "seldom", "ず", "もし", "%", "→"];

/// Some clauses in some order, of which no two are about the same.
fn rows() -> impl Strategy<Value = Vec<usize>> {
    Just((0..CLAUSES.len()).collect::<Vec<_>>()).prop_shuffle().prop_map(|order| {
        let mut row: Vec<usize> = Vec::new();
        for n in order {
            let is_new = row.iter().all(|known| CLAUSES[*known].1.iter().all(|p| !CLAUSES[n].1.contains(p)));
            if is_new && row.len() < 4 {
                row.push(n);
            }
        }
        row
    })
}

fn properties(value: &str) -> Vec<&'static str> {
    Specification::read([("specification", value)]).lines().iter().map(|line| line.property.word()).collect()
}

/// Every boundary of characters.
fn boundaries(words: &str) -> Vec<usize> {
    words.char_indices().map(|(at, _)| at).chain([words.len()]).collect()
}

proptest! {
    #[test]
    fn any_words_have_an_answer(value in any::<String>(), numbers in "[0-9.,〜~±kHzdBLUFS /、不可()-]{0,40}") {
        for value in [&value, &numbers] {
            let specification = Specification::read([("specification", value.as_str())]);
            // the words are the notes' own
            prop_assert!(specification.unread().iter().all(|words| value.contains(words.as_str())));
            let _ = Specification::read([("lufs", value.as_str())]);
        }
    }

    #[test]
    fn an_unknown_word_takes_its_clause_away(
        row in rows(), which in any::<prop::sample::Index>(), place in any::<prop::sample::Index>(),
        word in prop::sample::select(UNKNOWN), is_spaced in any::<bool>(), mark in prop::sample::select(&["、", "。", ", ", "; "][..]),
    ) {
        let plain: Vec<&str> = row.iter().map(|n| CLAUSES[*n].0).collect();
        let (_, told) = said(&plain.join(mark));
        prop_assert_eq!(told, "", "{:?}", plain);
        let which = which.index(row.len());
        let at = boundaries(plain[which])[place.index(boundaries(plain[which]).len())];
        let (front, behind) = plain[which].split_at(at);
        let word = if is_spaced { format!(" {word} ") } else { word.to_owned() };
        let mutated = format!("{front}{word}{behind}");
        let mut clauses: Vec<&str> = plain.clone();
        clauses[which] = &mutated;
        let value = clauses.join(mark);
        let specification = Specification::read([("specification", value.as_str())]);
        let found = properties(&value);
        for property in CLAUSES[row[which]].1 {
            prop_assert!(!found.contains(property), "{value}: {found:?}");
        }
        prop_assert!(specification.unread().iter().any(|words| words.contains(word.trim())), "{value}");
        // what the other clauses say can only be taken away
        let all = plain.join(mark);
        let all = Specification::read([("specification", all.as_str())]);
        for line in specification.lines() {
            prop_assert!(all.lines().contains(line), "{value}: {}", shown(specification.lines()));
        }
    }

    #[test]
    fn two_lines_that_differ_say_nothing(a in prop::sample::select(DIFFERENT), b in prop::sample::select(DIFFERENT)) {
        let both = Specification::read([("specification", a.0), ("specification.2", b.0)]);
        let word = |specification: &Specification| shown(specification.lines());
        if a.1 == b.1 && a.0 != b.0 {
            prop_assert!(both.lines().is_empty(), "{a:?} {b:?}: {}", word(&both));
            prop_assert_eq!(both.twice().len(), 1);
            prop_assert!(!both.is_clear());
        } else {
            prop_assert!(both.twice().is_empty());
        }
    }

    #[test]
    fn what_is_refused_is_never_agreed(before in "(WAV|48kHz|モノラル|は|、| |ノイズ){0,4}", after in "(です|、|WAV| ){0,3}") {
        let agreed = said(&format!("{before}MP3不可{after}")).0;
        let any = agreed.split(", ").find_map(|line| line.strip_prefix("format ")).unwrap_or_default();
        prop_assert!(!any.split('!').next().unwrap_or_default().contains("MP3"), "{agreed}");
    }
}

/// Each about a property, and no two of one the same.
const DIFFERENT: &[(&str, &str)] = &[
    ("WAV", "format"),
    ("MP3のみ", "format"),
    ("WAVまたはMP3", "format"),
    ("48kHz", "sample-rate"),
    ("44.1kHzまたは48kHz", "sample-rate"),
    ("44.1 kHz", "sample-rate"),
    ("モノラル", "channels"),
    ("stereo only", "channels"),
    ("-3dB以下のピーク", "sample-peak"),
    ("ピーク-6dB以下", "sample-peak"),
    ("尺は60秒以内", "duration"),
    ("尺は90秒", "duration"),
];

/// Things, and words that take them back or leave them open, in front and behind.
const THINGS: &[&str] =
    &["モノラル", "WAV", "48kHz", "24bit", "ステレオ", "MP3", "192kbps以上", "mono", "24-bit"];
const IN_FRONT: &[&str] = &[
    "no ",
    "not ",
    "never ",
    "do not use ",
    "don't send ",
    "no need for ",
    "anything other than ",
    "everything but ",
    "all but ",
    "not only ",
    "rather not ",
    "nothing but ",
    "without ",
    "avoid ",
    "non-",
];
const BEHIND: &[&str] = &[
    "でない",
    "ではない",
    "じゃない",
    "でないと",
    "でなくてもいい",
    "でなくても可",
    "でなくてもよい",
    "でないなら",
    "以外",
    "以外も",
    "以外可",
    "なし",
    "なしで",
    "なし可",
    "不要",
    "は不要",
    "不可",
    "は不可",
    "禁止",
    "ではありません",
    "とは限らない",
    "は避けて",
    "を除く",
    "ではなく",
    "でなく",
    "は未定",
    "か未定",
    "は問わない",
    "でもよい",
    "も可",
    "推奨",
    "が望ましい",
    "に限らない",
    "だけではない",
    "必須ではない",
    "必須ではありません",
    " not required",
    " is not required",
    " not needed",
    " not",
    " is not accepted",
    " isn't required",
    " optional",
    " if possible",
    " or not",
    " not only",
    " rejected",
    "?",
    "等",
    " etc",
    "など",
    "くらい",
    " or so",
];
/// Words that say no twice and mean yes.
const TWICE_NO: &[&str] = &[
    "以外は不可",
    "以外不可",
    "以外NG",
    "以外は受け付けません",
    "でないといけません",
    "でなければなりません",
];

#[test]
fn a_no_never_leaves_a_yes() {
    let mut wrong = Vec::new();
    for thing in THINGS {
        let (plain, told) = said(thing);
        assert!(!plain.is_empty() && told.is_empty(), "{thing}");
        let mutated = IN_FRONT.iter().map(|no| format!("{no}{thing}"));
        let mutated = mutated.chain(BEHIND.iter().map(|no| format!("{thing}{no}")));
        for value in mutated {
            let (lines, _) = said(&value);
            // what is said of it then is that it is refused, or nothing
            if !lines.is_empty()
                && (!lines.contains('!') || lines == plain)
                && !lines.starts_with("bit-rate ..192")
            {
                wrong.push(format!("{value}: {lines}"));
            }
        }
        for yes in TWICE_NO {
            assert_eq!(said(&format!("{thing}{yes}")).0, plain, "{thing}{yes}");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn of_two_words_that_say_no_nothing_is_left() {
    let mut wrong = Vec::new();
    for thing in ["モノラル", "48kHz", "MP3"] {
        let plain = said(thing).0;
        for first in BEHIND.iter().filter(|no| !no.starts_with(' ')) {
            for second in BEHIND {
                let value = format!("{thing}{first}{second}");
                let (lines, _) = said(&value);
                // nothing but this: the one form in which two make a yes
                if !lines.is_empty() && (*first != "以外" || lines != plain) {
                    wrong.push(format!("{value}: {lines}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
