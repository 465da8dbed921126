//! Saved pages of threads: the text of an HTML page in the order in which it is read, then read as a pasted thread.
//! Scripts, styles and what a browser does not show as text are never read. Places are lines of that text.

mod archive;
mod labels;
mod text;

use super::lines::encoding_of;
use super::people::form;
use super::{Export, Looks, PASTED, Setting, Sink, pasted};
use crate::base::error::{Error, Result};
use crate::case::memo::{Role, stamp_within};
use archive::{Archive, Frames};
use std::io::Read as _;
use text::Shown;

pub(crate) use archive::is_archive;
pub(crate) use text::{Breaks, letter};

/// Largest page that is read: a saved thread with its pictures inside has a few megabytes.
const MAX_PAGE: u64 = 32 << 20;

/// The dialect's word.
pub(crate) const DIALECT: &str = "page";

/// A page, as it was saved.
struct Page {
    html: String,
    frames: Frames,
}

impl Page {
    /// `None`: it is larger than any page of a thread, or an archive that cannot be taken apart.
    fn of(export: &dyn Export) -> Result<Option<Self>> {
        let mut bytes = Vec::new();
        export.open()?.take(MAX_PAGE + 1).read_to_end(&mut bytes).map_err(Error::read)?;
        if bytes.len() as u64 > MAX_PAGE {
            return Ok(None);
        }
        if is_archive(&bytes) {
            return Ok(Archive::of(&bytes).map(|Archive { html, frames }| Self { html, frames }));
        }
        let slice: &[u8] = &bytes;
        let encoding = encoding_of(&slice)?.encoding;
        Ok(Some(Self { html: encoding.decode(&bytes).0.into_owned(), frames: Frames::default() }))
    }

    /// Its text, with what its pictures and buttons are called where that tells more.
    fn text(&self, setting: &Setting) -> String {
        Shown::of(&self.html, &self.frames).with_labels(&setting.people.of_channel(PASTED))
    }

    /// Could it hold words of the client, although no thread was found in it? It does if it names them anywhere, also in what
    /// a program would make a thread of, or shows a day and a time.
    fn may_hold_messages(&self, text: &str, setting: &Setting) -> bool {
        let people = setting.people.of_channel(PASTED);
        let mut clients = people.iter().filter(|person| person.role == Role::Client);
        let all = form(&unescaped(&Shown::all(&self.html, &self.frames)));
        let is_moment = |line: &str| stamp_within(line).is_some_and(|s| s.day.is_some() && s.clock.is_some());
        clients.any(|person| all.contains(&person.name)) || text.lines().any(is_moment)
    }
}

/// Text of scripts with their `\uXXXX` as the characters that these stand for.
fn unescaped(text: &str) -> String {
    let mut units: Vec<u16> = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("\\u") {
        units.extend(rest[..at].encode_utf16());
        let unit = rest.get(at + 2..at + 6).and_then(|hex| u16::from_str_radix(hex, 16).ok());
        match unit {
            Some(unit) => {
                units.push(unit);
                rest = &rest[at + 6..];
            }
            None => {
                units.extend("\\u".encode_utf16());
                rest = &rest[at + 2..];
            }
        }
    }
    units.extend(rest.encode_utf16());
    String::from_utf16_lossy(&units)
}

/// Reads a page, if it shows a thread; else tells what it looks like.
pub(crate) fn read(export: &dyn Export, setting: &Setting, sink: &mut dyn Sink) -> Result<Option<Looks>> {
    let Some(page) = Page::of(export)? else { return Ok(Some(Looks::ThreadPage)) };
    let text = page.text(setting);
    let bytes = text.as_bytes();
    if pasted::is_thread(&bytes, setting)? {
        pasted::read(&bytes, Some(DIALECT), setting, sink)?;
        return Ok(None);
    }
    Ok(Some(if page.may_hold_messages(&text, setting) { Looks::ThreadPage } else { Looks::WebPage }))
}

/// Does a page show a thread?
pub(crate) fn shows_thread(export: &dyn Export, setting: &Setting) -> Result<bool> {
    let Some(page) = Page::of(export)? else { return Ok(false) };
    pasted::is_thread(&page.text(setting).as_bytes(), setting)
}

#[cfg(test)]
mod tests;
