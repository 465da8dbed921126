//! Is AAC in truth HE-AAC? Its core can be decoded as if it were all: half the band, and perhaps half the rate. The
//! AudioSpecificConfig tells (ISO/IEC 14496-3, 1.6.2.1).

/// Rates up to here can be the core of HE-AAC, which plays at twice the rate, up to 48 kHz.
const MOST_CORE_RATE: u32 = 24_000;

/// What the configuration says of spectral band replication.
#[derive(Debug, PartialEq, Eq)]
enum Sbr {
    Used,
    NotUsed,
    Unsaid,
}

/// Is this AAC-LC and nothing more? Where a low rate leaves it open, no: a wrong value is worse than none.
pub fn is_plain(config: Option<&[u8]>, rate: Option<u32>) -> bool {
    match config.map_or(Sbr::Unsaid, sbr) {
        Sbr::Used => false,
        Sbr::NotUsed => true,
        Sbr::Unsaid => rate.is_none_or(|rate| rate > MOST_CORE_RATE),
    }
}

fn sbr(config: &[u8]) -> Sbr {
    const SBR: u64 = 5;
    const PARAMETRIC_STEREO: u64 = 29;
    const SYNC_EXTENSION: u64 = 0x2B7;
    let bits = |at: usize, count: usize| -> Option<u64> {
        (at..at + count).try_fold(0, |value, bit| {
            let byte = config.get(bit / 8)?;
            Some(value << 1 | u64::from(byte >> (7 - bit % 8) & 1))
        })
    };
    if matches!(bits(0, 5), Some(SBR | PARAMETRIC_STEREO)) {
        return Sbr::Used;
    }
    // for old players the extension stands behind the configuration of the core
    let found = (13..config.len() * 8).find(|at| bits(*at, 16) == Some(SYNC_EXTENSION << 5 | SBR));
    match found.and_then(|at| bits(at + 16, 1)) {
        Some(1) => Sbr::Used,
        Some(_) => Sbr::NotUsed,
        None => Sbr::Unsaid,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_configuration_tells() {
        assert_eq!(sbr(&[0x11, 0x88]), Sbr::Unsaid);
        assert_eq!(sbr(&[0x11, 0x88, 0x56, 0xE5, 0x00]), Sbr::NotUsed);
        assert_eq!(sbr(&[0x13, 0x08, 0x56, 0xE5, 0x98]), Sbr::Used);
        assert_eq!(sbr(&[0x2B, 0x11, 0x88, 0x00]), Sbr::Used, "object type 5 in front");
        assert_eq!(sbr(&[0xEB, 0x09, 0x88, 0x00]), Sbr::Used, "object type 29");
        assert!(is_plain(None, Some(44_100)) && !is_plain(None, Some(22_050)));
        assert!(is_plain(Some(&[0x13, 0x88, 0x56, 0xE5, 0x00]), Some(22_050)));
    }
}
