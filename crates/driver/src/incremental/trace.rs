//! What a compilation read and asked of the file system, and whether the answers are still the same.
//!
//! The contents of files are not all that counts: a definition file that appears in a folder that is searched earlier changes
//! what a `cimport` means. So searches are kept as questions with their answers, and asked again.

use std::path::{Path, PathBuf};

use runtime::Key;
use serde_json::{Value, json};

use crate::loader::{first_file, root_folder};

/// Everything outside of the options that the result of a compilation depends on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// Files with the digest of what was read, the main source first.
    pub files: Vec<(PathBuf, String)>,
    pub lookups: Vec<Lookup>,
    /// The module search path of the target Python, where it was searched.
    pub python_path: Option<Vec<PathBuf>>,
}

/// A question to the file system with the answer that it had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// The first file with one of the names.
    File { folders: Vec<PathBuf>, names: Vec<String>, found: Option<PathBuf> },
    /// Whether one of the folders has this one.
    Folder { folders: Vec<PathBuf>, name: String, found: bool },
    /// The folder above all packages around a file.
    Root { file: PathBuf, found: PathBuf },
}

/// Why an earlier result does not serve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The contents of a file.
    File(PathBuf),
    /// What a search finds.
    Found(String),
    PythonPath,
}

impl std::fmt::Display for Change {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Change::File(path) => write!(out, "{} changed", path.display()),
            Change::Found(name) => write!(out, "{name} is found elsewhere"),
            Change::PythonPath => write!(out, "the path of Python changed"),
        }
    }
}

pub fn digest(bytes: &[u8]) -> String {
    Key::new("file").with(bytes).text()
}

impl Trace {
    pub fn read(&mut self, path: &Path, bytes: &[u8]) {
        self.files.push((path.to_path_buf(), digest(bytes)));
    }

    /// Answers and keeps the question.
    pub fn first_file(&mut self, folders: &[PathBuf], names: &[String]) -> Option<PathBuf> {
        let found = first_file(folders, names);
        let (folders, names) = (folders.to_vec(), names.to_vec());
        self.ask(Lookup::File { folders, names, found: found.clone() });
        found
    }

    pub fn has_folder(&mut self, folders: &[PathBuf], name: &str) -> bool {
        let found = has_folder(folders, name);
        self.ask(Lookup::Folder { folders: folders.to_vec(), name: name.into(), found });
        found
    }

    pub fn root_folder(&mut self, file: &Path) -> PathBuf {
        let found = root_folder(file);
        self.ask(Lookup::Root { file: file.to_path_buf(), found: found.clone() });
        found
    }

    fn ask(&mut self, lookup: Lookup) {
        if !self.lookups.contains(&lookup) {
            self.lookups.push(lookup);
        }
    }

    /// The folders that were searched.
    pub fn folders(&self) -> impl Iterator<Item = PathBuf> {
        self.lookups.iter().flat_map(|lookup| match lookup {
            Lookup::File { folders, .. } | Lookup::Folder { folders, .. } => folders.clone(),
            Lookup::Root { found, .. } => vec![found.clone()],
        })
    }

    /// What is no longer as it was; the main source first.
    pub fn change(&self, python_path: impl FnOnce() -> Vec<PathBuf>) -> Option<Change> {
        let changed = |(path, known): &&(PathBuf, String)| {
            std::fs::read(path).map_or(true, |bytes| digest(&bytes) != *known)
        };
        if let Some((path, _)) = self.files.iter().find(changed) {
            return Some(Change::File(path.clone()));
        }
        if let Some(lookup) = self.lookups.iter().find(|lookup| !lookup.holds()) {
            return Some(Change::Found(lookup.name()));
        }
        let searched = self.python_path.as_ref();
        searched.filter(|known| **known != python_path()).map(|_| Change::PythonPath)
    }

    /// None for paths that are no text.
    pub fn to_json(&self) -> Option<Value> {
        let files: Option<Vec<Value>> = self
            .files
            .iter()
            .map(|(path, digest)| path.to_str().map(|path| json!([path, digest])))
            .collect();
        let lookups: Option<Vec<Value>> = self.lookups.iter().map(Lookup::to_json).collect();
        let path = match &self.python_path {
            Some(path) => paths(path)?,
            None => Value::Null,
        };
        Some(json!({"files": files?, "lookups": lookups?, "python_path": path}))
    }

