//! What is said of silence, and what is not.

use super::*;
use crate::base::limits::Limits;
use crate::case::Memo;
use crate::case::memo::Role;
use crate::format::fact::Fact;
use crate::message::Setting;
use crate::message::tests::{LINE, NOTICE, THREAD};
use crate::message::{Source, describe};
use std::collections::BTreeSet;

/// The record of exports under a memo, as one edition.
fn record(memo: &str, exports: &[(&str, &[u8])]) -> Record {
    record_of(memo, &[exports.to_vec()])
}

/// The same with an edition for each list of exports; the memo stands in the first.
pub(super) fn record_of(memo: &str, editions: &[Vec<(&str, &[u8])>]) -> Record {
    let mut record = Record::default();
    facts_of(memo, editions).iter().for_each(|(edition, fact)| record.take(*edition, fact));
    record.settle();
    record
}

/// The facts of exports under a memo.
pub(super) fn facts_of(memo: &str, editions: &[Vec<(&str, &[u8])>]) -> Vec<(u16, Fact)> {
    let memo = Memo::read(memo.as_bytes(), &Limits::DEFAULT).unwrap();
    let mut facts: Vec<(u16, Fact)> = memo.facts().into_iter().map(|fact| (1, fact)).collect();
    for (edition, exports) in (1..).zip(editions) {
        let source =
            |(name, bytes): &'_ (&str, &'_ [u8])| -> (String, Vec<u8>) { ((*name).into(), bytes.to_vec()) };
        let exports: Vec<(String, Vec<u8>)> = exports.iter().map(source).collect();
        let slices: Vec<&[u8]> = exports.iter().map(|(_, bytes)| bytes.as_slice()).collect();
        let sources: Vec<Source<'_>> = exports
            .iter()
            .zip(&slices)
            .map(|((name, _), export)| Source {
                path: name.clone(),
                name: name.clone(),
                export,
                changed: None,
            })
            .collect();
        let mut take = |fact: Fact| {
            facts.push((edition, fact));
            Ok(())
        };
        describe(&sources, &Setting::of(Some(&memo)), &Limits::DEFAULT, &mut take).unwrap();
    }
    facts
}

fn silence(record: &Record) -> Result<Silence, Vec<Block>> {
    silence_of(record, Scope::All)
}

pub(super) fn silence_of(record: &Record, scope: Scope<'_>) -> Result<Silence, Vec<Block>> {
    match record.silence(scope, chrono_tz::Tz::Asia__Tokyo) {
        Absence::Stated(silence) => Ok(silence),
        Absence::Blocked(blocks) => Err(blocks),
    }
}

const SAMPLE_MEMO: &str = include_str!("../../../examples/minato-narration/案件メモ.txt");
pub(super) const TWO: &str = "クライアント名: 港町\n自分の表示名: むぎ\n";

fn thread(records: &[(&str, &str, &str)]) -> Vec<u8> {
    let text: String = records.iter().map(|(name, at, body)| format!("{name}\n{at}\n{body}\n\n")).collect();
    text.into_bytes()
}

#[test]
fn message_silence_of_the_sample() {
    let record = record(SAMPLE_MEMO, &[("thread", THREAD), ("notice", NOTICE)]);
    let said = silence(&record).unwrap();
    assert_eq!(said.since.shown(chrono_tz::Tz::UTC), "2026-10-05 14:03 JST");
    assert_eq!((said.until.ground, said.days.whole), (Ground::Declared, 45));
    assert_eq!(said.until.until.shown(chrono_tz::Tz::UTC), "2026-11-20 09:12 JST");
    let (last, days) = said.to_last_record.as_ref().unwrap();
    assert_eq!((last.shown(chrono_tz::Tz::UTC).as_str(), days.whole), ("2026-11-09 09:30 JST", 34));
    let rounds: Vec<_> =
        record.rounds().iter().map(|r| (r.round, r.client_messages, r.acknowledged.len())).collect();
    assert_eq!(rounds, [(1, 2, 0), (2, 0, 0)], "nothing follows the second round");
    let reminders = record.reminders();
    assert_eq!(reminders.iter().filter(|r| r.counts && r.message.is_some()).count(), 3);
    for texts in crate::text::Lang::ALL.map(crate::text::Texts::new) {
        for sentence in said.sentences(&texts, chrono_tz::Tz::Asia__Tokyo, None) {
            assert!(!sentence.contains(['{', '}']), "{sentence}");
            for never in [
                "無視",
                "音信不通",
                "連絡不能",
                "証明",
                "has read",
                "refuses",
                "cannot be reached",
                "guaranteed",
            ] {
                assert!(!sentence.contains(never), "{sentence}");
            }
        }
    }
}

