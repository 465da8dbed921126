//! Threads as pages show them: read with their times and senders, or a gap stands there; a heading that is decorated,
//! shortened or half gone never makes a silence longer.

use crate::base::limits::Limits;
use crate::case::Memo;
use crate::case::memo::Role;
use crate::format::fact::Fact;
use crate::message::silence::{Record, Scope};
use crate::message::tests::Gathered;
use crate::message::{Kind, Place, Reading, Setting, Source, describe};
use chrono::{DateTime, TimeDelta, Timelike as _};
use chrono_tz::Tz;
use proptest::prelude::*;

const CLIENT: &str = "港町オーディオ";
const WORKER: &str = "むぎ";
const NOTES: &str = "クライアント名: 港町オーディオ\n自分の表示名: むぎ\nタイムゾーン: Asia/Tokyo\n\
                     スレッドを写した日時: 2026/11/28 9:00\n納品完了報告(1回目): 2026/11/05 9:58\n";

fn memo() -> Memo {
    Memo::read(NOTES.as_bytes(), &Limits::DEFAULT).unwrap()
}

/// When the statement on silence begins, in seconds since 1970: the end of the client's last sign.
fn silence(thread: &str) -> Option<i64> {
    let (mut record, memo) = (Record::default(), memo());
    let export = thread.as_bytes();
    let source = Source { path: "t".into(), name: "t.txt".into(), export: &export, changed: None };
    let mut take = |fact: Fact| {
        record.take(1, &fact);
        Ok(())
    };
    describe(&[source], &Setting::of(Some(&memo)), &Limits::DEFAULT, &mut take).unwrap();
    memo.facts().iter().for_each(|fact| record.take(1, fact));
    record.settle();
    record.silence(Scope::All, Tz::Asia__Tokyo).stated().and_then(|said| said.since.span()).map(|span| span.1)
}

pub(super) fn at(local: &str) -> DateTime<Tz> {
    use chrono::TimeZone as _;
    let local = chrono::NaiveDateTime::parse_from_str(local, "%Y-%m-%d %H:%M").unwrap();
    Tz::Asia__Tokyo.from_local_datetime(&local).unwrap()
}

/// Ways in which pages head a message.
const STYLES: usize = 14;

fn heading(style: usize, name: &str, t: DateTime<Tz>) -> String {
    let japanese = t.format("%Y年%m月%d日 %H:%M");
    let short = t.format("%m月%d日 %H:%M");
    let english = t.format("%b %-d, %Y, %-I:%M %p");
    match style {
        0 => format!("{name}\n{japanese}"),
        1 => format!("{name} {japanese}"),
        2 => format!("{} {name}", t.format("%Y/%m/%d %H:%M")),
        3 => format!("{name}さん\n{short}"),
        4 => format!("{name} （user_1）\n{japanese} 既読"),
        5 => format!("{name}\n{english}"),
        6 => format!("{name}\n株式会社みなと\n{japanese}"),
        7 => format!("送信者画像\n{name}\n{japanese} (編集済み)"),
        8 => format!("【{name}】{japanese}"),
        9 => format!("{name}のアイコン\n{name}\n{}", t.format("%Y-%m-%d %H:%M:%S")),
        10 => format!("{}\n{name}\n{}", t.format("%Y年%-m月%-d日"), t.format("%H:%M")),
        11 => format!("{}\n{name} {} 既読", t.format("%A, %b %-d, %Y"), t.format("%-I:%M %p")),
        12 => format!("{japanese}\n{name}"),
        _ => format!("NEW {name} {}\n{short}", if name == CLIENT { "クライアント" } else { "ワーカー" }),
    }
}

fn thread(messages: &[(usize, bool, DateTime<Tz>, String)]) -> (String, Vec<(u64, u64)>) {
    let (mut text, mut places) = (String::new(), Vec::new());
    for (style, of_client, t, body) in messages {
        let name = if *of_client { CLIENT } else { WORKER };
        let first = text.lines().count() as u64 + 1;
        text += &format!("{}\n{body}\n", heading(*style, name, *t));
        places.push((first, text.lines().count() as u64));
        text.push('\n');
    }
    (text, places)
}

/// Bodies: what people write, dates and names in it too.
const BODIES: &[&str] = &[
    "はじめまして。よろしくお願いします。",
    "納品いたします。\n第1話.wav (864KB)",
    "第2話だけ、2026年11月05日 09:58の版の読みを直してください。",
    "港町オーディオの三浦です。むぎさんにお願いがあります。",
    "> 港町オーディオ 2026年11月01日 10:00\nの件です。",
    "",
];

fn read(thread: &str) -> (Gathered, Setting) {
    let setting = Setting::of(Some(&memo()));
    (Gathered::of(thread.as_bytes(), &setting), setting)
}

fn role(reading: &Reading, sender: Option<u32>) -> Option<Role> {
    Some(reading.participants.get(sender? as usize - 1)?.role)
}

