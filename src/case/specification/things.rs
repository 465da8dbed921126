//! What a clause names, in its order, and how it is joined. Every word of the clause is placed here, or the clause is not
//! understood.

use super::clause::Text;
use super::meaning::{Place, Token};
use super::property::Property;
use super::quantity::{Quantity, quantity};
use super::value::{Hundredths, Range};
use super::wanted::{Format, Numbers};
use super::wish::Values;
use std::ops::Range as Span;

/// Something that a clause names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// Values of a property.
    Values(Property, Values),
    /// The profile of ACX.
    Acx,
    /// Samples at full scale.
    Clipping,
    /// A length of time, of what the clause has yet to tell.
    Time(Range),
    /// Where silence stands.
    Place(Place),
    /// Silence.
    Silence,
}

/// How something is joined to what stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// Beside it.
    Beside,
    /// 「の」: it is a quality of what follows.
    Of,
    /// Parted by a slash.
    Slash,
    /// "and"
    And,
    /// "or"
    Or,
}

/// Something with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    /// What.
    pub named: Named,
    /// How it is joined.
    pub link: Link,
    /// In a bracket right behind a kind of file, that kind.
    pub aside: Option<Format>,
    /// Its tokens.
    pub tokens: Span<usize>,
}

/// A word that says how the clause stands to what it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saying {
    /// Which.
    pub token: Token,
    /// How many things stand before it.
    pub behind: usize,
}

/// A clause, word by word.
#[derive(Debug, Default)]
pub struct Things {
    /// What it names.
    pub things: Vec<Thing>,
    /// How it stands to that.
    pub sayings: Vec<Saying>,
    /// Words that are understood and not compared.
    pub every: Vec<usize>,
}

/// The things of a span of tokens. None if a word has no place.
pub fn things(text: &Text<'_>, span: Span<usize>, only: Option<Property>) -> Option<Things> {
    let quantities = quantities(text, &span, only)?;
    let is_told = |n: usize| quantities.iter().any(|q| q.tokens.contains(&n) || q.told_by.contains(&n));
    let mut all = Things::default();
    let (mut link, mut depth, mut aside, mut last_format) = (Link::Beside, 0, None, None);
    let mut counts: Vec<Token> = Vec::new();
    for n in span.clone() {
        let quantity = quantities.iter().find(|q| q.tokens.start == n);
        let (named, tokens) = match (quantity, text.at(n)?) {
            (Some(quantity), _) => (of_quantity(quantity), quantity.tokens.clone()),
            (None, _) if is_told(n) => continue,
            (None, token) => match of_token(text, n, token) {
                Some(named) => (named, n..n + 1),
                None => {
                    match token {
                        Token::Space | Token::Mark | Token::Must => {}
                        Token::Word => counts.push(token),
                        Token::Particle if text.chars(n) == ['の'] && link == Link::Beside => {
                            link = Link::Of
                        }
                        Token::Particle => {}
                        // within a bracket, or before an "or"
                        Token::Comma => {}
                        Token::Open if depth == 0 => (depth, aside) = (1, last_format),
                        Token::Close if depth == 1 => (depth, aside) = (0, None),
                        Token::Slash if matches!(link, Link::Beside | Link::Of) => link = Link::Slash,
                        Token::And if matches!(link, Link::Beside | Link::Of) => link = Link::And,
                        Token::Or if matches!(link, Link::Beside | Link::Of) => link = Link::Or,
                        Token::Property(property) if is_name_of_neighbour(text, &span, n, property) => {}
                        Token::Each | Token::Total => counts.push(token),
                        Token::Every => all.every.push(n),
                        Token::Required
                        | Token::Only
                        | Token::Allowed
                        | Token::Preferred
                        | Token::Refused
                        | Token::No
                        | Token::Not
                        | Token::Other
                        | Token::OtherThan
                        | Token::RatherThan
                        | Token::InsteadOf => {
                            if !matches!(link, Link::Beside | Link::Of) {
                                return None;
                            }
                            link = Link::Beside;
                            all.sayings.push(Saying { token, behind: all.things.len() });
                        }
                        _ => return None,
                    }
                    if !matches!(token, Token::Space | Token::Mark | Token::Open) {
                        last_format = None;
                    }
                    continue;
                }
            },
        };
        if all.things.is_empty() && !matches!(link, Link::Beside | Link::Of) {
            return None;
        }
        last_format = match &named {
            Named::Values(_, Values::Formats(formats)) => formats.first().copied(),
            _ => None,
        };
        all.things.push(Thing { named, link, aside, tokens });
        link = Link::Beside;
    }
    let is_whole = matches!(link, Link::Beside | Link::Of) && depth == 0;
    (is_whole && fits(text, &span, &all, &counts)).then_some(all)
}

