//! What the worker's own words, the names of papers and remarks of the notes tell of an acceptance, a payment or the client:
//! beside it, no sentence says that there was none.
#![cfg(unix)]

use crate::program::Desk;
use crate::said::{Made, NONE, SILENCE, answered};
use crate::statements::{COPIED, MEMO, NOW, case, json, paper, run, seal_at};

#[test]
fn the_worker_s_own_thanks_for_an_acceptance_or_a_payment_block() {
    for words in [
        "検収いただきありがとうございます。",
        "お支払いありがとうございました。",
        "入金確認しました",
        "ご入金ありがとうございます",
        "Thanks for the payment!",
        "Thank you for accepting the delivery.",
        "お取引ありがとうございました。",
        "代金を受領いたしました",
        "確かにお代を頂戴しました",
    ] {
        for level in ["hashes", "messages", "full"] {
            let thread = answered(&[("むぎ", "2026年10月20日 15:00", words)]);
            let made = Made::of("", &thread, &["--level", level]);
            assert_eq!(made.blocks("acceptance_blocks"), ["told-own"], "{words}: {}", made.json);
            let block = &made.json["acceptance_blocks"][0];
            assert!(block["text"].as_str().unwrap().contains("2026-10-20 15:00"), "{block}");
            assert!(block["next"].as_str().unwrap().contains("案件メモ"), "{block}");
            made.lacks(NONE);
        }
    }
    // what a worker asks for is none; where the words are not shown, nobody can tell
    let asked =
        answered(&[("むぎ", "2026年10月20日 15:00", "検収がまだのようです。ご検収をお願いいたします。")]);
    assert!(Made::of("", &asked, &[]).ticket().contains(NONE));
    let hidden = Made::of("", &asked, &["--withhold", "text/1/5"]);
    assert_eq!(hidden.blocks("acceptance_blocks"), ["withheld"]);
    hidden.lacks(NONE);
}

#[test]
fn a_paper_named_for_an_acceptance_or_a_payment_blocks() {
    for (name, sealed) in [
        ("資料/検収書.pdf", true),
        ("資料/検収完了通知.txt", true),
        ("資料/支払明細.pdf", true),
        ("資料/Payment receipt.pdf", true),
        ("資料/領収書", true),
        ("資料/通帳.jpg", true),
        ("資料/bank_statement.pdf", true),
        ("資料/売上確定.png", true),
        ("資料/検収書.pdf", false),
    ] {
        let desk = Desk::new();
        case(&desk, &format!("{MEMO}{COPIED}"), &answered(&[]));
        if sealed {
            desk.write(format!("case/{name}"), "x");
        }
        seal_at(&desk, NOW);
        desk.write(format!("case/{name}"), "x");
        // nor where its fact is withheld
        let made = Made::again(desk, &["--withhold", name]);
        assert_eq!(made.blocks("acceptance_blocks"), ["paper"], "{name}: {}", made.json);
        assert!(made.json["acceptance_blocks"][0]["text"].as_str().unwrap().contains(name), "{}", made.json);
        made.lacks(NONE);
    }
    let desk = Desk::new();
    case(&desk, &format!("{MEMO}{COPIED}"), &answered(&[]));
    for name in ["依頼書.pdf", "支払条件.txt", "台本.txt"] {
        desk.write(format!("case/資料/{name}"), name);
    }
    seal_at(&desk, NOW);
    assert!(Made::again(desk, &[]).ticket().contains(NONE));
}

#[test]
fn undated_remarks_on_calls_and_meetings_block_a_statement_on_silence() {
    for line in [
        "クライアントと電話で話した",
        "備考: クライアントと電話で話した",
        "備考: he called me",
        "先方と打ち合わせをした",
        "備考: 来月払うとのこと",
        "自動返信: あり",
        "備考: 自動返信だけ届いた",
        "備考: 港町制作さんからメール",
        "LINEで連絡きた",
        "備考: 既読がついた",
        "備考: Xで「了解」とDM",
        "備考: 留守電が入っていた",
    ] {
        let made = Made::of(&format!("{line}\n"), &answered(&[]), &[]);
        assert!(made.blocks("silence_blocks").contains(&"line"), "{line}: {}", made.json);
        made.lacks(SILENCE);
        let status = json(&made.desk, &["status", "case"]);
        assert!(status["silence"]["statement"].is_null(), "{line}: {status}");
    }
}

#[test]
fn an_automatic_reply_that_no_copy_holds_is_no_silence() {
    for line in ["自動返信: 2026/10/20 10:00", "自動返信: 2026/10/20", "自動返信: 2026/10/20 10:00 メールで"]
    {
        let made = Made::of(&format!("{line}\n"), &answered(&[]), &[]);
        assert!(!made.blocks("silence_blocks").is_empty(), "{line}: {}", made.json);
        made.lacks(SILENCE);
    }
    // one before the client's last message tells of nothing later
    assert!(Made::of("自動返信: 2026/9/9 10:05\n", &answered(&[]), &[]).page().contains(SILENCE));
    // one that a copy holds is left out, and told
    let thread = answered(&[("港町制作", "2026年10月20日 10:00", "本日は休業しております。")]);
    let made = Made::of("自動返信: 2026/10/20 10:00\n", &thread, &[]);
    assert!(made.page().contains(SILENCE), "{}", made.json);
}

