//! `cargo xtask conformance`: Cython's own tests that passed before have to pass again.
//!
//! `tests/conformance/ratchet.txt` lists them, one `run/NAME.pyx` per line; the list only grows. The tests are
//! not part of the repository: the pinned source distribution is fetched by pip into a cache. Where a full
//! harness is at hand, `PYXIDE_CONFORMANCE` names its `suite.py`, and that one is called instead.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::bench::release_build;
use crate::pythons;
use crate::shell::{Result, capture, root, run};
use crate::venv;

const VERSION: &str = "3.3.1";
const CHECKS: &str = "crates/testkit/src/checks.py";

pub fn run_verb(arguments: &[String]) -> Result {
    let pythons = pythons::find();
    let Some(first) = pythons.first() else {
        return Err("no CPython with headers was found".into());
    };
    let python = venv::ensure(first, true)?;
    let compiler = release_build()?;
    if let Some(suite) = std::env::var_os("PYXIDE_CONFORMANCE") {
        let mut command = Command::new(&python);
        command.arg(suite).arg("--compiler").arg(format!("{} build", compiler.display()));
        command.arg("--python").arg(&python).arg("--ratchet").arg(ratchet_file()).args(arguments);
        return run("conformance", &mut command);
    }
    check(&python, &compiler, 1)
}

fn ratchet_file() -> PathBuf {
    root().join("tests/conformance/ratchet.txt")
}

/// Runs every n-th test of the ratchet. Without the tests (no network), says so and passes.
pub fn check(python: &Path, compiler: &Path, every: usize) -> Result {
    let text = std::fs::read_to_string(ratchet_file()).unwrap_or_default();
    let names: Vec<&str> =
        text.lines().map(str::trim).filter(|line| line.starts_with("run/")).collect();
    let sample: Vec<&str> = names.into_iter().step_by(every.max(1)).collect();
    if sample.is_empty() {
        println!("conformance: the ratchet is empty");
        return Ok(());
    }
    let tests = match fetch(python) {
        Ok(tests) => tests,
        Err(why) => {
            println!(
                "conformance: skipped, the tests cannot be fetched: {}",
                why.lines().last().unwrap_or("")
            );
            return Ok(());
        }
    };
    let failures = Mutex::new(Vec::new());
    let next = AtomicUsize::new(0);
    let workers = std::thread::available_parallelism().map_or(1, |count| count.get());
    std::thread::scope(|scope| {
        for worker in 0..workers {
            let (failures, next, sample, tests) = (&failures, &next, &sample, &tests);
            scope.spawn(move || {
                while let Some(name) = sample.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(why) = check_one(name, tests, python, compiler, worker)
                        && let Ok(mut failures) = failures.lock()
                    {
                        failures.push(format!("FAILED {name}\n{why}"));
                    }
                }
            });
        }
    });
    let failures = failures.into_inner().unwrap_or_default();
    for failure in &failures {
        println!("{failure}\n");
    }
    println!("conformance: {} passed, {} failed", sample.len() - failures.len(), failures.len());
    if failures.is_empty() { Ok(()) } else { Err("tests of the ratchet do not pass".into()) }
}

/// The folder of the tests, downloaded once.
fn fetch(python: &Path) -> Result<PathBuf> {
    let cache = root().join("target/conformance");
    let tests = cache.join(format!("cython-{VERSION}/tests"));
    if tests.is_dir() {
        return Ok(tests);
    }
    std::fs::create_dir_all(&cache).map_err(|error| error.to_string())?;
    let mut pip = Command::new(python);
    pip.args([
        "-m",
        "pip",
        "download",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--no-binary",
        "cython",
    ]);
    // Preparing the metadata must not compile Cython.
    pip.arg("--dest")
        .arg(&cache)
        .arg(format!("cython=={VERSION}"))
        .env("NO_CYTHON_COMPILE", "true");
    capture(&mut pip)?;
    let archive = cache.join(format!("cython-{VERSION}.tar.gz"));
    let mut unpack = Command::new(python);
    unpack.args(["-m", "tarfile", "-e"]).arg(&archive).arg(&cache);
    capture(&mut unpack)?;
    if tests.is_dir() { Ok(tests) } else { Err("the source distribution has no tests".into()) }
}

/// Builds one test as its own runner does, and runs its doctests in a fresh process.
fn check_one(name: &str, tests: &Path, python: &Path, compiler: &Path, worker: usize) -> Result {
    let source = tests.join(name.split('@').next().unwrap_or(name));
    let stem = source.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let out = root().join(format!("target/conformance/work-{worker}"));
    let _ = std::fs::remove_dir_all(&out);
    std::fs::create_dir_all(&out).map_err(|error| error.to_string())?;
    let level = if name.ends_with("@cy3") { "language_level=3" } else { "language_level=2" };
    let mut build = Command::new(compiler);
    build.arg("build").arg(&source).arg("--out-dir").arg(&out).arg("--python").arg(python);
    build.args(["-O0", "-X", level, "-X", "autotestdict=False", "-j1"]).current_dir(tests);
    let tags = tags(&source);
    if tags.iter().any(|tag| tag == "allow_unknown_names") {
        build.arg("--lenient");
    }
    if tags.iter().any(|tag| tag == "cpp") {
        build.arg("--cplus");
    }
    if tags.iter().any(|tag| tag.starts_with("numpy")) {
        build.arg("-I").arg(numpy_headers(python)?);
    }
    capture(&mut build)?;
    let mut checks = Command::new(python);
    checks.arg(root().join(CHECKS)).args(["--suite", &stem]);
    capture(checks.env("PYTHONPATH", &out).current_dir(tests)).map(|_| ())
}

/// What the `# tag:` comments of a source say.
fn tags(source: &Path) -> Vec<String> {
    let text = std::fs::read(source).unwrap_or_default();
    String::from_utf8_lossy(&text)
        .lines()
        .filter_map(|line| line.strip_prefix('#')?.trim_start().strip_prefix("tag"))
        .filter_map(|line| line.trim_start().strip_prefix(':'))
        .flat_map(|tags| tags.split(','))
        .map(|tag| tag.trim().to_owned())
        .collect()
}

fn numpy_headers(python: &Path) -> Result<String> {
    let mut ask = Command::new(python);
    let text = capture(ask.args(["-c", "import numpy; print(numpy.get_include())"]))?;
    Ok(text.trim().to_owned())
}
