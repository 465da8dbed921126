//! What is said of silence, of last and of none: the same on screen, on page one, in the report and as data, and nothing
//! where something is missing or open.
#![cfg(unix)]

use crate::common::{Sample, case_fact, word};
use crate::program::{self, Desk, Ran};
use hikae::base::time::{At, Basis, UtcSecond};
use hikae::format::fact::*;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// 18 November 2026, 11:00 in Tokyo.
pub const NOW: &str = "1794967200";
pub const MEMO: &str = "クライアント名: 港町制作\n自分の表示名: むぎ\nプラットフォーム: CrowdWorks\n契約ID: 12345678\n報酬: 8,800円(税込)\n\
                    タイムゾーン: Asia/Tokyo\n仮払い日: 2026/9/1\n納品完了報告: 2026/9/9 10:00 1回目\n";
pub const COPIED: &str = "スレッドを写した日時: 2026/11/18 9:00\n";
pub const WAV: &[u8] = b"RIFF a take that nobody measures";

pub fn thread(records: &[(&str, &str, &str)]) -> String {
    records.iter().map(|(who, at, body)| format!("{who}\n{at}\n{body}\n返信する\n\n")).collect()
}

pub fn base() -> String {
    thread(&[
        ("港町制作", "2026年09月01日 12:00", "お願いします。"),
        ("むぎ", "2026年09月09日 10:00", "納品いたします。"),
        ("むぎ", "2026年09月20日 10:00", "ご確認をお願いします。"),
    ])
}

pub fn run_at(desk: &Desk, unix: &str, args: &[&str]) -> Ran {
    program::finish(
        desk.hikae(args).env("SOURCE_DATE_EPOCH", unix).env("HIKAE_BROWSER", "none").spawn().unwrap(),
    )
}

pub fn run(desk: &Desk, args: &[&str]) -> Ran {
    run_at(desk, NOW, args)
}

pub fn json(desk: &Desk, args: &[&str]) -> Value {
    let ran = run(desk, &[args, &["--json", "--lang", "ja"]].concat());
    serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e}: {ran:?}"))
}

