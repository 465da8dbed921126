//! What the reader's own check is worth for each message: kept as stretches of numbers, so that a million are few.

use crate::format::archive::Edition;
use crate::format::fact::Uint;
use crate::message::grade::{Checked, Grade, Graded, grade};
use std::collections::HashMap;

/// What was checked of the messages of the conversations that are as their facts say.
#[derive(Debug, Clone, Default)]
pub struct Grades {
    checked: HashMap<(Edition, u64), OfConversation>,
}

#[derive(Debug, Clone)]
enum OfConversation {
    /// Messages whose numbers hold their time: first and last of each stretch.
    OwnTimes(Vec<(u64, u64)>),
    /// The first message of a mail: what it brings along was signed by nobody else.
    Mail(Checked),
}

impl Grades {
    /// The grade of a message of an export of this format.
    pub fn of(&self, edition: Edition, k: Uint, n: Uint, format: &str) -> Grade {
        let checked = match self.checked.get(&(edition, k.get())) {
            Some(OfConversation::Mail(checked)) if n.get() == 1 => *checked,
            Some(OfConversation::Mail(_)) => Checked::Nothing,
            Some(OfConversation::OwnTimes(stretches)) => {
                let after = stretches.partition_point(|(_, last)| *last < n.get());
                match stretches.get(after) {
                    Some((first, _)) if *first <= n.get() => Checked::OwnTime,
                    _ => Checked::Nothing,
                }
            }
            None => Checked::Nothing,
        };
        grade(Graded::Message(format, checked))
    }

    /// The grades of all `count` messages of a conversation: first and last number of each stretch.
    pub fn stretches(&self, edition: Edition, k: Uint, count: Uint, format: &str) -> Vec<(u64, u64, Grade)> {
        let mut bounds = vec![1];
        match self.checked.get(&(edition, k.get())) {
            Some(OfConversation::OwnTimes(stretches)) => {
                bounds.extend(stretches.iter().flat_map(|(first, last)| [*first, last + 1]));
            }
            Some(OfConversation::Mail(_)) => bounds.push(2),
            None => {}
        }
        bounds.dedup();
        bounds.retain(|first| *first <= count.get());
        let ends: Vec<u64> = bounds.iter().skip(1).map(|next| next - 1).chain([count.get()]).collect();
        let graded = bounds.into_iter().zip(ends).filter_map(|(first, last)| {
            let n = Uint::try_from(first).ok()?;
            Some((first, last, self.of(edition, k, n, format)))
        });
        graded.collect()
    }

    pub(super) fn own_times(&mut self, edition: Edition, k: Uint, stretches: Vec<(u64, u64)>) {
        self.checked.insert((edition, k.get()), OfConversation::OwnTimes(stretches));
    }

    pub(super) fn mail(&mut self, edition: Edition, k: Uint, checked: Checked) {
        self.checked.insert((edition, k.get()), OfConversation::Mail(checked));
    }
}

/// Adds a number that is greater than all before it.
pub(super) fn extend(stretches: &mut Vec<(u64, u64)>, n: u64) {
    match stretches.last_mut() {
        Some((_, last)) if *last + 1 == n => *last = n,
        _ => stretches.push((n, n)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::dkim::Outcome;
    use crate::message::grade::KeyOf;

    #[test]
    fn stretches_hold_what_was_put_in_and_nothing_else() {
        let mut stretches = Vec::new();
        [1, 2, 3, 7, 8, 12].into_iter().for_each(|n| extend(&mut stretches, n));
        assert_eq!(stretches, [(1, 3), (7, 8), (12, 12)]);
        let mut grades = Grades::default();
        let (k, first) = (Uint::from(2u32), Edition::FIRST);
        grades.own_times(first, k, stretches);
        let b: Vec<u32> =
            (0..15u32).filter(|n| grades.of(first, k, Uint::from(*n), "discord") == Grade::B).collect();
        assert_eq!(b, [1, 2, 3, 7, 8, 12]);
        let all = grades.stretches(first, k, Uint::from(14u32), "discord");
        let (b, c) = (Grade::B, Grade::C);
        assert_eq!(all, [(1, 3, b), (4, 6, c), (7, 8, b), (9, 11, c), (12, 12, b), (13, 14, c)]);
        assert_eq!(Grades::default().stretches(first, k, Uint::from(3u32), "line"), [(1, 3, c)]);
        // a mail that another one brings along is not signed by that one's signature
        let mut grades = Grades::default();
        grades.mail(first, k, Checked::Signature(Outcome::Pass, KeyOf::Reader));
        assert_eq!(grades.stretches(first, k, Uint::from(3u32), "mail"), [(1, 1, Grade::A), (2, 3, c)]);
        assert!(Grades::default().stretches(first, k, Uint::from(0u32), "line").is_empty());
        assert_eq!(grades.of(first, Uint::from(1u32), Uint::from(1u32), "discord"), Grade::C);
    }
}
