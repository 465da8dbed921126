//! Lines of specifications as people write them: what is understood of each, and which of its words are not.
#![cfg(unix)]
#![allow(clippy::unwrap_used)] // a test may panic

use crate::program::Desk;
use crate::sound::{Coding, Sound};
use serde_json::Value;

/// A line; what is agreed, property by property, with what is refused behind "!"; and the words that are not read.
type Row = (&'static str, &'static str, &'static [&'static str]);

const ROWS: &[Row] = &[
    ("WAV 48kHz/24bit モノラル", "format WAV, sample-rate 48000, bit-depth 24, channels 1", &[]),
    (
        "４８ｋＨｚ　２４ｂｉｔ　ステレオ　ＷＡＶ",
        "format WAV, sample-rate 48000, bit-depth 24, channels 2",
        &[],
    ),
    ("48kHz24bit モノラル", "sample-rate 48000, bit-depth 24, channels 1", &[]),
    ("24bitWAV 48kHz", "format WAV, sample-rate 48000, bit-depth 24", &[]),
    ("WAV 48/24 モノラル", "format WAV, sample-rate 48000, bit-depth 24, channels 1", &[]),
    ("ステレオ不可", "channels !2", &[]),
    ("MP3不可、WAVのみ", "format WAV!MP3", &[]),
    ("WAV、MP3両方 44.1kHz", "format WAV|MP3, sample-rate 44100", &["両方"]),
    ("サンプルレートは44.1または48kHz", "sample-rate 44100|48000", &[]),
    ("ピークは-3dBを超えないこと", "sample-peak ..-3", &[]),
    ("ピークが-6dB〜-3dBになるように", "sample-peak -6..-3", &[]),
    ("RMS -23〜-18dB、ノイズフロア-60dB以下", "rms -23..-18, noise-floor ..-60", &[]),
    ("ノイズは-60dB以下に抑えてください", "noise-floor ..-60", &[]),
    ("ラウドネス-16LUFS前後、ピーク-1dBTP以下", "loudness -17..-15, true-peak ..-1", &[]),
    ("MP3 192kbps以上", "format MP3, bit-rate 192..", &[]),
    ("WAVで、冒頭1秒、末尾2秒の無音", "format WAV, head-silence 1, tail-silence 2", &[]),
    ("無音 前後1秒ずつ", "head-silence 1, tail-silence 1", &[]),
    ("尺は60秒以内", "duration ..60", &[]),
    ("ファイル名は 日付_話数 の順、44.1kHz", "sample-rate 44100", &["ファイル名は 日付_話数 の順"]),
    ("モノラル（ステレオではなく）", "channels 1!2", &[]),
    ("ノーマライズ -1dB", "", &["ノーマライズ -1dB"]),
    ("BGMなし、リバーブなし、ノイズ除去なし", "", &["BGMなし", "リバーブなし", "ノイズ除去なし"]),
    ("24bit以上 48kHz以上", "sample-rate 48000.., bit-depth 24..", &[]),
    ("3dB以上のヘッドルーム", "", &["3dB以上のヘッドルーム"]),
    (
        "ACX基準",
        "format MP3, sample-rate 44100, bit-rate 192.., bit-rate-mode CBR, duration ..7200, sample-peak ..-3, rms -23..-18, noise-floor ..-60, head-silence 0.5..1, tail-silence 1..5",
        &[],
    ),
    ("四十八キロヘルツ、二十四ビット", "sample-rate 48000, bit-depth 24", &[]),
    ("SN比 60dB以上、モノラル", "channels 1", &["SN比 60dB以上"]),
    (
        "単一指向性コンデンサーマイク使用、WAV 48kHz/16bit",
        "format WAV, sample-rate 48000, bit-depth 16",
        &["単一指向性コンデンサーマイク使用"],
    ),
    ("セリフごとに1ファイル、全40ファイル、WAV", "format WAV, file-count 40", &["セリフごとに1ファイル"]),
    ("32bit float 96kHz", "sample-rate 96000, bit-depth 32, sample-format float", &[]),
    ("L/R両chに同じ音声を入れたステレオ", "channels 2", &["L/R両chに同じ音声を入れた"]),
    ("音割れ厳禁、96kHz/24bit WAV", "format WAV, sample-rate 96000, bit-depth 24, clipped-runs ..0", &[]),
    ("44.1 or 48 kHz, 16-bit mono", "sample-rate 44100|48000, bit-depth 16, channels 1", &[]),
    ("No MP3", "format !MP3", &[]),
    ("mono, no stereo", "channels 1!2", &[]),
    ("Peaks no higher than -3 dBFS, noise floor below -60 dB", "sample-peak ..-3, noise-floor ..-60", &[]),
    ("normalized to -3dB, RMS -20 ±2", "rms -22..-18", &["normalized to -3dB"]),
    (
        "0.5 to 1 second of room tone at the beginning, 1 to 5 seconds at the end",
        "head-silence 0.5..1, tail-silence 1..5",
        &[],
    ),
    (
        "MP3, 192 kbps or higher, CBR, 44.1 kHz",
        "format MP3, sample-rate 44100, bit-rate 192.., bit-rate-mode CBR",
        &[],
    ),
    ("WAV preferred, MP3 accepted", "format WAV|MP3", &[]),
    (
        "Audible/ACX: RMS between -23 and -18 dB, peaks -3 dB max",
        "format MP3, sample-rate 44100, bit-rate 192.., bit-rate-mode CBR, duration ..7200, sample-peak ..-3, rms -23..-18, noise-floor ..-60, head-silence 0.5..1, tail-silence 1..5",
        &[],
    ),
    (
        "Do not send stereo files; 24-bit WAV at 96 kHz",
        "format WAV, sample-rate 96000, bit-depth 24, channels !2",
        &[],
    ),
    ("48k 24b mono", "sample-rate 48000, bit-depth 24, channels 1", &[]),
    ("LUFS: -16 to -14, LRA under 8 LU", "loudness -16..-14, loudness-range ..8", &[]),
    (
        "Sample rate 48,000 Hz, raw unprocessed audio, no music",
        "sample-rate 48000",
        &["raw unprocessed audio", "no music"],
    ),
    // the same said otherwise
    ("モノラル不可", "channels !1", &[]),
    ("AAC不可、FLACのみ", "format FLAC!AAC", &[]),
    ("４４．１ｋＨｚ１６ｂｉｔ", "sample-rate 44100, bit-depth 16", &[]),
    ("WAV 96/24 ステレオ", "format WAV, sample-rate 96000, bit-depth 24, channels 2", &[]),
    ("サンプルレートは48または96kHz", "sample-rate 48000|96000", &[]),
    ("ピークは-1dBを超えないこと", "sample-peak ..-1", &[]),
    ("ノイズは-55dB以下に抑えてください", "noise-floor ..-55", &[]),
    ("尺は30秒以内", "duration ..30", &[]),
    ("ステレオ（モノラルではなく）", "channels 2!1", &[]),
    ("リバーブなし、EQなし", "", &["リバーブなし", "EQなし"]),
    ("No AAC", "format !AAC", &[]),
    ("stereo, no mono", "channels 2!1", &[]),
    ("FLAC preferred, WAV accepted", "format FLAC|WAV", &[]),
    ("Peaks no higher than -6 dBFS, noise floor below -65 dB", "sample-peak ..-6, noise-floor ..-65", &[]),
    (
        "Do not send mono files; 16-bit WAV at 44.1 kHz",
        "format WAV, sample-rate 44100, bit-depth 16, channels !1",
        &[],
    ),
    ("LUFS: -20 to -18, LRA under 10 LU", "loudness -20..-18, loudness-range ..10", &[]),
];

