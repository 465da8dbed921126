//! E-mail: one message (`.eml`), or a mailbox (mbox) that our own splitter takes apart. mail-parser decodes MIME,
//! encoded words and Japanese bodies; dates and the bounds of header fields are read by us.

mod acts;
mod attached;
mod date;
mod eml;
pub(crate) mod fields;
mod harmless;
mod header;
mod letter;
mod mbox;
mod notice;
mod notice_words;
mod numbered;
mod outlook;
mod quoted;
mod written;

use super::head::Head;
use super::looks_like::COMPOUND;
use super::{Class, Export, Format, Looks, Oddity, Out, Place, Reading, Setting, Sink, Why};
use crate::base::error::{Error, Result};
use attached::{Brought, Called};
use fields::headers;
use letter::DEEPEST;
use mbox::{Piece, Splitter};
use numbered::{Numbered, numbered};
use outlook::Opened;
use std::io::Read as _;

pub(crate) use fields::WORD;
pub(crate) use header::parser;
pub(crate) use letter::arrival;

pub(crate) struct Mail;
pub(crate) struct Mbox;
pub(crate) struct OutlookMail;

/// Largest mail that is read: providers take 25 to 50 MB, in base64 a third more.
pub const MAX_MAIL: usize = 96 << 20;

/// Reads a mail in whatever form, then what it brings along.
fn message(out: &mut Out<'_>, mail: &Brought, place: Place, setting: &Setting, depth: u8) -> Result<()> {
    if depth > DEEPEST {
        out.lost(place, Why::Record);
        return Ok(());
    }
    let brought = match mail {
        Brought::Mail(bytes) => eml::message(out, bytes, place, setting)?,
        Brought::Compound(bytes, called) => match outlook::open(bytes) {
            Opened::Mail(file) => outlook::read(out, file, place, setting, depth)?,
            Opened::Broken if *called == Called::AMail => {
                out.lost(place, Why::Record);
                return Ok(());
            }
            Opened::Other | Opened::Broken => return Ok(()),
        },
        Brought::Unreadable => {
            out.lost(place, Why::Record);
            return Ok(());
        }
    };
    brought.iter().try_for_each(|inner| message(out, inner, place, setting, depth + 1))
}

impl Format for Mail {
    fn word(&self) -> &'static str {
        WORD
    }

    fn score(&self, head: &Head) -> u8 {
        let lines = if numbered(&head.bytes).is_some() { &head.lines[1..] } else { &head.lines[..] };
        let headers = headers(lines);
        let has = |name: &str| headers.iter().any(|h| h.eq_ignore_ascii_case(name));
        let marks =
            ["Received", "Message-ID", "MIME-Version", "Content-Type", "Return-Path", "To", "Subject"];
        let marks = marks.iter().filter(|name| has(name)).count();
        match (has("From") && has("Date"), marks) {
            (true, 2..) => 95,
            (true, 1) => 70,
            (false, 3..) if has("From") => 60,
            _ => 0,
        }
    }

    fn read(&self, export: &dyn Export, setting: &Setting, sink: &mut dyn Sink) -> Result<()> {
        let mut bytes = Vec::new();
        export.open()?.take(MAX_MAIL as u64 + 1).read_to_end(&mut bytes).map_err(Error::read)?;
        if bytes.len() > MAX_MAIL {
            return sink.conversation(Reading { not_understood: true, ..Reading::new(WORD) });
        }
        let mut out = Out::new(WORD, setting, sink);
        out.reading.dialect = Some("eml");
        let place = Place::Bytes(0, bytes.len() as u64);
        if let Some(Numbered { mail, is_whole }) = numbered(&bytes) {
            out.reading.dialect = Some("emlx");
            if !is_whole {
                out.gap_within(place, Why::CutOff);
            }
            bytes = mail.to_vec();
        }
        message(&mut out, &Brought::Mail(bytes), place, setting, 0)?;
        out.finish()
    }
}

