//! The samples, fixtures of every dialect, and properties.

use super::*;
use crate::case::Memo;
use crate::case::memo::Role;
use crate::limits::Limits;

/// Everything that a reader gave.
#[derive(Default)]
pub(crate) struct Gathered {
    pub(crate) messages: Vec<Message<'static>>,
    pub(crate) readings: Vec<Reading>,
}

impl Sink for Gathered {
    fn message(&mut self, message: &Message<'_>) -> Result<()> {
        let text = message.text.as_ref().map(|text| Cow::Owned(text.clone().into_owned()));
        self.messages.push(Message {
            text,
            attachments: message.attachments.clone(),
            received: message.received.clone(),
            when: message.when.clone(),
            ..*message
        });
        Ok(())
    }

    fn conversation(&mut self, reading: Reading) -> Result<()> {
        self.readings.push(reading);
        Ok(())
    }
}

impl Gathered {
    pub(crate) fn of(export: &[u8], setting: &Setting) -> Self {
        let mut gathered = Self::default();
        read(&export, setting, &mut gathered).unwrap();
        gathered
    }

    /// `2026-10-05 14:03 JST|name|kind|text|attachments` of every message.
    pub(crate) fn rows(&self) -> Vec<String> {
        let reading = &self.readings[0];
        let row = |m: &Message<'_>| {
            let name = m.sender.map_or("", |n| reading.participants[n as usize - 1].name.as_str());
            let text = m.text.as_deref().unwrap_or_default().replace('\n', "⏎");
            let files = m.attachments.join(",");
            format!("{}|{name}|{}|{text}|{files}", m.when.shown(chrono_tz::Tz::Asia__Tokyo), m.kind.word())
        };
        self.messages.iter().map(row).collect()
    }
}

pub(crate) fn sample_memo() -> Memo {
    let memo = include_bytes!("../../examples/minato-narration/案件メモ.txt");
    Memo::read(memo, &Limits::DEFAULT).unwrap()
}

const THREAD: &[u8] =
    include_bytes!("../../examples/minato-narration/メッセージ/クラウドワークス_スレッド.txt");
const NOTICE: &[u8] = include_bytes!("../../examples/minato-narration/メッセージ/通知_納品完了報告.eml");
const LINE: &[u8] = include_bytes!("../../tests/messages/samples/line.txt");

#[test]
fn message_the_pasted_thread_of_the_sample() {
    let read = Gathered::of(THREAD, &Setting::of(Some(&sample_memo())));
    let reading = &read.readings[0];
    assert_eq!((reading.format, reading.count, reading.certainty()), ("pasted", 11, Certainty::Understood));
    assert_eq!(reading.gaps, []);
    let roles: Vec<_> = reading.participants.iter().map(|p| (p.name.as_str(), p.role, p.messages)).collect();
    assert_eq!(roles, [("港町制作", Role::Client, 4), ("むぎ(ナレーター)", Role::Worker, 7)]);
    let rows = read.rows();
    assert_eq!(
        rows[4],
        "2026-10-04 09:58 JST|むぎ(ナレーター)|text|お世話になっております。ご依頼の音声を納品いたします。⏎\
         ・第1話_ナレーション.wav(6秒)⏎・第2話_ナレーション.wav(6秒)⏎・商品紹介_6秒.wav(6秒)⏎\
         ご確認のほど、よろしくお願いいたします。修正のご希望がございましたら、お知らせください。|\
         第1話_ナレーション.wav,第2話_ナレーション.wav,商品紹介_6秒.wav"
    );
    // the body line with a date and a time is no record
    assert_eq!(
        rows[6],
        "2026-10-05 14:03 JST|港町制作|text|第2話の冒頭だけ、もう少しゆっくりにできますか？⏎\
         10月04日 09:58 にいただいたものでは少し早く感じました。|"
    );
    assert!(rows[7].ends_with("|第2話_ナレーション_v2.wav"), "{}", rows[7]);
    let aside: Vec<&str> = reading.furniture.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(aside.iter().filter(|text| **text == "返信する").count(), 11);
    for line in ["契約詳細", "メッセージ (11)", "よくある質問 利用規約"] {
        assert!(aside.contains(&line), "{line}: {aside:?}");
    }
    let (copied, ground) = reading.coverage_to.as_ref().unwrap();
    assert_eq!(
        (copied.shown(chrono_tz::Tz::UTC).as_str(), *ground),
        ("2026-11-20 09:12 JST", CoverageGround::Declared)
    );
    assert_eq!(reading.last.as_ref().unwrap().shown(chrono_tz::Tz::UTC), "2026-11-09 09:30 JST");
}

