//! The virtual environments that the tests run in, one for each version of Python, kept between runs.

use std::path::PathBuf;
use std::process::Command;

use crate::pythons::Python;
use crate::shell::{Result, capture, root, run};

/// What the tests import.
const PACKAGES: [&str; 3] = ["setuptools", "numpy", "coverage"];

/// The interpreter of `.venv` (for the oldest Python) or `.venv-3.x`, made if need be.
pub fn ensure(python: &Python, main: bool) -> Result<PathBuf> {
    let name = if main { ".venv".to_string() } else { format!(".venv-3.{}", python.minor) };
    let folder = root().join(&name);
    let interpreter = folder.join("bin/python");
    if ready(&interpreter, python.minor, main) {
        return Ok(interpreter);
    }
    let mut make = Command::new(&python.executable);
    make.args(["-m", "venv", "--clear"]);
    if !main {
        make.arg("--without-pip");
    }
    run(&format!("making {name}"), make.arg(&folder))?;
    if main {
        let mut pip = Command::new(&interpreter);
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(PACKAGES);
        run("installing what the tests import", &mut pip)?;
    }
    Ok(interpreter)
}

fn ready(interpreter: &PathBuf, minor: u32, main: bool) -> bool {
    let imports = if main { PACKAGES.join(", ") } else { "sys".to_string() };
    let script = format!("import sys, {imports}; assert sys.version_info[1] == {minor}");
    capture(Command::new(interpreter).args(["-c", &script])).is_ok()
}