#[test]
fn message_a_memo_of_a_later_edition_names_who_was_unknown() {
    let base = thread(&[
        ("港町", "2026年10月01日 10:00", "x"),
        ("むぎ", "2026年10月02日 10:00", "y"),
        ("港町", "2026年10月03日 10:00", "z"),
    ]);
    let bytes: &[u8] = &base;
    let sources = [Source { path: "t".into(), name: "t".into(), export: &bytes, changed: None }];
    let mut record = Record::default();
    describe(&sources, &Setting::default(), &Limits::DEFAULT, &mut |fact: Fact| {
        record.take(1, &fact);
        Ok(())
    })
    .unwrap();
    let mut unnamed = record.clone();
    unnamed.settle();
    assert!(matches!(silence(&unnamed).unwrap_err()[..], [Block::NoClient(_)]));
    let memo = Memo::read(TWO.as_bytes(), &Limits::DEFAULT).unwrap();
    memo.facts().iter().for_each(|fact| record.take(2, fact));
    record.settle();
    assert_eq!(silence(&record).unwrap().since.shown(chrono_tz::Tz::UTC), "2026-10-03 10:00 JST");
}

#[test]
fn message_silence_of_the_line_export_tells_own_unsent_messages() {
    let memo = "クライアント名: 港町制作\n自分の表示名：むぎ(ナレーター)\n";
    // a zone is declared only by whoever declares it
    let undeclared = silence(&record(memo, &[("line", LINE)])).unwrap();
    let said = undeclared.sentences(
        &crate::text::Texts::new(crate::text::Lang::En),
        chrono_tz::Tz::Asia__Tokyo,
        None,
    );
    assert!(said[0].contains("read as Japan time (Asia/Tokyo), since no time zone was given"), "{said:?}");
    assert_eq!(undeclared.zone, Some(crate::message::ZoneGround::Assumed));
    let record = record(&format!("{memo}タイムゾーン: Asia/Tokyo\n"), &[("line", LINE)]);
    let said = silence(&record).unwrap();
    assert_eq!(said.zone, None);
    assert_eq!((said.own_unsent, said.until.ground, said.days.whole), (1, Ground::Saved, 45));
    let texts = crate::text::Texts::new(crate::text::Lang::Ja);
    let sentences = said.sentences(&texts, chrono_tz::Tz::Asia__Tokyo, None);
    assert_eq!(
        sentences[0],
        "写し(LINE 1件、保存日時 2026-11-20 09:12 JST、時間帯は申告値)の範囲では、2026-10-05 14:03 JST 以降、\
         クライアント様からの発信は記録されていません。他の連絡手段、削除された発言、写した後の連絡は確認していません。"
    );
    assert!(sentences.contains(&"当方の送信取消が1件あります。内容は記録にありません。".to_owned()));
}

