//! The bytes of a text export to lines of UTF-8, as a stream: the encoding is found first, each line end is kept.

use super::{Export, Stream};
use crate::base::error::{Error, Result};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8};
use std::io::Read as _;

/// Longest line that is read: far above the longest message of any service (Slack: 40,000 characters).
/// What is longer is listed as not understood.
pub(crate) const MAX_LINE: usize = 4 << 20;

/// How a line ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Lf,
    CrLf,
    Cr,
    /// The end of the file.
    None,
}

/// The encoding of a text, and whether it was guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TextEncoding {
    pub(crate) encoding: &'static Encoding,
    mark: usize,
    pub(crate) guessed: bool,
}

/// A whole pass over the export: its encoding, as the memo's reader finds it.
pub(crate) fn encoding_of(export: &dyn Export) -> Result<TextEncoding> {
    const SAMPLE: usize = 1 << 20; // what the guess rests on
    let mut stream = export.open()?;
    let mut head = Vec::new();
    (&mut stream).take(SAMPLE as u64).read_to_end(&mut head).map_err(Error::read)?;
    if let Some((encoding, mark)) = Encoding::for_bom(&head) {
        return Ok(TextEncoding { encoding, mark, guessed: false });
    }
    let utf8 = TextEncoding { encoding: UTF_8, mark: 0, guessed: false };
    let escapes = head.contains(&0x1B); // ISO-2022-JP is plain ASCII with escapes, so it would pass as UTF-8
    let cut = |e: std::str::Utf8Error| e.error_len().is_none() && head.len() == SAMPLE;
    if !escapes && std::str::from_utf8(&head).map_or_else(cut, |_| true) {
        return Ok(utf8);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(&head, true);
    let encoding = detector.guess(Some(b"jp"), Utf8Detection::Allow);
    let unreadable = |encoding: &'static Encoding| {
        encoding.decode_without_bom_handling(&head).0.chars().filter(|c| *c == '\u{FFFD}').count()
    };
    // one bad byte in UTF-8 must not turn all of it into something else
    if encoding == UTF_8 || unreadable(UTF_8) < unreadable(encoding) {
        return Ok(utf8);
    }
    Ok(TextEncoding { encoding, mark: 0, guessed: true })
}

/// One line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line<'a> {
    pub(crate) text: &'a str,
    pub(crate) end: End,
    /// From 1.
    pub(crate) number: u64,
    /// Longer than [`MAX_LINE`]: the text is only its beginning.
    pub(crate) cut: bool,
}

impl Line<'_> {
    pub(crate) fn is_blank(&self) -> bool {
        self.text.chars().all(|c| c.is_whitespace() || c == '\u{FEFF}')
    }
}

/// The lines of an export.
pub(crate) struct Lines<'a> {
    stream: Box<dyn Stream + 'a>,
    decoder: Decoder,
    bytes: Vec<u8>,
    /// Decoded text that no line has taken yet, from `at` on.
    text: String,
    at: usize,
    ended: bool,
    number: u64,
    /// Characters that could not be read.
    pub(crate) unreadable: u64,
    first_unreadable: Option<u64>,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(export: &'a dyn Export, encoding: TextEncoding) -> Result<Self> {
        const BUFFER: usize = 256 << 10;
        let mut stream = export.open()?;
        let mut mark = [0; 3];
        stream.read_exact(&mut mark[..encoding.mark]).map_err(Error::read)?;
        Ok(Self {
            stream,
            decoder: encoding.encoding.new_decoder_without_bom_handling(),
            bytes: vec![0; BUFFER],
            text: String::with_capacity(BUFFER * 2),
            at: 0,
            ended: false,
            number: 0,
            unreadable: 0,
            first_unreadable: None,
        })
    }

    /// The next line, if there is one.
    pub(crate) fn next(&mut self) -> Result<Option<Line<'_>>> {
        let mut searched = 0;
        let mut cut = false;
        let (length, end) = loop {
            let rest = &self.text.as_bytes()[self.at + searched..];
            // a CR at the very end may be half of a CRLF
            let found = memchr(rest).filter(|&i| rest[i] == b'\n' || i + 1 < rest.len() || self.ended);
            if let Some(i) = found {
                let end = match (rest[i], rest.get(i + 1)) {
                    (b'\n', _) => End::Lf,
                    (_, Some(b'\n')) => End::CrLf,
                    _ => End::Cr,
                };
                break (searched + i, end);
            }
            if self.ended {
                let length = self.text.len() - self.at;
                if length == 0 && !cut {
                    return Ok(None);
                }
                break (length, End::None);
            }
            searched = self.text.len() - self.at;
            if searched > MAX_LINE {
                cut = true;
                let mut keep = 1000;
                while !self.text.is_char_boundary(self.at + keep) {
                    keep += 1;
                }
                self.text.truncate(self.at + keep);
                searched = keep;
            } else {
                searched = searched.saturating_sub(1);
            }
            self.fill()?;
        };
        let start = self.at;
        self.at += length
            + match end {
                End::CrLf => 2,
                End::Lf | End::Cr => 1,
                End::None => 0,
            };
        self.number += 1;
        let text = &self.text[start..start + length];
        if text.contains('\u{FFFD}') {
            self.unreadable += 1;
            self.first_unreadable.get_or_insert(self.number);
        }
        Ok(Some(Line { text, end, number: self.number, cut }))
    }

    /// The first line with a character that could not be read.
    pub(crate) fn first_unreadable(&self) -> Option<u64> {
        self.first_unreadable
    }

    fn fill(&mut self) -> Result<()> {
        self.text.drain(..self.at);
        self.at = 0;
        let n = loop {
            match self.stream.read(&mut self.bytes) {
                Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
                other => break other.map_err(Error::read)?,
            }
        };
        self.ended = n == 0;
        let mut rest = &self.bytes[..n];
        loop {
            let room = self.decoder.max_utf8_buffer_length(rest.len()).unwrap_or(rest.len() * 3 + 16);
            self.text.reserve(room);
            let (result, read, _) = self.decoder.decode_to_string(rest, &mut self.text, self.ended);
            rest = &rest[read..];
            if result == CoderResult::InputEmpty {
                return Ok(());
            }
        }
    }
}

