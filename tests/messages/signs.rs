//! Files on which a statement of silence was false, or a message was lost: what is read of each is the client's true last
//! sign, or a gap stands where nobody can tell.

use base64ct::Encoding as _;
use hikae::base::error::Result;
use hikae::base::limits::Limits;
use hikae::case::Memo;
use hikae::case::memo::Role;
use hikae::message::{CoverageGround, Kind, Message, Reading, Setting, Sink, Why, read};
use std::path::Path;

/// What is kept of a message: kind, sender, moment, place of its words.
type Sign = (Kind, Option<u32>, Option<(i64, i64)>);

#[derive(Default)]
struct Signs {
    all: Vec<Sign>,
    reading: Option<Reading>,
}

impl Sink for Signs {
    fn message(&mut self, m: &Message<'_>) -> Result<()> {
        self.all.push((m.kind, m.sender, m.when.span()));
        Ok(())
    }

    fn conversation(&mut self, reading: Reading) -> Result<()> {
        self.reading = Some(reading);
        Ok(())
    }
}

fn signs(bytes: &[u8], client: &str, own: &str) -> Signs {
    let memo = format!("クライアント名: {client}\n自分の表示名: {own}\nタイムゾーン: Asia/Tokyo\n");
    of_memo(bytes, &memo)
}

fn of_memo(bytes: &[u8], memo: &str) -> Signs {
    let setting = Setting::of(Some(&Memo::read(memo.as_bytes(), &Limits::DEFAULT).unwrap()));
    let mut signs = Signs::default();
    read(&bytes, &setting, &mut signs).unwrap();
    signs
}

impl Signs {
    fn of_file(file: &str, client: &str, own: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/messages").join(file);
        signs(&std::fs::read(path).unwrap(), client, own)
    }

    fn reading(&self) -> &Reading {
        self.reading.as_ref().unwrap()
    }

    fn role(&self, sender: Option<u32>) -> Role {
        sender.map_or(Role::Unknown, |n| self.reading().participants[n as usize - 1].role)
    }

    /// The last sign of the client, as local time; and whether nothing uncertain stands in the reading.
    fn last(&self) -> Option<String> {
        let mine = self.all.iter().filter(|(_, sender, _)| self.role(*sender) == Role::Client);
        mine.filter_map(|(.., span)| *span).max().map(|(from, to)| {
            assert!(to - from <= 60, "{from} to {to}");
            let at = chrono::DateTime::from_timestamp(from + 9 * 3600, 0).unwrap();
            at.format("%Y-%m-%d %H:%M").to_string()
        })
    }

    fn kinds_of(&self, role: Role) -> Vec<&'static str> {
        self.all
            .iter()
            .filter(|(_, sender, _)| self.role(*sender) == role)
            .map(|(kind, ..)| kind.word())
            .collect()
    }

    fn gap(&self) -> Option<(u64, Why)> {
        self.reading().gaps.last().map(|gap| (gap.after, gap.why))
    }
}

#[test]
fn the_last_sign_of_the_client_is_the_true_one() {
    for (file, client, own, last, count) in [
        ("mail/mb_noblank.mbox", "港町オーディオ", "むぎ", "2026-11-10 10:00", 3),
        ("mail/tb215.mbox", "Minato", "Mugi", "2026-11-06 10:02", 3),
        ("mail/z_from.eml", "Minato", "Mugi", "2026-11-06 17:57", 1),
        ("mail/jst_from.eml", "Minato", "Mugi", "2026-11-06 08:57", 1),
        ("mail/e_notice.eml", "港町オーディオ", "むぎ", "2026-11-10 10:00", 1),
        ("discord/d_range.json", "港町オーディオ", "むぎ", "2026-11-02 10:02", 2),
        ("discord/d_count.json", "港町オーディオ", "むぎ", "2026-11-02 10:02", 2),
        ("discord/d_edited.json", "港町オーディオ", "むぎ", "2026-11-20 10:00", 3),
        ("line/l_call.txt", "港町オーディオ", "むぎ", "2026-11-10 14:03", 4),
        ("line/l_left.txt", "港町オーディオ", "むぎ", "2026-11-10 14:03", 4),
    ] {
        let signs = Signs::of_file(file, client, own);
        assert_eq!((signs.last().as_deref(), signs.all.len()), (Some(last), count), "{file}");
    }
}

