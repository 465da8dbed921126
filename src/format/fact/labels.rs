//! How often each label stands in a seal: what was sealed, whatever is shown of it.

use super::{Kind, Label};
use std::collections::BTreeMap;
use std::num::NonZeroU32;

/// How often each label stands in a seal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Labels {
    counts: BTreeMap<Label, u64>,
    conversations: u64,
}

impl Labels {
    /// Counts one more.
    pub fn count(&mut self, label: Label) {
        *self.counts.entry(label).or_default() += 1;
        self.conversations += u64::from(label.kind == Kind::Conversation);
    }

    /// How often a kind stands, for conversation `k` where the kind has one.
    pub fn of(&self, kind: Kind, k: Option<NonZeroU32>) -> u64 {
        self.counts.get(&Label { kind, k }).copied().unwrap_or(0)
    }

    /// All of them, each with how often it stands.
    pub fn iter(&self) -> impl Iterator<Item = (Label, u64)> + '_ {
        self.counts.iter().map(|(label, n)| (*label, *n))
    }

    /// How often a kind stands, over all conversations.
    pub fn of_kind(&self, kind: Kind) -> u64 {
        self.counts.iter().filter(|(label, _)| label.kind == kind).map(|(_, n)| n).sum()
    }

    /// Do the labels go together (format.md section 3)? If not, the first that does not.
    pub fn inconsistency(&self) -> Option<Label> {
        self.counts.iter().map(|(label, n)| (*label, *n)).find_map(|(label, n)| {
            let k = label.k?;
            let fits = u64::from(k.get()) <= self.conversations
                && match label.kind {
                    Kind::Conversation => n == 1,
                    Kind::Text => n <= self.of(Kind::Message, label.k),
                    Kind::Name => n <= self.of(Kind::Participant, label.k),
                    _ => true,
                };
            (!fits).then_some(label)
        })
    }
}
