//! Where the time went, for `--timings` and the statistics file of the conformance harness.

use std::time::{Duration, Instant};

#[derive(Clone, Debug, Default)]
pub struct Timings {
    stages: Vec<(&'static str, Duration)>,
}

impl Timings {
    /// Runs a stage and adds its time.
    pub fn measure<T>(&mut self, stage: &'static str, work: impl FnOnce() -> T) -> T {
        crate::guard::enter_stage(stage);
        let begin = Instant::now();
        let result = work();
        self.add(stage, begin.elapsed());
        result
    }

    pub fn add(&mut self, stage: &'static str, time: Duration) {
        match self.stages.iter_mut().find(|(name, _)| *name == stage) {
            Some((_, total)) => *total += time,
            None => self.stages.push((stage, time)),
        }
    }

    pub fn total(&self) -> Duration {
        self.stages.iter().map(|(_, time)| *time).sum()
    }

    pub fn table(&self) -> String {
        let row = |name: &str, time: Duration| {
            format!("{name:>12} {:>9.3} ms\n", time.as_secs_f64() * 1e3)
        };
        let rows: String = self.stages.iter().map(|(name, time)| row(name, *time)).collect();
        rows + &row("total", self.total())
    }
}
