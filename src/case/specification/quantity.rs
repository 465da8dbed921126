//! Numbers of specifications: what each is about, and what it allows.

use super::clause::Text;
use super::meaning::{Bound, Side, Token, Unit};
use super::property::Property;
use super::value::{Hundredths, Range};

/// How far from a stated loudness a file may be where nobody says: EBU R 128 allows 1 LU where 0.5 is not practicable.
const LEVEL_TOLERANCE: i64 = 100;
/// Rates in kHz and depths in bits that people write without their units.
const RATES: [i64; 12] = [800, 1_600, 2_205, 2_200, 3_200, 4_410, 4_400, 4_800, 8_820, 9_600, 17_640, 19_200];
const DEPTHS: [i64; 4] = [800, 1_600, 2_400, 3_200];

/// A number with everything that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// What it is about; none of a time, which can be that of a silence.
    pub property: Option<Property>,
    /// What it allows.
    pub range: Range,
    /// Its tokens: the number to the last that belongs to it.
    pub tokens: std::ops::Range<usize>,
    /// Tokens elsewhere that tell what it is about.
    pub told_by: Vec<usize>,
}

/// A number as it was written together with what limits it, in the unit that is compared.
#[derive(Debug, Clone, Copy)]
struct Written {
    value: Hundredths,
    unit: Unit,
    other_end: Option<Hundredths>,
    tolerance: Option<Hundredths>,
    bound: Option<Bound>,
    /// The first of its tokens, and the one behind the last.
    first: usize,
    next: usize,
}

/// The quantity whose number stands at `i`. None if it is not known what it is about or what it says. With `only`, a number
/// without a unit is about that property.
pub fn quantity(
    text: &Text<'_>,
    clause: &std::ops::Range<usize>,
    i: usize,
    only: Option<Property>,
) -> Option<Quantity> {
    let written = written(text, clause, i, only)?;
    about(text, clause, &written, only)
}

/// A number, its unit, and what stands behind it: 1分30秒 are 90 seconds.
fn number(text: &Text<'_>, i: usize) -> Option<(Hundredths, Unit, usize)> {
    let Some(Token::Number(value, unit)) = text.at(i) else { return None };
    let (mut sum, mut last, mut next) = (value, unit, i + 1);
    while let Some(Token::Number(more, finer)) = text.at(next) {
        let is_finer = matches!(
            (last, finer),
            (Unit::Hours, Unit::Minutes | Unit::Seconds) | (Unit::Minutes, Unit::Seconds)
        );
        if !is_finer || more.0 < 0 {
            break;
        }
        let before = if next == i + 1 { in_unit(sum, unit)?.0 } else { sum };
        sum = Hundredths(before.0.saturating_add(in_unit(more, finer)?.0.0));
        (last, next) = (finer, next + 1);
    }
    Some((sum, if next == i + 1 { unit } else { Unit::Seconds }, next))
}

/// A value in the unit that is compared. None if it is finer than that.
fn in_unit(value: Hundredths, unit: Unit) -> Option<(Hundredths, Unit)> {
    let times = |n: i64| Hundredths(value.0.saturating_mul(n));
    let thousandth = (value.0 % 1_000 == 0).then_some(Hundredths(value.0 / 1_000));
    Some(match unit {
        Unit::Kilohertz => (times(1_000), Unit::Hertz),
        Unit::BitsASecond => (thousandth?, Unit::Kilobits),
        Unit::Milliseconds => (thousandth?, Unit::Seconds),
        Unit::Minutes => (times(60), Unit::Seconds),
        Unit::Hours => (times(3_600), Unit::Seconds),
        unit => (value, unit),
    })
}

/// Two numbers that belong together, in one unit: the one that has none has that of the other.
fn pair(a: (Hundredths, Unit), b: (Hundredths, Unit)) -> Option<(Hundredths, Hundredths, Unit)> {
    let unit = |own: Unit, other: Unit| if own == Unit::None { other } else { own };
    let (first, first_unit) = in_unit(a.0, unit(a.1, b.1))?;
    let (second, second_unit) = in_unit(b.0, unit(b.1, a.1))?;
    (first_unit == second_unit).then_some((first, second, first_unit))
}

