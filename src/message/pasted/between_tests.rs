//! Lines as pages put them around and between messages, over which a silence was once stated that did not happen: whatever
//! stands there, the statement never begins before the client's true last sign.

pub(super) use super::tests::at;
use crate::base::digest::Sha256Digest;
use crate::base::limits::Limits;
use crate::case::Memo;
use crate::case::memo::Role;
use crate::format::fact::Fact;
use crate::message::silence::{Act, Record, Scope};
use crate::message::tests::Gathered;
use crate::message::{Answer, Said, Setting, Source, describe};
use chrono_tz::Tz;
use proptest::prelude::*;

pub(super) const JA: (&str, &str) = ("港町オーディオ", "むぎ");
const EN: (&str, &str) = ("Harbor Audio", "Mugi");

/// The client's last sign is of 2 November 2026, 10:02.
const BASE: &str = "港町オーディオ\n2026年11月02日 10:02\nはじめまして。\n\nむぎ\n2026年11月05日 09:58\n納品しました。\n\n\
                    むぎ\n2026年11月09日 09:58\nいかがでしょうか。\n";
const BASE_EN: &str = "Harbor Audio\nNov 2, 2026, 10:02 AM\nHello\n\nMugi\nNov 5, 2026, 9:58 AM\nHere are the files.\n\n\
                       Mugi\nNov 9, 2026, 9:58 AM\nAny news?\n";

fn memo((client, worker): (&str, &str)) -> Memo {
    let notes = format!(
        "Client name: {client}\nMy display name: {worker}\nZone: Asia/Tokyo\nThread copied at: 2026-11-28 09:00\n\
         Completion report: 2026-11-05 9:58 round 1\n"
    );
    Memo::read(notes.as_bytes(), &Limits::DEFAULT).unwrap()
}

type Answers<'a> = &'a [((u64, u64), Said)];

fn setting(names: (&str, &str), thread: &str, answers: Answers<'_>) -> Setting {
    let mut setting = Setting::of(Some(&memo(names)));
    let hash = Sha256Digest::of(thread.as_bytes());
    answers.iter().for_each(|(lines, said)| setting.answers.add(hash, Answer { lines: *lines, said: *said }));
    setting.here.answers = setting.answers.of(&hash).to_vec();
    setting
}

fn record(names: (&str, &str), thread: &str, answers: Answers<'_>) -> Record {
    let mut record = Record::default();
    let export = thread.as_bytes();
    let source = Source { path: "t".into(), name: "t.txt".into(), export: &export, changed: None };
    let mut take = |fact: Fact| {
        record.take(1, &fact);
        Ok(())
    };
    describe(&[source], &setting(names, thread, answers), &Limits::DEFAULT, &mut take).unwrap();
    memo(names).facts().iter().for_each(|fact| record.take(1, fact));
    record.settle();
    record
}

/// The end of the client's last sign, where a silence is stated.
pub(super) fn since(names: (&str, &str), thread: &str, answers: Answers<'_>) -> Option<i64> {
    let silence = record(names, thread, answers).silence(Scope::All, Tz::Asia__Tokyo);
    silence.stated().and_then(|said| said.since.span()).map(|span| span.1)
}

/// Lines that are asked about: where, and what.
pub(super) fn doubts(names: (&str, &str), thread: &str) -> Vec<((u64, u64), String)> {
    let read = Gathered::of(thread.as_bytes(), &setting(names, thread, &[]));
    read.readings[0].doubts.iter().map(|doubt| (doubt.lines, doubt.text.clone())).collect()
}

/// The words of the last message.
pub(super) fn last_words(names: (&str, &str), thread: &str) -> String {
    let read = Gathered::of(thread.as_bytes(), &setting(names, thread, &[]));
    read.rows().last().and_then(|row| row.split('|').nth(3).map(str::to_owned)).unwrap_or_default()
}

/// Every doubtful line is answered so.
pub(super) fn all(names: (&str, &str), thread: &str, said: Said) -> Option<i64> {
    let answers: Vec<_> = doubts(names, thread).into_iter().map(|(lines, _)| (lines, said)).collect();
    since(names, thread, &answers)
}

fn none(names: (&str, &str), threads: impl IntoIterator<Item = String>) {
    let stated: Vec<_> = threads.into_iter().filter(|thread| since(names, thread, &[]).is_some()).collect();
    assert!(stated.is_empty(), "{} of them:\n{}", stated.len(), stated.join("\n===\n"));
}

const ACTS: &str = include_str!("../../../tests/messages/lines/acts-ja.txt");

