//! The bit rates that the headers of frames state: as long as the frames are, so they hold.

use super::header::Header;
use crate::audio::claims::Claims;
use crate::format::fact::BitRate;

/// Gathers them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rates {
    frames: u64,
    bytes: u64,
    samples: u64,
    rate: u32,
    /// Bits a second, the lowest and the highest.
    span: Option<(u32, u32)>,
}

impl Rates {
    /// Takes in a frame.
    pub fn take(&mut self, header: &Header) {
        self.frames += 1;
        self.bytes += header.size as u64;
        self.samples += u64::from(header.samples);
        self.rate = header.rate;
        if let Some(bits) = header.bit_rate {
            let (low, high) = self.span.unwrap_or((bits, bits));
            self.span = Some((low.min(bits), high.max(bits)));
        }
    }

    /// Frames.
    pub fn frames(&self) -> u64 {
        self.frames
    }

    /// Bytes of them.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Claims them.
    pub fn claim(&self, claims: &mut Claims) {
        let Some((least, most)) = self.span else { return };
        let bits = u128::from(self.bytes) * 8 * u128::from(self.rate);
        let mean = u32::try_from(bits / u128::from(self.samples.max(1))).unwrap_or(u32::MAX);
        let rate =
            if least == most { BitRate::Constant(most) } else { BitRate::Variable { least, most, mean } };
        claims.text(BitRate::CLAIM, &rate.to_string());
    }
}