#[test]
fn what_earlier_notes_say_otherwise_is_told_beside_what_the_last_ones_say() {
    let desk = Desk::new();
    let earlier = MEMO
        .replace("2026/9/9 10:00 1回目", "2026/9/8 10:00 1回目")
        .replace("8,800円", "7,700円")
        .replace("むぎ\n", "ムギ\n");
    case(&desk, &format!("{earlier}{COPIED}"), &answered(&[]));
    seal_at(&desk, "1794966000");
    case(&desk, &format!("{MEMO}{COPIED}納期: 2026/9/10\n"), &answered(&[]));
    seal_at(&desk, NOW);
    for level in ["hashes", "full"] {
        let made = Made::again_in(&desk, &["--level", level, "-o", level]);
        for code in ["against-changed-line", "against-changed-event"] {
            assert!(made["against"].to_string().contains(code), "{code}: {made}");
        }
        for earlier in ["7,700円", "2026-09-08 10:00 JST"] {
            assert!(made["against"].to_string().contains(earlier), "{earlier}: {made}");
        }
        let ticket = made["ticket"].as_str().unwrap();
        let page = paper(desk.path(level).join("page1.html"));
        for text in [ticket, &page] {
            assert!(text.contains("「報酬」は、第1版の案件メモでは記載が異なります"), "{text}");
            assert!(text.contains("「納品完了報告」の日時は、第1版の案件メモでは異なります"), "{text}");
            assert!(!text.contains("7,700"), "{text}");
        }
        assert!(page.contains("「自分の表示名」は、第1版の案件メモでは記載が異なります"), "{page}");
    }
    // a moment that is told more exactly is the same
    let desk = Desk::new();
    case(&desk, &format!("{}{COPIED}", MEMO.replace("9/9 10:00", "9/9")), &answered(&[]));
    seal_at(&desk, "1794966000");
    case(&desk, &format!("{MEMO}{COPIED}"), &answered(&[]));
    seal_at(&desk, NOW);
    let made = Made::again_in(&desk, &["-o", "out"]);
    assert!(!made["against"].to_string().contains("changed"), "{made}");
}

#[test]
fn whatever_shows_the_client_content_or_the_money_there_blocks() {
    for words in [
        "完璧です。これで進めます",
        "採用させていただきます",
        "納品確認しました。ありがとうございました",
        "LGTM",
        "👍",
        "おっけーです",
        "This is perfect",
        "Fine by me",
    ] {
        let made = Made::of("", &answered(&[("港町制作", "2026年10月20日 15:00", words)]), &[]);
        assert_eq!(made.blocks("acceptance_blocks"), ["told"], "{words}: {}", made.json);
        made.lacks(NONE);
    }
    for line in ["備考: ギャラ入った", "備考: 口座に入ってた", "備考: 評価5をもらった", "支払日: 2026/10/31"]
    {
        let made = Made::of(&format!("{line}\n"), &answered(&[]), &[]);
        assert!(made.blocks("acceptance_blocks").contains(&"line"), "{line}: {}", made.json);
        made.lacks(NONE);
    }
}

#[test]
fn status_tells_what_a_sealed_case_still_lacks_in_its_own_time() {
    let desk = Desk::new();
    let notes =
        MEMO.replace("納品完了報告: 2026/9/9 10:00 1回目\n", "").replace("Asia/Tokyo", "Europe/Berlin");
    case(&desk, &notes, &answered(&[]));
    seal_at(&desk, NOW);
    let status = run(&desk, &["status", "case", "--lang", "ja"]).out;
    for said in [
        "まだ納品の記録がありません",
        "いつ写した(書き出した)ものかが、案件メモにありません",
        "2026-11-18 03:00:00 CET",
    ] {
        assert!(status.contains(said), "{said}: {status}");
    }
    assert!(!status.contains("02:00:00Z"), "{status}");
    // what it says to write is understood
    for (line, lang) in [
        ("スレッドを写した日時(スレッド.txt): 2026/11/18 1:12", "ja"),
        ("copied at (スレッド.txt): 2026-11-18 01:12", "en"),
    ] {
        desk.write("case/案件メモ.txt", format!("{notes}{line}\n"));
        let status = run(&desk, &["status", "case", "--lang", lang]).out;
        for asked in ["いつ写した", "do not say when it was copied"] {
            assert!(!status.contains(asked), "{line}: {status}");
        }
    }
    let shown = run(&desk, &["show", "case/控え", "--lang", "ja"]).out;
    assert!(shown.contains("作成 2026-11-18 03:00:00 CET"), "{shown}");
}
