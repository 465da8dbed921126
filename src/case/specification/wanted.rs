//! What can be agreed about a file: kinds of it, ranges, names.

use super::property::Property;
use super::value::Range;

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
    /// Plain samples, in whatever container: read, and then what the samples are.
    Pcm,
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
            Format::Pcm => "PCM",
        }
    }

    /// Is it one of those that people choose a bit rate for?
    pub fn has_bit_rate(self) -> bool {
        matches!(self, Format::Mp3 | Format::Aac | Format::Ogg)
    }
}

/// Is the bit rate the same throughout?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum RateMode {
    Constant,
    Variable,
}

impl RateMode {
    /// As people write it.
    pub fn name(self) -> &'static str {
        match self {
            RateMode::Constant => "CBR",
            RateMode::Variable => "VBR",
        }
    }
}

/// What samples are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Numbers {
    Integer,
    Float,
    /// Either, but plain.
    Pcm,
}

impl Numbers {
    /// As people write it.
    pub fn name(self) -> &'static str {
        match self {
            Numbers::Integer => "integer",
            Numbers::Float => "float",
            Numbers::Pcm => "PCM",
        }
    }
}

/// One of these, and none of those.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice<T> {
    /// One of these; if there are none, anything.
    pub any: Vec<T>,
    /// None of these.
    pub not: Vec<T>,
}

impl<T> Choice<T> {
    /// One of these.
    pub fn any(any: Vec<T>) -> Self {
        Self { any, not: Vec::new() }
    }

    /// Is something among the agreed, and not among the refused?
    pub fn holds(&self, is: impl Fn(&T) -> bool) -> bool {
        (self.any.is_empty() || self.any.iter().any(&is)) && !self.not.iter().any(&is)
    }
}

/// What was agreed about one property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// Kinds of file.
    Formats(Choice<Format>),
    /// Numbers.
    Ranges(Choice<Range>),
    /// Kinds of bit rate.
    Modes(Choice<RateMode>),
    /// What samples are written as.
    Numbers(Choice<Numbers>),
    /// Files of these names, every one of them.
    Names(Vec<String>),
}

/// A line of what was agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is about.
    pub property: Property,
    /// What was agreed about it.
    pub wanted: Wanted,
    /// The kinds of file that it is about; of all files if there are none.
    pub of: Vec<Format>,
}
