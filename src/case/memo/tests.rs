//! Whole memos: the sample, every mistake that people make, and what holds for any text at all.

use super::NoticeKind::{self, *};
use super::*;
use crate::base::limits::Limits;
use crate::case::Round;
use crate::case::template;
use crate::format::fact::{Fact, FactLine, Salt};
use crate::text::Lang;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const SAMPLE: &str = include_str!("../../../examples/minato-narration/案件メモ.txt");

fn read(text: &str) -> Memo {
    Memo::read(text.as_bytes(), &Limits::DEFAULT).unwrap()
}

fn kinds(memo: &Memo) -> Vec<NoticeKind> {
    memo.notices().iter().map(|notice| notice.kind).collect()
}

fn cases<'a>(facts: &'a [Fact]) -> BTreeMap<&'a str, &'a str> {
    let case = |fact: &'a Fact| match fact {
        Fact::Case(case) => Some((case.key.as_str(), case.value.as_str())),
        _ => None,
    };
    facts.iter().filter_map(case).collect()
}

#[test]
fn case_the_sample_memo() {
    let memo = read(SAMPLE);
    assert_eq!(memo.notices(), []);
    assert_eq!(memo.get(Item::ClientName), Some("港町制作"));
    assert_eq!(memo.get(Item::OwnName), Some("むぎ(ナレーター)"));
    assert_eq!(memo.get(Item::ContractId), Some("１２３４５６７８"));
    assert_eq!(memo.get(Item::ChangeRule), None, "an empty value is not recorded");
    let fee = memo.fee().unwrap();
    assert_eq!((fee.amount.as_str(), fee.currency, fee.tax), ("22000", "JPY", Tax::Included));
    assert_eq!(memo.at(Item::CopiedAt).unwrap().local.as_deref(), Some("2026-11-20T09:12"));
    assert_eq!(memo.at(Item::Deadline).unwrap().local.as_deref(), Some("2026-10-04"));

    let facts = memo.facts();
    assert_eq!(cases(&facts).len(), 11);
    assert_eq!(cases(&facts)["fee"], "22,000円(税込)");
    assert_eq!(cases(&facts)["event.20.result"], "承認");
    let events: Vec<_> = memo.events().iter().map(|e| (e.kind.word(), e.round.map(Round::get))).collect();
    let expected = [
        ("completion-report", Some(1)),
        ("completion-report", Some(2)),
        ("change-request", Some(1)),
        ("reminder", None),
        ("reminder", None),
        ("reminder", None),
        ("nudge-request", None),
    ];
    assert_eq!(events, expected);
    let change =
        serde_json::to_string(facts.iter().filter(|f| matches!(f, Fact::Event(_))).nth(2).unwrap()).unwrap();
    assert_eq!(
        change,
        r#"{"event":{"at":{"from":"2026-10-05T05:03:00Z","to":"2026-10-05T05:04:00Z","local":"2026-10-05T14:03","offset":"+09:00","zone":"Asia/Tokyo","basis":"assumed"},"kind":"change-request","actor":"client","round":1,"line":16}}"#
    );
}

