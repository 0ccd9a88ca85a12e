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
    let mut sources = crate::files_below(folder, &["pyx", "py"]);
    // A script about the modules beside it.
    sources.retain(|path| path.file_name().is_none_or(|name| name != "compare.py"));
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
    run_checks(folder.path(), &Input::new(source).stem())
}

fn run_checks(folder: &Path, module: &str) -> Result<(), String> {
    let output = python::run(CHECKS, folder, &[module]).map_err(|error| error.to_string())?;
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
    let (wanted, printed) = (text(&wanted.stdout), text(&got.stdout));
    let same = wanted
        .lines()
        .zip(printed.lines())
        .take_while(|(wanted, printed)| wanted == printed)
        .count();
    let line = |text: &str| text.lines().nth(same).unwrap_or("nothing").to_string();
    Err(format!(
        "line {} of the output\ninterpreted: {}\ncompiled:    {}\n{}",
        same + 1,
        line(&wanted),
        line(&printed),
        text(&got.stderr)
    ))
}

/// Compiles the self-contained C file of every `.pyx` below a folder as any other C file, without a warning, and checks the module.
pub fn check_self_contained(folder: &Path) -> Tally {
    let sources = crate::files_below(folder, &["pyx"]);
    crate::tally::in_parallel(&sources, |source| {
        let mut tally = Tally::default();
        match self_contained(source) {
            Ok(()) => tally.pass(),
            Err(why) => tally.fail(&source.display().to_string(), &why),
        }
        tally
    })
}

fn self_contained(source: &Path) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let input = Input::new(source);
    let c_file = folder.path().join("module.c");
    if driver::command::transpile(&input, Some(&c_file), &python::options())
        != driver::command::Status::Ok
    {
        return Err("it is rejected".into());
    }
    let toolchain = python::toolchain().as_ref().map_err(|error| format!("{error:?}"))?;
    let module = folder.path().join(toolchain.file_name(&input.stem()));
    let mut compile =
        std::process::Command::new(std::env::var("CC").unwrap_or_else(|_| "cc".into()));
    compile.args([
        "-shared",
        "-fPIC",
        "-O0",
        "-fwrapv",
        "-Wall",
        "-Werror",
        "-Wno-unused-but-set-variable",
    ]);
    compile.args(toolchain.python.includes.iter().map(|folder| format!("-I{}", folder.display())));
    compile.arg(&c_file).arg("-o").arg(&module).args(["-lm", "-lz"]);
    let output = compile.output().map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(python::complaint(&output));
    }
    run_checks(folder.path(), &input.stem())
}

fn built(source: &Path) -> Result<tempfile::TempDir, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let options: Options = python::options();
    let (report, _) = driver::command::build_one(
        &Input::new(source),
        Some(folder.path()),
        python::toolchain(),
        &options,
    );
    if report.is_rejected() { Err(report.render(&options)) } else { Ok(folder) }
}