fn written(
    text: &Text<'_>,
    clause: &std::ops::Range<usize>,
    i: usize,
    only: Option<Property>,
) -> Option<Written> {
    let (value, unit, mut next) = number(text, i)?;
    let (mut first, mut bound, mut is_between) = (i, None, false);
    match text.skip_back(i).and_then(|n| Some((n, text.at(n)?))) {
        Some((n, Token::Bound(front, Side::Front | Side::Either))) => (bound, first) = (Some(front), n),
        Some((n, Token::Between)) => (is_between, first) = (true, n),
        // "〜60秒": up to
        Some((n, Token::To))
            if is_wave(text, n)
                && text.skip_back(n).is_none_or(|b| !matches!(text.at(b), Some(Token::Number(..)))) =>
        {
            (bound, first) = (Some(Bound::AtMost), n);
        }
        _ => {}
    }
    let (mut end, mut tolerance) = (None, None);
    loop {
        let at = text.next(next);
        let after = text.next(at + 1);
        match (text.at(at), number(text, after)) {
            (Some(Token::To), Some((other, unit, behind))) if end.is_none() => {
                (end, next) = (Some((other, unit)), behind);
            }
            (Some(Token::And), Some((other, unit, behind))) if is_between && end.is_none() => {
                (end, next) = (Some((other, unit)), behind);
            }
            (Some(Token::PlusMinus), Some((other, unit, behind))) if tolerance.is_none() => {
                (tolerance, next) = (Some((other, unit)), behind);
            }
            // "-9 LUFS (±1 LU)"
            (Some(Token::Open), _) if text.at(after) == Some(Token::PlusMinus) && tolerance.is_none() => {
                let (other, unit, behind) = number(text, text.next(after + 1))?;
                let close = text.next(behind);
                (text.at(close) == Some(Token::Close)).then_some(())?;
                (tolerance, next) = (Some((other, unit)), close + 1);
            }
            // "48kHz〜": and up
            (Some(Token::To), None) if bound.is_none() && is_wave(text, at) => {
                (bound, next) = (Some(Bound::AtLeast), at + 1);
            }
            (Some(Token::Bound(behind, Side::Behind)), _) if bound.is_none() => {
                (bound, next) = (Some(behind), at + 1);
            }
            // "max -60 dB": the word in front of the next number belongs to that one
            (Some(Token::Bound(behind, Side::Either)), None) if bound.is_none() => {
                (bound, next) = (Some(behind), at + 1);
            }
            _ => break,
        }
    }
    if is_between && end.is_none() {
        return None;
    }
    let alone = || match unit {
        Unit::None if only.is_none() => (value, neighbour_unit(text, i, next, value)),
        Unit::Kilo => (value, kilo(text, clause, value)),
        unit => (value, unit),
    };
    let (value, other_end, unit) = match end {
        Some(end) => pair((value, unit), end).map(|(a, b, unit)| (a, Some(b), unit))?,
        None => in_unit(alone().0, alone().1).map(|(value, unit)| (value, None, unit))?,
    };
    let is_known = !matches!(unit, Unit::Other | Unit::Kilo);
    let tolerance = match tolerance {
        Some(tolerance) => Some(room(unit, tolerance)?),
        None => None,
    };
    is_known.then_some(Written { value, unit, other_end, tolerance, bound, first, next })
}

fn is_wave(text: &Text<'_>, n: usize) -> bool {
    matches!(text.chars(n), ['〜' | '~'])
}

/// A tolerance in the unit of its number; that of a level can be in any unit of levels.
fn room(unit: Unit, (value, own): (Hundredths, Unit)) -> Option<Hundredths> {
    let (value, own) = in_unit(value, own)?;
    let is_level =
        |unit: Unit| matches!(unit, Unit::Lufs | Unit::Lu | Unit::Decibels | Unit::DbTruePeak | Unit::None);
    (own == Unit::None || own == unit || is_level(own) && is_level(unit)).then_some(Hundredths(value.0.abs()))
}