impl Format for Mbox {
    fn word(&self) -> &'static str {
        WORD
    }

    fn score(&self, head: &Head) -> u8 {
        let Some((first, rest)) = head.lines.split_first() else { return 0 };
        let fields = headers(rest);
        let of_mail =
            |name: &&str| ["from", "date", "received", "to"].iter().any(|f| name.eq_ignore_ascii_case(f));
        match () {
            () if !mbox::may_separate(first.as_bytes()) || fields.is_empty() => 0,
            () if mbox::is_envelope(first.as_bytes()) || fields.iter().any(of_mail) => 98,
            () => 0,
        }
    }

    fn read(&self, export: &dyn Export, setting: &Setting, sink: &mut dyn Sink) -> Result<()> {
        let mut out = Out::new(WORD, setting, sink);
        out.reading.dialect = Some("mbox");
        let mut splitter = Splitter::new(export.open()?);
        let (mut mail, mut start, mut position) = (Vec::new(), 0u64, 0u64);
        let (mut open, mut too_long) = (false, false);
        while let Some((length, piece)) = splitter.next()? {
            match piece {
                Piece::Separator => {
                    if open {
                        one(&mut out, &mail, Place::Bytes(start, position), too_long, setting)?;
                    }
                    mail.clear();
                    (start, open, too_long) = (position, true, false);
                }
                Piece::Line(line) if !open => {
                    let blank = line.trim_ascii().is_empty();
                    out.class(if blank { Class::Blank } else { Class::Gap });
                    if !blank {
                        out.gap(Place::Bytes(position, position + length), Why::Record);
                    }
                }
                Piece::Line(line) if mail.len() + line.len() > MAX_MAIL => too_long |= !line.is_empty(),
                Piece::Line(line) => {
                    // ">From " was written for "From ": undone here, in derived text alone
                    let quoted = line.iter().take_while(|b| **b == b'>').count();
                    let escaped = quoted > 0 && line[quoted..].starts_with(b"From ");
                    mail.extend_from_slice(&line[usize::from(escaped)..]);
                }
            }
            position += length;
        }
        if open {
            one(&mut out, &mail, Place::Bytes(start, position), too_long, setting)?;
        }
        out.finish()
    }
}

fn one(out: &mut Out<'_>, mail: &[u8], place: Place, too_long: bool, setting: &Setting) -> Result<()> {
    if too_long {
        out.class(Class::Gap);
        out.gap(place, Why::TooLong);
        out.odd(Oddity::TextTooLong, place);
        return Ok(());
    }
    message(out, &Brought::Mail(mail.to_vec()), place, setting, 0)
}

impl Format for OutlookMail {
    fn word(&self) -> &'static str {
        WORD
    }

    fn score(&self, head: &Head) -> u8 {
        if head.bytes.starts_with(COMPOUND) { 80 } else { 0 }
    }

    fn read(&self, export: &dyn Export, setting: &Setting, sink: &mut dyn Sink) -> Result<()> {
        let mut bytes = Vec::new();
        export.open()?.take(MAX_MAIL as u64 + 1).read_to_end(&mut bytes).map_err(Error::read)?;
        let looks = match outlook::open(&bytes) {
            _ if bytes.len() > MAX_MAIL => Some(Looks::OutlookMail),
            Opened::Mail(_) => None,
            Opened::Other => Some(Looks::Office),
            Opened::Broken => Some(Looks::OutlookMail),
        };
        if let Some(looks) = looks {
            return sink.conversation(Reading { not_understood: true, ..Reading::new(looks.word()) });
        }
        let mut out = Out::new(WORD, setting, sink);
        out.reading.dialect = Some("msg");
        let place = Place::Bytes(0, bytes.len() as u64);
        message(&mut out, &Brought::Compound(bytes, Called::AMail), place, setting, 0)?;
        out.finish()
    }
}
