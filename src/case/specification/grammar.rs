//! A clause to what it says. It is understood as a whole or not at all.

use super::clause::Text;
use super::meaning::{Place, Token};
use super::property::Property;
use super::stance::stances;
use super::things::{Link, Named, Thing, Things, things};
use super::value::{Hundredths, Range};
use super::wanted::Format;
use super::wish::{Stance, Values, Wish};
use std::ops::Range as Span;

/// What an understood clause says.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// Its wishes.
    pub wishes: Vec<Wish>,
    /// Where it names the profile of ACX.
    pub profile: Option<Span<usize>>,
    /// Lengths at ends of the file, of what another clause has to tell: 「冒頭1秒、末尾2秒の無音」.
    pub places: Vec<Wish>,
    /// Does it speak of silence?
    pub has_silence: bool,
    /// Words that are understood and not compared.
    pub every: Vec<usize>,
    /// The kind of file for which the next clause holds: 「MP3の場合、」.
    pub condition: Option<Format>,
    /// Does it name several sets of values, one for each kind of file?
    pub has_sets: bool,
    /// Is "or" said in it?
    pub is_choice: bool,
    /// Does it only name things, so that a "no" of the next clause can be about them too?
    pub is_bare: bool,
}

/// What a clause says; none if a word of it is not understood.
pub fn understand(
    text: &Text<'_>,
    span: Span<usize>,
    is_before_but: bool,
    only: Option<Property>,
) -> Option<Said> {
    let find = |token: Token| span.clone().find(|n| text.at(*n) == Some(token));
    if let Some(when) = find(Token::When) {
        return conditional(text, span.clone(), when, only);
    }
    if let Some(open) = find(Token::Open)
        && let Some(said) = in_brackets(text, span.clone(), open, only)?
    {
        return Some(said);
    }
    simple(text, span, is_before_but, only)
}

/// 「MP3の場合は192kbps以上」
fn conditional(text: &Text<'_>, span: Span<usize>, when: usize, only: Option<Property>) -> Option<Said> {
    let named = things(text, span.start..when, only)?;
    let format = match (named.things.as_slice(), named.sayings.as_slice()) {
        ([Thing { named: Named::Values(_, Values::Formats(formats)), .. }], []) => *formats.first()?,
        _ => return None,
    };
    if (when + 1..span.end).all(|n| text.is_light(n)) {
        return Some(Said { condition: Some(format), ..Said::default() });
    }
    let said = understand(text, when + 1..span.end, false, only)?;
    said.under(format)
}

impl Said {
    /// The same, of one kind of file. None if that changes what it says.
    pub fn under(mut self, format: Format) -> Option<Self> {
        let is_plain = |wish: &Wish| {
            wish.of.is_empty()
                && !matches!(wish.property, Property::Format | Property::FileCount | Property::FileName)
                && matches!(wish.stance, Stance::Agreed | Stance::Only)
        };
        if self.wishes.is_empty() || !self.wishes.iter().all(is_plain) || self.profile.is_some() {
            return None;
        }
        self.wishes.iter_mut().for_each(|wish| wish.of = vec![format]);
        Some(self)
    }
}

/// A bracket that says yes or no itself stands for a clause of its own, at the end of one that does not, or for the last
/// words of the one around it: 「モノラル（ステレオではなく）」, 「ステレオ（不可）」. None inside if it says neither.
fn in_brackets(
    text: &Text<'_>,
    span: Span<usize>,
    open: usize,
    only: Option<Property>,
) -> Option<Option<Said>> {
    let says = |n: usize| {
        matches!(
            text.at(n),
            Some(
                Token::Refused
                    | Token::Other
                    | Token::OtherThan
                    | Token::InsteadOf
                    | Token::RatherThan
                    | Token::Allowed
                    | Token::Preferred
                    | Token::No
                    | Token::Not
            )
        )
    };
    let close = (open..span.end).find(|n| text.at(*n) == Some(Token::Close))?;
    if !(open..span.end).any(says) {
        return Some(None);
    }
    let is_last = (close + 1..span.end).all(|n| text.is_light(n));
    if (open + 1..close).all(|n| says(n) || text.is_light(n)) && is_last {
        return Some(None);
    }
    if !(open..close).any(says) {
        // "MP3(192kbps以上)不可" refuses both together, and neither alone
        return None;
    }
    if !is_last || (span.start..open).any(says) {
        return None;
    }
    let mut said = understand(text, span.start..open, false, only)?;
    let inner = understand(text, open + 1..close, false, only)?;
    let is_simple = inner.places.is_empty() && inner.profile.is_none() && inner.condition.is_none();
    let is_plain = is_simple && !said.has_sets && !said.is_choice && said.condition.is_none();
    is_plain.then(|| {
        said.wishes.extend(inner.wishes);
        said.every.extend(inner.every);
        said.is_bare = false;
        Some(said)
    })
}

