//! `pyxide lines`: which lines of the sources tracers can hear of, for tools that measure coverage.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Status, print};
use crate::options::{Input, Options};
use crate::pipeline::{Goal, compile};

/// Prints an object with a list of lines for each file, as if all functions were compiled with `linetrace`.
pub fn lines(inputs: &[Input], options: &Options) -> Status {
    let mut options = options.clone();
    options.directives.push(("linetrace".into(), "True".into()));
    let mut files: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    let mut rejected = false;
    for input in inputs {
        let report = compile(input, &options, &Goal::Lines);
        super::show(&report, &options);
        rejected |= report.is_rejected();
        for row in report.dump.as_deref().unwrap_or_default().lines() {
            let Some((line, path)) = row.split_once(' ') else { continue };
            files.entry(path.into()).or_default().extend(line.parse::<u32>());
        }
    }
    let object: serde_json::Map<String, Value> = files
        .into_iter()
        .map(|(path, lines)| (path, lines.into_iter().collect::<Vec<u32>>().into()))
        .collect();
    print(&format!("{}\n", Value::Object(object)));
    Status::rejected_if(rejected)
}
