//! `cargo xtask test`: everything that has to pass before a change lands.

use crate::pythons::{self, Python};
use crate::shell::{self, Result, cargo};
use crate::venv;

fn run_all(pythons: &[Python]) -> Result {
    let Some((first, _)) = pythons.split_first() else {
        return Err("no CPython 3.11, 3.12 or 3.13 with headers was found".into());
    };
    let main = venv::ensure(first, true)?;
    shell::run("cargo test", cargo().args(["test", "--workspace"]).env("PYXIDE_TEST_PYTHON", main))
}

pub fn run(arguments: &[String]) -> Result {
    if !arguments.is_empty() {
        return Err("`test` takes no arguments".into());
    }
    let pythons = pythons::find();
    for python in &pythons {
        println!("python 3.{}: {}", python.minor, python.executable.display());
    }
    run_all(&pythons)
}
