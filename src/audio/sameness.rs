//! Is a file the sealed recording? The same samples are; others are not established, with what differs.

use crate::format::fact::{AudioFact, Decimal, Uint, Word};

/// How a file stands to a sealed one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sameness {
    /// Every decoded sample is the same, of as many channels at the same rate and depth.
    Samples,
    /// This differs.
    Differs(Vec<Difference>),
}

/// What differs, sealed first.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Difference {
    Format(String, String),
    Rate(Uint, Uint),
    Depth(Uint, Uint),
    Channels(Uint, Uint),
    /// Seconds.
    Length(Decimal, Decimal),
    /// Everything that was looked at is the same, and the samples are not.
    Samples,
}

/// Holds a file against a sealed one. None if either was not decoded whole.
pub fn sameness(sealed: &AudioFact, other: &AudioFact) -> Option<Sameness> {
    let (ours, theirs) = (sealed.pcm_sha256?, other.pcm_sha256?);
    let shape = |fact: &AudioFact| (fact.sample_rate_hz, fact.bit_depth, fact.channels, fact.frames);
    // the bytes of two mono seconds are those of a stereo one: the hash alone is not enough
    if ours == theirs && shape(sealed) == shape(other) {
        return Some(Sameness::Samples);
    }
    let mut differences = Vec::new();
    let format = |fact: &AudioFact| {
        let words = [&fact.container, &fact.codec].into_iter().flatten();
        let mut words: Vec<&str> = words.map(Word::as_str).collect();
        words.dedup(); // of MP3, container and codec have one name
        words.join(" ").to_uppercase()
    };
    if is_lossy(sealed) || is_lossy(other) || sealed.codec != other.codec {
        let (ours, theirs) = (format(sealed), format(other));
        if ours != theirs {
            differences.push(Difference::Format(ours, theirs));
        }
    }
    let mut numbers = |ours: Option<Uint>, theirs: Option<Uint>, difference: fn(Uint, Uint) -> Difference| {
        if let (Some(ours), Some(theirs)) = (ours, theirs)
            && ours != theirs
        {
            differences.push(difference(ours, theirs));
        }
    };
    numbers(sealed.sample_rate_hz, other.sample_rate_hz, Difference::Rate);
    numbers(sealed.bit_depth, other.bit_depth, Difference::Depth);
    numbers(sealed.channels, other.channels, Difference::Channels);
    if let (Some(ours), Some(theirs)) = (&sealed.duration_s, &other.duration_s)
        && ours != theirs
    {
        differences.push(Difference::Length(ours.clone(), theirs.clone()));
    }
    if differences.is_empty() {
        differences.push(Difference::Samples);
    }
    Some(Sameness::Differs(differences))
}

/// Can the samples of two files be the same, as far as is told of them? The number of frames that a seal tells of a lossy
/// file can be that of a program that did not count them all.
pub fn could_be_same(sealed: &AudioFact, other: &AudioFact) -> bool {
    let shape = |fact: &AudioFact| (fact.sample_rate_hz, fact.bit_depth, fact.channels);
    shape(sealed) == shape(other) && (is_lossy(sealed) || sealed.frames == other.frames)
}

/// Does the codec change samples?
pub fn is_lossy(fact: &AudioFact) -> bool {
    let codec = fact.codec.as_ref().map(Word::as_str);
    !matches!(codec, Some("pcm" | "flac" | "alac"))
}

/// Of sealed files, the one that a file is most likely meant to be: by its name, then by its length.
pub fn nearest<'a>(sealed: &'a [AudioFact], other: &AudioFact, name: &str) -> Option<&'a AudioFact> {
    let seconds = |fact: &AudioFact| fact.duration_s.as_ref().and_then(|s| s.as_str().parse::<f64>().ok());
    let distance = |fact: &&AudioFact| {
        let apart = seconds(fact).zip(seconds(other)).map_or(f64::MAX, |(a, b)| (a - b).abs());
        (stem(fact.path.as_str()) != stem(name), apart)
    };
    let decoded = sealed.iter().filter(|fact| fact.pcm_sha256.is_some());
    decoded.min_by(|a, b| distance(a).partial_cmp(&distance(b)).unwrap_or(std::cmp::Ordering::Equal))
}

fn stem(path: &str) -> &str {
    let last = path.rsplit(['/', '\\']).next().unwrap_or(path);
    last.rsplit_once('.').map_or(last, |(stem, _)| stem)
}
