//! Agreed and measured, side by side, of one file.

use super::agree::Specification;
use super::property::Property;
use super::value::{Hundredths, Range};
use super::wanted::{Format, Line, Numbers, RateMode, Wanted};
use crate::format::fact::{AudioFact, BitRate, ClaimsFact, Decimal, Uint, is_float};

/// One line of what was agreed, held against a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// What it is about.
    pub property: Property,
    /// What was agreed.
    pub wanted: Wanted,
    /// What was measured.
    pub measured: Option<Measured>,
    /// How they stand to each other.
    pub outcome: Outcome,
}

/// A measured value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measured {
    /// A number in the property's unit.
    Number(Hundredths),
    /// A number with all its decimals, where two of them would look as agreed: 60.004.
    Exact(String),
    /// Words: of container and codec, of a kind of bit rate, names of files.
    Words(String),
}

/// How agreed and measured stand to each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// As agreed.
    Met,
    /// Not as agreed.
    NotMet,
    /// Not to be told, for this reason: a word of the `audio` fact, `no-bit-depth`, `no-bit-rate`, `no-sample-format` or
    /// `not-analysed`.
    CannotBeMeasured(String),
}

/// How far a length of time, in hundredths of a second, may be from one that is stated without bounds.
const DURATION_ROOM: i64 = 50;
const SILENCE_ROOM: i64 = 10;

/// Holds a file against everything that was agreed about single files; without a fact, nothing about it was measured.
pub fn compare(
    specification: &Specification,
    fact: Option<&AudioFact>,
    claims: Option<&ClaimsFact>,
) -> Vec<Compared> {
    let line = |Line { property, wanted, .. }: &Line| {
        let value = fact.and_then(|fact| value(*property, fact, claims));
        let outcome = match (&value, fact) {
            (Some(value), Some(fact)) => match (value.holds(*property, wanted), missing(*property, fact)) {
                // of a part, only what is not met is sure
                (true, Some(reason)) => Outcome::CannotBeMeasured(reason),
                (true, None) => Outcome::Met,
                (false, _) => Outcome::NotMet,
            },
            (_, Some(fact)) => Outcome::CannotBeMeasured(why_not(*property, fact)),
            (_, None) => Outcome::CannotBeMeasured("not-analysed".into()),
        };
        Compared {
            property: *property,
            wanted: wanted.clone(),
            measured: value.map(|value| value.shown(&outcome)),
            outcome,
        }
    };
    let is_of_file = |line: &&Line| {
        !line.property.is_of_delivery()
            && (line.of.is_empty()
                || fact.is_none_or(|fact| {
                    let (container, codec) = kind(fact);
                    // of a file of an unknown kind, the line cannot be left out
                    container.is_empty() && codec.is_empty()
                        || line.of.iter().any(|format| is_format(*format, &container, &codec))
                }))
    };
    specification.lines().iter().filter(is_of_file).map(line).collect()
}

/// A value as it is compared.
enum Value {
    /// Rounded down and rounded up: what was measured lies between. As it was measured, where that is more exact.
    Number(Hundredths, Hundredths, Option<String>),
    Format(String, String),
    Mode(RateMode),
    Numbers(Numbers),
}

impl Value {
    fn holds(&self, property: Property, wanted: &Wanted) -> bool {
        match (self, wanted) {
            (Value::Number(low, high, _), Wanted::Ranges(ranges)) => {
                let room = match property {
                    Property::Duration => DURATION_ROOM,
                    Property::HeadSilence | Property::TailSilence => SILENCE_ROOM,
                    _ => 0,
                };
                ranges.holds(|range: &Range| {
                    let range = range.within(room);
                    if low == high {
                        return range.holds(*low);
                    }
                    // between the two, and reaching neither
                    range.least.is_none_or(|least| least.value() <= *low)
                        && range.most.is_none_or(|most| *high <= most.value())
                })
            }
            (Value::Format(container, codec), Wanted::Formats(formats)) => {
                formats.holds(|format| is_format(*format, container, codec))
            }
            (Value::Mode(mode), Wanted::Modes(modes)) => modes.holds(|wanted| wanted == mode),
            (Value::Numbers(numbers), Wanted::Numbers(wanted)) => wanted.holds(|wanted| match wanted {
                Numbers::Pcm => true,
                wanted => wanted == numbers,
            }),
            _ => false,
        }
    }

