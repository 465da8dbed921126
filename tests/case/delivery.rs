//! The seal code on its way: into the delivery message once a round, and back out of the copies of messages.
#![cfg(unix)]
#![allow(clippy::unwrap_used)] // a test may panic

use crate::program::Desk;
use serde_json::Value;
use std::fs;
use std::path::Path;

const DELIVERY_JA: &str = "みなと朗読/納品";

impl Desk {
    fn json(&self, args: &[&str]) -> Value {
        let ran = self.run(&[args, &["--json"]].concat());
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
        serde_json::from_str(&ran.out).unwrap()
    }

    /// The sample case without its second round.
    fn sample(&self) {
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/minato-narration");
        for entry in walkdir::WalkDir::new(&sample).into_iter().flatten().filter(|e| e.file_type().is_file())
        {
            let name = entry.path().strip_prefix(&sample).unwrap();
            if !name.starts_with("納品/2回目") {
                self.write(Path::new("みなと朗読").join(name), fs::read(entry.path()).unwrap());
            }
        }
    }

    fn text_file(&self, name: &str) -> String {
        let text = String::from_utf8(fs::read(self.path(name)).unwrap()).unwrap();
        let text = text.strip_prefix('\u{FEFF}').expect("a mark for Notepad");
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
        text.replace("\r\n", "\n")
    }
}

/// The two lines of a code in a message.
fn code_in(message: &str) -> String {
    let lines: Vec<&str> = message.trim_end().lines().collect();
    lines[lines.len() - 2..].join(" ").replace(' ', "")
}

#[test]
fn the_message_of_each_round() {
    let desk = Desk::new();
    desk.sample();
    let first = desk.json(&["seal", "みなと朗読"]);
    let message = first["message"].as_str().unwrap();
    assert_eq!(code_in(message), first["sealed"]["seal_code"]);
    assert!(
        message.starts_with("お世話になっております。ご依頼の音声を納品いたします。\n・商品紹介_6秒.wav"),
        "{message}"
    );
    assert!(message.contains("\n以上3点\n"), "{message}");
    assert_eq!(first["message_file"], "みなと朗読/控え/001-納品メッセージ.txt");
    assert_eq!(desk.text_file("みなと朗読/控え/001-納品メッセージ.txt"), message);
    let note = desk.text_file("みなと朗読/控え/001-納品ファイル一覧.txt");
    assert!(
        note.starts_with("納品ファイルの一覧\n\n・商品紹介_6秒.wav") && note.contains("864044バイト\n"),
        "{note}"
    );
    assert_eq!(code_in(&note), first["sealed"]["seal_code"]);

    // nothing new: the same message again, word for word, and nothing else
    let again = desk.run(&["seal", "みなと朗読", "--message-only", "--lang", "en"]);
    assert_eq!((again.code, again.out.as_str()), (Some(0), message));
    assert_eq!(desk.json(&["seal", "みなと朗読"])["message"], Value::Null);

    // a new message of the client: a seal, and nothing to send
    desk.write("みなと朗読/メッセージ/返信.txt", "ありがとうございます。");
    let ran = desk.run(&["seal", "みなと朗読", "--lang", "ja"]);
    assert!(ran.err.contains("相手に送るものはありません") && ran.out.contains("控え番号:"), "{ran:?}");
    assert!(!ran.out.contains("お世話になっております"), "{ran:?}");
    desk.write("みなと朗読/メッセージ/返信2.txt", "ありがとうございます。");
    let none = desk.run(&["seal", "みなと朗読", "--message-only", "--lang", "ja"]);
    assert_eq!((none.code, none.out.as_str()), (Some(0), ""), "a round has one message");
    assert!(none.err.contains("今回のメッセージはありません"), "{none:?}");

    let retake = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("examples/minato-narration/納品/2回目/第2話_ナレーション_v2.wav");
    desk.write(format!("{DELIVERY_JA}/2回目/第2話_ナレーション_v2.wav"), fs::read(retake).unwrap());
    let second = desk.run(&["seal", "みなと朗読", "--message-only"]);
    let opening = "お世話になっております。第2話の修正版をお送りします。ほかの2点に変更はありません。\n・第2話_ナレーション_v2.wav";
    assert!(second.out.starts_with(opening), "{second:?}");
    assert!(desk.tree().contains(&"みなと朗読/控え/004-納品メッセージ.txt".to_owned()), "{:?}", desk.tree());

    // the texts beside the seals are no seals, and nothing that is sealed
    let verified = desk.json(&["verify", "みなと朗読/控え"]);
    assert_eq!((&verified["verdict"], &verified["counts"]["archives"]), (&"intact".into(), &4.into()));
    let status = desk.json(&["status", "みなと朗読"]);
    assert_eq!((&status["new"], &status["unplaced"]), (&Value::Array(vec![]), &Value::Array(vec![])));
}

