//! What hikae measures against `ffmpeg`: speech, music and tones, in the containers, codecs, depths, rates and layouts
//! that people deliver.
#![allow(clippy::unwrap_used)] // a test may panic

use crate::sound::{Coding, Sound, audio, ffmpeg, has_ffmpeg, number, played_frames, reference, speech};
use std::path::Path;

/// A file and how near the values must be, in dB.
struct Case {
    name: String,
    within: f64,
}

/// Measures a file with both; what does not agree.
fn compare(folder: &Path, case: &Case) -> Vec<String> {
    let file = folder.join(&case.name);
    let theirs = reference(&file);
    let fact = audio(&std::fs::read(&file).unwrap(), &case.name);
    let mut wrong = Vec::new();
    let mut near = |what: &str, ours: f64, theirs: f64, within: f64| {
        if !((ours - theirs).abs() <= within || ours == theirs) {
            wrong.push(format!("{}: {what} {ours} here, {theirs} there", case.name));
        }
    };
    // hikae rounds to 0.01
    near("I", number(&fact.integrated_loudness_lufs), theirs.integrated, case.within + 0.005);
    near("LRA", number(&fact.loudness_range_lu), theirs.range, case.within + 0.005);
    // ffmpeg tells true peaks in steps of 0.001 of full scale
    let step = 20.0 * (1.0 + 0.0005 / 10_f64.powf(theirs.true_peak / 20.0)).log10();
    near("true peak", number(&fact.true_peak_dbtp), theirs.true_peak, case.within + step + 0.005);
    near("peak", number(&fact.sample_peak_dbfs), theirs.peak, case.within);
    near("RMS", number(&fact.rms_dbfs), theirs.rms, case.within);
    near("mean volume", number(&fact.rms_dbfs), theirs.mean_volume, case.within + 0.055);
    let frames = fact.frames.map_or(0, |n| n.get());
    // an MP4 states the part that plays; ffmpeg decodes the last packet whole
    let there = if case.name.ends_with(".m4a") { played_frames(&file) } else { theirs.frames };
    if frames != there {
        wrong.push(format!("{}: {frames} frames here, {there} there", case.name));
    }
    if !fact.unmeasured.iter().all(|u| u.field == "noise_floor_dbfs" || u.field == "flac_md5") {
        wrong.push(format!("{}: {:?}", case.name, fact.unmeasured));
    }
    wrong
}

