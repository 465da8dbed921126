//! Names as disks have them: sealed, verified, restored; entry names as docs/format.md 7.2 says.
#![cfg(target_os = "linux")] // other systems refuse most of these names
#![allow(clippy::unwrap_used)] // a test may panic

use crate::runner::{ROUND, Room, tool};
use serde_json::Value;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

/// Names below the first round as found, and the entry names that they get below `data/001/delivery/1/`.
fn delivery() -> Vec<(Vec<u8>, String)> {
    let plain: &[(&str, &str)] = &[
        ("第1話_ナレーション.wav", "第1話_ナレーション.wav"),
        // emoji, with and without what joins and colours them
        ("😀.wav", "😀.wav"),
        ("👩\u{200D}🎤.wav", "👩🎤.wav"),
        ("❤\u{FE0F}.wav", "❤.wav"),
        // kana as macOS writes them; half-width kana are letters of their own
        ("か\u{3099}くせ\u{3099}い.wav", "がくぜい.wav"),
        ("ｶﾞｸ.wav", "ｶﾞｸ.wav"),
        // white space
        ("two  words.wav", "two  words.wav"),
        (" edge.wav ", "_edge.wav_"),
        ("\u{3000}全角\u{3000}", "_全角_"),
        ("\u{3000}", "_~2"),
        ("tab\there\n.wav", "tab_here_.wav"),
        ("\u{1}\u{7F}\u{85}x", "___x"),
        // what Windows refuses
        ("CON.wav", "_CON.wav"),
        ("nul", "_nul"),
        ("com¹.take.wav", "_com¹.take.wav"),
        ("Aux .wav", "_Aux .wav"),
        ("100%.wav", "100_.wav"),
        ("\"q\" <r|s>*\\.wav", "_q_ _r_s___.wav"),
        ("dots...", "dots___"),
        // dots and dashes
        (".hidden", ".hidden"),
        ("-rf", "-rf"),
        ("--", "--"),
        ("...", "___"),
        (".\u{200B}.", "__"),
        // what cannot be seen, or moves what can
        ("\u{200B}", "_"),
        ("\u{FEFF}bom.wav", "bom.wav"),
        ("gpj.\u{202E}vaw", "gpj.vaw"),
        ("line\u{2028}break", "line_break"),
        ("private\u{E000}", "private_"),
        // names that are one name after mapping, or on a system that folds case
        ("c:.wav", "c_.wav"),
        ("c?.wav", "c_~2.wav"),
        ("d:", "d_~2"),
        ("d?/x.wav", "d_/x.wav"),
        ("e?.wav", "e_.wav"),
        ("e_.wav", "e_~2.wav"),
        ("e_~2.wav", "e_~2~2.wav"),
        ("Case.wav", "Case.wav"),
        ("case.wav", "case~2.wav"),
        ("STRASSE.wav", "STRASSE.wav"),
        ("straße.wav", "straße~2.wav"),
        ("ff.wav", "ff.wav"),
        ("ﬀ.wav", "ﬀ~2.wav"),
    ];
    let mut all: Vec<(Vec<u8>, String)> =
        plain.iter().map(|(found, entry)| (found.as_bytes().to_vec(), (*entry).to_owned())).collect();
    // 255 bytes, the most that a file system takes
    all.push((format!("{}ab.wav", "あ".repeat(83)).into(), format!("{}.wav", "あ".repeat(78))));
    all.push(("n".repeat(255).into(), "n".repeat(240)));
    // no UTF-8: the second is Shift_JIS, the third a letter cut off; each byte becomes U+FFFD
    all.push((b"\xFE.wav".to_vec(), "\u{FFFD}.wav".into()));
    all.push((b"\xFF.wav".to_vec(), "\u{FFFD}~2.wav".into()));
    all.push((b"\x91\xE61\x98b.txt".to_vec(), "\u{FFFD}\u{FFFD}1\u{FFFD}b.txt".into()));
    all.push((b"cut \xE3\x81".to_vec(), "cut \u{FFFD}\u{FFFD}".into()));
    all
}

