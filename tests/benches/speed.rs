//! `cargo bench`: sealing and verifying against `cp`, `sha256sum`, `openssl`, `zip`, `bagit.py` and `7z`, on the
//! same data in the same run. What it measures and how to read it: docs/benchmarks.md.
#![allow(clippy::unwrap_used)] // a benchmark may panic

#[path = "../support/runner/mod.rs"]
mod runner;
#[path = "../support/skip/mod.rs"]
mod skip;

use hikae::base::digest::Sha256Digest;
use hikae::timestamp::{Anchors, BadToken, check};
use runner::{ROUND, Ran, Room};
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

const FILES: u64 = 20;
const MIB: f64 = 1024.0 * 1024.0;

fn main() -> ExitCode {
    if !std::env::args().any(|arg| arg == "--bench") {
        println!("speed: run by `cargo bench` only");
        return ExitCode::SUCCESS;
    }
    let mut targets = Targets::default();
    start_up(&mut targets);
    one_token(&mut targets);
    many_files(&mut targets);
    gigabytes(setting("HIKAE_BENCH_GB", 2.0), setting("HIKAE_BENCH_ROUNDS", 3.0) as usize, &mut targets);
    targets.print();
    let strict = std::env::var_os("HIKAE_BENCH_STRICT").is_some_and(|v| v == "1");
    if strict && targets.0.iter().any(|t| t.is_missed()) { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn setting(name: &str, otherwise: f64) -> f64 {
    let set = std::env::var(name).ok();
    set.map_or(otherwise, |text| text.parse().unwrap_or_else(|e| panic!("{name}: {e}")))
}

/// A number that must not be exceeded.
struct Target {
    what: &'static str,
    value: f64,
    most: f64,
    unit: &'static str,
}

impl Target {
    fn is_missed(&self) -> bool {
        self.value > self.most
    }
}

#[derive(Default)]
struct Targets(Vec<Target>);

impl Targets {
    fn add(&mut self, what: &'static str, value: f64, most: f64, unit: &'static str) {
        self.0.push(Target { what, value, most, unit });
    }

    fn print(&self) {
        println!("\n{:44} {:>10} {:>10}", "target", "measured", "at most");
        for t in &self.0 {
            let word = if t.is_missed() { "MISSED" } else { "met" };
            println!("{:44} {:>10.2} {:>10.2} {:4} {word}", t.what, t.value, t.most, t.unit);
        }
    }
}

/// Seconds of several runs of one thing.
struct Times(Vec<f64>);

impl Times {
    fn sorted(mut self) -> Self {
        self.0.sort_by(f64::total_cmp);
        self
    }
    fn best(&self) -> f64 {
        self.0[0]
    }
    fn median(&self) -> f64 {
        self.0[self.0.len() / 2]
    }
}

/// A program with its arguments, timed in a folder. `None`: not installed.
fn time(folder: &Path, program: &str, args: &[&OsStr]) -> Option<f64> {
    let start = Instant::now();
    let mut command = Command::new(program);
    command
        .args(args)
        .current_dir(folder)
        .env("LC_ALL", "C.UTF-8")
        .env("HIKAE_HOME", folder.join("home"))
        .env("HIKAE_OFFLINE", "1");
    let output = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).output();
    let seconds = start.elapsed().as_secs_f64();
    match output {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => None,
        Err(e) => panic!("{program}: {e}"),
        Ok(output) => {
            let errors = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{program} {args:?}\n{errors}");
            Some(seconds)
        }
    }
}

/// As [`time`], with plain arguments.
fn run(folder: &Path, program: &str, args: &[&str]) -> Option<f64> {
    time(folder, program, &args.iter().map(OsStr::new).collect::<Vec<_>>())
}

const HIKAE: &str = env!("CARGO_BIN_EXE_hikae");

// ---- 2 GB of WAV ----

/// Something that is timed once a round.
type Measure = (&'static str, fn(&Path) -> Option<f64>);

/// In the order in which they run. Each makes its input ready and clears up outside its own time.
const MEASURES: &[Measure] = &[
    ("cp -r, sync", |dir| {
        let seconds = run(dir, "cp", &["-r", "case", "copy"])? + run(dir, "sync", &[])?;
        remove(&dir.join("copy"));
        Some(seconds)
    }),
    ("hikae seal", |dir| {
        remove(&seals(dir));
        run(dir, HIKAE, &["seal", "case", "--quiet"])
    }),
    ("hikae verify", |dir| time(dir, HIKAE, &[OsStr::new("verify"), seals(dir).join("001.zip").as_os_str()])),
    ("sha256sum -c", |dir| run(&dir.join("bag"), "sha256sum", &["-c", "--quiet", "manifest-sha256.txt"])),
    ("openssl dgst -sha256", |dir| {
        let files: Vec<PathBuf> =
            fs::read_dir(dir.join("case").join(ROUND)).unwrap().map(|e| e.unwrap().path()).collect();
        let args = ["dgst", "-sha256"].map(OsStr::new).into_iter().chain(files.iter().map(|f| f.as_os_str()));
        time(dir, "openssl", &args.collect::<Vec<_>>())
    }),
    ("zip -0 -r", |dir| {
        let seconds = run(dir, "zip", &["-0", "-q", "-r", "other.zip", "case"]);
        remove(&dir.join("other.zip"));
        seconds
    }),
    ("bagit.py --validate --processes 2", |dir| {
        run(dir, "bagit.py", &["--quiet", "--validate", "--processes", "2", "bag"])
    }),
    ("bagit.py, 7z a -mx0 -tzip", |dir| {
        // bagit.py works in place: on links to the same files
        run(dir, "cp", &["-rl", "case", "made"])?;
        let bag = run(dir, "bagit.py", &["--quiet", "--sha256", "--processes", "2", "made"]);
        let zip = run(dir, "7z", &["a", "-mx0", "-tzip", "-bso0", "-bsp0", "other.zip", "made"]);
        remove(&dir.join("made"));
        remove(&dir.join("other.zip"));
        Some(bag? + zip?)
    }),
];

fn gigabytes(gb: f64, rounds: usize, targets: &mut Targets) {
    let room = Room::new();
    let dir = room.path();
    let (case, round) = room.case();
    fs::rename(case, dir.join("case")).unwrap();
    let round = dir.join("case").join(round.strip_prefix(dir.join("案件")).unwrap());
    let bytes = (gb * 1e9) as u64 / FILES;
    for number in 1..=FILES {
        write_wav(&round.join(format!("第{number}話.wav")), bytes, number);
    }
    // the folder that the other checkers read: our own archive, unzipped
    run(dir, HIKAE, &["seal", "case", "--quiet"]).unwrap();
    let archive = seals(dir).join("001.zip");
    let args = ["-q".as_ref(), archive.as_os_str(), "-d".as_ref(), "bag".as_ref()];
    let unzipped = time(dir, "unzip", &args).is_some();

    let mut times: Vec<Vec<f64>> = vec![Vec::new(); MEASURES.len()];
    for number in 1..=rounds.max(1) {
        eprintln!("{gb} GB in {FILES} files, round {number} of {rounds}");
        for ((name, measure), times) in MEASURES.iter().zip(&mut times) {
            let needs_bag = matches!(*name, "sha256sum -c" | "bagit.py --validate --processes 2");
            if needs_bag && !unzipped {
                continue;
            }
            run(dir, "sync", &[]); // nothing of the one before is left to be written
            let seconds = measure(dir);
            eprintln!("  {name}: {}", seconds.map_or("not installed".to_owned(), |s| format!("{s:.2} s")));
            times.extend(seconds);
        }
    }
    let times: Vec<Times> = times.into_iter().map(|t| Times(t).sorted()).collect();
    let of = |name: &str| times[MEASURES.iter().position(|(n, _)| *n == name).unwrap()].0.first().copied();
    let (seal, verify) = (of("hikae seal").unwrap(), of("hikae verify").unwrap());
    println!("\n{gb} GB of WAV, {rounds} rounds{:17} best s   median s       GB/s   seal is   verify is", "");
    for ((name, _), times) in MEASURES.iter().zip(&times) {
        if times.0.is_empty() {
            println!("{name:36} not installed");
            continue;
        }
        let (best, median) = (times.best(), times.median());
        println!(
            "{name:36} {best:>10.2} {median:>10.2} {:>10.2} {:>8.2} x {:>9.2} x",
            gb / best,
            seal / best,
            verify / best
        );
    }
    let mut ratio = |what, ours: f64, theirs: Option<f64>, most| match theirs {
        Some(theirs) => targets.add(what, ours / theirs, most, "x"),
        None => println!("{what}: not measured"),
    };
    ratio("seal / (cp -r, sync)", seal, of("cp -r, sync"), 1.6);
    ratio("seal / (bagit.py, 7z)", seal, of("bagit.py, 7z a -mx0 -tzip"), 1.0);
    ratio("verify / bagit.py --validate --processes 2", verify, of("bagit.py --validate --processes 2"), 1.0);
    targets.add("verify, seconds for each 2 GB", verify / gb * 2.0, 0.75, "s");
}

/// A mono WAV of 48 kHz and 24 bit with noise for samples.
fn write_wav(path: &Path, bytes: u64, seed: u64) {
    let data = u32::try_from(bytes).unwrap().saturating_sub(44);
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path).unwrap());
    out.write_all(b"RIFF").unwrap();
    out.write_all(&(data + 36).to_le_bytes()).unwrap();
    out.write_all(b"WAVEfmt \x10\0\0\0\x01\0\x01\0").unwrap();
    out.write_all(&48_000u32.to_le_bytes()).unwrap();
    out.write_all(&144_000u32.to_le_bytes()).unwrap();
    out.write_all(&[3, 0, 24, 0]).unwrap();
    out.write_all(b"data").unwrap();
    out.write_all(&data.to_le_bytes()).unwrap();
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15); // xorshift64
    for at in (0..data).step_by(8) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        out.write_all(&state.to_le_bytes()[..(data - at).min(8) as usize]).unwrap();
    }
    out.into_inner().unwrap().sync_all().unwrap();
}

