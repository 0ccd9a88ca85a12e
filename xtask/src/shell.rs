//! Running other programs: commands print themselves, and a failing one is an error with its name.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

pub type Result<T = ()> = std::result::Result<T, String>;

/// The checkout that this program was built from.
pub fn root() -> PathBuf {
    let manifest = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().map(PathBuf::from).unwrap_or(manifest)
}

pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

pub fn git() -> Command {
    let mut command = Command::new("git");
    command.current_dir(root());
    command
}

/// Runs to the end with output passed through.
pub fn run(title: &str, command: &mut Command) -> Result {
    println!("== {title}");
    let begin = Instant::now();
    let status = command.status().map_err(|error| format!("{title}: {error}"))?;
    println!(
        "== {title}: {} ({:.1} s)",
        if status.success() { "ok" } else { "FAILED" },
        begin.elapsed().as_secs_f64()
    );
    if status.success() { Ok(()) } else { Err(format!("{title} failed ({status})")) }
}

/// Standard output of a command that has to succeed.
pub fn capture(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| error.to_string())?;
    if !output.status.success() {
        let text =
            String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
        return Err(format!("{}\n{}", output.status, text.trim_end()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
