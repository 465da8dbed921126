//! `cargo bench --bench audio`: measuring audio against `ffmpeg`, and sealing with and without it, on the same data in
//! the same run. What it measures and how to read it: docs/benchmarks.md.
#![allow(clippy::unwrap_used)] // a benchmark may panic

#[path = "../support/runner/mod.rs"]
mod runner;
#[path = "../support/skip/mod.rs"]
mod skip;
#[path = "../support/sound/mod.rs"]
mod sound;

use hikae::base::entry_name::EntryName;
use runner::{ROUND, Room};
use sound::{Coding, Sound, speech};
use std::ffi::OsStr;
use std::fs::{self, File};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

/// What a core must reach, as times real time, and the goal.
struct Target {
    name: &'static str,
    convert: &'static [&'static str],
    least: f64,
    goal: f64,
}

const FILES: &[Target] = &[
    Target { name: "mono.wav", convert: &["-c:a", "pcm_s24le"], least: 800.0, goal: 1_500.0 },
    Target { name: "mono.flac", convert: &["-sample_fmt", "s32"], least: 500.0, goal: 500.0 },
    Target { name: "mono.mp3", convert: &["-b:a", "128k"], least: 500.0, goal: 500.0 },
    Target { name: "stereo.wav", convert: &["-ac", "2", "-c:a", "pcm_s24le"], least: 400.0, goal: 750.0 },
];

fn main() -> ExitCode {
    if !std::env::args().any(|arg| arg == "--bench") {
        println!("audio: run by `cargo bench` only");
        return ExitCode::SUCCESS;
    }
    let setting =
        |name: &str, otherwise: f64| std::env::var(name).map_or(otherwise, |text| text.parse().unwrap());
    let rounds = setting("HIKAE_BENCH_ROUNDS", 3.0) as usize;
    let mut missed = measuring(setting("HIKAE_BENCH_MINUTES", 20.0), rounds);
    missed |= sealing(setting("HIKAE_BENCH_GB", 2.0), rounds);
    let strict = std::env::var_os("HIKAE_BENCH_STRICT").is_some_and(|v| v == "1");
    if strict && missed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// The best of several runs, in seconds.
fn best(rounds: usize, mut run: impl FnMut()) -> f64 {
    let once = |_| {
        let start = Instant::now();
        run();
        start.elapsed().as_secs_f64()
    };
    (0..rounds).map(once).fold(f64::INFINITY, f64::min)
}

fn ffmpeg(args: &[&OsStr]) -> bool {
    let mut command = Command::new("ffmpeg");
    command.args(["-nostdin", "-v", "error", "-y"]).args(args);
    command.stdin(Stdio::null()).stdout(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// Times real time on one core, each beside ffmpeg on one thread.
fn measuring(minutes: f64, rounds: usize) -> bool {
    let room = Room::new();
    let mut missed = false;
    println!("{:12} {:>8} {:>8} {:>8} {:>10} {:>8}", "", "hikae", "least", "goal", "ffmpeg", "ratio");
    for target in FILES {
        let file = room.path().join(target.name);
        let seconds = format!("{}", minutes * 60.0);
        let mut args: Vec<&OsStr> = ["-stream_loop", "-1", "-i"].map(OsStr::new).to_vec();
        let speech = speech();
        args.extend([speech.as_os_str(), OsStr::new("-t"), OsStr::new(&seconds)]);
        args.extend(target.convert.iter().map(OsStr::new));
        args.push(file.as_os_str());
        if !ffmpeg(&args) {
            println!("ffmpeg is not installed");
            return false;
        }
        let name = EntryName::new("data/001/delivery/1/a").unwrap();
        let ours = best(rounds, || {
            let source = File::open(&file).unwrap();
            let size = source.metadata().unwrap().len();
            assert!(
                !hikae::workspace::describe::describe_at(&source, size, &name, &|_| Ok(()))
                    .unwrap()
                    .is_empty()
            );
        });
        let theirs = best(rounds, || {
            let args = [
                "-threads",
                "1",
                "-i",
                file.to_str().unwrap(),
                "-af",
                "ebur128=peak=true",
                "-f",
                "null",
                "-",
            ];
            assert!(ffmpeg(&args.map(OsStr::new)));
        });
        let (ours, theirs) = (minutes * 60.0 / ours, minutes * 60.0 / theirs);
        let word = match ours {
            n if n >= target.goal => "goal met",
            n if n >= target.least => "met",
            _ => "MISSED",
        };
        missed |= ours < target.least;
        println!(
            "{:12} {ours:>7.0}x {:>7.0}x {:>7.0}x {theirs:>9.0}x {:>8.1} {word}",
            target.name,
            target.least,
            target.goal,
            ours / theirs
        );
    }
    missed
}

/// Sealing stereo WAV with and without measuring it.
fn sealing(gigabytes: f64, rounds: usize) -> bool {
    const FILES: usize = 20;
    let room = Room::new();
    let case = room.path().join("case");
    let round = case.join(ROUND);
    fs::create_dir_all(&round).unwrap();
    let bytes = (gigabytes * 1e9) as usize / FILES;
    // music, not noise: what a true peak costs depends on the sound
    let sound = Sound::music(48_000, 2);
    let data = sound.data(Coding::Int(24));
    let data: Vec<u8> = data.iter().copied().cycle().take(bytes / 6 * 6).collect();
    let wav = sound::wav_file(1, 24, 48_000, 2, &data);
    for i in 0..FILES {
        fs::write(round.join(format!("{i:02}.wav")), &wav).unwrap();
    }
    let seal = |more: &[&str]| {
        let _ = fs::remove_dir_all(case.join("控え"));
        let _ = Command::new("sync").status();
        let start = Instant::now();
        let mut command = Command::new(env!("CARGO_BIN_EXE_hikae"));
        command.args(["seal", "--offline"]).arg(&case).args(more).env("HIKAE_HOME", room.path().join("home"));
        let done = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
        assert!(done.success());
        start.elapsed().as_secs_f64()
    };
    seal(&["--no-analysis"]); // the key, and files in memory
    let (mut with, mut without) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..rounds {
        without = without.min(seal(&["--no-analysis"]));
        with = with.min(seal(&[]));
    }
    let ratio = with / without;
    let word = if ratio <= 3.0 { "met" } else { "MISSED" };
    println!(
        "\nseal {gigabytes} GB of stereo WAV: {without:.2} s, with measuring {with:.2} s: {ratio:.2} times, at most 3 {word}"
    );
    ratio > 3.0
}
