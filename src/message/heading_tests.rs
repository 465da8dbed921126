//! Threads written in a random mixture of headings, decorated and cut short: each message is read with its time and its
//! sender, or a gap stands in it; never is it a part of somebody's text.

use super::tests::Gathered;
use super::*;
use crate::case::memo::Role;
use proptest::prelude::*;
use serde_json::{Value, json};

const NAMES: [&str; 2] = ["港町オーディオ", "むぎ"];

/// Who, how many minutes later, in which form, and how many lines.
type Said = (usize, i64, usize, usize);

fn talk(forms: usize) -> impl Strategy<Value = Vec<Said>> {
    prop::collection::vec((0usize..2, 0i64..900, 0usize..forms, 1usize..3), 1..10)
}

fn setting() -> Setting {
    let mut setting = Setting { day_order: Some(DayOrder::YearFirst), ..Setting::default() };
    setting.people.add(NAMES[0], Role::Client, Ground::Flag);
    setting.people.add(NAMES[1], Role::Worker, Ground::Flag);
    setting
}

/// A message as it was written.
struct Written {
    who: usize,
    /// Seconds since 1970.
    at: i64,
    mark: String,
    /// Its lines, or its bytes, in the file.
    place: (u64, u64),
}

const BASE: i64 = 1_790_812_800; // 2026-10-01 09:00 JST

fn local(at: i64) -> chrono::NaiveDateTime {
    chrono::DateTime::from_timestamp(at + 9 * 3600, 0).unwrap().naive_utc()
}

/// Is every message read as it was written, or is there a gap in it?
fn holds(read: &Gathered, written: &[Written]) -> Result<(), TestCaseError> {
    let messages = &read.messages;
    let person = |n: u32| &read.readings[0].participants[n as usize - 1];
    let gaps: Vec<(u64, u64)> = read
        .readings
        .iter()
        .flat_map(|r| r.gaps.iter())
        .map(|gap| match gap.place {
            Place::Lines(a, b) => (a, b + 1),
            Place::Bytes(a, b) => (a, b),
        })
        .collect();
    for one in written {
        let holding: Vec<_> =
            messages.iter().filter(|m| m.text.as_deref().is_some_and(|t| t.contains(&one.mark))).collect();
        let right = |m: &&Message<'_>| {
            let name = m.sender.map(person).map(|p| if p.name.is_empty() { &*p.id } else { &*p.name });
            // a time that is said not to be known is no wrong one
            let time = m.when.span().is_none_or(|(from, to)| (from..to).contains(&one.at));
            // nor is a sender whom the record does not name
            name.is_none_or(|name| name == NAMES[one.who]) && time
        };
        let gap = gaps.iter().any(|gap| gap.0 < one.place.1 && one.place.0 < gap.1);
        let unsure = !read.readings[0].needs.is_empty() || read.readings[0].not_understood;
        for message in &holding {
            prop_assert!(right(message) || gap, "{} is in {:?}", one.mark, message);
        }
        let unmarked = |m: &&Message<'_>| !m.text.as_deref().unwrap_or_default().contains('§');
        let textless = || messages.iter().filter(unmarked).any(|m| right(&m));
        prop_assert!(!holding.is_empty() || gap || unsure || textless(), "{} is nowhere", one.mark);
        prop_assert!(
            holding.iter().all(|m| m.text.as_deref().unwrap_or_default().matches('§').count() == 1),
            "{holding:?}"
        );
    }
    Ok(())
}

/// Writes lines, and keeps where each message stands.
#[derive(Default)]
struct Lines {
    text: String,
    lines: u64,
    written: Vec<Written>,
}

impl Lines {
    fn line(&mut self, line: &str) {
        self.text += line;
        self.text.push('\n');
        self.lines += 1 + line.matches('\n').count() as u64;
    }

    fn message(&mut self, who: usize, at: i64, lines: impl FnOnce(&str) -> String) {
        let mark = format!("§{}x", self.written.len());
        let from = self.lines + 1;
        let record = lines(&mark);
        self.line(&record);
        self.written.push(Written { who, at, mark, place: (from, self.lines + 1) });
    }
}

