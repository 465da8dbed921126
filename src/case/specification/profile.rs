//! A ready set of requirements, by its name.

use super::property::Property;
use super::value::{Hundredths, Range};
use super::wanted::{Choice, Format, Line, RateMode, Wanted};

/// The requirements of ACX for audio books (help.acx.com, "What are the ACX audio submission requirements?").
pub fn acx() -> Vec<Line> {
    let n = |n: i64| Hundredths(n * 100);
    let range = |range| Wanted::Ranges(Choice::any(vec![range]));
    let lines = [
        (Property::Format, Wanted::Formats(Choice::any(vec![Format::Mp3]))),
        (Property::SampleRate, range(Range::exactly(n(44_100)))),
        (Property::BitRate, range(Range::at_least(n(192)))),
        (Property::RateMode, Wanted::Modes(Choice::any(vec![RateMode::Constant]))),
        (Property::Duration, range(Range::at_most(n(120 * 60)))),
        (Property::SamplePeak, range(Range::at_most(n(-3)))),
        (Property::Rms, range(Range::between(n(-23), n(-18)))),
        (Property::NoiseFloor, range(Range::at_most(n(-60)))),
        (Property::HeadSilence, range(Range::between(Hundredths(50), n(1)))),
        (Property::TailSilence, range(Range::between(n(1), n(5)))),
    ];
    lines.into_iter().map(|(property, wanted)| Line { property, wanted, of: Vec::new() }).collect()
}
