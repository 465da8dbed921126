//! Does somebody speak in a line, or does the page? Texts of people and what stands between messages look alike only where
//! they are short: a divider, a name, a mark of the service. What is short and says nothing is doubtful, never text.

use super::attachments::{file_name, is_heading, is_size};

/// With these a Japanese sentence ends.
const ENDS: &[&str] = &[
    "です",
    "ます",
    "ました",
    "ません",
    "ください",
    "下さい",
    "でした",
    "でしょう",
    "たい",
    "でしょうか",
    "ですか",
    "ますか",
    "お願い",
    "いただく",
    "ね",
    "よ",
    "だ",
    "まで",
    "について",
    "の件",
    "た件",
];

/// What is said without a sentence.
const SAID: &[&str] = &[
    "ありがとう",
    "よろしく",
    "宜しく",
    "お願い",
    "こんにちは",
    "こんばんは",
    "おはよう",
    "はじめまして",
    "初めまして",
    "お世話",
    "お疲れ",
    "すみません",
    "ごめん",
    "了解",
    "承知",
    "はい",
    "いいえ",
    "以上",
    "追記",
    "失礼",
    "恐れ入り",
    "かしこまり",
    "敬具",
    "拝啓",
    "お忙しい",
];

/// English words with which somebody speaks.
pub(super) const SPEAKING: &[&str] = &[
    "i",
    "i'm",
    "i've",
    "i'll",
    "i'd",
    "we",
    "we're",
    "we've",
    "we'll",
    "he",
    "she",
    "they",
    "please",
    "if",
    "when",
    "once",
    "after",
    "until",
    "not",
    "can",
    "could",
    "would",
    "will",
    "did",
    "do",
    "does",
    "let",
    "thanks",
    "thank",
    "hi",
    "hello",
    "hey",
    "dear",
    "here",
    "sorry",
    "how",
    "what",
    "my",
    "our",
    "hope",
    "want",
    "need",
    "should",
    "may",
    "might",
    "any",
    "cheers",
    "regards",
    "sincerely",
];

/// The same, of which the service speaks as well.
const SPEAKING_TO: &[&str] =
    &["you", "me", "ok", "okay", "yes", "best", "sure", "good", "great", "nice", "it's", "is", "are"];

pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty() && word.is_ascii())
}

/// A sentence, a greeting, an answer: what people write and pages do not.
pub(super) fn speaks(text: &str) -> bool {
    const WORDS: usize = 8; // of English
    let text = text.trim().to_lowercase().replace('’', "'");
    if text.contains(['。', '、', '？', '！', '?', '!', '，']) || text.ends_with(',') {
        return true;
    }
    let bare = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    if ENDS.iter().any(|end| bare.ends_with(end)) || SAID.iter().any(|said| text.contains(said)) {
        return true;
    }
    let count = words(&text).count();
    // "Harbor Audio 17. Nov." is no sentence
    const SHORTENED: &[&str] = &[
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "okt", "nov", "dec", "dez",
        "a.m", "p.m",
    ];
    let is_ended = text.ends_with('.') && words(&text).last().is_none_or(|last| !SHORTENED.contains(&last));
    count >= WORDS
        || count >= 4 && is_ended
        || words(&text).any(|word| SPEAKING.contains(&word) || SPEAKING_TO.contains(&word))
        || text.ends_with("in all")
}

/// A short line in which nobody speaks, and which is no file, no item of a list and no quotation: where people write, it
/// may stand there for something else.
pub(super) fn is_label(text: &str) -> bool {
    const LONG: usize = 40; // characters
    let is_part = || is_item(text) || is_file(text) || is_size(text) || is_heading(text) || is_code(text);
    text.chars().count() <= LONG && !speaks(text) && !is_part() && !text.contains("://")
}

/// A file by its name.
pub(super) fn is_file(text: &str) -> bool {
    const ENDS: &[&str] = &[
        "wav", "mp3", "m4a", "aac", "aif", "aiff", "flac", "ogg", "zip", "7z", "pdf", "doc", "docx", "xls",
        "xlsx", "ppt", "pptx", "txt", "csv", "png", "jpg", "jpeg", "gif", "heic", "mp4", "mov", "avi", "srt",
    ];
    file_name(text).is_some_and(|name| {
        let end = name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase());
        end.is_some_and(|end| ENDS.contains(&end.as_str()))
    })
}

/// `a1964fb8 d978a180 f8372046 9ae97597`: a number to compare files by.
fn is_code(text: &str) -> bool {
    const LEAST: usize = 8; // digits of a part
    text.split_whitespace().all(|part| part.len() >= LEAST && part.chars().all(|c| c.is_ascii_hexdigit()))
}

/// `・第2話`, `1. Intro`, `「汐見」`: a list, or words that are quoted.
fn is_item(text: &str) -> bool {
    const SIGNS: &[char] =
        &['・', '-', '*', '•', '○', '◯', '◎', '→', '※', '＊', '▪', '「', '『', '"', '“', '＜'];
    let numbered = || {
        let rest = text.trim_start_matches(['(', '（']).trim_start_matches(|c: char| c.is_numeric());
        rest.len() < text.len()
            && rest.starts_with(['.', ')', '）', '．', '、'])
            && rest.chars().count() > 2
            && !rest[1..].trim_start().starts_with(|c: char| c.is_numeric())
    };
    let circled = || text.starts_with(|c| ('①'..='⑳').contains(&c));
    let parted = text.starts_with(SIGNS) && !text.ends_with(['-', '*', '・', '•', '○', '＞']);
    parted || numbered() || circled()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn message_what_people_write_is_no_label() {
        for text in [
            "納品いたします。",
            "はい",
            "よろしくお願いします",
            "Hello Mugi",
            "Thank you!",
            "Best,",
            "・第2話の三段落目",
            "1. Intro",
            "①冒頭",
            "「汐見」",
            "第1話.wav",
            "864 kB",
            "https://example.com/a",
            "11月5日に納品した件",
            "Here are the files.",
            "The second story sounds much better now.",
        ] {
            assert!(!is_label(text), "{text}");
        }
        for text in [
            "三浦",
            "11-10",
            "11.20",
            "Older",
            "新着メッセージ",
            "10 novembre 2026",
            "火",
            "先ほど",
            "Deadline extended",
            "K.",
            "- 1 -",
            "メッセージ一覧",
        ] {
            assert!(is_label(text), "{text}");
        }
    }
}
