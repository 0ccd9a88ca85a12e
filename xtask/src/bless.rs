//! `cargo xtask bless`: writes expectations anew. What changed is for the author to look at.

use crate::pythons;
use crate::shell::{self, Result, cargo};
use crate::venv;

pub fn run(arguments: &[String]) -> Result {
    if !arguments.is_empty() {
        return Err("`bless` takes no arguments".into());
    }
    let mut tests = cargo();
    tests.args(["test", "--workspace", "--tests", "--no-fail-fast"]);
    tests.env("PYXIDE_BLESS", "1").env("INSTA_UPDATE", "always");
    if let Some(python) = pythons::find().first() {
        tests.env("PYXIDE_TEST_PYTHON", venv::ensure(python, true)?);
    }
    shell::run("writing expectations anew", &mut tests)?;
    let changed = shell::capture(shell::git().args(["status", "--short"]))?;
    println!("{changed}");
    Ok(())
}
