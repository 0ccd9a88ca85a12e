//! `pyxide dump`: the print-out of a stage.

use super::{Status, print, show};
use crate::guard::with_large_stack;
use crate::options::{Input, Options};
use crate::pipeline::{Goal, compile};

pub fn dump(goal: &Goal, inputs: &[Input], options: &Options) -> Status {
    let rejected = with_large_stack(|| {
        let mut rejected = false;
        for input in inputs {
            let report = compile(input, options, goal);
            show(&report, options);
            rejected |= report.is_rejected();
            if let Some(text) = &report.dump {
                print(text);
            }
        }
        rejected
    });
    Status::rejected_if(rejected)
}