    pub fn from_json(value: &Value) -> Option<Trace> {
        let file = |value: &Value| Some((value[0].as_str()?.into(), value[1].as_str()?.into()));
        let python_path = &value["python_path"];
        Some(Trace {
            files: value["files"].as_array()?.iter().map(file).collect::<Option<_>>()?,
            lookups: value["lookups"]
                .as_array()?
                .iter()
                .map(Lookup::from_json)
                .collect::<Option<_>>()?,
            python_path: if python_path.is_null() { None } else { Some(path_list(python_path)?) },
        })
    }
}

impl Lookup {
    fn holds(&self) -> bool {
        match self {
            Lookup::File { folders, names, found } => first_file(folders, names) == *found,
            Lookup::Folder { folders, name, found } => has_folder(folders, name) == *found,
            Lookup::Root { file, found } => root_folder(file) == *found,
        }
    }

    fn name(&self) -> String {
        match self {
            Lookup::File { names, .. } => names.first().cloned().unwrap_or_default(),
            Lookup::Folder { name, .. } => name.clone(),
            Lookup::Root { file, .. } => format!("the package of {}", file.display()),
        }
    }

    fn to_json(&self) -> Option<Value> {
        Some(match self {
            Lookup::File { folders, names, found } => {
                let found = match found {
                    Some(path) => Value::from(path.to_str()?),
                    None => Value::Null,
                };
                json!(["file", paths(folders)?, names, found])
            }
            Lookup::Folder { folders, name, found } => {
                json!(["folder", paths(folders)?, name, found])
            }
            Lookup::Root { file, found } => json!(["root", file.to_str()?, found.to_str()?]),
        })
    }

    fn from_json(value: &Value) -> Option<Lookup> {
        let text = |value: &Value| value.as_str().map(str::to_string);
        Some(match value[0].as_str()? {
            "file" => Lookup::File {
                folders: path_list(&value[1])?,
                names: value[2].as_array()?.iter().map(text).collect::<Option<_>>()?,
                found: if value[3].is_null() { None } else { Some(value[3].as_str()?.into()) },
            },
            "folder" => Lookup::Folder {
                folders: path_list(&value[1])?,
                name: text(&value[2])?,
                found: value[3].as_bool()?,
            },
            "root" => {
                Lookup::Root { file: value[1].as_str()?.into(), found: value[2].as_str()?.into() }
            }
            _ => return None,
        })
    }
}

fn has_folder(folders: &[PathBuf], name: &str) -> bool {
    folders.iter().any(|folder| folder.join(name).is_dir())
}

/// A list of paths as JSON; none if one of them is no text.
pub fn paths(list: &[PathBuf]) -> Option<Value> {
    list.iter()
        .map(|path| path.to_str().map(Value::from))
        .collect::<Option<Vec<_>>>()
        .map(Value::Array)
}

pub fn path_list(value: &Value) -> Option<Vec<PathBuf>> {
    value.as_array()?.iter().map(|path| path.as_str().map(PathBuf::from)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trace_tells_what_is_no_longer_so() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let at = |name: &str| folder.path().join(name);
        for inner in ["a", "b"] {
            std::fs::create_dir(at(inner)).expect("made");
        }
        std::fs::write(at("b/m.pxd"), "1").expect("written");
        let mut trace = Trace::default();
        let folders = [at("a"), at("b")];
        let found = trace.first_file(&folders, &["m.pxd".into()]).expect("it is there");
        assert_eq!(found, at("b/m.pxd"));
        trace.read(&found, b"1");
        assert!(!trace.has_folder(&folders, "p"));
        assert_eq!(trace.root_folder(&found), at("b"));

        let again = Trace::from_json(&trace.to_json().expect("the paths are text"));
        assert_eq!(again.as_ref(), Some(&trace));
        assert_eq!(trace.change(Vec::new), None);

        std::fs::write(&found, "2").expect("written");
        assert_eq!(trace.change(Vec::new), Some(Change::File(found.clone())));
        std::fs::write(&found, "1").expect("written");
        assert_eq!(trace.change(Vec::new), None, "touching is no change");

        std::fs::write(at("a/m.pxd"), "1").expect("written");
        assert_eq!(trace.change(Vec::new), Some(Change::Found("m.pxd".into())));
        std::fs::remove_file(at("a/m.pxd")).expect("removed");
        std::fs::create_dir(at("a/p")).expect("made");
        assert_eq!(trace.change(Vec::new), Some(Change::Found("p".into())));
    }

    #[test]
    fn the_path_of_python_counts_where_it_was_searched() {
        let mut trace = Trace::default();
        assert_eq!(trace.change(|| vec!["/x".into()]), None);
        trace.python_path = Some(vec!["/y".into()]);
        assert_eq!(trace.change(|| vec!["/x".into()]), Some(Change::PythonPath));
        assert_eq!(trace.change(|| vec!["/y".into()]), None);
    }
}
