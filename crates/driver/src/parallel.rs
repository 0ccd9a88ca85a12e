//! Several pieces of work at once.

use std::sync::atomic::{AtomicUsize, Ordering};

/// Calls the function with every item and its index, on as many threads as asked for.
pub fn for_each<T: Sync>(items: &[T], jobs: usize, work: impl Fn(usize, &T) + Sync) {
    let next = AtomicUsize::new(0);
    let worker = || {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else { return };
            work(index, item);
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..jobs.clamp(1, items.len().max(1)) {
            scope.spawn(worker);
        }
        worker();
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_done_once() {
        let items: Vec<usize> = (0..100).collect();
        let sum = AtomicUsize::new(0);
        for_each(&items, 3, |index, item| {
            assert_eq!(index, *item);
            sum.fetch_add(*item, Ordering::Relaxed);
        });
        assert_eq!(sum.into_inner(), 4950);
        for_each(&[] as &[usize], 2, |_, _| unreachable!("there is none"));
    }
}
