//! The sentences that this revision says: those that `sentences.tsv` names, with hashes of their words. What is added to the
//! texts for a screen or for a later revision is not among them, so an old page does not learn new words.

use crate::text::{Lang, Texts};
use std::collections::HashSet;
use std::sync::LazyLock;

/// They, in one language.
pub fn texts(lang: Lang) -> Texts {
    Texts::chosen(lang, is_said)
}

fn is_said(name: &str) -> bool {
    static NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        include_str!("sentences.tsv").lines().filter_map(|line| Some(line.split_once('\t')?.0)).collect()
    });
    NAMES.contains(name)
}
