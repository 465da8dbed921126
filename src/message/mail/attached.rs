//! Mails that another mail brings along as a file: of whatever type it is said to be, what it holds tells.

use super::fields::headers;
use super::numbered::numbered;
use crate::message::looks_like::COMPOUND;
use std::io::Cursor;

/// A file that is attached.
pub(super) struct Attached<'a> {
    pub(super) name: &'a str,
    /// The type that the mail gives it.
    pub(super) kind: String,
    pub(super) bytes: &'a [u8],
}

/// What a mail brings along that is to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Brought {
    Mail(Vec<u8>),
    /// A compound file that may be a mail of Outlook: it counts against whoever cannot read it where it is called one.
    Compound(Vec<u8>, Called),
    /// Called a mail, and none that can be read; or an archive with one in it.
    Unreadable,
}

/// What a file is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Called {
    AMail,
    Otherwise,
}

impl Attached<'_> {
    /// What of it is to be read.
    pub(super) fn brought(&self) -> Option<Brought> {
        // reports on mails are none
        const REPORTS: [&str; 5] = [
            "message/delivery-status",
            "message/global-delivery-status",
            "message/disposition-notification",
            "message/global-disposition-notification",
            "message/feedback-report",
        ];
        let is_report = REPORTS.contains(&self.kind.as_str());
        let of_a_mail = self.kind.contains("outlook") || self.kind.contains("message/") && !is_report;
        let called = is_called_a_mail(self.name) || of_a_mail;
        match () {
            () if is_mail(self.bytes) => Some(Brought::Mail(self.bytes.to_vec())),
            () if numbered(self.bytes)
                .is_some_and(|numbered| numbered.is_whole && is_mail(numbered.mail)) =>
            {
                numbered(self.bytes).map(|numbered| Brought::Mail(numbered.mail.to_vec()))
            }
            () if self.bytes.starts_with(COMPOUND) => {
                let called = if called { Called::AMail } else { Called::Otherwise };
                Some(Brought::Compound(self.bytes.to_vec(), called))
            }
            () if called || self.packs_a_mail() => Some(Brought::Unreadable),
            () => None,
        }
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
