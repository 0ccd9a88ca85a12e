//! Runs whole programs: modules with doctests and test functions, and plain Python files whose output has to be
//! that of the interpreter.

use std::path::{Path, PathBuf};

use driver::{Input, Options};

use crate::python;
use crate::tally::Tally;

const CHECKS: &str = include_str!("checks.py");

/// Builds and checks every `.pyx` below a folder, and every `.py` that has one of our checks in it; other `.py`
/// files are run both ways and compared.
pub fn check_dir(folder: &Path) -> Tally {
    let sources = crate::files_below(folder, &["pyx", "py"]);
    crate::tally::in_parallel(&sources, check_source)
}

fn check_source(source: &PathBuf) -> Tally {
    let mut tally = Tally::default();
    let has_checks = std::fs::read_to_string(source)
        .is_ok_and(|text| text.contains(">>> ") || text.contains("def test_"));
    let checked = if has_checks { check_module(source) } else { compare_output(source) };
    match checked {
        Ok(()) => tally.pass(),
        Err(why) => tally.fail(&source.display().to_string(), &why),
    }
    tally
}

/// Builds a module and runs its doctests and test functions.
pub fn check_module(source: &Path) -> Result<(), String> {
    let folder = built(source)?;
    let stem = Input::new(source).stem();
    let output = python::run(CHECKS, folder.path(), &[&stem]).map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(python::complaint(&output));
    }
    let said = String::from_utf8_lossy(&output.stdout);
    let checks = said
        .lines()
        .rev()
        .find_map(|line| line.strip_prefix("checks: "))
        .and_then(|count| count.parse().ok());
    match checks {
        Some(0) | None => Err("it has no doctest and no test function".into()),
        Some(1u32..) => Ok(()),
    }
}

/// Runs a file interpreted and compiled; both have to print the same and end the same.
fn compare_output(source: &Path) -> Result<(), String> {
    let folder = built(source)?;
    let stem = Input::new(source).stem();
    let failed = |error: std::io::Error| error.to_string();
    let interpreted = tempfile::tempdir().map_err(failed)?;
    std::fs::copy(source, interpreted.path().join(format!("{stem}.py"))).map_err(failed)?;
    let script = format!("import {stem}");
    let wanted = python::run(&script, interpreted.path(), &[]).map_err(failed)?;
    let got = python::run(&script, folder.path(), &[]).map_err(failed)?;
    if wanted.stdout == got.stdout && wanted.status.code() == got.status.code() {
        return Ok(());
    }
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Err(format!(
        "interpreted:\n{}\ncompiled:\n{}\n{}",
        text(&wanted.stdout),
        text(&got.stdout),
        python::complaint(&got)
    ))
}

fn built(source: &Path) -> Result<tempfile::TempDir, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let options: Options = python::options();
    let report = driver::command::build_one(
        &Input::new(source),
        Some(folder.path()),
        python::toolchain(),
        &options,
    );
    if report.is_rejected() { Err(report.render(&options)) } else { Ok(folder) }
}
