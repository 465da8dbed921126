//! Copies of one talk: nothing is lost between them, nothing counts twice, and what a later one lacks is told.

use super::tests::{TWO, record_of, silence_of};
use super::*;
use crate::message::{Kind, ZoneGround};
use chrono_tz::Tz;
use std::collections::BTreeSet;

const TOKYO: Tz = Tz::Asia__Tokyo;

/// A LINE export of the talk with 港町, saved at a moment.
fn line(saved: &str, lines: &str) -> String {
    let head = format!("[LINE] 港町とのトーク履歴\r\n保存日時：{saved}\r\n");
    let mut text = head;
    let mut day = "";
    for record in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (date, rest) = record.split_once(' ').unwrap();
        if date != day {
            text += &format!("\r\n{date}\r\n");
            day = date;
        }
        let (time, rest) = rest.split_once(' ').unwrap();
        let (who, body) = rest.split_once(' ').unwrap();
        let who = if who == "-" { "" } else { who };
        text += &format!("{time}\t{who}\t{body}\r\n");
    }
    text
}

const EARLY: &str = "2026/10/01(木) 10:02 港町 お願いします\n2026/10/01(木) 10:05 むぎ はい\n2026/10/05(月) 14:03 港町 直せますか";
const LATE: &str = "2026/10/01(木) 10:02 港町 お願いします\n2026/10/01(木) 10:05 むぎ はい\n2026/10/05(月) 14:03 港町 直せますか\n\
                    2026/10/09(金) 09:00 むぎ 直しました";

fn said(record: &Record) -> Silence {
    match silence_of(record, Scope::All) {
        Ok(said) => said,
        Err(blocks) => panic!("{blocks:?}"),
    }
}

#[test]
fn message_copies_count_once_and_the_later_one_takes_over() {
    let (early, late) = (line("2026/10/06 09:00", EARLY), line("2026/11/20 09:12", LATE));
    let memo = format!("{TWO}メッセージ添付(1回目): 2026/10/01 12:00\n");
    for editions in [[&early, &late], [&late, &early]] {
        let exports: Vec<Vec<(&str, &[u8])>> = editions.map(|text| vec![("line", text.as_bytes())]).into();
        let record = record_of(&memo, &exports);
        let said = said(&record);
        assert_eq!(said.since.shown(TOKYO), "2026-10-05 14:03 JST");
        assert_eq!(said.until.until.shown(TOKYO), "2026-11-20 09:12 JST");
        assert_eq!((said.days.whole, said.lacking, said.exports[0].copies), (45, 0, 2));
        let rounds: Vec<_> =
            record.rounds().iter().map(|round| (round.round, round.client_messages)).collect();
        assert_eq!(rounds, [(1, 1)], "one message, in two copies");
        let earlier = if editions[0] == &early { 1 } else { 2 };
        assert!(record.is_repeated((earlier, 1)) && !record.is_repeated((3 - earlier, 1)));
    }
}

