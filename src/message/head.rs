//! The beginning of an export: what its format is told by.

use super::lines::{Lines, encoding_of};
use super::{Export, PASTED, Person, Setting};
use crate::base::error::{Error, Result};
use std::io::Read as _;

/// The beginning of an export, as bytes and as text.
pub(crate) struct Head {
    /// At most [`Head::SIZE`] bytes.
    pub(crate) bytes: Vec<u8>,
    /// At most [`Head::LINES`] lines of them. Empty if it is not text.
    pub(crate) lines: Vec<String>,
    /// Names in it, if it is a ZIP.
    pub(crate) zip_names: Vec<String>,
    /// Everybody of whom the worker has said who they are.
    pub(crate) people: Vec<Person>,
}

impl Head {
    /// Far enough for the first records of every format.
    const SIZE: usize = 64 << 10;
    const LINES: usize = 400;

    pub(super) fn of(export: &dyn Export, setting: &Setting) -> Result<Self> {
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
        head.people = setting.people.of_channel(PASTED);
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