fn seals(dir: &Path) -> PathBuf {
    let named = |name: &str| dir.join("case").join(name);
    if named("控え").exists() { named("控え") } else { named("seals") }
}

fn remove(path: &Path) {
    let done = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    if let Err(e) = done {
        assert_eq!(e.kind(), std::io::ErrorKind::NotFound, "{}: {e}", path.display());
    }
}

// ---- many small files, and one small archive ----

fn many_files(targets: &mut Targets) {
    println!("\nmany small files           seal s   verify s   seal MiB   verify MiB");
    for (folders, word) in [(10, "10,000 files"), (100, "100,000 files")] {
        let room = Room::new();
        let (case, round) = room.case();
        for folder in 0..folders {
            let folder_path = round.join(format!("take-{folder:03}"));
            fs::create_dir(&folder_path).unwrap();
            for file in 0..1000 {
                fs::write(folder_path.join(format!("{file:04}.txt")), format!("{folder} {file}")).unwrap();
            }
        }
        let timed = |args: &[&OsStr]| -> (f64, Ran) {
            run(room.path(), "sync", &[]);
            let start = Instant::now();
            let ran = room.fine(args);
            (start.elapsed().as_secs_f64(), ran)
        };
        let (seal, sealed) = timed(&[OsStr::new("seal"), case.as_os_str(), OsStr::new("--quiet")]);
        fs::rename(case, room.path().join("case")).unwrap();
        let archive = seals(room.path()).join("001.zip");
        let (verify, verified) = timed(&[OsStr::new("verify"), archive.as_os_str()]);
        let [seal_peak, verify_peak] = [sealed.peak, verified.peak].map(|bytes| bytes as f64 / MIB);
        println!("{word:22} {seal:>10.2} {verify:>10.2} {seal_peak:>10.1} {verify_peak:>12.1}");
        if folders == 10 {
            targets.add("seal, peak memory for 10,000 files", seal_peak, 64.0, "MiB");
            targets.add("verify, peak memory for 10,000 files", verify_peak, 64.0, "MiB");
        }
    }
}

