//! `# distutils: key = value` comments: what a source asks of its own C compilation and link.

use std::path::{Path, PathBuf};

use ast::{HeaderComment, HeaderTool};

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Settings {
    pub cplus: bool,
    pub libraries: Vec<String>,
    pub library_dirs: Vec<PathBuf>,
    pub include_dirs: Vec<PathBuf>,
    /// `NAME` or `NAME=VALUE`.
    pub defines: Vec<String>,
    pub cflags: Vec<String>,
    pub ldflags: Vec<String>,
    /// C files and objects that belong to the module.
    pub sources: Vec<PathBuf>,
}

impl Settings {
    /// Reads the comments. Unknown keys are those of other tools.
    pub fn read(header: &[HeaderComment], source: &Path) -> Settings {
        let mut settings = Settings::default();
        for comment in header.iter().filter(|comment| is_setting(comment)) {
            settings.set(&comment.key, &comment.value, source);
        }
        settings
    }

    fn set(&mut self, key: &str, value: &str, source: &Path) {
        let list = || list(value);
        let paths = || list().into_iter().map(PathBuf::from);
        match key {
            "language" => {
                self.cplus = matches!(value.trim().trim_matches(['\'', '"']), "c++" | "cpp")
            }
            "libraries" => self.libraries.extend(list()),
            "library_dirs" => self.library_dirs.extend(paths()),
            "include_dirs" => self.include_dirs.extend(paths()),
            "define_macros" => {
                self.defines.extend(list().iter().map(|define| macro_definition(define)))
            }
            "undef_macros" => self.cflags.extend(list().iter().map(|name| format!("-U{name}"))),
            "extra_compile_args" => self.cflags.extend(list()),
            "extra_link_args" => self.ldflags.extend(list()),
            "runtime_library_dirs" => {
                self.ldflags.extend(list().iter().map(|folder| format!("-Wl,-rpath,{folder}")))
            }
            "sources" | "extra_objects" => {
                self.sources.extend(
                    list().iter().map(|name| beside(source, name)).filter(|path| path != source),
                );
            }
            _ => {}
        }
    }
}

/// A `# distutils:` comment, or a `# cython:` one with such a key.
pub fn is_setting(comment: &HeaderComment) -> bool {
    comment.tool == HeaderTool::Distutils || KEYS.contains(&comment.key.as_str())
}

/// What can be said about a build; none of these is a directive.
const KEYS: &[&str] = &[
    "define_macros",
    "depends",
    "extra_compile_args",
    "extra_link_args",
    "extra_objects",
    "include_dirs",
    "language",
    "libraries",
    "library_dirs",
    "runtime_library_dirs",
    "sources",
    "undef_macros",
];

/// `NAME=None`, as tools write what has no value, is `NAME`.
fn macro_definition(text: &str) -> String {
    text.strip_suffix("=None").unwrap_or(text).to_string()
}

/// A file beside the source, or in the current folder.
fn beside(source: &Path, name: &str) -> PathBuf {
    let near = source.parent().unwrap_or(Path::new("")).join(name);
    if near.is_file() { near } else { PathBuf::from(name) }
}

/// Words, or a list in brackets with commas; quotes hold a word together in both.
fn list(value: &str) -> Vec<String> {
    let value = value.trim();
    match value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(inner) => {
            let items =
                inner.split(',').map(|item| item.trim().trim_matches(['\'', '"']).to_string());
            items.filter(|item| !item.is_empty()).collect()
        }
        None => runtime::split_words(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_have_two_forms() {
        assert_eq!(list("z  png"), ["z", "png"]);
        assert_eq!(list("['z', \"png\"]"), ["z", "png"]);
        assert_eq!(list("-DX='a b'"), ["-DX=a b"]);
    }

    #[test]
    fn keys_go_where_they_belong() {
        let mut settings = Settings::default();
        for (key, value) in [
            ("libraries", "z"),
            ("language", "c++"),
            ("define_macros", "A=1 B=None"),
            ("depends", "x.h"),
        ] {
            settings.set(key, value, Path::new("m.pyx"));
        }
        assert!(settings.cplus);
        assert_eq!(settings.libraries, ["z"]);
        assert_eq!(settings.defines, ["A=1", "B"]);
    }
}
