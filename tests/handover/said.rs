//! Sentences that ordinary notes and threads would make false: each is not printed, and why is told.
#![cfg(unix)]

use crate::program::Desk;
use crate::statements::{COPIED, MEMO, NOW, case, json, paper, run, seal_at, thread};
use serde_json::Value;
use std::fs;

pub const NONE: &str = "検収がない";
pub const SILENCE: &str = "発信は記録されていません";

/// A thread in which the client answered the delivery, and then whatever is added.
pub fn answered(more: &[(&str, &str, &str)]) -> String {
    let first = [
        ("港町制作", "2026年09月01日 12:00", "お願いします。"),
        ("むぎ", "2026年09月09日 10:00", "納品いたします。"),
        ("港町制作", "2026年09月10日 12:00", "受け取りました。後ほど聴きます。"),
        ("むぎ", "2026年09月18日 10:00", "ご確認の状況はいかがでしょうか。"),
    ];
    thread(&[&first, more].concat())
}

pub struct Made {
    pub desk: Desk,
    pub json: Value,
}

impl Made {
    pub fn of(notes: &str, thread: &str, args: &[&str]) -> Self {
        let desk = Desk::new();
        case(&desk, &format!("{MEMO}{COPIED}{notes}"), thread);
        seal_at(&desk, NOW);
        Self::again(desk, args)
    }

    pub fn again(desk: Desk, args: &[&str]) -> Self {
        let json = json(&desk, &[&["handover", "case", "--to", "crowdworks", "-o", "out"], args].concat());
        assert!(json["ticket"].is_string(), "{json}");
        Self { desk, json }
    }

    /// Another one of the same case.
    pub fn again_in(desk: &Desk, args: &[&str]) -> Value {
        json(desk, &[&["handover", "case", "--to", "crowdworks"], args].concat())
    }

    pub fn ticket(&self) -> &str {
        self.json["ticket"].as_str().unwrap()
    }

    pub fn page(&self) -> String {
        paper(self.desk.path("out/page1.html"))
    }

    pub fn blocks(&self, of: &str) -> Vec<&str> {
        self.json[of].as_array().unwrap().iter().map(|block| block["code"].as_str().unwrap()).collect()
    }

    fn against(&self) -> String {
        self.json["against"].to_string()
    }

    /// Not in the ticket, nor on page one.
    pub fn lacks(&self, words: &str) {
        for text in [self.ticket(), &self.page()] {
            assert!(!text.contains(words), "{words}: {text}");
        }
    }

    /// What a reader of the package is told of silence.
    fn shown(&self) -> Value {
        let package = self.desk.path("out/手元用/handover.zip");
        json(&self.desk, &["show", package.to_str().unwrap()])["silence"].clone()
    }
}

#[test]
fn an_answer_without_a_word_for_it_is_no_acceptance_and_stands_beside() {
    let made = Made::of("", &answered(&[]), &[]);
    assert!(made.ticket().contains(NONE) && made.page().contains(SILENCE), "{}", made.ticket());
    assert!(made.ticket().contains("最後のご発信:9月10日12:00"), "{}", made.ticket());
    assert!(made.page().contains("受け取りました。後ほど聴きます。"));
    assert!(made.shown()["statement"].is_object(), "a reader of the package comes to the same");
    // where its words are not shown, nobody can tell
    let hidden = Made::of("", &answered(&[]), &["--withhold", "text/1/3"]);
    assert_eq!(hidden.blocks("acceptance_blocks"), ["withheld"]);
    hidden.lacks(NONE);
}

#[test]
fn a_message_with_a_word_for_acceptance_or_payment_is_never_beside_none() {
    for (who, words, notes) in [
        ("港町制作", "検収しました。ありがとうございました。", ""),
        ("港町制作", "検収完了しました。お支払いは月末です。", ""),
        ("港町制作", "これでOKです。", ""),
        ("港町制作", "検収しました。お支払いします。", "自動返信: 2026/10/20 15:00\n"),
        ("事務局", "報酬が振り込まれました。", "名前: 事務局 = システム\n"),
    ] {
        let made =
            Made::of(notes, &answered(&[(who, "2026年10月20日 15:00", words)]), &["--level", "messages"]);
        assert!(made.blocks("acceptance_blocks").contains(&"told"), "{words}: {}", made.json);
        let block = &made.json["acceptance_blocks"][0];
        assert!(block["next"].as_str().is_some_and(|next| next.contains("案件メモ")), "{block}");
        made.lacks(NONE);
        assert!(made.ticket().contains("納品完了報告から1週間を過ぎましたので"), "{}", made.ticket());
    }
}

