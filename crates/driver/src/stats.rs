//! The figures that the conformance harness asks for, in the file that it names in the environment.

use std::ffi::OsString;
use std::time::Duration;

#[derive(Clone, Copy, Default)]
pub struct Stats {
    pub transpile: Duration,
    pub c_compile: Duration,
    pub generated_bytes: usize,
}

/// Whether somebody measures.
pub fn wanted() -> bool {
    file().is_some()
}

fn file() -> Option<OsString> {
    std::env::var_os("PYXIDE_CONFORMANCE_STATS").filter(|path| !path.is_empty())
}

/// Adds nothing when the variable is not set; what cannot be written is not worth an error.
pub fn write(stats: Stats) {
    let Some(path) = file() else { return };
    let text = format!(
        "{{\"transpile_seconds\": {:.6}, \"c_compile_seconds\": {:.6}, \"generated_bytes\": {}}}\n",
        stats.transpile.as_secs_f64(),
        stats.c_compile.as_secs_f64(),
        stats.generated_bytes
    );
    let _ = std::fs::write(path, text);
}