const ACTS_EN: &str = include_str!("../../../tests/messages/lines/acts-en.txt");

#[test]
fn message_what_the_service_says_of_somebody_is_never_text() {
    none(JA, ACTS.lines().map(|act| format!("{BASE}\n{act}\n")));
    none(EN, ACTS_EN.lines().map(|act| format!("{BASE_EN}\n{act}\n")));
    let foot = [
        "契約ステータス\n検収完了",
        "ステータス：完了\n検収日：2026/11/20",
        "検収日 2026年11月20日",
        "検収済（2026/11/20）",
        "支払い済み 2026年11月20日",
    ];
    none(JA, foot.iter().map(|foot| format!("{BASE}{foot}\n")));
    let foot = [
        "Payment of $150 sent on Nov 20, 2026",
        "Order timeline\nNov 20 The buyer asked for a revision",
        "Nov 20 | You received a revision request",
        "Revision requested\nNov 20, 2:03 PM",
        "The order was completed\nNov 20",
    ];
    none(EN, foot.iter().map(|foot| format!("{BASE_EN}{foot}\n")));
}

/// Times, as pages show them to whom nobody named.
const TIMES: &str = include_str!("../../../tests/messages/lines/times.txt");

#[test]
fn message_what_the_client_did_or_said_at_a_moment_is_never_text() {
    let ja = [
        "港町オーディオが成果物を検品しました",
        "港町オーディオさんがファイルを共有しました。",
        "港町オーディオは退席中",
    ];
    none(JA, ja.iter().map(|line| format!("{BASE}{line}\n")));
    let en = [
        "Harbor Audio shared a file",
        "From Harbor Audio, Nov 20: please cut the second take",
        "Dana L, Fri 2:03 PM: please cut the second take",
        "Dana L (Nov 20, 2:03 PM): please cut the second take",
    ];
    none(EN, en.iter().map(|line| format!("{BASE_EN}\n{line}\n")));
    // what the worker writes of the client, in a sentence
    let own = "港町オーディオさんのご指示どおり、第2話を直しました。";
    assert!(since(JA, &format!("{BASE}{own}\n"), &[]).is_some());
}

#[test]
fn message_somebody_whom_nobody_named_is_never_text() {
    none(JA, TIMES.lines().map(|time| format!("{BASE}\n三浦 {time}\n修正をお願いします。\n")));
    none(JA, TIMES.lines().map(|time| format!("{BASE}\n三浦\n{time}\n修正をお願いします。\n")));
    let heads = [
        "三浦（港町オーディオ担当） 2026年11月20日 14:03",
        "三浦さん 14:03",
        "クライアント 14:03",
        "クライアント 3時間前",
        "発注者 2026/11/20",
        "From: 三浦  11/20",
        "担当者 2026年11月20日",
        "運営事務局 2026年11月20日 14:03",
        "三浦(クライアント) 8日前",
        "三浦・8日前",
        "@miura · 8d",
    ];
    none(JA, heads.iter().map(|head| format!("{BASE}{head}\n修正をお願いします。\n")));
    let told = [
        "2026-11-20 14:03 三浦: 第2話の修正をお願いします。",
        "14:03 三浦: 第2話の修正をお願いします。",
        "11/20 14:03 Ken: please redo the second story and also the first because it is too fast for us",
        "港町オーディオ：修正をお願いします。",
        "2026/11/20 14:03\t三浦\t修正をお願いします。",
        "2026/11/20 14:03,三浦,修正をお願いします。",
        "三浦 さん                           先週\n修正お願いします",
        "才ーディオ\n2026年11月20日 l4:O3\n修正をお願いします。",
    ];
    none(JA, told.iter().map(|told| format!("{BASE}{told}\n")));
    let thread = "港町オーディオ\n2026年11月02日 10:02\nはじめまして\n返信する\nむぎ\n2026年11月05日 09:58\n納品します\n返信する\n";
    let behind = ["三浦\n先ほど\n修正お願いします\n返信する\n", "三浦\n修正お願いします\n返信する\n"];
    none(JA, behind.map(|more| format!("{thread}{more}")));
}

#[test]
fn message_a_declared_name_with_a_moment_begins_a_message_whatever_follows_on_its_line() {
    let said = "第2話の三段落目の「汐見」の読みを直してください。修正をお願いします。";
    let long = said.repeat(20);
    for head in [
        "港町オーディオ 2026/11/20 14:03 ",
        "港町オーディオ\t2026/11/20 14:03\t",
        "[2026/11/20 14:03] 港町オーディオ ",
        "港町オーディオ2026年11月20日14:03",
        "港町オーディオさん 2026/11/20 14:03 ",
    ] {
        none(JA, [said, &long, "はい、直してください。"].map(|said| format!("{BASE}{head}{said}\n")));
    }
}

