//! Which numbered facts there are: eight bytes each where they fit, since there can be millions.

use crate::format::fact::Kind;

/// The kind of a fact, its conversation, and its number there.
pub type Id = (Kind, u64, u64);

/// Numbered facts as they come.
#[derive(Default)]
pub struct Numbered {
    packed: Vec<u64>,
    /// Those with numbers that no archive has room for.
    wide: Vec<Id>,
}

/// The same, sorted.
pub struct Sorted(Numbered);

const K_BITS: u32 = 28;
const N_BITS: u32 = 32;

impl Numbered {
    /// Takes in one.
    pub fn push(&mut self, id: Id) {
        match pack(id) {
            Some(packed) => self.packed.push(packed),
            None => self.wide.push(id),
        }
    }

    /// Sorts them.
    pub fn sorted(mut self) -> Sorted {
        self.packed.sort_unstable();
        self.wide.sort_unstable();
        Sorted(self)
    }
}

impl Sorted {
    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Id> + '_ {
        self.0.packed.iter().map(|packed| unpack(*packed)).chain(self.0.wide.iter().copied())
    }

    /// Those that are there more than once, as often as they are too many.
    pub fn twins(&self) -> impl Iterator<Item = Id> + '_ {
        let packed = self.0.packed.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| unpack(pair[0]));
        packed.chain(self.0.wide.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]))
    }

    /// Is it among them?
    pub fn contains(&self, id: Id) -> bool {
        match pack(id) {
            Some(packed) => self.0.packed.binary_search(&packed).is_ok(),
            None => self.0.wide.binary_search(&id).is_ok(),
        }
    }
}

fn pack((kind, k, n): Id) -> Option<u64> {
    let fits = k < 1 << K_BITS && n < 1 << N_BITS && (kind as u64) < 1 << (64 - K_BITS - N_BITS);
    fits.then_some((kind as u64) << (K_BITS + N_BITS) | k << N_BITS | n)
}

fn unpack(packed: u64) -> Id {
    let kind = Kind::ALL[(packed >> (K_BITS + N_BITS)) as usize];
    (kind, packed >> N_BITS & ((1 << K_BITS) - 1), packed & ((1 << N_BITS) - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_comes_out_whatever_its_size() {
        const LARGE: u64 = (1 << 53) - 1;
        let mut ids = Vec::new();
        for kind in Kind::ALL {
            for k in [0, 1, (1 << K_BITS) - 1, 1 << K_BITS, LARGE] {
                ids.extend([0, 1, (1 << N_BITS) - 1, 1 << N_BITS, LARGE].map(|n| (kind, k, n)));
            }
        }
        let mut numbered = Numbered::default();
        ids.iter().for_each(|id| numbered.push(*id));
        let once = numbered.sorted();
        assert_eq!((once.iter().count(), once.twins().count()), (ids.len(), 0));
        assert!(ids.iter().all(|id| once.contains(*id)) && !once.contains((Kind::Text, 2, 1)));
        let mut numbered = once.0;
        ids.iter().for_each(|id| numbered.push(*id));
        let mut twins: Vec<Id> = numbered.sorted().twins().collect();
        twins.sort();
        ids.sort();
        assert_eq!(twins, ids);
    }
}