/// A value, or a range.
fn wanted(value: &Value) -> String {
    let end = |name: &str| value[name].as_str().unwrap_or_default();
    match (value.as_str(), end("least"), end("most")) {
        (Some(word), ..) => word.to_owned(),
        (None, least, most) if least == most => least.to_owned(),
        (None, least, most) => format!("{least}..{most}"),
    }
}

fn line(line: &Value) -> String {
    let list =
        |name: &str| -> Vec<String> { line[name].as_array().into_iter().flatten().map(wanted).collect() };
    let refused = match list("excluded") {
        none if none.is_empty() => String::new(),
        some => format!("!{}", some.join("|")),
    };
    format!("{} {}{refused}", line["property"].as_str().unwrap(), list("agreed").join("|"))
}

#[test]
fn lines_that_people_write_are_understood_or_told() {
    let desk = Desk::new();
    desk.write(
        "job/delivery/1/a.wav",
        Sound::silence(48_000, 1, 0.1).noise(0.2, (0.0, 0.1)).wav(Coding::Int(16)),
    );
    let mut wrong = Vec::new();
    for (written, agreed, unread) in ROWS {
        let key = if written.is_ascii() { "Specification" } else { "仕様" };
        desk.write("job/case-notes.txt", format!("{key}: {written}\n"));
        let said: Value = serde_json::from_str(&desk.run(&["--json", "status", "job"]).out).unwrap();
        let of = |key: &str| said[key].as_array().cloned().unwrap_or_default();
        let files = of("specification");
        let own = files.first().and_then(|f| f["lines"].as_array()).into_iter().flatten();
        let lines: Vec<String> = own.chain(&of("specification_delivery")).map(line).collect();
        let words: Vec<String> =
            of("specification_unread").iter().map(|w| w.as_str().unwrap().to_owned()).collect();
        if lines.join(", ") != *agreed || words != *unread {
            wrong.push(format!(
                "{written}\n  is {:?}, not read {words:?}\n  must be {agreed:?}, {unread:?}",
                lines.join(", ")
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Two files, and notes that say this.
fn told(notes: &str) -> String {
    let desk = Desk::new();
    let sound = Sound::silence(48_000, 1, 1.0).noise(0.2, (0.0, 1.0)).wav(Coding::Int(16));
    desk.write("job/delivery/1/a.wav", sound.clone());
    desk.write("job/delivery/1/b.wav", sound);
    desk.write("job/case-notes.txt", notes);
    desk.run(&["--lang", "en", "status", "job"]).out
}

#[test]
fn all_is_as_agreed_only_where_all_was_understood_and_compared() {
    let all = told("Specification: WAV 48kHz mono, 2 files\n");
    assert!(all.contains("all as agreed (WAV PCM, 48 kHz, mono)"), "{all}");
    // nothing about single files was agreed
    for notes in ["Specification: 2 files\n", "Specification: a.wav, b.wav\n"] {
        let said = told(notes);
        assert!(said.contains("as agreed"), "{said}");
        assert!(!said.contains("all as agreed") && !said.contains("()"), "{said}");
    }
    // told twice, and not the same: on one line, on two, and on lines of different names
    for notes in [
        "Specification: WAV, 48kHz, 44.1kHz\n",
        "Specification: WAV 48kHz\nSpecification: 44.1kHz\n",
        "Specification: WAV 44.1kHz\nSample rate: 48kHz\n",
    ] {
        let said = told(notes);
        assert!(said.contains("as agreed, as far as the agreement could be read (WAV PCM)"), "{said}");
        let twice = "Agreed more than once, and not the same: Sample rate";
        assert!(said.contains(twice), "{said}");
    }
    let none = told("Specification: 48kHz\nSample rate: 44.1kHz\n");
    assert!(none.contains("not the same: Sample rate"), "{none}");
    assert!(!none.contains("all as agreed") && !none.contains("()"), "{none}");
}
