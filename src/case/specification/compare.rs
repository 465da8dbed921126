//! Agreed and measured, side by side.

use super::{Format, Hundredths, Property, Range, Specification, Wanted};
use crate::fact::{AudioFact, Decimal};

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
    /// Container and codec, by their words.
    Format(String),
}

/// How agreed and measured stand to each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// As agreed.
    Met,
    /// Not as agreed.
    NotMet,
    /// Not to be told, for this reason: a word of the `audio` fact, `no-bit-depth` or `not-analysed`.
    CannotBeMeasured(String),
}

/// Holds a file against everything that was agreed; without a fact, nothing about it was measured.
pub fn compare(specification: &Specification, fact: Option<&AudioFact>) -> Vec<Compared> {
    let line = |(property, wanted): &(Property, Wanted)| {
        let measured = fact.and_then(|fact| measured(*property, fact));
        let outcome = match (&measured, fact) {
            (Some(measured), _) if holds(wanted, measured, fact) => Outcome::Met,
            (Some(_), _) => Outcome::NotMet,
            (None, Some(fact)) => Outcome::CannotBeMeasured(why_not(*property, fact)),
            (None, None) => Outcome::CannotBeMeasured("not-analysed".into()),
        };
        Compared { property: *property, wanted: wanted.clone(), measured, outcome }
    };
    specification.lines().iter().map(line).collect()
}

fn measured(property: Property, fact: &AudioFact) -> Option<Measured> {
    let whole = |n: crate::fact::Uint| u32::try_from(n.get()).ok().map(Hundredths::whole);
    let number = match property {
        Property::Format => {
            let words = [&fact.container, &fact.codec].into_iter().flatten();
            let mut words: Vec<&str> = words.map(|word| word.as_str()).collect();
            words.dedup(); // of MP3, container and codec have one name
            return (!words.is_empty()).then(|| Measured::Format(words.join(" ")));
        }
        Property::SampleRate => fact.sample_rate_hz.and_then(whole),
        Property::BitDepth => fact.bit_depth.and_then(whole),
        Property::Channels => fact.channels.and_then(whole),
        Property::Loudness => fact.integrated_loudness_lufs.as_ref().and_then(hundredths),
        Property::TruePeak => fact.true_peak_dbtp.as_ref().and_then(hundredths),
        Property::SamplePeak => fact.sample_peak_dbfs.as_ref().and_then(hundredths),
        Property::Rms => fact.rms_dbfs.as_ref().and_then(hundredths),
        Property::NoiseFloor => fact.noise_floor_dbfs.as_ref().and_then(hundredths),
    };
    number.map(Measured::Number)
}

/// A decimal with more than two decimals is rounded towards zero: ours have two.
fn hundredths(decimal: &Decimal) -> Option<Hundredths> {
    let text = decimal.as_str();
    if text == "-inf" {
        return Some(Hundredths::MINUS_INFINITY);
    }
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let part = format!("{part:0<2}");
    let digits = format!("{}{}", whole.trim_start_matches('-'), part.get(..2)?);
    let value: i64 = digits.parse().ok()?;
    Some(Hundredths(if text.starts_with('-') { -value } else { value }))
}

fn holds(wanted: &Wanted, measured: &Measured, fact: Option<&AudioFact>) -> bool {
    match (wanted, measured) {
        (Wanted::Ranges(ranges), Measured::Number(value)) => ranges.iter().any(|r: &Range| r.holds(*value)),
        (Wanted::Formats(formats), _) => {
            formats.iter().any(|format| fact.is_some_and(|f| is_format(*format, f)))
        }
        _ => false,
    }
}

fn is_format(format: Format, fact: &AudioFact) -> bool {
    let word =
        |word: &Option<crate::fact::Word>| word.as_ref().map(|w| w.as_str().to_owned()).unwrap_or_default();
    let (container, codec) = (word(&fact.container), word(&fact.codec));
    match format {
        Format::Wav => matches!(container.as_str(), "wav" | "rf64" | "bw64"),
        Format::Aiff => container == "aiff",
        Format::Flac => codec == "flac",
        Format::Mp3 => codec == "mp3" && container == "mp3",
        Format::Aac => codec == "aac",
        Format::Alac => codec == "alac",
        Format::Ogg => codec == "vorbis",
    }
}

/// The reason that the fact gives: for the field, or for the whole file.
fn why_not(property: Property, fact: &AudioFact) -> String {
    let field = match property {
        Property::Loudness => "integrated_loudness_lufs",
        Property::NoiseFloor => "noise_floor_dbfs",
        _ => "",
    };
    let of = |field: &str| fact.unmeasured.iter().find(|u| u.field == field).map(|u| u.reason.to_string());
    let whole = || of("audio").or_else(|| of("levels"));
    let otherwise = || match property {
        Property::BitDepth if fact.codec.is_some() => "no-bit-depth".to_owned(),
        _ => "not-analysed".to_owned(),
    };
    of(field).or_else(whole).unwrap_or_else(otherwise)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::Fact;

    fn fact(fields: &str) -> AudioFact {
        let json = format!(r#"{{"audio":{{"path":"data/001/delivery/1/a.wav",{fields}}}}}"#);
        match serde_json::from_str(&json).unwrap() {
            Fact::Audio(fact) => *fact,
            other => panic!("{other:?}"),
        }
    }

    fn outcomes(specification: &str, fields: &str) -> Vec<String> {
        let specification = Specification::read([("specification", specification)]);
        compare(&specification, Some(&fact(fields)))
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
    }
}
