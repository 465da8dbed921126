//! What was agreed about all delivered files together: how many, and under which names.

use super::agree::Specification;
use super::compare::{Compared, Measured, Outcome};
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
            let found: Vec<&str> =
                names.iter().map(String::as_str).filter(|name| is_among(name, delivered)).collect();
            (Measured::Words(found.join(", ")), found.len() == names.len())
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

/// By the last part of the name, in whatever form of Unicode and letters.
fn is_among(name: &str, delivered: &[Delivered<'_>]) -> bool {
    let fold = |name: &str| name.nfkc().flat_map(char::to_lowercase).collect::<String>();
    let last = |file: &Delivered<'_>| file.name.rsplit(['/', '\\']).next().unwrap_or(file.name).to_owned();
    delivered.iter().any(|file| fold(&last(file)) == fold(name))
}
