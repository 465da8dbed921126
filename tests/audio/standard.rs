//! The test signals of EBU Tech 3341 and 3342 that can be made from their descriptions, with their tolerances; and
//! loudness against the crate `ebur128`, a second implementation.
#![allow(clippy::unwrap_used)] // a test may panic

use crate::sound::{self, Coding, Sound, audio, number};
use ebur128::{EbuR128, Mode};

fn db(level: f64) -> f64 {
    10.0_f64.powf(level / 20.0)
}

/// A stereo sine of 1 kHz at these levels (dBFS), each for so many seconds.
fn steps(rate: u32, steps: &[(f64, f64)]) -> Sound {
    let seconds = steps.iter().map(|(_, seconds)| seconds).sum();
    let mut sound = Sound::silence(rate, 2, seconds);
    let mut from = 0.0;
    for (level, seconds) in steps {
        sound = sound.sine(&[0, 1], 1_000.0, db(*level), 0.0, (from, from + seconds));
        from += seconds;
    }
    sound
}

#[track_caller]
fn integrated(sound: &Sound, expected: f64) {
    let measured = number(&audio(&sound.wav(Coding::Int(24)), "a.wav").integrated_loudness_lufs);
    assert!((measured - expected).abs() <= 0.1, "{measured} LUFS, {expected} expected");
}

#[test]
fn tech_3341_integrated_loudness() {
    integrated(&steps(48_000, &[(-23.0, 20.0)]), -23.0); // 1
    integrated(&steps(48_000, &[(-33.0, 20.0)]), -33.0); // 2
    integrated(&steps(48_000, &[(-36.0, 10.0), (-23.0, 60.0), (-36.0, 10.0)]), -23.0); // 3
    integrated(
        &steps(48_000, &[(-72.0, 10.0), (-36.0, 10.0), (-23.0, 60.0), (-36.0, 10.0), (-72.0, 10.0)]),
        -23.0,
    ); // 4
    integrated(&steps(48_000, &[(-26.0, 20.0), (-20.0, 20.1), (-26.0, 20.0)]), -23.0); // 5
    let film = Sound::silence(48_000, 5, 20.0)
        .sine(&[0, 1], 1_000.0, db(-28.0), 0.0, (0.0, 20.0))
        .sine(&[2], 1_000.0, db(-24.0), 0.0, (0.0, 20.0))
        .sine(&[3, 4], 1_000.0, db(-30.0), 0.0, (0.0, 20.0));
    integrated(&film, -23.0); // 6
}

#[test]
fn tech_3342_loudness_range() {
    for (levels, expected) in [
        (&[-20.0, -30.0][..], 10.0),
        (&[-20.0, -15.0], 5.0),
        (&[-40.0, -20.0], 20.0),
        (&[-50.0, -35.0, -20.0, -35.0, -50.0], 15.0),
    ] {
        let levels: Vec<(f64, f64)> = levels.iter().map(|level| (*level, 20.0)).collect();
        let fact = audio(&steps(16_000, &levels).wav(Coding::Int(24)), "a.wav");
        let range = number(&fact.loudness_range_lu);
        assert!((range - expected).abs() <= 1.0, "{range} LU, {expected} expected");
    }
}

/// Signals 15 to 19: sines whose samples miss the crest. +0.2 and -0.4 dB are allowed.
#[test]
fn tech_3341_true_peak() {
    for (part_of_rate, phase, amplitude, expected) in [
        (4.0, 0.0, 0.5, -6.0),
        (4.0, 45.0, 0.5, -6.0),
        (6.0, 60.0, 0.5, -6.0),
        (8.0, 67.5, 0.5, -6.0),
        (4.0, 45.0, 1.41, 3.0),
    ] {
        for rate in [44_100, 48_000, 96_000] {
            let sound = Sound::silence(rate, 2, 1.0);
            let sound =
                sound.sine(&[0, 1], f64::from(rate) / part_of_rate, amplitude, phase, (0.0, 1.0)).faded();
            let peak = number(&audio(&sound.wav(Coding::Int(24)), "a.wav").true_peak_dbtp);
            assert!(peak <= expected + 0.2 && peak >= expected - 0.4, "{peak} dBTP, {expected} expected");
        }
    }
}

#[test]
fn loudness_is_that_of_a_second_implementation() {
    for (rate, channels) in [(8_000, 1), (44_100, 2), (48_000, 6), (96_000, 1), (192_000, 2)] {
        let sound = Sound::music(rate, channels);
        let fact = audio(&sound.wav(Coding::Float), "a.wav");
        let mut second = EbuR128::new(channels as u32, rate, Mode::I).unwrap();
        second.add_frames_f64(&sound.samples).unwrap();
        let theirs = second.loudness_global().unwrap();
        let ours = number(&fact.integrated_loudness_lufs);
        assert!((ours - theirs).abs() < 0.02, "{ours} {theirs} at {rate} Hz, {channels}");
    }
}

/// The samples of the narration in the examples, 24 bits, between two moments in seconds, several times over.
fn narration(from: f64, to: f64, times: usize) -> Sound {
    let file = std::fs::read(sound::speech()).unwrap();
    let samples: Vec<f64> = file[44..]
        .chunks_exact(3)
        .map(|b| f64::from(i32::from_le_bytes([0, b[0], b[1], b[2]])) / 2_147_483_648.0)
        .collect();
    let at = |seconds: f64| (seconds * 48_000.0) as usize;
    Sound { rate: 48_000, channels: 1, samples: samples[at(from)..at(to)].repeat(times) }
}

/// The first 0.9 s are room, then somebody speaks.
#[test]
fn the_noise_floor_of_real_speech() {
    let room = narration(0.0, 0.9, 1).samples;
    let expected = 10.0 * (room.iter().map(|s| s * s).sum::<f64>() / room.len() as f64).log10();
    let floor = |sound: &Sound| {
        let fact = audio(&sound.wav(Coding::Int(24)), "a.wav");
        (number(&fact.noise_floor_dbfs), sound::reason(&fact, "noise_floor_dbfs"))
    };
    let (whole, _) = floor(&narration(0.0, 6.0, 1));
    assert!((whole - expected).abs() < 1.0, "{whole} {expected}");
    // half a second of it before speech without a pause
    let mut half = narration(0.2, 0.7, 1);
    half.samples.extend(narration(1.1, 1.6, 8).samples);
    let (half, _) = floor(&half);
    assert!((half - expected).abs() < 1.0, "{half} {expected}");
    for (from, to) in [(1.1, 1.6), (1.1, 1.8), (1.05, 1.45)] {
        assert_eq!(floor(&narration(from, to, 10)).1.as_deref(), Some("no-pause"), "{from} to {to}");
    }
    assert_eq!(floor(&narration(1.1, 1.5, 1)).1.as_deref(), Some("too-short"));
}
