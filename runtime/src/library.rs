//! The support library: what is not inline in `runtime/c`, compiled once for a Python, compiler and flags.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::cache::{Cache, Key};
use crate::error::ToolchainError;
use crate::flags::Commands;
use crate::probe::Python;
use crate::run::call;
use crate::support::c_files;

/// The folder that has `px/*.h`, unpacked on first use.
pub fn headers(cache: &Cache) -> Result<PathBuf, ToolchainError> {
    let key = support_key();
    let folder = cache.path("include", key, "");
    if folder.join("px").is_dir() {
        return Ok(folder);
    }
    let failed = || ToolchainError::files("the folder of support headers");
    let work = cache.work_folder().map_err(failed())?;
    let unpacked = work.path().join("include");
    std::fs::create_dir_all(unpacked.join("px")).map_err(failed())?;
    for file in c_files() {
        let path = unpacked.join(file.name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(failed())?;
        }
        std::fs::write(path, file.text).map_err(failed())?;
    }
    cache.put_folder("include", key, &unpacked).map_err(failed())
}

/// Equal for equal support code.
pub fn support_key() -> &'static str {
    static KEY: OnceLock<String> = OnceLock::new();
    KEY.get_or_init(|| {
        let key = Key::new("support");
        c_files().iter().fold(key, |key, file| key.with(file.name).with(file.text)).text()
    })
}

/// The static library, built if need be; other processes that want the same one wait for it.
pub fn library(
    cache: &Cache,
    python: &Python,
    commands: &Commands,
    jobs: usize,
) -> Result<PathBuf, ToolchainError> {
    let key = Key::new("library")
        .with(support_key())
        .with(&python.identity)
        .with_all(&commands.compiler)
        .with_all(&commands.base)
        .with_stat(&commands.compiler_file().unwrap_or_default())
        .text();
    if let Some(path) = cache.get("library", &key, ".a") {
        return Ok(path);
    }
    let failed = || ToolchainError::files("the support library");
    let _lock = cache.lock("library", &key).map_err(failed())?;
    if let Some(path) = cache.get("library", &key, ".a") {
        return Ok(path);
    }
    let include = headers(cache)?;
    let work = cache.work_folder().map_err(failed())?;
    let objects = compile_all(python, commands, &include, work.path(), jobs)?;
    let archive = work.path().join("libpx.a");
    make_archive(commands, &objects, &archive)?;
    cache.put("library", &key, ".a", &archive).map_err(failed())
}

fn compile_all(
    python: &Python,
    commands: &Commands,
    include: &Path,
    work: &Path,
    jobs: usize,
) -> Result<Vec<String>, ToolchainError> {
    let sources: Vec<&str> =
        c_files().iter().map(|file| file.name).filter(|name| name.ends_with(".c")).collect();
    let next = AtomicUsize::new(0);
    let compile_some = || -> Result<(), ToolchainError> {
        while let Some(name) = sources.get(next.fetch_add(1, Ordering::Relaxed)) {
            compile(python, commands, include, work, name)?;
        }
        Ok(())
    };
    let results: Vec<_> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..jobs.max(1)).map(|_| scope.spawn(compile_some)).collect();
        workers.into_iter().map(|worker| worker.join()).collect()
    });
    for result in results {
        result.unwrap_or_else(|_| {
            Err(ToolchainError::Files { what: "a worker".into(), why: "it ended".into() })
        })?;
    }
    Ok(sources.iter().map(|name| object(work, name)).collect())
}

fn object(work: &Path, source: &str) -> String {
    work.join(source.replace('/', "-")).with_extension("o").display().to_string()
}

fn compile(
    python: &Python,
    commands: &Commands,
    include: &Path,
    work: &Path,
    name: &str,
) -> Result<(), ToolchainError> {
    let mut words = commands.compiler.clone();
    words.extend(commands.base.iter().cloned());
    words.extend(["-fvisibility=hidden".into(), format!("-I{}", include.display())]);
    words.extend(python.includes.iter().map(|folder| format!("-I{}", folder.display())));
    words.extend([
        "-c".into(),
        include.join(name).display().to_string(),
        "-o".into(),
        object(work, name),
    ]);
    let outcome = call(&words)?;
    if outcome.ok {
        return Ok(());
    }
    Err(ToolchainError::LibraryRefused { file: name.into(), output: outcome.output })
}

fn make_archive(
    commands: &Commands,
    objects: &[String],
    archive: &Path,
) -> Result<(), ToolchainError> {
    let mut words = commands.archiver.clone();
    words.extend(["rcs".into(), archive.display().to_string()]);
    words.extend(objects.iter().cloned());
    let outcome = call(&words)?;
    if outcome.ok {
        return Ok(());
    }
    Err(ToolchainError::LinkFailed {
        why: "the support library could not be archived".into(),
        output: outcome.output,
    })
}