fn simple(text: &Text<'_>, span: Span<usize>, is_before_but: bool, only: Option<Property>) -> Option<Said> {
    let Things { things, sayings, every } = things(text, span.clone(), only)?;
    let stances = stances(&things, &sayings, is_before_but)?;
    let mut said = Said { every, ..Said::default() };
    for (part, stance) in &stances {
        said.add(&things[part.clone()], *stance)?;
    }
    // of what only may be, the words that say so are told with it
    let is_weak = |wish: &&mut Wish| matches!(wish.stance, Stance::Allowed | Stance::Preferred);
    said.wishes.iter_mut().filter(is_weak).for_each(|wish| wish.tokens = span.clone());
    said.is_bare = sayings.is_empty() && said.places.is_empty();
    said.is_choice = things.iter().any(|thing| thing.link == Link::Or);
    Some(said)
}

impl Said {
    fn add(&mut self, things: &[Thing], stance: Stance) -> Option<()> {
        let is_agreed = matches!(stance, Stance::Agreed | Stance::Only);
        let is_of_silence =
            |thing: &&Thing| matches!(thing.named, Named::Time(_) | Named::Place(_) | Named::Silence);
        let (silence, others): (Vec<&Thing>, Vec<&Thing>) = things.iter().partition(is_of_silence);
        if !silence.is_empty() {
            is_agreed.then_some(())?;
            self.silence(&silence, stance)?;
        }
        let mut values: Vec<Wish> = Vec::new();
        let mut links = Vec::new();
        let mut asides = Vec::new();
        for thing in others {
            match &thing.named {
                Named::Acx if is_agreed => self.profile = Some(thing.tokens.clone()),
                // nobody agrees that a recording is to be clipped
                Named::Clipping if stance == Stance::Refused => self.wishes.push(Wish {
                    property: Property::ClippedRuns,
                    values: Values::Ranges(vec![Range::at_most(Hundredths(0))]),
                    stance: Stance::Agreed,
                    of: Vec::new(),
                    tokens: thing.tokens.clone(),
                }),
                Named::Values(property, named) => {
                    values.push(Wish {
                        property: *property,
                        values: named.clone(),
                        stance,
                        of: Vec::new(),
                        tokens: thing.tokens.clone(),
                    });
                    links.push(thing.link);
                    asides.push(thing.aside);
                }
                _ => return None,
            }
        }
        let formats = values.iter().filter(|wish| wish.property == Property::Format).count();
        if formats > 1 && is_agreed {
            // "WAV(48kHz)またはMP3(320kbps)"
            let mut n = 0;
            for aside in asides {
                if let Some(format) = aside.filter(|_| values[n].property != Property::Format) {
                    let wish = values.remove(n);
                    let link = links.remove(n);
                    (link != Link::Or).then_some(())?;
                    self.wishes.push(Wish { of: vec![format], ..wish });
                } else {
                    n += 1;
                }
            }
        }
        let found = joined(&values, &links, stance)?;
        let is_one = found.iter().all(|wish| wish.property == found[0].property);
        if !is_agreed && (!is_one || found.iter().any(|wish| wish.property == Property::FileName)) {
            return None; // which of the two is refused, nobody says
        }
        self.has_sets |= found.iter().any(|wish| !wish.of.is_empty());
        self.wishes.extend(found.into_iter().map(turned));
        Some(())
    }

    /// Times and places in turn: 「冒頭1秒、末尾2秒」, "1 second at the start".
    fn silence(&mut self, things: &[&Thing], stance: Stance) -> Option<()> {
        let (mut times, mut places) = (Vec::new(), Vec::new());
        let mut order = Vec::new();
        for thing in things {
            (thing.link != Link::Or).then_some(())?;
            match &thing.named {
                Named::Time(range) => {
                    times.push((*range, thing.tokens.clone()));
                    order.push('t');
                }
                Named::Place(place) => {
                    places.push(*place);
                    order.push('p');
                }
                _ => self.has_silence = true,
            }
        }
        let is_in_turn =
            order.len() % 2 == 0 && order.windows(2).all(|two| two[0] != two[1]) && !times.is_empty();
        is_in_turn.then_some(())?;
        for ((range, tokens), place) in times.into_iter().zip(places) {
            let ends: &[Property] = match place {
                Place::Head => &[Property::HeadSilence],
                Place::Tail => &[Property::TailSilence],
                Place::Ends => &[Property::HeadSilence, Property::TailSilence],
            };
            let wish = |property: &Property| Wish {
                property: *property,
                values: Values::Ranges(vec![range]),
                stance,
                of: Vec::new(),
                tokens: tokens.clone(),
            };
            self.places.extend(ends.iter().map(wish));
        }
        Some(())
    }
}

/// What is left where a limit is refused: 「48kHz未満不可」 asks for 48 kHz and more.
fn turned(wish: Wish) -> Wish {
    let opposite = match (&wish.values, wish.stance) {
        (Values::Ranges(ranges), Stance::Refused) if ranges.len() == 1 => ranges[0].opposite(),
        _ => None,
    };
    match opposite {
        Some(range) => Wish { values: Values::Ranges(vec![range]), stance: Stance::Agreed, ..wish },
        None => wish,
    }
}