    /// With as many decimals as it takes to see why it is not as agreed.
    fn shown(self, outcome: &Outcome) -> Measured {
        match self {
            Value::Number(low, high, Some(exact)) if low != high && *outcome == Outcome::NotMet => {
                Measured::Exact(exact)
            }
            Value::Number(low, ..) => Measured::Number(low),
            // of MP3, container and codec have one name
            Value::Format(container, codec) if container == codec => Measured::Words(codec),
            Value::Format(container, codec) => {
                Measured::Words(format!("{container} {codec}").trim().to_owned())
            }
            Value::Mode(mode) => Measured::Words(mode.name().to_owned()),
            Value::Numbers(numbers) => Measured::Words(numbers.name().to_owned()),
        }
    }
}

fn value(property: Property, fact: &AudioFact, claims: Option<&ClaimsFact>) -> Option<Value> {
    let whole =
        |n: Uint| u32::try_from(n.get()).ok().map(Hundredths::whole).map(|n| Value::Number(n, n, None));
    let codec = fact.codec.as_ref().map(|word| word.as_str());
    let decimal = |decimal: &Option<Decimal>| decimal.as_ref().and_then(hundredths);
    let rate = || claims.and_then(BitRate::of);
    match property {
        Property::Format => {
            let (container, codec) = kind(fact);
            (!container.is_empty() || !codec.is_empty()).then_some(Value::Format(container, codec))
        }
        Property::SampleRate => fact.sample_rate_hz.and_then(whole),
        Property::BitDepth => fact.bit_depth.and_then(whole),
        Property::Channels => fact.channels.and_then(whole),
        Property::BitRate => match codec {
            Some("pcm") => {
                let [hz, bits, channels] =
                    [fact.sample_rate_hz, fact.bit_depth, fact.channels].map(|n| n.map(Uint::get));
                let bits = hz?.checked_mul(bits?)?.checked_mul(channels?)?;
                let kilobits = Hundredths(i64::try_from(bits / 10).ok()?);
                Some(Value::Number(kilobits, kilobits, None))
            }
            _ => {
                let kilobits = Hundredths(i64::from(rate()?.mean()) / 10);
                Some(Value::Number(kilobits, kilobits, None))
            }
        },
        Property::RateMode => match codec {
            Some("pcm") => Some(Value::Mode(RateMode::Constant)),
            _ => Some(Value::Mode(match rate()? {
                BitRate::Constant(_) => RateMode::Constant,
                BitRate::Variable { .. } => RateMode::Variable,
            })),
        },
        Property::SampleFormat => sample_format(fact, claims).map(Value::Numbers),
        Property::Duration => decimal(&fact.duration_s),
        Property::HeadSilence => decimal(&fact.head_silence_s),
        Property::TailSilence => decimal(&fact.tail_silence_s),
        Property::Loudness => decimal(&fact.integrated_loudness_lufs),
        Property::LoudnessRange => decimal(&fact.loudness_range_lu),
        Property::TruePeak => decimal(&fact.true_peak_dbtp),
        Property::SamplePeak => decimal(&fact.sample_peak_dbfs),
        Property::Rms => decimal(&fact.rms_dbfs),
        Property::NoiseFloor => decimal(&fact.noise_floor_dbfs),
        Property::ClippedRuns => fact.clipped_runs.and_then(whole),
        Property::FileCount | Property::FileName => None,
    }
}

/// Container and codec; empty where they are not known.
fn kind(fact: &AudioFact) -> (String, String) {
    let word =
        |word: &Option<crate::format::fact::Word>| word.as_ref().map_or("", |word| word.as_str()).to_owned();
    (word(&fact.container), word(&fact.codec))
}

