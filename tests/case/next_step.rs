//! The next safe step as `hikae status` tells it, day by day, in both languages and as JSON.

use crate::program::{Desk, Ran, finish};
use serde_json::Value;

const MEMO: &str = "クライアント名: 港町制作\n自分の表示名: むぎ\nプラットフォーム: クラウドワークス\n";
const DELIVERED: &str = "納品完了報告: 2026/10/4 9:58 1回目\n修正依頼: 2026/10/5 14:03 1回目\n";
const SECOND: &str = "納品完了報告: 2026/10/5 20:48 2回目\n";
const THREAD: &str = "2026-10-04 09:58 むぎ: 納品いたします。\n2026-10-05 14:03 港町制作: 第2話の修正をお願いします。\n\
                      2026-10-05 20:48 むぎ: 修正版をお送りします。\n";

struct Case {
    desk: Desk,
}

impl Case {
    fn new(memo: &str) -> Self {
        let desk = Desk::new();
        desk.write("みなと朗読/案件メモ.txt", format!("{MEMO}{memo}"));
        desk.write("みなと朗読/メッセージ/スレッド.txt", THREAD);
        Self { desk }
    }

    /// On a moment in UTC.
    fn status(&self, at: &str, args: &[&str]) -> Ran {
        let at: hikae::base::time::UtcSecond = at.parse().unwrap();
        let mut command = self.desk.hikae(&[&["status", "みなと朗読"], args].concat());
        finish(command.env("SOURCE_DATE_EPOCH", at.unix().to_string()).spawn().unwrap())
    }

    /// The lines under the heading of the next step, up to the next blank line that no draft follows.
    fn step(&self, at: &str, lang: &str) -> String {
        let ran = self.status(at, &["--lang", lang]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        let heading = if lang == "ja" { "次の一歩:\n" } else { "The next step:\n" };
        ran.out.split_once(heading).map(|(_, rest)| rest.to_owned()).unwrap_or_default()
    }

    fn json(&self, at: &str) -> Value {
        let ran = self.status(at, &["--json"]);
        serde_json::from_str::<Value>(&ran.out).unwrap()["next_step"].clone()
    }
}

const NOON_12: &str = "2026-10-12T03:00:00Z";
const NOON_13: &str = "2026-10-13T03:00:00Z";
const NIGHT_13: &str = "2026-10-13T13:30:00Z";

#[test]
fn a_case_in_which_nothing_is_due_is_quiet() {
    for (memo, at, step) in [
        // before the first seal, sealing comes first
        ("", "2026-10-01T03:00:00Z", "deliver"),
        ("納品完了報告: 2026/10/4 9:58 1回目\n支払い: 2026/10/20\n", "2026-10-21T03:00:00Z", "nothing"),
    ] {
        let case = Case::new(memo);
        assert_eq!(case.step(at, "ja"), "");
        assert_eq!(case.json(at)["step"], step);
    }
}

#[test]
fn the_guide_counts_from_the_latest_report() {
    let case = Case::new(&format!("{DELIVERED}{SECOND}"));
    let ja = case.step(NOON_12, "ja");
    assert!(ja.starts_with("  納品完了報告からの目安(7日)は10月12日までです。"), "{ja}");
    for held in [
        "「契約途中終了リクエスト」は送らないでください",
        "2026-11-25 に読んだ",
        "必ず現行のヘルプをご確認ください",
    ] {
        assert!(ja.contains(held), "{held}: {ja}");
    }
    assert!(!ja.contains("https://"), "one who waits needs no pages: {ja}");
    let en = case.step(NOON_12, "en");
    assert!(en.contains("ends on 12 October") && en.contains("Check the live rules"), "{en}");
    let json = case.json(NOON_12);
    assert_eq!(
        (&json["step"], &json["until"], &json["awaits"]),
        (&"wait".into(), &"2026-10-12".into(), &"guide".into())
    );
    assert_eq!((&json["guide"]["ends"], &json["live"]), (&"2026-10-12".into(), &false.into()));
}

#[test]
fn a_draft_is_ready_when_a_reminder_is_due_and_not_at_night() {
    let case = Case::new(&format!("{DELIVERED}{SECOND}"));
    let draft = "    先日お送りした修正版につきまして、ご確認の状況はいかがでしょうか。修正の有無だけでもお知らせいただけますと幸いです。\n";
    let day = case.step(NOON_13, "ja");
    assert!(day.contains(draft) && !day.contains("夜間"), "{day}");
    let night = case.step(NIGHT_13, "ja");
    assert!(night.contains("夜間のため、2026-10-14 08:00 JST 以降にお送りください。"), "{night}");
    let json = case.json(NIGHT_13);
    assert_eq!(json["draft"]["send_from"], "2026-10-14T08:00:00+09:00");
    assert_eq!((&json["draft"]["number"], &json["step"]), (&1.into(), &"remind".into()));
    // the record ends on 5 October: what came later has to be looked up first
    assert!(day.contains("記録は 2026-10-05 20:48 JST までです。"), "{day}");
    // two reminders later, the third names a day
    let reminders = "確認のお願い: 2026/10/13 10:00\n確認のお願い: 2026/10/26 10:05\n";
    let third = Case::new(&format!("{DELIVERED}{SECOND}{reminders}")).json("2026-11-09T00:30:00Z");
    assert_eq!(third["draft"]["answer_by"], "2026-11-12");
    assert!(third["draft"]["text"].as_str().unwrap().contains("11月12日までにご連絡がない場合は、事務局に"));
}

#[test]
fn files_attached_to_a_message_are_no_delivery() {
    let case = Case::new(&format!("{DELIVERED}メッセージ添付: 2026/10/5 20:48 2回目\n"));
    let ja = case.step("2026-11-24T03:00:00Z", "ja");
    let hint =
        "修正版は、メッセージ添付の記録だけです。契約画面に「納品する」ボタンが出ていないかご確認ください。";
    assert!(ja.starts_with(&format!("  {hint}\n")), "{ja}");
    assert_eq!(case.json("2026-11-24T03:00:00Z")["guide"]["ends"], Value::Null);
}

#[test]
fn a_request_to_end_the_contract_comes_first_in_both_directions() {
    let case = Case::new(&format!("{DELIVERED}{SECOND}途中終了リクエスト: 2026/11/20 10:00\n"));
    let ja = case.step("2026-11-24T03:00:00Z", "ja");
    assert!(ja.contains("11月27日より前にお返事ください。"), "{ja}");
    for held in
        ["「同意」を押さないでください", "返事をしないまま置かないでください", "サイト以外の説明による"]
    {
        assert!(ja.contains(held), "{held}: {ja}");
    }
    let wrong: Vec<Value> = case.json("2026-11-24T03:00:00Z")["buttons"]
        .as_array()
        .unwrap()
        .iter()
        .map(|button| button["wrong"].clone())
        .collect();
    assert!(wrong.contains(&"to-press".into()) && wrong.contains(&"to-leave".into()), "{wrong:?}");
}

#[test]
fn without_case_notes_nothing_is_said() {
    let desk = Desk::new();
    desk.write("case/delivery/1/a.txt", "a");
    let status: Value = serde_json::from_str(&desk.run(&["status", "case", "--json"]).out).unwrap();
    assert_eq!(status["next_step"], Value::Null);
    assert!(!desk.run(&["status", "case"]).out.contains("The next step:"));
}