#[test]
fn message_sentences_with_a_name_and_a_day_stay_text() {
    let begin = Some(at("2026-11-02 10:03").timestamp());
    for line in [
        "港町オーディオ様、11月5日に納品した件、いかがでしょうか。",
        "港町オーディオ様、お世話になっております。11月5日にお送りした件です。",
        "港町オーディオ様 11/5納品分について",
        "添付いたします。\n港町オーディオ様_2026-11-05_納品.wav",
        "\nむぎ\n2026年11月12日 09:58\n港町オーディオ様\nお世話になっております。",
        "第1話を再納品いたします。\n\n・第1話_v2.wav(6秒)\n以上1点\na1964fb8 d978a180 f8372046 9ae97597\n\nむぎ",
    ] {
        let thread = format!("{BASE}{line}\n");
        assert_eq!(since(JA, &thread, &[]), begin, "{line}: {:?}", doubts(JA, &thread));
    }
    let thread = format!("{BASE_EN}Hi Harbor Audio, any news since Nov 5?\n\nBest,\nMugi\n");
    assert_eq!(since(EN, &thread, &[]), begin);
    let said = "港町オーディオの三浦です。11月25日にお電話します。";
    let thread = format!("{BASE}\n港町オーディオ\n2026年11月20日 14:03\n{said}\n");
    assert_eq!(since(JA, &thread, &[]), Some(at("2026-11-20 14:04").timestamp()));
}

/// What pages write between messages, of days and otherwise.
const DIVIDERS: &str = include_str!("../../../tests/messages/lines/dividers.txt");

