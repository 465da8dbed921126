//! Days and times as mail programs of many languages write them above a quotation: `20. Okt. 2026 um 09:00`, `20 de out. de
//! 2026 às 09:00`, `2026년 10월 20일 오전 9:00`. Names of months are known by how they begin.

use crate::case::memo::{DayWritten, StampWithin, stamp_within};
use chrono::NaiveDate;

/// How names of months begin, each before those that begin it.
const MONTHS: &[(u32, &str)] = &[
    (11, "marras"),
    (3, "mar"),
    (3, "mär"),
    (3, "mrt"),
    (3, "mrz"),
    (3, "maa"),
    (3, "már"),
    (3, "bře"),
    (3, "мар"),
    (3, "бер"),
    (1, "jan"),
    (1, "jän"),
    (1, "ene"),
    (1, "gen"),
    (1, "ian"),
    (1, "tammi"),
    (1, "sty"),
    (1, "led"),
    (1, "oca"),
    (1, "янв"),
    (1, "січ"),
    (2, "feb"),
    (2, "fév"),
    (2, "fev"),
    (2, "helmi"),
    (2, "lut"),
    (2, "úno"),
    (2, "şub"),
    (2, "фев"),
    (2, "лют"),
    (4, "apr"),
    (4, "avr"),
    (4, "abr"),
    (4, "ápr"),
    (4, "huhti"),
    (4, "kwi"),
    (4, "dub"),
    (4, "nis"),
    (4, "апр"),
    (4, "кві"),
    (5, "may"),
    (5, "mai"),
    (5, "mag"),
    (5, "mei"),
    (5, "maj"),
    (5, "máj"),
    (5, "touko"),
    (5, "kvě"),
    (5, "май"),
    (5, "мая"),
    (5, "тра"),
    (7, "červenc"),
    (7, "čvc"),
    (6, "červ"),
    (6, "čvn"),
    (6, "jun"),
    (6, "juin"),
    (6, "giu"),
    (6, "jún"),
    (6, "iun"),
    (6, "kesä"),
    (6, "cze"),
    (6, "haz"),
    (6, "июн"),
    (6, "чер"),
    (7, "jul"),
    (7, "juil"),
    (7, "lug"),
    (7, "júl"),
    (7, "iul"),
    (7, "heinä"),
    (7, "lip"),
    (7, "tem"),
    (7, "июл"),
    (7, "лип"),
    (8, "aug"),
    (8, "aoû"),
    (8, "ago"),
    (8, "agu"),
    (8, "elo"),
    (8, "sie"),
    (8, "srp"),
    (8, "ağu"),
    (8, "авг"),
    (8, "сер"),
    (9, "sep"),
    (9, "set"),
    (9, "syys"),
    (9, "wrz"),
    (9, "zář"),
    (9, "eyl"),
    (9, "сен"),
    (9, "вер"),
    (10, "oct"),
    (10, "okt"),
    (10, "ott"),
    (10, "out"),
    (10, "loka"),
    (10, "paź"),
];
/// The same of the last months.
const LAST: &[(u32, &str)] = &[
    (10, "říj"),
    (10, "eki"),
    (10, "окт"),
    (10, "жов"),
    (11, "nov"),
    (11, "noi"),
    (11, "lis"),
    (11, "kas"),
    (11, "ноя"),
    (11, "лис"),
    (12, "dec"),
    (12, "dez"),
    (12, "des"),
    (12, "déc"),
    (12, "dic"),
    (12, "joulu"),
    (12, "gru"),
    (12, "pro"),
    (12, "ara"),
    (12, "дек"),
];
/// Words that stand between a day and its month, and a month and its year.
const BETWEEN: &[&str] = &["de", "del", "di", "d", "of", "den", "г", "er"];

/// A piece of a line.
#[derive(Debug, Clone, Copy)]
struct Token<'t> {
    text: &'t str,
    at: usize,
    number: Option<u32>,
}

fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut begin = None;
    let kind = |c: char| (c.is_ascii_digit(), c.is_alphabetic() && !is_ideograph(c));
    let mut push = |from: usize, to: usize| {
        let text = &line[from..to];
        tokens.push(Token { text, at: from, number: text.parse().ok() });
    };
    let mut last = (false, false);
    for (at, c) in line.char_indices() {
        let now = kind(c);
        if now != last {
            if let Some(from) = begin.take() {
                push(from, at);
            }
            begin = (now != (false, false)).then_some(at);
        }
        last = now;
    }
    if let Some(from) = begin {
        push(from, line.len());
    }
    tokens
}