#[test]
fn case_every_mistake_gets_its_notice() {
    let mistakes: &[(&str, &[NoticeKind])] = &[
        ("クライアント名 港町制作", &[NoColon]),
        ("クライアント名＝港町制作", &[NoColon]),
        ("納品完了報告 2026/10/4 9:58 1回目", &[NoColon]),
        ("https://example.com/a", &[NoColon]),
        ("やりとりのメモ", &[NoColon]),
        ("ギャランティー: 22,000円", &[UnknownName]),
        (": 値だけ", &[UnknownName]),
        ("ノイズフロア: できるだけ静かに", &[MeasureUnread]),
        ("規格: 放送用", &[MeasureUnread]),
        ("報酬: 22,000円\n料金: 23,000円", &[Twice]),
        ("納品日: 2026/10/4", &[DeliveryUnclear]),
        ("納品: 2026/10/4 9:58", &[DeliveryUnclear]),
        ("納期: 2026/2/30", &[DateImpossible]),
        ("納期: 2026/13/4", &[DateImpossible]),
        ("納期: 10/11/2026", &[DateUnclear]),
        ("納期: 26/10/4", &[DateUnclear]),
        ("納期: なるべく早く", &[DateMissing]),
        ("確認のお願い: 「ご確認ください」", &[DateMissing]),
        ("検収: まだ", &[EventUnclear]),
        ("修正依頼: 2026/10/5 14:03 1回目 冒頭をゆっくり", &[DescriptionBare]),
        ("修正依頼: 2026/10/5 14:03 1回目「冒頭をゆっくり」", &[]),
        ("検収: 2026/11/20時点でまだ", &[EventUnclear]),
        ("支払い: 2026/12/31予定", &[EventUnclear]),
        ("途中終了リクエスト: なし", &[EventUnclear]),
        ("Payment: not yet", &[EventUnclear]),
        ("Acknowledgement: 2026-10-06 hasn't come", &[EventUnclear]),
        ("確認のお願い: 2026/10/13 予定", &[EventUnclear]),
        ("納期: 2026/10/4 → 2026/10/6", &[SeveralDates]),
        ("納品完了報告: 2026/10/4 9:58 1回目 2026/10/5", &[EventUnclear]),
        ("納品完了報告: 2026/10/4 9:58 1回目 ボタンが押せなかった", &[EventUnclear]),
        ("納品完了報告: 2026/10/4 9:58 1回目 「押せない」", &[EventUnclear]),
        ("納品完了報告: 2026/10/4 9:58 1回目 結果 失敗", &[EventUnclear]),
        ("確認のお願い: 2026/11/10 送信失敗", &[EventUnclear]),
        ("検収: 2026/10/20 差し戻し", &[EventUnclear]),
        ("入金: 2026/9/1 着手金のみ", &[EventUnclear]),
        ("報酬: 8,800円\n入金: 2026/9/1 4,400円", &[EventUnclear]),
        ("連絡催促の申請: 2026/11/10 できなかった", &[EventUnclear]),
        ("修正依頼: 2026/10/5 14:03 1回目 1:30あたりをゆっくり", &[DescriptionBare]),
        ("仮払い日: 2026/10/1\n納期: 10/4", &[YearAssumed]),
        ("仮払い日: 2026/10/1\n納期: 10月4日(日)", &[YearAssumed]),
        ("仮払い日: 10/1(木)\n納期: 2026/10/4", &[YearAssumed]),
        ("仮払い日: 2026/10/1\n納期: 10月4日(月)", &[YearUnclear]),
        ("仮払い日: 2026/10/1\n契約日: 9月28日", &[YearUnclear]),
        ("納期: 10月4日", &[YearUnclear]),
        ("納期: 2026/10/4(月)", &[WeekdayDiffers]),
        ("確認のお願い: 2026/10/13 24:10", &[AfterMidnight]),
        ("確認のお願い: 2026/10/13 25時", &[AfterMidnight]),
        ("納期: 2026/10/4 24:00まで", &[AfterMidnight]),
        ("確認のお願い: 2026/10/13 9:75", &[TimeImpossible]),
        ("確認のお願い: 2026/10/13 午後12時", &[TimeUnread]),
        ("確認のお願い: 2026/10/13 夜9時", &[TimeUnread]),
        ("確認のお願い: 2026/10/13 9:58頃", &[TimeUnread]),
        ("確認のお願い: 2026/10/13 9:58〜10:30", &[TimeUnread]),
        ("納品完了報告: 2026-10-04T09:58+02:00 1回目", &[TimeUnread]),
        ("Reminder: 2026-10-13 10:00 EST", &[TimeUnread]),
        ("Reminder: 2026-10-13 10:00 UTC+1", &[TimeUnread]),
        ("時間帯: Europe/Berlin\n確認のお願い: 2026/3/29 2:30", &[TimeSkipped]),
        ("時間帯: EST", &[ZoneUnknown]),
        ("納品完了報告: 2026/10/4 9:58 0回目", &[RoundImpossible]),
        ("納品完了報告: 2026/10/4 9:58 1000回目", &[RoundImpossible]),
        ("受領の返信: 2026/10/4 9:58 1回目 2回目", &[SeveralRounds]),
        (
            "納品完了報告: 2026/10/4 1回目\n納品完了報告: 2026/10/5 2回目\n受領の返信: 2026/10/6",
            &[RoundMissing],
        ),
        ("受領の返信: 2026/10/4 11:20 「受け取りました", &[QuoteOpen]),
        ("確認のお願い: 2026/10/13\n確認のお願い: 2026/10/13", &[EventTwice]),
        ("名前(LINE): 港町 太郎", &[RoleUnclear]),
        ("サイト外連絡申請: 承認", &[ChannelMissing]),
        ("サイト外連絡申請(LINE): たぶん", &[PermissionUnclear]),
        ("サイト外連絡申請(LINE): 承認\nサイト外連絡申請(ライン): 未申請", &[Twice]),
        ("報酬: 1文字2円", &[FeeUnread]),
        ("報酬: 22000", &[FeeUnread]),
    ];
    for (text, expected) in mistakes {
        let memo = read(text);
        assert_eq!(kinds(&memo), *expected, "{text}");
    }
    let shown: BTreeSet<_> = mistakes.iter().flat_map(|(_, kinds)| kinds.iter().copied()).collect();
    let of_the_file = BTreeSet::from([EncodingGuessed, CharactersUnreadable]);
    let all: BTreeSet<_> = NoticeKind::ALL.iter().copied().collect();
    assert_eq!(&shown | &of_the_file, all, "every kind has its mistake");
}

