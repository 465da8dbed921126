//! Free words and exact keys to what was agreed. What is not understood is left alone: the words stay in the memo.

use super::token::{Token, Unit, tokens};
use super::{Format, Hundredths, Property, Range, Wanted};

type Line = (Property, Wanted);

/// How far from a stated loudness a file may be where nobody says: EBU R 128 allows 1 LU where 0.5 is not practicable.
const LOUDNESS_TOLERANCE: i64 = 100;

/// What the line of the memo `specification` says, and the profile that it names.
pub fn free(value: &str) -> (Vec<Line>, Option<Vec<Line>>) {
    let tokens = tokens(value);
    let profile = tokens.contains(&Token::Acx).then(acx);
    (lines(&tokens, None), profile)
}

/// A profile by its name.
pub fn profile(value: &str) -> Option<Vec<Line>> {
    tokens(value).contains(&Token::Acx).then(acx)
}

/// What the line of a key of its own says, where numbers need no unit.
pub fn of_key(key: &str, value: &str) -> Option<Line> {
    let property = match key {
        "format" => Property::Format,
        "sample-rate" => Property::SampleRate,
        "bit-depth" => Property::BitDepth,
        "channels" => Property::Channels,
        "lufs" => Property::Loudness,
        "true-peak-max" => Property::TruePeak,
        "peak-max" => Property::SamplePeak,
        "rms" => Property::Rms,
        "noise-floor-max" => Property::NoiseFloor,
        _ => return None,
    };
    lines(&tokens(value), Some(property)).into_iter().find(|(of, _)| *of == property)
}

/// The requirements of ACX for audio books (help.acx.com, "ACX audio submission requirements"). The bit rate is among
/// them and is not measured here.
fn acx() -> Vec<Line> {
    let db = |n: i64| Hundredths(n * 100);
    let at_most = |n| Wanted::Ranges(vec![Range { least: None, most: Some(db(n)) }]);
    vec![
        (Property::Format, Wanted::Formats(vec![Format::Mp3])),
        (Property::SampleRate, Wanted::Ranges(vec![point(Hundredths::whole(44_100))])),
        (Property::SamplePeak, at_most(-3)),
        (Property::Rms, Wanted::Ranges(vec![Range { least: Some(db(-23)), most: Some(db(-18)) }])),
        (Property::NoiseFloor, at_most(-60)),
    ]
}

fn point(value: Hundredths) -> Range {
    Range { least: Some(value), most: Some(value) }
}

