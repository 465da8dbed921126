//! E-mail: one message (`.eml`), or a mailbox (mbox) that our own splitter takes apart. mail-parser decodes MIME,
//! encoded words and Japanese bodies.

use super::detect::Head;
use super::{
    Export, Format, Kind, Message, Oddity, Out, Place, Precision, Reading, Setting, Sink, Stream, When, Why,
};
use crate::error::{Error, Result};
use chrono::NaiveDateTime;
use mail_parser::{HeaderName, HeaderValue, MessageParser, MimeHeaders as _};
use std::borrow::Cow;
use std::io::Read as _;

pub(crate) struct Mail;
pub(crate) struct Mbox;

/// The word of the format.
pub(crate) const WORD: &str = "mail";

/// Largest mail that is read: providers take 25 to 50 MB, in base64 a third more.
pub const MAX_MAIL: usize = 96 << 20;

impl Format for Mail {
    fn word(&self) -> &'static str {
        WORD
    }

    fn score(&self, head: &Head) -> u8 {
        let headers = headers(&head.lines);
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
        message(&mut out, &bytes, place)?;
        out.finish()
    }
}

/// Names of the headers at the beginning of a mail.
fn headers(lines: &[String]) -> Vec<&str> {
    let name = |line: &String| {
        line.find(':').filter(|at| {
            let name = &line.as_bytes()[..*at];
            !name.is_empty() && name.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-')
        })
    };
    let mut found = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        match name(line) {
            _ if line.trim().is_empty() => break,
            Some(at) => found.push(&line[..at]),
            None if i > 0 && line.starts_with([' ', '\t']) => {}
            None => return Vec::new(),
        }
    }
    found
}

fn message(out: &mut Out<'_>, bytes: &[u8], place: Place) -> Result<()> {
    let Some(mail) = MessageParser::default().parse(bytes) else {
        out.gap(place, Why::TooLong);
        return Ok(());
    };
    let (when, received) = (sent(&mail), received(&mail));
    let from = mail.from().and_then(|from| from.first());
    let address = from.and_then(|from| from.address()).map(str::to_lowercase);
    let (None, None) = (&when, &address) else {
        let sender = address.map(|address| {
            let name = from.and_then(|from| from.name()).unwrap_or(&address).to_owned();
            out.participant(&address, &name)
        });
        let subject = mail.subject().unwrap_or_default();
        let body = mail.body_text(0).unwrap_or_default();
        let body = body.trim_end();
        let text = match (subject.is_empty(), body.is_empty()) {
            (true, _) => body.to_owned(),
            (false, true) => subject.to_owned(),
            (false, false) => format!("{subject}\n\n{body}"),
        };
        let attachments =
            mail.attachments().map(|part| part.attachment_name().unwrap_or("(unnamed)").to_owned()).collect();
        let when = when.or_else(|| received.clone()).unwrap_or_else(|| {
            let written = mail.header_raw("Date").unwrap_or_default();
            When::words(written.trim())
        });
        return out.message(Message {
            text: Some(Cow::Owned(text)).filter(|text: &Cow<'_, str>| !text.is_empty()),
            attachments,
            received,
            ..Message::new(when, sender, Kind::Mail, place)
        });
    };
    out.gap(place, Why::Record); // neither a date nor a sender: this is no mail
    Ok(())
}

/// When the mail was sent, as it says itself.
pub(crate) fn sent(mail: &mail_parser::Message<'_>) -> Option<When> {
    mail.date().and_then(when)
}

/// When it arrived, by the first `Received` field: the last server wrote that.
pub(crate) fn received(mail: &mail_parser::Message<'_>) -> Option<When> {
    mail.headers().iter().find_map(|header| match (&header.name, &header.value) {
        (HeaderName::Received, HeaderValue::Received(received)) => received.date().as_ref().and_then(when),
        _ => None,
    })
}

fn when(at: &mail_parser::DateTime) -> Option<When> {
    let date = chrono::NaiveDate::from_ymd_opt(at.year.into(), at.month.into(), at.day.into())?;
    let local = date.and_hms_opt(at.hour.into(), at.minute.into(), u32::from(at.second).min(59))?;
    let offset = (i32::from(at.tz_hour) * 60 + i32::from(at.tz_minute)) * 60;
    if offset >= 24 * 3600 {
        return None;
    }
    When::with_offset(local, if at.tz_before_gmt { -offset } else { offset }, Precision::Second)
}

impl Format for Mbox {
    fn word(&self) -> &'static str {
        WORD
    }

    fn score(&self, head: &Head) -> u8 {
        let Some((first, rest)) = head.lines.split_first() else { return 0 };
        if is_envelope(first.as_bytes()) && !headers(rest).is_empty() { 98 } else { 0 }
    }

    fn read(&self, export: &dyn Export, setting: &Setting, sink: &mut dyn Sink) -> Result<()> {
        let mut out = Out::new(WORD, setting, sink);
        out.reading.dialect = Some("mbox");
        let mut lines = RawLines { stream: export.open()?, buffer: Vec::new(), at: 0, ended: false };
        let (mut mail, mut start, mut position) = (Vec::new(), 0u64, 0u64);
        let (mut blank, mut open, mut too_long) = (true, false, false);
        while let Some(line) = lines.next()? {
            if blank && is_envelope(line) {
                if open {
                    one(&mut out, &mail, Place::Bytes(start, position), too_long)?;
                }
                mail.clear();
                (start, open, too_long) = (position, true, false);
            } else if !open {
                out.gap(Place::Bytes(position, position + line.len() as u64), Why::Record);
            } else if mail.len() + line.len() > MAX_MAIL {
                too_long = true;
            } else {
                // ">From " was written for "From ": undone here, in derived text alone
                let quoted = line.iter().take_while(|b| **b == b'>').count();
                let escaped = quoted > 0 && line[quoted..].starts_with(b"From ");
                mail.extend_from_slice(&line[usize::from(escaped)..]);
            }
            blank = line.iter().all(|b| matches!(b, b'\r' | b'\n'));
            position += line.len() as u64;
        }
        if open {
            one(&mut out, &mail, Place::Bytes(start, position), too_long)?;
        }
        out.finish()
    }
}

