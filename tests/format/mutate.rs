//! No mutation of an archive is intact, and none makes hikae panic: every byte changed, every length cut to,
//! and random splices.

use crate::common::bases::Bases;
use crate::common::*;
use hikae::verify::Verdict;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use std::sync::LazyLock;

static BASES: LazyLock<Bases> = LazyLock::new(Bases::new);

fn is_intact(bytes: &[u8]) -> bool {
    check(&[bytes]).is_ok_and(|run| run.outcome.verdict == Verdict::Intact)
}

/// Runs `test` on every number below `end`, on two cores; those that fail.
fn all_below(end: usize, test: impl Fn(usize) -> bool + Sync) -> Vec<usize> {
    let half = |first: usize| (first..end).step_by(2).filter(|i| !test(*i)).collect::<Vec<_>>();
    std::thread::scope(|scope| {
        let odd = scope.spawn(|| half(1));
        let even = half(0);
        [even, odd.join().expect("no panic")].concat()
    })
}

#[test]
fn every_changed_byte_is_seen() {
    if crate::skip::slow() {
        return;
    }
    let good = BASES.tiny.zip();
    assert!(is_intact(&good));
    let seen = |i: usize| {
        [good[i] ^ 1, good[i].wrapping_add(0x80)].into_iter().all(|byte| {
            let mut bytes = good.clone();
            bytes[i] = byte;
            !is_intact(&bytes)
        })
    };
    assert_eq!(all_below(good.len(), seen), [] as [usize; 0]);
}

#[test]
fn every_truncation_is_seen() {
    if crate::skip::slow() {
        return;
    }
    for good in [BASES.own.zip(), BASES.two.zip()] {
        assert!(is_intact(&good));
        let cuts = cuts(&good);
        assert_eq!(all_below(cuts.len(), |i| !is_intact(&good[..cuts[i]])), [] as [usize; 0]);
        assert_eq!(all_below(cuts.len() - 1, |i| !is_intact(&good[cuts[i] + 1..])), [] as [usize; 0]);
    }
}

/// One of the good archives.
fn any_good() -> impl Strategy<Value = Vec<u8>> {
    (0..5usize).prop_map(|i| [&BASES.tiny, &BASES.own, &BASES.two, &BASES.pair, &BASES.talk][i].zip())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn every_splice_is_seen(
        good in any_good(),
        from in any::<Index>(),
        removed in 0..40usize,
        put in vec(prop_oneof![any::<u8>(), Just(0), Just(0xFF), Just(b'P'), Just(b'K')], 0..40),
    ) {
        let from = from.index(good.len());
        let to = (from + removed).min(good.len());
        let bytes = [&good[..from], &put, &good[to..]].concat();
        prop_assert!(bytes == good || !is_intact(&bytes));
    }

    #[test]
    fn every_copied_stretch_is_seen(good in any_good(), from in any::<Index>(), len in 1..200usize, to in any::<Index>()) {
        let from = from.index(good.len());
        let stretch = &good[from..(from + len).min(good.len())];
        let to = to.index(good.len());
        let over = [&good[..to], stretch, good.get(to + stretch.len()..).unwrap_or_default()].concat();
        let between = [&good[..to], stretch, &good[to..]].concat();
        prop_assert!(over == good || !is_intact(&over));
        prop_assert!(!is_intact(&between));
    }

    #[test]
    fn several_changed_bytes_are_seen(good in any_good(), changes in vec((any::<Index>(), any::<u8>()), 1..6)) {
        let mut bytes = good.clone();
        changes.iter().for_each(|(at, byte)| bytes[at.index(good.len())] = *byte);
        prop_assert!(bytes == good || !is_intact(&bytes));
    }
}
