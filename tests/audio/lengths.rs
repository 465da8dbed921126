//! MP3 and ADTS as they come: a count in the first frame that is not true, two files joined, an end that is not there or
//! that is another, and whole streams that state nothing.
#![cfg(unix)]
#![allow(clippy::unwrap_used)] // a test may panic

use crate::program::Desk;
use crate::sound::{Sound, audio, decoded, encoded, has_ffmpeg, piped, reason};
use hikae::format::fact::AudioFact;
use serde_json::Value;

/// A sound of a second and a half, of which one part is loud.
fn partly_loud(rate: u32, channels: usize, loud: (f64, f64)) -> Sound {
    let on: Vec<usize> = (0..channels).collect();
    let sound = Sound::silence(rate, channels, 1.5).noise(0.001, (0.0, 1.5)).noise(0.2, loud);
    sound.sine(&on, 330.0, 0.4, 0.0, loud)
}

/// Speech that starts quietly: the first frames of a variable rate tell little of the others.
fn quiet_at_first(rate: u32, channels: usize) -> Sound {
    partly_loud(rate, channels, (0.9, 1.5))
}

/// A jingle, and then speech.
fn loud_at_first(rate: u32, channels: usize) -> Sound {
    partly_loud(rate, channels, (0.0, 0.6))
}

/// Where the table of the first frame begins.
fn table(mp3: &[u8]) -> usize {
    mp3.windows(4).position(|w| w == b"Xing" || w == b"Info").unwrap()
}

fn stated_count(mp3: &[u8]) -> u32 {
    let at = table(mp3) + 8;
    u32::from_be_bytes(mp3[at..at + 4].try_into().unwrap())
}

/// The same with another count of frames.
fn with_count(mp3: &[u8], count: u32) -> Vec<u8> {
    let at = table(mp3) + 8;
    [&mp3[..at], &count.to_be_bytes(), &mp3[at + 4..]].concat()
}

fn frames(fact: &AudioFact) -> u64 {
    fact.frames.map_or(0, |n| n.get())
}

/// Whole: measured to its end, and nothing is said against it.
#[track_caller]
fn is_whole(bytes: &[u8], name: &str) {
    let fact = audio(bytes, name);
    let against: Vec<_> =
        fact.unmeasured.iter().filter(|u| !u.field.ends_with("_lufs") && !u.field.ends_with("_lu")).collect();
    assert!(against.iter().all(|u| u.field == "noise_floor_dbfs"), "{name}: {against:?}");
    assert!(fact.pcm_sha256.is_some(), "{name}");
    assert_eq!(frames(&fact), decoded(bytes, name), "{name}");
}

#[track_caller]
fn is_not_whole(bytes: &[u8], name: &str) {
    let fact = audio(bytes, name);
    assert!(reason(&fact, "rest").or_else(|| reason(&fact, "audio")).is_some(), "{name}: {fact:?}");
    assert!(fact.pcm_sha256.is_none(), "{name}: a hash of a part");
}

/// The same recording, as `contains` decides where the bytes are not the same.
fn is_same(sealed: &[u8], offered: &[u8]) -> bool {
    let (sealed, offered) = (audio(sealed, "a.mp3"), audio(offered, "b.mp3"));
    hikae::audio::sameness(&sealed, &offered) == Some(hikae::audio::Sameness::Samples)
}

#[test]
fn a_count_that_is_not_true_is_not_the_length() {
    if crate::skip::slow() {
        return;
    }
    if !has_ffmpeg() {
        return;
    }
    for (words, sound) in [
        ("-b:a 64k", quiet_at_first(44_100, 1)),
        ("-q:a 4", quiet_at_first(48_000, 2)),
        ("-q:a 5", loud_at_first(22_050, 1)),
        ("-abr 1 -b:a 64k", loud_at_first(32_000, 2)),
    ] {
        let mp3 = encoded(&sound, "a.mp3", words);
        is_whole(&mp3, "a.mp3");
        let (whole, count) = (audio(&mp3, "a.mp3"), stated_count(&mp3));
        for wrong in [0, 12, count / 2, count + 1, 10 * count] {
            let forged = with_count(&mp3, wrong);
            let fact = audio(&forged, "a.mp3");
            let more = frames(&fact).checked_sub(frames(&whole));
            // all that the stream holds: what the encoder put behind is not known any more
            assert!(more.is_some_and(|n| n < 3_000), "{words}, {wrong} of {count}: {:?}", fact.frames);
            let said = reason(&fact, "stated_length");
            // a count of nothing states nothing
            assert_eq!(said.as_deref(), (wrong > 0).then_some("differs"), "{words}, {wrong} of {count}");
            // a copy that lacks its last third, whatever its count
            let cut = &forged[..forged.len() * 2 / 3];
            assert!(!is_same(&forged, cut) && !is_same(&mp3, cut), "{words}, {wrong} of {count}");
        }
        is_not_whole(&mp3[..mp3.len() * 3 / 5], "cut.mp3");
    }
}