/// Plain samples of 32 bits can be either; their files say which.
fn sample_format(fact: &AudioFact, claims: Option<&ClaimsFact>) -> Option<Numbers> {
    if fact.codec.as_ref()?.as_str() != "pcm" {
        return None;
    }
    match fact.bit_depth.map(Uint::get) {
        _ if claims.is_some_and(is_float) => Some(Numbers::Float),
        Some(bits) if bits < 32 => Some(Numbers::Integer),
        _ => None,
    }
}

/// Rounded down and up to two decimals.
fn hundredths(decimal: &Decimal) -> Option<Value> {
    let text = decimal.as_str();
    if text == "-inf" {
        return Some(Value::Number(Hundredths::MINUS_INFINITY, Hundredths::MINUS_INFINITY, None));
    }
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let (two, more) = part.split_at(part.len().min(2));
    let digits = format!("{}{two:0<2}", whole.trim_start_matches('-'));
    let near: i64 = digits.parse().ok()?;
    let far = near + i64::from(more.bytes().any(|b| b != b'0'));
    let (low, high) = if text.starts_with('-') { (-far, -near) } else { (near, far) };
    Some(Value::Number(Hundredths(low), Hundredths(high), Some(text.trim_end_matches('0').to_owned())))
}

fn is_format(format: Format, container: &str, codec: &str) -> bool {
    match format {
        Format::Wav => matches!(container, "wav" | "rf64" | "bw64"),
        Format::Aiff => container == "aiff",
        Format::Flac => codec == "flac",
        Format::Mp3 => codec == "mp3" && container == "mp3",
        Format::Aac => codec == "aac",
        Format::Alac => codec == "alac",
        Format::Ogg => codec == "vorbis",
        Format::Pcm => codec == "pcm",
    }
}

/// Where a file was measured in part, why: then what holds for the part need not hold for all of it.
fn missing(property: Property, fact: &AudioFact) -> Option<String> {
    let is_of_all = !matches!(
        property,
        Property::Format
            | Property::SampleRate
            | Property::BitDepth
            | Property::Channels
            | Property::SampleFormat
            | Property::HeadSilence
    );
    reason(fact, "rest").filter(|_| is_of_all)
}

fn reason(fact: &AudioFact, field: &str) -> Option<String> {
    fact.unmeasured.iter().find(|u| u.field == field).map(|u| u.reason.to_string())
}

