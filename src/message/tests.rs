//! The samples, fixtures of every dialect, and properties.

use super::*;
use crate::base::error::Result;
use crate::base::limits::Limits;
use crate::case::Memo;
use crate::case::memo::Role;
use std::borrow::Cow;

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

pub(crate) const THREAD: &[u8] =
    include_bytes!("../../examples/minato-narration/メッセージ/クラウドワークス_スレッド.txt");
pub(crate) const NOTICE: &[u8] =
    include_bytes!("../../examples/minato-narration/メッセージ/通知_納品完了報告.eml");
pub(crate) const LINE: &[u8] = include_bytes!("../../tests/messages/samples/line.txt");

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
    let setting =
        Setting { zone: super::Zone::declared(chrono_tz::Tz::Europe__Berlin), ..Setting::default() };
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
