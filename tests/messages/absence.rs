//! Ordinary inputs over which a silence was stated that did not happen. Each file of `cases` is the only message file of
//! a case; a statement begins at the client's true last sign, or is not made. And the way out: a worker answers what the
//! reader is not sure of, and the silence is stated.

use crate::program::{Desk, finish};
use crate::skip::missing;
use serde_json::Value;
use std::process::Command;

/// What is true of a file.
enum Wanted {
    /// The client's last sign: its first and last minute, in UTC.
    Since(&'static str, &'static str),
    /// Nothing can be said, for this reason.
    Blocked(&'static str),
}

/// The file, the client's name, the worker's, and what is true.
const CASES: &[(&str, &str, &str, Wanted)] = &[
    ("mixed_rel.txt", "港町オーディオ", "むぎ", Wanted::Since("2026-11-27T20:00", "2026-11-27T22:01")),
    ("m_timeonly.txt", "港町オーディオ", "むぎ", Wanted::Blocked("undated")),
    ("m_read.txt", "港町オーディオ", "むぎ", Wanted::Since("2026-11-06T05:03", "2026-11-06T05:04")),
    ("m_edited.txt", "港町オーディオ", "むぎ", Wanted::Since("2026-11-06T05:03", "2026-11-06T05:04")),
    ("m_noyear.txt", "港町オーディオ", "むぎ", Wanted::Since("2026-11-06T05:03", "2026-11-06T05:04")),
    ("m_nobody.txt", "港町オーディオ", "むぎ", Wanted::Since("2026-11-06T05:03", "2026-11-06T05:04")),
    ("m_clienttag.txt", "港町オーディオ", "むぎ", Wanted::Since("2026-11-06T05:03", "2026-11-06T05:04")),
    ("coconala1.txt", "港町オーディオ", "むぎ", Wanted::Since("2026-11-06T05:03", "2026-11-06T05:04")),
    ("upwork1.txt", "Harbor Audio", "Mugi", Wanted::Since("2026-11-06T05:03", "2026-11-06T05:04")),
    ("cw1.txt", "港町オーディオ", "むぎ", Wanted::Since("2026-11-06T05:03", "2026-11-06T05:04")),
    ("cw2.txt", "港町オーディオ", "むぎ", Wanted::Since("2026-11-06T05:03", "2026-11-06T05:04")),
    (
        "chatwork_screen.txt",
        "港町オーディオ 三浦",
        "むぎ",
        Wanted::Since("2026-11-06T05:03", "2026-11-06T05:04"),
    ),
    ("fiverr1.txt", "harbor_audio", "Me", Wanted::Since("2026-11-06T05:03", "2026-11-06T05:04")),
    ("pp_sys2.txt", "港町オーディオ", "むぎ", Wanted::Blocked("gap")),
    ("pp_load.txt", "港町オーディオ", "むぎ", Wanted::Blocked("gap")),
    ("mb_noblank.mbox", "港町オーディオ", "むぎ", Wanted::Since("2026-11-10T01:00", "2026-11-10T01:01")),
    ("tb215.mbox", "Minato", "Mugi", Wanted::Since("2026-11-06T01:02", "2026-11-06T01:03")),
    ("z_from.eml", "Minato", "Mugi", Wanted::Since("2026-11-06T08:57", "2026-11-06T08:58")),
    ("d_range.json", "港町オーディオ", "むぎ", Wanted::Since("2026-11-02T01:02", "2026-11-02T01:03")),
    ("d_count.json", "港町オーディオ", "むぎ", Wanted::Blocked("gap")),
    ("d_edited.json", "港町オーディオ", "むぎ", Wanted::Since("2026-11-20T01:00", "2026-11-20T01:01")),
    ("l_call.txt", "港町オーディオ", "むぎ", Wanted::Since("2026-11-10T05:03", "2026-11-10T05:04")),
    ("l_left.txt", "港町オーディオ", "むぎ", Wanted::Since("2026-11-10T05:03", "2026-11-10T05:04")),
    ("e_private.eml", "港町オーディオ", "むぎ", Wanted::Blocked("")),
    ("e_notice.eml", "港町オーディオ", "むぎ", Wanted::Since("2026-11-10T01:00", "2026-11-10T01:01")),
];

fn notes(client: &str, worker: &str) -> String {
    format!(
        "クライアント名: {client}\n自分の表示名: {worker}\nプラットフォーム: CrowdWorks\nタイムゾーン: Asia/Tokyo\n\
         スレッドを写した日時: 2026/11/28 9:00\n納品完了報告(1回目): 2026/11/05 9:58\n"
    )
}

fn case(desk: &Desk, name: &str, client: &str, worker: &str) {
    let path = format!("{}/tests/messages/cases/{name}", env!("CARGO_MANIFEST_DIR"));
    desk.write(format!("{name}.case/messages/{name}"), std::fs::read(path).unwrap());
    desk.write(format!("{name}.case/delivery/1/a.txt"), "x");
    desk.write(format!("{name}.case/case-notes.txt"), notes(client, worker));
}

/// 29 November 2026, a day after the copies were made.
const NOW: &str = "1795910400";

fn status(desk: &Desk, case: &str) -> Value {
    let mut command = desk.hikae(&["--json", "status", case]);
    let ran = finish(command.env("SOURCE_DATE_EPOCH", NOW).spawn().unwrap());
    let value: Value = serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e}: {ran:?}"));
    value["silence"].clone()
}