#[test]
fn an_acceptance_or_a_payment_in_other_words_of_the_notes_blocks() {
    for line in [
        "10/20に検収完了とのこと",
        "メモ: 先方いわく検収は済んでいるとのこと",
        "備考: 10/20 検収されました",
        "報酬が振り込まれた",
        "備考: client approved on 10 October, paid in full",
        "検収: 2026/10/20 差し戻し",
        "入金: 2026/9/1 着手金のみ",
        "先方OK 10/20",
    ] {
        let made = Made::of(&format!("{line}\n"), &answered(&[]), &[]);
        assert!(made.blocks("acceptance_blocks").contains(&"line"), "{line}: {}", made.json);
        let number = MEMO.lines().count() + 2;
        assert!(made.against().contains(&format!("{number}行目")), "{line}: {}", made.against());
        made.lacks(NONE);
    }
    // the words of sites, and others, are understood as what they are
    for line in [
        "承認: 2026/10/20",
        "納品承認: 2026/10/20",
        "報酬確定: 2026/10/20",
        "取引完了: 2026/10/20",
        "受け入れ完了: 2026/10/20",
        "振込: 2026/10/31",
        "着金: 2026/10/31 8,800円",
        "Order completed: 2026-10-20",
        "Escrow released: 2026-10-31",
    ] {
        let desk = Desk::new();
        case(&desk, &format!("{MEMO}{COPIED}{line}\n"), &answered(&[]));
        seal_at(&desk, NOW);
        run(&desk, &["handover", "case", "--to", "crowdworks", "--lang", "ja"])
            .names(2, &["検収または支払いの記録があります"]);
    }
}

#[test]
fn a_dated_line_that_is_not_understood_and_lies_later_is_no_silence() {
    for line in ["電話: 2026/10/20 先方から", "クライアントからの電話: 10/20 あとで連絡するとのこと"]
    {
        let made = Made::of(&format!("{line}\n"), &answered(&[]), &[]);
        let block = &made.json["silence_blocks"][0];
        let number = MEMO.lines().count() + 2;
        assert_eq!((block["code"].as_str(), block["lines"][0].as_u64()), (Some("line"), Some(number as u64)));
        assert!(block["text"].as_str().unwrap().contains(line) && block["next"].is_string(), "{block}");
        made.lacks(SILENCE);
        assert!(made.page().contains(line), "page one says why: {}", made.page());
        let status = json(&made.desk, &["status", "case"]);
        assert_eq!(status["silence"]["blocks"][0]["code"], "line", "{status}");
        assert_eq!(made.shown()["blocks"][0]["code"], "line");
    }
    // one before the client's last message tells of nothing later
    let made = Made::of("電話: 2026/9/5 先方から\n", &answered(&[]), &[]);
    assert!(made.page().contains(SILENCE), "{}", made.json);
}

#[test]
fn withholding_lines_of_the_notes_adds_no_sentence() {
    for pattern in ["case/note*", "case/*", "case/fee"] {
        let made = Made::of("検収: 済み\n", &answered(&[]), &["--withhold", pattern]);
        made.lacks(NONE);
        made.lacks(SILENCE);
        let shown = made.shown();
        assert!(shown["statement"].is_null(), "{pattern}: {shown}");
    }
    let made = Made::of("", &answered(&[]), &["--withhold", "case/fee"]);
    made.lacks(NONE);
    assert!(made.shown()["statement"].is_null());
}

