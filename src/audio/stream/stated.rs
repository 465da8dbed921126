//! What the first frame of an MP3 states of the others: a table that encoders put where the sound of a frame would be
//! (Xing and Info, with the extension of LAME; VBRI).

use super::header::{Coding, Header};

/// What is stated. Nobody has to state anything, and nothing of it has to be true.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stated {
    /// Frames behind this one.
    pub frames: Option<u32>,
    /// Bytes of the stream, this frame's included.
    pub bytes: Option<u32>,
    /// Samples that the encoder and the decoder put in front.
    pub delay: u32,
    /// Samples that the encoder put behind.
    pub padding: u32,
}

/// Samples by which a decoder of layer III is late.
const DECODER_DELAY: u32 = 528 + 1;

impl Stated {
    /// The table of a frame; none if it is sound.
    pub fn parse(header: &Header, frame: &[u8]) -> Option<Self> {
        if header.coding != Coding::Mpeg(3) {
            return None;
        }
        let stated = xing(frame.get(header.table..)?).or_else(|| vbri(frame))?;
        // without a number in it, it is no table: players decode the frame
        (stated.frames.is_some() || stated.bytes.is_some()).then_some(stated)
    }
}

fn xing(table: &[u8]) -> Option<Stated> {
    let mut rest = table.strip_prefix(b"Xing").or_else(|| table.strip_prefix(b"Info"))?;
    let mut number = || {
        let (number, after) = rest.split_first_chunk::<4>()?;
        rest = after;
        Some(u32::from_be_bytes(*number))
    };
    let flags = number()?;
    let frames = if flags & 1 == 0 { None } else { number() };
    let bytes = if flags & 2 == 0 { None } else { number() };
    let mut stated =
        Stated { frames: frames.filter(|n| *n > 0), bytes: bytes.filter(|n| *n > 0), ..Stated::default() };
    let seek_table = if flags & 4 == 0 { 0 } else { 100 };
    let quality = if flags & 8 == 0 { 0 } else { 4 };
    let lame = rest.get(seek_table + quality..).unwrap_or_default();
    let is_known = [b"LAME", b"Lavf", b"Lavc"].iter().any(|name| lame.starts_with(*name));
    if let (true, Some([a, b, c])) = (is_known, lame.get(21..24)) {
        let (delay, padding) =
            (u32::from(*a) << 4 | u32::from(*b) >> 4, (u32::from(*b) & 15) << 8 | u32::from(*c));
        stated.delay = delay + DECODER_DELAY;
        stated.padding = padding.saturating_sub(DECODER_DELAY);
    }
    Some(stated)
}

/// By Fraunhofer: 32 bytes behind the header, whatever its channels.
fn vbri(frame: &[u8]) -> Option<Stated> {
    let table = frame.get(36..)?.strip_prefix(b"VBRI\0\x01")?;
    let number =
        |at: usize| table.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes).filter(|n| *n > 0);
    Some(Stated { bytes: number(4), frames: number(8), ..Stated::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_of_lame_and_of_fraunhofer() {
        let start = [0xFF, 0xFB, 0x90, 0x44];
        let header = Header::parse(&start).unwrap();
        let frame = |at: usize, table: &[u8]| {
            let mut frame = start.to_vec();
            frame.resize(at, 0);
            frame.extend(table);
            frame.resize(header.size, 0);
            frame
        };
        let mut info = [
            &b"Info"[..],
            &15_u32.to_be_bytes(),
            &146_u32.to_be_bytes(),
            &30_000_u32.to_be_bytes(),
            &[0; 104],
        ]
        .concat();
        info.extend(b"LAME3.100");
        info.extend([0; 12]);
        info.extend([0x24, 0x04, 0x66]); // 576 and 1,126
        let stated = Stated::parse(&header, &frame(36, &info));
        assert_eq!(
            stated,
            Some(Stated { frames: Some(146), bytes: Some(30_000), delay: 1_105, padding: 597 })
        );
        let vbri = [&b"VBRI\0\x01"[..], &[0; 4], &9_000_u32.to_be_bytes(), &12_u32.to_be_bytes()].concat();
        let stated = Stated::parse(&header, &frame(36, &vbri));
        assert_eq!(stated, Some(Stated { frames: Some(12), bytes: Some(9_000), ..Stated::default() }));
        assert_eq!(Stated::parse(&header, &frame(36, b"Info\0\0\0\0")), None);
        assert_eq!(Stated::parse(&header, &frame(36, b"sound")), None);
        for end in 36..200 {
            let _ = Stated::parse(&header, &frame(36, &info)[..end]);
        }
    }
}
