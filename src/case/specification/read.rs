//! Free words and exact keys to what was agreed, and to the words that were not understood.

use super::clause::Text;
use super::polarity::{Items, Kind, Polarity, polarity};
use super::quantity::{Quantity, quantity};
use super::token::Token;
use super::{Format, Hundredths, Line, Numbers, Property, Range, RateMode, Wanted, acx};
use std::collections::BTreeMap;

/// What a value says.
#[derive(Debug, Default)]
pub struct Said {
    /// By property.
    pub lines: Vec<Line>,
    /// A profile that it names.
    pub profile: Vec<Line>,
    /// Words that were not understood, as they were written.
    pub unread: Vec<String>,
}

/// Reads a value. With `only`, it is the line of that property, where numbers need no unit.
pub fn read(value: &str, only: Option<Property>) -> Said {
    let mut text = Text::new(value);
    let found = Found::all(&text, only);
    let polarities = found.polarities(&text);
    let mut said = Said::default();
    let mut agreed = Agreed::default();
    for (item, polarity) in found.items.iter().zip(polarities) {
        let is_taken = match (&item.what, polarity) {
            (_, Polarity::Unclear) => false,
            (What::Acx, Polarity::Agreed) => {
                said.profile = acx();
                true
            }
            (What::Acx, Polarity::Refused) => false,
            // nobody agrees that a recording is to be clipped
            (What::Clipping, polarity) => {
                let none = Range { least: None, most: Some(Hundredths(0)) };
                polarity == Polarity::Refused
                    && agreed.range(Property::ClippedRuns, none, Polarity::Agreed, Joined::No)
            }
            (What::Format(format), polarity) => agreed.format(*format, polarity),
            (What::Mode(mode), polarity) => agreed.mode(*mode, polarity),
            (What::Numbers(numbers), polarity) => agreed.numbers(*numbers, polarity),
            (What::Name(name), Polarity::Agreed) => agreed.name(name),
            (What::Name(_), Polarity::Refused) => false,
            (What::Quantity(quantity), polarity) => {
                let range = if polarity == Polarity::Refused { quantity.refused() } else { quantity.range };
                let joined = item.joined;
                quantity.properties.iter().all(|property| agreed.range(*property, range, polarity, joined))
            }
        };
        let fits = only.is_none_or(|only| item.properties().contains(&only));
        if is_taken && fits {
            item.tokens.clone().chain(item.told_by.iter().copied()).for_each(|n| text.mark(n));
        }
    }
    mark_refusals(&mut text, &found);
    said.lines = agreed.lines();
    if let Some(only) = only {
        said.lines.retain(|(property, _)| *property == only);
    }
    said.unread = text.unread();
    said
}

/// The words that refuse what was understood have been understood too.
fn mark_refusals(text: &mut Text<'_>, found: &Found) {
    let refusing: Vec<usize> =
        (0..text.len()).filter(|n| matches!(text.at(*n), Some(Token::NotFront | Token::NotBehind))).collect();
    for n in refusing {
        let clause = text.clause(n);
        let items = |range: std::ops::Range<usize>| {
            range.filter(|i| found.of_token.contains_key(i)).collect::<Vec<_>>()
        };
        let near = match text.at(n) {
            Some(Token::NotBehind) => items(clause.start..n).last().copied(),
            _ => items(n..clause.end).first().copied().or_else(|| items(clause.start..n).last().copied()),
        };
        // 「ステレオ（不可）」: it is about the clause before
        let before =
            || (0..clause.start).rev().find(|i| !text.is_empty(*i) && found.of_token.contains_key(i));
        let is_alone = items(clause.clone()).is_empty() && clause.clone().all(|i| i == n || text.is_empty(i));
        let near = near.or_else(|| before().filter(|_| is_alone));
        let between = |item: usize| {
            let range = if item < n { item + 1..n } else { n + 1..item };
            range.into_iter().all(|i| {
                text.at(i) != Some(Token::Unknown) && !matches!(text.at(i), Some(Token::Property(_)))
            })
        };
        if near.is_some_and(|item| text.is_used(item) && between(item)) {
            text.mark(n);
        }
    }
}

/// What was found at one place.
#[derive(Debug)]
struct Item {
    what: What,
    tokens: std::ops::Range<usize>,
    told_by: Vec<usize>,
    joined: Joined,
}

#[derive(Debug)]
enum What {
    Format(Format),
    Mode(RateMode),
    Numbers(Numbers),
    Acx,
    Clipping,
    Name(String),
    Quantity(Quantity),
}

/// Does an "or" stand before it?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joined {
    Yes,
    No,
}

