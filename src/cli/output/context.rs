//! What every command has at hand: the words, the terminal, the clock, the folder of keys and configuration.

use crate::base::error::{Error, ErrorKind};
use crate::base::time::UtcSecond;
use crate::cli::exit::{Exit, Failure};
use crate::text::{Lang, Message, Texts, is_hidden};
use crate::timestamp::Stamp;
use crate::workspace::desk::Desk;
use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

/// Set by Ctrl-C, SIGTERM and SIGHUP; long work looks at it with every stretch of bytes.
static STOP: AtomicBool = AtomicBool::new(false);
/// Set while a question waits for its answer. Nothing is under way then, and no stretch of bytes will come.
static ASKING: AtomicBool = AtomicBool::new(false);

/// How results are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Output {
    /// Sentences for people.
    Words,
    /// Sentences, but only results.
    Quiet,
    /// One JSON value.
    Json,
}

/// What every command has at hand.
pub struct Context {
    pub texts: Texts,
    pub output: Output,
}

impl Context {
    /// Listens for Ctrl-C as well: from here on it stops the work in order.
    pub fn new(lang: Lang, output: Output) -> Self {
        // a second handler in the same process is refused; then the first one serves
        let _ = ctrlc::set_handler(move || {
            STOP.store(true, Ordering::SeqCst);
            if ASKING.load(Ordering::SeqCst) {
                let ctx = Self { texts: Texts::new(lang), output };
                let _ = writeln!(io::stderr()); // the question's own line
                ctx.complain(&Error::from(ErrorKind::Interrupted).into());
                std::process::exit(Exit::Stopped as i32);
            }
        });
        Self { texts: Texts::new(lang), output }
    }

    /// An error if the person or the system asked to stop.
    pub fn check_stop() -> crate::base::error::Result<()> {
        if STOP.load(Ordering::Relaxed) { Err(ErrorKind::Interrupted.into()) } else { Ok(()) }
    }

    pub fn lang(&self) -> Lang {
        self.texts.lang()
    }

    pub fn is_json(&self) -> bool {
        self.output == Output::Json
    }