fn start_up(targets: &mut Targets) {
    let room = Room::new();
    let (case, round) = room.case();
    write_wav(&round.join("a.wav"), 1_000_000, 1);
    let archive = room.seal(&case).unwrap();
    let times =
        (0..50).map(|_| time(room.path(), HIKAE, &[OsStr::new("verify"), archive.as_os_str()]).unwrap());
    let times = Times(times.collect()).sorted();
    println!(
        "verify of 1 MB with start-up: best {:.2} ms, median {:.2} ms",
        times.best() * 1e3,
        times.median() * 1e3
    );
    targets.add("verify of 1 MB with start-up", times.median() * 1e3, 10.0, "ms");
}

/// A real token of DigiCert: three signatures by RSA-4096.
fn one_token(targets: &mut Targets) {
    const TOKEN: &[u8] = include_bytes!("../time/digicert.tsr");
    let anchors = Anchors::pinned();
    // over whatever it is over: what was signed is not here
    let Err(BadToken::Imprint(imprint)) = check(TOKEN, Sha256Digest([0; 32]), &anchors) else { panic!() };
    let imprint: Sha256Digest = imprint.parse().unwrap();
    let times = (0..100).map(|_| {
        let start = Instant::now();
        assert!(check(TOKEN, imprint, &anchors).unwrap().authority.is_ok());
        start.elapsed().as_secs_f64()
    });
    let times = Times(times.collect()).sorted();
    println!("verify one token: best {:.2} ms, median {:.2} ms", times.best() * 1e3, times.median() * 1e3);
    targets.add("verify one token", times.median() * 1e3, 2.0, "ms");
}
