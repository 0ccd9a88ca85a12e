//! `cythonize`: all sources of a project that changed, to C files, and on request to extension modules.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use super::cython::{Cython, is_ours, modified, one};
use super::{Status, build, print};
use crate::deps::{Dependencies, Scanner};
use crate::globs;
use crate::incremental::{Freshness, Stamps};
use crate::options::{Input, Options};
use crate::{packages, parallel};

/// What the command line asks for beside the options of the compilation.
#[derive(Clone, Debug, Default)]
pub struct Cythonize {
    /// Files, folders and patterns.
    pub sources: Vec<String>,
    pub exclude: Vec<String>,
    /// Compile and link the C files; the modules go beside their sources.
    pub build: bool,
    pub force: bool,
    pub quiet: bool,
    /// Go on with the other sources after an error.
    pub keep_going: bool,
    pub depfile: bool,
    pub annotate: bool,
    /// Python code that is timed in the namespace of the first module, and what runs before it.
    pub timeit: Option<String>,
    pub setup: Option<String>,
}

pub fn cythonize(job: &Cythonize, options: &Options) -> Status {
    let mut inputs = Vec::new();
    for pattern in &job.sources {
        let found = globs::expand(pattern);
        if found.is_empty() {
            eprintln!("cythonize: No such file or directory: '{pattern}'");
            return Status::Rejected;
        }
        let wanted = |path: &PathBuf| !job.exclude.iter().any(|out| globs::matches(out, path));
        inputs.extend(found.into_iter().filter(wanted).map(Input::in_package));
    }
    let stale = stale(job, &inputs, options);
    let failed = transpile(job, &stale, options);
    if !failed.is_empty() && !job.keep_going {
        return Status::Rejected;
    }
    if !failed.is_empty() {
        print(&format!("Failed compilations: {}\n", failed.join(", ")));
    }
    inputs.retain(|input| !failed.contains(&input.module_name()));
    let rejected = job.build && build_all(job, &inputs, options);
    match (&job.timeit, inputs.first()) {
        (Some(code), input) if !rejected => time(job, code, input, options),
        // What did not compile is left out, and that is what was asked for.
        _ => Status::rejected_if(rejected),
    }
}

/// The sources whose C file is missing, not ours to keep, or older than something that it is made from.
fn stale<'i>(job: &Cythonize, inputs: &'i [Input], options: &Options) -> Vec<&'i Input> {
    let (mut scanner, stamps) = (Scanner::new(options), Stamps::open());
    let mut stale = Vec::new();
    for input in inputs {
        let reason = match known(&stamps, input, options) {
            _ if job.force => Some(String::new()),
            Freshness::Current => None,
            Freshness::Stale(reason) => Some(reason),
            Freshness::Unknown => why(input, &scanner.dependencies(input), options),
        };
        let Some(reason) = reason else { continue };
        if !job.quiet && !job.force {
            print(&format!("Compiling {} because it {reason}.\n", input.path.display()));
        }
        stale.push(input);
    }
    stale
}

/// What is known about the C file of a source, or that it has none.
fn known(stamps: &Stamps, input: &Input, options: &Options) -> Freshness {
    let made = [output(input, options.cplus), output(input, true)].into_iter();
    let found =
        made.filter(|path| is_ours(path)).map(|path| stamps.freshness(input, options, &path));
    found.into_iter().next().unwrap_or(Freshness::Unknown)
}

/// Why a source has to be compiled again, by the times of files.
fn why(input: &Input, found: &Dependencies, options: &Options) -> Option<String> {
    let made = [output(input, options.cplus), output(input, true)]
        .iter()
        .find(|path| is_ours(path))
        .and_then(|path| modified(path));
    let (time, newest) = newest(input, found);
    match made {
        Some(made) if made >= time => None,
        _ if newest == input.path => Some("changed".into()),
        _ => Some(format!("depends on {}", newest.display())),
    }
}

/// The youngest file that a module is made from; the source where it is as young.
fn newest(input: &Input, found: &Dependencies) -> (SystemTime, PathBuf) {
    let age = |path: &Path| modified(path).unwrap_or(SystemTime::UNIX_EPOCH);
    let mut newest = (age(&input.path), input.path.clone());
    for file in &found.files {
        if age(file) > newest.0 {
            newest = (age(file), file.clone());
        }
    }
    newest
}

fn output(input: &Input, cplus: bool) -> PathBuf {
    input.path.with_extension(if cplus { "cpp" } else { "c" })
}

/// The names of the modules whose sources were rejected, sorted.
fn transpile(job: &Cythonize, stale: &[&Input], options: &Options) -> Vec<String> {
    let one_of =
        Cython { depfile: job.depfile, annotate: job.annotate, project: true, ..Cython::default() };
    let (rejected, failed) = (AtomicBool::new(false), Mutex::new(Vec::new()));
    parallel::for_each(stale, options.jobs, |index, input| {
        if rejected.load(Ordering::Relaxed) && !job.keep_going {
            return;
        }
        if !job.quiet {
            let (number, total) = (index + 1, stale.len());
            print(&format!("[{number}/{total}] Cythonizing {}\n", input.path.display()));
        }
        if !one(&one_of, input, options) {
            rejected.store(true, Ordering::Relaxed);
            failed.lock().unwrap_or_else(PoisonError::into_inner).push(input.module_name());
        }
    });
    let mut failed = failed.into_inner().unwrap_or_else(PoisonError::into_inner);
    failed.sort();
    failed
}

/// Whether a module could not be built.
fn build_all(job: &Cythonize, inputs: &[Input], options: &Options) -> bool {
    let toolchain = build::find_toolchain(options);
    let mut rejected = false;
    for input in inputs {
        let (report, _) = build::build_one(input, None, &toolchain, options);
        if report.is_rejected() && !rejected {
            eprintln!("Compiling Cython modules failed with these errors:");
        }
        super::show(&report, options);
        rejected |= report.is_rejected();
        if rejected && !job.keep_going {
            break;
        }
    }
    rejected
}

/// Gets the module's folder, its name, what to set up and what to time.
const TIME: &str = "\
import statistics, sys
from Cython.Build.Inline import cymeit
folder, name, setup, code = sys.argv[1:]
sys.path.insert(0, folder)
times, loops = cymeit(code, setup, name or None)
def shown(seconds):
    for unit, size in (('sec', 1), ('msec', 1e-3), ('usec', 1e-6), ('nsec', 1e-9)):
        if seconds >= size or unit == 'nsec':
            return '%.3g %s' % (seconds / size, unit)
print('%d loops, best of %d: %s per loop (median: %s)' % (
    loops, len(times), shown(min(times)), shown(statistics.median(times))))
";

fn time(job: &Cythonize, code: &str, input: Option<&Input>, options: &Options) -> Status {
    let Ok(toolchain) = build::find_toolchain(options) else { return Status::Rejected };
    let name = input.map(Input::module_name).unwrap_or_default();
    let folder = input.map(|input| packages::base_folder(&input.path, &name)).unwrap_or_default();
    let mut command = Command::new(&toolchain.python.executable);
    command.args(["-c", TIME]).arg(folder).arg(name);
    let done = command.arg(job.setup.as_deref().unwrap_or("pass")).arg(code).status();
    match done {
        Ok(status) if status.success() => Status::Ok,
        _ => Status::Rejected,
    }
}
