//! What pages show above and below a thread, over which a silence was once stated that did not happen, and whole pages that
//! need not ask more than they do.

use super::between_tests::{JA, all, at, doubts, since};
use crate::message::Said;

/// The client's last sign is of 2 November 2026, 10:02; every record ends in a button.
const BASE: &str = "港町オーディオ\n2026年11月02日 10:02\nはじめまして。\n返信する\n\nむぎ\n2026年11月05日 09:58\n納品しました。\n返信する\n\n\
                    むぎ\n2026年11月09日 09:58\nいかがでしょうか。\n返信する\n";

/// One frame a line; `/` parts its lines.
const TELLING: &str = include_str!("../../../tests/messages/lines/frames.txt");

fn lines(frame: &str) -> String {
    frame.replace('/', "\n")
}

#[test]
fn message_what_may_tell_of_the_client_is_asked_about_above_and_below() {
    let mut wrong = Vec::new();
    for frame in TELLING.lines() {
        let frame = lines(frame);
        for thread in [format!("{frame}\n\n{BASE}"), format!("{BASE}\n{frame}\n")] {
            if since(JA, &thread, &[]).is_some() {
                wrong.push(thread.clone());
            }
            // what is not told of the client is set aside by one word, and what is, never silently
            if all(JA, &thread, Said::Unknown).is_some()
                || all(JA, &thread, Said::Client).is_some_and(|s| s < at("2026-11-09 09:00").timestamp())
            {
                wrong.push(thread.clone());
            }
        }
    }
    assert!(wrong.is_empty(), "{} of them:\n{}", wrong.len(), wrong.join("\n===\n"));
}

#[test]
fn message_a_name_and_a_day_beside_the_thread_are_asked_about() {
    for frame in ["三浦/2026年11月20日", "2026年11月20日", "先週", "三浦/2026年11月20日 14:03"]
    {
        let frame = lines(frame);
        for thread in
            [format!("{frame}\n\nメッセージ一覧\n{BASE}"), format!("{BASE}\nメッセージ一覧\n{frame}\n")]
        {
            assert_eq!(since(JA, &thread, &[]), None, "{thread}");
        }
    }
}

#[test]
fn message_an_answer_in_two_letters_is_no_picture() {
    use super::between_tests::last_words;
    let names = ("Oriental Kitchen", "Mugi");
    let thread = |said: &str| {
        format!(
            "Mugi\nNov 2, 2026, 10:02 AM\nHere are the files.\n\nO\nOriental Kitchen\nNov 5, 2026, 9:58 AM\n{said}\n"
        )
    };
    for said in ["OK", "Fine.\nOK", "O"] {
        assert_eq!(last_words(names, &thread(said)), said.replace('\n', "⏎"), "{said}");
    }
}

#[test]
fn message_menus_titles_and_feet_ask_nothing() {
    let begin = Some(at("2026-11-02 10:03").timestamp());
    for frame in [
        "クラウドワークス/仕事を探す/メッセージ/受信箱/商品紹介ナレーション（6秒×3本）の契約/契約ID: 12345678",
        "マイページ  メッセージ  お仕事を探す/契約詳細/物語2話と商品紹介のナレーション収録/メッセージ (11)",
        "契約金額 22,000円",
        "港町オーディオ/法人",
        "会社概要/利用規約/© 2026 LANCERS,INC.",
        "お問い合わせ/プライバシーポリシー/日本語",
    ] {
        let frame = lines(frame);
        for thread in [format!("{frame}\n\n{BASE}"), format!("{BASE}\n{frame}\n")] {
            assert_eq!((doubts(JA, &thread).len(), since(JA, &thread, &[])), (0, begin), "{thread}");
        }
    }
}

#[test]
fn message_a_whole_page_asks_one_question_for_each_end() {
    let head = "ランサーを探す\nむぎ\nむぎさんの受注\nナレーション収録の仕事\n作業中\n1. 提案\n2. 仮払い\n5. 支払い確定\n6. 評価\n契約金額(税込) 22,000円";
    let foot = "メッセージを入力\n0 / 5000\n個人情報の記載はお控えください\nクライアント\n港町オーディオ\n評価 4.8\nあなたへのおすすめの仕事\n動画ナレーション\nあと 2 日\n会社概要\n© 2026";
    let begin = Some(at("2026-11-02 10:03").timestamp());
    let bare = BASE.replace("返信する\n", "");
    for base in [BASE, &bare] {
        let thread = format!("{head}\n\n{base}\n{foot}\n");
        assert_eq!(doubts(JA, &thread).len(), 2, "{:?}", doubts(JA, &thread));
        assert_eq!((since(JA, &thread, &[]), all(JA, &thread, Said::Nothing)), (None, begin), "{thread}");
    }
}

#[test]
fn message_a_foot_is_nobodys_words() {
    use super::between_tests::last_words;
    let bare = BASE.replace("返信する\n", "");
    for foot in ["会社概要\n利用規約\n© 2026", "メッセージを入力\nファイル添付\n会社概要"]
    {
        assert_eq!(last_words(JA, &format!("{bare}\n{foot}\n")), "いかがでしょうか。", "{foot}");
    }
}
