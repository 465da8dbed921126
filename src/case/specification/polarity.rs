//! Is what a word names agreed, or refused? 「MP3不可」, "no stereo", 「WAV以外は受け付けません」.

use super::clause::Text;
use super::token::Token;
use std::ops::Range;

/// How something stands in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Polarity {
    /// Agreed.
    Agreed,
    /// Refused.
    Refused,
    /// A "no" stands near, and it is not clear whether it is about this.
    Unclear,
}

/// The kind of something that can be agreed or refused: of one kind, several stand in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Kinds of file.
    Format,
    /// Mono and stereo.
    Channels,
    /// Numbers.
    Quantity,
    /// Anything else.
    Other,
}

/// Which tokens belong to what.
pub trait Items {
    /// The kind of what a token belongs to.
    fn kind(&self, token: usize) -> Option<Kind>;
}

/// How the tokens of something stand.
pub fn polarity(text: &Text<'_>, items: &dyn Items, tokens: Range<usize>, kind: Kind) -> Polarity {
    match (in_front(text, items, tokens.start, kind), behind(text, items, tokens.end, kind)) {
        (Some(front), Some(behind)) if (front + behind) % 2 == 1 => Polarity::Refused,
        (Some(_), Some(_)) => Polarity::Agreed,
        _ => Polarity::Unclear,
    }
}

/// How many words in front refuse it. None: one does that may be about something else.
fn in_front(text: &Text<'_>, items: &dyn Items, start: usize, kind: Kind) -> Option<u32> {
    let clause = text.clause(start.min(text.len().saturating_sub(1)));
    let (mut count, mut crossed) = (0, false);
    for n in (clause.start..start).rev() {
        match text.at(n)? {
            Token::NotFront if crossed => return None,
            Token::NotFront => count += 1,
            // that is about what stands before it
            Token::NotBehind => break,
            Token::Space | Token::Filler | Token::Allowed | Token::Only | Token::Or | Token::And => {}
            _ if items.kind(n) == Some(kind) => {}
            _ => crossed = true,
        }
    }
    Some(count)
}

/// Is there a space between?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Apart {
    Yes,
    No,
}

/// How many words behind refuse it. None: one does that may be about something else.
fn behind(text: &Text<'_>, items: &dyn Items, end: usize, kind: Kind) -> Option<u32> {
    let clause_end = text.clause(end.saturating_sub(1)).end;
    // what was crossed stands apart from it, or does not
    let (mut count, mut crossed, mut is_spaced, mut is_linked) = (0, None, false, false);
    let mut n = end;
    while n < text.len() {
        let is_same = items.kind(n) == Some(kind);
        match text.at(n)? {
            Token::NotBehind => {
                let is_latin = text.chars(n).first().is_some_and(char::is_ascii);
                match crossed {
                    None => count += 1,
                    // 「WAV ノイズ除去なし」: words of their own
                    Some(Apart::Yes) if !is_latin => break,
                    Some(_) => return None,
                }
            }
            // "stereo should not be used": nothing behind it that it could be about
            Token::NotFront if (n + 1..clause_end).all(|after| is_little(text, after)) => match crossed {
                None => count += 1,
                Some(_) => return None,
            },
            Token::NotFront => break,
            Token::Stop | Token::Open if n >= clause_end => {
                if count > 0 {
                    break;
                }
                let next = text.clause(n + 1);
                if n + 1 < text.len() && is_refusal(text, next.clone()) {
                    return if crossed.is_some() { None } else { Some(1) };
                }
                // "MP3/AAC不可"
                let is_list =
                    matches!(text.chars(n), ['/' | '・']) && items.kind(text.skip(n + 1)) == Some(kind);
                if !is_list || crossed.is_some() {
                    break;
                }
                return behind(text, items, n + 1, kind);
            }
            Token::End => break,
            Token::Space => is_spaced = true,
            Token::Filler if matches!(text.chars(n), ['と'] | ['も']) => is_linked = true,
            Token::Or | Token::And => is_linked = true,
            Token::Filler | Token::Allowed | Token::Only => {}
            _ if count > 0 => break,
            _ if is_same && (is_linked || !is_spaced) && crossed.is_none() => is_linked = false,
            // 「MP3 AAC不可」 can mean both; of mono and stereo, one remains
            _ if is_same && kind == Kind::Channels && crossed.is_none() => break,
            _ => {
                let is_apart = is_spaced && !(is_same && kind == Kind::Format);
                crossed = crossed.or(Some(if is_apart { Apart::Yes } else { Apart::No }));
            }
        }
        n += 1;
    }
    Some(count)
}

/// Does a clause only say no?
fn is_refusal(text: &Text<'_>, clause: Range<usize>) -> bool {
    let says_no = |n: usize| matches!(text.at(n), Some(Token::NotFront | Token::NotBehind));
    clause.clone().any(says_no) && clause.clone().all(|n| says_no(n) || is_little(text, n))
}

fn is_little(text: &Text<'_>, n: usize) -> bool {
    matches!(text.at(n), Some(Token::Space | Token::Filler | Token::Allowed | Token::Only))
}