/// 48k is a rate and 320k a bit rate; of what can be both, the rest of the clause tells, or nothing does.
fn kilo(text: &Text<'_>, clause: &std::ops::Range<usize>, value: Hundredths) -> Unit {
    let has = |is: fn(Token) -> bool| text.among(clause.clone()).any(is);
    let is_rate = RATES.contains(&value.0);
    let compressed = |token: Token| match token {
        Token::Format(format) => format.has_bit_rate(),
        Token::Mode(_) => true,
        Token::Property(property) => property == Property::BitRate,
        _ => false,
    };
    let plain = |token: Token| match token {
        Token::Format(format) => !format.has_bit_rate(),
        Token::Number(_, unit) => unit == Unit::Bits,
        Token::Property(property) => property == Property::SampleRate,
        _ => false,
    };
    let elsewhere = || text.among(0..text.len()).any(compressed);
    match (has(compressed), has(plain)) {
        _ if matches!(value.0, 4_400 | 4_410 | 8_800 | 8_820) => Unit::Kilohertz,
        (true, true) => Unit::Kilo,
        (true, false) => Unit::Kilobits,
        (false, true) if is_rate => Unit::Kilohertz,
        (false, true) => Unit::Kilo,
        (false, false) if value.0 == 4_800 && !elsewhere() => Unit::Kilohertz,
        (false, false) if is_rate => Unit::Kilo,
        (false, false) => Unit::Kilobits,
    }
}

/// A unit that stands at a neighbour: "44.1 or 48 kHz", "16/24 bit", "48/24".
fn neighbour_unit(text: &Text<'_>, i: usize, next: usize, value: Hundredths) -> Unit {
    let is_rate = RATES.contains(&value.0);
    let is_depth = DEPTHS.contains(&value.0);
    let is_of = |unit: Unit| match unit {
        Unit::Kilohertz => is_rate,
        Unit::Bits => is_depth,
        _ => false,
    };
    let is_slash = |n: usize| text.at(n) == Some(Token::Slash);
    let mut at = text.next(next);
    // behind: the unit of the last of several
    while let Some(link) = text.at(at) {
        let is_list = matches!(link, Token::Or | Token::And | Token::Slash);
        let after = text.next(at + 1);
        let Some((_, unit, _)) = number(text, after).filter(|_| is_list) else { break };
        match unit {
            Unit::None => at = text.next(after + 1),
            unit if matches!(link, Token::Or | Token::And) || is_of(unit) => return unit,
            _ => break,
        }
    }
    let before = text
        .skip_back(i)
        .filter(|n| is_slash(*n))
        .and_then(|n| text.skip_back(n))
        .and_then(|n| number(text, n));
    let behind = Some(text.next(next)).filter(|n| is_slash(*n)).and_then(|n| number(text, text.next(n + 1)));
    match (before, behind) {
        (Some((_, Unit::Kilohertz | Unit::Hertz | Unit::Kilo, _)), _) if is_depth => Unit::Bits,
        (Some((_, Unit::Bits, _)), _) if is_rate => Unit::Kilohertz,
        (_, Some((_, Unit::Bits, _))) if is_rate && !is_depth => Unit::Kilohertz,
        (_, Some((_, Unit::Kilohertz, _))) if is_depth && !is_rate => Unit::Bits,
        (_, Some((other, Unit::None, _))) if is_rate && !is_depth && DEPTHS.contains(&other.0) => {
            Unit::Kilohertz
        }
        (Some((other, Unit::None, _)), _) if is_depth && RATES.contains(&other.0) => Unit::Bits,
        (_, Some((other, Unit::None, _)))
            if is_depth && RATES.contains(&other.0) && !DEPTHS.contains(&other.0) =>
        {
            Unit::Bits
        }
        (Some((other, Unit::None, _)), _) if is_rate && DEPTHS.contains(&other.0) => Unit::Kilohertz,
        _ => Unit::None,
    }
}

