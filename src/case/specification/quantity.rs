//! Numbers of a specification: what each is about, and what it allows.

use super::clause::Text;
use super::token::{Bound, Side, Token, Unit};
use super::{Hundredths, Property, Range};

/// How far from a stated loudness a file may be where nobody says: EBU R 128 allows 1 LU where 0.5 is not practicable.
const LEVEL_TOLERANCE: i64 = 100;
/// Rates in kHz and depths in bits that people write without their units.
const RATES: [i64; 12] = [800, 1_600, 2_205, 2_200, 3_200, 4_410, 4_400, 4_800, 8_820, 9_600, 17_640, 19_200];
const DEPTHS: [i64; 4] = [800, 1_600, 2_400, 3_200];

/// A number with everything that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// What it is about: at both ends of a file, two properties.
    pub properties: Vec<Property>,
    /// What it allows.
    pub range: Range,
    /// Whether an end of the range is left out of it.
    pub is_strict: bool,
    /// Its tokens: the number to the last that belongs to it.
    pub tokens: std::ops::Range<usize>,
    /// Tokens elsewhere that tell what it is about.
    pub told_by: Vec<usize>,
}

/// A number as it was written together with what limits it.
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

/// The quantity whose number stands at `i`. None if it is not known what it is about. With `only`, a number without a unit is
/// about that property.
pub fn quantity(text: &Text<'_>, i: usize, only: Option<Property>) -> (Option<Quantity>, usize) {
    let Some((value, unit, behind)) = number(text, i) else { return (None, i + 1) };
    let written = written(text, i, (value, unit, behind));
    let next = written.next;
    let unit = match written.unit {
        Unit::None if only.is_none() => neighbour_unit(text, i, next, value),
        unit => unit,
    };
    let written = Written { unit, ..written };
    (about(text, &written, only), next)
}

/// A number, its unit, and what stands behind it. Times are seconds: 1分30秒 are 90.
fn number(text: &Text<'_>, i: usize) -> Option<(Hundredths, Unit, usize)> {
    let Some(Token::Number(value, unit)) = text.at(i) else { return None };
    let seconds = |value: Hundredths, unit| match unit {
        Unit::Milliseconds => Some(Hundredths(value.0 / 1_000)),
        Unit::Seconds => Some(value),
        Unit::Minutes => Some(Hundredths(value.0.saturating_mul(60))),
        Unit::Hours => Some(Hundredths(value.0.saturating_mul(3_600))),
        _ => None,
    };
    let Some(mut sum) = seconds(value, unit) else { return Some((value, unit, i + 1)) };
    let (mut last, mut next) = (unit, i + 1);
    while let Some(Token::Number(more, unit)) = text.at(next) {
        let is_finer = matches!(
            (last, unit),
            (Unit::Hours, Unit::Minutes | Unit::Seconds) | (Unit::Minutes, Unit::Seconds)
        );
        let Some(more) = seconds(more, unit).filter(|more| is_finer && more.0 >= 0) else { break };
        sum = Hundredths(sum.0.saturating_add(more.0));
        (last, next) = (unit, next + 1);
    }
    Some((sum, Unit::Seconds, next))
}

/// Can two numbers be the ends of one range?
fn fit_together(a: Unit, b: Unit) -> bool {
    a == b
        || a == Unit::None
        || b == Unit::None
        || (a == Unit::Decibels || b == Unit::Decibels) && a != Unit::Other && b != Unit::Other
}