#[test]
fn message_what_stands_against_a_statement() {
    let day = |d: u32, h: u32| format!("2026年10月{d:02}日 {h:02}:00");
    let (a, b, c) = (day(1, 10), day(2, 10), day(3, 10));
    let base = thread(&[("港町", &a, "x"), ("むぎ", &b, "y")]);
    assert!(silence(&record(TWO, &[("t", &base)])).is_ok());
    let blocks = |memo: &str, exports: &[(&str, &[u8])]| silence(&record(memo, exports)).unwrap_err();
    assert!(matches!(
        blocks("自分の表示名: むぎ\nクライアント名: 別人\n", &[("t", &base)])[..],
        [Block::NoClient(_)]
    ));
    let only = thread(&[("むぎ", &a, "x"), ("むぎ", &b, "y")]);
    assert!(matches!(blocks(TWO, &[("t", &only)])[..], [Block::NoClient(_)]));
    // a stranger's heading after the client's last word; before it, it does no harm
    let stranger = thread(&[("港町", &a, "x"), ("むぎ", &b, "y"), ("誰か", &c, "z")]);
    assert!(matches!(blocks(TWO, &[("t", &stranger)])[..], [Block::Gap(..)]));
    let inside = thread(&[("むぎ", &a, "x"), ("誰か", &b, "z"), ("港町", &c, "y")]);
    assert!(silence(&record(TWO, &[("t", &inside)])).is_ok());
    let within_last = thread(&[("港町", &a, "x"), ("誰か", &b, "z")]);
    assert!(matches!(blocks(TWO, &[("t", &within_last)])[..], [Block::Gap(..)]));
    // an export that is not understood may hold anything; a page as PDF does not count, and is told
    assert!(matches!(
        blocks(TWO, &[("t", &base), ("u", b"no format at all")])[..],
        [Block::NotUnderstood(_)]
    ));
    assert_eq!(silence(&record(TWO, &[("t", &base), ("p", b"%PDF-1.7")])).unwrap().not_read, 1);
    // copied before the last record
    let memo = format!("{TWO}スレッドを写した日時: 2026/10/1 12:00\n");
    assert!(matches!(blocks(&memo, &[("t", &base)])[..], [Block::CopiedBeforeLast(_)]));
    // another talk of the client that ends before their last word
    let line = "[LINE] 港町とのトーク履歴\r\n保存日時：2026/09/30 09:12\r\n\r\n2026/09/29(火)\r\n10:02\t港町\tはい\r\n";
    assert!(matches!(blocks(TWO, &[("t", &base), ("l", line.as_bytes())])[..], [Block::CoverageBefore(_)]));
    // a reaction has no time
    let slack = br#"[{"type":"message","user":"U2","text":"x","ts":"1790820153.000200","reactions":[{"name":"+1","users":["U1"]}]}]"#;
    let memo =
        "名前(slack): U1 = クライアント\n名前(slack): U2 = 自分\nクライアント名: 港町\n自分の表示名: むぎ\n";
    let blocks = blocks(memo, &[("t", &base), ("s", slack)]);
    assert!(blocks.iter().any(|b| matches!(b, Block::Undated(_))), "{blocks:?}");
}

#[test]
fn message_others_are_counted_and_channels_outside_can_be_left_out() {
    let base = thread(&[("港町", "2026年10月01日 10:00", "x"), ("むぎ", "2026年10月02日 10:00", "y")]);
    let mail = b"From: who@example.org\r\nTo: m@example.net\r\nDate: Mon, 5 Oct 2026 14:03:22 +0900\r\nSubject: newsletter\r\n\r\nb\r\n";
    // somebody of whom nobody says who they are can be the client at another address
    let blocks = silence(&record(TWO, &[("t", &base), ("m", mail)])).unwrap_err();
    let who = Some("who@example.org".to_owned());
    assert_eq!(blocks, [Block::UnknownSpoke("m".into(), who)]);
    for (role, word) in [(Role::Other, "その他"), (Role::System, "システム")] {
        let memo = format!("{TWO}名前(メール): who@example.org = {word}\n");
        let said = silence(&record(&memo, &[("t", &base), ("m", mail)])).unwrap();
        assert_eq!(said.after.get(&role), Some(&1));
    }
    let line = "[LINE] 港町とのトーク履歴\r\n保存日時：2026/11/20 09:12\r\n\r\n2026/10/09(金)\r\n10:02\t港町\tはい\r\n";
    let both = record(TWO, &[("t", &base), ("l", line.as_bytes())]);
    let line_only = BTreeSet::from(["line".to_owned()]);
    let blocks = silence_of(&both, Scope::Without(&line_only)).unwrap_err();
    assert_eq!(blocks, [Block::SpokeOutside]);
}

#[test]
fn message_a_later_copy_of_the_same_talk_counts_and_nothing_is_claimed_beyond_the_seal() {
    let memo = Memo::read(TWO.as_bytes(), &Limits::DEFAULT).unwrap();
    let line = |saved: &str, more: &str| {
        format!(
            "[LINE] 港町とのトーク履歴\r\n保存日時：{saved}\r\n\r\n2026/10/01(木)\r\n10:02\t港町\tはい\r\n10:03\tむぎ\tどうも\r\n{more}"
        )
    };
    let mut record = Record::default();
    for (edition, saved) in [(1, "2026/10/02 09:00"), (2, "2026/11/20 09:12")] {
        let text = line(saved, "");
        let bytes: &[u8] = text.as_bytes();
        let sources = [Source { path: "l".into(), name: "l".into(), export: &bytes, changed: None }];
        describe(&sources, &Setting::of(Some(&memo)), &Limits::DEFAULT, &mut |fact: Fact| {
            record.take(edition, &fact);
            Ok(())
        })
        .unwrap();
    }
    record.settle();
    assert_eq!(silence(&record).unwrap().days.whole, 49);
    record.bound(2, "2026-10-11T00:00:00Z".parse().unwrap());
    record.settle();
    let said = silence(&record).unwrap();
    assert_eq!((said.until.ground, said.days.whole), (Ground::Sealed, 9));
}

