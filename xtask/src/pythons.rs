//! Finds the interpreters to test with: on PATH and in the folders of version managers. A name proves
//! nothing (shims exist for versions that are not installed), so each is tried by running it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::capture;

/// The minor versions of CPython 3 that the compiler supports and the tests run on.
pub const SUPPORTED: [u32; 3] = [11, 12, 13];

#[derive(Clone, Debug)]
pub struct Python {
    /// 3.x
    pub minor: u32,
    /// What the interpreter itself calls its executable.
    pub executable: PathBuf,
}

const PROBE: &str = "\
import os, sys, sysconfig
assert sys.implementation.name == 'cpython'
assert os.path.exists(os.path.join(sysconfig.get_path('include'), 'Python.h'))
print(sys.version_info[1], sys.executable, sep='|')";

/// One working interpreter with headers for each supported version, oldest first.
pub fn find() -> Vec<Python> {
    let mut found = BTreeMap::new();
    for candidate in candidates() {
        if let Some(python) = probe(&candidate)
            && SUPPORTED.contains(&python.minor)
        {
            found.entry(python.minor).or_insert(python);
        }
    }
    found.into_values().collect()
}

pub fn probe(candidate: &Path) -> Option<Python> {
    let text = capture(Command::new(candidate).args(["-I", "-c", PROBE])).ok()?;
    let (minor, executable) = text.trim().split_once('|')?;
    Some(Python { minor: minor.parse().ok()?, executable: executable.into() })
}

fn candidates() -> Vec<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    folders.extend(managed_folders());
    let mut all = Vec::new();
    for folder in folders {
        for minor in SUPPORTED {
            all.push(folder.join(format!("python3.{minor}")));
        }
        all.push(folder.join("python3"));
    }
    all.retain(|file| file.is_file());
    all
}

/// `bin` folders of the installations that pyenv, asdf, mise, uv and conda keep.
fn managed_folders() -> Vec<PathBuf> {
    let Some(home) = std::env::var_os("HOME").map(PathBuf::from) else { return Vec::new() };
    let pyenv = std::env::var_os("PYENV_ROOT").map_or_else(|| home.join(".pyenv"), PathBuf::from);
    let stores = [
        pyenv.join("versions"),
        home.join(".asdf/installs/python"),
        home.join(".local/share/mise/installs/python"),
        home.join(".local/share/uv/python"),
        home.join("miniconda3/envs"),
        PathBuf::from("/opt/python"),
    ];
    let mut folders = Vec::new();
    for store in stores {
        let Ok(entries) = std::fs::read_dir(store) else { continue };
        folders.extend(entries.flatten().map(|entry| entry.path().join("bin")));
    }
    folders.sort();
    folders
}
