//! `hikae handover` as a worker uses it: the example case sealed as it happened, told, stopped, written and checked.
#![cfg(unix)]

use crate::hostile;
use crate::program::{self, Desk, Ran};
use crate::skip::missing;
use crate::sound;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Noon in Tokyo, 23 November 2026.
const NOW: &str = "1795402800";
const MEMO: &str = include_str!("../../examples/minato-narration/案件メモ.txt");
const THREAD: &str = include_str!("../../examples/minato-narration/メッセージ/クラウドワークス_スレッド.txt");
/// Lines of the memo that were not there yet when the first round was sealed.
const LATER: [&str; 5] =
    ["スレッドを写した", "納品完了報告: 2026/10/5", "修正依頼", "確認のお願い", "連絡催促"];

/// A level of sound for so many seconds: 16 bit, 8 kHz, mono.
fn wav(seconds: u32, seed: u8) -> Vec<u8> {
    sound::wav_file(1, 16, 8_000, 1, &vec![seed; (seconds * 16_000) as usize])
}

fn run_at(desk: &Desk, unix: &str, args: &[&str]) -> Ran {
    program::finish(
        desk.hikae(args).env("SOURCE_DATE_EPOCH", unix).env("HIKAE_BROWSER", "none").spawn().unwrap(),
    )
}