#[test]
fn message_the_line_export_of_the_sample() {
    let read = Gathered::of(LINE, &Setting::of(Some(&sample_memo())));
    let reading = &read.readings[0];
    assert_eq!((reading.format, reading.dialect), ("line", Some("mobile")));
    assert_eq!((reading.count - reading.system, reading.system), (15, 1));
    assert_eq!((reading.certainty(), reading.boundaries), (Certainty::Understood, Boundaries::Marked));
    let rows = read.rows();
    assert_eq!(
        rows[0],
        "2026-10-01 10:02 JST|港町制作|text|はじめまして。港町制作です。⏎プロフィールを拝見し、ナレーションをお願いしたくご連絡しました。⏎⏎\
         ・物語2話(各6秒程度の見本)⏎・商品紹介1本⏎・48kHz / 24bit / モノラル WAV|"
    );
    assert_eq!(rows[3], "2026-10-01 10:41 JST|港町制作|sticker|[スタンプ]|");
    assert_eq!(
        rows[9],
        "2026-10-05 20:47 JST|むぎ(ナレーター)|unsent|むぎ(ナレーター)がメッセージの送信を取り消しました|"
    );
    assert_eq!(
        rows[11],
        "2026-10-13 10:00 JST|むぎ(ナレーター)|text|お世話になっております。先日お送りしたv2はご確認いただけましたでしょうか。⏎\
         14:03 にいただいたご指摘は反映済みです。|"
    );
    assert!(rows[13].ends_with("|\"検収\"のボタンは契約ページの右上にございます。|"), "{}", rows[13]);
    assert_eq!(rows[15], "2026-11-10 00:10 JST|むぎ(ナレーター)|text|夜分に失礼しました。|");
    let (saved, ground) = reading.coverage_to.as_ref().unwrap();
    assert_eq!(
        (saved.shown(chrono_tz::Tz::UTC).as_str(), *ground),
        ("2026-11-20 09:12 JST", CoverageGround::Saved)
    );

    // the same with line ends made alike: the boundaries are said to be by form
    let text = std::str::from_utf8(LINE).unwrap().replace("\r\n", "\n");
    let alike = Gathered::of(text.as_bytes(), &Setting::of(Some(&sample_memo())));
    assert_eq!((alike.rows(), alike.readings[0].boundaries), (rows, Boundaries::ByForm));
}

#[test]
fn message_the_notification_of_the_sample() {
    let read = Gathered::of(NOTICE, &Setting::of(Some(&sample_memo())));
    let reading = &read.readings[0];
    assert_eq!((reading.format, reading.dialect, reading.count), ("mail", Some("eml"), 1));
    assert!(
        read.rows()[0].starts_with(
            "2026-10-04 09:58 JST|notice@example.jp|mail|【サンプル】納品完了報告のお知らせ⏎⏎港町制作 様"
        ),
        "{:?}",
        read.rows()
    );
    assert_eq!(read.messages[0].received.as_ref().unwrap().span().unwrap().0, 1_791_075_511);
    assert_eq!(reading.participants[0].role, Role::Unknown);
}