#[test]
fn ranges_counts_and_unknown_senders_are_said() {
    let range = Signs::of_file("discord/d_range.json", "港町オーディオ", "むぎ");
    let (until, ground) = range.reading().coverage_to.as_ref().unwrap();
    assert_eq!(
        (until.shown(chrono_tz::Tz::UTC).as_str(), *ground),
        ("2026-11-06 00:00 JST", CoverageGround::Range)
    );
    assert_eq!(Signs::of_file("discord/d_count.json", "港町オーディオ", "むぎ").gap(), Some((2, Why::Count)));
    let private = Signs::of_file("mail/e_private.eml", "港町オーディオ", "むぎ");
    assert_eq!(private.kinds_of(Role::Unknown), ["mail"]);
    let jst = Signs::of_file("mail/jst_from.eml", "Minato", "Mugi");
    assert!(jst.reading().oddities.is_empty(), "by declaration: {:?}", jst.reading().oddities);
}

fn discord(item: &str) -> Signs {
    let text = format!(
        r#"{{"guild":{{"id":"0"}},"channel":{{"name":"x"}},"dateRange":{{"after":null,"before":null}},"exportedAt":"2026-11-28T09:00:00+09:00","messages":[{{"id":"1566618345799680000","timestamp":"2026-11-02T10:02:00+09:00","author":{{"id":"2","name":"むぎ"}}{item}}}],"messageCount":1}}"#
    );
    signs(text.as_bytes(), "港町", "むぎ")
}

