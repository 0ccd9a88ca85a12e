//! The interpreter that tests build for and run with.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

/// `PYXIDE_TEST_PYTHON`, or `python3` of PATH.
pub fn interpreter() -> PathBuf {
    std::env::var_os("PYXIDE_TEST_PYTHON").map_or_else(|| "python3".into(), PathBuf::from)
}

/// The toolchain for [`interpreter`], found once; tests compile without optimisation.
pub fn toolchain() -> &'static Result<driver::Toolchain, driver::ToolchainError> {
    static FOUND: OnceLock<Result<driver::Toolchain, driver::ToolchainError>> = OnceLock::new();
    FOUND.get_or_init(|| driver::command::find_toolchain(&options()))
}

/// The options of most tests.
pub fn options() -> driver::Options {
    let mut options =
        driver::Options { python: Some(interpreter()), jobs: 1, ..driver::Options::default() };
    options.c.opt_level = Some('0');
    options
}

/// Runs a script in a folder that it can import from.
pub fn run(script: &str, folder: &Path, arguments: &[&str]) -> std::io::Result<Output> {
    Command::new(interpreter())
        .args(["-c", script])
        .args(arguments)
        .current_dir(folder)
        .env("PYTHONPATH", folder)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .stdin(Stdio::null())
        .output()
}

/// The last lines of what a failed process said.
pub fn complaint(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr).into_owned()
        + &String::from_utf8_lossy(&output.stdout);
    let lines: Vec<&str> = text.lines().collect();
    let tail = lines[lines.len().saturating_sub(25)..].join("\n");
    format!("{}\n{tail}", output.status)
}