#[test]
fn message_clocks_put_back_give_both_and_put_forward_are_told() {
    let chat = "[25.10.26, 02:30:00] Minato: a\r\n[29.03.26, 02:30:00] Minato: b\r\n";
    let setting = Setting { zone: chrono_tz::Tz::Europe__Berlin, ..Setting::default() };
    let read = Gathered::of(chat.as_bytes(), &setting);
    let (from, to) = read.messages[0].when.span().unwrap();
    assert_eq!(to - from, 3601, "the hour that comes twice");
    assert_eq!((read.messages[1].when.span(), read.readings[0].oddities[0].0), (None, Oddity::TimeSkipped));
}

#[test]
fn message_an_open_order_of_days_is_answered_by_a_flag() {
    let chat = b"01/10/2026 10:02 - Minato: a\n02/10/2026 10:02 - Mugi: b\n03/11/2026 10:02 - Mugi: c\n";
    let read = Gathered::of(chat, &Setting::default());
    assert!(read.readings[0].needs.contains(&Need::DayOrder) && read.messages[0].when.span().is_none());
    let setting = Setting { day_order: Some(DayOrder::DayFirst), ..Setting::default() };
    assert!(Gathered::of(chat, &setting).rows()[0].starts_with("2026-10-01 10:02 JST"));
}

mod round_trips {
    use super::*;
    use crate::case::memo::moment_within;
    use proptest::prelude::*;

    /// Somebody says something, minutes later.
    type Talk = Vec<(usize, u16, String)>;

    fn name() -> impl Strategy<Value = String> {
        let any = "[^\r\n\u{FFFD}]{1,12}";
        prop_oneof![
            any.prop_map(|s| s.trim().to_owned()),
            "[a-zA-Z:]{1,3}[: \t][a-z:]{1,3}",
            "[港町制作むぎ]{1,4}"
        ]
        .prop_filter("a name is not nothing", |name| {
            !name.trim().is_empty() && !people::form(name).is_empty()
        })
    }

