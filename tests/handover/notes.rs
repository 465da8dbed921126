//! What the notes say and cannot have happened, what they say that is not understood, and what of them counts.
#![cfg(unix)]

use crate::program::Desk;
use crate::statements::{COPIED, MEMO, NOW, base, case, json, paper, report, run, seal_at, thread};
use serde_json::json as value;
use std::fs;

#[test]
fn dates_that_cannot_be_are_told_and_stop_every_handover() {
    let before = MEMO.replace("納品完了報告: 2026/9/9", "納品完了報告: 2026/8/27");
    for (notes, said) in [
        (before, "「仮払い日」(2026-09-01)より前の日付です"),
        (format!("{MEMO}確認のお願い: 2027/9/3 10:00\n"), "まだ来ていない日時です"),
        (format!("{MEMO}検収: 2026/9/2 10:00\n"), "納品物を送った日時"),
        (format!("{MEMO}納品完了報告: 2026/9/3 10:00 2回目\n"), "1回目の納品"),
        (format!("{MEMO}スレッドを写した日時: 2026/9/15 9:00\n"), "最後の記録より前です"),
    ] {
        let desk = Desk::new();
        let copied = if notes.contains("写した日時") { "" } else { COPIED };
        case(&desk, &format!("{notes}{copied}"), &base());
        let sealed = run(&desk, &["seal", "case", "--lang", "ja", "--no-analysis"]);
        assert_eq!(sealed.code, Some(0), "{sealed:?}");
        let status = run(&desk, &["status", "case", "--lang", "ja"]);
        assert!(status.out.contains(said), "{said}: {status:?}");
        for to in ["crowdworks", "freelance-110"] {
            let ran = run(&desk, &["handover", "case", "--to", to, "--lang", "ja", "-o", "out"]);
            assert_eq!(ran.code, Some(2), "{ran:?}");
            assert!(
                ran.err.contains(said) && ran.err.contains("あり得ない日付があります"),
                "{said}: {ran:?}"
            );
            assert!(!desk.path("out").exists());
        }
    }
}

#[test]
fn what_lay_ahead_of_the_sealing_is_not_counted_as_done() {
    let desk = Desk::new();
    // noted before it happened, and sealed then; by now the day has come
    let ahead = format!("{MEMO}{COPIED}確認のお願い: 2026/11/19 10:00\n");
    case(&desk, &ahead, &base());
    seal_at(&desk, NOW);
    let later = crate::statements::run_at(
        &desk,
        "1795402800",
        &["handover", "case", "--to", "crowdworks", "--lang", "ja", "-o", "out"],
    );
    assert_eq!(later.code, Some(0), "{later:?}");
    assert!(later.out.contains("控えを作った時より後の日時です"), "{later:?}");
    assert!(!paper(desk.path("out/page1.html")).contains("2026-11-19"));
    let page = report(&desk.path("out/手元用/handover.zip"));
    assert!(page.contains("作成の時点では、まだ起きていません"), "{page}");
}

#[test]
fn lines_that_look_like_events_and_are_not_read_block_and_are_told() {
    for (line, kind) in
        [("検収: 先週の火曜", "検収"), ("9/15 検収されました", "検収"), ("入金あり 9/30", "支払い")]
    {
        let desk = Desk::new();
        case(&desk, &format!("{MEMO}{COPIED}{line}\n"), &base());
        seal_at(&desk, NOW);
        let number = MEMO.lines().count() + 2;
        let status = json(&desk, &["status", "case"]);
        let notices = status["memo_notices"].to_string();
        assert!(notices.contains(&format!("{number}行目")) && notices.contains(line), "{notices}");
        assert!(status["silence"]["statement"].is_null(), "{line}: {status}");
        let made = json(&desk, &["handover", "case", "--to", "crowdworks", "-o", "out"]);
        let told = made["against"].as_array().unwrap().iter().find(|a| a["code"] == "against-unread-line");
        let told = told.unwrap_or_else(|| panic!("{made}"))["text"].as_str().unwrap().to_owned();
        assert!(
            told.contains(&format!("{number}行目")) && told.contains(line) && told.contains(kind),
            "{told}"
        );
        assert!(!made["acceptance_blocks"].as_array().unwrap().is_empty(), "{line}");
        for name in ["ticket.txt", "page1.html"] {
            assert!(!paper(desk.path("out").join(name)).contains("検収がない"), "{line} in {name}");
        }
        assert!(
            !report(&desk.path("out/手元用/handover.zip")).contains("発信は記録されていません"),
            "{line}"
        );
    }
}

