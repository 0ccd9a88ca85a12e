//! The project's chores: `cargo xtask VERB`. No build logic lives here; cargo alone builds the compiler.

mod bench;
mod bless;
mod check;
mod conformance;
mod csupport;
mod grammar;
mod pythons;
mod rebuild;
mod shell;
mod test;
mod venv;
mod wheel;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask VERB

  test [PART]   everything that has to pass: Rust, C, programs on every Python found, examples
  check         formatting, clippy with warnings as errors, unit and tidy tests
  bless         write expected messages, snapshots and MIR anew
  grammar       run the parser generator with a time limit and show conflicts
  bench         time the release build; `bench rebuild` checks what building again does
  wheel [test]  make the wheels; test them with the build tools of Python
  conformance   run the tests of Cython that passed before
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((verb, rest)) = arguments.split_first() else {
        eprint!("{USAGE}");
        return ExitCode::from(2);
    };
    let done = match verb.as_str() {
        "test" => test::run(rest),
        "check" => check::run(rest),
        "bless" => bless::run(rest),
        "grammar" => grammar::run(rest),
        "bench" => bench::run_verb(rest),
        "wheel" => wheel::run_verb(rest),
        "conformance" => conformance::run_verb(rest),
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("xtask {verb}: {why}");
            ExitCode::FAILURE
        }
    }
}
