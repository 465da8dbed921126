//! Why an operation could not be done. What a check saw is a [finding](crate::base::finding), not an error.

use crate::base::finding::{Code, Finding, Findings, Severity};
use crate::text::{Message, Say, Texts, Value};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// An operation that could not be done: what kind of obstacle, on which file, and the system's reason.
#[derive(Debug)]
pub struct Error {
    /// The kind of obstacle.
    kind: ErrorKind,
    /// The file or folder it is about.
    on: Option<PathBuf>,
    /// More to say: a name, a number.
    detail: Option<Value>,
    /// What the system said.
    source: Option<io::Error>,
    /// A sentence that says it better than the kind's own.
    said: Option<Box<Message>>,
    /// What a check of the archive would have found.
    finding: Option<Box<Finding>>,
}

/// The obstacles. Each has a sentence `error-…` in both languages, with what to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file could not be read.
    Read,
    /// A file could not be written.
    Write,
    /// No such file or folder.
    NotFound,
    /// A file is not what it was when reading began.
    Changed,
    /// A symbolic link, device or socket stands where a file was expected.
    Special,
    /// A device, a pipe or a socket where a file to read was named.
    NotAFile,
    /// The output exists already and is never overwritten.
    Exists,
    /// The person or the system asked to stop.
    Interrupted,
    /// Not a ZIP at all.
    NotAZip,
    /// Begins like a ZIP and has no end.
    CutOff,
    /// A ZIP, but not one of ours.
    NotHikae,
    /// Nothing in it.
    EmptyFile,
    /// A folder where a file was expected.
    IsFolder,
    /// A folder without any seal in it.
    NoSeals,
    /// Something that no intact archive can hold: what a check of it would have found.
    Refused(Code),
    /// A value beyond a documented limit.
    Limit,
    /// Nothing to seal: no file, or nothing new.
    NothingToSeal,
    /// Files that no round or role holds.
    Unplaced,
    /// Two folders stand for the same round.
    RoundClash,
    /// Two memos in one case.
    TwoMemos,
    /// The folder has neither a memo nor any folder of a case.
    NotACase,
    /// The seals of this case do not verify, so nothing is chained to them.
    BrokenChain,
    /// The key is not the one that signed the earlier seals of this case.
    OtherKey,
    /// Another hikae is at work in this folder.
    Busy,
    /// The finished archive did not pass its own check.
    SelfCheck,
    /// A time that the format cannot hold.
    Clock,
    /// The key could not be used; the words are the key's own.
    Key,
    /// An argument that does not fit.
    Usage,
    /// No random numbers from the system.
    Random,
    /// A browser gave no PDF or picture.
    Browser,
    /// What was made is larger than the platform takes.
    TooLargeForPlatform,
}

impl ErrorKind {
    /// The name of its sentence.
    pub fn id(self) -> &'static str {
        match self {
            ErrorKind::Read => "error-read",
            ErrorKind::Write => "error-write",
            ErrorKind::NotFound => "error-not-found",
            ErrorKind::Changed => "error-changed",
            ErrorKind::Special => "error-special",
            ErrorKind::NotAFile => "error-not-a-file",
            ErrorKind::Exists => "error-exists",
            ErrorKind::Interrupted => "error-interrupted",
            ErrorKind::NotAZip => "error-not-a-zip",
            ErrorKind::CutOff => "error-cut-off",
            ErrorKind::NotHikae => "error-not-hikae",
            ErrorKind::EmptyFile => "error-empty-file",
            ErrorKind::IsFolder => "error-is-folder",
            ErrorKind::NoSeals => "error-no-seals",
            ErrorKind::Refused(_) => "error-refused",
            ErrorKind::Limit => "error-limit",
            ErrorKind::NothingToSeal => "error-nothing-to-seal",
            ErrorKind::Unplaced => "error-unplaced",
            ErrorKind::RoundClash => "error-round-clash",
            ErrorKind::TwoMemos => "error-two-memos",
            ErrorKind::NotACase => "error-not-a-case",
            ErrorKind::BrokenChain => "error-broken-chain",
            ErrorKind::OtherKey => "error-other-key",
            ErrorKind::Busy => "error-busy",
            ErrorKind::SelfCheck => "error-self-check",
            ErrorKind::Clock => "error-clock",
            ErrorKind::Key => "error-key",
            ErrorKind::Usage => "error-usage",
            ErrorKind::Random => "error-random",
            ErrorKind::Browser => "error-browser",
            ErrorKind::TooLargeForPlatform => "error-too-large-for-platform",
        }
    }
}

/// The result of an operation of the library.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self { kind, on: None, detail: None, source: None, said: None, finding: None }
    }
}

impl Error {
    /// What kind of obstacle.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The file or folder that it is about.
    pub fn path(&self) -> Option<&Path> {
        self.on.as_deref()
    }

