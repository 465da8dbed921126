//! What tests that run the program need: a home of its own, case folders, memory watched from outside.
#![allow(dead_code, clippy::unwrap_used)] // every test binary uses its own part; a test may panic

use serde_json::Value;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;
use tempfile::TempDir;

/// The folder of the case that [`Room::case`] makes, with its first round.
pub const ROUND: &str = "納品/1回目";

/// A folder under `target/`, gone at the end, with the keys and configuration of this test alone.
pub struct Room(TempDir);

/// How a run of the program ended.
pub struct Ran {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
    /// Most memory it ever held, in bytes (`VmHWM`); 0 where there is no `/proc`.
    pub peak: u64,
}

impl Room {
    pub fn new() -> Self {
        Self(tempfile::Builder::new().prefix("hikae-").tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap())
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// A case folder with an empty first round; returns the case and the round.
    pub fn case(&self) -> (PathBuf, PathBuf) {
        let case = self.path().join("案件");
        let round = case.join(ROUND);
        fs::create_dir_all(&round).unwrap();
        (case, round)
    }

    /// Runs the program, in English unless the arguments say otherwise.
    pub fn hikae(&self, args: &[&OsStr]) -> Ran {
        let mut child = Command::new(env!("CARGO_BIN_EXE_hikae"))
            .args(args)
            .env("HIKAE_HOME", self.path().join("home"))
            .env("HIKAE_OFFLINE", "1")
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let status = format!("/proc/{}/status", child.id());
        let watch = thread::spawn(move || {
            let mut peak = 0;
            // the kernel keeps the maximum; the last look before the end is the whole story but for a millisecond
            while let Some(now) = fs::read_to_string(&status).ok().as_deref().and_then(high_water) {
                peak = peak.max(now);
                thread::sleep(Duration::from_millis(1));
            }
            peak
        });
        let errors = child.stderr.take().unwrap();
        let errors = thread::spawn(move || std::io::read_to_string(errors).unwrap());
        let stdout = std::io::read_to_string(child.stdout.take().unwrap()).unwrap();
        let code = child.wait().unwrap().code();
        Ran { code, stdout, stderr: errors.join().unwrap(), peak: watch.join().unwrap() }
    }

    /// Runs the program; it must end with 0.
    pub fn fine(&self, args: &[&OsStr]) -> Ran {
        let ran = self.hikae(args);
        assert_eq!(ran.code, Some(0), "{args:?}\n{}{}", ran.stdout, ran.stderr);
        ran
    }

    /// Seals what is new in a case; the archive, or `None` if nothing is new.
    pub fn seal(&self, case: &Path) -> Option<PathBuf> {
        let ran = self.fine(&[OsStr::new("seal"), case.as_os_str(), OsStr::new("--json")]);
        let said: Value = serde_json::from_str(&ran.stdout).unwrap();
        Some(PathBuf::from(said["sealed"]["path"].as_str()?))
    }

    /// Verifies an archive, which must be intact; what the program said of it.
    pub fn verify(&self, archive: &Path) -> Value {
        let ran = self.fine(&[OsStr::new("verify"), archive.as_os_str(), OsStr::new("--json")]);
        let said: Value = serde_json::from_str(&ran.stdout).unwrap();
        assert_eq!(said["verdict"], "intact", "{said}");
        said
    }
}

/// `VmHWM` in bytes. A process that has ended but was not waited for has none.
fn high_water(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? * 1024)
}

/// Runs another program, which must be installed in CI; `None` (said aloud) where it is not.
pub fn tool(program: &str, args: &[&OsStr]) -> Option<Output> {
    match Command::new(program).args(args).env("LC_ALL", "C.UTF-8").stdin(Stdio::null()).output() {
        Ok(output) => Some(output),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            crate::skip::missing(&format!("{program} is not installed"));
            None
        }
        Err(e) => panic!("{program}: {e}"),
    }
}

/// Bytes free on the disk that holds `folder`.
pub fn free_space(folder: &Path) -> Option<u64> {
    let output = tool("df", &[OsStr::new("-kP"), folder.as_os_str()])?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    Some(text.lines().nth(1)?.split_whitespace().nth(3)?.parse::<u64>().ok()? * 1024)
}