pub fn seal_at(desk: &Desk, unix: &str) {
    let ran = run_at(desk, unix, &["seal", "case", "--lang", "ja", "--no-analysis"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
}

pub fn case(desk: &Desk, memo: &str, thread: &str) {
    desk.write("case/案件メモ.txt", memo);
    desk.write("case/納品/1回目/a.wav", WAV);
    desk.write("case/メッセージ/スレッド.txt", thread);
}

/// All papers of a folder as text, tags apart.
pub fn paper(path: impl AsRef<Path>) -> String {
    let page = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{:?}: {e}", path.as_ref()));
    let page = page.replace("<span class=\"t\">", "").replace("</span>", ""); // moments that stay on one line
    let body = page.find("<body").map_or(page.as_str(), |at| &page[at..]);
    let mut text = String::new();
    let mut inside = false;
    for c in body.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push(' ');
            }
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub fn report(package: &Path) -> String {
    let mut zip = zip::ZipArchive::new(fs::File::open(package).unwrap()).unwrap();
    let mut page = String::new();
    std::io::Read::read_to_string(&mut zip.by_name("REPORT.html").unwrap(), &mut page).unwrap();
    page
}

/// What stands against a statement, as data, without the paths that differ between a folder and its seals.
fn reasons(blocks: &Value) -> Vec<String> {
    let blocks = blocks.as_array().into_iter().flatten();
    blocks.map(|b| format!("{} {} {} {} {}", b["code"], b["lines"], b["why"], b["text"], b["next"])).collect()
}

#[test]
fn status_seals_and_every_level_of_a_handover_say_the_same() {
    let desk = Desk::new();
    case(&desk, &format!("{MEMO}{COPIED}題名: 内緒の題\n備考: 内緒\n"), &base());
    let status = json(&desk, &["status", "case"]);
    seal_at(&desk, NOW);
    let told = |silence: &Value| {
        let s = &silence["statement"];
        [&s["since"]["from"], &s["until"]["until"]["from"], &s["days"], &s["zone"], &s["rests_on"]]
            .map(Value::clone)
    };
    let expected = told(&status["silence"]);
    assert_eq!(expected[0], "2026-09-01T03:00:00Z");
    assert_eq!(told(&json(&desk, &["show", "case/控え"])["silence"]), expected);
    for level in ["hashes", "messages", "full"] {
        let made = json(&desk, &["handover", "case", "--to", "crowdworks", "--level", level, "-o", level]);
        assert_eq!(
            (&made["silence"], &made["silence_blocks"]),
            (&Value::Bool(true), &Value::Array(vec![])),
            "{level}"
        );
        assert!(made["ticket"].as_str().unwrap().contains("当方の記録に検収がない"), "{level}");
        let package = desk.path(level).join("手元用/handover.zip");
        assert_eq!(told(&json(&desk, &["show", package.to_str().unwrap()])["silence"]), expected, "{level}");
        assert!(report(&package).contains("クライアント様からの発信は記録されていません"), "{level}");
        let page = paper(desk.path(level).join("page1.html"));
        assert!(
            page.contains(
                "2026-09-01 12:00 JST から、書き写した日時として申告した 2026-11-18 09:00 JST まで"
            ),
            "{page}"
        );
        assert!(!page.contains("日本時間として"), "the zone is declared: {page}");
    }
}

#[test]
fn nobody_s_zone_is_said_to_be_assumed_everywhere() {
    let desk = Desk::new();
    case(&desk, &format!("{MEMO}{COPIED}").replace("タイムゾーン: Asia/Tokyo\n", ""), &base());
    seal_at(&desk, NOW);
    assert_eq!(json(&desk, &["status", "case"])["silence"]["statement"]["zone"], "assumed");
    let ran = run(&desk, &["handover", "case", "--to", "crowdworks", "--lang", "ja", "-o", "out"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    for name in ["ticket.txt", "page1.html", "手元用/annex.html"] {
        let text = paper(desk.path("out").join(name));
        assert!(text.contains("日本時間として読みました"), "{name}: {text}");
        assert!(!text.contains("時間帯は申告値"), "{name}");
    }
    let page = report(&desk.path("out/手元用/handover.zip"));
    assert!(page.contains("日本時間として読んでいます") && page.contains("No time zone was given"), "{page}");
}

#[test]
fn what_stands_against_a_statement_is_said_in_the_same_words_everywhere() {
    let desk = Desk::new();
    let open = format!("{}誰か\n2026年10月01日 10:00\n確認しました\n返信する\n", base());
    case(&desk, &format!("{MEMO}{COPIED}"), &open);
    let status = json(&desk, &["status", "case"]);
    let expected = reasons(&status["silence"]["blocks"]);
    assert!(!expected.is_empty() && status["silence"]["statement"].is_null(), "{status}");
    seal_at(&desk, NOW);
    assert_eq!(reasons(&json(&desk, &["show", "case/控え"])["silence"]["blocks"]), expected);
    let made = json(&desk, &["handover", "case", "--to", "crowdworks", "-o", "out"]);
    assert_eq!(reasons(&made["silence_blocks"]), expected);
    let block = &made["silence_blocks"][0];
    assert_eq!(
        (block["code"].as_str(), block["file"].as_str()),
        (Some("gap"), Some("メッセージ/スレッド.txt"))
    );
    assert!(block["lines"].is_array() && block["next"].as_str().unwrap().contains("hikae read"), "{block}");
    // page one says why, and neither it nor anything else prints the sentence
    let page = paper(desk.path("out/page1.html"));
    assert!(page.contains("最後のご連絡より後かもしれません"), "{page}");
    for name in ["ticket.txt", "page1.html", "手元用/annex.html"] {
        let text = paper(desk.path("out").join(name));
        for sentence in
            ["発信は記録されていません", "最後のご発信:", "受領・確認のご発言は、提出した記録にはありません"]
        {
            assert!(!text.contains(sentence), "{sentence} in {name}: {text}");
        }
    }
    assert!(!report(&desk.path("out/手元用/handover.zip")).contains("発信は記録されていません"));
    // on screen the reasons stand beside what to do, and no command points to another
    let dry = run(&desk, &["handover", "case", "--to", "crowdworks", "--lang", "ja", "--dry-run"]);
    assert!(
        dry.out.contains("hikae read \"case/メッセージ/スレッド.txt\"") && !dry.out.contains("hikae status"),
        "{dry:?}"
    );
}

#[test]
fn a_reply_that_a_later_copy_lacks_is_no_silence() {
    let desk = Desk::new();
    let with_reply = thread(&[
        ("港町制作", "2026年09月01日 12:00", "お願いします。"),
        ("むぎ", "2026年09月09日 10:00", "納品いたします。"),
        ("港町制作", "2026年09月10日 15:20", "受け取りました。"),
    ]);
    case(&desk, &format!("{MEMO}スレッドを写した日時: 2026/9/11 9:00\n"), &with_reply);
    seal_at(&desk, "1789088400"); // 11 September
    case(&desk, &format!("{MEMO}{COPIED}"), &base());
    // before and after the later copy is sealed: what the seals hold counts
    for sealed in [false, true] {
        if sealed {
            seal_at(&desk, NOW);
        }
        let status = json(&desk, &["status", "case"]);
        let statement = &status["silence"]["statement"];
        assert_eq!(statement["since"]["from"], "2026-09-10T06:20:00Z", "{sealed}: {status}");
        assert_eq!(statement["until"]["until"]["from"], "2026-09-11T00:00:00Z", "{sealed}");
        assert_eq!(statement["lacking"], 1, "{sealed}");
        assert_eq!(status["silence"]["rounds"][0]["client_messages"], 1, "{sealed}: counted once");
        assert_eq!(status["silence"]["rounds"][0]["quote"], "受け取りました。", "{sealed}");
    }
    let ran = run(&desk, &["handover", "case", "--to", "crowdworks", "--lang", "ja", "-o", "out"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.out.contains("前の写しにある1件が、同じやり取りの新しい写しにはありません"), "{ran:?}");
    let page = paper(desk.path("out/page1.html"));
    assert!(page.contains("2026-09-10 15:20 JST") && page.contains("前の写しにある1件"), "{page}");
    let annex = paper(desk.path("out/手元用/annex.html"));
    assert!(annex.contains("受け取りました。"), "the timeline loses nothing: {annex}");
    assert_eq!(annex.matches("2026-09-09 10:00 JST 当方").count(), 1, "and doubles nothing: {annex}");
}

#[test]
fn a_message_file_that_is_not_sealed_yet_stands_against_it() {
    let desk = Desk::new();
    case(&desk, &format!("{MEMO}{COPIED}"), &base());
    seal_at(&desk, NOW);
    let more = format!("{}{}", base(), thread(&[("港町制作", "2026年11月17日 10:00", "確認しました。")]));
    desk.write("case/メッセージ/スレッド.txt", more);
    let made = json(&desk, &["handover", "case", "--to", "crowdworks", "-o", "out"]);
    assert_eq!(made["silence"], false);
    assert_eq!(made["silence_blocks"][0]["code"], "unsealed");
    assert_eq!(made["silence_blocks"][0]["file"], "メッセージ/スレッド.txt");
}

#[test]
fn seals_that_are_redacted_themselves_never_say_none() {
    let desk = Desk::new();
    let accepted = format!("{MEMO}{COPIED}検収: 2026/9/15 10:00\n");
    case(&desk, &accepted, &base());
    seal_at(&desk, NOW);
    run(&desk, &["handover", "case", "--to", "crowdworks", "--lang", "ja"])
        .names(2, &["検収または支払いの記録があります"]);
    let line = accepted.lines().position(|line| line.starts_with("検収")).unwrap() + 1;
    let args = [
        "handover",
        "case",
        "--to",
        "freelance-110",
        "--withhold",
        &format!("event/{line}"),
        "-o",
        "redacted",
    ];
    assert_eq!(run(&desk, &args).code, Some(0));
    // somebody puts the redacted seal in the place of the whole one, and takes the line out of the notes
    fs::copy(desk.path("redacted/handover.zip"), desk.path("case/控え/001.zip")).unwrap();
    desk.write("case/案件メモ.txt", format!("{MEMO}{COPIED}"));
    let made = json(&desk, &["handover", "case", "--to", "crowdworks", "-o", "out"]);
    assert_eq!(made["acceptance_blocks"][0]["code"], "withheld", "{made}");
    assert_eq!(made["facts"]["event"], serde_json::json!({ "shown": 1, "sealed": 2 }));
    assert_eq!(made["silence"], false, "nor is anything said of silence");
    for name in ["ticket.txt", "page1.html"] {
        let text = paper(desk.path("out").join(name));
        assert!(!text.contains("検収がない"), "{name}: {text}");
        assert!(text.contains("納品完了報告から1週間を過ぎましたので"), "{name}: {text}");
    }
    // in the folder as in the seals
    let status = json(&desk, &["status", "case"]);
    assert!(
        reasons(&status["silence"]["blocks"]).iter().any(|reason| reason.contains("withheld")),
        "{status}"
    );
}

#[test]
fn what_is_withheld_is_never_called_not_recorded() {
    let desk = Desk::new();
    let notes = format!(
        "{MEMO}{COPIED}確認のお願い: 2026/9/20 10:00\n題名: 朗読\n納期: 2026/9/10\n検収の取り決め: 納品から7日\n"
    );
    case(&desk, &notes, &base());
    seal_at(&desk, NOW);
    let line = notes.lines().position(|line| line.starts_with("確認のお願い")).unwrap() + 1;
    let event = format!("event/{line}");
    let withheld = ["case/escrow-date", "case/deadline", "case/inspection-terms", "case/fee", &event];
    let mut args = vec!["handover", "case", "--to", "crowdworks", "--lang", "ja", "-o", "out"];
    withheld.iter().for_each(|pattern| args.extend(["--withhold", pattern]));
    let ran = run(&desk, &args);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let page = paper(desk.path("out/page1.html"));
    assert!(!page.contains("記録なし"), "{page}");
    assert_eq!(page.matches("この資料では示していません").count(), 5, "{page}");
}

#[test]
fn a_withheld_correction_takes_with_it_what_it_corrects() {
    let desk = Desk::new();
    case(&desk, &format!("{MEMO}{COPIED}"), &base());
    seal_at(&desk, "1794960000");
    desk.write(
        "case/案件メモ.txt",
        format!("{MEMO}{COPIED}").replace("8,800", "13,200").replace("2026/9/1\n", "2026/9/2\n"),
    );
    seal_at(&desk, NOW);
    for pattern in ["002/case/*", "002/case/fee"] {
        let out = if pattern.ends_with('*') { "all" } else { "one" };
        let ran = run(
            &desk,
            &["handover", "case", "--to", "crowdworks", "--lang", "ja", "--withhold", pattern, "-o", out],
        );
        // without the platform's own lines there may be nothing to ask: then nothing is written
        if ran.code != Some(0) {
            assert!(!desk.path(out).exists(), "{ran:?}");
            continue;
        }
        let mut shown = String::new();
        let mut zip =
            zip::ZipArchive::new(fs::File::open(desk.path(out).join("手元用/handover.zip")).unwrap())
                .unwrap();
        for edition in ["001", "002"] {
            let name = format!("proof/{edition}/facts.jsonl");
            std::io::Read::read_to_string(&mut zip.by_name(&name).unwrap(), &mut shown).unwrap();
        }
        let page = paper(desk.path(out).join("page1.html"));
        for old in ["8,800", "13,200"] {
            assert!(!page.contains(old) && !shown.contains(old), "{old} with {pattern}: {page}");
        }
        assert_eq!(page.contains("2026-09-02"), pattern.ends_with("fee"), "{page}");
    }
}

#[test]
fn reminders_are_in_messages_only_where_messages_hold_them() {
    let desk = Desk::new();
    let notes = format!("{MEMO}{COPIED}確認のお願い: 2026/9/20 10:00\n確認のお願い: 2026/9/28 10:00\n");
    case(&desk, &notes, &base());
    seal_at(&desk, NOW);
    let ran = run(&desk, &["handover", "case", "--to", "crowdworks", "--lang", "ja", "-o", "out"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let page = paper(desk.path("out/page1.html"));
    assert!(page.contains("クラウドワークスのメッセージで1回: 2026-09-20 10:00 JST"), "{page}");
    assert!(page.contains("当方の記録(案件メモ)で1回: 2026-09-28 10:00 JST"), "{page}");
}

fn uint(n: u64) -> Uint {
    Uint::try_from(n).unwrap()
}

fn jst(day: u32, hour: u32) -> At {
    let local = format!("2026-09-{day:02}T{hour:02}:00");
    let from: UtcSecond = format!("2026-09-{day:02}T{:02}:00:00Z", hour - 9).parse().unwrap();
    At {
        from: Some(from),
        to: UtcSecond::from_unix(from.unix() + 60).ok(),
        local: Some(local),
        offset: Some("+09:00".into()),
        zone: Some("Asia/Tokyo".into()),
        basis: Basis::Declared,
    }
}

/// A sealed case whose thread has lines that the worker answered about.
fn answered(said: &str) -> Vec<u8> {
    let k = uint(1);
    let source = "data/001/messages/t.txt";
    let message = |n: u64, day: u32, who: u64| {
        Fact::Message(MessageFact {
            k,
            n: uint(n),
            at: jst(day, 10),
            participant: Some(uint(who)),
            kind: word("text"),
            has_text: true,
            attachments: vec![],
        })
    };
    let person = |n: u64, role: &str, name: &str| {
        [
            Fact::Participant(ParticipantFact { k, n: uint(n), role: word(role), ground: word("memo") }),
            Fact::Name(NameFact { k, n: uint(n), name: name.into() }),
        ]
    };
    let text = |n: u64| Fact::Text(TextFact { k, n: uint(n), text: format!("文{n}") });
    let mut facts = vec![
        case_fact("platform", "CrowdWorks"),
        case_fact("contract-id", "12345678"),
        case_fact("client-name", "港町制作"),
        Fact::Event(EventFact {
            at: Some(jst(9, 10)),
            kind: word("completion-report"),
            actor: word("worker"),
            round: Some(uint(1)),
            quote: None,
            evidence: None,
            line: Some(uint(9)),
        }),
        Fact::Conversation(Box::new(ConversationFact {
            k,
            source: source.into(),
            format: word("pasted"),
            dialect: None,
            count: uint(3),
            certainty: word("understood"),
            coverage_from: Some(jst(1, 10)),
            coverage_to: Some(jst(20, 10)),
            coverage_ground: Some(word("declared")),
            gaps: vec![],
            unanswered: Some(vec![]),
        })),
        message(1, 1, 1),
        message(2, 9, 2),
        message(3, 15, 2),
        Fact::Answer(AnswerFact {
            k,
            n: uint(1),
            from: uint(12),
            to: uint(12),
            after: uint(2),
            said: word(said),
            text: "9月12日 <b>10:00</b>".into(),
        }),
        Fact::Answer(AnswerFact {
            k,
            n: uint(2),
            from: uint(1),
            to: uint(1),
            after: uint(0),
            said: word("nothing"),
            text: "契約詳細".into(),
        }),
    ];
    facts.extend((1..=3).map(text));
    facts.extend(person(1, "client", "港町制作").into_iter().chain(person(2, "worker", "むぎ")));
    let files = vec![("data/001/delivery/1/a.wav", WAV.to_vec()), (source, b"a thread".to_vec())];
    Sample { files, facts, sealed: "2026-11-18T00:30:00Z", ..Sample::default() }.seal().0
}

#[test]
fn the_worker_s_answers_are_told_and_quoted_at_every_level() {
    for level in ["hashes", "messages", "full"] {
        let desk = Desk::new();
        desk.write("case/案件メモ.txt", MEMO);
        desk.write("case/控え/001.zip", answered("nothing"));
        let ran = run(
            &desk,
            &["handover", "case", "--to", "crowdworks", "--lang", "ja", "--level", level, "-o", "out"],
        );
        assert_eq!(ran.code, Some(0), "{ran:?}");
        let page = paper(desk.path("out/page1.html"));
        for said in [
            "2行は、当方の判断のとおりに読み取っています",
            "当方の判断で除いた行が1件あります",
            "2026-09-01 10:00 JST から",
        ] {
            assert!(page.contains(said), "{level}: {said} in {page}");
        }
        let annex = fs::read_to_string(desk.path("out/手元用/annex.html")).unwrap();
        assert!(
            annex.contains("当方の判断で除いた行") && annex.contains("9月12日 &#60;b&#62;10:00"),
            "{level}"
        );
        assert!(
            !annex.contains("<td class=\"w\">契約詳細"),
            "what stands before the last sign is not quoted"
        );
        let mut zip =
            zip::ZipArchive::new(fs::File::open(desk.path("out/手元用/handover.zip")).unwrap()).unwrap();
        let mut facts = String::new();
        std::io::Read::read_to_string(&mut zip.by_name("proof/001/facts.jsonl").unwrap(), &mut facts)
            .unwrap();
        assert_eq!(facts.matches("{\"answer\":").count(), 2, "{level}: every answer is shown");
    }
    // a withheld one blocks, whatever it says
    let desk = Desk::new();
    desk.write("case/案件メモ.txt", MEMO);
    desk.write("case/控え/001.zip", answered("nothing"));
    let made =
        json(&desk, &["handover", "case", "--to", "crowdworks", "--withhold", "answer/1/2", "-o", "out"]);
    assert_eq!(
        (&made["silence"], made["silence_blocks"][0]["kind"].as_str()),
        (&Value::Bool(false), Some("answer"))
    );
}

#[test]
fn what_the_worker_does_not_know_and_what_is_the_client_s_is_no_silence() {
    for (said, code, since) in
        [("unknown", Some("answer"), None), ("client", None, Some("2026-09-15T01:00:00Z"))]
    {
        let desk = Desk::new();
        desk.write("case/案件メモ.txt", MEMO);
        desk.write("case/控え/001.zip", answered(said));
        let shown = json(&desk, &["show", "case/控え"]);
        let silence = &shown["silence"];
        assert_eq!(silence["blocks"][0]["code"].as_str(), code, "{said}: {silence}");
        assert_eq!(silence["statement"]["since"]["from"].as_str(), since, "{said}: {silence}");
    }
}