/// Names below the case folder as found, and their entries. Messages get neutral names.
fn everything() -> Vec<(Vec<u8>, String)> {
    let mut all: Vec<(Vec<u8>, String)> = delivery()
        .into_iter()
        .map(|(found, entry)| {
            let found = [format!("{ROUND}/").as_bytes(), &found].concat();
            (found, format!("data/001/delivery/1/{entry}"))
        })
        .collect();
    for (found, entry) in [
        ("メッセージ/ 最初のスレッド?.TXT", "messages/01.txt"),
        ("メッセージ/💬/log.日本語", "messages/02"),
        ("資料/依頼:内容/NUL.pdf", "documents/依頼_内容/_NUL.pdf"),
    ] {
        all.push((found.as_bytes().to_vec(), format!("data/001/{entry}")));
    }
    all
}

#[test]
fn every_name_is_sealed_restored_and_known_again() {
    let room = Room::new();
    let (case, _) = room.case();
    let expected = everything();
    for (number, (found, _)) in expected.iter().enumerate() {
        let path = case.join(OsStr::from_bytes(found));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, format!("content {number}")).unwrap();
    }
    let archive = room.seal(&case).unwrap();
    let said = room.verify(&archive);
    assert_eq!(said["counts"]["files"]["shown"], expected.len(), "{said}");

    let origins = origins(&room, &archive);
    for (found, entry) in &expected {
        let (name, name_hex) = &origins[entry];
        match std::str::from_utf8(found) {
            Ok(text) => assert_eq!((name.as_str(), name_hex), (text, &None)),
            Err(_) => {
                assert_eq!(*name, one_mark_a_byte(found));
                let hex: String = found.iter().map(|b| format!("{b:02x}")).collect();
                assert_eq!(name_hex.as_deref(), Some(hex.as_str()));
            }
        }
    }
    assert_eq!(origins.len(), expected.len());
    restores(&room, &archive, &expected);
    assert_eq!(room.seal(&case), None, "nothing is new");
}

/// Bytes that are not UTF-8 read as U+FFFD each.
fn one_mark_a_byte(bytes: &[u8]) -> String {
    bytes
        .utf8_chunks()
        .map(|chunk| format!("{}{}", chunk.valid(), "\u{FFFD}".repeat(chunk.invalid().len())))
        .collect()
}

/// By entry name: the name as found, and its bytes where they are not UTF-8.
fn origins(room: &Room, archive: &Path) -> BTreeMap<String, (String, Option<String>)> {
    let shown = room.fine(&[OsStr::new("show"), archive.as_os_str(), OsStr::new("--json")]);
    let shown: Value = serde_json::from_str(&shown.stdout).unwrap();
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let facts = shown["editions"][0]["facts"].as_array().unwrap().iter();
    facts
        .filter_map(|fact| fact.get("origin"))
        .map(|o| (text(&o["path"]).unwrap(), (text(&o["name"]).unwrap(), text(&o["name_hex"]))))
        .collect()
}

/// `unzip` gives back every byte under the entry name, and nothing else below the roles.
fn restores(room: &Room, archive: &Path, expected: &[(Vec<u8>, String)]) {
    let out = room.path().join("restored");
    let args = [OsStr::new("-qq"), archive.as_os_str(), OsStr::new("-d"), out.as_os_str()];
    let Some(output) = tool("unzip", &args) else { return };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for (number, (_, entry)) in expected.iter().enumerate() {
        assert_eq!(fs::read_to_string(out.join(entry)).unwrap(), format!("content {number}"), "{entry}");
    }
    let files = walkdir::WalkDir::new(out.join("data")).into_iter().map(Result::unwrap);
    assert_eq!(files.filter(|f| f.file_type().is_file()).count(), expected.len() + 1); // README.txt
}

#[test]
fn loose_files_with_hard_names() {
    let room = Room::new();
    let folder = room.path().join("納品").join("2回目");
    fs::create_dir_all(&folder).unwrap();
    let names: &[&[u8]] = &[b"-o", b"--help", b"\xFF", "か\u{3099}.wav".as_bytes()];
    for name in names {
        fs::write(folder.join(OsStr::from_bytes(name)), name).unwrap();
    }
    let out = room.path().join("-out.zip");
    let given = room.path().join("納品");
    room.fine(&[OsStr::new("seal"), OsStr::new("-o"), out.as_os_str(), given.as_os_str()]);
    assert_eq!(room.verify(&out)["counts"]["files"]["shown"], names.len());
    let origins = origins(&room, &out);
    for entry in ["-o", "--help", "\u{FFFD}", "が.wav"] {
        assert!(origins.contains_key(&format!("data/001/delivery/2/{entry}")), "{origins:?}");
    }
}
