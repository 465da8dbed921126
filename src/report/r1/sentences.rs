//! The sentences that this revision says. Once it is frozen these are the ones that `sentences.tsv` names, with hashes of their
//! words: what is added to the texts for a screen or for a later revision is not among them, so an old page does not learn
//! new words. Until then it says whatever its code names.

use crate::text::{Lang, Texts};
use std::collections::HashSet;
use std::sync::LazyLock;

/// They, in one language.
pub fn texts(lang: Lang) -> Texts {
    match include_str!("golden.tsv").starts_with("# frozen") {
        true => Texts::chosen(lang, is_listed),
        false => Texts::new(lang),
    }
}

fn is_listed(name: &str) -> bool {
    static NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        include_str!("sentences.tsv").lines().filter_map(|line| Some(line.split_once('\t')?.0)).collect()
    });
    NAMES.contains(name)
}
