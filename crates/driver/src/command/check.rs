//! `pyxide check`: diagnostics alone.

use super::{Status, show};
use crate::options::{Input, Options};
use crate::pipeline::{Goal, compile};

pub fn check(inputs: &[Input], options: &Options) -> Status {
    let mut rejected = false;
    for input in inputs {
        let report = compile(input, options, &Goal::Check);
        show(&report, options);
        rejected |= report.is_rejected();
    }
    Status::rejected_if(rejected)
}
