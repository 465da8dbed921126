//! The same samples in other files, entries of delivered ZIPs, and what the program says of them.
#![cfg(unix)]
#![allow(clippy::unwrap_used)] // a test may panic

use crate::program::{self, Desk};
use crate::sound::{Coding, Sound, audio, claims, facts, ffmpeg, has_ffmpeg, reason, speech};
use hikae::format::fact::Fact;
use serde_json::Value;
use std::io::Write as _;
use std::path::Path;

/// Converts a file by ffmpeg.
fn convert(from: &Path, to: &Path, args: &[&str]) -> Vec<u8> {
    let mut words = vec!["-v", "error", "-i", from.to_str().unwrap()];
    words.extend(args);
    words.push(to.to_str().unwrap());
    ffmpeg(&words);
    std::fs::read(to).unwrap()
}

#[test]
fn lossless_copies_share_the_hash_of_their_samples() {
    if crate::skip::slow() {
        return;
    }
    if !has_ffmpeg() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let sounds = [
        ("speech", std::fs::read(speech()).unwrap(), "s32", "pcm_s24le", "s24le"),
        ("music", Sound::music(44_100, 2).wav(Coding::Int(16)), "s16", "pcm_s16le", "s16le"),
        ("film", Sound::music(48_000, 6).wav(Coding::Int(24)), "s32", "pcm_s24le", "s24le"),
    ];
    for (name, wav, flac, pcm, raw) in &sounds {
        let from = path(&format!("{name}.wav"));
        std::fs::write(&from, wav).unwrap();
        let ours = audio(wav, "a.wav");
        let layout: &[&'static str] = if *name == "film" { &["-channel_layout", "5.1"] } else { &[] };
        let with = |args: &[&'static str]| [layout, args].concat();
        let depth: u64 = if *pcm == "pcm_s16le" { 16 } else { 24 };
        let alac = if depth == 16 { "s16p" } else { "s32p" };
        for (copy, args) in [
            ("copy.flac", with(&["-sample_fmt", flac])),
            ("copy.m4a", with(&["-c:a", "alac", "-sample_fmt", alac])),
            ("copy.aiff", with(&["-c:a", if depth == 16 { "pcm_s16be" } else { "pcm_s24be" }])),
            ("copy.caf", with(&["-c:a", pcm])),
            ("tagged.wav", with(&["-c:a", pcm, "-metadata", "title=other", "-write_bext", "1"])),
            ("rf64.wav", with(&["-c:a", pcm, "-rf64", "always"])),
        ] {
            let theirs = audio(&convert(&from, &path(copy), &args), copy);
            assert_eq!(theirs.pcm_sha256, ours.pcm_sha256, "{name} {copy}: {theirs:?}");
            assert_eq!((theirs.bit_depth, theirs.frames), (ours.bit_depth, ours.frames), "{name} {copy}");
        }
        // what a stock tool makes of it
        let raw = convert(&from, &path("raw"), &["-f", raw]);
        assert_eq!(hikae::base::digest::Sha256Digest::of(&raw), ours.pcm_sha256.unwrap());
        let mut other = wav.clone();
        let at = other.len() / 2 / 12 * 12;
        other[at] ^= 1;
        assert_ne!(audio(&other, "a.wav").pcm_sha256, ours.pcm_sha256, "one changed sample");
    }
}

#[test]
fn the_tags_of_an_mp3_are_not_its_samples() {
    if !has_ffmpeg() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (a, b) = (folder.path().join("a.mp3"), folder.path().join("b.mp3"));
    let first = convert(&speech(), &a, &["-b:a", "128k"]);
    let second = convert(&a, &b, &["-c:a", "copy", "-metadata", "title=港町"]);
    assert_ne!(first, second);
    assert_eq!(audio(&first, "a.mp3").pcm_sha256, audio(&second, "b.mp3").pcm_sha256);
    assert!(claims(&second, "b.mp3").iter().any(|(name, value, _)| name == "tag.TIT2" && value == "港町"));
}

#[test]
fn contains_finds_the_same_samples_and_tells_what_differs() {
    if !has_ffmpeg() {
        return;
    }
    let desk = Desk::new();
    desk.write("job/delivery/1/ep1.wav", std::fs::read(speech()).unwrap());
    desk.write("job/delivery/1/ep2.wav", Sound::music(48_000, 2).wav(Coding::Int(24)));
    assert_eq!(desk.run(&["seal", "job"]).code, Some(0));
    desk.write("back/same.wav", std::fs::read(speech()).unwrap());
    convert(&speech(), &desk.path("back/ep1.flac"), &["-sample_fmt", "s32"]);
    convert(&speech(), &desk.path("back/ep1.mp3"), &["-b:a", "128k"]);
    convert(&speech(), &desk.path("back/ep1-16.wav"), &["-c:a", "pcm_s16le"]);
    desk.write("back/other.wav", Sound::music(44_100, 1).wav(Coding::Int(16)));
    desk.write("back/zz.txt", "not audio");
    let ran = desk.run(&["--json", "contains", "job/seals", "back"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    let said: Value = serde_json::from_str(&ran.out).unwrap();
    let result = |name: &str| {
        let results = said["results"].as_array().unwrap();
        results
            .iter()
            .find(|r| r["file"] == format!("back/{name}"))
            .unwrap_or_else(|| panic!("{name}: {said}"))
            .clone()
    };
    let what = |name: &str| -> Vec<String> {
        let list = result(name)["differences"].as_array().unwrap().clone();
        list.iter().map(|d| d["what"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(result("same.wav")["result"], "same-bytes");
    assert_eq!(result("ep1.flac")["result"], "same-samples");
    assert_eq!(result("ep1.flac")["sealed_as"][0], "data/001/delivery/1/ep1.wav");
    assert_eq!(result("ep1.mp3")["result"], "not-established");
    assert_eq!(what("ep1.mp3"), ["format"]);
    assert_eq!(what("ep1-16.wav"), ["bit-depth"]);
    assert_eq!(what("other.wav"), ["sample-rate", "bit-depth", "channels"]);
    assert_eq!(result("zz.txt")["result"], "not-established");
    // only what is the same: exit code 0
    assert_eq!(desk.run(&["contains", "job/seals", "back/same.wav", "back/ep1.flac"]).code, Some(0));
    let bytes_only = desk.run(&["contains", "job/seals", "back/ep1.flac", "--no-analysis"]);
    assert_eq!(bytes_only.code, Some(1), "{bytes_only:?}");
}

#[test]
fn two_mono_seconds_are_no_stereo_second() {
    let mono = Sound::silence(48_000, 1, 2.0).noise(0.1, (0.0, 2.0));
    let stereo = Sound { channels: 2, ..mono.clone() };
    let (mono, stereo) =
        (audio(&mono.wav(Coding::Int(16)), "a.wav"), audio(&stereo.wav(Coding::Int(16)), "b.wav"));
    assert_eq!(mono.pcm_sha256, stereo.pcm_sha256);
    let found = hikae::audio::sameness(&mono, &stereo);
    assert!(matches!(found, Some(hikae::audio::Sameness::Differs(_))), "{found:?}");
}

/// A ZIP with a plain and a compressed entry, made by a stock library.
pub fn zipped(entries: &[(&str, &[u8], bool)]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for (name, bytes, pack) in entries {
        let mut packed = bytes.to_vec();
        if *pack {
            let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
            encoder.write_all(bytes).unwrap();
            packed = encoder.finish().unwrap();
        }
        let mut shared = Vec::new();
        shared.extend(20_u16.to_le_bytes());
        shared.extend(0x0800_u16.to_le_bytes());
        shared.extend((if *pack { 8_u16 } else { 0 }).to_le_bytes());
        shared.extend([0; 4]);
        shared.extend(crc32fast::hash(bytes).to_le_bytes());
        shared.extend((packed.len() as u32).to_le_bytes());
        shared.extend((bytes.len() as u32).to_le_bytes());
        shared.extend((name.len() as u16).to_le_bytes());
        shared.extend(0_u16.to_le_bytes());
        let offset = out.len() as u32;
        directory.extend(
            [&b"PK\x01\x02\x14\0"[..], &shared, &[0; 10], &offset.to_le_bytes(), name.as_bytes()].concat(),
        );
        out.extend([&b"PK\x03\x04"[..], &shared, name.as_bytes(), &packed].concat());
    }
    let (offset, size) = (out.len() as u32, directory.len() as u32);
    let count = entries.len() as u16;
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    out.extend([size.to_le_bytes(), offset.to_le_bytes()].concat());
    out.extend(0_u16.to_le_bytes());
    out
}

#[test]
fn entries_of_a_delivered_zip_are_listed_and_measured() {
    let wav = Sound::music(48_000, 1).wav(Coding::Int(16));
    let zip = zipped(&[
        ("第1話.wav", &wav, false),
        ("takes/第2話.wav", &wav, true),
        ("../読んで.txt", b"hello", true),
    ]);
    let all = facts(&zip, "納品.zip");
    let whole = audio(&wav, "a.wav");
    let measured: Vec<_> =
        all.iter().filter_map(|f| if let Fact::Audio(a) = f { Some(a) } else { None }).collect();
    let paths: Vec<&str> = measured.iter().map(|a| a.path.as_str()).collect();
    assert_eq!(
        paths,
        ["data/001/delivery/1/納品.zip/第1話.wav", "data/001/delivery/1/納品.zip/takes/第2話.wav"]
    );
    assert!(
        measured.iter().all(|a| a.pcm_sha256 == whole.pcm_sha256 && a.true_peak_dbtp == whole.true_peak_dbtp)
    );
    let listed: Vec<String> = claims(&zip, "納品.zip").into_iter().map(|(_, value, _)| value).collect();
    assert_eq!(listed.len(), 3);
    assert!(listed[2].ends_with(": ../読んで.txt") && listed[2].starts_with("5 bytes"), "{listed:?}");
}

#[test]
fn zips_that_lie_are_bounded() {
    if crate::skip::slow() {
        return;
    }
    let wav = Sound::silence(8_000, 1, 1.0).wav(Coding::Int(16));
    // a bomb: a header that announces hours, zeros behind it, packed a thousand to one
    let mut bomb = wav.clone();
    bomb[40..44].copy_from_slice(&0x7FFF_FFF0_u32.to_le_bytes());
    bomb.resize(64 << 20, 0);
    let zip = zipped(&[("bomb.wav", &bomb, true)]);
    assert!(zip.len() < 1 << 20);
    let fact =
        facts(&zip, "a.zip").into_iter().find_map(|f| if let Fact::Audio(a) = f { Some(a) } else { None });
    assert_eq!(reason(&fact.unwrap(), "rest").as_deref(), Some("cut-off"));
    // sizes in the directory are not those of the data: what is read ends with the stated size
    let honest = zipped(&[("a.wav", &wav, true)]);
    let directory = honest.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    for (field, value) in [(20, 0xFFFF_FF00_u32), (24, 0xFFFF_FF00), (24, 10), (42, 0xFFFF_FF00), (42, 5)] {
        let mut zip = honest.clone();
        zip[directory + field..directory + field + 4].copy_from_slice(&value.to_le_bytes());
        let _ = facts(&zip, "a.zip");
    }
    for end in 0..honest.len() {
        let _ = facts(&honest[..end], "a.zip");
    }
    // the same entry a thousand times
    let many: Vec<(String, &[u8], bool)> =
        (0..1_000).map(|i| (format!("{i}.txt"), &b"x"[..], false)).collect();
    let many: Vec<(&str, &[u8], bool)> = many.iter().map(|(n, b, p)| (n.as_str(), *b, *p)).collect();
    let said = claims(&zipped(&many), "a.zip");
    assert_eq!(said.len(), 301);
    assert_eq!(said.last().unwrap().0, "zip.left-out");
}

#[test]
fn a_seal_with_audio_and_a_zip_verifies_here_and_in_the_second_verifier() {
    let desk = Desk::new();
    let wav = Sound::music(48_000, 1).wav(Coding::Int(16));
    desk.write("job/delivery/1/ep1.wav", &wav);
    desk.write(
        "job/delivery/1/set.zip",
        zipped(&[("ep2.wav", &wav, true), ("ep3.opus", b"OggS....OpusHead", false)]),
    );
    desk.write("job/case-notes.txt", "Specification: WAV 48kHz 24bit, noise floor below -60 dB\n");
    let sealed = desk.run(&["--json", "seal", "job"]);
    assert_eq!(sealed.code, Some(0), "{sealed:?}");
    let said: Value = serde_json::from_str(&sealed.out).unwrap();
    let files = said["sealed"]["specification"].as_array().unwrap();
    let names: Vec<&str> = files.iter().map(|f| f["file"].as_str().unwrap()).collect();
    assert_eq!(names, ["delivery/1/ep1.wav", "delivery/1/set.zip/ep2.wav", "delivery/1/set.zip/ep3.opus"]);
    let outcomes: Vec<&str> =
        files[0]["lines"].as_array().unwrap().iter().map(|l| l["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["met", "met", "not-met", "not-met"]);
    assert_eq!(desk.run(&["verify", "job/seals"]).code, Some(0));
    let shown = desk.run(&["--lang", "en", "show", "job/seals"]);
    assert!(
        shown.out.contains("delivery/1/set.zip/ep2.wav") && shown.out.contains("-12 dBFS"),
        "{}",
        shown.out
    );
    let verifier = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/verify.py");
    let second =
        program::finish(desk.command("python3").arg(verifier).arg("job/seals/001.zip").spawn().unwrap());
    assert_eq!(second.code, Some(0), "{second:?}");
    // without measuring there are no such facts
    let plain = desk.run(&["--json", "seal", "job/delivery/1/ep1.wav", "-o", "plain.zip", "--no-analysis"]);
    let said: Value = serde_json::from_str(&plain.out).unwrap();
    assert_eq!(said["sealed"]["described"].as_array().unwrap().len(), 0);
}