#[test]
fn an_act_that_did_not_happen_is_not_printed_as_done() {
    for line in [
        "納品完了報告: 2026/10/9 10:00 1回目 ボタンが押せなかった",
        "納品完了報告: 2026/10/9 10:00 1回目 エラーで失敗",
        "納品完了報告: 2026/10/9 10:00 1回目 取り下げ",
        "納品完了報告: 2026/10/9 10:00 1回目 差し戻された",
        "確認のお願い: 2026/10/9 送らなかった",
        "確認のお願い: 2026/10/9 送信失敗",
        "Reminder: 2026-10-09 not sent yet",
        "連絡催促の申請: 2026/10/9 できなかった",
        "事務局からの連絡催促: 2026/10/9 届かなかった",
    ] {
        let made = Made::of(&format!("{line}\n"), &answered(&[]), &[]);
        for text in [made.ticket(), &made.page()] {
            // where it is told as a line that is not understood
            let said = text.replace(line, "").replace("2026-10-09 10:00 JST のできごとかもしれません", "");
            assert!(!said.contains("10月9日") && !said.contains("2026-10-09 10:00"), "{line}: {text}");
        }
    }
    for line in
        ["検収: 2026/10/20 されなかった", "支払い: 2026/10/31 取り消された", "検収: 2026/10/20 お願いした"]
    {
        let desk = Desk::new();
        case(&desk, &format!("{MEMO}{COPIED}{line}\n"), &answered(&[]));
        let status = run(&desk, &["status", "case", "--lang", "ja"]);
        assert!(!status.out.contains("検収の記録があります"), "{line}: {status:?}");
    }
    let desk = Desk::new();
    let report = "納品完了報告: 2026/9/9 10:00 1回目";
    let notes = MEMO.replace(report, &format!("{report} 押せなかったのでメッセージに添付"));
    case(&desk, &format!("{notes}{COPIED}"), &answered(&[]));
    seal_at(&desk, NOW);
    assert_eq!(run(&desk, &["handover", "case", "--to", "crowdworks"]).code, Some(2), "nothing was reported");
    // a result is understood, and printed
    let made = Made::of("連絡催促の申請: 2026/11/10 却下\n", &answered(&[]), &[]);
    assert!(made.ticket().contains("結果:却下"), "{}", made.ticket());
}

#[test]
fn an_answer_to_a_round_that_was_reported_again_is_one() {
    let made = Made::of("納品完了報告: 2026/10/9 10:00 1回目\n", &answered(&[]), &[]);
    let page = made.page();
    assert!(page.contains("「受け取りました。後ほど聴きます。」"), "{page}");
    assert!(!page.contains("受領・確認のご発言は、提出した記録にはありません"), "{page}");
}

#[test]
fn a_request_for_changes_is_printed_beside_its_own_message_alone() {
    let asked = thread(&[
        ("港町制作", "2026年09月01日 12:00", "お願いします。"),
        ("むぎ", "2026年09月09日 10:00", "納品いたします。"),
        ("港町制作", "2026年09月10日 09:00", "ここの読みを直してください。"),
        ("港町制作", "2026年09月10日 12:00", "受け取りました。後ほど聴きます。"),
    ]);
    for line in ["修正依頼: 2026/9/10 1回目", "修正依頼: 2026/9/10 なしとのこと"] {
        let made = Made::of(&format!("{line}\n"), &asked, &[]);
        assert!(!made.page().contains("修正のご依頼「受け取りました"), "{line}: {}", made.page());
    }
    let made = Made::of("修正依頼: 2026/9/10 12:00 1回目\n", &asked, &[]);
    assert!(made.page().contains("修正のご依頼「受け取りました"), "the minute names it: {}", made.page());
}

#[test]
fn a_new_version_is_a_later_round_with_a_file_of_its_own() {
    for notes in [
        "修正依頼: 2026/9/12 10:00 1回目\nリンク送付: 2026/9/13 10:00 1回目 https://example.com/a\n",
        "修正依頼: 2026/9/12 10:00 1回目\nメッセージ添付: 2026/9/14 10:00\n",
        "メッセージ添付: 2026/9/5 10:00 1回目\n修正依頼: 2026/9/6 10:00 1回目\n",
    ] {
        let made = Made::of(notes, &answered(&[]), &[]);
        assert!(
            !made.ticket().contains("修正版") && !made.page().contains("修正版"),
            "{notes}: {}",
            made.ticket()
        );
    }
    // the same file again is no new version either
    for (again, is_new) in [(crate::statements::WAV, false), (b"another take".as_slice(), true)] {
        let desk = Desk::new();
        let notes = "修正依頼: 2026/9/12 10:00 1回目\n納品完了報告: 2026/9/14 10:00 2回目\n";
        let asked = thread(&[
            ("港町制作", "2026年09月01日 12:00", "お願いします。"),
            ("むぎ", "2026年09月09日 10:00", "納品いたします。"),
            ("港町制作", "2026年09月12日 10:00", "読みを直してください。"),
        ]);
        case(&desk, &format!("{MEMO}{COPIED}{notes}"), &asked);
        desk.write("case/納品/2回目/b.wav", again);
        seal_at(&desk, NOW);
        let made = Made::again(desk, &[]);
        assert_eq!(made.ticket().contains("修正版の送付"), is_new, "{}", made.ticket());
        assert_eq!(made.page().contains("修正版("), is_new, "{}", made.page());
    }
}