fn one(out: &mut Out<'_>, mail: &[u8], place: Place, too_long: bool) -> Result<()> {
    if too_long {
        out.gap(place, Why::TooLong);
        out.odd(Oddity::TextTooLong, place);
        return Ok(());
    }
    message(out, mail, place)
}

/// A whole envelope line: `From ADDRESS Thu Oct  1 01:02:33 2026`, with or without an offset before the year
/// (Gmail: `From 1780000000000000000@xxx Thu Oct 01 01:02:33 +0000 2026`).
fn is_envelope(line: &[u8]) -> bool {
    const LONGEST: usize = 400;
    let Some(rest) = line.strip_prefix(b"From ").filter(|_| line.len() < LONGEST) else { return false };
    let Ok(text) = std::str::from_utf8(rest) else { return false };
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    let Some((_, date)) = words.split_first() else { return false };
    let date: Vec<&str> = match date {
        [week, month, day, time, zone, year] if zone.starts_with(['+', '-']) => {
            vec![week, month, day, time, year]
        }
        [week, month, day, time, year] => vec![week, month, day, time, year],
        _ => return false,
    };
    let [week, month, day, time, year] = date[..] else { return false };
    let written = format!("{week} {month} {day} {time} {year}");
    NaiveDateTime::parse_from_str(&written, "%a %b %d %H:%M:%S %Y").is_ok()
}

/// Lines as bytes, each with its end; a line longer than the window comes in pieces.
struct RawLines<'a> {
    stream: Box<dyn Stream + 'a>,
    buffer: Vec<u8>,
    at: usize,
    ended: bool,
}

impl RawLines<'_> {
    fn next(&mut self) -> Result<Option<&[u8]>> {
        const WINDOW: usize = 1 << 20;
        let mut searched = 0;
        let length = loop {
            let rest = &self.buffer[self.at + searched..];
            if let Some(i) = rest.iter().position(|b| *b == b'\n') {
                break searched + i + 1;
            }
            searched = self.buffer.len() - self.at;
            if searched >= WINDOW || self.ended {
                break searched;
            }
            self.buffer.drain(..self.at);
            self.at = 0;
            let length = self.buffer.len();
            self.buffer.resize(length + WINDOW / 4, 0);
            let n = self.stream.read(&mut self.buffer[length..]).map_err(Error::read)?;
            self.buffer.truncate(length + n);
            self.ended = n == 0;
        };
        let start = self.at;
        self.at += length;
        Ok(Some(&self.buffer[start..self.at]).filter(|line| !line.is_empty()))
    }
}
