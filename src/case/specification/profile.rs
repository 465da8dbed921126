//! A ready set of requirements, by its name.

use super::{Choice, Format, Hundredths, Line, Property, Range, RateMode, Wanted};

/// The requirements of ACX for audio books (help.acx.com, "What are the ACX audio submission requirements?").
pub fn acx() -> Vec<Line> {
    let hundredths = |n: i64| Some(Hundredths(n));
    let range = |least, most| Wanted::Ranges(Choice { any: vec![Range { least, most }], not: Vec::new() });
    let at_most = |db: i64| range(None, hundredths(db * 100));
    vec![
        (Property::Format, Wanted::formats(vec![Format::Mp3], Vec::new())),
        (Property::SampleRate, range(hundredths(4_410_000), hundredths(4_410_000))),
        (Property::BitRate, range(hundredths(19_200), None)),
        (Property::RateMode, Wanted::modes(vec![RateMode::Constant], Vec::new())),
        (Property::Duration, range(None, hundredths(120 * 60 * 100))),
        (Property::SamplePeak, at_most(-3)),
        (Property::Rms, range(hundredths(-2_300), hundredths(-1_800))),
        (Property::NoiseFloor, at_most(-60)),
        (Property::HeadSilence, range(hundredths(50), hundredths(100))),
        (Property::TailSilence, range(hundredths(100), hundredths(500))),
    ]
}
