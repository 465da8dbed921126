//! Walks over the frames of a stream, each where the one before ends. What lies between them and is neither frame nor tag is
//! counted: no frame is lost without a word.

use super::header::{Header, LONGEST};
use super::tag::{self, Tag};
use crate::audio::claims::Claims;
use crate::audio::reason::Reason;
use std::io::{self, Read as _};
use symphonia::core::io::MediaSource;

/// Bytes before the first frame that are looked at: some recorders leave a mebibyte free for tags.
const MOST_BEFORE: u64 = 1 << 20;
/// Bytes that are looked ahead: a frame and the headers behind it, or a tag.
const AHEAD: usize = if tag::WINDOW > LONGEST + 16 { tag::WINDOW } else { LONGEST + 16 };

/// The frames of a stream.
pub struct Frames<'a, 'c> {
    source: Box<dyn MediaSource + 'a>,
    claims: &'c mut Claims,
    buffer: Vec<u8>,
    /// Where in the buffer the next byte stands.
    at: usize,
    is_end: bool,
    /// The first frame, which all others are like.
    first: Option<Header>,
    /// Frames that were given.
    pub count: u64,
    /// Bytes of them.
    pub bytes: u64,
    /// Bytes that are neither frame nor tag.
    pub unread: u64,
    /// Of these, the ones since the last frame or tag.
    stray: u64,
}

/// What comes next.
#[derive(Debug, PartialEq, Eq)]
pub enum Next<'b> {
    /// A whole frame.
    Frame(Header, &'b [u8]),
    /// Nothing more, or nothing that can follow: why, if it is not the end of the stream.
    End(Option<Reason>),
}

impl<'a, 'c> Frames<'a, 'c> {
    /// From the first byte of a source.
    pub fn new(source: Box<dyn MediaSource + 'a>, claims: &'c mut Claims) -> Self {
        let (buffer, at, is_end, first) = (Vec::new(), 0, false, None);
        Self { source, claims, buffer, at, is_end, first, count: 0, bytes: 0, unread: 0, stray: 0 }
    }

