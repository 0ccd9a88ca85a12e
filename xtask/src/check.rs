//! `cargo xtask check`: the quick gate while working.

use crate::shell::{self, Result, cargo};

pub fn run(arguments: &[String]) -> Result {
    if !arguments.is_empty() {
        return Err("`check` takes no arguments".into());
    }
    lints()?;
    shell::run("cargo test", cargo().args(["test", "--workspace", "--quiet"]))
}

/// Formatting and clippy, with warnings as errors.
pub fn lints() -> Result {
    shell::run("cargo fmt", cargo().args(["fmt", "--all", "--check"]))?;
    shell::run(
        "cargo clippy",
        cargo().args(["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"]),
    )
}
