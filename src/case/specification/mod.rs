//! What was agreed about the audio, read from the memo's own words, and held against what was measured.

mod compare;
mod token;
mod words;

pub use compare::{Compared, Measured, Outcome, compare};

use std::fmt;

/// What a line of a specification is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Property {
    /// Kind of file.
    Format,
    /// Hz.
    SampleRate,
    /// Bits.
    BitDepth,
    /// Number of channels.
    Channels,
    /// LUFS.
    Loudness,
    /// dBTP.
    TruePeak,
    /// dBFS.
    SamplePeak,
    /// dBFS.
    Rms,
    /// dBFS.
    NoiseFloor,
}

impl Property {
    /// All of them, in the order of screens.
    pub const ALL: [Property; 9] = [
        Property::Format,
        Property::SampleRate,
        Property::BitDepth,
        Property::Channels,
        Property::Loudness,
        Property::TruePeak,
        Property::SamplePeak,
        Property::Rms,
        Property::NoiseFloor,
    ];

    /// The name in JSON; with `property-` before it, that of its sentence.
    pub fn word(self) -> &'static str {
        match self {
            Property::Format => "format",
            Property::SampleRate => "sample-rate",
            Property::BitDepth => "bit-depth",
            Property::Channels => "channels",
            Property::Loudness => "loudness",
            Property::TruePeak => "true-peak",
            Property::SamplePeak => "sample-peak",
            Property::Rms => "rms",
            Property::NoiseFloor => "noise-floor",
        }
    }
}

/// A number in hundredths: what was agreed and what was measured compare exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hundredths(pub i64);

impl Hundredths {
    /// Digital silence: below every number.
    pub const MINUS_INFINITY: Self = Self(i64::MIN);

    /// A whole number.
    pub fn whole(n: u32) -> Self {
        Self(i64::from(n) * 100)
    }
}

impl fmt::Display for Hundredths {
    /// Without needless zeros.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::MINUS_INFINITY {
            return f.write_str("-inf");
        }
        let (sign, n) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        match (n / 100, n % 100) {
            (whole, 0) => write!(f, "{sign}{whole}"),
            (whole, part) if part % 10 == 0 => write!(f, "{sign}{whole}.{}", part / 10),
            (whole, part) => write!(f, "{sign}{whole}.{part:02}"),
        }
    }
}

/// Kinds of file that people agree on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Format {
    Wav,
    Aiff,
    Flac,
    Mp3,
    Aac,
    Alac,
    Ogg,
}

impl Format {
    /// As people write it.
    pub fn name(self) -> &'static str {
        match self {
            Format::Wav => "WAV",
            Format::Aiff => "AIFF",
            Format::Flac => "FLAC",
            Format::Mp3 => "MP3",
            Format::Aac => "AAC",
            Format::Alac => "ALAC",
            Format::Ogg => "Ogg Vorbis",
        }
    }
}

/// What was agreed about one property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// One of these kinds of file.
    Formats(Vec<Format>),
    /// One of these ranges, ends included; an open end is `None`.
    Ranges(Vec<Range>),
}

/// From and to, ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The least that is allowed.
    pub least: Option<Hundredths>,
    /// The most.
    pub most: Option<Hundredths>,
}

impl Range {
    fn holds(&self, value: Hundredths) -> bool {
        self.least.is_none_or(|least| least <= value) && self.most.is_none_or(|most| value <= most)
    }
}

/// What was agreed, at most once a property.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Specification {
    lines: Vec<(Property, Wanted)>,
}

impl Specification {
    /// Reads what the `case` facts of a memo say: keys and values, in their order. A line of its own on a property
    /// counts before free words, these before a profile.
    pub fn read<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut own = Vec::new();
        let mut free = Vec::new();
        let mut profiles = Vec::new();
        for (key, value) in pairs {
            // a second line of the same name has a number behind its key
            match key.split('.').next().unwrap_or_default() {
                "specification" => {
                    let (lines, profile) = words::free(value);
                    free.extend(lines);
                    profiles.extend(profile);
                }
                "profile" => profiles.extend(words::profile(value)),
                key => own.extend(words::of_key(key, value)),
            }
        }
        let mut specification = Self::default();
        for (property, wanted) in own.into_iter().chain(free).chain(profiles.into_iter().flatten()) {
            if specification.lines.iter().all(|(known, _)| *known != property) {
                specification.lines.push((property, wanted));
            }
        }
        specification.lines.sort_by_key(|(property, _)| *property);
        specification
    }

    /// Does a value of this key say something that can be held against a measure?
    pub fn is_read(key: &str, value: &str) -> bool {
        match key {
            "profile" => words::profile(value).is_some(),
            key => words::of_key(key, value).is_some(),
        }
    }

    /// Was anything agreed that can be measured?
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// What was agreed, in the order of [`Property::ALL`].
    pub fn lines(&self) -> &[(Property, Wanted)] {
        &self.lines
    }
}
