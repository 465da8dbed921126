//! What was agreed about all delivered files together: how many, and under which names.

use super::agree::Specification;
use super::compare::{Compared, Measured, Outcome};
use super::open_name::{fits, is_open};
use super::property::Property;
use super::value::{Hundredths, Range};
use super::wanted::Wanted;
use unicode_normalization::UnicodeNormalization as _;

/// A delivered file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delivered<'a> {
    /// Its name, with the folders that it stands in.
    pub name: &'a str,
    /// Is it audio, whether it could be measured or not?
    pub is_audio: bool,
}

/// Holds the files against what was agreed about all of them.
pub fn compare_delivery(specification: &Specification, delivered: &[Delivered<'_>]) -> Vec<Compared> {
    let lines = specification.lines().iter().filter(|line| line.property.is_of_delivery());
    lines.map(|agreed| line(agreed.property, &agreed.wanted, delivered)).collect()
}

fn line(property: Property, wanted: &Wanted, delivered: &[Delivered<'_>]) -> Compared {
    let (measured, holds) = match wanted {
        Wanted::Names(names) => {
            let (found, holds) = self::names(names, delivered);
            (Measured::Words(found), holds)
        }
        Wanted::Ranges(ranges) => {
            let count = delivered.iter().filter(|file| file.is_audio).count();
            let count = Hundredths::whole(u32::try_from(count).unwrap_or(u32::MAX));
            (Measured::Number(count), ranges.holds(|range: &Range| range.holds(count)))
        }
        _ => (Measured::Words(String::new()), false),
    };
    let outcome = if holds { Outcome::Met } else { Outcome::NotMet };
    Compared { property, wanted: wanted.clone(), measured: Some(measured), outcome }
}

/// In whatever form of Unicode and letters.
fn fold(name: &str) -> Vec<char> {
    name.nfkc().flat_map(char::to_lowercase).collect()
}

/// By the last part of the name.
fn last(file: &Delivered<'_>) -> Vec<char> {
    fold(file.name.rsplit(['/', '\\']).next().unwrap_or(file.name))
}

/// Names that a file has, of those agreed; where one of them is open, every sound has one.
fn names(wanted: &[String], delivered: &[Delivered<'_>]) -> (String, bool) {
    let wanted: Vec<(&String, Vec<char>)> = wanted.iter().map(|name| (name, fold(name))).collect();
    let is_pattern = |name: &[char]| name.iter().any(|c| is_open(*c));
    let has = |name: &[char]| delivered.iter().any(|file| fits(name, &last(file)));
    let found: Vec<&str> =
        wanted.iter().filter(|(_, name)| has(name)).map(|(name, _)| name.as_str()).collect();
    let is_named = |file: &&Delivered<'_>| wanted.iter().any(|(_, name)| fits(name, &last(file)));
    let sounds = || delivered.iter().filter(|file| file.is_audio);
    let is_open = wanted.iter().any(|(_, name)| is_pattern(name));
    let holds = found.len() == wanted.len() && (!is_open || sounds().all(|file| is_named(&file)));
    (found.join(", "), holds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_an_open_name_is_that_of_every_sound() {
        let of = |wanted: &str, files: &[&str]| {
            let delivered: Vec<Delivered<'_>> =
                files.iter().map(|name| Delivered { name, is_audio: true }).collect();
            names(&[wanted.to_owned()], &delivered).1
        };
        assert!(of("第〇話.wav", &["納品/1回目/第1話.wav", "納品/1回目/第2話.wav"]));
        assert!(of("第○○話.wav", &["第01話.wav", "第十話.wav"]));
        assert!(of("ep◯.wav", &["EP3.WAV"]));
        for files in [&["第1話.wav", "予告.wav"][..], &["第話.wav"], &["第1話.mp3"], &[]] {
            assert!(!of("第〇話.wav", files), "{files:?}");
        }
        assert!(of("第1話.wav", &["第1話.wav", "予告.wav"]), "a name is that of one file");
    }
}