fn is_ideograph(c: char) -> bool {
    ('\u{3040}'..='\u{9FFF}').contains(&c) || ('\u{AC00}'..='\u{D7A3}').contains(&c)
}

fn month(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    let found = MONTHS.iter().chain(LAST).find(|(_, begin)| word.starts_with(begin));
    found.filter(|_| word.chars().count() <= 12).map(|(month, _)| *month)
}

/// The day in a line, with its time where one stands there.
pub(super) fn stamp_of(line: &str) -> Option<StampWithin> {
    let plainly = stamp_within(&plain(line)).filter(|stamp| stamp.day.is_some());
    let is_whole = |stamp: &StampWithin| matches!(stamp.day, Some(DayWritten::Full(_)));
    if let Some(stamp) = plainly.as_ref().filter(|stamp| is_whole(stamp) && stamp.clock.is_some()) {
        return Some(stamp.clone());
    }
    // "mar 20 ott 2026" is no day of March
    let has_year = tokens(line).iter().any(is_year);
    let is_part = |stamp: &StampWithin| has_year && matches!(stamp.day, Some(DayWritten::NoYear(..)));
    day_and_time(line).or(plainly.filter(|stamp| !is_part(stamp)))
}

fn is_year(token: &Token<'_>) -> bool {
    token.text.len() == 4 && token.number.is_some_and(|year| (1990..2100).contains(&year))
}

/// A day with the name of its month and its year, and the time behind it.
fn day_and_time(line: &str) -> Option<StampWithin> {
    let tokens = tokens(line);
    let is_between = |token: &Token<'_>| BETWEEN.contains(&token.text.to_lowercase().as_str());
    let back = |from: usize| (0..from).rev().find(|at| !is_between(&tokens[*at]));
    let day =
        |at: usize| tokens[at].number.filter(|day| (1..=31).contains(day) && tokens[at].text.len() <= 2);
    for at in (0..tokens.len()).filter(|at| is_year(&tokens[*at])) {
        let year = i32::try_from(tokens[at].number?).ok()?;
        let before = back(at).map(|named| (named, back(named)));
        // "20. Okt. 2026", "Oct 20, 2026", "2026. okt. 20."
        let found = match before {
            Some((named, Some(first))) if month(tokens[named].text).is_some() && day(first).is_some() => {
                Some((first, at, month(tokens[named].text)?, day(first)?))
            }
            Some((number, Some(first))) if day(number).is_some() && month(tokens[first].text).is_some() => {
                Some((first, at, month(tokens[first].text)?, day(number)?))
            }
            _ => {
                let (named, number) = (tokens.get(at + 1), tokens.get(at + 2));
                named.zip(number).and_then(|(named, _)| Some((at, at + 2, month(named.text)?, day(at + 2)?)))
            }
        };
        let Some((first, last, month, day)) = found else { continue };
        let Some(date) = NaiveDate::from_ymd_opt(year, month, day) else { continue };
        let end = tokens[last].at + tokens[last].text.len();
        let clock = clock(&line[end..], &tokens[last + 1..], end);
        return Some(StampWithin {
            before: line[..tokens[first].at].to_owned(),
            after: line[end..].to_owned(),
            written: line[tokens[first].at..end].to_owned(),
            day: Some(DayWritten::Full(date)),
            clock: clock.map(|seconds| (seconds, false)),
            zone: None,
            weekday_fits: true,
        });
    }
    None
}

