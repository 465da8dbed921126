//! Pages to PDF and PNG through a browser that is on the machine: headless, with a profile folder of its own, without
//! network, and without the header and footer that would print local paths.

use crate::base::error::{Error, ErrorKind, Result};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Far above the second or two that a page takes, also on a slow machine that starts a browser for the first time.
const PATIENCE: Duration = Duration::from_secs(60);

/// Where browsers are, beside the folders of `PATH`.
const PLACES: &[&str] = &[
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
/// Below the folders of programs on Windows; Edge is on every one.
const WINDOWS: &[&str] = &[r"Microsoft\Edge\Application\msedge.exe", r"Google\Chrome\Application\chrome.exe"];
const NAMES: &[&str] =
    &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge"];

/// A browser that was found.
#[derive(Debug, Clone)]
pub struct Browser {
    program: PathBuf,
}

/// The size of a picture, in CSS pixels.
#[derive(Debug, Clone, Copy)]
pub struct Picture {
    /// Across.
    pub width: u32,
    /// Down.
    pub height: u32,
    /// Device pixels for one of them.
    pub scale: u32,
}

impl Browser {
    /// A browser on this machine. `HIKAE_BROWSER` names another one, or `none`.
    pub fn find() -> Option<Self> {
        if let Some(named) = std::env::var_os("HIKAE_BROWSER").filter(|named| !named.is_empty()) {
            return Some(PathBuf::from(named))
                .filter(|program| program.is_file())
                .map(|program| Self { program });
        }
        let folders =
            ["ProgramFiles(x86)", "ProgramFiles", "LocalAppData"].into_iter().filter_map(std::env::var_os);
        let windows =
            folders.flat_map(|folder| WINDOWS.iter().map(move |rest| Path::new(&folder).join(rest)));
        let path = std::env::var_os("PATH").unwrap_or_default();
        let on_path: Vec<PathBuf> = std::env::split_paths(&path)
            .flat_map(|folder| NAMES.iter().map(move |name| folder.join(name)))
            .collect();
        let places = PLACES.iter().map(PathBuf::from);
        let program = places.chain(windows).chain(on_path).find(|program| program.is_file())?;
        Some(Self { program })
    }

    /// Prints a page of this machine as a PDF.
    ///
    /// # Errors
    /// [`ErrorKind::Browser`] if it gave none; those of `stop`.
    pub fn pdf(&self, page: &Path, out: &Path, stop: &dyn Fn() -> Result<()>) -> Result<()> {
        let print = [option("--print-to-pdf=", absolute(out)?), "--no-pdf-header-footer".into()];
        self.run(page, out, &print, stop)
    }

    /// Takes a picture of a page.
    ///
    /// # Errors
    /// Those of [`Browser::pdf`].
    pub fn png(
        &self,
        page: &Path,
        out: &Path,
        picture: Picture,
        stop: &dyn Fn() -> Result<()>,
    ) -> Result<()> {
        let shot = [
            option("--screenshot=", absolute(out)?),
            format!("--window-size={},{}", picture.width, picture.height).into(),
            format!("--force-device-scale-factor={}", picture.scale).into(),
            "--hide-scrollbars".into(),
        ];
        self.run(page, out, &shot, stop)
    }

    fn run(
        &self,
        page: &Path,
        out: &Path,
        options: &[OsString],
        stop: &dyn Fn() -> Result<()>,
    ) -> Result<()> {
        let failed = |detail: String| Error::from(ErrorKind::Browser).on(&self.program).detail(detail);
        let profile = tempfile::Builder::new().prefix("hikae-browser-").tempdir();
        let profile = profile.map_err(|e| Error::write(e).on(std::env::temp_dir()))?;
        let mut command = Command::new(&self.program);
        command
            .args([
                "--headless",
                "--disable-gpu",
                "--no-first-run",
                "--no-default-browser-check",
                "--disable-sync",
            ])
            // a small /dev/shm, as in containers, would end it
            .args([
                "--disable-dev-shm-usage",
                "--disable-extensions",
                "--disable-background-networking",
                "--disable-component-update",
            ])
            .args([
                "--disable-quic",
                "--metrics-recording-only",
                "--disable-domain-reliability",
                "--no-pings",
            ])
            // no name leads anywhere: not even the browser's own services are asked
            .arg("--host-resolver-rules=MAP * ~NOTFOUND")
            // a PDF names the program that made it, and the local time: neither is anybody's business
            .arg("--user-agent=hikae")
            .env("TZ", "UTC")
            .arg(option("--user-data-dir=", profile.path()))
            .args(options)
            .arg(absolute(page)?)
            .current_dir(profile.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        if is_root() {
            command.arg("--no-sandbox"); // the browser does not start otherwise; the page is ours, and has no script
        }
        let child = command.spawn().map_err(|e| failed(e.to_string()))?;
        let status = wait(child, stop)?;
        let size = std::fs::metadata(out).map_or(0, |m| m.len());
        match status {
            Some(status) if status.success() && size > 0 => Ok(()),
            Some(status) => Err(failed(status.to_string())),
            None => Err(failed(format!("no answer after {} s", PATIENCE.as_secs()))),
        }
    }
}

/// The browser works in a folder of its own.
fn absolute(path: &Path) -> Result<PathBuf> {
    std::path::absolute(path).map_err(|e| Error::read(e).on(path))
}

fn option(name: &str, value: impl AsRef<OsStr>) -> OsString {
    let mut option = OsString::from(name);
    option.push(value);
    option
}

/// Waits for the end; `None` if it did not come. The browser never outlives the wait.
fn wait(mut child: Child, stop: &dyn Fn() -> Result<()>) -> Result<Option<std::process::ExitStatus>> {
    let begun = Instant::now();
    loop {
        let ended = child.try_wait().map_err(Error::read)?;
        let asked = stop();
        if ended.is_none() && asked.is_ok() && begun.elapsed() < PATIENCE {
            thread::sleep(Duration::from_millis(20));
            continue;
        }
        if ended.is_none() {
            let _ = child.kill();
            let _ = child.wait();
        }
        return asked.map(|()| ended);
    }
}

fn is_root() -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        std::fs::metadata("/proc/self").is_ok_and(|m| m.uid() == 0)
    }
    #[cfg(not(unix))]
    false
}

/// Pages of a PDF, counted by its page objects (ISO 32000-1, 7.7.3.3), as browsers write them: in the clear.
pub fn pages(pdf: &[u8]) -> usize {
    let text = b"/Type /Page";
    let starts =
        pdf.windows(text.len() + 1).filter(|w| w.starts_with(text) && !w[text.len()].is_ascii_alphabetic());
    starts.count()
}
