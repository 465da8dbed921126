//! The same work on many items, on all cores.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

/// Below this many bytes of work the threads cost more than they save.
const WORTH_THREADS: u64 = 1 << 20;

/// Runs `work` on every item and gives the results in the order of the items. The heaviest items go first,
/// so that no core waits long for the last one. After the first error no new item is begun.
///
/// # Errors
/// The error of the earliest item that failed.
pub fn try_map<T: Sync, R: Send, E: Send>(
    items: &[T],
    weight: impl Fn(&T) -> u64,
    work: impl Fn(&T) -> Result<R, E> + Sync,
) -> Result<Vec<R>, E> {
    let mut order: Vec<(u64, usize)> = items.iter().enumerate().map(|(i, item)| (weight(item), i)).collect();
    let total = order.iter().fold(0u64, |sum, (w, _)| sum.saturating_add(*w));
    let cores =
        if total < WORTH_THREADS { 1 } else { thread::available_parallelism().map_or(1, NonZeroUsize::get) };
    if cores == 1 || items.len() < 2 {
        return items.iter().map(work).collect();
    }
    order.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let run = || {
        let mut mine = Vec::new();
        while !stop.load(Ordering::Relaxed) {
            let Some((_, index)) = order.get(next.fetch_add(1, Ordering::Relaxed)) else { break };
            let result = work(&items[*index]);
            stop.fetch_or(result.is_err(), Ordering::Relaxed);
            mine.push((*index, result));
        }
        mine
    };
    let mut all: Vec<(usize, Result<R, E>)> = thread::scope(|scope| {
        let others: Vec<_> = (1..cores.min(items.len())).map(|_| scope.spawn(run)).collect();
        let mut all = run();
        for other in others {
            match other.join() {
                Ok(theirs) => all.extend(theirs),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        all
    });
    all.sort_by_key(|(index, _)| *index);
    all.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_keep_the_order_of_the_items() {
        let items: Vec<u64> = (0..1000).collect();
        let doubled = try_map(&items, |_| 1 << 20, |n| Ok::<_, ()>(n * 2)).unwrap();
        assert!(doubled.iter().enumerate().all(|(i, n)| *n == i as u64 * 2));
        assert_eq!(try_map(&items, |_| 1 << 20, |n| if *n == 500 { Err(*n) } else { Ok(()) }), Err(500));
        assert_eq!(try_map(&[] as &[u64], |_| 1, |n| Ok::<_, ()>(*n)), Ok(vec![]));
    }
}