#[test]
fn message_a_divider_that_is_not_read_loses_the_day() {
    let above = "2026年11月2日(月)\n港町オーディオ\n10:02\nはじめまして。\n2026年11月5日(木)\nむぎ\n9:58\n納品しました。\n";
    let below = "港町オーディオ\n14:03\n修正をお願いします。\n";
    let mut wrong = Vec::new();
    for divider in DIVIDERS.lines() {
        let thread = format!("{above}{divider}\n{below}");
        let is_old =
            |since: Option<i64>| since.is_some_and(|since| since < at("2026-11-06 00:00").timestamp());
        if is_old(since(JA, &thread, &[])) {
            wrong.push(divider);
        }
        // an honest "no" does not bring the old day back, where the line may be a day
        if super::when_words::tells_when(divider) && is_old(all(JA, &thread, Said::Nothing)) {
            wrong.push(divider);
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn message_what_stands_above_the_thread_counts_as_late_as_it_says() {
    for top in [
        "検収が完了しました",
        "この契約は終了しました",
        "契約ステータス：検収完了（2026/11/20）",
        "お知らせ 1件\n【検収完了】商品紹介 2026/11/20",
        "お知らせ\n港町オーディオさんがあなたの納品を確認しました\n2026/11/20 14:03",
        "お知らせ\n港町オーディオさんから新着メッセージ 2026/11/20 14:03",
        "メッセージ一覧\n港町オーディオ\n11月20日\n別件ですが、続編もお願いします。\n別の会社\n11月1日\nありがとうございます",
        "メッセージ一覧\n港町オーディオ　続編の契約\n2026/11/20 14:03\n別件ですが、続編もお願いします。",
        "メッセージ一覧\n港町オーディオ: 続編もお願いします。 11月20日",
        "1. 契約\n2. 仮払い\n3. 納品\n4. 検収完了 11/20",
    ] {
        none(JA, [format!("{top}\n{BASE}")]);
    }
    // menus and names above a thread do no harm
    let menu = "クラウドワークス\n仕事を探す\nメッセージ\n契約一覧\n評価\n報酬\n港町オーディオ\n";
    assert!(since(JA, &format!("{menu}\n{BASE}"), &[]).is_some());
}

#[test]
fn message_an_inbox_beside_the_thread_is_asked_about() {
    let begin = Some(at("2026-11-02 10:03").timestamp());
    for (top, said) in [
        ("港町オーディオ\n3時間前\nあなた: いかがでしょうか。\n", Said::Worker),
        ("港町オーディオ\n3時間前\nオンライン\n", Said::Nothing),
        ("メッセージ一覧\n港町オーディオ\n2026/11/09 09:58\nいかがでしょうか。\n", Said::Worker),
    ] {
        let thread = format!("{top}{BASE}");
        assert_eq!((doubts(JA, &thread).len(), since(JA, &thread, &[])), (1, None), "{top}");
        assert_eq!(all(JA, &thread, said), begin, "{top}");
        let of_client = all(JA, &thread, Said::Client);
        assert!(of_client.is_none_or(|since| since > at("2026-11-09 09:00").timestamp()), "{top}");
    }
    // below the thread it is no message of the client's either
    for foot in [
        "メッセージ一覧\n港町オーディオ\n2026/11/09 09:58\nいかがでしょうか。\n",
        "この仕事を依頼した人\n港町オーディオ\n2026年11月27日 22:00\n最終アクセス\n",
    ] {
        let thread = format!("{BASE}{foot}");
        assert_eq!((since(JA, &thread, &[]), all(JA, &thread, Said::Nothing)), (None, begin), "{foot}");
    }
}

#[test]
fn message_somebody_of_the_worker_s_first_name_is_asked_about() {
    let names = (EN.0, "Yuki");
    let thread = |name: &str| {
        format!(
            "Harbor Audio\nNov 2, 2026, 10:02 AM\nHello\nYuki\nNov 5, 2026, 9:58 AM\nHere you go\n\
             {name}\nNov 10, 2026, 2:03 PM\nPlease redo story-2\n"
        )
    };
    none(names, ["Yuki (HarborAudio)", "Yuki @harbor", "Yuki (client)", "Yuki Client"].map(thread));
    assert!(since(names, &thread("Yuki"), &[]).is_some());
    let same = thread("Yuki (va)").replace("\nYuki\n", "\nYuki (va)\n");
    assert!(since(names, &same, &[]).is_some());
}

#[test]
fn message_an_address_above_a_day_is_no_heading() {
    let begin = Some(at("2026-11-02 10:03").timestamp());
    for body in [
        "港町オーディオ様\n2026年11月10日 15:00\nにお電話してもよいですか。",
        "港町オーディオ様\n\n11月10日 15:00\n\nの件、いかがでしょうか。",
    ] {
        let thread = format!("{BASE}\nむぎ\n2026年11月12日 14:03\n{body}\n");
        assert_eq!((since(JA, &thread, &[]), all(JA, &thread, Said::Nothing)), (None, begin), "{body}");
    }
    let body = "むぎさん\n2026年11月20日 15:00\nに打ち合わせできますか。";
    let thread = format!("{BASE}\n港町オーディオ\n2026年11月12日 14:03\n{body}\n");
    let read = Gathered::of(thread.as_bytes(), &setting(JA, &thread, &[]));
    let of_worker = read.readings[0].participants.iter().find(|p| p.role == Role::Worker);
    assert_eq!(of_worker.map(|worker| worker.messages), Some(2), "{:?}", read.rows());
}

#[test]
fn message_a_line_of_the_service_is_an_act_whatever_the_worker_says_of_it() {
    for (names, thread) in [
        (JA, format!("{BASE}検収が完了しました\n")),
        (JA, format!("{BASE}\n2026年11月20日 14:03\n検収が完了しました\n")),
        (EN, format!("{BASE_EN}The client approved the milestone\n")),
    ] {
        let answers: Vec<_> =
            doubts(names, &thread).into_iter().map(|(lines, _)| (lines, Said::Nothing)).collect();
        let record = record(names, &thread, &answers);
        let silence = record.silence(Scope::All, Tz::Asia__Tokyo);
        assert!(silence.stated().is_some_and(|said| !said.set_aside.is_empty()), "{thread}");
        for act in [Act::Acceptance, Act::ChangeRequest] {
            assert!(record.unrecorded(act, None).stated().is_none(), "{thread}");
        }
    }
    assert!(record(JA, BASE, &[]).unrecorded(Act::Acceptance, None).stated().is_some());
}

#[test]
fn message_an_answer_takes_the_moment_of_the_line_that_was_asked_about() {
    let last = at("2026-11-20 14:04").timestamp();
    for above in ["納品 story-2 (2026/11/05)", "納品しました 版11/5", "次の締切 11/7\n三浦", "再収録 10:30"]
    {
        let thread = format!("{BASE}{above}\n2026年11月20日 14:03\n修正をお願いします。\n");
        assert!(all(JA, &thread, Said::Client).is_none_or(|since| since >= last), "{above}");
    }
}

#[test]
fn message_headings_on_three_lines_and_days_of_other_orders_are_read() {
    let last = Some(at("2026-11-20 14:04").timestamp());
    let thread = format!("{BASE}港町オーディオ\n2026年11月20日\n14:03\n修正をお願いします。\n");
    assert_eq!(since(JA, &thread, &[]), last);
    // a day below a name, without a time
    let thread = format!("{BASE}港町オーディオ\n昨日\n修正をお願いします。\n");
    assert_eq!(since(JA, &thread, &[]), None);
    let said = all(JA, &thread, Said::Client);
    assert!(said.is_some_and(|since| since > at("2026-11-27 00:00").timestamp()));
    // the page itself tells its order
    let page = "[11/2/2026 10:02 AM] Harbor Audio\nHello\n\n[11/15/2026 9:58 AM] Mugi\nHere you go\n\n\
                [11/20/2026 2:03 PM] Harbor Audio\nplease redo\n";
    assert_eq!(since(EN, page, &[]), last);
    let open = page.replace("11/15", "11/5").replace("11/20", "11/10");
    let silence = record(EN, &open, &[]).silence(Scope::All, Tz::Asia__Tokyo);
    let words: Vec<_> = silence.blocks().iter().map(|block| block.spot().kind.map(str::to_owned)).collect();
    assert_eq!(words, [Some("day-order".to_owned())]);
}

#[test]
fn message_texts_above_their_headings_are_not_told_of_the_wrong_person() {
    let above = "はじめまして\n港町オーディオ 2026年11月02日 10:02\n納品します\nむぎ 2026年11月05日 09:58\n\
                 修正お願いします\n港町オーディオ 2026年11月20日 14:03\n承知しました\nむぎ 2026年11月21日 14:03\n";
    let read = Gathered::of(above.as_bytes(), &setting(JA, above, &[]));
    assert_eq!(read.readings[0].gaps.len(), 1, "{:?}", read.rows());
    let below = "港町オーディオ\nはじめまして\n2026年11月02日 10:02\nむぎ\n納品します\n2026年11月05日 09:58\n\
                 港町オーディオ\n修正お願いします\n2026年11月20日 14:03\nむぎ\n承知しました\n2026年11月21日 14:03\n";
    let rows = Gathered::of(below.as_bytes(), &setting(JA, below, &[])).rows();
    assert!(rows[2].contains("修正お願いします") && rows[3].contains("承知しました"), "{rows:?}");
}

proptest! {
    /// Whatever stands above a later message of somebody, between it and the worker's words: the silence never begins before
    /// it, and an honest "no" about what stands between does not make it so.
    #[test]
    fn message_nothing_between_two_messages_hides_a_later_sign(
        between in prop::collection::vec(prop::sample::select(DIVIDERS.lines().chain(ACTS.lines()).chain(NEUTRAL.iter().copied()).collect::<Vec<_>>()), 0..3),
        head in prop::sample::select(HEADS),
        parted in prop::sample::select(vec!["", "\n"]),
    ) {
        let thread = format!("{BASE}{parted}{}\n{head}\n修正をお願いします。\n", between.join("\n"));
        // what has no day of its own is of the day above it, as far as that is read
        let is_dated = head.contains("20");
        let last = at(if is_dated { "2026-11-20 14:03" } else { "2026-11-02 10:03" }).timestamp();
        let stated = since(JA, &thread, &[]);
        prop_assert!(stated.is_none_or(|since| since > last), "{thread}\n{:?}", doubts(JA, &thread));
        let is_between = |text: &str| text.split(" / ").all(|line| between.contains(&line));
        let honest: Vec<_> = doubts(JA, &thread)
            .into_iter()
            .filter(|(_, text)| is_between(text))
            .map(|(lines, _)| (lines, Said::Nothing))
            .collect();
        let stated = since(JA, &thread, &honest);
        prop_assert!(stated.is_none_or(|since| since > last), "{thread}\n{honest:?}");
    }
}

const NEUTRAL: &[&str] =
    &["三浦工房", "メッセージ一覧", "第2話", "お知らせ", "返信", "既読", "", "よろしくお願いします。"];

/// Headings of somebody on 20 November or later.
const HEADS: &[&str] = &[
    "三浦\n2026年11月20日 14:03",
    "三浦 14:03",
    "三浦 3時間前",
    "三浦\n先ほど",
    "14:03 三浦",
    "港町オーディオ",
    "港町オーディオ 14:03",
    "港町オーディオ様\n11月20日 14:03",
    "2026/11/20 14:03 三浦: はい。",
    "検収が完了しました",
];
