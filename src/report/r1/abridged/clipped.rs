//! Texts of facts that are kept no longer than a report prints them.

use crate::base::time::At;
use crate::text::is_hidden;

/// The beginning of a text, and how many characters follow that are not kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Clipped {
    /// The beginning, or all of it.
    pub text: Box<str>,
    /// Characters after it.
    pub more: u64,
}

impl Clipped {
    /// At most so many characters of a text.
    pub fn of(text: &str, most: usize) -> Self {
        match text.char_indices().nth(most) {
            None => Self { text: text.into(), more: 0 },
            Some((end, _)) => Self { text: text[..end].into(), more: text[end..].chars().count() as u64 },
        }
    }

    /// Bytes that it will have in HTML, or a little more.
    pub fn printed(&self) -> usize {
        let cost = |c: char| match c {
            '<' | '>' | '&' | '"' | '\'' | '\n' => 5,
            c if is_hidden(c) => 10,
            c => c.len_utf8(),
        };
        self.text.chars().map(cost).sum()
    }
}

/// A moment whose words are as long as moments are; longer ones are no moments.
pub fn moment(at: &At) -> At {
    const ENOUGH: usize = 40;
    let short = |text: &Option<String>| text.as_deref().map(|t| t.chars().take(ENOUGH).collect());
    At { local: short(&at.local), offset: short(&at.offset), zone: short(&at.zone), ..at.clone() }
}