impl Item {
    fn kind(&self) -> Kind {
        match &self.what {
            What::Format(_) => Kind::Format,
            What::Quantity(quantity) if quantity.properties == [Property::Channels] => Kind::Channels,
            What::Quantity(_) => Kind::Quantity,
            _ => Kind::Other,
        }
    }

    fn properties(&self) -> Vec<Property> {
        match &self.what {
            What::Format(_) => vec![Property::Format, Property::SampleFormat],
            What::Mode(_) => vec![Property::RateMode],
            What::Numbers(_) => vec![Property::SampleFormat],
            What::Name(_) => vec![Property::FileName],
            What::Clipping => vec![Property::ClippedRuns],
            What::Quantity(quantity) => quantity.properties.clone(),
            What::Acx => Vec::new(),
        }
    }
}

/// Everything that was found, and which tokens belong to it.
#[derive(Debug, Default)]
struct Found {
    items: Vec<Item>,
    of_token: BTreeMap<usize, usize>,
}

impl Items for Found {
    fn kind(&self, token: usize) -> Option<Kind> {
        self.of_token.get(&token).map(|item| self.items[*item].kind())
    }
}

impl Found {
    fn all(text: &Text<'_>, only: Option<Property>) -> Self {
        let mut found = Self::default();
        let mut at = 0;
        while let Some(token) = text.at(at) {
            let (what, tokens, told_by) = match token {
                Token::Format(format) => (Some(What::Format(format)), at..at + 1, Vec::new()),
                Token::Mode(mode) => (Some(What::Mode(mode)), at..at + 1, Vec::new()),
                Token::Numbers(numbers) => (Some(What::Numbers(numbers)), at..at + 1, Vec::new()),
                Token::Acx => (Some(What::Acx), at..at + 1, Vec::new()),
                Token::Clipping => (Some(What::Clipping), at..at + 1, Vec::new()),
                Token::Name if is_one_of_a_row(text, at) => (None, at..at + 1, Vec::new()),
                Token::Name => {
                    (Some(What::Name(text.written(at..at + 1).to_owned())), at..at + 1, Vec::new())
                }
                Token::Channels(n) => (Some(What::Quantity(channels(n, at))), at..at + 1, Vec::new()),
                Token::Number(..) => match quantity(text, at, only) {
                    (Some(quantity), next) => {
                        let (first, told_by) = (quantity.tokens.start, quantity.told_by.clone());
                        (Some(What::Quantity(quantity)), first..next, told_by)
                    }
                    (None, next) => (None, at..next, Vec::new()),
                },
                _ => (None, at..at + 1, Vec::new()),
            };
            let next = tokens.end;
            if let Some(what) = what {
                let is_or = |n: usize| matches!(text.at(n), Some(Token::Or));
                let joined = text.skip_back(tokens.start).is_some_and(is_or);
                let joined = if joined { Joined::Yes } else { Joined::No };
                tokens.clone().chain(told_by.iter().copied()).for_each(|n| {
                    found.of_token.insert(n, found.items.len());
                });
                found.items.push(Item { what, tokens, told_by, joined });
            }
            at = next.max(at + 1);
        }
        found
    }

    /// How each stands; of a list with commas and one "no", it is not clear what the "no" is about.
    fn polarities(&self, text: &Text<'_>) -> Vec<Polarity> {
        let of = |item: &Item| polarity(text, self, item.tokens.clone(), item.kind());
        let mut polarities: Vec<Polarity> = self.items.iter().map(of).collect();
        for i in 1..self.items.len() {
            self.unclear(text, i - 1, i, &mut polarities); // "No MP3, AAC"
        }
        for i in (1..self.items.len()).rev() {
            self.unclear(text, i, i - 1, &mut polarities); // 「MP3、AAC不可」
        }
        polarities
    }

    /// Where `from` is refused, and a comma is all that parts it from a bare `to` of its kind, `to` may be so too.
    fn unclear(&self, text: &Text<'_>, from: usize, to: usize, polarities: &mut [Polarity]) {
        let (a, b) = (&self.items[from], &self.items[to]);
        let (first, second) = if from < to { (a, b) } else { (b, a) };
        let between = first.tokens.end..second.tokens.start;
        let is_comma = |n: usize| text.at(n) == Some(Token::Stop) && matches!(text.chars(n), ['、' | ',']);
        let refuses = |n: usize| matches!(text.at(n), Some(Token::NotFront | Token::NotBehind));
        let is_parted = between.clone().filter(|n| is_comma(*n)).count() == 1
            && between.clone().all(|n| is_comma(n) || text.is_empty(n) || text.at(n) == Some(Token::Or));
        let is_bare = {
            let clause = text.clause(b.tokens.start);
            clause.clone().all(|n| text.is_empty(n) || b.tokens.contains(&n)) && !clause.clone().any(refuses)
        };
        let spreads = matches!(polarities[from], Polarity::Refused | Polarity::Unclear);
        let same = a.kind() == b.kind() && matches!(a.kind(), Kind::Format | Kind::Quantity);
        if spreads
            && same
            && is_parted
            && is_bare
            && polarities[to] == Polarity::Agreed
            && a.properties() == b.properties()
        {
            polarities[to] = Polarity::Unclear;
        }
    }
}

