//! The result of the front end, kept for as long as all that it was made from is the same.
//!
//! A record is found by the source's place, the module's name and the options, and holds the C text with everything that building it
//! needs, the messages, and a [`Trace`]. Contents count, not times of files: touching one changes nothing.

mod record;
mod stamp;
mod trace;

use runtime::{Cache, Key};

use crate::options::{Input, Options};
use crate::pipeline::{self, Goal, Report};
use crate::stats;
use record::Record;

pub use stamp::{Freshness, Stamps};
pub use trace::{Change, Trace};

/// As [`pipeline::compile`] with the goal C. What an earlier run found serves again where nothing changed.
pub fn compile(input: &Input, options: &Options) -> Report {
    let plain = || pipeline::compile(input, options, &Goal::C);
    // Who measures wants the work done.
    if options.timings || stats::wanted() {
        return plain();
    }
    let Ok(cache) = Cache::open() else { return plain() };
    let key = key(input, options);
    let mut change = None;
    if let Some(record) = Record::load(&cache, &key) {
        change = record.trace.change(|| runtime::python_path(options.python.as_deref()));
        if change.is_none() {
            return record.into_report();
        }
    }
    let mut report = plain();
    report.change = change;
    // A record that cannot be kept is work done again, no error.
    if let Some(record) = Record::of(&report, options) {
        let _ = record.store(&cache, &key);
    }
    report
}

/// Equal for compilations that differ at most by the contents of files.
fn key(input: &Input, options: &Options) -> String {
    let mut counting = options.clone();
    counting.c = runtime::Options::default();
    counting.jobs = 0;
    let here = std::env::current_dir().unwrap_or_default();
    Key::new("front end")
        .with_stat(&std::env::current_exe().unwrap_or_default())
        .with(here.as_os_str().as_encoded_bytes())
        .with(input.path.as_os_str().as_encoded_bytes())
        .with(input.module_name())
        .with(format!("{counting:?}"))
        .text()
}
