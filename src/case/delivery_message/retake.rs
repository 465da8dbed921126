//! Which of the files delivered before are replaced by those of a later round.

use super::delivered::Delivered;
use super::version::{base, extension, fold, short_name};
use std::collections::HashSet;

/// What a message can say of a retake.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Retake {
    /// Every new file replaces one, or is one of those delivered before.
    Of {
        /// Short names of those that are replaced by other bytes.
        names: Vec<String>,
        /// How many of those delivered before stay as they are, if that is plain.
        unchanged: Option<usize>,
    },
    /// It cannot be told which file takes whose place.
    Unclear,
}

/// A new file replaces an earlier one if their stems are equal without their version marks, and no other earlier one
/// fits as well; where several do, the one with the same extension.
pub(super) fn retake(files: &[Delivered], earlier: &[Delivered]) -> Retake {
    let mut standing: Vec<&Delivered> = Vec::new();
    let mut plain = true;
    for round in earlier.chunk_by(|a, b| a.round == b.round) {
        let places: Vec<_> = round.iter().map(|file| place(file, &standing)).collect();
        for (file, place) in round.iter().zip(places) {
            match place {
                Some(at) => standing[at] = file,
                None => {
                    // what is new in a later round may stand beside the others, or for one of them
                    plain &= standing.is_empty() || round[0].round == earlier[0].round;
                    standing.push(file);
                }
            }
        }
    }
    let mut taken = HashSet::new();
    let mut replaced = Vec::new();
    for file in files {
        match place(file, &standing).filter(|at| taken.insert(*at)) {
            None => return Retake::Unclear,
            Some(at) if standing[at].sha256 != file.sha256 => replaced.push(file),
            Some(_) => {} // sent again as it was
        }
    }
    if replaced.is_empty() {
        return Retake::Unclear;
    }
    let all: HashSet<String> = standing.iter().chain(&replaced).map(|file| base(&file.name)).collect();
    let names = replaced.iter().map(|file| short_name(&file.name, &all)).collect();
    Retake::Of { names, unchanged: plain.then(|| standing.len() - replaced.len()) }
}

/// Whose place a file takes.
fn place(file: &Delivered, standing: &[&Delivered]) -> Option<usize> {
    let same = |a: &str, b: &str| fold(a) == fold(b);
    let fits: Vec<usize> =
        (0..standing.len()).filter(|&i| same(&base(&standing[i].name), &base(&file.name))).collect();
    let alike = |&&i: &&usize| same(extension(&standing[i].name), extension(&file.name));
    match fits.as_slice() {
        [one] => Some(*one),
        several => {
            let mut alike = several.iter().filter(alike);
            alike.next().copied().filter(|_| alike.next().is_none())
        }
    }
}