#[test]
fn a_request_for_changes_after_the_report_is_no_missing_acceptance() {
    let asked = format!("{MEMO}{COPIED}修正依頼: 2026/9/15 10:00 1回目\n");
    let desk = Desk::new();
    case(&desk, &asked, &base());
    seal_at(&desk, NOW);
    let made = json(&desk, &["handover", "case", "--to", "crowdworks", "-o", "out"]);
    assert_eq!(made["acceptance_blocks"][0]["kind"], "change-request", "{made}");
    assert!(!made["ticket"].as_str().unwrap().contains("検収がない"), "{made}");
    // withheld, it blocks as well
    let line = asked.lines().position(|line| line.starts_with("修正依頼")).unwrap() + 1;
    let pattern = format!("event/{line}");
    let made =
        json(&desk, &["handover", "case", "--to", "crowdworks", "--withhold", &pattern, "-o", "withheld"]);
    assert!(!made["ticket"].as_str().unwrap().contains("検収がない"), "{made}");
    assert_eq!(made["silence"], false);
    // one that a later round answered does not
    let desk = Desk::new();
    let retake = format!("{asked}納品完了報告: 2026/9/16 10:00 2回目\n");
    case(&desk, &retake, &base());
    desk.write("case/納品/2回目/b.wav", "another take");
    seal_at(&desk, NOW);
    let made = json(&desk, &["handover", "case", "--to", "crowdworks", "-o", "out"]);
    assert!(made["ticket"].as_str().unwrap().contains("検収がない"), "{made}");
}