fn line_thread(talk: &[Said], desktop: bool) -> Lines {
    let mut out = Lines::default();
    let mut at = BASE;
    let mut day = None;
    for (who, later, form, lines) in talk {
        at += later * 60;
        let (when, name) = (local(at), NAMES[*who]);
        if day != Some(when.date()) {
            day = Some(when.date());
            let weekday = ["月", "火", "水", "木", "金", "土", "日"];
            let weekday = weekday[chrono::Datelike::weekday(&when).num_days_from_monday() as usize];
            out.line(&match desktop {
                true => format!("{} {weekday}曜日", when.format("%Y.%m.%d")),
                false => format!("{}({weekday})", when.format("%Y/%m/%d")),
            });
        }
        let (t, wide) = (when.format("%H:%M").to_string(), when.format("%H：%M").to_string());
        let date = when.format("%m/%d").to_string();
        let half = format!("{}{}", if t.as_str() < "12:00" { "午前" } else { "午後" }, when.format("%-I:%M"));
        let more = if *lines > 1 { "\nつづき" } else { "" };
        let (open, close) = if *lines > 1 && !desktop { ("\"", "\"") } else { ("", "") };
        let s = if desktop { ' ' } else { '\t' };
        out.message(*who, at, |mark| match form {
            0..=3 => format!("{t}{s}{name}{s}{open}{mark}{more}{close}"),
            4 => format!("{t} 既読{s}{name}{s}{mark}"),
            5 => format!("(編集済み) {t}{s}{name}{s}{mark}"),
            6 => format!("{t}{s}{name}\n{mark}"),
            7 => format!("{date} {t}{s}{name}{s}{mark}"),
            8 => format!("{half}{s}{name}{s}{mark}"),
            9 => format!("{wide}{s}{name}{s}{mark}"),
            10 => format!("{t} {name} {mark}"),
            11 => format!("{name}{s}{t}{s}{mark}"),
            12 => format!("[{t}] {name}さん: {mark}"),
            _ => format!("昨日 {t} {name}\n{mark}"),
        });
    }
    out
}

fn whatsapp_thread(talk: &[Said], bracket: bool) -> Lines {
    let mut out = Lines::default();
    let mut at = BASE;
    for (i, (who, later, form, lines)) in talk.iter().enumerate() {
        at += later * 60;
        let (when, name) = (local(at), NAMES[*who]);
        let (date, short) = (when.format("%Y/%m/%d").to_string(), when.format("%m/%d").to_string());
        let (t, precise) = (when.format("%H:%M").to_string(), when.format("%H:%M:%S").to_string());
        let more = if *lines > 1 { "\nつづき" } else { "" };
        let form = if i == 0 { 0 } else { *form };
        out.message(*who, at, |mark| match (form, bracket) {
            (0..=3, true) => format!("[{date} {precise}] {name}: {mark}{more}"),
            (0..=3, false) => format!("{date} {t} - {name}: {mark}{more}"),
            (4, true) | (5, false) => format!("{date} {t} - {name}: {mark}"),
            (5, true) | (4, false) => format!("[{date} {precise}] {name}: {mark}"),
            (6, true) => format!("[{t}] {name}: {mark}"),
            (6, false) => format!("{t} - {name}: {mark}"),
            (7, _) => format!("{short} {t} {name}: {mark}"),
            (8, _) => format!("{date} {t} 既読 {name}\n{mark}"),
            (9, _) => format!("{name} {t}\n{mark}"),
            (10, _) => format!("✓✓ {t} {name}: {mark}"),
            (_, _) => format!("{date} {t}\n{name}: {mark}"),
        });
    }
    out
}

/// One record, as a service writes it, with one thing about it changed.
fn record(service: &str, i: usize, who: usize, at: i64, mark: &str, form: usize) -> Value {
    let (name, local) = (NAMES[who], local(at).format("%Y-%m-%dT%H:%M:%S").to_string());
    let mut item = match service {
        "discord" => json!({
            "id": (((at * 1000 - 1_420_070_400_000) as u64) << 22).to_string(), "type": "Default",
            "timestamp": format!("{local}+09:00"), "content": mark, "author": {"id": name, "name": name},
            "attachments": [], "reactions": [],
        }),
        "telegram" => json!({
            "id": i, "type": "message", "date": local, "date_unixtime": at.to_string(), "from": name,
            "from_id": name, "text": mark,
        }),
        "slack" => json!({"type": "message", "user": name, "text": mark, "ts": format!("{at}.000100")}),
        _ => json!({
            "message_id": i.to_string(), "account": {"account_id": who, "name": name}, "body": mark,
            "send_time": at, "update_time": 0,
        }),
    };
    let keys: Vec<String> = item.as_object().unwrap().keys().cloned().collect();
    let key = &keys[form % keys.len()];
    // another name or another time in its place would be what the file says
    let said = ["user", "from", "from_id", "send_time"].contains(&key.as_str());
    match form / 8 {
        5 | 6 if said => {}
        0..=2 => {}
        3 => drop(item.as_object_mut().unwrap().remove(key)),
        4 => item[key] = Value::Null,
        5 => item[key] = json!(7),
        6 => item[key] = json!("soon"),
        7 => item["poll"] = json!({"voters": 1}),
        _ => item = json!([item]),
    }
    item
}

