//! A value as tokens, sentences and clauses.

use super::fold::Folded;
use super::meaning::Token;
use super::token::{Spanned, tokens};
use std::ops::Range;

/// A value, token by token.
pub struct Text<'a> {
    folded: Folded<'a>,
    tokens: Vec<Spanned>,
}

/// What is understood as one, or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The sentence that it stands in, counted from 0.
    pub sentence: usize,
    /// Does "but" stand behind it?
    pub is_before_but: bool,
    /// Does it hold a comma with an "or", so that more may belong to the alternatives than stands in it?
    pub is_joined: bool,
}

impl<'a> Text<'a> {
    /// Reads a value as tokens.
    pub fn new(value: &'a str) -> Self {
        let folded = Folded::new(value);
        let tokens = tokens(&folded);
        Self { folded, tokens }
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The token at an index.
    pub fn at(&self, i: usize) -> Option<Token> {
        self.tokens.get(i).map(|spanned| spanned.token)
    }

    /// Its characters, folded.
    pub fn chars(&self, i: usize) -> &[char] {
        self.tokens.get(i).map_or(&[], |spanned| &self.folded.chars()[spanned.span.clone()])
    }

    /// Its words as they were written.
    pub fn written(&self, tokens: Range<usize>) -> &'a str {
        let (Some(first), Some(last)) =
            (self.tokens.get(tokens.start), self.tokens.get(tokens.end.saturating_sub(1)))
        else {
            return "";
        };
        self.folded.original(first.span.start..last.span.end).trim()
    }

    /// The tokens of a span.
    pub fn among(&self, tokens: Range<usize>) -> impl Iterator<Item = Token> + '_ {
        self.tokens[tokens].iter().map(|spanned| spanned.token)
    }

    /// Does a token only name what everything here is about, or nothing?
    pub fn is_light(&self, i: usize) -> bool {
        matches!(self.at(i), Some(Token::Space | Token::Particle | Token::Mark | Token::Must | Token::Word))
    }

    /// The next token from `i` on that says something.
    pub fn skip(&self, i: usize) -> usize {
        (i..self.len()).find(|n| !self.is_light(*n)).unwrap_or(self.len())
    }

    /// The last token before `i` that says something.
    pub fn skip_back(&self, i: usize) -> Option<usize> {
        (0..i).rev().find(|n| !self.is_light(*n))
    }

    /// The next token from `i` on that is no space.
    pub fn next(&self, i: usize) -> usize {
        (i..self.len()).find(|n| self.at(*n) != Some(Token::Space)).unwrap_or(self.len())
    }

    /// The clauses, without those that hold only spaces and marks. What stands in brackets belongs to the clause around
    /// it, and so does an alternative behind a comma: 「44.1kHz、または48kHz」.
    pub fn clauses(&self) -> Vec<Clause> {
        let mut clauses = Vec::new();
        let (mut start, mut sentence, mut depth, mut is_joined) = (0, 0, 0_usize, false);
        for n in 0..=self.len() {
            let is_before_but = match self.at(n) {
                Some(Token::Open) => {
                    depth += 1;
                    continue;
                }
                Some(Token::Close) => {
                    depth = depth.saturating_sub(1);
                    continue;
                }
                Some(Token::Comma | Token::But) if depth > 0 => continue,
                Some(Token::Comma) if self.is_beside_or(n) => {
                    is_joined = true;
                    continue;
                }
                Some(Token::But) => true,
                Some(Token::Comma | Token::End) | None => false,
                Some(_) => continue,
            };
            let is_empty = (start..n).all(|n| matches!(self.at(n), Some(Token::Space | Token::Mark)));
            if !is_empty {
                clauses.push(Clause { tokens: start..n, sentence, is_before_but, is_joined });
            } else if let Some(last) =
                clauses.last_mut().filter(|last: &&mut Clause| last.sentence == sentence)
            {
                // ", but"
                last.is_before_but |= is_before_but;
            }
            (start, is_joined) = (n + 1, false);
            if self.at(n) == Some(Token::End) {
                (sentence, depth) = (sentence + 1, 0);
            }
        }
        clauses
    }

    fn is_beside_or(&self, comma: usize) -> bool {
        let before = (0..comma).rev().find(|n| self.at(*n) != Some(Token::Space));
        self.at(self.next(comma + 1)) == Some(Token::Or)
            || before.is_some_and(|n| self.at(n) == Some(Token::Or))
    }
}