    /// Bodies that imitate records, quotations, day lines, marks.
    fn body() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("\n".to_owned()),
            Just("\"".to_owned()),
            Just("10:02\tむぎ\t".to_owned()),
            Just("2026/10/01(木)".to_owned()),
            Just("13/10/2026, 10:02 - a: ".to_owned()),
            Just("[2026/10/01 10:02:33] b: ".to_owned()),
            Just("2026年10月01日 10:02".to_owned()),
            Just("返信する".to_owned()),
            "[^\r\u{FFFD}]{0,10}",
        ];
        prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
    }

    fn talk(body: impl Strategy<Value = String>) -> impl Strategy<Value = (Vec<String>, Talk)> {
        let names = prop::collection::vec(name(), 2)
            .prop_filter("two people", |names| people::form(&names[0]) != people::form(&names[1]));
        (names, prop::collection::vec((0usize..2, 0u16..60, body), 1..8))
    }

    fn setting(names: &[String]) -> Setting {
        let mut setting = Setting::default();
        setting.people.add(&names[0], Role::Client, Ground::Flag);
        setting.people.add(&names[1], Role::Worker, Ground::Flag);
        setting
    }

    /// Is it the same talk: names, times and texts?
    fn same(read: &Gathered, names: &[String], talk: &[(usize, u16, String)]) -> bool {
        let reading = read.readings.first();
        let shown = read.messages.iter().map(|m| {
            let name =
                m.sender.and_then(|n| reading?.participants.get(n as usize - 1)).map(|p| p.name.as_str());
            (name, m.when.span().map(|s| s.0), m.text.as_deref().unwrap_or_default())
        });
        let base = 1_790_812_800; // 2026-10-01 09:00 JST
        let mut at = base;
        let said = talk.iter().map(|(who, later, text)| {
            at += i64::from(*later) * 60;
            (Some(names[*who].as_str()), Some(at), text.as_str())
        });
        shown.eq(said)
    }

    fn clock(talk: &[(usize, u16, String)]) -> Vec<(u32, u32, u32)> {
        let mut minutes = 9 * 60;
        let at = talk.iter().map(|(_, later, _)| {
            minutes += u32::from(*later);
            (1 + minutes / 1440, minutes / 60 % 24, minutes % 60)
        });
        at.collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn message_line_comes_back_or_says_that_it_is_open((names, talk) in talk(body())) {
            let mut text = String::from("[LINE] xとのトーク履歴\r\n保存日時：2026/11/20 09:12\r\n\r\n2026/10/01(木)\r\n");
            for ((who, _, body), (_, h, m)) in talk.iter().zip(clock(&talk)) {
                let body = match body.contains('\n') {
                    true => format!("\"{}\"", body.replace('"', "\"\"")),
                    false => body.clone(),
                };
                text += &format!("{h:02}:{m:02}\t{}\t{body}\r\n", names[*who]);
            }
            let read = Gathered::of(text.as_bytes(), &setting(&names));
            let reading = &read.readings[0];
            let says_so = reading.boundaries == Boundaries::ByForm || reading.certainty() != Certainty::Understood;
            prop_assert!(same(&read, &names, &talk) || says_so, "{text:?}\n{:?}", read.rows());
            // with a text of several lines in it the format itself marks the boundaries, whatever the texts say
            let known = reading.format == "line";
            if known && talk.iter().any(|(_, _, body)| body.contains('\n')) && !names.iter().any(|n| n.contains('\t')) {
                prop_assert!(same(&read, &names, &talk), "{text:?}\n{:?}", read.rows());
            }
        }

        #[test]
        fn message_whatsapp_comes_back_unless_a_text_holds_a_record((names, talk) in talk(body())) {
            let mut text = String::new();
            for ((who, _, body), (day, h, m)) in talk.iter().zip(clock(&talk)) {
                text += &format!("2026/10/{day:02}, {h:02}:{m:02} - {}: {body}\n", names[*who]);
            }
            let read = Gathered::of(text.as_bytes(), &setting(&names));
            let reading = &read.readings[0];
            if reading.format != "whatsapp" {
                return Ok(()); // a name of control characters: kept, and said not to be understood
            }
            prop_assert_eq!(reading.boundaries, Boundaries::ByForm, "{}", text);
            // marks of direction are WhatsApp's own; what begins like a date may be a record
            let odd = |t: &String| t.starts_with(['\u{200E}', '\u{200F}', '\u{202A}', '\u{202B}', '\u{202C}', '\u{FEFF}']);
            let dated = |t: &String| t.lines().any(|l| l.trim_start_matches(|c: char| !c.is_ascii_digit() && c != '[').starts_with(|c: char| c.is_ascii_digit() || c == '['));
            let clear = !names.iter().any(odd) && !talk.iter().any(|(_, _, t)| odd(t) || dated(t) || t.contains('<'));
            if clear && reading.certainty() == Certainty::Understood {
                prop_assert!(same(&read, &names, &talk), "{text:?}\n{:?}", read.rows());
            }
        }

        #[test]
        fn message_pasted_comes_back_unless_a_text_holds_a_heading((names, talk) in talk(body())) {
            let mut text = String::new();
            for ((who, _, body), (day, h, m)) in talk.iter().zip(clock(&talk)) {
                text += &format!("{}\n2026年10月{day:02}日 {h:02}:{m:02}\n{body}\n\n", names[*who]);
            }
            let read = Gathered::of(text.as_bytes(), &setting(&names));
            let reading = &read.readings[0];
            if reading.format != WORD {
                return Ok(()); // the names or texts look like another format: that one says what it is
            }
            prop_assert_eq!(reading.boundaries, Boundaries::ByForm);
            let heading = |line: &str| names.iter().any(|n| people::form(n) == people::form(line)) || moment_within(&people::form(line)).is_some();
            let blank_ends = |t: &String| t.starts_with(|c: char| c.is_whitespace()) || t.ends_with(|c: char| c.is_whitespace()) || t.starts_with('\u{FEFF}');
            let clear = talk.iter().all(|(_, _, t)| !t.lines().any(heading) && !blank_ends(t) && !t.contains("添付"))
                && names.iter().all(|n| moment_within(&people::form(n)).is_none() && people::form(n) == *n);
            if clear && reading.furniture_lines == 0 && reading.gaps.is_empty() {
                prop_assert!(same(&read, &names, &talk), "{text:?}\n{:?}", read.rows());
            }
        }

        #[test]
        fn message_any_bytes_are_read_without_a_fall(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let read = Gathered::of(&bytes, &Setting::default());
            prop_assert_eq!(read.readings.len(), 1);
        }
    }

    const WORD: &str = pasted::WORD;
}

