//! Runs the program as a person would: in a folder of its own, with a home of its own, never for ever.
#![allow(dead_code, clippy::unwrap_used)] // every test binary uses its own part; a test may panic

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Longer than any run here takes on a busy machine: whoever reaches it hangs.
const HANGS: Duration = Duration::from_secs(60);

/// A folder to work in, and a home with a key.
pub struct Desk {
    dir: TempDir,
}

/// How a run ended.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Desk {
    /// A desk whose home has a key already: what is said at the very first seal is another test's.
    pub fn new() -> Self {
        let desk = Self { dir: tempfile::tempdir().unwrap() };
        open_to_all(desk.dir.path());
        desk.write("first/delivery/1/a.txt", "first");
        assert_eq!(desk.run(&["seal", "first"]).code, Some(0));
        fs::remove_dir_all(desk.path("first")).unwrap();
        desk
    }

    /// The full path of a name here.
    pub fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Writes a file, with the folders that it needs.
    pub fn write(&self, name: impl AsRef<Path>, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    /// A large file that takes no room on disk.
    pub fn sparse(&self, name: &str, size: u64) -> PathBuf {
        let path = self.write(name, "");
        fs::File::options().write(true).open(&path).unwrap().set_len(size).unwrap();
        path
    }

    /// A case with one delivered file, sealed once.
    pub fn sealed_case(&self, name: &str) {
        self.write(format!("{name}/delivery/1/a.wav"), format!("as delivered: {name}"));
        let ran = self.run(&["seal", name]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
    }

    /// Every file and folder here, but for the home.
    pub fn tree(&self) -> Vec<String> {
        let walk = walkdir::WalkDir::new(self.dir.path()).min_depth(1).sort_by_file_name().into_iter();
        let names = walk.filter_entry(|e| e.file_name() != "home").flatten();
        names.map(|e| e.path().strip_prefix(self.dir.path()).unwrap().display().to_string()).collect()
    }

    /// Temporary files in a folder.
    pub fn leftovers(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).into_iter().flatten().flatten();
        let names = entries.map(|e| e.file_name().to_string_lossy().into_owned());
        names.filter(|n| n.starts_with(".hikae-") && n.ends_with(".tmp")).collect()
    }

    /// A command that runs here, with nobody at the keyboard.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(self.dir.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command.env("HIKAE_OFFLINE", "1"); // an authority is asked only where a test names one
        command.env("HIKAE_HOME", self.path("home")).env("LC_ALL", "C.UTF-8").env("RUST_BACKTRACE", "1");
        command.env_remove("SOURCE_DATE_EPOCH");
        // nothing opens on the desktop of whoever runs the tests
        command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
        command
    }

    /// hikae with arguments.
    pub fn hikae(&self, args: &[&str]) -> Command {
        let mut command = self.command(env!("CARGO_BIN_EXE_hikae"));
        command.args(args);
        if args.contains(&"--tsa") {
            command.env_remove("HIKAE_OFFLINE"); // the two contradict each other
        }
        command
    }

    /// Runs hikae to its end.
    pub fn run(&self, args: &[&str]) -> Ran {
        finish(self.hikae(args).spawn().unwrap())
    }

    /// Starts hikae and waits until it writes into `folder`.
    pub fn run_until_writing(&self, args: &[&str], folder: &str) -> Child {
        let mut child = self.hikae(args).spawn().unwrap();
        let begun = Instant::now();
        while self.leftovers(folder).is_empty() {
            assert!(begun.elapsed() < HANGS, "nothing is written");
            assert!(child.try_wait().unwrap().is_none(), "ended early: {:?}", finish(child));
            thread::sleep(Duration::from_micros(200));
        }
        child
    }
}

impl Ran {
    /// Fails unless it ended so, with these lines on the error stream.
    #[track_caller]
    pub fn says(&self, code: i32, err: &[&str]) {
        assert_eq!((self.code, self.err.lines().collect::<Vec<_>>()), (Some(code), err.to_vec()), "{self:?}");
    }

    /// Fails unless it ended so, with a first line on the error stream that has these words.
    #[track_caller]
    pub fn names(&self, code: i32, words: &[&str]) {
        let first = self.err.lines().next().unwrap_or_default();
        assert!(self.code == Some(code) && words.iter().all(|w| first.contains(w)), "{words:?} in {self:?}");
        self.is_calm();
    }

    /// Fails if it panicked, or printed something that no sentence should hold.
    #[track_caller]
    pub fn is_calm(&self) {
        for word in ["panicked", "stack backtrace", "os error", "{", "Error("] {
            assert!(!self.err.contains(word), "{word} in {self:?}");
        }
        assert!(self.code.is_some(), "{self:?}");
    }
}

/// Waits for the end of a run; one that hangs is stopped, and the test fails.
#[track_caller]
pub fn finish(mut child: Child) -> Ran {
    fn reader(mut from: impl Read + Send + 'static) -> thread::JoinHandle<String> {
        thread::spawn(move || {
            let mut bytes = Vec::new();
            from.read_to_end(&mut bytes).unwrap();
            String::from_utf8_lossy(&bytes).into_owned()
        })
    }
    let (out, err) = (reader(child.stdout.take().unwrap()), reader(child.stderr.take().unwrap()));
    let begun = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if begun.elapsed() > HANGS {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("hangs; so far: {:?}", err.join());
        }
        thread::sleep(Duration::from_millis(1));
    };
    Ran { code: status.code(), out: out.join().unwrap(), err: err.join().unwrap() }
}

/// Sends a signal by name.
pub fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([format!("-{name}"), child.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

/// Makes a pipe with a name.
pub fn fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// Whether this user may do everything, so that permissions hold nobody off.
pub fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().unwrap();
    id.stdout == b"0\n"
}

/// Another user may look into this folder.
pub fn open_to_all(path: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}
