//! Words for days and times that no calendar holds, or of languages that are not read: `先ほど`, `Last week`, `Gestern`.

use super::speech::{speaks, words};

const JAPANESE: &[&str] = &[
    "先ほど",
    "先程",
    "さきほど",
    "さっき",
    "ただいま",
    "今朝",
    "今日",
    "本日",
    "今夜",
    "昨夜",
    "昨晩",
    "昨日",
    "明日",
    "先日",
    "前日",
    "翌日",
    "先週",
    "今週",
    "来週",
    "前週",
    "先月",
    "今月",
    "前月",
    "昨年",
    "去年",
    "以前",
    "直前",
    "最近",
    "当日",
];

const OTHERS: &[&str] = &[
    "ago",
    "earlier",
    "recently",
    "yesterday",
    "today",
    "tonight",
    "now",
    "moments",
    "noon",
    "midnight",
    "older",
    "newer",
    "previous",
    "week",
    "month",
    "morning",
    "afternoon",
    "evening",
    "night",
    "gestern",
    "heute",
    "vorgestern",
    "hier",
    "aujourd'hui",
    "ayer",
    "hoy",
    "ieri",
    "oggi",
    "ontem",
    "hoje",
    "gisteren",
    "vandaag",
    "igår",
    "idag",
    "вчера",
    "сегодня",
    "назад",
    "어제",
    "오늘",
    "昨天",
    "今天",
    "前天",
    "刚刚",
    "剛剛",
    "昨日",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "day",
    "days",
    "hour",
    "hours",
    "minute",
    "minutes",
    "weeks",
    "months",
    "wk",
    "wks",
    "tagen",
    "jours",
    "días",
    "mo",
    "hr",
    "hrs",
    "min",
    "mins",
    "hace",
    "vor",
    "fa",
    "uhr",
];

/// A few words that tell when, and nothing else.
pub(super) fn tells_when(text: &str) -> bool {
    const LONG: usize = 16; // characters
    const WORDS: usize = 7;
    let lower = text.to_lowercase();
    if speaks(text) {
        return false;
    }
    let japanese = text.chars().count() <= LONG
        && (JAPANESE.iter().any(|word| lower.contains(word)) || is_before(&lower));
    let others = lower.split_whitespace().count() <= WORDS
        && (lower.split(|c: char| !c.is_alphabetic() && c != '\'').any(|word| OTHERS.contains(&word))
            || words(&lower).any(is_short_time));
    japanese || others || is_weekday_alone(&lower) || is_day_by_number(&lower)
}

/// `1分以内`, `数時間前`
fn is_before(text: &str) -> bool {
    let units = ["秒", "分", "時間", "日", "週間", "月", "年"];
    (text.ends_with('前') || text.ends_with("以内")) && units.iter().any(|unit| text.contains(unit))
}

/// `14h03`, `30m`
fn is_short_time(word: &str) -> bool {
    word.len() <= 6
        && word.starts_with(|c: char| c.is_ascii_digit())
        && word.chars().all(|c| c.is_ascii_digit() || "hmdwys".contains(c))
        && word.contains(|c: char| c.is_ascii_alphabetic())
}

/// `火`, `(金)`, `土・祝`
fn is_weekday_alone(text: &str) -> bool {
    let bare: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    matches!(bare.as_slice(), ['月' | '火' | '水' | '木' | '金' | '土' | '日'])
        || matches!(bare.as_slice(), ['月' | '火' | '水' | '木' | '金' | '土' | '日', '祝' | '曜'])
}

/// `11-10`, `11.20`, `20日`, `20th`, `2026/11`, `十一月十日`: numbers and the signs of dates, and no size or count.
fn is_day_by_number(text: &str) -> bool {
    const LONG: usize = 16; // characters
    let bare = text.trim();
    let ordinal = ["st", "nd", "rd", "th"].iter().any(|end| {
        let rest = bare.strip_prefix("the ").unwrap_or(bare).strip_suffix(end);
        rest.is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit()))
    });
    let of_a_date = |c: char| {
        c.is_numeric()
            || "一二三四五六七八九十".contains(c)
            || "年月日火水木金土曜祝第週/.-・':; ()（）".contains(c)
    };
    let parts = bare.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).count();
    let numbers = bare.chars().count() <= LONG
        && bare.chars().all(of_a_date)
        && (bare.contains(['年', '月', '日', '週']) || parts >= 2);
    ordinal || numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn message_words_that_tell_when() {
        for text in [
            "先ほど",
            "さっき",
            "今朝",
            "先週の金曜日",
            "数時間前",
            "1分以内",
            "Last week",
            "Earlier this week",
            "Gestern",
            "昨天",
            "(金)",
            "火",
            "11-10",
            "11.20",
            "20日",
            "20th",
            "The 20th",
            "2026/11",
            "November 2026",
            "il y a 14h03",
            "moments ago",
            "30m",
            "十一月十日",
        ] {
            assert!(tells_when(text), "{text}");
        }
        for text in [
            "三浦",
            "今日はありがとうございました",
            "第2話",
            "See you next week!",
            "OK",
            "v2",
            "48kHz",
            "a.wav",
            "3",
        ] {
            assert!(!tells_when(text), "{text}");
        }
    }
}