#[test]
fn message_a_copy_that_lacks_a_message_takes_over_nothing() {
    let early = line("2026/10/06 09:00", EARLY);
    let without = LATE.replace("2026/10/05(月) 14:03 港町 直せますか\n", "");
    let lacking = line("2026/11/20 09:12", &without);
    let exports = |late: &str| -> Vec<Vec<(&'static str, Vec<u8>)>> {
        vec![vec![("line", early.clone().into_bytes())], vec![("line", late.as_bytes().to_vec())]]
    };
    let record = |late: &str| {
        let exports = exports(late);
        let exports: Vec<Vec<(&str, &[u8])>> =
            exports.iter().map(|of| of.iter().map(|(n, b)| (*n, b.as_slice())).collect()).collect();
        record_of(TWO, &exports)
    };
    let record_lacking = record(&lacking);
    let lacks = said(&record_lacking);
    // the sign stands although the later copy has it no more, and the record reaches only to the earlier end
    assert_eq!(lacks.since.shown(TOKYO), "2026-10-05 14:03 JST");
    assert_eq!(lacks.until.until.shown(TOKYO), "2026-10-06 09:00 JST");
    assert_eq!((lacks.lacking, record_lacking.lacking()), (1, 1));
    let texts = crate::text::Texts::new(crate::text::Lang::En);
    let sentences = lacks.sentences(&texts, TOKYO, None);
    assert!(
        sentences.iter().any(|s| s == "An earlier copy holds 1 message that the later one lacks."),
        "{sentences:?}"
    );
    // a mark of taking back stands in its place: then the later copy has everything
    let marked = LATE.replace("14:03 港町 直せますか", "14:03 - 港町がメッセージの送信を取り消しました");
    let marked = said(&record(&line("2026/11/20 09:12", &marked)));
    assert_eq!((marked.lacking, marked.until.until.shown(TOKYO).as_str()), (0, "2026-11-20 09:12 JST"));
    // a copy that begins later is held only against what lies within its range
    let partial = LATE.lines().skip(2).collect::<Vec<_>>().join("\n");
    let partial = said(&record(&line("2026/11/20 09:12", &partial)));
    assert_eq!((partial.lacking, partial.until.until.shown(TOKYO).as_str()), (0, "2026-11-20 09:12 JST"));
    // between the end of the one and the beginning of the other, anything can have been said
    let apart = "2026/10/09(金) 09:00 むぎ 直しました\n2026/10/10(土) 09:00 港町 はい";
    let blocks = silence_of(&record(&line("2026/11/20 09:12", apart)), Scope::All).unwrap_err();
    assert_eq!(blocks, [Block::Apart("line".into())]);
}

#[test]
fn message_a_second_thread_with_the_same_client_hides_nothing() {
    let thread = |records: &[(&str, &str, &str)]| {
        records
            .iter()
            .map(|(who, at, body)| format!("{who}\n{at}\n{body}\n\n"))
            .collect::<String>()
            .into_bytes()
    };
    let inquiry =
        thread(&[("港町", "2026年08月20日 10:00", "ご相談"), ("むぎ", "2026年08月20日 11:00", "はい")]);
    let job = thread(&[
        ("むぎ", "2026年08月27日 10:00", "納品します"),
        ("港町", "2026年09月10日 12:00", "受け取りました"),
        ("むぎ", "2026年09月20日 12:00", "ご確認ください"),
    ]);
    for (names, threads) in
        [(["01.txt", "02.txt"], [&inquiry, &job]), (["01.txt", "02.txt"], [&job, &inquiry])]
    {
        let exports: Vec<(&str, &[u8])> =
            names.iter().zip(threads).map(|(n, t)| (*n, t.as_slice())).collect();
        let notes = format!("{TWO}確認のお願い: 2026/09/20 12:00\nメッセージ添付(1回目): 2026/08/27 10:00\n");
        // a date without a name holds for neither of two files
        let undated = record_of(
            &format!("{notes}スレッドを写した日時: 2026/11/18 9:00\n"),
            std::slice::from_ref(&exports),
        );
        let blocks = silence_of(&undated, Scope::All).unwrap_err();
        assert!(matches!(blocks[..], [Block::NotDeclared(_)]), "{blocks:?}");
        assert_eq!(undated.reminders().iter().filter(|r| r.message.is_some()).count(), 1);
        assert_eq!(undated.rounds()[0].client_messages, 1);
        let dated = format!(
            "{notes}スレッドを写した日時(01.txt): 2026/11/18 9:00\nスレッドを写した日時(02.txt): 2026/11/18 9:00\n"
        );
        let said = said(&record_of(&dated, &[exports]));
        assert_eq!(said.since.shown(TOKYO), "2026-09-10 12:00 JST");
    }
}