/// What the number is about: its unit tells, or the nearest word before it, or one right behind it.
fn about(
    text: &Text<'_>,
    clause: &std::ops::Range<usize>,
    written: &Written,
    only: Option<Property>,
) -> Option<Quantity> {
    let of_unit = match written.unit {
        Unit::Hertz => Some(Property::SampleRate),
        Unit::Bits => Some(Property::BitDepth),
        Unit::Channels => Some(Property::Channels),
        Unit::Lufs => Some(Property::Loudness),
        Unit::Lu => Some(Property::LoudnessRange),
        Unit::DbTruePeak => Some(Property::TruePeak),
        Unit::Kilobits => Some(Property::BitRate),
        Unit::Files => Some(Property::FileCount),
        _ => None,
    };
    let named = name_near(text, clause, written);
    let mut told_by = Vec::new();
    let property = match (of_unit, only, named) {
        _ if written.unit == Unit::Seconds => match (only, named) {
            (Some(only), _) => Some(only).filter(|only| only.is_time())?.into(),
            (None, Some((n, Property::Duration))) => {
                told_by.push(n);
                Some(Property::Duration)
            }
            (None, _) => None,
        },
        (Some(property), None, named) => {
            // the name of what the unit tells anyway; and a true peak is called a peak
            let says =
                |of: Property| of == property || (of, property) == (Property::SamplePeak, Property::TruePeak);
            told_by.extend(named.filter(|(_, of)| says(*of)).map(|(n, _)| n));
            Some(property)
        }
        (Some(property), Some(only), named) if property == only => {
            told_by.extend(named.filter(|(_, of)| *of == only).map(|(n, _)| n));
            Some(property)
        }
        (Some(_), Some(_), _) => return None,
        (None, Some(only), named) => {
            told_by.extend(named.filter(|(_, of)| *of == only).map(|(n, _)| n));
            Some(only)
        }
        (None, None, Some((n, property))) => {
            let is_level = property.is_level();
            let fits = if written.unit == Unit::Decibels { is_level } else { property.is_number() };
            told_by.extend(fits.then_some(n));
            fits.then_some(Some(property))?
        }
        (None, None, None) => {
            told_by.push(files_behind(text, written)?);
            Some(Property::FileCount)
        }
    };
    let mut written = *written;
    if let (Some((name, _)), None) = (named.filter(|(n, _)| *n < written.first), written.bound) {
        // "maximum noise floor of -60 dB"
        let front =
            name.checked_sub(1).and_then(|n| (0..=n).rev().find(|n| text.at(*n) != Some(Token::Space)));
        if let Some((n, Token::Bound(bound, Side::Front | Side::Either))) =
            front.filter(|n| clause.contains(n)).and_then(|n| Some((n, text.at(n)?)))
        {
            written.bound = Some(bound);
            told_by.push(n);
        }
    }
    if property == Some(Property::NoiseFloor) {
        // "a noise floor no higher than -60 dB RMS"
        let behind = text.next(written.next);
        let is_measure = text.at(behind) == Some(Token::Property(Property::Rms))
            && !matches!(text.at(text.skip(behind + 1)), Some(Token::Number(..) | Token::Bound(..)));
        told_by.extend(is_measure.then_some(behind));
    }
    let range = written.fit(property, only)?;
    Some(Quantity { property, range, tokens: written.first..written.next, told_by })
}