#[test]
fn case_what_needs_no_notice() {
    for text in [
        "クライアント名：港町制作",
        "　契約 ＩＤ　：　１２３",
        "料金:22,000円",
        "報酬(税込): 22,000円",
        "納期: 2026年10月4日(日) 23:59まで",
        "納期: 令和8年10月4日(日)",
        "Deadline: Sunday, October 4, 2026",
        "納品完了報告(1回目): 2026/10/4 9:58",
        "確認のお願い: 2026/10/13 10:00 2回目",
        "修正依頼: 2026/10/5 14:03 1回目 「1:30あたりをゆっくり」",
        "報酬: 8,800円(税込)\n入金: 2026/10/31 8,800円",
        "連絡催促の申請: 2026/11/10 却下",
        "途中終了リクエスト: 2026/10/20 10:00 拒否した",
        "検収: 2026/10/20 先方より承認済み",
        "メッセージ添付: 2026/10/5 20:48 2回目 第2話_ナレーション_v2.wav",
        "名前(LINE): 港町 = クライアント\n名前(LINE): むぎ = 自分",
        "サイト外連絡申請(LINE): 未申請",
        "途中終了リクエスト: 2026/10/20 10:00",
        "検収:",
        "受領の返信: 2026/10/4 11:20 1回目 問題ないとのこと",
        "備考: 特になし\n備考: 2行目",
        "検収: 2026/10/10 12:00 UTC",
        "＃ メモ",
        "",
    ] {
        let memo = read(text);
        assert_eq!(memo.notices(), [], "{text}");
    }
}