#[test]
fn no_ordinary_input_gives_a_silence_that_did_not_happen() {
    let desk = Desk::new();
    let mut wrong = Vec::new();
    for (name, client, worker, wanted) in CASES {
        case(&desk, name, client, worker);
        let silence = status(&desk, &format!("{name}.case"));
        let statement = &silence["statement"];
        let blocks: Vec<&str> =
            silence["blocks"].as_array().into_iter().flatten().filter_map(|b| b["code"].as_str()).collect();
        let fits = match wanted {
            Wanted::Since(from, to) => {
                let [begin, end] =
                    ["from", "to"].map(|end| statement["since"][end].as_str().unwrap_or_default());
                begin >= *from && end.get(..16).is_some_and(|end| end <= *to)
            }
            Wanted::Blocked(code) => {
                statement.is_null() && blocks.iter().any(|block| code.is_empty() || block == code)
            }
        };
        if !fits {
            wrong.push(format!("{name}: {statement} {blocks:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_else_must_hold_of_these_inputs() {
    let desk = Desk::new();
    let read = |name: &str, client: &str, worker: &str| -> Value {
        case(&desk, name, client, worker);
        let ran = desk.run(&["--json", "read", &format!("{name}.case/messages/{name}")]);
        serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e}: {ran:?}"))
    };
    let texts = |read: &Value| -> Vec<String> {
        let messages = read["conversations"][0]["messages"].as_array().unwrap();
        messages.iter().map(|m| m["text"].as_str().unwrap_or_default().to_owned()).collect()
    };
    let thread = read("cw1.txt", "港町オーディオ", "むぎ");
    assert_eq!(
        texts(&thread)[3],
        "確認しました。第2話だけ、2026年11月05日 09:58の版の読みを直してください。"
    );
    for word in ["既読", "返信する", "送信者画像", "メッセージを投稿する", "Copyright"] {
        assert!(texts(&thread).iter().all(|text| !text.contains(word)), "{word}: {thread}");
    }
    assert_eq!(thread["conversations"][0]["messages"][2]["attachments"][1], "第2話.wav");
    let screen = read("chatwork_screen.txt", "港町オーディオ 三浦", "むぎ");
    assert!(texts(&screen).iter().all(|text| !text.contains("株式会社港町")), "{screen}");
    let upwork = read("upwork1.txt", "Harbor Audio", "Mugi");
    assert!(upwork["conversations"][0]["messages"].as_array().unwrap().iter().any(|m| m["kind"] == "edit"));
    let relative = read("mixed_rel.txt", "港町オーディオ", "むぎ");
    let yesterday = &relative["conversations"][0]["messages"][2]["at"];
    assert_eq!(
        (&yesterday["local"], &yesterday["to"]),
        (&"昨日 14:03".into(), &"2026-11-27T05:04:00Z".into())
    );
    for (name, count) in [("mb_noblank.mbox", 3), ("tb215.mbox", 3)] {
        let read = read(name, "Minato", "Mugi");
        let all: usize = read["conversations"]
            .as_array()
            .unwrap()
            .iter()
            .map(|c| c["messages"].as_array().unwrap().len())
            .sum();
        assert_eq!(all, count, "{name}: {read}");
    }
}

/// Runs hikae on a terminal of its own.
fn terminal(desk: &Desk, lang: &str, args: &[&str], steps: &[[&str; 2]]) -> (Option<i32>, String) {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/program/terminal.py");
    let mut command: Command = desk.command("python3");
    command.arg(script).arg(serde_json::to_string(steps).unwrap()).arg(env!("CARGO_BIN_EXE_hikae"));
    command.args(["--lang", lang]).args(args).env("SOURCE_DATE_EPOCH", NOW).env("TERM", "xterm");
    let ran = finish(command.spawn().unwrap());
    (ran.code, ran.out)
}

/// An Upwork page, with a line of the page that nobody foresaw behind the client's last message.
const UPWORK: &str = "Monday, Nov 2, 2026\nHarbor Audio\n10:02 AM\nHello Mugi.\n\nMugi\n10:31 AM\nThank you!\n\n\
                      Thursday, Nov 5, 2026\nMugi\n9:58 AM\nHere are the files.\n\nFriday, Nov 6, 2026\nHarbor Audio\n2:03 PM\n\
                      Please redo story-2.\nHarbor Audio\nTotal 2 files\n";

/// A CrowdWorks page, with a signature, and a heading that was cut.
const CROWDWORKS: &str = "港町オーディオ\n2026年11月02日 10:02\nはじめまして。\n港町オーディオ\n\nむぎ\n2026年11月05日 09:58\n納品しました。\n\n\
                          港町オーディオ\n2026年11月06日 14:03\n修正をお願いします。\n港町オーディオ\n\nむぎ\n2026年11月20日 10:00\n\
                          ご確認をお願いします。\n三浦\n2026年11月21日 09:00\nありがとうございます。\n";

#[test]
fn a_worker_mends_a_paste_by_answering() {
    if Command::new("python3").arg("--version").output().is_err() {
        return missing("python3 is missing");
    }
    for lang in ["en", "ja"] {
        let desk = Desk::new();
        desk.write("case/delivery/1/a.txt", "x");
        desk.write("case/messages/upwork.txt", UPWORK);
        desk.write("case/case-notes.txt", notes("Harbor Audio", "Mugi"));
        assert!(status(&desk, "case")["statement"].is_null(), "a line may be the client's");
        let steps = if lang == "en" {
            ["message from the client?", "no\n"]
        } else {
            ["クライアントの発言ですか", "いいえ\n"]
        };
        let (code, shown) =
            terminal(&desk, lang, &["read", "--no-pager", "case/messages/upwork.txt"], &[steps]);
        assert_eq!(code, Some(0), "{shown}");
        let silence = status(&desk, "case");
        assert_eq!(silence["statement"]["since"]["from"], "2026-11-06T05:03:00Z", "{silence}\n{shown}");

        let desk = Desk::new();
        desk.write("case/delivery/1/a.txt", "x");
        desk.write("case/messages/thread.txt", CROWDWORKS);
        desk.write("case/case-notes.txt", notes("港町オーディオ", "むぎ"));
        assert!(status(&desk, "case")["statement"].is_null(), "somebody speaks whom nobody named");
        let (ask, no, yes) = match lang {
            "en" => ("from the client?", "no\n", "yes\n"),
            _ => ("クライアントの発言ですか", "いいえ\n", "はい\n"),
        };
        // the worst first: a moment below a name that nobody gave, then the signatures, each of its message
        let read = ["read", "--no-pager", "case/messages/thread.txt"];
        let (code, shown) = terminal(&desk, lang, &read, &[[ask, yes], [ask, no], [ask, no]]);
        assert_eq!(code, Some(0), "{shown}");
        let silence = status(&desk, "case");
        assert_eq!(silence["statement"]["since"]["from"], "2026-11-21T00:00:00Z", "{silence}\n{shown}");
        let kept = std::fs::read_to_string(desk.path("case/case-notes.txt")).unwrap();
        assert!(
            kept.starts_with(&notes("港町オーディオ", "むぎ")) && kept.matches("sha256:").count() == 3,
            "{kept}"
        );

        // a file that has changed has no answers
        desk.write("case/messages/thread.txt", CROWDWORKS.replace("はじめまして", "初めまして"));
        assert!(status(&desk, "case")["statement"].is_null());
    }
}

#[test]
fn answers_of_a_script_are_checked() {
    let desk = Desk::new();
    desk.write("case/delivery/1/a.txt", "x");
    desk.write("case/messages/upwork.txt", format!("{UPWORK}Harbor Audio Team 2:10 PM\n"));
    desk.write("case/case-notes.txt", notes("Harbor Audio", "Mugi"));
    let run = |answers: &str| {
        desk.write("answers.txt", answers);
        desk.run(&["--lang", "en", "read", "case/messages/upwork.txt", "--answers", "answers.txt"])
    };
    let before = std::fs::read_to_string(desk.path("case/case-notes.txt")).unwrap();
    for (answers, words) in [
        ("19 = perhaps\n", "Not an answer"),
        ("nineteen = no\n", "Not an answer"),
        ("3 = no\n", "No such lines"),
        ("21 = no\n", "never text"),
    ] {
        let ran = run(answers);
        assert!(ran.code == Some(2) && ran.err.contains(words), "{answers}: {ran:?}");
        assert_eq!(std::fs::read_to_string(desk.path("case/case-notes.txt")).unwrap(), before, "{answers}");
    }
    let ran = run("# what the page shows\n19 = no\n21 = unknown\n");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let silence = status(&desk, "case");
    assert!(silence["statement"].is_null() && silence["blocks"][0]["code"] == "answer", "{silence}");
    assert_eq!(run("19 = no\n21 = yes\n").code, Some(0));
    assert_eq!(status(&desk, "case")["statement"]["since"]["from"], "2026-11-06T05:10:00Z");
}

#[test]
fn a_saved_page_is_read_as_its_thread() {
    let desk = Desk::new();
    desk.write("case/delivery/1/a.txt", "x");
    let message = |name: &str, at: &str, said: &str| {
        format!("<div class=m><img src=a.png alt=x><b>{name}</b> <time>{at}</time><p>{said}</p></div>")
    };
    let page = format!(
        "<!DOCTYPE html><html><head><title>t</title><script>var s = '<b>港町オーディオ</b> 2026年11月20日 10:00';</script></head>\
         <body><nav>メニュー</nav>{}{}{}</body></html>",
        message("港町オーディオ", "2026年11月02日 10:02", "はじめまして。"),
        message("むぎ", "2026年11月05日 09:58", "納品しました。"),
        message("港町オーディオ", "2026年11月06日 14:03", "確認<br>しました。"),
    );
    desk.write("case/messages/thread.html", &page);
    desk.write("case/case-notes.txt", notes("港町オーディオ", "むぎ"));
    let ran = desk.run(&["--json", "read", "case/messages/thread.html"]);
    let read: Value = serde_json::from_str(&ran.out).unwrap();
    let read = &read["conversations"][0];
    assert_eq!((read["format"].as_str(), read["dialect"].as_str()), (Some("pasted"), Some("page")), "{read}");
    assert_eq!(read["messages"][2]["text"], "確認\nしました。");
    assert_eq!(status(&desk, "case")["statement"]["since"]["from"], "2026-11-06T05:03:00Z");
    assert_eq!(desk.run(&["seal", "case", "--offline"]).code, Some(0));
    let ran = desk.run(&["verify", "case/seals", "--reread"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
}

#[test]
fn a_transcript_beside_an_untouched_paste_is_told_and_takes_nothing_away() {
    let desk = Desk::new();
    desk.write("case/delivery/1/a.txt", "x");
    let paste = "港町オーディオ\n2026年11月02日 10:02\nはじめまして。\n\nむぎ\n2026年11月05日 09:58\n納品しました。\n\n\
                 港町オーディオ\n2026年11月06日 14:03\n確認しました。\n";
    let transcript = "2026-11-02 10:02 港町オーディオ: はじめまして。\n2026-11-05 09:58 むぎ: 納品しました。\n\
                      2026-11-06 14:03 港町オーディオ: 確認しました。\n";
    desk.write("case/messages/thread.txt", paste);
    desk.write("case/messages/transcript.txt", transcript);
    let dated = |file: &str| format!("スレッドを写した日時({file}): 2026/11/28 9:00\n");
    let notes = notes("港町オーディオ", "むぎ").replace("スレッドを写した日時: 2026/11/28 9:00\n", "");
    desk.write("case/case-notes.txt", format!("{notes}{}{}", dated("thread.txt"), dated("transcript.txt")));
    let statement = |desk: &Desk| status(desk, "case")["statement"].clone();
    let said = statement(&desk);
    assert_eq!(
        (&said["transcripts"], &said["since"]["from"]),
        (&1.into(), &"2026-11-06T05:03:00Z".into()),
        "{said}"
    );
    // what the transcript has in addition is a sign as well; what it leaves out stays one
    desk.write(
        "case/messages/transcript.txt",
        format!("{transcript}2026-11-10 09:00 港町オーディオ: 検収します。\n"),
    );
    assert!(statement(&desk).is_null() || statement(&desk)["since"]["from"] == "2026-11-10T00:00:00Z");
    desk.write(
        "case/messages/transcript.txt",
        transcript.replace("2026-11-06 14:03 港町オーディオ: 確認しました。\n", ""),
    );
    let since = statement(&desk)["since"]["from"].clone();
    assert!(since.is_null() || since == "2026-11-06T05:03:00Z", "{since}");
    // a gap in the paste is not mended by it
    desk.write("case/messages/thread.txt", format!("{paste}港町オーディオ\n先週の金曜日\n"));
    desk.write("case/messages/transcript.txt", transcript);
    assert!(statement(&desk).is_null());
}

/// `JST` in a mail is no zone that RFC 5322 knows: what it means is said by the notes, or the moment spans all zones.
#[test]
fn a_zone_that_has_no_meaning_is_never_read_as_utc() {
    let desk = Desk::new();
    for (zone, from, to) in [
        ("タイムゾーン: Asia/Tokyo\n", "2026-11-05T23:57:44Z", "2026-11-05T23:57:45Z"),
        ("", "2026-11-05T18:57:44Z", "2026-11-06T20:57:45Z"),
    ] {
        case(&desk, "jst_from.eml", "Minato", "Mugi");
        let notes = notes("Minato", "Mugi").replace("タイムゾーン: Asia/Tokyo\n", zone);
        desk.write("jst_from.eml.case/case-notes.txt", notes);
        let ran = desk.run(&["--json", "read", "jst_from.eml.case/messages/jst_from.eml"]);
        let read: Value = serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e}: {ran:?}"));
        let at = &read["conversations"][0]["messages"][0]["at"];
        assert_eq!((at["from"].as_str(), at["to"].as_str()), (Some(from), Some(to)), "{read}");
        let since = status(&desk, "jst_from.eml.case")["statement"]["since"].clone();
        assert!(since.is_null() || since["to"].as_str() >= Some(to), "{since}");
    }
}

/// A case with one message file and answers of a script.
fn answered(desk: &Desk, name: &str, file: &str, notes: &str, answers: &str) -> (Option<i32>, Value) {
    desk.write(format!("case/messages/{name}"), file);
    desk.write("case/delivery/1/a.txt", "x");
    desk.write("case/case-notes.txt", notes);
    desk.write("answers.txt", answers);
    let ran =
        desk.run(&["--lang", "en", "read", &format!("case/messages/{name}"), "--answers", "answers.txt"]);
    (ran.code, status(desk, "case"))
}

const LINE_LOG: &str = "[LINE] 港町オーディオとのトーク履歴\r\n保存日時：2026/11/28 09:00\r\n\r\n2026/11/05(木)\r\n09:58\tむぎ\t納品しました。\r\n\r\n\
                        2026/11/06(金)\r\n14:03\t港町オーディオ\t修正をお願いします。\r\n";

#[test]
fn a_name_with_a_time_is_never_text_in_an_export_either() {
    let notes = notes("港町オーディオ", "むぎ");
    let file = format!("{LINE_LOG}港町オーディオ 14:10\r\n");
    let desk = Desk::new();
    let (code, silence) = answered(&desk, "l.txt", &file, &notes, "9 = no\n");
    assert!(code == Some(2) && silence["statement"].is_null(), "{silence}");
    // nor where the notes say so by hand
    let hash = hikae::base::digest::Sha256Digest::of(file.as_bytes());
    for file_name in ["l.txt", "chat.txt"] {
        let whatsapp = "[2026/11/05 9:58:00] むぎ: 納品しました。\n[2026/11/06 14:03:00] 港町オーディオ: 修正\n港町オーディオ 14:10\n";
        let (text, line) = if file_name == "l.txt" { (file.as_str(), 9) } else { (whatsapp, 3) };
        let hash =
            if file_name == "l.txt" { hash } else { hikae::base::digest::Sha256Digest::of(text.as_bytes()) };
        let desk = Desk::new();
        let by_hand = format!("{notes}読み取りの回答({file_name}): {line} = nothing sha256:{hash}\n");
        let (_, silence) = answered(&desk, file_name, text, &by_hand, "");
        assert!(silence["statement"].is_null(), "{file_name}: {silence}");
    }
    // what the client said, and nobody saw when, is a sign up to what follows
    let desk = Desk::new();
    let later = format!("{file}\r\n2026/11/20(金)\r\n10:00\tむぎ\tご確認をお願いします。\r\n");
    let (code, silence) = answered(&desk, "l.txt", &later, &notes, "9 = yes\n");
    assert_eq!(code, Some(0));
    let since = silence["statement"]["since"]["to"].as_str().unwrap_or("9");
    assert!(since >= "2026-11-20T01:00:00Z", "{silence}");
}

#[test]
fn mine_and_dont_know_are_answers() {
    let notes = notes("港町オーディオ", "むぎ");
    let page = "港町オーディオ\n2026年11月02日 10:02\nはじめまして。\n\nむぎ\n2026年11月05日 09:58\n納品しました。\n\n港町オーディオ\n\
                2026年11月06日 14:03\n確認しました。\n\nムギ\n2026年11月20日 10:00\nご確認をお願いします。\n";
    let desk = Desk::new();
    desk.write("case/messages/thread.txt", page);
    desk.write("case/case-notes.txt", &notes);
    desk.write("case/delivery/1/a.txt", "x");
    let read = |desk: &Desk| -> Value {
        let ran = desk.run(&["--json", "read", "case/messages/thread.txt"]);
        serde_json::from_str(&ran.out).unwrap()
    };
    let doubt = read(&desk)["conversations"][0]["doubts"][0].clone();
    let lines = format!("{}-{}", doubt["lines"][0], doubt["lines"][1]);
    let (code, silence) = answered(&desk, "thread.txt", page, &notes, &format!("{lines} = mine\n"));
    assert_eq!(code, Some(0), "{doubt}");
    assert_eq!(silence["statement"]["since"]["from"], "2026-11-06T05:03:00Z", "{silence}");
    assert_eq!(silence["statement"]["answered_lines"], 2, "told beside it: {silence}");
    let (_, silence) = answered(&desk, "thread.txt", page, &notes, &format!("{lines} = unknown\n"));
    let codes: Vec<&Value> =
        silence["blocks"].as_array().unwrap().iter().map(|block| &block["code"]).collect();
    assert_eq!(codes, ["answer"], "told once: {silence}");
}

#[test]
fn an_unknown_line_behind_a_button_can_be_answered() {
    let page = "港町オーディオ\n2026年11月02日 10:02\nはじめまして。\n返信する\n\nむぎ\n2026年11月05日 09:58\n納品しました。\n返信する\n合計 1件のファイル\n\n\
                港町オーディオ\n2026年11月06日 14:03\n確認しました。\n返信する\n合計 1件のファイル\n\nむぎ\n2026年11月07日 14:03\n承知しました。\n返信する\n";
    let notes = notes("港町オーディオ", "むぎ");
    let desk = Desk::new();
    let (_, silence) = answered(&desk, "thread.txt", page, &notes, "");
    assert!(silence["statement"].is_null(), "{silence}");
    let (code, silence) = answered(&desk, "thread.txt", page, &notes, "10 = no\n16 = no\n");
    assert_eq!(code, Some(0));
    assert_eq!(silence["statement"]["since"]["from"], "2026-11-06T05:03:00Z", "{silence}");
}

/// A time of copying that has not come yet is a slip: the file's own last change does not stand for it.
#[test]
fn a_copy_of_the_future_is_no_copy() {
    let desk = Desk::new();
    case(&desk, "m_read.txt", "港町オーディオ", "むぎ");
    let notes = notes("港町オーディオ", "むぎ").replace("2026/11/28 9:00", "2027/11/28 9:00");
    desk.write("m_read.txt.case/case-notes.txt", notes);
    let silence = status(&desk, "m_read.txt.case");
    assert!(silence["statement"].is_null(), "{silence}");
    assert_eq!(silence["blocks"][0]["code"], "ahead", "{silence}");
}
