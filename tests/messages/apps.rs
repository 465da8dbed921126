//! Exports of apps over which a silence was stated that did not happen, or none though nothing stood against it. Each is a
//! whole case: a statement begins at the client's true last sign, or says why it is not made.

use crate::program::{Desk, finish};
use serde_json::{Value, json};
use std::io::Write as _;
use time::{day, unix};

mod time {
    /// Seconds of a moment of 2026 in Japan.
    pub fn unix(month: u32, day: u32, hour: u32, minute: u32) -> i64 {
        let at =
            chrono::NaiveDate::from_ymd_opt(2026, month, day).unwrap().and_hms_opt(hour, minute, 0).unwrap();
        at.and_utc().timestamp() - 9 * 3600
    }

    /// The same as Telegram and Discord write it.
    pub fn day(seconds: i64) -> String {
        chrono::DateTime::from_timestamp(seconds + 9 * 3600, 0)
            .unwrap()
            .format("%Y-%m-%dT%H:%M:%S")
            .to_string()
    }
}

const NOTES: &str = "Client name: Minato\nMy display name: Mugi\nZone: Asia/Tokyo\n";

/// What is true of a case: the minute of the client's last sign in Japan, or why nothing is said.
enum Wanted {
    Since(&'static str),
    Blocked(&'static str),
}
use Wanted::{Blocked, Since};

/// A moment after all of them.
const NOW: &str = "1795910400";

struct Cases {
    desk: Desk,
    wrong: Vec<String>,
}

impl Cases {
    fn new() -> Self {
        Self { desk: Desk::new(), wrong: Vec::new() }
    }

    fn silence(&self, name: &str, notes: &str, files: &[(&str, &[u8])]) -> Value {
        for (file, bytes) in files {
            self.desk.write(format!("{name}/messages/{file}"), bytes);
        }
        self.desk.write(format!("{name}/case-notes.txt"), notes);
        let mut command = self.desk.hikae(&["--json", "status", name]);
        let ran = finish(command.env("SOURCE_DATE_EPOCH", NOW).spawn().unwrap());
        let value: Value = serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{name}: {e}: {ran:?}"));
        value["silence"].clone()
    }

    fn check(&mut self, name: &str, notes: &str, files: &[(&str, &[u8])], wanted: Wanted) {
        let silence = self.silence(name, notes, files);
        let since = silence["statement"]["since"]["from"].as_str().map(|from| {
            let at = chrono::DateTime::parse_from_rfc3339(from).unwrap() + chrono::TimeDelta::hours(9);
            at.format("%m-%d %H:%M").to_string()
        });
        let codes: Vec<&str> =
            silence["blocks"].as_array().into_iter().flatten().filter_map(|b| b["code"].as_str()).collect();
        let fits = match wanted {
            Since(at) => since.as_deref() == Some(at),
            Blocked(code) => since.is_none() && codes.contains(&code),
        };
        if !fits {
            self.wrong.push(format!("{name}: {since:?} {}", silence["blocks"]));
        }
    }

    fn end(self) {
        assert!(self.wrong.is_empty(), "{}", self.wrong.join("\n"));
    }
}

const US: &str = "9/14/26, 10:02 AM - Minato: Hello\n10/23/26, 10:00 AM - Mugi: Any news?\n";

#[test]
fn whatsapp_says_no_silence_that_did_not_happen() {
    let mut cases = Cases::new();
    let sweden = "2026-09-14 10:02 - Minato: Hello\n2026-10-23 10:00 - Mugi: Any news?\n";
    let fold = "11/1/26, 1:30 AM - Minato: ok\n";
    for (name, text, wanted) in [
        ("clock-back", format!("{US}1/13/26, 12:00 PM - Minato: ok, go on\n"), Blocked("gap")),
        ("own-clock-back", format!("{US}1/13/26, 12:00 PM - Mugi: still there\n"), Since("09-14 10:02")),
        ("late", format!("{US}10/23/26, 9:30 AM - Minato: ok\n"), Since("10-23 09:30")),
        (
            "back-and-on",
            format!("{US}1/13/26, 12:00 PM - Minato: x\n11/3/26, 1:00 PM - Minato: y\n"),
            Since("11-03 13:00"),
        ),
        ("other-form", format!("{US}03.11.26, 12:05 - Minato: ok\n"), Blocked("gap")),
        ("other-form-ymd", format!("{sweden}03.11.26, 12:05 - Minato: ok\n"), Blocked("gap")),
        (
            "dutch-call",
            format!("{US}11/3/26, 12:05 PM - Mugi: \u{200E}Spraakoproep. \u{200E}3 min\n"),
            Since("11-03 12:09"),
        ),
        ("typed-call", format!("{US}11/3/26, 12:05 PM - Mugi: Hovor, 3 min\n"), Blocked("gap")),
        (
            "strange-call",
            format!("{US}11/3/26, 12:05 PM - Mugi: \u{200E}Hovor. \u{200E}3 qq\n"),
            Blocked("gap"),
        ),
        (
            "not-answered",
            format!("{US}11/3/26, 12:05 PM - Mugi: \u{200E}Voice call. \u{200E}Not answered\n"),
            Since("09-14 10:02"),
        ),
        (
            "não-atendida",
            format!("{US}11/3/26, 12:05 PM - Mugi: \u{200E}Chamada de voz, \u{200E}Não atendida\n"),
            Since("09-14 10:02"),
        ),
        (
            "perhaps",
            format!("{US}11/3/26, 12:05 PM - Mugi: \u{200E}Voice call. \u{200E}Xyz\n"),
            Blocked("unknown"),
        ),
        (
            "two-hours",
            format!("{US}11/3/26, 12:00 PM - Minato: \u{200E}Voice call. \u{200E}2 hr\n"),
            Since("11-03 15:00"),
        ),
        (
            "code",
            format!("{US}11/3/26, 12:05 PM - Your security code with Minato changed. Tap to learn more.\n"),
            Since("09-14 10:02"),
        ),
        (
            "event",
            format!("{US}11/3/26, 12:05 PM - Mugi: \u{200E}EVENT: Call\n\u{200E}Going: 1\n"),
            Blocked("undated"),
        ),
        (
            "french",
            "14/09/2026 à 10:02 - Minato: a\n23/10/2026 à 10:00 - Mugi: b\n".to_owned(),
            Since("09-14 10:02"),
        ),
        (
            "bulgarian",
            "14.09.26 г., 10:02 ч. - Minato: a\n23.10.26 г., 10:00 ч. - Mugi: b\n".to_owned(),
            Since("09-14 10:02"),
        ),
        (
            "croatian",
            "14. 9. 2026. 10:02 - Minato: a\n23. 10. 2026. 10:00 - Mugi: b\n".to_owned(),
            Since("09-14 10:02"),
        ),
        (
            "thai",
            "14/9/2569 10:02 - Minato: a\n23/10/2569 10:00 - Mugi: b\n".to_owned(),
            Since("09-14 10:02"),
        ),
        (
            "chinese",
            "2026/9/14 上午10:02 - Minato: a\n2026/10/23 晚上8:47 - Mugi: b\n2026/10/26 凌晨3:47 - Mugi: c\n"
                .to_owned(),
            Since("09-14 10:02"),
        ),
        ("arabic", "١٤/٩/٢٠٢٦، ١٠:٠٢ ص - Minato: a\n".to_owned(), Blocked("understanding")),
        (
            "open-order",
            "9/1/26, 9:05 AM - Minato: a\n9/1/26, 9:06 AM - Mugi: b\n".to_owned(),
            Blocked("ambiguous"),
        ),
        ("fold", format!("{US}{fold}"), Since("11-01 01:30")),
    ] {
        cases.check(name, NOTES, &[("a.txt", text.as_bytes())], wanted);
    }
    // the clock goes back at two: that minute was twice, and the copy ends with it
    let notes = NOTES.replace("Asia/Tokyo", "America/New_York");
    cases.check("dst-fold", &notes, &[("a.txt", format!("{US}{fold}").as_bytes())], Since("11-01 15:30"));
    // what stands beside a chat in its folder
    let ogg = b"OggS\0\x02\0\0\0\0\0\0\0\0\0\0";
    let card = b"BEGIN:VCARD\nVERSION:3.0\nFN:Ken\nEND:VCARD\n";
    let files: [(&str, &[u8]); 3] = [("a.txt", US.as_bytes()), ("a.opus", ogg), ("c.vcf", card)];
    cases.check("beside", NOTES, &files, Since("09-14 10:02"));
    let chat =
        zip(&[("WhatsApp Chat - Minato/_chat.txt", US), ("__MACOSX/WhatsApp Chat - Minato/._chat.txt", "x")]);
    cases.check("packed-again", NOTES, &[("a.zip", &chat)], Since("09-14 10:02"));
    cases.end();
}

const TALK: &str = "[LINE] Minatoとのトーク履歴\r\n保存日時：2026/11/20 09:12\r\n\r\n2026/10/05(月)\r\n14:03\tMinato\tゆっくりに\r\n\r\n2026/10/13(火)\r\n10:00\tMugi\tいかが\r\n";

#[test]
fn line_says_no_silence_that_did_not_happen() {
    let mut cases = Cases::new();
    let pasted = |day: &str| {
        format!("{TALK}\r\n2026/11/10(火)\r\n12:00\tMugi\t\"転送します\n{day}\n14:03\tMinato\tはい\"\r\n")
    };
    let call = |words: &str| format!("{TALK}\r\n2026/11/10(火)\r\n12:00\tMugi\t{words}\r\n");
    for (name, text, wanted) in [
        ("day-back", format!("{TALK}\r\n2026/09/10(木)\r\n12:00\tMinato\tはい\r\n"), Blocked("gap")),
        ("own-day-back", format!("{TALK}\r\n2026/09/10(木)\r\n12:00\tMugi\tはい\r\n"), Since("10-05 14:03")),
        ("24:10", format!("{TALK}\r\n2026/11/10(火)\r\n23:50\tMugi\tいかが\r\n24:10\tMinato\tはい\r\n"), Blocked("gap")),
        ("pasted", pasted("2026/10/20(火)"), Blocked("gap")),
        ("pasted-known", pasted("2026/10/05(月)"), Since("10-05 14:03")),
        ("declined", call("☎ 着信拒否"), Since("11-10 12:00")),
        ("busy", call("☎ 通話中"), Blocked("unknown")),
        ("bracketed", call("[通話] 3:25"), Since("11-10 12:00")),
        ("bracketed-other", call("[통화] 3:25"), Blocked("unknown")),
        ("missed", call("☎ 応答なし"), Since("10-05 14:03")),
        (
            "chinese",
            "[LINE] 與Minato的聊天記錄\r\n儲存日期：2026/11/20 09:12\r\n\r\n2026/10/01（四）\r\n上午10:02\tMinato\t您好\r\n".to_owned(),
            Since("10-01 10:02"),
        ),
        (
            "thai",
            "[LINE] ประวัติการแชทกับ Minato\r\nบันทึกเมื่อ: 20/11/2026, 09:12\r\n\r\nพฤ. 01/10/2026\r\n10:02\tMinato\tก\r\n10:31\tMugi\tข\r\n".to_owned(),
            Since("10-01 10:02"),
        ),
        (
            "korean",
            "[LINE] Minato님과의 대화\r\n저장 일시 : 2026/11/20 09:12\r\n\r\n2026. 10. 1. 목요일\r\n오전 10:02\tMinato\t안녕\r\n".to_owned(),
            Since("10-01 10:02"),
        ),
        (
            "long-english",
            "[LINE] Chat history with Minato\r\nSaved on: 2026/11/20 09:12\r\n\r\nThursday, October 1, 2026\r\n10:02 AM\tMinato\thi\r\n".to_owned(),
            Since("10-01 10:02"),
        ),
        (
            "vietnamese",
            "[LINE] Trò chuyện với Minato\r\nLưu vào: 2026/11/20 09:12\r\n\r\nThứ Năm, 01/10/2026\r\n10:02\tMinato\thi\r\n".to_owned(),
            Blocked("understanding"),
        ),
    ] {
        cases.check(name, NOTES, &[("a.txt", text.as_bytes())], wanted);
    }
    cases.end();
}

fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn slack(channels: &[(&str, Value)]) -> Vec<u8> {
    let users = json!([
        { "id": "U1", "name": "minato", "profile": { "display_name": "Minato" } },
        { "id": "U2", "name": "mugi", "profile": { "display_name": "Mugi" } },
    ]);
    let mut files = vec![("users.json".to_owned(), users.to_string())];
    files.extend(channels.iter().map(|(name, all)| (format!("{name}/2026-10-01.json"), all.to_string())));
    zip(&files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>())
}

#[test]
fn slack_and_chatwork_say_no_silence_that_did_not_happen() {
    let mut cases = Cases::new();
    let said = |user: &str, at: i64| json!({ "type": "message", "user": user, "text": "a", "ts": format!("{at}.000100") });
    let (first, asked, late) = (unix(10, 5, 14, 3), unix(10, 13, 10, 0), unix(11, 3, 12, 0));
    let mut shares = said("U2", late);
    shares["attachments"] = json!([{ "is_share": true, "author_id": "U1", "ts": format!("{}.000000", unix(10, 20, 9, 0)), "text": "go on" }]);
    let shared = slack(&[("n", json!([said("U1", first), shares]))]);
    cases.check("shared", NOTES, &[("e.zip", &shared)], Since("10-20 09:00"));
    let general = json!([said("U1", unix(9, 1, 9, 0)), said("U2", unix(9, 1, 9, 5))]);
    let two = slack(&[("narration", json!([said("U1", first), said("U2", asked)])), ("general", general)]);
    cases.check("two-channels", NOTES, &[("e.zip", &two)], Since("10-05 14:03"));
    let general = json!([said("U2", unix(10, 1, 9, 0)), said("U1", late)]);
    let two = slack(&[("narration", json!([said("U1", first), said("U2", asked)])), ("general", general)]);
    cases.check("finished-channel", NOTES, &[("e.zip", &two)], Since("11-03 12:00"));

    let message = |id: u64, name: &str, at: i64, body: String| json!({ "message_id": at.to_string(), "account": { "account_id": id, "name": name }, "body": body, "send_time": at, "update_time": 0 });
    let quote = format!("[qt][qtmeta aid=11 time={}]ok[/qt]thanks", unix(10, 20, 9, 0));
    let quoted =
        json!([message(11, "Minato", first, "x".into()), message(12, "Mugi", late, quote)]).to_string();
    cases.check("qtmeta", NOTES, &[("c.json", quoted.as_bytes())], Since("10-20 09:00"));
    let quote = format!("[qt][qtmeta aid=11 time={first}]x[/qt]thanks");
    let known =
        json!([message(11, "Minato", first, "x".into()), message(12, "Mugi", late, quote)]).to_string();
    cases.check("qtmeta-known", NOTES, &[("c.json", known.as_bytes())], Since("10-05 14:03"));
    cases.end();
}

fn discord(messages: &Value) -> Vec<u8> {
    json!({
        "guild": { "id": "0", "name": "DM" }, "channel": { "id": "9", "type": "DirectTextChat", "name": "m" },
        "dateRange": { "after": null, "before": null }, "exportedAt": "2026-11-20T09:12:00+09:00",
        "messages": messages, "messageCount": messages.as_array().unwrap().len(),
    })
    .to_string()
    .into_bytes()
}

fn snowflake(at: i64) -> String {
    (u64::try_from(at * 1000 - 1_420_070_400_000).unwrap() << 22).to_string()
}

#[test]
fn discord_says_no_silence_that_did_not_happen() {
    let mut cases = Cases::new();
    let said = |name: &str, at: i64| {
        json!({ "id": snowflake(at), "type": "Default", "timestamp": format!("{}+09:00", day(at)), "content": "a",
                "author": { "id": if name == "Minato" { "1" } else { "2" }, "name": name } })
    };
    let (first, late) = (unix(10, 5, 14, 3), unix(11, 3, 12, 0));
    let mut forwards = said("Mugi", late);
    forwards["forwardedMessage"] = json!({ "content": "go on", "timestamp": "2026-10-20T09:00:00+09:00" });
    let forwards = discord(&json!([said("Minato", first), forwards]));
    cases.check("forwarded", NOTES, &[("d.json", &forwards)], Blocked("gap"));
    for (name, to, wanted) in [
        ("reply-to-missing", unix(10, 20, 9, 0), Blocked("gap")),
        ("reply-to-older", unix(9, 20, 9, 0), Since("10-05 14:03")),
        ("reply-to-known", first, Since("10-05 14:03")),
    ] {
        let mut replies = said("Mugi", late);
        replies["reference"] = json!({ "messageId": snowflake(to), "channelId": "9", "guildId": null });
        let bytes = discord(&json!([said("Minato", first), replies]));
        cases.check(name, NOTES, &[("d.json", &bytes)], wanted);
    }
    cases.end();
}

#[test]
fn telegram_says_no_silence_that_did_not_happen() {
    let mut cases = Cases::new();
    let (first, late) = (unix(10, 5, 14, 3), unix(11, 3, 12, 0));
    let said = |name: &str, id: &str, at: i64, more: Value| {
        let mut said = json!({ "id": at, "type": "message", "date": day(at), "date_unixtime": at.to_string(),
                               "from": name, "from_id": id, "text": "a", "text_entities": [] });
        said.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        said
    };
    let call = |more: Value| {
        let mut call = said(
            "Mugi",
            "user2",
            late,
            json!({ "type": "service", "action": "phone_call", "actor": "Mugi", "actor_id": "user2" }),
        );
        call.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        call
    };
    // what a chat says of itself stands above its messages
    let talk = |name: &str, kind: &str, id: u64, messages: Value| {
        format!(r#"{{"name":"{name}","type":"{kind}","id":{id},"messages":{messages}}}"#)
    };
    let begun = said("Minato", "user1", first, json!({}));
    let of_client =
        |name: &str, more: Value| said(name, if name == "Minato" { "user1" } else { "user2" }, late, more);
    for (name, message, wanted) in [
        ("busy", call(json!({ "discard_reason": "busy" })), Since("11-03 12:00")),
        ("missed", call(json!({ "discard_reason": "missed" })), Since("10-05 14:03")),
        ("hung-up", call(json!({ "discard_reason": "hangup" })), Blocked("unknown")),
        (
            "two-hours",
            call(json!({ "discard_reason": "hangup", "duration_seconds": 7200 })),
            Since("11-03 14:00"),
        ),
        (
            "live",
            of_client("Minato", json!({ "location_information": {}, "live_location_period_seconds": 28800 })),
            Since("11-03 20:00"),
        ),
        ("passed-on", of_client("Mugi", json!({ "forwarded_from": "Minato" })), Blocked("undated")),
        ("own-passed-on", of_client("Mugi", json!({ "forwarded_from": "Mugi" })), Since("10-05 14:03")),
    ] {
        let bytes = talk("Minato", "personal_chat", 1, json!([begun, message]));
        cases.check(name, NOTES, &[("result.json", bytes.as_bytes())], wanted);
    }
    let account = |other: String| {
        let client = talk("Minato", "personal_chat", 1, json!([begun]));
        format!(r#"{{"chats":{{"about":"","list":[{client},{other}]}}}}"#)
    };
    let group = account(talk(
        "narr",
        "private_group",
        7,
        json!([said("Minato", "user1", unix(9, 1, 9, 0), json!({}))]),
    ));
    cases.check("group", NOTES, &[("result.json", group.as_bytes())], Since("10-05 14:03"));
    let stranger = account(talk("Ken", "personal_chat", 8, json!([said("Ken", "user8", late, json!({}))])));
    cases.check("stranger", NOTES, &[("result.json", stranger.as_bytes())], Since("10-05 14:03"));
    // alone, nobody knows that a stranger is not the client under another name
    let alone = talk("Ken", "personal_chat", 8, json!([said("Ken", "user8", late, json!({}))]));
    let files: [(&str, &[u8]); 2] = [("a.txt", US.as_bytes()), ("result.json", alone.as_bytes())];
    cases.check("stranger-alone", NOTES, &files, Blocked("unknown"));
    cases.end();
}

#[test]
fn words_of_others_and_of_the_service_are_not_quoted_as_the_clients() {
    let cases = Cases::new();
    let notes = format!("{NOTES}completion report: 2026-10-13 9:58 round 1\n");
    let late = unix(11, 3, 12, 0);
    let line = format!("{TALK}\r\n2026/11/03(火)\r\n12:00\t\tMinatoがメッセージの送信を取り消しました\r\n");
    let group = format!("{US}11/3/26, 12:00 PM - Minato changed the group name from \"a\" to \"b\"\n");
    let joined = json!([{ "type": "message", "subtype": "channel_join", "user": "U1", "text": "<@U1> has joined the channel", "ts": format!("{late}.000100") }]);
    let joined = slack(&[("n", joined)]);
    let body = "[qt][qtmeta aid=12 time=1790000000]please[/qt]";
    let quote = json!([{ "message_id": "1", "account": { "account_id": 11, "name": "Minato" }, "body": body, "send_time": late, "update_time": 0 }]);
    let quote = quote.to_string();
    let passed = json!({ "name": "Minato", "type": "personal_chat", "id": 1, "messages": [{
        "id": 2, "type": "message", "date": day(late), "date_unixtime": late.to_string(), "from": "Minato", "from_id": "user1",
        "text": "The voice is bad", "forwarded_from": "Ken", "forwarded_from_id": "user9" }] });
    let passed = passed.to_string();
    for (name, file, bytes, quoted) in [
        ("line", "a.txt", line.as_bytes(), None),
        ("whatsapp", "a.txt", group.as_bytes(), None),
        ("slack", "e.zip", joined.as_slice(), None),
        ("chatwork", "c.json", quote.as_bytes(), None),
        ("telegram", "result.json", passed.as_bytes(), Some("[forwarded_from: Ken] The voice is bad")),
    ] {
        let silence = cases.silence(name, &notes, &[(file, bytes)]);
        let round = &silence["rounds"][0];
        assert_eq!(
            (&round["client_messages"], round["quote"].as_str()),
            (&json!(1), quoted),
            "{name}: {round}"
        );
    }
}