/// The first time behind a day: `09:00`, `9.00`, `9h00`, `9:00 PM`.
fn clock(rest: &str, tokens: &[Token<'_>], begin: usize) -> Option<u32> {
    const FAR: usize = 40;
    let hour = tokens.windows(2).position(|pair| {
        let between = &rest[pair[0].at + pair[0].text.len() - begin..pair[1].at - begin];
        let near = pair[0].at - begin <= FAR;
        near && pair[0].number.is_some_and(|h| h < 24)
            && pair[1].text.len() == 2
            && pair[1].number.is_some_and(|m| m < 60)
            && matches!(between, ":" | "." | "：")
    });
    let hour = hour.or_else(|| {
        tokens.windows(3).position(|three| {
            three[0].number.is_some_and(|h| h < 24)
                && three[1].text.eq_ignore_ascii_case("h")
                && three[2].number.is_some_and(|m| m < 60)
        })
    })?;
    let minute = tokens[hour + 1..].iter().find_map(|token| token.number)?;
    let half = tokens[hour + 2..].iter().find(|token| token.number.is_none());
    let hours = tokens[hour].number?;
    let hours = match half.map(|token| token.text.to_lowercase()).as_deref() {
        Some("pm" | "p") if hours < 12 => hours + 12,
        Some("am" | "a") if hours == 12 => 0,
        _ => hours,
    };
    Some(hours * 3600 + minute * 60)
}

/// The line with the words of other scripts for days and times as Japanese has them, and without what stands between a day
/// and a time.
fn plain(line: &str) -> String {
    const WEEKDAYS: &[&str] = &[
        "월요일",
        "화요일",
        "수요일",
        "목요일",
        "금요일",
        "토요일",
        "일요일",
        "星期一",
        "星期二",
        "星期三",
        "星期四",
        "星期五",
        "星期六",
        "星期日",
        "星期天",
        "週一",
        "週二",
        "週三",
        "週四",
        "週五",
        "週六",
    ];
    const SAME: &[(&str, &str)] = &[
        ("년", "年"),
        ("월", "月"),
        ("일", "日"),
        ("오전", "午前"),
        ("오후", "午後"),
        ("上午", "午前"),
        ("下午", "午後"),
        (", at ", " "),
        (" um ", " "),
        (" à ", " "),
        (" a las ", " "),
        (" kl. ", " "),
    ];
    const MORE: &[&str] = &[" om ", " kl ", " às ", " alle ore ", " alle ", " at "];
    let bare = WEEKDAYS.iter().fold(line.to_owned(), |line, word| line.replace(word, " "));
    let same = SAME.iter().fold(bare, |line, (word, ours)| line.replace(word, ours));
    MORE.iter().fold(same, |line, word| line.replace(word, " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_many_languages() {
        for (text, day, seconds) in [
            ("Am Di., 20. Okt. 2026 um 09:00 Uhr schrieb X:", "2026-10-20", Some(32_400)),
            ("Le mar. 20 oct. 2026 à 09:00, X a écrit :", "2026-10-20", Some(32_400)),
            ("Op di 20 okt. 2026 om 09:00 schreef X:", "2026-10-20", Some(32_400)),
            ("Il giorno mar 20 ott 2026 alle ore 09:00 X ha scritto:", "2026-10-20", Some(32_400)),
            ("Em ter., 20 de out. de 2026 às 09:00, X escreveu:", "2026-10-20", Some(32_400)),
            ("Den tis 20 okt. 2026 kl 09:00 skrev X:", "2026-10-20", Some(32_400)),
            ("El mar, 20 oct 2026 a las 9:00, X escribió:", "2026-10-20", Some(32_400)),
            ("ti 20. lokak. 2026 klo 9.00 X kirjoitti:", "2026-10-20", Some(32_400)),
            ("wt., 20 paź 2026 o 09:00 X napisał(a):", "2026-10-20", Some(32_400)),
            ("út 20. 10. 2026", "", None),
            ("X ezt írta (időpont: 2026. okt. 20., K, 9:00):", "2026-10-20", Some(32_400)),
            ("X, 20 Eki 2026 Sal, 09:00 tarihinde şunu yazdı:", "2026-10-20", Some(32_400)),
            ("вт, 20 окт. 2026 г. в 09:00, X:", "2026-10-20", Some(32_400)),
            ("Dienstag, 20. Oktober 2026 21:00", "2026-10-20", Some(75_600)),
            ("Tuesday, October 20, 2026 9:00 PM", "2026-10-20", Some(75_600)),
            ("le 1er novembre 2026 à 9h05", "2026-11-01", Some(32_700)),
            ("20 marraskuuta 2026", "2026-11-20", None),
        ] {
            let found = day_and_time(text);
            let shown = found.as_ref().and_then(|stamp| match stamp.day {
                Some(DayWritten::Full(day)) => Some(day.to_string()),
                _ => None,
            });
            assert_eq!(shown.unwrap_or_default(), day, "{text}");
            assert_eq!(found.and_then(|stamp| stamp.clock).map(|clock| clock.0), seconds, "{text}");
        }
    }
}