/// The reason that the fact gives: for the field, or for the whole file.
fn why_not(property: Property, fact: &AudioFact) -> String {
    let field = match property {
        Property::Loudness => "integrated_loudness_lufs",
        Property::LoudnessRange => "loudness_range_lu",
        Property::NoiseFloor => "noise_floor_dbfs",
        Property::HeadSilence => "head_silence_s",
        Property::TailSilence => "tail_silence_s",
        _ => "",
    };
    let whole =
        || reason(fact, "audio").or_else(|| reason(fact, "levels").filter(|_| !property.is_of_format()));
    let otherwise = || match property {
        Property::BitDepth if fact.codec.is_some() => "no-bit-depth",
        Property::BitRate | Property::RateMode if fact.codec.is_some() => "no-bit-rate",
        Property::SampleFormat if fact.codec.is_some() => "no-sample-format",
        _ => "not-analysed",
    };
    reason(fact, field).or_else(whole).unwrap_or_else(|| otherwise().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::fact::Fact;

    fn fact(fields: &str) -> AudioFact {
        let json = format!(r#"{{"audio":{{"path":"data/001/delivery/1/a.wav",{fields}}}}}"#);
        match serde_json::from_str(&json).unwrap() {
            Fact::Audio(fact) => *fact,
            other => panic!("{other:?}"),
        }
    }

    fn outcomes(specification: &str, fields: &str) -> Vec<String> {
        let specification = Specification::read([("specification", specification)]);
        compare(&specification, Some(&fact(fields)), None)
            .into_iter()
            .map(|line| match line.outcome {
                Outcome::Met => format!("{} met", line.property.word()),
                Outcome::NotMet => format!("{} not met", line.property.word()),
                Outcome::CannotBeMeasured(why) => format!("{} {why}", line.property.word()),
            })
            .collect()
    }

    #[test]
    fn each_line_is_met_not_met_or_cannot_be_measured() {
        let agreed = "WAV 48kHz 24bit モノラル ノイズフロア -60dB以下 -19LUFS±1";
        let whole = r#""container":"wav","codec":"pcm","sample_rate_hz":44100,"bit_depth":24,"channels":1,
            "integrated_loudness_lufs":"-20.00","noise_floor_dbfs":"-59.99","unmeasured":[]"#;
        assert_eq!(
            outcomes(agreed, whole),
            [
                "format met",
                "sample-rate not met",
                "bit-depth met",
                "channels met",
                "loudness met",
                "noise-floor not met"
            ]
        );
        let short = r#""container":"mp3","codec":"mp3","sample_rate_hz":48000,"channels":1,
            "unmeasured":[{"field":"noise_floor_dbfs","reason":"no-pause"},
                          {"field":"integrated_loudness_lufs","reason":"too-short"}]"#;
        assert_eq!(
            outcomes(agreed, short),
            [
                "format not met",
                "sample-rate met",
                "bit-depth no-bit-depth",
                "channels met",
                "loudness too-short",
                "noise-floor no-pause"
            ]
        );
        let none = r#""container":"ogg","unmeasured":[{"field":"audio","reason":"codec-not-supported"}]"#;
        assert_eq!(
            outcomes(agreed, none)[1..3],
            ["sample-rate codec-not-supported", "bit-depth codec-not-supported"]
        );
        let silent = r#""noise_floor_dbfs":"-inf","unmeasured":[]"#;
        assert_eq!(outcomes("ノイズフロア -60dB以下", silent), ["noise-floor met"]);
        // longer by a few milliseconds is longer; and of a part, what holds is not sure
        let long = r#""duration_s":"60.004","unmeasured":[]"#;
        assert_eq!(outcomes("尺は60秒以内", long), ["duration not met"]);
        assert_eq!(outcomes("尺は60秒", long), ["duration met"]);
        // and never shown as what would be as agreed
        let shown = |words: &str| {
            let specification = Specification::read([("specification", words)]);
            compare(&specification, Some(&fact(long)), None).remove(0)
        };
        assert_eq!(shown("尺は60秒以内").measured, Some(Measured::Exact("60.004".into())));
        assert_eq!(shown("尺は61秒以内").measured, Some(Measured::Number(Hundredths::whole(60))));
        let floor = r#""noise_floor_dbfs":"-60.00","unmeasured":[]"#;
        assert_eq!(outcomes("noise floor below -60 dB", floor), ["noise-floor not met"]);
        assert_eq!(outcomes("noise floor -60 dB or less", floor), ["noise-floor met"]);
        // what is agreed of one kind of file is not held against another
        let of_kinds = "WAV 48kHz/24bit、またはMP3 320kbps";
        let wav = r#""container":"wav","codec":"pcm","sample_rate_hz":48000,"bit_depth":24,"channels":1,
            "unmeasured":[]"#;
        assert_eq!(outcomes(of_kinds, wav), ["format met", "sample-rate met", "bit-depth met"]);
        let mp3 = r#""container":"mp3","codec":"mp3","sample_rate_hz":44100,"channels":1,"unmeasured":[]"#;
        assert_eq!(outcomes(of_kinds, mp3), ["format met", "bit-rate no-bit-rate"]);
        let part = r#""sample_rate_hz":48000,"channels":1,"duration_s":"59.0","sample_peak_dbfs":"-1.00",
            "rms_dbfs":"-20.00","unmeasured":[{"field":"rest","reason":"cut-off"}]"#;
        assert_eq!(
            outcomes("48kHz モノラル、尺は60秒以内、ピーク-3dB以下、RMS -20dB", part),
            ["sample-rate met", "channels met", "duration cut-off", "sample-peak not met", "rms cut-off"]
        );
    }
}
