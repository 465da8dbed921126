//! What a line of a specification is about.

use super::value::Hundredths;

macro_rules! properties {
    ($($(#[$doc:meta])* $property:ident $word:literal;)+) => {
        /// What a line of a specification is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Property { $($(#[$doc])* $property),+ }

        impl Property {
            /// All of them, in the order of screens.
            pub const ALL: &[Property] = &[$(Property::$property),+];

            /// The name in JSON; with `property-` before it, that of its sentence.
            pub fn word(self) -> &'static str {
                match self { $(Property::$property => $word),+ }
            }
        }
    };
}

properties! {
    /// Number of delivered files.
    FileCount "file-count";
    /// Their names.
    FileName "file-name";
    /// Kind of file.
    Format "format";
    /// Hz.
    SampleRate "sample-rate";
    /// Bits.
    BitDepth "bit-depth";
    /// Integers or floating point.
    SampleFormat "sample-format";
    /// Number of channels.
    Channels "channels";
    /// Kbit/s, over the whole file.
    BitRate "bit-rate";
    /// Constant or variable.
    RateMode "bit-rate-mode";
    /// Seconds.
    Duration "duration";
    /// LUFS.
    Loudness "loudness";
    /// LU.
    LoudnessRange "loudness-range";
    /// dBTP.
    TruePeak "true-peak";
    /// dBFS.
    SamplePeak "sample-peak";
    /// dBFS.
    Rms "rms";
    /// dBFS.
    NoiseFloor "noise-floor";
    /// Runs of samples at full scale.
    ClippedRuns "clipped-runs";
    /// Seconds below −50 dBFS before the first sound.
    HeadSilence "head-silence";
    /// Seconds below −50 dBFS after the last.
    TailSilence "tail-silence";
}

impl Property {
    /// What a line of the memo of its own is about, by its key.
    pub fn of_key(key: &str) -> Option<Self> {
        Some(match key {
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
        })
    }

    /// Is it about all files together?
    pub fn is_of_delivery(self) -> bool {
        matches!(self, Property::FileCount | Property::FileName)
    }

    /// Does the head of a file tell it, before a sample is decoded?
    pub fn is_of_format(self) -> bool {
        matches!(
            self,
            Property::Format
                | Property::SampleRate
                | Property::BitDepth
                | Property::SampleFormat
                | Property::Channels
                | Property::BitRate
                | Property::RateMode
                | Property::Duration
        )
    }

    /// A level below full scale, in decibels.
    pub fn is_level(self) -> bool {
        matches!(
            self,
            Property::Loudness
                | Property::TruePeak
                | Property::SamplePeak
                | Property::Rms
                | Property::NoiseFloor
        )
    }

    /// A length of time.
    pub fn is_time(self) -> bool {
        matches!(self, Property::Duration | Property::HeadSilence | Property::TailSilence)
    }

    /// Can a number without a unit be about it, where its name stands in front?
    pub fn is_number(self) -> bool {
        self.is_level()
            || matches!(
                self,
                Property::SampleRate | Property::BitDepth | Property::BitRate | Property::LoudnessRange
            )
    }

    /// Is a number without a limit one that must not be exceeded?
    pub fn is_ceiling(self) -> bool {
        matches!(self, Property::TruePeak | Property::NoiseFloor)
    }

    /// Can anybody mean this number? 48 Hz is a misread 48 kHz.
    pub fn is_plausible(self, value: Hundredths) -> bool {
        let among = |least: i64, most: i64| (least * 100..=most * 100).contains(&value.0);
        match self {
            Property::FileCount => among(1, 100_000),
            Property::SampleRate => among(8_000, 768_000),
            Property::BitDepth => among(8, 64),
            Property::Channels => among(1, 32),
            Property::BitRate => among(8, 20_000),
            Property::Duration | Property::HeadSilence | Property::TailSilence => among(0, 360_000),
            Property::LoudnessRange => among(0, 60),
            _ if self.is_level() => among(-150, 0),
            _ => true,
        }
    }
}
