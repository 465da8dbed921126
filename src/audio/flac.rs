//! What the decoder library does not tell about a FLAC (RFC 9639): where its sound begins, and how many bytes it has.

use std::io;
use symphonia::core::io::MediaSource;

/// Blocks before the sound: a file has some ten.
const MOST_BLOCKS: u32 = 10_000;

/// What stands around the frames.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Around {
    /// Where the blocks begin that hold a cue sheet. The decoder library does not read those of discs, and gives up.
    pub cue_sheets: Vec<u64>,
    /// Bytes from the first frame to the end of the file.
    pub sound: u64,
}

impl Around {
    /// Looks through the blocks.
    ///
    /// # Errors
    /// Those of reading.
    pub fn look(source: &mut dyn MediaSource) -> io::Result<Self> {
        const CUE_SHEET: u8 = 5;
        super::bounds::skip(source, 4)?;
        let (mut around, mut at) = (Self::default(), 4);
        for _ in 0..MOST_BLOCKS {
            let mut header = [0; 4];
            source.read_exact(&mut header)?;
            let size = u64::from(u32::from_be_bytes([0, header[1], header[2], header[3]]));
            if header[0] & 0x7F == CUE_SHEET {
                around.cue_sheets.push(at);
            }
            at += 4 + size;
            super::bounds::skip(source, size)?;
            if header[0] & 0x80 != 0 {
                break;
            }
        }
        around.sound = match source.byte_len() {
            Some(all) => all.saturating_sub(at),
            None => io::copy(source, &mut io::sink())?,
        };
        Ok(around)
    }
}

/// The first byte of a block, as that of padding: whether it is the last one stays.
pub fn as_padding(block: u8) -> u8 {
    block & 0x80 | 1
}