/// Alternatives as one wish, and sets of them as wishes of one kind of file each. None if it is not clear how far an "or"
/// reaches.
fn joined(values: &[Wish], links: &[Link], stance: Stance) -> Option<Vec<Wish>> {
    let is_agreed = matches!(stance, Stance::Agreed | Stance::Only);
    let parts = |n: usize| n > 0 && links[n] == Link::Or && values[n - 1].property != values[n].property;
    if (0..values.len()).any(parts) {
        return if is_agreed { sets(values, links, stance, parts) } else { None };
    }
    let mut wishes: Vec<Wish> = Vec::new();
    let mut choice: Option<(usize, usize)> = None;
    for (n, wish) in values.iter().enumerate() {
        let is_same = n > 0 && values[n - 1].property == wish.property;
        let last = wishes.last_mut().filter(|_| is_same);
        match (last, links[n]) {
            (Some(last), Link::Or | Link::Slash) => {
                last.values = last.values.or(&wish.values)?;
                last.tokens.end = wish.tokens.end;
                if links[n] == Link::Or {
                    choice = Some((choice.map_or(n - 1, |(first, _)| first), n));
                }
                (wish.property != Property::FileName || links[n] == Link::Slash).then_some(())?;
            }
            // both are wanted, and of which file, nobody says
            (Some(_), Link::And) if is_agreed && wish.property != Property::FileName => return None,
            (Some(last), Link::And) => {
                last.values = last.values.or(&wish.values)?;
                last.tokens.end = wish.tokens.end;
            }
            (Some(last), Link::Beside | Link::Of) if is_agreed && is_one_of_two_limits(last, wish) => {
                last.values = last.values.and(&wish.values)?;
                last.tokens.end = wish.tokens.end;
            }
            (Some(_), _) if !is_agreed => return None,
            _ => wishes.push(wish.clone()),
        }
    }
    match choice {
        Some((first, last)) if is_agreed => {
            let is_format = values[first].property == Property::Format;
            let front = !is_format || first == 0;
            let is_of_bit_rate =
                |wish: &Wish| matches!(wish.property, Property::BitRate | Property::RateMode);
            let behind = match is_format {
                true => values[last + 1..].iter().all(is_of_bit_rate),
                false => links.get(last + 1).is_none_or(|link| *link == Link::Of),
            };
            (front && behind).then_some(wishes)
        }
        _ => Some(wishes),
    }
}

/// "-23dB以上-18dB以下"
fn is_one_of_two_limits(a: &Wish, b: &Wish) -> bool {
    let single = |wish: &Wish| match &wish.values {
        Values::Ranges(ranges) if ranges.len() == 1 => ranges.first().copied(),
        _ => None,
    };
    single(a)
        .zip(single(b))
        .is_some_and(|(a, b)| a.least.is_none() != b.least.is_none() && a.most.is_none() != b.most.is_none())
}

/// 「WAV 48kHz/24bit または MP3 320kbps」: told apart by their kinds of file.
fn sets(values: &[Wish], links: &[Link], stance: Stance, parts: impl Fn(usize) -> bool) -> Option<Vec<Wish>> {
    let starts: Vec<usize> = (0..values.len()).filter(|n| *n == 0 || parts(*n)).collect();
    let mut sets = Vec::new();
    for (at, start) in starts.iter().enumerate() {
        let end = starts.get(at + 1).copied().unwrap_or(values.len());
        let mut own = links[*start..end].to_vec();
        own[0] = Link::Beside;
        let set = joined(&values[*start..end], &own, stance)?;
        let format = set.iter().find_map(|wish| match (&wish.values, wish.property) {
            (Values::Formats(formats), Property::Format) if formats.len() == 1 => formats.first().copied(),
            _ => None,
        })?;
        sets.push((format, set));
    }
    let mut wishes: Vec<Wish> = Vec::new();
    let mut formats: Vec<Format> = Vec::new();
    for (format, set) in &sets {
        (!formats.contains(format)).then_some(())?;
        formats.push(*format);
        for wish in set {
            // what one set alone says could be about all of them
            let is_own = matches!(wish.property, Property::BitDepth | Property::BitRate | Property::RateMode)
                || wish.property == Property::SampleRate && *format == sets[0].0;
            let is_of_each =
                sets.iter().all(|(_, set)| set.iter().any(|other| other.property == wish.property));
            (is_own || is_of_each).then_some(())?;
            if wish.property != Property::Format {
                wishes.push(Wish { of: vec![*format], ..wish.clone() });
            }
        }
    }
    let first = values.first()?;
    let tokens = first.tokens.start..values.last()?.tokens.end;
    wishes.push(Wish {
        property: Property::Format,
        values: Values::Formats(formats),
        stance,
        of: Vec::new(),
        tokens,
    });
    Some(wishes)
}