#[test]
fn an_english_case() {
    let desk = Desk::new();
    desk.sealed_case("case");
    let text = desk.text_file("case/seals/001-message.txt");
    let opening =
        "Hello, and thank you for your order. I am delivering the audio that you asked for.\n- a.wav\n";
    assert!(text.starts_with(opening), "{text}");
    let note = desk.text_file("case/seals/001-delivery-note.txt");
    assert!(note.starts_with("Delivery note\n\n- a.wav  18 bytes\n"), "{note}");
}

#[test]
fn a_file_of_somebody_else_stays() {
    let desk = Desk::new();
    desk.write("case/delivery/1/a.wav", "a");
    desk.write("case/seals/001-message.txt", "mine");
    let ran = desk.run(&["seal", "case", "--lang", "en"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.err.contains("001-message.txt exists already."), "{ran:?}");
    assert!(ran.out.contains("\n- a.wav\n") && ran.out.contains("001-delivery-note.txt"), "{ran:?}");
    assert_eq!(fs::read(desk.path("case/seals/001-message.txt")).unwrap(), b"mine");
    assert_eq!(desk.run(&["verify", "case/seals"]).code, Some(0));
}

#[test]
fn message_only_needs_a_message() {
    let desk = Desk::new();
    desk.write("a.wav", "a");
    let ran = desk.run(&["seal", "a.wav", "-o", "out.zip", "--message-only", "--lang", "en"]);
    ran.names(2, &["--message-only is for case folders"]);
    assert!(!desk.path("out.zip").exists());
}

#[test]
fn codes_come_back_in_messages() {
    let desk = Desk::new();
    desk.sample();
    let first = desk.json(&["seal", "みなと朗読"]);
    assert_eq!(first["links"], Value::Array(vec![]));
    let message = first["message"].as_str().unwrap();
    let quoted: String = message.lines().map(|line| format!("> {line}\r\n")).collect();
    let file = &first["sealed"]["files"][1];
    let other = "9f".repeat(32);
    let thread =
        format!("港町制作\n2026年10月04日 09:58\n{quoted}\n{}\n{other}\n", file["sha256"].as_str().unwrap());
    desk.write("みなと朗読/メッセージ/スレッド.txt", encoding_rs::SHIFT_JIS.encode(&thread).0);
    let second = desk.json(&["seal", "みなと朗読"]);
    let links = second["links"].as_array().unwrap();
    let mut found: Vec<_> = links
        .iter()
        .map(|l| (l["code"].as_str().unwrap(), l["target"].as_str(), l["file"].as_str().unwrap()))
        .collect();
    found.sort();
    let name = "メッセージ/スレッド.txt";
    let mut expected = [
        (first["sealed"]["seal_code"].as_str().unwrap(), Some("proof/001/seal.txt"), name),
        (file["sha256"].as_str().unwrap(), file["path"].as_str(), name),
        (other.as_str(), None, name),
    ];
    expected.sort();
    assert_eq!(found, expected);

    let shown = |lang: &str, what: &str| desk.run(&["show", what, "--lang", lang]).out;
    let all = shown("ja", "みなと朗読/控え");
    assert!(all.contains("スレッド.txt: 第1版の控え番号\n"), "{all}");
    assert!(all.contains("スレッド.txt: 不明な番号"), "{all}");
    // without the first edition, what it is said to hold is not compared
    let alone = shown("en", "みなと朗読/控え/002.zip");
    assert!(alone.contains("seal code of edition 1 (not compared: it is not here)"), "{alone}");
}

#[test]
fn names_of_files_are_shown_not_printed() {
    let desk = Desk::new();
    desk.write("case/delivery/1/a\u{1B}[2J\n※\u{202E}.wav", "a");
    let ran = desk.run(&["seal", "case", "--color", "always"]);
    let shown = "\n- a[U+001B][2J[U+000A]※[U+202E].wav\n";
    assert!(ran.code == Some(0) && ran.out.contains(shown), "{ran:?}");
    assert!(desk.text_file("case/seals/001-message.txt").contains(shown));
}
