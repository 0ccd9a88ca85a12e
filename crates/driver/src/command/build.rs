//! `pyxide build`: extension modules, several at once.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use base::Span;
use runtime::{Artifact, Toolchain, ToolchainError, Unit};

use super::transpile::cannot_write;
use super::{Status, show};
use crate::guard;
use crate::options::{Input, Options};
use crate::parallel;
use crate::pipeline::{Goal, Module, Report, compile};
use crate::stats::{self, Stats};
use crate::trouble;

/// Leaves `NAME` + `EXT_SUFFIX` for each source in the folder, or beside the source without one.
pub fn build(inputs: &[Input], out_dir: Option<&Path>, options: &Options) -> Status {
    let toolchain = find_toolchain(options);
    let rejected = AtomicBool::new(false);
    let progress = Progress::new(inputs.len());
    parallel::for_each(inputs, options.jobs, |_, input| {
        let report = build_one(input, out_dir, &toolchain, options);
        rejected.fetch_or(report.is_rejected(), Ordering::Relaxed);
        progress.finished(input, &report, options);
    });
    Status::rejected_if(rejected.into_inner())
}

/// The toolchain of an invocation. Where there is none, every module reports why.
pub fn find_toolchain(options: &Options) -> Result<Toolchain, ToolchainError> {
    Toolchain::find(options.python.as_deref(), options.c.clone(), options.jobs)
}

/// Builds one module and leaves it in the folder, or beside its source.
pub fn build_one(
    input: &Input,
    out_dir: Option<&Path>,
    toolchain: &Result<Toolchain, ToolchainError>,
    options: &Options,
) -> Report {
    let mut report = compile(input, options, &Goal::C);
    let Some(module) = report.module.take() else { return report };
    if let Some((toolchain, artifact)) = build_module(&module, toolchain, &mut report) {
        let name = format!("{}{}", input.stem(), toolchain.python.ext_suffix);
        let path = folder(input, out_dir).join(name);
        if let Err(error) = runtime::copy_file(&artifact.path, &path) {
            cannot_write(&mut report, &path, &error);
        }
        write_headers(&module, input, out_dir, &mut report);
    }
    report
}

/// The headers of what is `public` or `api`, beside the module.
fn write_headers(module: &Module, input: &Input, out_dir: Option<&Path>, report: &mut Report) {
    let texts = [("", &module.headers.public), ("_api", &module.headers.api)];
    for (suffix, text) in texts {
        let Some(text) = text else { continue };
        let path = folder(input, out_dir).join(format!("{}{suffix}.h", input.stem()));
        if let Err(error) = std::fs::write(&path, text) {
            cannot_write(report, &path, &error);
        }
    }
}

fn folder(input: &Input, out_dir: Option<&Path>) -> PathBuf {
    match out_dir {
        Some(folder) => folder.to_path_buf(),
        None => input.path.parent().map(Path::to_path_buf).unwrap_or_default(),
    }
}

/// Compiles and links; what goes wrong is added to the report.
pub(super) fn build_module<'a>(
    module: &Module,
    toolchain: &'a Result<Toolchain, ToolchainError>,
    report: &mut Report,
) -> Option<(&'a Toolchain, Artifact)> {
    let transpile = report.timings.total();
    let built = match toolchain {
        Ok(toolchain) => guard::catch(|| toolchain.build(&unit(module))),
        Err(error) => Ok(Err(error.clone())),
    };
    match (toolchain, built) {
        (Ok(toolchain), Ok(Ok(artifact))) => {
            report.timings.add("C compiler", artifact.c_compile);
            stats::write(Stats {
                transpile,
                c_compile: artifact.c_compile,
                generated_bytes: module.c_text.len(),
            });
            return Some((toolchain, artifact));
        }
        (_, Ok(Err(error))) => {
            let found = trouble::diagnostics(error, start(report), Some(module));
            report.diagnostics.extend(found);
        }
        (_, Err(crash)) => {
            let at = start(report);
            let found =
                diag::internal::Internal { at, stage: "the toolchain".into(), what: crash.what };
            report.diagnostics.push(found.into());
        }
        (Err(_), Ok(Ok(_))) => unreachable!("nothing is built without a toolchain"),
    }
    None
}

fn unit(module: &Module) -> Unit<'_> {
    Unit {
        name: &module.name,
        c_text: &module.c_text,
        features: &module.features,
        language: module.language,
        options: &module.c,
        sources: &module.sources,
    }
}

/// The start of the source that a report is about.
pub(super) fn start(report: &Report) -> Span {
    let lo = report.sources.files().next().map_or(0, |(_, file)| file.base);
    Span::new(lo, lo)
}

/// One line on a terminal that tells how far several modules are.
struct Progress {
    total: usize,
    done: Mutex<usize>,
    visible: bool,
}

impl Progress {
    fn new(total: usize) -> Self {
        Progress {
            total,
            done: Mutex::new(0),
            visible: total > 1 && std::io::stderr().is_terminal(),
        }
    }

    /// Prints the findings of a module in one piece, and the new state.
    fn finished(&self, input: &Input, report: &Report, options: &Options) {
        let Ok(mut done) = self.done.lock() else { return };
        *done += 1;
        if !self.visible {
            show(report, options);
            return;
        }
        eprint!("\r\x1b[K");
        show(report, options);
        let outcome = if report.is_rejected() { "rejected" } else { "built" };
        eprint!("[{}/{}] {outcome} {}", *done, self.total, input.path.display());
        if *done == self.total {
            eprintln!();
        }
    }
}
