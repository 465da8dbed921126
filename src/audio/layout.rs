//! Channels and samples: how channels count for loudness, and samples as bytes.

use super::loudness::Weight;

/// Places of loudspeakers, as in `dwChannelMask` of WAVEFORMATEXTENSIBLE; the decoder library has the same bits.
mod place {
    pub const FRONT_LEFT: u32 = 1;
    pub const FRONT_RIGHT: u32 = 1 << 1;
    pub const FRONT_CENTRE: u32 = 1 << 2;
    pub const LFE: u32 = 1 << 3;
    pub const BACK_LEFT: u32 = 1 << 4;
    pub const BACK_RIGHT: u32 = 1 << 5;
    pub const BACK_CENTRE: u32 = 1 << 8;
    pub const SIDE_LEFT: u32 = 1 << 9;
    pub const SIDE_RIGHT: u32 = 1 << 10;
}

/// Most channels: BW64 knows 24 in a programme (22.2), and some recorders write 32 tracks into one file.
const MOST_CHANNELS: u16 = 32;
/// Rates in Hz: no file beyond 768 kHz is known, and below 1 kHz nothing that can be heard.
const RATES: std::ops::RangeInclusive<u32> = 1_000..=768_000;

/// Is that many channels at that rate something to measure?
pub fn is_measured(rate: u32, channels: u16) -> bool {
    (1..=MOST_CHANNELS).contains(&channels) && RATES.contains(&rate)
}

/// The places of channels that a file does not tell: those of mono, stereo, and the film layouts.
pub fn default_mask(channels: usize) -> u32 {
    use place::*;
    let front = FRONT_LEFT | FRONT_RIGHT;
    match channels {
        1 => FRONT_CENTRE,
        4 => front | FRONT_CENTRE | BACK_CENTRE,
        5 => front | FRONT_CENTRE | BACK_LEFT | BACK_RIGHT,
        6 => front | FRONT_CENTRE | LFE | BACK_LEFT | BACK_RIGHT,
        7 => front | FRONT_CENTRE | LFE | BACK_CENTRE | SIDE_LEFT | SIDE_RIGHT,
        8 => front | FRONT_CENTRE | LFE | BACK_LEFT | BACK_RIGHT | SIDE_LEFT | SIDE_RIGHT,
        _ => 0,
    }
}

/// How channels count, in the order of the bits of `mask`; where it says nothing, as in front.
pub fn weights(mask: u32, channels: usize) -> Vec<Weight> {
    use place::*;
    let places = (0..32).map(|bit| 1 << bit).filter(|place| mask & place != 0);
    let weight = |place| match place {
        LFE => Weight::Lfe,
        BACK_LEFT | BACK_RIGHT | BACK_CENTRE | SIDE_LEFT | SIDE_RIGHT => Weight::Surround,
        _ => Weight::Front,
    };
    places.map(weight).chain(std::iter::repeat(Weight::Front)).take(channels).collect()
}

/// The largest positive value of integers of so many bits, as a part of full scale.
pub fn full_scale(bits: u32) -> f32 {
    1.0 - 0.5_f64.powi(bits.cast_signed() - 1) as f32
}

/// Appends a sample, whose bits stand at the upper end, in as few whole bytes as its depth takes, little-endian.
pub fn push_sample(high: i32, bits: u32, bytes: &mut Vec<u8>) {
    let value = high >> (32 - bits.clamp(1, 32));
    let width = bits.clamp(1, 32).div_ceil(8) as usize;
    bytes.extend_from_slice(&value.to_le_bytes()[..width]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_point_one_has_no_lfe_in_it() {
        use Weight::*;
        assert_eq!(weights(default_mask(6), 6), [Front, Front, Front, Lfe, Surround, Surround]);
        assert_eq!(weights(0, 3), [Front; 3]);
        assert_eq!(weights(default_mask(1), 1), [Front]);
    }

    #[test]
    fn samples_take_the_bytes_of_their_depth() {
        let mut bytes = Vec::new();
        push_sample(-2 << 12, 20, &mut bytes);
        push_sample(0x7FFF_0000, 16, &mut bytes);
        push_sample(-1 << 24, 8, &mut bytes);
        assert_eq!(bytes, [0xFE, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF]);
        assert_eq!(full_scale(16), 32_767.0 / 32_768.0);
    }
}
