//! `pyxide freshness`: which C files of a project are current, for build tools that compile only the others.

use serde_json::Value;

use super::cython::{is_ours, output_path};
use super::{Cython, Status, print};
use crate::incremental::{Freshness, Stamps};
use crate::options::Options;

/// Lists of arguments, as JSON.
pub fn commands_from_stdin() -> Option<Vec<Vec<String>>> {
    let given: Value = serde_json::from_reader(std::io::stdin()).ok()?;
    let words = |command: &Value| -> Option<Vec<String>> {
        command.as_array()?.iter().map(|word| word.as_str().map(str::to_string)).collect()
    };
    given.as_array()?.iter().map(words).collect()
}

/// Prints an array with null for a file of which nothing is known, an empty text for one that is current, and for any other
/// the reason why it is not.
pub fn freshness(jobs: &[(Cython, Options)]) -> Status {
    let stamps = Stamps::open();
    let all: Vec<Value> = jobs.iter().map(|(job, options)| of(&stamps, job, options)).collect();
    print(&format!("{}\n", Value::Array(all)));
    Status::Ok
}

fn of(stamps: &Stamps, job: &Cython, options: &Options) -> Value {
    let [input] = job.sources.as_slice() else { return Value::Null };
    let output = output_path(job, input, options.cplus);
    if !is_ours(&output) {
        return Value::Null;
    }
    match stamps.freshness(input, options, &output) {
        Freshness::Unknown => Value::Null,
        Freshness::Current => Value::from(""),
        Freshness::Stale(reason) => Value::from(reason),
    }
}
