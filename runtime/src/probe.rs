//! What the target Python says about itself: version, headers, compiler and flags.
//!
//! Asking costs an interpreter's start, so the answer is kept, for as long as the interpreter stays the
//! same file. A script (a version manager's shim) may lead to different interpreters by folder and
//! environment, which therefore belong to its key.

use std::collections::HashMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::cache::{Cache, Key};
use crate::error::ToolchainError;

/// Prints `name=value` lines. The first is a mark, so that output of start-up files is not taken for it.
const SCRIPT: &str = r#"
import os, sys
sys.path[:] = [folder for folder in sys.path if folder]
import sysconfig
get = sysconfig.get_config_var
facts = {
    "executable": sys.executable,
    "implementation": sys.implementation.name,
    "version": "%d.%d.%d" % sys.version_info[:3],
    "platform": sys.platform,
    "path": os.pathsep.join(sys.path),
    "include": sysconfig.get_path("include"),
    "platinclude": sysconfig.get_path("platinclude"),
    "debug": int(hasattr(sys, "gettotalrefcount")),
    "free_threaded": int(bool(get("Py_GIL_DISABLED"))),
}
for name in "CC CXX CFLAGS CCSHARED LDSHARED LDCXXSHARED AR EXT_SUFFIX".split():
    facts[name] = get(name) or ""
print("pyxide-probe")
for name, value in facts.items():
    print("%s=%s" % (name, str(value).replace("\n", " ")))
"#;

/// The oldest supported version.
const OLDEST: (u32, u32) = (3, 11);

#[derive(Clone, Debug)]
pub struct Python {
    pub executable: PathBuf,
    pub version: (u32, u32, u32),
    pub debug: bool,
    pub free_threaded: bool,
    /// What an extension module's file name ends in.
    pub ext_suffix: String,
    pub includes: Vec<PathBuf>,
    pub cc: String,
    pub cxx: String,
    pub cflags: String,
    pub ccshared: String,
    pub ldshared: String,
    pub ldcxxshared: String,
    pub ar: String,
    pub platform: String,
    /// Where it looks for modules.
    pub path: Vec<PathBuf>,
    /// Equal for equal answers.
    pub identity: String,
}

/// The interpreter of `--python`, or `python3` of PATH.
pub fn find(wanted: Option<&Path>) -> Result<PathBuf, ToolchainError> {
    let names: Vec<OsString> = match wanted {
        Some(path) => vec![path.into()],
        None => vec!["python3".into(), "python".into()],
    };
    names
        .iter()
        .find_map(|name| on_path(Path::new(name)))
        .ok_or_else(|| ToolchainError::NoPython { wanted: names[0].to_string_lossy().into_owned() })
}

/// The module search path of an interpreter; empty where there is none. A build script that runs in it tells its own in
/// `PYXIDE_PYTHON_PATH`.
pub fn python_path(wanted: Option<&Path>) -> Vec<PathBuf> {
    if let Some(path) = std::env::var_os("PYXIDE_PYTHON_PATH") {
        return std::env::split_paths(&path).collect();
    }
    let Ok(cache) = Cache::open() else { return Vec::new() };
    find(wanted)
        .and_then(|python| probe(&python, &cache))
        .map(|python| python.path)
        .unwrap_or_default()
}

