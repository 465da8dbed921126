//! A browser without a window, driven over its debugging pipe (Chrome DevTools Protocol): messages of JSON, each ended by
//! a zero byte. The pipe is two named pipes, which a shell puts where the browser looks for them, at 3 and 4.
#![allow(dead_code, clippy::unwrap_used)] // every test uses its own part; a test may panic

use super::program::fifo;
use serde_json::{Value, json};
use std::fs::File;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Longer than any step takes on a busy machine.
const HANGS: Duration = Duration::from_secs(60);

/// A browser with one page.
pub struct Chromium {
    child: Child,
    commands: File,
    said: Receiver<Value>,
    /// Everything that the browser told of without being asked.
    pub events: Vec<Value>,
    session: String,
    last: u64,
    _profile: TempDir,
}

/// The browser's name here, if it is installed.
pub fn installed() -> Option<&'static str> {
    ["chromium", "chromium-browser", "google-chrome"].into_iter().find(|name| {
        let found = Command::new(name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        found.is_ok_and(|status| status.success())
    })
}

impl Chromium {
    /// Starts it with an empty profile.
    pub fn start(name: &str) -> Self {
        let profile = tempfile::tempdir().unwrap();
        let (to, from) = (profile.path().join("to"), profile.path().join("from"));
        fifo(&to);
        fifo(&from);
        let child = Command::new("sh")
            .args(["-c", "exec \"$@\" 3<\"$TO\" 4>\"$FROM\"", "sh", name])
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
            .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
            .args([
                "--disable-extensions",
                "--mute-audio",
                "--remote-debugging-pipe",
                "--disable-dev-shm-usage",
            ])
            .arg(format!("--user-data-dir={}", profile.path().join("profile").display()))
            .arg("about:blank")
            .env("TO", &to)
            .env("FROM", &from)
            .env("HOME", profile.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let commands = File::options().write(true).open(&to).unwrap();
        let reader = BufReader::new(File::open(&from).unwrap());
        let (send, said) = channel();
        thread::spawn(move || {
            for message in reader.split(0).map_while(Result::ok) {
                if let Ok(message) = serde_json::from_slice(&message)
                    && send.send(message).is_err()
                {
                    break;
                }
            }
        });
        let mut browser = Self {
            child,
            commands,
            said,
            events: Vec::new(),
            session: String::new(),
            last: 0,
            _profile: profile,
        };
        let target = browser.call("Target.createTarget", json!({ "url": "about:blank" }));
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        browser.session =
            browser.call("Target.attachToTarget", attach)["sessionId"].as_str().unwrap().to_owned();
        for domain in ["Page", "Network", "Runtime", "Log", "Security"] {
            browser.call(&format!("{domain}.enable"), json!({}));
        }
        browser
    }

    /// One command and its result.
    #[track_caller]
    pub fn call(&mut self, method: &str, params: Value) -> Value {
        self.last += 1;
        let id = self.last;
        let mut message = json!({ "id": id, "method": method, "params": params });
        if !self.session.is_empty() {
            message["sessionId"] = json!(self.session);
        }
        self.commands.write_all(format!("{message}\0").as_bytes()).unwrap();
        let mut answer = self.wait(&format!("an answer to {method}"), |said| said["id"] == id);
        assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
        answer["result"].take()
    }

    #[track_caller]
    fn wait(&mut self, what: &str, is_it: impl Fn(&Value) -> bool) -> Value {
        let begun = Instant::now();
        loop {
            let left = HANGS.saturating_sub(begun.elapsed());
            let said = self.said.recv_timeout(left).unwrap_or_else(|e| panic!("{what}: {e}"));
            if is_it(&said) {
                return said;
            }
            self.events.push(said);
        }
    }

    /// Opens a file and waits until it has loaded.
    #[track_caller]
    pub fn open(&mut self, path: &Path) {
        self.events.clear();
        self.call("Page.navigate", json!({ "url": format!("file://{}", path.display()) }));
        let is_load = |said: &Value| said["method"] == "Page.loadEventFired";
        if !self.events.iter().any(is_load) {
            self.wait("a page", is_load);
        }
    }

    /// What an expression gives; promises are waited for.
    #[track_caller]
    pub fn eval(&mut self, expression: &str) -> Value {
        let params = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let mut result = self.call("Runtime.evaluate", params);
        assert!(result["exceptionDetails"].is_null(), "{expression}: {}", result["exceptionDetails"]);
        result["result"]["value"].take()
    }

    /// What a person sees of the page.
    #[track_caller]
    pub fn text(&mut self) -> String {
        self.eval("document.body.innerText").as_str().unwrap().to_owned()
    }

    /// The page on paper, as text.
    #[track_caller]
    pub fn printed(&mut self) -> String {
        use base64ct::{Base64, Encoding as _};
        let pdf = self.call("Page.printToPDF", json!({ "preferCSSPageSize": true }));
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("page.pdf");
        std::fs::write(&path, Base64::decode_vec(pdf["data"].as_str().unwrap()).unwrap()).unwrap();
        let text = Command::new("pdftotext")
            .args(["-layout", "-enc", "UTF-8"])
            .arg(&path)
            .arg("-")
            .output()
            .unwrap();
        assert!(text.status.success(), "{text:?}");
        String::from_utf8(text.stdout).unwrap()
    }

    /// The width of the window.
    #[track_caller]
    pub fn width(&mut self, width: u32) {
        let params = json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": true });
        self.call("Emulation.setDeviceMetricsOverride", params);
    }

    /// The addresses that were asked for since the page was opened.
    pub fn requests(&mut self) -> Vec<String> {
        self.eval("new Promise(done => setTimeout(done, 300))"); // what would be asked for late
        let asked = self.events.iter().filter(|said| said["method"] == "Network.requestWillBeSent");
        let urls = asked.map(|said| said["params"]["request"]["url"].as_str().unwrap().to_owned());
        // the signs of the browser's own player are in the browser
        urls.filter(|url| !url.starts_with("data:image/svg+xml")).collect()
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        self.session.clear();
        let _ = self.commands.write_all(b"{\"id\":0,\"method\":\"Browser.close\"}\0");
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(5) {
            if self.child.try_wait().is_ok_and(|ended| ended.is_some()) {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
