//! What is written in a format comes back, for any text and any name.

use super::tests::Gathered;
use super::*;
use crate::case::memo::Role;
use crate::case::memo::moment_within;
use proptest::prelude::*;

/// Somebody says something, minutes later.
type Talk = Vec<(usize, u16, String)>;

fn name() -> impl Strategy<Value = String> {
    let any = "[^\r\n\u{FFFD}]{1,12}";
    prop_oneof![
        any.prop_map(|s| s.trim().to_owned()),
        "[a-zA-Z:]{1,3}[: \t][a-z:]{1,3}",
        "[港町制作むぎ]{1,4}"
    ]
    .prop_filter("a name is not nothing", |name| !name.trim().is_empty() && !people::form(name).is_empty())
}

/// Bodies that imitate records, quotations, day lines, marks.
fn body() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\n".to_owned()),
        Just("\"".to_owned()),
        Just("10:02\tむぎ\t".to_owned()),
        Just("2026/10/01(木)".to_owned()),
        Just("13/10/2026, 10:02 - a: ".to_owned()),
        Just("[2026/10/01 10:02:33] b: ".to_owned()),
        Just("2026年10月01日 10:02".to_owned()),
        Just("返信する".to_owned()),
        "[^\r\u{FFFD}]{0,10}",
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

fn talk(body: impl Strategy<Value = String>) -> impl Strategy<Value = (Vec<String>, Talk)> {
    let names = prop::collection::vec(name(), 2)
        .prop_filter("two people", |names| people::form(&names[0]) != people::form(&names[1]));
    (names, prop::collection::vec((0usize..2, 0u16..60, body), 1..8))
}

fn setting(names: &[String]) -> Setting {
    let mut setting = Setting::default();
    setting.people.add(&names[0], Role::Client, Ground::Flag);
    setting.people.add(&names[1], Role::Worker, Ground::Flag);
    setting
}

/// Is it the same talk: names, times and texts?
fn same(read: &Gathered, names: &[String], talk: &[(usize, u16, String)]) -> bool {
    let reading = read.readings.first();
    let shown = read.messages.iter().map(|m| {
        let name = m.sender.and_then(|n| reading?.participants.get(n as usize - 1)).map(|p| p.name.as_str());
        (name, m.when.span().map(|s| s.0), m.text.as_deref().unwrap_or_default())
    });
    let base = 1_790_812_800; // 2026-10-01 09:00 JST
    let mut at = base;
    let said = talk.iter().map(|(who, later, text)| {
        at += i64::from(*later) * 60;
        (Some(names[*who].as_str()), Some(at), text.as_str())
    });
    shown.eq(said)
}

fn clock(talk: &[(usize, u16, String)]) -> Vec<(u32, u32, u32)> {
    let mut minutes = 9 * 60;
    let at = talk.iter().map(|(_, later, _)| {
        minutes += u32::from(*later);
        (1 + minutes / 1440, minutes / 60 % 24, minutes % 60)
    });
    at.collect()
}

proptest! {

    #[test]
    fn message_line_comes_back_or_says_that_it_is_open((names, talk) in talk(body())) {
        let mut text = String::from("[LINE] xとのトーク履歴\r\n保存日時：2026/11/20 09:12\r\n\r\n2026/10/01(木)\r\n");
        for ((who, _, body), (_, h, m)) in talk.iter().zip(clock(&talk)) {
            let body = match body.contains('\n') {
                true => format!("\"{}\"", body.replace('"', "\"\"")),
                false => body.clone(),
            };
            text += &format!("{h:02}:{m:02}\t{}\t{body}\r\n", names[*who]);
        }
        let read = Gathered::of(text.as_bytes(), &setting(&names));
        let reading = &read.readings[0];
        let says_so = reading.boundaries == Boundaries::ByForm || reading.certainty() != Certainty::Understood;
        prop_assert!(same(&read, &names, &talk) || says_so, "{text:?}\n{:?}", read.rows());
        // with a text of several lines in it the format itself marks the boundaries, whatever the texts say
        let known = reading.format == "line";
        if known && talk.iter().any(|(_, _, body)| body.contains('\n')) && !names.iter().any(|n| n.contains('\t')) {
            prop_assert!(same(&read, &names, &talk), "{text:?}\n{:?}", read.rows());
        }
    }

    #[test]
    fn message_whatsapp_comes_back_unless_a_text_holds_a_record((names, talk) in talk(body())) {
        let mut text = String::new();
        for ((who, _, body), (day, h, m)) in talk.iter().zip(clock(&talk)) {
            text += &format!("2026/10/{day:02}, {h:02}:{m:02} - {}: {body}\n", names[*who]);
        }
        let read = Gathered::of(text.as_bytes(), &setting(&names));
        let reading = &read.readings[0];
        if reading.format != "whatsapp" {
            return Ok(()); // a name of control characters: kept, and said not to be understood
        }
        prop_assert_eq!(reading.boundaries, Boundaries::ByForm, "{}", text);
        // marks of direction are WhatsApp's own; what begins like a date may be a record
        let odd = |t: &String| t.starts_with(['\u{200E}', '\u{200F}', '\u{202A}', '\u{202B}', '\u{202C}', '\u{FEFF}']);
        let dated = |t: &String| t.lines().any(|l| l.trim_start_matches(|c: char| !c.is_ascii_digit() && c != '[').starts_with(|c: char| c.is_ascii_digit() || c == '['));
        let clear = !names.iter().any(odd) && !talk.iter().any(|(_, _, t)| odd(t) || dated(t) || t.contains('<'));
        if clear && reading.certainty() == Certainty::Understood {
            prop_assert!(same(&read, &names, &talk), "{text:?}\n{:?}", read.rows());
        }
    }

    #[test]
    fn message_pasted_comes_back_unless_a_text_holds_a_heading((names, talk) in talk(body())) {
        let mut text = String::new();
        for ((who, _, body), (day, h, m)) in talk.iter().zip(clock(&talk)) {
            text += &format!("{}\n2026年10月{day:02}日 {h:02}:{m:02}\n{body}\n\n", names[*who]);
        }
        let read = Gathered::of(text.as_bytes(), &setting(&names));
        let reading = &read.readings[0];
        if reading.format != WORD {
            return Ok(()); // the names or texts look like another format: that one says what it is
        }
        prop_assert_eq!(reading.boundaries, Boundaries::ByForm);
        let heading = |line: &str| names.iter().any(|n| people::form(n) == people::form(line)) || moment_within(&people::form(line)).is_some();
        let blank_ends = |t: &String| t.starts_with(|c: char| c.is_whitespace()) || t.ends_with(|c: char| c.is_whitespace()) || t.starts_with('\u{FEFF}');
        let clear = talk.iter().all(|(_, _, t)| !t.lines().any(heading) && !blank_ends(t) && !t.contains("添付"))
            && names.iter().all(|n| moment_within(&people::form(n)).is_none() && people::form(n) == *n);
        if clear && reading.furniture_lines == 0 && reading.gaps.is_empty() {
            prop_assert!(same(&read, &names, &talk), "{text:?}\n{:?}", read.rows());
        }
    }

    #[test]
    fn message_any_bytes_are_read_without_a_fall(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let read = Gathered::of(&bytes, &Setting::default());
        prop_assert_eq!(read.readings.len(), 1);
    }
}

const WORD: &str = PASTED;
