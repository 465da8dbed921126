//! Headers of frames that follow each other without a container: MPEG audio (ISO/IEC 11172-3, 13818-3), and AAC in ADTS
//! (ISO/IEC 13818-7 section 6.2). The two bits of the layer tell them apart.

/// Bytes of the longest frame: the length of an ADTS frame has 13 bits.
pub const LONGEST: usize = 0x1FFF;

/// What a frame holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// MPEG audio of this layer, from 1 to 3.
    Mpeg(u8),
    /// AAC-LC, one block a frame, in mono or stereo.
    AacLc,
    /// Any other AAC.
    AacOther,
}

/// The header of one frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// What the frame holds.
    pub coding: Coding,
    /// Hz.
    pub rate: u32,
    /// Channels; none where the frame itself tells.
    pub channels: u16,
    /// Samples a channel.
    pub samples: u32,
    /// Bytes, the header's included.
    pub size: usize,
    /// Bytes of the header that the decoder does not want.
    pub head: usize,
    /// Bits a second, where the header tells.
    pub bit_rate: Option<u32>,
    /// Where a table of the first frame of MPEG layer III begins (see [`super::stated`]).
    pub table: usize,
}

impl Header {
    /// The header that these bytes begin with.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xFF, b, ..] if b & 0xF6 == 0xF0 => adts(bytes),
            [0xFF, b, c, d, ..] if b & 0xE0 == 0xE0 => mpeg(*b, *c, *d),
            _ => None,
        }
    }

    /// Can this frame follow the other in one stream? Joint and plain stereo can.
    pub fn is_like(&self, other: &Self) -> bool {
        (self.coding, self.rate, self.channels, self.samples)
            == (other.coding, other.rate, other.channels, other.samples)
    }
}

fn mpeg(b: u8, c: u8, d: u8) -> Option<Header> {
    /// Hundreds of bits a second... as kbit/s, by index: layers I, II and III of MPEG-1, then I, and II and III, of MPEG-2.
    const KBITS: [[u32; 14]; 5] = [
        [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
        [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
        [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
        [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
        [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
    ];
    // MPEG-2 halves the rates of MPEG-1, and 2.5 those of MPEG-2
    let (is_first, halved) = match b >> 3 & 3 {
        3 => (true, 0),
        2 => (false, 1),
        0 => (false, 2),
        _ => return None,
    };
    let layer = 4 - (b >> 1 & 3);
    if layer == 4 {
        return None;
    }
    let rate = [44_100_u32, 48_000, 32_000].get(usize::from(c >> 2 & 3))? >> halved;
    let row = match (is_first, layer) {
        (true, layer) => usize::from(layer) - 1,
        (false, 1) => 3,
        (false, _) => 4,
    };
    // index 0 is a rate that the header does not tell, and so the frame's length is not known
    let index = usize::from(c >> 4).checked_sub(1)?;
    let bit_rate = KBITS[row].get(index)? * 1_000;
    let samples = match (layer, is_first) {
        (1, _) => 384,
        (3, false) => 576,
        _ => 1_152,
    };
    let padding = u32::from(c >> 1 & 1);
    let size = match layer {
        1 => (12 * bit_rate / rate + padding) * 4,
        _ => samples / 8 * bit_rate / rate + padding,
    };
    let channels = if d >> 6 == 3 { 1 } else { 2 };
    let side = match (is_first, channels) {
        (true, 2) => 32,
        (false, 1) => 9,
        _ => 17,
    };
    Some(Header {
        coding: Coding::Mpeg(layer),
        rate,
        channels,
        samples,
        size: size as usize,
        head: 0,
        bit_rate: Some(bit_rate),
        table: 4 + side,
    })
}

fn adts(bytes: &[u8]) -> Option<Header> {
    const RATES: [u32; 13] = [
        96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350,
    ];
    let [_, b, c, d, e, f, g, ..] = *bytes else { return None };
    let head = if b & 1 == 1 { 7 } else { 9 };
    let rate = *RATES.get(usize::from(c >> 2 & 15))?;
    let channels = u16::from(c << 2 & 4 | d >> 6);
    let size = usize::from(d & 3) << 11 | usize::from(e) << 3 | usize::from(f >> 5);
    if size < head {
        return None;
    }
    const LOW_COMPLEXITY: u8 = 1;
    let blocks = u32::from(g & 3) + 1;
    let is_plain = c >> 6 == LOW_COMPLEXITY && blocks == 1 && (1..=2).contains(&channels);
    Some(Header {
        coding: if is_plain { Coding::AacLc } else { Coding::AacOther },
        rate,
        channels,
        samples: 1_024 * blocks,
        size,
        head,
        bit_rate: None,
        table: 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_length_of_a_frame_is_what_its_header_says() {
        let parsed =
            |bytes: &[u8]| Header::parse(bytes).map(|h| (h.coding, h.rate, h.channels, h.samples, h.size));
        // 128 kbit/s at 44.1 kHz: 417.96 bytes
        assert_eq!(parsed(&[0xFF, 0xFB, 0x90, 0x44]), Some((Coding::Mpeg(3), 44_100, 2, 1_152, 417)));
        assert_eq!(parsed(&[0xFF, 0xFB, 0x92, 0xC4]), Some((Coding::Mpeg(3), 44_100, 1, 1_152, 418)));
        // MPEG-2 at 22.05 kHz and 2.5 at 8 kHz: half as many samples
        assert_eq!(parsed(&[0xFF, 0xF3, 0x80, 0xC4]), Some((Coding::Mpeg(3), 22_050, 1, 576, 208)));
        assert_eq!(parsed(&[0xFF, 0xE3, 0x18, 0xC4]), Some((Coding::Mpeg(3), 8_000, 1, 576, 72)));
        assert_eq!(parsed(&[0xFF, 0xFD, 0xA4, 0x04]), Some((Coding::Mpeg(2), 48_000, 2, 1_152, 576)));
        assert_eq!(parsed(&[0xFF, 0xFF, 0xC4, 0x04]), Some((Coding::Mpeg(1), 48_000, 2, 384, 384)));
        for no in [
            [0xFF, 0xFB, 0x00, 0x44],
            [0xFF, 0xFB, 0xF0, 0x44],
            [0xFF, 0xFB, 0x9C, 0x44],
            [0xFF, 0xEB, 0x90, 0x44],
        ] {
            assert_eq!(parsed(&no), None, "{no:x?}");
        }
        let adts = [0xFF, 0xF1, 0x50, 0x80, 0x2E, 0x9F, 0xFC];
        assert_eq!(parsed(&adts), Some((Coding::AacLc, 44_100, 2, 1_024, 372)));
        assert_eq!(Header::parse(&adts).map(|h| h.head), Some(7));
        let with_crc = [0xFF, 0xF0, 0x4C, 0x40, 0x2E, 0x9F, 0xFC];
        assert_eq!(Header::parse(&with_crc).map(|h| (h.head, h.rate, h.channels)), Some((9, 48_000, 1)));
        let two_blocks = [0xFF, 0xF1, 0x50, 0x80, 0x2E, 0x9F, 0xFD];
        assert_eq!(parsed(&two_blocks), Some((Coding::AacOther, 44_100, 2, 2_048, 372)));
        assert_eq!(parsed(&adts[..6]), None);
    }
}
