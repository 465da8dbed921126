//! Work without any site: its own papers and its own next step, without a site's words.
#![cfg(unix)]

use crate::program::Desk;
use crate::statements::{NOW, WAV, json, paper, run, seal_at};
use std::fs;

const NOTES: &str = "クライアント名: 青葉企画\n自分の表示名: こはる\n題名: 朗読1話\n報酬: 8,800円(税込)\n納期: 2026/9/11\n\
                     メッセージ添付: 2026/9/9 9:58 1回目\n確認のお願い: 2026/9/18 10:00\n";
/// Words that only a site has.
const OF_A_SITE: [&str; 8] =
    ["サイト外", "契約ID", "契約番号", "仮払い", "契約画面", "貴社", "納品完了報告", "連絡催促"];

fn mail(n: u32, from: &str, to: &str, day: u32, body: &str) -> String {
    format!(
        "From: {from}\r\nTo: {to}\r\nDate: Wed, {day:02} Sep 2026 10:00:00 +0900\r\nMessage-ID: <{n}@example.jp>\r\n\
         Subject: =?UTF-8?B?5pyX6Kqt?=\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n"
    )
}

fn job(desk: &Desk, notes: &str) {
    let (client, own) = ("青葉企画 <a@example.jp>", "こはる <k@example.jp>");
    desk.write("case/案件メモ.txt", notes);
    desk.write("case/納品/1回目/a.wav", WAV);
    desk.write("case/メッセージ/1.eml", mail(1, client, own, 2, "お願いします。"));
    desk.write("case/メッセージ/2.eml", mail(2, own, client, 9, "納品いたします。a.wav"));
    desk.write("case/メッセージ/3.eml", mail(3, own, client, 18, "いかがでしょうか。"));
}

#[test]
fn direct_work_has_papers_without_a_site_s_words() {
    let desk = Desk::new();
    job(&desk, NOTES);
    seal_at(&desk, NOW);
    let ran = run(&desk, &["handover", "case", "--to", "generic", "--lang", "ja", "-o", "out"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    for name in ["ticket.txt", "page1.html", "手元用/annex.html"] {
        let text = paper(desk.path("out").join(name));
        for word in OF_A_SITE {
            assert!(!text.contains(word), "{word} in {name}: {text}");
        }
    }
    let page = paper(desk.path("out/page1.html"));
    for said in ["納品後の状況のご確認", "メッセージに添付", "メールのメッセージで1回", "お手元のメール"]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(ran.err.is_empty() || !ran.err.contains("サイト"), "{ran:?}");
    let english = run(&desk, &["handover", "case", "--to", "generic", "--lang", "en", "-o", "en"]);
    assert_eq!(english.code, Some(0), "{english:?}");
    let text = paper(desk.path("en/page1.html"));
    for word in ["Platform:", "escrow", "contract page", "contract number"] {
        assert!(!text.contains(word), "{word}: {text}");
    }
    let ran = run(&desk, &["handover", "case", "--to", "freelance-110", "-o", "adviser"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
}

#[test]
fn the_next_step_of_direct_work_presses_no_button() {
    let desk = Desk::new();
    job(&desk, NOTES);
    let status = json(&desk, &["status", "case"]);
    assert_eq!(status["next_step"]["stage"], "delivered", "{status}");
    assert_eq!(status["next_step"]["step"], "remind", "{status}");
    let ran = run(&desk, &["status", "case", "--lang", "ja"]);
    let next = &ran.out[ran.out.find("次の一歩").unwrap()..];
    assert!(next.contains("直接のご依頼として扱っています") && !next.contains("ボタン"), "{next}");
    // nothing was sent: nothing to remind of, and nothing to hand over
    let unsent = NOTES.replace("メッセージ添付: 2026/9/9 9:58 1回目\n", "");
    job(&desk, &unsent);
    seal_at(&desk, NOW);
    let ran = run(&desk, &["handover", "case", "--to", "generic", "--lang", "ja"]);
    ran.names(2, &["納品物を送った記録がありません"]);
}

#[test]
fn a_report_by_mail_is_a_delivery_and_no_button() {
    let desk = Desk::new();
    job(&desk, &NOTES.replace("メッセージ添付", "納品報告"));
    seal_at(&desk, NOW);
    let ran = run(&desk, &["handover", "case", "--to", "generic", "--lang", "ja", "-o", "out"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let page = paper(desk.path("out/page1.html"));
    assert!(page.contains("1回目: 2026-09-09 09:58 JST 納品") && !page.contains("報告"), "{page}");
}

#[test]
fn whoever_only_forgot_the_site_is_on_one() {
    for sign in ["契約ID: 12345678\n", "仮払い日: 2026/9/1\n"] {
        let desk = Desk::new();
        job(&desk, &format!("{NOTES}{sign}"));
        let status = json(&desk, &["status", "case"]);
        assert_eq!(status["next_step"]["stage"], "not-reported", "{sign}: {status}");
        seal_at(&desk, NOW);
        let ran = run(
            &desk,
            &["handover", "case", "--to", "generic", "--outside", "include", "--lang", "ja", "-o", "out"],
        );
        ran.names(2, &["の記録がありません"]);
    }
    // and who says so works directly, whatever else stands there
    let desk = Desk::new();
    job(&desk, &format!("{NOTES}プラットフォーム: 直接契約\n契約ID: A-7\n"));
    seal_at(&desk, NOW);
    let ran = run(&desk, &["handover", "case", "--to", "generic", "--lang", "ja", "-o", "out"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(fs::read_to_string(desk.path("out/page1.html")).unwrap().contains("ご契約の形: 直接契約"));
}