/// "40 WAV files": the word that is counted, behind what kind they are.
fn files_behind(text: &Text<'_>, written: &Written) -> Option<usize> {
    if written.unit != Unit::None || written.next - written.first > 2 {
        return None;
    }
    let is_file = |n: usize| text.chars(n).iter().collect::<String>().ends_with("files");
    let mut at = written.next;
    while matches!(text.at(at), Some(Token::Space | Token::Format(_) | Token::Channels(_) | Token::Word)) {
        if is_file(at) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// The name in front, with nothing unknown between; or one right behind.
fn name_near(
    text: &Text<'_>,
    clause: &std::ops::Range<usize>,
    written: &Written,
) -> Option<(usize, Property)> {
    let property = |n: usize| match text.at(n)? {
        Token::Property(property) => Some((n, property)),
        _ => None,
    };
    let mut at = written.first;
    let (mut opened, mut is_linked) = (false, false);
    while let Some(before) = text.skip_back(at).filter(|n| clause.contains(n)) {
        match text.at(before)? {
            Token::Property(_) => return property(before),
            Token::Bound(..)
            | Token::Between
            | Token::To
            | Token::And
            | Token::Or
            | Token::Slash
            | Token::PlusMinus => is_linked = true,
            // another number of the same: "RMS -23dB以上-18dB以下"
            Token::Number(..) if is_linked => is_linked = false,
            // "ノイズフロア(-60dB以下)"
            Token::Open if !opened => opened = true,
            _ => break,
        }
        at = before;
    }
    let behind = text.skip(written.next);
    // the word of the next number is not that of this one
    let is_next = |n: usize| {
        matches!(
            text.at(n),
            Some(Token::Number(..) | Token::Bound(_, Side::Front | Side::Either) | Token::Between)
        )
    };
    property(behind).filter(|_| clause.contains(&behind) && !is_next(text.skip(behind + 1)))
}

impl Written {
    /// As a range of the property, in its unit. None if it contradicts itself, or if nobody can say what it allows.
    fn fit(&self, property: Option<Property>, only: Option<Property>) -> Option<Range> {
        let is_level = property.is_some_and(Property::is_level);
        let scaled = |value: Hundredths| {
            let value = match (property, self.unit) {
                // nobody agrees on less than 1 kHz: 48 alone is 48 kHz
                (Some(Property::SampleRate), Unit::None) if value.0 < 100_000 => {
                    Hundredths(value.0.saturating_mul(1_000))
                }
                (Some(Property::BitRate), Unit::None) if value.0 >= 1_000_000 => {
                    (value.0 % 1_000 == 0).then_some(Hundredths(value.0 / 1_000))?
                }
                // 5.1 channels are six
                (Some(Property::Channels), _) => match value.0 % 100 {
                    0 => value,
                    10 => Hundredths(value.0 - 10 + 100),
                    _ => return None,
                },
                // levels below full scale, also where the sign was left out
                _ if is_level && value.0 > 0 => Hundredths(-value.0),
                _ => value,
            };
            property.unwrap_or(Property::Duration).is_plausible(value).then_some(value)
        };
        let value = scaled(self.value)?;
        let is_bare = self.value.0 > 0;
        if let Some(end) = self.other_end {
            let is_open = self.tolerance.is_none() && matches!(self.bound, None | Some(Bound::AtMost));
            return is_open.then_some(Range::between(value, scaled(end)?));
        }
        let around = |tolerance: i64| Range::exactly(value).within(tolerance);
        if let Some(tolerance) = self.tolerance {
            return self.bound.is_none().then_some(around(tolerance.0));
        }
        let is_ceiling = property.is_some_and(Property::is_ceiling);
        let is_peak = property == Some(Property::SamplePeak);
        let is_mean = matches!(property, Some(Property::Loudness | Property::Rms));
        Some(match self.bound {
            Some(Bound::AtMost) => Range::at_most(value),
            Some(Bound::Below) => Range::below(value),
            // "60 dB or more" of a noise floor: so far below
            Some(Bound::AtLeast) if is_ceiling && is_bare => Range::at_most(value),
            Some(Bound::Above) if is_ceiling && is_bare => Range::below(value),
            Some(Bound::AtLeast | Bound::Above) if is_level && is_bare => return None,
            Some(Bound::AtLeast | Bound::Above) if property == Some(Property::NoiseFloor) => return None,
            Some(Bound::AtLeast) => Range::at_least(value),
            Some(Bound::Above) => Range::above(value),
            None | Some(Bound::About) if is_mean => around(LEVEL_TOLERANCE),
            // nobody says how far "about" goes
            Some(Bound::About) => return None,
            None if is_ceiling => Range::at_most(value),
            // a line of its own asks for the highest peak; in free words, it can be a level to reach
            None if is_peak && only == property => Range::at_most(value),
            None if is_peak => return None,
            None => Range::exactly(value),
        })
    }
}
