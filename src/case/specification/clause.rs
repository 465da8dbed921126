//! Tokens in clauses, and what was used of them. What was not is told in the worker's words.

use super::fold::Folded;
use super::token::{Spanned, Token, tokens};
use std::ops::Range;

/// A value, token by token.
pub struct Text<'a> {
    folded: Folded<'a>,
    tokens: Vec<Spanned>,
    used: Vec<bool>,
}

impl<'a> Text<'a> {
    /// Reads a value as tokens.
    pub fn new(value: &'a str) -> Self {
        let folded = Folded::new(value);
        let tokens = tokens(&folded);
        let used = vec![false; tokens.len()];
        Self { folded, tokens, used }
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
        self.folded.original(first.span.start..last.span.end)
    }

    /// This token has been understood.
    pub fn mark(&mut self, i: usize) {
        if let Some(used) = self.used.get_mut(i) {
            *used = true;
        }
    }

    /// Has it been?
    pub fn is_used(&self, i: usize) -> bool {
        self.used.get(i).copied().unwrap_or(false)
    }

    /// The clause that a token stands in: up to the marks around it.
    pub fn clause(&self, i: usize) -> Range<usize> {
        let parts = |token: Option<Token>| matches!(token, Some(Token::Stop | Token::End | Token::Open));
        let start = (0..i).rev().find(|n| parts(self.at(*n))).map_or(0, |n| n + 1);
        let end = (i..self.len()).find(|n| parts(self.at(*n))).unwrap_or(self.len());
        start..end
    }

    /// The sentence.
    pub fn sentence(&self, i: usize) -> Range<usize> {
        let ends = |n: &usize| self.at(*n) == Some(Token::End);
        let start = (0..i).rev().find(ends).map_or(0, |n| n + 1);
        start..(i..self.len()).find(ends).unwrap_or(self.len())
    }

    /// The next token from `i` on that is neither space nor filler.
    pub fn skip(&self, i: usize) -> usize {
        (i..self.len()).find(|n| !self.is_empty(*n)).unwrap_or(self.len())
    }

    /// The last token before `i` that is neither space nor filler.
    pub fn skip_back(&self, i: usize) -> Option<usize> {
        (0..i).rev().find(|n| !self.is_empty(*n))
    }

    /// Does a token mean nothing by itself?
    pub fn is_empty(&self, i: usize) -> bool {
        matches!(self.at(i), Some(Token::Space | Token::Filler))
    }

    /// The words that were not understood: what stands between those that were, without what means nothing at its ends.
    pub fn unread(&self) -> Vec<String> {
        let mut unread = Vec::new();
        let mut at = 0;
        while at < self.len() {
            let parts = |n: &usize| {
                self.is_used(*n) || matches!(self.at(*n), Some(Token::Stop | Token::End | Token::Open))
            };
            let end = (at..self.len()).find(parts).unwrap_or(self.len());
            // words that say how strictly, and words between two that were read, say nothing where nothing else stands
            let says = |n: &usize| {
                !matches!(
                    self.at(*n),
                    Some(
                        Token::Space | Token::Filler | Token::Allowed | Token::Only | Token::Or | Token::And
                    )
                )
            };
            if let (Some(first), Some(last)) = ((at..end).find(says), (at..end).rev().find(says)) {
                let first = (at..first)
                    .rev()
                    .take_while(|n| self.at(*n) == Some(Token::Filler))
                    .last()
                    .unwrap_or(first);
                let last = (last + 1..end)
                    .take_while(|n| !matches!(self.at(*n), Some(Token::Space)))
                    .last()
                    .unwrap_or(last);
                let words = self.written(first..last + 1).trim();
                if !words.is_empty() {
                    unread.push(words.to_owned());
                }
            }
            at = end + 1;
        }
        unread
    }
}