    /// The next frame.
    ///
    /// # Errors
    /// Those of reading.
    pub fn next(&mut self) -> io::Result<Next<'_>> {
        loop {
            self.fill(AHEAD)?;
            let window = &self.buffer[self.at..];
            if window.is_empty() {
                return Ok(Next::End(None));
            }
            if let Some(header) = Header::parse(window) {
                match self.first {
                    // in step: a header where the frame before ends needs no second one behind it
                    Some(first)
                        if header.is_like(&first) && (self.stray == 0 || self.is_followed(&header)) =>
                    {
                        return Ok(self.frame(header));
                    }
                    None if self.is_followed(&header) => return Ok(self.frame(header)),
                    Some(_) if self.stray == 0 && self.is_followed(&header) => {
                        return Ok(Next::End(Some(Reason::Changes)));
                    }
                    _ => {}
                }
            }
            if self.tag()? {
                continue;
            }
            self.step();
            if self.first.is_none() && self.stray > MOST_BEFORE {
                return Ok(Next::End(None));
            }
        }
    }

    fn frame(&mut self, header: Header) -> Next<'_> {
        let from = self.at;
        let Some(frame) = self.buffer.get(from..from + header.size) else {
            return Next::End(Some(Reason::CutOff));
        };
        // nothing but zeros before the first frame is room that was left for tags
        self.first.get_or_insert(header);
        self.stray = 0;
        self.at += header.size;
        self.count += 1;
        self.bytes += header.size as u64;
        Next::Frame(header, frame)
    }

    /// Is there a frame like it, a tag, or the end behind the frame that begins here? Of the first one, behind two: bytes
    /// that mean nothing look like two headers once in some thousand files.
    fn is_followed(&self, header: &Header) -> bool {
        let window = &self.buffer[self.at..];
        let (mut at, mut header) = (0, *header);
        for _ in 0..if self.first.is_none() { 2 } else { 1 } {
            at += header.size;
            match window.get(at..) {
                Some(behind) if behind.is_empty() || Tag::parse(behind).is_some() => return true,
                Some(behind) => match Header::parse(behind).filter(|next| next.is_like(&header)) {
                    Some(next) => header = next,
                    None => return false,
                },
                // the last frame is cut, and begins where one belongs
                None => return at > header.size || self.stray == 0 && self.first.is_none(),
            }
        }
        true
    }

    /// Steps over a tag; false if there is none.
    fn tag(&mut self) -> io::Result<bool> {
        let window = &self.buffer[self.at..];
        // inside what is no frame, letters can look like a tag of any length
        let found = Tag::parse(window).filter(|tag| self.stray == 0 || tag.size <= window.len() as u64);
        let Some(tag) = found else { return Ok(false) };
        if Tag::before(window).is_some_and(|before| before == self.stray) {
            self.unread -= self.stray;
        }
        tag.claim(window, self.claims);
        self.stray = 0;
        let here = usize::try_from(tag.size).unwrap_or(usize::MAX).min(window.len());
        self.at += here;
        let more = tag.size - here as u64;
        let skipped = io::copy(&mut (&mut *self.source).take(more), &mut io::sink())?;
        self.unread += more - skipped; // a tag beyond the end: it may be none
        Ok(true)
    }

    /// Steps over bytes that are nothing, to where something could begin.
    fn step(&mut self) {
        let window = &self.buffer[self.at..];
        let may_begin = |b: &u8| matches!(b, 0xFF | b'T' | b'A' | b'I' | b'L');
        let by = 1 + window[1..].iter().position(may_begin).unwrap_or(window.len() - 1);
        let is_room = self.first.is_none() && window[..by].iter().all(|b| *b == 0);
        self.at += by;
        self.stray += by as u64;
        if !is_room {
            self.unread += by as u64;
        }
    }

    /// At least so many bytes ahead, or all there are.
    fn fill(&mut self, bytes: usize) -> io::Result<()> {
        if self.buffer.len() - self.at >= bytes || self.is_end {
            return Ok(());
        }
        self.buffer.drain(..self.at);
        self.at = 0;
        let from = self.buffer.len();
        let wanted = 2 * bytes - from;
        let read = (&mut *self.source).take(wanted as u64).read_to_end(&mut self.buffer)?;
        self.is_end = read < wanted;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    const HEAD: [u8; 4] = [0xFF, 0xFB, 0x90, 0xC4];

    /// So many frames of 417 bytes.
    fn frames(count: usize) -> Vec<u8> {
        let mut frame = HEAD.to_vec();
        frame.resize(417, 0x55);
        frame.repeat(count)
    }

    /// Frames, bytes unread, and why it ended.
    fn walked(bytes: &[u8]) -> (u64, u64, Option<Reason>) {
        let mut claims = Claims::default();
        let mut frames = Frames::new(Box::new(Cursor::new(bytes.to_vec())), &mut claims);
        let end = loop {
            if let Next::End(end) = frames.next().unwrap() {
                break end;
            }
        };
        (frames.count, frames.unread, end)
    }

    #[test]
    fn every_frame_and_every_byte_is_counted() {
        let tag = [&b"TAG"[..], &[b' '; 125]].concat();
        let id3 = [&b"ID3\x04\0\0\0\0\x01\x00"[..], &[7; 128]].concat();
        let huge = [&b"ID3\x04\0\0\0\x40\x00\x00"[..], &vec![7; 1 << 20]].concat();
        let other = {
            let mut f = [0xFF, 0xFB, 0x94, 0xC4].to_vec();
            f.resize(384, 0);
            f.repeat(3)
        };
        for (bytes, expected) in [
            (frames(100), (100, 0, None)),
            (frames(1), (1, 0, None)),
            (vec![], (0, 0, None)),
            ([vec![0; 5_000], frames(9)].concat(), (9, 0, None)),
            ([b"HTTP/1.1 200 OK\r\n\r\n".to_vec(), frames(9)].concat(), (9, 19, None)),
            ([frames(9), tag.clone()].concat(), (9, 0, None)),
            ([frames(9), tag.clone(), id3, huge, frames(9), tag].concat(), (18, 0, None)),
            ([frames(9), vec![0; 300], frames(9)].concat(), (18, 300, None)),
            ([frames(9), vec![0; 300_000]].concat(), (9, 300_000, None)),
            ([frames(9), frames(1)[..200].to_vec()].concat(), (9, 0, Some(Reason::CutOff))),
            ([frames(9), other].concat(), (9, 0, Some(Reason::Changes))),
            (vec![0; 3 << 20], (0, 0, None)),
            (b"%PDF-1.7 and so on".to_vec(), (0, 18, None)),
            // a header by chance, inside what is no frame
            ([frames(9), b"..".to_vec(), HEAD.to_vec(), vec![0; 900], frames(9)].concat(), (18, 906, None)),
        ] {
            assert_eq!(walked(&bytes), expected, "{} bytes", bytes.len());
        }
    }

    #[test]
    fn items_before_a_footer_are_a_tag() {
        let items = [b'x'; 40];
        let footer = [&b"APETAGEX"[..], &2_000_u32.to_le_bytes(), &72_u32.to_le_bytes(), &[0; 16]].concat();
        assert_eq!(walked(&[&frames(9)[..], &items, &footer].concat()), (9, 0, None));
        assert_eq!(walked(&[&frames(9)[..], &items, b"y", &footer].concat()), (9, 41, None));
    }
}