fn written(text: &Text<'_>, i: usize, (value, unit, next): (Hundredths, Unit, usize)) -> Written {
    let mut written = Written { value, unit, other_end: None, tolerance: None, bound: None, first: i, next };
    let front = text.skip_back(i);
    let is_between = front.is_some_and(|n| text.at(n) == Some(Token::Between));
    match front.and_then(|n| Some((n, text.at(n)?))) {
        Some((n, Token::Bound(bound, Side::Front | Side::Either))) => {
            (written.bound, written.first) = (Some(bound), n);
        }
        Some((n, Token::Between)) => written.first = n,
        // "〜60秒": up to
        Some((n, Token::To))
            if matches!(text.chars(n), ['〜' | '~'])
                && text.skip_back(n).is_none_or(|b| !matches!(text.at(b), Some(Token::Number(..)))) =>
        {
            (written.bound, written.first) = (Some(Bound::AtMost), n);
        }
        _ => {}
    }
    loop {
        let at = text.skip(written.next);
        let after = text.skip(at + 1);
        match (text.at(at), number(text, after)) {
            (Some(Token::To), Some((end, other, next)))
                if written.other_end.is_none() && fit_together(unit, other) =>
            {
                (written.other_end, written.next) = (Some(end), next);
                written.unit = if unit == Unit::None { other } else { unit };
            }
            (Some(Token::And), Some((end, other, next)))
                if is_between && written.other_end.is_none() && fit_together(unit, other) =>
            {
                (written.other_end, written.next) = (Some(end), next);
                written.unit = if unit == Unit::None { other } else { unit };
            }
            (Some(Token::PlusMinus), Some((tolerance, _, next))) if written.tolerance.is_none() => {
                (written.tolerance, written.next) = (Some(tolerance), next);
            }
            // "48kHz〜": and up
            (Some(Token::To), None) if written.bound.is_none() && matches!(text.chars(at), ['〜' | '~']) => {
                (written.bound, written.next) = (Some(Bound::AtLeast), at + 1);
            }
            (Some(Token::Bound(bound, Side::Behind)), _) if written.bound.is_none() => {
                (written.bound, written.next) = (Some(bound), at + 1);
            }
            // "max -60 dB": the word in front of the next number belongs to that one
            (Some(Token::Bound(bound, Side::Either)), None) if written.bound.is_none() => {
                (written.bound, written.next) = (Some(bound), at + 1);
            }
            _ => return written,
        }
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
    let is_slash = |n: usize| text.at(n) == Some(Token::Stop) && text.chars(n) == ['/'];
    let mut at = text.skip(next);
    // behind: the unit of the last of several
    while let Some(link) = text.at(at) {
        let is_list = matches!(link, Token::Or | Token::And)
            || link == Token::Stop && matches!(text.chars(at), ['/' | '・' | '、' | ',']);
        let after = text.skip(at + 1);
        let Some((_, unit, _)) = number(text, after).filter(|_| is_list) else { break };
        match unit {
            Unit::None => at = text.skip(after + 1),
            unit if matches!(link, Token::Or | Token::And) || is_of(unit) => return unit,
            _ => break,
        }
    }
    let before = text
        .skip_back(i)
        .filter(|n| is_slash(*n))
        .and_then(|n| text.skip_back(n))
        .and_then(|n| number(text, n));
    let behind = Some(text.skip(next)).filter(|n| is_slash(*n)).and_then(|n| number(text, text.skip(n + 1)));
    match (before, behind) {
        (Some((_, Unit::Kilohertz | Unit::Hertz, _)), _) if is_depth => Unit::Bits,
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
fn about(text: &Text<'_>, written: &Written, only: Option<Property>) -> Option<Quantity> {
    let named = name_near(text, written);
    let of_unit = match written.unit {
        Unit::Hertz | Unit::Kilohertz => Some(Property::SampleRate),
        Unit::Bits => Some(Property::BitDepth),
        Unit::Channels => Some(Property::Channels),
        Unit::Lufs => Some(Property::Loudness),
        Unit::Lu => Some(Property::LoudnessRange),
        Unit::DbTruePeak => Some(Property::TruePeak),
        Unit::Kilobits | Unit::BitsASecond => Some(Property::BitRate),
        Unit::Files => Some(Property::FileCount),
        Unit::Other => return None,
        Unit::None | Unit::Decibels => None,
        Unit::Milliseconds | Unit::Seconds | Unit::Minutes | Unit::Hours => return time(text, written, only),
    };
    let mut told_by = Vec::new();
    let property = match (of_unit, only, named) {
        (Some(property), None, named) => {
            // the name of what the unit tells anyway; and a true peak is called a peak
            let says =
                |of: Property| of == property || (of, property) == (Property::SamplePeak, Property::TruePeak);
            told_by.extend(named.filter(|(_, of)| says(*of)).map(|(n, _)| n));
            property
        }
        (Some(property), Some(only), _) if property == only => property,
        (Some(_), Some(_), _) => return None,
        (None, Some(only), _) => only,
        (None, None, Some((n, property))) => {
            let is_level = property.is_level();
            let fits = if written.unit == Unit::Decibels { is_level } else { property.is_number() };
            told_by.extend(fits.then_some(n));
            fits.then_some(property)?
        }
        (None, None, None) => {
            let n = files_behind(text, written)?;
            told_by.push(n);
            Property::FileCount
        }
    };
    let clause = text.clause(written.first);
    if property == Property::FileCount && clause.clone().any(|n| text.at(n) == Some(Token::Per)) {
        return None; // one file for each of something: of how many, nobody knows here
    }
    finish(written, vec![property], told_by)
}

/// "40 WAV files": the word that is counted, behind what kind they are.
fn files_behind(text: &Text<'_>, written: &Written) -> Option<usize> {
    if written.unit != Unit::None || written.next - written.first > 2 {
        return None;
    }
    let is_file = |n: usize| matches!(text.chars(n), ['f', 'i', 'l', 'e', 's'] | ['フ', 'ァ', 'イ', 'ル']);
    let mut at = written.next;
    while matches!(text.at(at), Some(Token::Space | Token::Format(_) | Token::Channels(_) | Token::Filler)) {
        if is_file(at) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// The name in front, with nothing unknown between; or one right behind.
fn name_near(text: &Text<'_>, written: &Written) -> Option<(usize, Property)> {
    let property = |n: usize| match text.at(n)? {
        Token::Property(property) => Some((n, property)),
        _ => None,
    };
    let mut at = written.first;
    let (mut opened, mut is_linked) = (false, false);
    while let Some(before) = text.skip_back(at) {
        match text.at(before)? {
            Token::Property(_) => return property(before),
            Token::Bound(..) | Token::Between | Token::To | Token::And | Token::Or | Token::PlusMinus => {
                is_linked = true
            }
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
    let next = text.skip(behind + 1);
    let is_next = |n: usize| {
        matches!(
            text.at(n),
            Some(Token::Number(..) | Token::Bound(_, Side::Front | Side::Either) | Token::Between)
        )
    };
    property(behind).filter(|_| !is_next(next))
}

/// Seconds are a length, or a silence at one of the ends.
fn time(text: &Text<'_>, written: &Written, only: Option<Property>) -> Option<Quantity> {
    if only.is_some_and(|only| !only.is_time()) {
        return None;
    }
    if let Some(only) = only {
        return finish(written, vec![only], Vec::new());
    }
    if let Some((n, Property::Duration)) = name_near(text, written) {
        let words = text.written(text.clause(n)).to_lowercase();
        // of all files together: their lengths stand beside each other here, and are not added up
        let is_total = ["計", "total", "全体", "altogether"].iter().any(|word| words.contains(word));
        return if is_total { None } else { finish(written, vec![Property::Duration], vec![n]) };
    }
    let silence = text.sentence(written.first).find(|n| text.at(*n) == Some(Token::Silence))?;
    let clause = text.clause(written.first);
    let is_place = |n: &usize| matches!(text.at(*n), Some(Token::Head | Token::Tail | Token::Ends));
    let place = (clause.start..written.first)
        .rev()
        .find(is_place)
        .or_else(|| (written.next..clause.end).find(is_place))?;
    // what is said between can make it something else: "2 seconds after the end of the music"
    let between = if place < written.first { place..written.first } else { written.next..place };
    if between.clone().any(|n| matches!(text.at(n), Some(Token::Unknown | Token::Number(..)))) {
        return None;
    }
    let properties = match text.at(place)? {
        Token::Head => vec![Property::HeadSilence],
        Token::Tail => vec![Property::TailSilence],
        _ => vec![Property::HeadSilence, Property::TailSilence],
    };
    finish(written, properties, vec![silence, place])
}

fn finish(written: &Written, properties: Vec<Property>, told_by: Vec<usize>) -> Option<Quantity> {
    let range = written.fit(*properties.first()?)?;
    Some(Quantity {
        properties,
        range,
        is_strict: matches!(written.bound, Some(Bound::Below | Bound::Above)),
        tokens: written.first..written.next,
        told_by,
    })
}

impl Written {
    /// As a range of the property, in its unit. None if it contradicts itself.
    fn fit(&self, property: Property) -> Option<Range> {
        let is_bare = self.value.0 > 0;
        let scaled = |value: Hundredths| match (property, self.unit) {
            (Property::SampleRate, Unit::Kilohertz) => Hundredths(value.0.saturating_mul(1_000)),
            // nobody agrees on less than 1 kHz: 48 alone is 48 kHz
            (Property::SampleRate, Unit::None) if value.0 < 100_000 => {
                Hundredths(value.0.saturating_mul(1_000))
            }
            (Property::BitRate, Unit::BitsASecond) => Hundredths(value.0 / 1_000),
            (Property::BitRate, Unit::None) if value.0 >= 1_000_000 => Hundredths(value.0 / 1_000),
            // 5.1 channels are six
            (Property::Channels, _) => Hundredths((value.0 / 100 + value.0 % 100 / 10) * 100),
            // levels below full scale, also where the sign was left out
            _ if property.is_level() && value.0 > 0 => Hundredths(-value.0),
            _ if !property.is_level() && value.0 < 0 => Hundredths(-value.0),
            _ => value,
        };
        let value = scaled(self.value);
        if let Some(end) = self.other_end.map(scaled) {
            return Some(Range { least: Some(value.min(end)), most: Some(value.max(end)) });
        }
        let around = |tolerance: i64| Range {
            least: Some(Hundredths(value.0.saturating_sub(tolerance))),
            most: Some(Hundredths(value.0.saturating_add(tolerance))),
        };
        if let Some(tolerance) = self.tolerance {
            return Some(around(tolerance.0.abs()));
        }
        let is_ceiling = matches!(property, Property::TruePeak | Property::SamplePeak | Property::NoiseFloor);
        let (at_most, at_least) =
            (Range { least: None, most: Some(value) }, Range { least: Some(value), most: None });
        Some(match self.bound {
            Some(Bound::AtMost | Bound::Below) => at_most,
            // "60 dB or more" of a noise floor: so far below
            Some(Bound::AtLeast | Bound::Above) if is_ceiling && is_bare => at_most,
            Some(Bound::AtLeast | Bound::Above) if property == Property::NoiseFloor => return None,
            Some(Bound::AtLeast | Bound::Above) if property.is_level() && is_bare => return None,
            Some(Bound::AtLeast | Bound::Above) => at_least,
            Some(Bound::About) if matches!(property, Property::Loudness | Property::Rms) => {
                around(LEVEL_TOLERANCE)
            }
            // nobody says how far "about" goes
            Some(Bound::About) if !is_ceiling => return None,
            None if matches!(property, Property::Loudness | Property::Rms) => around(LEVEL_TOLERANCE),
            None | Some(Bound::About) if is_ceiling => at_most,
            None | Some(Bound::About) => Range { least: Some(value), most: Some(value) },
        })
    }
}