proptest! {

    #[test]
    fn message_in_any_mixture_of_headings_each_is_read_or_a_gap_stands_in_it(
        talk in prop::collection::vec((0..STYLES, any::<bool>(), 1i64..4000, 0..BODIES.len()), 1..8),
    ) {
        let mut t = at("2026-11-01 09:00");
        let messages: Vec<_> = talk
            .iter()
            .map(|(style, of_client, later, body)| {
                t += TimeDelta::minutes(*later);
                (*style, *of_client, t, BODIES[*body].to_owned())
            })
            .collect();
        let (text, places) = thread(&messages);
        let (read, _) = read(&text);
        let reading = &read.readings[0];
        prop_assert_eq!(reading.account.total(), text.lines().count() as u64, "{}\n{:?}", text, reading.account);
        for ((_, of_client, t, _), place) in messages.iter().zip(&places) {
            let wanted = if *of_client { Role::Client } else { Role::Worker };
            let from = t.with_second(0).unwrap().timestamp();
            let is_read = read.messages.iter().any(|m| {
                let here = matches!(m.place, Place::Lines(first, last) if first <= place.1 && place.0 <= last);
                let fits = m.when.span().is_none_or(|span| span.0 <= from && from < span.1);
                here && m.kind != Kind::Edit && fits && role(reading, m.sender) == Some(wanted)
            });
            let in_gap = reading.gaps.iter().any(|gap| {
                matches!(gap.place, Place::Lines(a, b) if a <= place.1 && place.0 <= b)
            });
            prop_assert!(is_read || in_gap, "{place:?}\n{text}\n{:?}\n{:?}", read.rows(), reading.gaps);
        }
        let last = messages.iter().filter(|m| m.1).map(|m| m.2).max();
        if let (Some(since), Some(last)) = (silence(&text), last) {
            prop_assert!(since > last.timestamp(), "{text}\n{:?}", read.rows());
        }
    }
}

/// What may stand on or around a heading.
const DECORATIONS: &[&str] = &[
    "★",
    "🎧",
    "既読",
    "NEW",
    "プレミアム",
    "(東京)",
    "さん",
    "様",
    " 様 ",
    "：",
    " - ",
    "送信",
    "より",
    "からのメッセージ",
    " said",
    " wrote:",
    "@",
    "[",
    "】",
    "クライアント",
    "本人確認済み",
    "に投稿",
    "の発言",
    "オンライン",
    "・",
    "|",
    "#12",
    "1件",
    "株式会社",
    "Edited",
    "返信",
];

#[test]
fn message_a_decorated_or_shortened_heading_never_makes_a_silence_longer() {
    let t = at("2026-11-06 14:03");
    let failed = std::cell::RefCell::new(Vec::new());
    let body = "確認しました。検収は明日します。";
    for style in 0..STYLES {
        let before = [
            (style, true, at("2026-11-02 10:02"), BODIES[0].to_owned()),
            (style, false, at("2026-11-02 10:31"), "よろしくお願いします。".to_owned()),
            (style, false, at("2026-11-05 09:58"), BODIES[1].to_owned()),
        ];
        let (before, _) = thread(&before);
        let check = |heading: &str| {
            let text = format!("{before}{heading}\n{body}\n");
            if silence(&text).is_some_and(|since| since <= t.timestamp()) {
                failed
                    .borrow_mut()
                    .push(format!("style {style}: {heading:?} {:?}", read(&text).0.rows().last()));
            }
        };
        let whole = heading(style, CLIENT, t);
        check(&whole);
        let lines: Vec<&str> = whole.lines().collect();
        for decoration in DECORATIONS {
            check(&format!("{decoration}{whole}"));
            check(&format!("{whole}{decoration}"));
            for at in 1..lines.len() {
                let (a, b) = (lines[..at].join("\n"), lines[at..].join("\n"));
                check(&format!("{a}{decoration}\n{b}"));
                check(&format!("{a}\n{decoration}{b}"));
                check(&format!("{a}\n{decoration}\n{b}"));
                check(&format!("{a}{decoration}{b}"));
            }
        }
        // a removed line or a removed stretch of letters: something of the name or the moment is left
        for at in 0..lines.len() {
            let mut fewer = lines.clone();
            fewer.remove(at);
            // with the whole day above gone, the message is one of the day before to whoever reads it
            let day_above = at == 0 && matches!(style, 10 | 11);
            if !fewer.is_empty() && !day_above {
                check(&fewer.join("\n"));
            }
        }
        // a letter less in the name, and each part of the moment less: a digit less is another moment that nobody can tell
        let letters: Vec<char> = whole.chars().collect();
        for at in (0..letters.len()).filter(|at| !letters[*at].is_ascii_digit()) {
            check(&letters[..at].iter().chain(&letters[at + 1..]).collect::<String>());
        }
        for part in [
            "2026年", "11月", "06日", "14:03", " 14:03", "2026/", "11/", "06 ", "2026", "Nov", "6, ", "PM",
            ":03", "2:03",
        ] {
            // without minutes, "14:03:00" is another time that nobody can tell
            if !(style == 9 && part.ends_with(":03")) {
                check(&whole.replacen(part, "", 1));
            }
        }
        for end in (1..letters.len()).filter(|end| !letters[*end].is_ascii_digit()) {
            let left: String = letters[..end].iter().collect();
            if left.contains(CLIENT) {
                check(&left);
            }
        }
    }
    let failed = failed.into_inner();
    assert!(failed.is_empty(), "{} of them\n{}", failed.len(), failed.join("\n"));
}