#[test]
fn message_what_is_marked_as_an_automatic_reply_does_not_end_silence() {
    let base = thread(&[
        ("港町", "2026年10月01日 10:00", "x"),
        ("むぎ", "2026年10月02日 10:00", "ご確認ください"),
        ("港町", "2026年10月02日 10:01", "ただいま不在にしております"),
        ("港町", "2026年10月05日 10:00", "自動: 受け付けました"),
        ("港町", "2026年10月05日 10:00", "人が書きました"),
        ("むぎ", "2026年10月20日 10:00", "y"),
    ]);
    let with = |events: &str| {
        let memo = format!("{TWO}メッセージ添付(1回目): 2026/10/01 12:00\n{events}");
        record(&memo, &[("t", &base)])
    };
    let since = |record: &Record| silence(record).unwrap().since.shown(chrono_tz::Tz::UTC);
    assert_eq!(since(&with("")), "2026-10-05 10:00 JST");
    // of two in one minute, one may be the client's own: both count, and that is said
    let unclear = with("自動返信: 2026/10/05 10:00\n自動返信: 2026/10/02 10:01\n");
    let said = silence(&unclear).unwrap();
    assert_eq!(
        (since(&unclear).as_str(), said.auto_replies, said.auto_unclear),
        ("2026-10-05 10:00 JST", 0, 1)
    );
    // a whole day names no message
    assert_eq!(silence(&with("自動返信: 2026/10/02\n")).unwrap().auto_unclear, 1);

    let base = thread(&[
        ("港町", "2026年10月01日 10:00", "x"),
        ("むぎ", "2026年10月02日 10:00", "ご確認ください"),
        ("港町", "2026年10月02日 10:01", "ただいま不在にしております"),
        ("むぎ", "2026年10月20日 10:00", "y"),
    ]);
    let memo = format!("{TWO}メッセージ添付(1回目): 2026/10/01 12:00\nautomatic reply: 2026/10/02 10:01\n");
    let record = record(&memo, &[("t", &base)]);
    let said = silence(&record).unwrap();
    assert_eq!(
        (since(&record).as_str(), said.auto_replies, said.auto_unclear),
        ("2026-10-01 10:00 JST", 1, 0)
    );
    for (lang, words) in
        [(crate::text::Lang::Ja, "自動返信と申告"), (crate::text::Lang::En, "automatic reply")]
    {
        let sentences = said.sentences(&crate::text::Texts::new(lang), chrono_tz::Tz::Asia__Tokyo, None);
        assert!(sentences.iter().any(|s| s.contains(words)), "{sentences:?}");
    }
    assert_eq!(record.auto_replies()[0].message, Some(Reference { edition: 1, k: 1, n: 3 }));
    assert_eq!(record.rounds()[0].client_messages, 0, "an automatic reply answers no delivery");
}

#[test]
fn message_nudges_of_the_platform_are_no_reminders() {
    let base = thread(&[
        ("港町", "2026年10月01日 10:00", "x"),
        ("むぎ", "2026年10月10日 10:00", "ご確認ください"),
        ("事務局", "2026年10月12日 09:00", "クライアント様にご連絡しました"),
    ]);
    let memo = format!(
        "{TWO}名前: 事務局 = システム\nメッセージ添付(1回目): 2026/10/01 12:00\n確認のお願い: 2026/10/10 10:00\n\
         連絡催促の申請: 2026/10/11 09:30\n自動リマインド: 2026/10/12 09:00\n"
    );
    let record = record(&memo, &[("t", &base)]);
    assert_eq!(record.reminders().len(), 1);
    let nudges: Vec<_> = record.nudges().iter().map(|n| (n.kind, n.message.map(|m| m.n))).collect();
    assert_eq!(nudges, [(NudgeKind::Requested, None), (NudgeKind::Sent, Some(3))]);
}