mod silences {
    use super::*;
    use crate::fact::Fact;
    use crate::message::silence::{Block, Record, Scope};

    /// The record of exports under a memo, as one edition.
    fn record(memo: &str, exports: &[(&str, &[u8])]) -> Record {
        let memo = Memo::read(memo.as_bytes(), &Limits::DEFAULT).unwrap();
        let sources: Vec<Source<'_>> = exports
            .iter()
            .map(|(name, bytes)| Source { path: (*name).into(), name: (*name).into(), export: bytes })
            .collect();
        let mut record = Record::default();
        let mut take = |fact: Fact| {
            record.take(1, &fact);
            Ok(())
        };
        describe(&sources, &Setting::of(Some(&memo)), &Limits::DEFAULT, &mut take).unwrap();
        memo.facts().iter().for_each(|fact| record.take(1, fact));
        record.sort();
        record
    }

    fn silence(record: &Record) -> Result<silence::Silence, Vec<Block>> {
        record.silence(Scope::All, chrono_tz::Tz::Asia__Tokyo)
    }

    const SAMPLE_MEMO: &str = include_str!("../../examples/minato-narration/案件メモ.txt");
    const TWO: &str = "クライアント名: 港町\n自分の表示名: むぎ\n";

    fn thread(records: &[(&str, &str, &str)]) -> Vec<u8> {
        let text: String =
            records.iter().map(|(name, at, body)| format!("{name}\n{at}\n{body}\n\n")).collect();
        text.into_bytes()
    }

    #[test]
    fn message_silence_of_the_sample() {
        let record = record(SAMPLE_MEMO, &[("thread", THREAD), ("notice", NOTICE)]);
        let said = silence(&record).unwrap();
        assert_eq!(said.since.shown(chrono_tz::Tz::UTC), "2026-10-05 14:03 JST");
        assert_eq!((said.until.ground, said.days.whole), (silence::Ground::Declared, 45));
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
        let sources = [Source { path: "t".into(), name: "t".into(), export: &bytes }];
        let mut record = Record::default();
        describe(&sources, &Setting::default(), &Limits::DEFAULT, &mut |fact| {
            record.take(1, &fact);
            Ok(())
        })
        .unwrap();
        let mut unnamed = record.clone();
        unnamed.sort();
        assert_eq!(silence(&unnamed).unwrap_err(), [Block::NoClient]);
        let memo = Memo::read(TWO.as_bytes(), &Limits::DEFAULT).unwrap();
        memo.facts().iter().for_each(|fact| record.take(2, fact));
        record.sort();
        assert_eq!(silence(&record).unwrap().since.shown(chrono_tz::Tz::UTC), "2026-10-03 10:00 JST");
    }

