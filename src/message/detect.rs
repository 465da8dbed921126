//! Which format an export has: by its content and with a clear margin. Names and extensions do not count.

use super::lines::{Lines, encoding_of};
use super::{Export, Format, Looks, Setting};
use crate::base::error::{Error, Result};
use std::io::Read as _;

/// The formats that are read, in the order of docs/messages.md. A new format is one file and one line here.
pub(crate) static FORMATS: &[&dyn Format] = &[
    &super::pasted::Pasted,
    &super::line::Line,
    &super::mail::Mail,
    &super::mail::Mbox,
    &super::mail::OutlookMail,
    &super::whatsapp::WhatsApp,
    &super::whatsapp::WhatsAppZip,
    &super::slack::SlackDay,
    &super::slack::SlackZip,
    &super::chatwork::Chatwork,
    &super::discord::Discord,
    &super::telegram::Telegram,
];

/// The score from which an export is taken for a format.
const ENOUGH: u8 = 50;
/// How far the next one must be behind.
const MARGIN: u8 = 20;

/// The beginning of an export, as bytes and as text.
pub struct Head {
    /// At most [`Head::SIZE`] bytes.
    pub(crate) bytes: Vec<u8>,
    /// At most [`Head::LINES`] lines of them. Empty if it is not text.
    pub(crate) lines: Vec<String>,
    /// Names in it, if it is a ZIP.
    pub(crate) zip_names: Vec<String>,
    /// Everybody of whom the worker has said who they are.
    pub(crate) people: Vec<super::Person>,
}

impl Head {
    /// Far enough for the first records of every format.
    const SIZE: usize = 64 << 10;
    const LINES: usize = 400;

    fn of(export: &dyn Export, setting: &Setting) -> Result<Self> {
        let mut bytes = Vec::new();
        export.open()?.take(Self::SIZE as u64).read_to_end(&mut bytes).map_err(Error::read)?;
        let mut head = Self { bytes, lines: Vec::new(), zip_names: Vec::new(), people: Vec::new() };
        if head.bytes.starts_with(b"PK\x03\x04") {
            if let Ok(zip) = zip::ZipArchive::new(export.open()?) {
                head.zip_names =
                    zip.file_names().take(100_000).flatten().map(|name| name.into_owned()).collect();
            }
            return Ok(head);
        }
        // a character that the window cuts in two must not make another encoding of all before it
        if let Err(e) = std::str::from_utf8(&head.bytes)
            && e.error_len().is_none()
            && head.bytes.len() == Self::SIZE
        {
            head.bytes.truncate(e.valid_up_to());
        }
        if head.is_binary() {
            return Ok(head);
        }
        let mut texts = first_lines(&head.bytes, Self::LINES)?;
        if head.bytes.len() + 3 >= Self::SIZE && texts.len() > 1 {
            texts.pop(); // it may be cut; a list on a single line is all there is to see
        }
        head.people = setting.people.of_channel(super::pasted::WORD);
        head.lines = texts;
        Ok(head)
    }

    /// Many zero bytes without a mark of UTF-16 are no text. A few can stand in a message, which must not make its
    /// whole export unreadable.
    fn is_binary(&self) -> bool {
        const SHARE: usize = 20;
        let zeros = self.bytes.iter().filter(|b| **b == 0).count();
        encoding_rs::Encoding::for_bom(&self.bytes).is_none() && zeros * SHARE > self.bytes.len()
    }

    /// The text of the head begins, after white space, with this.
    pub(crate) fn json_begins(&self, with: char) -> bool {
        let first =
            self.lines.iter().flat_map(|l| l.chars()).find(|c| !c.is_whitespace() && *c != '\u{FEFF}');
        first == Some(with)
    }

    /// How many of these JSON keys stand in the head.
    pub(crate) fn keys(&self, keys: &[&str]) -> usize {
        let has = |key: &&&str| {
            let quoted = format!("\"{key}\"");
            self.lines.iter().any(|line| line.contains(&quoted))
        };
        keys.iter().filter(has).count()
    }
}

fn first_lines(bytes: &[u8], most: usize) -> Result<Vec<String>> {
    let mut lines = Lines::new(&bytes, encoding_of(&bytes)?)?;
    let mut texts = Vec::new();
    while texts.len() < most
        && let Some(line) = lines.next()?
    {
        texts.push(line.text.to_owned());
    }
    Ok(texts)
}

/// Formats whose content could be words of the client: an export of such a kind that is not understood blocks
/// statements on silence.
pub(crate) fn may_hold_messages(format: &str) -> bool {
    Looks::of_word(format).is_none_or(Looks::may_hold_messages)
}

/// What an export is taken for.
pub enum Guess {
    /// One of the formats.
    #[allow(private_interfaces)]
    Format(&'static dyn Format),
    /// None of them, or two of them alike.
    Unknown {
        /// What it looks like.
        looks: Looks,
        /// The formats that it could be.
        alike: Vec<&'static str>,
    },
}

/// What an export is, by its content.
pub fn detect(export: &dyn Export, setting: &Setting) -> Result<Guess> {
    let head = Head::of(export, setting)?;
    let is_page = head.json_begins('<') && Looks::of(&head) == Looks::WebPage;
    if is_page || super::page::is_archive(&head.bytes) {
        return Ok(Guess::Unknown { looks: Looks::WebPage, alike: Vec::new() });
    }
    let mut scores: Vec<(u8, &'static dyn Format)> = FORMATS.iter().map(|f| (f.score(&head), *f)).collect();
    scores.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    let (best, second) = (scores[0].0, scores[1].0);
    if best >= ENOUGH && best - second >= MARGIN {
        return Ok(Guess::Format(scores[0].1));
    }
    let alike = scores.iter().filter(|(score, _)| *score >= ENOUGH).map(|(_, f)| f.word()).collect();
    Ok(Guess::Unknown { looks: Looks::of(&head), alike })
}
