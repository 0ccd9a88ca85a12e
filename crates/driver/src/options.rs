//! What the command line may ask for, as plain data.

use std::path::PathBuf;

use diag::render::{Format, Policy};

/// What is the same for all sources of one invocation.
#[derive(Clone, Debug)]
pub struct Options {
    /// Searched for cimported and included files and C headers, after the folder of the source.
    pub include_dirs: Vec<PathBuf>,
    /// `NAME=VALUE` defaults of directives; the source's own take precedence.
    pub directives: Vec<(String, String)>,
    /// `NAME=VALUE` of compile-time conditions (`IF`, and names of `DEF`).
    pub compile_time: Vec<(String, String)>,
    pub cplus: bool,
    /// An unknown name is a `NameError` at run time.
    pub lenient: bool,
    pub python: Option<PathBuf>,
    pub policy: Policy,
    pub format: Format,
    pub color: bool,
    pub timings: bool,
    /// The C text has `#line` for debuggers.
    pub line_directives: bool,
    /// How many modules, or parts of the support library, are compiled at once.
    pub jobs: usize,
    /// Nothing is reported after the first error.
    pub fast_fail: bool,
    /// Functions, classes and modules keep their docstrings.
    pub docstrings: bool,
    /// Docstrings of functions begin with where they are defined.
    pub embed_positions: bool,
    /// A source serves as the definition file of a module that has none.
    pub cimport_from_pyx: bool,
    /// For the C compilation and link.
    pub c: runtime::Options,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            include_dirs: Vec::new(),
            directives: Vec::new(),
            compile_time: Vec::new(),
            cplus: false,
            lenient: false,
            python: None,
            policy: Policy::default(),
            format: Format::default(),
            color: false,
            timings: false,
            line_directives: false,
            jobs: 1,
            fast_fail: false,
            docstrings: true,
            embed_positions: false,
            cimport_from_pyx: false,
            c: runtime::Options::default(),
        }
    }
}

impl Options {
    /// The level that sources are read at unless they say otherwise.
    pub fn language_level(&self) -> u8 {
        let given = self.directives.iter().rev().find(|(name, _)| name == "language_level");
        match given.map(|(_, value)| value.as_str()) {
            Some("2") => 2,
            _ => 3,
        }
    }
}

/// A source file and the module that is made of it.
#[derive(Clone, Debug)]
pub struct Input {
    /// As the user named it: messages and tracebacks show this.
    pub path: PathBuf,
    /// The full dotted name of the module, where it is not that of the file.
    pub name: Option<String>,
}

impl Input {
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Input { path: path.into(), name: None }
    }

    /// A module whose name follows from the packages that its file lies in.
    pub fn in_package(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let name = Some(crate::packages::module_name(&path));
        Input { path, name }
    }

    /// A package may be named by its `__init__`.
    pub fn named(path: impl Into<PathBuf>, name: String) -> Self {
        let name = name.strip_suffix(".__init__").map(str::to_string).unwrap_or(name);
        Input { path: path.into(), name: Some(name) }
    }

    /// The file name without its last extension; the output is called so.
    pub fn stem(&self) -> String {
        self.path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// The module's name: the one it was given, or that of the file in the packages around it.
    pub fn module_name(&self) -> String {
        if let Some(name) = &self.name {
            return name.clone();
        }
        crate::packages::module_name(&self.path)
    }

    pub fn extension(&self) -> &str {
        self.path.extension().and_then(|extension| extension.to_str()).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_is_called_like_its_file_and_a_package_like_its_folder() {
        assert_eq!(Input::new("a/b.c.pyx").module_name(), "b.c");
        assert_eq!(Input::new("json/__init__.py").module_name(), "json");
        assert_eq!(Input::new("json/__init__.py").stem(), "__init__");
    }

    #[test]
    fn the_last_language_level_counts() {
        let mut options = Options::default();
        assert_eq!(options.language_level(), 3);
        options.directives =
            vec![("language_level".into(), "3str".into()), ("language_level".into(), "2".into())];
        assert_eq!(options.language_level(), 2);
    }
}