    #[test]
    fn message_silence_of_the_line_export_tells_own_unsent_messages() {
        let record = record("クライアント名: 港町制作\n自分の表示名：むぎ(ナレーター)\n", &[("line", LINE)]);
        let said = silence(&record).unwrap();
        assert_eq!((said.own_unsent, said.until.ground, said.days.whole), (1, silence::Ground::Saved, 45));
        let texts = crate::text::Texts::new(crate::text::Lang::Ja);
        let sentences = said.sentences(&texts, chrono_tz::Tz::Asia__Tokyo, None);
        assert_eq!(
            sentences[0],
            "提出された書き出し(LINE 1件、保存日時 2026-11-20 09:12 JST、時刻帯は申告値)の範囲では、2026-10-05 14:03 JST 以降、\
             クライアント様からの発信は記録されていません。他の連絡手段、削除された発言、書き出し後の連絡は確認していません。"
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
        assert_eq!(blocks("自分の表示名: むぎ\nクライアント名: 別人\n", &[("t", &base)]), [Block::NoClient]);
        let only = thread(&[("むぎ", &a, "x"), ("むぎ", &b, "y")]);
        assert_eq!(blocks(TWO, &[("t", &only)]), [Block::NoClient]);
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
        assert!(matches!(
            blocks(TWO, &[("t", &base), ("l", line.as_bytes())])[..],
            [Block::CoverageBefore(_)]
        ));
        // a reaction has no time
        let slack = br#"[{"type":"message","user":"U2","text":"x","ts":"1790820153.000200","reactions":[{"name":"+1","users":["U1"]}]}]"#;
        let memo = "名前(slack): U1 = クライアント\n名前(slack): U2 = 自分\nクライアント名: 港町\n自分の表示名: むぎ\n";
        let blocks = blocks(memo, &[("t", &base), ("s", slack)]);
        assert!(blocks.iter().any(|b| matches!(b, Block::Undated(_))), "{blocks:?}");
    }

    #[test]
    fn message_others_are_counted_and_channels_outside_can_be_left_out() {
        let base = thread(&[("港町", "2026年10月01日 10:00", "x"), ("むぎ", "2026年10月02日 10:00", "y")]);
        let mail = b"From: who@example.org\r\nTo: m@example.net\r\nDate: Mon, 5 Oct 2026 14:03:22 +0900\r\nSubject: s\r\n\r\nb\r\n";
        let said = silence(&record(TWO, &[("t", &base), ("m", mail)])).unwrap();
        assert_eq!(said.after.get(&Role::Unknown), Some(&1));
        let line = "[LINE] 港町とのトーク履歴\r\n保存日時：2026/11/20 09:12\r\n\r\n2026/10/09(金)\r\n10:02\t港町\tはい\r\n";
        let both = record(TWO, &[("t", &base), ("l", line.as_bytes())]);
        let line_only = BTreeSet::from(["line".to_owned()]);
        let blocks = both.silence(Scope::Without(&line_only), chrono_tz::Tz::Asia__Tokyo).unwrap_err();
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
            let sources = [Source { path: "l".into(), name: "l".into(), export: &bytes }];
            describe(&sources, &Setting::of(Some(&memo)), &Limits::DEFAULT, &mut |fact| {
                record.take(edition, &fact);
                Ok(())
            })
            .unwrap();
        }
        record.sort();
        assert_eq!(silence(&record).unwrap().days.whole, 49);
        record.bound(2, "2026-10-11T00:00:00Z".parse().unwrap());
        let said = silence(&record).unwrap();
        assert_eq!((said.until.ground, said.days.whole), (silence::Ground::Sealed, 9));
        assert!(
            record.is_whole(1, &[(1, 2)]) && !record.is_whole(1, &[(1, 3)]) && !record.is_whole(3, &[(1, 0)])
        );
    }
}

#[test]
fn message_a_long_export_is_known_by_its_beginning() {
    // a list of JSON on one line, longer than the window; texts whose last character the window cuts in two
    let item = r#"{"message_id":"1","account":{"account_id":1,"name":"港町"},"body":"あ","send_time":1790820153,"update_time":0}"#;
    let json = format!("[{}]", vec![item; 2000].join(","));
    assert_eq!(Gathered::of(json.as_bytes(), &Setting::default()).readings[0].count, 2000);
    for shift in 0..3 {
        let line = format!(
            "[LINE] {}港町とのトーク履歴\r\n保存日時：2026/11/20 09:12\r\n\r\n2026/10/01(木)\r\n{}",
            "x".repeat(shift),
            "10:02\t港町\tああああああああああ\r\n".repeat(2000)
        );
        assert_eq!(Gathered::of(line.as_bytes(), &Setting::default()).readings[0].count, 2000);
    }
}
