//! `pyxide annotate`: an HTML page for each source.

use super::transpile::cannot_write;
use super::{Status, print, show};
use crate::options::{Input, Options};
use crate::pipeline::{Goal, compile};

/// Writes `NAME.html` beside each source, and prints where.
pub fn annotate(inputs: &[Input], options: &Options) -> Status {
    let mut rejected = false;
    for input in inputs {
        let mut report = compile(input, options, &Goal::C);
        if let Some(module) = report.module.take() {
            let path = input.path.with_extension("html");
            match runtime::write_text(&path, &crate::annotate::page(&module, &report.sources)) {
                Ok(()) => print(&format!("{}\n", path.display())),
                Err(error) => cannot_write(&mut report, &path, &error),
            }
        }
        show(&report, options);
        rejected |= report.is_rejected();
    }
    Status::rejected_if(rejected)
}