#[test]
fn another_site_than_the_sealed_one_stops_and_an_adviser_does_not() {
    let desk = Desk::new();
    case(&desk, &format!("{MEMO}{COPIED}"), &base());
    seal_at(&desk, NOW);
    for to in ["coconala", "lancers", "upwork"] {
        let ran = run(&desk, &["handover", "case", "--to", to, "--lang", "ja", "-o", to]);
        ran.names(2, &["CrowdWorks", "書類は作れません"]);
        assert!(!desk.path(to).exists());
    }
    for to in ["freelance-110", "us-902"] {
        let ran = run(&desk, &["handover", "case", "--to", to, "-o", to]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
    }
    // a place of which nothing is known is called by its name
    let desk = Desk::new();
    case(&desk, &format!("{MEMO}{COPIED}").replace("CrowdWorks", "音声広場"), &base());
    seal_at(&desk, NOW);
    run(&desk, &["handover", "case", "--to", "crowdworks", "--lang", "ja"]).names(2, &["音声広場"]);
    let ran = run(&desk, &["handover", "case", "--to", "generic", "--lang", "ja", "-o", "out"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let page = paper(desk.path("out/page1.html"));
    assert!(page.contains("サービス: 音声広場") && page.contains("音声広場の契約画面"), "{page}");
}

#[test]
fn the_zone_stands_in_the_ticket_and_the_fee_once_in_the_index() {
    for (site, to, zone) in
        [("CrowdWorks", "crowdworks", "日時は日本時間(JST)です。"), ("Upwork", "upwork", "Times are in UTC.")]
    {
        let desk = Desk::new();
        let notes =
            format!("{MEMO}{COPIED}納品完了報告: 2026/9/16 10:00 2回目\n").replace("CrowdWorks", site);
        case(&desk, &notes, &base());
        desk.write("case/納品/2回目/b.wav", "another take");
        seal_at(&desk, NOW);
        let ran = run(&desk, &["handover", "case", "--to", to, "--lang", "ja", "-o", "out"]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        let ticket = fs::read_to_string(desk.path("out/ticket.txt")).unwrap();
        assert!(ticket.trim_end().ends_with(zone), "{ticket}");
        let index = fs::read_to_string(desk.path("out/手元用/index.csv")).unwrap();
        assert_eq!(index.matches("8800").count(), 1, "{index}");
        assert_eq!(index.lines().count(), 4, "a heading, the contract, two rounds: {index}");
    }
}

#[test]
fn reminders_that_only_the_notes_hold_are_told_apart_and_a_part_is_not_counted() {
    let desk = Desk::new();
    let notes = format!("{MEMO}{COPIED}確認のお願い: 2026/9/20 10:00\n確認のお願い: 2026/9/28 10:00\n");
    case(&desk, &notes, &base());
    seal_at(&desk, NOW);
    let made = json(&desk, &["handover", "case", "--to", "crowdworks", "-o", "out"]);
    let ticket = made["ticket"].as_str().unwrap();
    assert!(ticket.contains("・ご確認のお願い:9月20日\n"), "{ticket}");
    assert!(ticket.contains("ご確認のお願い(当方の案件メモのみの記録):9月28日"), "{ticket}");
    // a day alone names a message only where the thread has one of that day
    let desk = Desk::new();
    let two = format!(
        "{}{}",
        base(),
        thread(&[
            ("むぎ", "2026年09月20日 18:00", "別件です。"),
            ("むぎ", "2026年09月28日 9:00", "お願いします。")
        ])
    );
    let notes = format!("{MEMO}{COPIED}確認のお願い: 2026/9/20\n確認のお願い: 2026/9/28\n");
    case(&desk, &notes, &two);
    seal_at(&desk, NOW);
    let found = json(&desk, &["status", "case"])["silence"]["reminders"].clone();
    assert_eq!((&found[0]["message"], found[1]["message"].is_null()), (&value!(null), false), "{found}");
    // of a part nobody says how many there were
    let line = notes.lines().position(|line| line.starts_with("確認のお願い")).unwrap() + 1;
    let pattern = format!("event/{line}");
    let args =
        ["handover", "case", "--to", "crowdworks", "--lang", "ja", "--withhold", &pattern, "-o", "part"];
    let ran = run(&desk, &args);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let page = paper(desk.path("part/page1.html"));
    assert!(page.contains("回数は述べません") && !page.contains("メッセージで1回"), "{page}");
}

#[test]
fn files_that_are_not_shown_are_told() {
    let desk = Desk::new();
    case(&desk, &format!("{MEMO}{COPIED}"), &base());
    desk.write("case/納品/1回目/b.wav", "a second file");
    seal_at(&desk, NOW);
    let args =
        ["handover", "case", "--to", "crowdworks", "--lang", "ja", "--withhold", "*/b.wav", "-o", "out"];
    let ran = run(&desk, &args);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let page = paper(desk.path("out/page1.html"));
    assert!(
        page.contains("a.wav") && page.contains("この回のほか1点は、この資料では示していません"),
        "{page}"
    );
    assert!(!page.contains("b.wav"), "{page}");
    let page = report(&desk.path("out/手元用/handover.zip"));
    assert!(page.contains("この写しに示されたもの: 1件"), "{page}");
}

#[test]
fn a_report_without_a_round_is_that_of_the_only_round() {
    let desk = Desk::new();
    case(&desk, &format!("{MEMO}{COPIED}").replace(" 1回目", ""), &base());
    seal_at(&desk, NOW);
    let made = json(&desk, &["handover", "case", "--to", "crowdworks", "-o", "out"]);
    assert_eq!(made["stage"], "after-guide", "{made}");
    // with several rounds, nobody knows whose it is
    desk.write("case/納品/2回目/b.wav", "another take");
    seal_at(&desk, "1794970000");
    run(&desk, &["handover", "case", "--to", "crowdworks", "--lang", "ja"])
        .names(2, &["どの回のものか書かれていません"]);
}