fn json_thread(service: &str, talk: &[Said]) -> Lines {
    let (begin, end) = match service {
        "discord" => (
            r#"{"guild":{"id":"0"},"channel":{"name":"x"},"dateRange":{},"exportedAt":"2026-12-28T09:00:00+09:00","messages":["#,
            "]}",
        ),
        "telegram" => (r#"{"name":"x","type":"personal_chat","id":1,"messages":["#, "]}"),
        _ => ("[", "]"),
    };
    let mut out = Lines { text: begin.to_owned(), ..Lines::default() };
    let mut at = BASE;
    for (i, (who, later, form, _)) in talk.iter().enumerate() {
        at += later * 60;
        if i > 0 {
            out.text.push(',');
        }
        let mark = format!("§{i}x");
        let form = if i == 0 { 0 } else { *form };
        let from = out.text.len() as u64;
        out.text += &record(service, i, *who, at, &mark, form).to_string();
        out.written.push(Written { who: *who, at, mark, place: (from, out.text.len() as u64) });
    }
    out.text += end;
    out
}

fn mailbox(talk: &[Said]) -> Lines {
    let mut out = Lines::default();
    let mut at = BASE;
    for (i, (who, later, form, lines)) in talk.iter().enumerate() {
        at += later * 60;
        let (when, name) = (local(at), NAMES[*who]);
        let mark = format!("§{i}x");
        let from = out.text.len() as u64;
        out.text += &match form % 7 {
            0 => format!("From - {}\n", when.format("%a %b %e %H:%M:%S %Y")),
            1 => format!("From a@x.jp {}\n", when.format("%a %b %e %H:%M:%S %Y")),
            2 => "From \n".to_owned(),
            3 => "From\n".to_owned(),
            4 => format!("From \"x y\" {}\r\n", when.format("%Y-%m-%d %H:%M")),
            5 => "From - \nX-Any: 1\n".to_owned(),
            _ => format!("From MAILER-DAEMON {}\n", when.format("%a, %d %b %Y %H:%M:%S +0900")),
        };
        let zone = ["+0900", "+0900 (JST)", "(x) +0900", "+0900 JST"][form % 4];
        out.text += &format!(
            "From: {name} <{who}@x.jp>\nDate: {} {zone}\nSubject: {mark}\n\n",
            when.format("%a, %d %b %Y %H:%M:%S")
        );
        out.text += &"From here on\n".repeat(*lines);
        if form % 2 == 0 {
            out.text.push('\n');
        }
        out.written.push(Written { who: *who, at, mark, place: (from, out.text.len() as u64) });
    }
    out
}

proptest! {

    #[test]
    fn message_line_heads_are_read_or_gaps(talk in talk(14), desktop: bool) {
        let thread = line_thread(&talk, desktop);
        let read = Gathered::of(thread.text.as_bytes(), &setting());
        if read.readings[0].format == "line" {
            holds(&read, &thread.written).map_err(|e| TestCaseError::fail(format!("{}\n{e}", thread.text)))?;
        }
    }

    #[test]
    fn message_whatsapp_heads_are_read_or_gaps(talk in talk(12), bracket: bool) {
        let thread = whatsapp_thread(&talk, bracket);
        let read = Gathered::of(thread.text.as_bytes(), &setting());
        if read.readings[0].format == "whatsapp" {
            holds(&read, &thread.written).map_err(|e| TestCaseError::fail(format!("{}\n{e}", thread.text)))?;
        }
    }

    #[test]
    fn message_json_records_are_read_or_gaps(talk in talk(80), service in 0usize..4) {
        let service = ["discord", "telegram", "slack", "chatwork"][service];
        let thread = json_thread(service, &talk);
        let read = Gathered::of(thread.text.as_bytes(), &setting());
        prop_assert_eq!(read.readings[0].format, service, "{}", thread.text);
        holds(&read, &thread.written).map_err(|e| TestCaseError::fail(format!("{}\n{e}", thread.text)))?;
    }

    #[test]
    fn message_mails_of_a_box_are_read_or_gaps(talk in talk(28)) {
        let thread = mailbox(&talk);
        let read = Gathered::of(thread.text.as_bytes(), &setting());
        prop_assert_eq!(read.readings[0].format, "mail", "{}", thread.text);
        prop_assert_eq!(read.messages.len(), talk.len(), "{}", thread.text);
        holds(&read, &thread.written).map_err(|e| TestCaseError::fail(format!("{}\n{e}", thread.text)))?;
    }
}
