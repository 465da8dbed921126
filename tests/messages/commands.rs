//! Messages at the command line: reading, sealing, showing, reading again; hostile texts through every output.

use crate::hostile::{self, TEXTS};
use crate::program::Desk;
use serde_json::Value;
use std::fs;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/minato-narration");

/// The sample case, with the LINE export of the samples beside the thread if asked for.
fn sample(desk: &Desk, more: &[(&str, &[u8])]) {
    for entry in walkdir::WalkDir::new(SAMPLE) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let name = entry.path().strip_prefix(SAMPLE).unwrap();
            desk.write(std::path::Path::new("case").join(name), fs::read(entry.path()).unwrap());
        }
    }
    for (name, bytes) in more {
        desk.write(format!("case/メッセージ/{name}"), bytes);
    }
}

fn json(desk: &Desk, args: &[&str]) -> Value {
    let ran = desk.run(&[&["--json"], args].concat());
    serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e}: {ran:?}"))
}

#[test]
fn the_sample_case_is_read_sealed_shown_and_read_again() {
    let desk = Desk::new();
    sample(&desk, &[]);
    let read = json(&desk, &["read", "case/メッセージ/クラウドワークス_スレッド.txt"]);
    let thread = &read["conversations"][0];
    assert_eq!((thread["format"].as_str(), thread["count"].as_u64()), (Some("pasted"), Some(11)));
    assert_eq!(thread["messages"].as_array().unwrap().len(), 11);
    assert_eq!(thread["messages"][5]["place"]["lines"][0], 44);
    assert_eq!(thread["coverage_ground"], "declared");

    let status = json(&desk, &["status", "case"]);
    let statement = &status["silence"]["statement"];
    assert_eq!(
        (statement["days"]["whole"].as_u64(), statement["last_record"]["days"]["whole"].as_u64()),
        (Some(45), Some(34))
    );
    assert_eq!(statement["since"]["from"], "2026-10-05T05:03:00Z");
    assert_eq!(status["silence"]["rounds"][1]["client_messages"], 0);

    assert_eq!(desk.run(&["seal", "case", "--offline"]).code, Some(0));
    let ran = desk.run(&["verify", "case/控え", "--reread"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.out.contains("2 records are as their facts say"), "{ran:?}");
    let shown = json(&desk, &["show", "case/控え"]);
    let facts = shown["editions"][0]["facts"].as_array().unwrap();
    let count = |kind: &str| facts.iter().filter(|f| f.get(kind).is_some()).count();
    assert_eq!(
        (
            count("conversation"),
            count("message"),
            count("text"),
            count("participant"),
            count("name"),
            count("mail")
        ),
        (2, 12, 12, 3, 3, 1)
    );
    // the clock of this computer bounds the end of coverage: the seal may be made long before the sample's dates
    assert!(shown["silence"].is_object());
}

#[test]
fn answers_are_kept_in_the_memo_and_nothing_else_of_it_changes() {
    let desk = Desk::new();
    desk.write("case/case-notes.txt", "client: Minato\r\nsomething of mine");
    desk.write("case/delivery/1/a.wav", "x");
    desk.write(
        "case/messages/chat.txt",
        "01/10/2026, 10:02 - Anna: Work: hi\n02/10/2026, 10:03 - Mugi: hello\n",
    );
    let open = json(&desk, &["read", "case/messages/chat.txt"]);
    assert_eq!(open["conversations"][0]["needs"], serde_json::json!(["participants", "day-order"]));
    let args = [
        "read",
        "case/messages/chat.txt",
        "--participant",
        "Anna: Work=client",
        "--participant",
        "Mugi=me",
        "--day-order",
        "dmy",
        "--zone",
        "Europe/Berlin",
        "--save",
    ];
    let ran = desk.run(&args);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let memo = fs::read_to_string(desk.path("case/case-notes.txt")).unwrap();
    let expected = "client: Minato\r\nsomething of mine\r\nname(whatsapp): Anna: Work = client\r\n\
                    name(whatsapp): Mugi = worker\r\nzone: Europe/Berlin\r\nday order: dmy\r\n";
    assert_eq!(memo, expected);
    let known = json(&desk, &["read", "case/messages"]);
    let known = &known["conversations"][0];
    assert_eq!(
        (known["certainty"].as_str(), &known["messages"][0]["role"]),
        (Some("understood"), &Value::from("client"))
    );
    assert_eq!(known["messages"][0]["at"]["offset"], "+02:00");
    // saved once is enough
    assert_eq!(desk.run(&args).code, Some(0));
    assert_eq!(fs::read_to_string(desk.path("case/case-notes.txt")).unwrap(), expected);
    // a memo in another encoding is left alone, and the lines are told
    desk.write("case/case-notes.txt", encoding_rs::SHIFT_JIS.encode("クライアント名: 港町\n").0);
    let ran = desk.run(&args);
    assert!(ran.code == Some(3) && ran.err.contains("day order: dmy"), "{ran:?}");
    for (args, code, words) in [
        (vec!["read", "case/messages/chat.txt", "--participant", "nobody"], 2, "NAME=ROLE"),
        (vec!["read", "case/messages/chat.txt", "--zone", "Nowhere"], 2, "Nowhere"),
        (vec!["read", "case/messages/chat.txt", "--copied", "yesterday"], 2, "yesterday"),
        (vec!["read", "nothing.txt"], 3, "nothing.txt"),
    ] {
        let ran = desk.run(&args);
        assert!(ran.code == Some(code) && ran.err.contains(words), "{ran:?}");
    }
}

#[test]
fn no_text_breaks_out_of_any_output() {
    let desk = Desk::new();
    let message = |(i, text): (usize, &&str)| {
        serde_json::json!({ "message_id": i.to_string(), "account": { "account_id": 1, "name": TEXTS[i] },
            "body": text, "send_time": 1_790_820_153 + i })
    };
    let export: Vec<Value> = TEXTS.iter().enumerate().map(message).collect();
    desk.write("case/case-notes.txt", "client: x\n");
    desk.write("case/delivery/1/a.wav", "x");
    desk.write("case/messages/chat.json", serde_json::to_vec(&export).unwrap());
    let sealed = desk.run(&["seal", "case", "--offline"]);
    assert_eq!(sealed.code, Some(0), "{sealed:?}");
    let outputs: [&[&str]; 10] = [
        &["read", "case/messages"],
        &["read", "case/messages", "--csv"],
        &["--json", "read", "case/messages"],
        &["show", "case/seals"],
        &["--json", "show", "case/seals"],
        &["status", "case"],
        &["--json", "status", "case"],
        &["verify", "case/seals", "--reread"],
        &["show", "case/seals", "--reread"],
        &["--json", "verify", "case/seals", "--reread"],
    ];
    for args in outputs {
        let ran = desk.run(args);
        assert_eq!(ran.code, Some(0), "{args:?}: {ran:?}");
        for text in [&ran.out, &ran.err] {
            assert_eq!(hostile::first_hidden(text), None, "{args:?}: {text:?}");
        }
        if args.contains(&"--json") {
            serde_json::from_str::<Value>(&ran.out).unwrap();
        }
        if args.contains(&"--csv") {
            assert!(
                ran.out
                    .split("\r\n")
                    .all(|row| !row.split(',').any(|cell| cell.starts_with(['=', '+', '@']))),
                "{}",
                ran.out
            );
        }
        // no line of a text stands where a row begins
        for line in ran.out.lines().filter(|_| !args.contains(&"--json") && !args.contains(&"--csv")) {
            assert!(!line.starts_with("=1") && !line.starts_with("@SUM"), "{line}");
        }
    }
    // every text comes back whole from JSON
    let read = json(&desk, &["read", "case/messages"]);
    let texts: Vec<&str> = read["conversations"][0]["messages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|m| m["text"].as_str().unwrap())
        .collect();
    assert_eq!(texts, TEXTS);
}

#[test]
fn a_slack_folder_is_one_conversation_a_channel_and_reads_again() {
    let desk = Desk::new();
    let fixture =
        |name: &str| fs::read(format!("{}/tests/messages/slack/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    desk.write("case/case-notes.txt", "client: minato\nmy name: むぎ\n");
    desk.write("case/delivery/1/a.wav", "x");
    desk.write(
        "case/messages/slack/users.json",
        r#"[{"id":"U1","name":"minato"},{"id":"U2","profile":{"real_name":"むぎ"}}]"#,
    );
    desk.write("case/messages/slack/channels.json", "[]");
    desk.write("case/messages/slack/general/2026-10-01.json", fixture("day.json"));
    desk.write("case/messages/slack/general/2026-10-02.json", "[]");
    desk.write("case/messages/slack/random/2026-10-02.json", fixture("day-reaction.json"));
    assert_eq!(desk.run(&["seal", "case", "--offline"]).code, Some(0));
    let shown = json(&desk, &["show", "case/seals"]);
    let facts = shown["editions"][0]["facts"].as_array().unwrap();
    let mut sources: Vec<&str> = facts.iter().filter_map(|f| f["conversation"]["source"].as_str()).collect();
    sources.sort_unstable();
    let of = |numbers: &[u32]| {
        numbers.iter().map(|n| format!("data/001/messages/{n:02}.json")).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(sources, [of(&[5, 2, 3]), of(&[5, 4])]);
    let ran = desk.run(&["verify", "case/seals", "--reread"]);
    assert!(ran.code == Some(0) && ran.out.contains("2 records are as their facts say"), "{ran:?}");
}

#[test]
fn the_key_of_a_mail_comes_from_a_file_and_its_grade_from_the_reader() {
    let desk = Desk::new();
    let mail = include_str!("dkim.eml").replace('\n', "\r\n");
    desk.write("case/case-notes.txt", "client: x\n");
    desk.write("case/delivery/1/a.wav", "x");
    desk.write("case/messages/dinner.eml", &mail);
    let record = "brisbane._domainkey.football.example.com v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n";
    desk.write("keys.txt", record);
    let sealed = desk.run(&["seal", "case", "--offline", "--dkim-key", "keys.txt"]);
    assert_eq!(sealed.code, Some(0), "{sealed:?}");
    let grade = |args: &[&str]| {
        let value = json(&desk, &[&["verify", "case/seals", "--reread"], args].concat());
        let mail = &value["reread"]["mails"][0];
        (mail["dkim"].as_str().unwrap().to_owned(), mail["grade"].as_str().map(str::to_owned))
    };
    assert_eq!(
        grade(&[]),
        ("pass".into(), Some("C".into())),
        "a record in the archive: anybody can make a key"
    );
    assert_eq!(grade(&["--dkim-key", "keys.txt"]), ("pass".into(), Some("A".into())));
    desk.write("other.txt", record.replace("11qY", "22qY"));
    let (result, none) = grade(&["--dkim-key", "other.txt"]);
    assert!(result != "pass" && none.is_none(), "{result}");
    let graded = desk.run(&["show", "case/seals", "--reread", "--dkim-key", "keys.txt"]);
    assert!(graded.out.contains("  [A]  "), "{graded:?}");
    let shown = desk.run(&["show", "case/seals"]);
    assert!(
        shown.out.contains("  [C]  ") && shown.out.contains("signature (DKIM) holds: football.example.com"),
        "{shown:?}"
    );
}

#[test]
fn messages_are_marked_while_reading_and_quoted_word_for_word() {
    let desk = Desk::new();
    desk.write(
        "case/case-notes.txt",
        "client: Minato\nmy name: Mugi\nplatform: CrowdWorks\nmessage attachment (1): 2026-10-01 12:00\n",
    );
    desk.write("case/delivery/1/a.wav", "x");
    let thread = "2026-10-01 11:03 Minato: please\n2026-10-10 10:00 Mugi: Dear Minato,\n  could you look?\n\
                  2026-10-10 10:01 Minato: I am away until Monday.\n2026-10-20 09:00 Mugi: Hello again\n";
    desk.write("case/messages/thread.txt", thread);
    let ran = desk.run(&["read", "case/messages", "--reminder", "2026-10-10 10:01"]);
    assert!(ran.code == Some(2) && ran.err.contains("no single message"), "{ran:?}");
    let args =
        ["read", "case/messages", "--reminder", "2026-10-10 10:00", "--auto-reply", "2026-10-10 10:01"];
    let ran = desk.run(&args);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let memo = fs::read_to_string(desk.path("case/case-notes.txt")).unwrap();
    assert!(memo.ends_with("reminder: 2026-10-10 10:00\nautomatic reply: 2026-10-10 10:01\n"), "{memo}");
    assert_eq!(desk.run(&args).code, Some(0));
    assert_eq!(fs::read_to_string(desk.path("case/case-notes.txt")).unwrap(), memo, "once is enough");
    let status = json(&desk, &["status", "case"]);
    let silence = &status["silence"];
    assert_eq!(silence["reminders"][0]["quote"], "Dear Minato,\n  could you look?");
    assert_eq!(silence["auto_replies"][0]["quote"], "I am away until Monday.");
    assert_eq!(silence["statement"]["since"]["from"], "2026-10-01T02:03:00Z");
    let shown = desk.run(&["status", "case"]).out;
    assert!(shown.contains("in these words:\n      Dear Minato,\n        could you look?\n"), "{shown}");
    assert!(shown.contains("automatic reply"), "{shown}");
}

#[test]
fn every_message_has_its_grade_and_only_what_was_checked_has_a_higher_one() {
    let desk = Desk::new();
    let item = |seconds: i64, off_by_ms: i64, text: &str| {
        let id = ((seconds * 1000 + off_by_ms - 1_420_070_400_000) as u64) << 22;
        let at = chrono::DateTime::from_timestamp(seconds, 0).unwrap().to_rfc3339();
        serde_json::json!({ "id": id.to_string(), "type": "Default", "timestamp": at, "content": text,
            "author": { "id": "1", "name": "Minato" } })
    };
    let start = 1_790_820_153;
    let messages =
        [item(start, 500, "one"), item(start + 60, 90_000, "moved"), item(start + 120, 0, "three")];
    let export = serde_json::json!({ "guild": { "id": "0" }, "channel": { "id": "1", "name": "x" }, "dateRange": {},
        "exportedAt": "2026-11-20T09:12:00+09:00", "messages": messages });
    desk.write("case/case-notes.txt", "client: Minato\nattached to a message (1): 2026-10-02 10:00\n");
    desk.write("case/delivery/1/a.wav", "x");
    desk.write("case/messages/discord.json", export.to_string());
    desk.write("case/messages/thread.txt", "2026-10-01 11:03 Minato: please\n2026-10-01 11:04 Minato: now\n");
    assert_eq!(desk.run(&["seal", "case", "--offline"]).code, Some(0));
    let grades = |shown: &str| -> Vec<String> {
        let rows = shown.lines().filter(|line| line.starts_with("  2026-") && line.contains("  ["));
        rows.map(|row| row.split(['[', ']']).nth(1).unwrap().to_owned()).collect()
    };
    let plain = desk.run(&["show", "case/seals"]);
    assert_eq!(grades(&plain.out), ["C", "D", "C", "D", "C", "D"], "{plain:?}");
    let checked = desk.run(&["show", "case/seals", "--reread"]);
    assert_eq!(grades(&checked.out), ["B", "D", "C", "D", "B", "D"], "{checked:?}");
    let value = json(&desk, &["verify", "case/seals", "--reread"]);
    let of = |format: &str| {
        let all = value["reread"]["conversations"].as_array().unwrap();
        all.iter().find(|c| c["format"] == format).unwrap()["grades"].clone()
    };
    let stretch = |n: u32, grade: &str| serde_json::json!({ "first": n, "last": n, "grade": grade });
    assert_eq!(of("discord"), serde_json::json!([stretch(1, "B"), stretch(2, "C"), stretch(3, "B")]));
    assert_eq!(of("pasted"), serde_json::json!([{ "first": 1, "last": 2, "grade": "D" }]));
    let read = desk.run(&["read", "case/messages/discord.json", "--no-pager"]);
    assert!(read.out.contains("number"), "the difference is told: {read:?}");
}