fn seal_at(desk: &Desk, unix: &str) {
    let ran = run_at(desk, unix, &["seal", "case", "--lang", "ja"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
}

/// First round; retake; later messages: three seals.
fn as_it_happened(desk: &Desk) {
    for name in ["第1話_ナレーション.wav", "第2話_ナレーション.wav", "商品紹介_6秒.wav"]
    {
        desk.write(format!("case/納品/1回目/{name}"), wav(6, name.len() as u8));
    }
    desk.write("case/資料/依頼内容.txt", "秘密の依頼内容");
    let early: Vec<&str> =
        MEMO.lines().filter(|line| !LATER.iter().any(|later| line.starts_with(later))).collect();
    desk.write("case/案件メモ.txt", early.join("\n"));
    seal_at(desk, "1791075000"); // 4 October 09:50
    desk.write("case/納品/2回目/第2話_ナレーション_v2.wav", wav(6, 3));
    seal_at(desk, "1791200400"); // 5 October 20:40
    desk.write("case/案件メモ.txt", MEMO);
    desk.write("case/メッセージ/スレッド.txt", THREAD);
    seal_at(desk, "1795134600"); // 20 November 09:30
}

fn handover(desk: &Desk, args: &[&str]) -> Ran {
    run_at(desk, NOW, &[&["handover", "case", "--lang", "ja"], args].concat())
}

fn folder(desk: &Desk) -> PathBuf {
    desk.path("case/提出用-crowdworks-20261123")
}

#[test]
fn the_ticket_is_the_one_of_the_design() {
    let desk = Desk::new();
    as_it_happened(&desk);
    let ran = handover(&desk, &["--to", "crowdworks"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let ticket = fs::read_to_string(folder(&desk).join("ticket.txt")).unwrap();
    // the notes of the example name no zone: that one is assumed stands beside what rests on it
    let assumed = "(当方の記録の範囲。画面の時刻は日本時間として読みました)";
    assert_eq!(ticket.replace(assumed, "(当方の記録の範囲)"), include_str!("ticket.txt"));
    assert!(ticket.contains(assumed));
    assert!(
        ran.out.trim_end().ends_with(
            "① ticket.txt の日付をサイトと見比べてから、全文をコピーし、お問い合わせ欄に貼る\n② 求められたら、page1.html をPDFに印刷したものだけ添付(手元用 のものは送らずに保管)"
        )
    );
    let page = fs::read_to_string(folder(&desk).join("page1.html")).unwrap();
    let text = text_of(&page);
    // all eleven points, in their order
    let mut from = 0;
    for expected in include_str!("page1.txt").lines() {
        let at =
            text[from..].find(expected).unwrap_or_else(|| panic!("{expected:?} not in its place in\n{text}"));
        from += at + expected.len();
    }
    // page one has neither hashes nor grades
    assert!(
        !text.split_whitespace().any(|word| word.len() >= 32 && word.bytes().all(|b| b.is_ascii_hexdigit()))
    );
    let names: Vec<String> =
        fs::read_dir(folder(&desk)).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(names.len(), 3, "{names:?}");
    // nothing is overwritten
    let again = handover(&desk, &["--to", "crowdworks"]);
    assert_ne!(again.code, Some(0));
    assert_eq!(fs::read_to_string(folder(&desk).join("ticket.txt")).unwrap(), ticket);
}

#[test]
fn the_package_verifies_and_says_what_it_shows() {
    let desk = Desk::new();
    as_it_happened(&desk);
    assert_eq!(handover(&desk, &[]).code, Some(0), "the platform is that of the memo");
    let package = folder(&desk).join("手元用/handover.zip");
    let ran = desk.run(&["verify", "--json", "--lang", "en", package.to_str().unwrap()]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let value: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(value["counts"]["editions"], 3);
    assert_eq!(value["counts"]["files"]["shown"], 0);
    assert!(value["counts"]["facts"]["shown"].as_u64() < value["counts"]["facts"]["sealed"].as_u64());
    // the proofs are those of the seals, byte for byte
    let mut handed = zip::ZipArchive::new(fs::File::open(&package).unwrap()).unwrap();
    for number in ["001", "002", "003"] {
        let sealed = desk.path(format!("case/控え/{number}.zip"));
        let mut sealed = zip::ZipArchive::new(fs::File::open(sealed).unwrap()).unwrap();
        for name in ["seal.txt", "seal.txt.sig"] {
            let name = format!("proof/{number}/{name}");
            assert_eq!(bytes(&mut handed, &name), bytes(&mut sealed, &name), "{name}");
        }
    }
    // a claim of absence stands in the package's own report too: all headers are there
    let report = String::from_utf8(bytes(&mut handed, "REPORT.html")).unwrap();
    assert!(report.contains("10-05 14:03"), "{report}");
}

#[test]
fn without_a_report_of_the_latest_round_nothing_is_written() {
    let desk = Desk::new();
    as_it_happened(&desk);
    let memo = MEMO.replace("納品完了報告: 2026/10/5", "メッセージ添付: 2026/10/5");
    desk.write("case/案件メモ.txt", memo);
    seal_at(&desk, "1795200000");
    let ran = handover(&desk, &["--to", "crowdworks"]);
    ran.names(2, &["修正版は、メッセージ添付の記録だけです", "納品のためのボタンが出ていないか"]);
    assert!(!folder(&desk).exists());
}

#[test]
fn what_is_settled_is_not_asked_about_and_early_requests_claim_less() {
    // within the guide: three days after the latest report, by the notes of that day
    let desk = Desk::new();
    desk.write("case/納品/1回目/第1話.wav", wav(6, 1));
    let early =
        |line: &&str| !["スレッドを写した", "確認のお願い", "連絡催促"].iter().any(|l| line.starts_with(l));
    desk.write("case/案件メモ.txt", MEMO.lines().filter(early).collect::<Vec<_>>().join("\n"));
    seal_at(&desk, "1791250000");
    let ran = run_at(
        &desk,
        "1791453600",
        &["handover", "case", "--lang", "ja", "--to", "crowdworks", "-o", "early", "--json"],
    );
    let value: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(value["stage"], "reported");
    assert!(!value["ticket"].as_str().unwrap().contains("1週間を過ぎても"));
    let desk = Desk::new();
    as_it_happened(&desk);
    desk.write("case/案件メモ.txt", format!("{MEMO}検収: 2026/11/21 10:00\n"));
    seal_at(&desk, "1795250000");
    let ran = handover(&desk, &["--to", "crowdworks"]);
    ran.names(2, &["検収または支払いの記録があります"]);
    assert!(!folder(&desk).exists());
}

#[test]
fn a_reply_by_somebody_named_later_is_never_called_no_reply() {
    let desk = Desk::new();
    as_it_happened(&desk);
    // LINE was sealed before the notes said whose the names there are: its roles are learnt from the notes alone
    let approved = format!("{MEMO}サイト外連絡申請 (LINE): 承認\n");
    desk.write("case/案件メモ.txt", &approved);
    let reply = "2026/11/15(日)\r\n11:00\t港町制作\t受け取りました。\r\n";
    desk.write("case/メッセージ/line.txt", format!("{LINE}\r\n{reply}").replace("港町制作", "みなと"));
    seal_at(&desk, "1795200000");
    // as long as nobody says whose it is, it can be the client's
    let ran = handover(&desk, &["--to", "crowdworks", "-o", "unknown"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let page = text_of(&fs::read_to_string(desk.path("unknown/page1.html")).unwrap());
    assert!(page.contains("「みなと」がどなたか分からず、最後のご連絡より後の発信があります"), "{page}");
    assert!(!page.contains("発信は記録されていません"), "{page}");
    let names = "名前 (LINE): みなと = クライアント\n名前 (LINE): むぎ = 自分\n";
    desk.write("case/案件メモ.txt", format!("{approved}{names}"));
    seal_at(&desk, "1795290000");
    for (out, withheld) in [("shown", "nothing"), ("hidden", "case/name.*")] {
        let ran = handover(&desk, &["--to", "crowdworks", "--withhold", withheld, "-o", out]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        let page = text_of(&fs::read_to_string(desk.path(out).join("page1.html")).unwrap());
        assert!(!page.contains("受領・確認のご発言は、提出した記録にはありません"), "{page}");
        // with the lines that say whose the names are, the reply is quoted; without them nothing is said of last or none
        assert_eq!(page.contains("受け取りました。」(2026-11-15 11:00 JST)"), out == "shown", "{page}");
        assert_eq!(
            page.contains("ご発信のない期間は、この資料の記録からは判断できません"),
            out == "hidden",
            "{page}"
        );
    }
}

#[test]
fn what_stops_it_is_said_as_it_is() {
    let desk = Desk::new();
    as_it_happened(&desk);
    handover(&desk, &["--to", "crowdworks", "--withhold", "event/*"]).names(2, &["--withhold"]);
    let names = "名前 (LINE): 港町制作 = クライアント\n名前 (LINE): むぎ = 自分\n";
    desk.write("case/案件メモ.txt", format!("{MEMO}{names}"));
    desk.write("case/メッセージ/line.txt", LINE);
    seal_at(&desk, "1795200000");
    for (site, to, said, at) in [
        ("ココナラ", "coconala", "サイト外での連絡は認められていません", "1795210000"),
        ("SKIMA", "skima", "確認できていません", "1795220000"),
    ] {
        desk.write("case/案件メモ.txt", format!("{MEMO}{names}").replace("CrowdWorks", site));
        seal_at(&desk, at);
        handover(&desk, &["--to", to]).names(2, &["LINE", said]);
    }
    assert!(!folder(&desk).exists());
}

#[test]
fn a_browser_that_fails_or_is_interrupted_leaves_nothing() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::new();
    as_it_happened(&desk);
    let browser = |name: &str, script: &str| {
        let path = desk.write(name, format!("#!/bin/sh\n{script}\n"));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path
    };
    let (failing, hanging) = (browser("failing", "exit 0"), browser("hanging", "exec sleep 50"));
    let before = desk.tree();
    let start = |browser: &Path| {
        let args = ["handover", "case", "--lang", "ja", "--to", "crowdworks"];
        desk.hikae(&args).env("SOURCE_DATE_EPOCH", NOW).env("HIKAE_BROWSER", browser).spawn().unwrap()
    };
    program::finish(start(&failing)).names(3, &["ブラウザーでPDFや画像を作れませんでした"]);
    assert_eq!(desk.tree(), before);
    let child = start(&hanging);
    let begun = std::time::Instant::now();
    while desk.leftovers("case").is_empty() {
        assert!(begun.elapsed().as_secs() < 50, "nothing is written");
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    program::signal(&child, "INT");
    assert_eq!(program::finish(child).code, Some(130));
    assert_eq!(desk.tree(), before);
    // killed, it leaves a folder that the next run clears, and nothing under the name
    let mut child = start(&hanging);
    while desk.leftovers("case").is_empty() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(desk.leftovers("case").len(), 1);
    assert_eq!(handover(&desk, &["--to", "crowdworks"]).code, Some(0));
    assert!(desk.leftovers("case").is_empty() && folder(&desk).exists());
}

const LINE: &str = "[LINE] 港町制作とのトーク履歴\r\n保存日時：2026/11/20 09:12\r\n\r\n2026/10/01(木)\r\n10:02\t港町制作\tはじめまして。\r\n10:05\tむぎ\tよろしくお願いします。\r\n";

#[test]
fn contact_outside_the_platform_stops_it_until_somebody_decides() {
    let desk = Desk::new();
    as_it_happened(&desk);
    let names = "名前 (LINE): 港町制作 = クライアント\n名前 (LINE): むぎ = 自分\n";
    desk.write("case/案件メモ.txt", format!("{MEMO}{names}"));
    desk.write("case/メッセージ/line.txt", LINE);
    seal_at(&desk, "1795200000");
    let ran = handover(&desk, &["--to", "crowdworks"]);
    ran.names(2, &["LINE", "サイト外の連絡に申請が必要です"]);
    assert!(!folder(&desk).exists());
    let ran = handover(&desk, &["--to", "crowdworks", "--outside", "leave-out"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let page = text_of(&fs::read_to_string(folder(&desk).join("page1.html")).unwrap());
    assert!(page.contains("クラウドワークス上のメッセージの範囲では"), "{page}");
    for (name, bytes) in everything(&folder(&desk)) {
        assert!(!contains(&bytes, "はじめまして。\"".as_bytes()), "{name}");
    }
    // approved, it goes along
    let memo = format!("{MEMO}{names}サイト外連絡申請 (LINE): 承認\n");
    desk.write("case/案件メモ.txt", memo);
    seal_at(&desk, "1795290000");
    let ran = handover(&desk, &["--to", "crowdworks", "-o", "approved"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
}

#[test]
fn what_the_client_said_later_elsewhere_forbids_a_statement_on_silence() {
    let desk = Desk::new();
    as_it_happened(&desk);
    let names = "名前 (LINE): 港町制作 = クライアント\n名前 (LINE): むぎ = 自分\n";
    desk.write("case/案件メモ.txt", format!("{MEMO}{names}"));
    desk.write("case/メッセージ/line.txt", LINE.replace("2026/10/01(木)", "2026/11/02(月)"));
    seal_at(&desk, "1795200000");
    let ran = handover(&desk, &["--to", "crowdworks", "--outside", "leave-out"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let page = text_of(&fs::read_to_string(folder(&desk).join("page1.html")).unwrap());
    assert!(page.contains("この資料の記録からは判断できません"), "{page}");
    assert!(!page.contains("発信は記録されていません"), "{page}");
}

#[test]
fn what_is_withheld_is_in_no_byte_of_any_output() {
    if crate::skip::slow() {
        return;
    }
    let desk = Desk::new();
    as_it_happened(&desk);
    let home = desk.path("");
    let facts = all_facts(&desk);
    // several choices, among them random ones: every withheld fact by its own address
    let mut seed = 7u64;
    let mut random = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        seed >> 33
    };
    for (round, level) in ["hashes", "messages", "full", "full", "messages", "full"].iter().enumerate() {
        let mut withheld: Vec<String> = Vec::new();
        if round >= 2 {
            withheld.extend(facts.iter().map(|f| f.address.clone()).filter(|_| random() % 4 == 0));
        }
        let out = format!("out{round}");
        let mut args = vec!["--to", "crowdworks", "--level", level, "-o", &out];
        withheld.iter().for_each(|address| args.extend(["--withhold", address]));
        let ran = handover(&desk, &args);
        // what names the platform or the report of the latest round may be gone: then it says so and writes nothing
        if ran.code == Some(2) {
            assert!(!desk.path(&out).exists(), "{ran:?}");
            continue;
        }
        assert_eq!(ran.code, Some(0), "{ran:?}");
        let package = desk.path(&out).join("手元用/handover.zip");
        let verified = desk.run(&["verify", "--json", package.to_str().unwrap()]);
        assert_eq!(verified.code, Some(0), "{verified:?}");
        second_verifier(&desk, &package);
        stock_tools(&desk, &package, &format!("unzipped{round}"));
        let shown = shown_lines(&package);
        let outputs = everything(&desk.path(&out));
        for fact in facts.iter().filter(|fact| !shown.contains(&fact.line)) {
            for secret in &fact.secrets {
                // what another shown fact says as well is no secret
                if shown.iter().any(|line| line.contains(secret.as_str())) {
                    continue;
                }
                for (name, bytes) in &outputs {
                    assert!(!contains(bytes, secret.as_bytes()), "{}: {secret:?} in {name}", fact.address);
                }
            }
        }
        for (name, bytes) in &outputs {
            assert!(!contains(bytes, home.to_str().unwrap().as_bytes()), "a path of this computer in {name}");
        }
    }
}

#[test]
fn hostile_texts_stay_text_in_every_paper() {
    if crate::skip::slow() {
        return;
    }
    let desk = Desk::new();
    for (i, text) in hostile::TEXTS.iter().enumerate() {
        let line = text.replace(['\r', '\n'], " ");
        let case = format!("case{i}");
        desk.write(format!("{case}/納品/1回目/a.wav"), wav(1, 0));
        let memo = format!(
            "クライアント名: {line}\n自分の表示名: むぎ\nプラットフォーム: CrowdWorks\n契約ID: {line}\n\
             題名: {line}\n報酬: {line}\n納品完了報告: 2026/10/4 9:58 1回目\n連絡催促の申請: 2026/11/12 18:00 結果 {line}\n"
        );
        desk.write(format!("{case}/案件メモ.txt"), memo);
        desk.write(format!("{case}/メッセージ/t.txt"), format!("2026-10-04 11:20 むぎ: {text}\n"));
        let ran = run_at(&desk, "1795134600", &["seal", &case, "--lang", "ja"]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        for (whom, out) in [("crowdworks", "a"), ("freelance-110", "b"), ("court-ja", "c")] {
            let out = format!("{out}{i}");
            let ran = run_at(
                &desk,
                NOW,
                &["handover", &case, "--lang", "ja", "--to", whom, "-o", &out, "--level", "messages"],
            );
            assert_eq!(ran.code, Some(0), "{text:?}: {ran:?}");
            assert_eq!(hostile::first_hidden(&ran.out.replace('\n', "")), None, "{text:?}");
            for (name, bytes) in everything(&desk.path(&out)) {
                let Ok(paper) = String::from_utf8(bytes) else { continue };
                let paper = paper.replace(['\n', '\r', '\u{FEFF}'], "");
                assert_eq!(hostile::first_hidden(&paper), None, "{text:?} in {name}");
                if i == 0 && name.ends_with("page1.html") {
                    assert!(paper.contains("&#60;script&#62;alert(1)"), "it is printed, as a text");
                }
                if name.ends_with(".html") {
                    let body = &paper[paper.find("<body").unwrap()..];
                    for tag in [
                        "<script",
                        "<img",
                        "<svg",
                        "<iframe",
                        "<a ",
                        "</style",
                        "<!--",
                        "javascript:\"",
                        "onerror=\"",
                    ] {
                        assert!(!body.contains(tag), "{tag} of {text:?} in {name}");
                    }
                }
                if name.ends_with(".csv") {
                    let cells = paper.split(',').map(|cell| cell.trim_matches('"'));
                    assert!(!cells.clone().any(|c| c.starts_with(['=', '+', '@'])), "{text:?} in {paper}");
                }
            }
        }
    }
}

#[test]
fn every_sentence_of_page_one_stands_on_shown_facts() {
    let desk = Desk::new();
    as_it_happened(&desk);
    let ran = handover(&desk, &["--to", "crowdworks", "--withhold", "case/fee", "--withhold", "case/title"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let page = text_of(&fs::read_to_string(folder(&desk).join("page1.html")).unwrap());
    assert!(page.contains("この資料では示していません"), "{page}");
    assert!(!page.contains("22,000") && !page.contains("物語2話"), "{page}");
    let annex = fs::read_to_string(folder(&desk).join("手元用/annex.html")).unwrap();
    let shown = shown_lines(&folder(&desk).join("手元用/handover.zip"));
    let leaves: Vec<String> = shown.iter().map(|line| sha256(line.as_bytes())).collect();
    let cited: Vec<&str> =
        annex.split("<code>").skip(1).filter_map(|rest| rest.split("</code>").next()).collect();
    let cited: Vec<&str> = cited.into_iter().filter(|c| c.split(' ').count() == 3).collect();
    assert!(cited.len() > 20);
    for cited in cited {
        let begin = cited.rsplit(' ').next().unwrap();
        assert!(leaves.iter().any(|leaf| leaf.starts_with(begin)), "{cited} is no shown fact");
    }
}

#[test]
fn a_ticket_that_is_too_long_is_named_with_its_length() {
    let desk = Desk::new();
    as_it_happened(&desk);
    let ran = handover(&desk, &["--to", "crowdworks", "--json"]);
    let value: Value = serde_json::from_str(&ran.out).unwrap();
    let ticket = value["ticket"].as_str().unwrap();
    assert_eq!(value["ticket_characters"].as_u64().unwrap(), ticket.trim_end().chars().count() as u64);
    assert!(ticket.chars().count() < 500);
    assert_eq!(value["stage"], "after-guide");
}

#[test]
fn drafts_for_advisers_are_marked_and_have_the_sixtieth_day() {
    let desk = Desk::new();
    as_it_happened(&desk);
    let ran = handover(&desk, &["--to", "freelance-110", "-o", "adviser"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let page = text_of(&fs::read_to_string(desk.path("adviser/freelance-110.html")).unwrap());
    for expected in
        ["下書き", "2026-12-02", "2026-12-03", "起算日は相談先にご確認ください", "記録なし", "秘密の依頼内容"]
    {
        assert_eq!(page.contains(expected), expected != "秘密の依頼内容", "{expected}: {page}");
    }
    let index = fs::read_to_string(desk.path("adviser/index.csv")).unwrap();
    assert!(index.contains("22000 JPY,港町制作"), "{index}");
    for whom in ["court-ja", "us-902"] {
        let ran = handover(&desk, &["--to", whom, "-o", whom]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        assert!(desk.path(format!("{whom}/{whom}.html")).exists());
    }
}

#[test]
fn in_a_browser_page_one_is_one_page_and_small() {
    let Some(_) = browser() else { return missing("no browser here") };
    let desk = Desk::new();
    as_it_happened(&desk);
    let args = ["handover", "case", "--lang", "ja", "--to", "crowdworks"];
    let ran = program::finish(desk.hikae(&args).env("SOURCE_DATE_EPOCH", NOW).spawn().unwrap());
    assert_eq!(ran.code, Some(0), "{ran:?}");
    for name in ["page1.pdf", "page1.png", "手元用/annex.pdf"] {
        let size = fs::metadata(folder(&desk).join(name)).unwrap().len();
        assert!((1..1_000_000).contains(&size), "{name}: {size}");
    }
    let info = Command::new("pdfinfo").arg(folder(&desk).join("page1.pdf")).output();
    let Ok(info) = info else { return missing("no pdfinfo here") };
    let info = String::from_utf8_lossy(&info.stdout).into_owned();
    assert!(info.lines().any(|line| line.starts_with("Pages:") && line.ends_with(" 1")), "{info}");
    let text = Command::new("pdftotext").arg(folder(&desk).join("page1.pdf")).arg("-").output().unwrap();
    let text = String::from_utf8_lossy(&text.stdout).into_owned();
    assert!(text.contains("12345678") && text.contains("第2話_ナレーション_v2.wav"), "{text}");
    // nothing of this computer in the papers, and nothing that was withheld
    for name in ["page1.pdf", "手元用/annex.pdf"] {
        let text = Command::new("pdftotext").arg(folder(&desk).join(name)).arg("-").output().unwrap().stdout;
        let pdf = fs::read(folder(&desk).join(name)).unwrap();
        for secret in [desk.path("").to_str().unwrap(), "file://", "秘密", "ほぼ録り終わりました", "Linux"]
        {
            assert!(
                !contains(&text, secret.as_bytes()) && !contains(&pdf, secret.as_bytes()),
                "{secret} in {name}"
            );
        }
    }
    assert!(desk.leftovers("case").is_empty());
}

fn browser() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let names = ["chromium", "google-chrome", "chromium-browser"];
    std::env::split_paths(&path).flat_map(|f| names.map(|n| f.join(n))).find(|p| p.is_file())
}

/// A sealed fact: its line, its address for patterns, and the values in it that a reader of other facts does not have.
struct Sealed {
    line: String,
    address: String,
    secrets: Vec<String>,
}

fn all_facts(desk: &Desk) -> Vec<Sealed> {
    let mut facts = Vec::new();
    for number in ["001", "002", "003"] {
        for line in shown_lines(&desk.path(format!("case/控え/{number}.zip"))) {
            let value: Value = serde_json::from_str(&line).unwrap();
            let (kind, fact) = value[1].as_object().unwrap().iter().next().unwrap();
            let text = |name: &str| fact[name].as_str().map(str::to_owned);
            let n = |name: &str| fact[name].as_u64().unwrap_or_default();
            let (rest, secrets) = match kind.as_str() {
                "case" => (text("key").unwrap(), vec![text("value")]),
                "event" => (n("line").to_string(), vec![text("quote")]),
                "text" => (
                    format!("{}/{}", n("k"), n("n")),
                    vec![text("text").map(|t| t.lines().next().unwrap_or_default().to_owned())],
                ),
                "name" => (format!("{}/{}", n("k"), n("n")), vec![text("name")]),
                "participant" | "message" => (format!("{}/{}", n("k"), n("n")), vec![]),
                "conversation" => (n("k").to_string(), vec![]),
                "file" => (text("path").unwrap(), vec![text("sha256")]),
                "origin" => (text("path").unwrap(), vec![text("name")]),
                "audio" => (text("path").unwrap(), vec![text("pcm_sha256")]),
                "link" => (text("code").unwrap(), vec![text("code")]),
                _ => (text("path").unwrap_or_default(), vec![]),
            };
            let salt = value[0].as_str().unwrap().to_owned();
            let secrets =
                secrets.into_iter().flatten().chain([salt]).filter(|s| s.chars().count() >= 4).collect();
            facts.push(Sealed { address: format!("{number}/{kind}/{rest}"), line, secrets });
        }
    }
    assert!(facts.len() > 60);
    facts
}

fn shown_lines(archive: &Path) -> Vec<String> {
    let mut zip = zip::ZipArchive::new(fs::File::open(archive).unwrap()).unwrap();
    let names: Vec<String> =
        zip.file_names().map(|n| n.unwrap().into_owned()).filter(|n| n.ends_with("facts.jsonl")).collect();
    let texts = names.iter().map(|name| String::from_utf8(bytes(&mut zip, name)).unwrap());
    texts.collect::<Vec<_>>().iter().flat_map(|text| text.lines().map(str::to_owned)).collect()
}

fn bytes(zip: &mut zip::ZipArchive<fs::File>, name: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    std::io::copy(&mut zip.by_name(name).unwrap(), &mut bytes).unwrap();
    bytes
}

/// All files below a folder, by name.
fn everything(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let files =
        walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file());
    files.map(|e| (e.path().display().to_string(), fs::read(e.path()).unwrap())).collect()
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    !part.is_empty() && bytes.windows(part.len()).any(|w| w == part)
}

fn second_verifier(desk: &Desk, package: &Path) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/verify.py");
    let Ok(ran) = desk.command("python3").arg(script).arg(package).output() else {
        return missing("no python3 here");
    };
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stdout));
}

/// `sha256sum`, `ssh-keygen` and the lines of `facts.jsonl` against `seal.txt`, as VERIFY.txt says.
fn stock_tools(desk: &Desk, package: &Path, folder: &str) {
    if Command::new("ssh-keygen").arg("-?").output().is_err()
        || Command::new("sha256sum").arg("--version").output().is_err()
    {
        return missing("no ssh-keygen or sha256sum here");
    }
    let mut zip = zip::ZipArchive::new(fs::File::open(package).unwrap()).unwrap();
    zip.extract(desk.path(folder)).unwrap();
    let script = "sha256sum -c --quiet manifest-sha256.txt && sha256sum -c --quiet tagmanifest-sha256.txt && \
        for p in proof/*; do ssh-keygen -Y check-novalidate -n seal@hikae -s $p/seal.txt.sig < $p/seal.txt && \
        while IFS= read -r line; do leaf=$(printf '%s' \"$line\" | sha256sum | cut -c1-64); \
        grep -q \"^$leaf \" $p/seal.txt || exit 1; done < $p/facts.jsonl || exit 1; done";
    let ran = desk.command("sh").args(["-c", script]).current_dir(desk.path(folder)).output().unwrap();
    assert!(
        ran.status.success(),
        "{}{}",
        String::from_utf8_lossy(&ran.stdout),
        String::from_utf8_lossy(&ran.stderr)
    );
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    hikae::base::digest::Sha256Digest::finish(sha2::Sha256::new().chain_update(bytes)).to_string()
}

/// The text of a page, tags apart.
fn text_of(page: &str) -> String {
    // a moment that stays on one line is in the middle of its sentence
    let page = page.replace("<span class=\"t\">", "").replace("</span>", "");
    let body = &page[page.find("<body").unwrap()..];
    let mut text = String::new();
    let mut inside = false;
    for c in body.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push('\n');
            }
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text.replace("&#34;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}
