//! What the command line offers. Each function prints, writes files and tells the exit status.

mod annotate;
mod build;
mod cache;
mod check;
mod cython;
mod cythonize;
mod deps;
mod directives;
mod dump;
mod explain;
mod freshness;
mod headers;
mod lines;
mod run;
mod shared_module;
mod transpile;
mod watch;

pub use annotate::annotate;
pub use build::{build, build_one, find_toolchain};
pub use cache::{CacheAction, cache};
pub use check::check;
pub use cython::{Cython, cython};
pub use cythonize::{Cythonize, cythonize};
pub use deps::deps;
pub use directives::directives;
pub use dump::dump;
pub use explain::explain;
pub use freshness::{commands_from_stdin, freshness};
pub use lines::lines;
pub use run::run;
pub use shared_module::shared_module;
pub use transpile::transpile;
pub use watch::watch;

use crate::options::Options;
use crate::pipeline::Report;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    Ok,
    /// The input was rejected; diagnostics say why.
    Rejected,
    /// A program that ran ended with this status.
    Exit(u8),
}

impl Status {
    pub fn code(self) -> u8 {
        match self {
            Status::Ok => 0,
            Status::Rejected => 1,
            Status::Exit(code) => code,
        }
    }

    fn rejected_if(rejected: bool) -> Status {
        if rejected { Status::Rejected } else { Status::Ok }
    }
}

/// Prints what was found, and the timings where asked for.
fn show(report: &Report, options: &Options) {
    eprint!("{}", report.render(options));
    if options.timings {
        eprint!("{}", report.timings.table());
    }
}

/// Prints to standard output; a reader that went away (`| head`) is no error.
fn print(text: &str) {
    use std::io::Write;
    let _ = std::io::stdout().write_all(text.as_bytes());
}
