//! What one clause says about one property.

use super::property::Property;
use super::value::Range;
use super::wanted::{Format, Numbers, RateMode};

/// One or several values, either of which will do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Values {
    /// Kinds of file.
    Formats(Vec<Format>),
    /// Numbers.
    Ranges(Vec<Range>),
    /// Kinds of bit rate.
    Modes(Vec<RateMode>),
    /// What samples are written as.
    Numbers(Vec<Numbers>),
    /// Names of files, each of which is wanted.
    Names(Vec<String>),
}

/// How somebody stands to what they name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stance {
    /// It is to be so.
    Agreed,
    /// It is to be so, and not otherwise: 「のみ」.
    Only,
    /// It may be so. What else may be is not said.
    Allowed,
    /// It would be better. What else may be is not said.
    Preferred,
    /// It must not be so.
    Refused,
}

/// What one clause says about one property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// What it is about.
    pub property: Property,
    /// The values that it names.
    pub values: Values,
    /// How it stands to them.
    pub stance: Stance,
    /// The kinds of file that it is about; of all files if there are none.
    pub of: Vec<Format>,
    /// The tokens that say it.
    pub tokens: std::ops::Range<usize>,
}

impl Values {
    /// With those of another wish. None if they are of another kind.
    pub fn or(&self, other: &Self) -> Option<Self> {
        Some(match (self, other) {
            (Values::Formats(a), Values::Formats(b)) => Values::Formats(union(a, b)),
            (Values::Ranges(a), Values::Ranges(b)) => Values::Ranges(union(a, b)),
            (Values::Modes(a), Values::Modes(b)) => Values::Modes(union(a, b)),
            (Values::Numbers(a), Values::Numbers(b)) => Values::Numbers(union(a, b)),
            (Values::Names(a), Values::Names(b)) => Values::Names(union(a, b)),
            _ => return None,
        })
    }

    /// What is left if both count. None where they say different things.
    pub fn and(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Values::Names(a), Values::Names(b)) => Some(Values::Names(union(a, b))),
            (Values::Ranges(a), Values::Ranges(b)) => match (a.as_slice(), b.as_slice()) {
                ([a], [b]) => Some(Values::Ranges(vec![a.together(b)?])),
                _ => self.is_same(other).then(|| self.clone()),
            },
            // "PCM" is what both kinds of samples are
            (Values::Numbers(a), Values::Numbers(b)) if *a == [Numbers::Pcm] || *b == [Numbers::Pcm] => {
                Some(if *a == [Numbers::Pcm] { other.clone() } else { self.clone() })
            }
            _ => self.is_same(other).then(|| self.clone()),
        }
    }

    /// Are the same values named, in whatever order?
    pub fn is_same(&self, other: &Self) -> bool {
        self.or(other).is_some_and(|both| both.len() == self.len() && both.len() == other.len())
    }

    /// Is one value among both?
    pub fn overlaps(&self, other: &Self) -> bool {
        if let (Values::Ranges(a), Values::Ranges(b)) = (self, other) {
            let meets = |a: &Range, b: &Range| {
                a == b || [(a, b), (b, a)].iter().any(|(a, b)| a.single().is_some_and(|a| b.holds(a)))
            };
            return a.iter().any(|a| b.iter().any(|b| meets(a, b)));
        }
        self.or(other).is_some_and(|both| both.len() < self.len() + other.len())
    }

    /// How many.
    pub fn len(&self) -> usize {
        match self {
            Values::Formats(values) => values.len(),
            Values::Ranges(values) => values.len(),
            Values::Modes(values) => values.len(),
            Values::Numbers(values) => values.len(),
            Values::Names(values) => values.len(),
        }
    }
}

fn union<T: PartialEq + Clone>(a: &[T], b: &[T]) -> Vec<T> {
    let more = b.iter().filter(|value| !a.contains(value));
    a.iter().chain(more).cloned().collect()
}
