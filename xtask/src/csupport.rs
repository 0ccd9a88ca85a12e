//! Checks the C support code alone: every file compiles without a warning, on every Python and with every
//! compiler at hand, and the C tests pass.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::pythons::Python;
use crate::shell::{Result, capture, root};

const WARNINGS: [&str; 4] = ["-Wall", "-Wextra", "-Werror", "-Wno-missing-field-initializers"];

/// How to compile and link against one Python.
struct Target {
    minor: u32,
    include: String,
    /// For a program that embeds the interpreter.
    link: Vec<String>,
}

const PROBE: &str = "\
import os, sysconfig
get = sysconfig.get_config_var
print(sysconfig.get_path('include'))
shared = os.path.join(get('LIBDIR'), get('LDLIBRARY') or '')
static = os.path.join(get('LIBPL') or '', get('LIBRARY') or '')
folder = get('LIBDIR')
if get('Py_ENABLE_SHARED') and os.path.exists(shared):
    print(shared, '-Wl,-rpath,' + folder)
elif os.path.exists(static):
    print(static)
else:
    print()
print(get('LIBS') or '', get('SYSLIBS') or '', get('LINKFORSHARED') or '')";

fn target(python: &Python) -> Result<Target> {
    let text = capture(Command::new(&python.executable).args(["-c", PROBE]))?;
    let mut lines = text.lines();
    let include = lines.next().unwrap_or_default().to_string();
    let library: Vec<String> =
        lines.next().unwrap_or_default().split_whitespace().map(str::to_string).collect();
    let mut link = library.clone();
    if !library.is_empty() {
        link.extend(lines.next().unwrap_or_default().split_whitespace().map(str::to_string));
    }
    Ok(Target { minor: python.minor, include, link })
}

pub fn check(pythons: &[Python]) -> Result {
    let compilers: Vec<&str> = ["gcc", "clang"].into_iter().filter(|name| exists(name)).collect();
    if compilers.is_empty() {
        return Err("neither gcc nor clang was found".into());
    }
    let mut failures = Vec::new();
    let mut passed = 0;
    let newest = pythons.iter().map(|python| python.minor).max();
    for python in pythons {
        let target = target(python)?;
        for compiler in &compilers {
            let with_headers = Some(python.minor) == newest;
            let (good, bad) = check_with(&target, compiler, with_headers)?;
            println!(
                "C support, Python 3.{}, {compiler}: {good} passed, {} failed",
                target.minor,
                bad.len()
            );
            passed += good;
            failures.extend(bad);
        }
    }
    for failure in &failures {
        println!("{failure}");
    }
    println!("C support: {passed} passed, {} failed", failures.len());
    if failures.is_empty() { Ok(()) } else { Err("the C support code does not pass".into()) }
}

fn exists(program: &str) -> bool {
    capture(Command::new(program).arg("--version")).is_ok()
}

/// Compiles everything, then links and runs the tests.
fn check_with(target: &Target, compiler: &str, with_headers: bool) -> Result<(usize, Vec<String>)> {
    let objects = root().join(format!("target/c-support/3.{}-{compiler}", target.minor));
    std::fs::create_dir_all(&objects).map_err(|error| error.to_string())?;
    let support = files("runtime/c/px", "c");
    let tests = files("runtime/tests", "c");
    let mut jobs: Vec<(String, Command)> = Vec::new();
    for source in support.iter().chain(&tests) {
        let mut command = compile(target, compiler);
        command.arg("-c").arg(source).arg("-o").arg(object(&objects, source));
        add_script(&mut command, source);
        jobs.push((describe(source, target, compiler), command));
    }
    if with_headers {
        for header in files("runtime/c/px", "h") {
            let mut command = compile(target, compiler);
            command.args(["-fsyntax-only", "-x", "c"]).arg(&header);
            jobs.push((describe(&header, target, compiler), command));
        }
    }
    let (mut passed, mut failures) = run_all(jobs);
    if !failures.is_empty() || target.link.is_empty() {
        return Ok((passed, failures));
    }
    let programs = tests.iter().map(|test| {
        let program = objects.join(test.file_stem().unwrap_or_default());
        let mut command = Command::new(compiler);
        command
            .arg(object(&objects, test))
            .args(support.iter().map(|source| object(&objects, source)));
        command.args(&target.link).arg("-o").arg(&program);
        (program, describe(test, target, compiler), command)
    });
    let (links, runs): (Vec<_>, Vec<_>) = programs
        .map(|(program, name, link)| {
            ((format!("linking {name}"), link), (format!("running {name}"), Command::new(program)))
        })
        .unzip();
    for jobs in [links, runs] {
        let (good, bad) = run_all(jobs);
        passed += good;
        failures.extend(bad);
    }
    Ok((passed, failures))
}

fn compile(target: &Target, compiler: &str) -> Command {
    let mut command = Command::new(compiler);
    command.args(WARNINGS).args(["-std=c11", "-O1", "-fPIC"]);
    command.arg(format!("-I{}", root().join("runtime/c").display()));
    command.arg(format!("-I{}", target.include));
    command
}

/// A test names its script by a macro.
fn add_script(command: &mut Command, source: &Path) {
    let script = source.with_extension("py");
    if script.is_file() {
        command.arg(format!("-DPX_TEST_SCRIPT=\"{}\"", script.display()));
    }
}

fn describe(file: &Path, target: &Target, compiler: &str) -> String {
    let name = file.strip_prefix(root()).unwrap_or(file).display();
    format!("{name} (Python 3.{}, {compiler})", target.minor)
}

/// Tests may be called like the file that they test.
fn object(folder: &Path, source: &Path) -> PathBuf {
    let kind = source.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
    let stem = source.file_stem().unwrap_or_default().to_string_lossy();
    folder.join(format!("{kind}-{stem}.o"))
}

fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join(folder)).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|found| found == extension));
    files.sort();
    files
}

/// Runs commands in parallel; tells how many passed, and describes the others.
fn run_all(jobs: Vec<(String, Command)>) -> (usize, Vec<String>) {
    let next = AtomicUsize::new(0);
    let jobs: Vec<_> = jobs.into_iter().map(Mutex::new).collect();
    let failures = Mutex::new(Vec::new());
    let workers = std::thread::available_parallelism().map_or(1, |count| count.get());
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let Ok(mut job) = job.lock() else { continue };
                    let (name, command) = &mut *job;
                    if let Err(why) = capture(command)
                        && let Ok(mut failures) = failures.lock()
                    {
                        failures.push(format!("FAILED {name}\n{why}"));
                    }
                }
            });
        }
    });
    let failures = failures.into_inner().unwrap_or_default();
    (jobs.len() - failures.len(), failures)
}