/// A program as a shell finds it: by its path, or in the folders of PATH.
pub fn on_path(name: &Path) -> Option<PathBuf> {
    if name.components().count() > 1 {
        return name.is_file().then(|| name.to_path_buf());
    }
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// The facts about an interpreter, from the cache where it knows them.
pub fn probe(interpreter: &Path, cache: &Cache) -> Result<Python, ToolchainError> {
    let key = probe_key(interpreter).text();
    if let Some(path) = cache.get("probe", &key, "")
        && let Ok(text) = std::fs::read_to_string(path)
        && let Ok(python) = parse(interpreter, &text)
    {
        return Ok(python);
    }
    let text = ask(interpreter)?;
    let python = parse(interpreter, &text)?;
    let _ = cache.put_text("probe", &key, "", &text);
    Ok(python)
}

fn probe_key(interpreter: &Path) -> Key {
    let mut key = Key::new("probe").with(SCRIPT).with_stat(interpreter);
    for name in ["PYTHONHOME", "PYTHONPATH", "_PYTHON_SYSCONFIGDATA_NAME"] {
        key = key.with(std::env::var_os(name).unwrap_or_default().as_encoded_bytes());
    }
    if let Some(environment) = interpreter.parent().and_then(Path::parent) {
        key = key.with_stat(&environment.join("pyvenv.cfg"));
    }
    if is_script(interpreter) { with_selection(key) } else { key }
}

fn is_script(path: &Path) -> bool {
    use std::io::Read;
    let mut start = [0u8; 2];
    std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok()
        && &start == b"#!"
}

/// What the shims of version managers decide by.
fn with_selection(mut key: Key) -> Key {
    for name in
        ["PYENV_VERSION", "PYENV_ROOT", "ASDF_PYTHON_VERSION", "MISE_PYTHON_VERSION", "PATH"]
    {
        key = key.with(std::env::var_os(name).unwrap_or_default().as_encoded_bytes());
    }
    let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let pyenv = std::env::var_os("PYENV_ROOT").map_or_else(|| home.join(".pyenv"), PathBuf::from);
    key = key.with_stat(&pyenv.join("version")).with_stat(&home.join(".tool-versions"));
    let here = std::env::current_dir().unwrap_or_default();
    for folder in here.ancestors() {
        for name in [".python-version", ".tool-versions", ".mise.toml", "mise.toml"] {
            let file = folder.join(name);
            if file.exists() {
                key = key.with_stat(&file);
            }
        }
    }
    key
}

fn ask(interpreter: &Path) -> Result<String, ToolchainError> {
    let failed = |why: String| ToolchainError::PythonFailed {
        python: interpreter.display().to_string(),
        why,
    };
    let output = Command::new(interpreter)
        .args(["-c", SCRIPT])
        .stdin(Stdio::null())
        .output()
        .map_err(|error| failed(error.to_string()))?;
    let text = String::from_utf8_lossy(&output.stdout);
    match text.split_once("pyxide-probe") {
        Some((_, facts)) if output.status.success() => Ok(facts.to_string()),
        _ => {
            let said = String::from_utf8_lossy(&output.stderr);
            let last =
                said.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("no answer");
            Err(failed(last.trim().to_string()))
        }
    }
}

/// Whether an interpreter can import a module; asked anew each time.
pub fn has_module(interpreter: &Path, name: &str) -> bool {
    let script =
        format!("import importlib.util, sys; sys.exit(importlib.util.find_spec({name:?}) is None)");
    let status = Command::new(interpreter).args(["-c", &script]).stdin(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

fn parse(interpreter: &Path, text: &str) -> Result<Python, ToolchainError> {
    let facts: HashMap<&str, &str> = text.lines().filter_map(|line| line.split_once('=')).collect();
    let fact = |name: &str| facts.get(name).copied().unwrap_or("").to_string();
    let python = interpreter.display().to_string();
    let failed = |why: String| ToolchainError::PythonFailed { python: python.clone(), why };
    if fact("implementation") != "cpython" {
        return Err(failed(format!("it is `{}`, not CPython", fact("implementation"))));
    }
    let version =
        parse_version(&fact("version")).ok_or_else(|| failed("it has no version".into()))?;
    if (version.0, version.1) < OLDEST {
        return Err(ToolchainError::OldPython { python: python.clone(), version: fact("version") });
    }
    let include = PathBuf::from(fact("include"));
    let mut includes: Vec<PathBuf> = vec![include.clone(), fact("platinclude").into()];
    includes.dedup();
    let executable =
        if fact("executable").is_empty() { interpreter.into() } else { fact("executable").into() };
    Ok(Python {
        executable,
        version,
        debug: fact("debug") == "1",
        free_threaded: fact("free_threaded") == "1",
        ext_suffix: if fact("EXT_SUFFIX").is_empty() { ".so".into() } else { fact("EXT_SUFFIX") },
        includes,
        cc: fact("CC"),
        cxx: fact("CXX"),
        cflags: fact("CFLAGS"),
        ccshared: fact("CCSHARED"),
        ldshared: fact("LDSHARED"),
        ldcxxshared: fact("LDCXXSHARED"),
        ar: fact("AR"),
        platform: fact("platform"),
        path: std::env::split_paths(&fact("path")).collect(),
        identity: identity(text, &include),
    })
}

/// A virtual environment builds the same modules as its base: where they are and what they find does not count.
fn identity(text: &str, include: &Path) -> String {
    let counts = |line: &&str| !line.starts_with("path=") && !line.starts_with("executable=");
    let facts: Vec<&str> = text.lines().filter(counts).collect();
    Key::new("python").with_all(&facts).with_stat(&include.join("pyconfig.h")).text()
}

fn parse_version(text: &str) -> Option<(u32, u32, u32)> {
    let mut parts = text.split('.').map(|part| part.parse().ok());
    Some((parts.next()??, parts.next()??, parts.next()??))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANSWER: &str = "\
implementation=cpython
executable=/usr/bin/python3.12
version=3.12.1
include=/usr/include/python3.12
platinclude=/usr/include/python3.12
free_threaded=0
CC=gcc -pthread
CFLAGS=-DNDEBUG -g -O3 -Wall -DX='a=b'
EXT_SUFFIX=.cpython-312-x86_64-linux-gnu.so
";

    #[test]
    fn an_answer_is_understood() {
        let python = parse(Path::new("python3"), ANSWER).expect("a supported version");
        assert_eq!(python.version, (3, 12, 1));
        assert_eq!(python.includes.len(), 1);
        assert_eq!(python.cflags, "-DNDEBUG -g -O3 -Wall -DX='a=b'");
        assert!(!python.free_threaded);
    }

    #[test]
    fn old_versions_and_other_implementations_are_told() {
        let old = ANSWER.replace("3.12.1", "3.10.2");
        assert!(matches!(parse(Path::new("p"), &old), Err(ToolchainError::OldPython { .. })));
        let other = ANSWER.replace("cpython\n", "pypy\n");
        assert!(matches!(parse(Path::new("p"), &other), Err(ToolchainError::PythonFailed { .. })));
    }
}