#[test]
fn message_what_was_asked_for_from_a_later_moment_says_nothing_of_the_time_before() {
    let base = thread(&[("港町", "2026年10月01日 10:00", "x"), ("むぎ", "2026年10月02日 10:00", "y")]);
    let discord = |after: &str| {
        let at = "2026-10-20T10:02:00+09:00";
        let id =
            (chrono::DateTime::parse_from_rfc3339(at).unwrap().timestamp_millis() - 1_420_070_400_000) << 22;
        format!(
            r#"{{"guild":{{"id":"0"}},"channel":{{"id":"1","name":"x"}},"dateRange":{{"after":{after},"before":null}},"exportedAt":"2026-11-28T09:00:00+09:00","messages":[{{"id":"{id}","type":"Default","timestamp":"{at}","content":"こんにちは","author":{{"id":"2","name":"むぎ"}}}},{{"id":"{}","type":"Default","timestamp":"2026-10-20T10:03:00+09:00","content":"はい","author":{{"id":"1","name":"港町"}}}}],"messageCount":2}}"#,
            (chrono::DateTime::parse_from_rfc3339("2026-10-20T10:03:00+09:00").unwrap().timestamp_millis()
                - 1_420_070_400_000)
                << 22
        )
    };
    // the client's last sign is in the later export: what came before it does not matter
    let memo = format!("{TWO}スレッドを写した日時: 2026/11/28 9:00\n");
    let ended = |export: &str| {
        let automatic = format!("{memo}自動返信: 2026/10/20 10:03\n");
        silence(&record(&automatic, &[("t", &base), ("d", export.as_bytes())]))
    };
    // with that sign set aside as an automatic reply, the client may have spoken between the thread and the export
    let later = ended(&discord("\"2026-10-15T00:00:00+09:00\"")).unwrap_err();
    assert!(later.iter().any(|block| matches!(block, Block::BeginsLater(_))), "{later:?}");
    let whole = ended(&discord("null"));
    assert!(whole.is_ok(), "{whole:?}");
}

#[test]
fn message_a_full_page_of_chatwork_may_have_older_messages() {
    let base = thread(&[("港町", "2026年10月01日 10:00", "x"), ("むぎ", "2026年10月02日 10:00", "y")]);
    let room = |count: i64| {
        let item = |i: i64| {
            let at = 1_792_000_000 + i * 60; // 14 October 2026
            format!(
                r#"{{"message_id":"{i}","account":{{"account_id":7,"name":"むぎ"}},"body":"x","send_time":{at},"update_time":0}}"#
            )
        };
        format!("[{}]", (0..count).map(item).collect::<Vec<_>>().join(","))
    };
    let memo = format!("{TWO}スレッドを写した日時: 2026/11/28 9:00\n名前(Chatwork): 港町 = クライアント\n");
    let of = |count| record(&memo, &[("t", &base), ("c", room(count).as_bytes())]);
    let full = silence(&of(100)).unwrap_err();
    assert!(
        full.iter().any(|block| matches!(block, Block::Gap(_, _, crate::message::Why::LoadMore))),
        "{full:?}"
    );
    assert!(!matches!(silence(&of(99)), Err(blocks) if blocks.iter().any(|b| matches!(b, Block::Gap(..)))));
}

#[test]
fn message_a_count_after_a_round_says_whether_it_is_whole() {
    let of = |heading: &str| {
        let text = thread(&[
            ("港町", "2026年10月01日 10:00", "x"),
            ("むぎ", "2026年10月02日 10:00", "納品しました"),
            (heading, "2026年10月03日 10:00", "?"),
            ("港町", "2026年10月04日 10:00", "受け取りました"),
        ]);
        let memo = format!("{TWO}納品完了報告(1回目): 2026/10/02 10:00\n");
        record(&memo, &[("t", &text)]).rounds().remove(0)
    };
    assert_eq!((of("港町").client_messages, of("港町").counted), (2, Counted::All));
    let doubtful = of("誰か");
    assert_eq!((doubtful.client_messages, doubtful.counted), (1, Counted::AtLeast));
    for texts in crate::text::Lang::ALL.map(crate::text::Texts::new) {
        let said = doubtful.sentence(&texts, chrono_tz::Tz::Asia__Tokyo, Some(("10:00", "受け取りました")));
        assert!(!said.contains("受け取りました"), "which was the first is not known: {said}");
    }
}