#[test]
fn of_a_part_nothing_is_said_to_be_missing() {
    let reminder = "確認のお願い: 2026/9/18 10:00\n";
    for pattern in ["participant/1/2", "conversation/1"] {
        let made = Made::of(reminder, &answered(&[]), &["--withhold", pattern]);
        let page = made.page();
        for words in ["見当たりません", " のメッセージで", ": 最後のご連絡より前に終わっています"]
        {
            assert!(!page.contains(words), "{pattern}: {words}: {page}");
        }
        assert!(!made.ticket().contains("のみの記録"), "{pattern}: {}", made.ticket());
    }
    // a day with several messages names none of them, and does not lack them
    let second = answered(&[("むぎ", "2026年09月18日 18:00", "別件です。")]);
    let made = Made::of("確認のお願い: 2026/9/18\n", &second, &[]);
    assert!(!made.page().contains("見当たりません"), "{}", made.page());
}

#[test]
fn what_an_earlier_edition_holds_is_told_and_blocks() {
    let twice = |first: (&str, &str), second: (&str, &str)| {
        let desk = Desk::new();
        case(&desk, &format!("{MEMO}{COPIED}{}", first.0), first.1);
        seal_at(&desk, "1794966000");
        case(&desk, &format!("{MEMO}{COPIED}{}", second.0), second.1);
        seal_at(&desk, NOW);
        Made::again(desk, &[])
    };
    let same = answered(&[]);
    for line in ["検収: 2026/10/20", "検収: 済み"] {
        let made = twice((&format!("{line}\n"), &same), ("", &same));
        assert!(made.blocks("acceptance_blocks").contains(&"before"), "{line}: {}", made.json);
        made.lacks(NONE);
    }
    let made = twice(("修正依頼: 2026/9/12 10:00 1回目\n", &same), ("", &same));
    assert!(made.against().contains("第1版の案件メモには「修正依頼」"), "{}", made.against());
    made.lacks(NONE);
    made.lacks(SILENCE);
    // the client's words of one minute are not the same in both copies
    let made = twice(("", &same), ("", &same.replace("後ほど聴きます", "明日までに聴きます")));
    assert!(made.against().contains("文面が異なります"), "{}", made.against());
    assert!(
        made.page().contains("2026-09-10 12:00 JST のご発言は、控えた写しによって文面が異なります"),
        "{}",
        made.page()
    );
}

#[test]
fn a_draft_holds_the_lines_that_are_not_understood_and_the_remarks() {
    let desk = Desk::new();
    let notes = "先方OKとの電話 10/20\n備考: 声は低め\n承認: 2026/10/21\n";
    case(&desk, &format!("{MEMO}{COPIED}{notes}"), &answered(&[]));
    seal_at(&desk, NOW);
    for to in ["freelance-110", "court-ja"] {
        let ran = run(&desk, &["handover", "case", "--to", to, "-o", to]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        let page = fs::read_dir(desk.path(to)).unwrap().map(|entry| entry.unwrap().path());
        let page = page
            .filter(|path| path.extension().is_some_and(|end| end == "html"))
            .map(paper)
            .collect::<String>();
        assert!(page.contains("先方OKとの電話 10/20") && page.contains("声は低め"), "{to}: {page}");
        assert!(to == "court-ja" || page.contains("検収日 2026-10-21"), "{page}");
    }
}
