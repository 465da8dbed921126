//! Every delivered file has its line among what is agreed and measured: a value, or why there is none.
#![cfg(unix)]
#![allow(clippy::unwrap_used)] // a test may panic

use crate::program::Desk;
use crate::sound::{Coding, Sound, encoded, has_ffmpeg};
use serde_json::Value;
use std::process::Command;

/// The files of a listing, each with whether every line of it says something.
fn listing(said: &Value) -> Vec<(String, bool)> {
    let line = |l: &Value| !l["measured"].is_null() || !l["reason"].is_null();
    let file = |f: &Value| {
        let lines = f["lines"].as_array().unwrap();
        let says = !f["reason"].is_null() || (!lines.is_empty() && lines.iter().all(line));
        (f["file"].as_str().unwrap().to_owned(), says)
    };
    said["specification"].as_array().unwrap().iter().map(file).collect()
}

#[test]
fn every_delivery_is_listed_with_a_value_or_a_reason() {
    if !has_ffmpeg() {
        return;
    }
    let desk = Desk::new();
    let sound = Sound::music_of(48_000, 1, 0.5);
    let film = "-f lavfi -i color=black:s=32x32:d=0.5 -shortest -c:a aac -c:v mpeg4";
    let mut names: Vec<String> = Vec::new();
    for (name, words) in [
        ("take.mov", "-c:a aac"),
        ("plain.mov", "-c:a pcm_s24le"),
        ("clip.mov", film),
        ("clip.mp4", film),
        ("take.mka", "-c:a aac"),
        ("flac.mka", "-c:a flac"),
        ("take.mkv", "-c:a libvorbis"),
        ("take.webm", "-c:a libopus"),
        ("take.opus", "-c:a libopus"),
        ("take.mp2", "-c:a mp2"),
        ("take.ac3", "-c:a ac3"),
        ("take.wv", "-c:a wavpack"),
        ("take.wma", "-c:a wmav2"),
        ("take.tta", "-c:a tta"),
        ("take.au", "-c:a pcm_s16be"),
        ("take.w64", "-c:a pcm_s24le"),
        ("take.aac", "-c:a aac"),
        ("take.flac", "-c:a flac"),
        ("take.wav", "-c:a pcm_s24le"),
    ] {
        desk.write(format!("job/delivery/1/{name}"), encoded(&sound, name, words));
        names.push(format!("delivery/1/{name}"));
    }
    // takes in an archive: of a ZIP each, of the others the archive itself
    let takes = "job/delivery/1";
    desk.write("in/a.wav", sound.wav(Coding::Int(16)));
    let mut made = vec!["takes.tar"];
    let tar = |name: &str, way: &str| {
        let to = desk.path(format!("{takes}/{name}"));
        Command::new("tar").arg(way).arg(to).arg("-C").arg(desk.path("in")).arg("a.wav").status().unwrap()
    };
    assert!(tar("takes.tar", "-cf").success());
    if tar("takes.tgz", "-czf").success() {
        made.push("takes.tgz");
    }
    // what a 7z begins with tells it; whether it can be unpacked does not matter here
    desk.write(format!("{takes}/takes.7z"), [&b"7z\xBC\xAF\x27\x1C\0\x04"[..], &[7; 600]].concat());
    made.push("takes.7z");
    names.extend(made.iter().map(|name| format!("delivery/1/{name}")));
    for (notes, memo) in
        [("案件メモ.txt", "仕様: WAV 48kHz 24bit モノラル"), ("case-notes.txt", "Specification: WAV, mono")]
    {
        let _ = std::fs::remove_file(desk.path("job/case-notes.txt"));
        let _ = std::fs::remove_file(desk.path("job/案件メモ.txt"));
        desk.write(format!("job/{notes}"), memo);
        let said: Value = serde_json::from_str(&desk.run(&["--json", "status", "job"]).out).unwrap();
        holds(&listing(&said), &names);
    }
    let sealed: Value = serde_json::from_str(&desk.run(&["--json", "seal", "job"]).out).unwrap();
    holds(&listing(&sealed["sealed"]), &names);
}

#[track_caller]
fn holds(listed: &[(String, bool)], names: &[String]) {
    for name in names {
        let found = listed.iter().find(|(file, _)| file == name);
        assert!(found.is_some_and(|(_, says)| *says), "{name} in {listed:?}");
    }
}
