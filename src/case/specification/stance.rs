//! How a clause stands to what it names: 「MP3不可」, "no stereo", 「WAV以外は受け付けません」. One "no" counts; of two, only the forms
//! are read that are listed here.

use super::meaning::Token;
use super::things::{Saying, Thing};
use super::wish::Stance;
use std::ops::Range;

/// Parts of a clause, and how it stands to each.
pub type Stances = Vec<(Range<usize>, Stance)>;

/// How a clause stands to its things. None where the words that say it do not stand as they do in the forms that are known.
pub fn stances(things: &[Thing], sayings: &[Saying], is_before_but: bool) -> Option<Stances> {
    let all = things.len();
    let at = |token: Token| sayings.iter().filter(|s| s.token == token).map(|s| s.behind).collect::<Vec<_>>();
    let count = |token: Token| at(token).len();
    let strict = count(Token::Only) + count(Token::Required);
    let agreed = if count(Token::Only) > 0 { Stance::Only } else { Stance::Agreed };
    let says: Vec<&Saying> =
        sayings.iter().filter(|s| !matches!(s.token, Token::Only | Token::Required)).collect();
    let is_front =
        says.iter().all(|s| !matches!(s.token, Token::No | Token::Not | Token::OtherThan) || s.behind == 0);
    let is_behind = says.iter().all(|s| {
        !matches!(s.token, Token::Refused | Token::Allowed | Token::Preferred | Token::Other) || s.behind == all
            // "preferably mono"
            || s.token == Token::Preferred && s.behind == 0 && says.len() == 1
    });
    if !is_front || !is_behind || all == 0 {
        return None;
    }
    let tokens: Vec<Token> = says.iter().map(|s| s.token).collect();
    let whole = |stance| Some(vec![(0..all, stance)]);
    match (tokens.as_slice(), strict) {
        ([], _) => whole(agreed),
        ([Token::Allowed], 0) => whole(Stance::Allowed),
        // 「WAVのみ可」
        ([Token::Allowed], _) if count(Token::Required) == 0 => whole(Stance::Only),
        ([Token::Preferred], 0) => whole(Stance::Preferred),
        ([Token::Refused] | [Token::Other] | [Token::No] | [Token::No, Token::Allowed], 0) => {
            whole(Stance::Refused)
        }
        ([Token::Not], 0) if is_before_but => whole(Stance::Refused),
        ([Token::Other, Token::Refused] | [Token::OtherThan, Token::Refused], 0) => whole(Stance::Only),
        ([Token::RatherThan], 0) => two(all, at(Token::RatherThan)[0], Stance::Agreed, Stance::Refused),
        ([Token::InsteadOf], 0) => two(all, at(Token::InsteadOf)[0], Stance::Refused, Stance::Agreed),
        _ => None,
    }
}

/// What stands before a word, and what behind it; behind "instead of" something must.
fn two(all: usize, middle: usize, before: Stance, behind: Stance) -> Option<Stances> {
    let parts = vec![(0..middle, before), (middle..all, behind)];
    let is_whole = middle > 0 && (middle < all || behind == Stance::Agreed);
    is_whole.then(|| parts.into_iter().filter(|(part, _)| !part.is_empty()).collect())
}