#[test]
fn case_events_in_full() {
    let memo = read(
        "リンク送付: 2026/10/5(月) 20:50 2回目 https://example.com/a 期限 10/12 再ダウンロード確認済み 音声3点\n\
         Link sent: 5 Oct 2026 at 8:50 pm, round 2, https://example.com/b, expires Oct 12, not checked\n\
         受領の返信: 2026年10月4日 午前11時20分 第１回 「受け取りました。『納品2回目』は明日」\n\
         途中終了リクエスト送信: 2026/10/20\n\
         確認のお願い(2回目): 2026/10/26 10:05 JST",
    );
    assert_eq!(kinds(&memo), [YearAssumed, YearAssumed]);
    let [link, english, receipt, ended, reminder] = memo.events() else { panic!("{:?}", memo.events()) };
    assert_eq!(link.at, english.at);
    assert_eq!(link.round, english.round);
    assert_eq!(link.address.as_deref(), Some("https://example.com/a"));
    assert_eq!(english.address.as_deref(), Some("https://example.com/b"));
    let (written, at) = link.expiry.as_ref().unwrap();
    assert_eq!((written.as_str(), at.as_ref().unwrap().local.as_deref()), ("10/12", Some("2026-10-12")));
    assert_eq!(link.checked, Some((Checked::Yes, "再ダウンロード確認済み".into())));
    assert_eq!(english.checked, Some((Checked::No, "not checked".into())));
    assert_eq!((link.note.as_deref(), english.note.as_deref()), (Some("音声3点"), None));
    assert_eq!(receipt.quote.as_deref(), Some("受け取りました。『納品2回目』は明日"));
    assert_eq!(receipt.round, Some(Round::FIRST));
    assert_eq!(receipt.at.as_ref().unwrap().local.as_deref(), Some("2026-10-04T11:20"));
    assert_eq!(ended.actor, Actor::Worker);
    assert_eq!((reminder.round, reminder.note.as_deref()), (None, Some("(2回目)")));
}

#[test]
fn case_dates_that_cannot_be_read_keep_their_words() {
    let memo = read("納品完了報告: 10/11/2026 9:58 1回目");
    let at = memo.events()[0].at.as_ref().unwrap();
    assert_eq!((at.from, at.local.as_deref()), (None, Some("10/11/2026 9:58")));
}

#[test]
fn case_other_zones_and_encodings() {
    let memo = read("Time zone: America/New_York\nReminder: 2026-10-13 10:00");
    let at = memo.events()[0].at.as_ref().unwrap();
    assert_eq!(at.from.unwrap().to_string(), "2026-10-13T14:00:00Z");
    assert_eq!(at.offset.as_deref(), Some("-04:00"));
    for encoding in [encoding_rs::SHIFT_JIS, encoding_rs::EUC_JP] {
        let memo = Memo::read(&encoding.encode(SAMPLE).0, &Limits::DEFAULT).unwrap();
        assert_eq!(kinds(&memo), [EncodingGuessed]);
        assert_eq!(memo.facts(), read(SAMPLE).facts());
    }
    let crlf = Memo::read(SAMPLE.replace('\n', "\r\n").as_bytes(), &Limits::DEFAULT).unwrap();
    assert_eq!(crlf, read(SAMPLE));
}

#[test]
fn case_repeated_names_keep_every_line() {
    let memo = read("報酬: 1円\n報酬: 2円\n報酬: 3円");
    let facts = memo.facts();
    assert_eq!(cases(&facts), BTreeMap::from([("fee", "1円"), ("fee.2", "2円"), ("fee.3", "3円")]));
    assert_eq!(memo.get(Item::Fee), Some("1円"));
}

#[test]
fn case_limits_are_errors() {
    let limits = Limits { memo: 10, ..Limits::DEFAULT };
    assert_eq!(Memo::read(&[b'a'; 11], &limits), Err(TooLarge::Memo { limit: 10 }));
    let long = format!("題名: {}", "あ".repeat(100_000));
    assert!(matches!(Memo::read(long.as_bytes(), &Limits::DEFAULT), Err(TooLarge::Line { line: 1, .. })));
}

#[test]
fn case_templates_say_nothing_until_filled_in() {
    for lang in Lang::ALL {
        let memo = read(&template(lang));
        assert_eq!((memo.facts(), memo.notices()), (vec![], [].as_slice()), "{lang}");
    }
}

