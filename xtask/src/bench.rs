//! `cargo xtask bench`: the benchmark harness where there is one, or else the incremental example.
//!
//! `PYXIDE_BENCH` names the harness's `bench.py`; it is called with the release build as `PYXIDE`.

use std::path::PathBuf;
use std::process::Command;

use crate::pythons;
use crate::shell::{Result, cargo, root, run};

pub fn run_verb(arguments: &[String]) -> Result {
    if let Some(("rebuild", rest)) =
        arguments.split_first().map(|(verb, rest)| (verb.as_str(), rest))
    {
        return crate::rebuild::run_verb(rest);
    }
    let compiler = release_build()?;
    let pythons = pythons::find();
    let Some(python) = pythons.first() else {
        return Err("no CPython with headers was found".into());
    };
    if let Some(harness) = std::env::var_os("PYXIDE_BENCH") {
        let mut command = Command::new(&python.executable);
        command.arg(harness).args(arguments).env("PYXIDE", compiler);
        return run("benchmarks", &mut command);
    }
    let example = root().join("examples/incremental");
    let built = root().join("target/bench");
    let mut build = Command::new(compiler);
    build.arg("build").args(["plain.py", "annotated.py", "typed.pyx"]).arg("--out-dir").arg(&built);
    build.arg("--python").arg(&python.executable).current_dir(&example);
    run("building", &mut build)?;
    let mut compare = Command::new(&python.executable);
    compare.arg("compare.py").arg(&built).current_dir(&example);
    run("examples/incremental", &mut compare)
}

/// The optimised compiler.
pub fn release_build() -> Result<PathBuf> {
    build(&["--release"], "release/pyxide")
}

/// The compiler as the tests use it.
pub fn debug_build() -> Result<PathBuf> {
    build(&[], "debug/pyxide")
}

fn build(arguments: &[&str], file: &str) -> Result<PathBuf> {
    let mut command = cargo();
    command.args(["build", "--quiet", "--package", "pyxide"]).args(arguments);
    run("cargo build", &mut command)?;
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    Ok(target.join(file))
}