#[test]
fn discord_signs_without_a_name_are_somebodys() {
    for (item, unknown) in [
        (r#","type":"Default""#, &[][..]),
        (r#","reactions":[{"emoji":{"name":"👍"},"count":2}]"#, &["reaction"]),
        (
            r#","reactions":[{"emoji":{"name":"👍"},"count":2,"users":[{"id":"2","name":"むぎ"}]}]"#,
            &["reaction"],
        ),
        (r#","type":"Call","callEndedTimestamp":"2026-11-02T10:20:00+09:00""#, &["call"]),
        (r#","isPinned":true"#, &["edit"]),
        (r#","poll":{"question":"?"}"#, &["edit"]),
        (r#","poll":{}"#, &[]),
    ] {
        assert_eq!(discord(item).kinds_of(Role::Unknown), unknown, "{item}");
    }
    let command =
        discord(r#","type":"20","interaction":{"id":"1","name":"ok","user":{"id":"1","name":"港町"}}"#);
    assert_eq!(command.kinds_of(Role::Client), ["action"]);
}

/// A Slack day: the worker's message with these fields, then these records.
fn slack(fields: &str, behind: &str) -> Signs {
    let text = format!(
        r#"[{{"type":"message","user":"U2","user_profile":{{"display_name":"むぎ"}},"text":"done","ts":"1793581320.000100"{fields}}},{{"type":"message","user":"U1","user_profile":{{"display_name":"港町"}},"text":"hi","ts":"1793581321.000100"}}{behind}]"#
    );
    signs(text.as_bytes(), "港町", "むぎ")
}

#[test]
fn slack_answers_that_are_told_of_and_not_there_are_lacking() {
    const THREAD: &str = r#","thread_ts":"1793581320.000100""#;
    let reply = |user: &str, ts: &str| {
        format!(r#",{{"type":"message","user":"{user}","text":"a","ts":"{ts}"{THREAD}}}"#)
    };
    let one = reply("U1", "1795150980.000100");
    let (mine, last) = (reply("U2", "1795150970.000100"), reply("U2", "1795150990.000100"));
    for (fields, behind, gap) in [
        ("", "", None),
        (r#","reply_count":1,"replies":[{"user":"U1","ts":"1795150980.000100"}]"#, "", Some((2, Why::Count))),
        (r#","reply_count":1,"reply_users":["U1"],"reply_users_count":1"#, "", Some((2, Why::Count))),
        (r#","reply_users":["U1"]"#, "", Some((2, Why::Count))),
        (r#","reply_count":2"#, &*one, Some((3, Why::Count))),
        (r#","reply_users":["U1"]"#, &mine, Some((3, Why::Count))),
        (r#","last_read":"1795150980.000100""#, "", Some((2, Why::Count))),
        // all are there
        (
            r#","reply_count":1,"replies":[{"user":"U1","ts":"1795150980.000100"}],"reply_users":["U1"]"#,
            &one,
            None,
        ),
        (
            r#","reply_count":1,"latest_reply":"1795150980.000100","last_read":"1795150980.000100""#,
            &one,
            None,
        ),
        // one is lacking before the latest, which bounds it
        (r#","reply_count":2,"latest_reply":"1795150990.000100""#, &last, Some((2, Why::Count))),
    ] {
        let signs = slack(&format!("{THREAD}{fields}"), behind);
        assert_eq!(signs.gap(), gap, "{fields} {behind}");
    }
    for (file, unknown) in [
        (r#""comments_count":2"#, &["edit"][..]),
        (r#""num_stars":1"#, &["edit"]),
        (r#""reactions":[{"name":"+1","users":["U1"]}]"#, &["edit"]),
        (r#""comments_count":0,"is_starred":false,"reactions":[]"#, &[]),
        (r#""initial_comment":{"id":"1"},"thumb_64":"x","size":12,"permalink":"x""#, &[]),
    ] {
        let signs = slack(&format!(r#","files":[{{"id":"F1","name":"a.wav",{file}}}]"#), "");
        assert_eq!(signs.kinds_of(Role::Unknown), unknown, "{file}");
    }
}

/// The worker's mail with this body and these attachments, beside nothing else.
fn own_mail(body: &str, more: &[(&str, &str, &[u8])]) -> Signs {
    let mut mail = String::from(
        "From: Mugi <mugi@m.example>\r\nTo: x <x@x.example>\r\nSubject: s\r\nDate: Sat, 21 Nov 2026 14:03:00 +0900\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n",
    );
    mail.push_str(&format!("--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n"));
    for (kind, name, bytes) in more {
        let encoded = base64ct::Base64::encode_string(bytes);
        mail.push_str(&format!("--b\r\nContent-Type: {kind}; name=\"{name}\"\r\nContent-Disposition: attachment; filename=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{encoded}\r\n"));
    }
    mail.push_str("--b--\r\n");
    let memo = "クライアント名: Harbor Audio\n自分の表示名: Mugi\nタイムゾーン: Asia/Tokyo\n名前(mail): mugi@m.example = me\n名前(mail): info@harbor.example = client\n";
    of_memo(mail.as_bytes(), memo)
}

#[test]
fn mails_that_a_mail_brings_along_are_found_whatever_their_type() {
    const REDO: &[u8] = b"From: Harbor Audio <info@harbor.example>\r\nDate: Fri, 20 Nov 2026 14:03:00 +0900\r\nSubject: s\r\n\r\nredo\r\n";
    for kind in ["application/octet-stream", "text/plain", "application/x-any", "message/rfc822"] {
        for name in ["redo.eml", "a.bin"] {
            let signs = own_mail("see", &[(kind, name, REDO)]);
            assert_eq!(signs.last().as_deref(), Some("2026-11-20 14:03"), "{kind} {name}");
        }
    }
    for (kind, name, bytes, gap) in [
        ("application/vnd.ms-outlook", "a", &b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], true),
        ("application/octet-stream", "redo.msg", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", true),
        ("application/octet-stream", "a.mbox", b"From x", true),
        ("application/msword", "a.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", false),
        ("audio/wav", "a.wav", b"RIFF", false),
    ] {
        let signs = own_mail("see", &[(kind, name, bytes)]);
        assert_eq!(signs.gap().is_some(), gap, "{kind} {name}");
    }
}

#[test]
fn a_quoted_mail_of_the_client_is_a_sign_of_somebody_before_the_mail_that_quotes_it() {
    let signs = own_mail(
        "Sure.\r\n\r\nOn Thu, Nov 19, 2026 at 2:00 PM Harbor Audio <info@harbor.example> wrote:\r\n> redo",
        &[],
    );
    assert_eq!(signs.kinds_of(Role::Unknown), ["action"]);
    assert_eq!((signs.reading().gaps.len(), signs.reading().oddities.len()), (0, 0));
    let plain = own_mail("Harbor Audio, I sent it on Nov 19, 2026 at 2:00 PM.", &[]);
    assert_eq!(plain.kinds_of(Role::Unknown), [""; 0]);
    assert_eq!(plain.kinds_of(Role::Worker), ["mail"]);
}

fn telegram(more: &str) -> Signs {
    const FIRST: &str = r#"{"id":0,"type":"message","date":"2026-11-02T10:00:00","date_unixtime":"1793581200","from":"むぎ","from_id":"user2","text":"first"}"#;
    let text = format!(
        r#"{{"name":"港町","type":"personal_chat","id":1,"messages":[{FIRST},{{"id":1,"date":"2026-11-02T10:02:00","date_unixtime":"1793581320",{more}}}]}}"#
    );
    signs(text.as_bytes(), "港町", "むぎ")
}

#[test]
fn telegram_calls_edits_and_votes_are_signs() {
    const MINE: &str = r#""type":"message","from":"むぎ","from_id":"user2","text":"a""#;
    const CALL: &str =
        r#""type":"service","actor":"むぎ","actor_id":"user2","action":"phone_call","text":"""#;
    let edited = r#""edited":"2026-11-03T10:02:00","edited_unixtime":"1793667720""#;
    let reaction = |date: &str| {
        format!(
            r#""reactions":[{{"type":"emoji","count":1,"emoji":"👍","recent":[{{"from":"港町","from_id":"user1","date":"{date}"}}]}}]"#
        )
    };
    for (more, client, unknown) in [
        (MINE.to_owned(), &[][..], &[][..]),
        (format!(r#"{CALL},"duration_seconds":205,"discard_reason":"hangup""#), &["call"], &[]),
        (format!(r#"{CALL},"discard_reason":"missed""#), &[], &[]),
        (format!("{MINE},{edited}"), &[], &[]),
        (format!("{MINE},{edited},{}", reaction("2026-11-03T10:02:00")), &["reaction"], &[]),
        (format!("{MINE},{edited},{}", reaction("2026-11-02T11:00:00")), &["reaction"], &["edit"]),
        (format!(r#"{MINE},"reactions":[{{"type":"emoji","count":3,"emoji":"👍"}}]"#), &[], &["reaction"]),
        (format!(r#"{MINE},"poll":{{"question":"?","total_voters":1}}"#), &[], &["edit"]),
        (format!(r#"{MINE},"todo_list":{{"title":"?"}}"#), &[], &["edit"]),
        (r#""type":"service","action":"send_payment","text":"""#.to_owned(), &[], &["action"]),
        (
            r#""type":"service","actor":"港町","actor_id":"user1","action":"pin_message","text":"""#
                .to_owned(),
            &["action"],
            &[],
        ),
    ] {
        let read = telegram(&more);
        assert_eq!(
            (read.kinds_of(Role::Client), read.kinds_of(Role::Unknown)),
            (client.to_vec(), unknown.to_vec()),
            "{more}"
        );
    }
}

#[test]
fn slack_pins_huddles_and_answers_are_signs() {
    let slack = |more: &str| {
        let text =
            format!(r#"[{{"type":"message","user":"むぎ","text":"a","ts":"1793581320.000100"{more}}}]"#);
        signs(text.as_bytes(), "港町", "むぎ")
    };
    for (more, client, unknown) in [
        ("", &[][..], &[][..]),
        (r#","edited":{"user":"港町","ts":"1793667720.000000"}"#, &["edit"], &[]),
        (
            r#","pinned_to":["C1"],"pinned_info":{"C1":{"pinned_by":"港町","pinned_ts":1793667720}}"#,
            &["edit"],
            &[],
        ),
        (r#","pinned_to":["C1"]"#, &[], &["edit"]),
        (r#","subtype":"channel_join","inviter":"港町""#, &["action"], &[]),
        (
            r#","subtype":"huddle_thread","room":{"participant_history":["港町"],"date_end":1793581900}"#,
            &["call"],
            &[],
        ),
        (r#","subtype":"huddle_thread","room":{"was_missed":true}"#, &[], &[]),
        (r#","subtype":"huddle_thread""#, &[], &["call"]),
        (r#","subtype":"tombstone""#, &[], &["unsent"]),
        (r#","reactions":[{"name":"+1","count":1}]"#, &[], &["reaction"]),
        (r#","canvas_votes":[1]"#, &[], &["edit"]),
    ] {
        let read = slack(more);
        assert_eq!(
            (read.kinds_of(Role::Client), read.kinds_of(Role::Unknown)),
            (client.to_vec(), unknown.to_vec()),
            "{more}"
        );
    }
    assert_eq!(slack(r#","latest_reply":"1793667720.000000""#).gap(), Some((1, Why::Count)));
}

#[test]
fn line_calls_and_service_records_are_signs() {
    let line = |record: &str| {
        let text = format!(
            "[LINE] 港町とのトーク履歴\r\n保存日時：2026/11/28 09:00\r\n\r\n2026/11/02(月)\r\n10:02\t港町\thello\r\n10:03\tむぎ\tyes\r\n{record}\r\n"
        );
        let read = signs(text.as_bytes(), "港町", "むぎ");
        let after = read.all.iter().skip(2).map(|(kind, sender, _)| (kind.word(), read.role(*sender)));
        after.collect::<Vec<_>>()
    };
    for (record, expected) in [
        ("14:03\tむぎ\t☎ 通話時間 3:25", vec![("call", Role::Worker), ("call", Role::Client)]),
        ("14:03\tむぎ\t☎ 応答なし", vec![("call", Role::Worker)]),
        ("14:03\t港町\t☎ 不在着信", vec![("call", Role::Client)]),
        ("14:03\t\t港町が退出しました。", vec![("action", Role::Client)]),
        ("14:03\t\t港町がアルバムを作成しました", vec![("action", Role::Client)]),
        ("14:03\t\tアルバムが削除されました", vec![("action", Role::Unknown)]),
        ("14:03\t\tグループ通話が開始されました", vec![("call", Role::Unknown)]),
        ("14:03\t\t港町がメッセージの送信を取り消しました", vec![("unsent", Role::Client)]),
    ] {
        assert_eq!(line(record), expected, "{record}");
    }
}

#[test]
fn whatsapp_edits_calls_and_service_records_are_signs() {
    let chat = |record: &str| {
        let text = format!(
            "2026/11/02, 10:02 - 港町: hello\n2026/11/02, 10:03 - むぎ: yes\n2026/11/03, 10:03 - {record}\n"
        );
        let read = signs(text.as_bytes(), "港町", "むぎ");
        let after = read.all.iter().skip(2).map(|(kind, sender, _)| (kind.word(), read.role(*sender)));
        after.collect::<Vec<_>>()
    };
    for (record, expected) in [
        ("港町: fixed <This message was edited>", vec![("text", Role::Client), ("edit", Role::Client)]),
        (
            "港町: fixed \u{200E}<Meddelandet redigerades>",
            vec![("text", Role::Client), ("edit", Role::Client)],
        ),
        // without the mark of direction it may have been typed, or be a remark of Android
        ("港町: a <b>", vec![("text", Role::Client)]),
        ("港町: This message was deleted", vec![("unsent", Role::Client), ("edit", Role::Client)]),
        ("むぎ: Voice call, 5 min", vec![("call", Role::Worker), ("call", Role::Client)]),
        ("むぎ: Missed voice call", vec![("call", Role::Worker)]),
        ("港町 left", vec![("action", Role::Client)]),
        ("港町 changed the subject from \"a: b\" to \"c\"", vec![("action", Role::Client)]),
        ("Missed video call", vec![("call", Role::Unknown)]),
        (
            "むぎ: POLL:\nwhen?\nOPTION: now (\u{200E}1 vote)",
            vec![("text", Role::Worker), ("edit", Role::Unknown)],
        ),
        ("むぎ: POLL:\nwhen?\nOPTION: now (\u{200E}0 votes)", vec![("text", Role::Worker)]),
        ("The disappearing message timer was changed", vec![("action", Role::Unknown)]),
        ("Messages and calls are end-to-end encrypted.", vec![("system", Role::Unknown)]),
    ] {
        assert_eq!(chat(record), expected, "{record}");
    }
}

#[test]
fn a_change_of_a_chatwork_message_is_a_sign_of_its_own() {
    let text = r#"[{"message_id":"1","account":{"account_id":1,"name":"港町"},"body":"a","send_time":1793581320,"update_time":1793667720}]"#;
    let read = signs(text.as_bytes(), "港町", "むぎ");
    assert_eq!(
        (read.kinds_of(Role::Client), read.last().as_deref()),
        (vec!["text", "edit"], Some("2026-11-03 10:02"))
    );
}

#[test]
fn no_field_swallows_the_sender() {
    for above in [
        "Content-Type: text/plain; charset=\"utf-8",
        "To: \"むぎ <u@x.jp>",
        "Date: Fri, 06 Nov 2026 14:03:00 +0900 (JST",
        "Received: from x (y; Fri, 06 Nov 2026 14:03:00 +0900",
        "Subject: =?utf-8?B?5L+u",
        "References: <a@x",
    ] {
        let text = format!(
            "{above}\r\nFrom: 港町 <m@x.jp>\r\nMessage-ID: <1@x>\r\nMIME-Version: 1.0\r\nDate: Fri, 06 Nov 2026 14:03:00 +0900\r\n\r\nredo\r\n"
        );
        let read = signs(text.as_bytes(), "港町", "むぎ");
        assert_eq!(read.kinds_of(Role::Client), ["mail"], "{above}");
    }
}

#[test]
fn a_mail_that_another_one_brings_along_is_a_sign_of_who_wrote_it() {
    let inner = "From: 港町 <m@x.jp>\r\nDate: Fri, 06 Nov 2026 14:03:00 +0900\r\nSubject: s\r\n\r\nredo\r\n";
    let outer = |encoding: &str, inner: &str| {
        let head = "From: むぎ <u@x.jp>\r\nTo: u@x.jp\r\nDate: Sat, 07 Nov 2026 10:00:00 +0900\r\nSubject: Fwd\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n";
        format!(
            "{head}--b\r\nContent-Type: text/plain\r\n\r\nsee\r\n--b\r\nContent-Type: message/rfc822\r\n{encoding}\r\n{inner}\r\n--b--\r\n"
        )
    };
    let packed = base64ct::Base64::encode_string(inner.as_bytes());
    for text in [outer("", inner), outer("Content-Transfer-Encoding: base64\r\n", &packed)] {
        let read = signs(text.as_bytes(), "港町", "むぎ");
        assert_eq!((read.all.len(), read.last().as_deref()), (2, Some("2026-11-06 14:03")), "{text}");
        assert_eq!(read.gap(), None);
    }
}