/// The first LF or CR.
fn memchr(bytes: &[u8]) -> Option<usize> {
    // in two steps, so that the compiler can look at many bytes at once
    const STEP: usize = 32;
    let mut at = 0;
    for chunk in bytes.chunks(STEP) {
        if chunk.iter().fold(false, |found, &b| found | (b == b'\n') | (b == b'\r')) {
            return chunk.iter().position(|&b| b == b'\n' || b == b'\r').map(|i| at + i);
        }
        at += chunk.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(bytes: &[u8]) -> Vec<(String, End)> {
        let encoding = encoding_of(&bytes).unwrap();
        let export = &bytes;
        let mut lines = Lines::new(export, encoding).unwrap();
        let mut found = Vec::new();
        while let Some(line) = lines.next().unwrap() {
            found.push((line.text.to_owned(), line.end));
        }
        found
    }

    #[test]
    fn every_line_end_and_encoding() {
        let lines = all(b"a\r\nb\nc\rd\r\r\n\ne");
        let expected = [
            ("a", End::CrLf),
            ("b", End::Lf),
            ("c", End::Cr),
            ("d", End::Cr),
            ("", End::CrLf),
            ("", End::Lf),
            ("e", End::None),
        ];
        assert_eq!(lines.iter().map(|(l, e)| (l.as_str(), *e)).collect::<Vec<_>>(), expected);
        assert_eq!(all(b"").len(), 0);
        assert_eq!(all(b"\r").len(), 1);
        let text = "港町制作とのトーク履歴\r\n保存日時：2026/11/20 09:12\r\n";
        for encoding in [encoding_rs::SHIFT_JIS, encoding_rs::EUC_JP, encoding_rs::ISO_2022_JP] {
            assert_eq!(all(&encoding.encode(text).0)[0].0, "港町制作とのトーク履歴", "{}", encoding.name());
        }
        let utf16: Vec<u8> =
            "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(all(&utf16)[1].0, "保存日時：2026/11/20 09:12");
        assert_eq!(all(format!("\u{FEFF}{text}").as_bytes())[0].0, "港町制作とのトーク履歴");
    }

    #[test]
    fn a_line_without_end_does_not_fill_the_memory() {
        let mut bytes = b"first\n".to_vec();
        bytes.extend(std::iter::repeat_n(b'x', MAX_LINE * 2));
        bytes.extend(b"\nlast");
        let lines = all(&bytes);
        assert_eq!(lines.len(), 3);
        assert!(lines[1].0.len() < MAX_LINE + (1 << 20));
        assert_eq!(lines[2].0, "last");
    }

    proptest! {
        #[test]
        fn lines_put_together_are_the_text(text in "[a-c\r\n日]{0,40}") {
            let again: String = all(text.as_bytes()).into_iter().map(|(line, end)| line + match end {
                End::Lf => "\n", End::CrLf => "\r\n", End::Cr => "\r", End::None => "",
            }).collect();
            prop_assert_eq!(again, text);
        }
    }
}