#[test]
fn case_templates_are_equal() {
    let fill = |lang| {
        let mut answers = [
            "港町制作",
            "むぎ",
            "CrowdWorks",
            "123",
            "朗読",
            "22,000円",
            "2026/10/1",
            "2026/10/4",
            "WAV",
            "Asia/Tokyo",
            "web",
            "1",
            "2",
            "2026/11/20 9:12",
        ]
        .into_iter();
        let line = |line: &str| match line.strip_prefix("# ") {
            None if line.ends_with(':') => format!("{line} {}\n", answers.next().unwrap()),
            Some(example) if example.contains(": 20") || example.contains("LINE") => format!("{example}\n"),
            _ => format!("{line}\n"),
        };
        let memo = read(&template(lang).lines().map(line).collect::<String>());
        assert_eq!(memo.notices(), [], "{lang}");
        assert_eq!(answers.next(), None);
        memo
    };
    let (ja, en) = (fill(Lang::Ja), fill(Lang::En));
    // words in the person's language stay in it; all else is the same
    let plain = |memo: &Memo| {
        let mut facts = memo.facts();
        for fact in &mut facts {
            match fact {
                Fact::Case(case) if case.key.starts_with("event.") || case.key.contains(".line") => {
                    case.value.clear();
                }
                Fact::Event(event) => event.quote.iter_mut().for_each(String::clear),
                _ => {}
            }
        }
        facts
    };
    assert_eq!(plain(&ja), plain(&en));
    assert_eq!(ja.events().len(), 7);
    let meaning = |memo: &Memo| {
        let checked: Vec<_> = memo.events().iter().filter_map(|e| e.checked.clone()).map(|c| c.0).collect();
        let roles: Vec<_> =
            memo.names().iter().map(|named| (named.line, named.channel.clone(), named.role)).collect();
        (roles, memo.outside().to_vec(), checked)
    };
    assert_eq!(meaning(&ja), meaning(&en));
}

fn anything() -> impl Strategy<Value = String> {
    let scrap = prop::sample::select(vec![
        "納品完了報告",
        "リンク送付",
        "受領の返信",
        "確認のお願い",
        "納期",
        "仮払い日",
        "報酬",
        "名前(LINE)",
        "サイト外連絡申請(LINE)",
        "時間帯",
        "Reminder",
        "Link sent",
        ":",
        "：",
        "\n",
        "\r",
        "\r\n",
        " ",
        "　",
        "#",
        "＃",
        "2026/10/4",
        "10/4",
        "10月4日",
        "令和8年",
        "(日)",
        "24:10",
        "9:58",
        "午後",
        "１２時",
        "1回目",
        "第2回",
        "round 3",
        "「",
        "」",
        "\"",
        "結果",
        "期限",
        "https://x.y/",
        "Europe/Berlin",
        "2026-03-29",
        "2:30",
        "4 Oct 2026",
        "円",
        "万",
        "2",
        "99999999",
        "確認済み",
        "= 自分",
        "①",
        "㈰",
        "か\u{3099}",
        "\u{202E}",
        "\0",
        "(",
        ")",
        "あ",
        "x",
    ]);
    prop_oneof![
        prop::collection::vec(scrap, 0..30).prop_map(|scraps| scraps.concat()),
        any::<String>(),
        "(納期|検収|報酬|ゾ|Link sent)[:：]\\PC{0,40}\n[^:]{0,10}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn case_no_line_is_lost(text in anything()) {
        let memo = read(&text);
        let facts = memo.facts();
        let mut keys = BTreeSet::new();
        let mut lines = BTreeSet::new();
        for fact in &facts {
            let line = FactLine { salt: Salt([7; 16]), fact: fact.clone() };
            prop_assert_eq!(FactLine::parse(&line.encode()), Ok(line));
            lines.insert(match fact {
                Fact::Case(case) => {
                    prop_assert!(keys.insert(case.key.clone()), "{} twice", case.key);
                    case.line.unwrap().get()
                }
                Fact::Event(event) => event.line.unwrap().get(),
                other => panic!("{other:?}"),
            });
        }
        lines.extend(memo.notices().iter().filter_map(|notice| notice.line).map(u64::from));
        for (number, line) in line::lines(&text) {
            let line = line.trim();
            let nothing = line.is_empty() || line.starts_with(['#', '＃']);
            let empty = line.ends_with([':', '：', '︓', '﹕', '∶']);
            prop_assert_eq!(nothing, nothing && !lines.contains(&number.into()));
            prop_assert!(nothing || empty || lines.contains(&number.into()), "line {} of {:?}", number, text);
        }
    }

    #[test]
    fn case_any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let memo = Memo::read(&bytes, &Limits::DEFAULT).unwrap();
        memo.facts();
    }
}
