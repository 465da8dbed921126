//! A mailbox taken apart: which lines separate one mail from the next. A `From` line separates where header lines follow,
//! whatever its form and whatever stands before it: programs write it with an address and a date, with a dash, or bare.

use crate::base::error::{Error, Result};
use crate::message::Stream;
use chrono::NaiveDateTime;

/// What a line of a mailbox is.
pub(super) enum Piece<'a> {
    /// A mail begins behind it.
    Separator,
    /// It belongs to the mail that is open.
    Line(&'a [u8]),
}

/// Header fields by which a `From` line above them is known to separate.
const FIELDS: [&str; 18] = [
    "from",
    "date",
    "to",
    "subject",
    "received",
    "return-path",
    "message-id",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "delivered-to",
    "envelope-to",
    "reply-to",
    "sender",
    "cc",
    "dkim-signature",
    "x-mozilla-status",
    "x-gm-thrid",
];

/// Lines of a mailbox, each with what it is. A `From` line is kept until what follows it has told.
pub(super) struct Splitter<'a> {
    lines: RawLines<'a>,
    /// A `From` line and what stands below it, as long as that is not settled, or waits to be handed out.
    kept: Vec<Vec<u8>>,
    handed: usize,
    /// The first of the kept lines separates.
    separates: bool,
    /// A line that was read, and comes behind the kept ones.
    next: Option<Vec<u8>>,
    blank: bool,
}

impl<'a> Splitter<'a> {
    pub(super) fn new(stream: Box<dyn Stream + 'a>) -> Self {
        let lines = RawLines { stream, buffer: Vec::new(), at: 0, ended: false };
        Self { lines, kept: Vec::new(), handed: 0, separates: false, next: None, blank: true }
    }

    /// The next line, and how many bytes of the file it takes.
    pub(super) fn next(&mut self) -> Result<Option<(u64, Piece<'_>)>> {
        if self.handed == self.kept.len() {
            self.kept.clear();
            (self.handed, self.separates) = (0, false);
            let line = match self.next.take() {
                Some(line) => line,
                None => match self.lines.next()? {
                    None => return Ok(None),
                    Some(line) if !may_separate(line) => {
                        self.blank = is_blank(line);
                        let length = line.len() as u64;
                        // borrowed anew: the window holds it until the next call
                        return Ok(Some((length, Piece::Line(self.lines.last(length)))));
                    }
                    Some(line) => line.to_vec(),
                },
            };
            self.settle(line)?;
        }
        let first = self.handed == 0;
        let line = &self.kept[self.handed];
        self.handed += 1;
        self.blank = is_blank(line);
        let piece = if first && self.separates { Piece::Separator } else { Piece::Line(line) };
        Ok(Some((line.len() as u64, piece)))
    }

    /// Keeps a line, and, if it may separate, as many after it as it takes to tell.
    fn settle(&mut self, line: Vec<u8>) -> Result<()> {
        const ENOUGH: usize = 64 << 10;
        let (candidate, whole) = (may_separate(&line), self.blank && is_envelope(&line));
        self.kept.push(line);
        if !candidate || whole {
            self.separates = candidate;
            return Ok(());
        }
        let mut size = 0;
        loop {
            let Some(line) = self.lines.next()? else { return Ok(()) };
            size += line.len();
            let folded = self.kept.len() > 1 && line.starts_with(b" ") || line.starts_with(b"\t");
            let name = field(line);
            let known =
                name.is_some_and(|name| FIELDS.iter().any(|f| name.eq_ignore_ascii_case(f.as_bytes())));
            let settled = known || size > ENOUGH || name.is_none() && !folded;
            let line = line.to_vec();
            if settled {
                self.separates = known || size > ENOUGH;
                self.next = Some(line);
                return Ok(());
            }
            self.kept.push(line);
        }
    }
}

fn is_blank(line: &[u8]) -> bool {
    line.iter().all(|b| matches!(b, b'\r' | b'\n'))
}

/// `From `, or `From` alone.
pub(super) fn may_separate(line: &[u8]) -> bool {
    line.strip_prefix(b"From")
        .is_some_and(|rest| matches!(rest.first(), None | Some(b' ' | b'\t' | b'\r' | b'\n')))
}

/// The name of a header field at the beginning of a line (RFC 5322 section 2.2).
pub(super) fn field(line: &[u8]) -> Option<&[u8]> {
    let colon = line.iter().position(|b| *b == b':')?;
    let name = line[..colon].trim_ascii_end();
    let fits = !name.is_empty() && name.iter().all(|b| (33..=126).contains(b));
    fits.then_some(name)
}

/// A whole envelope line: `From ADDRESS Thu Oct  1 01:02:33 2026`, with or without an offset before the year
/// (Gmail: `From 1780000000000000000@xxx Thu Oct 01 01:02:33 +0000 2026`).
pub(super) fn is_envelope(line: &[u8]) -> bool {
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

    /// The line that was read last, of this length.
    fn last(&self, length: u64) -> &[u8] {
        &self.buffer[self.at - length as usize..self.at]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The mails of a box, each as its text.
    fn mails(text: &str) -> Vec<String> {
        let bytes = text.as_bytes();
        let mut splitter = Splitter::new(Box::new(std::io::Cursor::new(bytes)));
        let (mut mails, mut length) = (Vec::new(), 0);
        while let Some((bytes, piece)) = splitter.next().unwrap() {
            length += bytes;
            match piece {
                Piece::Separator => mails.push(String::new()),
                Piece::Line(line) => match mails.last_mut() {
                    Some(mail) => mail.push_str(std::str::from_utf8(line).unwrap()),
                    None => mails.push(format!("?{}", std::str::from_utf8(line).unwrap())),
                },
            }
        }
        assert_eq!(length, text.len() as u64, "every byte is handed out");
        mails
    }

    #[test]
    fn a_from_line_above_a_header_separates_whatever_its_form() {
        for form in [
            "From a@x.jp Thu Oct  1 01:02:33 2026",
            "From - Thu Oct  1 01:02:33 2026",
            "From 178@xxx Thu Oct 01 01:02:33 +0000 2026",
            "From a@x.jp Thu, 1 Oct 2026 01:02:33 +0900",
            "From a@x.jp  2026-10-01T01:02:33",
            "From \"A B\" <a@x.jp>",
            "From -",
            "From ",
            "From",
        ] {
            for before in ["", "\n"] {
                for end in ["\n", "\r\n"] {
                    let second = format!("X-Any: 1{end}\tfolded{end}From: b@x.jp{end}{end}two{end}");
                    let text = format!("{form}{end}Subject: a{end}{end}one{end}{before}{form}{end}{second}");
                    let found = mails(&text);
                    assert_eq!(found.len(), 2, "{text:?}");
                    assert_eq!(found[1], second);
                }
            }
        }
    }

    #[test]
    fn a_sentence_that_begins_with_from_stays_text() {
        let text =
            "From a\nSubject: a\n\nFrom here on it is text\nFrom\nand on\n\nFrom the list: x\nFromage: y\n";
        assert_eq!(mails(text).len(), 1);
        assert_eq!(mails("From a\nSubject: a\n\nx\nFrom here\nFrom here\nDate: x\n\ny\n").len(), 2);
        assert_eq!(mails("before\nFrom a\nTo: b\n").len(), 2);
        assert_eq!(mails("From a\nSubject: a\n\nlast\nFrom"), ["Subject: a\n\nlast\nFrom"]);
    }
}
