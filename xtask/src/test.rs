//! `cargo xtask test`: everything that has to pass before a change lands.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::bench::debug_build;
use crate::pythons::{self, Python};
use crate::shell::{self, Result, cargo};
use crate::{check, conformance, csupport, venv, wheel};

/// Every n-th test of the conformance ratchet runs here; `cargo xtask conformance` runs all.
const RATCHET_SAMPLE: usize = 10;

/// The parts, for those who want to run only some of them.
const PARTS: [&str; 8] =
    ["lints", "rust", "c", "programs", "python", "run", "wheel", "conformance"];

pub fn run(arguments: &[String]) -> Result {
    if let Some(unknown) = arguments.iter().find(|name| !PARTS.contains(&name.as_str())) {
        return Err(format!("`{unknown}` is none of {}", PARTS.join(", ")));
    }
    let pythons = pythons::find();
    for python in &pythons {
        println!("Python 3.{}: {}", python.minor, python.executable.display());
    }
    let Some((first, others)) = pythons.split_first() else {
        return Err("no CPython 3.11, 3.12 or 3.13 with headers was found".into());
    };
    let main = venv::ensure(first, true)?;
    let mut failed = Vec::new();
    for part in PARTS {
        if !arguments.is_empty() && !arguments.iter().any(|name| name == part) {
            continue;
        }
        let done = match part {
            "lints" => check::lints(),
            "rust" => rust_tests(&main),
            "c" => csupport::check(&pythons),
            "programs" => others.iter().map(programs).fold(Ok(()), Result::and),
            "python" => pythons.iter().map(python_packages).fold(Ok(()), Result::and),
            "run" => first_command(&main),
            "wheel" => wheel::check(first),
            _ => debug_build()
                .and_then(|compiler| conformance::check(&main, &compiler, RATCHET_SAMPLE)),
        };
        if let Err(why) = done {
            println!("{part}: {why}");
            failed.push(part);
        }
    }
    if failed.is_empty() {
        println!("all parts passed");
        return Ok(());
    }
    Err(format!("these parts failed: {}", failed.join(", ")))
}

/// Unit tests, tidy tests, language tests and programs, with the main virtual environment.
fn rust_tests(python: &Path) -> Result {
    let mut tests = cargo();
    tests.args(["test", "--workspace", "--lib", "--bins", "--tests", "--no-fail-fast"]);
    shell::run("cargo test", tests.env("PYXIDE_TEST_PYTHON", python))
}

/// The programs and examples once more, on another Python.
fn programs(python: &Python) -> Result {
    let interpreter: PathBuf = venv::ensure(python, false)?;
    let title = format!("programs and examples on Python 3.{}", python.minor);
    let mut tests = cargo();
    tests.args(["test", "--package", "pyxide-testkit", "--package", "pyxide-runtime"]);
    tests.args(["--test", "programs", "--test", "rows", "--test", "toolchain"]);
    shell::run(&title, tests.env("PYXIDE_TEST_PYTHON", interpreter))
}

/// The tests of what is Python in the packages, with nothing but the interpreter.
fn python_packages(python: &Python) -> Result {
    let mut tests = Command::new(&python.executable);
    tests.current_dir(shell::root());
    tests.args(["-m", "unittest", "discover", "--start-directory", "tests/python"]);
    let title = format!("Python packages on Python 3.{}", python.minor);
    shell::run(&title, tests.env("PYTHONPATH", "python/pyxide-cython/src"))
}

/// The command that the README begins with.
fn first_command(python: &Path) -> Result {
    let mut command = cargo();
    command.args(["run", "--quiet", "--", "run", "--python"]).arg(python);
    shell::run("pyxide run", command.arg("examples/mandelbrot/mandelbrot.pyx"))
}
