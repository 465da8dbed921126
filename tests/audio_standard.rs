//! The test signals of EBU Tech 3341 and 3342 that can be made from their descriptions, with their tolerances; and
//! loudness against the crate `ebur128`, a second implementation.
#![allow(clippy::unwrap_used)] // a test may panic

mod sound;

use ebur128::{EbuR128, Mode};
use sound::{Coding, Sound, audio, number};

fn db(level: f64) -> f64 {
    10.0_f64.powf(level / 20.0)
}

/// A stereo sine of 1 kHz at these levels (dBFS), each for so many seconds.
fn steps(steps: &[(f64, f64)]) -> Sound {
    let seconds = steps.iter().map(|(_, seconds)| seconds).sum();
    let mut sound = Sound::silence(48_000, 2, seconds);
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
    integrated(&steps(&[(-23.0, 20.0)]), -23.0); // 1
    integrated(&steps(&[(-33.0, 20.0)]), -33.0); // 2
    integrated(&steps(&[(-36.0, 10.0), (-23.0, 60.0), (-36.0, 10.0)]), -23.0); // 3
    integrated(&steps(&[(-72.0, 10.0), (-36.0, 10.0), (-23.0, 60.0), (-36.0, 10.0), (-72.0, 10.0)]), -23.0); // 4
    integrated(&steps(&[(-26.0, 20.0), (-20.0, 20.1), (-26.0, 20.0)]), -23.0); // 5
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
        let fact = audio(&steps(&levels).wav(Coding::Int(24)), "a.wav");
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
