//! Calls of the compiler, linker and archiver.

use std::process::{Command, Stdio};

use crate::error::ToolchainError;
use crate::probe::on_path;

/// How a call ended: its whole output, both streams.
pub struct Outcome {
    pub ok: bool,
    pub output: String,
}

/// Runs a command line. Messages come in English, so that they can be read.
pub fn call(words: &[String]) -> Result<Outcome, ToolchainError> {
    let Some((program, arguments)) = words.split_first() else {
        return Err(ToolchainError::NoCompiler { wanted: "cc".into() });
    };
    if on_path(program.as_ref()).is_none() {
        return Err(ToolchainError::NoCompiler { wanted: program.clone() });
    }
    let done = Command::new(program)
        .args(arguments)
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .output()
        .map_err(|error| ToolchainError::CompilerFailed {
            command: program.clone(),
            why: error.to_string(),
        })?;
    if done.status.code().is_none() {
        return Err(ToolchainError::CompilerFailed {
            command: words.join(" "),
            why: done.status.to_string(),
        });
    }
    let mut output = String::from_utf8_lossy(&done.stdout).into_owned();
    output.push_str(&String::from_utf8_lossy(&done.stderr));
    Ok(Outcome { ok: done.status.success(), output })
}