/// Reads tokens; with `only`, every number without a unit is about that property.
fn lines(tokens: &[Token], only: Option<Property>) -> Vec<Line> {
    let mut found: Vec<(Property, Range)> = Vec::new();
    let mut formats = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match *token {
            Token::Format(format) if !formats.contains(&format) => formats.push(format),
            Token::Channels(n) => found.push((Property::Channels, point(Hundredths::whole(n)))),
            Token::Number(value, unit) => {
                let (range, next) = range(tokens, at, value);
                let (unit, before) = (unit_near(tokens, at, unit), tokens[..at].iter().rev());
                if let Some(property) = property(unit, before, &tokens[next..], only) {
                    found.push((property, range.fit(property, unit)));
                }
                at = next;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    let mut lines: Vec<Line> = Vec::new();
    if !formats.is_empty() {
        lines.push((Property::Format, Wanted::Formats(formats)));
    }
    for (property, range) in found {
        match lines.iter_mut().find(|(known, _)| *known == property) {
            // "48 or 44.1 kHz", "mono or stereo": any of them
            Some((_, Wanted::Ranges(ranges))) => ranges.push(range),
            _ => lines.push((property, Wanted::Ranges(vec![range]))),
        }
    }
    lines
}

/// A number, as it was written together with what limits it.
struct Written {
    value: Hundredths,
    other_end: Option<Hundredths>,
    tolerance: Option<Hundredths>,
    bound: Option<Token>,
}

/// The number at `at` with its range, tolerance and bound; and where the words go on.
fn range(tokens: &[Token], at: usize, value: Hundredths) -> (Written, usize) {
    let mut written = Written { value, other_end: None, tolerance: None, bound: None };
    if let Some(bound @ (Token::AtMost | Token::AtLeast)) = at.checked_sub(1).map(|i| tokens[i]) {
        written.bound = Some(bound);
    }
    let mut next = at + 1;
    loop {
        match tokens.get(next..) {
            Some([Token::To, Token::Number(end, _), ..]) if written.other_end.is_none() => {
                written.other_end = Some(*end);
                next += 2;
            }
            Some([Token::PlusMinus, Token::Number(tolerance, _), ..]) if written.tolerance.is_none() => {
                written.tolerance = Some(*tolerance);
                next += 2;
            }
            Some([bound @ (Token::AtMost | Token::AtLeast), ..]) if written.bound.is_none() => {
                // "max -60 dB": the word in front of the next number belongs to that one
                if *bound == Token::AtMost && matches!(tokens.get(next + 1), Some(Token::Number(..))) {
                    return (written, next);
                }
                written.bound = Some(*bound);
                next += 1;
            }
            _ => return (written, next),
        }
    }
}

/// Of a range such as `-23〜-18dB` only the second number has a unit.
fn unit_near(tokens: &[Token], at: usize, unit: Unit) -> Unit {
    match (unit, tokens.get(at + 1..)) {
        (Unit::None, Some([Token::To, Token::Number(_, unit), ..])) => *unit,
        _ => unit,
    }
}

/// What a number is about: its unit tells, or the nearest word before it, or one right behind it.
fn property<'a>(
    unit: Unit,
    before: impl Iterator<Item = &'a Token>,
    after: &[Token],
    only: Option<Property>,
) -> Option<Property> {
    let of_unit = match unit {
        Unit::Hertz | Unit::Kilohertz => Some(Property::SampleRate),
        Unit::Bits => Some(Property::BitDepth),
        Unit::Channels => Some(Property::Channels),
        Unit::Lufs => Some(Property::Loudness),
        Unit::DbTruePeak => Some(Property::TruePeak),
        Unit::Other | Unit::Lu => return None,
        Unit::None | Unit::Decibels => None,
    };
    if of_unit.is_some() || only.is_some() {
        return of_unit.or(only);
    }
    let named = |token: &Token| if let Token::Property(property) = token { Some(*property) } else { None };
    let mut nearest = before.take_while(|token| **token != Token::Stop).filter_map(named);
    let behind = || after.first().and_then(named);
    nearest.next().or_else(behind).filter(|property| match property {
        // "48" alone can be anything; a level without a unit behind its name is one
        Property::Loudness | Property::TruePeak | Property::SamplePeak | Property::Rms => true,
        Property::NoiseFloor | Property::SampleRate | Property::BitDepth => true,
        Property::Format | Property::Channels => false,
    })
}

impl Written {
    /// As a range of the property.
    fn fit(self, property: Property, unit: Unit) -> Range {
        let scaled = |value: Hundredths| match property {
            Property::SampleRate if unit == Unit::Kilohertz => Hundredths(value.0.saturating_mul(1_000)),
            // nobody agrees on less than 1 kHz: 48 alone is 48 kHz
            Property::SampleRate if unit == Unit::None && value.0 < 100_000 => Hundredths(value.0 * 1_000),
            // 5.1 channels are six
            Property::Channels => Hundredths((value.0 / 100 + value.0 % 100 / 10) * 100),
            // levels below full scale, also where the sign was left out
            Property::Loudness
            | Property::TruePeak
            | Property::SamplePeak
            | Property::Rms
            | Property::NoiseFloor
                if value.0 > 0 =>
            {
                Hundredths(-value.0)
            }
            _ => value,
        };
        let value = scaled(self.value);
        if let Some(end) = self.other_end.map(scaled) {
            return Range { least: Some(value.min(end)), most: Some(value.max(end)) };
        }
        let around = |tolerance: i64| Range {
            least: Some(Hundredths(value.0.saturating_sub(tolerance))),
            most: Some(Hundredths(value.0.saturating_add(tolerance))),
        };
        if let Some(tolerance) = self.tolerance {
            return around(tolerance.0.abs());
        }
        match (property, self.bound) {
            (Property::TruePeak | Property::SamplePeak | Property::NoiseFloor, _)
            | (_, Some(Token::AtMost)) => Range { least: None, most: Some(value) },
            (_, Some(_)) => Range { least: Some(value), most: None },
            (Property::Loudness | Property::Rms, None) => around(LOUDNESS_TOLERANCE),
            (_, None) => point(value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Specification;
    use super::*;
    use proptest::prelude::*;

    fn shown(lines: &[Line]) -> String {
        let range = |r: &Range| match (r.least, r.most) {
            (Some(a), Some(b)) if a == b => a.to_string(),
            (a, b) => format!(
                "{}..{}",
                a.map_or(String::new(), |a| a.to_string()),
                b.map_or(String::new(), |b| b.to_string())
            ),
        };
        let line = |(property, wanted): &Line| {
            let wanted = match wanted {
                Wanted::Formats(formats) => formats.iter().map(|f| f.name().to_owned()).collect::<Vec<_>>(),
                Wanted::Ranges(ranges) => ranges.iter().map(range).collect(),
            };
            format!("{} {}", property.word(), wanted.join("|"))
        };
        lines.iter().map(line).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn what_people_write_is_read() {
        for (written, read) in [
            (
                "WAV 48kHz 24bit モノラル ノイズフロア -60dB以下",
                "format WAV, sample-rate 48000, bit-depth 24, channels 1, noise-floor ..-60",
            ),
            (
                "ＷＡＶ　４８ｋＨｚ／２４ビット・モノラル",
                "format WAV, sample-rate 48000, bit-depth 24, channels 1",
            ),
            ("wav, 44.1 kHz, 16-bit, stereo", "format WAV, sample-rate 44100, bit-depth 16, channels 2"),
            ("48k/24bit", "sample-rate 48000, bit-depth 24"),
            ("WAVまたはMP3(192kbps以上)、44.1kHzか48kHz", "format WAV|MP3, sample-rate 44100|48000"),
            ("48,000Hz mono or stereo", "sample-rate 48000, channels 1|2"),
            ("-60dB以下のノイズフロア", "noise-floor ..-60"),
            ("ノイズフロア60dB以下", "noise-floor ..-60"),
            ("ラウドネス -19 LUFS ±1", "loudness -20..-18"),
            ("-16〜-14LUFS、トゥルーピーク −1dB以下", "loudness -16..-14, true-peak ..-1"),
            ("-14 LUFS, -1 dBTP", "loudness -15..-13, true-peak ..-1"),
            ("RMS -23〜-18dB、ピーク -3dB以下", "rms -23..-18, sample-peak ..-3"),
            ("noise floor below -60 dB, peaks max -3 dBFS", "noise-floor ..-60, sample-peak ..-3"),
            ("RMS between -23dB and -18dB", "rms -23..-18"),
            ("48kHz以上、24bit以上", "sample-rate 48000.., bit-depth 24.."),
            ("5.1ch 48kHz", "channels 6, sample-rate 48000"),
            ("10分程度のナレーション、3本、22,000円", ""),
            ("monologue, wavelength, mp3player", ""),
            ("音声3点、修正2回まで", ""),
        ] {
            assert_eq!(shown(&free(written).0), read, "{written}");
        }
        assert!(free("ACX準拠").1.is_some());
        assert!(profile("acx").is_some() && profile("なし").is_none());
    }

    #[test]
    fn exact_keys_need_no_units_and_count_first() {
        for (key, value, read) in [
            ("sample-rate", "48000", "sample-rate 48000"),
            ("sample-rate", "48", "sample-rate 48000"),
            ("sample-rate", "44.1kHz", "sample-rate 44100"),
            ("bit-depth", "24", "bit-depth 24"),
            ("channels", "1", "channels 1"),
            ("channels", "モノラル", "channels 1"),
            ("format", "wav", "format WAV"),
            ("lufs", "-19 ±0.5", "loudness -19.5..-18.5"),
            ("true-peak-max", "-1", "true-peak ..-1"),
            ("noise-floor-max", "-60", "noise-floor ..-60"),
        ] {
            assert_eq!(shown(&of_key(key, value).into_iter().collect::<Vec<_>>()), read, "{key}: {value}");
        }
        assert_eq!(of_key("sample-rate", "高いもの"), None);
        let pairs = [("specification", "ACX 48kHz"), ("specification.2", "mono"), ("noise-floor-max", "-50")];
        let lines = shown(Specification::read(pairs).lines());
        assert_eq!(
            lines,
            "format MP3, sample-rate 48000, channels 1, sample-peak ..-3, rms -23..-18, noise-floor ..-50"
        );
    }

    proptest! {
        #[test]
        fn any_words_have_an_answer(value in any::<String>(), numbers in "[0-9.,〜~±kHzdBLUFS -]{0,40}") {
            let _ = free(&value);
            let _ = free(&numbers);
            let _ = of_key("lufs", &numbers);
        }
    }
}
