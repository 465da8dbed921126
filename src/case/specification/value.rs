//! Numbers of specifications, and ranges of them.

use std::fmt;

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

/// An end of a range: 「以上」 includes it, 「未満」 does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// The value itself is allowed.
    Including(Hundredths),
    /// Only what lies on the inner side of it is.
    Excluding(Hundredths),
}

impl Limit {
    /// The value.
    pub fn value(self) -> Hundredths {
        match self {
            Limit::Including(value) | Limit::Excluding(value) => value,
        }
    }
}

/// From and to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The least that is allowed; none if there is no such limit.
    pub least: Option<Limit>,
    /// The most.
    pub most: Option<Limit>,
}

impl Range {
    /// One value.
    pub fn exactly(value: Hundredths) -> Self {
        Self::between(value, value)
    }

    /// Two values and everything between.
    pub fn between(a: Hundredths, b: Hundredths) -> Self {
        Self { least: Some(Limit::Including(a.min(b))), most: Some(Limit::Including(a.max(b))) }
    }

    /// This value or less.
    pub fn at_most(value: Hundredths) -> Self {
        Self { least: None, most: Some(Limit::Including(value)) }
    }

    /// This value or more.
    pub fn at_least(value: Hundredths) -> Self {
        Self { least: Some(Limit::Including(value)), most: None }
    }

    /// Less than this value.
    pub fn below(value: Hundredths) -> Self {
        Self { least: None, most: Some(Limit::Excluding(value)) }
    }

    /// More than this value.
    pub fn above(value: Hundredths) -> Self {
        Self { least: Some(Limit::Excluding(value)), most: None }
    }

    /// The only value that it allows.
    pub fn single(&self) -> Option<Hundredths> {
        match (self.least, self.most) {
            (Some(Limit::Including(a)), Some(Limit::Including(b))) if a == b => Some(a),
            _ => None,
        }
    }

    /// Is a value neither too small nor too large?
    pub fn holds(&self, value: Hundredths) -> bool {
        self.is_enough(value) && self.is_little(value)
    }

    /// Is a value not too small?
    pub fn is_enough(&self, value: Hundredths) -> bool {
        match self.least {
            None => true,
            Some(Limit::Including(least)) => least <= value,
            Some(Limit::Excluding(least)) => least < value,
        }
    }

    /// Is a value not too large?
    pub fn is_little(&self, value: Hundredths) -> bool {
        match self.most {
            None => true,
            Some(Limit::Including(most)) => value <= most,
            Some(Limit::Excluding(most)) => value < most,
        }
    }

    /// What is left where this is refused; none if that is no single range.
    pub fn opposite(&self) -> Option<Self> {
        let turned = |limit| match limit {
            Limit::Including(value) => Limit::Excluding(value),
            Limit::Excluding(value) => Limit::Including(value),
        };
        match (self.least, self.most) {
            (Some(least), None) => Some(Self { least: None, most: Some(turned(least)) }),
            (None, Some(most)) => Some(Self { least: Some(turned(most)), most: None }),
            _ => None,
        }
    }

    /// With room on both sides, where it is one value.
    pub fn within(&self, room: i64) -> Self {
        self.single().map_or(*self, |value| {
            Self::between(Hundredths(value.0.saturating_sub(room)), Hundredths(value.0.saturating_add(room)))
        })
    }

    /// What two statements on one property leave, where they say the same or complete each other: a lower limit and an
    /// upper one, or one value inside a range. None where they differ otherwise: nobody knows which counts.
    pub fn together(&self, other: &Self) -> Option<Self> {
        let (a, b) = (self, other);
        if a == b {
            return Some(*a);
        }
        for (value, range) in [(a, b), (b, a)] {
            if let Some(single) = value.single() {
                return range.holds(single).then_some(*value);
            }
        }
        let both = match (a.least, a.most, b.least, b.most) {
            (Some(least), None, None, Some(most)) | (None, Some(most), Some(least), None) => {
                Self { least: Some(least), most: Some(most) }
            }
            _ => return None,
        };
        let (least, most) = (both.least?.value(), both.most?.value());
        (least < most || both.single().is_some()).then_some(both)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_limits_complete_each_other_and_two_of_one_side_do_not() {
        let n = Hundredths;
        let both = Range::at_least(n(1)).together(&Range::below(n(9))).unwrap();
        assert!(both.holds(n(1)) && both.holds(n(8)) && !both.holds(n(9)) && !both.holds(n(0)));
        assert_eq!(Range::at_most(n(9)).together(&Range::exactly(n(4))), Some(Range::exactly(n(4))));
        for (a, b) in [
            (Range::at_most(n(9)), Range::at_most(n(8))),
            (Range::at_least(n(9)), Range::at_most(n(8))),
            (Range::at_least(n(9)), Range::below(n(9))),
            (Range::exactly(n(9)), Range::exactly(n(8))),
            (Range::exactly(n(9)), Range::below(n(9))),
            (Range::between(n(1), n(9)), Range::between(n(2), n(9))),
        ] {
            assert_eq!(a.together(&b), None);
            assert_eq!(b.together(&a), None);
        }
        assert_eq!(Range::below(n(9)).opposite(), Some(Range::at_least(n(9))));
        assert_eq!(Range::exactly(n(9)).opposite(), None);
    }
}
