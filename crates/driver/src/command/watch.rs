//! `pyxide watch`: builds again whenever a file changes that a module is made from.
//!
//! Files are looked at a few times in a second: that needs nothing of the system, works on every file system, and costs little,
//! since only the files that the last builds read, and the folders that they searched, are looked at. A build finds out itself what
//! has to be done.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::build::{Outcome, build_one, find_toolchain};
use super::{Status, show};
use crate::globs;
use crate::incremental::Trace;
use crate::options::{Input, Options};

const INTERVAL: Duration = Duration::from_millis(250);

/// What a file or folder looks like from outside.
type Look = Option<(SystemTime, u64)>;
type Snapshot = BTreeMap<PathBuf, Look>;

/// Builds what the patterns mean, again and again; ends only where there is nothing to build.
pub fn watch(patterns: &[String], out_dir: Option<&Path>, options: &Options) -> Status {
    let mut first = true;
    let mut paths = Vec::new();
    loop {
        let before = snapshot(paths);
        let inputs = sources(patterns);
        if inputs.is_empty() && first {
            eprintln!("pyxide watch: there is no source to build");
            return Status::Rejected;
        }
        let begin = SystemTime::now();
        paths = build_all(&inputs, out_dir, options, first);
        let seen = snapshot(paths.iter().cloned());
        if first {
            eprintln!("watching {} files", seen.keys().filter(|path| path.is_file()).count());
        }
        // A source that appeared while others were built is part of what is seen now, but was not built.
        let missed = match first {
            true => inputs.len() != sources(patterns).len(),
            false => {
                seen.iter().any(|(path, look)| before.get(path).is_some_and(|old| old != look))
            }
        };
        first = false;
        if !missed {
            wait(&seen, begin);
        }
    }
}

fn sources(patterns: &[String]) -> Vec<Input> {
    patterns.iter().flat_map(|pattern| globs::expand(pattern)).map(Input::in_package).collect()
}

/// Builds, tells what was done, and returns the files and folders that the result depends on.
fn build_all(
    inputs: &[Input],
    out_dir: Option<&Path>,
    options: &Options,
    first: bool,
) -> Vec<PathBuf> {
    let toolchain = find_toolchain(options);
    let mut paths = Vec::new();
    for input in inputs {
        let (report, outcome) = build_one(input, out_dir, &toolchain, options);
        if first || outcome != Outcome::Unchanged {
            show(&report, options);
            let why = report.change.as_ref().map(|change| format!(" ({change})"));
            eprintln!("{} {}{}", outcome.text(), input.path.display(), why.unwrap_or_default());
        }
        paths.extend(watched(&report.trace));
        paths.extend(input.path.parent().map(folder));
    }
    paths
}

/// The files that were read, and the folders where others could appear.
fn watched(trace: &Trace) -> impl Iterator<Item = PathBuf> {
    let files = trace.files.iter().map(|(path, _)| path.clone());
    files.chain(trace.folders().map(|path| folder(&path)))
}

fn folder(path: &Path) -> PathBuf {
    if path.as_os_str().is_empty() { PathBuf::from(".") } else { path.to_path_buf() }
}

fn snapshot(paths: impl IntoIterator<Item = PathBuf>) -> Snapshot {
    paths
        .into_iter()
        .map(|path| {
            let seen = look(&path);
            (path, seen)
        })
        .collect()
}

fn look(path: &Path) -> Look {
    let meta = std::fs::metadata(path).ok()?;
    // Building leaves files in folders that are looked at: of those only the names of sources count.
    let size = if meta.is_dir() { sources_in(path) } else { meta.len() };
    let time = if meta.is_dir() { SystemTime::UNIX_EPOCH } else { meta.modified().ok()? };
    Some((time, size))
}

/// A number that tells whether a folder has the same sources as before.
fn sources_in(folder: &Path) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<PathBuf> = entries.map(|entry| PathBuf::from(entry.file_name())).collect();
    names.retain(|name| {
        let extension = name.extension().and_then(|extension| extension.to_str());
        matches!(extension, Some("pyx" | "py" | "pxd" | "pxi")) || extension.is_none()
    });
    names.sort();
    let mut hasher = DefaultHasher::new();
    names.hash(&mut hasher);
    hasher.finish()
}

/// Returns when something changed, and nothing more did for a moment: editors write several files.
fn wait(seen: &Snapshot, built: SystemTime) {
    // What was saved while the build ran may not be in it.
    let during = |look: &Look| look.is_some_and(|(time, _)| time >= built);
    let mut changed = seen.values().any(during);
    let mut last = seen.clone();
    loop {
        std::thread::sleep(INTERVAL);
        let now = snapshot(seen.keys().cloned());
        if now != last {
            changed = true;
            last = now;
        } else if changed {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_change_with_their_sources_only() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("a.pyx"), "").expect("written");
        let seen = look(folder.path());
        std::fs::write(at("a.so"), "").expect("written");
        assert_eq!(look(folder.path()), seen);
        std::fs::write(at("a.pxd"), "").expect("written");
        assert_ne!(look(folder.path()), seen);
        assert_eq!(look(&at("b.pyx")), None);
    }
}