#[test]
fn what_is_joined_is_both() {
    if crate::skip::slow() {
        return;
    }
    if !has_ffmpeg() {
        return;
    }
    let tags = "-id3v2_version 3 -write_id3v1 1 -metadata title=b";
    for (words, rate) in
        [("-b:a 64k", 44_100), ("-q:a 4", 48_000), ("-b:a 64k -write_xing 0", 44_100), ("-q:a 6", 24_000)]
    {
        let first = encoded(&loud_at_first(rate, 1), "a.mp3", words);
        let second = encoded(&quiet_at_first(rate, 1), "b.mp3", &format!("{words} {tags}"));
        let third = encoded(&Sound::music_of(rate, 1, 0.7), "c.mp3", words);
        let joined = [&first[..], &second].concat();
        let (fact, alone) = (audio(&joined, "a.mp3"), audio(&first, "a.mp3"));
        let sum = frames(&alone) + frames(&audio(&second, "b.mp3"));
        // with what the encoder put in front of the second, and behind both
        assert!((sum..sum + 6_000).contains(&frames(&fact)), "{words}: {:?}, {sum}", fact.frames);
        assert!(!is_same(&joined, &first) && !is_same(&first, &joined), "{words}");
        assert!(!is_same(&joined, &[&first[..], &third].concat()), "{words}");
    }
}

#[test]
fn contains_never_calls_a_forged_end_the_same() {
    if !has_ffmpeg() {
        return;
    }
    let desk = Desk::new();
    let first = encoded(&loud_at_first(44_100, 1), "a.mp3", "-b:a 64k");
    let second = encoded(&quiet_at_first(44_100, 1), "a.mp3", "-b:a 64k");
    let tail = piped(&loud_at_first(48_000, 1), "mp3", "-q:a 3");
    let other = piped(&quiet_at_first(48_000, 1), "mp3", "-q:a 3");
    let half = with_count(&second, stated_count(&second) / 2);
    let joined = [&first[..], &second].concat();
    for (name, bytes) in [("first", &first), ("tail", &tail), ("half", &half)] {
        desk.write(format!("job/delivery/1/{name}.mp3"), bytes);
    }
    desk.write("both/delivery/1/joined.mp3", &joined);
    assert_eq!(desk.run(&["seal", "job"]).code, Some(0));
    assert_eq!(desk.run(&["seal", "both"]).code, Some(0));
    let end = tail.len() - 1_500;
    let id3 = [&b"ID3\x04\0\0\0\0\0\x0A"[..], &[0; 10], &first].concat();
    for (name, bytes) in [
        ("tagged", id3),
        ("joined", joined),
        ("other", [&first[..], &encoded(&Sound::music_of(44_100, 1, 0.7), "a.mp3", "-b:a 64k")].concat()),
        ("cut", tail[..end].to_vec()),
        ("zeroed", [&tail[..end], &[0; 1_500]].concat()),
        ("overwritten", [&tail[..end], &other[other.len() - 1_500..]].concat()),
        ("half-cut", half[..half.len() * 2 / 3].to_vec()),
    ] {
        desk.write(format!("offered/{name}.mp3"), bytes);
    }
    desk.write("back/first.mp3", &first);
    let results = |seals: &str, offered: &str| -> Vec<(String, String)> {
        let said: Value =
            serde_json::from_str(&desk.run(&["--json", "contains", seals, offered]).out).unwrap();
        let word = |v: &Value| v.as_str().unwrap().to_owned();
        said["results"].as_array().unwrap().iter().map(|r| (word(&r["file"]), word(&r["result"]))).collect()
    };
    for (file, result) in results("job/seals", "offered") {
        let expected = if file.ends_with("tagged.mp3") { "same-samples" } else { "not-established" };
        assert_eq!(result, expected, "{file}");
    }
    let both = results("both/seals", "offered").into_iter().chain(results("both/seals", "back"));
    let same: Vec<String> = both.filter(|(_, r)| r.starts_with("same")).map(|(file, _)| file).collect();
    assert_eq!(same, ["offered/joined.mp3"]);
}

#[test]
fn whole_streams_that_state_nothing_are_never_called_broken() {
    if crate::skip::slow() {
        return;
    }
    if !has_ffmpeg() {
        return;
    }
    let bare = "-write_xing 0 -id3v2_version 0";
    for sound in [quiet_at_first(44_100, 2), loud_at_first(48_000, 1), quiet_at_first(22_050, 1)] {
        for words in ["-q:a 4", "-abr 1 -b:a 96k"] {
            is_whole(&encoded(&sound, "a.mp3", &format!("{words} {bare}")), "a.mp3");
            is_whole(&piped(&sound, "mp3", words), "a.mp3");
        }
        let tagged = encoded(
            &sound,
            "a.mp3",
            "-q:a 4 -write_xing 0 -id3v2_version 4 -metadata title=a -write_id3v1 1",
        );
        is_whole(&tagged, "a.mp3");
    }
    for sound in [quiet_at_first(32_000, 1), loud_at_first(44_100, 2), quiet_at_first(48_000, 1)] {
        for words in ["-c:a aac -b:a 96k", "-c:a aac -q:a 0.6"] {
            let adts = encoded(&sound, "a.aac", words);
            is_whole(&adts, "a.aac");
            is_whole(&piped(&sound, "adts", words), "a.aac");
            is_whole(&[&b"ID3\x04\0\0\0\0\x01\0"[..], &[0; 128], &adts].concat(), "a.aac");
            is_not_whole(&adts[..adts.len() - 9], "a.aac");
        }
    }
}