    /// Names the file or folder, unless one is named already (the innermost knows best).
    pub fn on(mut self, path: impl AsRef<Path>) -> Self {
        self.on.get_or_insert_with(|| path.as_ref().to_owned());
        self
    }

    /// Adds a name or a number.
    pub fn detail(mut self, detail: impl fmt::Display) -> Self {
        self.detail = Some(Value::Text(detail.to_string()));
        self
    }

    /// Something that no intact archive can hold.
    pub fn refused(finding: Finding) -> Self {
        let kind = ErrorKind::Refused(finding.code);
        Self { finding: Some(Box::new(finding)), ..kind.into() }
    }

    /// Refuses what verifying would not call intact: names the most telling of what was found.
    ///
    /// # Errors
    /// [`ErrorKind::Refused`].
    pub fn refuse(findings: &Findings) -> Result<()> {
        if findings.heaviest().is_none_or(|heaviest| heaviest > Severity::Undecided) {
            return Ok(());
        }
        findings.sorted().into_iter().next().map_or(Ok(()), |finding| Err(Self::refused(finding)))
    }

    /// What a check of the archive would have found, where that was refused.
    pub fn finding(&self) -> Option<&Finding> {
        self.finding.as_deref()
    }

    /// Takes the sentence of what went wrong inside.
    pub fn saying(mut self, inner: &impl Say) -> Self {
        self.said = Some(Box::new(inner.say()));
        self
    }

    /// A file could not be read.
    pub fn read(source: io::Error) -> Self {
        let kind = match source.kind() {
            io::ErrorKind::NotFound => ErrorKind::NotFound,
            io::ErrorKind::Interrupted => ErrorKind::Interrupted,
            _ => ErrorKind::Read,
        };
        Self { source: Some(source), ..kind.into() }
    }

    /// A file could not be written.
    pub fn write(source: io::Error) -> Self {
        let kind = match source.kind() {
            io::ErrorKind::AlreadyExists => ErrorKind::Exists,
            _ => ErrorKind::Write,
        };
        Self { source: Some(source), ..kind.into() }
    }
}

/// The system's reason as a sentence name, where people meet it often enough to deserve their language.
fn reason_id(kind: ErrorKind, source: &io::Error) -> Option<&'static str> {
    Some(match source.kind() {
        // what is written is new: it is the folder that is missing
        io::ErrorKind::NotFound if kind == ErrorKind::Write => "reason-no-folder",
        io::ErrorKind::NotFound => "reason-not-found",
        io::ErrorKind::NotADirectory => "reason-not-a-folder",
        io::ErrorKind::IsADirectory => "reason-is-a-folder",
        io::ErrorKind::InvalidFilename => "reason-name-too-long",
        io::ErrorKind::PermissionDenied => "reason-permission",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "reason-storage-full",
        io::ErrorKind::ReadOnlyFilesystem => "reason-read-only",
        io::ErrorKind::FileTooLarge => "reason-file-too-large",
        _ => return None,
    })
}

impl Say for Error {
    fn say(&self) -> Message {
        if let Some(said) = &self.said {
            return (**said).clone();
        }
        let mut message = Message::new(self.kind.id());
        message = message.text("path", self.on.as_deref().unwrap_or(Path::new("")).display());
        if let Some(detail) = &self.detail {
            message.values.push(("detail", detail.clone()));
        }
        if let Some(Finding { code, subject, detail }) = self.finding() {
            let why = if detail.is_empty() { code.to_string() } else { format!("{code}: {detail}") };
            message = message.text("finding", subject).text("detail", why);
        }
        match &self.source {
            Some(source) => message.text("reason", source),
            None => message,
        }
    }
}

impl Error {
    /// The sentence, with the system's reason in the reader's language where we have it.
    pub fn sentence(&self, texts: &Texts) -> String {
        let mut message = self.say();
        if let Some(finding) = self.finding() {
            message.values.retain(|(name, _)| *name != "finding");
            message = message.text("finding", texts.say(&finding.say()));
        }
        if let Some(source) = &self.source {
            let reason = match (reason_id(self.kind, source), source.raw_os_error()) {
                (Some(id), _) => texts.get(id),
                (None, Some(number)) => {
                    let words = source.to_string();
                    let words = words.split(" (os error").next().unwrap_or_default();
                    texts.say(&Message::new("reason-system").text("words", words).text("number", number))
                }
                (None, None) => source.to_string(),
            };
            message.values.retain(|(name, _)| *name != "reason");
            message = message.text("reason", reason);
        }
        texts.say(&message)
    }
}

impl fmt::Display for Error {
    /// In English, for logs and for users of the library.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(&Texts::new(crate::text::Lang::En)))
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|e| e as _)
    }
}