/// Makes files from the three sounds by ffmpeg, and compares them all.
fn all(cases: &[(&str, &str, &[&str], f64)]) {
    if !has_ffmpeg() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let looped = path("speech-in.wav");
    let speech = speech();
    let args = ["-v", "error", "-stream_loop", "4", "-i", speech.to_str().unwrap(), "-c", "copy"];
    ffmpeg(&[&args[..], &[looped.to_str().unwrap()]].concat());
    // without steps in loudness: of two neighbours at a percentile, ffmpeg takes the one, EBU Tech 3342 the other
    let tones = Sound::silence(48_000, 1, 24.0).sine(&[0], 997.0, 0.4, 0.0, (0.0, 24.0));
    let tones = tones.sine(&[0], 5_000.0, 0.1, 0.0, (0.0, 24.0)).noise(0.001, (0.0, 24.0));
    let music = Sound::music_of(48_000, 2, 24.0);
    // the same on six channels, each quieter than the one before
    let six = |frame: &[f64]| (0..6).map(|c| frame[c % 2] * (1.0 - 0.1 * c as f64)).collect::<Vec<_>>();
    let film = Sound { rate: 48_000, channels: 6, samples: music.samples.chunks(2).flat_map(six).collect() };
    for (name, sound) in [("music", music), ("tones", tones), ("film", film)] {
        let sound = sound.swelling().faded();
        std::fs::write(path(&format!("{name}-in.wav")), sound.wav(Coding::Int(24))).unwrap();
    }
    let mut wrong = Vec::new();
    for (source, name, args, within) in cases {
        let name = format!("{source}-{name}");
        let (from, to) = (path(&format!("{source}-in.wav")), path(&name));
        let mut words = vec!["-v", "error", "-i", from.to_str().unwrap()];
        words.extend(*args);
        words.push(to.to_str().unwrap());
        ffmpeg(&words);
        wrong.extend(compare(folder.path(), &Case { name, within: *within }));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn plain_samples_of_every_depth() {
    if crate::skip::slow() {
        return;
    }
    all(&[
        ("speech", "16.wav", &["-c:a", "pcm_s16le"], 0.1),
        ("speech", "24.wav", &["-c:a", "pcm_s24le"], 0.1),
        ("speech", "32.wav", &["-c:a", "pcm_s32le"], 0.1),
        ("speech", "float.wav", &["-c:a", "pcm_f32le"], 0.1),
        ("speech", "double.wav", &["-c:a", "pcm_f64le"], 0.1),
        ("music", "8.wav", &["-c:a", "pcm_u8"], 0.1),
        ("music", "24.wav", &["-c:a", "pcm_s24le"], 0.1),
        ("music", "float.wav", &["-c:a", "pcm_f32le"], 0.1),
        ("tones", "16.wav", &["-c:a", "pcm_s16le"], 0.1),
        ("film", "24.wav", &["-c:a", "pcm_s24le", "-channel_layout", "5.1"], 0.1),
        ("music", "rf64.wav", &["-c:a", "pcm_s24le", "-rf64", "always"], 0.1),
        ("speech", "alaw.wav", &["-c:a", "pcm_alaw", "-ar", "8000"], 0.1),
        ("speech", "be.aiff", &["-c:a", "pcm_s24be"], 0.1),
        ("music", "16.aiff", &["-c:a", "pcm_s16be"], 0.1),
        ("music", "24.caf", &["-c:a", "pcm_s24le"], 0.1),
    ]);
}

#[test]
fn lossless_codecs() {
    if crate::skip::slow() {
        return;
    }
    all(&[
        ("speech", "24.flac", &["-sample_fmt", "s32"], 0.1),
        ("music", "16.flac", &["-sample_fmt", "s16"], 0.1),
        ("film", "24.flac", &["-sample_fmt", "s32", "-channel_layout", "5.1"], 0.1),
        ("speech", "alac.m4a", &["-c:a", "alac"], 0.1),
        ("music", "alac.m4a", &["-c:a", "alac", "-sample_fmt", "s16p"], 0.1),
        ("tones", "alac.caf", &["-c:a", "alac"], 0.1),
    ]);
}

#[test]
fn lossy_codecs() {
    if crate::skip::slow() {
        return;
    }
    all(&[
        ("speech", "128.mp3", &["-b:a", "128k"], 0.2),
        ("speech", "vbr.mp3", &["-q:a", "4"], 0.2),
        ("music", "320.mp3", &["-b:a", "320k"], 0.2),
        ("music", "no-tag.mp3", &["-b:a", "192k", "-write_xing", "0", "-id3v2_version", "0"], 0.2),
        ("music", "44.mp3", &["-q:a", "2", "-ar", "44100"], 0.2),
        ("speech", "16k.mp3", &["-b:a", "64k", "-ar", "16000"], 0.2),
        ("speech", "aac.m4a", &["-c:a", "aac", "-b:a", "128k"], 0.2),
        ("music", "aac.m4a", &["-c:a", "aac", "-b:a", "192k", "-ar", "44100"], 0.2),
        ("music", "fast.m4a", &["-c:a", "aac", "-movflags", "+faststart"], 0.2),
        ("tones", "vorbis.ogg", &["-c:a", "libvorbis", "-q:a", "5"], 0.2),
        ("music", "vorbis.ogg", &["-c:a", "libvorbis", "-q:a", "5", "-ar", "44100"], 0.2),
    ]);
}

#[test]
fn rates_from_8_to_192_khz() {
    if crate::skip::slow() {
        return;
    }
    all(&[
        ("speech", "8.wav", &["-ar", "8000", "-c:a", "pcm_s16le"], 0.1),
        ("speech", "11.wav", &["-ar", "11025", "-c:a", "pcm_s16le"], 0.1),
        ("speech", "16.wav", &["-ar", "16000", "-c:a", "pcm_s16le"], 0.1),
        ("music", "22.wav", &["-ar", "22050", "-c:a", "pcm_s16le"], 0.1),
        ("music", "32.wav", &["-ar", "32000", "-c:a", "pcm_s24le"], 0.1),
        ("speech", "44.wav", &["-ar", "44100", "-c:a", "pcm_s24le"], 0.1),
        ("music", "88.flac", &["-ar", "88200", "-sample_fmt", "s32"], 0.1),
        ("speech", "96.wav", &["-ar", "96000", "-c:a", "pcm_s24le"], 0.1),
        ("music", "176.wav", &["-ar", "176400", "-c:a", "pcm_s24le"], 0.1),
        ("speech", "192.wav", &["-ar", "192000", "-c:a", "pcm_f32le"], 0.1),
    ]);
}
