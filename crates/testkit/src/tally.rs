//! Counts what passed and describes what failed.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

#[derive(Default, Debug)]
pub struct Tally {
    pub passed: usize,
    pub failures: Vec<String>,
}

impl Tally {
    pub fn pass(&mut self) {
        self.passed += 1;
    }

    pub fn fail(&mut self, name: &str, why: &str) {
        self.failures.push(format!("{name}\n{why}"));
    }

    pub fn merge(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failures.extend(other.failures);
    }

    /// Prints the failures and the closing line; the enclosing test fails with them.
    pub fn conclude(mut self, what: &str) {
        self.failures.sort();
        for failure in &self.failures {
            println!("FAILED {failure}\n");
        }
        println!("{what}: {} passed, {} failed", self.passed, self.failures.len());
        assert!(self.failures.is_empty(), "{} {what} failed", self.failures.len());
    }
}

/// Runs independent checks on as many threads as the machine has processors.
pub fn in_parallel<T: Sync>(items: &[T], check: impl Fn(&T) -> Tally + Sync) -> Tally {
    let next = AtomicUsize::new(0);
    let total = Mutex::new(Tally::default());
    let workers = std::thread::available_parallelism().map_or(1, |count| count.get());
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let tally = check(item);
                    if let Ok(mut total) = total.lock() {
                        total.merge(tally);
                    }
                }
            });
        }
    });
    total.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner())
}
