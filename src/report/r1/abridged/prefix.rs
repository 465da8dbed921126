//! The first of many by their order, as far as a budget reaches, whatever the order in which they come.

use std::collections::BTreeMap;

/// Keeps the entries with the smallest keys whose costs together stay within a budget. Which those are does not depend
/// on the order in which they come: what has once been too much stays so, with everything behind it.
#[derive(Debug, Clone)]
pub struct Prefix<K, V> {
    kept: BTreeMap<K, (V, usize)>,
    cost: usize,
    most: usize,
    /// The smallest key that was too much.
    bar: Option<K>,
}

impl<K: Ord + Clone, V: Default> Prefix<K, V> {
    /// Nothing yet, and what it may cost together.
    pub fn within(most: usize) -> Self {
        Self { kept: BTreeMap::new(), cost: 0, most, bar: None }
    }

    /// The entry of a key, to which something of this cost is added. `None`: it is beyond the budget.
    pub fn at(&mut self, key: &K, cost: usize) -> Option<&mut V> {
        if self.is_beyond(key) {
            return None;
        }
        self.kept.entry(key.clone()).or_default().1 += cost;
        self.cost += cost;
        self.trim();
        self.kept.get_mut(key).map(|(value, _)| value)
    }

    /// The entry of a key where each key costs one, however often it is asked for.
    pub fn one(&mut self, key: &K) -> Option<&mut V> {
        let cost = usize::from(!self.kept.contains_key(key));
        self.at(key, cost)
    }

    /// Is nothing of this key kept, now or later?
    pub fn is_beyond(&self, key: &K) -> bool {
        self.bar.as_ref().is_some_and(|bar| key >= bar)
    }

    /// A smaller budget: the same as if it had been so from the beginning.
    pub fn shrink(&mut self, most: usize) {
        self.most = self.most.min(most);
        self.trim();
    }

    fn trim(&mut self) {
        while self.cost > self.most {
            let Some((key, (_, cost))) = self.kept.pop_last() else { break };
            self.cost -= cost;
            self.bar = Some(key);
        }
    }

    /// What is kept under a key.
    pub fn get(&self, key: &K) -> Option<&V> {
        self.kept.get(key).map(|(value, _)| value)
    }

    /// All that is kept, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> {
        self.kept.iter().map(|(key, (value, _))| (key, value))
    }

    /// The same, to be changed in ways that cost nothing.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.kept.values_mut().map(|(value, _)| value)
    }

    /// How many keys are kept.
    pub fn len(&self) -> usize {
        self.kept.len()
    }

    /// Was something beyond the budget?
    pub fn is_cut(&self) -> bool {
        self.bar.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn filled(most: usize, items: &[(u8, usize)]) -> (Vec<(u8, usize)>, bool) {
        let mut prefix = Prefix::<u8, usize>::within(most);
        for (key, cost) in items {
            if let Some(sum) = prefix.at(key, *cost) {
                *sum += cost;
            }
        }
        (prefix.iter().map(|(key, sum)| (*key, *sum)).collect(), prefix.is_cut())
    }

    proptest! {
        #[test]
        fn what_is_kept_does_not_depend_on_the_order(
            items in proptest::collection::vec((0u8..40, 1usize..9), 0..80), most in 0usize..120, first in 120usize..400,
            seed in any::<u64>(),
        ) {
            let mut other = items.clone();
            // a shuffle of its own, from the seed
            for i in (1..other.len()).rev() {
                let j = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(i as u64 * 0x9E37_79B9) >> 33;
                other.swap(i, j as usize % (i + 1));
            }
            let expected = filled(most, &items);
            prop_assert_eq!(&expected, &filled(most, &other));
            prop_assert!(expected.0.iter().map(|(_, sum)| sum).sum::<usize>() <= most);
            // a budget that shrinks on the way ends at the same
            let mut shrunk = Prefix::<u8, usize>::within(first);
            for (i, (key, cost)) in other.iter().enumerate() {
                if i == other.len() / 2 {
                    shrunk.shrink(most);
                }
                if let Some(sum) = shrunk.at(key, *cost) {
                    *sum += cost;
                }
            }
            shrunk.shrink(most);
            prop_assert_eq!(expected.0, shrunk.iter().map(|(key, sum)| (*key, *sum)).collect::<Vec<_>>());
        }
    }
}
