//! Modules that use each other in C. Each folder has sources and a `check.py`. They are compiled by us, and where a Cython is
//! found also in all mixtures of the two compilers, since they have to understand each other.

use std::path::{Path, PathBuf};
use std::process::Command;

use driver::Input;

use crate::python;
use crate::tally::Tally;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Compiler {
    Ours,
    Cython,
}

/// Builds and checks every folder below a folder.
pub fn check_pairs(folder: &Path) -> Tally {
    let mut tally = Tally::default();
    let mut folders: Vec<PathBuf> = std::fs::read_dir(folder)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    folders.sort();
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        check_folder(folder, &mut tally);
    }
    tally
}

fn check_folder(folder: &Path, tally: &mut Tally) {
    let mut sources = crate::files_below(folder, &["pyx", "py"]);
    sources.retain(|source| is_compiled(source));
    // Where the reference refuses what we take, a file says why.
    let cython = cython().filter(|_| !folder.join("ours_alone.txt").is_file());
    let mixtures = if cython.is_some() { 1 << sources.len() } else { 1 };
    // All by Cython says only that the test is right.
    for mixture in 0..mixtures {
        let compilers: Vec<Compiler> = (0..sources.len())
            .map(|place| if mixture >> place & 1 == 1 { Compiler::Cython } else { Compiler::Ours })
            .collect();
        let name = format!("{} by {compilers:?}", folder.display());
        match check_mixture(folder, &sources, &compilers, cython.as_deref()) {
            Ok(()) => tally.pass(),
            Err(why) => tally.fail(&name, &why),
        }
    }
}

/// A Python module is compiled where a definition file gives it types.
fn is_compiled(source: &Path) -> bool {
    let plain = source.extension().is_some_and(|extension| extension == "py");
    let package = source.file_stem().is_some_and(|stem| stem == "__init__");
    !plain || (!package && source.with_extension("pxd").is_file())
}

/// The command in `PYXIDE_TEST_CYTHON`; only modules of the same version agree in all details.
fn cython() -> Option<PathBuf> {
    std::env::var_os("PYXIDE_TEST_CYTHON").map(PathBuf::from)
}

fn check_mixture(
    folder: &Path,
    sources: &[PathBuf],
    compilers: &[Compiler],
    cython: Option<&Path>,
) -> Result<(), String> {
    let failed = |error: std::io::Error| error.to_string();
    let work = tempfile::tempdir().map_err(failed)?;
    for file in crate::files_below(folder, &["pyx", "py", "pxd", "pxi", "h", "c"]) {
        let inside = file.strip_prefix(folder).map_err(|error| error.to_string())?;
        let to = work.path().join(inside);
        if let Some(parent) = to.parent() {
            std::fs::create_dir_all(parent).map_err(failed)?;
        }
        std::fs::copy(&file, to).map_err(failed)?;
    }
    for (source, compiler) in sources.iter().zip(compilers) {
        let inside = source.strip_prefix(folder).map_err(|error| error.to_string())?;
        let source = work.path().join(inside);
        match (compiler, cython) {
            (Compiler::Cython, Some(cython)) => by_cython(&source, work.path(), cython)?,
            (Compiler::Cython | Compiler::Ours, _) => by_us(&source)?,
        }
    }
    let script = std::fs::read_to_string(work.path().join("check.py")).map_err(failed)?;
    let output = python::run(&script, work.path(), &[]).map_err(failed)?;
    if output.status.success() { Ok(()) } else { Err(python::complaint(&output)) }
}

fn by_us(source: &Path) -> Result<(), String> {
    let options = python::options();
    let input = Input::new(source);
    let (report, _) =
        driver::command::build_one(&input, source.parent(), python::toolchain(), &options);
    if report.is_rejected() { Err(report.render(&options)) } else { Ok(()) }
}

fn by_cython(source: &Path, root: &Path, cython: &Path) -> Result<(), String> {
    let toolchain = python::toolchain().as_ref().map_err(|error| format!("{error:?}"))?;
    let c_file = source.with_extension("c");
    let mut translate = Command::new(cython);
    translate.arg("-3").arg(source).arg("-o").arg(&c_file).current_dir(root);
    succeed(translate)?;
    let stem = Input::new(source).stem();
    let module = source.with_file_name(toolchain.file_name(&stem));
    let mut compile = Command::new(std::env::var("CC").unwrap_or_else(|_| "cc".into()));
    compile.args(["-shared", "-fPIC", "-O0", "-w"]);
    compile.args(toolchain.python.includes.iter().map(|folder| format!("-I{}", folder.display())));
    compile.arg(format!("-I{}", root.display())).arg(&c_file).arg("-o").arg(&module);
    succeed(compile)
}

fn succeed(mut command: Command) -> Result<(), String> {
    let output = command.output().map_err(|error| error.to_string())?;
    if output.status.success() { Ok(()) } else { Err(python::complaint(&output)) }
}