/// "01.wav〜10.wav": of the names between, nothing is known.
fn is_one_of_a_row(text: &Text<'_>, at: usize) -> bool {
    let is_to = |n: usize| text.at(n) == Some(Token::To);
    is_to(text.skip(at + 1)) || text.skip_back(at).is_some_and(is_to)
}

fn channels(n: u32, at: usize) -> Quantity {
    let n = Hundredths::whole(n);
    Quantity {
        properties: vec![Property::Channels],
        range: Range { least: Some(n), most: Some(n) },
        is_strict: false,
        tokens: at..at + 1,
        told_by: Vec::new(),
    }
}

impl Quantity {
    /// What is refused: of 「48kHz未満不可」, 48 kHz is not.
    fn refused(&self) -> Range {
        let inside = |end: Option<Hundredths>, by: i64| end.map(|end| Hundredths(end.0.saturating_add(by)));
        match self.is_strict {
            true => Range { least: inside(self.range.least, 1), most: inside(self.range.most, -1) },
            false => self.range,
        }
    }
}

/// Gathers what is agreed and refused, by property.
#[derive(Debug, Default)]
struct Agreed {
    formats: (Vec<Format>, Vec<Format>),
    modes: (Vec<RateMode>, Vec<RateMode>),
    numbers: (Vec<Numbers>, Vec<Numbers>),
    names: Vec<String>,
    ranges: BTreeMap<Property, (Vec<Range>, Vec<Range>)>,
}

fn add<T: PartialEq>(list: &mut (Vec<T>, Vec<T>), value: T, polarity: Polarity) -> bool {
    let list = if polarity == Polarity::Refused { &mut list.1 } else { &mut list.0 };
    if !list.contains(&value) {
        list.push(value);
    }
    true
}

impl Agreed {
    fn format(&mut self, format: Format, polarity: Polarity) -> bool {
        match format {
            Format::Pcm => add(&mut self.numbers, Numbers::Pcm, polarity),
            format => add(&mut self.formats, format, polarity),
        }
    }

    fn mode(&mut self, mode: RateMode, polarity: Polarity) -> bool {
        add(&mut self.modes, mode, polarity)
    }

    fn numbers(&mut self, numbers: Numbers, polarity: Polarity) -> bool {
        add(&mut self.numbers, numbers, polarity)
    }

    fn name(&mut self, name: &str) -> bool {
        if !self.names.iter().any(|known| known == name) {
            self.names.push(name.to_owned());
        }
        true
    }

    /// Two bounds hold together; two values are a choice. False if they contradict each other.
    fn range(&mut self, property: Property, range: Range, polarity: Polarity, joined: Joined) -> bool {
        let (any, not) = self.ranges.entry(property).or_default();
        if polarity == Polarity::Refused {
            not.push(range);
            return true;
        }
        let is_open = |range: &Range| range.least.is_none() || range.most.is_none();
        let holds_together =
            joined == Joined::No && any.iter().any(|known| is_open(known) || is_open(&range));
        if !holds_together {
            if !any.contains(&range) {
                any.push(range);
            }
            return true;
        }
        let both: Vec<Range> = any.iter().filter_map(|known| known.and(&range)).collect();
        let fits = !both.is_empty();
        if fits {
            *any = both;
        }
        fits
    }

    fn lines(self) -> Vec<Line> {
        let mut lines = Vec::new();
        push(&mut lines, Property::Format, self.formats, Wanted::formats);
        push(&mut lines, Property::RateMode, self.modes, Wanted::modes);
        push(&mut lines, Property::SampleFormat, self.numbers, Wanted::numbers);
        push(&mut lines, Property::FileName, (self.names, Vec::new()), |names, _| Wanted::Names(names));
        for (property, ranges) in self.ranges {
            push(&mut lines, property, ranges, Wanted::ranges);
        }
        lines
    }
}

fn push<T: PartialEq>(
    lines: &mut Vec<Line>,
    property: Property,
    (mut any, not): (Vec<T>, Vec<T>),
    wanted: fn(Vec<T>, Vec<T>) -> Wanted,
) {
    // what is refused elsewhere in the same words is not agreed
    any.retain(|value| !not.contains(value));
    if !any.is_empty() || !not.is_empty() {
        lines.push((property, wanted(any, not)));
    }
}
