//! What the decoder library does not tell about an Ogg (RFC 3533): does each of its streams end, and does anything follow?

use super::reason::Reason;
use super::riff::read_up_to;
use std::io::{self, Read as _};
use symphonia::core::io::MediaSource;

/// Streams side by side: a film has three.
const MOST_STREAMS: usize = 64;
/// Bytes of a page in front of its table of segments.
const HEAD: usize = 27;

/// Walks over all pages; why the file is not whole, if it is not.
///
/// # Errors
/// Those of reading.
pub fn look(source: &mut dyn MediaSource) -> io::Result<Option<Reason>> {
    const BEGINS: u8 = 2;
    const ENDS: u8 = 4;
    // a page is at most 64 KiB long, and most are 4: read through, and not from page to page
    let mut source = io::BufReader::with_capacity(64 << 10, source);
    let mut open: Vec<([u8; 4], u32)> = Vec::new();
    let mut has_ended = false;
    loop {
        let mut head = [0; HEAD];
        match read_up_to(&mut source, &mut head)? {
            0 => break,
            HEAD if head.starts_with(b"OggS") => {}
            HEAD => return Ok(Some(Reason::Unread)),
            _ => return Ok(Some(if open.is_empty() { Reason::Unread } else { Reason::CutOff })),
        }
        let serial: [u8; 4] = std::array::from_fn(|i| head[14 + i]);
        let number = u32::from_le_bytes(std::array::from_fn(|i| head[18 + i]));
        if head[5] & BEGINS != 0 {
            if has_ended && open.is_empty() {
                return Ok(Some(Reason::Joined));
            }
            if open.len() == MOST_STREAMS {
                return Ok(Some(Reason::Limit));
            }
            open.push((serial, number));
        } else {
            let Some((_, last)) = open.iter_mut().find(|(of, _)| *of == serial) else {
                return Ok(Some(Reason::Damaged));
            };
            if number != last.wrapping_add(1) {
                return Ok(Some(Reason::Damaged));
            }
            *last = number;
        }
        let mut segments = [0; 255];
        let segments = &mut segments[..usize::from(head[HEAD - 1])];
        if read_up_to(&mut source, segments)? < segments.len() {
            return Ok(Some(Reason::CutOff));
        }
        let size: u64 = segments.iter().map(|n| u64::from(*n)).sum();
        if io::copy(&mut (&mut source).take(size), &mut io::sink())? < size {
            return Ok(Some(Reason::CutOff));
        }
        if head[5] & ENDS != 0 {
            open.retain(|(of, _)| *of != serial);
            has_ended = true;
        }
    }
    Ok((!open.is_empty()).then_some(Reason::CutOff))
}