/// Every number of a span with what belongs to it. None if one is not understood.
fn quantities(text: &Text<'_>, span: &Span<usize>, only: Option<Property>) -> Option<Vec<Quantity>> {
    let mut quantities: Vec<Quantity> = Vec::new();
    let mut at = span.start;
    while at < span.end {
        if matches!(text.at(at), Some(Token::Number(..))) {
            let quantity = quantity(text, span, at, only)?;
            let before = quantities.last().map_or(span.start, |last| last.tokens.end);
            if quantity.tokens.start < before || quantity.tokens.end > span.end {
                return None;
            }
            at = quantity.tokens.end;
            quantities.push(quantity);
        } else {
            at += 1;
        }
    }
    Some(quantities)
}

fn of_quantity(quantity: &Quantity) -> Named {
    match quantity.property {
        Some(property) => Named::Values(property, Values::Ranges(vec![quantity.range])),
        None => Named::Time(quantity.range),
    }
}

fn of_token(text: &Text<'_>, n: usize, token: Token) -> Option<Named> {
    Some(match token {
        Token::Format(Format::Pcm) => {
            Named::Values(Property::SampleFormat, Values::Numbers(vec![Numbers::Pcm]))
        }
        Token::Format(format) => Named::Values(Property::Format, Values::Formats(vec![format])),
        Token::Mode(mode) => Named::Values(Property::RateMode, Values::Modes(vec![mode])),
        Token::Numbers(numbers) => Named::Values(Property::SampleFormat, Values::Numbers(vec![numbers])),
        Token::Channels(count) => {
            let range = Range::exactly(Hundredths::whole(count));
            Named::Values(Property::Channels, Values::Ranges(vec![range]))
        }
        Token::Name => {
            let name = text.written(n..n + 1).to_owned();
            Named::Values(Property::FileName, Values::Names(vec![name]))
        }
        Token::Acx => Named::Acx,
        Token::Clipping => Named::Clipping,
        Token::Place(place) => Named::Place(place),
        Token::Silence => Named::Silence,
        _ => return None,
    })
}

/// "チャンネル: モノラル", "bit rate: CBR"
fn is_name_of_neighbour(text: &Text<'_>, span: &Span<usize>, n: usize, property: Property) -> bool {
    let is_it = |n: usize| {
        span.contains(&n)
            && match text.at(n) {
                Some(Token::Channels(_)) => property == Property::Channels,
                Some(Token::Mode(_)) => property == Property::BitRate,
                _ => false,
            }
    };
    is_it(text.skip(n + 1))
}

/// Words that count must have something to count, and names of files stand beside nothing that makes patterns of them.
fn fits(text: &Text<'_>, span: &Span<usize>, all: &Things, counts: &[Token]) -> bool {
    let has = |is: fn(&Named) -> bool| all.things.iter().any(|thing| is(&thing.named));
    let counted = all.things.iter().filter_map(|thing| match &thing.named {
        Named::Values(Property::FileCount, Values::Ranges(ranges)) => ranges.first(),
        _ => None,
    });
    let counted: Vec<&Range> = counted.collect();
    let is_one = counted.iter().any(|range| range.single() == Some(Hundredths::whole(1)));
    let is_total = counts.contains(&Token::Total);
    let is_each = counts.contains(&Token::Each);
    let has_ends = has(|named| *named == Named::Place(Place::Ends));
    let has_names = has(|named| matches!(named, Named::Values(Property::FileName, _)));
    let is_of_name = |n: usize| {
        let word: String = text.chars(n).iter().collect();
        let says_form = ["形式", "フォーマット", "format"].iter().any(|form| word.contains(form));
        !says_form && ["ファイル", "file", "納品"].iter().any(|of_file| word.contains(of_file))
    };
    // "1ファイル60秒以内": of each file, and not of how many there are
    (!is_one || is_total)
        && (!is_total || !counted.is_empty())
        && (!is_each || has_ends && counted.is_empty())
        && (!has_names || span.clone().all(|n| text.at(n) != Some(Token::Word) || is_of_name(n)))
}
