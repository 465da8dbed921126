//! Mails that another mail brings along as a file: of whatever type it is said to be, what it holds tells.

use super::outlook::{self, Opened};
use super::{DEEPEST, headers, message};
use crate::base::error::Result;
use crate::message::looks::COMPOUND;
use crate::message::{Out, Place, Setting, Why};
use std::io::Cursor;

/// A file that is attached.
pub(super) struct Attached<'a> {
    pub(super) name: &'a str,
    /// The type that the mail gives it.
    pub(super) kind: String,
    pub(super) bytes: &'a [u8],
}

impl Attached<'_> {
    /// Reads it, if it is a mail. One that is called a mail and cannot be read is not understood; so is an archive with a
    /// mail in it.
    pub(super) fn read(&self, out: &mut Out<'_>, place: Place, setting: &Setting, depth: u8) -> Result<()> {
        let called =
            is_called_a_mail(self.name) || self.kind.contains("outlook") || self.kind.contains("message/");
        let is_mail = is_mail(self.bytes);
        match () {
            () if depth >= DEEPEST && (called || is_mail) => out.lost(place, Why::Record),
            () if is_mail => message(out, self.bytes, place, setting, depth + 1)?,
            () if self.bytes.starts_with(COMPOUND) => {
                match outlook::attached(out, self.bytes, place, setting, depth + 1)? {
                    Opened::Broken if called => out.lost(place, Why::Record),
                    Opened::Mail | Opened::Other | Opened::Broken => {}
                }
            }
            () if called || self.packs_a_mail() => out.lost(place, Why::Record),
            () => {}
        }
        Ok(())
    }

    fn packs_a_mail(&self) -> bool {
        const MOST: usize = 10_000;
        if !self.bytes.starts_with(b"PK\x03\x04") {
            return false;
        }
        let zip = zip::ZipArchive::new(Cursor::new(self.bytes));
        zip.is_ok_and(|zip| zip.file_names().take(MOST).flatten().any(|name| is_called_a_mail(&name)))
    }
}

fn is_called_a_mail(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    [".eml", ".emlx", ".msg", ".mbox", ".mht", ".mhtml"].iter().any(|end| name.ends_with(end))
}

/// Does it begin with the header of a mail?
pub(super) fn is_mail(bytes: &[u8]) -> bool {
    const HEAD: usize = 64 << 10;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let lines: Vec<String> = head.trim_start_matches('\u{FEFF}').lines().map(str::to_owned).collect();
    let found = headers(&lines);
    ["from", "date"].iter().all(|name| found.iter().any(|field| field.eq_ignore_ascii_case(name)))
}