#[test]
fn message_a_page_prints_a_message_once_and_loses_none() {
    let changed = LATE.replace("直せますか", "やはり直せますか");
    let (early, late) = (line("2026/10/06 09:00", EARLY), line("2026/11/20 09:12", &changed));
    let exports: Vec<Vec<(&str, &[u8])>> =
        vec![vec![("line", early.as_bytes())], vec![("line", late.as_bytes())]];
    let record = record_of(TWO, &exports);
    let texts = |message: Reference| match (message.edition, message.n) {
        (1, 3) => "直せますか",
        (2, 3) => "やはり直せますか",
        (_, 1) => "お願いします",
        _ => "はい",
    };
    let of = |message: Reference| (message.edition, message.n);
    // the words of the third differ: both are printed
    let known: BTreeSet<_> = record.repeats(|m| Some(Words::Known(texts(m)))).into_iter().map(of).collect();
    assert_eq!(known, [(1, 1), (1, 2)].into());
    // where no words are shown, the headers tell
    let hidden = record.repeats(|_| Some(Words::<&str>::Hidden));
    assert_eq!(hidden.into_iter().map(of).collect::<BTreeSet<_>>(), [(1, 1), (1, 2), (1, 3)].into());
    // words that only the earlier copy shows are printed instead of the later one without
    let one = |m: Reference| Some(if m.edition == 1 { Words::Known(texts(m)) } else { Words::Hidden });
    assert_eq!(
        record.repeats(one).into_iter().map(of).collect::<BTreeSet<_>>(),
        [(2, 1), (2, 2), (2, 3)].into()
    );
    // what a page does not print, nothing is left out for
    let some = |m: Reference| (m.edition == 1).then(|| Words::Known(texts(m)));
    assert!(record.repeats(some).is_empty());
}

#[test]
fn message_many_copies_of_one_talk_are_no_work_without_end() {
    let mut record = Record::default();
    let word = |word: &str| crate::format::fact::Word::try_from(word).unwrap();
    let uint = |n: u32| crate::format::fact::Uint::from(n);
    let count = 4_000;
    for k in 1..=count {
        let message = |n: u32, at: i64| {
            let utc = |t: i64| crate::base::time::UtcSecond::from_unix(t).ok();
            let at = crate::base::time::At {
                from: utc(at),
                to: utc(at + 60),
                local: None,
                offset: None,
                zone: None,
                basis: crate::base::time::Basis::Utc,
            };
            crate::format::fact::Fact::Message(crate::format::fact::MessageFact {
                k: uint(k),
                n: uint(n),
                at,
                participant: Some(uint(1)),
                kind: word(Kind::Text.word()),
                has_text: false,
                attachments: Vec::new(),
            })
        };
        // each begins at the same minute, and ends a minute later than the one before
        record.take(1, &message(1, 1_790_000_000));
        record.take(1, &message(2, 1_790_000_000 + i64::from(k) * 60));
        let role = crate::format::fact::ParticipantFact {
            k: uint(k),
            n: uint(1),
            role: word("client"),
            ground: word("memo"),
        };
        record.take(1, &crate::format::fact::Fact::Participant(role));
        record.take(
            1,
            &crate::format::fact::Fact::Name(crate::format::fact::NameFact {
                k: uint(k),
                n: uint(1),
                name: "港町".into(),
            }),
        );
        record.take(
            1,
            &crate::format::fact::Fact::Conversation(Box::new(crate::format::fact::ConversationFact {
                k: uint(k),
                source: format!("data/001/messages/{k}"),
                format: word("line"),
                dialect: None,
                count: uint(2),
                certainty: word("understood"),
                coverage_from: None,
                coverage_to: None,
                coverage_ground: None,
                gaps: Vec::new(),
                unanswered: Some(Vec::new()),
            })),
        );
    }
    let begun = std::time::Instant::now();
    record.settle();
    // every copy lacks what all those before it hold
    assert_eq!(record.lacking(), (1..u64::from(count)).sum::<u64>());
    let taken = begun.elapsed();
    eprintln!("TAKEN {count} {taken:?}");
    assert!(taken.as_secs() < 20, "{taken:?}");
}

#[test]
fn message_a_zone_counts_as_declared_only_where_every_copy_has_one() {
    let text = line("2026/11/20 09:12", LATE);
    let exports: Vec<Vec<(&str, &[u8])>> = vec![vec![("line", text.as_bytes())]];
    assert_eq!(said(&record_of(TWO, &exports)).zone, Some(ZoneGround::Assumed));
    let declared = said(&record_of(&format!("{TWO}タイムゾーン: Asia/Tokyo\n"), &exports));
    assert_eq!(declared.zone, None);
    assert!(declared.exports.iter().all(|e| e.covered.zone == Some(ZoneGround::Declared)));
}
