//! `pyxide build`: extension modules, several at once.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use base::Span;
use runtime::{Artifact, Toolchain, ToolchainError, Unit};

use super::transpile::cannot_write;
use super::{Status, headers, show};
use crate::guard;
use crate::incremental;
use crate::options::{Input, Options};
use crate::parallel;
use crate::pipeline::{self, Goal, Module, Report};
use crate::stats::{self, Stats};
use crate::trouble;

/// What it took to build a module.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    Rejected,
    /// Nothing that the module is made from changed.
    Unchanged,
    /// The source was compiled, and the C text is that of an earlier build.
    SameC,
    Compiled,
}

impl Outcome {
    pub fn text(self) -> &'static str {
        match self {
            Outcome::Rejected => "rejected",
            Outcome::Unchanged => "unchanged",
            Outcome::SameC => "same C code",
            Outcome::Compiled => "compiled",
        }
    }
}

/// Leaves `NAME` + `EXT_SUFFIX` for each source in the folder, or beside the source without one. `verbose` tells of each module what was done.
pub fn build(inputs: &[Input], out_dir: Option<&Path>, options: &Options, verbose: bool) -> Status {
    let toolchain = find_toolchain(options);
    let rejected = AtomicBool::new(false);
    let progress = Progress::new(inputs.len(), verbose);
    parallel::for_each(inputs, options.jobs, |_, input| {
        let (report, outcome) = build_one(input, out_dir, &toolchain, options);
        rejected.fetch_or(report.is_rejected(), Ordering::Relaxed);
        progress.finished(input, &report, outcome, options);
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
) -> (Report, Outcome) {
    let (mut report, built) = compile_and_build(input, toolchain, options);
    let Some(Built { module, toolchain, artifact }) = built else {
        return (report, Outcome::Rejected);
    };
    let name = format!("{}{}", input.stem(), toolchain.python.ext_suffix);
    let path = folder(input, out_dir).join(name);
    if let Err(error) = runtime::copy_changed(&artifact.path, &path) {
        cannot_write(&mut report, &path, &error);
    }
    if let Err((path, error)) = headers::write(&module, &folder(input, out_dir), &input.stem()) {
        cannot_write(&mut report, &path, &error);
    }
    let outcome = match (report.reused, artifact.from_cache) {
        _ if report.is_rejected() => Outcome::Rejected,
        (true, true) => Outcome::Unchanged,
        (false, true) => Outcome::SameC,
        (_, false) => Outcome::Compiled,
    };
    (report, outcome)
}

/// A module in the cache.
pub(super) struct Built<'a> {
    pub module: Module,
    pub toolchain: &'a Toolchain,
    pub artifact: Artifact,
}

/// From the source to a module in the cache; the report says why there is none.
pub(super) fn compile_and_build<'a>(
    input: &Input,
    toolchain: &'a Result<Toolchain, ToolchainError>,
    options: &Options,
) -> (Report, Option<Built<'a>>) {
    let mut report = incremental::compile(input, options);
    loop {
        let Some(module) = report.module.take() else { return (report, None) };
        let built = build_module(&module, toolchain, &mut report);
        if built.is_none() && report.reused {
            // The places of what the C compiler complains about are known only to a fresh result.
            report = pipeline::compile(input, options, &Goal::C);
            continue;
        }
        let built = built.map(|(toolchain, artifact)| Built { module, toolchain, artifact });
        return (report, built);
    }
}

fn folder(input: &Input, out_dir: Option<&Path>) -> PathBuf {
    match out_dir {
        Some(folder) => folder.to_path_buf(),
        None => input.path.parent().map(Path::to_path_buf).unwrap_or_default(),
    }
}

/// Compiles and links; what goes wrong is added to the report.
fn build_module<'a>(
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
    verbose: bool,
}

impl Progress {
    fn new(total: usize, verbose: bool) -> Self {
        Progress {
            total,
            done: Mutex::new(0),
            visible: total > 1 && !verbose && std::io::stderr().is_terminal(),
            verbose,
        }
    }

    /// Prints the findings of a module in one piece, and the new state.
    fn finished(&self, input: &Input, report: &Report, outcome: Outcome, options: &Options) {
        let Ok(mut done) = self.done.lock() else { return };
        *done += 1;
        if !self.visible {
            show(report, options);
            if self.verbose {
                let why = report.change.as_ref().map(|change| format!(" ({change})"));
                let why = why.unwrap_or_default();
                eprintln!("{} {}{why}", outcome.text(), input.path.display());
            }
            return;
        }
        eprint!("\r\x1b[K");
        show(report, options);
        let (outcome, path) = (outcome.text(), input.path.display());
        eprint!("[{}/{}] {outcome} {path}", *done, self.total);
        if *done == self.total {
            eprintln!();
        }
    }
}
