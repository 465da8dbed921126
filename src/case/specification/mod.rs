//! What was agreed about the audio, read from the memo's own words, and held against what was measured.

mod clause;
mod compare;
mod delivery;
mod fold;
mod number;
mod polarity;
mod profile;
mod property;
mod quantity;
mod read;
#[cfg(test)]
mod tests;
mod token;
mod vocabulary;

pub use compare::{Compared, Measured, Outcome, compare};
pub use delivery::{Delivered, compare_delivery};
pub use property::Property;

use profile::acx;
use read::read;
use std::fmt;

/// What was agreed about one property.
pub type Line = (Property, Wanted);

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
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice<T> {
    /// One of these; if there are none, anything.
    pub any: Vec<T>,
    /// None of these.
    pub not: Vec<T>,
}

impl<T> Choice<T> {
    fn holds(&self, is: impl Fn(&T) -> bool) -> bool {
        (self.any.is_empty() || self.any.iter().any(&is)) && !self.not.iter().any(&is)
    }
}

/// What was agreed about one property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// Kinds of file.
    Formats(Choice<Format>),
    /// Ranges, ends included; an open end is `None`.
    Ranges(Choice<Range>),
    /// Kinds of bit rate.
    Modes(Choice<RateMode>),
    /// What samples are written as.
    Numbers(Choice<Numbers>),
    /// Files of these names, every one of them.
    Names(Vec<String>),
}

impl Wanted {
    fn formats(any: Vec<Format>, not: Vec<Format>) -> Self {
        Self::Formats(Choice { any, not })
    }

    fn ranges(any: Vec<Range>, not: Vec<Range>) -> Self {
        Self::Ranges(Choice { any, not })
    }

    fn modes(any: Vec<RateMode>, not: Vec<RateMode>) -> Self {
        Self::Modes(Choice { any, not })
    }

    fn numbers(any: Vec<Numbers>, not: Vec<Numbers>) -> Self {
        Self::Numbers(Choice { any, not })
    }
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

    /// What both allow; none if that is nothing.
    fn and(&self, other: &Self) -> Option<Self> {
        let least = self.least.max(other.least); // no end is less than any
        let most = match (self.most, other.most) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        least.zip(most).is_none_or(|(least, most)| least <= most).then_some(Self { least, most })
    }

    /// With room on both sides, where it is one value.
    fn within(&self, room: i64) -> Self {
        match (self.least, self.most) {
            (Some(a), Some(b)) if a == b => Self {
                least: Some(Hundredths(a.0.saturating_sub(room))),
                most: Some(Hundredths(b.0.saturating_add(room))),
            },
            _ => *self,
        }
    }
}

/// What was agreed, at most once a property, and what of it could not be understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Specification {
    lines: Vec<Line>,
    unread: Vec<String>,
}

impl Specification {
    /// Reads what the `case` facts of a memo say: keys and values, in their order. A line of its own on a property
    /// counts before free words, these before a profile.
    pub fn read<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let (mut own, mut free, mut profiles) = (Vec::new(), Vec::new(), Vec::new());
        let mut specification = Self::default();
        for (key, value) in pairs {
            // a second line of the same name has a number behind its key
            let said = match key.split('.').next().unwrap_or_default() {
                "specification" | "profile" => read(value, None),
                key => match Property::of_key(key) {
                    Some(property) => {
                        let mut said = read(value, Some(property));
                        own.append(&mut said.lines);
                        said
                    }
                    None => continue,
                },
            };
            free.extend(said.lines);
            profiles.extend(said.profile);
            specification.unread.extend(said.unread);
        }
        for (property, wanted) in own.into_iter().chain(free).chain(profiles) {
            if specification.lines.iter().all(|(known, _)| *known != property) {
                specification.lines.push((property, wanted));
            }
        }
        specification.lines.sort_by_key(|(property, _)| *property);
        specification
    }

    /// Does a value of this key say something that can be held against a measure?
    pub fn is_read(key: &str, value: &str) -> bool {
        match (key, Property::of_key(key)) {
            ("profile", _) => !read(value, None).profile.is_empty(),
            (_, Some(property)) => !read(value, Some(property)).lines.is_empty(),
            _ => false,
        }
    }

    /// Was anything agreed that can be measured?
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// What was agreed, in the order of [`Property::ALL`].
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The words that were not understood, as they stand in the memo.
    pub fn unread(&self) -> &[String] {
        &self.unread
    }
}