    /// Can somebody be asked?
    pub fn can_ask(&self) -> bool {
        !self.is_json() && io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// A line of the result. A reader who closed the pipe has seen enough, and changes nothing of how the run
    /// ends; a result that cannot be written anywhere is no success.
    pub fn line(&self, line: &str) {
        match writeln!(anstream::stdout(), "{line}") {
            Err(e) if e.kind() != io::ErrorKind::BrokenPipe => {
                let sentence = Error::write(e).on("stdout").sentence(&self.texts);
                let _ = writeln!(anstream::stderr(), "{sentence}");
                std::process::exit(Exit::Unable as i32);
            }
            _ => {}
        }
    }

    /// A sentence of the result.
    pub fn say(&self, message: &Message) {
        self.line(&self.texts.say(message));
    }

    /// A sentence without values.
    pub fn get(&self, id: &'static str) -> String {
        self.texts.get(id)
    }

    /// Something to know on the way: on the error stream, and not with `--quiet` or `--json`.
    pub fn note(&self, message: &Message) {
        if self.output != Output::Words {
            return;
        }
        let _ = writeln!(anstream::stderr(), "{}", self.texts.say(message));
        if let Some(next) = self.texts.next(message) {
            let _ = writeln!(anstream::stderr(), "  {next}");
        }
    }

    /// One JSON value as the whole result. What could drive a terminal, or be taken out on the way to a pipe, is
    /// written as an escape: the same value for every reader of JSON.
    pub fn json(&self, value: &serde_json::Value) {
        let text = serde_json::to_string_pretty(value).expect("JSON values can be written");
        let mut plain = String::with_capacity(text.len());
        for c in text.chars() {
            if c != '\n' && is_hidden(c) {
                let units =
                    c.encode_utf16(&mut [0; 2]).iter().map(|u| format!("\\u{u:04x}")).collect::<String>();
                plain.push_str(&units);
            } else {
                plain.push(c);
            }
        }
        self.line(&plain);
    }

    /// Asks on the terminal; `None` at the end of input.
    pub fn ask(&self, question: &Message) -> Option<String> {
        let _ = write!(anstream::stderr(), "{} ", self.texts.say(question));
        let _ = io::stderr().flush();
        let mut answer = String::new();
        ASKING.store(true, Ordering::SeqCst);
        let stopped = STOP.load(Ordering::SeqCst);
        let read = if stopped { Ok(0) } else { io::stdin().lock().read_line(&mut answer) };
        ASKING.store(false, Ordering::SeqCst);
        if read.is_ok_and(|n| n > 0) {
            return Some(answer.trim().to_owned());
        }
        let _ = writeln!(io::stderr()); // the question's own line
        None
    }

    /// Asks for a choice; the answer in plain letters and digits: a Japanese keyboard types １ and ｎ as well.
    pub fn ask_choice(&self, question: &Message) -> Option<String> {
        Some(self.ask(question)?.nfkc().collect::<String>().trim().to_lowercase())
    }

    /// Asks for a passphrase without showing it; `None` if nobody can be asked, or nobody answers.
    /// It speaks to the terminal itself, so results that go to a file or another program stay clean.
    pub fn ask_passphrase(&self, question: &Message) -> Option<Zeroizing<String>> {
        let question = format!("{} ", self.texts.say(question));
        rpassword::prompt_password(question).ok().map(Zeroizing::new)
    }

    /// This computer's clock.
    pub fn now(&self) -> Result<UtcSecond, Error> {
        Self::clock()
    }

    fn clock() -> Result<UtcSecond, Error> {
        // a test or a rebuild may name the time; what is signed is a claim of this computer either way
        let shown = std::env::var("SOURCE_DATE_EPOCH").unwrap_or_else(|_| {
            let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
            since.map_or_else(|e| format!("-{}", e.duration().as_secs()), |d| d.as_secs().to_string())
        });
        let now = shown.parse().ok().and_then(|s| UtcSecond::from_unix(s).ok());
        let held = now.filter(|t| t.to_dos().is_some());
        held.ok_or_else(|| Error::from(ErrorKind::Clock).detail(now.map_or(shown, |t| t.to_string())))
    }

    /// The time that a token shows, with its accuracy: `2026-11-23 05:05:12 UTC ± 1 s`.
    pub fn time_of(&self, stamp: &Stamp) -> String {
        let accuracy = match stamp.accuracy {
            Some(accuracy) => self.texts.say(&Message::new("accuracy-stated").text("seconds", accuracy)),
            None => self.get("accuracy-not-stated"),
        };
        format!("{} UTC {accuracy}", stamp.gen_time.plain())
    }

    /// The place at which the verbs of a case work.
    pub fn desk(&self) -> Desk<'_> {
        Desk { texts: &self.texts, clock: &Self::clock, progress: self, questions: self }
    }

    /// The folder of keys and configuration.
    pub fn home(&self) -> Result<PathBuf, Error> {
        if let Some(home) = std::env::var_os("HIKAE_HOME").filter(|h| !h.is_empty()) {
            return Ok(home.into());
        }
        use etcetera::base_strategy::BaseStrategy as _;
        let folders = etcetera::base_strategy::choose_native_strategy()
            .map_err(|e| Error::from(ErrorKind::NotFound).detail(e))?;
        Ok(folders.config_dir().join("hikae"))
    }

    /// Says why a command could not be done, and what to do next.
    pub fn complain(&self, failure: &Failure) {
        let (message, sentence) = failure.sentence(&self.texts);
        let next = self.texts.next(&message);
        if self.is_json() {
            let value = serde_json::json!({
                "schema": "hikae.error/1", "code": message.id, "message": sentence, "next": next,
            });
            return self.json(&value);
        }
        let _ = writeln!(anstream::stderr(), "{sentence}");
        if let Some(next) = next {
            let _ = writeln!(anstream::stderr(), "{next}");
        }
    }
}
